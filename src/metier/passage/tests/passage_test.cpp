// S'absenter, partir : rien ne se perd (N-24, C-18, C-29, C-92).
#include "metier/passage/passage.hpp"

#include <gtest/gtest.h>

#include "metier/acces/acces.hpp"
#include "metier/acces/comptes.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/ecrits/ecrits.hpp"
#include "metier/suivi/suivi.hpp"
#include "tests/distribution.hpp"

using namespace essais;
namespace passage = metier::passage;

namespace {

class Passage : public testing::TestWithParam<std::string> {
protected:
    Passage() {
        metier::agenda::rubriques(journee);
        metier::suivi::apports(apports);
        passage::apports(apports);
        acces::routes(d.app.routes, passage::ce_qu_un_compte_tient(apports));
        passage::rubriques(journee, apports);
        metier::agenda::routes(d.app.routes, journee);
        jeunes::routes(d.app.routes, apports);
        metier::ecrits::routes(d.app.routes);
        passage::routes(d.app.routes, apports);
        leo = d.un_agent("Léo", "MARTIN", acces::Role::coordonnateur, d.nord);
        dep = d.un_agent("Paul", "ABGRALL", acces::Role::coordonnateur_departemental, d.departement);
        for (auto const* nom : {"AVRIL", "BRUN", "COLIN"}) {
            auto j = un_jeune().nomme(nom, "Lou").au(d.zola).cree(d);
            d.ecrire([&](auto& db) {
                jeunes::designer_referent(db, j, d.awa, d.jour());
                metier::agenda::creer(db, d.horloge.instant(), d.awa,
                                      {.jeune = j,
                                       .agent = d.awa,
                                       .genre = "relance",
                                       .objet = "Rappeler",
                                       .pour_le = d.jour(),
                                       .origine = "essai/" + std::string(nom)});
            });
            eux.push_back(j);
        }
    }
    void le(Date jour) { d.horloge.regler(base::depuis_paris(jour, 10, 0)); }
    std::string n(auto id) const { return std::to_string(id.valeur); }
    Id<acces::Agent> referent(Id<jeunes::Jeune> j) {
        return d.lire([&](auto& db) { return jeunes::referent(db, j)->agent; });
    }
    Id<acces::RoleTenu> role_de(Id<acces::Agent> a) {
        return d.lire([&](auto& db) { return acces::roles_du_compte(db, a).front().id; });
    }
    Distribution d{GetParam()};
    metier::agenda::Journee journee;
    jeunes::Apports apports;
    Id<acces::Agent> leo, dep;
    std::vector<Id<jeunes::Jeune>> eux;
};

} // namespace

TEST(Repartition, en_parts_egales_le_premier_en_a_un_de_plus) {
    std::vector<Id<jeunes::Jeune>> sept;
    for (int i = 1; i <= 7; ++i)
        sept.push_back(Id<jeunes::Jeune>{i});
    auto lots = passage::repartir(sept, 3);
    ASSERT_EQ(lots.size(), 3u);
    EXPECT_EQ(lots[0].size(), 3u);
    EXPECT_EQ(lots[1].size(), 2u);
    EXPECT_EQ(lots[2].back(), Id<jeunes::Jeune>{7});
}

TEST_P(Passage, la_repartition_se_montre_avant_de_se_faire_et_les_echeances_suivent) {
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.post("/passage/suivis", {{"vers", n(leo)}}).contient("Cochez au moins un dossier"));
    web::Pairs choix{{"choix", n(eux[0])}, {"choix", n(eux[2])}, {"vers", n(leo)}};
    auto apercu = awa.post("/passage/suivis", choix);
    EXPECT_TRUE(apercu.contient("+ 2"));
    EXPECT_EQ(referent(eux[0]), d.awa) << "rien n'est fait";
    choix.emplace_back("confirme", "oui");
    auto fait = awa.follow(awa.post("/passage/suivis", choix));
    EXPECT_TRUE(fait.contient("2 suivis passés, avec 2 échéances"));
    EXPECT_EQ(referent(eux[0]), leo);
    EXPECT_EQ(referent(eux[1]), d.awa);
    EXPECT_TRUE(d.app.as(leo).get("/").contient("Rappeler"));
    EXPECT_EQ(d.journal().back(), "suivis_reattribues");
    EXPECT_EQ(awa.post("/passage/suivis", choix).status, 422) << "retour en arrière : ils ne sont plus à elle";
}

