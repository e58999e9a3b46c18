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
        jeunes::lectures_du_dossier(apports);
        metier::suivi::apports(apports);
        droits::lectures(apports);
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
    EXPECT_TRUE(pour_awa.contient("« Noter un contact »"));
    EXPECT_TRUE(pour_awa.contient("Coordonnées – Téléphone Montré membre du cercle qui suit ce jeune"));
    EXPECT_TRUE(pour_awa.contient("Contacts – Note Rien n’est noté"));
    EXPECT_TRUE(pour_awa.contient("Motifs donnés – Qui, quand, pourquoi, et la relecture ; jamais le nom du jeune "
                                  "Caché ce rôle n’a pas le droit"));
    EXPECT_FALSE(pour_awa.contient("0612345678"));
    EXPECT_FALSE(pour_awa.contient("BERNARD"));
    auto pour_ines = essai(d.ines);
    EXPECT_TRUE(pour_ines.contient("Ce dossier lui est introuvable"));
    EXPECT_TRUE(pour_ines.contient("Coordonnées – Téléphone Caché aucun titre ne le rattache à ce jeune"));
    EXPECT_EQ(d.journal().back(), "droits_essayes");
    EXPECT_EQ(dpd.get("/droits/essai?courriel=personne%40exemple.invalid&dossier=999").status, 422);
    EXPECT_EQ(d.app.as(d.awa).get("/droits/essai").status, 403);
}

TEST_P(Droits, le_banc_juge_un_autre_jour_comme_il_sera) {
    auto dpd = d.app.as(d.dpd);
    d.ecrire([&](auto& db) {
        jeunes::designer_referent(db, lina, d.ba, d.jour());
        db.run("update jeune set bassin_id = ? where id = ?", d.sud, lina);
    });
    auto essai = [&](std::string const& le) {
        return dpd.get("/droits/essai?courriel=" + web::url_encode(d.lire([&](auto& db) {
                           return db.template one<std::string>("select courriel from agent where id = ?", d.awa);
                       })) +
                       "&dossier=" + std::to_string(lina.valeur) + "&le=" + le);
    };
    EXPECT_TRUE(essai("").contient("il ne le suit plus : en lecture seule jusqu’au 04/11/2026"));
    EXPECT_TRUE(essai("2026-11-04").contient("en lecture seule"));
    EXPECT_TRUE(essai("2026-11-05").contient("Ce dossier lui est introuvable"));
    EXPECT_EQ(essai("2026-09-01").status, 422) << "un jour passé ne se rejoue pas";
}

TEST_P(Droits, la_matrice_affichee_est_celle_que_le_programme_applique) {
    auto awa = d.app.as(d.awa);
    auto page = awa.get("/droits");
    EXPECT_EQ(page.status, 200);
    for (auto const& droit : acces::droits_connus)
        if (droit.valeur != acces::Droit::public_ && droit.valeur != acces::Droit::connecte) {
            EXPECT_TRUE(page.contient(droit.libelle)) << droit.libelle;
        }
    for (auto const& l : apports.lectures())
        EXPECT_TRUE(page.contient(l.partie + " – " + l.rubrique)) << l.rubrique;
    EXPECT_EQ(awa.post("/droits/ecrit", {{"format", "odt"}}).status, 200);
}

INSTANTIATE_TEST_SUITE_P(Bases, Droits, testing::ValuesIn(essais::BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });
