// PAFI, TDO, Ambition emploi : proposer (R-14 à R-16).
#include "base/secret.hpp"
#include "base/texte.hpp"
#include "metier/prevention/parcours_web.hpp"
#include "web/parts/fiche.hpp"

namespace metier::prevention {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

constexpr int mois_de_recul = 12, mois_d_avance = 12; // au-delà, c'est une faute de frappe

struct FormParcours {
    Field<GenreDeParcours> genre{"genre", "Parcours", required, radio};
    Field<Date> debut{"debut", "Du", required};
    Field<Date> fin_prevue{"fin_prevue", "Au", required};
    Field<std::string> accueil{"accueil", "Structure d’accueil", at_most(120),
                               hint("L’établissement reste responsable de l’élève, dont les droits sont conservés")};
    Field<std::string> activites{"activites", "Activités", long_text(3), at_most(400), facts_only};
    Field<std::string> tuteur{"tuteur", "Tuteur", at_most(100)};
    Field<int> heures{"heures", "Heures par semaine", at_least(1), at_most(40)};
    Field<Date> convention_le{"convention_le", "Convention signée le"};
    Field<Date> gpds_le{"gpds_le", "Analysé en GPDS le"};
    Field<bool> volontaire{"volontaire", "L’élève est volontaire"};
    Field<bool> solutions_epuisees{"solutions_epuisees", "Les réponses de l’établissement ont été essayées",
                                   hint("Exigé pour un TDO")};
    Field<bool> sortant_pro{"sortant_pro", "Il est sorti de CAP ou de bac pro sans solution",
                            hint("Exigé pour Ambition emploi")};
    Field<int> semaines_pfmp{"semaines_pfmp", "Semaines en milieu professionnel (PFMP)", at_least(0), at_most(52),
                             hint("Ambition emploi")};
    Field<std::string> saisie{"saisie", "Saisie", at_most(40)};
    auto fields() {
        return std::tie(genre, debut, fin_prevue, volontaire, gpds_le, solutions_epuisees, sortant_pro, accueil,
                        activites, tuteur, heures, semaines_pfmp, convention_le, saisie);
    }
};

acces::Page page_nouveau(Contexte& cx, Eleve const& e, FormParcours const& form, Html const& avis = {}) {
    return {.titre = "Proposer un parcours",
            .rubrique = rubrique_prevention,
            .fil = {{"Prévention", web::lien("/prevention")}, {e.nom_affiche(), lien_de_la_grille(e.id)}},
            .contenu = ensemble(
                h1("Proposer un parcours à ", e.nom_affiche()),
                p(e.lieu, " reste responsable de l’élève pendant tout le parcours."), resume_erreurs(form),
                formulaire(
                    web::lien("/prevention/eleves/{}/parcours", e.id), cx.csrf(),
                    data("mots-sensibles", web::lien("/mots-sensibles")), avis, champ(form.genre), champ(form.debut),
                    champ(form.fin_prevue), champ(form.volontaire), champ(form.gpds_le), champ(form.solutions_epuisees),
                    champ(form.sortant_pro), champ(form.accueil), champ(form.activites), champ(form.tuteur),
                    champ(form.heures), champ(form.semaines_pfmp), champ(form.convention_le),
                    cache("saisie", form.saisie.typed_first()),
                    boutons(bouton_d_enregistrement(!avis.empty()), lien_bouton(lien_de_la_grille(e.id), "Annuler"))))};
}

Reply nouveau(Contexte& cx, Id<Jeune> id) {
    auto e = exiger_un_eleve(cx, id);
    FormParcours form;
    form.saisie.set(base::jeton(12));
    return cx.page(page_nouveau(cx, e, form));
}

Parcours lu(FormParcours const& f, int duree_max) {
    Parcours p;
    p.genre = *f.genre;
    p.debut = *f.debut;
    p.fin_prevue = *f.fin_prevue;
    p.duree_max = duree_max;
    p.accueil = f.accueil.value().value_or("");
    p.activites = f.activites.value().value_or("");
    p.tuteur = f.tuteur.value().value_or("");
    p.heures = f.heures.value();
    p.convention_le = f.convention_le.value();
    p.gpds_le = f.gpds_le.value();
    p.volontaire = *f.volontaire;
    p.solutions_epuisees = *f.solutions_epuisees;
    p.sortant_pro = *f.sortant_pro;
    p.semaines_pfmp = f.semaines_pfmp.value();
    return p;
}

Reply proposer_(Contexte& cx, Id<Jeune> id) {
    auto e = exiger_un_eleve(cx, id);
    FormParcours form;
    form.gpds_le.between(base::plus_mois(cx.jour(), -mois_de_recul), cx.jour());
    form.debut.between(base::plus_mois(cx.jour(), -mois_de_recul), base::plus_mois(cx.jour(), mois_d_avance));
    form.fin_prevue.between(base::plus_mois(cx.jour(), -mois_de_recul), base::plus_mois(cx.jour(), 2 * mois_d_avance));
    form.convention_le.between(base::plus_mois(cx.jour(), -mois_de_recul), base::plus_mois(cx.jour(), mois_d_avance));
    if (!cx.lire(form))
        return cx.invalide(page_nouveau(cx, e, form));
    auto db = cx.db();
    auto x = plafonds(db, *form.genre, *form.debut);
    auto p = lu(form, x.duree_mois);
    auto manques = empechements(p, e.naissance, x);
    std::vector<Parcours> autres;
    for (auto const& v : parcours_de(db, cx.portee(), id))
        autres.push_back(v.p);
    if (auto trop = bout_a_bout(p, autres); manques.empty() && !trop.empty())
        manques.push_back({"debut", trop});
    for (auto const& m : manques)
        for (auto* c : champs_de(form))
            if (c->name() == m.champ)
                c->refuse(m.message);
    if (!manques.empty())
        return cx.invalide(page_nouveau(cx, e, form));
    if (auto avis = avis_sur_les_mots(cx, {p.activites}); !avis.empty())
        return cx.invalide(page_nouveau(cx, e, form, avis));
    auto fait = cx.acte(Acte::parcours_propose, [&](Writer& w, acces::Trace& trace) {
        auto numero = proposer(w, auteur(cx), e.id, e.etablissement, p, form.saisie.value().value_or(""));
        trace = {e.id, "parcours/" + std::to_string(numero.valeur), std::string(base::code(p.genre)),
                 titre_de_lecture(cx)};
        return numero;
    });
    return cx.voir(lien(fait),
                   se_valide(p.genre) ? "Parcours proposé : l’IEN-IO doit le valider." : "Parcours engagé.");
}

} // namespace

void routes_des_propositions(acces::Routes& r) {
    r.get("/prevention/eleves/{id}/parcours/nouveau", Droit::tenir_prevention, nouveau);
    r.post("/prevention/eleves/{id}/parcours", Droit::tenir_prevention, proposer_);
}

} // namespace metier::prevention
