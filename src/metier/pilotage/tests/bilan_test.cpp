#include "metier/pilotage/bilan.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "attaque.hpp"
#include "metier/pilotage/tests/faits_a06.hpp"

using namespace metier::pilotage;
using metier::reperage::Resultat;

namespace {

Releve releve(std::vector<Fait> faits) {
    Releve r{"Rentrée 2026",
             "2026-2027",
             "Bassin nord",
             Date{2026y / 10 / 5},
             {},
             std::move(faits),
             {{"1", "Bassin nord"}, {"2", "Bassin sud"}, {"3", "Bassin est"}},
             {},
             {},
             {{"x", "1"}},
             5};
    for (int e = 1; e <= 9; ++e) {
        r.etablissements[std::to_string(e)] = "Lycée " + std::to_string(e);
        r.bassin_de[std::to_string(e)] = std::to_string((e - 1) / 3 + 1);
    }
    return r;
}

std::string valeur(Bilan const& b, Indicateur i) {
    return affiche(*std::ranges::find(b.ensemble, i, &Valeur::indicateur));
}

TEST(Bilan, les_trente_lignes_d_octobre_donnent_les_chiffres_de_a06) {
    auto b = etablir(releve(a06()));
    EXPECT_EQ(valeur(b, Indicateur::i01), "30");
    EXPECT_EQ(valeur(b, Indicateur::i03), "29/30 (96,7\u00a0%)");
    EXPECT_EQ(valeur(b, Indicateur::i04), "18/29 (62,1\u00a0%)");
    EXPECT_EQ(valeur(b, Indicateur::i04b), "3/29 (10,3\u00a0%)");
    EXPECT_EQ(valeur(b, Indicateur::i05), "0/8 (0,0\u00a0%)");
    EXPECT_EQ(valeur(b, Indicateur::i06), "1/8 (12,5\u00a0%)");
}

TEST(Bilan, le_delai_est_la_mediane_et_dit_pour_combien_de_jeunes) {
    auto faits = a06();
    for (int jours : {2, 4, 9, 30})
        faits[static_cast<std::size_t>(20 + jours % 9)].delai = jours;
    EXPECT_EQ(valeur(etablir(releve(faits)), Indicateur::i02), "6,5 jours (4/30)");
    EXPECT_EQ(valeur(etablir(releve(a06())), Indicateur::i02), "aucun contact (0/30)");
}

TEST(Bilan, un_joint_est_un_confirme_qui_a_ete_joint) {
    auto faits = a06();
    faits[0].delai = 3; // inscrit ailleurs : joint, mais pas confirmé
    faits[21].delai = 3;
    faits[22].recu = true;
    auto b = etablir(releve(faits));
    EXPECT_EQ(valeur(b, Indicateur::i05), "1/8 (12,5\u00a0%)");
    EXPECT_EQ(valeur(b, Indicateur::i07), "1/8 (12,5\u00a0%)");
}

TEST(Bilan, moins_de_cinq_presumes_ne_montrent_rien) {
    std::vector<Fait> faits;
    ajouter(faits, 4, Resultat::confirme);
    auto r = releve(faits);
    r.caisses = {{metier::reperage::Caisse::inscrit, 100}, {metier::reperage::Caisse::presume, 4}};
    auto b = etablir(r);
    for (auto const& v : b.ensemble)
        EXPECT_EQ(affiche(v), "secret");
    for (auto const& e : b.entonnoir)
        EXPECT_TRUE(!e.personnes || e.code == "retrouves" || *e.personnes == 0) << e.code;
    EXPECT_EQ(en_json(b).find("\"n\":4"), std::string::npos);
}

TEST(Bilan, l_entonnoir_ajoute_ses_cases_au_total) {
    using metier::reperage::Caisse;
    auto r = releve(a06());
    r.caisses = {{Caisse::inscrit, 900},    {Caisse::rapproche, 10}, {Caisse::en_solution, 20}, {Caisse::diplome, 300},
                 {Caisse::moins_de_16, 50}, {Caisse::parti, 6},      {Caisse::presume, 30}};
    auto b = etablir(r);
    std::int64_t somme = 0;
    for (auto const& e : b.entonnoir)
        if (e.code == "retrouves" || e.code == "diplomes" || e.code == "moins_de_16" || e.code == "partis" ||
            e.code == "presumes")
            somme += *e.personnes;
    EXPECT_EQ(somme, 1316);
    EXPECT_EQ(b.entonnoir.front().personnes, 1316);
    EXPECT_EQ(b.entonnoir.back().code, "en_solution");
}

TEST(Bilan, les_lignes_d_une_ventilation_s_ajoutent_au_total) {
    auto faits = a06();
    auto b = etablir(releve(faits));
    for (auto const& t : b.tableaux) {
        std::int64_t somme = 0;
        for (auto const& l : t.lignes)
            somme += l.presumes.value_or(0);
        EXPECT_EQ(somme, 30) << code(t.par);
        EXPECT_EQ(t.lignes_masquees, 0);
    }
}

TEST(Bilan, une_photo_relue_est_la_meme) {
    auto b = etablir(releve(a06()));
    EXPECT_EQ(depuis_json(en_json(b)), b);
    EXPECT_TRUE(changements(b, b).empty());
}

TEST(Bilan, une_definition_ou_un_reglage_change_se_dit) {
    auto avant = etablir(releve(a06())), apres = avant;
    apres.definitions[3].version = 2;
    apres.reglages["x"] = "0";
    auto dits = changements(avant, apres);
    ASSERT_EQ(dits.size(), 2u);
    EXPECT_NE(dits[0].find("I-04 (Taux de faux positifs) a changé de définition"), std::string::npos);
    EXPECT_NE(dits[1].find("« x » valait 1, il vaut 0"), std::string::npos);
}

std::vector<Fait> au_hasard(std::mt19937& hasard) {
    auto sur = [&](int n) { return static_cast<int>(hasard() % static_cast<unsigned>(n)); };
    std::vector<Fait> faits;
    int combien = 5 + sur(300);
    for (int i = 0; i < combien; ++i) {
        // Des établissements et des classes de tailles très inégales : c'est là que les petits nombres se cachent.
        int e = 1 + std::min(sur(10), sur(10)) % 9;
        std::optional<Resultat> resultat;
        if (sur(4))
            resultat = static_cast<Resultat>(sur(10));
        bool contacte = sur(2) != 0;
        faits.push_back({i + 1, std::to_string((e - 1) / 3 + 1), std::to_string(e), sur(12) ? (sur(2) ? "F" : "M") : "",
                         static_cast<Tranche>(std::min(sur(5), sur(5))),
                         "C" + std::to_string(std::min(sur(15), sur(15))), resultat,
                         contacte ? std::optional{sur(40)} : std::nullopt, contacte && sur(2), sur(3) == 0});
    }
    return faits;
}

TEST(Bilan, un_attaquant_qui_croise_tous_les_tableaux_ne_retrouve_aucune_case_cachee) {
    std::mt19937 hasard{20261005};
    long cachees = 0, montrees = 0;
    for (int essai = 0; essai < 300; ++essai) {
        auto r = releve(au_hasard(hasard));
        auto bilan = attaque::attaquer(r, etablir(r));
        EXPECT_TRUE(bilan.retrouvees.empty()) << "essai " << essai << " : " << bilan.retrouvees.front();
        cachees += bilan.cachees;
        montrees += bilan.montrees;
    }
    EXPECT_GT(cachees, 1000);         // l'attaque a eu de quoi faire
    EXPECT_GT(montrees, cachees / 4); // et le masquage laisse des chiffres
}

TEST(Bilan, l_attaque_sait_retrouver_une_case_quand_une_seule_est_cachee) {
    auto faits = a06();
    for (int i = 0; i < 3; ++i)
        faits[static_cast<std::size_t>(i)].sexe = ""; // trois sexes non renseignés
    auto r = releve(faits);
    auto b = etablir(r);
    auto montre = b; // on défait le masquage secondaire, et lui seul
    auto sans = r;
    sans.seuil = 0;
    auto tout = etablir(sans);
    auto sexe = [](Bilan& x) -> Tableau& { return *std::ranges::find(x.tableaux, Ventilation::sexe, &Tableau::par); };
    sexe(montre) = sexe(tout);
    std::erase_if(sexe(montre).lignes, [](Ligne const& l) { return l.cle.empty(); });
    sexe(montre).renseignes.reset();
    EXPECT_FALSE(attaque::attaquer(r, montre).retrouvees.empty());
    EXPECT_TRUE(attaque::attaquer(r, b).retrouvees.empty());
}

} // namespace
