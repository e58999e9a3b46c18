#pragma once
// More than two lists: who is in which ones. Sources are linked two by two, each pair with its own model, then records
// are grouped under constraint: at most one person of each source in a group (a list is one source at one period), no
// two records that speak against each other. Never by mere transitive closure: one slip would melt dozens of people.
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

/// The lists, in the order of their names: the order in which they are given never shows.
class Sources {
public:
    Sources();
    ~Sources();
    Sources(Sources&&) noexcept;
    Sources& operator=(Sources&&) noexcept;
    /// To be filled in (its `a` side), then put away.
    Population& population();
    /// Puts the `a` side away as one more source; its name is its own.
    void ranger(std::string nom, Options const& options = {});
    std::size_t combien() const;
    std::string const& nom(std::size_t source) const;
    std::size_t taille(std::size_t source) const;
    /// Records are in the order of their keys; `position`: where each was given.
    std::string_view id(std::size_t source, std::uint32_t fiche) const;
    std::uint32_t position(std::size_t source, std::uint32_t fiche) const;

    struct Interne; ///< private to the engine
    Interne& interne() { return *interne_; }

private:
    std::unique_ptr<Interne> interne_;
};

/// Two sources, linked. `resultat` says what was decided once all sources had spoken; its pairs hold records, in the
/// order of keys.
struct Couple {
    std::size_t a = 0, b = 0;
    Resultat resultat{};
    std::uint64_t coupes = 0;    ///< links that another source contradicts: left to a person
    std::uint64_t confirmes = 0; ///< doubtful pairs that a third source settles
};

struct Groupement {
    std::vector<std::vector<std::uint32_t>> groupe_de{}; ///< by source, by record: its group, from 0
    std::size_t groupes = 0;                             ///< persons, those of one record included
    std::vector<std::size_t> par_sources{};              ///< groups by how many sources they come from
    std::vector<Couple> couples{};
    std::vector<std::size_t> en_double{}; ///< by source, when asked: records beyond the first of their person
    Frequences frequences{};              ///< of all sources together
    double faux_attendus = 0, manques_attendus = 0;
    std::uint64_t coupes = 0, confirmes = 0;
    double secondes = 0;
    std::vector<std::string> remarques{};
};

/// Two sources, or one and itself, and the pairs that each pass would compare.
struct Prevision {
    std::size_t a = 0, b = 0;
    std::vector<Passe> passes{};
};

enum class Doublons : std::uint8_t { aucun, chercher };

/// With Doublons::chercher, a person may be several times in one source: those records are found first and count as
/// one.
Groupement grouper(Sources& sources, Options const& options = {}, Doublons doublons = Doublons::aucun);
std::vector<Prevision> prevoir(Sources& sources, Options const& options = {}, Doublons doublons = Doublons::aucun);

} // namespace rapprochement
