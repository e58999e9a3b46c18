// Ce que brouillon.mjs et mots_sensibles.mjs demandent (docs/theme.md).
#include <algorithm>

#include "metier/jeunes/mots_sensibles.hpp"
#include "metier/suivi/suivi_web.hpp"

namespace metier::suivi {

using acces::Contexte;
using acces::Droit;
using web::Reply;

namespace {

Reply rien() {
    Reply r;
    r.status = 204;
    return r;
}

/// Commencé sur une version qui n'est plus celle de la page : la page le dit elle-même, et l'enregistrer sera un
/// conflit.
bool autre_version(Contexte& cx, Paires const& champs) {
    auto montree = cx.requete().param("version");
    return std::ranges::any_of(champs, [&](auto const& p) { return p.first == "version" && p.second != montree; });
}

Reply rendre(Contexte& cx, std::string const& cle) {
    auto db = cx.db();
    auto garde = brouillon(db, cx.coffre(), cx.agent(), cle);
    if (!garde || autre_version(cx, garde->champs))
        return rien();
    return web::json(json_du_brouillon(base::affiche(garde->enregistre_le), garde->champs));
}

/// Une saisie en cours n'est pas un acte : rien au journal, mais la même transaction que toute écriture.
Reply garder(Contexte& cx, std::string const& cle, Id<Jeune> jeune) {
    storage::Transaction tx{cx.env().base};
    bool garde = true;
    if (cx.requete().field("oublier") == "1") {
        oublier_brouillon(tx.writer(), cx.agent(), cle);
    } else {
        Paires champs = cx.requete().form;
        std::erase_if(champs, [](auto const& p) { return p.first == web::Csrf::nom || p.first == "version"; });
        if (auto version = cx.requete().param("version"); !version.empty())
            champs.emplace_back("version", version);
        garde = garder_brouillon(tx.writer(), cx.coffre(), auteur(cx), cle, jeune, champs);
    }
    tx.commit();
    return garde ? rien() : web::text("Saisie trop longue pour être gardée.", 413);
}

std::string cle_exigee(Contexte& cx, Id<Jeune> jeune, std::string const& code) {
    auto type = base::lire_code<TypeEntretien>(code);
    if (!type)
        throw web::not_found();
    cx.exiger_visible(jeune);
    return cle_nouveau(jeune, *type);
}

Id<Jeune> jeune_de(Contexte& cx, Id<Entretien> id) {
    auto db = cx.db();
    auto vu = entretien(db, cx.portee(), id);
    if (!vu)
        throw web::not_found();
    return vu->entretien.jeune;
}

} // namespace

void routes_des_brouillons(acces::Routes& r) {
    r.get("/jeunes/{id}/brouillons/{type}", Droit::suivre,
          [](Contexte& cx, Id<Jeune> id, std::string const& type) { return rendre(cx, cle_exigee(cx, id, type)); });
    r.post("/jeunes/{id}/brouillons/{type}", Droit::suivre, [](Contexte& cx, Id<Jeune> id, std::string const& type) {
        return garder(cx, cle_exigee(cx, id, type), id);
    });
    r.get("/entretiens/{id}/brouillon", Droit::suivre, [](Contexte& cx, Id<Entretien> id) {
        jeune_de(cx, id);
        return rendre(cx, cle_modification(id));
    });
    r.post("/entretiens/{id}/brouillon", Droit::suivre,
           [](Contexte& cx, Id<Entretien> id) { return garder(cx, cle_modification(id), jeune_de(cx, id)); });
    r.get("/mots-sensibles", Droit::connecte, [](Contexte&) {
        Paires mots;
        for (auto const& m : jeunes::liste_de_mots())
            mots.emplace_back(m.mot, m.conseil);
        return web::json(json_des_mots(mots));
    });
}

} // namespace metier::suivi
