#include "metier/reperage/revoir.hpp"

#include <algorithm>

#include "base/secret.hpp"

namespace metier::reperage {
namespace {

constexpr int par_transaction = 2'000; // quelques millisecondes : une page n'attend pas

/// Répète `une_part`, chacune dans sa transaction, jusqu'à ce qu'elle n'ait plus rien à faire.
template <class F>
void par_parts(storage::Database& base, F une_part) {
    for (bool encore = true; encore;) {
        storage::Transaction tx{base};
        encore = une_part(tx.writer()) > 0;
        tx.commit();
    }
}

} // namespace

void repartir_les_changements(storage::Database& base) {
    par_parts(base, [&](Writer& db) {
        if (db.connection().engine() == storage::Engine::postgresql) // deux calculs à la fois se suivent ici
            db.connection().script("select pg_advisory_xact_lock(7209128)");
        // Pris d'abord : ce qui s'écrit pendant ce temps n'est ni réparti ni effacé.
        auto pris = db.run("update changement set pris = 1 where jeune_id in (select jeune_id from changement order by "
                           "jeune_id limit ?)",
                           par_transaction);
        db.run("insert into campagne_a_revoir (campagne_id, jeune_id) select c.id, x.jeune_id from (select distinct "
               "jeune_id from changement where pris = 1) x cross join campagne c where c.close_le is null and c.calcul "
               "> 0 on conflict (campagne_id, jeune_id) do update set pris = 0");
        db.run("delete from changement where pris = 1");
        return pris;
    });
}

std::vector<std::int64_t> a_revoir(storage::Database& base, Campagne const& c) {
    std::vector<std::int64_t> tous;
    par_parts(base, [&](Writer& db) {
        auto pris = db.all<std::int64_t>(
            "update campagne_a_revoir set pris = ? where campagne_id = ? and jeune_id in (select jeune_id from "
            "campagne_a_revoir where campagne_id = ? and jeune_id > ? order by jeune_id limit ?) returning jeune_id",
            c.calcul, c.id, c.id, tous.empty() ? std::int64_t{0} : tous.back(), par_transaction);
        std::ranges::sort(pris);
        tous.insert(tous.end(), pris.begin(), pris.end());
        return pris.size();
    });
    return tous;
}

void oublier_les_revus(storage::Database& base, Campagne const& c) {
    par_parts(base, [&](Writer& db) {
        return db.run("delete from campagne_a_revoir where campagne_id = ? and jeune_id in (select jeune_id from "
                      "campagne_a_revoir where campagne_id = ? and pris = ? order by jeune_id limit ?) and pris = ?",
                      c.id, c.id, c.calcul, par_transaction, c.calcul);
    });
}

std::string empreinte_des_regles(Reader& db, Campagne const& c, ReglesDeCampagne const& r) {
    auto texte = std::to_string(version_des_regles) + "|" + std::to_string(c.annee.debut) + "|" +
                 base::iso(c.observation) + "|" + std::to_string(r.decrochage.age_minimal) + "|" +
                 std::to_string(r.decrochage.locale_compte_les_caps) + "|";
    db.each<std::int64_t>(
        "select descendant_id from territoire_contient where ancetre_id = ? order by descendant_id",
        [&](std::int64_t id) { texte += std::to_string(id) + " "; }, c.territoire);
    return base::sha256(texte);
}

} // namespace metier::reperage
