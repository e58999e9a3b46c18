// Le banc d'essai : jouer le dossier à la place d'un agent et dire, bloc par bloc, ce qu'il verrait et à quel titre.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/comptes.hpp"
#include "metier/acces/sessions.hpp"
#include "metier/droits/droits_web.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::droits {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;
using jeunes::Jeune;

struct BancForm {
    Field<std::string> courriel{"courriel", "Courriel de l’agent", required, at_most(200)};
    Field<int> dossier{"dossier", "Numéro du dossier", required, at_least(1), hint("Celui du journal ou de l’adresse")};
    auto fields() { return std::tie(courriel, dossier); }
};

struct LigneDuBanc {
    std::string quoi;
    bool montre = false;
    std::string detail;
};

/// Ce que verrait cet agent dans ce rôle : les mêmes fonctions que la page du dossier, avec son contexte.
std::vector<LigneDuBanc> jouer(Contexte& cx, jeunes::Apports const& apports, acces::Session session, Id<Jeune> jeune) {
    static std::vector<acces::EntreeDuMenu> const sans_menu;
    Contexte lui{cx.env(), cx.requete(), std::move(session), "", sans_menu};
    std::vector<LigneDuBanc> lignes;
    auto db = lui.db();
    bool voit = acces::motif(db, lui.portee(), jeune).has_value() && lui.peut(Droit::lire_dossier);
    lignes.push_back({"Identité, coordonnées, responsables, scolarité", voit,
                      voit ? "Lues par qui voit le dossier" : "Le dossier est introuvable pour lui"});
    if (!voit)
        return lignes;
    for (auto const& b : apports.blocs()) {
        auto libelles = libelles_montres(b.f(lui, jeune).str());
        bool montre = !b.f(lui, jeune).empty();
        lignes.push_back({"Bloc « " + b.titre + " »", montre,
                          montre ? base::joint(libelles, ", ") : "Vide, ou non montré à ce rôle"});
    }
    for (auto const& e : apports.contributeurs()) {
        auto n = e.f(lui, jeune, {.avant = {}, .au_plus = 500, .auteur = {}}).size();
        lignes.push_back({"Chronologie : " + base::minuscules(e.libelle), n > 0,
                          base::pluriel(static_cast<long long>(n), "événement lisible", "événements lisibles")});
    }
    for (auto const& a : apports.actions()) {
        bool permis = a.f(lui, jeune).has_value();
        lignes.push_back({"Geste « " + a.libelle + " »", permis, permis ? "Permis" : "Refusé"});
    }
    return lignes;
}

acces::Session session_de(acces::Compte const& compte, acces::RoleOffert const& role) {
    acces::Session s;
    s.agent = compte.id;
    s.role_tenu = role.id;
    s.etape = "ouverte";
    s.nom = compte.nom;
    s.prenom = compte.prenom;
    s.courriel = compte.courriel;
    s.role = role.role;
    s.perimetre = role.perimetre;
    return s;
}

Html resultat(Contexte& cx, Reader& db, jeunes::Apports const& apports, acces::Compte const& compte,
              acces::RoleOffert const& role, Id<Jeune> jeune) {
    acces::Portee portee{compte.id, role.id, role.role, cx.jour(), cx.instant()};
    auto titre = acces::motif(db, portee, jeune);
    auto lignes = jouer(cx, apports, session_de(compte, role), jeune);
    auto visibilites_ = base::joint(
        [&] {
            std::vector<std::string> dites{"ses propres écrits"};
            for (auto v : acces::lisibles(role.role))
                dites.push_back(base::minuscules(std::string(base::libelle(v))));
            return dites;
        }(),
        ", ");
    auto phrase =
        titre ? "Le dossier lui dit\u00a0: «\u00a0" + acces::pourquoi(*titre, role.role, role.perimetre) + "\u00a0»"
              : std::string("Ce dossier lui est introuvable\u00a0: aucun titre ne l’y rattache aujourd’hui.");
    return ensemble(h2(base::libelle(role.role), role.perimetre.empty() ? "" : " – " + role.perimetre),
                    p(strong(phrase)), p("Écrits lisibles\u00a0: ", visibilites_, "."),
                    tableau("Ce qui paraît dans ce rôle", {{"Quoi"}, {"Paraît"}, {"Libellés montrés, ou pourquoi non"}},
                            each(lignes, [](LigneDuBanc const& l) {
                                return tr(th(scope("row"), l.quoi),
                                          td(l.montre ? badge(Ton::succes, "Oui") : badge(Ton::neutre, "Non")),
                                          td(l.detail));
                            })));
}

