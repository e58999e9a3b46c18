#pragma once
// Pairs of records drawn to learn from, as the blocks bring them.
#include <cstdint>
#include <vector>

#include "rapprochement/comparaison.hpp"
#include "rapprochement/estimation.hpp"

namespace rapprochement {

/// m is learned where the blocking key leaves the field free. Each field is free in one at least.
enum Blocage : unsigned {
    prenom_et_date,
    nom_et_prenom,
    meme_ine,
    sans_ordre,
    nom_et_lieu,
    prenom_et_lieu,
    nom_et_date, ///< last: it has to know how many records are alone
};
constexpr unsigned nombre_de_blocages = 7;
/// What the key is made of: no field of it is learned in its block.
std::vector<Champ> champs_du_blocage(unsigned k);
/// A part of a key, 0 when it is missing.
std::uint64_t valeur(Champ champ, Codes const& codes, FicheCodee const& f);

struct Observation {
    std::uint32_t a, b;
    Motif motif;
    unsigned blocages; ///< one bit for each block that brings the pair
};
constexpr unsigned autre_enfant = 1U << 7; // in `blocages`, instead of the first: see ecarter_les_autres_enfants()

/// One first name, and a name and a date that are the same but for one slip.
bool prenom_confirme(Motif motif);
/// In one file, by record: another one confirms its first name.
std::vector<bool> fiches_confirmees(Fichiers const& fichiers, std::span<Observation const> observations);
/// Days of birth known for most, on both sides.
bool dates_precises(Fichiers const& fichiers);
/// One record of a in so many is drawn.
std::size_t pas_du_tirage(Fichiers const& fichiers);
std::vector<Observation> observer(Fichiers const& fichiers, Equipe const& equipe);
/// Share of pairs of two records of one file with the same key, on a draw: where people are there once, namesakes.
double part_de_meme_cle(unsigned k, Codes const& codes, std::span<FicheCodee const> fiches);
std::vector<MotifCompte> compter(std::vector<Motif> motifs);

} // namespace rapprochement
