// Columns of names whose headers say too little.
#include <algorithm>
#include <cmath>
#include <optional>

#include "base/texte.hpp"
#include "rapprochement/proposition.hpp"

namespace rapprochement {

/// Whose names are unknown here, in a language unknown too: the most varied words are the names, since people they are.
void Proposition::des_noms_d_ailleurs() {
    auto des_mots = [&](std::size_t c) {
        auto const& p = profils[c];
        return colonnes[c].role == Role::ignoree && !compris[c] && p.remplies >= assez_de_cases &&
               p.lettres > presque_toutes && p.mots < 3.5 && p.longueur > 3 && p.distinctes * 10 > p.remplies;
    };
    std::optional<std::size_t> noms;
    for (std::size_t c = 0; c < colonnes.size(); ++c)
        if (des_mots(c) && (!noms || profils[c].distinctes > profils[*noms].distinctes))
            noms = c;
    if (!noms)
        return;
    if (profils[*noms].deux_mots > la_plupart)
        return donner(*noms, Role::nom_et_prenom, "les mots les plus variés, dans une liste qui dit des naissances");
    donner(*noms, Role::nom, "les mots les plus variés, dans une liste qui dit des naissances");
    for (auto c : {*noms + 1, *noms - 1})
        if (c < colonnes.size() && des_mots(c) && profils[c].mots < 2.5)
            return donner(c, Role::prenom, "des mots variés, à côté du nom");
}

void Proposition::des_noms_entiers() {
    for (std::size_t c = 0; c < colonnes.size(); ++c) {
        auto const& p = profils[c];
        auto const prenoms = std::max(p.prenom_au_debut, p.prenom_a_la_fin);
        if (colonnes[c].role == Role::ignoree && !compris[c] && p.remplies >= assez_de_cases &&
            p.lettres > presque_toutes && p.mots < 3.5 && p.deux_mots > la_plupart && prenoms > souvent &&
            p.distinctes * 4 > p.remplies)
            return donner(c, Role::nom_et_prenom, pour_cent(prenoms) + " de prénoms courants, parmi deux mots");
    }
}

bool Proposition::comme_des_noms(std::size_t c) const {
    auto const& p = profils[c];
    return colonnes[c].role == Role::ignoree && !compris[c] && p.remplies >= assez_de_cases &&
           p.lettres > presque_toutes && p.mots < 2 && p.longueur > 3 && p.distinctes * 4 > p.remplies;
}

void Proposition::deux_colonnes_de_noms() {
    constexpr double quelques = 0.1;
    for (std::size_t c = 0; c + 1 < colonnes.size(); ++c) {
        auto const prenom = profils[c].prenoms >= profils[c + 1].prenoms ? c : c + 1;
        if (comme_des_noms(c) && comme_des_noms(c + 1) && profils[prenom].prenoms > quelques)
            return donner(prenom, Role::prenom, pour_cent(profils[prenom].prenoms) + " de prénoms courants");
    }
}

void Proposition::le_nom_pres_du_prenom() {
    auto const prenom = std::ranges::find(colonnes, Role::prenom, &Colonne::role) - colonnes.begin();
    for (auto ecart : {1, -1, 2, -2}) {
        auto const c = prenom + ecart;
        if (c < 0 || c >= static_cast<std::ptrdiff_t>(colonnes.size()))
            continue;
        auto const ici = static_cast<std::size_t>(c);
        auto const& p = profils[ici];
        if (colonnes[ici].role == Role::ignoree && p.remplies >= assez_de_cases && p.lettres > presque_toutes &&
            p.mots < 2 && p.longueur > 3 && p.distinctes * 4 > p.remplies)
            return donner(ici, Role::nom, "des mots variés, à côté du prénom");
    }
}

/// Nothing says a person: no date, no age, no sex, hardly a first name. « Arnie Morton’s of Chicago » is one name.
bool Proposition::une_enseigne(std::size_t c) const {
    constexpr double quelques = 0.05;
    auto const& p = profils[c];
    return std::max(p.prenom_au_debut, p.prenom_a_la_fin) < quelques && !contient(Role::naissance) &&
           !contient(Role::annee) && !contient(Role::age) && !contient(Role::sexe);
}

void Proposition::noms_en_une_colonne() {
    for (std::size_t c = 0; c < colonnes.size(); ++c) {
        auto const& p = profils[c];
        auto& colonne = colonnes[c];
        if (colonne.role == Role::nom && !contient(Role::prenom) && p.remplies >= assez_de_cases &&
            (p.deux_mots > la_plupart || p.virgules > la_plupart) && !une_enseigne(c))
            donner(c, Role::nom_et_prenom, "plusieurs mots par case, pas de colonne de prénom");
        if (colonne.role == Role::nom_et_prenom)
            colonne.ordre = ordre(c);
    }
}

OrdreDuNom Proposition::ordre(std::size_t c) const {
    auto const mots = mots_de_l_en_tete(colonnes[c].en_tete);
    auto place = [&](std::initializer_list<std::string_view> voulus) {
        return std::ranges::find_if(mots, [&](auto const& m) { return std::ranges::find(voulus, m) != voulus.end(); }) -
               mots.begin();
    };
    auto const prenom = place({"prenom", "prenoms", "first", "given", "vorname", "nombre", "forename"});
    auto const nom = place({"nom", "noms", "last", "surname", "family", "nachname", "apellidos", "apellido"});
    auto const aucun = static_cast<std::ptrdiff_t>(mots.size());
    if (prenom != aucun && nom != aucun)
        return prenom < nom ? OrdreDuNom::prenom_puis_nom : OrdreDuNom::nom_puis_prenom;
    auto const& p = profils[c];
    if (std::abs(p.prenom_au_debut - p.prenom_a_la_fin) > 0.05)
        return p.prenom_au_debut > p.prenom_a_la_fin ? OrdreDuNom::prenom_puis_nom : OrdreDuNom::nom_puis_prenom;
    return p.premiers_distincts < p.derniers_distincts ? OrdreDuNom::prenom_puis_nom : OrdreDuNom::nom_puis_prenom;
}

} // namespace rapprochement
