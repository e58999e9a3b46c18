#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include <gtest/gtest.h>

#include "metier/pilotage/chiffres.hpp"
#include "metier/pilotage/exports.hpp"
#include "metier/pilotage/tests/pilotage_essai.hpp"
#include "metier/suivi/suivi.hpp"

using namespace essais;

namespace {

struct PilotageWeb : testing::Test, OctobreA06 {
    PilotageWeb() {
        pilotage::routes(d.app.routes, chiffres);
        pilotage::rubriques(journee, chiffres);
        metier::agenda::routes(d.app.routes, journee);
    }
    pilotage::Chiffres chiffres;
    metier::agenda::Journee journee;
    web::Pairs const export_csv{{"finalite", "reunion"}, {"motif", "GPDS du 12 octobre"}, {"format", "csv"}};
    std::string detail_du_journal() {
        return d.lire([](storage::Reader& db) {
            return db.one<std::string>("select detail from journal order by id desc limit 1");
        });
    }
};

TEST_F(PilotageWeb, awa_lit_les_chiffres_et_ouvre_leurs_lignes) {
    auto awa = d.app.as(d.awa);
    auto page = awa.get("/indicateurs");
    EXPECT_EQ(page.status, 200);
    for (auto const* texte : {"29/30 (96,7\u00a0%)", "18/29 (62,1\u00a0%)", "3/29 (10,3\u00a0%)",
                              "renseigné\u00a0: 29/30", "Par Bassin", "Lycée professionnel Zola", "Présumés sortis"})
        EXPECT_TRUE(page.contient(texte)) << texte;
    EXPECT_NE(page.body.find("/indicateurs/lignes?"), std::string::npos);
    EXPECT_LE(page.queries, 30);
    auto lignes = awa.get("/indicateurs/lignes?de=confirmes");
    EXPECT_EQ(lignes.status, 200);
    EXPECT_TRUE(lignes.contient("VASSEUR"));
    EXPECT_FALSE(lignes.contient("ABADIE"));
    EXPECT_TRUE(awa.get("/indicateurs/lignes?de=presumes&par=etablissement&cle=" + std::to_string(d.zola.valeur))
                    .contient("ABADIE"));
    EXPECT_EQ(awa.get("/indicateurs/lignes?de=n_importe_quoi").status, 404);
}

TEST_F(PilotageWeb, un_territoire_que_la_campagne_ne_couvre_pas_le_dit_au_lieu_de_montrer_des_zeros) {
    auto noe = d.app.as(d.un_agent("Noé", "LANGLOIS", acces::Role::coordonnateur, d.departement));
    auto sud = noe.get("/indicateurs?territoire=" + std::to_string(d.sud.valeur));
    EXPECT_TRUE(sud.contient("Personne à compter ici")) << sud.body;
    EXPECT_FALSE(noe.get("/indicateurs").contient("Personne à compter ici"));
}

TEST_F(PilotageWeb, les_lignes_se_tournent_page_a_page) {
    auto awa = d.app.as(d.awa);
    auto premiere = awa.get("/indicateurs/lignes?de=presumes");
    EXPECT_TRUE(premiere.contient("ABADIE"));
    EXPECT_FALSE(premiere.contient("ZELLER"));
    auto ou = premiere.body.find("apres=");
    ASSERT_NE(ou, std::string::npos);
    auto suite = awa.get("/indicateurs/lignes?de=presumes&" +
                         premiere.body.substr(ou, premiere.body.find_first_of("\"&", ou) - ou));
    EXPECT_TRUE(suite.contient("ZELLER"));
    EXPECT_FALSE(suite.contient("ABADIE"));
}

TEST_F(PilotageWeb, qui_n_a_pas_de_dossiers_voit_les_nombres_sans_les_noms) {
    for (auto agent : {d.vidal, d.dasen, draio}) {
        auto page = d.app.as(agent).get("/indicateurs");
        EXPECT_EQ(page.status, 200);
        EXPECT_TRUE(page.contient("29/30"));
        EXPECT_EQ(page.body.find("/indicateurs/lignes"), std::string::npos);
        EXPECT_FALSE(page.contient("ABADIE"));
        EXPECT_EQ(d.app.as(agent).get("/indicateurs/lignes?de=presumes").status, 403);
        EXPECT_EQ(d.app.as(agent).get("/indicateurs/lignes/export?de=presumes").status, 403);
    }
}

TEST_F(PilotageWeb, qui_n_ouvre_pas_les_lignes_ne_lit_aucun_nombre_de_un_a_quatre) {
    std::regex const petit{"[ >(][1-4]/[0-9]"};
    EXPECT_TRUE(d.app.as(d.awa).get("/indicateurs").contient("3/29 (10,3"));
    for (auto agent : {d.vidal, d.dasen, draio})
        for (auto const& ou : {std::string("/indicateurs"), "/indicateurs?territoire=" + std::to_string(d.nord.valeur),
                               std::string("/")}) {
            auto page = d.app.as(agent).get(ou);
            EXPECT_TRUE(page.contient("18/29 (62,1")) << ou;
            EXPECT_FALSE(page.contient("3/29")) << ou;
            EXPECT_FALSE(std::regex_search(page.body, petit)) << ou;
        }
}

TEST_F(PilotageWeb, ce_que_fige_qui_ouvre_les_lignes_se_lit_par_d_autres_sans_petit_nombre) {
    auto photo = d.app.as(d.awa).post("/indicateurs/photos", {{"titre", "Toussaint"}}).location;
    auto lue = d.app.as(d.dasen).get(photo);
    EXPECT_TRUE(lue.contient("18/29 (62,1"));
    EXPECT_FALSE(lue.contient("3/29"));
    EXPECT_TRUE(d.app.as(d.awa).get("/indicateurs").contient("3/29"));
}

TEST_F(PilotageWeb, un_entretien_prive_compte_sans_que_sa_ligne_nomme_personne) {
    auto entretien = [&](Id<jeunes::Jeune> j, acces::Visibilite visibilite) {
        d.ecrire([&](storage::Writer& db) {
            metier::suivi::Entretien e;
            e.jeune = j, e.jour = d.jour(), e.objet = "Faire le point", e.agent = d.ba, e.visibilite = visibilite;
            metier::suivi::enregistrer_entretien(db, {d.ba, d.horloge.instant()}, e);
        });
    };
    entretien(jeunes_[21], acces::Visibilite::privee);
    entretien(jeunes_[22], acces::Visibilite::equipe);
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get("/indicateurs").contient("2/8 (25,0"));
    for (auto const* mesure : {"recus", "joints", "contactes"}) {
        auto lignes = awa.get(std::string("/indicateurs/lignes?de=") + mesure);
        EXPECT_FALSE(lignes.contient("VASSEUR")) << mesure;
        EXPECT_TRUE(lignes.contient("WAGNER")) << mesure;
        EXPECT_TRUE(lignes.contient("sans être nommé ici")) << mesure;
    }
    auto ba = d.app.as(d.ba); // son auteur, elle, sait qui elle a reçu
    EXPECT_TRUE(ba.get("/indicateurs/lignes?de=recus").contient("VASSEUR"));
}

