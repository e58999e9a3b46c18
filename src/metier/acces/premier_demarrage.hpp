#pragma once
// Premier démarrage : la base est vide, personne ne peut encore se connecter.
#include "metier/acces/comptes.hpp"

namespace metier::acces {

struct PremiereAcademie {
    std::string academie, departement_code, departement;
    NouveauCompte administrateur;
    std::string hachage; ///< mot de passe choisi par l'administrateur
};
struct PremierBassin {
    std::string bassin;
    NouveauCompte coordonnateur;
    std::string hachage; ///< mot de passe provisoire
};
/// Crée l'académie, le département, l'administrateur et, s'il est donné, le premier coordonnateur avec son bassin.
Id<Agent> creer_academie(storage::Writer& db, Instant maintenant, PremiereAcademie const& a,
                         std::optional<PremierBassin> const& b);

} // namespace metier::acces
