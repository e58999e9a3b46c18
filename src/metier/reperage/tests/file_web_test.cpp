// La file de vérification telle qu'on s'en sert : preuve, lots, filtres gardés, retour en arrière, chiffres.
#include <gtest/gtest.h>

#include "metier/reperage/tests/campagne_d_essai.hpp"

using namespace metier::reperage;
using namespace essais;

namespace {

struct FileWeb : testing::Test, CampagneDEssai {
    FileWeb() { reperage::routes(d.app.routes); }
    std::string de(Id<Campagne> c, std::string const& suite) {
        return "/campagnes/" + std::to_string(c.valeur) + suite;
    }
    std::string de(Id<Campagne> c, Id<jeunes::Jeune> j) { return de(c, "/verifications/" + std::to_string(j.valeur)); }
    void revu(Id<jeunes::Jeune> j) {
        d.ecrire([&](storage::Writer& db) {
            db.run("insert into inscription (jeune_id, etablissement_id, annee, du, vue_le) values (?, ?, 2026, "
                   "'2026-09-15', ?)",
                   j, d.curie, d.horloge.instant());
        });
    }
    static bool coche(Reponse const& page, std::string const& code) {
        return page.body.find("value=\"" + code + "\" checked") != std::string::npos;
    }
};

TEST_F(FileWeb, la_preuve_n_est_pas_choisie_d_avance_et_un_injoignable_n_en_a_pas) {
    auto lina = sorti("BERNARD", "Lina");
    auto c = calculee();
    auto awa = d.app.as(d.awa);
    auto page = awa.get(de(c, lina));
    for (auto const& p : preuves)
        EXPECT_FALSE(coche(page, std::string(p.code))) << p.code;
    EXPECT_FALSE(page.contient("Personne n’a répondu"));
    auto refus = awa.post(de(c, lina), {{"resultat", "en_emploi"}, {"version", "1"}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_FALSE(refus.error("preuve").empty());
    EXPECT_EQ(awa.post(de(c, lina), {{"resultat", "en_emploi"}, {"preuve", "sans_reponse"}, {"version", "1"}}).status,
              422);
    EXPECT_EQ(awa.post(de(c, lina), {{"resultat", "injoignable"}, {"version", "1"}}).status, 303);
    EXPECT_EQ(compter("select count(*) from verification where preuve = 'sans_reponse'"), 1);
    EXPECT_TRUE(awa.get(de(c, lina)).contient("Personne n’a répondu"));
}

TEST_F(FileWeb, une_liste_qui_le_montre_inscrit_est_proposee_pour_preuve_et_dit_pourquoi) {
    auto lina = sorti("BERNARD", "Lina");
    auto c = calculee();
    revu(lina);
    auto page = d.app.as(d.awa).get(de(c, lina));
    EXPECT_TRUE(coche(page, "liste"));
    EXPECT_TRUE(page.contient("Proposé : une liste reçue le montre inscrit au collège Curie depuis le 15/09/2026"));
}

TEST_F(FileWeb, depuis_ne_remonte_pas_avant_la_derniere_scolarite) {
    auto lina = sorti("BERNARD", "Lina");
    auto c = calculee();
    auto awa = d.app.as(d.awa);
    web::Pairs saisie{{"resultat", "en_emploi"}, {"preuve", "famille"}, {"depuis", "2019-01-01"}, {"version", "1"}};
    EXPECT_NE(awa.post(de(c, lina), saisie).error("depuis").find("2025-2026"), std::string::npos);
    saisie[2].second = "2026-07-01";
    EXPECT_EQ(awa.post(de(c, lina), saisie).status, 303);
}

TEST_F(FileWeb, un_double_clic_va_au_suivant_sans_conflit) {
    auto lina = sorti("BERNARD", "Lina"), hugo = sorti("DIALLO", "Hugo", 2008y / 2 / 2);
    auto c = calculee();
    auto awa = d.app.as(d.awa);
    web::Pairs saisie{{"resultat", "en_emploi"}, {"preuve", "famille"}, {"version", "1"}};
    for (int clic = 0; clic < 2; ++clic)
        EXPECT_EQ(awa.post(de(c, lina), saisie).location, de(c, hugo));
    EXPECT_EQ(compter("select count(*) from verification"), 1);
}

TEST_F(FileWeb, les_filtres_suivent_la_personne_de_fiche_en_fiche_et_apres_un_lot) {
    auto lina = sorti("BERNARD", "Lina", 2008y / 11 / 2), hugo = sorti("DIALLO", "Hugo", 2008y / 2 / 2);
    auto tom = sorti("PETIT", "Tom", 2008y / 12 / 2);
    auto c = calculee();
    auto awa = d.app.as(d.awa);
    auto page = awa.get("/verifications?age=16-17");
    EXPECT_NE(page.body.find(de(c, lina) + "?age=16-17"), std::string::npos);
    EXPECT_FALSE(page.contient("DIALLO"));
    auto r = awa.post(de(c, lina) + "?age=16-17", {{"resultat", "confirme"}, {"preuve", "famille"}, {"version", "1"}});
    EXPECT_EQ(r.location, de(c, tom) + "?age=16-17") << "le suivant des 16-17 ans, pas Hugo";
    auto choix = std::to_string(tom.valeur) + "-1";
    auto refus = awa.post(de(c, "/verifications?age=16-17"), {{"choix", choix}, {"resultat", "confirme"}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_TRUE(coche(refus, choix)) << "la sélection reste";
    auto lot = awa.post(de(c, "/verifications?age=16-17"),
                        {{"choix", choix}, {"resultat", "confirme"}, {"preuve", "famille"}});
    EXPECT_NE(lot.location.find("age=16-17"), std::string::npos);
    EXPECT_NE(hugo.valeur, 0);
}

TEST_F(FileWeb, le_lieu_trouve_est_relu_avant_d_etre_enregistre) {
    auto lina = sorti("BERNARD", "Lina");
    auto c = calculee();
    auto awa = d.app.as(d.awa);
    web::Pairs saisie{{"resultat", "en_emploi"}, {"preuve", "famille"}, {"structure", "en prison"}, {"version", "1"}};
    auto avis = awa.post(de(c, lina), saisie);
    EXPECT_EQ(avis.status, 422);
    EXPECT_TRUE(avis.contient("Mots sensibles repérés"));
    EXPECT_EQ(compter("select count(*) from verification"), 0);
    saisie.emplace_back("quand_meme", avis.value("quand_meme"));
    EXPECT_EQ(awa.post(de(c, lina), saisie).status, 303);
}

TEST_F(FileWeb, un_lot_d_injoignables_ne_se_dit_pas_verifie) {
    auto lina = sorti("BERNARD", "Lina");
    auto c = calculee();
    auto awa = d.app.as(d.awa);
    auto fait =
        awa.post(de(c, "/verifications"), {{"choix", std::to_string(lina.valeur) + "-1"}, {"resultat", "injoignable"}});
    EXPECT_TRUE(awa.follow(fait).contient("1 jeune noté injoignable, à chercher encore."));
}

TEST_F(FileWeb, un_lot_se_defait_d_un_coup_et_chacun_revient_dans_la_file) {
    auto lina = sorti("BERNARD", "Lina"), hugo = sorti("DIALLO", "Hugo", 2008y / 2 / 2);
    auto c = calculee();
    auto awa = d.app.as(d.awa);
    awa.post(de(c, "/verifications"), {{"choix", std::to_string(lina.valeur) + "-1"},
                                       {"choix", std::to_string(hugo.valeur) + "-1"},
                                       {"resultat", "inscrit_ailleurs"},
                                       {"preuve", "appel_etablissement"},
                                       {"cause", "liste_manquante"}});
    EXPECT_EQ(compter("select count(*) from verification where cause = 'liste_manquante'"), 2);
    auto page = awa.get("/verifications");
    EXPECT_TRUE(page.contient("2 jeunes, inscrit ailleurs"));
    EXPECT_EQ(d.app.as(d.roy).get("/verifications").body.find("2 jeunes, inscrit"), std::string::npos)
        << "seulement les siennes";
    auto le = base::iso(d.horloge.instant());
    EXPECT_TRUE(awa.follow(awa.post(de(c, "/annulations"), {{"le", le}})).contient("2 décisions annulées"));
    EXPECT_EQ(compter("select count(*) from campagne_jeune where verification_id is null and caisse = 'presume'"), 2);
    EXPECT_TRUE(awa.follow(awa.post(de(c, "/annulations"), {{"le", le}})).contient("déjà annulées"));
    EXPECT_EQ(awa.post(de(c, "/annulations"), {{"le", "n’importe"}}).status, 303);
}

TEST_F(FileWeb, a06_avec_d_autres_nombres_l_entonnoir_et_le_taux_d_erreur_disent_juste) {
    // 11 présumés : 4 inscrits, 1 diplômé, 2 en emploi, 1 accompagné, 2 confirmés, 1 injoignable.
    auto qui = [](int i) { return "NOM" + std::string(1, static_cast<char>('A' + i)); };
    std::vector<Id<jeunes::Jeune>> onze;
    for (int i = 0; i < 11; ++i)
        onze.push_back(sorti(qui(i), "Sam", Date{2008y / 1 / 1} + std::chrono::months{i}));
    auto c = calculee();
    std::vector<Resultat> dits{Resultat::inscrit_ailleurs, Resultat::inscrit_ailleurs, Resultat::inscrit_ailleurs,
                               Resultat::inscrit_ailleurs, Resultat::deja_diplome,     Resultat::en_emploi,
                               Resultat::en_emploi,        Resultat::accompagne,       Resultat::confirme,
                               Resultat::confirme,         Resultat::injoignable};
    for (std::size_t i = 0; i < dits.size(); ++i)
        verifier(c, onze[i], dits[i]);
    auto e = d.lire([&](storage::Reader& db) { return entonnoir(db, c, {}, Ventilation::aucune).front(); });
    EXPECT_EQ(e.presumes, 11);
    EXPECT_EQ(e.verifies, 10);
    EXPECT_EQ(e.faux_positifs, 5);
    EXPECT_EQ(e.deja_en_solution, 3);
    EXPECT_EQ(e.confirmes, 2);
    EXPECT_EQ(e.injoignables, 1);
    EXPECT_EQ(compter("select count(*) from echeance where genre = 'premier_contact' and faite_le is null"), 2);
    EXPECT_EQ(compter("select count(*) from echeance where genre = 'verification' and faite_le is null"), 1);
}

} // namespace
