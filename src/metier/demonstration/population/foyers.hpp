#pragma once
// Un foyer : une adresse, un ou deux responsables, un nom pour tous les enfants.
#include "metier/demonstration/population/monde.hpp"

namespace metier::demonstration {

struct FoyerDecrit {
    std::string nom_des_enfants, nom_du_pere, nom_de_la_mere;
    Adresse adresse;
    std::vector<Responsable> responsables;
};
FoyerDecrit decrire_foyer(Monde const& monde, std::uint32_t foyer);

/// Une autre adresse du même bassin : celle d'avant, ou celle du parent qui vit ailleurs.
Adresse autre_adresse(Monde const& monde, std::uint32_t foyer, std::uint64_t version);
/// Numéro et voie inventés, commune vraie.
Adresse adresse_fictive(Commune const& commune, Hasard& hasard);
std::string courriel_fictif(std::string_view prenom, std::string_view nom, Hasard& hasard);

} // namespace metier::demonstration
