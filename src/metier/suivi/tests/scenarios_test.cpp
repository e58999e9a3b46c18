// Scénarios d'acceptation, A-13 (metier.md §13), et la matrice des droits.
#include "metier/suivi/tests/cas.hpp"

namespace essais {
namespace {

TEST_F(SuiviWeb, a01_douze_rendez_vous_et_le_tableau_montre_ceux_sans_date) {
    auto awa = d.app.as(d.awa);
    std::vector<Id<jeunes::Jeune>> douze;
    for (int i = 0; i < 12; ++i)
        douze.push_back(un_jeune()
                            .nomme("JEUNE" + std::string(1, static_cast<char>('A' + i)), "Sam")
                            .en_psad(2026y / 8 / 25)
                            .au(d.zola)
                            .cree(d));
    auto petit =
        un_jeune().nomme("PETIT", "Noé").ne_le(2011y / 1 / 5).en_psad(2026y / 8 / 25).au(d.curie).cree(d); // 15 ans 9
                                                                                                           // mois
    for (std::size_t i = 0; i < 10; ++i)
        EXPECT_EQ(
            awa.post(jeune(douze[i]) + "/rendez-vous", {{"jour", "2026-10-12"}, {"heure", "14:00"}, {"lieu", "CIO"}})
                .status,
            303);
    EXPECT_TRUE(awa.get(jeune(douze[0])).contient("Entretien à 14 h 00, CIO")) << "chaque fiche a son rendez-vous";
    auto tableau = awa.get("/suivi/rendez-vous");
    EXPECT_EQ(tableau.status, 200);
    EXPECT_LE(tableau.queries, 6);
    std::size_t sans_date = 0;
    for (std::size_t i = 0; (i = tableau.body.find("Fixer une date", i)) != std::string::npos; ++i)
        ++sans_date;
    EXPECT_EQ(sans_date, 3u) << "les deux sans date, et le plus jeune";
    EXPECT_TRUE(tableau.contient("Instruction obligatoire : orienter vers la DSDEN"));
    EXPECT_TRUE(awa.get(jeune(petit)).contient("orienter vers la DSDEN (dérogation possible si la 3e est achevée)"));
    EXPECT_TRUE(d.lire([&](storage::Reader& db) {
                     return suivi::obligations_non_remplies(db, d.portee(d.awa), {16, 18}, 20);
                 }).empty());
    EXPECT_EQ(awa.post(jeune(petit) + "/convocations", {{"le", "2026-10-05"}}).status, 422)
        << "pas encore dans l’obligation";
    le(2026y / 10 / 12);
    awa.post(jeune(douze[0]) + "/entretiens/situation", entretien());
    EXPECT_FALSE(awa.get("/suivi/rendez-vous").contient("JEUNEA"));
    EXPECT_FALSE(awa.get(jeune(douze[0])).contient("Entretien à 14 h")) << "l’entretien tenu clôt le rendez-vous";
}

TEST_F(SuiviWeb, a09_le_droit_au_retour_se_voit_cinq_jours_avant_et_se_clot_par_un_entretien) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    le(2026y / 11 / 3);
    EXPECT_EQ(awa.post(jeune(lina) + "/retours", {{"demande_le", "2026-11-03"}}).status, 303);
    EXPECT_EQ(d.journal().back(), "retour_demande");
    EXPECT_TRUE(awa.get(jeune(lina)).contient("entretien à tenir au plus tard le 18/11/2026"));
    le(2026y / 11 / 12);
    EXPECT_FALSE(awa.get("/").contient("Droit au retour"));
    le(2026y / 11 / 13);
    auto alerte = awa.get("/");
    EXPECT_TRUE(alerte.contient("Droit au retour : entretiens à tenir"));
    EXPECT_TRUE(alerte.contient("5 jours"));
    EXPECT_NE(alerte.body.find(jeune(lina) + "/entretiens/nouveau/situation"), std::string::npos);
    EXPECT_FALSE(d.app.as(d.ines).get("/").contient("BERNARD"));
    auto page = awa.get("/retours/1/information");
    EXPECT_EQ(awa.post("/retours/1/information", {{"information_le", "2026-11-13"}, {"version", page.value("version")}})
                  .status,
              303);
    EXPECT_EQ(awa.post("/retours/1/information", {{"information_le", "2026-11-13"}, {"version", "1"}}).status, 409);
    EXPECT_TRUE(awa.get(jeune(lina)).contient("Information écrite remise le 13/11/2026"));
    EXPECT_EQ(awa.post(jeune(lina) + "/entretiens/situation", entretien()).status, 303);
    EXPECT_FALSE(awa.get("/").contient("Droit au retour"));
    EXPECT_TRUE(awa.get(jeune(lina)).contient("entretien tenu le 13/11/2026"));
}

TEST_F(SuiviWeb, un_double_clic_ne_lance_qu_une_horloge_et_une_seconde_est_refusee) {
    auto hugo = un_jeune().nomme("DIALLO", "Hugo").ne_le(2010y / 2 / 1).en_psad(2026y / 9 / 1).au(d.zola).cree(d);
    le(2027y / 1 / 14);
    auto awa = d.app.as(d.awa);
    auto combien = [&](std::string const& table) {
        return d.lire([&](storage::Reader& db) { return db.one<std::int64_t>("select count(*) from " + table); });
    };
    for (int clic = 0; clic < 2; ++clic) {
        EXPECT_EQ(awa.post(jeune(hugo) + "/convocations", {{"le", "2027-01-14"}}).status, 303);
        EXPECT_EQ(awa.post(jeune(hugo) + "/retours", {{"demande_le", "2027-01-14"}}).status, 303);
    }
    auto refus = awa.post(jeune(hugo) + "/convocations", {{"le", "2027-01-13"}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_NE(refus.error("le").find("14/03/2027"), std::string::npos);
    EXPECT_EQ(awa.post(jeune(hugo) + "/retours", {{"demande_le", "2027-01-13"}}).status, 422);
    for (int clic = 0; clic < 2; ++clic)
        EXPECT_EQ(awa.post(jeune(hugo) + "/exemptions",
                           {{"oui", "1"}, {"du", "2027-02-01"}, {"signataire", "médecin scolaire"}})
                      .status,
                  303);
    EXPECT_EQ(combien("convocation"), 1);
    EXPECT_EQ(combien("retour"), 1);
    EXPECT_EQ(combien("exemption_formation"), 1);
}

TEST_F(SuiviWeb, deux_exemptions_aux_memes_dates_signees_par_deux_personnes_restent_toutes_les_deux) {
    auto hugo = un_jeune().nomme("DIALLO", "Hugo").ne_le(2010y / 2 / 1).au(d.zola).cree(d);
    le(2027y / 1 / 14);
    auto awa = d.app.as(d.awa);
    auto signer = [&](std::string const& qui) {
        return awa.post(jeune(hugo) + "/exemptions", {{"oui", "1"}, {"du", "2027-01-10"}, {"signataire", qui}});
    };
    EXPECT_TRUE(awa.follow(signer("médecin scolaire")).contient("Exemption notée."));
    EXPECT_TRUE(awa.follow(signer("Médecin  scolaire")).contient("Cette exemption est déjà notée."));
    EXPECT_TRUE(awa.follow(signer("médecin traitant")).contient("Exemption notée."));
    auto page = awa.get(jeune(hugo) + "/obligation");
    EXPECT_TRUE(dit(page, "Depuis le 10/01/2027, signée par\u00a0: médecin scolaire"));
    EXPECT_TRUE(dit(page, "Depuis le 10/01/2027, signée par\u00a0: médecin traitant"));
    EXPECT_TRUE(signer("psychiatre").contient("Mots sensibles repérés")) << "R-08 : ni diagnostic, ni soin";
}

TEST_F(SuiviWeb, une_demande_de_retour_deja_notee_garde_l_information_ecrite_qui_arrive_apres) {
    auto hugo = un_jeune().nomme("DIALLO", "Hugo").ne_le(2010y / 2 / 1).au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    web::Pairs demande{{"demande_le", "05/10/2026"}};
    EXPECT_EQ(awa.post(jeune(hugo) + "/retours", demande).status, 303);
    EXPECT_TRUE(awa.follow(awa.post(jeune(hugo) + "/retours", demande)).contient("Cette demande est déjà notée."));
    le(2026y / 10 / 7);
    auto fait = awa.post(jeune(hugo) + "/retours", avec(demande, {{"information_le", "06/10/2026"}}));
    ASSERT_EQ(fait.status, 303);
    EXPECT_EQ(d.journal().back(), "retour_demande");
    EXPECT_TRUE(awa.follow(fait).contient("Information écrite remise le 06/10/2026"));
    auto autre = awa.post(jeune(hugo) + "/retours", avec(demande, {{"information_le", "07/10/2026"}}));
    EXPECT_NE(autre.error("information_le").find("06/10/2026"), std::string::npos) << "ni perdue, ni écrasée";
}

TEST_F(SuiviWeb, a13_deux_mois_apres_la_convocation_la_transmission_est_proposee_a_la_mission_locale) {
    auto hugo = un_jeune().nomme("DIALLO", "Hugo").ne_le(2010y / 2 / 1).en_psad(2026y / 9 / 1).au(d.zola).cree(d);
    auto mia = un_jeune().nomme("ROUX", "Mia").ne_le(2010y / 2 / 1).en_psad(2026y / 9 / 1).au(d.zola).cree(d);
    le(2027y / 1 / 14);
    auto diop = d.app.as(d.diop);
    for (auto j : {hugo, mia})
        EXPECT_EQ(diop.post(jeune(j) + "/convocations", {{"le", "2027-01-14"}}).status, 303);
    EXPECT_EQ(d.journal().back(), "convocation_notee");
    EXPECT_TRUE(diop.get(jeune(hugo)).contient("terme le 14/03/2027"));
    auto refus = diop.post(jeune(mia) + "/exemptions", {{"du", "2027-02-01"}, {"signataire", "médecin scolaire"}});
    EXPECT_FALSE(refus.error("oui").empty());
    EXPECT_EQ(
        diop.post(jeune(mia) + "/exemptions", {{"oui", "1"}, {"du", "2027-02-01"}, {"signataire", "médecin scolaire"}})
            .status,
        303);
    EXPECT_EQ(diop.post(jeune(mia) + "/exemptions",
                        {{"oui", "1"}, {"du", "2027-02-01"}, {"signataire", "dépression, Dr Roux"}})
                  .status,
              422);
    le(2027y / 3 / 13);
    EXPECT_FALSE(diop.get("/").contient("transmission au département proposée"));
    le(2027y / 3 / 14);
    auto journee_ = diop.get("/");
    EXPECT_TRUE(journee_.contient("DIALLO Hugo : transmission au département proposée"));
    EXPECT_FALSE(journee_.contient("ROUX Mia : transmission"));
    auto page = diop.get("/convocations/1");
    EXPECT_TRUE(page.contient("le logiciel ne transmet rien"));
    EXPECT_FALSE(diop.post("/convocations/1/suite", {{"issue", "sans_suite"}, {"version", page.value("version")}})
                     .error("motif")
                     .empty());
    EXPECT_EQ(diop.post("/convocations/1/suite", {{"issue", "transmise"}, {"version", page.value("version")}}).status,
              303);
    EXPECT_FALSE(diop.get("/").contient("transmission au département proposée"));
    EXPECT_EQ(diop.post("/convocations/1/suite", {{"issue", "transmise"}, {"version", page.value("version")}}).status,
              409);
}

TEST_F(SuiviWeb, la_feuille_de_diligence_dit_tout_ce_qui_a_ete_tente_sans_les_ecrits) {
    auto lina = un_jeune().au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    awa.post(jeune(lina) + "/contacts",
             {{"canal", "courrier"}, {"qui", "responsable"}, {"resultat", "pas_de_reponse"}, {"le", "2026-10-01"}});
    awa.post(jeune(lina) + "/entretiens/situation",
             avec(entretien("Résumé à ne pas montrer"), {{"visibilite", "privee"}}));
    awa.post(jeune(lina) + "/solutions", {{"code", "e2c"}, {"proposee_le", "2026-10-02"}, {"preuve", "declaration"}});
    awa.post(jeune(lina) + "/entretiens/famille", entretien("Vus chez eux"));
    apports.demarches([](acces::Contexte&, Id<jeunes::Jeune>) {
        return std::vector<jeunes::Demarche>{
            {2026y / 10 / 3, "Relais à E2C\u00a0: entrer dans une formation", "Refusé"}};
    });
    auto feuille = awa.get(jeune(lina) + "/diligence");
    EXPECT_TRUE(feuille.contient("Relais à E2C")) << "ce que les autres parties ont tenté";
    EXPECT_TRUE(feuille.contient("Entretien\u00a0: avec la famille")) << "dit que c'est un entretien";
    EXPECT_TRUE(feuille.contient("Courrier, Un responsable"));
    EXPECT_TRUE(feuille.contient("Proposition : École de la 2e chance"));
    EXPECT_TRUE(feuille.contient("Entretien de situation"));
    EXPECT_FALSE(feuille.contient("Résumé à ne pas montrer"));
    EXPECT_FALSE(d.app.as(d.ba).get(jeune(lina) + "/diligence").contient("Entretien de situation"))
        << "un écrit privé ne se devine pas";
}

TEST_F(SuiviWeb, ma_journee_tient_en_un_nombre_fixe_de_requetes) {
    auto awa = d.app.as(d.awa);
    auto vide = awa.get("/").queries;
    for (int i = 0; i < 30; ++i) {
        auto j = un_jeune().nomme("JEUNE" + std::to_string(i), "Sam").en_psad(2026y / 8 / 25).au(d.zola).cree(d);
        sans_solution(j, 2026y / 9 / 1);
        d.ecrire([&](storage::Writer& db) { suivi::demander_retour(db, de(d.awa), j, 2026y / 9 / 20, {}); });
    }
    auto pleine = awa.get("/");
    EXPECT_EQ(pleine.queries, vide);
    EXPECT_LE(pleine.queries, 19);
    EXPECT_TRUE(pleine.contient("Obligation de formation non remplie"));
    EXPECT_TRUE(pleine.contient("Aucun référent"));
    EXPECT_TRUE(awa.get("/suivi/silence").contient("Aucun référent (30)"));
}

/// Rôle × route × titre : par défaut, non.
TEST_F(SuiviWeb, la_matrice_des_droits_du_suivi_refuse_par_defaut) {
    acces::Routes siennes;
    suivi::routes(siennes, apports);
    auto hugo = un_jeune().ne_le(2009y / 5 / 20).en_psad(2026y / 9 / 1).au(d.zola).cree(d);
    d.ecrire([&](storage::Writer& db) {
        suivi::Entretien e;
        e.jeune = hugo;
        e.jour = d.jour();
        e.objet = "Point";
        e.visibilite = acces::Visibilite::partenaires;
        suivi::enregistrer_entretien(db, de(d.awa), e);
        suivi::Solution s;
        s.jeune = hugo;
        s.proposee_le = d.jour();
        suivi::proposer_solution(db, de(d.awa), s);
        suivi::demander_retour(db, de(d.awa), hugo, d.jour(), {});
        suivi::convoquer(db, de(d.diop), hugo, d.jour());
        suivi::Contact c;
        c.jeune = hugo;
        c.le = d.jour();
        suivi::enregistrer_contact(db, de(d.awa), c);
        suivi::exempter(db, de(d.awa), hugo, {d.jour(), {}, "médecin scolaire", d.awa});
    });
    auto psyen = d.un_agent("Lou", "PSY", acces::Role::psyen, {}, {}, d.psad_nord); // hors du cercle de Hugo
    for (auto const& r : siennes.liste()) {
        auto adresse = r.patron;
        bool nominative = adresse.find("{id}") != std::string::npos;
        if (nominative)
            adresse.replace(adresse.find("{id}"), 4,
                            adresse.starts_with("/jeunes/") ? std::to_string(hugo.valeur) : "1");
        if (auto i = adresse.find("{type}"); i != std::string::npos)
            adresse.replace(i, 6, "situation");
        for (auto agent : {d.awa, d.ines, d.ott, d.ba, d.cpe, d.roy, d.diop, d.vidal, d.dasen, d.dpd, d.admin, psyen}) {
            auto portee = d.portee(agent);
            auto personne = d.app.as(agent);
            auto statut = r.methode == "GET" ? personne.get(adresse).status : personne.post(adresse, {}).status;
            bool a_droit = acces::a_le_droit(portee.role, r.droit);
            bool voit = agent == d.awa || agent == d.ott || agent == d.ba || agent == d.roy || agent == d.diop;
            auto cas = r.methode + " " + adresse + " par " + std::string(base::code(portee.role));
            if (!a_droit)
                EXPECT_EQ(statut, 403) << cas;
            else if (nominative && !voit)
                EXPECT_EQ(statut, 404) << cas;
            else
                EXPECT_TRUE(
                    statut == 200 || statut == 204 || statut == 409 || statut == 422 ||
                    (statut == 303 && (adresse.ends_with("/retablissement") || adresse.ends_with("/diligence"))))
                    << cas << " : " << statut;
        }
        auto inconnu = d.app.inconnu();
        auto dehors = r.methode == "GET" ? inconnu.get(adresse).status : inconnu.post(adresse, {}).status;
        EXPECT_TRUE(dehors == 303 || dehors == 403) << adresse << " : " << dehors;
    }
}

} // namespace
} // namespace essais
