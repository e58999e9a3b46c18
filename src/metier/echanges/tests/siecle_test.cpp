#include "metier/echanges/tests/essai.hpp"

#include <nlohmann/json.hpp>

#include "metier/echanges/lire.hpp"

using namespace essais;

namespace {

class Siecle : public testing::TestWithParam<std::string> {};

nlohmann::json plan(Commande const& c) { return nlohmann::json::parse(c.sortie); }

std::vector<Eleve> une_classe(int n, int depuis = 0) {
    std::vector<Eleve> eleves;
    for (int i = depuis; i < depuis + n; ++i) {
        std::string lettres{static_cast<char>('A' + i / 26 % 26), static_cast<char>('A' + i % 26),
                            static_cast<char>('A' + i * 7 % 26)};
        eleves.push_back({.id = std::to_string(1000 + i),
                          .nom = "NOM" + lettres + "ARD",
                          .prenom = "Prenom" + lettres,
                          .naissance = base::affiche(base::plus_jours(Date{2008y / 1 / 3}, i * 13 % 1000))});
    }
    return eleves;
}

TEST_P(Siecle, chaque_eleve_devient_ce_que_dit_la_table_de_decision) {
    Distribution d{GetParam()};
    std::vector<Eleve> eleves{
        {.id = "1", .nom = "DUVAL", .prenom = "Inscrite"},
        {.id = "2",
         .nom = "MERCIER",
         .prenom = "Sorti",
         .naissance = "05/06/2008",
         .sortie = "15/09/2026",
         .motif = "19"},
        {.id = "3", .nom = "LAMBERT", .prenom = "Sansclasse", .naissance = "07/08/2008", .classe = ""},
        {.id = "4", .nom = "ROBIN", .prenom = "Inactif", .naissance = "09/08/2008", .classe = "Inactifs"},
        {.id = "5",
         .nom = "CLEMENT",
         .prenom = "Bientot",
         .naissance = "11/08/2008",
         .sortie = "15/12/2026",
         .motif = "19"}};
    Fichier f{"n’importe quoi.txt", siecle(eleves, uai_de_zola)};
    auto c = importer(d, {f.chemin(), "--json"});
    EXPECT_EQ(c.statut, 0) << c.erreurs;
    EXPECT_EQ(plan(c)["nouvelles"], 5);
    EXPECT_EQ(une_valeur<std::int64_t>(
                  d, "select count(*) from inscription where annee = 2026 and classe = '2BAC' and sans_classe = 0"),
              3);
    EXPECT_EQ(une_valeur<std::string>(
                  d, "select i.au from inscription i join jeune j on j.id = i.jeune_id where j.nom = 'MERCIER'"),
              "2026-09-15");
    EXPECT_EQ(
        une_valeur<std::string>(
            d, "select i.motif_sortie from inscription i join jeune j on j.id = i.jeune_id where j.nom = 'MERCIER'"),
        "19");
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from inscription where sans_classe = 1"), 2);
    EXPECT_EQ(une_valeur<std::string>(
                  d, "select i.au from inscription i join jeune j on j.id = i.jeune_id where j.nom = 'CLEMENT'"),
              "2026-12-15");
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from jeune where bassin_id is null"), 0);
}

TEST_P(Siecle, le_meme_fichier_meme_renomme_ne_change_rien_et_le_dit) {
    Distribution d{GetParam()};
    auto xml = siecle(une_classe(30), uai_de_zola);
    Fichier a{"eleves.xml", xml}, b{"copie.xml", xml}, refait{"autre.xml", xml + "\n<!-- exporté de nouveau -->\n"};
    EXPECT_EQ(importer(d, {a.chemin()}).statut, 0);
    auto tables = compte_des_tables(d);
    auto c = importer(d, {b.chemin()});
    EXPECT_EQ(c.statut, 0);
    EXPECT_NE(c.sortie.find("rien ne change"), std::string::npos) << c.sortie;
    EXPECT_EQ(compte_des_tables(d), tables);
    auto j = plan(importer(d, {refait.chemin(), "--json"})); // mêmes lignes, autres octets : tout est identique
    EXPECT_EQ(j["identiques"], 30);
    auto apres = compte_des_tables(d);
    for (auto const* t :
         {"jeune", "identite", "identifiant", "inscription", "responsable", "jeune_cle", "jeune_mot", "ligne_connue"})
        EXPECT_EQ(apres[t], tables[t]) << t;
}

TEST_P(Siecle, un_eleve_disparu_est_a_verifier_et_rien_n_est_supprime) {
    Distribution d{GetParam()};
    auto classe = une_classe(20);
    Fichier a{"a.xml", siecle(classe, uai_de_zola)};
    importer(d, {a.chemin()});
    classe.pop_back();
    classe[0].classe = "TBAC";
    Fichier b{"b.xml", siecle(classe, uai_de_zola, "2026", "02/10/2026 08:00:00")};
    auto j = plan(importer(d, {b.chemin(), "--json"}));
    EXPECT_EQ(j["mises_a_jour"], 1);
    EXPECT_EQ(j["identiques"], 18);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from disparition"), 1);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from inscription"), 20);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from inscription where classe = 'TBAC'"), 1);
}

TEST_P(Siecle, une_personne_sur_deux_lignes_sous_un_meme_ine_reste_une_personne) {
    Distribution d{GetParam()};
    std::vector<Eleve> eleves{{.id = "1", .nom = "DUVAL", .prenom = "Zoe", .ine = "071234501KC"},
                              {.id = "2", .nom = "DUVAL", .prenom = "Zoe", .ine = "071234501KC"}};
    Fichier f{"e.xml", siecle(eleves, uai_de_zola)};
    auto j = plan(importer(d, {f.chemin(), "--json"}));
    EXPECT_EQ(j["nouvelles"], 1);
    EXPECT_EQ(j["mises_a_jour"], 1);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from jeune"), 1);
}

