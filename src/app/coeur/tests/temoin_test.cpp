// Passer le témoin dans tout le programme : rien de ce que quelqu'un tenait ne reste sans personne (N-24, C-18, C-29).
#include <gtest/gtest.h>

#include "app/coeur/app.hpp"
#include "app/coeur/tests/banc_cas.hpp"
#include "metier/passage/passage.hpp"

using namespace essais;
namespace passage = metier::passage;

namespace {

class Temoin : public testing::TestWithParam<std::string> {
protected:
    Temoin() {
        branchements.routes(d.app.routes);
        cas = dossier_ou_tout_est_rempli(d);
        leo = d.un_agent("Léo", "MARTIN", acces::Role::coordonnateur, d.nord);
        d.ecrire([&](storage::Writer& db) {
            db.run("update prevention set confie_a = ? where id = 1", d.awa);
            db.run("insert into reunion_membre (reunion_id, agent_id, nom, courriel, fonction) values (1, ?, 'Awa', "
                   "'awa@exemple.invalid', 'anime')",
                   d.awa);
            db.run("insert into echeance (jeune_id, agent_id, genre, objet, pour_le, origine, creee_le, visibilite) "
                   "values (?, ?, 'relance', 'Mon secret', '2026-10-06', 'essai/prive', ?, 'privee')",
                   cas.jeune, d.awa, d.horloge.instant());
        });
    }
    std::string n(auto id) const { return std::to_string(id.valeur); }
    /// Léo, dans le rôle qu'on lui délègue.
    Personne remplacant() {
        auto qui = d.app.as(leo);
        auto role = d.lire([&](auto& db) { return passage::delegations(db, leo, d.jour()).front().role_tenu; });
        EXPECT_EQ(qui.post("/role", {{"role", n(role)}}).status, 303);
        return qui;
    }
    std::string fiche() const { return "/jeunes/" + std::to_string(cas.jeune.valeur) + "/passage"; }

    app::Branchements branchements;
    Distribution d{GetParam()};
    CasDuBanc cas;
    Id<acces::Agent> leo;
};

constexpr auto ce_qu_elle_tient = {"1 relais en cours", "1 situation de prévention confiée", "1 réunion à venir",
                                   "1 tutorat en cours", "1 contrat en cours, jusqu’au 10/12/2026"};
constexpr auto ouverts_a_elle = {"/relais/1", "/prevention/1", "/reunions/1"};

} // namespace

TEST_P(Temoin, qui_part_voit_ce_qu_elle_tient_puis_le_passe_en_entier) {
    auto awa = d.app.as(d.awa);
    auto page = awa.get("/passage");
    for (auto const* quoi : ce_qu_elle_tient)
        EXPECT_TRUE(page.contient(quoi)) << quoi;
    EXPECT_EQ(d.app.as(leo).get("/prevention/1").status, 404);
    EXPECT_EQ(d.app.as(leo).get("/relais/1").status, 404);
    web::Pairs choix{{"choix", n(cas.jeune)}, {"vers", n(leo)}, {"tout", "1"}};
    auto apercu = awa.post("/passage/suivis", choix);
    EXPECT_EQ(apercu.status, 200);
    for (auto const* quoi : ce_qu_elle_tient)
        EXPECT_TRUE(apercu.contient(quoi)) << quoi;
    EXPECT_EQ(awa.get("/relais/1").status, 200) << "rien n'est fait";
    choix.emplace_back("confirme", "oui");
    EXPECT_EQ(awa.post("/passage/suivis", choix).status, 422) << "à qui le reste ?";
    choix.emplace_back("reste_a", n(leo));
    auto fait = awa.follow(awa.post("/passage/suivis", choix));
    EXPECT_TRUE(fait.contient("1 suivi passé")) << fait.text();
    EXPECT_TRUE(fait.contient("1 réunion à venir"));
    for (auto const* ou : ouverts_a_elle)
        EXPECT_EQ(d.app.as(leo).get(ou).status, 200) << ou;
    EXPECT_EQ(awa.get("/relais/1").status, 404);
    EXPECT_EQ(awa.get("/prevention/1").status, 404);
    EXPECT_TRUE(d.app.as(leo).get("/relais/1").contient("Envoyé par Awa")) << "on sait encore qui l'avait envoyé";
    EXPECT_FALSE(awa.get("/passage").contient("relais en cours"));
}

TEST_P(Temoin, pendant_une_absence_le_remplacant_voit_et_fait_puis_ne_voit_plus) {
    auto awa = d.app.as(d.awa);
    EXPECT_EQ(awa.post("/passage/delegations", {{"a", n(leo)}, {"du", "2026-10-05"}, {"au", "2026-10-07"}}).status,
              303);
    auto lui = remplacant();
    auto page = lui.get("/passage");
    for (auto const* quoi : ce_qu_elle_tient)
        EXPECT_TRUE(page.contient(quoi)) << quoi;
    for (auto const* ou : ouverts_a_elle)
        EXPECT_EQ(lui.get(ou).status, 200) << ou;
    EXPECT_FALSE(lui.get(fiche()).contient("Mon secret"));
    EXPECT_EQ(lui.post("/relais/1/retrait", {{"motif", "Fait autrement"}}).status, 303);
    EXPECT_EQ(d.lire([](auto& db) { return db.template one<std::string>("select retire_motif from relais"); }),
              "Fait autrement");
    EXPECT_NE(d.lire([](auto& db) {
                   return db.template one<std::string>("select detail from journal where acte = 'relais_retire'");
               }).find("pour Awa"),
              std::string::npos)
        << "le journal dit pour qui";
    EXPECT_TRUE(lui.get("/passage").contient("il ne se délègue pas à son tour"));
    EXPECT_EQ(lui.post("/passage/delegations", {{"a", n(d.ines)}, {"du", "2026-10-06"}, {"au", "2027-10-01"}}).status,
              422)
        << "un rôle prêté ne se prête pas";
    d.horloge.regler(base::depuis_paris(2026y / 10 / 8, 10, 0));
    auto apres = d.app.as(leo);
    EXPECT_EQ(apres.get("/prevention/1").status, 404) << "finie, elle ne donne plus rien";
    EXPECT_EQ(apres.get("/relais/1").status, 404);
}

