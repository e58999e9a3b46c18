#include "metier/prevention/totaux.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::prevention {

using territoire::bit, territoire::premier_du_mois;

namespace {

Date lendemain(Date jour) { return base::plus_jours(jour, 1); }

/// Celles que l'on connaît jour par jour, de `du` à la veille de `au`, dans un même mois.
int connues(std::vector<MoisDAbsences> const& mois, Date du, Date au, Calendrier const& c) {
    for (auto const& m : mois) {
        if (m.mois != premier_du_mois(du))
            continue;
        Masque jours = 0;
        for (auto jour = du; jour < au; jour = lendemain(jour))
            jours |= bit(jour, Moment::matin) | bit(jour, Moment::apres_midi);
        return non_justifiees(m, jours & c.ouvertes(m.mois));
    }
    return 0;
}

std::vector<Date> charnieres(std::vector<TotalRecu> const& recus) {
    std::vector<Date> jours;
    for (auto const& t : recus) {
        jours.push_back(t.du);
        jours.push_back(lendemain(t.au));
    }
    if (jours.empty())
        return jours;
    auto [premier, dernier] = std::ranges::minmax(jours);
    for (auto m = premier_du_mois(premier); m < dernier; m = base::plus_mois(m, 1)) {
        jours.push_back(m);
        jours.push_back(base::plus_mois(m, 1));
    }
    std::ranges::sort(jours);
    jours.erase(std::ranges::unique(jours).begin(), jours.end());
    return jours;
}

} // namespace

Totaux::Totaux(std::vector<TotalRecu> const& recus, std::vector<MoisDAbsences> const& connus, Calendrier const& c,
               JoursDeClasse const& classe)
    : jours_{charnieres(recus)}, ecarts_(jours_.size() * jours_.size()) {
    // D'un jour à l'autre : au moins ce qu'on connaît, au plus ce que la classe permet là où un total le couvre.
    for (std::size_t i = 0; i + 1 < jours_.size(); ++i) {
        auto vues = connues(connus, jours_[i], jours_[i + 1], c);
        bool couvert = std::ranges::any_of(
            recus, [&](auto const& t) { return t.du <= jours_[i] && jours_[i + 1] <= lendemain(t.au); });
        auto permises = couvert ? classe.demi_journees(jours_[i], base::plus_jours(jours_[i + 1], -1)) : 0;
        for (std::size_t de = 0; de <= i; ++de) {
            ecart(de, i + 1) = ecart(de, i) + std::max(vues, permises);
            ecart(i + 1, de) = ecart(i, de) - vues;
        }
    }
    for (auto const& t : recus) {
        auto du = rang(t.du), au = rang(lendemain(t.au));
        auto n = std::min(t.non_justifiees.value_or(t.total), classe.demi_journees(t.du, t.au));
        if (premier_du_mois(t.du) != premier_du_mois(t.au) || !t.non_justifiees)
            lus_.push_back(t);
        if (!t.non_justifiees) {
            borner(du, au, n);
        } else if (n <= ecart(du, au) && -n <= ecart(au, du)) {
            borner(du, au, n);
            borner(au, du, -n);
        }
    }
}

std::size_t Totaux::rang(Date jour) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(jours_, jour) - jours_.begin());
}

bool Totaux::borner(std::size_t de, std::size_t a, int au_plus) {
    if (au_plus + ecart(a, de) < 0)
        return false;
    for (std::size_t i = 0; i < jours_.size(); ++i)
        for (std::size_t j = 0; j < jours_.size(); ++j)
            ecart(i, j) = std::min(ecart(i, j), ecart(i, de) + au_plus + ecart(a, j));
    return true;
}

std::vector<Bornes> Totaux::par_mois() const {
    std::vector<Bornes> mois;
    for (auto jour : jours_)
        if (jour == premier_du_mois(jour) && jour != jours_.back()) {
            auto du = rang(jour), au = rang(base::plus_mois(jour, 1));
            mois.push_back({jour, -ecart(au, du), ecart(du, au)});
        }
    return mois;
}

bool Totaux::un_mois_atteint(int nombre) const {
    auto moins = *this;
    return std::ranges::any_of(par_mois(), [&](auto const& m) {
        return !moins.borner(rang(m.mois), rang(base::plus_mois(m.mois, 1)), nombre - 1);
    });
}

std::optional<TotalRecu> Totaux::vaste(Date mois) const {
    auto t = std::ranges::find_if(lus_, [&](auto const& x) { return x.du < base::plus_mois(mois, 1) && mois <= x.au; });
    return t == lus_.end() ? std::nullopt : std::optional{*t};
}

std::optional<TotalRecu> Totaux::mois_inconnu(Seuils s) const {
    auto mois = par_mois();
    bool un_connu = std::ranges::any_of(mois, [&](auto const& m) { return m.au_moins >= s.vigilance; });
    if (un_connu || !un_mois_atteint(s.vigilance))
        return std::nullopt;
    for (auto const& m : mois)
        if (auto t = vaste(m.mois); t && t->non_justifiees && m.au_plus >= s.vigilance)
            return t;
    return std::nullopt;
}

std::string TotalRecu::dit() const {
    auto periode = " du " + base::affiche(du) + " au " + base::affiche(au);
    return non_justifiees
               ? base::pluriel(*non_justifiees, "demi-journée non justifiée", "demi-journées non justifiées") + periode
               : base::pluriel(total, "demi-journée d’absence", "demi-journées d’absence") + periode;
}

std::string Totaux::indecis(Seuils s) const {
    if (auto t = mois_inconnu(s))
        return t->dit() + " : " + un_mois_au_moins(s);
    for (auto const& m : par_mois()) {
        auto t = vaste(m.mois);
        if (!t || niveau(m.au_moins, s) == niveau(m.au_plus, s))
            continue;
        if (!t->non_justifiees)
            return t->dit() + ", sans que le fichier dise combien ne sont pas justifiées";
        return t->dit() + ", dont entre " + std::to_string(m.au_moins) + " et " + std::to_string(m.au_plus) + " en " +
               mois_affiche(m.mois) + " : ce total ne dit pas combien";
    }
    return {};
}

std::string un_mois_au_moins(Seuils s) {
    return "un mois au moins atteint le seuil de " + std::to_string(s.vigilance) + ", ce total ne dit pas lequel";
}

} // namespace metier::prevention
