// Recevabilité, liste d'attente, désistement, comme dans le programme.
#include "metier/admissions/admissions.hpp"

#include <gtest/gtest.h>

#include "metier/agenda/agenda.hpp"
#include "tests/distribution.hpp"

using namespace essais;
namespace admissions = metier::admissions;

namespace {

class Admissions : public testing::TestWithParam<std::string> {
protected:
    Admissions() {
        metier::agenda::rubriques(journee);
        admissions::apports(apports);
        metier::agenda::routes(d.app.routes, journee);
        jeunes::routes(d.app.routes, apports);
        admissions::routes(d.app.routes);
    }
    std::string ouvre(int places, std::string ordre = "demande") {
        auto awa = d.app.as(d.awa);
        auto r = awa.post("/actions/nouvelle", {{"intitule", "Remobilisation"},
                                                {"type", "remobilisation"},
                                                {"territoire", std::to_string(d.nord.valeur)},
                                                {"places", std::to_string(places)},
                                                {"du", "2026-11-02"},
                                                {"au", "2027-06-30"},
                                                {"age_de", "16"},
                                                {"age_a", "25"},
                                                {"ordre", ordre}});
        EXPECT_EQ(r.status, 303) << r.text();
        return r.location;
    }
    /// Rend l'adresse de la candidature.
    std::string presente(std::string const& action, std::string nom, std::string demandee,
                         Date naissance = 2009y / 3 / 4) {
        auto j = un_jeune().nomme(nom, "Ilan").ne_le(naissance).au(d.zola).cree(d);
        d.ecrire([&](auto& db) { jeunes::designer_referent(db, j, d.awa, d.jour()); });
        auto r = d.app.as(d.awa).post("/jeunes/" + std::to_string(j.valeur) + "/candidatures",
                                      {{"action", action.substr(action.rfind('/') + 1)}, {"demandee_le", demandee}});
        EXPECT_EQ(r.status, 303) << r.text();
        return r.location;
    }
    Reponse juge(std::string const& candidature, std::string recevabilite = "recevable", std::string motif = "") {
        auto awa = d.app.as(d.awa);
        auto version = awa.get(candidature).value("version");
        return awa.post(candidature, {{"recevabilite", recevabilite}, {"motif", motif}, {"version", version}});
    }
    std::vector<std::string> attente(std::string const& action) {
        return d.lire([&](auto& db) {
            auto a = *admissions::trouver(db, Id<admissions::Action>{std::stoll(action.substr(action.rfind('/') + 1))});
            std::vector<std::string> noms;
            for (auto const& c : admissions::liste_d_attente(a, admissions::candidatures(db, a.id)))
                noms.push_back(c.nom);
            return noms;
        });
    }
    Distribution d{GetParam()};
    metier::agenda::Journee journee;
    jeunes::Apports apports;
};

} // namespace

TEST_P(Admissions, sept_candidats_quatre_places_deux_attendent_un_n_est_pas_recevable) {
    auto action = ouvre(4);
    std::vector<std::string> toutes;
    for (auto const* nom : {"A", "B", "C", "D", "E", "F", "G"})
        toutes.push_back(presente(action, nom, "2026-10-0" + std::to_string(toutes.empty() ? 1 : 2)));
    auto refus = juge(toutes[6], "non_recevable");
    EXPECT_EQ(refus.status, 422);
    EXPECT_TRUE(refus.contient("Un motif est dû au jeune"));
    EXPECT_EQ(juge(toutes[6], "non_recevable", "Déjà inscrit au lycée.").status, 303);
    for (int i = 0; i < 6; ++i)
        juge(toutes[static_cast<std::size_t>(i)]);
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get(action).contient("4 sur 4, 2 en attente"));
    EXPECT_EQ(attente(action), (std::vector<std::string>{"E", "F"}));
    EXPECT_TRUE(awa.get(action).contient("Déjà inscrit au lycée."));

    auto desiste = [&](std::string const& c) {
        return awa.post(
            c + "/sortie",
            {{"issue", "desiste"}, {"motif", "A trouvé un apprentissage."}, {"version", awa.get(c).value("version")}});
    };
    auto fait = desiste(toutes[1]);
    EXPECT_TRUE(awa.follow(fait).contient("le premier de la liste entre"));
    EXPECT_EQ(attente(action), (std::vector<std::string>{"F"}));
    EXPECT_TRUE(awa.get(action).contient("de la liste d’attente"));
    EXPECT_TRUE(awa.get("/").contient("Une place s’est libérée : le prévenir"));
    desiste(toutes[5]); // qui attend se désiste : personne n'entre
    EXPECT_TRUE(attente(action).empty());
    EXPECT_TRUE(awa.get(action).contient("4 sur 4"));
    EXPECT_TRUE(awa.follow(desiste(toutes[1])).contient("déjà close")) << "double clic";
}

