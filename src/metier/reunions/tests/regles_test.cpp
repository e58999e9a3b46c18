#include "metier/reunions/regles.hpp"

#include <gtest/gtest.h>

using namespace metier::reunions;
using metier::agenda::Urgence;

namespace {

constexpr Date lundi = 2026y / 10 / 5;

std::vector<Date> tenues(std::vector<Occurrence> const& liste) {
    std::vector<Date> jours;
    for (auto const& o : liste)
        if (o.saute.empty())
            jours.push_back(o.jour);
    return jours;
}

} // namespace

TEST(Occurrences, chaque_semaine_saute_les_vacances_demandees_et_dit_pourquoi) {
    std::vector<Vacances> toussaint{{"Toussaint", 2026y / 10 / 17, 2026y / 11 / 1}};
    auto liste = occurrences(Rythme::semaine, lundi, 2026y / 11 / 9, toussaint);
    EXPECT_EQ(tenues(liste), (std::vector<Date>{2026y / 10 / 5, 2026y / 10 / 12, 2026y / 11 / 2, 2026y / 11 / 9}));
    EXPECT_EQ(liste[2].saute, "vacances : Toussaint");
    EXPECT_EQ(tenues(occurrences(Rythme::semaine, lundi, 2026y / 11 / 9, {})).size(), 6u);
}

TEST(Occurrences, un_jour_ferie_est_toujours_saute_dans_une_serie) {
    auto liste = occurrences(Rythme::quinzaine, 2026y / 10 / 28, 2026y / 11 / 25, {});
    EXPECT_EQ(tenues(liste), (std::vector<Date>{2026y / 10 / 28, 2026y / 11 / 25}));
    EXPECT_EQ(liste[1].saute, "jour férié : 11 novembre");
}

TEST(Occurrences, une_seule_date_se_garde_meme_en_vacances) {
    std::vector<Vacances> toussaint{{"Toussaint", 2026y / 10 / 17, 2026y / 11 / 1}};
    EXPECT_EQ(tenues(occurrences(Rythme::seule, 2026y / 10 / 20, 2026y / 10 / 20, toussaint)).size(), 1u);
}

TEST(Occurrences, chaque_mois_garde_le_rang_du_jour_et_prend_le_dernier_s_il_manque) {
    // 29 octobre 2026 : cinquième jeudi ; novembre n'en a que quatre, décembre en a cinq.
    EXPECT_EQ(tenues(occurrences(Rythme::mois, 2026y / 10 / 29, 2026y / 12 / 31, {})),
              (std::vector<Date>{2026y / 10 / 29, 2026y / 11 / 26, 2026y / 12 / 31}));
}

TEST(Feries, ils_suivent_paques) {
    EXPECT_EQ(metier::territoire::jour_ferie(2027y / 3 / 29), "lundi de Pâques");
    EXPECT_EQ(metier::territoire::jour_ferie(2027y / 5 / 6), "Ascension");
    EXPECT_EQ(metier::territoire::jour_ferie(2027y / 5 / 17), "lundi de Pentecôte");
    EXPECT_EQ(metier::territoire::jour_ferie(2026y / 4 / 6), "lundi de Pâques");
    EXPECT_TRUE(metier::territoire::jour_ferie(lundi).empty());
}

TEST(Quorum, il_faut_la_part_arrondie_vers_le_haut_et_pour_un_gpds_qui_anime) {
    EXPECT_TRUE(quorum(Quorum::moitie, {.attendus = 7, .presents = 4}, 50).atteint);
    auto q = quorum(Quorum::moitie, {.attendus = 7, .presents = 3}, 50);
    EXPECT_FALSE(q.atteint);
    EXPECT_EQ(q.il_en_faut, 4);
    EXPECT_FALSE(quorum(Quorum::direction_et_moitie, {.attendus = 4, .presents = 3}, 50).atteint);
    EXPECT_TRUE(
        quorum(Quorum::direction_et_moitie, {.attendus = 4, .presents = 2, .animateurs_presents = 1}, 50).atteint);
    EXPECT_FALSE(quorum(Quorum::moitie, {}, 50).atteint);
    EXPECT_FALSE(quorum(Quorum::aucun, {}, 50).demande);
}

TEST(Ordre, qui_part_tot_puis_du_plus_presse_au_moins_presse_puis_le_plus_ancien) {
    APlacer tot{Urgence::silence, {}, "10:30", 1}, retard{Urgence::decision_en_retard, lundi, "", 2},
        terme{Urgence::terme_legal, lundi, "", 3}, terme_ancien{Urgence::terme_legal, 2026y / 9 / 1, "", 4},
        silence{Urgence::silence, {}, "", 5};
    EXPECT_TRUE(avant(tot, retard));
    EXPECT_TRUE(avant(retard, terme_ancien));
    EXPECT_TRUE(avant(terme_ancien, terme));
    EXPECT_TRUE(avant(terme, silence));
}

