// Diplômes : saisir, corriger, retirer ; d'eux dépendent les trois définitions du décrocheur.
#include <algorithm>

#include "metier/jeunes/dossier_pages.hpp"
#include "metier/jeunes/dossier_web.hpp"
#include "metier/jeunes/garde_fous.hpp"

namespace metier::jeunes {

using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;
using acces::Trace;
using web::Html;
using web::Reply;

namespace {

void remplir(DiplomeForm& f, DiplomeVu const& vu) {
    auto const& d = vu.diplome;
    f.genre.set(d.genre);
    f.libelle.set(d.libelle);
    if (d.niveau)
        f.niveau.set(std::to_string(*d.niveau));
    f.obtenu_le.set(d.obtenu_le);
    if (d.du_cursus)
        f.du_cursus.set(true);
    f.preuve.set(std::string(code(vu.preuve)));
    f.version.set(vu.version);
}

DiplomeSaisi saisi(Contexte const& cx, DiplomeForm const& f) {
    auto niveau = f.niveau ? std::optional{std::stoi(*f.niveau)} : std::nullopt;
    if (*f.genre == GenreDiplome::bac_general || *f.genre == GenreDiplome::bac_techno)
        niveau = 4;
    return {{*f.libelle, niveau, *f.genre, f.du_cursus.value().value_or(false), f.obtenu_le.value()},
            *lire_code<Fondement>(*f.preuve),
            cx.agent()};
}

/// Règles entre champs ; faux s'il y a quelque chose à corriger.
bool accepter(Contexte& cx, Jeune const& j, DiplomeForm& f, std::optional<Id<Diplome>> lui_meme = {}) {
    f.obtenu_le.between({}, cx.jour());
    bool bon = cx.lire(f);
    bon = pas_avant_la_naissance(f.obtenu_le, j.naissance) && bon;
    if (!bon)
        return false;
    if (!compte(saisi(cx, f).diplome) && f.niveau) {
        f.niveau.refuse("Le brevet et le CFG n’ont pas de niveau : laissez « Sans niveau ».");
        return false;
    }
    if (*f.genre == GenreDiplome::professionnel && !f.niveau) {
        f.niveau.refuse("Un diplôme professionnel a un niveau : choisissez-le.");
        return false;
    }
    auto db = cx.db();
    if (diplome_deja_note(db, j.id, saisi(cx, f).diplome, lui_meme)) {
        f.libelle.refuse("Ce diplôme est déjà au dossier : corrigez celui qui y est.");
        return false;
    }
    return true;
}

Reply formulaire_nouveau(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    DiplomeForm form;
    return cx.page(
        page_formulaire("Ajouter un diplôme", j, web::lien("/jeunes/{}/diplomes", id), cx.csrf(), form, "Ajouter"));
}

Reply ajouter(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    DiplomeForm form;
    auto refuser = [&] {
        return page_formulaire("Ajouter un diplôme", j, web::lien("/jeunes/{}/diplomes", id), cx.csrf(), form,
                               "Ajouter");
    };
    if (!accepter(cx, j, form))
        return cx.invalide(refuser());
    bool fait = cx.acte_ou_conflit(Acte::diplome_modifie, [&](Writer& db, Trace& trace) {
        auto note = noter_diplome(db, id, saisi(cx, form));
        trace_de(trace, cx, id, "diplome/" + std::to_string(note.valeur));
        trace.detail = "ajouté";
    });
    if (fait)
        return cx.voir(lien(id).ancre("scolarite"), "Diplôme ajouté.");
    form.libelle.refuse("Quelqu’un vient d’ajouter ce diplôme.");
    return cx.conflit(refuser());
}

DiplomeVu exiger_diplome(Contexte& cx, Id<Jeune> jeune, Id<Diplome> id) {
    auto db = cx.db();
    for (auto& d : diplomes_vus(db, jeune))
        if (d.id == id)
            return d;
    throw web::not_found();
}

Page page_du_diplome(Contexte& cx, Jeune const& j, Id<Diplome> id, DiplomeForm& form, Html const& avant = {}) {
    return page_formulaire(
        "Corriger un diplôme", j, web::lien("/jeunes/{}/diplomes/{}", j.id, id), cx.csrf(), form,
        web::ensemble(web::bouton("Enregistrer"),
                      web::lien_bouton(web::lien("/jeunes/{}/diplomes/{}/retrait", j.id, id), "Retirer ce diplôme")),
        avant);
}

Reply formulaire_du_diplome(Contexte& cx, Id<Jeune> jeune, Id<Diplome> id) {
    auto j = exiger(cx, jeune);
    DiplomeForm form;
    remplir(form, exiger_diplome(cx, j.id, id));
    return cx.page(page_du_diplome(cx, j, id, form));
}

/// Les deux versions côte à côte : la vôtre reste dans le formulaire (C-113).
Reply montrer_conflit(Contexte& cx, Jeune const& j, Id<Diplome> id, DiplomeForm& form) {
    auto actuel = exiger_diplome(cx, j.id, id);
    DiplomeForm notre;
    remplir(notre, actuel);
    std::vector<web::LigneComparee> lignes;
    auto dit = [](web::FieldBase const& c) {
        auto code_ = std::string(c.typed_first());
        auto choix = std::ranges::find(c.choices(), code_, &web::Choix::code);
        return choix == c.choices().end() ? code_ : choix->libelle;
    };
    auto a = web::champs_de(form), b = web::champs_de(notre);
    for (std::size_t i = 0; i + 1 < a.size(); ++i)
        lignes.push_back({a[i]->label(), dit(*a[i]), dit(*b[i])});
    form.version.set(actuel.version);
    return cx.conflit(page_du_diplome(
        cx, j, id, form,
        web::ensemble(
            web::notice(
                web::Ton::attention,
                "Quelqu’un a enregistré avant vous. Comparez : si votre version est la bonne, enregistrez de nouveau."),
            web::cote_a_cote("Les deux versions", "Votre saisie", "Enregistré entre-temps", lignes))));
}

Reply corriger(Contexte& cx, Id<Jeune> jeune, Id<Diplome> id) {
    auto j = exiger(cx, jeune);
    exiger_diplome(cx, j.id, id);
    DiplomeForm form;
    if (!accepter(cx, j, form, id))
        return cx.invalide(page_du_diplome(cx, j, id, form));
    bool fait = cx.acte_ou_conflit(Acte::diplome_modifie, [&](Writer& db, Trace& trace) {
        corriger_diplome(db, j.id, id, form.version.value().value_or(0), saisi(cx, form), cx.instant());
        trace_de(trace, cx, j.id, "diplome/" + std::to_string(id.valeur));
        trace.detail = "corrigé";
    });
    return fait ? cx.voir(lien(j.id).ancre("scolarite"), "Diplôme corrigé.") : montrer_conflit(cx, j, id, form);
}

Page page_retrait(Contexte& cx, Jeune const& j, DiplomeVu const& vu, RetraitForm& form, Html const& avant = {}) {
    auto bouton_ = avant.empty() ? web::bouton_danger("Retirer ce diplôme") : bouton_d_enregistrement(true);
    return page_formulaire("Retirer un diplôme", j, web::lien("/jeunes/{}/diplomes/{}/retrait", j.id, vu.id), cx.csrf(),
                           form, bouton_,
                           web::ensemble(web::p(web::strong(vu.diplome.libelle),
                                                " ne comptera plus. Une liste reçue ne le fera pas revenir."),
                                         avant));
}

Reply demander_le_retrait(Contexte& cx, Id<Jeune> jeune, Id<Diplome> id) {
    auto j = exiger(cx, jeune);
    auto vu = exiger_diplome(cx, j.id, id);
    RetraitForm form;
    form.version.set(vu.version);
    return cx.page(page_retrait(cx, j, vu, form));
}

Reply retirer(Contexte& cx, Id<Jeune> jeune, Id<Diplome> id) {
    auto j = exiger(cx, jeune);
    auto vu = exiger_diplome(cx, j.id, id);
    RetraitForm form;
    if (!cx.lire(form))
        return cx.invalide(page_retrait(cx, j, vu, form));
    if (auto avis = avis_sur_les_mots(cx, {*form.motif}); !avis.empty())
        return cx.invalide(page_retrait(cx, j, vu, form, avis));
    bool fait = cx.acte_ou_conflit(Acte::diplome_modifie, [&](Writer& db, Trace& trace) {
        retirer_diplome(db, j.id, id, form.version.value().value_or(0), cx.agent(), cx.instant(), *form.motif);
        trace_de(trace, cx, j.id, "diplome/" + std::to_string(id.valeur));
        trace.detail = "retiré";
    });
    if (fait)
        return cx.voir(lien(j.id).ancre("scolarite"), "Diplôme retiré.");
    auto actuel = exiger_diplome(cx, j.id, id);
    form.version.set(actuel.version);
    form.motif.refuse("Ce diplôme a été corrigé entre-temps : relisez-le avant de le retirer.");
    return cx.conflit(page_retrait(cx, j, actuel, form));
}

} // namespace

void routes_des_diplomes(acces::Routes& r) {
    r.get("/jeunes/{id}/diplomes/nouveau", Droit::tenir_dossier, formulaire_nouveau);
    r.post("/jeunes/{id}/diplomes", Droit::tenir_dossier, ajouter);
    r.get("/jeunes/{id}/diplomes/{diplome}", Droit::tenir_dossier, formulaire_du_diplome);
    r.post("/jeunes/{id}/diplomes/{diplome}", Droit::tenir_dossier, corriger);
    r.get("/jeunes/{id}/diplomes/{diplome}/retrait", Droit::tenir_dossier, demander_le_retrait);
    r.post("/jeunes/{id}/diplomes/{diplome}/retrait", Droit::tenir_dossier, retirer);
}

} // namespace metier::jeunes
