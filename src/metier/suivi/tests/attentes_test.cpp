// Ce que le suivi met à l'ordre du jour d'une réunion.
#include "metier/agenda/attentes.hpp"

#include <algorithm>

#include "metier/suivi/tests/cas.hpp"

using namespace essais;
using metier::agenda::Attente;
using metier::agenda::Urgence;

namespace {

struct Attentes : testing::TestWithParam<std::string> {
    Attentes() { suivi::attentes(table); }
    std::vector<Attente> pour(Id<acces::Agent> qui, acces::Condition terrain = {}) {
        return d.lire([&](storage::Reader& db) {
            return table.de(db,
                            {.portee = d.portee(qui), .jusqu_au = base::plus_jours(d.jour(), 10), .terrain = terrain});
        });
    }
    static std::vector<Attente> de(std::vector<Attente> liste, Id<jeunes::Jeune> jeune) {
        std::erase_if(liste, [&](auto const& a) { return a.jeune != jeune; });
        return liste;
    }
    suivi::Auteur awa() { return {d.awa, d.horloge.instant()}; }
    Distribution d{GetParam()};
    metier::agenda::Attentes table;
};

TEST_P(Attentes, un_droit_au_retour_et_une_convocation_au_terme_sont_des_delais_legaux) {
    auto lina = un_jeune().au(d.zola).en_psad(2026y / 9 / 1).cree(d),
         sami = un_jeune().au(d.zola).en_psad(2026y / 9 / 1).cree(d);
    d.ecrire([&](storage::Writer& db) {
        suivi::demander_retour(db, awa(), lina, d.jour(), {});
        suivi::convoquer(db, awa(), sami, 2026y / 9 / 10); // terme le 10 novembre, avant la réunion suivante
    });
    auto retour = de(pour(d.awa), lina), convocation = de(pour(d.awa), sami);
    ASSERT_FALSE(retour.empty());
    EXPECT_EQ(retour.front().urgence, Urgence::terme_legal);
    EXPECT_EQ(retour.front().raison, "Droit au retour demandé le 05/10/2026 : entretien dû le 20/10/2026");
    ASSERT_FALSE(convocation.empty());
    EXPECT_EQ(convocation.front().date, Date{2026y / 11 / 10});
    EXPECT_TRUE(pour(d.ines).empty()); // un autre bassin
}

TEST_P(Attentes, le_terrain_ne_garde_que_les_siens) {
    auto lina = un_jeune().au(d.zola).cree(d);
    d.ecrire([&](storage::Writer& db) { suivi::demander_retour(db, awa(), lina, d.jour(), {}); });
    acces::Condition curie{"exists (select 1 from inscription ti where ti.jeune_id = j.id and ti.etablissement_id = ?)",
                           {storage::to_param(d.curie)}};
    EXPECT_TRUE(de(pour(d.awa, curie), lina).empty());
    curie.p = {storage::to_param(d.zola)};
    EXPECT_EQ(de(pour(d.awa, curie), lina).size(), 1u);
}

TEST_P(Attentes, un_silence_se_dit_avec_sa_date_et_une_exemption_qui_finit_reste_a_l_equipe) {
    auto lina = un_jeune().ne_le(2009y / 3 / 4).au(d.zola, 2025, 2026y / 6 / 30).en_psad(2026y / 7 / 1).cree(d);
    d.ecrire([&](storage::Writer& db) {
        jeunes::noter_exemption(db, lina, {2026y / 9 / 1, 2026y / 10 / 20, "médecin scolaire", {}});
    });
    auto liste = de(pour(d.awa), lina);
    auto exemption = std::ranges::find(liste, Urgence::a_decider, &Attente::urgence);
    ASSERT_NE(exemption, liste.end());
    EXPECT_EQ(exemption->visibilite, acces::Visibilite::equipe);
    EXPECT_TRUE(std::ranges::any_of(liste, [](auto const& a) { return a.urgence == Urgence::silence; }));
}

INSTANTIATE_TEST_SUITE_P(Bases, Attentes, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
