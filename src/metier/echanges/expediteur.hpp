#pragma once
// Qui envoie une liste : un code stable, c'est lui qui fait reconnaître un réimport.
#include <string>

#include "metier/echanges/formats/lecteur.hpp"
#include "metier/echanges/importation.hpp"
#include "metier/jeunes/jeunes.hpp"

namespace metier::echanges {

struct Expediteur {
    std::string code, nom;
};
/// D'après le format, la nature, l'établissement et ce qu'en a dit la personne qui dépose.
Expediteur expediteur(Format format, Nature nature, std::string const& uai, std::string const& dit,
                      std::string const& etablissement);
jeunes::GenreSource genre_de(std::string_view code);

} // namespace metier::echanges
