#include "metier/jeunes/regles.hpp"

#include <gtest/gtest.h>

#include "metier/jeunes/mots_sensibles.hpp"

namespace {

using namespace metier::jeunes;

constexpr Date naissance{2010y / 3 / 4};

SituationVue situation(std::int64_t id, GenreSituation genre, Date du, std::optional<Date> au = {},
                       bool verifiee = false) {
    return {{id},
            {genre, du, au, "", Fondement::declaration, verifiee ? std::optional{Instant{1h}} : std::nullopt, {}, ""}};
}
InscriptionVue inscription(int annee, Date du, std::optional<Date> au = {}) {
    InscriptionVue i;
    i.annee = {annee};
    i.du = du;
    i.au = au;
    i.lieu = "Lycée Zola";
    return i;
}
Faits faits_de(std::optional<Date> ne) {
    Faits f;
    f.naissance = ne;
    return f;
}

TEST(ObligationDeFormation, court_du_16e_anniversaire_a_la_veille_du_18e) {
    EXPECT_FALSE(soumis_a_obligation(naissance, 2026y / 3 / 3));
    EXPECT_TRUE(soumis_a_obligation(naissance, 2026y / 3 / 4));
    EXPECT_TRUE(soumis_a_obligation(naissance, 2028y / 3 / 3));
    EXPECT_FALSE(soumis_a_obligation(naissance, 2028y / 3 / 4));
    EXPECT_FALSE(soumis_a_obligation(std::nullopt, 2026y / 10 / 5));
}

TEST(ObligationDeFormation, est_remplie_par_chacune_des_six_facons) {
    using enum GenreSituation;
    for (auto genre : {scolarise, apprenti, stagiaire, emploi, service_civique, accompagne}) {
        auto f = faits_de(naissance);
        f.situations = {situation(1, genre, 2026y / 9 / 1)};
        auto o = obligation(f, 2026y / 10 / 5);
        EXPECT_EQ(o.statut, StatutObligation::remplie) << libelle(genre);
        EXPECT_NE(o.fondement.find("L. 114-1"), std::string::npos);
    }
}

TEST(ObligationDeFormation, n_est_pas_remplie_sans_solution_et_reste_a_verifier_sans_rien_savoir) {
    auto f = faits_de(naissance);
    EXPECT_EQ(obligation(f, 2026y / 10 / 5).statut, StatutObligation::inconnue);
    f.situations = {situation(1, GenreSituation::sans_solution, 2026y / 9 / 1)};
    EXPECT_EQ(obligation(f, 2026y / 10 / 5).statut, StatutObligation::non_remplie);
    EXPECT_EQ(obligation(f, 2026y / 8 / 31).statut, StatutObligation::inconnue) << "on peut demander une date passée";
    EXPECT_EQ(obligation(f, 2028y / 3 / 4).statut, StatutObligation::hors_champ);
}

TEST(ObligationDeFormation, est_levee_par_une_exemption_en_cours_mais_pas_par_une_ancienne) {
    auto f = faits_de(naissance);
    f.exemption = Exemption{2026y / 9 / 1, 2026y / 12 / 31, "médecin scolaire", {}};
    EXPECT_EQ(obligation(f, 2026y / 10 / 5).statut, StatutObligation::exempte);
    EXPECT_EQ(obligation(f, 2027y / 1 / 1).statut, StatutObligation::inconnue);
}

TEST(ObligationDeFormation, une_inscription_sans_classe_ne_prouve_rien) {
    auto f = faits_de(naissance);
    f.inscriptions = {inscription(2026, 2026y / 9 / 1)};
    EXPECT_EQ(obligation(f, 2026y / 10 / 5).statut, StatutObligation::remplie);
    f.inscriptions[0].sans_classe = true;
    EXPECT_EQ(obligation(f, 2026y / 10 / 5).statut, StatutObligation::inconnue);
    f.inscriptions = {inscription(2025, 2025y / 9 / 1)};
    EXPECT_EQ(obligation(f, 2026y / 10 / 5).statut, StatutObligation::inconnue)
        << "l'inscription de l'an dernier a pris fin le 31 août";
}

TEST(Decrocheur, le_brevet_et_le_cfg_ne_comptent_pas) {
    EXPECT_FALSE(qualifie(
        std::vector<Diplome>{{"DNB", {}, GenreDiplome::dnb, false, {}}, {"CFG", {}, GenreDiplome::cfg, false, {}}}));
    EXPECT_TRUE(qualifie(std::vector<Diplome>{{"CAP cuisine", 3, GenreDiplome::professionnel, false, {}}}));
    EXPECT_TRUE(qualifie(std::vector<Diplome>{{"Baccalauréat", 4, GenreDiplome::bac_general, true, {}}}));
}

TEST(Decrocheur, un_cap_parti_en_cours_de_bac_pro_se_juge_selon_la_definition) {
    auto f = faits_de(Date{2008y / 3 / 4});
    f.inscriptions = {inscription(2025, 2025y / 9 / 1, 2026y / 6 / 30)};
    f.diplomes = {{"CAP cuisine", 3, GenreDiplome::professionnel, false, {}}};
    auto jour = Date{2026y / 10 / 5};
    EXPECT_FALSE(decrochage(f, Definition::legale, jour).decrocheur);
    EXPECT_TRUE(decrochage(f, Definition::siei, jour).decrocheur);
    EXPECT_TRUE(decrochage(f, Definition::locale, jour).decrocheur);
    EXPECT_FALSE(decrochage(f, Definition::locale, jour, {16, false}).decrocheur);
    f.diplomes[0].du_cursus = true;
    EXPECT_FALSE(decrochage(f, Definition::siei, jour).decrocheur);
}

TEST(Decrocheur, la_definition_legale_demande_un_cycle_qui_mene_au_bac_ou_a_un_diplome_professionnel) {
    auto jour = Date{2026y / 10 / 5};
    auto f = faits_de(Date{2010y / 3 / 4});
    auto sorti_de = [&](std::string mef, std::string formation, std::string classe, std::string lieu) {
        auto i = inscription(2025, 2025y / 9 / 1, 2026y / 6 / 30);
        i.mef = mef, i.formation = formation, i.classe = classe, i.lieu = lieu;
        f.inscriptions = {i};
        return decrochage(f, Definition::legale, jour);
    };
    for (auto const& troisieme :
         {sorti_de("10310019110", "", "3A", ""), sorti_de("", "3EME GENERALE", "", ""),
          sorti_de("", "Troisième Segpa", "", "Lycée Zola"), sorti_de("", "", "3A", "Collège Curie")}) {
        EXPECT_FALSE(troisieme.decrocheur);
        EXPECT_NE(troisieme.pourquoi.find("D. 313-59"), std::string::npos) << troisieme.pourquoi;
    }
    EXPECT_TRUE(decrochage(f, Definition::siei, jour).decrocheur) << "les deux autres définitions n'en parlent pas";
    EXPECT_TRUE(decrochage(f, Definition::locale, jour).decrocheur);
    EXPECT_TRUE(sorti_de("24733404310", "", "", "").decrocheur);
    EXPECT_TRUE(sorti_de("", "3e année de bac pro", "", "").decrocheur);
    EXPECT_TRUE(sorti_de("", "", "3A", "Lycée Zola").decrocheur) << "rien ne dit que c'est le collège";
    f.inscriptions.push_back(inscription(2024, 2024y / 9 / 1, 2025y / 6 / 30)); // une année de lycée, avant
    f.inscriptions.front().lieu = "Collège Curie";
    EXPECT_TRUE(decrochage(f, Definition::legale, jour).decrocheur);
}

TEST(Decrocheur, n_est_pas_compte_avant_16_ans_ni_s_il_est_inscrit_ni_s_il_est_retrouve) {
    auto jour = Date{2026y / 10 / 5};
    auto f = faits_de(Date{2010y / 10 / 6});
    f.inscriptions = {inscription(2025, 2025y / 9 / 1)};
    EXPECT_FALSE(decrochage(f, Definition::legale, jour).decrocheur) << "la veille de ses 16 ans";
    EXPECT_TRUE(decrochage(f, Definition::legale, 2026y / 10 / 6).decrocheur) << "le jour de ses 16 ans";
    f.situations = {situation(1, GenreSituation::apprenti, 2026y / 9 / 1)};
    EXPECT_FALSE(decrochage(f, Definition::legale, 2026y / 10 / 6).decrocheur);
    f.situations = {};
    f.inscriptions.insert(f.inscriptions.begin(), inscription(2026, 2026y / 9 / 1));
    EXPECT_FALSE(decrochage(f, Definition::legale, 2026y / 10 / 6).decrocheur);
}

TEST(Situations, la_nouvelle_ferme_la_precedente_la_veille) {
    std::vector<SituationVue> connues{situation(1, GenreSituation::sans_solution, 2026y / 9 / 1)};
    auto p = placer(connues, situation(0, GenreSituation::emploi, 2026y / 10 / 5).situation);
    EXPECT_EQ(p.refus, "");
    ASSERT_EQ(p.ecourte.size(), 1u);
    EXPECT_EQ(p.ecourte[0].second, Date{2026y / 10 / 4});
}

TEST(Situations, une_ancienne_s_arrete_a_la_veille_de_la_suivante) {
    std::vector<SituationVue> connues{situation(1, GenreSituation::emploi, 2026y / 10 / 5)};
    EXPECT_EQ(placer(connues, situation(0, GenreSituation::scolarise, 2026y / 9 / 1).situation).au,
              Date{2026y / 10 / 4});
}

TEST(Situations, une_periode_au_milieu_coupe_l_autre_en_deux) {
    std::vector<SituationVue> connues{situation(1, GenreSituation::emploi, 2026y / 1 / 1)};
    auto p = placer(connues, situation(0, GenreSituation::stagiaire, 2026y / 3 / 1, 2026y / 3 / 31).situation);
    ASSERT_EQ(p.reprend.size(), 1u);
    EXPECT_EQ(p.reprend[0].du, Date{2026y / 4 / 1});
    EXPECT_EQ(p.ecourte[0].second, Date{2026y / 2 / 28});
}

TEST(Situations, on_n_en_recouvre_pas_une_autre_et_une_liste_ne_dement_pas_un_fait_verifie) {
    std::vector<SituationVue> connues{situation(1, GenreSituation::emploi, 2026y / 3 / 1, 2026y / 3 / 31, true)};
    EXPECT_NE(placer(connues, situation(0, GenreSituation::scolarise, 2026y / 1 / 1, 2026y / 6 / 30).situation).refus,
              "");
    auto liste = situation(0, GenreSituation::scolarise, 2026y / 3 / 10).situation;
    liste.fondement = Fondement::source;
    EXPECT_NE(placer(connues, liste).refus.find("vérifiée"), std::string::npos);
    EXPECT_NE(placer({}, situation(0, GenreSituation::emploi, 2026y / 3 / 2, 2026y / 3 / 1).situation).refus, "");
}

TEST(Situations, les_trous_se_voient) {
    std::vector<SituationVue> connues{situation(2, GenreSituation::emploi, 2026y / 3 / 1, 2026y / 3 / 31),
                                      situation(1, GenreSituation::scolarise, 2025y / 9 / 1, 2026y / 1 / 31)};
    auto t = trous(connues, 2026y / 4 / 10);
    ASSERT_EQ(t.size(), 2u);
    EXPECT_EQ(t[0].du, Date{2026y / 2 / 1});
    EXPECT_EQ(t[0].au, Date{2026y / 2 / 28});
    EXPECT_EQ(t[1].du, Date{2026y / 4 / 1});
    EXPECT_EQ(t[1].au, Date{2026y / 4 / 10});
    EXPECT_TRUE(trous({}, 2026y / 4 / 10).empty());
}

TEST(MotsSensibles, la_sante_l_origine_et_les_jugements_sont_signales_avec_leur_place) {
    std::string texte = "Élève dépressif, d’origine inconnue et paresseux ; garde à vue.";
    auto mots = mots_sensibles(texte);
    ASSERT_EQ(mots.size(), 4u);
    EXPECT_EQ(mots[0].mot, "dépressif");
    EXPECT_EQ(mots[0].categorie, "Santé ou diagnostic");
    EXPECT_EQ(texte.substr(mots[1].debut, mots[1].longueur), "origine");
    EXPECT_EQ(mots[2].categorie, "Jugement");
    EXPECT_EQ(mots[3].mot, "garde à vue");
    EXPECT_NE(avertissement(mots).find("« paresseux » (jugement)"), std::string::npos);
}

TEST(MotsSensibles, la_violence_est_signalee_sous_toutes_ses_formes) {
    for (auto const* dit : {"Appeler la mère pour violences", "Une violence", "Il a été violent"})
        EXPECT_EQ(mots_sensibles(dit).size(), 1u) << dit;
    EXPECT_EQ(mots_sensibles("violences conjugales").front().categorie, "Vie familiale ou intime");
}

TEST(MotsSensibles, un_fait_ordinaire_ne_declenche_rien) {
    EXPECT_TRUE(mots_sensibles("A manqué 12 demi-journées en septembre. Veut préparer un CAP cuisine. Rendez-vous le 5 "
                               "octobre à la mission locale.")
                    .empty());
    EXPECT_TRUE(mots_sensibles("Le roman qu’il lit, le romanesque, une annulation de stage.").empty());
    EXPECT_EQ(avertissement({}), "");
}

} // namespace
