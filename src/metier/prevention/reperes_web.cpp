// La grille d'un élève : douze signes datés et leurs raisons, pourquoi il est ou n'est pas sur la liste.
#include <algorithm>

#include "base/secret.hpp"
#include "base/texte.hpp"
#include "metier/prevention/parcours_web.hpp"
#include "metier/territoire/parametres.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::prevention {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

struct FormSigne {
    Field<Signe> signe{"signe", "Signe", required};
    Field<Force> force{"force", "Comment il se voit", required, radio};
    Field<std::string> constat{"constat",  "Ce qui le montre",
                               required,   at_most(200),
                               facts_only, hint("Un fait daté : « 9 de moyenne en maths, 14 au trimestre d’avant »")};
    Field<Date> le{"le", "Constaté le", required};
    Field<std::string> saisie{"saisie", "Saisie", at_most(40)};
    auto fields() { return std::tie(signe, force, constat, le, saisie); }
};
struct FormVeille {
    Field<std::string> motif{"motif", "Pourquoi le regarder", required, at_most(150), facts_only};
    Field<Date> revoir_le{"revoir_le", "À revoir le", required, hint("Obligatoire")};
    auto fields() { return std::tie(motif, revoir_le); }
};
enum class Decision { explique, clos };
inline constexpr base::Entree<Decision> decisions[] = {
    {Decision::explique, "explique", "Expliqué jusqu’à une date"},
    {Decision::clos, "clos", "Clos : ce n’est plus vrai"},
};
constexpr std::span<base::Entree<Decision> const> entrees(Decision) { return decisions; }
/// Plusieurs se montrent sur la même page : chaque champ porte le numéro de son signe.
struct FormDecision {
    Id<Repere> id;
    Field<Decision> decision;
    Field<std::string> explication;
    Field<Date> jusqu_au;
    Field<std::int64_t> version{"version", "Version", required};
    explicit FormDecision(Id<Repere> i)
        : id{i}, decision{nom("decision"), "Ce qu’il en est", required, radio}, explication{nom("explication"),
                                                                                            "Pourquoi", required,
                                                                                            at_most(150), facts_only},
          jusqu_au{nom("jusqu_au"), "Jusqu’au", hint("Pour un signe expliqué : il redevient actif ensuite")} {}
    std::string nom(std::string_view champ) const { return std::string(champ) + "_" + std::to_string(id.valeur); }
    auto fields() { return std::tie(decision, explication, jusqu_au, version); }
};
struct FormLycam {
    Field<Date> le{"le", "Passé le", required};
    Field<std::string> edition{"edition", "Version du questionnaire", required, at_most(30)};
    std::vector<Field<int>> scores;
    FormLycam() {
        for (auto const& d : dimensions)
            scores.emplace_back(d.code, d.libelle, at_least(0), at_most(100));
    }
    std::vector<FieldBase*> champs() {
        std::vector<FieldBase*> liste{&le, &edition};
        for (auto& s : scores)
            liste.push_back(&s);
        return liste;
    }
};

struct Saisies {
    FormSigne signe;
    FormVeille veille;
    FormLycam lycam;
    Html avis = {};
    std::optional<FormDecision> decision = {}; ///< celle qui vient d'être refusée
    Html avis_decision = {};
};

/// Avant sa naissance, ou avant l'année scolaire dernière : une faute de frappe, ou un signe trop vieux pour dire
/// aujourd'hui.
Date premier_jour_d_un_signe(Eleve const& e, Date jour) {
    auto annee_derniere = base::AnneeScolaire::du(jour).precedente().premier_jour();
    return e.naissance ? std::max(annee_derniere, *e.naissance) : annee_derniere;
}

Saisies vierges(Contexte& cx, Reader& db, Eleve const& e) {
    Saisies s;
    s.signe.le.set(cx.jour());
    s.signe.saisie.set(base::jeton(12));
    std::vector<std::pair<Signe, std::string>> offerts;
    for (auto const& x : signes)
        if (x.valeur != Signe::absences) // elles se comptent, jour par jour
            offerts.emplace_back(x.valeur, std::string(libelle(famille(x.valeur))) + " : " + std::string(x.libelle));
    s.signe.signe.offer(offerts);
    s.signe.le.between(premier_jour_d_un_signe(e, cx.jour()), cx.jour());
    s.veille.revoir_le.between(
        cx.jour(), base::plus_jours(cx.jour(), territoire::entier(db, "prevention.revoir_au_plus", cx.jour())));
    s.veille.revoir_le.set(base::plus_jours(cx.jour(), territoire::entier(db, "prevention.revoir", cx.jour())));
    s.lycam.le.set(cx.jour());
    s.lycam.le.between(e.naissance, cx.jour());
    return s;
}

