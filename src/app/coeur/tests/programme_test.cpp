// The whole program, in process: every route with every role, every table in the retention register.
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>

#include "app/coeur/app.hpp"
#include "app/coeur/commandes.hpp"
#include "app/coeur/quotidien.hpp"
#include "metier/acces/actes.hpp"
#include "tests/distribution.hpp"

using namespace essais;

namespace {

struct Programme : testing::Test {
    Programme() { branchements.routes(d.app.routes); }
    /// The route's address for a youngster of the north bassin; other numbers do not exist.
    static std::string adresse(std::string const& patron, std::int64_t jeune) {
        std::string a =
            std::regex_replace(patron, std::regex("^/jeunes/\\{[^}]*\\}"), "/jeunes/" + std::to_string(jeune));
        return std::regex_replace(a, std::regex("\\{[^}]*\\}"), "987654");
    }
    std::vector<std::pair<acces::Role, Id<acces::Agent>>> troupe() {
        using R = acces::Role;
        std::vector<std::pair<R, Id<acces::Agent>>> liste{{R::coordonnateur, d.awa},
                                                          {R::chef_etablissement, d.ott},
                                                          {R::referent_decrochage, d.ba},
                                                          {R::cpe, d.cpe},
                                                          {R::directeur_cio, d.roy},
                                                          {R::mission_locale, d.diop},
                                                          {R::ien_io, d.vidal},
                                                          {R::ia_dasen, d.dasen},
                                                          {R::dpd, d.dpd},
                                                          {R::administrateur, d.admin}};
        liste.emplace_back(R::coordonnateur_departemental,
                           d.un_agent("Ève", "DEP", R::coordonnateur_departemental, d.departement));
        liste.emplace_back(R::psyen, d.un_agent("Ana", "PSY", R::psyen, {}, {}, d.psad_nord));
        liste.emplace_back(R::responsable_foquale,
                           d.un_agent("Bob", "FOQ", R::responsable_foquale, {}, {}, d.psad_nord));
        liste.emplace_back(R::psad, d.un_agent("Cléo", "PLA", R::psad, {}, {}, d.psad_nord));
        liste.emplace_back(R::draio, d.un_agent("Dan", "REG", R::draio, d.academie));
        return liste;
    }
    app::Branchements branchements;
    Distribution d;
};

TEST_F(Programme, sans_droit_chaque_route_repond_non_a_chaque_role) {
    auto jeune = un_jeune().au(d.zola).cree(d).valeur;
    for (auto const& [role, agent] : troupe()) {
        auto personne = d.app.as(agent);
        for (auto const& route : d.app.routes.liste()) {
            bool ouverte = route.droit == acces::Droit::public_ || route.droit == acces::Droit::connecte;
            if (ouverte || acces::a_le_droit(role, route.droit))
                continue;
            auto a = adresse(route.patron, jeune);
            auto r = route.methode == "GET" ? personne.get(a) : personne.post(a);
            EXPECT_EQ(r.status, 403) << base::code(role) << " " << route.methode << " " << route.patron;
        }
    }
}

TEST_F(Programme, avec_le_droit_aucune_route_ne_tombe_en_panne) {
    auto jeune = un_jeune().au(d.zola).en_psad(2026y / 10 / 1).cree(d).valeur;
    for (auto const& [role, agent] : troupe()) {
        auto personne = d.app.as(agent);
        for (auto const& route : d.app.routes.liste()) {
            if (!acces::a_le_droit(role, route.droit) || route.patron == "/deconnexion" ||
                route.patron.find("fermeture") != std::string::npos)
                continue;
            auto r = route.methode == "GET" ? personne.get(adresse(route.patron, jeune))
                                            : personne.post(adresse(route.patron, jeune));
            EXPECT_LT(r.status, 500) << base::code(role) << " " << route.methode << " " << route.patron << " "
                                     << r.text("main");
            EXPECT_NE(r.status, 403) << base::code(role) << " " << route.methode << " " << route.patron << " "
                                     << r.text("main");
        }
    }
}

TEST_F(Programme, hors_du_secteur_un_dossier_n_existe_pas) {
    auto jeune = un_jeune().au(d.zola).cree(d).valeur;
    for (auto agent : {d.ines}) {
        auto personne = d.app.as(agent);
        for (auto const& route : d.app.routes.liste()) {
            if (!route.patron.starts_with("/jeunes/{") || !acces::a_le_droit(acces::Role::coordonnateur, route.droit) ||
                route.droit == acces::Droit::rechercher) // asking for access is for those outside
                continue;
            auto r = route.methode == "GET" ? personne.get(adresse(route.patron, jeune))
                                            : personne.post(adresse(route.patron, jeune));
            EXPECT_EQ(r.status, 404) << route.methode << " " << route.patron;
        }
    }
}

TEST_F(Programme, sans_session_tout_mene_a_la_connexion_sauf_les_pages_publiques) {
    for (auto const& route : d.app.routes.liste()) {
        if (route.droit == acces::Droit::public_)
            continue;
        auto inconnu = d.app.inconnu();
        auto r =
            route.methode == "GET" ? inconnu.get(adresse(route.patron, 1)) : inconnu.post(adresse(route.patron, 1));
        EXPECT_TRUE((r.status == 303 && r.location.starts_with("/connexion")) || r.status == 403)
            << route.methode << " " << route.patron << " " << r.status;
    }
}

TEST_F(Programme, chaque_entree_du_menu_mene_a_une_route) {
    ASSERT_GE(d.app.routes.menu().size(), 5u);
    for (auto const& e : d.app.routes.menu())
        EXPECT_TRUE(d.app.routes.table().find("GET", e.lien.chemin())) << e.libelle;
}

TEST_F(Programme, chaque_table_qui_parle_d_un_jeune_est_dans_le_registre) {
    auto inscrites = d.lire([](storage::Reader& db) { return db.all<std::string>("select nom_table from registre"); });
    auto tables = d.lire([](storage::Reader& db) {
        return db.all<std::string>("select m.name from sqlite_master m join pragma_table_info(m.name) c on c.name in "
                                   "('jeune_id', 'jeune_a', 'jeune_b') where m.type = 'table'");
    });
    std::set<std::string> registre(inscrites.begin(), inscrites.end());
    for (auto const& table : tables)
        EXPECT_TRUE(registre.contains(table)) << table;
    EXPECT_GE(tables.size(), 10u);
}

TEST_F(Programme, la_ronde_du_jour_n_est_demandee_qu_une_fois_par_jour) {
    EXPECT_TRUE(app::demander_le_quotidien(d.app.env()));
    EXPECT_FALSE(app::demander_le_quotidien(d.app.env()));
    metier::agenda::Journee const journee;
    storage::Ateliers ateliers{
        *d.base, d.horloge, {{app::genre_quotidien, app::travail_quotidien(d.app.env(), journee)}}};
    EXPECT_TRUE(ateliers.faire_un());
    EXPECT_FALSE(app::demander_le_quotidien(d.app.env()));
    EXPECT_EQ(d.lire([](storage::Reader& db) { return db.one<std::string>("select etat from tache"); }), "faite");
    d.horloge.avancer(std::chrono::hours{24});
    EXPECT_TRUE(app::demander_le_quotidien(d.app.env()));
}

TEST(Actes, chacun_a_un_libelle_et_un_code_uniques) {
    std::set<std::string_view> codes;
    for (auto const& e : acces::actes_connus) {
        EXPECT_FALSE(e.libelle.empty()) << e.code;
        EXPECT_TRUE(codes.insert(e.code).second) << e.code;
    }
}

TEST(Commandes, chacune_a_une_aide) {
    for (auto const& c : app::commandes())
        EXPECT_FALSE(c.aide.empty()) << c.nom;
}

} // namespace
