#pragma once
// What the files of coded people have in common: the program that may read them, their dictionaries, their keys.
#include <cstdint>
#include <span>
#include <string>

#include "rapprochement/cles.hpp"
#include "rapprochement/connus.hpp"
#include "rapprochement/partition.hpp"
#include "rapprochement/sections.hpp"

namespace rapprochement {

/// Changes with anything that would make an older file say something else: passes, levels, how a record is coded.
std::uint64_t empreinte_du_moteur();

void ecrire_les_textes(SectionsEcrites& s, std::string const& nom, FondDeTextes const& textes);
FondDeTextes textes_lus(Sections const& s, std::string const& nom);
/// The records, their keys and the texts they point to.
void lire_les_fiches(Connus& connus, Sections const& s);

/// Entries of one pass, part by part; then where each part begins.
void ecrire_la_passe(SectionsEcrites& s, Equipe const& equipe, unsigned passe, Decoupe decoupe, Codes const& codes,
                     std::span<FicheCodee const> fiches);
Partition partition_de(Equipe const& equipe, unsigned passe, Decoupe decoupe, Codes const& codes,
                       std::span<FicheCodee const> fiches, std::span<std::uint32_t const> lesquelles);

} // namespace rapprochement
