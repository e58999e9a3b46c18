// Le contrat à trois : ce à quoi le jeune, son tuteur et sa famille s'engagent, et leurs signatures (metier.md §5.1).
#include "base/texte.hpp"
#include "metier/accompagnement/commun.hpp"
#include "metier/ecrits/ecrits.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::accompagnement {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;

struct ContratForm {
    Field<std::string> objet{"objet", "Objet", required, at_most(200),
                             hint("Par exemple\u00a0: préparer un CAP en alternance")};
    Field<Date> du{"du", "Du", required};
    Field<Date> au{"au", "Au (dernier jour)", required};
    Field<std::string> tuteur{"tuteur", "Tuteur", required, at_most(120)};
    Field<std::string> jeune{"engagements_jeune", "Le jeune s’engage à", required,
                             long_text(4),        at_most(1000),         facts_only};
    Field<std::string> du_tuteur{"engagements_tuteur", "Le tuteur s’engage à", required,
                                 long_text(4),         at_most(1000),          facts_only};
    Field<std::string> famille{"engagements_famille", "La famille s’engage à", long_text(4), at_most(1000), facts_only};
    Field<Date> signe_jeune{"signe_jeune", "Signé par le jeune le"};
    Field<Date> signe_tuteur{"signe_tuteur", "Signé par le tuteur le"};
    Field<Date> signe_famille{"signe_famille", "Signé par la famille le"};
    auto fields() {
        return std::tie(objet, du, au, tuteur, jeune, du_tuteur, famille, signe_jeune, signe_tuteur, signe_famille);
    }
};
struct ClotureForm {
    Field<Date> le{"le", "Clos le", required};
    Field<std::string> motif{"motif", "Pourquoi", required, at_most(200), facts_only};
    auto fields() { return std::tie(le, motif); }
};

std::string objet(Id<Contrat> id) { return "contrat/" + std::to_string(id.valeur); }
Lien lien_du_contrat(Id<Contrat> id) { return web::lien("/contrats/{}", id); }

Contrat saisi(ContratForm const& f, Id<Jeune> jeune) {
    Contrat c;
    c.jeune = jeune;
    c.objet = *f.objet;
    c.du = *f.du;
    c.au = *f.au;
    c.tuteur = *f.tuteur;
    c.engagements_jeune = *f.jeune;
    c.engagements_tuteur = *f.du_tuteur;
    c.engagements_famille = f.famille.value().value_or("");
    c.signe_jeune = f.signe_jeune.value();
    c.signe_tuteur = f.signe_tuteur.value();
    c.signe_famille = f.signe_famille.value();
    return c;
}

bool texte_change(Contrat const& a, Contrat const& b) {
    return std::tie(a.objet, a.du, a.au, a.tuteur, a.engagements_jeune, a.engagements_tuteur, a.engagements_famille) !=
           std::tie(b.objet, b.du, b.au, b.tuteur, b.engagements_jeune, b.engagements_tuteur, b.engagements_famille);
}

ContratForm rempli(Contexte& cx, std::optional<Contrat> const& c) {
    ContratForm f;
    auto db = cx.db();
    auto permis = debut_permis(bornes(db, cx.jour()), cx.jour(), c ? std::optional{c->du} : std::nullopt);
    f.du.between(permis.au_plus_tot, permis.au_plus_tard);
    for (auto* date : {&f.signe_jeune, &f.signe_tuteur, &f.signe_famille})
        date->between({}, cx.jour());
    if (!c)
        return f;
    f.objet.set(c->objet);
    f.du.set(c->du);
    f.au.set(c->au);
    f.tuteur.set(c->tuteur);
    f.jeune.set(c->engagements_jeune);
    f.du_tuteur.set(c->engagements_tuteur);
    f.famille.set(c->engagements_famille);
    f.signe_jeune.set(c->signe_jeune);
    f.signe_tuteur.set(c->signe_tuteur);
    f.signe_famille.set(c->signe_famille);
    return f;
}

/// Une signature ne précède pas trop le contrat, et ne suit pas sa fin.
bool signatures_plausibles(ContratForm& form, int jours_avant) {
    bool bon = true;
    auto du = base::plus_jours(*form.du, -jours_avant);
    for (auto* date : {&form.signe_jeune, &form.signe_tuteur, &form.signe_famille}) {
        if (!*date || (**date >= du && **date <= *form.au))
            continue;
        date->refuse("Le contrat va du " + base::affiche(*form.du) + " au " + base::affiche(*form.au) +
                     "\u00a0: il se signe entre le " + base::affiche(du) + " et son dernier jour.");
        bon = false;
    }
    return bon;
}

bool acceptable(Contexte& cx, ContratForm& form) {
    auto db = cx.db();
    return cx.lire(form) && fin_plausible(form.du, form.au, bornes(db, cx.jour())) &&
           signatures_plausibles(form, territoire::entier(db, "contrat.signature_avant", cx.jour()));
}

