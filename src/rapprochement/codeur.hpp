#pragma once
// Rows of a list made straight into compact records, for files too big for one Fiche a row. A cell already met is not
// worked out again; one never met goes through the same functions as a Fiche, so that both ways agree.
#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rapprochement/codage.hpp"
#include "rapprochement/colonnes.hpp"

namespace rapprochement {

/// How the rows of a file are read. `lire` makes a Fiche of a row, some of whose cells may be empty.
struct Lecture {
    std::vector<Role> roles{};
    std::size_t cle = 0; ///< beyond the last column: the number of the line
    std::function<Fiche(std::span<std::string const>)> lire{};
    /// Other keys for the rows of these positions, in increasing order, whose key says nothing: empty, or that of a row
    /// above.
    std::function<std::vector<std::string>(std::vector<std::size_t> const&)> nommer{};
};

/// Some rows in a block, with codes of one thread's own dictionaries.
struct BlocCode {
    std::uint64_t numero = 0;
    std::vector<FicheCodee> fiches{};
    std::string cles{};
    std::vector<std::uint32_t> fins{};
    bool date_lue = false;
};

class Codeur {
public:
    explicit Codeur(Lecture const& lecture);
    void ligne(std::span<std::string_view const> cellules, std::int64_t ligne, BlocCode& bloc);
    Textes const& noms() const { return noms_; }
    Textes const& textes() const { return textes_; }
    std::vector<std::uint64_t> const& numeros() const { return numeros_; }

private:
    using Valeur = std::array<std::uint32_t, 2>;
    /// What the cells of some columns gave, by a hash of their bytes.
    class Deja {
    public:
        template <class F>
        Valeur const& valeur(std::uint64_t empreinte, F etablir);

    private:
        struct Case {
            std::uint64_t empreinte = 0;
            Valeur valeur{};
        };
        std::vector<Case> cases_ = std::vector<Case>(1 << 10);
        std::size_t prises_ = 0;
        Valeur derniere_{};
    };
    /// Columns that are read together, and what is already known of them.
    struct Groupe {
        std::vector<std::size_t> colonnes{};
        Deja deja{};
    };
    using Cellules = std::span<std::string_view const>;

    template <class F>
    Valeur valeur(Groupe& groupe, Cellules cellules, F coder);
    Fiche fiche(Groupe const& groupe, Cellules cellules) const;
    void identite(Cellules cellules, FicheCodee& f);
    std::uint32_t adresse(Cellules cellules);
    void numeros(Cellules cellules, FicheCodee& f);

    Lecture const& lecture_;
    bool tout_en_un_ = false; ///< name and first name in one column
    Groupe nom_{}, usage_{}, prenom_{}, date_{}, sexe_{}, lieu_{}, code_postal_{}, commune_{};
    std::vector<std::size_t> numero_de_rue_{}, adresse_{}, ine_{}, telephones_{}, courriels_{};
    Textes noms_{}, textes_{};
    std::vector<std::uint64_t> numeros_{};
};

} // namespace rapprochement
