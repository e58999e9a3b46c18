// Une solution saisie par erreur n'a jamais eu lieu : elle s'annule avec son motif, et rend tout ce qu'elle avait
// changé.
#include "metier/suivi/tests/cas.hpp"

using namespace essais;
using namespace metier::suivi;
namespace agenda = metier::agenda;

namespace {

class SaisieParErreur : public testing::TestWithParam<std::string> {
protected:
    SaisieParErreur() {
        d.ecrire([&](Writer& db) {
            jeunes::noter_situation(db, j, situation(jeunes::GenreSituation::sans_solution, 2026y / 7 / 1));
            convoquer(db, awa(), j, 2026y / 9 / 14);
        });
    }
    Auteur awa() { return {d.awa, d.horloge.instant()}; }
    static jeunes::Situation situation(jeunes::GenreSituation genre, Date du) {
        return {.genre = genre, .du = du, .au = {}, .structure = "", .fondement = jeunes::Fondement::declaration};
    }
    Id<Solution> active(Code code, Date effet) {
        return d.ecrire([&](Writer& db) {
            Solution s;
            s.jeune = j, s.code = code, s.proposee_le = effet;
            auto id = proposer_solution(db, awa(), s);
            activer(db, awa(), id, 1, effet, jeunes::Fondement::declaration, {});
            return id;
        });
    }
    void annuler(Id<Solution> id) {
        d.ecrire([&](Writer& db) {
            annuler_solution(db, awa(), id, db.one<std::int64_t>("select version from solution where id = ?", id),
                             "homonyme");
        });
    }
    std::optional<jeunes::SituationVue> ou_en_est(Date jour) {
        return d.lire([&](Reader& db) { return jeunes::situation_au(db, j, jour); });
    }
    std::vector<agenda::Echeance> a_faire(std::string_view genre) {
        auto toutes = d.lire([&](Reader& db) { return agenda::du_jeune(db, j); });
        std::erase_if(toutes, [&](auto const& e) { return e.genre != genre; });
        return toutes;
    }
    Solution lue(Id<Solution> id) {
        return d.lire([&](Reader& db) { return metier::suivi::solution(db, d.portee(d.awa), id)->solution; });
    }
    Distribution d{GetParam()};
    Id<jeunes::Jeune> j = un_jeune().ne_le(2009y / 5 / 20).au(d.zola, 2025).en_psad(2026y / 7 / 1).cree(d);
};

TEST_P(SaisieParErreur, rend_la_situation_la_convocation_et_n_a_plus_de_suivis) {
    EXPECT_EQ(a_faire(genre_transmission).size(), 1u);
    auto s = active(Code::apprentissage_signe, 2026y / 9 / 21);
    EXPECT_EQ(ou_en_est(d.jour())->situation.genre, jeunes::GenreSituation::apprenti);
    EXPECT_EQ(a_faire(genre_suivi).size(), 2u);
    EXPECT_TRUE(a_faire(genre_transmission).empty());
    annuler(s);
    auto avant = ou_en_est(d.jour());
    ASSERT_TRUE(avant);
    EXPECT_EQ(avant->situation.genre, jeunes::GenreSituation::sans_solution);
    EXPECT_EQ(avant->situation.du, Date{2026y / 7 / 1});
    EXPECT_FALSE(avant->situation.au);
    EXPECT_TRUE(a_faire(genre_suivi).empty());
    ASSERT_EQ(a_faire(genre_transmission).size(), 1u);
    EXPECT_EQ(a_faire(genre_transmission).front().pour_le, Date{2026y / 11 / 14});
    d.lire([&](Reader& db) {
        EXPECT_FALSE(convocations(db, j).front().close_le);
        EXPECT_TRUE(solutions_au(db, {"select id from jeune", {}}, d.jour()).empty());
        EXPECT_EQ(comptes(db, {"select id from jeune", {}}, 2026y / 9 / 1, d.jour()).solutions_proposees, 0);
    });
    EXPECT_EQ(lue(s).annule_motif, "homonyme");
    EXPECT_TRUE(lue(s).annulee_le);
}

TEST_P(SaisieParErreur, celle_qu_elle_avait_remplacee_reprend_avec_ses_suivis) {
    auto a = active(Code::apprentissage_signe, 2026y / 9 / 10);
    auto b = active(Code::formation_region, 2026y / 9 / 25);
    EXPECT_EQ(lue(a).etat, Etat::remplacee);
    annuler(b);
    EXPECT_EQ(lue(a).etat, Etat::active);
    EXPECT_FALSE(lue(a).fin_le);
    ASSERT_EQ(a_faire(genre_suivi).size(), 2u);
    EXPECT_EQ(a_faire(genre_suivi).front().origine, "solution/" + std::to_string(a.valeur));
    auto maintenant = ou_en_est(d.jour());
    ASSERT_TRUE(maintenant);
    EXPECT_EQ(maintenant->situation.genre, jeunes::GenreSituation::apprenti);
    EXPECT_FALSE(maintenant->situation.au);
    // La convocation était levée par la première : elle le reste.
    EXPECT_TRUE(a_faire(genre_transmission).empty());
    annuler(a);
    EXPECT_EQ(a_faire(genre_transmission).size(), 1u);
    EXPECT_EQ(ou_en_est(d.jour())->situation.genre, jeunes::GenreSituation::sans_solution);
}

TEST_P(SaisieParErreur, ce_qu_on_a_su_depuis_reste) {
    auto s = active(Code::apprentissage_signe, 2026y / 9 / 10);
    d.ecrire(
        [&](Writer& db) { jeunes::noter_situation(db, j, situation(jeunes::GenreSituation::emploi, 2026y / 10 / 1)); });
    annuler(s);
    EXPECT_EQ(ou_en_est(d.jour())->situation.genre, jeunes::GenreSituation::emploi);
    auto avant = ou_en_est(2026y / 9 / 20);
    ASSERT_TRUE(avant);
    EXPECT_EQ(avant->situation.genre, jeunes::GenreSituation::sans_solution);
    EXPECT_EQ(avant->situation.au, Date{2026y / 9 / 30});
}

TEST_P(SaisieParErreur, notee_par_dessus_une_situation_du_meme_jour_on_ne_sait_plus) {
    auto s = active(Code::apprentissage_signe, 2026y / 7 / 1);
    annuler(s);
    EXPECT_EQ(ou_en_est(d.jour())->situation.genre, jeunes::GenreSituation::inconnue);
}

INSTANTIATE_TEST_SUITE_P(DeuxBases, SaisieParErreur, testing::ValuesIn(BaseDEssai::genres()));

struct SaisieParErreurWeb : SuiviWeb {};

TEST_F(SaisieParErreurWeb, awa_dit_pourquoi_et_la_page_le_garde) {
    auto j = un_jeune().ne_le(2009y / 5 / 20).au(d.zola, 2025).en_psad(2026y / 7 / 1).cree(d);
    sans_solution(j, 2026y / 7 / 1);
    auto awa = d.app.as(d.awa);
    awa.post(jeune(j) + "/solutions", {{"code", "apprentissage_signe"},
                                       {"proposee_le", "2026-09-21"},
                                       {"deja", "1"},
                                       {"effet_le", "2026-09-21"},
                                       {"preuve", "contrat"},
                                       {"saisie", "a1"}});
    auto page = awa.get("/solutions/1");
    EXPECT_TRUE(page.contient("Saisie par erreur ?"));
    auto version = page.value("version");
    auto refus = awa.post("/solutions/1/annulation", {{"version", version}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_FALSE(refus.error("motif").empty());
    auto fait = awa.post("/solutions/1/annulation", {{"version", version}, {"motif", "Dossier d’un homonyme"}});
    ASSERT_EQ(fait.status, 303);
    EXPECT_EQ(d.journal().back(), "solution_annulee");
    auto apres = awa.follow(fait);
    EXPECT_TRUE(apres.contient("Saisie par erreur, annulée"));
    EXPECT_TRUE(apres.contient("Dossier d’un homonyme"));
    EXPECT_FALSE(apres.contient("Saisie par erreur ?"));
    auto dossier = awa.get(jeune(j));
    EXPECT_TRUE(dossier.contient("saisie par erreur, annulée"));
    EXPECT_FALSE(awa.get(jeune(j) + "/diligence").contient("Contrat d’apprentissage"));
    // Deux fois la même annulation, ou celle d'un autre secteur : rien.
    EXPECT_EQ(awa.post("/solutions/1/annulation", {{"version", version}, {"motif", "encore"}}).status, 303);
    EXPECT_EQ(d.journal().back(), "dossier_lu");
    EXPECT_EQ(d.app.as(d.ines).post("/solutions/1/annulation", {{"version", "2"}, {"motif", "x"}}).status, 404);
}

TEST_F(SaisieParErreurWeb, le_second_voit_que_la_solution_a_change) {
    auto j = un_jeune().ne_le(2009y / 5 / 20).au(d.zola, 2025).en_psad(2026y / 7 / 1).cree(d);
    auto awa = d.app.as(d.awa);
    awa.post(jeune(j) + "/solutions",
             {{"code", "apprentissage_signe"}, {"proposee_le", "2026-09-21"}, {"saisie", "a2"}});
    awa.post("/solutions/1/etat", {{"etat", "acceptee"}, {"le", "2026-09-22"}, {"version", "1"}});
    auto conflit = awa.post("/solutions/1/annulation", {{"version", "1"}, {"motif", "Mauvaise solution"}});
    EXPECT_EQ(conflit.status, 409);
    EXPECT_EQ(awa.post("/solutions/1/annulation", {{"version", "2"}, {"motif", "Mauvaise solution"}}).status, 303);
}

} // namespace
