#include "metier/annuaire/gestion.hpp"

#include <algorithm>

namespace metier::annuaire {

using territoire::GenreDeTerritoire;
using territoire::Territoire;

Gestion::Gestion(storage::Reader& db, acces::Contexte const& cx) {
    if (!cx.peut(acces::Droit::gerer_territoire))
        return;
    tout_ = acces::perimetre(cx.role()) == acces::Perimetre::aucun;
    if (tout_)
        return;
    racine_ = db.one<std::optional<Id<Territoire>>>("select territoire_id from role_tenu where id = ?",
                                                    cx.portee().role_tenu);
    if (racine_)
        for (auto const& t : territoire::contenus(db, *racine_))
            dedans_.insert(t.id);
}

bool Gestion::tient(storage::Reader& db, territoire::Reseau const& r) const {
    if (tout_)
        return true;
    auto bassins = territoire::bassins_couverts(db, r.id);
    return !bassins.empty() && std::ranges::all_of(bassins, [&](auto const& b) { return accueille(b.id); });
}

std::vector<Territoire> Gestion::ouverts(storage::Reader& db, std::set<GenreDeTerritoire> const& genres) const {
    auto liste = territoire::territoires_ouverts(db);
    std::erase_if(liste, [&](Territoire const& t) { return !genres.contains(t.genre) || !accueille(t.id); });
    return liste;
}

std::vector<Territoire> Gestion::bassins(storage::Reader& db) const {
    return ouverts(db, {GenreDeTerritoire::bassin, GenreDeTerritoire::district});
}

std::string nom_situe(Territoire const& t, std::vector<Territoire> const& tous) {
    auto parent = std::ranges::find_if(tous, [&](Territoire const& p) { return t.parent == p.id; });
    return parent == tous.end() ? t.nom : t.nom + " (" + parent->nom + ")";
}

} // namespace metier::annuaire