TEST_P(Temoin, qui_a_passe_un_dossier_hors_de_son_secteur_le_lit_encore_mais_n_y_ecrit_plus) {
    d.ecrire([&](storage::Writer& db) {
        jeunes::designer_referent(db, cas.jeune, d.ines, d.jour());
        jeunes::designer_referent(db, cas.jeune, leo, d.jour());
    });
    auto ines = d.app.as(d.ines);
    auto dossier = "/jeunes/" + n(cas.jeune);
    EXPECT_EQ(ines.get(dossier).status, 200);
    auto refus = ines.post(dossier + "/contacts",
                           {{"le", "2026-10-05"}, {"canal", "telephone"}, {"qui", "jeune"}, {"resultat", "joint"}});
    EXPECT_EQ(refus.status, 403) << refus.text();
    EXPECT_EQ(d.lire([](auto& db) { return db.template one<std::int64_t>("select count(*) from contact"); }), 1);
    EXPECT_EQ(ines.get("/prevention/1").status, 404) << "une situation n'est pas le dossier";
}

TEST_P(Temoin, la_fiche_de_passage_dit_tutorat_contrat_et_relais_mais_rien_de_prive) {
    auto page = d.app.as(d.awa).get(fiche());
    EXPECT_TRUE(page.contient("M. Roux"));
    EXPECT_TRUE(page.contient(marque("contrat.objet")));
    EXPECT_TRUE(page.contient(marque("contrat.engagements_jeune")));
    EXPECT_TRUE(page.contient("Accepté, premier contact attendu") || page.contient("accepté, premier contact attendu"));
    EXPECT_TRUE(page.contient(marque("plan_ligne.action")));
    EXPECT_FALSE(page.contient("Mon secret")) << "un écrit privé ne se remet pas";
    EXPECT_FALSE(page.contient(marque("relais.message"))) << "le paquet est à ses deux bouts";
    auto proviseur = d.app.as(d.ott).get(fiche());
    EXPECT_EQ(proviseur.status, 200);
    EXPECT_EQ(d.app.as(d.dpd).get(fiche()).status, 403);
}

TEST_P(Temoin, qui_ne_suit_plus_lit_sans_se_voir_offrir_un_geste_qui_serait_refuse) {
    auto awa = d.app.as(d.awa);
    awa.post("/passage/suivis", {{"choix", n(cas.jeune)}, {"vers", n(leo)}, {"confirme", "oui"}});
    d.ecrire([&](auto& db) { db.run("update jeune set bassin_id = ? where id = ?", d.sud, cas.jeune); });
    auto dossier = awa.get("/jeunes/" + n(cas.jeune));
    ASSERT_EQ(dossier.status, 200);
    for (auto const* geste : {"Noter un contact", "Rendez-vous", "Passer le relais", "Présenter à une action",
                              "Mettre à l’ordre du jour", "Convenir d’un plan", "Modifier l’identité"})
        EXPECT_EQ(dossier.body.find(">" + std::string(geste) + "<"), std::string::npos) << geste;
    EXPECT_TRUE(dossier.contient("Fiche de passage"));
    auto plan = awa.get("/jeunes/" + n(cas.jeune) + "/plan");
    EXPECT_EQ(plan.status, 200);
    EXPECT_FALSE(plan.contient("Ajouter une ligne"));
}

TEST_P(Temoin, qui_passe_ses_reunions_les_voit_quitter_son_agenda) {
    d.ecrire([&](storage::Writer& db) {
        db.run("insert into courriel (agent_id, adresse, genre, objet, texte, origine, etat, prochain_essai, cree_le, "
               "fini_le) values (?, 'awa@exemple.invalid', 'convocation', '', '', 'reunion/1/0', 'envoye', ?, ?, ?)",
               d.awa, d.horloge.instant(), d.horloge.instant(), d.horloge.instant());
    });
    d.app.as(d.awa).post(
        "/passage/suivis",
        {{"choix", n(cas.jeune)}, {"vers", n(leo)}, {"tout", "1"}, {"reste_a", n(leo)}, {"confirme", "oui"}});
    EXPECT_EQ(d.lire([](auto& db) {
        return db.template one<std::int64_t>(
            "select count(*) from courriel where genre = 'annulation' and adresse = 'awa@exemple.invalid'");
    }),
              1);
    EXPECT_TRUE(d.app.as(leo).get("/").contient("1 réunion à venir")) << "et qui les reçoit le lit";
}

INSTANTIATE_TEST_SUITE_P(Bases, Temoin, testing::ValuesIn(BaseDEssai::genres()), [](auto const& i) { return i.param; });
