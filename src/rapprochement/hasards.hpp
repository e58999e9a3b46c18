#pragma once
// What two people who have nothing to do with each other have in common: pairs drawn at random.
#include <array>

#include "rapprochement/estimation.hpp"

namespace rapprochement {

/// Sets u; gives the share of random pairs with the same value of each field, as blocking keys see it.
std::array<double, nombre_de_champs> apprendre_les_hasards(Modele& m, Fichiers const& fichiers, Equipe const& equipe);

} // namespace rapprochement
