#include <algorithm>

#include "base/texte.hpp"
#include "metier/jeunes/dossier_pages.hpp"
#include "metier/jeunes/dossier_web.hpp"
#include "metier/jeunes/freins.hpp"
#include "metier/jeunes/garde_fous.hpp"

namespace metier::jeunes {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Trace;
using web::lien;

namespace {

struct FreinsForm {
    Field<std::vector<CodeDeFrein>> codes{"codes", "Freins constatés", required,
                                          hint("Le code suffit : le détail reste chez qui accompagne le jeune.")};
    Field<Date> du{"du", "Constatés le", required};
    auto fields() { return std::tie(codes, du); }
};

struct LeveeForm {
    Field<Date> au{"au", "Levé le", required};
    Field<std::int64_t> version{"version", "Version", required};
    auto fields() { return std::tie(au, version); }
};

Lien page_des(Id<Jeune> id) { return lien("/jeunes/{}/freins", id); }

Html en_clair(Frein const& f) {
    return ensemble(strong(libelle(f.code)), f.au ? " : du " : " : depuis le ", f.du,
                    f.au ? ensemble(" au ", *f.au) : Html{},
                    f.constate_par.empty() ? "" : ", noté par " + f.constate_par,
                    f.leve_par.empty() ? "" : ", levé par " + f.leve_par);
}

/// Ce qui était saisi pour lever l'un d'eux, avec son erreur.
struct Levee {
    Id<Frein> id;
    LeveeForm const* form = nullptr;
};

Html a_lever(Frein const& f, Date jour, Levee const& levee, Csrf const& csrf) {
    LeveeForm vierge;
    vierge.au.set(jour);
    auto const& form = levee.form && levee.id == f.id ? *levee.form : vierge;
    return article(clas("carte"), h3(libelle(f.code)),
                   p("Depuis le ", f.du, f.constate_par.empty() ? "" : ", noté par ", f.constate_par, "."),
                   formulaire(lien("/freins/{}/levee", f.id), csrf, champ(form.au), version_montree(f.version),
                              boutons(bouton_secondaire("Noter qu’il est levé", lecteur(" : ", libelle(f.code))))));
}

acces::Page page_freins(Contexte& cx, Jeune const& j, FreinsForm const& form, Levee const& levee = {}) {
    auto db = cx.db();
    auto tous = freins(db, j.id);
    Html ouverts, leves;
    for (auto const& f : tous)
        if (!f.au)
            ouverts += a_lever(f, cx.jour(), levee, cx.csrf());
        else
            leves += li(en_clair(f), " ",
                        formulaire(lien("/freins/{}/reouverture", f.id), cx.csrf(), version_montree(f.version),
                                   bouton_secondaire("Rouvrir", lecteur(" : ", libelle(f.code)))));
    auto erreurs = levee.form ? resume_erreurs(*levee.form) : resume_erreurs(form);
    auto noter = formulaire(page_des(j.id), cx.csrf(), champ(form.codes), champ(form.du),
                            boutons(bouton("Enregistrer"), lien_bouton(jeunes::lien(j.id).ancre("freins"), "Annuler")));
    return {"Freins", "Jeunes", fil_du_dossier(&j),
            ensemble(h1("Freins – ", nom_affiche(j)), erreurs, h2("Noter des freins"), noter, h2("Freins ouverts"),
                     ouverts.empty() ? etat_vide("Aucun frein ouvert.") : ouverts,
                     when(!leves.empty(), [&] { return ensemble(h2("Freins levés"), ul(leves)); }))};
}

Reply montrer(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    cx.consulter(j.id, "freins");
    FreinsForm form;
    form.du.set(cx.jour());
    return cx.page(page_freins(cx, j, form));
}

Reply ouvrir(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    FreinsForm form;
    form.du.between({}, cx.jour());
    bool bon = cx.lire(form);
    if (!pas_avant_la_naissance(form.du, j.naissance) || !bon)
        return cx.invalide(page_freins(cx, j, form));
    auto ouverts = cx.acte(Acte::frein_ouvert, [&](Writer& db, Trace& trace) {
        trace_de(trace, cx, j.id, "freins");
        trace.detail = ecrire_freins(*form.codes);
        return ouvrir_freins(db, j.id, *form.codes, *form.du, cx.agent());
    });
    auto reste = static_cast<std::int64_t>(form.codes->size()) - ouverts;
    auto message = ouverts == 0 ? std::string("Rien de nouveau") : base::pluriel(ouverts, "frein noté", "freins notés");
    return cx.voir(page_des(j.id),
                   message + (reste == 0 ? "."
                                         : " : " +
                                               base::pluriel(reste, "déjà ouvert, ou levé depuis cette date",
                                                             "déjà ouverts, ou levés depuis cette date") +
                                               "."),
                   reste == 0 ? Ton::succes : Ton::attention);
}

struct Exige {
    Jeune jeune;
    Frein frein;
};
Exige exiger_frein(Contexte& cx, Id<Frein> id) {
    auto db = cx.db();
    auto jeune = db.maybe<Id<Jeune>>("select jeune_id from frein where id = ?", id);
    if (!jeune)
        throw not_found();
    auto j = exiger(cx, *jeune);
    for (auto& f : freins(db, j.id))
        if (f.id == id)
            return {j, f};
    throw not_found(); // resté avec un dossier absorbé
}

Reply lever(Contexte& cx, Id<Frein> id) {
    auto [j, f] = exiger_frein(cx, id);
    FreinsForm nouveaux;
    nouveaux.du.set(cx.jour());
    LeveeForm form;
    form.au.between(f.du, cx.jour());
    if (!cx.lire(form))
        return cx.invalide(page_freins(cx, j, nouveaux, {id, &form}));
    bool fait = cx.acte_ou_conflit(Acte::frein_leve, [&](Writer& db, Trace& trace) {
        lever_frein(db, id, *form.version, *form.au, cx.agent());
        trace_de(trace, cx, j.id, "frein/" + std::to_string(id.valeur));
        trace.detail = std::string(code(f.code));
    });
    return cx.voir(page_des(j.id),
                   fait ? std::string(libelle(f.code)) + " : levé le " + base::affiche(*form.au) + "."
                        : "Quelqu’un l’a changé entre-temps : voici où il en est.",
                   fait ? Ton::succes : Ton::attention);
}

Reply rouvrir(Contexte& cx, Id<Frein> id) {
    auto [j, f] = exiger_frein(cx, id);
    auto version = lire_entier(cx.requete().field("version"));
    bool fait = cx.acte_ou_conflit(Acte::frein_ouvert, [&](Writer& db, Trace& trace) {
        rouvrir_frein(db, id, version.value_or(0));
        trace_de(trace, cx, j.id, "frein/" + std::to_string(id.valeur));
        trace.detail = std::string(code(f.code)) + ", rouvert";
    });
    return cx.voir(page_des(j.id),
                   fait ? std::string(libelle(f.code)) + " : rouvert."
                        : "Il est déjà ouvert, ou le même l’a été depuis : voici où il en est.",
                   fait ? Ton::succes : Ton::attention);
}

Html bloc(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    auto tous = freins(db, id);
    bool peut = cx.peut(Droit::tenir_dossier);
    if (tous.empty() && !peut)
        return {};
    auto liste_de = [&](bool ouverts) {
        Html lignes;
        for (auto const& f : tous)
            if (!f.au == ouverts)
                lignes += li(en_clair(f));
        return lignes;
    };
    auto ouverts = liste_de(true), leves = liste_de(false);
    return ensemble(ouverts.empty() ? p(clas("absent"), "Aucun frein ouvert.") : ul(ouverts),
                    when(!leves.empty(), [&] { return details(summary("Freins levés"), ul(leves)); }),
                    when(peut, [&] { return boutons(lien_bouton(page_des(id), "Noter ou lever un frein")); }));
}

std::vector<EvenementDuDossier> evenements(Contexte& cx, Id<Jeune> id, Filtre const& filtre) {
    auto db = cx.db();
    std::vector<EvenementDuDossier> liste;
    auto ajouter = [&](Frein const& f, Date jour, bool leve) {
        EvenementDuDossier e{.vue = {.jour = jour,
                                     .icone = Icone::attention,
                                     .genre = "Frein",
                                     .titre = std::string(libelle(f.code)) + (leve ? " : levé" : " : constaté"),
                                     .auteur = leve ? f.leve_par : f.constate_par,
                                     .texte = {},
                                     .lien = {}},
                             .cle = cle_d_evenement(jour, "frein", f.id.valeur * 2 + leve),
                             .genre = "frein",
                             .auteur = f.agent.value_or(Id<acces::Agent>{})};
        bool voulu = (filtre.avant.empty() || e.cle < filtre.avant) && (!filtre.auteur || e.auteur == *filtre.auteur);
        if (voulu)
            liste.push_back(std::move(e));
    };
    for (auto const& f : freins(db, id)) {
        ajouter(f, f.du, false);
        if (f.au)
            ajouter(f, *f.au, true);
    }
    std::ranges::sort(liste, std::greater{}, &EvenementDuDossier::cle);
    if (liste.size() > static_cast<std::size_t>(filtre.au_plus))
        liste.resize(static_cast<std::size_t>(filtre.au_plus));
    return liste;
}

} // namespace

void apports_des_freins(Apports& a) {
    a.evenements("frein", "Freins", evenements);
    a.bloc(22, "Freins", bloc);
}

void routes_des_freins(acces::Routes& r) {
    r.get("/jeunes/{id}/freins", Droit::tenir_dossier, montrer);
    r.post("/jeunes/{id}/freins", Droit::tenir_dossier, ouvrir);
    r.post("/freins/{id}/levee", Droit::tenir_dossier, lever);
    r.post("/freins/{id}/reouverture", Droit::tenir_dossier, rouvrir);
}

} // namespace metier::jeunes
