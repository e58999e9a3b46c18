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
        metier::suivi::routes(d.app.routes, apports);
        droits::routes(d.app.routes, apports);
        lina = un_jeune().nomme("BERNARD", "Lina").ne_le(2009y / 5 / 20).au(d.zola).cree(d);
        d.ecrire([&](auto& db) { jeunes::designer_referent(db, lina, d.awa, d.jour()); });
        d.ecrire([&](auto& db) { jeunes::indexer(db, lina); });
    }
    std::string dossier() const { return "/jeunes/" + std::to_string(lina.valeur); }
    std::vector<std::string> courriels() {
        return d.lire([](auto& db) {
            return db.template all<std::string>("select objet || texte from courriel where urgent = 1 order by id");
        });
    }
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
    EXPECT_TRUE(awa.get("/").contient("Introuvable depuis hier.")) << "la phrase, pas seulement le genre";
    auto textes = courriels();
    ASSERT_EQ(textes.size(), 2u) << "à celle qui suit Lina, et au délégué";
    for (auto const& texte : textes)
        EXPECT_EQ(texte.find("BERNARD"), std::string::npos);
    EXPECT_NE(textes.front().find("/echeances/"), std::string::npos);
    EXPECT_NE(textes.back().find("/urgences"), std::string::npos);
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

TEST_P(Droits, toute_l_equipe_est_prevenue_aussitot_et_l_ecran_dit_vrai_quand_personne_ne_suit) {
    auto ines = d.app.as(d.ines);
    d.ecrire([&](auto& db) { jeunes::entrer_dans_le_cercle(db, lina, d.ba, d.jour(), "référente"); });
    d.horloge.regler(base::depuis_paris(d.jour(), 22, 0));
    auto p = preuve(ines);
    EXPECT_TRUE(ines.get(dossier() + "/urgence?preuve=" + web::url_encode(p)).contient("Ceux qui suivent ce jeune et"));
    auto ouvert = ines.follow(ines.post(
        dossier() + "/urgence", {{"motif", "danger"}, {"precision", "Introuvable depuis hier."}, {"preuve", p}}));
    EXPECT_TRUE(ouvert.contient("Ceux qui suivent ce jeune et le délégué"));
    EXPECT_EQ(courriels().size(), 3u) << "Awa, Mariam et le délégué, même le soir";
    auto partent = d.lire([&](auto& db) {
        return db.template one<std::int64_t>("select count(*) from courriel where prochain_essai <= ?",
                                             d.horloge.instant());
    });
    EXPECT_EQ(partent, 3);
    auto seule = un_jeune().nomme("SEUL", "Tom").ne_le(2009y / 3 / 4).au(d.zola).cree(d);
    d.ecrire([&](auto& db) { jeunes::indexer(db, seule); });
    auto ou = "/jeunes/" + std::to_string(seule.valeur) + "/urgence";
    auto q = ines.get("/recherche?q=seul+tom").value("preuve");
    EXPECT_TRUE(ines.get(ou + "?preuve=" + web::url_encode(q)).contient("Personne ne suit encore ce jeune"));
    auto sans = ines.follow(ines.post(ou, {{"motif", "danger"}, {"precision", "Il est là."}, {"preuve", q}}));
    EXPECT_TRUE(sans.contient("Personne ne suit encore ce jeune"));
    EXPECT_EQ(courriels().size(), 4u) << "le délégué seul";
}

