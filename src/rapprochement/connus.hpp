#pragma once
// What an index holds, read where it lies in the file.
#include <array>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "rapprochement/cles.hpp"
#include "rapprochement/notation.hpp"
#include "rapprochement/partition.hpp"
#include "rapprochement/sections.hpp"

namespace rapprochement {

struct Connus {
    std::shared_ptr<Sections const> fichier{};
    std::string_view notice{};
    Modele modele{};
    double part_attendue = 0;
    Decoupe decoupe{};
    std::span<FicheCodee const> fiches{}; ///< in the order of their keys
    std::string_view cles{};
    std::span<std::uint32_t const> fins{};
    FondDeTextes noms{}, textes{};
    std::span<Nom const> noms_etudies{};
    std::span<std::uint64_t const> numeros{};
    /// By name: how many bear it, and what this changes to a weight.
    struct Porteurs {
        std::span<std::uint32_t const> combien{};
        std::span<std::int16_t const> raretes{};
        double total = 0;
    };
    Porteurs par_nom{}, par_prenom{};
    struct Passe {
        std::span<std::uint64_t const> debuts{}; ///< of each part
        std::span<Entree const> entrees{};
    };
    std::array<Passe, toutes_les_paires> passes{};
    /// What changed since the file was written (vivier), laid over it.
    struct Dessus {
        bool vivier = false;
        std::vector<char> perimes{}; ///< records whose keys in `passes` are no longer theirs
        std::vector<char> hors{};    ///< records that nobody looks for here
        std::size_t combien = 0;     ///< of the others
        struct Passe {
            std::vector<std::uint64_t> debuts{};
            std::vector<Entree> entrees{};
        };
        std::array<Passe, toutes_les_paires> passes{};
    };
    Dessus dessus{};

    std::size_t combien() const { return dessus.vivier ? dessus.combien : fiches.size(); }
    /// A mark for each record, set for those that nobody looks for.
    std::vector<char> ecartes() const { return dessus.vivier ? dessus.hors : std::vector<char>(fiches.size()); }
    bool perime(std::uint32_t fiche) const { return fiche < dessus.perimes.size() && dessus.perimes[fiche]; }
    Codes codes() const {
        return {.noms = Noms{noms, noms_etudies}, .textes = Textes{textes}, .numeros = {.fond = numeros}};
    }
    std::string_view id(std::size_t i) const {
        auto const debut = i == 0 ? 0 : fins[i - 1];
        return cles.substr(debut, fins[i] - debut);
    }
    Notation notation(Modele const& modele, Codes const& codes) const;
    /// Counts of these names only, and of everyone: enough to explain their pairs.
    Frequences frequences(std::span<std::uint32_t const> codes_des_noms) const;
};

/// Those of the records known that may still be linked.
struct ConnusRestants {
    Connus const& connus;
    std::vector<char> const& ecartes;
    std::size_t combien;
    /// Entries of this part whose key is in `cherchees` (increasing), in increasing order.
    void rassembler(unsigned passe, std::size_t part, std::vector<Entree> const& cherchees,
                    std::vector<Entree>& trouvees) const;
};

} // namespace rapprochement
