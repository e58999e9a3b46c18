#include <gtest/gtest.h>

#include "metier/acces/tests/portail.hpp"

using namespace essais;

TEST(ComptesWeb, creer_un_compte_lui_donner_un_role_puis_se_connecter) {
    Portail d;
    auto admin = d.app.as(d.admin);
    EXPECT_EQ(admin.get("/comptes/nouveau").status, 200);
    auto cree = admin.post("/comptes", {{"nom", "ROUX"}, {"prenom", "Léa"}, {"courriel", "lea.roux@exemple.invalid"}});
    EXPECT_EQ(cree.text("h1"), "Compte créé");
    auto provisoire = cree.text("code");
    EXPECT_EQ(provisoire.size(), 19u);
    auto lea = d.lire([](auto& db) { return acces::compte_du_courriel(db, "lea.roux@exemple.invalid"); })->id;
    auto fiche = "/comptes/" + std::to_string(lea.valeur);

    EXPECT_EQ(admin.get(fiche + "/roles/nouveau").status, 200);
    EXPECT_FALSE(admin.get(fiche + "/roles/nouveau?role=referent_decrochage").contient("Donner ce rôle"));
    auto choix = admin.get(fiche + "/roles/nouveau?role=referent_decrochage&cherche=zola");
    EXPECT_TRUE(choix.contient("Lycée professionnel Zola – VAL-CLAIR"));
    auto r = admin.post(
        fiche + "/roles?cherche=zola",
        {{"role", "referent_decrochage"}, {"etablissement", std::to_string(d.zola.valeur)}, {"du", "05/10/2026"}});
    EXPECT_TRUE(admin.follow(r).contient("Lycée professionnel Zola"));
    EXPECT_EQ(d.journal(), (std::vector<std::string>{"compte_cree", "role_donne"}));

    auto personne = d.app.inconnu();
    d.connecte(personne, "Lea.Roux@exemple.invalid", provisoire);
    EXPECT_EQ(personne.get("/").location, "/compte/mot-de-passe");
}

TEST(ComptesWeb, un_etablissement_se_trouve_par_son_uai) {
    Portail d;
    auto admin = d.app.as(d.admin);
    auto uai = d.lire(
        [&](auto& db) { return db.template one<std::string>("select uai from etablissement where id = ?", d.monod); });
    auto page = admin.get("/comptes/" + std::to_string(d.cpe.valeur) + "/roles/nouveau?role=cpe&cherche=" + uai);
    EXPECT_TRUE(page.contient("Lycée Monod"));
    EXPECT_FALSE(page.contient("Zola"));
    EXPECT_TRUE(admin.get("/comptes/" + std::to_string(d.cpe.valeur) + "/roles/nouveau?role=cpe&cherche=inconnu")
                    .contient("Aucun établissement ne correspond."));
}

TEST(ComptesWeb, ce_qui_n_est_pas_offert_n_est_pas_accepte) {
    Portail d;
    auto admin = d.app.as(d.admin);
    auto fiche = "/comptes/" + std::to_string(d.cpe.valeur);
    auto du = std::pair<std::string, std::string>{"du", "05/10/2026"};
    EXPECT_EQ(
        admin.post(fiche + "/roles", {{"role", "cpe"}, {"etablissement", std::to_string(d.zola.valeur)}, du}).status,
        422)
        << "rien n'a été cherché";
    EXPECT_EQ(admin.post(fiche + "/roles", {{"role", "coordonnateur"}, {"territoire", "999999"}, du}).status, 422);
    EXPECT_EQ(admin.post(fiche + "/roles", {{"role", "coordonnateur"}, du}).status, 422);
    EXPECT_EQ(admin.post(fiche + "/roles", {{"role", "empereur"}, du}).status, 422);
    auto r =
        admin.post(fiche + "/roles",
                   {{"role", "coordonnateur"}, {"territoire", std::to_string(d.sud.valeur)}, du, {"au", "04/10/2026"}});
    EXPECT_TRUE(r.error("au").starts_with("Le dernier jour vient avant le premier."));
    EXPECT_EQ(
        admin.post(fiche + "/roles", {{"role", "psad"}, {"reseau", std::to_string(d.psad_nord.valeur)}, du}).status,
        303);
    EXPECT_EQ(admin.post(fiche + "/roles", {{"role", "dpd"}, du}).status, 303);
}

