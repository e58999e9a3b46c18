#include <algorithm>

#include "metier/suivi/entretiens_pages.hpp"

namespace metier::suivi {

using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Visibilite;
using web::Reply;

namespace {

TypeEntretien type_de(std::string const& code) {
    auto type = base::lire_code<TypeEntretien>(code);
    if (!type)
        throw web::not_found();
    return *type;
}

std::string nom_du_jeune(Contexte& cx, Id<Jeune> id) { return jeunes::nom_affiche(exiger(cx, id)); }

FormEntretien vierge(Contexte const& cx, TypeEntretien type) {
    FormEntretien form{type};
    form.jour.between({}, cx.jour());
    form.prochaine.between(cx.jour(), au_plus_tard(cx.jour()));
    // Un agent hors de l'équipe ne relirait pas ce qu'il lui réserve.
    if (!lit(cx.portee(), {}, Visibilite::equipe) && *form.visibilite == Visibilite::equipe)
        form.visibilite.set(Visibilite::partenaires);
    return form;
}

std::optional<Brouillon> le_brouillon(Contexte& cx, std::string const& cle) {
    auto db = cx.db();
    return brouillon(db, cx.coffre(), cx.agent(), cle);
}

/// Reprend la saisie gardée si la personne le demande ; sinon dit qu'elle existe.
void reprendre(Contexte& cx, std::string const& cle, SaisieDEntretien& s, FormEntretien& form) {
    auto garde = le_brouillon(cx, cle);
    if (!garde)
        return;
    if (cx.requete().param("brouillon") != "1") {
        auto version = std::ranges::find(garde->champs, "version", &std::pair<std::string, std::string>::first);
        s.brouillon_du = garde->enregistre_le;
        s.brouillon_ancien =
            version != garde->champs.end() && form.version && version->second != std::to_string(*form.version);
        return;
    }
    auto saisie = std::string(form.saisie.typed_first());
    form.lire(garde->champs); // une saisie inachevée : ses erreurs se verront à l'enregistrement
    for (auto* champ : form.champs())
        champ->refuse("");
    if (!saisie.empty())
        form.saisie.set(saisie);
}

SaisieDEntretien saisie_nouvelle(Jeune const& j, TypeEntretien type) {
    auto code = std::string(base::code(type));
    return {.nom = jeunes::nom_affiche(j),
            .jeune = j.id,
            .id = {},
            .ou = web::lien("/jeunes/{}/entretiens/{}", j.id, code),
            .ici = web::lien("/jeunes/{}/entretiens/nouveau/{}", j.id, code),
            .brouillon = web::lien("/jeunes/{}/brouillons/{}", j.id, code),
            .avis = {},
            .brouillon_du = {},
            .en_conflit = {}};
}

Reply choisir(Contexte& cx, Id<Jeune> id) { return cx.page(page_choix_du_type(exiger(cx, id))); }

Reply nouveau(Contexte& cx, Id<Jeune> id, std::string const& code) {
    auto type = type_de(code);
    auto j = exiger(cx, id);
    auto form = vierge(cx, type);
    form.jour.set(cx.jour());
    form.saisie.set(base::jeton(12));
    auto s = saisie_nouvelle(j, type);
    reprendre(cx, cle_nouveau(j.id, type), s, form);
    return cx.page(page_saisie(s, form, cx.csrf()));
}

Reply enregistrer(Contexte& cx, Id<Jeune> id, std::string const& code) {
    auto type = type_de(code);
    auto j = exiger(cx, id);
    auto form = vierge(cx, type);
    auto s = saisie_nouvelle(j, type);
    bool bon = form.lire(cx.requete().form);
    if (!pas_avant_la_naissance(form.jour, j.naissance) || !bon)
        return cx.invalide(page_saisie(s, form, cx.csrf()));
    s.avis = avis_sur_les_mots(cx, form.textes());
    if (!s.avis.empty())
        return cx.invalide(page_saisie(s, form, cx.csrf()));
    auto motif = cx.exiger_visible(j.id);
    auto fait = cx.acte(Acte::entretien_enregistre, [&](Writer& db, acces::Trace& trace) {
        Entretien e;
        e.jeune = j.id;
        e.agent = cx.agent();
        auto numero = enregistrer_entretien(db, auteur(cx), form.entretien(e), form.saisie.value().value_or(""));
        oublier_brouillon(db, cx.agent(), cle_nouveau(j.id, type));
        trace = {j.id, "entretien/" + std::to_string(numero.valeur), std::string(base::code(type)), motif};
        return numero;
    });
    return cx.voir(lien(fait), "Entretien enregistré.");
}

EntretienVu exiger_entretien(Contexte& cx, Id<Entretien> id) {
    auto db = cx.db();
    auto vu = entretien(db, cx.portee(), id);
    if (!vu)
        throw web::not_found();
    return *vu;
}

Reply montrer(Contexte& cx, Id<Entretien> id) {
    auto vu = exiger_entretien(cx, id);
    cx.consulter(vu.entretien.jeune, "entretien/" + std::to_string(id.valeur));
    return cx.page(page_entretien(vu, nom_du_jeune(cx, vu.entretien.jeune), cx.peut(Droit::suivre) && !vu.annulation,
                                  avis_d_annulation(cx, vu.annulation, Saisi::entretien, id.valeur),
                                  lien_d_annulation(cx, vu.annulation, Saisi::entretien, id.valeur)));
}

Reply montrer_versions(Contexte& cx, Id<Entretien> id) {
    auto vu = exiger_entretien(cx, id);
    cx.consulter(vu.entretien.jeune, "entretien/" + std::to_string(id.valeur) + "/versions");
    auto db = cx.db();
    return cx.page(page_versions(vu, nom_du_jeune(cx, vu.entretien.jeune), versions(db, cx.portee(), id)));
}

SaisieDEntretien saisie_modifiee(Contexte& cx, EntretienVu const& vu, std::int64_t version) {
    auto id = vu.entretien.id;
    return {.nom = nom_du_jeune(cx, vu.entretien.jeune),
            .jeune = vu.entretien.jeune,
            .id = id,
            .ou = lien(id),
            .ici = web::lien("/entretiens/{}/modifier", id),
            .brouillon = web::lien("/entretiens/{}/brouillon", id).avec("version", version),
            .avis = {},
            .brouillon_du = {},
            .en_conflit = {},
            .choisit_les_lecteurs = vu.entretien.agent == cx.agent(),
            .analyse_lisible = vu.analyse_lisible};
}

Reply est_annule(Contexte& cx, Id<Entretien> id) {
    return cx.voir(lien(id), "Cet entretien est annulé : il ne se modifie plus.", web::Ton::attention);
}

Reply modifier(Contexte& cx, Id<Entretien> id) {
    auto vu = exiger_entretien(cx, id);
    if (vu.annulation)
        return est_annule(cx, id);
    auto form = vierge(cx, vu.entretien.type);
    form.remplir(vu.entretien);
    form.saisie.set(base::jeton(12));
    auto s = saisie_modifiee(cx, vu, vu.entretien.version);
    reprendre(cx, cle_modification(id), s, form);
    s.brouillon = s.brouillon.avec("version", *form.version);
    return cx.page(page_saisie(s, form, cx.csrf()));
}

/// Les deux versions, ce qui a été saisi, et le numéro de celle qu'on remplacerait désormais.
Reply montrer_conflit(Contexte& cx, Id<Entretien> id, FormEntretien& form) {
    auto vu = exiger_entretien(cx, id);
    auto s = saisie_modifiee(cx, vu, vu.entretien.version);
    s.en_conflit = vu;
    form.version.set(vu.entretien.version);
    return cx.conflit(page_saisie(s, form, cx.csrf()));
}

/// L'entretien ne s'ouvre plus à cette personne (son auteur vient de le garder pour lui) : ce qu'elle a écrit lui est
/// rendu, sans rien dire de ce qu'il contient.
Reply rendre_le_texte(Contexte& cx) {
    FormEntretien form{TypeEntretien::situation};
    form.lire(cx.requete().form);
    std::vector<std::pair<std::string, std::string>> ecrits;
    for (auto const* f : {&form.objet, &form.resume, &form.analyse, &form.decisions, &form.motif, &form.explication,
                          &form.lieu, &form.participants})
        if (!f->typed_first().empty())
            ecrits.emplace_back(f->label(), f->typed_first());
    if (ecrits.empty())
        throw web::not_found();
    return cx.page(page_texte_rendu(ecrits), 404);
}

Reply enregistrer_modification(Contexte& cx, Id<Entretien> id) {
    auto lecteur = cx.db();
    auto ouvert = entretien(lecteur, cx.portee(), id);
    if (!ouvert)
        return rendre_le_texte(cx);
    auto const& vu = *ouvert;
    if (vu.annulation)
        return est_annule(cx, id);
    auto form = vierge(cx, vu.entretien.type);
    form.version.set_required(true);
    bool bon = form.lire(cx.requete().form);
    bon = pas_avant_la_naissance(form.jour, exiger(cx, vu.entretien.jeune).naissance) && bon;
    auto s = saisie_modifiee(cx, vu, form.version.value().value_or(vu.entretien.version));
    if (!bon) {
        if (!form.visibilite || !form.visibilite_analyse)
            form.visibilite.set(vu.entretien.visibilite), form.visibilite_analyse.set(vu.entretien.visibilite_analyse);
        return cx.invalide(page_saisie(s, form, cx.csrf()));
    }
    s.avis = avis_sur_les_mots(cx, form.textes());
    if (!s.avis.empty())
        return cx.invalide(page_saisie(s, form, cx.csrf()));
    bool fait = cx.acte_ou_conflit(Acte::entretien_modifie, [&](Writer& db, acces::Trace& trace) {
        modifier_entretien(db, auteur(cx), form.entretien(vu.entretien), form.raison.value().value_or(""),
                           vu.analyse_lisible, form.saisie.value().value_or(""));
        oublier_brouillon(db, cx.agent(), cle_modification(id));
        trace = {vu.entretien.jeune, "entretien/" + std::to_string(id.valeur),
                 "version " + std::to_string(*form.version + 1), ""};
    });
    return fait ? cx.voir(lien(id), "Modification enregistrée.") : montrer_conflit(cx, id, form);
}

} // namespace

void routes_des_entretiens(acces::Routes& r) {
    r.get("/jeunes/{id}/entretiens/nouveau", Droit::suivre, choisir);
    r.get("/jeunes/{id}/entretiens/nouveau/{type}", Droit::suivre, nouveau);
    r.post("/jeunes/{id}/entretiens/{type}", Droit::suivre, enregistrer);
    r.get("/entretiens/{id}", Droit::lire_dossier, montrer);
    r.get("/entretiens/{id}/versions", Droit::lire_dossier, montrer_versions);
    r.get("/entretiens/{id}/modifier", Droit::suivre, modifier);
    r.post("/entretiens/{id}", Droit::suivre, enregistrer_modification);
}

} // namespace metier::suivi
