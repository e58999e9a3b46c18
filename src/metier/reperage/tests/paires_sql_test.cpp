#include <gtest/gtest.h>

#include "metier/reperage/decisions.hpp"
#include "metier/reperage/tests/campagne_d_essai.hpp"

using namespace metier::reperage;
using namespace essais;

namespace {

class PairesSql : public testing::TestWithParam<std::string>, protected CampagneDEssai {
protected:
    PairesSql() : CampagneDEssai{GetParam()} {}
    Tranchee decider(Id<Paire> id, DecisionDePaire decision, std::int64_t version = 0) {
        auto p = paire(id);
        return d.ecrire([&](storage::Writer& db) {
            return trancher(db, d.horloge.instant(), d.awa, p, version ? version : p.version, decision);
        });
    }
    void annuler(Id<Paire> id) {
        auto p = paire(id);
        d.ecrire(
            [&](storage::Writer& db) { annuler_la_decision(db, d.horloge.instant(), d.awa, p, p.version, d.jour()); });
    }
    std::int64_t reste() {
        return d.lire([&](storage::Reader& db) { return restantes(db, d.portee(d.awa)); });
    }
};

TEST_P(PairesSql, le_doublon_est_propose_avec_ses_poids_et_jamais_fusionne_seul) {
    auto zoe = sorti("LE GOFF", "Zoé");
    auto autre = doublon("Le Goff", "ZOE");
    auto c = calculee();
    EXPECT_EQ(caisse(c, zoe), "rapproche");
    auto p = paire(paire_de(zoe));
    EXPECT_EQ(p.a, zoe);
    EXPECT_EQ(p.b, autre);
    EXPECT_EQ(p.genre, "lien");
    EXPECT_EQ(p.ecart, "accent_prenom");
    auto poids = lire_explication(p.explication);
    ASSERT_FALSE(poids.empty());
    EXPECT_NE(poids.front().phrase.find("om"), std::string::npos);
    EXPECT_EQ(compter("select count(*) from fusion"), 0);
}

TEST_P(PairesSql, meme_reunit_les_dossiers_et_sort_le_jeune_des_presumes) {
    auto zoe = sorti("LE GOFF", "Zoé");
    doublon("Le Goff", "ZOE");
    auto c = calculee();
    auto id = paire_de(zoe);
    EXPECT_EQ(reste(), 1);
    EXPECT_EQ(decider(id, DecisionDePaire::meme).refus, "");
    EXPECT_EQ(caisse(c, zoe), "inscrit");
    EXPECT_EQ(reste(), 0);
    EXPECT_EQ(compter("select count(*) from fusion where defaite_le is null"), 1);
}

TEST_P(PairesSql, different_le_remet_parmi_les_presumes_et_ne_se_redemande_jamais) {
    auto zoe = sorti("LE GOFF", "Zoé");
    auto autre = doublon("Le Goff", "ZOE");
    auto c = calculee();
    decider(paire_de(zoe), DecisionDePaire::different);
    EXPECT_EQ(caisse(c, zoe), "presume");
    auto suivante = calculee();
    EXPECT_EQ(caisse(suivante, zoe), "presume");
    EXPECT_EQ(compter("select count(*) from paire"), 1);
    EXPECT_EQ(reste(), 0);
    auto connue = d.lire([&](storage::Reader& db) { return decision_connue(db, autre, zoe); });
    EXPECT_EQ(connue, DecisionDePaire::different);
    auto vus = d.lire([&](storage::Reader& db) { return proches(db, suivante, zoe); });
    ASSERT_FALSE(vus.empty());
    EXPECT_TRUE(vus.front().pourquoi.starts_with("Quelqu’un a décidé que ce sont deux personnes"));
}

TEST_P(PairesSql, une_identite_corrigee_repose_la_question_et_garde_l_ancienne_reponse) {
    auto zoe = sorti("LE GOFF", "Zoé");
    auto autre = doublon("Le Goff", "ZOE");
    auto c = calculee();
    auto id = paire_de(zoe);
    decider(id, DecisionDePaire::different);
    d.ecrire([&](storage::Writer& db) { db.run("update jeune set nom = 'LE GÔFF' where id = ?", autre); });
    calculer(ouverte());
    EXPECT_EQ(reste(), 0); // un accent de plus n'est pas une autre identité
    d.ecrire([&](storage::Writer& db) { db.run("update jeune set naissance = '2009-03-05' where id = ?", autre); });
    auto connue = d.lire([&](storage::Reader& db) { return decision_connue(db, zoe, autre); });
    EXPECT_FALSE(connue);
    calculer(ouverte());
    EXPECT_EQ(reste(), 1);
    EXPECT_EQ(compter("select count(*) from paire"), 1);
    EXPECT_EQ(compter("select count(*) from paire_decision where decision = 'different'"), 1);
    EXPECT_EQ(compter("select count(*) from paire_decision where decision = 'identite_changee'"), 1);
    decider(id, DecisionDePaire::different);
    calculer(ouverte());
    EXPECT_EQ(reste(), 0);
    EXPECT_EQ(caisse(c, zoe), "presume");
}

TEST_P(PairesSql, ce_qui_est_decide_d_un_dossier_vaut_pour_celui_qui_l_absorbe) {
    auto zoe = sorti("LE GOFF", "Zoé");
    auto autre = doublon("Le Goff", "ZOE");
    calculee();
    decider(paire_de(zoe), DecisionDePaire::different);
    auto troisieme = doublon("LE GOF", "Zoe", 2009y / 3 / 5);
    d.ecrire([&](storage::Writer& db) {
        jeunes::fusionner(db, troisieme, autre, "Même personne", d.awa, d.horloge.instant());
    });
    auto connue = d.lire([&](storage::Reader& db) { return decision_connue(db, zoe, troisieme); });
    EXPECT_EQ(connue, DecisionDePaire::different);
    auto c = calculee();
    EXPECT_EQ(caisse(c, zoe), "presume");
    EXPECT_EQ(reste(), 0);
}

TEST_P(PairesSql, une_paire_posee_avant_une_fusion_ne_se_pose_pas_deux_fois_apres) {
    auto zoe = sorti("LE GOFF", "Zoé");
    auto autre = doublon("Le Goff", "ZOE");
    calculee();
    auto troisieme = doublon("LE GOFF", "Zoe");
    d.ecrire([&](storage::Writer& db) {
        jeunes::fusionner(db, troisieme, autre, "Même personne", d.awa, d.horloge.instant());
    });
    calculer(ouverte());
    EXPECT_EQ(reste(), 1);
    EXPECT_EQ(compter("select count(*) from paire where decision = ''"), 1);
    decider(paire_de(zoe), DecisionDePaire::different);
    calculer(ouverte());
    EXPECT_EQ(reste(), 0);
}

TEST_P(PairesSql, meme_personne_ne_se_redemande_pas_a_la_campagne_suivante) {
    auto zoe = sorti("LE GOFF", "Zoé");
    doublon("Le Goff", "ZOE");
    calculee();
    decider(paire_de(zoe), DecisionDePaire::meme);
    auto suivante = calculee();
    EXPECT_EQ(caisse(suivante, zoe), "inscrit");
    EXPECT_EQ(reste(), 0);
    EXPECT_EQ(compter("select count(*) from paire"), 1);
}

TEST(Decisions, valent_encore_aux_signes_pres_et_pour_le_dossier_absorbe) {
    EXPECT_TRUE(vaut_encore("", "1:A B 2009-01-01|2:C D 2009-01-01"));
    EXPECT_TRUE(vaut_encore("1:A B 2009-01-01|2:C D 2009-01-01", "1:A B 2009-01-01|2:C D 2009-01-01"));
    EXPECT_FALSE(vaut_encore("1:A B 2009-01-01|2:C D 2009-01-01", "1:A B 2009-01-02|2:C D 2009-01-01"));
    EXPECT_TRUE(vaut_encore("1:A B 2009-01-01|2:C D 2009-01-01", "1:A B 2009-01-01|12:X Y 2009-01-01"));
}

TEST_P(PairesSql, une_decision_prise_a_l_importation_vaut_ici) {
    auto zoe = sorti("LE GOFF", "Zoé");
    auto autre = doublon("Le Goff", "ZOE");
    d.ecrire([&](storage::Writer& db) {
        retenir_decision(db, zoe, autre, DecisionDePaire::different, d.awa, d.horloge.instant());
    });
    auto c = calculee();
    EXPECT_EQ(caisse(c, zoe), "presume");
    EXPECT_EQ(reste(), 0);
}

TEST_P(PairesSql, annuler_rend_les_deux_dossiers_et_la_question) {
    auto zoe = sorti("LE GOFF", "Zoé");
    auto autre = doublon("Le Goff", "ZOE");
    auto c = calculee();
    auto id = paire_de(zoe);
    decider(id, DecisionDePaire::meme);
    annuler(id);
    EXPECT_EQ(caisse(c, zoe), "rapproche");
    EXPECT_EQ(reste(), 1);
    auto p = paire(id);
    EXPECT_EQ(std::pair(p.a, p.b), std::pair(zoe, autre));
    EXPECT_EQ(compter("select count(*) from jeune where fusionne_dans is not null"), 0);
    EXPECT_EQ(compter("select count(*) from paire_decision"), 2);
}

TEST_P(PairesSql, apres_90_jours_une_decision_ne_s_annule_plus) {
    auto zoe = sorti("LE GOFF", "Zoé");
    doublon("Le Goff", "ZOE");
    calculee();
    auto id = paire_de(zoe);
    decider(id, DecisionDePaire::meme);
    auto p = paire(id);
    d.horloge.avancer(std::chrono::hours{24 * 91});
    auto pourquoi =
        d.lire([&](storage::Reader& db) { return empechement_d_annuler(db, p, d.horloge.instant(), d.jour()); });
    ASSERT_TRUE(pourquoi);
    EXPECT_NE(pourquoi->find("90 jours"), std::string::npos);
}

TEST_P(PairesSql, deux_personnes_sur_la_meme_paire_la_seconde_a_un_conflit) {
    auto zoe = sorti("LE GOFF", "Zoé");
    doublon("Le Goff", "ZOE");
    calculee();
    auto id = paire_de(zoe);
    decider(id, DecisionDePaire::different, 1);
    EXPECT_THROW(decider(id, DecisionDePaire::meme, 1), storage::Conflict);
    EXPECT_EQ(compter("select count(*) from fusion"), 0);
}

TEST_P(PairesSql, plus_tard_passe_derriere_les_autres) {
    auto zoe = sorti("LE GOFF", "Zoé");
    doublon("Le Goff", "ZOE");
    auto tom = sorti("N’DIAYE", "Tom", 2008y / 12 / 1);
    doublon("NDIAYE", "TOM", 2008y / 12 / 1);
    calculee();
    auto premiere = d.lire([&](storage::Reader& db) { return *prochaine(db, d.portee(d.awa)); });
    decider(premiere, DecisionDePaire::plus_tard);
    auto suivante = d.lire([&](storage::Reader& db) { return *prochaine(db, d.portee(d.awa)); });
    EXPECT_NE(premiere, suivante);
    EXPECT_EQ(reste(), 2);
    EXPECT_NE(zoe, tom);
}

TEST_P(PairesSql, les_lots_se_comptent_par_facon_de_differer) {
    sorti("LÉ GOFF", "Zoé");
    doublon("LE GOFF", "Zoé");
    sorti("ROUÉ", "Léa", 2009y / 7 / 8);
    doublon("ROUE", "Léa", 2009y / 7 / 8);
    sorti("DIALLO", "Hugo", 2008y / 12 / 1);
    doublon("DIALLO", "Hugo", 2008y / 12 / 1);
    calculee();
    auto groupes = d.lire([&](storage::Reader& db) { return lots(db, d.portee(d.awa)); });
    ASSERT_EQ(groupes.size(), 2u);
    EXPECT_EQ(groupes[0].ecart, "accent_nom");
    EXPECT_EQ(groupes[0].paires, 2);
    EXPECT_EQ(groupes[1].ecart, "identique");
    EXPECT_TRUE(d.lire([&](storage::Reader& db) { return lots(db, d.portee(d.diop)); }).empty());
}

TEST_P(PairesSql, deux_dossiers_qui_se_disputent_une_personne_ne_sont_dans_aucun_lot) {
    auto zoe = sorti("LE GOFF", "Zoé");
    doublon("LE GOFF", "Zoé");
    doublon("LE GOFF", "Zoé");
    calculee();
    EXPECT_GE(compter("select count(*) from paire where decision = ''"), 2);
    EXPECT_EQ(paire(paire_de(zoe)).composante, 2);
    EXPECT_TRUE(d.lire([&](storage::Reader& db) { return lots(db, d.portee(d.awa)); }).empty());
}

TEST_P(PairesSql, des_jumeaux_ne_sont_dans_aucun_lot) {
    sorti("LE GOFF", "Zoé");
    doublon("LE GOFF", "Noé");
    calculee();
    EXPECT_TRUE(d.lire([&](storage::Reader& db) { return lots(db, d.portee(d.awa)); }).empty());
}

TEST_P(PairesSql, deux_referents_empechent_la_fusion_et_rien_n_est_ecrit) {
    auto zoe = sorti("LE GOFF", "Zoé");
    auto autre = doublon("Le Goff", "ZOE");
    calculee();
    d.ecrire([&](storage::Writer& db) {
        jeunes::designer_referent(db, zoe, d.awa, d.jour());
        jeunes::designer_referent(db, autre, d.ines, d.jour());
    });
    EXPECT_FALSE(decider(paire_de(zoe), DecisionDePaire::meme).refus.empty());
    EXPECT_EQ(reste(), 1);
}

INSTANTIATE_TEST_SUITE_P(Bases, PairesSql, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
