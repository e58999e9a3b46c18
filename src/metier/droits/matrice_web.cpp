// La matrice rôle × droit, à l'écran et à emporter : celle que les essais exécutent.
#include <algorithm>
#include <regex>

#include "base/texte.hpp"
#include "metier/droits/droits_web.hpp"
#include "metier/ecrits/ecrits.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::droits {
std::string sans_numero(std::string const& raison) {
    static std::regex const numero{R"( \((?:[A-Z]+-\d+(?:, | à )?)+\))"};
    return std::regex_replace(raison, numero, "");
}

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

/// Qui a ce droit, en clair.
std::string roles_de(Droit droit) {
    if (droit == Droit::connecte || droit == Droit::public_)
        return "Tous";
    std::vector<std::string> roles;
    for (auto const& r : acces::roles_connus)
        if (acces::a_le_droit(r.valeur, droit))
            roles.emplace_back(r.libelle);
    return base::joint(roles, ", ");
}

std::string libelles(jeunes::Lecture const& l) {
    std::vector<std::string> dits;
    for (auto const& c : l.champs)
        dits.push_back(c.libelle);
    return base::joint(dits, "\u00a0; ");
}

std::string libelles(std::vector<Droit> const& droits) {
    std::vector<std::string> dits;
    for (auto d : droits)
        dits.emplace_back(base::libelle(d));
    return base::joint(dits, "\u00a0; ");
}

/// Ce qui se lit d'un jeune : chaque partie le déclare, le banc le joue, les essais le prouvent.
Html ce_qui_se_lit(acces::Routes const& routes, jeunes::Apports const& apports) {
    return tableau(
        "Ce qui se lit d’un jeune",
        {{"Quoi"}, {"Droit demandé"}, {"Rôles"}, {"Parmi eux"}, {"Pour l’écrire"}, {"Pour l’emporter"}, {"Pourquoi"}},
        each(apports.lectures(), [&](jeunes::Lecture const& l) {
            return tr(th(scope("row"), l.partie, " – ", l.rubrique), td(base::libelle(l.droit)), td(roles_de(l.droit)),
                      td(l.cercle), td(libelles(droits_des_gestes(routes, apports, l, false))),
                      td(libelles(droits_des_gestes(routes, apports, l, true))), td(sans_numero(l.raison)));
        }));
}

Reply montrer(Contexte& cx, acces::Routes const& routes, jeunes::Apports const& apports) {
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
    return cx.page(
        {.titre = "Droits",
         .rubrique = "Droits",
         .contenu = ensemble(entete_de_fiche("Qui a le droit de faire quoi", Html{}, essai),
                             p("Un droit dit quoi\u00a0; le secteur, l’établissement, le cercle de suivi ou "
                               "un accès accordé disent sur "
                               "qui. Ce tableau est lu dans le programme et exécuté par ses essais."),
                             tableau("Rôle et droit", colonnes, lignes), h2("Ce qui se lit d’un jeune, et qui le lit"),
                             ce_qui_se_lit(routes, apports), ecrits::boutons(web::lien("/droits/ecrit"), cx.csrf())),
         .large = true});
}

/// Une partie, un tableau : le champ, le droit, le cercle, la raison.
void ecrire_les_lectures(documents::Ecrit& e, acces::Routes const& routes, jeunes::Apports const& apports) {
    std::string partie;
    for (auto const& l : apports.lectures()) {
        if (l.partie != partie) {
            partie = l.partie;
            e.blocs.emplace_back(documents::Titre{"Ce qui se lit d’un jeune – " + partie});
            e.blocs.emplace_back(documents::Tableau{
                partie, {"Champs", "Droit demandé", "Qui le lit", "Pour l’écrire", "Pour l’emporter", "Pourquoi"}, {}});
        }
        std::get<documents::Tableau>(e.blocs.back())
            .lignes.push_back({l.rubrique + "\u00a0: " + libelles(l), std::string(base::libelle(l.droit)), l.cercle,
                               libelles(droits_des_gestes(routes, apports, l, false)),
                               libelles(droits_des_gestes(routes, apports, l, true)), sans_numero(l.raison)});
    }
}

documents::Ecrit ecrit(Contexte const& cx, acces::Routes const& routes, jeunes::Apports const& apports) {
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
    ecrire_les_lectures(e, routes, apports);
    e.pied = "Établi par Raccroche pour " + cx.session().nom_complet() + " le " + base::affiche(cx.jour()) +
             ". Aucune donnée sur une personne.";
    return e;
}

Reply emporter(Contexte& cx, acces::Routes const& routes, jeunes::Apports const& apports) {
    return ecrits::emporter(cx, {ecrit(cx, routes, apports), "matrice-des-droits", {}, "droits"},
                            ecrits::format_demande(cx.requete()));
}

} // namespace

void routes_de_la_matrice(acces::Routes& r, jeunes::Apports const& apports) {
    r.menu({"Droits", web::lien("/droits"), Droit::eprouver_droits, 82,
            "La matrice des droits, le banc d’essai, les accès d’urgence.", acces::groupe::administration});
    r.get("/droits", Droit::connecte, [&r, &apports](Contexte& cx) { return montrer(cx, r, apports); });
    r.post("/droits/ecrit", Droit::connecte, [&r, &apports](Contexte& cx) { return emporter(cx, r, apports); });
}

} // namespace metier::droits
