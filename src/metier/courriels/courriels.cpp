#include "metier/courriels/courriels.hpp"

#include <algorithm>
#include <array>

namespace metier::courriels {

Instant heure_permise(Instant instant, int premiere_heure, int derniere_heure) {
    auto ici = base::a_paris(instant);
    auto heure = ici.heure;
    if (heure >= premiere_heure && heure < derniere_heure)
        return instant;
    auto jour = heure < premiere_heure ? ici.jour : base::plus_jours(ici.jour, 1);
    return base::depuis_paris(jour, premiere_heure, 0);
}

std::chrono::minutes attente(std::int64_t essais) {
    constexpr std::array minutes{1, 5, 15, 60, 240};
    auto rang = std::clamp<std::int64_t>(essais - 1, 0, std::ssize(minutes) - 1);
    return std::chrono::minutes{minutes[static_cast<std::size_t>(rang)]};
}

} // namespace metier::courriels
