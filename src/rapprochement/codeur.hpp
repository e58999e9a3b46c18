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
    using Cellules = std::span<std::string_view const>;
    /// Columns that are read together.
    enum Groupe : unsigned { nom, usage, prenom, date, sexe, lieu, code_postal, commune };
    /// Hashes of the cells of a row, by group; 0 where all are empty.
    using Empreintes = std::array<std::uint64_t, commune + 1>;

    explicit Codeur(Lecture const& lecture);
    void ligne(Cellules cellules, std::int64_t ligne, BlocCode& bloc) {
        this->ligne(cellules, annoncer(cellules), ligne, bloc);
    }
    /// The same in two steps, some rows apart: the first one asks memory for what is already known of the cells.
    Empreintes annoncer(Cellules cellules) const;
    void ligne(Cellules cellules, Empreintes const& empreintes, std::int64_t ligne, BlocCode& bloc);
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
        void annoncer(std::uint64_t empreinte) const;

    private:
        struct Case {
            std::uint64_t empreinte = 0;
            Valeur valeur{};
        };
        std::vector<Case> cases_ = std::vector<Case>(1 << 10);
        std::size_t prises_ = 0;
        Valeur derniere_{};
    };
    struct Vu {
        std::vector<std::size_t> colonnes{};
        Deja deja{};
    };

    template <class F>
    Valeur valeur(Groupe groupe, Cellules cellules, Empreintes const& empreintes, F coder);
    Fiche fiche(Groupe groupe, Cellules cellules) const;
    void identite(Cellules cellules, Empreintes const& empreintes, FicheCodee& f);
    std::uint32_t adresse(Cellules cellules);
    void numeros(Cellules cellules, FicheCodee& f);

    Lecture const& lecture_;
    bool tout_en_un_ = false; ///< name and first name in one column
    std::array<Vu, commune + 1> vus_{};
    std::vector<std::size_t> numero_de_rue_{}, adresse_{}, ine_{}, telephones_{}, courriels_{};
    Textes noms_{}, textes_{};
    std::vector<std::uint64_t> numeros_{};
};

} // namespace rapprochement
