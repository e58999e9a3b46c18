// The figures of a whole académie: every indicator and breakdown, masked, from the dated facts. SQLite, and PostgreSQL
// when RACCROCHE_PG gives its address. 30 000 presumed leavers among 500 000 pupils, half of them verified.
//   cmake --preset bench && ninja -C construction/bench mesure_pilotage_indicateurs
//   (source outils/pg.sh; pg_demarrer; construction/bench/mesure_pilotage_indicateurs; pg_arreter)
#include <algorithm>
#include <chrono>
#include <cstdio>

#include "metier/pilotage/pilotage.hpp"
#include "tests/bases.hpp"

namespace {

using namespace metier;
using storage::to_param;

constexpr int inscrits = 500'000, presumes = 30'000, bassins = 20, etablissements = 200;

void peupler(storage::Writer& db) {
    db.run("insert into territoire (id, genre, code, nom, cle_tri) values (1, 'academie', 'A', 'Académie', 'a')");
    db.run("insert into territoire_contient values (1, 1)");
    for (int b = 2; b < 2 + bassins; ++b) {
        db.run("insert into territoire (id, genre, code, nom, parent_id, cle_tri) values (?, 'bassin', ?, ?, 1, ?)", b,
               std::to_string(b), "Bassin " + std::to_string(b), std::to_string(b));
        db.run("insert into territoire_contient values (?, ?), (1, ?)", b, b, b);
    }
    for (int e = 1; e <= etablissements; ++e)
        db.run("insert into etablissement (id, uai, nom, genre, territoire_id, cle_tri) values (?, ?, ?, 'lp', ?, ?)",
               e, std::to_string(e), "Lycée " + std::to_string(e), 2 + e % bassins, std::to_string(e));
    std::vector<int> ids(inscrits), verifies(presumes / 2), joints(presumes / 6);
    for (int i = 0; i < inscrits; ++i)
        ids[static_cast<std::size_t>(i)] = i + 1;
    std::copy_n(ids.begin(), verifies.size(), verifies.begin());
    std::copy_n(ids.begin(), joints.size(), joints.begin());
    db.bulk("jeune", {"id", "nom", "prenom", "sexe", "naissance", "bassin_id", "cree_le", "cle_tri"}, ids, [](int i) {
        return std::vector{to_param(i),
                           to_param(std::string("NOM")),
                           to_param(std::string("Prénom")),
                           to_param(std::string(i % 2 ? "F" : "M")),
                           to_param(std::string("2009-01-01")),
                           to_param(2 + i % bassins),
                           to_param(Instant{}),
                           to_param(std::to_string(i))};
    });
    db.run("insert into campagne (id, nom, annee, territoire_id, observation, creee_le, calcul, calcul_fini) values "
           "(1, 'Rentrée 2026', 2026, 1, '2026-10-05', ?, 1, 1)",
           Instant{});
    db.bulk("campagne_jeune",
            {"campagne_id", "jeune_id", "calcul", "caisse", "motif", "nom", "prenom", "naissance", "sexe",
             "territoire_id", "etablissement_id", "classe", "cle_tri"},
            ids, [](int i) {
                auto caisse = i <= presumes ? "presume" : i % 5 ? "inscrit" : "diplome";
                auto naissance = std::to_string(2002 + i % 9) + "-03-04";
                return std::vector{to_param(1),
                                   to_param(i),
                                   to_param(1),
                                   to_param(std::string(caisse)),
                                   to_param(std::string("n’est sur aucune liste de cette année")),
                                   to_param(std::string("NOM")),
                                   to_param(std::string("Prénom")),
                                   to_param(naissance),
                                   to_param(std::string(i % 2 ? "F" : "M")),
                                   to_param(2 + i % bassins),
                                   to_param(1 + i % etablissements),
                                   to_param("C" + std::to_string(i % 900)),
                                   to_param(std::to_string(i))};
            });
    static constexpr char const* resultats[] = {"inscrit_ailleurs", "confirme", "en_emploi", "confirme", "injoignable"};
    db.bulk("verification", {"campagne_id", "jeune_id", "resultat", "preuve", "jour", "depuis", "faite_le"}, verifies,
            [](int i) {
                return std::vector{to_param(1),
                                   to_param(i),
                                   to_param(std::string(resultats[i % 5])),
                                   to_param(std::string("famille")),
                                   to_param(std::string("2026-10-06")),
                                   to_param(std::string("2026-10-06")),
                                   to_param(Instant{})};
            });
    db.bulk("contact", {"jeune_id", "le", "canal", "qui", "resultat", "cree_le"}, joints, [](int i) {
        return std::vector{to_param(i),
                           to_param(std::string("2026-10-12")),
                           to_param(std::string("telephone")),
                           to_param(std::string("jeune")),
                           to_param(std::string("joint")),
                           to_param(Instant{})};
    });
}

void mesurer(std::string const& genre) {
    essais::BaseDEssai base{genre};
    {
        storage::Transaction tx{*base};
        peupler(tx.writer());
        tx.commit();
    }
    base->write().connection().script("analyze");
    auto lease = base->read();
    auto db = lease.reader();
    auto campagne = *reperage::trouver_campagne_sans_portee(db, Id<reperage::Campagne>{1});
    std::vector<double> durees;
    std::int64_t requetes = 0;
    for (int fois = 0; fois < 11; ++fois) {
        auto avant = db.queries();
        auto t = std::chrono::steady_clock::now();
        auto releve =
            pilotage::relever(db, campagne, {{{Id<territoire::Territoire>{1}}, {}}, "Académie"}, Date{2026y / 11 / 1});
        auto lu = std::chrono::steady_clock::now();
        auto bilan = pilotage::etablir(releve);
        auto fin = std::chrono::steady_clock::now();
        durees.push_back(std::chrono::duration<double, std::milli>(fin - t).count());
        requetes = db.queries() - avant;
        if (fois == 10)
            std::printf("%-10s faits %.0f ms, calcul %.0f ms, %zu présumés\n", genre.c_str(),
                        std::chrono::duration<double, std::milli>(lu - t).count(),
                        std::chrono::duration<double, std::milli>(fin - lu).count(), releve.faits.size());
    }
    std::ranges::sort(durees);
    std::printf("%-10s médiane %.0f ms, pire %.0f ms, %lld requêtes\n", genre.c_str(), durees[5], durees.back(),
                static_cast<long long>(requetes));
}

} // namespace

int main() {
    for (auto const& genre : essais::BaseDEssai::genres())
        mesurer(genre);
}
