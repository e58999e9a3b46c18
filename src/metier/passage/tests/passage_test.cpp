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
    std::vector<std::string> courriels(std::string const& genre) {
        return d.lire([&](auto& db) {
            return db.template all<std::string>(
                "select objet || ' ' || texte from courriel where genre = ? order by id", genre);
        });
    }
    Distribution d{GetParam()};
    metier::agenda::Journee journee;
    jeunes::Apports apports;
    Id<acces::Agent> leo, dep;
    std::vector<Id<jeunes::Jeune>> eux;
};

} // namespace

TEST(Repartition, elle_rapproche_les_charges_et_a_egalite_le_premier_en_a_un_de_plus) {
    std::vector<Id<jeunes::Jeune>> sept;
    for (int i = 1; i <= 7; ++i)
        sept.push_back(Id<jeunes::Jeune>{i});
    auto lots = passage::repartir(sept, {20, 20, 20});
    ASSERT_EQ(lots.size(), 3u);
    EXPECT_EQ(lots[0].size(), 3u);
    EXPECT_EQ(lots[1].size(), 2u);
    EXPECT_EQ(lots[2].back(), Id<jeunes::Jeune>{7});
    lots = passage::repartir(sept, {41, 29, 32});
    EXPECT_TRUE(lots[0].empty()) << "le plus chargé";
    EXPECT_EQ(lots[1].size(), 5u);
    EXPECT_EQ(lots[2].size(), 2u);
}

TEST_P(Passage, la_repartition_se_montre_avant_de_se_faire_et_les_echeances_suivent) {
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.post("/passage/suivis", {{"vers", n(leo)}}).contient("Cochez au moins un dossier"));
    EXPECT_TRUE(awa.post("/passage/suivis").contient("2 points")) << "un seul résumé les compte tous";
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

