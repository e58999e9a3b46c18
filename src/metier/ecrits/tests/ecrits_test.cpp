// Un écrit emporté : l'ODT aussitôt, le PDF par un travail, pour qui l'a demandé seulement.
#include "metier/ecrits/ecrits.hpp"

#include <gtest/gtest.h>

#include "tests/distribution.hpp"

using namespace essais;
namespace ecrits = metier::ecrits;

namespace {

documents::Ecrit releve() {
    documents::Ecrit e;
    e.titre = "Relevé de décisions";
    e.blocs = {documents::Paragraphe{"Rappeler la famille."}};
    return e;
}

struct Cas {
    explicit Cas(std::string const& genre) : d{genre} {
        ecrits::routes(d.app.routes);
        d.app.routes.post("/essai/ecrit", acces::Droit::connecte, [](acces::Contexte& cx) {
            return ecrits::emporter(cx, {releve(), "releve-de-decisions", {}, "reunion/1"},
                                    ecrits::format_demande(cx.requete()));
        });
    }
    bool mettre_en_page() {
        storage::Ateliers ateliers{*d.base, d.horloge, ecrits::travaux(d.app.env())};
        return ateliers.faire_un();
    }
    Distribution d;
};

class Ecrits : public testing::TestWithParam<std::string> {};

TEST_P(Ecrits, l_odt_se_rend_aussitot_et_le_journal_le_sait) {
    Cas c{GetParam()};
    auto r = c.d.app.as(c.d.awa).post("/essai/ecrit", {{"format", "odt"}});
    EXPECT_EQ(r.status, 200);
    EXPECT_EQ(r.header("Content-Disposition"), "attachment; filename=\"releve-de-decisions-2026-10-05.odt\"");
    EXPECT_EQ(r.body.substr(30, 8), "mimetype");
    EXPECT_EQ(c.d.journal().back(), "ecrit_emporte");
}

TEST_P(Ecrits, le_pdf_s_attend_puis_se_telecharge_et_nul_autre_ne_l_ouvre) {
    Cas c{GetParam()};
    auto awa = c.d.app.as(c.d.awa);
    auto r = awa.post("/essai/ecrit", {{"format", "pdf"}});
    EXPECT_TRUE(awa.follow(r).contient("La mise en page est en cours"));
    EXPECT_EQ(awa.get(r.location + "/fichier").status, 404);
    ASSERT_TRUE(c.mettre_en_page());
    EXPECT_TRUE(awa.follow(r).contient("Télécharger (PDF"));
    auto fichier = awa.get(r.location + "/fichier");
    EXPECT_TRUE(fichier.body.starts_with("%PDF-"));
    EXPECT_EQ(c.d.app.as(c.d.ines).get(r.location).status, 404);
    EXPECT_EQ(c.d.app.as(c.d.ines).get(r.location + "/fichier").status, 404);
}

TEST_P(Ecrits, rien_de_lisible_ne_dort_en_base_et_tout_s_efface_au_terme) {
    Cas c{GetParam()};
    auto awa = c.d.app.as(c.d.awa);
    auto r = awa.post("/essai/ecrit", {{"format", "pdf"}});
    auto pages = [&] {
        return c.d.lire([](auto& db) { return db.template one<std::string>("select page || contenu from ecrit"); });
    };
    EXPECT_EQ(pages().find("Rappeler"), std::string::npos);
    ASSERT_TRUE(c.mettre_en_page());
    EXPECT_EQ(pages().find("%PDF"), std::string::npos);
    c.d.horloge.avancer(std::chrono::hours{25});
    EXPECT_EQ(c.d.app.as(c.d.awa).get(r.location).status, 404);
    auto efface = c.d.ecrire([&](auto& db) { return ecrits::effacer_le_perime(db, c.d.horloge.instant()); });
    EXPECT_EQ(efface, 1);
}

INSTANTIATE_TEST_SUITE_P(Bases, Ecrits, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
