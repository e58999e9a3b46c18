#pragma once
// Everybody a base knows, coded once and kept in a file. What changed since is laid over it, and some of them are
// looked for among others without coding anybody again: the same links, weights and doubts as lier() on those records.
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "rapprochement/rapprochement.hpp"
#include "rapprochement/sections.hpp" // IndexRefuse

namespace rapprochement {

class Vivier {
public:
    Vivier(); ///< of nobody: to be filled in, then written
    ~Vivier();
    Vivier(Vivier&&) noexcept;
    Vivier& operator=(Vivier&&) noexcept;
    /// Throws IndexRefuse: another file, cut short, damaged, of another version.
    static Vivier ouvrir(std::string const& chemin, unsigned fils = 0);
    /// One that was filled in. Whole or not at all; throws IndexRefuse when that cannot be.
    void ecrire(std::string const& chemin, std::string_view notice, unsigned fils = 0) const;
    std::string_view notice() const; ///< given when it was written

    /// This person's record, as it is now. A number never seen must be beyond all others: false otherwise.
    bool mettre(std::int64_t numero, Fiche const& fiche);
    /// This person is not to be found, for now at least.
    bool oter(std::int64_t numero);
    std::size_t taille() const;  ///< numbers seen
    std::size_t changes() const; ///< laid over the file
    bool du_fichier() const;

    /// Names of those who are there.
    Frequences frequences() const;
    /// `cherches` and `vus`: increasing numbers. Whoever is not there is left out; who is in both is only looked for.
    /// To be used no longer than the vivier, which must not change meanwhile.
    Population population(std::span<std::int64_t const> cherches, std::span<std::int64_t const> vus) const;
    /// The same, coded records copied: to learn a model from.
    Population copie(std::span<std::int64_t const> cherches, std::span<std::int64_t const> vus) const;

private:
    struct Interne;
    std::unique_ptr<Interne> interne_;
};

/// Changes with what makes the engine say something else of the same records.
std::string version_du_moteur();
/// Number of a person, from the key of a record of such a population.
std::int64_t numero(std::string_view cle);

/// Changes with what an explanation of these pairs would show: the same number, the same explanation.
class Empreintes {
public:
    /// With the frequencies of the result.
    Empreintes(Population const& population, Resultat const& resultat);
    ~Empreintes();
    std::uint64_t depart(std::uint64_t autre_chose) const;
    std::uint64_t suite(std::uint64_t empreinte, Paire const& paire) const;

private:
    struct Interne;
    std::unique_ptr<Interne> interne_;
};

} // namespace rapprochement
