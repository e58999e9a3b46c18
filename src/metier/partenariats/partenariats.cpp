// Ce que le programme branche : routes, rubriques de la journée, bloc du dossier.
#include "metier/partenariats/partenariats.hpp"

#include "base/texte.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "metier/partenariats/pages.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::partenariats {

using namespace web;
using acces::Contexte;
using acces::Droit;

namespace {

constexpr int lignes_par_rubrique = 10;

agenda::Contenu a_reprendre(Contexte& cx) {
    auto db = cx.db();
    auto d = delais(db, cx.jour());
    std::vector<AFaire> lignes;
    for (auto const& l : chercher(db, {"", true, cx.portee().role_tenu, cx.jour(), lignes_par_rubrique})) {
        std::vector<std::string> quoi;
        if (l.plus_vieille_place && base::jours_entre(base::a_paris(*l.plus_vieille_place).jour, cx.jour()) > d.rappel)
            quoi.push_back("places confirmées le " + base::affiche(base::a_paris(*l.plus_vieille_place).jour));
        if (l.a_renouveler > 0)
            quoi.push_back(conventions_dues(l, cx.jour()));
        if (l.plus_vieux_contact && base::jours_entre(*l.plus_vieux_contact, cx.jour()) > d.contact)
            quoi.push_back("contact confirmé le " + base::affiche(*l.plus_vieux_contact));
        if (!quoi.empty())
            lignes.push_back(
                {l.nom, web::lien("/partenaires/{}", l.code), base::joint(quoi, "\u00a0; "), Ton::neutre, ""});
    }
    return lignes;
}

/// Les places confirmées qui conviennent à ce jeune, si rien d'autre ne l'occupe.
Html places_possibles(Contexte& cx, Id<jeunes::Jeune> jeune) {
    if (!cx.peut(Droit::suivre))
        return {};
    auto db = cx.db();
    auto c = candidat(db, jeune, cx.jour());
    if (!c || !c->sans_solution)
        return {};
    auto delai = territoire::entier(db, "place.confirmation", cx.jour());
    auto deja = deja_proposees(db, jeune);
    Html lignes;
    int combien = 0;
    constexpr int au_plus = 5;
    for (auto const& o : offres_du_secteur(db, cx.portee(), 100))
        if (combien < au_plus && !grisee(o, cx.jour(), delai) &&
            avis(o, *c, deja.contains(o.id), cx.jour()).convient()) {
            ++combien;
            lignes += li(a(href(lien(o.id)), o.formation), " – ", o.partenaire, ", ", base::pluriel(o.nombre, "place"),
                         " à partir du ", o.du);
        }
    return when(combien > 0, [&] { return ul(lignes); });
}

} // namespace

void rubriques(agenda::Journee& journee) {
    journee.rubrique({70, "Partenariats", Droit::tenir_partenaires, a_reprendre,
                      [](Contexte&) { return std::optional{web::lien("/partenaires").avec("a_reprendre", "1")}; }});
}

void apports(jeunes::Apports& apports) {
    lectures(apports);
    apports.bloc(28, "Places possibles", places_possibles);
}

void routes(acces::Routes& r) {
    routes_des_partenaires(r);
    routes_des_contacts(r);
    routes_des_conventions(r);
    routes_des_places(r);
    routes_des_demandes(r);
}

} // namespace metier::partenariats