Html un_signe(Contexte& cx, RepereVu const& r, Saisies const& s) {
    bool actif = r.signe.actif(cx.jour());
    auto etat_dit = actif                                   ? badge(Ton::attention, libelle(EtatDuSigne::actif))
                    : r.signe.etat == EtatDuSigne::explique ? badge(Ton::information, "Expliqué")
                                                            : badge(Ton::neutre, libelle(EtatDuSigne::clos));
    auto suite = r.explication.empty()
                     ? Html{}
                     : p(r.explication, r.signe.jusqu_au ? ensemble(" (jusqu’au ", *r.signe.jusqu_au, ")") : Html{},
                         r.decide_par.empty() ? "" : ", " + r.decide_par);
    Html decider;
    if (actif && cx.peut(Droit::tenir_prevention)) {
        bool refusee = s.decision && s.decision->id == r.id;
        auto form = refusee ? *s.decision : FormDecision{r.id};
        decider = details(etat("open", refusee), summary("Expliquer ou clore", lecteur(" : ", libelle(r.signe.signe))),
                          formulaire(web::lien("/prevention/signes/{}/decision", r.id), cx.csrf(),
                                     refusee ? s.avis_decision : Html{}, champ(form.decision), champ(form.explication),
                                     champ(form.jusqu_au), version_montree(r.version),
                                     boutons(refusee && !s.avis_decision.empty() ? bouton_d_enregistrement(true)
                                                                                 : bouton_secondaire("Enregistrer"))));
    }
    return li(strong(libelle(r.signe.signe)), " ", etat_dit, " ", libelle(r.signe.force), ". ", r.constat, " (",
              r.signe.le, r.auteur.empty() ? "" : ", " + r.auteur, ")", suite, decider);
}

/// Les douze lignes, chacune avec ses faits, ou ce qu'on n'en sait pas.
/// Un seuil franchi, ou aucun, ou ce que les totaux reçus ne permettent pas de dire.
std::string absences_dites(Contexte& cx, ARegarder const& e, Fraicheur const& f, std::string const& indecis) {
    auto dites = e.connu.alerte ? e.connu.absences_dites + ". " : std::string{};
    if (!indecis.empty())
        return dites + "Seuils de la loi : on ne peut pas tout savoir. " + indecis +
               ". Recevez un fichier par mois, ou le détail des absences. " + f.dite(cx.jour());
    if (e.connu.alerte)
        return dites;
    return (f.calculable(cx.jour()) ? std::string("Aucun seuil de la loi franchi. ") : "") + f.dite(cx.jour());
}

Html la_grille(Contexte& cx, ARegarder const& e, std::vector<RepereVu> const& notes, Fraicheur const& f,
               std::string const& indecis, Saisies const& s) {
    Html lignes;
    for (auto const& x : signes) {
        Html faits;
        for (auto const& r : notes)
            if (r.signe.signe == x.valeur)
                faits += un_signe(cx, r, s);
        Html cellule;
        if (x.valeur == Signe::absences)
            cellule = ensemble(p(absences_dites(cx, e, f, indecis)), when(!e.connu.absences_tous_motifs.empty(), [&] {
                                   return p(e.connu.absences_tous_motifs, ".");
                               }));
        else
            cellule = faits.empty() ? span(clas("absent"), "Rien de noté") : ul(faits);
        lignes += tr(th(scope("row"), x.libelle), td(libelle(famille(x.valeur))), td(cellule));
    }
    return tableau("Douze signes, chacun avec ses faits", {{"Signe"}, {"Famille"}, {"Ce qu’on sait"}}, lignes);
}

Html le_lycam(Contexte& cx, Eleve const& e, std::vector<ScoreLycam> const& scores, FormLycam& form) {
    auto ligne = [](ScoreLycam const& s) {
        return tr(td(s.le), td(s.edition), td(libelle(s.dimension)), td(s.valeur));
    };
    auto table = scores.empty() ? etat_vide("Aucun passage noté.")
                                : tableau("Scores par dimension, sans total",
                                          {{"Passé le"}, {"Version"}, {"Dimension"}, {"Score"}}, each(scores, ligne));
    Html champs;
    for (auto* c : form.champs())
        champs += champ(*c);
    auto erreurs = erreurs_de(form.champs());
    return ensemble(h2("LYCAM"), p("Le questionnaire n’est pas ici : seuls ses scores par dimension se notent."), table,
                    when(cx.peut(Droit::tenir_prevention), [&] {
                        return details(etat("open", !erreurs.empty()), summary("Noter un passage"),
                                       resume_erreurs(erreurs),
                                       formulaire(web::lien("/prevention/eleves/{}/lycam", e.id), cx.csrf(), champs,
                                                  boutons(bouton("Enregistrer les scores"))));
                    }));
}

Html la_veille(Contexte& cx, Eleve const& e, std::optional<VeilleVue> const& v, Saisies const& s) {
    if (!cx.peut(Droit::tenir_prevention))
        return {};
    auto inscrire =
        ensemble(resume_erreurs(s.veille),
                 formulaire(web::lien("/prevention/eleves/{}/veille", e.id), cx.csrf(), s.avis, champ(s.veille.motif),
                            champ(s.veille.revoir_le), boutons(bouton_d_enregistrement(!s.avis.empty()))));
    if (!v)
        return details(etat("open", !s.avis.empty() || !s.veille.motif.error().empty()),
                       summary("Demander qu’on le regarde"), inscrire);
    return ensemble(
        p("Demandé par ", v->auteur, " le ", v->depuis, " : ", v->motif, ". À revoir le ", v->revoir_le, "."),
        details(summary("Changer la date ou le motif"), inscrire),
        formulaire(web::lien("/prevention/veille/{}/retrait", v->id), cx.csrf(), version_montree(v->version),
                   boutons(bouton_secondaire("Ne plus le regarder"))));
}

Html les_parcours(Contexte& cx, Eleve const& e, std::vector<ParcoursVu> const& liste) {
    Html lignes;
    for (auto const& x : liste)
        lignes += li(a(href(lien(x.id)), sigle_de(x.p.genre), " du ", x.p.debut, " au ", x.p.fin_prevue), ", ",
                     base::minuscules(libelle(x.p.etat)));
    return ensemble(lignes.empty() ? Html{} : ul(lignes), when(cx.peut(Droit::tenir_prevention), [&] {
                        return boutons(lien_bouton(web::lien("/prevention/eleves/{}/parcours/nouveau", e.id),
                                                   "Proposer un parcours (PAFI, TDO, Ambition emploi)"));
                    }));
}

acces::Page page_grille(Contexte& cx, Eleve const& e, Saisies& s) {
    auto db = cx.db();
    auto vu = regarder_un(db, e.etablissement, e.id, cx.jour()).value_or(ARegarder{});
    auto f = fraicheur(db, e.etablissement, cx.jour());
    auto nom = e.nom_affiche();
    bool peut = cx.peut(Droit::tenir_prevention);
    auto situation = situation_ouverte(db, e.id, e.etablissement);
    auto ouvrir_ = situation ? lien_bouton_principal(lien(*situation), "Situation de prévention")
                   : peut    ? formulaire_bouton(web::lien("/prevention/eleves/{}/situation", e.id), cx.csrf(),
                                                 bouton("Ouvrir une situation"))
                             : Html{};
    auto saisir = details(
        etat("open", !s.signe.constat.error().empty() || !s.signe.signe.error().empty() || !s.avis.empty()),
        summary("Noter un signe"), resume_erreurs(s.signe),
        formulaire(web::lien("/prevention/eleves/{}/signes", e.id), cx.csrf(),
                   data("mots-sensibles", web::lien("/mots-sensibles")), s.avis, champ(s.signe.signe),
                   champ(s.signe.force), champ(s.signe.constat), champ(s.signe.le),
                   cache("saisie", s.signe.saisie.typed_first()), boutons(bouton_d_enregistrement(!s.avis.empty()))));
    return {
        .titre = "Signes – " + nom,
        .rubrique = rubrique_prevention,
        .fil = {{"Prévention", web::lien("/prevention")}},
        .contenu = ensemble(
            entete_de_fiche("Signes – " + nom, p(e.classe.empty() ? "" : e.classe + ", ", e.lieu), ouvrir_),
            s.decision ? resume_erreurs(*s.decision) : Html{},
            notice(vu.entree.entre ? Ton::attention : Ton::information, vu.entree.phrase,
                   p(vu.revoir_le ? ensemble("À revoir le ", *vu.revoir_le, ". ") : Html{}, "Dernier échange humain : ",
                     vu.connu.dernier_echange ? ensemble(*vu.connu.dernier_echange) : ensemble("aucun noté"), ".")),
            les_parcours(cx, e, parcours_de(db, cx.portee(), e.id)),
            la_veille(cx, e, veille_de(db, e.id, e.etablissement), s), when(peut, saisir),
            la_grille(cx, vu, signes_de(db, e.id, e.etablissement), f,
                      totaux_indecis(db, e.etablissement, e.id, cx.jour()), s),
            le_lycam(cx, e, lycam_de(db, e.id), s.lycam))};
}

