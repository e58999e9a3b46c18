#include "metier/conservation/termes.hpp"

#include <algorithm>

namespace metier::conservation {

Date terme(Date dernier_fait, Durees const& d) { return base::plus_mois(dernier_fait, d.dossier); }

bool s_annonce(Date dernier_fait, Date jour, Durees const& d) {
    return terme(dernier_fait, d) <= base::plus_jours(jour, d.annonce);
}

Date purgeable_le(Date terme, Date annoncee_le, Durees const& d) {
    return std::max(terme, base::plus_jours(annoncee_le, d.annonce));
}

Date dernier_fait_au_plus(Date jour, Durees const& d) {
    auto limite = base::plus_mois(base::plus_jours(jour, d.annonce), -d.dossier);
    // Fin de mois : le 31 mars moins un mois, c'est le 28 février, mais le 28 février plus un mois, le 28 mars.
    while (s_annonce(base::plus_jours(limite, 1), jour, d))
        limite = base::plus_jours(limite, 1);
    return limite;
}

} // namespace metier::conservation
