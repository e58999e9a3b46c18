#pragma once
// From a pattern to a weight: tables of whole numbers, rarity of names, and the other explanation of a resemblance,
// that the two records are twins or siblings.
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "rapprochement/codage.hpp"
#include "rapprochement/frequences.hpp"
#include "rapprochement/modele.hpp"
#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

struct Note {
    std::array<int, nombre_de_champs> champs{};
    int a_priori = 0;
    int correction = 0;
    int total = 0;
};

class Notation {
public:
    struct Famille;
    /// Rarity of each name, and what it changes level by level.
    struct Raretes {
        std::vector<std::int16_t> de{};                      ///< tenths of bits, by code
        std::array<std::int16_t, niveaux_max> d_une_faute{}; ///< what a near agreement takes off
        std::int16_t presque_inconnu = 0;                    ///< from this rarity on, the name may be a mere slip
        Cohortes cohortes{};                                 ///< of first names
        int correction(std::uint32_t a, std::uint32_t b, unsigned niveau) const;
    };
    /// Those of the names of the dictionary above `connus`; the others are left for whoever knows them.
    static Raretes raretes(Modele const& modele, Champ champ, Codes const& codes, Frequences::Tables::Table const& f,
                           std::uint32_t connus = 0);
    /// Tables of the dictionary's names are filled at once; `frequences` may be null.
    Notation(Modele const& modele, Codes const& codes, Frequences const* frequences);
    Notation(Modele const& modele, Raretes noms, Raretes prenoms);
    /// Another model with the same u: names are as rare as they were.
    Notation(Notation const& autre, Modele const& modele);
    Modele const& modele() const { return modele_; }
    Note noter(FicheCodee const& a, FicheCodee const& b, Motif motif) const;
    /// The total alone; below `plancher`, any lower value will do.
    int total(FicheCodee const& a, FicheCodee const& b, Motif motif, int plancher) const;
    /// Odds against « same person »: strangers; twins, were they as many as the true pairs.
    struct Rivales {
        double inconnus, jumeaux;
    };
    /// Nothing where the first names confirm each other.
    std::optional<Rivales> rivales(FicheCodee const& a, FicheCodee const& b, Motif motif) const;
    Garde garde(Motif motif) const;
    /// The same for files linked by themselves: what they do not show to happen is for a person to judge.
    Garde garde_apprise(Motif motif) const;

private:
    /// Bits for « same person » against a family tie, level by level.
    struct Parente {
        std::array<std::array<double, niveaux_max>, nombre_de_champs> bits{};
        std::array<std::array<bool, niveaux_max>, nombre_de_champs> possible{};
        double part = 0;
        /// Odds against « same person », where the tie is as frequent as it; 0 when it is impossible.
        double contre(Motif motif, double bits_du_prenom) const;
    };
    static Parente parente(Famille const& famille, Modele const& modele);
    static Raretes raretes_des_prenoms(Modele const& modele, Codes const& codes, Frequences::Tables const& f);
    int rarete_du_prenom(FicheCodee const& a, FicheCodee const& b, Motif motif) const;
    int avec_les_familles(Motif motif, int dixiemes, int rarete_du_prenom) const;
    void peser(Modele const& modele);
    std::array<std::array<int, niveaux_max>, nombre_de_champs> poids_{};
    int a_priori_ = 0, lieux_ensemble_ = 0;
    Modele modele_;
    std::array<Parente, 2> parentes_{};
    bool nom_et_prenom_rares_ = false, nom_et_date_rares_ = false, prenom_et_date_rares_ = false;
    bool nom_fixe_ = false, prenom_fixe_ = false, date_fixe_ = false; ///< the files do not show that this changes
    std::shared_ptr<Raretes const> noms_, prenoms_;
};

constexpr double part_du_meme_sexe = 0.64; ///< of pairs of twins

/// Bits for « same person » against « twins » where a true pair and a pair of twins are as many; nothing when the
/// first names confirm each other.
std::optional<double> contre_des_jumeaux(Modele const& modele, Motif motif);

/// Pairs that no weight may link without a person.
constexpr bool relecture_obligatoire(Garde g) {
    return g == Garde::ine_partage || g == Garde::prenom_absent || g == Garde::peu_de_fiches;
}

} // namespace rapprochement
