// Quality on data with a known truth, without any setting.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "rapprochement/rapprochement.hpp"
#include "rapprochement/tests/jeux.hpp"

using namespace rapprochement;

TEST(Qualite, febrl4_est_lie_un_a_un_presque_sans_faute) {
    auto const a = jeux::fiches("febrl4/a.csv"), b = jeux::fiches("febrl4/b.csv");
    ASSERT_EQ(a.size(), 5000U);
    std::set<std::pair<std::string, std::string>> vrais;
    for (auto const& ligne : jeux::lire("febrl4/truth.csv"))
        vrais.emplace(ligne[0], ligne[1]);
    vrais.erase({"id_a", "id_b"});
    auto const r = lier(a, b);
    std::size_t justes = 0;
    for (auto const& p : r.liens)
        justes += vrais.contains({a[p.a].id, b[p.b].id});
    auto const q = jeux::qualite(justes, r.liens.size(), vrais.size());
    std::printf("febrl4 : liens %zu, justes %zu, douteux %zu, F1 %.5f, faux attendus %.1f, manqués attendus %.1f\n",
                r.liens.size(), justes, r.douteux.size(), q.f1(), r.faux_attendus, r.manques_attendus);
    EXPECT_GE(q.f1(), 0.9998);
}

TEST(Qualite, rldata500_est_dedoublonne) {
    auto const fiches = jeux::fiches("rldata500/records.csv");
    ASSERT_EQ(fiches.size(), 500U);
    std::map<std::string, std::string> personne;
    for (auto const& ligne : jeux::lire("rldata500/truth.csv"))
        personne[ligne[0]] = ligne[1];
    auto const r = dedoublonner(fiches);
    std::size_t justes = 0, trouves = 0;
    for (auto const& groupe : r.groupes)
        for (std::size_t i = 0; i < groupe.size(); ++i)
            for (std::size_t j = i + 1; j < groupe.size(); ++j) {
                ++trouves;
                justes += personne[fiches[groupe[i]].id] == personne[fiches[groupe[j]].id];
            }
    auto const q = jeux::qualite(justes, trouves, 50);
    std::printf("rldata500 : paires %zu, justes %zu, douteux %zu, F1 %.4f\n", trouves, justes, r.douteux.size(),
                q.f1());
    EXPECT_GE(q.f1(), 0.95);
}