/// Les autres contrats qui courent aux mêmes dates : souvent un double.
std::vector<std::string> autres_contrats(Contexte& cx, Id<Jeune> jeune, ContratForm const& form) {
    std::vector<std::string> avis;
    auto db = cx.db();
    if (acces::deja_recu(db, cx))
        return avis; // double clic : il n'y en aura pas deux
    for (auto const& c : contrats(db, jeune))
        if (!c.clos_le && c.du <= *form.au && c.au >= *form.du)
            avis.push_back("Un contrat court déjà\u00a0: «\u00a0" + c.objet + "\u00a0», du " + base::affiche(c.du) +
                           " au " + base::affiche(c.au) + ".");
    return avis;
}

Html comparaison(ContratForm const& f, Contrat const& c) {
    return acces::enregistre_entre_temps(
        {ecart(f.objet, c.objet), ecart(f.du, dit(c.du)), ecart(f.au, dit(c.au)), ecart(f.tuteur, c.tuteur),
         ecart(f.jeune, c.engagements_jeune), ecart(f.du_tuteur, c.engagements_tuteur),
         ecart(f.famille, c.engagements_famille), ecart(f.signe_jeune, dit(c.signe_jeune)),
         ecart(f.signe_tuteur, dit(c.signe_tuteur)), ecart(f.signe_famille, dit(c.signe_famille))},
        !c.clos_le);
}

Html avis_de(Contexte const& cx, ContratForm const& f) {
    return acces::avis_sur_les_mots(cx, {*f.jeune, *f.du_tuteur, f.famille.value().value_or("")});
}

Page page_contrat(Contexte const& cx, Jeune const& j, std::optional<Contrat> const& c, ContratForm const& form,
                  ClotureForm const& cloture, Html const& avis = {}, Html const& conflit = {}) {
    auto titre = c ? "Contrat – " + c->objet : std::string("Nouveau contrat");
    auto ou = c ? lien_du_contrat(c->id) : web::lien("/jeunes/{}/contrats", j.id);
    auto actions =
        when(c.has_value(), [&] { return ecrits::boutons(web::lien("/contrats/{}/ecrit", c->id), cx.csrf()); });
    auto clore_ = when(c && !c->clos_le, [&] {
        return details(summary("Clore ce contrat"),
                       formulaire(web::lien("/contrats/{}/cloture", c->id), cx.csrf(), champ(cloture.le),
                                  champ(cloture.motif), version_montree(c->version), boutons(bouton_danger("Clore"))));
    });
    auto saisie =
        formulaire(ou, cx.csrf(), data("mots-sensibles", web::lien("/mots-sensibles")), avis, champ(form.objet),
                   champ(form.du), champ(form.au), champ(form.tuteur), champ(form.jeune), champ(form.du_tuteur),
                   champ(form.famille), champ(form.signe_jeune), champ(form.signe_tuteur), champ(form.signe_famille),
                   c ? version_montree(c->version) : acces::jeton_de_saisie(cx),
                   boutons(acces::bouton_d_enregistrement(!avis.empty()), lien_bouton(jeunes::lien(j.id), "Annuler")));
    return {.titre = titre,
            .rubrique = "Jeunes",
            .fil = fil(j),
            .contenu = ensemble(entete_de_fiche(titre, ensemble(jeunes::nom_affiche(j)), actions), conflit,
                                resume_erreurs(form), resume_erreurs(cloture),
                                c && c->clos_le ? notice(Ton::information, "Clos le " + base::affiche(*c->clos_le) +
                                                                               "\u00a0: " + c->clos_motif)
                                                : saisie,
                                clore_)};
}

ClotureForm cloture(Contexte const& cx, Contrat const& c) {
    ClotureForm form;
    form.le.between(c.du, cx.jour());
    form.le.set(std::max(c.du, cx.jour()));
    return form;
}

Reply nouveau(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto form = rempli(cx, {});
    form.du.set(cx.jour());
    return cx.page(page_contrat(cx, j, {}, form, {}));
}

Reply creer(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto form = rempli(cx, {});
    if (!acceptable(cx, form))
        return cx.invalide(page_contrat(cx, j, {}, form, {}));
    auto avis = ensemble(avis_de(cx, form), avis_a_confirmer(cx, autres_contrats(cx, j.id, form)));
    if (!avis.empty())
        return cx.invalide(page_contrat(cx, j, {}, form, {}, avis));
    Id<Contrat> cree;
    acte_sur(cx, Acte::contrat_modifie, j.id, "contrat", "préparé", [&](Writer& w) {
        if (acces::premiere_fois(w, cx))
            cree = enregistrer(w, saisi(form, j.id), cx.agent());
    });
    return cx.voir(cree == Id<Contrat>{} ? jeunes::lien(j.id) : lien_du_contrat(cree), "Contrat enregistré.");
}

struct Trouve {
    Contrat contrat;
    Jeune jeune;
};
Trouve exiger_contrat(Contexte& cx, Id<Contrat> id) {
    auto db = cx.db();
    auto c = trouver(db, id);
    if (!c)
        throw not_found();
    return {*c, exiger(cx, c->jeune)};
}

