#include <algorithm>
#include <gtest/gtest.h>
#include <map>

#include "base/texte.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/jeunes/index.hpp"
#include "tests/distribution.hpp"

namespace {

using namespace metier::jeunes;
using essais::Distribution;
using essais::un_jeune;
using metier::acces::Droit;
using metier::acces::Role;

class JeunesWeb : public testing::TestWithParam<std::string> {
protected:
    Distribution d{GetParam()};
    Apports apports;
    JeunesWeb() { routes(d.app.routes, apports); }

    /// Un jeune de la troupe, retrouvable par la recherche et le rapprochement.
    Id<Jeune> cree(essais::UnJeune un) {
        auto id = un.cree(d);
        d.ecrire([&](Writer& db) { indexer(db, id); });
        return id;
    }
    Id<Jeune> hugo() { return cree(un_jeune().nomme("DIALLO", "Hugo").sexe("M").ne_le(2009y / 3 / 4).au(d.zola)); }
    static std::string adresse(Id<Jeune> id, std::string const& suite = "") {
        return "/jeunes/" + std::to_string(id.valeur) + suite;
    }
    std::string version(Id<Jeune> id) {
        return std::to_string(
            d.lire([&](Reader& db) { return db.one<int>("select version from jeune where id = ?", id); }));
    }
    std::string dernier_acte() { return d.journal().back(); }
};

INSTANTIATE_TEST_SUITE_P(Bases, JeunesWeb, testing::ValuesIn(essais::BaseDEssai::genres()));

TEST_P(JeunesWeb, le_dossier_dit_pourquoi_je_le_vois_et_qui_l_a_lu) {
    auto id = hugo();
    auto page = d.app.as(d.awa).get(adresse(id));
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.text("h1"), "DIALLO Hugo");
    EXPECT_TRUE(page.contient("Vous voyez ce dossier parce que ce jeune relève de votre secteur"));
    EXPECT_TRUE(page.contient("17\u00a0ans"));
    EXPECT_TRUE(page.contient("Information à remettre"));
    EXPECT_TRUE(page.contient("Obligation remplie"));
    EXPECT_TRUE(page.contient("Awa NDIAYE (Coordonnateur MLDS) : 1 fois")) << page.text("main");
    EXPECT_EQ(dernier_acte(), "dossier_lu");
    EXPECT_LT(page.body.find("Points d’appui"), page.body.find("Chronologie")) << "ce qui marche d'abord (C-26)";
    EXPECT_LE(page.queries, 40);
    EXPECT_EQ(d.app.as(d.ines).get(adresse(id)).status, 404);
    EXPECT_EQ(d.app.as(d.ott).get(adresse(id)).status, 200);
    EXPECT_EQ(d.app.as(d.awa).get("/jeunes/999999").status, 404);
}

TEST_P(JeunesWeb, le_nombre_de_requetes_du_dossier_ne_depend_pas_de_ce_qu_il_contient) {
    auto vide = hugo();
    auto plein = cree(un_jeune().nomme("BERNARD", "Lina").au(d.zola).au(d.curie, 2025).au(d.curie, 2024));
    d.ecrire([&](Writer& db) {
        for (int i = 0; i < 40; ++i)
            noter_situation(db, plein,
                            {i % 2 ? GenreSituation::emploi : GenreSituation::sans_solution,
                             base::plus_jours(2025y / 9 / 1, i),
                             {},
                             "",
                             Fondement::declaration,
                             {},
                             {},
                             ""});
    });
    auto awa = d.app.as(d.awa);
    EXPECT_EQ(awa.get(adresse(vide)).queries, awa.get(adresse(plein)).queries);
}

TEST_P(JeunesWeb, les_autres_parties_ajoutent_evenements_blocs_et_boutons_par_pages_de_cinquante) {
    apports.evenements("appel", "Appels", [](metier::acces::Contexte&, Id<Jeune>, Filtre const& f) {
        std::vector<EvenementDuDossier> liste;
        for (int i = 500; i > 0 && liste.size() < static_cast<std::size_t>(f.au_plus); --i) {
            auto jour = base::plus_jours(2025y / 1 / 1, i);
            auto cle = cle_d_evenement(jour, "appel", i);
            if (f.avant.empty() || cle < f.avant)
                liste.push_back({{.jour = jour, .titre = "Appel n° " + std::to_string(i)}, cle, "appel", {}});
        }
        return liste;
    });
    apports.bloc(10, "À faire", [](metier::acces::Contexte&, Id<Jeune>) { return web::p("Rappeler la famille"); });
    apports.action(10, "Noter un appel", [](metier::acces::Contexte&, Id<Jeune> id) {
        return std::optional{web::lien("/jeunes/{}/appels", id)};
    });
    auto id = hugo();
    auto awa = d.app.as(d.awa);
    auto page = awa.get(adresse(id));
    EXPECT_TRUE(page.contient("Rappeler la famille"));
    EXPECT_TRUE(page.contient("Noter un appel"));
    EXPECT_TRUE(page.contient("Appel n° 500"));
    EXPECT_TRUE(page.contient("Appel n° 451"));
    EXPECT_FALSE(page.contient("Appel n° 450"));
    EXPECT_TRUE(page.contient("Voir plus"));
    auto suite = awa.get(adresse(id, "?avant=" + cle_d_evenement(base::plus_jours(2025y / 1 / 1, 451), "appel", 451)));
    EXPECT_TRUE(suite.contient("Appel n° 450"));
    EXPECT_FALSE(suite.contient("Appel n° 451"));
    EXPECT_TRUE(awa.get(adresse(id, "?genre=inconnu")).contient("Appel n° 500")) << "un filtre inconnu ne cache rien";
}

TEST_P(JeunesWeb, l_ine_est_masque_et_ne_se_montre_qu_en_le_demandant) {
    auto id = hugo();
    d.ecrire([&](Writer& db) {
        IdentiteLue i;
        i.nom = "DIALLO";
        i.prenoms = {"Hugo"};
        i.ine = {*base::Ine::lire("012345678KC")};
        rattacher(db, d.app.env().coffre, d.horloge.instant(), id, source(db, "s", "SIECLE", GenreSource::siecle), "1",
                  i);
    });
    auto awa = d.app.as(d.awa);
    EXPECT_FALSE(awa.get(adresse(id)).contient("012345678KC"));
    auto page = awa.post(adresse(id, "/ine"));
    EXPECT_TRUE(page.contient("012345678KC"));
    EXPECT_EQ(dernier_acte(), "ine_montre");
    EXPECT_EQ(d.app.as(d.ines).post(adresse(id, "/ine")).status, 404);
}

TEST_P(JeunesWeb, l_identite_se_modifie_et_le_second_voit_les_deux_versions) {
    auto id = hugo();
    auto awa = d.app.as(d.awa);
    EXPECT_EQ(awa.get(adresse(id, "/identite")).value("nom"), "DIALLO");
    auto v = version(id);
    auto refus = awa.post(adresse(id, "/identite"),
                          {{"nom", ""}, {"prenom", "Hugo"}, {"naissance", "31/02/2009"}, {"version", v}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_NE(refus.error("naissance"), "");
    auto bien = awa.post(adresse(id, "/identite"), {{"nom", "DIALLO"},
                                                    {"prenom", "Hugo"},
                                                    {"naissance", "04/03/2009"},
                                                    {"telephone", "06 12 34 56 78"},
                                                    {"version", v}});
    EXPECT_EQ(bien.status, 303);
    EXPECT_EQ(dernier_acte(), "identite_modifiee");
    auto conflit = d.app.as(d.ba).post(
        adresse(id, "/identite"), {{"nom", "DIALO"}, {"prenom", "Hugo"}, {"naissance", "04/03/2009"}, {"version", v}});
    EXPECT_EQ(conflit.status, 409);
    EXPECT_TRUE(conflit.contient("Enregistré entre-temps"));
    EXPECT_EQ(conflit.value("nom"), "DIALO") << "rien n'est perdu";
    EXPECT_EQ(conflit.value("version"), version(id));
    EXPECT_EQ(d.app.as(d.ines).get(adresse(id, "/identite")).status, 404);
    EXPECT_EQ(d.app.as(d.ines).post(adresse(id, "/identite"), {{"nom", "X"}, {"prenom", "Y"}, {"version", v}}).status,
              404);
}

TEST_P(JeunesWeb, une_identite_verifiee_montre_ce_que_disent_les_sources_et_se_reprend_d_un_geste) {
    auto id = hugo();
    auto awa = d.app.as(d.awa);
    EXPECT_EQ(awa.post(adresse(id, "/verification-identite"), {{"version", version(id)}}).status, 303);
    EXPECT_EQ(dernier_acte(), "identite_verifiee");
    d.ecrire([&](Writer& db) {
        IdentiteLue i;
        i.nom = "DIALLO";
        i.prenoms = {"Hugo"};
        i.telephone = "0700000001";
        rattacher(db, d.app.env().coffre, d.horloge.instant(), id,
                  source(db, "ml", "Mission locale de Val-Clair", GenreSource::mission_locale), "1", i);
    });
    auto page = awa.get(adresse(id));
    EXPECT_TRUE(page.contient("Identité vérifiée"));
    EXPECT_TRUE(page.contient("Des sources disent autre chose (1)"));
    EXPECT_TRUE(page.contient("Mission locale de Val-Clair"));
    auto depuis = d.lire([&](Reader& db) { return propositions(db, id).front().identite.valeur; });
    EXPECT_EQ(awa.get(adresse(id, "/identite?depuis=" + std::to_string(depuis))).value("telephone"), "07 00 00 00 01");
}

TEST_P(JeunesWeb, un_dossier_se_cree_a_la_main_apres_avoir_montre_ceux_qui_lui_ressemblent) {
    auto id = hugo();
    auto awa = d.app.as(d.awa);
    EXPECT_EQ(awa.get("/jeunes/nouveau").status, 200);
    web::Pairs saisie{{"nom", "DIALO"}, {"prenom", "Hugo"}, {"naissance", "04/03/2009"}, {"sexe", "M"}};
    auto alerte = awa.post("/jeunes", saisie);
    EXPECT_EQ(alerte.status, 422);
    EXPECT_TRUE(alerte.contient("Ce jeune a peut-être déjà un dossier"));
    EXPECT_NE(alerte.body.find("href=\"" + adresse(id)), std::string::npos);
    saisie.emplace_back("malgre", "1");
    auto cree_ = awa.post("/jeunes", saisie);
    EXPECT_EQ(cree_.status, 303);
    EXPECT_EQ(dernier_acte(), "jeune_cree");
    EXPECT_EQ(awa.follow(cree_).text("h1"), "DIALO Hugo");
    EXPECT_TRUE(awa.get(adresse(id)).contient("Un autre dossier lui ressemble"));
    EXPECT_EQ(awa.post("/jeunes", {{"nom", "SEUL"}, {"prenom", "Unique"}, {"naissance", "01/02/2010"}}).status, 303)
        << "sans ressemblance, sans détour";
    EXPECT_EQ(d.app.as(d.diop).get("/jeunes/nouveau").status, 200);
    auto par_la_mission_locale =
        d.app.as(d.diop).post("/jeunes", {{"nom", "KONE"}, {"prenom", "Issa"}, {"naissance", "01/02/2008"}});
    EXPECT_EQ(d.app.as(d.diop).get(par_la_mission_locale.location).status, 200);
}

TEST_P(JeunesWeb, une_notice_pas_remise_dit_pourquoi_et_le_bandeau_se_tait) {
    auto id = hugo();
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get(adresse(id)).contient("Information à remettre"));
    EXPECT_NE(awa.post(adresse(id, "/information"), {}).error("jour"), "") << "une date, ou un motif";
    EXPECT_NE(awa.post(adresse(id, "/information"), {{"jour", "05/10/2026"}, {"motif", "Absent"}}).error("motif"), "");
    auto fait = awa.post(adresse(id, "/information"), {{"motif", "Pas encore rencontré"}});
    ASSERT_EQ(fait.status, 303);
    EXPECT_EQ(dernier_acte(), "information_notee");
    auto page = awa.follow(fait);
    EXPECT_FALSE(page.contient("Information à remettre"));
    EXPECT_TRUE(page.contient("pas remise (Pas encore rencontré)"));
    EXPECT_EQ(awa.get(adresse(id, "/information")).value("motif"), "Pas encore rencontré");
    EXPECT_EQ(awa.post(adresse(id, "/information"), {{"jour", "05/10/2026"}}).status, 303);
    page = awa.get(adresse(id));
    EXPECT_TRUE(page.contient("remise le 05/10/2026"));
    EXPECT_FALSE(page.contient("Pas encore rencontré"));
}

TEST_P(JeunesWeb, un_mot_sensible_dans_les_points_d_appui_avertit_aussi_sans_javascript) {
    auto id = hugo();
    auto awa = d.app.as(d.awa);
    web::Pairs saisie{{"points_d_appui", "Pas fainéant du tout."}, {"version", version(id)}};
    auto avis = awa.post(adresse(id, "/appui"), saisie);
    EXPECT_EQ(avis.status, 422);
    EXPECT_TRUE(avis.contient("Mots sensibles repérés"));
    EXPECT_TRUE(avis.contient("Enregistrer quand même"));
    EXPECT_NE(avis.body.find("Pas fainéant du tout."), std::string::npos) << "la saisie est gardée";
    EXPECT_FALSE(awa.get(adresse(id)).contient("fainéant")) << "rien n'est encore écrit";
    saisie.emplace_back("quand_meme", "1");
    EXPECT_EQ(awa.post(adresse(id, "/appui"), saisie).status, 303);
    EXPECT_TRUE(awa.get(adresse(id)).contient("Pas fainéant du tout."));
}

TEST_P(JeunesWeb, le_dossier_commence_par_l_essentiel) {
    auto id = hugo();
    d.ecrire([&](Writer& db) {
        db.run("update jeune set telephone = '0601020304' where id = ?", id);
        designer_referent(db, id, d.awa, d.jour());
    });
    auto corps = d.app.as(d.awa).get(adresse(id)).body;
    auto bref = corps.substr(corps.find("id=\"en-bref\""));
    bref = bref.substr(0, bref.find("</section>"));
    for (auto const* quoi : {"04/03/2009", "17\u00a0ans", "06 01 02 03 04", "Awa NDIAYE", "Obligation remplie"})
        EXPECT_NE(bref.find(quoi), std::string::npos) << quoi << bref;
    EXPECT_LT(corps.find("id=\"en-bref\""), corps.find("Points d’appui"));
}

TEST_P(JeunesWeb, responsables_situation_referent_information_et_points_d_appui_se_notent) {
    auto id = hugo();
    auto awa = d.app.as(d.awa);
    for (auto const* page : {"/responsables/nouveau", "/situation", "/referent", "/information", "/appui"})
        EXPECT_EQ(awa.get(adresse(id, page)).status, 200) << page;
    EXPECT_EQ(awa.post(adresse(id, "/responsables"), {{"lien", "mere"}, {"niveau", "representant_legal"}, {"nom", ""}})
                  .status,
              422);
    EXPECT_EQ(awa.post(adresse(id, "/responsables"), {{"lien", "mere"},
                                                      {"niveau", "representant_legal"},
                                                      {"nom", "Diallo"},
                                                      {"prenom", "Fanta"},
                                                      {"telephone", "0601020304"}})
                  .status,
              303);
    EXPECT_EQ(dernier_acte(), "responsable_modifie");
    auto responsable = std::to_string(d.lire([&](Reader& db) { return responsables(db, id).front().id.valeur; }));
    EXPECT_EQ(awa.get(adresse(id, "/responsables/" + responsable)).value("prenom"), "Fanta");
    web::Pairs ferme{{"lien", "mere"},    {"niveau", "representant_legal"}, {"nom", "Diallo"},
                     {"prenom", "Fanta"}, {"ne_pas_joindre", "1"},          {"version", "1"}};
    EXPECT_EQ(awa.post(adresse(id, "/responsables/" + responsable), ferme).status, 303);
    EXPECT_EQ(awa.post(adresse(id, "/responsables/" + responsable), ferme).status, 409);
    EXPECT_EQ(awa.get(adresse(id, "/responsables/999")).status, 404);

    EXPECT_EQ(awa.post(adresse(id, "/situation"), {{"genre", "emploi"},
                                                   {"du", "01/10/2026"},
                                                   {"fondement", "contrat"},
                                                   {"structure", "Boulangerie Petit"}})
                  .status,
              303);
    EXPECT_EQ(dernier_acte(), "situation_notee");
    EXPECT_EQ(awa.post(adresse(id, "/situation"),
                       {{"genre", "emploi"}, {"du", "01/10/2026"}, {"au", "01/09/2026"}, {"fondement", "contrat"}})
                  .status,
              422);
    web::Pairs trop_tot{{"genre", "emploi"}, {"du", "01/01/2012"}, {"fondement", "declaration"}};
    EXPECT_TRUE(awa.post(adresse(id, "/situation"), trop_tot).contient("le jeune n’avait pas 14 ans"));
    web::Pairs sans_fin{{"genre", "emploi"}, {"du", "02/10/2026"}, {"au", "02/10/2126"}, {"fondement", "contrat"}};
    EXPECT_EQ(awa.post(adresse(id, "/situation"), sans_fin).status, 422) << "finit dans un siècle";
    EXPECT_EQ(awa.post(adresse(id, "/referent"), {{"agent", std::to_string(d.awa.valeur)}}).status, 303);
    EXPECT_EQ(dernier_acte(), "referent_designe");
    EXPECT_EQ(awa.post(adresse(id, "/referent"), {{"agent", std::to_string(d.dasen.valeur)}}).status, 422)
        << "seul qui peut suivre ce jeune est proposé";
    EXPECT_EQ(awa.post(adresse(id, "/information"), {{"jour", "05/10/2026"}}).status, 303);
    EXPECT_EQ(awa.post(adresse(id, "/information"), {{"jour", "06/10/2026"}}).status, 422) << "pas dans l'avenir";
    EXPECT_EQ(awa.post(adresse(id, "/appui"), {{"points_d_appui", "Aime la cuisine"}, {"version", version(id)}}).status,
              303);
    EXPECT_EQ(awa.post(adresse(id, "/appui"), {{"points_d_appui", "Autre"}, {"version", "1"}}).status, 409);

    auto page = awa.get(adresse(id));
    for (auto const* texte : {"Fanta DIALLO", "Ne plus joindre", "En emploi, Boulangerie Petit",
                              "référent depuis le 05/10/2026", "Aime la cuisine"})
        EXPECT_TRUE(page.contient(texte)) << texte;
    EXPECT_FALSE(page.contient("06 01 02 03 04")) << "un contact fermé ne s'affiche plus (C-25)";
    EXPECT_FALSE(page.contient("Information à remettre"));
}

TEST_P(JeunesWeb, la_liste_ne_montre_que_la_portee_et_se_filtre) {
    hugo();
    cree(un_jeune().nomme("ABAD", "Zoé").ne_le(2012y / 1 / 1).au(d.curie));
    cree(un_jeune().nomme("LOIN", "Ailleurs").au(d.monod));
    auto awa = d.app.as(d.awa);
    auto page = awa.get("/jeunes");
    EXPECT_TRUE(page.contient("ABAD Zoé"));
    EXPECT_TRUE(page.contient("DIALLO Hugo"));
    EXPECT_FALSE(page.contient("LOIN"));
    EXPECT_LT(page.body.find("ABAD"), page.body.find("DIALLO"));
    EXPECT_LE(page.queries, 8);
    EXPECT_FALSE(awa.get("/jeunes?age_de=16").contient("ABAD"));
    EXPECT_FALSE(awa.get("/jeunes?obligation=a_verifier").contient("DIALLO")) << "inscrit : rien à vérifier";
    EXPECT_TRUE(awa.get("/jeunes?obligation=soumis").contient("DIALLO"));
    EXPECT_TRUE(awa.get("/jeunes?sans_referent=1").contient("DIALLO"));
    EXPECT_FALSE(awa.get("/jeunes?situation=emploi").contient("DIALLO"));
    EXPECT_FALSE(awa.get("/jeunes?etablissement=" + std::to_string(d.curie.valeur)).contient("DIALLO"));
    EXPECT_TRUE(awa.get("/jeunes?bassin=" + std::to_string(d.nord.valeur)).contient("DIALLO"));
    EXPECT_FALSE(d.app.as(d.ines).get("/jeunes").contient("DIALLO"));
}

TEST_P(JeunesWeb, la_liste_se_pagine_par_cle_sans_perdre_ni_repeter_personne) {
    for (int i = 0; i < 45; ++i)
        cree(un_jeune().nomme(i < 22 ? "MARTIN" : "DURAND", "P" + std::to_string(i)).au(d.zola));
    auto awa = d.app.as(d.awa);
    std::map<std::string, int> vus;
    std::string ou = "/jeunes?par=20";
    std::int64_t requetes = 0;
    for (int page_ = 0; page_ < 3; ++page_) {
        auto page = awa.get(ou);
        requetes = requetes ? requetes : page.queries;
        EXPECT_EQ(page.queries, requetes);
        for (std::size_t i = 0; (i = page.body.find("scope=\"row\"", i)) != std::string::npos; ++i)
            ++vus[page.body.substr(page.body.find("/jeunes/", i), 20)];
        auto apres = page.body.find("apres=");
        if (apres == std::string::npos)
            break;
        ou = "/jeunes?par=20&" + page.body.substr(apres, page.body.find_first_of("\"&", apres) - apres);
    }
    EXPECT_EQ(vus.size(), 45u);
    EXPECT_TRUE(std::ranges::all_of(vus, [](auto const& v) { return v.second == 1; }));
}

TEST_P(JeunesWeb, la_recherche_ignore_accents_casse_ordre_et_supporte_une_faute) {
    auto id = cree(un_jeune().nomme("LEFÈBVRE-N'DIAYE", "Maëlys").ne_le(2009y / 3 / 4).au(d.zola));
    cree(un_jeune().nomme("LEROY", "Marc").ne_le(2010y / 3 / 4).au(d.zola));
    auto awa = d.app.as(d.awa);
    for (auto const* q :
         {"lefebvre+maelys", "MAELYS+Lefebvre", "ndiaye", "n%27diaye+maelys", "lefevre+maelys", "lefebvre",
          "maelis+lefebvre", "maelys+2009", "lefebvre+04%2F03%2F2009", "04%2F03%2F2009", "lefebbvre"}) {
        auto page = awa.get("/recherche?q=" + std::string(q));
        EXPECT_NE(page.body.find("href=\"" + adresse(id) + "\""), std::string::npos) << q;
        EXPECT_FALSE(page.contient("LEROY")) << q;
    }
    EXPECT_NE(awa.get("/recherche/suggestions?q=lefe").body.find(adresse(id)), std::string::npos);
    EXPECT_EQ(awa.get("/recherche/suggestions?q=l").body.find(adresse(id)), std::string::npos);
    EXPECT_TRUE(awa.get("/recherche?q=xxxxxx").contient("Personne ne répond"));
    EXPECT_TRUE(awa.get("/recherche").contient("dans n’importe quel ordre"));
    EXPECT_LE(awa.get("/recherche?q=lefebvre+maelys").queries, 20);
}

TEST_P(JeunesWeb, la_recherche_trouve_un_ine_exact) {
    auto id = hugo();
    d.ecrire([&](Writer& db) {
        IdentiteLue i;
        i.nom = "DIALLO";
        i.prenoms = {"Hugo"};
        i.ine = {*base::Ine::lire("012345678KC")};
        rattacher(db, d.app.env().coffre, d.horloge.instant(), id, source(db, "s", "SIECLE", GenreSource::siecle), "1",
                  i);
    });
    EXPECT_NE(d.app.as(d.awa).get("/recherche?q=012345678kc").body.find(adresse(id)), std::string::npos);
}

TEST_P(JeunesWeb, hors_portee_on_ne_voit_que_des_initiales_et_l_acces_se_demande) {
    auto id = hugo();
    d.ecrire([&](Writer& db) { designer_referent(db, id, d.awa, d.jour()); });
    auto ines = d.app.as(d.ines);
    EXPECT_FALSE(ines.get("/recherche?q=diallo").contient("Hors de votre périmètre")) << "un nom seul ne suffit pas";
    EXPECT_EQ(ines.get("/recherche/suggestions?q=diallo+hugo").body.find(adresse(id)), std::string::npos);
    auto page = ines.get("/recherche?q=diallo+hugo");
    EXPECT_TRUE(page.contient("H. D., né(e) en 2009"));
    EXPECT_TRUE(page.contient("suivi ailleurs"));
    for (auto const* secret : {"Zola", "04/03/2009", "Awa", "Bassin nord"})
        EXPECT_EQ(page.text("main").find(secret), std::string::npos) << secret;

    EXPECT_EQ(
        ines.post(adresse(id, "/demande-acces"), {{"motif", "Il s’est présenté à ma permanence."}, {"preuve", "x"}})
            .status,
        404);
    auto preuve = page.value("preuve");
    EXPECT_EQ(ines.post(adresse(id, "/demande-acces"), {{"motif", "court"}, {"preuve", preuve}}).status, 422);
    EXPECT_EQ(
        ines.post(adresse(id, "/demande-acces"), {{"motif", "Il s’est présenté à ma permanence."}, {"preuve", preuve}})
            .status,
        303);
    EXPECT_EQ(dernier_acte(), "acces_demande");
    EXPECT_TRUE(ines.get("/recherche?q=diallo+hugo").contient("Demande envoyée"));

    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get("/demandes-acces").contient("Inès MOREAU"));
    auto demande = "/demandes-acces/" +
                   std::to_string(d.lire([](Reader& db) { return db.one<int>("select max(id) from demande_acces"); }));
    EXPECT_EQ(ines.post(demande, {{"reponse", "acceptee"}, {"jusqu_au", "05/01/2027"}}).status, 404)
        << "on ne répond pas à sa propre demande";
    EXPECT_EQ(awa.post(demande, {{"reponse", "acceptee"}}).status, 422);
    EXPECT_EQ(awa.post(demande, {{"reponse", "acceptee"}, {"jusqu_au", "05/01/2027"}}).status, 303);
    EXPECT_EQ(dernier_acte(), "acces_repondu");
    EXPECT_TRUE(ines.get(adresse(id)).contient("l’accès que vous avez demandé a été accepté"));
    d.horloge.avancer(std::chrono::hours{24 * 120});
    EXPECT_EQ(ines.get(adresse(id)).status, 404) << "l'accès accordé a pris fin";
}

TEST_P(JeunesWeb, un_formulaire_ouvert_avant_une_fusion_ecrit_dans_le_dossier_garde) {
    auto garde = hugo(), absorbe = cree(un_jeune().nomme("DIALO", "Hugo").ne_le(2009y / 3 / 4).au(d.curie, 2025));
    auto awa = d.app.as(d.awa);
    awa.post(adresse(garde, "/fusion/" + std::to_string(absorbe.valeur)), {{"motif", "même adresse"}});
    auto r = awa.post(adresse(absorbe, "/situation"),
                      {{"genre", "emploi"}, {"du", "2026-10-01"}, {"fondement", "declaration"}});
    EXPECT_EQ(r.status, 303);
    EXPECT_NE(r.location.find(adresse(garde)), std::string::npos);
    auto ou = d.lire([](Reader& db) {
        return db.one<Id<Jeune>>("select jeune_id from situation where genre = 'emploi' and du = '2026-10-01'");
    });
    EXPECT_EQ(ou, garde);
    EXPECT_TRUE(awa.get(adresse(garde)).contient("Un autre dossier a été fusionné dans celui-ci"));
}

TEST_P(JeunesWeb, deux_dossiers_se_comparent_se_fusionnent_et_se_separent) {
    auto a = hugo();
    auto b = cree(un_jeune().nomme("DIALO", "Hugo").sexe("M").ne_le(2009y / 3 / 4).au(d.zola));
    auto loin = cree(un_jeune().nomme("LOIN", "Ailleurs").au(d.monod));
    auto awa = d.app.as(d.awa);
    auto ou = adresse(a, "/fusion/" + std::to_string(b.valeur));
    auto page = awa.get(ou);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.contient("Absorbé : DIALO Hugo"));
    EXPECT_EQ(awa.get(adresse(a, "/fusion/" + std::to_string(loin.valeur))).status, 404);
    EXPECT_EQ(awa.post(ou, {{"motif", ""}}).status, 422);
    auto fait = awa.post(ou, {{"motif", "même mère, même adresse"}});
    EXPECT_EQ(fait.status, 303);
    EXPECT_EQ(dernier_acte(), "dossiers_fusionnes");
    EXPECT_EQ(awa.get(adresse(b)).location, adresse(a)) << "l'ancien lien mène au dossier gardé";
    EXPECT_FALSE(awa.get("/jeunes").contient("DIALO Hugo"));
    EXPECT_TRUE(awa.get("/fusions").contient("même mère, même adresse"));
    auto id = std::to_string(d.lire([](Reader& db) { return db.one<int>("select max(id) from fusion"); }));
    EXPECT_EQ(d.app.as(d.ines).post("/fusions/" + id + "/annulation").status, 404);
    EXPECT_EQ(awa.post("/fusions/" + id + "/annulation").status, 303);
    EXPECT_EQ(dernier_acte(), "fusion_defaite");
    EXPECT_EQ(awa.get(adresse(b)).text("h1"), "DIALO Hugo");
}

TEST_P(JeunesWeb, la_matrice_role_par_route_dit_non_par_defaut) {
    auto id = hugo();
    auto autre = cree(un_jeune().nomme("AUTRE", "Élève").au(d.zola));
    d.ecrire([&](Writer& db) { db.run("update jeune set psad_depuis = ?", d.jour()); });
    std::map<std::string, std::vector<std::string>> const permis{
        {"coordonnateur", {"lire_dossier", "rechercher", "tenir_dossier", "trancher", "accorder_acces"}},
        {"chef_etablissement", {"lire_dossier", "rechercher"}},
        {"referent_decrochage", {"lire_dossier", "rechercher", "tenir_dossier"}},
        {"directeur_cio", {"lire_dossier", "rechercher", "tenir_dossier", "trancher", "accorder_acces"}},
        {"mission_locale", {"lire_dossier", "rechercher", "tenir_dossier"}},
    };
    for (auto agent : {d.awa, d.ott, d.ba, d.cpe, d.roy, d.diop, d.vidal, d.dasen, d.dpd, d.admin}) {
        auto role = std::string(base::code(d.portee(agent).role));
        auto personne = d.app.as(agent);
        for (auto const& route : d.app.routes.liste()) {
            auto chemin = route.patron;
            for (auto [de, par] : {std::pair{std::string("{id}"), chemin.starts_with("/jeunes") ? id.valeur : 999999},
                                   {std::string("{autre}"), autre.valeur},
                                   {std::string("{responsable}"), std::int64_t{999999}}})
                if (auto i = chemin.find(de); i != chemin.npos)
                    chemin.replace(i, de.size(), std::to_string(par));
            auto reponse = route.methode == "GET" ? personne.get(chemin) : personne.post(chemin);
            auto droits = permis.contains(role) ? permis.at(role) : std::vector<std::string>{};
            bool attendu = std::ranges::find(droits, std::string(base::code(route.droit))) != droits.end();
            EXPECT_EQ(reponse.status != 403, attendu)
                << role << " " << route.methode << " " << route.patron << " → " << reponse.status;
            EXPECT_LT(reponse.status, 500) << route.methode << " " << route.patron;
        }
    }
    for (auto const& route : d.app.routes.liste())
        EXPECT_GE(d.app.inconnu().get(route.patron).status, 300) << route.patron << " : rien sans session";
}

} // namespace
