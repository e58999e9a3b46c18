#pragma once
// Fichiers que l'on emporte : feuilles de valeurs, filigrane compris. Les écrivains neutralisent les formules.
#include <filesystem>
#include <string>
#include <vector>

#include "documents/feuilles.hpp"
#include "metier/pilotage/vue.hpp"

namespace metier::pilotage {

using documents::Feuille;
std::int64_t nombre_de_lignes(std::vector<Feuille> const& feuilles);

/// Les tableaux d'un bilan : indicateurs, entonnoir, ventilations, définitions. Ce qui est caché est « secret ».
std::vector<Feuille> feuilles_du_bilan(Bilan const& b);
/// Le minimum, et ce que l'on a demandé en plus. Jamais l'INE.
Feuille feuille_des_lignes(std::vector<LigneDeJeune> const& lignes, std::vector<ColonneEnPlus> const& en_plus);

/// « Export Raccroche : Awa NDIAYE (Coordonnateur MLDS), le 05/10/2026 à 10 h 00. Motif : … À détruire avant le … »
std::string filigrane(std::string const& qui, std::string const& role, Instant quand, std::string const& motif,
                      Date expire_le);
/// CSV : filigrane en tête, feuilles l'une sous l'autre. XLSX : une feuille chacune, filigrane en dernière ligne et sur
/// la feuille « Provenance ».
void ecrire(std::filesystem::path const& chemin, FormatDExport format, std::string const& filigrane,
            std::vector<Feuille> const& feuilles);

} // namespace metier::pilotage
