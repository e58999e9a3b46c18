#include <gtest/gtest.h>

#include "metier/jeunes/apports.hpp"
#include "metier/jeunes/regles.hpp"
#include "metier/jeunes/saisies.hpp"
#include "tests/distribution.hpp"

namespace {

using namespace metier::jeunes;
using essais::Distribution;
using essais::un_jeune;

struct DiplomesDuDossier : testing::TestWithParam<std::string> {
    DiplomesDuDossier() { routes(d.app.routes); }
    /// Sorti de Zola en juin 2026, 17 ans : décrocheur tant qu'il n'a aucun diplôme qui compte.
    Id<Jeune> sorti() { return un_jeune().ne_le(2009y / 3 / 4).au(d.zola, 2025).cree(d); }
    std::string adresse(Id<Jeune> id, std::string const& suite = "") {
        return "/jeunes/" + std::to_string(id.valeur) + suite;
    }
    std::string page_du(Id<Jeune> id, std::string const& suite = "") {
        auto vus = d.lire([&](Reader& db) { return diplomes_vus(db, id); });
        return adresse(id, "/diplomes/" + std::to_string(vus.at(0).id.valeur) + suite);
    }
    bool decrocheur(Id<Jeune> id, Definition definition) {
        return d.lire([&](Reader& db) { return decrochage(faits(db, id, d.jour()), definition, d.jour()); }).decrocheur;
    }
    Apport liste_recue(Id<Jeune> id, Diplome const& diplome) {
        return d.ecrire([&](Writer& db) {
            return ajouter_diplome(db, id, source(db, "siecle:0350017D", "SIECLE", GenreSource::siecle), diplome);
        });
    }
    static web::Pairs cap(std::string version = "") {
        return {{"genre", "professionnel"},  {"libelle", "CAP Cuisine"}, {"niveau", "3"},
                {"obtenu_le", "30/06/2026"}, {"preuve", "attestation"},  {"version", version}};
    }
    static web::Pairs avec(web::Pairs champs, std::string const& nom, std::string const& valeur) {
        std::erase_if(champs, [&](auto const& c) { return c.first == nom; });
        champs.emplace_back(nom, valeur);
        return champs;
    }
    Distribution d{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Bases, DiplomesDuDossier, testing::ValuesIn(essais::BaseDEssai::genres()));

TEST_P(DiplomesDuDossier, un_diplome_saisi_change_le_decrocheur_et_le_journal_le_dit) {
    auto id = sorti();
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(decrocheur(id, Definition::legale));
    EXPECT_TRUE(awa.get(adresse(id)).contient("Décrocheur. Sorti de 2025-2026"));
    auto fait = awa.post(adresse(id, "/diplomes"), cap());
    ASSERT_EQ(fait.status, 303);
    EXPECT_EQ(d.journal().back(), "diplome_modifie");
    EXPECT_FALSE(decrocheur(id, Definition::legale));
    EXPECT_TRUE(decrocheur(id, Definition::siei)) << "ce n'est pas le diplôme du cursus";
    auto page = awa.follow(fait);
    EXPECT_TRUE(page.contient("CAP Cuisine (niveau 3), obtenu le 30/06/2026"));
    EXPECT_TRUE(page.contient("D’après : attestation (noté par Awa NDIAYE)"));
    EXPECT_TRUE(page.contient("A obtenu un diplôme qui compte"));
    EXPECT_EQ(awa.post(page_du(id), avec(cap("1"), "du_cursus", "1")).status, 303);
    EXPECT_FALSE(decrocheur(id, Definition::siei));
    EXPECT_EQ(d.app.as(d.ines).get(page_du(id)).status, 404) << "hors portée";
    EXPECT_EQ(d.app.as(d.ott).get(page_du(id)).status, 403) << "lit, ne tient pas";
}

TEST_P(DiplomesDuDossier, le_brevet_ne_compte_pas_et_n_a_pas_de_niveau) {
    auto id = sorti();
    auto awa = d.app.as(d.awa);
    web::Pairs brevet{{"genre", "dnb"}, {"libelle", "Brevet"}, {"niveau", "3"}, {"preuve", "declaration"}};
    EXPECT_NE(awa.post(adresse(id, "/diplomes"), brevet).error("niveau"), "");
    EXPECT_EQ(awa.post(adresse(id, "/diplomes"), avec(brevet, "niveau", "")).status, 303);
    EXPECT_TRUE(decrocheur(id, Definition::legale));
    EXPECT_EQ(awa.post(page_du(id), avec(avec(avec(brevet, "niveau", ""), "du_cursus", "1"), "version", "1")).status,
              303);
    EXPECT_TRUE(decrocheur(id, Definition::siei)) << "même coché « du cursus » (R-05)";
    auto page = awa.get(adresse(id));
    EXPECT_TRUE(page.contient("ne compte pas comme diplôme"));
    EXPECT_TRUE(page.contient("Aucun qui compte"));
    EXPECT_NE(awa.post(adresse(id, "/diplomes"), avec(cap(), "niveau", "")).error("niveau"), "")
        << "un diplôme professionnel a un niveau";
    EXPECT_NE(awa.post(adresse(id, "/diplomes"), avec(cap(), "obtenu_le", "30/06/2008")).error("obtenu_le"), "")
        << "avant la naissance";
    EXPECT_NE(awa.post(adresse(id, "/diplomes"), avec(cap(), "obtenu_le", "30/06/2027")).error("obtenu_le"), "")
        << "dans l'avenir";
}

TEST_P(DiplomesDuDossier, deux_corrections_a_la_fois_la_seconde_voit_les_deux_versions) {
    auto id = sorti();
    auto awa = d.app.as(d.awa);
    ASSERT_EQ(awa.post(adresse(id, "/diplomes"), cap()).status, 303);
    EXPECT_EQ(awa.post(adresse(id, "/diplomes"), cap()).status, 422) << "déjà au dossier";
    auto page = page_du(id);
    EXPECT_EQ(awa.get(page).value("libelle"), "CAP Cuisine");
    EXPECT_EQ(awa.post(page, avec(cap("1"), "obtenu_le", "01/07/2026")).status, 303);
    auto conflit = awa.post(page, avec(cap("1"), "obtenu_le", "02/07/2026"));
    EXPECT_EQ(conflit.status, 409);
    EXPECT_TRUE(conflit.contient("Quelqu’un a enregistré avant vous"));
    EXPECT_EQ(conflit.value("obtenu_le"), "02/07/2026");
    EXPECT_EQ(conflit.value("version"), "2");
}

TEST_P(DiplomesDuDossier, ce_qu_un_agent_a_corrige_ou_retire_la_liste_recue_ne_le_defait_pas) {
    auto id = sorti();
    auto awa = d.app.as(d.awa);
    Diplome dit{"CAP Cuisine", 4, GenreDiplome::professionnel, true, {}};
    EXPECT_EQ(liste_recue(id, dit), Apport::nouvelle);
    EXPECT_TRUE(awa.get(adresse(id)).contient("D’après : SIECLE"));

    EXPECT_EQ(awa.post(page_du(id), avec(cap("1"), "libelle", "CAP Pâtissier")).status, 303);
    EXPECT_EQ(liste_recue(id, dit), Apport::identique) << "le nom corrigé ne fait pas revenir l'ancien";
    auto noms = [&] {
        std::string liste;
        for (auto const& x : d.lire([&](Reader& db) { return diplomes(db, id); }))
            liste += x.libelle + ";";
        return liste;
    };
    EXPECT_EQ(noms(), "CAP Pâtissier;");

    EXPECT_EQ(awa.post(page_du(id, "/retrait"), {{"motif", ""}, {"version", "1"}}).status, 422);
    EXPECT_EQ(awa.post(page_du(id, "/retrait"), {{"motif", "Noté par erreur"}, {"version", "9"}}).status, 409);
    EXPECT_TRUE(awa.post(page_du(id, "/retrait"), {{"motif", "Un fainéant"}, {"version", "1"}})
                    .contient("Mots sensibles repérés"));
    EXPECT_EQ(awa.get(page_du(id, "/retrait")).status, 200);
    EXPECT_EQ(awa.post(page_du(id, "/retrait"), {{"motif", "Noté par erreur"}, {"version", "1"}}).status, 303);
    EXPECT_EQ(d.journal().back(), "diplome_modifie");
    EXPECT_EQ(noms(), "");
    EXPECT_TRUE(decrocheur(id, Definition::legale));
    EXPECT_EQ(liste_recue(id, {"CAP Pâtissier", 3, GenreDiplome::professionnel, false, {}}), Apport::identique);
    EXPECT_EQ(noms(), "");
    EXPECT_EQ(awa.post(adresse(id, "/diplomes"), avec(cap(), "libelle", "CAP Pâtissier")).status, 303)
        << "mais un agent peut le noter de nouveau";
    EXPECT_EQ(noms(), "CAP Pâtissier;");
}

TEST(Diplomes, le_plus_eleve_ne_regarde_ni_brevet_ni_cfg) {
    std::vector<Diplome> liste{{"Brevet", {}, GenreDiplome::dnb, false, {}}};
    EXPECT_EQ(plus_eleve(liste), nullptr);
    liste.push_back({"CAP Cuisine", 3, GenreDiplome::professionnel, false, {}});
    liste.push_back({"Bac pro Cuisine", 4, GenreDiplome::professionnel, true, {}});
    EXPECT_EQ(plus_eleve(liste)->libelle, "Bac pro Cuisine");
}

} // namespace
