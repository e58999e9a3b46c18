// PAFI, TDO, Ambition emploi : compléter, rappeler le terme, clore avec un bilan (R-14 à R-16).
#include "metier/prevention/parcours_web.hpp"
#include "base/texte.hpp"
#include "metier/acces/conflits.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::prevention {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

struct FormSuivi {
    Field<std::string> accueil{"accueil", "Structure d’accueil", at_most(120)};
    Field<std::string> activites{"activites", "Activités", long_text(3), at_most(400), facts_only};
    Field<std::string> tuteur{"tuteur", "Tuteur", at_most(100)};
    Field<int> heures{"heures", "Heures par semaine", at_least(1), at_most(40)};
    Field<int> semaines_pfmp{"semaines_pfmp", "Semaines en milieu professionnel (PFMP)", at_least(0), at_most(52)};
    Field<Date> convention_le{"convention_le", "Convention signée le"};
    Field<std::string> bilan{"bilan", "Bilan", long_text(4), at_most(800), facts_only, hint("Exigé pour clore")};
    Field<std::int64_t> version{"version", "Version", required};
    auto fields() { return std::tie(accueil, activites, tuteur, heures, semaines_pfmp, convention_le, bilan, version); }
};
struct FormPoint {
    Field<Date> le{"le", "Le", required};
    Field<std::string> texte{"texte", "Point d’étape", required, long_text(3), at_most(400), facts_only};
    auto fields() { return std::tie(le, texte); }
};
struct FormFin {
    Field<Date> fin_le{"fin_le", "Dernier jour", required};
    Field<SuiteDeParcours> suite{"suite", "Et ensuite", required};
    Field<std::int64_t> version{"version", "Version", required};
    auto fields() { return std::tie(fin_le, suite, version); }
};

struct Saisies {
    FormSuivi suivi;
    FormPoint point;
    FormFin fin;
    Html avis = {};
    std::string manque = {};
    Html conflit = {};
};

bool vivant(ParcoursVu const& v) { return v.p.etat == EtatDeParcours::propose || v.p.etat == EtatDeParcours::valide; }

ParcoursVu exiger_parcours(Contexte& cx, Id<Parcours> id) {
    auto db = cx.db();
    auto p = parcours(db, cx.portee(), id);
    if (!p)
        throw not_found();
    return *p;
}

Saisies remplies(Contexte& cx, ParcoursVu const& v) {
    Saisies s;
    auto const& p = v.p;
    if (!p.accueil.empty())
        s.suivi.accueil.set(p.accueil);
    if (!p.activites.empty())
        s.suivi.activites.set(p.activites);
    if (!p.tuteur.empty())
        s.suivi.tuteur.set(p.tuteur);
    if (!p.bilan.empty())
        s.suivi.bilan.set(p.bilan);
    s.suivi.heures.set(p.heures);
    s.suivi.semaines_pfmp.set(p.semaines_pfmp);
    s.suivi.convention_le.set(p.convention_le);
    s.point.le.set(cx.jour());
    s.point.le.between(p.debut, cx.jour());
    s.fin.fin_le.set(std::min(cx.jour(), p.fin_prevue));
    s.fin.fin_le.between(p.debut, cx.jour());
    return s;
}

Html suivre(Contexte& cx, ParcoursVu const& v, Saisies const& s, std::size_t points) {
    auto manques = manque_pour_clore(v.p, points);
    auto avant_de_clore = manques.empty() ? p("Tout y est : le parcours peut se clore.")
                                          : p("Pour clore, il manque encore : ", base::joint(manques, ", "), ".");
    auto fin =
        v.p.etat == EtatDeParcours::valide
            ? ensemble(h2("Clore"), avant_de_clore,
                       when(!s.manque.empty(), [&] { return notice(Ton::erreur, s.manque); }), resume_erreurs(s.fin),
                       formulaire(web::lien("/parcours/{}/cloture", v.id), cx.csrf(), champ(s.fin.fin_le),
                                  champ(s.fin.suite), version_montree(v.version),
                                  boutons(bouton_secondaire("Clore le parcours"))))
            : Html{};
    return ensemble(
        h2("Compléter"), resume_erreurs(s.suivi),
        formulaire(web::lien("/parcours/{}", v.id), cx.csrf(), s.avis, champ(s.suivi.accueil), champ(s.suivi.activites),
                   champ(s.suivi.tuteur), champ(s.suivi.heures),
                   when(v.p.genre == GenreDeParcours::ambition_emploi, [&] { return champ(s.suivi.semaines_pfmp); }),
                   champ(s.suivi.convention_le), champ(s.suivi.bilan), version_montree(v.version),
                   boutons(bouton_d_enregistrement(!s.avis.empty()))),
        when(v.p.debut <= cx.jour(), [&] {
            return ensemble(h2("Noter un point d’étape"), resume_erreurs(s.point),
                            formulaire(web::lien("/parcours/{}/points", v.id), cx.csrf(), champ(s.point.le),
                                       champ(s.point.texte), boutons(bouton_secondaire("Noter"))),
                            fin);
        }));
}

