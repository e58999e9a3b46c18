#pragma once
// De qui parle un tableau inconnu : ce que son titre ou ses colonnes en disent. S'ils se taisent ou se contredisent,
// une personne le dira : rien n'est choisi à sa place. Pur.
#include <string>
#include <string_view>

#include "metier/echanges/formats/correspondance.hpp"
#include "metier/echanges/importation.hpp"

namespace metier::echanges {

struct NatureDeduite {
    Nature nature = Nature::a_dire;
    std::string pourquoi; ///< « la colonne « Motif de sortie » » ; vide : rien ne le dit
};
NatureDeduite nature_deduite(Proposition const& proposition);

/// Celle des listes que cette source envoie : son code commence par leur genre (« ml:… », « siei »).
Nature nature_de_la_source(std::string_view code);

} // namespace metier::echanges
