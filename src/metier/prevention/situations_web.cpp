// Les situations suivies dans l'établissement : liste vivante, examen, clôture, fiche navette.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/ecrits/ecrits.hpp"
#include "metier/prevention/navette.hpp"
#include "metier/prevention/prevention_web.hpp"
#include "metier/territoire/parametres.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::prevention {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

Html un_signalement(SignalementVu const& v) {
    auto const& s = v.s;
    return article(
        clas("carte"), h3("Signalé le ", v.le, " par ", v.auteur), badge_d_urgence(s.urgence),
        definitions({definition("Les faits", s.faits), definition("L’avis de l’auteur", s.analyse),
                     definition("Ce qui marche", s.appuis), definition("Origine", libelle(s.origine)),
                     definition("Famille informée le", s.famille_le ? ensemble(*s.famille_le) : Html{}),
                     definition("Le jeune accepte d’être contacté", s.accord ? ensemble(libelle(*s.accord)) : Html{}),
                     definition("Réponse donnée à l’auteur", v.reponse)}));
}

std::string dit(FaitVu const& f) {
    if (f.genre == "etat")
        return "Situation " + base::minuscules(libelle(lire_code<Etat>(f.code).value_or(Etat::signalee)));
    if (f.genre == "lien")
        return "Lien : " + base::minuscules(libelle(lire_code<EtatDuLien>(f.code).value_or(EtatDuLien::regulier)));
    if (f.genre == "confiance")
        return f.code == "confiee" ? "Confiée aussi à un coordonnateur" : "Reprise par l’établissement seul";
    return "Décision";
}

Html historique(std::vector<FaitVu> const& faits) {
    std::vector<Evenement> liste;
    for (auto const& f : faits)
        liste.push_back({.jour = f.le,
                         .icone = f.genre == "decision" ? Icone::drapeau : Icone::note,
                         .genre = "Prévention",
                         .titre = dit(f),
                         .auteur = f.auteur,
                         .texte = f.texte.empty() ? Html{} : p(f.texte)});
    return chronologie(liste);
}

Html reponses_engagees(Contexte& cx, PreventionVue const& p, std::vector<ReponseVue> const& reponses) {
    if (reponses.empty())
        return etat_vide("Aucune réponse engagée.");
    Html lignes;
    for (auto const& r : reponses) {
        bool peut = !r.au && p.etat != Etat::close && cx.peut(Droit::tenir_prevention);
        lignes += li(libelle(r.code), r.au ? " : du " : " : depuis le ", r.du, r.au ? ensemble(" au ", *r.au) : Html{},
                     r.precision.empty() ? "" : ", " + r.precision, " ", when(peut, [&] {
                         return formulaire(web::lien("/prevention/{}/reponses/{}/fin", p.id, r.id), cx.csrf(),
                                           bouton_secondaire("Terminée", lecteur(" : ", libelle(r.code))));
                     }));
    }
    return ul(lignes);
}

struct Saisies {
    FormExamen examen;
    FormCloture cloture;
    Html avis_examen = {}, avis_cloture = {};
};

void preparer(Contexte& cx, PreventionVue const& p, FormExamen& form) {
    auto db = cx.db();
    auto plus_tard = territoire::entier(db, "prevention.revoir_au_plus", cx.jour());
    form.revoir_le.between(cx.jour(), base::plus_jours(cx.jour(), plus_tard));
    form.confie_a.offer(coordonnateurs_de(db, p.etablissement, cx.jour()));
}

Saisies vierges(Contexte& cx, PreventionVue const& p) {
    Saisies s;
    preparer(cx, p, s.examen);
    auto db = cx.db();
    s.examen.etat.set(p.etat == Etat::suivie ? Suite::suivie : Suite::examinee);
    if (lien_connu(p))
        s.examen.lien.set(p.lien);
    s.examen.revoir_le.set(revoir_au_plus_tard(db, p.urgence, cx.jour()));
    s.examen.confie_a.set(p.confie_a);
    return s;
}

Html saisie_d_examen(Contexte& cx, PreventionVue const& p, Saisies const& s) {
    auto const& f = s.examen;
    return section(id("examiner"), h2("Examiner et décider"), resume_erreurs(f),
                   formulaire(web::lien("/prevention/{}/examen", p.id), cx.csrf(),
                              data("mots-sensibles", web::lien("/mots-sensibles")), s.avis_examen, champ(f.decision),
                              champ(f.etat), champ(f.revoir_le), champ(f.lien), champ(f.reponses), champ(f.confie_a),
                              champ(f.reponse), version_montree(p.version),
                              boutons(bouton_d_enregistrement(!s.avis_examen.empty()))));
}

