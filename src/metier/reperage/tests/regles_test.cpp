#include "metier/reperage/regles.hpp"

#include <gtest/gtest.h>

using namespace metier;
using namespace metier::reperage;

namespace {

ReglesDeCampagne const octobre{{2026}, 2026y / 10 / 5, {}};

jeunes::InscriptionVue inscrit(int annee, std::string lieu, std::optional<Date> au = {}) {
    jeunes::InscriptionVue i;
    i.annee = {annee};
    i.du = i.annee.premier_jour();
    i.au = au;
    i.lieu = std::move(lieu);
    i.source = "SIECLE";
    return i;
}

FaitsDeCampagne ne_le(Date naissance) {
    FaitsDeCampagne f;
    f.faits.naissance = naissance;
    f.faits.inscriptions = {inscrit(2025, "Lycée Zola")};
    return f;
}

TEST(Place, introuvable_cette_annee_il_est_presume_selon_les_trois_definitions) {
    auto p = placer(ne_le(2009y / 3 / 4), octobre);
    EXPECT_EQ(p.caisse, Caisse::presume);
    EXPECT_EQ(p.motif, "Inscrit en 2025-2026 : Lycée Zola. Sur aucune liste de 2026-2027 au 05/10/2026.");
    for (auto const& d : p.definitions)
        EXPECT_TRUE(d.decrocheur) << d.pourquoi;
}

TEST(Place, inscrit_cette_annee_il_est_retrouve_avec_son_lieu) {
    auto f = ne_le(2009y / 3 / 4);
    f.faits.inscriptions.insert(f.faits.inscriptions.begin(), inscrit(2026, "CFA de Rennes"));
    auto p = placer(f, octobre);
    EXPECT_EQ(p.caisse, Caisse::inscrit);
    EXPECT_EQ(p.motif, "Inscrit à CFA de Rennes depuis le 01/09/2026, d’après SIECLE.");
}

TEST(Place, inscrit_sans_classe_reste_a_verifier) {
    auto f = ne_le(2009y / 3 / 4);
    auto coquille = inscrit(2026, "Lycée Monod");
    coquille.sans_classe = true;
    f.faits.inscriptions.insert(f.faits.inscriptions.begin(), coquille);
    auto p = placer(f, octobre);
    EXPECT_EQ(p.caisse, Caisse::presume);
    EXPECT_NE(p.motif.find("inscrit sans classe au lycée Monod"), std::string::npos);
}

TEST(Place, sorti_en_septembre_il_est_presume_avec_la_date_de_sortie) {
    auto f = ne_le(2009y / 3 / 4);
    auto sorti = inscrit(2026, "Lycée Monod", 2026y / 9 / 20);
    sorti.motif_sortie = "démission";
    f.faits.inscriptions.insert(f.faits.inscriptions.begin(), sorti);
    auto p = placer(f, octobre);
    EXPECT_EQ(p.caisse, Caisse::presume);
    EXPECT_NE(p.motif.find("Sorti le 20/09/2026 du lycée Monod : démission."), std::string::npos);
}

TEST(Place, a_01_quinze_ans_neuf_mois_est_compte_a_part_et_jamais_decrocheur) {
    auto p = placer(ne_le(2011y / 1 / 5), octobre);
    EXPECT_EQ(p.caisse, Caisse::moins_de_16);
    EXPECT_NE(p.motif.find("instruction obligatoire"), std::string::npos);
    for (auto const& d : p.definitions)
        EXPECT_FALSE(d.decrocheur);
}

TEST(Place, le_jour_de_ses_16_ans_il_est_presume) {
    EXPECT_EQ(placer(ne_le(2010y / 10 / 5), octobre).caisse, Caisse::presume);
    EXPECT_EQ(placer(ne_le(2010y / 10 / 6), octobre).caisse, Caisse::moins_de_16);
}

TEST(Place, un_cap_parti_en_cours_de_bac_pro_ne_compte_que_pour_le_siei_et_localement) {
    auto f = ne_le(2008y / 3 / 4);
    f.faits.diplomes.push_back({"CAP cuisine", 3, jeunes::GenreDiplome::professionnel, false, Date{2025y / 7 / 4}});
    auto p = placer(f, octobre);
    EXPECT_EQ(p.caisse, Caisse::presume);
    EXPECT_FALSE(p.definitions[0].decrocheur);
    EXPECT_TRUE(p.definitions[1].decrocheur);
    EXPECT_TRUE(p.definitions[2].decrocheur);
}

TEST(Place, le_diplome_du_cursus_le_sort_de_toutes_les_definitions) {
    auto f = ne_le(2008y / 3 / 4);
    f.faits.diplomes.push_back(
        {"Baccalauréat professionnel", 4, jeunes::GenreDiplome::professionnel, true, Date{2026y / 7 / 4}});
    auto p = placer(f, octobre);
    EXPECT_EQ(p.caisse, Caisse::diplome);
    EXPECT_EQ(p.motif, "Diplômé : Baccalauréat professionnel, le 04/07/2026.");
}

TEST(Place, le_brevet_ne_compte_pas) {
    auto f = ne_le(2009y / 3 / 4);
    f.faits.diplomes.push_back({"DNB", {}, jeunes::GenreDiplome::dnb, false, Date{2025y / 7 / 4}});
    EXPECT_EQ(placer(f, octobre).caisse, Caisse::presume);
}

TEST(Place, accompagne_par_la_mission_locale_il_est_deja_en_solution) {
    auto f = ne_le(2009y / 3 / 4);
    jeunes::Situation s;
    s.genre = jeunes::GenreSituation::accompagne;
    s.du = 2026y / 9 / 10;
    s.structure = "Mission locale";
    f.faits.situations.push_back({Id<jeunes::Situation_>{1}, s});
    auto p = placer(f, octobre);
    EXPECT_EQ(p.caisse, Caisse::en_solution);
    EXPECT_NE(p.motif.find("Mission locale, depuis le 10/09/2026"), std::string::npos);
}

TEST(Place, un_demenagement_deja_verifie_ne_se_reverifie_pas_mais_une_inscription_l_emporte) {
    auto f = ne_le(2009y / 3 / 4);
    f.parti = Resultat::demenage;
    EXPECT_EQ(placer(f, octobre).caisse, Caisse::parti);
    f.faits.inscriptions.insert(f.faits.inscriptions.begin(), inscrit(2026, "Lycée Zola"));
    EXPECT_EQ(placer(f, octobre).caisse, Caisse::inscrit);
}

TEST(Place, sans_date_de_naissance_on_ne_conclut_pas) {
    auto f = ne_le(2009y / 3 / 4);
    f.faits.naissance.reset();
    auto p = placer(f, octobre);
    EXPECT_EQ(p.caisse, Caisse::presume);
    EXPECT_NE(p.motif.find("Date de naissance inconnue"), std::string::npos);
}

TEST(Place, un_signale_jamais_inscrit_ici_est_presume_par_la_liste) {
    FaitsDeCampagne f;
    f.faits.naissance = 2008y / 1 / 1;
    f.signale_par = "SIEI";
    f.signale_siei = true;
    auto p = placer(f, octobre);
    EXPECT_EQ(p.caisse, Caisse::presume);
    EXPECT_TRUE(p.motif.starts_with("Signalé sorti par SIEI."));
    EXPECT_TRUE(p.definitions[1].decrocheur);
}

TEST(Cases, moins_de_16_ans_le_jour_de_l_observation_n_est_decrocheur_pour_personne_meme_designe_depuis) {
    FaitsDeCampagne f;
    f.faits.naissance = 2010y / 11 / 12;
    f.signale_par = "SIEI";
    f.signale_siei = true;
    auto p = placer(f, octobre);
    EXPECT_EQ(p.caisse, Caisse::moins_de_16);
    EXPECT_NE(p.motif.find("16 ans le 12/11/2026"), std::string::npos) << p.motif;
    EXPECT_NE(p.motif.find("même désigné par SIEI"), std::string::npos) << p.motif;
    for (auto const& d : p.definitions)
        EXPECT_FALSE(d.decrocheur) << d.pourquoi;
}

TEST(Etages, injoignable_n_est_pas_verifie) {
    EXPECT_FALSE(est_verifie(Resultat::injoignable));
    EXPECT_TRUE(est_verifie(Resultat::demenage));
    EXPECT_EQ(etage(Resultat::deja_diplome), Etage::faux_positifs);
    EXPECT_EQ(etage(Resultat::service_civique), Etage::deja_en_solution);
    EXPECT_EQ(situation_de(Resultat::injoignable), std::nullopt);
}

} // namespace