acces::Page page_parcours(Contexte& cx, ParcoursVu const& v, Saisies const& s) {
    auto db = cx.db();
    auto x = plafonds(db, v.p.genre, cx.jour());
    auto points = points_de(db, v.id);
    auto rappel_ = rappel_dit(v.p, cx.jour(), x.alerte_jours);
    Html liste;
    for (auto const& q : points)
        liste += li(q.le, " : ", q.texte, q.auteur.empty() ? "" : " (" + q.auteur + ")");
    return {
        .titre = std::string(sigle_de(v.p.genre)) + " – " + v.nom_affiche(),
        .rubrique = rubrique_prevention,
        .fil = {{"Prévention", web::lien("/prevention")}, {v.nom_affiche(), lien_de_la_grille(v.jeune)}},
        .contenu = ensemble(
            entete_de_fiche(std::string(sigle_de(v.p.genre)) + " – " + v.nom_affiche(),
                            ensemble(badge(Ton::neutre, libelle(v.p.etat)))),
            s.conflit, when(!rappel_.empty(), [&] { return notice(Ton::attention, rappel_); }),
            avis_de_revoyure(v, "L’IEN-IO reverra ce qui a changé depuis la validation"), definitions_du_parcours(v),
            when(v.p.etat == EtatDeParcours::refuse && cx.peut(Droit::tenir_prevention),
                 [&] {
                     return boutons(lien_bouton_principal(web::lien("/prevention/eleves/{}/parcours/nouveau", v.jeune),
                                                          "Proposer de nouveau"));
                 }),
            h2("Points d’étape"), liste.empty() ? etat_vide("Aucun point d’étape.") : ul(liste),
            when(vivant(v) && cx.peut(Droit::tenir_prevention), [&] { return suivre(cx, v, s, points.size()); }))};
}

Reply montrer(Contexte& cx, Id<Parcours> id) {
    auto v = exiger_parcours(cx, id);
    cx.acte(Acte::dossier_lu, [&](Writer& w, acces::Trace& trace) {
        if (cx.peut(Droit::tenir_prevention))
            lire_la_decision(w, auteur(cx), id);
        trace = {v.jeune, "parcours/" + std::to_string(id.valeur), "", titre_de_lecture(cx)};
    });
    return cx.page(page_parcours(cx, v, remplies(cx, v)));
}

LigneComparee ecart(FieldBase const& champ, std::string enregistre) {
    return {champ.label(), std::move(enregistre), std::string(champ.typed_first())};
}
std::string nombre(std::optional<int> n) { return n ? std::to_string(*n) : ""; }
std::string jour(std::optional<Date> d) { return d ? base::affiche(*d) : ""; }

Html ecarts_du_suivi(FormSuivi const& f, ParcoursVu const& v) {
    auto const& p = v.p;
    return acces::enregistre_entre_temps({ecart(f.accueil, p.accueil), ecart(f.activites, p.activites),
                                          ecart(f.tuteur, p.tuteur), ecart(f.heures, nombre(p.heures)),
                                          ecart(f.semaines_pfmp, nombre(p.semaines_pfmp)),
                                          ecart(f.convention_le, jour(p.convention_le)), ecart(f.bilan, p.bilan)},
                                         vivant(v));
}

Html ecarts_de_la_fin(FormFin const& f, ParcoursVu const& v) {
    auto suite = base::lire_code<SuiteDeParcours>(f.suite.typed_first());
    return acces::enregistre_entre_temps({{"État", std::string(libelle(v.p.etat)), "Clos"},
                                          ecart(f.fin_le, jour(v.p.fin_le)),
                                          {f.suite.label(), "", suite ? std::string(libelle(*suite)) : ""}},
                                         vivant(v));
}