TEST(ComptesWeb, une_adresse_deja_prise_est_refusee_a_la_creation_et_a_la_modification) {
    Portail d;
    auto admin = d.app.as(d.admin);
    auto r = admin.post("/comptes", {{"nom", "X"}, {"prenom", "Y"}, {"courriel", d.courriel(d.awa)}});
    EXPECT_EQ(r.status, 422);
    EXPECT_TRUE(r.error("courriel").starts_with("Un compte existe déjà"));
    auto fiche = "/comptes/" + std::to_string(d.ines.valeur) + "/modification";
    EXPECT_EQ(
        admin.post(fiche, {{"version", "1"}, {"nom", "M"}, {"prenom", "I"}, {"courriel", d.courriel(d.awa)}}).status,
        422);
    EXPECT_EQ(
        admin.post(fiche, {{"version", "1"}, {"nom", "M"}, {"prenom", "I"}, {"courriel", d.courriel(d.ines)}}).status,
        303);
}

TEST(ComptesWeb, deux_modifications_a_la_fois_montrent_les_deux_versions) {
    Portail d;
    auto admin = d.app.as(d.admin);
    auto fiche = "/comptes/" + std::to_string(d.ines.valeur) + "/modification";
    auto version = admin.get(fiche).value("version");
    auto poste = [&](std::string nom) {
        return admin.post(fiche,
                          {{"version", version}, {"nom", nom}, {"prenom", "Inès"}, {"courriel", d.courriel(d.ines)}});
    };
    EXPECT_EQ(poste("DUPONT").status, 303);
    auto conflit = poste("DURAND");
    EXPECT_EQ(conflit.status, 409);
    EXPECT_TRUE(conflit.contient("DUPONT"));
    EXPECT_EQ(conflit.value("nom"), "DURAND");
    version = conflit.value("version");
    EXPECT_EQ(poste("DURAND").status, 303);
}

TEST(ComptesWeb, desactiver_demande_confirmation_avec_le_nom_et_ferme_les_sessions) {
    Portail d;
    auto admin = d.app.as(d.admin), awa = d.app.as(d.awa);
    auto fiche = "/comptes/" + std::to_string(d.awa.valeur);
    EXPECT_TRUE(admin.get(fiche + "/desactivation").contient("Désactiver le compte de Awa NDIAYE ?"));
    EXPECT_EQ(admin.post(fiche + "/desactivation").location, fiche);
    EXPECT_EQ(awa.get("/compte").status, 303);
    EXPECT_TRUE(admin.get(fiche).contient("Désactivé"));
    EXPECT_EQ(admin.get(fiche + "/reactivation").status, 200);
    admin.post(fiche + "/reactivation");
    EXPECT_EQ(d.journal(), (std::vector<std::string>{"compte_desactive", "compte_modifie"}));
}

TEST(ComptesWeb, le_dernier_administrateur_ne_s_enferme_pas_dehors) {
    Portail d;
    auto admin = d.app.as(d.admin);
    auto fiche = "/comptes/" + std::to_string(d.admin.valeur);
    auto r = admin.post(fiche + "/desactivation");
    EXPECT_TRUE(admin.follow(r).contient("C’est le dernier administrateur"));
    auto role = std::to_string(d.portee(d.admin).role_tenu.valeur);
    EXPECT_EQ(admin.post(fiche + "/roles/" + role + "/retrait").status, 422);
    EXPECT_EQ(admin.get(fiche).status, 200);
}

TEST(ComptesWeb, un_role_retire_ne_vaut_plus_tout_de_suite_ou_au_jour_dit) {
    Portail d;
    auto admin = d.app.as(d.admin), awa = d.app.as(d.awa), ines = d.app.as(d.ines);
    auto retrait = [&](Id<acces::Agent> qui) {
        return "/comptes/" + std::to_string(qui.valeur) + "/roles/" + std::to_string(d.portee(qui).role_tenu.valeur) +
               "/retrait";
    };
    auto d_awa = retrait(d.awa), d_ines = retrait(d.ines);
    EXPECT_TRUE(admin.get(d_awa).contient("Coordonnateur MLDS – Bassin nord"));
    EXPECT_EQ(admin.post(d_awa, {{"au", "01/01/2020"}}).status, 422);
    EXPECT_EQ(admin.post(d_awa).status, 303);
    EXPECT_EQ(admin.post(d_ines, {{"au", "06/10/2026"}}).status, 303);
    EXPECT_EQ(awa.get("/").location, "/role");
    EXPECT_EQ(ines.get("/").status, 200);
    EXPECT_EQ(admin.get(d_awa).status, 404) << "déjà terminé";
    EXPECT_EQ(d.journal(), (std::vector<std::string>{"role_retire", "role_retire"}));
    d.horloge.avancer(48h);
    auto plus_tard = d.app.as(d.ines);
    EXPECT_EQ(plus_tard.get("/").location, "/role");
}