TEST_P(Siecle, deux_eleves_sous_un_meme_numero_ne_s_ecrasent_pas) {
    Distribution d{GetParam()};
    Fichier f{"doubles.xml",
              siecle({{.id = "7", .nom = "KERMORVAN", .prenom = "Yann", .sortie = "15/09/2026", .motif = "19"},
                      {.id = "7", .nom = "LE BIHAN", .prenom = "Solène", .naissance = "02/02/2009"}},
                     uai_de_zola)};
    auto c = importer(d, {f.chemin(), "--json"});
    EXPECT_EQ(c.statut, 1);
    EXPECT_EQ(plan(c)["nouvelles"], 1);
    EXPECT_EQ(plan(c)["refusees"], 1);
    EXPECT_NE(c.sortie.find("Même numéro d’élève que"), std::string::npos) << c.sortie;
    EXPECT_EQ(une_valeur<std::string>(d, "select nom from jeune"), "KERMORVAN");
    EXPECT_EQ(une_valeur<std::string>(d, "select au from inscription"), "2026-09-15");
}

TEST_P(Siecle, une_chute_ou_un_fichier_plus_ancien_demande_confirmation_et_n_ecrit_rien) {
    Distribution d{GetParam()};
    auto classe = une_classe(60);
    Fichier a{"a.xml", siecle(classe, uai_de_zola)};
    importer(d, {a.chemin()});
    classe.resize(40);
    Fichier moins{"b.xml", siecle(classe, uai_de_zola, "2026", "03/10/2026 08:00:00")};
    auto c = importer(d, {moins.chemin()});
    EXPECT_EQ(c.statut, 2);
    EXPECT_NE(c.erreurs.find("20 de moins"), std::string::npos) << c.erreurs;
    Fichier vieux{"c.xml", siecle(une_classe(60), uai_de_zola, "2026", "01/09/2026 08:00:00")};
    auto v = importer(d, {vieux.chemin()});
    EXPECT_EQ(v.statut, 2);
    EXPECT_NE(v.erreurs.find("plus ancien"), std::string::npos);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from disparition"), 0);
    EXPECT_EQ(importer(d, {moins.chemin(), "--confirmer"}).statut, 0);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from disparition"), 20);
}

TEST_P(Siecle, un_fichier_tronque_ou_piege_est_refuse_et_ne_laisse_rien) {
    Distribution d{GetParam()};
    auto bon = siecle(une_classe(10), uai_de_zola);
    auto avant = compte_des_tables(d);
    for (auto const& contenu :
         {bon.substr(0, bon.size() / 2), std::string("<EDT_STS></EDT_STS>"), std::string("%PDF-1.7"), std::string(),
          std::string("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><BEE_ELEVES>&b;</BEE_ELEVES>"),
          std::string("a;b\n\0c;d\n", 9)}) {
        Fichier f{"f.xml", contenu};
        auto c = importer(d, {f.chemin()});
        EXPECT_EQ(c.statut, 2) << contenu.substr(0, 30);
        EXPECT_NE(c.erreurs.find("rien n’a été écrit"), std::string::npos);
    }
    EXPECT_EQ(compte_des_tables(d), avant);
}

/// Arrêter au milieu de chaque étape, puis reprendre : le même résultat que d'une traite.
TEST_P(Siecle, arrete_a_n_importe_quel_moment_puis_repris_ne_perd_ni_ne_double_rien) {
    Distribution droit{GetParam()}, hache{GetParam()};
    auto xml = siecle(une_classe(1300), uai_de_zola);
    Fichier f{"e.xml", xml};
    importer(droit, {f.chemin()});

    auto awa = hache.app.as(hache.awa);
    echanges::routes(hache.app.routes);
    auto depot = awa.depose("/importations", "fichier", "e.xml", xml);
    ASSERT_EQ(depot.status, 303) << depot.text("main");
    auto id = Id<echanges::Importation>{std::stoll(depot.location.substr(depot.location.rfind('/') + 1))};
    auto& env = hache.app.env();
    struct Coupure : std::runtime_error {
        Coupure() : std::runtime_error{"coupure"} {}
    };
    for (auto const& etape : {&echanges::lire, &echanges::prevoir, &echanges::appliquer}) {
        bool fini = false;
        for (int coupures = 0; !fini && coupures < 40; ++coupures) {
            int tours = 0;
            try {
                fini = (*etape)(env, id, [&](auto, auto, auto const&) -> bool {
                    if (++tours == 2)
                        throw Coupure{};
                    return false;
                });
            } catch (Coupure const&) { // le programme est mort ici
            }
            if (coupures > 20 && !fini)
                fini = (*etape)(env, id, [](auto, auto, auto const&) { return false; });
        }
        EXPECT_TRUE(fini);
    }
    for (auto const* t : {"jeune", "identite", "inscription", "ligne_import", "ligne_connue", "jeune_cle"})
        EXPECT_EQ(compte_des_tables(hache)[t], compte_des_tables(droit)[t]) << t;
    EXPECT_EQ(une_valeur<std::int64_t>(hache, "select crees from importation"), 1300);
}

INSTANTIATE_TEST_SUITE_P(Bases, Siecle, testing::ValuesIn(BaseDEssai::genres()), [](auto const& i) { return i.param; });

} // namespace
