// Une base d'avant : ce que ses échéances disaient d'un entretien privé, et qui les tenait.
#include <gtest/gtest.h>

#include <algorithm>

#include "storage/migrations.hpp"
#include "tests/bases.hpp"

namespace essais {
namespace {

class BaseDAvant : public testing::TestWithParam<std::string> {
protected:
    BaseDAvant() {
        auto toutes = storage::migrations();
        auto fin = std::ranges::find_if(toutes, [](auto const& m) { return m.name.starts_with("0042"); });
        storage::migrate(*base, Instant{}, toutes.first(static_cast<std::size_t>(fin - toutes.begin())));
    }
    void executer(std::string const& sql) {
        storage::Transaction tx{*base};
        tx.writer().run(sql);
        tx.commit();
    }
    template <class T>
    T un(std::string const& sql) {
        auto pret = base->read();
        return pret.reader().one<T>(sql);
    }
    void un_entretien(int id, std::string const& visibilite) {
        auto n = std::to_string(id);
        executer("insert into entretien (id, jeune_id, genre, jour, objet, visibilite, visibilite_analyse, agent_id, "
                 "cree_le, modifie_le) values (" +
                 n + ", 1, 'situation', '2026-10-05', 'Objet " + n + "', '" + visibilite +
                 "', 'privee', 1, '2026-10-05T08:00:00Z', '2026-10-05T08:00:00Z')");
        executer("insert into echeance (jeune_id, agent_id, genre, objet, pour_le, origine, creee_le) values (1, 2, "
                 "'suite_entretien', 'Suite de l’entretien : Objet " +
                 n + "', '2026-10-09', 'entretien/" + n + "', '2026-10-05T08:00:00Z')");
    }
    BaseDEssai base{GetParam(), false};
};

TEST_P(BaseDAvant, la_suite_d_un_entretien_prive_revient_a_son_auteur_et_n_est_lue_que_de_lui) {
    executer("insert into jeune (id, nom, prenom, cree_le, cle_tri) values (1, 'BERNARD', 'Lina', "
             "'2026-09-01T08:00:00Z', 'BERNARD')");
    for (auto id : {"1", "2"})
        executer(std::string("insert into agent (id, courriel, nom, prenom, mot_de_passe, cree_le, cle_tri) values (") +
                 id + ", 'a" + id + "', 'A', 'B', '', '2026-09-01T08:00:00Z', 'A')");
    executer("insert into role_tenu (agent_id, role, du, cree_le) values (2, 'coordonnateur', '2026-09-01', "
             "'2026-09-01T08:00:00Z')");
    un_entretien(1, "privee");
    un_entretien(2, "equipe");
    storage::migrate(*base, Instant{});
    auto de = [](int n) { return " from echeance where origine = 'entretien/" + std::to_string(n) + "'"; };
    EXPECT_EQ(un<std::string>("select visibilite" + de(1)), "privee");
    EXPECT_EQ(un<std::int64_t>("select agent_id" + de(1)), 1);
    EXPECT_EQ(un<std::string>("select visibilite" + de(2)), "equipe");
    EXPECT_EQ(un<std::int64_t>("select agent_id" + de(2)), 2) << "le coordonnateur la lit : elle reste à lui";
    EXPECT_EQ(un<std::int64_t>("select count(*) from echange"), 2);
}

INSTANTIATE_TEST_SUITE_P(Bases, BaseDAvant, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
} // namespace essais