TEST_F(PilotageWeb, chaque_route_dit_non_par_defaut) {
    struct Essai {
        Id<acces::Agent> agent;
        int page, lignes, lignes_export;
    };
    for (auto const& e : {Essai{d.awa, 200, 200, 200}, Essai{d.ott, 200, 200, 200}, Essai{d.roy, 200, 200, 200},
                          Essai{d.diop, 200, 200, 200}, Essai{d.ba, 200, 200, 403}, Essai{d.vidal, 200, 403, 403},
                          Essai{d.dasen, 200, 403, 403}, Essai{d.cpe, 403, 403, 403}, Essai{d.admin, 403, 403, 403},
                          Essai{d.dpd, 200, 403, 403}}) {
        auto p = d.app.as(e.agent);
        EXPECT_EQ(p.get("/indicateurs").status, e.page) << e.agent.valeur;
        EXPECT_EQ(p.get("/indicateurs/lignes?de=presumes").status, e.lignes) << e.agent.valeur;
        EXPECT_EQ(p.get("/indicateurs/lignes/export?de=presumes").status, e.lignes_export) << e.agent.valeur;
    }
    EXPECT_EQ(d.app.inconnu().get("/indicateurs").status, 303);
    EXPECT_EQ(d.app.as(d.ines).get("/indicateurs?campagne=" + std::to_string(campagne.valeur)).body.find("ABADIE"),
              std::string::npos);
    EXPECT_EQ(d.app.as(d.awa).get("/indicateurs?etablissement=" + std::to_string(d.monod.valeur)).status, 404);
    EXPECT_EQ(d.app.as(d.awa).get("/indicateurs?territoire=" + std::to_string(d.sud.valeur)).status, 422);
    EXPECT_EQ(d.app.as(d.awa).get("/indicateurs?au=2031-01-01").status, 422);
}

