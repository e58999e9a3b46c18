#include <gtest/gtest.h>

#include "metier/acces/tests/portail.hpp"

using namespace essais;

TEST(JournalWeb, la_consultation_est_elle_meme_consignee) {
    Portail d;
    auto dpd = d.app.as(d.dpd);
    EXPECT_TRUE(dpd.get("/journal").contient("Aucune ligne ne correspond."));
    auto page = dpd.get("/journal?acte=journal_lu");
    EXPECT_TRUE(page.contient("Journal consulté"));
    EXPECT_TRUE(page.contient("Zoé GARDE"));
    EXPECT_TRUE(page.contient("Délégué à la protection des données"));
    EXPECT_EQ(d.journal(), (std::vector<std::string>{"journal_lu", "journal_lu"}));
}

TEST(JournalWeb, les_filtres_se_corrigent_a_l_ecran) {
    Portail d;
    auto dpd = d.app.as(d.dpd);
    EXPECT_EQ(dpd.get("/journal?agent=personne@exemple.invalid").status, 422);
    EXPECT_EQ(dpd.get("/journal?du=32/01/2026").status, 422);
    EXPECT_EQ(dpd.get("/journal?agent=" + d.courriel(d.awa) + "&du=01/10/2026&au=31/10/2026").status, 200);
    auto detail = d.lire(
        [](auto& db) { return db.template one<std::string>("select detail from journal order by id desc limit 1"); });
    EXPECT_EQ(detail, "agent/" + std::to_string(d.awa.valeur) + ", du 2026-10-01, au 2026-10-31");
}

TEST(JournalWeb, qui_a_lu_ce_dossier_se_demande_par_son_numero) {
    Portail d;
    auto lina = un_jeune().au(d.zola).cree(d), hugo = un_jeune().au(d.zola).cree(d);
    for (auto [qui, jeune] : {std::pair{d.awa, lina}, {d.ba, lina}, {d.ott, hugo}})
        d.ecrire([&](storage::Writer& db) {
            acces::consigner(db, d.horloge.instant(), qui, "", acces::Acte::dossier_lu,
                             {jeune, "dossier", "", "bassin"});
        });
    auto dpd = d.app.as(d.dpd);
    auto adresse = "/journal?jeune=" + std::to_string(lina.valeur);
    EXPECT_NE(dpd.get("/journal").body.find("href=\"" + adresse + "\""), std::string::npos) << "le numéro y mène";
    auto page = dpd.get(adresse);
    EXPECT_TRUE(page.contient("Awa NDIAYE"));
    EXPECT_TRUE(page.contient("Mariam BA"));
    EXPECT_FALSE(page.contient("n°\u00a0" + std::to_string(hugo.valeur)));
    auto detail = d.lire(
        [](auto& db) { return db.template one<std::string>("select detail from journal order by id desc limit 1"); });
    EXPECT_EQ(detail, "dossier/" + std::to_string(lina.valeur)) << "et cette demande est notée";
    EXPECT_TRUE(dpd.get(adresse + "&agent=" + d.courriel(d.ba)).contient("Mariam BA"));
    EXPECT_EQ(dpd.get("/journal?jeune=x").status, 422);
}

TEST(JournalWeb, on_tourne_les_pages_sans_manquer_de_ligne) {
    Portail d;
    for (int i = 0; i < 45; ++i)
        d.ecrire([&](storage::Writer& db) {
            acces::consigner(db, d.horloge.instant(), d.awa, "", acces::Acte::contact_note,
                             {{}, "contact/" + std::to_string(i) + ".", "", ""});
        });
    auto dpd = d.app.as(d.dpd);
    std::string adresse = "/journal?acte=contact_note";
    int vues = 0;
    for (int page = 0; page < 3; ++page) {
        auto r = dpd.get(adresse);
        for (int i = 0; i < 45; ++i)
            vues += r.contient("contact n° " + std::to_string(i) + ".");
        auto debut = r.body.find("apres=");
        if (debut != r.body.npos)
            adresse = "/journal?acte=contact_note&" + r.body.substr(debut, r.body.find_first_of("\"&", debut) - debut);
    }
    EXPECT_EQ(vues, 45);
}

TEST(JournalWeb, la_verification_dit_la_ligne_rompue) {
    Portail d;
    auto dpd = d.app.as(d.dpd);
    dpd.get("/journal");
    dpd.get("/journal");
    EXPECT_TRUE(dpd.get("/journal/verification").contient("Chaîne intacte."));
    d.ecrire([](storage::Writer& db) { db.run("update journal set detail = 'x' where id = 2"); });
    EXPECT_TRUE(dpd.get("/journal/verification")
                    .contient("Chaîne rompue à la ligne 2 : le contenu de la ligne a été modifié."));
}
