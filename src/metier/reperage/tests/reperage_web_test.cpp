#include <gtest/gtest.h>

#include "metier/reperage/tests/campagne_d_essai.hpp"
#include "metier/reperage/tests/matrice.hpp"

using namespace metier::reperage;
using namespace essais;

namespace {

struct ReperageWeb : testing::Test, CampagneDEssai {
    ReperageWeb() {
        reperage::routes(d.app.routes);
        reperage::rubriques(journee);
        metier::agenda::routes(d.app.routes, journee);
    }
    std::string de(Id<Campagne> c, std::string const& suite = "") {
        return "/campagnes/" + std::to_string(c.valeur) + suite;
    }
    std::string de(Id<Campagne> c, Id<jeunes::Jeune> j) { return de(c, "/verifications/" + std::to_string(j.valeur)); }
    void un_travail() {
        storage::Ateliers ateliers{*d.base, d.horloge, reperage::travaux(d.app.env())};
        ASSERT_TRUE(ateliers.faire_un());
    }
    metier::agenda::Journee journee;
};

TEST_F(ReperageWeb, awa_ouvre_une_campagne_la_voit_se_calculer_et_lit_ses_cases) {
    sorti("DIALLO", "Hugo");
    auto awa = d.app.as(d.awa);
    EXPECT_EQ(awa.get("/campagnes/nouvelle").text("h1"), "Nouvelle campagne");
    auto refus = awa.post("/campagnes", {{"nom", ""},
                                         {"annee", "2026-2027"},
                                         {"territoire", std::to_string(d.sud.valeur)},
                                         {"observation", "2026-10-05"}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_FALSE(refus.error("nom").empty());
    EXPECT_FALSE(refus.error("territoire").empty()); // hors de son secteur
    auto hors = awa.post("/campagnes", {{"nom", "Rentrée"},
                                        {"annee", "2026-2027"},
                                        {"territoire", std::to_string(d.nord.valeur)},
                                        {"observation", "2025-10-05"}});
    EXPECT_EQ(hors.status, 422);
    EXPECT_NE(hors.error("observation").find("2026-2027"), std::string::npos);

    auto r = awa.post("/campagnes", {{"nom", "Rentrée 2026"},
                                     {"annee", "2026-2027"},
                                     {"territoire", std::to_string(d.nord.valeur)},
                                     {"observation", "2026-10-05"}});
    ASSERT_EQ(r.status, 303);
    EXPECT_EQ(d.journal().back(), "campagne_ouverte");
    EXPECT_TRUE(awa.get(r.location).contient("Calcul de la campagne"));
    EXPECT_EQ(awa.get(r.location + "/progression").status, 200);
    un_travail();
    auto page = awa.get(r.location);
    EXPECT_EQ(page.text("h1"), "Rentrée 2026");
    EXPECT_TRUE(page.contient("Présumé sorti, à vérifier"));
    EXPECT_LE(page.queries, 14);
    EXPECT_TRUE(awa.get(r.location + "/caisses/presume").contient("DIALLO Hugo"));
    EXPECT_EQ(awa.get(r.location + "/caisses/inconnue").status, 404);
    EXPECT_TRUE(awa.get("/campagnes").contient("Rentrée 2026"));

    EXPECT_EQ(awa.post(r.location + "/calcul").status, 303);
    un_travail();
    auto version = std::to_string(compter("select version from campagne"));
    EXPECT_EQ(awa.post(r.location + "/cloture", {{"version", "0"}}).status, 303);
    EXPECT_EQ(compter("select count(*) from campagne where close_le is not null"), 0);
    EXPECT_EQ(awa.post(r.location + "/cloture", {{"version", version}}).status, 303);
    EXPECT_TRUE(awa.get(r.location).contient("Close"));
    EXPECT_EQ(d.journal().back(), "campagne_close");
}

TEST_F(ReperageWeb, une_seconde_campagne_au_meme_endroit_est_refusee_et_un_double_clic_n_en_fait_qu_une) {
    auto awa = d.app.as(d.awa);
    web::Pairs champs{{"nom", "Rentrée 2026"},
                      {"annee", "2026-2027"},
                      {"territoire", std::to_string(d.nord.valeur)},
                      {"observation", "2026-10-05"}};
    auto premiere = awa.post("/campagnes", champs);
    auto seconde = awa.post("/campagnes", champs);
    EXPECT_EQ(seconde.status, 303);
    EXPECT_EQ(seconde.location, premiere.location);
    champs.front().second = "Une autre";
    auto refus = awa.post("/campagnes", champs);
    EXPECT_EQ(refus.status, 422);
    EXPECT_FALSE(refus.error("territoire").empty());
    EXPECT_NE(refus.body.find("href=\"" + premiere.location + "\""), std::string::npos);
    EXPECT_EQ(compter("select count(*) from campagne"), 1);
    d.ecrire([&](storage::Writer& db) { db.run("update campagne set close_le = ?", d.horloge.instant()); });
    EXPECT_EQ(awa.post("/campagnes", champs).status, 303);
}

TEST_F(ReperageWeb, une_verification_mene_a_la_suivante_et_se_defait) {
    auto lina = sorti("BERNARD", "Lina");
    auto hugo = sorti("DIALLO", "Hugo", 2008y / 2 / 2);
    auto c = calculee();
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get("/verifications").contient("BERNARD Lina"));
    EXPECT_LE(awa.get("/verifications").queries, 10);
    auto page = awa.get(de(c, lina));
    EXPECT_TRUE(page.contient("Sur aucune liste de 2026-2027"));
    EXPECT_TRUE(page.contient("Vous voyez ce dossier parce que"));
    EXPECT_LE(page.queries, 16);
    EXPECT_EQ(d.journal().back(), "dossier_lu");

    EXPECT_EQ(awa.post(de(c, lina), {{"preuve", "famille"}, {"version", "1"}}).status, 422);
    auto r = awa.post(de(c, lina), {{"resultat", "en_emploi"},
                                    {"preuve", "famille"},
                                    {"structure", "Boulangerie"},
                                    {"version", page.value("version")}});
    ASSERT_EQ(r.status, 303);
    EXPECT_EQ(r.location, de(c, hugo));
    EXPECT_EQ(d.journal().back(), "situation_verifiee");
    auto perdu = awa.post(de(c, lina), {{"resultat", "confirme"}, {"preuve", "famille"}, {"version", "1"}});
    EXPECT_EQ(perdu.status, 409);
    EXPECT_TRUE(perdu.contient("Boulangerie"));

    EXPECT_EQ(awa.post("/verifications/1/annulation").status, 303);
    EXPECT_EQ(d.journal().back(), "verification_annulee");
    EXPECT_TRUE(awa.get("/verifications").contient("BERNARD Lina"));
    EXPECT_EQ(awa.post("/verifications/1/annulation").status, 303); // déjà : rien de plus
    EXPECT_EQ(compter("select count(*) from verification where annulee_le is not null"), 1);
    EXPECT_EQ(awa.post("/verifications/99/annulation").status, 404);
}

TEST_F(ReperageWeb, une_selection_se_note_d_un_coup_sans_forcer_ce_qui_a_change) {
    auto lina = sorti("BERNARD", "Lina"), hugo = sorti("DIALLO", "Hugo", 2008y / 2 / 2);
    auto c = calculee();
    auto awa = d.app.as(d.awa);
    auto choix = [](Id<jeunes::Jeune> j, int version) {
        return std::to_string(j.valeur) + "-" + std::to_string(version);
    };
    EXPECT_EQ(awa.post(de(c, "/verifications"), {{"choix", choix(lina, 1)}}).status, 422);
    verifier(c, hugo, Resultat::confirme);
    auto r = awa.post(de(c, "/verifications"), {{"choix", choix(lina, 1)},
                                                {"choix", choix(hugo, 1)},
                                                {"choix", "n’importe"},
                                                {"resultat", "inscrit_ailleurs"},
                                                {"preuve", "appel_etablissement"},
                                                {"structure", "Lycée Monod"}});
    ASSERT_EQ(r.status, 303);
    EXPECT_EQ(compter("select count(*) from verification where resultat = 'inscrit_ailleurs'"), 1);
    EXPECT_EQ(compter("select count(*) from verification where resultat = 'confirme'"), 1);
    EXPECT_TRUE(awa.follow(r).contient("1 jeune vérifié"));
}

TEST_F(ReperageWeb, les_revus_sur_une_liste_se_confirment_d_un_clic) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    d.ecrire([&](storage::Writer& db) {
        db.run("insert into inscription (jeune_id, etablissement_id, annee, du, vue_le) values (?, ?, 2026, "
               "'2026-09-15', ?)",
               hugo, d.curie, d.horloge.instant());
    });
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get("/verifications").contient("réapparu"));
    EXPECT_EQ(awa.post(de(c, "/retrouves")).status, 303);
    EXPECT_EQ(
        compter(
            "select count(*) from verification where resultat = 'inscrit_ailleurs' and structure = 'Collège Curie'"),
        1);
    EXPECT_TRUE(awa.get("/verifications").contient("Plus personne à vérifier"));
}

TEST_F(ReperageWeb, un_accompagnement_venu_apres_le_calcul_se_lit_la_ou_l_on_verifie) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    auto awa = d.app.as(d.awa);
    EXPECT_FALSE(awa.get(de(c, hugo)).contient("Sa situation connue"));
    d.ecrire([&](storage::Writer& db) {
        jeunes::noter_situation(db, hugo,
                                {.genre = jeunes::GenreSituation::accompagne,
                                 .du = Date{2026y / 9 / 10},
                                 .structure = "Mission locale de Rennes"});
    });
    EXPECT_TRUE(awa.get(de(c, hugo)).contient("Mission locale de Rennes) depuis le 10/09/2026"));
    EXPECT_TRUE(awa.get("/verifications").contient("DIALLO Hugo")); // proposé, jamais retiré tout seul
}

TEST_F(ReperageWeb, le_taux_d_erreur_s_exporte_avec_son_motif) {
    auto zola = source("siecle:z", "=SIECLE", jeunes::GenreSource::siecle);
    auto hugo = sorti("DIALLO", "Hugo");
    d.ecrire([&](storage::Writer& db) { db.run("update inscription set source_id = ?", zola); });
    auto c = calculee();
    verifier(c, hugo, Resultat::inscrit_ailleurs);
    auto awa = d.app.as(d.awa);
    auto page = awa.get("/verifications/sources");
    EXPECT_TRUE(page.contient("1/1 = 100,0"));
    auto numero = std::to_string(c.valeur);
    EXPECT_EQ(awa.post("/verifications/sources/export", {{"campagne", numero}}).status, 422);
    auto csv = awa.post("/verifications/sources/export", {{"campagne", numero}, {"motif", "Retour au lycée"}});
    ASSERT_EQ(csv.status, 200);
    EXPECT_NE(csv.body.find("'=SIECLE\";1;1;1"), std::string::npos) << csv.body;
    EXPECT_EQ(d.journal().back(), "export_fait");
    EXPECT_EQ(d.app.as(d.ba).post("/verifications/sources/export", {{"campagne", numero}, {"motif", "x"}}).status, 403);
}

TEST_F(ReperageWeb, hors_du_secteur_tout_est_introuvable) {
    auto hugo = sorti("LE GOFF", "Zoé");
    un_jeune().nomme("Le Goff", "ZOE").ne_le(2009y / 3 / 4).au(d.curie, 2026).cree(d);
    auto c = calculee();
    auto ines = d.app.as(d.ines);
    for (auto const& adresse :
         {de(c), de(c, "/caisses/presume"), de(c, hugo), "/verifications?campagne=" + std::to_string(c.valeur)})
        EXPECT_EQ(ines.get(adresse).status, 404) << adresse;
    for (auto const& adresse :
         {de(c, "/calcul"), de(c, "/cloture"), de(c, hugo), de(c, "/verifications"), de(c, "/retrouves")})
        EXPECT_EQ(ines.post(adresse, {{"version", "1"}}).status, 404) << adresse;
    EXPECT_TRUE(ines.get("/verifications").contient("Aucune campagne"));
}

TEST_F(ReperageWeb, chaque_role_n_ouvre_que_ses_routes) {
    auto [refusees, ouvertes] = chaque_role_frappe(d, [](std::string const& patron) {
        return patron.starts_with("/campagnes") || patron.starts_with("/verifications");
    });
    EXPECT_GT(refusees, 80);
    EXPECT_GT(ouvertes, 50);
    EXPECT_EQ(d.app.inconnu().get("/verifications").status, 303);
}

TEST_F(ReperageWeb, le_referent_de_l_etablissement_verifie_ses_anciens_eleves) {
    auto hugo = sorti("DIALLO", "Hugo");
    un_jeune().nomme("ROUX", "Léa").ne_le(2009y / 1 / 1).au(d.curie, 2025, Date{2026y / 8 / 31}).cree(d);
    auto c = calculee();
    auto ba = d.app.as(d.ba);
    auto liste = ba.get("/verifications");
    EXPECT_TRUE(liste.contient("DIALLO Hugo"));
    EXPECT_FALSE(liste.contient("ROUX"));
    EXPECT_EQ(ba.post(de(c, hugo), {{"resultat", "confirme"}, {"preuve", "famille"}, {"version", "1"}}).status, 303);
    EXPECT_EQ(ba.get(de(c)).status, 403); // les nombres de la campagne ne sont pas les siens
}

TEST_F(ReperageWeb, ma_journee_montre_ce_qui_attend) {
    auto zoe = sorti("LE GOFF", "Zoé");
    doublon("Le Goff", "ZOE");
    auto hugo = sorti("DIALLO", "Hugo", 2008y / 2 / 2);
    auto lina = sorti("BERNARD", "Lina", 2008y / 7 / 7);
    auto c = calculee();
    verifier(c, hugo, Resultat::confirme);
    auto page = d.app.as(d.awa).get("/");
    EXPECT_TRUE(page.contient("Présumés à vérifier"));
    EXPECT_TRUE(page.contient("BERNARD Lina"));
    EXPECT_TRUE(page.contient("Rapprochements à trancher"));
    EXPECT_TRUE(page.contient("Confirmés sans contact"));
    EXPECT_TRUE(page.contient("DIALLO Hugo"));
    EXPECT_EQ(d.app.as(d.awa).get("/verifications/jeunes/" + std::to_string(lina.valeur)).location, de(c, lina));
    EXPECT_EQ(d.app.as(d.ines).get("/verifications/jeunes/" + std::to_string(lina.valeur)).status, 404);
    EXPECT_NE(zoe, lina);
}

TEST_F(ReperageWeb, le_dossier_dit_pourquoi_et_par_qui) {
    auto hugo = sorti("DIALLO", "Hugo");
    auto c = calculee();
    verifier(c, hugo, Resultat::confirme);
    jeunes::Apports apports;
    reperage::apports(apports);
    Reponse page;
    d.app.routes.get("/essai/{id}", acces::Droit::lire_dossier, [&](acces::Contexte& cx, Id<jeunes::Jeune> id) {
        web::Html contenu = apports.blocs().front().f(cx, id);
        std::string cles;
        for (auto const& e : apports.contributeurs().front().f(cx, id, {})) {
            contenu += web::p(e.vue.titre, ", le ", e.vue.jour);
            EXPECT_TRUE(cles.empty() || e.cle < cles);
            cles = e.cle;
            jeunes::Filtre apres;
            apres.avant = e.cle;
            for (auto const& suivant : apports.contributeurs().front().f(cx, id, apres))
                EXPECT_LT(suivant.cle, e.cle);
        }
        return cx.fragment(contenu);
    });
    d.ecrire([&](storage::Writer& db) {
        db.run("update campagne set calculee_le = '2026-11-26T09:00:00Z' where id = ?", c); // recalculée depuis
    });
    page = d.app.as(d.awa).get("/essai/" + std::to_string(hugo.valeur));
    auto observation =
        d.lire([&](storage::Reader& db) { return db.one<Date>("select observation from campagne where id = ?", c); });
    EXPECT_TRUE(page.contient("Présumé sorti par Rentrée 2026, le " + base::affiche(observation)))
        << "un recalcul ne redate rien";
    EXPECT_TRUE(page.contient("Vérifié : confirmé sans solution"));
    EXPECT_TRUE(page.contient("Identité figée par la campagne : DIALLO Hugo, né(e) le 04/03/2009"));
    EXPECT_TRUE(page.contient("Définition légale"));
    EXPECT_TRUE(page.contient("Vérifié : " + std::string(base::libelle(Resultat::confirme))));
    EXPECT_FALSE(page.contient("Présumé sorti, à vérifier"));
}

} // namespace