TEST_P(Passage, pendant_une_absence_le_collegue_tient_le_role_et_le_perd_ensuite) {
    auto awa = d.app.as(d.awa);
    auto sud = un_jeune().nomme("DUPUIS", "Noé").au(d.monod).cree(d);
    (void)sud;
    EXPECT_EQ(awa.post("/passage/delegations", {{"a", n(d.ines)}, {"du", "2026-10-12"}, {"au", "2026-10-09"}}).status,
              422);
    awa.post("/passage/delegations",
             {{"a", n(d.ines)}, {"du", "2026-10-12"}, {"au", "2026-10-16"}, {"motif", "Stage"}});
    auto roles = [&](Date jour) {
        return d.lire([&](auto& db) { return acces::roles_du_jour(db, d.ines, jour).size(); });
    };
    EXPECT_EQ(roles(2026y / 10 / 9), 1u);
    EXPECT_EQ(roles(2026y / 10 / 12), 2u);
    EXPECT_EQ(roles(2026y / 10 / 17), 1u);
    EXPECT_TRUE(awa.get("/passage").contient("Vous déléguez à Inès"));
    le(2026y / 10 / 14);
    EXPECT_TRUE(d.app.as(d.ines).get("/passage").contient("vous délègue"));
    auto a_faire = [&](bool delegue) {
        return d.lire([&](auto& db) {
            auto donne = passage::delegations(db, d.ines, d.jour()).front().role_tenu;
            for (auto const& r : acces::roles_du_jour(db, d.ines, d.jour()))
                if ((r.id == donne) == delegue)
                    return metier::agenda::a_faire(db, {d.ines, r.id, r.role, d.jour()}, d.jour()).size();
            return std::size_t{99};
        });
    };
    EXPECT_EQ(a_faire(true), 3u) << "ce qu'Awa avait à faire";
    EXPECT_EQ(a_faire(false), 0u) << "pas dans son propre rôle";
    awa.post("/passage/delegations/1/fin");
    EXPECT_EQ(roles(2026y / 10 / 14), 1u) << "finie aujourd'hui";
    EXPECT_EQ(d.app.as(d.ines).post("/passage/delegations/1/fin").status, 404);
}

TEST_P(Passage, un_compte_encore_referent_ne_se_ferme_pas_et_le_departement_repartit_sans_lire) {
    auto admin = d.app.as(d.admin), departement = d.app.as(dep);
    auto refus = admin.post("/comptes/" + n(d.awa) + "/desactivation");
    EXPECT_EQ(refus.status, 422);
    EXPECT_TRUE(refus.contient("3 suivis dont il ou elle est référent"));
    EXPECT_TRUE(admin.get("/comptes/" + n(d.awa) + "/desactivation").contient("Passer à qui prend la suite"));
    auto charges = departement.get("/charges");
    EXPECT_TRUE(charges.contient("Awa"));
    EXPECT_FALSE(charges.contient("AVRIL"));
    auto ou = "/charges/" + n(d.awa);
    EXPECT_TRUE(departement.post(ou, {{"vers", n(leo)}, {"vers", n(d.ines)}}).contient("+ 2"));
    departement.post(ou, {{"vers", n(leo)}, {"confirme", "oui"}});
    for (auto j : eux)
        EXPECT_EQ(referent(j), leo);
    EXPECT_TRUE(admin.follow(admin.post("/comptes/" + n(d.awa) + "/desactivation")).contient("Compte désactivé"));
    EXPECT_EQ(d.app.as(leo).get("/charges").status, 403);
}

