#pragma once
// R-11, pur : des totaux reçus sans leurs jours. Ce qu'ils disent de certain de chaque mois, et ce qu'on ne sait pas.
#include "metier/prevention/absences.hpp"

namespace metier::prevention {

/// Un total d'un élève entre deux jours.
struct TotalRecu {
    Date du{}, au{};
    int total = 0;
    std::optional<int> non_justifiees; ///< rien : le fichier ne les distingue pas
    std::string dit() const;           ///< « 30 demi-journées non justifiées du 01/09/2026 au 25/11/2026 »
};
/// « un mois au moins atteint le seuil de 4, ce total ne dit pas lequel »
std::string un_mois_au_moins(Seuils s);
/// Ce mois-là, entre tant et tant de non justifiées.
struct Bornes {
    Date mois{};
    int au_moins = 0, au_plus = 0;
};

/// Les nombres de demi-journées possibles d'un jour à un autre, bornés par tous les totaux d'un élève à la fois : deux
/// semaines du même mois s'ajoutent, octobre est ce que septembre–octobre a de plus que septembre.
class Totaux {
public:
    /// `recus` : le plus récent d'abord ; s'il en contredit un plus ancien, il l'emporte. `connus` : ses jours connus.
    Totaux(std::vector<TotalRecu> const& recus, std::vector<MoisDAbsences> const& connus, Calendrier const& c,
           JoursDeClasse const& classe);
    std::vector<Bornes> par_mois() const;
    /// Un mois au moins en a autant, même si rien ne dit lequel.
    bool un_mois_atteint(int nombre) const;
    /// Un seuil est franchi, c'est certain, dans un mois qu'on ne peut pas nommer : le total qui le dit.
    std::optional<TotalRecu> mois_inconnu(Seuils s) const;
    /// Ce que ces totaux ne permettent pas de dire de la loi, en clair ; vide : tout se dit.
    std::string indecis(Seuils s) const;

private:
    std::size_t rang(Date jour) const;
    bool borner(std::size_t de, std::size_t a, int au_plus); ///< faux : contredit ce qui est déjà su
    int& ecart(std::size_t de, std::size_t a) { return ecarts_[de * jours_.size() + a]; }
    int ecart(std::size_t de, std::size_t a) const { return ecarts_[de * jours_.size() + a]; }

    std::optional<TotalRecu> vaste(Date mois) const;

    std::vector<Date> jours_;    ///< où un total commence ou finit, et chaque premier du mois
    std::vector<int> ecarts_;    ///< au plus tant de l'un à l'autre, chacun vers chacun
    std::vector<TotalRecu> lus_; ///< ceux qui couvrent plusieurs mois, ou ne distinguent rien
};

} // namespace metier::prevention
