// Un jeune est du bassin de son dernier établissement : quand l'établissement change de bassin, il suit.
#include <algorithm>

#include "metier/jeunes/jeunes.hpp"
#include "metier/jeunes/saisies.hpp"

namespace metier::jeunes {
namespace {

constexpr std::size_t par_lot = 500; // bien en dessous du nombre de paramètres que les deux bases acceptent

constexpr std::string_view dernier_etablissement =
    "(select i.etablissement_id from inscription i where i.jeune_id = jeune.id and i.etablissement_id is not null "
    "order by i.annee desc, i.du desc, i.id desc limit 1)";

template <class F>
void par_lots(std::vector<Id<territoire::Etablissement>> const& ids, F faire) {
    for (std::size_t i = 0; i < ids.size(); i += par_lot) {
        std::vector<storage::Param> lot;
        for (auto j = i; j < std::min(i + par_lot, ids.size()); ++j)
            lot.push_back(storage::to_param(ids[j]));
        auto parmi = "(" + storage::placeholders(lot.size()) + ")";
        faire(" where fusionne_dans is null and id in (select jeune_id from inscription where etablissement_id in " +
                  parmi + ") and " + std::string(dernier_etablissement) + " in " + parmi,
              lot);
    }
}

} // namespace

std::int64_t dont_le_dernier_etablissement_est(Reader& db, std::vector<Id<territoire::Etablissement>> const& ids) {
    std::int64_t n = 0;
    par_lots(ids, [&](std::string const& ou, std::vector<storage::Param> const& lot) {
        n += db.one<std::int64_t>("select count(*) from jeune" + ou, lot, lot);
    });
    return n;
}

void suivre_les_etablissements(Writer& db, std::vector<Id<territoire::Etablissement>> const& ids) {
    par_lots(ids, [&](std::string const& ou, std::vector<storage::Param> const& lot) {
        db.run("update jeune set bassin_id = (select e.territoire_id from etablissement e where e.id = " +
                   std::string(dernier_etablissement) + ")" + ou,
               lot, lot);
    });
}

void changer_de_bassin(Writer& db, Id<Jeune> jeune, Id<Territoire> bassin) {
    db.run("update jeune set bassin_id = ?, version = version + 1 where id = ?", bassin, jeune);
}

std::int64_t rattaches(Reader& db, Id<territoire::Territoire> territoire) {
    return db.one<std::int64_t>("select count(*) from jeune where bassin_id = ? and fusionne_dans is null", territoire);
}

} // namespace metier::jeunes