TEST(Ligne, une_decision_se_tape_d_un_trait) {
    auto l = lire_ligne("Appeler la famille / Ba / 15/11", lundi);
    ASSERT_TRUE(l);
    EXPECT_EQ(l->quoi, "Appeler la famille");
    EXPECT_EQ(l->qui, "Ba");
    EXPECT_EQ(l->quand, Date{2026y / 11 / 15});
    EXPECT_EQ(lire_ligne("Stage chez Renault / Dacia ; Ott ; +8", lundi)->quoi, "Stage chez Renault / Dacia");
    EXPECT_FALSE(lire_ligne("Appeler la famille 15/11", lundi));
}

TEST(Ligne, quand_se_dit_de_plusieurs_facons) {
    EXPECT_EQ(lire_quand("12/10/2026", lundi), Date{2026y / 10 / 12});
    EXPECT_EQ(lire_quand("1/3", lundi), Date{2027y / 3 / 1});
    EXPECT_FALSE(lire_quand("1/9", lundi)) << "passé depuis un mois : sans année, ce n'est pas l'an prochain";
    EXPECT_EQ(lire_quand("1/9/2027", lundi), Date{2027y / 9 / 1});
    EXPECT_EQ(lire_quand("+8", lundi), Date{2026y / 10 / 13});
    EXPECT_EQ(lire_quand("8 j", lundi), Date{2026y / 10 / 13});
    EXPECT_EQ(lire_quand("vendredi", lundi), Date{2026y / 10 / 9});
    EXPECT_EQ(lire_quand("lundi", lundi), Date{2026y / 10 / 12});
    EXPECT_EQ(lire_quand("demain", lundi), Date{2026y / 10 / 6});
    EXPECT_FALSE(lire_quand("31/2", lundi));
    EXPECT_FALSE(lire_quand("bientôt", lundi));
}

TEST(Ligne, qui_se_reconnait_au_debut_d_un_mot_s_il_est_seul) {
    std::vector<std::string> noms{"Mariam BA", "Gérard OTT", "Basile ROY"};
    EXPECT_EQ(lire_qui("ott", noms), 1u);
    EXPECT_EQ(lire_qui("Gerard", noms), 1u);
    EXPECT_FALSE(lire_qui("ba", noms)); // BA ou Basile
    EXPECT_EQ(lire_qui("Mariam Ba", noms), 0u);
    EXPECT_FALSE(lire_qui("", noms));
}

TEST(Reunions, ce_que_l_on_tait_ne_laisse_ni_prenom_ni_nom) {
    EXPECT_EQ(taire("Prévenir la mère de Lina Ndiaye demain", {"Lina", "NDIAYE", ""}), "Prévenir la mère de … demain");
    EXPECT_EQ(taire("Lina, puis Lina", {"Lina", "NDIAYE"}), "…, puis …");
    EXPECT_EQ(taire("Rappeler l’élève", {"Lina", "NDIAYE"}), "Rappeler l’élève");
}

TEST(Voile, un_nom_devient_des_initiales_sans_toucher_au_reste) {
    EXPECT_EQ(initiales("Jean-Pierre", "NDIAYE"), "J.-P.\u00a0N.");
    EXPECT_EQ(voiler("Appeler la mère de Lina Ndiaye : Lina l’attend.", "Lina", "NDIAYE"),
              "Appeler la mère de L. N. : L. l’attend.");
    EXPECT_EQ(voiler("Prévenir l’équipe d’Élise", "Elise", "LE GALL"), "Prévenir l’équipe d’E.");
    EXPECT_EQ(voiler("Le gall est une tumeur des plantes", "Anna", "LE GALL"), "Le G. est une tumeur des plantes");
}

TEST(Voile, un_lieu_nomme_quelqu_un_s_il_dit_prenom_et_nom) {
    EXPECT_TRUE(nomme("chez Lina N’Diaye", "Lina", "N'DIAYE"));
    EXPECT_FALSE(nomme("salle Ndiaye", "Lina", "NDIAYE"));
}

TEST(Voile, un_lycee_ou_une_rue_qui_porte_ce_nom_n_est_pas_cette_personne) {
    for (auto const* lieu : {"Lycée Marie-Curie", "Lycée professionnel Marie Curie, salle 4",
                             "12 rue Pierre et Marie Curie", "Collège public Marie Curie", "Amphi Marie-Curie"})
        EXPECT_FALSE(nomme(lieu, "Marie", "CURIE")) << lieu;
    for (auto const* personne : {"Lycée Zola, pour Marie Curie", "Chez Marie Curie, rue Marie Curie", "Curie Marie",
                                 "Lycée : Curie, Marie", "Salle 4, Marie Curie et sa mère"})
        EXPECT_TRUE(nomme(personne, "Marie", "CURIE")) << personne;
}

TEST(Types, chaque_genre_a_qui_le_conduit) {
    for (auto const& g : genres) {
        EXPECT_FALSE(type_de(g.valeur).conduisent.empty()) << g.code;
        EXPECT_FALSE(type_de(g.valeur).developpe.empty()) << g.code;
    }
    EXPECT_TRUE(conduits_par(metier::acces::Role::psyen).empty());
    EXPECT_TRUE(conduits_par(metier::acces::Role::dpd).empty());
}
