#pragma once
// Ce que demande une saisie de recherche, et les autres façons de la comprendre. Pur : ni base, ni horloge.
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/codes.hpp"
#include "base/date.hpp"

namespace metier::jeunes {

using Mots = std::vector<std::string>;

/// « diallo 2009 », « Hugo DIALLO 04/03/2009 », « MARTIN L. », « Lina née le 12 mars 2009 », « 012345678KC ».
struct Question {
    Mots mots; ///< normalisés ; d'une lettre : une initiale
    std::optional<Date> naissance;
    std::optional<int> annee;
    std::optional<base::Ine> ine;
    bool vide() const { return mots.empty() && !naissance && !annee && !ine; }
};
Question lire_question(std::string_view saisie);

inline bool est_initiale(std::string const& mot) { return mot.size() == 1; }

/// Mots dont les autres lectures ont besoin : deux mots accolés, un mot coupé en deux (« LEGOFF », « JEANPIERRE »).
Mots morceaux(Mots const& mots);
/// Les mêmes mots, accolés ou coupés autrement ; seulement en mots portés par quelqu'un.
std::vector<Mots> recoupes(Mots const& mots, std::set<std::string> const& portes);
/// Sans civilités ni particules, s'il reste un nom.
std::optional<Mots> sans_petits_mots(Mots const& mots);

} // namespace metier::jeunes