Html saisie_de_cloture(Contexte& cx, PreventionVue const& p, Saisies const& s) {
    auto const& f = s.cloture;
    bool ouverte = !s.avis_cloture.empty() || !f.motif.error().empty() || !f.precision.error().empty();
    return details(etat("open", ouverte), summary("Clore la situation"), resume_erreurs(f),
                   formulaire(web::lien("/prevention/{}/cloture", p.id), cx.csrf(), s.avis_cloture, champ(f.motif),
                              champ(f.precision), champ(f.reponse), version_montree(p.version),
                              boutons(s.avis_cloture.empty()
                                          ? bouton_secondaire("Clore la situation")
                                          : bouton_secondaire(name("quand_meme"), value("1"), "Clore quand même"))));
}

acces::Page page_situation(Contexte& cx, PreventionVue const& p, Saisies const& s) {
    auto db = cx.db();
    auto signalements = signalements_de(db, p.id);
    auto nom = p.nom_affiche();
    auto sous_titre =
        ensemble(badge(Ton::neutre, libelle(p.etat)), " ", badge_du_lien(p), " ", badge_d_urgence(p.urgence),
                 web::p(jeunes::age_affiche(p.naissance, cx.jour()), ", ", p.lieu));
    auto actions =
        cx.peut(Droit::lire_dossier) ? lien_bouton(web::lien("/jeunes/{}", p.jeune), "Ouvrir le dossier") : Html{};
    bool ouverte = p.etat != Etat::close && cx.peut(Droit::tenir_prevention);
    auto a_revoir = p.revoir_le ? definition("À revoir le", *p.revoir_le) : definition("Close le", p.close_le);
    return {.titre = "Prévention – " + nom,
            .rubrique = rubrique_prevention,
            .fil = {{"Prévention", web::lien("/prevention")}},
            .contenu = ensemble(
                entete_de_fiche("Prévention – " + nom, sous_titre, actions),
                definitions(
                    {definition("Ouverte le", p.ouverte_le), a_revoir,
                     definition("Dernier échange humain", p.dernier_echange ? ensemble(*p.dernier_echange) : Html{}),
                     definition("Confiée aussi à", p.confie_nom)}),
                h2("Signalements"),
                signalements.empty() ? etat_vide("Aucun signalement écrit.") : each(signalements, un_signalement),
                h2("Réponses engagées"), reponses_engagees(cx, p, reponses_de(db, p.id)),
                when(ouverte, [&] { return ensemble(saisie_d_examen(cx, p, s), saisie_de_cloture(cx, p, s)); }),
                h2("Ce qui a été décidé"), historique(faits_de(db, p.id)), h2("Fiche navette"),
                web::p("À imprimer : ni santé, ni service social, ni avis."),
                ecrits::boutons(web::lien("/prevention/{}/navette", p.id), cx.csrf()))};
}

Reply montrer(Contexte& cx, Id<Prevention> id) {
    auto p = exiger(cx, id);
    consigner_la_lecture(cx, p, "");
    return cx.page(page_situation(cx, p, vierges(cx, p)));
}

Reply en_conflit(Contexte& cx, Id<Prevention> id, Saisies s, std::string const& message) {
    auto p = exiger(cx, id);
    if (p.etat == Etat::close)
        return cx.voir(lien(id), "Cette situation vient d’être close.", Ton::attention);
    s.examen.decision.refuse(message);
    return cx.conflit(page_situation(cx, p, s));
}
constexpr auto a_change = "Quelqu’un a décidé entre-temps : relisez ce qui suit, puis enregistrez de nouveau.";

