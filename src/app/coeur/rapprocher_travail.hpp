#pragma once
// What is asked of « rapprocher », and what its ways of working (two lists, one, an index, many) share.
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "app/coeur/rapprocher_lecture.hpp"
#include "app/coeur/rapprocher_population.hpp"
#include "rapprochement/index.hpp"

namespace app {

struct Demande {
    std::vector<std::string> listes{};
    std::string sortie{}, cle{}, config{}, ecrire_config{}, dedoublonner{}, paires{}, rapport{}, relues{};
    std::string preparer{}, apprendre_avec{}, contre{};
    std::vector<std::string> expliquer{};
    std::string liens{};
    bool json = false, plan = false, doublons = false, un_a_un = false;
    unsigned fils = 0;
    std::uint64_t memoire_mo = 0;
    double cout = 20;
    bool un_seul_fichier() const { return !dedoublonner.empty(); }
    /// Groups are wanted, not the links of two lists.
    bool plusieurs_sources() const { return listes.size() > 2 || (listes.size() == 2 && (doublons || !liens.empty())); }
};

struct ListeLue {
    std::vector<std::string> remarques{}; ///< French, each with the name of the file
    std::size_t lignes = 0;
};
/// Fills in one side of the population.
ListeLue lire_la_liste(ListePreparee const& liste, rapprochement::Population& population,
                       rapprochement::Fichier fichier, rapprochement::Options const& options);

rapprochement::Options options_de(Demande const& demande, rapprochement::Configuration const& configuration);

/// What it will take, said before it is taken; refused beyond what is allowed.
void prevoir_la_memoire(std::vector<ListePreparee const*> const& listes, Demande const& demande, std::ostream& erreurs);

/// The pairs of each pass, as lines to read.
/// The same figures for a program: one object a pass, and the total.
void plan_en_json(std::vector<rapprochement::Passe> const& passes, std::ostream& sortie);
void dire_le_plan(std::vector<rapprochement::Passe> const& passes, bool deux_listes, std::ostream& sortie);

/// Prepares an index; gives the exit status.
int preparer(Demande const& demande, std::ostream& sortie, std::ostream& erreurs);

} // namespace app