TEST_P(Passage, une_delegation_ne_fait_pas_un_successeur) {
    auto awa = d.app.as(d.awa), admin = d.app.as(d.admin);
    awa.post("/passage/delegations",
             {{"a", n(d.ines)}, {"du", "2026-10-05"}, {"au", "2026-10-09"}, {"motif", "Stage"}});
    EXPECT_FALSE(admin.get("/comptes/" + n(d.awa) + "/passation").contient("Inès"))
        << "elle ne tient ce rôle qu'un temps";
    EXPECT_FALSE(admin.get("/comptes/" + n(d.ines) + "/passation").contient("Léo"))
        << "ce qu'Inès tient au sud ne va pas au nord";
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

TEST_P(Passage, qui_recoit_et_qui_perd_des_suivis_l_apprend_une_fois_sans_nom_de_jeune_par_courriel) {
    auto departement = d.app.as(dep), lui = d.app.as(leo), awa = d.app.as(d.awa);
    auto ou = "/charges/" + n(d.awa);
    web::Pairs choix{{"vers", n(leo)}, {"vers", n(d.ines)}, {"confirme", "oui"}};
    departement.post(ou, choix);
    EXPECT_EQ(courriels("passage").size(), 3u) << "un à chacun : qui reçoit, et qui perd, une seule fois";
    for (auto const& texte : courriels("passage"))
        for (auto const* nom : {"AVRIL", "BRUN", "COLIN", "Lou"})
            EXPECT_EQ(texte.find(nom), std::string::npos) << texte;
    auto journee_de_leo = lui.get("/");
    EXPECT_TRUE(journee_de_leo.contient("Passages de témoin à lire"));
    EXPECT_TRUE(journee_de_leo.contient("suivis d’Awa") || journee_de_leo.contient("suivi d’Awa"))
        << journee_de_leo.text("main");
    EXPECT_TRUE(journee_de_leo.contient("confiés par Paul ABGRALL"));
    auto dit = d.lire([&](auto& db) {
        return db.template one<std::int64_t>("select id from passage_dit where a_agent_id = ?", leo);
    });
    auto recus = "/passage/recus/" + std::to_string(dit);
    auto page = lui.get(recus);
    EXPECT_TRUE(page.contient("AVRIL"));
    EXPECT_TRUE(page.contient("À prévenir"));
    EXPECT_EQ(d.app.as(d.ines).get(recus).status, 404) << "ce n'est pas à elle";
    EXPECT_TRUE(awa.get("/").contient("Ne sont plus à vous"));
    EXPECT_TRUE(awa.get(recus).contient("Vous lisez encore ces dossiers trente jours"));
    lui.post(recus + "/lu");
    EXPECT_FALSE(lui.get("/").contient("Passages de témoin à lire"));
    EXPECT_TRUE(awa.get("/").contient("Passages de témoin à lire")) << "lu par l'un n'est pas lu par l'autre";
    auto encore = departement.follow(departement.post(ou, choix));
    EXPECT_TRUE(encore.contient("déjà fait")) << encore.text("main");
    EXPECT_EQ(courriels("passage").size(), 3u);
}

TEST_P(Passage, qui_passe_lui_meme_ses_suivis_n_a_rien_a_en_lire) {
    auto awa = d.app.as(d.awa);
    awa.post("/passage/suivis", {{"choix", n(eux[0])}, {"vers", n(leo)}, {"confirme", "oui"}});
    EXPECT_FALSE(awa.get("/").contient("Passages de témoin à lire"));
    EXPECT_EQ(courriels("passage").size(), 1u);
    EXPECT_TRUE(d.app.as(leo).get("/").contient("1 suivi d’Awa"));
}

TEST_P(Passage, un_referent_change_seul_depuis_le_dossier_se_dit_aussi) {
    d.app.as(d.awa).post("/jeunes/" + n(eux[1]) + "/referent", {{"agent", n(leo)}});
    EXPECT_EQ(referent(eux[1]), leo);
    EXPECT_TRUE(d.app.as(leo).get("/").contient("1 suivi d’Awa"));
    EXPECT_EQ(courriels("passage").size(), 1u);
}

TEST_P(Passage, le_nouveau_referent_a_une_lettre_prete_par_foyer_et_la_tache_disparait_quand_c_est_dit) {
    d.ecrire([&](storage::Writer& db) {
        db.run("insert into responsable (jeune_id, lien, niveau, civilite, nom, prenom, adresse, code_postal, commune, "
               "langue) values (?, 'mere', 'representant_legal', 'Mme', 'AVRIL', 'Rose', '3 rue Haute', '35000', "
               "'Rennes', '')",
               eux[0]);
        db.run("insert into responsable (jeune_id, lien, niveau, civilite, nom, prenom, contact_autorise, langue) "
               "values (?, 'pere', 'representant_legal', 'M.', 'CACHE', 'Paul', 0, '')",
               eux[0]);
    });
    d.app.as(d.awa).post("/passage/suivis", {{"choix", n(eux[0])}, {"vers", n(leo)}, {"confirme", "oui"}});
    auto lui = d.app.as(leo);
    auto journee_ = lui.get("/");
    EXPECT_TRUE(journee_.contient("Jeunes et familles à prévenir d’un changement"));
    auto ou = "/jeunes/" + n(eux[0]) + "/annonce";
    auto page = lui.get(ou);
    EXPECT_TRUE(page.contient("prend la suite d’Awa")) << page.text("main");
    EXPECT_TRUE(page.contient("3 rue Haute"));
    EXPECT_FALSE(page.contient("CACHE")) << "à ne plus joindre (C-25)";
    auto lettre = lui.post(ou + "/lettre", {{"foyer", "0"}, {"format", "odt"}});
    EXPECT_EQ(lettre.status, 200);
    EXPECT_EQ(lui.post(ou + "/lettre", {{"foyer", "1"}, {"format", "odt"}}).status, 404);
    EXPECT_TRUE(lui.get("/").contient("à prévenir d’un changement")) << "préparée n'est pas partie";
    EXPECT_EQ(lui.post(ou).status, 422);
    lui.post(ou, {{"comment", "lettre"}});
    EXPECT_FALSE(lui.get("/").contient("à prévenir d’un changement"));
    EXPECT_TRUE(lui.follow(lui.get(ou)).contient("ou plus, de changement à annoncer"));
    EXPECT_EQ(d.app.as(dep).get(ou).status, 403);
}

TEST_P(Passage, qui_remplace_garde_son_role_et_chaque_page_dit_a_la_place_de_qui) {
    auto awa = d.app.as(d.awa);
    awa.post("/passage/delegations",
             {{"a", n(leo)}, {"du", "2026-10-06"}, {"au", "2026-10-09"}, {"motif", "Formation à Nantes"}});
    ASSERT_EQ(courriels("passage").size(), 1u);
    EXPECT_EQ(courriels("passage").front().find("Awa"), std::string::npos) << "aucun nom";
    EXPECT_TRUE(d.app.as(leo).get("/").contient("Son mot : Formation à Nantes")) << "dit avant que cela commence";
    le(2026y / 10 / 7);
    auto lui = d.app.as(leo);
    auto accueil = lui.get("/");
    EXPECT_FALSE(accueil.text("header").find("à la place") != std::string::npos) << "il reste dans son rôle";
    EXPECT_TRUE(accueil.contient("vous confie son rôle"));
    EXPECT_TRUE(lui.get("/role").contient("à la place d’Awa NDIAYE, jusqu’au 09/10/2026"))
        << lui.get("/role").text("main");
    lui.post("/passage/delegations/1/vue");
    accueil = lui.get("/");
    EXPECT_FALSE(accueil.contient("vous confie son rôle"));
    EXPECT_TRUE(accueil.contient("Vous remplacez"));
    auto role = d.lire([&](auto& db) { return passage::delegations(db, leo, d.jour()).front().role_tenu; });
    auto pris = lui.follow(lui.post("/role", {{"role", n(role)}}));
    EXPECT_TRUE(pris.contient("Vous agissez maintenant comme : Coordonnateur MLDS – Bassin nord, à la place d’Awa"))
        << pris.text();
    for (auto const* ou : {"/", "/passage", "/jeunes"})
        EXPECT_NE(lui.get(ou).text("header").find("à la place d’Awa NDIAYE, jusqu’au 09/10/2026"), std::string::npos)
            << ou;
}

TEST_P(Passage, finir_une_delegation_se_confirme_et_deux_remplacants_le_meme_jour_se_disent) {
    auto awa = d.app.as(d.awa);
    awa.post("/passage/delegations", {{"a", n(leo)}, {"du", "2026-10-06"}, {"au", "2026-10-09"}});
    auto second =
        awa.follow(awa.post("/passage/delegations", {{"a", n(d.ines)}, {"du", "2026-10-09"}, {"au", "2026-10-12"}}));
    EXPECT_TRUE(second.contient("Léo MARTIN (du 06/10/2026 au 09/10/2026) le tient aussi")) << second.text("main");
    auto confirmer = awa.get("/passage/delegations/1/fin");
    EXPECT_TRUE(confirmer.contient("Finir la délégation à Léo MARTIN"));
    EXPECT_EQ(d.app.as(leo).get("/passage/delegations/1/fin").status, 404);
    awa.post("/passage/delegations/1/fin");
    EXPECT_EQ(awa.get("/passage/delegations/1/fin").status, 404);
    EXPECT_TRUE(d.app.as(d.admin).get("/comptes/" + n(leo)).contient("N’a pas eu lieu"));
    EXPECT_FALSE(d.app.as(d.admin).get("/comptes/" + n(leo)).contient("au 04/10/2026"));
}

TEST_P(Passage, la_fiche_de_passage_dit_ou_l_on_en_est_et_comment_joindre) {
    d.ecrire([&](storage::Writer& db) {
        db.run("update jeune set telephone = '0612345678', naissance = '2009-05-20' where id = ?", eux[0]);
        db.run("insert into responsable (jeune_id, lien, niveau, civilite, nom, prenom, telephone, langue) values (?, "
               "'mere', 'representant_legal', 'Mme', 'AVRIL', 'Rose', '0299112233', 'portugais')",
               eux[0]);
        for (auto const& [le, resultat, note] :
             {std::tuple{"2026-09-20", "joint", "Veut bien reprendre"}, std::tuple{"2026-10-01", "pas_de_reponse", ""}})
            db.run("insert into contact (jeune_id, le, canal, qui, resultat, note, agent_id, cree_le) values (?, ?, "
                   "'telephone', 'jeune', ?, ?, ?, ?)",
                   eux[0], le, resultat, note, d.awa, d.horloge.instant());
        for (auto const& [jour, resume, visibilite] : {std::tuple{"2026-09-10", "Un stage en cuisine", "equipe"},
                                                       std::tuple{"2026-09-12", "Mon secret", "privee"}})
            db.run("insert into entretien (jeune_id, genre, jour, objet, resume, avis, visibilite, visibilite_analyse, "
                   "agent_id, cree_le, modifie_le) values (?, 'situation', ?, 'Projet', ?, '', ?, 'privee', ?, ?, ?)",
                   eux[0], jour, resume, visibilite, d.awa, d.horloge.instant(), d.horloge.instant());
    });
    auto page = d.app.as(d.awa).get("/jeunes/" + n(eux[0]) + "/passage");
    for (auto const* dit :
         {"06 12 34 56 78", "02 99 11 22 33", "Langue : portugais", "Dernier contact abouti, le 20/09/2026",
          "Veut bien reprendre", "Tenté depuis, sans réponse, le 01/10/2026", "Un stage en cuisine",
          "Obligation de formation", "Notice d’information"})
        EXPECT_TRUE(page.contient(dit)) << dit << "\n" << page.text("main");
    EXPECT_FALSE(page.contient("Mon secret")) << "la fiche se remet à un collègue";
}

TEST_P(Passage, le_departement_confie_le_role_d_un_absent_qui_n_a_rien_prepare) {
    auto departement = d.app.as(dep);
    auto ou = "/charges/" + n(d.awa) + "/absence";
    EXPECT_TRUE(departement.get("/charges").contient("Absence"));
    EXPECT_EQ(departement.post(ou, {{"a", n(leo)}, {"du", "2026-10-07"}, {"au", "2026-10-06"}}).status, 422);
    web::Pairs jours{{"a", n(leo)}, {"du", "2026-10-05"}, {"au", "2026-10-16"}, {"motif", "Congé maladie"}};
    departement.post(ou, jours);
    departement.post(ou, jours);
    EXPECT_EQ(courriels("passage").size(), 2u) << "au remplaçant et à l'absente, une fois";
    EXPECT_EQ(d.lire([&](auto& db) { return passage::delegations(db, leo, d.jour()).size(); }), 1u);
    EXPECT_EQ(referent(eux[0]), d.awa) << "ses suivis restent à son nom";
    EXPECT_TRUE(d.app.as(leo).get("/").contient("Awa NDIAYE vous confie son rôle"));
    EXPECT_TRUE(d.app.as(d.awa).get("/").contient("Léo MARTIN vous remplace"));
    EXPECT_EQ(d.app.as(leo).get(ou).status, 403);
    EXPECT_TRUE(departement.follow(departement.post(ou + "/fin", {{"delegation", "1"}})).contient("Délégation finie"));
    EXPECT_EQ(departement.post(ou + "/fin", {{"delegation", "1"}}).status, 404);
}

TEST_P(Passage, une_reattribution_se_rend_tant_que_le_referent_n_a_pas_change) {
    auto departement = d.app.as(dep);
    departement.post("/charges/" + n(d.awa), {{"vers", n(leo)}, {"confirme", "oui"}});
    EXPECT_TRUE(departement.get("/charges").contient("3 suivis d’Awa NDIAYE à Léo MARTIN"));
    d.ecrire([&](auto& db) { jeunes::designer_referent(db, eux[2], d.ines, d.jour()); });
    d.horloge.avancer(std::chrono::minutes{5});
    auto ou = std::string("/charges/passages/1/retour");
    EXPECT_TRUE(departement.get(ou).contient("Rendre 2 suivis à Awa NDIAYE"));
    auto fait = departement.follow(departement.post(ou));
    EXPECT_TRUE(fait.contient("2 suivis rendus à Awa NDIAYE")) << fait.text("main");
    EXPECT_EQ(referent(eux[0]), d.awa);
    EXPECT_EQ(referent(eux[2]), d.ines);
    EXPECT_TRUE(d.app.as(d.awa).get("/").contient("Rappeler")) << "avec ce qui restait à faire";
    EXPECT_TRUE(departement.follow(departement.post(ou)).contient("plus rien à rendre"));
}

TEST_P(Passage, passer_des_suivis_hors_du_secteur_se_dit_avant_de_le_faire) {
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get("/passage").contient("Inès MOREAU, hors de votre secteur"));
    auto apercu = awa.post("/passage/suivis", {{"choix", n(eux[0])}, {"vers", n(d.ines)}});
    EXPECT_TRUE(apercu.contient("Inès MOREAU : hors de votre secteur")) << apercu.text("main");
    EXPECT_FALSE(
        awa.post("/passage/suivis", {{"choix", n(eux[0])}, {"vers", n(leo)}}).contient("hors de votre secteur"));
}

INSTANTIATE_TEST_SUITE_P(Bases, Passage, testing::ValuesIn(essais::BaseDEssai::genres()),
                         [](auto const& i) { return i.param; });
