// Tenir le territoire, page par page : qui peut quoi, ce qui est dit avant d'écrire, ce qu'il en reste.
#include <gtest/gtest.h>

#include <filesystem>

#include "metier/annuaire/gestion.hpp"
#include "metier/annuaire/onglets.hpp"
#include "metier/territoire/gestion.hpp"
#include "tests/distribution.hpp"

using namespace metier;
using namespace essais;

namespace {

std::string texte(auto id) { return std::to_string(id.valeur); }

struct TerritoiresWeb : testing::Test {
    TerritoiresWeb() {
        annuaire::routes(d.app.routes, attaches);
        attaches.suivre.emplace_back(
            [this](storage::Writer&, annuaire::Etablissements const& ids) { suivis += ids.size(); });
        attaches.jeunes_qui_suivent.emplace_back(
            [](storage::Reader&, annuaire::Etablissements const& ids) { return std::int64_t(ids.size()) * 10; });
    }
    std::string de(Id<territoire::Territoire> t, std::string const& suite = "") {
        return "/territoires/" + texte(t) + suite;
    }
    Id<territoire::Territoire> bassin_de(Id<territoire::Etablissement> e) {
        return d.lire([&](storage::Reader& db) { return territoire::trouver(db, e)->territoire; });
    }
    annuaire::Attaches attaches;
    std::size_t suivis = 0;
    Distribution d;
};

TEST_F(TerritoiresWeb, l_administrateur_ajoute_renomme_deplace_et_ferme_un_bassin) {
    auto admin = d.app.as(d.admin);
    auto refus =
        admin.post("/territoires?parent=" + texte(d.departement), {{"genre", "bassin"}, {"nom", "BASSIN Nord"}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_TRUE(refus.error("nom").starts_with("Ce nom est déjà pris"));
    auto cree =
        admin.post("/territoires?parent=" + texte(d.departement), {{"genre", "bassin"}, {"nom", "Bassin ouest"}});
    ASSERT_EQ(cree.status, 303) << cree.text("main");
    EXPECT_EQ(d.journal().back(), "territoire_cree");
    EXPECT_EQ(admin.follow(cree).text("h1"), "Bassin ouest");
    EXPECT_TRUE(admin.get("/territoires").contient("Bassin ouest"));
    auto fiche = cree.location;
    auto renomme = admin.post(fiche + "/modification",
                              {{"nom", "Bassin du couchant"}, {"parent", texte(d.departement)}, {"version", "1"}});
    EXPECT_EQ(renomme.status, 303) << renomme.text("main");
    EXPECT_EQ(
        admin.post(fiche + "/modification", {{"nom", "Trop tard"}, {"parent", texte(d.departement)}, {"version", "1"}})
            .status,
        409);
    auto deplace = admin.post(fiche + "/modification",
                              {{"nom", "Bassin du couchant"}, {"parent", texte(d.academie)}, {"version", "2"}});
    EXPECT_EQ(deplace.status, 200);
    EXPECT_TRUE(deplace.contient("N’auront plus ces jeunes dans leur secteur"));
    EXPECT_TRUE(deplace.contient("Anne VIDAL")); // IEN-IO du département
    auto ferme = admin.post(fiche + "/cloture", {{"le", "2026-10-05"}, {"version", "2"}});
    EXPECT_EQ(ferme.status, 303) << ferme.text("main");
    EXPECT_FALSE(admin.get("/territoires").contient("Bassin du couchant"));
    EXPECT_TRUE(admin.get("/territoires?fermes=1").contient("Bassin du couchant"));
    EXPECT_EQ(admin.post(fiche + "/reouverture").status, 303);
}

TEST_F(TerritoiresWeb, un_bassin_dont_quelque_chose_depend_ne_ferme_pas_et_dit_pourquoi) {
    auto admin = d.app.as(d.admin);
    auto r = admin.get(de(d.nord, "/cloture"));
    EXPECT_TRUE(r.contient("2 établissements"));
    EXPECT_TRUE(r.contient("1 réseau ou plateforme"));
    EXPECT_EQ(admin.post(de(d.nord, "/cloture"), {{"le", "2026-10-05"}, {"version", "1"}}).status, 422);
}

TEST_F(TerritoiresWeb, deux_bassins_se_fondent_apres_avoir_dit_ce_qui_suit) {
    auto admin = d.app.as(d.admin);
    auto avant = admin.get(de(d.sud, "/fusion?avec=" + texte(d.nord)));
    EXPECT_TRUE(avant.contient("1 établissement"));
    auto fait = admin.post(de(d.sud, "/fusion"), {{"avec", texte(d.nord)}});
    EXPECT_EQ(fait.status, 303);
    EXPECT_EQ(bassin_de(d.monod), d.nord);
    EXPECT_EQ(d.journal().back(), "territoires_fusionnes");
    EXPECT_EQ(admin.get(de(d.sud)).location, de(d.nord));
    attaches.separe.emplace_back([](auto&, auto, auto) { return std::string("Chacun a une campagne ouverte."); });
}

TEST_F(TerritoiresWeb, un_coordonnateur_departemental_ne_tient_que_l_interieur_de_son_territoire) {
    auto ailleurs = d.ecrire([&](storage::Writer& db) {
        return territoire::creer(db, territoire::GenreDeTerritoire::departement, "Manche", d.academie, "050");
    });
    auto eve = d.app.as(d.un_agent("Ève", "DEP", acces::Role::coordonnateur_departemental, d.departement));
    EXPECT_EQ(eve.get(de(d.nord, "/modification")).status, 200);
    EXPECT_EQ(eve.get(de(d.departement, "/modification")).status, 404); // le sien, tout entier, se tient plus haut
    EXPECT_EQ(eve.get(de(ailleurs, "/modification")).status, 404);
    EXPECT_EQ(eve.get("/territoires/nouveau").status, 404);
    EXPECT_EQ(eve.post("/territoires?parent=" + texte(ailleurs), {{"genre", "bassin"}, {"nom", "X"}}).status, 404);
    EXPECT_EQ(eve.post("/territoires?parent=" + texte(d.departement), {{"genre", "bassin"}, {"nom", "X"}}).status, 303);
    EXPECT_EQ(d.app.as(d.awa).get(de(d.nord, "/modification")).status, 403);
    EXPECT_EQ(d.app.as(d.awa).get("/territoires").status, 200);
}

TEST_F(TerritoiresWeb, ranger_dit_qui_verra_qui_puis_ecrit_une_fois) {
    auto admin = d.app.as(d.admin);
    EXPECT_TRUE(admin.get("/etablissements/rangement?q=zola").contient("Lycée professionnel Zola"));
    EXPECT_FALSE(admin.get("/etablissements/rangement?q=zola").contient("Monod"));
    EXPECT_EQ(admin.post("/etablissements/rangement/confirmation", {{"vers", texte(d.sud)}}).status, 422);
    auto avant = admin.post("/etablissements/rangement/confirmation",
                            {{"vers", texte(d.sud)}, {"choix", texte(d.zola)}, {"choix", texte(d.curie)}});
    EXPECT_EQ(avant.text("h1"), "Ranger 2 établissements ?") << avant.text("main");
    EXPECT_TRUE(avant.contient("Awa NDIAYE"));  // perd
    EXPECT_TRUE(avant.contient("Inès MOREAU")); // gagne
    EXPECT_TRUE(avant.contient("20 jeunes changent de bassin"));
    EXPECT_EQ(bassin_de(d.zola), d.nord); // rien n'est encore écrit
    auto fait = admin.post("/etablissements/rangement", {{"rangement", avant.value("rangement")}});
    EXPECT_EQ(fait.status, 303);
    EXPECT_EQ(bassin_de(d.zola), d.sud);
    EXPECT_EQ(suivis, 2u);
    EXPECT_EQ(d.journal().back(), "etablissements_ranges");
    EXPECT_EQ(admin.get("/etablissements/" + texte(d.zola) + "/bassin").status, 200);
}

TEST_F(TerritoiresWeb, un_tableau_range_tout_et_dit_ses_fautes_ligne_par_ligne) {
    auto admin = d.app.as(d.admin);
    std::string csv = "uai;bassin\n0350017D;Bassin Sud\n0350017X;Sud\n9999999Z;Sud\n";
    auto refus = admin.depose("/etablissements/rangement/fichier", "fichier", "b.csv", csv);
    EXPECT_EQ(refus.status, 422);
    EXPECT_TRUE(refus.contient("Ligne 3 : « 0350017X » n’est pas un UAI")) << refus.text("main");
    EXPECT_TRUE(refus.contient("Ranger 1 établissement"));
    EXPECT_TRUE(admin.depose("/etablissements/rangement/fichier", "fichier", "b.csv", "a;b\n1;2\n")
                    .error("fichier")
                    .find("deux colonnes attendues") != std::string::npos);
    auto inconnu =
        admin.depose("/etablissements/rangement/fichier", "fichier", "b.csv", "uai;bassin\n0350017D;Ouest\n");
    EXPECT_TRUE(inconnu.contient("aucun bassin ne s’appelle « Ouest »"));
    auto bon = admin.depose("/etablissements/rangement/fichier", "fichier", "b.csv", "uai;bassin\n0350017D;Ouest\n",
                            {{"creer", "1"}});
    ASSERT_EQ(bon.status, 200) << bon.text("main");
    EXPECT_TRUE(bon.contient("Bassin à créer"));
    admin.post("/etablissements/rangement", {{"rangement", bon.value("rangement")}});
    auto nouveau = d.lire([&](storage::Reader& db) { return *territoire::trouver(db, bassin_de(d.zola)); });
    EXPECT_EQ(nouveau.nom, "Ouest");
    EXPECT_EQ(nouveau.parent, d.departement);
}

TEST_F(TerritoiresWeb, un_reseau_se_cree_se_couvre_et_prend_des_membres) {
    auto admin = d.app.as(d.admin);
    EXPECT_EQ(admin.post("/reseaux?genre=foquale", {{"nom", "FOQUALE nord"}}).status, 422); // sans bassin
    auto cree = admin.post("/reseaux?genre=foquale",
                           {{"nom", "FOQUALE nord"}, {"bassins", texte(d.nord)}, {"pilote", texte(d.zola)}});
    ASSERT_EQ(cree.status, 303) << cree.text("main");
    auto fiche = admin.follow(cree);
    EXPECT_TRUE(fiche.contient("Lycée professionnel Zola"));
    EXPECT_TRUE(fiche.contient("Personne n’a encore de rôle ici"));
    auto membre = admin.post(cree.location + "/membres", {{"membre", "e" + texte(d.curie)}});
    EXPECT_TRUE(admin.follow(membre).contient("Collège Curie"));
    EXPECT_EQ(admin.post(cree.location + "/membres", {{"membre", "e" + texte(d.monod)}}).status, 422); // autre bassin
    EXPECT_EQ(admin
                  .post(cree.location + "/modification",
                        {{"nom", "FOQUALE sud"}, {"bassins", texte(d.sud)}, {"version", "1"}})
                  .status,
              303);
    EXPECT_EQ(admin.post(cree.location + "/cloture", {{"le", "2026-10-05"}, {"version", "2"}}).status, 303);
    auto psad = "/reseaux/" + texte(d.psad_nord);
    EXPECT_TRUE(admin.get(psad + "/cloture").contient("2 rôles tenus dessus"));
    EXPECT_EQ(d.journal().back(), "reseau_modifie");
}

TEST_F(TerritoiresWeb, une_structure_se_cree_se_modifie_et_se_ferme) {
    auto admin = d.app.as(d.admin);
    auto cree = admin.post("/structures", {{"genre", "mission_locale"},
                                           {"nom", "Mission locale du nord"},
                                           {"commune", "VAL-CLAIR"},
                                           {"territoire", texte(d.nord)}});
    ASSERT_EQ(cree.status, 303) << cree.text("main");
    EXPECT_TRUE(admin.get("/structures").contient("Mission locale du nord"));
    EXPECT_EQ(admin
                  .post(cree.location + "/modification", {{"genre", "mission_locale"},
                                                          {"nom", "Mission locale"},
                                                          {"territoire", texte(d.nord)},
                                                          {"version", "1"}})
                  .status,
              303);
    EXPECT_EQ(admin.post(cree.location + "/cloture", {{"le", "2026-10-05"}, {"version", "2"}}).status, 303);
    EXPECT_EQ(d.journal().back(), "structure_modifiee");
}

} // namespace