/// La page dans l'état où l'autre l'a laissée, la saisie gardée.
template <class F>
Reply en_conflit(Contexte& cx, Id<Parcours> id, Saisies s, F ecarts) {
    auto v = exiger_parcours(cx, id);
    s.conflit = ecarts(v);
    return cx.conflit(page_parcours(cx, v, s));
}

template <class F>
std::optional<Reply> ecrire(Contexte& cx, ParcoursVu const& v, Acte quoi, std::string const& fait, F f) {
    bool ecrit = cx.acte_ou_conflit(quoi, [&](Writer& w, acces::Trace& trace) {
        f(w);
        trace = {v.jeune, "parcours/" + std::to_string(v.id.valeur), fait, titre_de_lecture(cx)};
    });
    return ecrit ? std::optional{cx.voir(lien(v.id), fait)} : std::nullopt;
}

Reply completer_(Contexte& cx, Id<Parcours> id) {
    auto v = exiger_parcours(cx, id);
    auto s = remplies(cx, v);
    if (!cx.lire(s.suivi))
        return cx.invalide(page_parcours(cx, v, s));
    auto texte = [](auto const& f) { return f.value().value_or(""); };
    s.avis = avis_sur_les_mots(cx, {texte(s.suivi.activites), texte(s.suivi.bilan)});
    if (!s.avis.empty())
        return cx.invalide(page_parcours(cx, v, s));
    auto p = v.p;
    p.accueil = texte(s.suivi.accueil);
    p.activites = texte(s.suivi.activites);
    p.tuteur = texte(s.suivi.tuteur);
    p.heures = s.suivi.heures.value();
    p.convention_le = s.suivi.convention_le.value();
    p.bilan = texte(s.suivi.bilan);
    if (p.genre == GenreDeParcours::ambition_emploi)
        p.semaines_pfmp = s.suivi.semaines_pfmp.value();
    if (auto change = change_depuis_la_validation(v.p, p); !change.empty())
        p.a_revoir = v.p.a_revoir.empty() ? change : v.p.a_revoir + " ; " + change;
    auto db = cx.db();
    if (auto trop = trop_de_pfmp(p, plafonds(db, p.genre, p.debut)); !trop.empty()) {
        s.suivi.semaines_pfmp.refuse(trop);
        return cx.invalide(page_parcours(cx, v, s));
    }
    auto fait =
        ecrire(cx, v, Acte::parcours_modifie,
               p.a_revoir == v.p.a_revoir ? "Parcours complété."
                                          : "Parcours complété. L’IEN-IO, qui l’avait validé, verra ce qui change.",
               [&](Writer& w) { completer(w, id, *s.suivi.version, p); });
    return fait ? *fait : en_conflit(cx, id, s, [&](auto const& actuel) { return ecarts_du_suivi(s.suivi, actuel); });
}

Reply noter(Contexte& cx, Id<Parcours> id) {
    auto v = exiger_parcours(cx, id);
    auto s = remplies(cx, v);
    if (v.p.debut > cx.jour())
        return cx.voir(lien(id), "Ce parcours n’a pas commencé.", Ton::attention);
    if (!cx.lire(s.point))
        return cx.invalide(page_parcours(cx, v, s));
    s.avis = avis_sur_les_mots(cx, {*s.point.texte});
    if (!s.avis.empty())
        return cx.invalide(page_parcours(cx, v, s));
    auto fait = ecrire(cx, v, Acte::parcours_modifie, "Point d’étape noté.",
                       [&](Writer& w) { noter_un_point(w, auteur(cx), id, *s.point.le, *s.point.texte); });
    return fait ? *fait : en_conflit(cx, id, s, [&](auto const& actuel) {
        return acces::enregistre_entre_temps({ecart(s.point.texte, "")}, vivant(actuel));
    });
}

Reply clore_(Contexte& cx, Id<Parcours> id) {
    auto v = exiger_parcours(cx, id);
    auto s = remplies(cx, v);
    if (v.p.debut > cx.jour())
        return cx.voir(lien(id), "Ce parcours n’a pas commencé.", Ton::attention);
    if (!cx.lire(s.fin))
        return cx.invalide(page_parcours(cx, v, s));
    auto db = cx.db();
    if (auto manques = manque_pour_clore(v.p, points_de(db, id).size()); !manques.empty()) {
        s.manque = "Le parcours ne peut pas se clore : il manque " + base::joint(manques, ", ") + ".";
        return cx.invalide(page_parcours(cx, v, s));
    }
    auto fait = ecrire(cx, v, Acte::parcours_clos, "Parcours clos.",
                       [&](Writer& w) { clore_le_parcours(w, id, *s.fin.version, *s.fin.fin_le, *s.fin.suite); });
    return fait ? *fait : en_conflit(cx, id, s, [&](auto const& actuel) { return ecarts_de_la_fin(s.fin, actuel); });
}

Reply lister(Contexte& cx) {
    auto db = cx.db();
    auto liste = parcours_en_cours(db, cx.portee());
    auto ligne = [&](ParcoursVu const& v) {
        auto x = plafonds(db, v.p.genre, cx.jour());
        auto r = rappel(v.p, cx.jour(), x.alerte_jours);
        return tr(td(a(href(lien(v.id)), v.nom_affiche())), td(sigle_de(v.p.genre)), td(libelle(v.p.etat)),
                  td(v.p.debut, " – ", v.p.fin_prevue,
                     when(r != Rappel::aucun,
                          [&] {
                              return ensemble(" ", r == Rappel::depasse ? badge(Ton::erreur, "Terme dépassé")
                                                                        : badge(Ton::attention, "Fin proche"));
                          })),
                  td(v.p.accueil));
    };
    auto contenu =
        liste.empty()
            ? etat_vide("Aucun parcours en cours.", p("Un parcours se propose depuis la page « Signes » d’un élève."))
            : tableau(base::pluriel(static_cast<long long>(liste.size()), "parcours", "parcours"),
                      {{"Élève"}, {"Parcours"}, {"État"}, {"Dates"}, {"Accueil"}}, each(liste, ligne));
    return cx.page({.titre = "Parcours aménagés",
                    .rubrique = rubrique_prevention,
                    .fil = {{"Prévention", web::lien("/prevention")}},
                    .contenu = ensemble(h1("Parcours aménagés"), contenu)});
}

} // namespace

Lien lien(Id<Parcours> id) { return web::lien("/parcours/{}", id); }

Html avis_de_revoyure(ParcoursVu const& v, std::string const& titre) {
    return when(!v.p.a_revoir.empty(),
                [&] { return notice(Ton::attention, titre, p("Changé : ", v.p.a_revoir, ".")); });
}

Html definitions_du_parcours(ParcoursVu const& v) {
    auto const& p = v.p;
    auto decision =
        !v.decide_le ? Html{}
                     : ensemble(*v.decide_le, ", ", v.decide_par, v.decide_motif.empty() ? "" : " : " + v.decide_motif);
    return definitions(
        {definition("Établissement responsable", v.lieu), definition("Structure d’accueil", p.accueil),
         definition("Dates", ensemble(p.debut, " – ", p.fin_prevue)),
         definition("Terme au plus tard", ensemble(terme(p.debut, p.duree_max), " (", p.duree_max, " mois)")),
         definition("Volontaire", p.volontaire ? "Oui" : ""),
         definition("Analysé en GPDS le", p.gpds_le ? ensemble(*p.gpds_le) : Html{}),
         definition("Activités", p.activites), definition("Tuteur", p.tuteur),
         definition("Heures par semaine", p.heures ? ensemble(*p.heures) : Html{}),
         definition("Semaines de PFMP", p.semaines_pfmp ? ensemble(*p.semaines_pfmp) : Html{}),
         definition("Convention signée le", p.convention_le ? ensemble(*p.convention_le) : Html{}),
         definition("Décision de l’IEN-IO", decision), definition("Code MEF", p.mef), definition("Bilan", p.bilan),
         definition("Dernier jour", p.fin_le ? ensemble(*p.fin_le) : Html{}),
         definition("Proposé par", v.propose_par)});
}

void routes_des_parcours(acces::Routes& r) {
    r.get("/parcours", Droit::lire_prevention, lister);
    routes_des_propositions(r);
    r.get("/parcours/{id}", Droit::lire_prevention, montrer);
    r.post("/parcours/{id}", Droit::tenir_prevention, completer_);
    r.post("/parcours/{id}/points", Droit::tenir_prevention, noter);
    r.post("/parcours/{id}/cloture", Droit::tenir_prevention, clore_);
    routes_de_la_validation(r);
}

} // namespace metier::prevention