Reply montrer(Contexte& cx, Id<Jeune> id) {
    auto e = exiger_un_eleve(cx, id);
    cx.acte(Acte::dossier_lu, [&](Writer&, acces::Trace& trace) {
        trace = {e.id, "grille", "", titre_de_lecture(cx)};
    });
    auto db = cx.db();
    auto s = vierges(cx, db, e);
    return cx.page(page_grille(cx, e, s));
}

Reply noter(Contexte& cx, Id<Jeune> id) {
    auto e = exiger_un_eleve(cx, id);
    auto db = cx.db();
    auto s = vierges(cx, db, e);
    if (!cx.lire(s.signe))
        return cx.invalide(page_grille(cx, e, s));
    s.avis = avis_sur_les_mots(cx, {*s.signe.constat});
    if (!s.avis.empty())
        return cx.invalide(page_grille(cx, e, s));
    cx.acte(Acte::repere_note, [&](Writer& w, acces::Trace& trace) {
        auto fait = noter_un_signe(
            w, auteur(cx), {e.id, e.etablissement, *s.signe.signe, *s.signe.force, *s.signe.constat, *s.signe.le},
            s.signe.saisie.value().value_or(""));
        trace = {e.id, "repere/" + std::to_string(fait.valeur), std::string(code(*s.signe.signe)),
                 titre_de_lecture(cx)};
    });
    return cx.voir(lien_de_la_grille(e.id), "Signe noté.");
}

Reply decider(Contexte& cx, Id<Repere> id) {
    auto db = cx.db();
    auto ou = ou_est_le_signe(db, id);
    if (!ou)
        throw not_found();
    auto e = exiger_un_eleve(cx, ou->jeune);
    if (e.etablissement != ou->etablissement)
        throw not_found();
    auto s = vierges(cx, db, e);
    auto& form = s.decision.emplace(id);
    form.jusqu_au.between(cx.jour(), base::plus_mois(cx.jour(), 6));
    bool bon = cx.lire(form);
    if (form.decision && *form.decision == Decision::explique && form.jusqu_au.error().empty() && !form.jusqu_au) {
        form.jusqu_au.refuse("Dites jusqu’à quand ce signe est expliqué.");
        bon = false;
    }
    if (bon)
        s.avis_decision = avis_sur_les_mots(cx, {*form.explication});
    if (!bon || !s.avis_decision.empty())
        return cx.invalide(page_grille(cx, e, s));
    auto etat = *form.decision == Decision::clos ? EtatDuSigne::clos : EtatDuSigne::explique;
    bool fait = cx.acte_ou_conflit(Acte::repere_clos, [&](Writer& w, acces::Trace& trace) {
        decider_d_un_signe(w, auteur(cx), id, *form.version, etat, *form.explication,
                           etat == EtatDuSigne::clos ? std::nullopt : form.jusqu_au.value());
        trace = {e.id, "repere/" + std::to_string(id.valeur), std::string(code(etat)), titre_de_lecture(cx)};
    });
    return cx.voir(lien_de_la_grille(e.id), fait ? "C’est noté." : "Quelqu’un l’a changé entre-temps.",
                   fait ? Ton::succes : Ton::attention);
}

Reply veiller_(Contexte& cx, Id<Jeune> id) {
    auto e = exiger_un_eleve(cx, id);
    auto db = cx.db();
    auto s = vierges(cx, db, e);
    if (!cx.lire(s.veille))
        return cx.invalide(page_grille(cx, e, s));
    s.avis = avis_sur_les_mots(cx, {*s.veille.motif});
    if (!s.avis.empty())
        return cx.invalide(page_grille(cx, e, s));
    cx.acte(Acte::repere_note, [&](Writer& w, acces::Trace& trace) {
        veiller(w, auteur(cx), e.id, e.etablissement, *s.veille.motif, *s.veille.revoir_le);
        trace = {e.id, "veille", "", titre_de_lecture(cx)};
    });
    return cx.voir(lien_de_la_grille(e.id), "Sur la liste, à revoir le " + base::affiche(*s.veille.revoir_le) + ".");
}

