#pragma once
// What a comparison is (an ordered list of levels) and what each level is worth: the Fellegi-Sunter model.
// A weight is a whole number of tenths of bits, so that what is shown adds up exactly.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rapprochement {

enum class Champ : std::uint8_t { nom, prenom, naissance, sexe, ine, lieu_naissance, foyer, commune };
constexpr std::size_t nombre_de_champs = 8;
constexpr std::size_t niveaux_max = 13;

/// One level of one comparison. Level 0 is always « absent » and weighs nothing.
struct Niveau {
    std::string_view code;   ///< stable: stored with decisions
    std::string_view phrase; ///< French, shown to people
    double m;                ///< share of true pairs at this level, in the default model
    double u;                ///< share of random pairs at this level, in the default model
};
std::span<Niveau const> niveaux(Champ champ);
std::string_view libelle(Champ champ);

/// Level reached by each field, four bits a field.
using Motif = std::uint32_t;
constexpr unsigned niveau(Motif motif, Champ champ) { return motif >> (4 * static_cast<unsigned>(champ)) & 15U; }
constexpr Motif avec(Motif motif, Champ champ, unsigned niveau) {
    auto const decalage = 4 * static_cast<unsigned>(champ);
    return (motif & ~(15U << decalage)) | niveau << decalage;
}

/// Same birthplace and same commune.
bool memes_lieux(Motif motif);

struct Taux {
    double m = 0;
    double u = 0;
};

struct Seuils {
    double lien = 0.952;   ///< probability from which the machine links by itself
    double douteux = 0.05; ///< probability from which a person is asked
    double marge = 6;      ///< bits between a link and its best rival
};
/// rapprochement.md §8: cost of hiding a leaver (false link) against that of a false leaver (missed link).
Seuils seuils_par_couts(double cout_faux_lien, double cout_lien_manque);

constexpr double fratries_pour_des_jumeaux = 20;

struct Modele {
    int version = 1;
    std::string nom{}; ///< « francais-2026-11 », « appris le… » : says where the figures come from
    std::array<std::array<Taux, niveaux_max>, nombre_de_champs> taux{};
    double lambda = 0;                           ///< share of true pairs among all pairs; never guessed: 0 is refused
    double vraies = 0;                           ///< true pairs it was learned from; 0: none
    double jumeaux = 0.03;                       ///< pairs of twins for one true pair
    double fratries = fratries_pour_des_jumeaux; ///< pairs of siblings for one of twins
    double lieux_ensemble = 0;  ///< bits: people of one commune are more often than others born in one place
    bool prenoms_connus = true; ///< false: most records of a side have no first name, which then shows nothing missing
    friend bool operator==(Modele const&, Modele const&);
};

/// French reference values (rapprochement.md §3). The sizes give lambda: 85 % of the smaller file is in the other.
Modele modele_par_defaut(std::size_t fiches_a, std::size_t fiches_b);
/// The same model among people of one area: there, a birthplace or a commune is shared by that share of random pairs,
/// and its agreement says little.
Modele entre_voisins(Modele modele, double part_lieu, double part_commune);
/// French reference values for the files of one bassin: one random pair in ten of the same birthplace, one in twenty of
/// the same commune.
Modele modele_d_un_bassin(std::size_t fiches_a, std::size_t fiches_b);
/// One line a figure; lire_modele(ecrire(m)) == m. Throws std::invalid_argument on anything else.
std::string ecrire(Modele const& modele);
Modele lire_modele(std::string_view texte);

/// Weight of a level, of the prior, in tenths of bits.
int poids(Modele const& modele, Champ champ, unsigned niveau);
int poids_a_priori(Modele const& modele);
double probabilite(int dixiemes);
/// « + 11,7 », « − 3,2 », « 0,0 »
std::string affiche_poids(int dixiemes);

struct MotifCompte {
    Motif motif = 0;
    double paires = 0;
};
/// Twins that one file shows with certainty, and true pairs that would have shown one each; what its siblings say at
/// most.
struct JumeauxVus {
    double paires = 0, exposition = 0, au_plus = 1;
    /// Never more than what was guessed from all the pairs, slips taken for twins; which counts as a few pairs exposed:
    /// whole cohorts have their twins, and lists drawn from a large population almost none.
    double corriger(double devinee) const {
        constexpr double force = 5;
        return std::min(devinee, (paires + force * std::min(devinee, au_plus)) / (exposition + force));
    }
};
struct Apprentissage {
    std::vector<Champ> ignores = {}; ///< fields of the blocking key: all pairs agree on them
    bool apprendre_u = false;
    bool jumeaux = false; ///< these pairs may also be twins: same name, same date, another first name
    JumeauxVus vus = {};
    double force_a_priori = 30; ///< pseudo-pairs of the starting model, so that no zero ever freezes
    int tours = 100;
    double tolerance = 1e-7;
    double lambda_min = 0, lambda_max = 1; ///< what is known otherwise of the share of true pairs
};
/// Expectation-maximisation on pattern counts. `depart.lambda` is the share of true pairs among the counted pairs.
Modele apprendre(std::span<MotifCompte const> motifs, Modele const& depart, Apprentissage const& reglages = {});

} // namespace rapprochement
