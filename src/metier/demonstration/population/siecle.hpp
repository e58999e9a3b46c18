#pragma once
// Les exports SIECLE d'un établissement : XML ISO-8859-15 (formats.md §2) et liste CSV (§3).
#include <filesystem>

#include "metier/demonstration/population/fichiers.hpp"

namespace metier::demonstration {

struct LotSiecle {
    std::size_t fichiers = 0, lignes = 0;
    std::uintmax_t octets = 0;
};
/// Écrit le lot dans `dossier`, créé au besoin. `verite` reçoit « ELEVE_ID;id » par élève.
LotSiecle ecrire_siecle(Academie const& academie, std::size_t etablissement, base::AnneeScolaire annee,
                        std::filesystem::path const& dossier, OptionsFichiers const& options, std::string& verite);

} // namespace metier::demonstration