Reply retirer(Contexte& cx, Id<Veille> id) {
    auto db = cx.db();
    auto jeune = db.maybe<Id<Jeune>>("select jeune_id from veille where id = ?", id);
    if (!jeune)
        throw not_found();
    auto e = exiger_un_eleve(cx, *jeune);
    auto v = veille_de(db, e.id, e.etablissement);
    if (!v || v->id != id)
        throw not_found();
    auto version = lire_entier(cx.requete().field("version")).value_or(0);
    bool fait = cx.acte_ou_conflit(Acte::repere_clos, [&](Writer& w, acces::Trace& trace) {
        retirer_de_la_liste(w, auteur(cx), id, version, "");
        trace = {e.id, "veille", "retirée", titre_de_lecture(cx)};
    });
    return cx.voir(lien_de_la_grille(e.id), fait ? "La demande est retirée." : "Elle a changé entre-temps.",
                   fait ? Ton::succes : Ton::attention);
}

Reply noter_lycam(Contexte& cx, Id<Jeune> id) {
    auto e = exiger_un_eleve(cx, id);
    auto db = cx.db();
    auto s = vierges(cx, db, e);
    bool bon = read_all(s.lycam.champs(), cx.requete().form);
    std::vector<ScoreLycam> scores;
    for (std::size_t i = 0; i < s.lycam.scores.size(); ++i)
        if (auto const& v = s.lycam.scores[i].value(); v && s.lycam.le && s.lycam.edition)
            scores.push_back({*s.lycam.le, *s.lycam.edition, dimensions[i].valeur, *v});
    if (bon && scores.empty()) {
        s.lycam.scores.front().refuse("Notez au moins une dimension.");
        bon = false;
    }
    if (!bon)
        return cx.invalide(page_grille(cx, e, s));
    cx.acte(Acte::lycam_note, [&](Writer& w, acces::Trace& trace) {
        noter_le_lycam(w, auteur(cx), e.id, e.etablissement, scores);
        trace = {e.id, "lycam", "", titre_de_lecture(cx)};
    });
    return cx.voir(lien_de_la_grille(e.id), "Scores notés.");
}

Reply ouvrir_la_situation(Contexte& cx, Id<Jeune> id) {
    auto e = exiger_un_eleve(cx, id);
    auto situation = cx.acte(Acte::prevention_ouverte, [&](Writer& w, acces::Trace& trace) {
        auto faite = ouvrir(w, auteur(cx), e.id, e.etablissement, Urgence::ordinaire, "Ouverte depuis la liste");
        trace = {e.id, "prevention/" + std::to_string(faite.valeur), "", titre_de_lecture(cx)};
        return faite;
    });
    return cx.voir(lien(situation), "Situation ouverte.");
}

} // namespace

Eleve exiger_un_eleve(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    std::optional<Eleve> e;
    if (auto ici = mon_etablissement(db, cx.portee())) {
        e = eleve_ou_ancien(db, *ici, id, cx.jour());
    } else {
        for (auto const& p : situations_de(db, cx.portee(), id))
            if (p.etat != Etat::close && !e)
                e = Eleve{p.jeune, p.nom, p.nom_usage, p.prenom, "", p.naissance, p.etablissement, p.lieu};
    }
    if (!e)
        throw not_found();
    return *e;
}

void routes_des_reperes(acces::Routes& r) {
    r.get("/prevention/eleves/{id}", Droit::lire_prevention, montrer);
    r.post("/prevention/eleves/{id}/signes", Droit::tenir_prevention, noter);
    r.post("/prevention/signes/{id}/decision", Droit::tenir_prevention, decider);
    r.post("/prevention/eleves/{id}/veille", Droit::tenir_prevention, veiller_);
    r.post("/prevention/veille/{id}/retrait", Droit::tenir_prevention, retirer);
    r.post("/prevention/eleves/{id}/lycam", Droit::tenir_prevention, noter_lycam);
    r.post("/prevention/eleves/{id}/situation", Droit::tenir_prevention, ouvrir_la_situation);
}

} // namespace metier::prevention
