// Scénario A-01 (metier.md §13), d'une vraie liste : les non affectés qu'elle nomme sont à convoquer, et leur dossier
// dit d'où on le sait.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/coeur/app.hpp"
#include "metier/echanges/echanges.hpp"
#include "metier/reperage/reperage.hpp"
#include "tests/distribution.hpp"

using namespace essais;

namespace {

struct NonAffectes : testing::TestWithParam<std::string> {
    NonAffectes() { branchements.routes(d.app.routes); }
    std::string importer(std::string const& contenu) {
        auto chemin =
            std::filesystem::temp_directory_path() / ("a01_" + base::hexa(base::octets_au_hasard(6)) + ".csv");
        std::ofstream{chemin, std::ios::binary} << contenu;
        std::ostringstream out, err;
        metier::echanges::commande_importer({chemin.string(), "--nature", "affectation", "--source", "DSDEN 35"},
                                            d.app.env(), out, err);
        std::filesystem::remove(chemin);
        return err.str();
    }
    static std::string ligne(std::string const& nom, std::string const& naissance, std::string const& decision) {
        return nom + ";Sam;" + naissance + ";M;0350017D;3A;" + decision + "\n";
    }
    std::string dossier(std::string const& nom) {
        return d.lire([&](storage::Reader& db) {
            return "/jeunes/" + std::to_string(db.one<std::int64_t>("select id from jeune where nom = ?", nom));
        });
    }
    static constexpr auto en_tete =
        "Nom;Prénom;Date de naissance;Sexe;UAI établissement origine;Classe origine;Décision\n";
    app::Branchements branchements;
    Distribution d{GetParam()};
};

TEST_P(NonAffectes, a01_les_non_affectes_d_une_liste_sont_a_convoquer_et_leur_dossier_dit_laquelle) {
    std::string csv = en_tete;
    for (char c = 'A'; c < 'M'; ++c)
        csv += ligne(std::string("SANSPLACE") + c, "04/03/2009", c % 2 ? "Non affecté" : "Refusé");
    csv += ligne("PETIT", "05/01/2011", "Non classé") + ligne("CASEE", "04/03/2009", "Affectée");
    ASSERT_EQ(importer(csv), "");
    auto awa = d.app.as(d.awa);
    auto tableau = awa.get("/suivi/rendez-vous");
    auto journee = awa.get("/");
    EXPECT_TRUE(tableau.contient("SANSPLACEA"));
    EXPECT_TRUE(journee.contient("SANSPLACEA"));
    EXPECT_TRUE(journee.contient("D’après DSDEN 35"));
    EXPECT_TRUE(tableau.contient("Instruction obligatoire : orienter vers la DSDEN"));
    EXPECT_TRUE(journee.contient("Instruction obligatoire : orienter vers la DSDEN"));
    EXPECT_FALSE(tableau.contient("CASEE"));
    EXPECT_FALSE(journee.contient("CASEE"));
    auto page = awa.get(dossier("SANSPLACEA"));
    for (auto const* dit : {"Non affecté, d’après DSDEN 35", "3A", "Zola", "2025-2026"})
        EXPECT_TRUE(page.contient(dit)) << dit;
    EXPECT_TRUE(awa.get("/importations").contient("DSDEN 35"));
    EXPECT_FALSE(awa.get("/importations").contient("Affelnet"));
    awa.post(dossier("SANSPLACEA") + "/rendez-vous", {{"jour", "2026-10-12"}, {"heure", "14:00"}, {"lieu", "CIO"}});
    EXPECT_FALSE(awa.get("/").contient("SANSPLACEA Sam D’après")) << "son rendez-vous est pris";
    EXPECT_TRUE(d.app.as(d.diop).get(dossier("SANSPLACEB")).contient("Non affecté")) << "mission locale";
    EXPECT_EQ(d.app.as(d.diop).get(dossier("PETIT")).status, 404) << "moins de seize ans";
}

TEST_P(NonAffectes, une_place_obtenue_ensuite_retire_de_la_liste_et_un_autre_voeu_refuse_n_y_remet_pas) {
    ASSERT_EQ(importer(en_tete + ligne("DEVINE", "04/03/2009", "liste supplémentaire")), "");
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get("/suivi/rendez-vous").contient("DEVINE"));
    ASSERT_EQ(importer(en_tete + ligne("DEVINE", "04/03/2009", "affecté")), "");
    EXPECT_FALSE(awa.get("/suivi/rendez-vous").contient("DEVINE"));
    EXPECT_FALSE(awa.get("/").contient("DEVINE"));
}

TEST_P(NonAffectes, le_titre_de_la_liste_dit_que_personne_n_y_a_de_place) {
    ASSERT_EQ(importer("Liste des non-affectés;;;\n;;;\nNom;Prénom;Date de naissance;UAI origine\n"
                       "TITRE;Léa;04/03/2009;0350017D\n"),
              "");
    EXPECT_TRUE(d.app.as(d.awa).get("/suivi/rendez-vous").contient("TITRE"));
}

TEST_P(NonAffectes, une_ligne_douteuse_en_attente_se_voit_de_la_page_ou_l_on_verifie) {
    auto connu =
        un_jeune().nomme("IMBERTAUD", "Sam").ne_le(2009y / 3 / 4).au(d.zola, 2025, Date{2026y / 8 / 31}).cree(d);
    auto c = d.ecrire([&](storage::Writer& db) {
        return metier::reperage::creer_campagne(db, d.horloge.instant(), d.awa, {"R", {2026}, d.nord, d.jour()});
    });
    metier::reperage::calculer(*d.base, d.horloge.instant(), c);
    auto page = "/campagnes/" + std::to_string(c.valeur) + "/verifications/" + std::to_string(connu.valeur);
    auto awa = d.app.as(d.awa);
    EXPECT_FALSE(awa.get(page).contient("Une ligne en attente lui ressemble"));
    ASSERT_EQ(importer(en_tete + ligne("AUTRE", "04/03/2008", "affecté")), "");
    d.ecrire([&](storage::Writer& db) {
        db.run("update ligne_import set issue = 'douteuse'");
        db.run(
            "insert into ligne_candidat (ligne_id, jeune_id, dixiemes, probabilite, motif) select id, ?, 90, 0.9, '' "
            "from ligne_import",
            connu);
    });
    EXPECT_TRUE(awa.get(page).contient("Une ligne en attente lui ressemble"));
    EXPECT_TRUE(awa.get(page).contient("DSDEN 35"));
}

INSTANTIATE_TEST_SUITE_P(LesDeuxBases, NonAffectes, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
