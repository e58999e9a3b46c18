// Une réunion et ce qui l'entoure : fin de conservation, fusion de dossiers, Ma journée du programme entier.
#include <gtest/gtest.h>

#include "app/coeur/app.hpp"
#include "metier/conservation/conservation.hpp"
#include "metier/jeunes/fusion.hpp"
#include "metier/prevention/prevention.hpp"
#include "metier/reunions/points_sql.hpp"
#include "tests/distribution.hpp"

using namespace essais;
namespace reunions = metier::reunions;

namespace {

struct ReunionsDuProgramme : testing::Test {
    ReunionsDuProgramme() {
        branchements.routes(d.app.routes);
        id = d.ecrire([&](storage::Writer& db) {
            auto s =
                reunions::serie(db, d.horloge.instant(), d.awa, reunions::sur(reunions::Genre::gpds, d.zola.valeur));
            auto r = *reunions::prevoir(db, s, d.horloge.instant(), 90, "");
            reunions::ajouter_membre(db, r, *reunions::comme_membre(db, d.awa));
            reunions::ouvrir(db, r, d.awa, d.horloge.instant());
            return r;
        });
    }
    void examiner(Id<jeunes::Jeune> jeune) {
        d.ecrire([&](storage::Writer& db) {
            auto p = reunions::ajouter_point(db, id, jeune, "");
            reunions::ecrire(db, d.horloge.instant(), d.awa, p, acces::Visibilite::equipe, "Un texte.", 0);
            reunions::ecrire(db, d.horloge.instant(), d.awa, p, acces::Visibilite::equipe, "Un autre.", 1,
                             "Correction");
            reunions::decider(
                db, d.horloge.instant(), d.portee(d.awa),
                {p, "Revoir", reunions::membres(db, id).front().id, d.jour(), acces::Visibilite::equipe, ""});
        });
    }
    std::int64_t lignes(std::string const& table) {
        return d.lire([&](storage::Reader& db) { return db.one<std::int64_t>("select count(*) from " + table); });
    }
    app::Branchements branchements;
    Distribution d;
    Id<reunions::Reunion> id;
};

TEST_F(ReunionsDuProgramme, un_dossier_rendu_anonyme_quitte_les_reunions_qui_restent) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    examiner(lina);
    d.ecrire([&](storage::Writer& db) {
        db.run(
            "insert into reunion_decision_version (decision_id, quoi, qui, pour_le, raison, le) select id, quoi, '', "
            "pour_le, 'Faute', prise_le from reunion_decision");
    });
    d.ecrire([&](storage::Writer& db) { metier::conservation::anonymiser(db, lina, d.jour()); });
    for (auto const* table : {"reunion_point", "reunion_texte", "reunion_texte_version", "reunion_decision",
                              "reunion_decision_version", "reunion_motif", "echeance"})
        EXPECT_EQ(lignes(table), 0) << table;
    EXPECT_EQ(lignes("reunion"), 1);
    EXPECT_EQ(d.app.as(d.awa).get("/reunions/" + std::to_string(id.valeur)).status, 200);
}

TEST_F(ReunionsDuProgramme, la_decision_suit_le_dossier_garde_et_se_lit_dans_sa_chronologie) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d),
         double_ = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    examiner(double_);
    d.ecrire([&](storage::Writer& db) {
        jeunes::fusionner(db, lina, double_, "même personne", d.awa, d.horloge.instant());
    });
    auto dossier = d.app.as(d.awa).get("/jeunes/" + std::to_string(lina.valeur) + "?tout=1");
    EXPECT_TRUE(dossier.contient("Examiné en GPDS"));
    EXPECT_TRUE(dossier.contient("Revoir"));
    auto journee = d.app.as(d.awa).get("/");
    EXPECT_TRUE(journee.contient("Décisions de réunion à tenir"));
    EXPECT_TRUE(journee.contient("Réunions de la semaine"));
}