Page page_banc(BancForm const& form, Html const& trouve) {
    return {.titre = "Banc d’essai des droits",
            .rubrique = "Droits",
            .fil = {{"Droits", web::lien("/droits")}},
            .contenu = ensemble(h1("Banc d’essai des droits"), resume_erreurs(form),
                                p("Choisissez un agent et un dossier\u00a0: le dossier est joué à sa place, avec les "
                                  "mêmes règles. Vous voyez ce "
                                  "qui lui paraîtrait et à quel titre, jamais le contenu. L’essai est consigné."),
                                formulaire_recherche(web::lien("/droits/essai"), champ(form.courriel),
                                                     champ(form.dossier), boutons(bouton("Essayer"))),
                                trouve),
            .large = true};
}

Reply essayer(Contexte& cx, jeunes::Apports const& apports) {
    BancForm form;
    if (cx.requete().param("courriel").empty())
        return cx.page(page_banc(form, {}));
    if (!cx.lire(form))
        return cx.invalide(page_banc(form, {}));
    auto db = cx.db();
    auto compte = acces::compte_du_courriel(db, *form.courriel);
    if (!compte)
        form.courriel.refuse("Aucun compte n’a cette adresse.");
    auto jeune = jeunes::trouver_sans_portee(db, Id<Jeune>{*form.dossier});
    if (!jeune)
        form.dossier.refuse("Ce dossier n’existe pas, ou a été fondu dans un autre.");
    if (!compte || !jeune)
        return cx.invalide(page_banc(form, {}));
    auto roles = acces::roles_du_jour(db, compte->id, cx.jour());
    cx.acte(Acte::droits_essayes, [&](Writer&, acces::Trace& trace) {
        trace = {jeune->id, "agent/" + std::to_string(compte->id.valeur), "", ""};
    });
    auto trouve = roles.empty()
                      ? notice(Ton::information, "Cet agent ne tient aucun rôle aujourd’hui\u00a0: il ne voit rien.")
                      : each(roles, [&](auto const& r) { return resultat(cx, db, apports, *compte, r, jeune->id); });
    return cx.page(page_banc(form, trouve));
}

} // namespace

std::vector<std::string> libelles_montres(std::string_view html) {
    std::vector<std::string> libelles;
    for (auto const* balise : {"<dt", "<th", "<h3", "<strong"})
        for (auto i = html.find(balise); i != html.npos; i = html.find(balise, i + 1)) {
            auto debut = html.find('>', i);
            auto fin = debut == html.npos ? html.npos : html.find('<', debut);
            if (fin == html.npos)
                break;
            auto texte = std::string(html.substr(debut + 1, fin - debut - 1));
            if (html.substr(i, 3) == "<th" && html.substr(i, debut - i).find("row") != html.npos)
                continue; // un en-tête de ligne est une valeur : nom, date
            if (!texte.empty() && std::ranges::find(libelles, texte) == libelles.end())
                libelles.push_back(std::move(texte));
        }
    return libelles;
}

void routes_du_banc(acces::Routes& r, jeunes::Apports const& apports) {
    r.get("/droits/essai", Droit::eprouver_droits, [&apports](Contexte& cx) { return essayer(cx, apports); });
}

void routes(acces::Routes& r, jeunes::Apports const& apports) {
    routes_de_l_urgence(r);
    routes_du_banc(r, apports);
    routes_de_la_matrice(r);
}

} // namespace metier::droits
