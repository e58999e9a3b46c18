// La file des courriels : rien ne se perd, rien ne part deux fois, et l'on sait ce qu'il est advenu de chacun.
#include "metier/courriels/courriels.hpp"

#include <gtest/gtest.h>

#include "messagerie/tests/serveur_smtp.hpp"
#include "tests/distribution.hpp"

using namespace essais;
using namespace std::chrono_literals;
namespace courriels = metier::courriels;

namespace {

courriels::ADeposer convocation(std::string adresse = "ott@exemple.fr") {
    courriels::ADeposer c;
    c.adresse = std::move(adresse);
    c.genre = "convocation";
    c.objet = "Réunion du 12 octobre";
    c.texte = "Une réunion vous attend.";
    c.origine = "reunion/12/1";
    return c;
}

class Courriels : public testing::TestWithParam<std::string> {
protected:
    bool deposer(courriels::ADeposer const& c) {
        return d.ecrire([&](auto& db) { return courriels::deposer(db, d.horloge.instant(), c); });
    }
    /// Un tour d'atelier avec ce sort pour chaque message ; rend combien sont partis.
    int tour(messagerie::Envoi sort) {
        int partis = 0;
        courriels::demander_les_envois(d.app.env());
        storage::Ateliers ateliers{*d.base, d.horloge, courriels::travaux(d.app.env(), [&] {
                                       return std::optional<courriels::Envoyeur>{[&](auto const&) {
                                           ++partis;
                                           return sort;
                                       }};
                                   })};
        while (ateliers.faire_un()) {
        }
        return partis;
    }
    courriels::CourrielVu vu() {
        return d.lire([](auto& db) { return courriels::de_l_origine(db, "reunion/12/").front(); });
    }
    Distribution d{GetParam()};
};

TEST_P(Courriels, deposer_deux_fois_n_en_fait_partir_qu_un) {
    EXPECT_TRUE(deposer(convocation()));
    EXPECT_FALSE(deposer(convocation()));
    EXPECT_EQ(tour({messagerie::Sort::envoye, ""}), 1);
    EXPECT_FALSE(deposer(convocation()));
    EXPECT_EQ(tour({messagerie::Sort::envoye, ""}), 0);
    EXPECT_EQ(vu().etat, courriels::Etat::envoye);
}

TEST_P(Courriels, serveur_en_panne_le_message_attend_de_plus_en_plus_puis_est_abandonne) {
    deposer(convocation());
    EXPECT_EQ(tour({messagerie::Sort::a_reessayer, "muet"}), 1);
    EXPECT_EQ(vu().etat, courriels::Etat::a_envoyer);
    EXPECT_EQ(vu().prochain_essai, d.horloge.instant() + 1min);
    EXPECT_EQ(tour({messagerie::Sort::a_reessayer, "muet"}), 0);
    d.horloge.avancer(61s);
    EXPECT_EQ(tour({messagerie::Sort::a_reessayer, "muet"}), 1);
    EXPECT_EQ(vu().prochain_essai, d.horloge.instant() + 5min);
    d.horloge.avancer(std::chrono::hours{49});
    EXPECT_EQ(tour({messagerie::Sort::a_reessayer, "muet"}), 1);
    EXPECT_EQ(vu().etat, courriels::Etat::abandonne);
    EXPECT_EQ(vu().reponse, "muet");
}

TEST_P(Courriels, une_adresse_refusee_ne_se_reessaie_pas) {
    deposer(convocation());
    EXPECT_EQ(tour({messagerie::Sort::refuse, "550"}), 1);
    EXPECT_EQ(vu().etat, courriels::Etat::refuse);
    d.horloge.avancer(std::chrono::hours{5});
    EXPECT_EQ(tour({messagerie::Sort::refuse, "550"}), 0);
}

TEST_P(Courriels, aux_heures_calmes_il_attend_le_matin_sauf_urgence) {
    d.horloge.avancer(std::chrono::hours{12}); // 22 h à Paris
    deposer(convocation());
    EXPECT_EQ(tour({messagerie::Sort::envoye, ""}), 0);
    auto urgence = convocation("ba@exemple.fr");
    urgence.urgent = true;
    deposer(urgence);
    EXPECT_EQ(tour({messagerie::Sort::envoye, ""}), 1);
    d.horloge.avancer(std::chrono::hours{9}); // 7 h
    EXPECT_EQ(tour({messagerie::Sort::envoye, ""}), 1);
}

TEST_P(Courriels, le_repos_de_qui_recoit_est_respecte_meme_choisi_apres_et_ne_compte_pas_dans_l_abandon) {
    using enum courriels::JourDeSemaine;
    auto a_ott = convocation();
    a_ott.agent = d.ott;
    deposer(a_ott); // lundi 5 octobre
    auto choisit = [&](courriels::Repos const& r) {
        d.ecrire([&](auto& db) { courriels::choisir_le_repos(db, d.horloge.instant(), d.ott, r); });
    };
    choisit({{lundi, mardi, mercredi}, {}});
    EXPECT_EQ(tour({messagerie::Sort::envoye, ""}), 0) << "déposé avant le choix";
    EXPECT_EQ(vu().etat, courriels::Etat::a_envoyer);
    EXPECT_EQ(vu().essais, 0) << "attendre n'est pas échouer";
    choisit({});
    choisit({{lundi, mardi, mercredi}, {}});
    d.horloge.regler(base::depuis_paris(Date{std::chrono::year{2026} / 10 / 8}, 10, 0));
    EXPECT_EQ(tour({messagerie::Sort::a_reessayer, "muet"}), 1) << "jeudi";
    EXPECT_EQ(vu().etat, courriels::Etat::a_envoyer) << "trois jours de repos ne l'abandonnent pas";
    d.horloge.avancer(61s);
    EXPECT_EQ(tour({messagerie::Sort::envoye, ""}), 1);
    auto urgence = convocation("ba@exemple.fr");
    urgence.agent = d.ott;
    urgence.urgent = true;
    choisit({{jeudi}, {}});
    deposer(urgence);
    EXPECT_EQ(tour({messagerie::Sort::envoye, ""}), 1) << "l'urgence passe";
}

TEST_P(Courriels, ce_qui_est_retire_avant_l_envoi_ne_part_pas) {
    deposer(convocation());
    d.ecrire([](auto& db) { courriels::retirer(db, "reunion/12/1"); });
    EXPECT_EQ(tour({messagerie::Sort::envoye, ""}), 0);
}

TEST_P(Courriels, l_origine_d_une_reunion_n_est_pas_celle_d_une_autre) {
    deposer(convocation());
    auto autre = convocation();
    autre.origine = "reunion/120/1";
    deposer(autre);
    EXPECT_EQ(d.lire([](auto& db) { return courriels::de_l_origine(db, "reunion/12/").size(); }), 1u);
}

TEST_P(Courriels, un_vrai_serveur_recoit_ce_qui_a_ete_depose) {
    essai::ServeurSmtp serveur;
    deposer(convocation());
    messagerie::ServeurSmtp vers{serveur.url()};
    vers.expediteur = "raccroche@exemple.fr";
    vers.chiffrement_exige = false;
    storage::Ateliers ateliers{*d.base, d.horloge, courriels::travaux(d.app.env(), [&] {
                                   return std::optional<courriels::Envoyeur>{
                                       [&](auto const& c) { return messagerie::envoyer(vers, c); }};
                               })};
    ASSERT_TRUE(ateliers.faire_un());
    ASSERT_EQ(serveur.recus().size(), 1u);
    EXPECT_NE(serveur.recus().front().message.find("Message-ID: <courriel-"), std::string::npos);
}

TEST_P(Courriels, la_page_voile_une_adresse_sans_couper_une_lettre_et_nomme_le_genre_en_clair) {
    courriels::routes(d.app.routes);
    auto c = convocation("élodie@exemple.fr"); // d'avant qu'on la refuse à la saisie
    c.genre = "recapitulatif";
    deposer(c);
    auto page = d.app.as(d.admin).get("/courriels");
    EXPECT_NE(page.body.find("é…@exemple.fr"), std::string::npos);
    EXPECT_TRUE(page.contient("Récapitulatif de la journée"));
    EXPECT_EQ(page.body.find("recapitulatif"), std::string::npos);
}

TEST_P(Courriels, ce_qui_attendait_une_seule_adresse_se_retire_sans_toucher_aux_autres) {
    deposer(convocation());
    deposer(convocation("ba@exemple.fr"));
    d.ecrire([](auto& db) { courriels::retirer(db, "reunion/12/", "ba@exemple.fr"); });
    EXPECT_EQ(tour({messagerie::Sort::envoye, ""}), 1);
    EXPECT_EQ(vu().adresse, "ott@exemple.fr");
}

TEST_P(Courriels, sans_serveur_regle_tout_attend_et_la_page_le_dit) {
    courriels::routes(d.app.routes);
    deposer(convocation());
    storage::Ateliers ateliers{*d.base, d.horloge,
                               courriels::travaux(d.app.env(), [] { return std::optional<courriels::Envoyeur>{}; })};
    ASSERT_TRUE(ateliers.faire_un());
    EXPECT_EQ(vu().etat, courriels::Etat::a_envoyer);
    auto page = d.app.as(d.admin).get("/courriels");
    EXPECT_TRUE(page.contient("Aucun serveur de courrier n’est réglé"));
    EXPECT_TRUE(page.contient("o…@exemple.fr"));
    EXPECT_FALSE(page.contient("ott@exemple.fr"));
    EXPECT_EQ(d.app.as(d.awa).get("/courriels").status, 403);
}

TEST_P(Courriels, ce_qui_est_fini_s_efface_au_terme_et_ce_qui_attend_reste) {
    deposer(convocation());
    tour({messagerie::Sort::envoye, ""});
    deposer(convocation("ba@exemple.fr"));
    d.horloge.avancer(std::chrono::hours{24 * 91});
    EXPECT_EQ(d.ecrire([&](auto& db) { return courriels::effacer_le_perime(db, d.jour(), d.horloge.instant()); }), 1);
}

INSTANTIATE_TEST_SUITE_P(Bases, Courriels, testing::ValuesIn(BaseDEssai::genres()));

TEST(HeuresCalmes, on_attend_l_ouverture_suivante) {
    auto a = [](unsigned jour, int heure) {
        return base::depuis_paris(Date{std::chrono::year{2026} / 10 / jour}, heure, 0);
    };
    EXPECT_EQ(courriels::heure_permise(a(5, 12), {7, 20}), a(5, 12));
    EXPECT_EQ(courriels::heure_permise(a(5, 6), {7, 20}), a(5, 7));
    EXPECT_EQ(courriels::heure_permise(a(5, 20), {7, 20}), a(6, 7));
    EXPECT_EQ(courriels::heure_permise(a(24, 23), {7, 20}), a(25, 7)); // nuit du changement d'heure
}

TEST(HeuresCalmes, le_repos_de_chacun_s_y_ajoute_et_ne_bloque_jamais_tout) {
    auto a = [](unsigned jour, int heure) {
        return base::depuis_paris(Date{std::chrono::year{2026} / 10 / jour}, heure, 0);
    };
    using enum courriels::JourDeSemaine;
    courriels::Repos const temps_partiel{{mercredi, samedi, dimanche}, {9, 17}};
    EXPECT_EQ(courriels::heure_permise(a(6, 12), {7, 20}, temps_partiel), a(6, 12)) << "mardi midi";
    EXPECT_EQ(courriels::heure_permise(a(6, 8), {7, 20}, temps_partiel), a(6, 9));
    EXPECT_EQ(courriels::heure_permise(a(6, 18), {7, 20}, temps_partiel), a(8, 9)) << "mardi soir : jeudi";
    EXPECT_EQ(courriels::heure_permise(a(9, 17), {7, 20}, temps_partiel), a(12, 9)) << "vendredi soir : lundi";
    EXPECT_EQ(courriels::heure_permise(a(6, 12), {7, 20}, {{}, {20, 24}}), a(6, 12)) << "rien ne resterait";
    EXPECT_EQ(
        courriels::heure_permise(a(6, 12), {7, 20}, {{lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche}, {}}),
        a(6, 12));
}

TEST(Attente, elle_s_allonge_et_ne_depasse_pas_quatre_heures) {
    EXPECT_EQ(courriels::attente(1), 1min);
    EXPECT_EQ(courriels::attente(4), 60min);
    EXPECT_EQ(courriels::attente(50), 240min);
}

} // namespace
