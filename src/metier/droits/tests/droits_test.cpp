// Accès d'urgence, banc d'essai, matrice (C-84 à C-92, N-25).
#include "metier/droits/droits.hpp"

#include <gtest/gtest.h>

#include "metier/ecrits/ecrits.hpp"
#include "metier/jeunes/index.hpp"
#include "metier/suivi/suivi.hpp"
#include "tests/distribution.hpp"

using namespace essais;
namespace droits = metier::droits;

namespace {

class Droits : public testing::TestWithParam<std::string> {
protected:
    Droits() {
        metier::agenda::rubriques(journee);
        droits::rubriques(journee);
        metier::suivi::apports(apports);
        metier::agenda::routes(d.app.routes, journee);
        jeunes::routes(d.app.routes, apports);
        metier::ecrits::routes(d.app.routes);
        droits::routes(d.app.routes, apports);
        lina = un_jeune().nomme("BERNARD", "Lina").ne_le(2009y / 5 / 20).au(d.zola).cree(d);
        d.ecrire([&](auto& db) { jeunes::designer_referent(db, lina, d.awa, d.jour()); });
        d.ecrire([&](auto& db) { jeunes::indexer(db, lina); });
    }
    std::string dossier() const { return "/jeunes/" + std::to_string(lina.valeur); }
    std::string preuve(Personne& qui) { return qui.get("/recherche?q=bernard+lina").value("preuve"); }
    Distribution d{GetParam()};
    metier::agenda::Journee journee;
    jeunes::Apports apports;
    Id<jeunes::Jeune> lina;
};

} // namespace

TEST(Libelles, un_bloc_se_lit_par_ses_termes_jamais_par_ses_valeurs) {
    EXPECT_EQ(
        droits::libelles_montres("<dl><dt>Téléphone</dt><dd>0612345678</dd></dl><table><th scope=\"col\">Date</th>"
                                 "<th scope=\"row\">BERNARD</th></table>"),
        (std::vector<std::string>{"Téléphone", "Date"}));
    EXPECT_TRUE(droits::libelles_montres("").empty());
    EXPECT_TRUE(droits::libelles_montres("<dt").empty());
}

TEST_P(Droits, un_acces_d_urgence_dure_vingt_quatre_heures_et_se_dit) {
    auto ines = d.app.as(d.ines), awa = d.app.as(d.awa), dpd = d.app.as(d.dpd);
    EXPECT_EQ(ines.get(dossier()).status, 404);
    EXPECT_EQ(ines.get(dossier() + "/urgence?preuve=x").status, 404) << "il faut l'avoir trouvée par la recherche";
    auto p = preuve(ines);
    ASSERT_FALSE(p.empty()) << ines.get("/recherche?q=bernard+lina").text("main");
    EXPECT_EQ(ines.get(dossier() + "/urgence?preuve=" + web::url_encode(p)).status, 200);
    EXPECT_EQ(ines.post(dossier() + "/urgence", {{"motif", "danger"}, {"preuve", p}}).status, 422)
        << "une phrase est due";
    ines.post(dossier() + "/urgence", {{"motif", "danger"}, {"precision", "Introuvable depuis hier."}, {"preuve", p}});
    EXPECT_EQ(d.journal().back(), "acces_d_urgence");
    auto vue = ines.get(dossier());
    EXPECT_EQ(vue.status, 200);
    EXPECT_TRUE(vue.contient("par un accès d’urgence"));
    EXPECT_TRUE(awa.get("/").contient("Accès d’urgence de Inès"));
    EXPECT_TRUE(dpd.get("/").contient("Introuvable depuis hier."));
    auto texte = d.lire([](auto& db) { return db.template one<std::string>("select objet || texte from courriel"); });
    EXPECT_EQ(texte.find("BERNARD"), std::string::npos);
    d.horloge.avancer(std::chrono::hours{24} - 1s);
    EXPECT_EQ(ines.get(dossier()).status, 200);
    d.horloge.avancer(1s);
    EXPECT_EQ(ines.get(dossier()).status, 404);
    auto liste = dpd.get("/urgences");
    EXPECT_FALSE(liste.contient("BERNARD"));
    EXPECT_EQ(dpd.post("/urgences/1").status, 422);
    dpd.post("/urgences/1", {{"avis", "Justifié."}});
    EXPECT_FALSE(dpd.get("/").contient("Introuvable depuis hier."));
    EXPECT_EQ(awa.get("/urgences").status, 403);
}

TEST_P(Droits, le_banc_joue_le_dossier_a_la_place_de_l_agent_sans_montrer_le_contenu) {
    auto dpd = d.app.as(d.dpd);
    auto courriel = [&](Id<acces::Agent> a) {
        return d.lire(
            [&](auto& db) { return db.template one<std::string>("select courriel from agent where id = ?", a); });
    };
    d.ecrire([&](auto& db) { db.run("update jeune set telephone = '0612345678' where id = ?", lina); });
    auto essai = [&](Id<acces::Agent> a) {
        return dpd.get("/droits/essai?courriel=" + web::url_encode(courriel(a)) +
                       "&dossier=" + std::to_string(lina.valeur));
    };
    auto pour_awa = essai(d.awa);
    EXPECT_TRUE(pour_awa.contient("vous faites partie du cercle qui suit ce jeune"));
    EXPECT_TRUE(pour_awa.contient("Geste « Noter un contact »"));
    EXPECT_FALSE(pour_awa.contient("0612345678"));
    EXPECT_FALSE(pour_awa.contient("BERNARD"));
    auto pour_ines = essai(d.ines);
    EXPECT_TRUE(pour_ines.contient("Ce dossier lui est introuvable"));
    EXPECT_EQ(d.journal().back(), "droits_essayes");
    EXPECT_EQ(dpd.get("/droits/essai?courriel=personne%40exemple.invalid&dossier=999").status, 422);
    EXPECT_EQ(d.app.as(d.awa).get("/droits/essai").status, 403);
}

TEST_P(Droits, la_matrice_affichee_est_celle_que_le_programme_applique) {
    auto awa = d.app.as(d.awa);
    auto page = awa.get("/droits");
    EXPECT_EQ(page.status, 200);
    for (auto const& droit : acces::droits_connus)
        if (droit.valeur != acces::Droit::public_ && droit.valeur != acces::Droit::connecte) {
            EXPECT_TRUE(page.contient(droit.libelle)) << droit.libelle;
        }
    EXPECT_EQ(awa.post("/droits/ecrit", {{"format", "odt"}}).status, 200);
}

INSTANTIATE_TEST_SUITE_P(Bases, Droits, testing::ValuesIn(essais::BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });
