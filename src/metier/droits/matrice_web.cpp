// La matrice rôle × droit, à l'écran et à emporter : celle que les essais exécutent.
#include "metier/droits/droits_web.hpp"
#include "metier/ecrits/ecrits.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::droits {
namespace {

using namespace web;
using acces::Contexte;
using acces::Droit;

/// Les droits qu'un rôle peut avoir ou non ; « ouverte à tous » n'en est pas un.
std::vector<base::Entree<Droit>> droits_de_la_matrice() {
    std::vector<base::Entree<Droit>> liste;
    for (auto const& d : acces::droits_connus)
        if (d.valeur != Droit::public_ && d.valeur != Droit::connecte)
            liste.push_back(d);
    return liste;
}

Reply montrer(Contexte& cx) {
    std::vector<Colonne> colonnes{{"Droit"}};
    for (auto const& r : acces::roles_connus)
        colonnes.push_back({std::string(r.libelle)});
    auto lignes = each(droits_de_la_matrice(), [](auto const& d) {
        return tr(th(scope("row"), d.libelle), each(acces::roles_connus, [&](auto const& r) {
                      return td(acces::a_le_droit(r.valeur, d.valeur) ? "Oui" : "–");
                  }));
    });
    auto essai = when(cx.peut(Droit::eprouver_droits), [] {
        return ensemble(lien_bouton_principal(web::lien("/droits/essai"), "Essayer les droits d’un agent"),
                        lien_bouton(web::lien("/urgences"), "Accès d’urgence"));
    });
    return cx.page({.titre = "Droits",
                    .rubrique = "Droits",
                    .contenu = ensemble(entete_de_fiche("Qui a le droit de faire quoi", Html{}, essai),
                                        p("Un droit dit quoi\u00a0; le secteur, l’établissement, le cercle de suivi ou "
                                          "un accès accordé disent sur "
                                          "qui. Ce tableau est lu dans le programme et exécuté par ses essais."),
                                        tableau("Rôle et droit", colonnes, lignes),
                                        ecrits::boutons(web::lien("/droits/ecrit"), cx.csrf())),
                    .large = true});
}

documents::Ecrit ecrit(Contexte const& cx) {
    documents::Ecrit e;
    e.titre = "Matrice des droits";
    e.sous_titre = "Pour l’analyse d’impact";
    for (auto const& r : acces::roles_connus) {
        std::vector<std::string> oui;
        for (auto const& d : droits_de_la_matrice())
            if (acces::a_le_droit(r.valeur, d.valeur))
                oui.emplace_back(d.libelle);
        e.blocs.emplace_back(documents::Titre{std::string(r.libelle)});
        if (oui.empty())
            e.blocs.emplace_back(documents::Paragraphe{"Aucun, hors de son propre compte."});
        else
            e.blocs.emplace_back(documents::Liste{oui});
    }
    e.pied = ecrits::pied(cx);
    return e;
}

Reply emporter(Contexte& cx) {
    return ecrits::emporter(cx, {ecrit(cx), "matrice-des-droits", {}, "droits"}, ecrits::format_demande(cx.requete()));
}

} // namespace

void routes_de_la_matrice(acces::Routes& r) {
    r.menu({"Droits", web::lien("/droits"), Droit::eprouver_droits, 82,
            "La matrice des droits, le banc d’essai, les accès d’urgence.", acces::groupe::administration});
    r.get("/droits", Droit::connecte, montrer);
    r.post("/droits/ecrit", Droit::connecte, emporter);
}

} // namespace metier::droits