TEST_P(Admissions, l_ordre_des_decisions_ne_change_pas_qui_entre) {
    auto action = ouvre(3);
    std::vector<std::string> toutes;
    for (auto const* nom : {"A", "B", "C", "D", "E"})
        toutes.push_back(presente(action, nom, "2026-09-1" + std::to_string(toutes.size())));
    auto awa = d.app.as(d.awa);
    for (auto i : {4u, 3u})
        juge(toutes[i]);
    EXPECT_EQ(attente(action), (std::vector<std::string>{"D", "E"}))
        << "trois demandes plus anciennes gardent leur place";
    EXPECT_TRUE(awa.get(action).contient("3 places gardées pour des demandes à juger"));
    juge(toutes[1], "non_recevable", "Déjà inscrit au lycée.");
    EXPECT_EQ(attente(action), (std::vector<std::string>{"E"})) << "D entre : la place de B lui revient";
    EXPECT_TRUE(awa.get(action).contient("Non recevable : Déjà inscrit au lycée."));
    for (auto i : {2u, 0u})
        juge(toutes[i]);
    EXPECT_EQ(attente(action), (std::vector<std::string>{"E"}));
    EXPECT_TRUE(awa.get(action).contient("3 sur 3, 1 en attente"));
    auto plus = awa.post(action + "/modification", {{"intitule", "Remobilisation"},
                                                    {"type", "remobilisation"},
                                                    {"territoire", std::to_string(d.nord.valeur)},
                                                    {"places", "4"},
                                                    {"du", "2026-11-02"},
                                                    {"au", "2027-06-30"},
                                                    {"ordre", "demande"},
                                                    {"version", "1"}});
    EXPECT_EQ(plus.status, 303) << plus.text();
    EXPECT_TRUE(attente(action).empty()) << "une place de plus fait entrer le premier";
}

TEST_P(Admissions, l_ordre_est_celui_de_l_action_et_se_voit) {
    auto action = ouvre(1, "obligation");
    juge(presente(action, "PREMIER", "2026-10-01"));
    juge(presente(action, "MAJEUR", "2026-10-01", 2006y / 1 / 1));
    juge(presente(action, "MINEUR", "2026-10-04", 2009y / 6 / 1));
    EXPECT_EQ(attente(action), (std::vector<std::string>{"MINEUR", "MAJEUR"}));
    EXPECT_TRUE(d.app.as(d.awa).get(action).contient("Les 16-18 ans d’abord"));
}

TEST_P(Admissions, un_age_hors_de_l_action_se_dit_et_une_derogation_se_demande) {
    auto action = ouvre(3);
    auto jeune_ado = presente(action, "PETIT", "2026-10-01", 2010y / 11 / 3); // 15 ans au 02/11/2026
    EXPECT_TRUE(d.app.as(d.awa).get(jeune_ado).contient("15 ans au 02/11/2026, il en faut 16."));
    EXPECT_EQ(juge(jeune_ado, "derogation_demandee", "3e achevée, demandée à la DSDEN.").status, 303);
    EXPECT_TRUE(d.app.as(d.awa).get(action).contient("Dérogation demandée"));
}

TEST_P(Admissions, hors_de_sa_portee_on_ne_lit_que_des_initiales_et_on_ne_decide_pas) {
    auto action = ouvre(2);
    auto c = presente(action, "BERNARD", "2026-10-01");
    auto ines = d.app.as(d.ines);
    EXPECT_EQ(ines.get(action).status, 404) << "un autre bassin";
    auto ba = d.app.as(d.un_agent("Léo", "MOREL", acces::Role::referent_decrochage, {}, d.curie));
    auto page = ba.get(action);
    EXPECT_EQ(page.status, 200);
    EXPECT_FALSE(page.contient("BERNARD"));
    EXPECT_TRUE(page.contient("I. B. (suivi ailleurs)"));
    EXPECT_EQ(ba.get(c).status, 403) << "le coordonnateur, le CIO ou la plateforme en décident";
}

TEST_P(Admissions, on_ne_retire_pas_de_places_a_qui_est_admis_et_deux_decisions_ne_se_croisent_pas) {
    auto action = ouvre(2);
    auto un = presente(action, "UN", "2026-10-01"), deux = presente(action, "DEUX", "2026-10-02");
    juge(un), juge(deux);
    auto awa = d.app.as(d.awa);
    auto moins = awa.post(action + "/modification", {{"intitule", "Remobilisation"},
                                                     {"type", "remobilisation"},
                                                     {"territoire", std::to_string(d.nord.valeur)},
                                                     {"places", "1"},
                                                     {"du", "2026-11-02"},
                                                     {"au", "2027-06-30"},
                                                     {"ordre", "demande"},
                                                     {"version", "1"}});
    EXPECT_EQ(moins.status, 422);
    EXPECT_TRUE(moins.contient("2 jeunes sont déjà admis"));
    auto tard = awa.post(un, {{"recevabilite", "non_recevable"}, {"motif", "Trop tard."}, {"version", "1"}});
    EXPECT_EQ(tard.status, 409);
    EXPECT_EQ(tard.value("motif"), "Trop tard.") << "ce qui était écrit est gardé";
    EXPECT_TRUE(tard.contient("Quelqu’un a enregistré avant vous"));
    auto sortie = awa.post(un + "/sortie", {{"issue", "refuse"}, {"motif", "Trop loin."}, {"version", "1"}});
    EXPECT_EQ(sortie.status, 409);
    EXPECT_TRUE(sortie.contient("Trop loin."));
}

INSTANTIATE_TEST_SUITE_P(Bases, Admissions, testing::ValuesIn(essais::BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });
