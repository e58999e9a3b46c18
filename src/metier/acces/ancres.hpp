#pragma once
// Ancres du journal : chaque jour, la dernière empreinte est notée hors de la base et signée par la clé du dossier.
// La chaîne seule ne dit rien de qui la réécrit toute, ou en retire la fin, avec la base en main.
#include <filesystem>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/secret.hpp"
#include "storage/connection.hpp"

namespace metier::acces {

/// Ajoute une ancre à DOSSIER/journal.ancres ; rien si le journal n'a pas bougé depuis la dernière.
void ancrer_le_journal(storage::Reader& db, base::Coffre const& coffre, std::filesystem::path const& dossier,
                       Instant maintenant);

struct VerdictDesAncres {
    std::int64_t ancres = 0;
    std::string pourquoi; ///< vide : le journal d'aujourd'hui prolonge celui de chaque ancre
};
VerdictDesAncres verifier_les_ancres(storage::Reader& db, base::Coffre const& coffre,
                                     std::filesystem::path const& dossier);

} // namespace metier::acces
