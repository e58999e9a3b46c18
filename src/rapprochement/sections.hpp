#pragma once
// A file of named sections, read where it lies (mapped in memory): written whole or not at all, and never trusted
// before its sizes and sums have been verified.
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace rapprochement {

/// What is wrong with the file, in French, and what to do.
struct IndexRefuse : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Sections one after the other beside the final file, which finir() replaces at once.
class SectionsEcrites {
public:
    /// `empreinte`: of the program that will be able to read it.
    SectionsEcrites(std::string chemin, std::uint64_t empreinte);
    ~SectionsEcrites();
    SectionsEcrites(SectionsEcrites const&) = delete;
    SectionsEcrites& operator=(SectionsEcrites const&) = delete;
    void commencer(std::string_view nom);
    template <class T>
    void ajouter(std::span<T const> valeurs) {
        static_assert(std::has_unique_object_representations_v<T>, "no padding in a file");
        ecrire(std::as_bytes(valeurs));
    }
    template <class T>
    void section(std::string_view nom, std::span<T const> valeurs) {
        commencer(nom);
        ajouter(valeurs);
    }
    void section(std::string_view nom, std::string_view texte) { section(nom, std::span(texte.data(), texte.size())); }
    void finir();

private:
    struct Section {
        std::string nom;
        std::uint64_t debut = 0, taille = 0;
    };
    void ecrire(std::span<std::byte const> octets);
    void brut(std::span<std::byte const> octets);
    [[noreturn]] void refuser() const;
    std::string chemin_, provisoire_;
    std::uint64_t empreinte_;
    int descripteur_ = -1;
    std::uint64_t place_ = 0;
    std::vector<Section> sections_{};
    std::vector<std::uint64_t> sommes_{}; ///< of each piece of the file
    std::vector<std::byte> morceau_{};
};

class Sections {
public:
    /// Throws IndexRefuse. `fils`: threads that verify the sums.
    static std::shared_ptr<Sections const> ouvrir(std::string const& chemin, std::uint64_t empreinte, unsigned fils);
    Sections(Sections const&) = delete;
    Sections& operator=(Sections const&) = delete;
    ~Sections();
    template <class T>
    std::span<T const> lire(std::string_view nom) const {
        static_assert(std::has_unique_object_representations_v<T>, "no padding in a file");
        auto const octets = section(nom, sizeof(T));
        return {reinterpret_cast<T const*>(octets.data()), octets.size() / sizeof(T)};
    }
    std::string_view texte(std::string_view nom) const {
        auto const lettres = lire<char>(nom);
        return {lettres.data(), lettres.size()};
    }
    std::uint64_t taille() const { return octets_.size(); }
    [[noreturn]] void refuser(std::string_view pourquoi) const;

private:
    explicit Sections(std::string nom) : nom_{std::move(nom)} {}
    std::span<std::byte const> section(std::string_view nom, std::size_t multiple) const;
    void verifier(std::uint64_t empreinte, unsigned fils);
    std::string nom_;
    std::span<std::byte const> octets_{};
    struct Section {
        std::string nom;
        std::uint64_t debut, taille;
    };
    std::vector<Section> sections_{};
};

} // namespace rapprochement
