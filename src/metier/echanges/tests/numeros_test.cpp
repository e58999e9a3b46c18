// Deux numéros d'élève, une même identité : un élève inscrit deux fois, ou deux homonymes ; une personne le dira.
#include "metier/echanges/tests/essai.hpp"

#include <nlohmann/json.hpp>

#include "metier/echanges/verdict.hpp"

using namespace essais;

namespace {

std::int64_t dossiers(Distribution& d) {
    return une_valeur<std::int64_t>(d, "select count(*) from jeune where nom = 'DUVAL'");
}

nlohmann::json plan(Distribution& d, std::vector<Eleve> const& eleves, std::vector<std::string> options = {},
                    std::string const& horodatage = "01/10/2026 08:00:00") {
    Fichier f{"e.xml", siecle(eleves, uai_de_zola, "2026", horodatage)};
    options.insert(options.begin(), {f.chemin(), "--json"});
    return nlohmann::json::parse(importer(d, options).sortie);
}

std::vector<Eleve> const lea_inscrite_deux_fois{{.id = "1", .nom = "DUVAL", .prenom = "Léa"},
                                                {.id = "2", .nom = "DUVAL", .prenom = "Lea"}};

TEST(CeQuiSepare, l_etat_civil_seul_fait_deux_homonymes) {
    using echanges::Sexe;
    EXPECT_EQ(echanges::ce_qui_separe({Sexe::fille, 1}, {Sexe::fille, 1}), "");
    EXPECT_EQ(echanges::ce_qui_separe({Sexe::fille, 0}, {{}, 1}), "");
    EXPECT_EQ(echanges::ce_qui_separe({Sexe::fille, 1}, {Sexe::garcon, 1}), "un autre sexe");
    EXPECT_EQ(echanges::ce_qui_separe({Sexe::fille, 1}, {Sexe::fille, 2}), "une autre commune de naissance");
}

class DeuxNumeros : public testing::TestWithParam<std::string> {};

TEST_P(DeuxNumeros, pour_une_meme_identite_attendent_une_personne_et_disent_pourquoi) {
    for (auto const& options : {std::vector<std::string>{"--essai"}, {}}) {
        Distribution d{GetParam()};
        auto j = plan(d, lea_inscrite_deux_fois, options);
        EXPECT_EQ(j["nouvelles"], 1) << j.dump(1);
        EXPECT_EQ(j["douteuses"], 1) << j.dump(1);
        EXPECT_NE(j["lignes"][1].dump().find("un élève inscrit deux fois"), std::string::npos) << j.dump(1);
        EXPECT_EQ(dossiers(d), options.empty() ? 1 : 0);
    }
}

TEST_P(DeuxNumeros, dont_le_premier_retrouve_un_dossier_connu_attendent_aussi) {
    Distribution d{GetParam()};
    connu(d, "DUVAL", "Léa", Date{2009y / 3 / 4});
    auto j = plan(d, lea_inscrite_deux_fois);
    EXPECT_EQ(j["mises_a_jour"], 1) << j.dump(1);
    EXPECT_EQ(j["douteuses"], 1) << j.dump(1);
    EXPECT_EQ(dossiers(d), 1);
}

TEST_P(DeuxNumeros, de_jumeaux_ou_d_homonymes_sont_deux_dossiers_sans_question) {
    Distribution d{GetParam()};
    auto jumeaux =
        plan(d, {{.id = "1", .nom = "DUVAL", .prenom = "Léa"}, {.id = "2", .nom = "DUVAL", .prenom = "Tom"}});
    EXPECT_EQ(jumeaux["nouvelles"], 2) << jumeaux.dump(1);
    Distribution autre{GetParam()};
    auto homonymes = plan(autre, {{.id = "1", .nom = "DUVAL", .prenom = "Camille"},
                                  {.id = "2", .nom = "DUVAL", .prenom = "Camille", .sexe = "2"}});
    EXPECT_EQ(homonymes["nouvelles"], 2) << homonymes.dump(1);
    EXPECT_NE(homonymes["lignes"][1].dump().find("un autre sexe"), std::string::npos) << homonymes.dump(1);
    EXPECT_EQ(dossiers(autre), 2);
}

TEST_P(DeuxNumeros, avec_deux_ine_attendent_et_avec_le_meme_ine_sont_une_personne) {
    Distribution d{GetParam()};
    auto deux = plan(d,
                     {{.id = "1", .nom = "DUVAL", .prenom = "Léa", .ine = "1234567890A"},
                      {.id = "2", .nom = "DUVAL", .prenom = "Léa", .ine = "1234567891B"}},
                     {"--essai"});
    EXPECT_EQ(deux["douteuses"], 1) << deux.dump(1);
    EXPECT_NE(deux["lignes"][1].dump().find("un autre INE"), std::string::npos) << deux.dump(1);
    auto un = plan(d,
                   {{.id = "1", .nom = "DUVAL", .prenom = "Léa", .ine = "1234567890A"},
                    {.id = "2", .nom = "DUVAL", .prenom = "Léa", .ine = "1234567890A"}},
                   {"--essai"});
    EXPECT_EQ(un["douteuses"], 0) << un.dump(1);
    EXPECT_EQ(un["mises_a_jour"], 1) << un.dump(1);
}

/// Awa ouvre la question et répond.
void repondre(Distribution& d, std::string const& reponse) {
    auto awa = d.app.as(d.awa);
    auto ou = "/importations/" + std::to_string(une_valeur<std::int64_t>(d, "select max(id) from importation"));
    auto page = awa.get(ou + "/douteuses");
    EXPECT_TRUE(page.contient("La même personne, inscrite deux fois")) << page.text("main");
    EXPECT_TRUE(page.contient("Deux personnes")) << page.text("main");
    EXPECT_TRUE(page.contient("L’autre ligne")) << page.text("main");
    auto ligne = std::to_string(une_valeur<std::int64_t>(d, "select max(id) from ligne_import"));
    auto version = std::to_string(une_valeur<std::int64_t>(d, "select version from ligne_import where id = " + ligne));
    EXPECT_EQ(awa.post(ou + "/lignes/" + ligne + "/decision", {{"version", version}, {"reponse", reponse}}).status,
              303);
}

void ne_plus_rien_demander(Distribution& d, std::int64_t attendus) {
    EXPECT_EQ(dossiers(d), attendus);
    auto meme_fichier = plan(d, lea_inscrite_deux_fois);
    EXPECT_EQ(meme_fichier["douteuses"], 0) << meme_fichier.dump(1);
    auto semaine_suivante = plan(d, lea_inscrite_deux_fois, {}, "08/10/2026 08:00:00");
    EXPECT_EQ(semaine_suivante["identiques"], 2) << semaine_suivante.dump(1);
    EXPECT_EQ(dossiers(d), attendus);
}

TEST_P(DeuxNumeros, la_meme_personne_n_a_qu_un_dossier_et_rien_n_est_redemande) {
    Distribution d{GetParam()};
    echanges::routes(d.app.routes);
    plan(d, lea_inscrite_deux_fois);
    repondre(d, "meme");
    ne_plus_rien_demander(d, 1);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from identite"), 2);
    EXPECT_EQ(une_valeur<std::string>(d, "select decision from decision_ligne"), "meme");
}

TEST_P(DeuxNumeros, deux_personnes_ont_deux_dossiers_que_le_reperage_ne_rapproche_plus) {
    Distribution d{GetParam()};
    echanges::routes(d.app.routes);
    plan(d, lea_inscrite_deux_fois);
    repondre(d, "different");
    ne_plus_rien_demander(d, 2);
    EXPECT_EQ(une_valeur<std::string>(d, "select decision from paire"), "different");
    // une autre source qui parle de cette identité ne choisit pas entre les deux
    Fichier f{"l.csv", "campagne;nom_famille;prenoms;date_naissance\n2026-10;DUVAL;Lea;04/03/2009\n"};
    auto j = nlohmann::json::parse(importer(d, {f.chemin(), "--json", "--essai"}).sortie);
    EXPECT_EQ(j["douteuses"], 1) << j.dump(1);
}

TEST_P(DeuxNumeros, tranches_avant_l_application_le_restent_apres_une_correction) {
    for (auto const* reponse : {"meme", "different"}) {
        Distribution d{GetParam()};
        echanges::routes(d.app.routes);
        auto awa = d.app.as(d.awa);
        auto ou = awa.depose("/importations", "fichier", "e.xml", siecle(lea_inscrite_deux_fois, uai_de_zola)).location;
        travailler(d);
        repondre(d, reponse);
        auto ligne = std::to_string(une_valeur<std::int64_t>(d, "select max(id) from ligne_import"));
        web::Pairs cellules{
            {"version", "2"},    {"c_nom_famille", "DUVAL"}, {"c_prenom", "Léa"},    {"c_naissance", "04/03/2009"},
            {"c_sexe", "1"},     {"c_division", "2BAC"},     {"c_uai", uai_de_zola}, {"c_annee", "2026"},
            {"c_eleve_id", "2"}, {"c_mef", "24731211"}};
        EXPECT_EQ(awa.post(ou + "/lignes/" + ligne, cellules).status, 303);
        auto version = std::to_string(une_valeur<std::int64_t>(d, "select version from importation"));
        EXPECT_EQ(awa.post(ou + "/application", {{"version", version}}).status, 303);
        travailler(d);
        EXPECT_EQ(dossiers(d), std::string(reponse) == "meme" ? 1 : 2);
        EXPECT_EQ(une_valeur<std::int64_t>(d, "select douteuses from importation"), 0);
    }
}

INSTANTIATE_TEST_SUITE_P(Bases, DeuxNumeros, testing::ValuesIn(BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });

} // namespace