TEST_F(PilotageWeb, un_export_de_lignes_demande_son_motif_et_le_journal_le_garde) {
    auto awa = d.app.as(d.awa);
    auto refus = awa.post("/indicateurs/lignes/export?de=confirmes", {{"format", "csv"}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_FALSE(refus.error("motif").empty());
    d.ecrire([&](storage::Writer& db) { db.run("update jeune set prenom = '=CMD()' where id = ?", jeunes_[21]); });
    EXPECT_EQ(awa.post("/indicateurs/lignes/export?de=confirmes", export_csv).status, 200);
    EXPECT_EQ(d.journal().back(), "export_fait");
    auto detail = detail_du_journal();
    EXPECT_NE(detail.find("8 lignes"), std::string::npos) << detail;
    EXPECT_NE(detail.find("Nom, Prénom, Dernier établissement"), std::string::npos) << detail;
    EXPECT_NE(detail.find("GPDS du 12 octobre"), std::string::npos) << detail;
    EXPECT_EQ(compter("select count(*) from export where genre = 'lignes' and lignes = 8 and expire_le = '2026-11-04'"),
              1);
}

TEST_F(PilotageWeb, les_tableaux_s_exportent_sans_nom_pour_qui_lit_les_chiffres) {
    auto dasen = d.app.as(d.dasen);
    EXPECT_EQ(dasen.get("/indicateurs/export").status, 200);
    for (auto const* format : {"csv", "xlsx"})
        EXPECT_EQ(dasen
                      .post("/indicateurs/export",
                            {{"finalite", "bilan"}, {"motif", "Dialogue de gestion"}, {"format", format}})
                      .status,
                  200);
    EXPECT_EQ(compter("select count(*) from export where genre = 'tableaux'"), 2);
}

TEST_F(PilotageWeb, une_photo_se_prend_se_relit_et_se_compare) {
    auto awa = d.app.as(d.awa);
    EXPECT_EQ(awa.post("/indicateurs/photos", {{"titre", ""}}).status, 422);
    EXPECT_EQ(awa.post("/indicateurs/photos", {{"titre", "Toussaint"}, {"publique", "1"}}).status,
              422); // un bassin ne se publie pas
    auto r = awa.post("/indicateurs/photos", {{"titre", "Toussaint"}});
    ASSERT_EQ(r.status, 303);
    EXPECT_EQ(d.journal().back(), "photo_prise");
    auto photo = awa.follow(r);
    EXPECT_EQ(photo.text("h1"), "Toussaint");
    EXPECT_TRUE(photo.contient("18/29 (62,1\u00a0%)"));
    EXPECT_EQ(d.app.as(d.ines).get(r.location).status, 404);
    EXPECT_EQ(d.app.as(d.cpe).get(r.location).status, 403);
    EXPECT_TRUE(awa.get("/indicateurs?comparer=1").contient("Comparaison avec « Toussaint »"));
    d.ecrire([&](storage::Writer& db) {
        db.run("update photo set contenu = replace(contenu, '\"version\":1', '\"version\":0')");
    });
    EXPECT_TRUE(awa.get("/indicateurs?comparer=1").contient("Les définitions ne sont plus les mêmes"));
}

TEST_F(PilotageWeb, les_statistiques_publiques_viennent_de_la_derniere_photo_publique) {
    auto visiteur = d.app.inconnu();
    EXPECT_TRUE(visiteur.get("/stats").contient("Aucun chiffre n’est publié"));
    EXPECT_EQ(
        d.app.as(draio).post("/indicateurs/photos", {{"titre", "Publication d’octobre"}, {"publique", "1"}}).status,
        303);
    auto page = visiteur.get("/stats");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.contient("18/29 (62,1\u00a0%)"));
    EXPECT_FALSE(page.contient("ABADIE"));
    EXPECT_EQ(page.body.find("/indicateurs/lignes"), std::string::npos);
}

TEST_F(PilotageWeb, la_journee_montre_les_chiffres_a_qui_n_a_pas_de_dossiers) {
    auto journee_ = d.app.as(d.dasen).get("/");
    EXPECT_TRUE(journee_.contient("Chiffres de mon périmètre"));
    EXPECT_TRUE(journee_.contient("29/30"));
    EXPECT_FALSE(d.app.as(d.awa).get("/").contient("Chiffres de mon périmètre"));
    // La campagne se dit une fois ; ce qui est caché, en une phrase et non ligne à ligne.
    auto ou = journee_.body.find("Rentrée 2026");
    ASSERT_NE(ou, std::string::npos);
    EXPECT_EQ(journee_.body.find("Rentrée 2026", ou + 1), std::string::npos);
    EXPECT_FALSE(journee_.contient("secret"));
    EXPECT_TRUE(journee_.contient("inférieurs à 5 ne se montrent pas"));
}

TEST(JourneeDesChiffres, ce_qui_est_cache_en_haut_se_lit_a_l_echelon_ou_il_se_montre) {
    using namespace metier::pilotage;
    auto taux = [](std::int64_t n, std::int64_t sur) { return Valeur{Indicateur::i05, false, {n, sur, sur, sur}, {}}; };
    Bilan b;
    b.campagne = "Rentrée 2026", b.perimetre = "Ille-et-Vilaine", b.au = 2026y / 10 / 5, b.seuil = 5;
    b.ensemble = {{Indicateur::i01, false, {30, 30, 30, 30}, {}},
                  {Indicateur::i05, true, {}, {}},
                  {Indicateur::i07, true, {}, {}}};
    b.tableaux = {{metier::reperage::Ventilation::bassin,
                   {{"1", "Rennes", {taux(5, 12)}},
                    {"2", "Redon", {{Indicateur::i05, true, {}, {}}}},
                    {"3", "Vitré", {taux(6, 9)}}},
                   0,
                   {}}};
    auto c = essentiel(b);
    ASSERT_EQ(c.lignes.size(), 2u);
    EXPECT_EQ(c.lignes[0].libelle, "Signalements\u00a0: 30");
    EXPECT_EQ(c.lignes[1].libelle, "Taux de joints\u00a0: par bassin");
    EXPECT_EQ(c.lignes[1].detail, "Rennes 5/12 (41,7\u00a0%), Vitré 6/9 (66,7\u00a0%)");
    EXPECT_EQ(c.chapo, "Rentrée 2026, Ille-et-Vilaine, au 05/10/2026. Les nombres de jeunes inférieurs à 5 ne se "
                       "montrent pas, ni ce qui les ferait retrouver\u00a0: taux de joints et taux d’entretiens.");
}

TEST(ExportsDIndicateurs, un_csv_porte_son_filigrane_et_ne_lance_aucune_formule) {
    pilotage::LigneDeJeune l;
    l.qui.nom = "=HYPERLINK(1)", l.qui.prenom = "Lina", l.qui.naissance = Date{2009y / 3 / 4};
    auto chemin = std::filesystem::temp_directory_path() / ("pilotage_" + base::jeton(8) + ".csv");
    auto marque = pilotage::filigrane("Awa NDIAYE", "Coordonnateur MLDS", base::depuis_paris(2026y / 10 / 5, 10, 0),
                                      "GPDS", Date{2026y / 11 / 4});
    pilotage::ecrire(chemin, pilotage::FormatDExport::csv, marque,
                     {pilotage::feuille_des_lignes({l}, {pilotage::ColonneEnPlus::naissance})});
    std::ifstream fichier{chemin};
    std::stringstream texte;
    texte << fichier.rdbuf();
    std::filesystem::remove(chemin);
    EXPECT_NE(texte.str().find("Awa NDIAYE (Coordonnateur MLDS), le 05/10/2026"), std::string::npos);
    EXPECT_NE(texte.str().find("À détruire avant le 04/11/2026"), std::string::npos);
    EXPECT_NE(texte.str().find("'=HYPERLINK(1)"), std::string::npos) << texte.str();
    EXPECT_NE(texte.str().find("04/03/2009"), std::string::npos);
    EXPECT_EQ(texte.str().find("INE"), std::string::npos);
}

} // namespace
