#include "metier/agenda/agenda.hpp"
#include "metier/agenda/agenda_pages.hpp"

#include <gtest/gtest.h>

#include "tests/distribution.hpp"

using namespace metier::agenda;
using namespace essais;

namespace {

class AgendaSql : public testing::TestWithParam<std::string> {
protected:
    Id<Echeance> pour(Id<jeunes::Jeune> jeune, Date jour, std::optional<Id<acces::Agent>> agent,
                      std::string attend = "") {
        return d.ecrire([&](storage::Writer& db) {
            return creer(db, d.horloge.instant(), d.awa,
                         {.jeune = jeune,
                          .agent = agent,
                          .genre = "relance",
                          .objet = "Rappeler",
                          .pour_le = jour,
                          .attend = attend,
                          .origine = "essai/" + std::to_string(jeune.valeur) + attend});
        });
    }
    std::size_t combien(Id<acces::Agent> agent) {
        return d.lire([&](storage::Reader& db) { return a_faire(db, d.portee(agent), d.jour()).size(); });
    }
    Distribution d{GetParam()};
};

TEST_P(AgendaSql, la_meme_origine_ne_cree_qu_une_echeance) {
    auto lina = un_jeune().au(d.zola).cree(d);
    EXPECT_EQ(pour(lina, d.jour(), d.awa), pour(lina, d.jour(), d.awa));
    EXPECT_EQ(combien(d.awa), 1u);
}

TEST_P(AgendaSql, une_echeance_sans_agent_revient_au_coordonnateur_du_bassin) {
    pour(un_jeune().au(d.zola).cree(d), d.jour(), {});
    EXPECT_EQ(combien(d.awa), 1u);
    EXPECT_EQ(combien(d.ines), 0u);
    EXPECT_EQ(combien(d.ba), 0u);
}

TEST_P(AgendaSql, on_ne_voit_que_ce_qui_est_du_et_pas_ce_que_l_on_attend) {
    auto lina = un_jeune().au(d.zola).cree(d);
    pour(lina, base::plus_jours(d.jour(), 30), d.awa);
    pour(lina, d.jour(), d.awa, "CFA");
    EXPECT_EQ(combien(d.awa), 0u);
    EXPECT_EQ(d.lire([&](storage::Reader& db) { return en_attente(db, d.portee(d.awa)).size(); }), 1u);
}

TEST_P(AgendaSql, un_jeune_parti_du_secteur_emporte_ses_echeances) {
    auto lina = un_jeune().au(d.zola).cree(d);
    pour(lina, d.jour(), d.awa);
    d.ecrire([&](storage::Writer& db) { db.run("update jeune set bassin_id = ? where id = ?", d.sud, lina); });
    EXPECT_EQ(combien(d.awa), 0u);
}

TEST_P(AgendaSql, ce_que_l_un_devait_faire_passe_a_l_autre_et_le_relais_reste_ecrit) {
    auto lina = un_jeune().au(d.zola).cree(d), hugo = un_jeune().au(d.zola).cree(d);
    auto ouverte = pour(lina, d.jour(), d.awa), attendue = pour(lina, d.jour(), d.awa, "CFA");
    auto du_voisin = pour(hugo, d.jour(), d.awa);
    auto close = d.ecrire([&](storage::Writer& db) {
        auto id = creer(db, d.horloge.instant(), d.awa,
                        {.jeune = lina,
                         .agent = d.awa,
                         .genre = "relance",
                         .objet = "Faite",
                         .pour_le = d.jour(),
                         .origine = "essai/close"});
        clore(db, d.horloge.instant(), d.awa, id, 1, "fait");
        return id;
    });
    auto passees =
        d.ecrire([&](storage::Writer& db) { return passer(db, d.horloge.instant(), d.awa, lina, d.awa, d.ba); });
    EXPECT_EQ(passees, 2);
    auto a_qui = [&](Id<Echeance> id) {
        return d.lire([&](storage::Reader& db) { return trouver(db, d.portee(d.awa), id)->agent; });
    };
    EXPECT_EQ(a_qui(ouverte), d.ba);
    EXPECT_EQ(a_qui(attendue), d.ba);
    EXPECT_EQ(a_qui(close), d.awa) << "ce qui est fait reste à qui l'a fait";
    EXPECT_EQ(a_qui(du_voisin), d.awa) << "un autre jeune garde le sien";
    auto vus = d.lire([&](storage::Reader& db) { return relais(db, ouverte); });
    ASSERT_EQ(vus.size(), 1u);
    EXPECT_EQ(vus[0].de, "Awa NDIAYE");
}

TEST_P(AgendaSql, clore_deux_fois_est_un_conflit) {
    auto id = pour(un_jeune().au(d.zola).cree(d), d.jour(), d.awa);
    d.ecrire([&](storage::Writer& db) { clore(db, d.horloge.instant(), d.awa, id, 1, "fait"); });
    EXPECT_EQ(combien(d.awa), 0u);
    EXPECT_THROW(d.ecrire([&](storage::Writer& db) { clore(db, d.horloge.instant(), d.awa, id, 1, "encore"); }),
                 storage::Conflict);
    EXPECT_THROW(d.ecrire([&](storage::Writer& db) { reporter(db, id, 2, d.jour()); }), storage::Conflict);
}

TEST_P(AgendaSql, une_solution_rompue_clot_ses_suivis) {
    auto lina = un_jeune().au(d.zola).cree(d);
    pour(lina, d.jour(), d.awa);
    d.ecrire([&](storage::Writer& db) {
        clore_celles_de(db, d.horloge.instant(), d.awa, "essai/" + std::to_string(lina.valeur), "rompue");
    });
    EXPECT_TRUE(d.lire([&](storage::Reader& db) { return du_jeune(db, lina); }).empty());
    pour(un_jeune().nomme("BERNARD", "Tom").au(d.zola).cree(d), d.jour(), d.awa);
}

INSTANTIATE_TEST_SUITE_P(Bases, AgendaSql, testing::ValuesIn(BaseDEssai::genres()));

struct AgendaWeb : testing::Test {
    AgendaWeb() {
        rubriques(journee);
        routes(d.app.routes, journee);
    }
    Distribution d;
    Journee journee;
};

TEST_F(AgendaWeb, awa_cree_une_echeance_la_retrouve_dans_sa_journee_et_la_clot) {
    auto hugo = un_jeune().nomme("BERNARD", "Hugo").au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    auto adresse = "/jeunes/" + std::to_string(hugo.valeur) + "/echeances";
    EXPECT_EQ(awa.get(adresse + "/nouvelle").text("h1"), "Nouvelle échéance pour BERNARD Hugo");
    auto refus = awa.post(adresse, {{"objet", ""}, {"pour_le", "2026-02-31"}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_FALSE(refus.error("objet").empty());
    EXPECT_FALSE(refus.error("pour_le").empty());

    EXPECT_EQ(awa.post(adresse, {{"objet", "Rappeler la famille"}, {"pour_le", "2026-10-05"}}).status, 303);
    auto journee_ = awa.get("/");
    EXPECT_TRUE(journee_.contient("BERNARD Hugo Rappeler la famille"));
    EXPECT_LE(journee_.queries, 5);
    auto page = awa.get("/echeances/1");
    auto fin = awa.post("/echeances/1/cloture", {{"issue", "Famille jointe"}, {"version", page.value("version")}});
    EXPECT_EQ(fin.status, 303);
    EXPECT_FALSE(awa.follow(fin).contient("Rappeler la famille"));
    EXPECT_EQ(d.journal().back(), "echeance_faite");
    EXPECT_EQ(awa.post("/echeances/1/cloture", {{"issue", "Encore"}, {"version", "1"}}).status, 409);
}

TEST_F(AgendaWeb, une_echeance_remise_a_plus_tard_quitte_la_journee) {
    auto hugo = un_jeune().au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    awa.post("/jeunes/" + std::to_string(hugo.valeur) + "/echeances",
             {{"objet", "Relancer le CFA"}, {"pour_le", "2026-10-06"}});
    EXPECT_EQ(awa.post("/echeances/1/report", {{"pour_le", "2026-09-01"}, {"version", "1"}}).status, 422);
    EXPECT_EQ(awa.post("/echeances/1/report", {{"pour_le", "2026-11-20"}, {"version", "1"}}).status, 303);
    EXPECT_FALSE(awa.get("/").contient("Relancer le CFA"));
}

TEST_F(AgendaWeb, personne_hors_du_secteur_ne_voit_ni_ne_touche_une_echeance) {
    auto hugo = un_jeune().au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    awa.post("/jeunes/" + std::to_string(hugo.valeur) + "/echeances",
             {{"objet", "Relancer le CFA"}, {"pour_le", "2026-10-06"}});
    EXPECT_EQ(d.app.as(d.ines).get("/echeances/1").status, 404);
    EXPECT_EQ(d.app.as(d.ines).post("/echeances/1/cloture", {{"issue", "x"}, {"version", "1"}}).status, 404);
    EXPECT_EQ(d.app.as(d.cpe).get("/echeances/1").status, 403);
    EXPECT_EQ(d.app.as(d.vidal).get("/echeances/1").status, 403);
    EXPECT_EQ(d.app.inconnu().get("/echeances/1").status, 303);
    EXPECT_EQ(
        d.app.as(d.ines)
            .post("/jeunes/" + std::to_string(hugo.valeur) + "/echeances", {{"objet", "x"}, {"pour_le", "2026-10-06"}})
            .status,
        404);
}

TEST_F(AgendaWeb, au_dela_de_six_lignes_la_suite_est_repliee) {
    auto awa = d.app.as(d.awa);
    for (int i = 0; i < 9; ++i) {
        auto hugo = un_jeune().nomme("BERNARD", "Hugo" + std::to_string(i)).au(d.zola).cree(d);
        awa.post("/jeunes/" + std::to_string(hugo.valeur) + "/echeances",
                 {{"objet", "Relance"}, {"pour_le", "2026-10-06"}});
    }
    auto page = awa.get("/");
    EXPECT_TRUE(page.contient("Voir les 3 suivantes"));
    EXPECT_LT(page.body.find("Hugo5"), page.body.find("<details class=\"suite\""));
    EXPECT_GT(page.body.find("Hugo6"), page.body.find("<details class=\"suite\""));
}

TEST_F(AgendaWeb, qui_n_a_rien_a_faire_sait_ce_que_son_role_permet_et_ou_aller) {
    d.app.routes.menu(
        {"Établissements", web::lien("/etablissements"), acces::Droit::lire_territoire, 80, "Qui joindre."});
    auto page = d.app.as(d.cpe).get("/");
    EXPECT_TRUE(page.contient("Votre rôle n’ouvre aucun dossier de suivi."));
    EXPECT_TRUE(page.contient("Vos pages Établissements Qui joindre."));
    for (auto role : {acces::Role::chef_etablissement, acces::Role::psyen, acces::Role::ien_io, acces::Role::dpd,
                      acces::Role::administrateur})
        EXPECT_FALSE(a_quoi_sert(role).empty()) << base::code(role);
}

TEST_F(AgendaWeb, un_formulaire_sans_jeton_est_refuse) {
    auto hugo = un_jeune().au(d.zola).cree(d);
    auto r = d.app.as(d.awa).post("/jeunes/" + std::to_string(hugo.valeur) + "/echeances",
                                  {{"objet", "x"}, {"pour_le", "2026-10-06"}, {"csrf", "faux"}});
    EXPECT_EQ(r.status, 403);
}

} // namespace