TEST_P(Droits, par_un_acces_d_urgence_on_lit_et_on_n_ecrit_pas) {
    auto ines = d.app.as(d.ines);
    auto p = preuve(ines);
    ines.post(dossier() + "/urgence", {{"motif", "danger"}, {"precision", "Introuvable depuis hier."}, {"preuve", p}});
    auto vue = ines.get(dossier());
    for (auto const* geste : {"Noter un contact", "Entretien ", "Modifier l’identité", "Passer le relais"})
        EXPECT_FALSE(vue.contient(geste)) << geste;
    EXPECT_TRUE(vue.contient("en lecture seule"));
    web::Pairs contact{{"le", "2026-10-05"}, {"canal", "telephone"}, {"qui", "jeune"}, {"resultat", "joint"}};
    auto refus = ines.post(dossier() + "/contacts", contact);
    EXPECT_EQ(refus.status, 403);
    EXPECT_TRUE(refus.contient("donne à lire, pas à écrire"));
    auto moi = std::to_string(d.ines.valeur);
    EXPECT_EQ(ines.post(dossier() + "/referent", {{"agent", moi}}).status, 403) << "ni se nommer référente";
    EXPECT_EQ(ines.post(dossier() + "/cercle", {{"agent", moi}, {"du", "2026-10-05"}}).status, 403);
    EXPECT_EQ(d.lire([&](auto& db) { return jeunes::referent(db, lina)->agent; }), d.awa);
}

TEST_P(Droits, le_banc_cherche_un_agent_par_son_nom_et_propose_les_dossiers_qu_il_a_ouverts) {
    auto dpd = d.app.as(d.dpd), awa = d.app.as(d.awa);
    auto sans = dpd.get("/droits/essai?courriel=ndiaye");
    EXPECT_TRUE(sans.contient("n’a ouvert aucun dossier")) << sans.text("main");
    awa.get(dossier());
    auto choix = dpd.get("/droits/essai?courriel=ndiaye");
    EXPECT_TRUE(choix.contient("n° " + std::to_string(lina.valeur)));
    EXPECT_TRUE(choix.contient("Cercle de suivi"));
    EXPECT_FALSE(choix.contient("BERNARD"));
    EXPECT_EQ(d.journal().back(), "journal_lu");
    d.un_agent("Ada", "NDIAYE", acces::Role::cpe, {}, d.zola);
    auto plusieurs = dpd.get("/droits/essai?courriel=ndiaye&dossier=" + std::to_string(lina.valeur));
    EXPECT_TRUE(plusieurs.contient("Quel agent"));
    EXPECT_TRUE(plusieurs.contient("CPE ou professeur principal"));
    EXPECT_EQ(dpd.get("/droits/essai?courriel=personne").status, 422);
}

TEST_P(Droits, chaque_ligne_du_banc_dit_pourquoi_et_les_sigles_restent_des_sigles) {
    auto dpd = d.app.as(d.dpd);
    d.app.as(d.awa).get(dossier());
    auto essai = [&](std::string const& qui) {
        return dpd.get("/droits/essai?courriel=" + qui + "&dossier=" + std::to_string(lina.valeur));
    };
    auto page = essai("ndiaye");
    EXPECT_TRUE(page.contient("(coordonnateur MLDS)")) << page.text("main");
    EXPECT_TRUE(page.contient("Écrits lisibles : ses propres écrits"));
    EXPECT_EQ(page.body.find("<td></td><td>Oui"), std::string::npos) << "une raison vide";
    auto introuvable = essai("moreau");
    EXPECT_TRUE(introuvable.contient("Ce dossier lui est introuvable"));
    EXPECT_FALSE(introuvable.contient("Écrits lisibles")) << "il n'en lit aucun de ce jeune";
}

TEST_P(Droits, qui_ne_suit_plus_lit_une_seule_phrase_et_elle_est_vraie) {
    d.ecrire([&](auto& db) {
        jeunes::designer_referent(db, lina, d.ba, d.jour());
        db.run("update jeune set bassin_id = ? where id = ?", d.sud, lina);
    });
    auto page = d.app.as(d.awa).get(dossier());
    EXPECT_TRUE(page.contient("parce que vous avez suivi ce jeune")) << page.text("main");
    EXPECT_FALSE(page.contient("vous faites partie du cercle"));
    d.ecrire([&](auto& db) { db.run("update jeune set bassin_id = ? where id = ?", d.nord, lina); });
    EXPECT_TRUE(d.app.as(d.awa).get(dossier()).contient("relève de votre secteur")) << "un autre titre tient encore";
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
