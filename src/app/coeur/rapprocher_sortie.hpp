#pragma once
// What comes out of a linkage: the files other programs read, the figures in JSON, the sentence for whoever waits.
#include <chrono>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "rapprochement/rapprochement.hpp"

namespace app {

struct Mesures {
    double secondes = 0, secondes_cpu = 0;
    long pic_memoire_mo = 0;
};
Mesures mesurer(std::chrono::steady_clock::time_point debut);

std::string cellule_csv(std::string_view texte);
std::string texte_json(std::string_view texte);

/// id,groupe: every record, sorted by key; groups numbered in that order.
void ecrire_les_groupes(std::ostream& flux, rapprochement::Resultat const& r, rapprochement::Population const& p);

/// Written beside, then renamed: a half-written file never has the right name. « - »: on `sortie`.
void ecrire_le_fichier(std::string const& chemin, std::ostream& sortie,
                       std::function<void(std::ostream&)> const& ecrire);
/// Refuses when what was written on the screen or in a pipe did not get there.
void verifier_l_ecran(std::ostream& sortie);
/// A result never replaces a list to read, nor another result.
void verifier_les_chemins(std::vector<std::string> const& entrees, std::vector<std::string> const& sorties);
/// Said before hours of work, not after.
void verifier_la_sortie(std::string const& chemin);

void ecrire_json(std::ostream& flux, rapprochement::Resultat const& r, rapprochement::Population const& p,
                 Mesures const& m, bool un_seul_fichier = false);
void ecrire_texte(std::ostream& flux, rapprochement::Resultat const& r, rapprochement::Population const& p,
                  Mesures const& m, bool un_seul_fichier = false);

} // namespace app
