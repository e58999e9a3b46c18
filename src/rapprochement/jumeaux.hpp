#pragma once
// How many pairs of one name and one date are twins: not told from slips one by one, but counted all together.
#include <span>

#include "rapprochement/depouillement.hpp"
#include "rapprochement/observations.hpp"

namespace rapprochement {

/// A pair of twins left alone supposes that each one's own record is missing from the other file: as rare, against a
/// true pair, as the two records left alone that a true pair is itself weighed against.
double part_d_orphelins(double vraies, std::size_t taille_a, std::size_t taille_b);

/// In one file where people come several times, so do twins: two first names of one name and date, each of them said by
/// two records at least. As many as chance lets be seen; nothing between two files.
JumeauxVus jumeaux_vus(Fichiers const& fichiers, std::span<Observation const> observations);

/// Share of one person's pairs where the name is another one.
double part_changee(Modele const& m, Champ champ);
/// Among pairs of one name and one date, first names that are another, beyond what the same hands do to names: twins.
double prenoms_changes_en_trop(std::span<MotifCompte const> motifs, double noms_changes);

/// Twins for one true pair, among pairs of the same name and date; some expected pairs hold to the default.
double part_de_jumeaux(Modele const& m, std::span<Observation const> observations, JumeauxVus const& vus);

/// Twins again, counted among the pairs that all passes have left to decide, each the best of its two records: those of
/// whom one only is in each list. Twins come and go together: they may be far fewer than if each went alone.
Modele avec_les_jumeaux_restants(Notation const& notation, Fichiers const& fichiers, std::span<PaireNotee const> reste);

} // namespace rapprochement
