#pragma once
// Fin de conservation du journal (metier.md §11.3, un an à confirmer). Ce qui part laisse une ligne d'ancrage :
// l'empreinte de la dernière ligne retirée, scellée dans la chaîne qui reste.
#include "metier/acces/journal.hpp"

namespace metier::acces {

/// Lignes d'avant ce jour, les plus anciennes seulement : rien ne part du milieu.
std::int64_t lignes_a_couper(storage::Reader& db, Date avant);
/// Les efface et note l'ancrage ; rend combien.
std::int64_t couper_le_journal(storage::Writer& db, Instant maintenant, Date avant);
/// Empreinte dont la première ligne qui reste doit partir : vide au premier jour, ou celle qu'un ancrage a notée.
std::string depart_de_la_chaine(storage::Reader& db);
/// Premier jour gardé, selon `journal.conservation` (mois).
Date journal_garde_depuis(storage::Reader& db, Date jour);

} // namespace metier::acces