TEST_P(Passage, ce_qui_ne_tient_a_aucun_dossier_retient_aussi_le_compte_et_l_administrateur_le_passe_sans_nom) {
    auto admin = d.app.as(d.admin);
    auto compte = "/comptes/" + n(leo);
    d.ecrire([&](auto& db) {
        metier::agenda::creer(db, d.horloge.instant(), d.awa,
                              {.jeune = eux[0],
                               .agent = leo,
                               .genre = "relance",
                               .objet = "Rendre le dossier",
                               .pour_le = d.jour(),
                               .origine = "essai/leo"});
    });
    auto refus = admin.post(compte + "/desactivation");
    EXPECT_EQ(refus.status, 422);
    EXPECT_TRUE(refus.contient("1 échéance hors de ces dossiers"));
    auto retrait = admin.get(compte + "/roles/" + n(role_de(leo)) + "/retrait");
    EXPECT_TRUE(retrait.contient("Quelqu’un prend-il la suite"));
    auto passation = admin.get(compte + "/passation");
    EXPECT_TRUE(passation.contient("Awa")) << "le même rôle, au même endroit";
    EXPECT_FALSE(passation.contient("Inès")) << "un autre secteur : les dossiers n'y seraient pas visibles";
    EXPECT_FALSE(passation.contient("AVRIL"));
    EXPECT_EQ(admin.post(compte + "/passation", {{"vers", n(d.ines)}, {"confirme", "oui"}}).status, 422);
    EXPECT_EQ(d.app.as(d.awa).get(compte + "/passation").status, 403);
    auto fait = admin.follow(
        admin.post(compte + "/passation", {{"vers", n(d.awa)}, {"reste_a", n(d.awa)}, {"confirme", "oui"}}));
    EXPECT_TRUE(fait.contient("1 échéance"));
    EXPECT_TRUE(admin.get(compte + "/passation").contient("rien à passer"));
    EXPECT_TRUE(admin.follow(admin.post(compte + "/desactivation")).contient("Compte désactivé"));
}

TEST_P(Passage, qui_n_est_plus_coordonnateur_reste_dans_les_charges_tant_qu_il_lui_reste_quelque_chose) {
    auto departement = d.app.as(dep);
    EXPECT_FALSE(departement.get("/").contient("collègue parti"));
    d.ecrire([&](auto& db) { acces::retirer_role(db, d.awa, role_de(d.awa), base::plus_jours(d.jour(), -1)); });
    auto charges = departement.get("/charges");
    EXPECT_TRUE(charges.contient("Parti"));
    EXPECT_TRUE(departement.get("/").contient("Suivis d’un collègue parti"));
    auto leo_passe = d.app.as(d.admin).get("/comptes/" + n(d.awa) + "/passation");
    EXPECT_TRUE(leo_passe.contient("Léo"));
    departement.post("/charges/" + n(d.awa), {{"vers", n(leo)}, {"confirme", "oui"}});
    EXPECT_EQ(referent(eux[0]), leo);
    EXPECT_FALSE(departement.get("/charges").contient("Awa"));
    EXPECT_FALSE(departement.get("/charges/" + n(leo)).contient("Awa")) << "elle ne reçoit plus rien";
    EXPECT_FALSE(departement.get("/").contient("collègue parti"));
}

TEST_P(Passage, la_fiche_de_passage_dit_ou_l_on_en_est_et_ce_qui_est_prevu) {
    auto awa = d.app.as(d.awa);
    auto ou = "/jeunes/" + n(eux[0]) + "/passage";
    auto page = awa.get(ou);
    EXPECT_TRUE(page.contient("Rappeler"));
    EXPECT_TRUE(page.contient("Points d’appui"));
    EXPECT_EQ(awa.post(ou, {{"format", "odt"}}).status, 200);
    EXPECT_EQ(d.app.as(d.ines).get(ou).status, 404);
}

INSTANTIATE_TEST_SUITE_P(Bases, Passage, testing::ValuesIn(essais::BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });
