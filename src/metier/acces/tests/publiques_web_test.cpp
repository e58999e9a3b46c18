#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "metier/acces/tests/portail.hpp"

using namespace essais;

TEST(PagesPubliques, chacune_se_lit_sans_compte) {
    Portail d;
    auto passant = d.app.inconnu();
    for (auto [chemin, texte] : {std::pair{"/plan-du-site", "Se connecter"},
                                 {"/accessibilite", "Non conforme."},
                                 {"/mentions-legales", "À renseigner par l’académie"},
                                 {"/donnees-personnelles", "Responsables légaux et contacts"},
                                 {"/code-source", "licence MIT"},
                                 {"/nouveautes", "Première version"},
                                 {"/aide", "Plateforme de suivi et d’appui aux décrocheurs."},
                                 {"/connexion", "Mot de passe oublié"}}) {
        auto page = passant.get(chemin);
        EXPECT_EQ(page.status, 200) << chemin;
        EXPECT_TRUE(page.contient(texte)) << chemin;
        EXPECT_LE(page.queries, 6) << chemin;
    }
    EXPECT_EQ(passant.get("/premier-demarrage").status, 404);
    EXPECT_EQ(passant.get("/connexion/second-facteur").location, "/connexion");
    EXPECT_TRUE(d.journal().empty());
}

TEST(PagesPubliques, ce_que_l_academie_renseigne_s_affiche) {
    Portail d;
    d.ecrire([](storage::Writer& db) {
        db.run("insert into parametre (code, du, valeur, source) values ('site.dpd', '2026-01-01', "
               "'dpd@exemple.invalid', 'essai')");
    });
    auto page = d.app.inconnu().get("/donnees-personnelles");
    EXPECT_TRUE(page.contient("dpd@exemple.invalid"));
    EXPECT_EQ(page.body.find("import.conservation"), std::string::npos) << "aucune clé du programme";
    EXPECT_TRUE(d.app.inconnu().get("/mentions-legales").contient("Académie de Val-Clair"));
}

TEST(Droits, chaque_route_refuse_tous_les_roles_qui_n_y_sont_pas_nommes) {
    Portail d;
    auto cible = std::to_string(d.ines.valeur), son_role = std::to_string(d.portee(d.ines).role_tenu.valeur);
    std::vector<Id<acces::Agent>> agents;
    for (auto const& role : acces::roles_connus)
        agents.push_back(d.un_agent("Rôle", std::string{role.code}, role.valeur, d.nord, d.zola, d.psad_nord));
    auto attendus = [](std::string_view patron) -> std::vector<acces::Role> {
        if (patron.starts_with("/comptes"))
            return {acces::Role::administrateur};
        if (patron.starts_with("/journal"))
            return {acces::Role::administrateur, acces::Role::dpd};
        std::vector<acces::Role> tous;
        for (auto const& role : acces::roles_connus)
            tous.push_back(role.valeur);
        return tous;
    };
    for (auto const& route : d.app.routes.liste()) {
        auto adresse = route.patron;
        for (auto [trou, valeur] : {std::pair{std::string{"{id}"}, cible}, {std::string{"{role}"}, son_role}})
            if (auto i = adresse.find(trou); i != adresse.npos)
                adresse.replace(i, trou.size(), valeur);
        auto permis = attendus(route.patron);
        for (std::size_t i = 0; i < agents.size(); ++i) {
            auto qui = d.app.as(agents[i]);
            auto statut = (route.methode == "GET" ? qui.get(adresse) : qui.post(adresse)).status;
            bool oui = std::ranges::find(permis, acces::roles_connus[i].valeur) != permis.end();
            EXPECT_EQ(statut == 403, !oui)
                << route.methode << ' ' << adresse << ' ' << acces::roles_connus[i].code << ' ' << statut;
            EXPECT_NE(statut, 500) << route.methode << ' ' << adresse;
        }
        auto passant = d.app.inconnu();
        auto r = route.methode == "GET" ? passant.get(adresse) : passant.post(adresse);
        if (route.droit != acces::Droit::public_) {
            EXPECT_TRUE(r.location.starts_with("/connexion")) << adresse;
        }
    }
}

TEST(Droits, la_page_des_droits_dit_ce_que_fait_le_programme) {
    std::ifstream fichier{std::string{RACINE} + "/docs/droits.md"};
    std::stringstream page;
    page << fichier.rdbuf();
    std::ostringstream out, err;
    EXPECT_EQ(acces::commande_droits({}, out, err), 0);
    EXPECT_EQ(page.str(), out.str()) << "raccroche droits > docs/droits.md";
}