Reply examiner_(Contexte& cx, Id<Prevention> id) {
    auto p = exiger(cx, id);
    auto s = vierges(cx, p);
    auto& f = s.examen;
    if (!cx.lire(f))
        return cx.invalide(page_situation(cx, p, s));
    auto db_ = cx.db();
    bool en_cours = std::ranges::any_of(reponses_de(db_, id), [](auto const& r) { return !r.au; });
    if (auto dit = contradiction(*f.etat, !(*f.reponses).empty(), en_cours); !dit.empty()) {
        f.reponses.refuse(std::string(dit));
        return cx.invalide(page_situation(cx, p, s));
    }
    s.avis_examen = avis_sur_les_mots(cx, {*f.decision, f.reponse.value().value_or("")});
    if (!s.avis_examen.empty())
        return cx.invalide(page_situation(cx, p, s));
    Examen e{*f.version,         *f.etat == Suite::suivie ? Etat::suivie : Etat::examinee,
             *f.decision,        *f.lien,
             *f.revoir_le,       *f.reponses,
             f.confie_a.value(), f.reponse.value().value_or("")};
    bool fait = cx.acte_ou_conflit(Acte::prevention_examinee, [&](Writer& db, acces::Trace& trace) {
        examiner(db, auteur(cx), id, e);
        trace = {p.jeune, "prevention/" + std::to_string(id.valeur), std::string(code(e.etat)), titre_de_lecture(cx)};
    });
    return fait ? cx.voir(lien(id), "Décision enregistrée. À revoir le " + base::affiche(e.revoir_le) + ".")
                : en_conflit(cx, id, s, a_change);
}

Reply clore_(Contexte& cx, Id<Prevention> id) {
    auto p = exiger(cx, id);
    auto s = vierges(cx, p);
    auto& f = s.cloture;
    bool bon = cx.lire(f);
    if (f.motif && *f.motif == MotifDeCloture::autre && !f.precision) {
        f.precision.refuse("Précisez pourquoi : « Autre motif » ne suffit pas.");
        bon = false;
    }
    if (!bon)
        return cx.invalide(page_situation(cx, p, s));
    auto precision = f.precision.value().value_or(""), reponse = f.reponse.value().value_or("");
    s.avis_cloture = avis_sur_les_mots(cx, {precision, reponse});
    if (!s.avis_cloture.empty())
        return cx.invalide(page_situation(cx, p, s));
    bool fait = cx.acte_ou_conflit(Acte::prevention_close, [&](Writer& db, acces::Trace& trace) {
        clore(db, auteur(cx), id, *f.version, *f.motif, precision, reponse);
        trace = {p.jeune, "prevention/" + std::to_string(id.valeur), std::string(code(*f.motif)), titre_de_lecture(cx)};
    });
    return fait ? cx.voir(lien(id), "Situation close. Ceux qui l’avaient signalée le verront.")
                : en_conflit(cx, id, s, a_change);
}

Reply finir(Contexte& cx, Id<Prevention> id, Id<Reponse_> reponse) {
    auto p = exiger(cx, id);
    bool fait = cx.acte_ou_conflit(Acte::reponse_notee, [&](Writer& db, acces::Trace& trace) {
        finir_une_reponse(db, id, reponse, cx.jour());
        trace = {p.jeune, "prevention/" + std::to_string(id.valeur), "réponse terminée", titre_de_lecture(cx)};
    });
    auto db = cx.db();
    bool reste = std::ranges::any_of(reponses_de(db, id), [](auto const& r) { return !r.au; });
    return cx.voir(lien(id),
                   !fait   ? "Cette réponse était déjà terminée."
                   : reste ? "Réponse terminée."
                           : "Réponse terminée : plus aucune n’est engagée, examinez de nouveau la situation.",
                   fait ? Ton::succes : Ton::attention);
}

Reply navette(Contexte& cx, Id<Prevention> id) {
    auto p = exiger(cx, id);
    auto db = cx.db();
    auto ecrit = fiche_navette(p, signalements_de(db, id), faits_de(db, id), reponses_de(db, id), cx.jour());
    ecrit.pied = ecrits::pied(cx);
    return ecrits::emporter(
        cx,
        {.ecrit = ecrit, .nom = "fiche-navette", .jeune = p.jeune, .objet = "prevention/" + std::to_string(id.valeur)},
        ecrits::format_demande(cx.requete()));
}

} // namespace

void routes_des_situations(acces::Routes& r) {
    r.get("/prevention/{id}", Droit::lire_prevention, montrer);
    r.post("/prevention/{id}/examen", Droit::tenir_prevention, examiner_);
    r.post("/prevention/{id}/cloture", Droit::tenir_prevention, clore_);
    r.post("/prevention/{id}/reponses/{reponse}/fin", Droit::tenir_prevention, finir);
    r.post("/prevention/{id}/navette", Droit::lire_prevention, navette);
}

} // namespace metier::prevention
