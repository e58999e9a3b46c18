// L'IEN-IO valide un PAFI, avec le code MEF dédié, ou le refuse en disant pourquoi (R-14, metier.md §4.4).
#include <algorithm>

#include "base/texte.hpp"
#include "metier/prevention/parcours_web.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::prevention {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

constexpr auto rubrique_pafi = "PAFI à valider";

/// Dix chiffres, ou onze avec la clé.
bool est_un_mef(std::string_view t) {
    return (t.size() == 10 || t.size() == 11) && std::ranges::all_of(t, [](char c) { return c >= '0' && c <= '9'; }) &&
           std::ranges::any_of(t, [](char c) { return c != '0'; });
}

enum class Avis { valide, refuse };
inline constexpr base::Entree<Avis> tous_les_avis[] = {
    {Avis::valide, "valide", "Valider"},
    {Avis::refuse, "refuse", "Refuser"},
};
constexpr std::span<base::Entree<Avis> const> entrees(Avis) { return tous_les_avis; }

struct FormDecision {
    Field<Avis> avis{"avis", "Décision", required, radio};
    Field<std::string> mef{"mef",
                           "Code MEF dédié",
                           at_most(11),
                           code_like,
                           shape(est_un_mef, "Indiquez les dix ou onze chiffres du code MEF."),
                           hint("Exigé pour valider : dix ou onze chiffres")};
    Field<std::string> motif{"motif", "Motif", at_most(200), facts_only, hint("Exigé pour refuser")};
    Field<std::int64_t> version{"version", "Version", required};
    auto fields() { return std::tie(avis, mef, motif, version); }
};

ParcoursVu exiger_pafi(Contexte& cx, Id<Parcours> id) {
    auto db = cx.db();
    auto v = parcours_a_valider(db, cx.portee(), id);
    if (!v)
        throw not_found();
    return *v;
}

bool attend_l_ien_io(ParcoursVu const& v) {
    return v.p.etat == EtatDeParcours::propose || (v.p.etat == EtatDeParcours::valide && !v.p.a_revoir.empty());
}

acces::Page page_de(Contexte& cx, ParcoursVu const& v, FormDecision const& form, Html const& avis = {}) {
    auto saisie = !attend_l_ien_io(v)
                      ? Html{}
                      : ensemble(h2(v.p.a_revoir.empty() ? "Décider" : "Décider de nouveau"), resume_erreurs(form),
                                 formulaire(web::lien("/pafi/{}", v.id), cx.csrf(), avis, champ(form.avis),
                                            champ(form.mef), champ(form.motif), version_montree(v.version),
                                            boutons(bouton_d_enregistrement(!avis.empty()))));
    return {.titre = "PAFI – " + v.nom_affiche(),
            .rubrique = rubrique_pafi,
            .fil = {{rubrique_pafi, web::lien("/pafi")}},
            .contenu = ensemble(h1("PAFI – ", v.nom_affiche()),
                                p(jeunes::age_affiche(v.naissance, v.p.debut), " au premier jour. ",
                                  badge(Ton::neutre, libelle(v.p.etat))),
                                avis_de_revoyure(v, "L’établissement l’a changé depuis votre validation"),
                                definitions_du_parcours(v), saisie)};
}

Reply lister(Contexte& cx) {
    auto db = cx.db();
    auto liste = a_valider(db, cx.portee());
    auto ligne = [](ParcoursVu const& v) {
        return tr(td(a(href(web::lien("/pafi/{}", v.id)), v.nom_affiche()),
                     when(!v.p.a_revoir.empty(), [] { return ensemble(" ", badge(Ton::attention, "À revoir")); })),
                  td(v.lieu), td(v.p.debut, " – ", v.p.fin_prevue), td(v.propose_par));
    };
    auto contenu =
        liste.empty() ? etat_vide("Aucun PAFI n’attend votre validation.")
                      : tableau(base::pluriel(static_cast<long long>(liste.size()), "PAFI à valider", "PAFI à valider"),
                                {{"Élève"}, {"Établissement"}, {"Dates"}, {"Proposé par"}}, each(liste, ligne));
    return cx.page(
        {.titre = rubrique_pafi, .rubrique = rubrique_pafi, .contenu = ensemble(h1(rubrique_pafi), contenu)});
}

Reply montrer(Contexte& cx, Id<Parcours> id) {
    auto v = exiger_pafi(cx, id);
    cx.acte(Acte::dossier_lu, [&](Writer&, acces::Trace& trace) {
        trace = {v.jeune, "parcours/" + std::to_string(id.valeur), "", "validation"};
    });
    FormDecision form;
    if (!v.p.mef.empty())
        form.mef.set(v.p.mef);
    return cx.page(page_de(cx, v, form));
}

Reply decider(Contexte& cx, Id<Parcours> id) {
    auto v = exiger_pafi(cx, id);
    FormDecision form;
    bool bon = cx.lire(form);
    if (form.avis && *form.avis == Avis::valide && form.mef.error().empty() && !form.mef) {
        form.mef.refuse("Un PAFI se valide avec son code MEF.");
        bon = false;
    }
    if (form.avis && *form.avis == Avis::refuse && !form.motif) {
        form.motif.refuse("Dites pourquoi : l’établissement le lira.");
        bon = false;
    }
    if (!bon)
        return cx.invalide(page_de(cx, v, form));
    if (auto avis = avis_sur_les_mots(cx, {form.motif.value().value_or("")}); !avis.empty())
        return cx.invalide(page_de(cx, v, form, avis));
    bool oui = *form.avis == Avis::valide;
    bool fait = cx.acte_ou_conflit(Acte::parcours_decide, [&](Writer& w, acces::Trace& trace) {
        oui ? valider(w, auteur(cx), id, *form.version, *form.mef)
            : refuser(w, auteur(cx), id, *form.version, *form.motif);
        trace = {v.jeune, "parcours/" + std::to_string(id.valeur), oui ? "validé" : "refusé", "validation"};
    });
    if (fait)
        return cx.voir(web::lien("/pafi/{}", id), oui ? "PAFI validé." : "PAFI refusé.");
    auto actuel = exiger_pafi(cx, id);
    if (!attend_l_ien_io(actuel))
        return cx.voir(web::lien("/pafi/{}", id), "Ce PAFI vient d’être décidé : relisez-le.", Ton::attention);
    form.avis.refuse("Le PAFI a changé entre-temps : relisez-le, puis décidez de nouveau.");
    return cx.conflit(page_de(cx, actuel, form));
}

} // namespace

void routes_de_la_validation(acces::Routes& r) {
    r.menu({rubrique_pafi, web::lien("/pafi"), Droit::valider_parcours, 22,
            "Parcours aménagés proposés par les établissements de votre territoire.", acces::groupe::prevention});
    r.get("/pafi", Droit::valider_parcours, lister);
    r.get("/pafi/{id}", Droit::valider_parcours, montrer);
    r.post("/pafi/{id}", Droit::valider_parcours, decider);
}

} // namespace metier::prevention