TEST_F(ReunionsDuProgramme, un_cpe_remplit_sa_reunion_de_la_prevention_de_son_lycee_et_n_ouvre_aucun_dossier) {
    auto lina = un_jeune().nomme("DIALLO", "Lina").au(d.zola).cree(d),
         sami = un_jeune().nomme("ROSSI", "Sami").au(d.zola).cree(d);
    un_jeune().nomme("AILLEURS", "Ada").au(d.monod).cree(d);
    d.ecrire([&](storage::Writer& db) {
        for (auto j : {lina, sami})
            metier::prevention::ouvrir(db, {d.ba, d.horloge.instant()}, j, d.zola,
                                       metier::prevention::Urgence::ordinaire, "Absences");
    });
    auto cpe = d.app.as(d.cpe);
    auto creee = cpe.post("/reunions/nouvelle/equipe_pedagogique", {{"terrain", std::to_string(d.zola.valeur)},
                                                                    {"jour", "2026-10-05"},
                                                                    {"heure", "17:00"},
                                                                    {"duree", "60"},
                                                                    {"rythme", "seule"}});
    ASSERT_EQ(creee.status, 303) << creee.text("main");
    auto ici = creee.location.substr(0, creee.location.rfind('/'));
    EXPECT_TRUE(cpe.get(ici + "/attente").contient("DIALLO Lina"));
    EXPECT_EQ(cpe.post(ici + "/dossiers", {{"jeune", std::to_string(lina.valeur)}}).status, 303);
    EXPECT_EQ(cpe.post(ici + "/dossiers", {{"jeune", "3"}}).status, 404) << "d'un autre lycée";
    EXPECT_TRUE(cpe.follow(cpe.post(ici + "/remplissage")).contient("1 dossier ajouté"));
    auto page = cpe.get(ici);
    EXPECT_TRUE(page.contient("DIALLO Lina"));
    EXPECT_TRUE(page.contient("ROSSI Sami"));
    EXPECT_TRUE(page.contient("Prévention : signalée le 05/10/2026"));
    for (auto const& ou : {ici, ici + "/attente", ici + "/ecran"})
        EXPECT_EQ(cpe.get(ou).body.find("/jeunes/"), std::string::npos) << ou;
    EXPECT_EQ(d.app.as(d.ba).get(ici).status, 200);
    for (auto agent : {d.diop, d.roy, d.ines})
        EXPECT_EQ(d.app.as(agent).get(ici).status, 404);
    // Le lien mène à la situation, que le CPE lit.
    EXPECT_EQ(cpe.post(ici + "/ouverture").status, 303);
    EXPECT_NE(cpe.get(ici + "/points/1").body.find("/prevention/1"), std::string::npos);
    EXPECT_EQ(cpe.get("/prevention/1").status, 200);
    EXPECT_EQ(cpe.post(ici + "/points/1/decisions",
                       {{"quoi", "Recevoir l’élève / Petit / +8"}, {"lecteurs_decision", "equipe"}})
                  .status,
              303);
    EXPECT_TRUE(cpe.get("/").contient("Décisions de réunion à tenir"));
}

TEST_F(ReunionsDuProgramme, une_plateforme_ne_lit_pas_qu_un_lycee_s_inquiete) {
    auto lina = un_jeune().nomme("DIALLO", "Lina").ne_le(2008y / 3 / 4).au(d.zola).en_psad(2026y / 10 / 1).cree(d);
    d.ecrire([&](storage::Writer& db) {
        metier::prevention::ouvrir(db, {d.ba, d.horloge.instant()}, lina, d.zola,
                                   metier::prevention::Urgence::ordinaire, "Absences");
        reunions::ajouter_membre(db, id, *reunions::comme_membre(db, d.roy));
        reunions::ajouter_membre(db, id, *reunions::comme_membre(db, d.ba));
    });
    d.app.as(d.ba).post("/reunions/" + std::to_string(id.valeur) + "/remplissage");
    EXPECT_TRUE(d.app.as(d.ba).get("/reunions/" + std::to_string(id.valeur)).contient("Prévention"));
    auto roy = d.app.as(d.roy).get("/reunions/" + std::to_string(id.valeur));
    EXPECT_TRUE(roy.contient("DIALLO Lina"));
    EXPECT_FALSE(roy.contient("Prévention"));
}

TEST_F(ReunionsDuProgramme, une_tache_confiee_sans_le_nom_part_avec_le_dossier) {
    auto lina = un_jeune().nomme("DIALLO", "Lina").au(d.zola).cree(d);
    d.ecrire([&](storage::Writer& db) {
        auto m = reunions::ajouter_membre(db, id, *reunions::comme_membre(db, d.cpe));
        auto p = reunions::ajouter_point(db, id, lina, "");
        reunions::decider(db, d.horloge.instant(), d.portee(d.awa),
                          {p, "Revoir", m, d.jour(), acces::Visibilite::equipe, ""});
    });
    EXPECT_EQ(lignes("echeance"), 2);
    EXPECT_TRUE(d.app.as(d.cpe).get("/").contient("du GPDS du 05/10/2026"));
    // Le dossier de celle qui la suit n'en montre qu'une.
    auto dossier = d.app.as(d.awa).get("/jeunes/" + std::to_string(lina.valeur));
    EXPECT_FALSE(dossier.contient("Décision n°\u00a01 du GPDS"));
    d.ecrire([&](storage::Writer& db) { metier::conservation::anonymiser(db, lina, d.jour()); });
    EXPECT_EQ(lignes("echeance"), 0);
    EXPECT_FALSE(d.app.as(d.cpe).get("/").contient("du GPDS du 05/10/2026"));
}

} // namespace
