#pragma once
// Le calendrier scolaire : jours fériés, vacances d'une zone, quelles demi-journées ont classe. Pur, sauf `calendrier`.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "storage/connection.hpp"

namespace metier::territoire {

struct Etablissement;

struct Vacances {
    std::string nom;
    Date du{}, au{}; ///< premier et dernier jour sans classe
};

/// Les onze jours fériés de métropole (Code du travail, art. L. 3133-1).
std::string_view jour_ferie(Date jour);

/// Demi-journées d'un mois, deux bits par jour : 2 × (jour − 1) le matin, le suivant l'après-midi.
using Masque = std::uint64_t;
enum class Moment { matin, apres_midi };
constexpr Masque bit(Date jour, Moment moment) {
    return Masque{1} << (2 * (static_cast<unsigned>(jour.day()) - 1) + (moment == Moment::apres_midi ? 1U : 0U));
}
constexpr Date premier_du_mois(Date jour) { return jour.year() / jour.month() / 1; }

struct Calendrier {
    std::string zone;
    bool zone_supposee = false; ///< l'académie n'est pas dans la table des zones
    std::vector<Vacances> vacances;
    bool mercredi_apres_midi = false, samedi_matin = false;

    /// Pourquoi il n'y a pas classe : « vacances : Toussaint 2026 », « mercredi après-midi » ; vide s'il y a classe.
    std::string sans_classe(Date jour, Moment moment) const;
    /// Demi-journées qui ont classe, ce mois-là.
    Masque ouvertes(Date mois) const;
};

/// « B » ; vide si la table des zones ne la connaît pas (Corse et outre-mer ont leur propre calendrier).
std::string zone_de_l_academie(storage::Reader& db, std::string_view nom);
/// Les jours de classe propres à cet établissement ; sans eux, ceux de l'installation.
void fixer_les_jours_de_classe(storage::Writer& db, Id<Etablissement> etablissement, bool mercredi_apres_midi,
                               bool samedi_matin, Date jour);
/// Celui de l'académie de cet établissement, avec les règles en vigueur ce jour-là.
Calendrier calendrier(storage::Reader& db, Id<Etablissement> etablissement, Date jour);

} // namespace metier::territoire