Reply montrer(Contexte& cx, Id<Contrat> id) {
    auto [c, j] = exiger_contrat(cx, id);
    cx.consulter(j.id, "contrat");
    return cx.page(page_contrat(cx, j, c, rempli(cx, c), cloture(cx, c)));
}

Reply modifier(Contexte& cx, Id<Contrat> id) {
    auto [c, j] = exiger_contrat(cx, id);
    auto form = rempli(cx, c);
    if (!acceptable(cx, form))
        return cx.invalide(page_contrat(cx, j, c, form, cloture(cx, c)));
    if (auto avis = avis_de(cx, form); !avis.empty())
        return cx.invalide(page_contrat(cx, j, c, form, cloture(cx, c), avis));
    auto nouveau_ = saisi(form, j.id);
    nouveau_.id = id;
    nouveau_.version = version_vue(cx);
    // Ce qui a été signé ne se récrit pas en silence : le texte change, les signatures sont à recueillir de nouveau.
    bool resigner = (c.signe_jeune || c.signe_tuteur || c.signe_famille) && texte_change(c, nouveau_);
    if (resigner)
        nouveau_.signe_jeune = nouveau_.signe_tuteur = nouveau_.signe_famille = std::nullopt;
    bool fait = acte_sur(cx, Acte::contrat_modifie, j.id, objet(id), "modifié",
                         [&](Writer& w) { enregistrer(w, nouveau_, cx.agent()); });
    if (!fait) {
        auto db = cx.db();
        auto actuel = *trouver(db, id);
        return cx.conflit(page_contrat(cx, j, actuel, form, cloture(cx, c), {}, comparaison(form, actuel)));
    }
    return resigner
               ? cx.voir(lien_du_contrat(id),
                         "Le texte a changé\u00a0: les signatures d’avant ne valent plus, elles sont à recueillir de "
                         "nouveau.",
                         Ton::attention)
               : cx.voir(lien_du_contrat(id), "Contrat enregistré.");
}

Reply clore_(Contexte& cx, Id<Contrat> id) {
    auto [c, j] = exiger_contrat(cx, id);
    auto form = cloture(cx, c);
    if (!cx.lire(form))
        return cx.invalide(page_contrat(cx, j, c, rempli(cx, c), form));
    auto montre = c;
    montre.version = version_vue(cx);
    bool fait = acte_sur(cx, Acte::contrat_modifie, j.id, objet(id), "clos",
                         [&](Writer& w) { clore(w, montre, *form.le, *form.motif); });
    if (!fait) {
        auto db = cx.db();
        auto actuel = *trouver(db, id);
        return cx.conflit(page_contrat(
            cx, j, actuel, rempli(cx, actuel), form, {},
            acces::enregistre_entre_temps({ecart(form.le, dit(actuel.clos_le)), ecart(form.motif, actuel.clos_motif)},
                                          !actuel.clos_le)));
    }
    return cx.voir(jeunes::lien(j.id), "Contrat clos.");
}

std::string signe(std::optional<Date> le) { return le ? "Signé le " + base::affiche(*le) : std::string{}; }

Reply emporter(Contexte& cx, Id<Contrat> id) {
    auto [c, j] = exiger_contrat(cx, id);
    documents::Ecrit e;
    e.titre = "Contrat d’accompagnement";
    e.sous_titre = jeunes::nom_affiche(j);
    e.blocs = {documents::Fiche{{{"Objet", c.objet},
                                 {"Durée", "du " + base::affiche(c.du) + " au " + base::affiche(c.au)},
                                 {"Tuteur", c.tuteur}}},
               documents::Titre{"Le jeune s’engage à"}, documents::Paragraphe{c.engagements_jeune},
               documents::Titre{"Le tuteur s’engage à"}, documents::Paragraphe{c.engagements_tuteur}};
    if (!c.engagements_famille.empty()) {
        e.blocs.emplace_back(documents::Titre{"La famille s’engage à"});
        e.blocs.emplace_back(documents::Paragraphe{c.engagements_famille});
    }
    e.blocs.emplace_back(documents::Signatures{{"Le jeune", "Le tuteur", "La famille"},
                                               {signe(c.signe_jeune), signe(c.signe_tuteur), signe(c.signe_famille)}});
    e.pied = ecrits::pied(cx);
    return ecrits::emporter(cx, {e, "contrat", j.id, objet(id)}, ecrits::format_demande(cx.requete()));
}

} // namespace

void routes_des_contrats(acces::Routes& r) {
    r.get("/jeunes/{id}/contrats/nouveau", Droit::suivre, nouveau);
    r.post("/jeunes/{id}/contrats", Droit::suivre, creer);
    r.get("/contrats/{id}", Droit::suivre, montrer);
    r.post("/contrats/{id}", Droit::suivre, modifier);
    r.post("/contrats/{id}/cloture", Droit::suivre, clore_);
    r.post("/contrats/{id}/ecrit", Droit::suivre, emporter);
}

} // namespace metier::accompagnement