TEST(ComptesWeb, reinitialiser_montre_un_mot_de_passe_une_fois_et_ferme_les_sessions) {
    Portail d;
    d.second_facteur(d.awa);
    auto admin = d.app.as(d.admin), awa = d.app.as(d.awa);
    auto fiche = "/comptes/" + std::to_string(d.awa.valeur);
    EXPECT_EQ(admin.get(fiche + "/reinitialisation").status, 200);
    EXPECT_EQ(admin.post(fiche + "/reinitialisation").text("code").size(), 19u);
    EXPECT_EQ(awa.get("/compte").status, 303);
    EXPECT_EQ(admin.get(fiche + "/second-facteur/retrait").status, 200);
    EXPECT_EQ(admin.post(fiche + "/second-facteur/retrait").location, fiche);
    EXPECT_EQ(d.journal(), (std::vector<std::string>{"mot_de_passe_change", "second_facteur_retire"}));
}

TEST(ComptesWeb, la_liste_se_pagine_et_se_cherche_en_peu_de_requetes) {
    Portail d;
    for (int i = 0; i < 30; ++i)
        d.un_agent("Agent", "NUMERO" + std::to_string(i), acces::Role::dpd, {});
    auto admin = d.app.as(d.admin);
    auto page = admin.get("/comptes");
    EXPECT_EQ(page.text("h1"), "Comptes");
    EXPECT_LE(page.queries, 4);
    EXPECT_TRUE(admin.get("/comptes?q=ndiaye").contient("awandiaye@exemple.invalid"));
    EXPECT_FALSE(admin.get("/comptes?q=ndiaye").contient("MOREAU"));
    EXPECT_TRUE(admin.get("/comptes?q=personne-du-tout").contient("Aucun compte ne correspond."));
    EXPECT_EQ(admin.get("/comptes?apres=n-importe-quoi").status, 200);
    EXPECT_EQ(admin.get("/comptes/999999").status, 404);
    EXPECT_EQ(admin.get("/comptes/abc").status, 404);
}

TEST(ComptesWeb, l_administrateur_ne_voit_aucun_nom_de_jeune) {
    Portail d;
    auto jeune = un_jeune().nomme("ZZINTROUVABLE", "Hugo").au(d.zola).cree(d);
    d.ecrire([&](storage::Writer& db) {
        acces::consigner(db, d.horloge.instant(), d.awa, "coordonnateur", acces::Acte::dossier_lu,
                         {jeune, "dossier", "", "bassin"});
    });
    auto admin = d.app.as(d.admin);
    for (auto page : {"/comptes", "/journal", "/journal/verification"})
        EXPECT_FALSE(admin.get(page).contient("ZZINTROUVABLE")) << page;
    EXPECT_TRUE(admin.get("/journal").contient("n° " + std::to_string(jeune.valeur)));
}

TEST(ComptesWeb, un_role_de_reseau_sans_reseau_dit_quoi_creer_d_abord) {
    Portail d;
    auto admin = d.app.as(d.admin);
    auto nouveau = "/comptes/" + std::to_string(d.awa.valeur) + "/roles/nouveau?role=";
    auto page = admin.get(nouveau + "responsable_foquale");
    EXPECT_TRUE(page.contient("il n’y en a encore aucun"));
    EXPECT_NE(page.body.find("/reseaux/nouveau?genre=foquale"), std::string::npos);
    EXPECT_FALSE(page.contient("Donner ce rôle"));
    EXPECT_TRUE(admin.get(nouveau + "psad").contient("PSAD du nord"));
}
