#pragma once
// First names come and go: what sex and years of birth change to how common each of them is.
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "rapprochement/codage.hpp"

namespace rapprochement {

class Cohortes {
public:
    /// Counts the first names of these records that enough of them bear; `parts`: files that say the same people.
    static Cohortes compter(std::span<std::span<FicheCodee const> const> cotes, std::span<std::uint32_t const> porteurs,
                            double parts);
    /// The same in a dictionary of so many names, where `code_la` gives the code of each; 0 when it is not there.
    template <class F>
    Cohortes dans(std::size_t taille, F code_la) const {
        Cohortes c = *this;
        c.places_.assign(taille, 0);
        for (std::uint32_t k = 1; k < places_.size(); ++k)
            if (places_[k])
                if (auto const la = code_la(k); la && la < taille)
                    c.places_[la] = places_[k];
        return c;
    }
    bool vide() const { return ecarts_.empty(); }
    /// Tenths of bits by which bearing this first name is more common among people of that sex (0: not known) and year
    /// of birth (0: not known) than among all.
    int ecart(std::uint32_t prenom, unsigned sexe, unsigned annee) const {
        if (ecarts_.empty())
            return 0;
        auto const place = prenom < places_.size() ? places_[prenom] : 0U;
        if (place == 0) // so few bear it that nearly all are of one sex
            return rares_[sexe];
        auto const generation = annee < debut_ || annee >= debut_ + generations_ * annees_par_generation
                                    ? generations_
                                    : (annee - debut_) / annees_par_generation;
        return ecarts_[((place - 1U) * sexes + sexe) * (generations_ + 1) + generation];
    }

private:
    static constexpr unsigned annees_par_generation = 5, sexes = 3;
    unsigned debut_ = 0, generations_ = 0;
    std::vector<std::uint16_t> places_{}; ///< by code; 0: too few bear it
    std::vector<std::int8_t> ecarts_{};   ///< by place, sex, generation, the last one for all years
    std::array<std::int8_t, sexes> rares_{};
};

} // namespace rapprochement
