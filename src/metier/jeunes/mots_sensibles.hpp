#pragma once
// R-71 à R-73, sous le nom que les dossiers leur donnent ; la liste et l'avis sont à tout écrit (acces/relecture.hpp).
#include "metier/acces/mots_sensibles.hpp"

namespace metier::jeunes {

using acces::MotSensible, acces::mots_sensibles, acces::MotDeLaListe, acces::liste_de_mots, acces::avertissement;

} // namespace metier::jeunes
