// Les scénarios A-04 et A-08, avec d'autres nombres ; ce que chacun voit et ne voit pas.
#include <thread>

#include "metier/reunions/tests/cas.hpp"

using namespace essais;
using acces::Visibilite;
using agenda::Urgence;

namespace {

/// A-04 : ordre du jour de cinq situations, quatre décisions, dont trois à échéance dépassée à la séance suivante.
TEST_P(Reunions, a04_les_decisions_en_retard_reviennent_en_tete_de_la_seance_suivante) {
    std::vector<Id<jeunes::Jeune>> eleves;
    for (auto const* prenom : {"Aya", "Bilal", "Chloé", "Dris", "Enzo"})
        eleves.push_back(un_jeune().nomme("ELEVE", prenom).au(d.zola).cree(d));
    auto premiere = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott, d.awa});
    ouverte(premiere, d.ba);
    auto ba = d.app.as(d.ba);
    for (std::size_t i = 0; i < eleves.size(); ++i) {
        auto p = point(premiere, eleves[i]);
        if (i == 4)
            continue;
        auto r = ba.post(adresse(premiere, "/points/" + std::to_string(p.valeur) + "/decisions"),
                         decision("Joindre la famille", membre(premiere, i % 2 ? d.ott : d.ba), i == 3 ? "+40" : "+8"));
        EXPECT_EQ(r.status, 303) << r.text("main");
    }
    auto suivante = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 21), {d.ott});
    // Un délai légal passe après ce qu'on avait décidé et pas fait.
    attendent.push_back({eleves[4], Urgence::terme_legal, "Droit au retour", d.jour(), Visibilite::partenaires});
    EXPECT_EQ(remplir(suivante, d.ba), 5);
    auto ordre = points(suivante, d.ba);
    ASSERT_EQ(ordre.size(), 5u);
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(ordre[static_cast<std::size_t>(i)].urgence, Urgence::decision_en_retard);
    EXPECT_EQ(ordre[3].jeune, eleves[4]);
    EXPECT_EQ(ordre[4].urgence, Urgence::decision_ouverte);
    EXPECT_TRUE(ordre[0].motifs.front().raison.find("Joindre la famille") != std::string::npos);
    auto page = ba.get(adresse(suivante));
    EXPECT_TRUE(page.contient("Décisions de la dernière fois, encore ouvertes"));
    // Close depuis l'agenda, elle ne revient plus.
    d.ecrire([&](storage::Writer& db) {
        auto id = db.one<Id<agenda::Echeance>>("select echeance_id from reunion_decision where numero = 1");
        agenda::clore(db, d.horloge.instant(), d.ba, id, 1, "Fait");
    });
    auto encore = d.lire([&](storage::Reader& db) {
        return reunions::decisions_d_avant(db, {d.portee(d.ba)}, *reunions::trouver(db, suivante)).size();
    });
    EXPECT_EQ(encore, 3u);
}

/// A-08 : neuf situations en PSAD ; Mme Diop voit les neuf, pas les notes de prévention.
TEST_P(Reunions, a08_la_mission_locale_voit_chaque_situation_mais_pas_ce_qui_est_reserve_a_l_equipe) {
    auto psad = une(reunions::Genre::psad, d.psad_nord.valeur, d.awa, d.jour(), {d.diop, d.roy});
    ouverte(psad, d.awa);
    auto awa = d.app.as(d.awa);
    for (int i = 0; i < 9; ++i) {
        auto jeune = un_jeune()
                         .nomme("JEUNE", std::string(1, static_cast<char>('A' + i)))
                         .ne_le(2008y / 3 / 4)
                         .au(d.zola, 2025, 2026y / 6 / 30)
                         .en_psad(2026y / 9 / 10)
                         .cree(d);
        auto p = std::to_string(point(psad, jeune).valeur);
        EXPECT_EQ(awa.post(adresse(psad, "/points/" + p + "/textes/equipe"),
                           {{"texte_equipe", "Note de prévention du lycée."}, {"version", "0"}})
                      .status,
                  303);
        EXPECT_EQ(awa.post(adresse(psad, "/points/" + p + "/textes/partenaires"),
                           {{"texte_partenaires", "Cherche un apprentissage."}, {"version", "0"}})
                      .status,
                  303);
        EXPECT_EQ(awa.post(adresse(psad, "/points/" + p + "/decisions"),
                           decision("Contacter le jeune", membre(psad, i % 2 ? d.diop : d.awa), "+10", "partenaires"))
                      .status,
                  303);
    }
    auto vues = points(psad, d.diop);
    EXPECT_EQ(std::ranges::count(vues, true, &reunions::PointVu::visible), 9);
    auto releve = d.app.as(d.diop).get(adresse(psad, "/releve"));
    EXPECT_EQ(releve.status, 200);
    EXPECT_TRUE(releve.contient("Cherche un apprentissage."));
    EXPECT_FALSE(releve.contient("Note de prévention"));
    EXPECT_TRUE(releve.contient("Qui fait quoi"));
    EXPECT_TRUE(awa.get(adresse(psad, "/releve")).contient("Note de prévention"));
    // Chaque décision a une personne et une date : la tâche est à elle.
    auto taches =
        d.lire([&](storage::Reader& db) { return reunions::decisions_a_tenir(db, {d.portee(d.diop)}, 50).size(); });
    EXPECT_EQ(taches, 4u);
    EXPECT_TRUE(d.app.as(d.diop).get("/").contient("Décisions de réunion à tenir"));
}

TEST_P(Reunions, sans_droit_sur_un_dossier_on_sait_qu_une_situation_a_ete_examinee_rien_de_plus) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.cpe, d.roy});
    ouverte(gpds, d.ba);
    auto p = std::to_string(point(gpds, lina).valeur);
    auto ba = d.app.as(d.ba);
    ba.post(adresse(gpds, "/points/" + p + "/textes/partenaires"),
            {{"texte_partenaires", "Reprend le chemin du lycée."}, {"version", "0"}});
    ba.post(adresse(gpds, "/points/" + p + "/decisions"), decision("Revoir Lina", membre(gpds, d.ba), "+8"));
    ba.post(adresse(gpds, "/cloture"), {});
    for (auto qui : {d.cpe, d.roy}) { // le CPE n'ouvre aucun dossier ; pour le CIO, elle n'est pas en PSAD
        auto autre = d.app.as(qui);
        auto releve = autre.get(adresse(gpds, "/releve"));
        EXPECT_TRUE(releve.contient("Une situation a été examinée."));
        for (auto const* mot : {"NDIAYE", "Lina", "Reprend", "Revoir"}) {
            EXPECT_FALSE(releve.contient(mot)) << mot;
            EXPECT_FALSE(autre.get(adresse(gpds)).contient(mot)) << mot;
        }
        EXPECT_EQ(autre.get(adresse(gpds, "/points/" + p)).status, 404);
        auto odt = autre.post(adresse(gpds, "/releve"), {{"format", "odt"}});
        EXPECT_EQ(odt.header("Content-Type"), "application/vnd.oasis.opendocument.text");
    }
    // Qui conduit voit d'avance ce que chacun lira.
    auto vu = ba.get(adresse(gpds, "/releve?pour=" + std::to_string(membre(gpds, d.cpe).valeur)));
    EXPECT_TRUE(vu.contient("Une situation a été examinée."));
    EXPECT_FALSE(vu.contient("Reprend"));
    EXPECT_FALSE(d.app.as(d.cpe)
                     .get(adresse(gpds, "/releve?pour=" + std::to_string(membre(gpds, d.ba).valeur)))
                     .contient("Reprend"));
}

TEST_P(Reunions, qui_n_est_pas_de_la_reunion_trouve_la_meme_page_introuvable) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.cpe});
    for (auto agent : {d.ines, d.vidal, d.diop, d.dasen}) {
        auto p = d.app.as(agent);
        for (auto const* suite : {"", "/releve", "/membres"})
            EXPECT_EQ(p.get(adresse(gpds, suite)).status, 404) << suite;
    }
    EXPECT_EQ(d.app.as(d.cpe).get(adresse(gpds)).status, 200);
    EXPECT_EQ(d.app.as(d.cpe).get(adresse(gpds, "/ouverture")).status, 404); // membre, il ne conduit pas
    EXPECT_EQ(d.app.as(d.awa).get(adresse(gpds, "/ouverture")).status, 200); // son bassin
    EXPECT_EQ(d.app.as(d.admin).get("/reunions").status, 403);
}

TEST_P(Reunions, chaque_geste_sur_la_reunion_d_un_autre_repond_introuvable) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour());
    auto p = point(gpds, un_jeune().au(d.zola).cree(d));
    auto m = membre(gpds, d.ba);
    for (auto agent : {d.ines, d.diop, d.dasen}) {
        auto personne = d.app.as(agent);
        for (auto const& route : d.app.routes.liste()) {
            if (!route.patron.starts_with("/reunions/{"))
                continue;
            std::string a =
                "/reunions/" + std::to_string(gpds.valeur) + route.patron.substr(route.patron.find('}') + 1);
            for (auto const& [trou, valeur] : {std::pair{"{point}", p.valeur}, {"{membre}", m.valeur}})
                if (auto i = a.find(trou); i != std::string::npos)
                    a.replace(i, std::string(trou).size(), std::to_string(valeur));
            if (auto i = a.find("{lecteurs}"); i != std::string::npos)
                a.replace(i, 10, "partenaires");
            auto r = route.methode == "GET" ? personne.get(a) : personne.post(a, {{"jeune", "1"}});
            EXPECT_EQ(r.status, 404) << route.methode << " " << route.patron;
        }
    }
}

TEST_P(Reunions, depuis_un_dossier_on_le_met_a_l_ordre_du_jour) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7));
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    auto dossier = "/jeunes/" + std::to_string(lina.valeur);
    auto ba = d.app.as(d.ba);
    EXPECT_TRUE(ba.get(dossier).contient("Mettre à l’ordre du jour"));
    EXPECT_TRUE(ba.get(dossier + "/reunions").contient("GPDS"));
    EXPECT_EQ(ba.post(dossier + "/reunions", {{"reunion", std::to_string(gpds.valeur)}}).status, 303);
    EXPECT_EQ(points(gpds, d.ba).size(), 1u);
    EXPECT_TRUE(ba.get(dossier + "/reunions").contient("Aucune réunion à venir"));
    EXPECT_EQ(d.app.as(d.ines).get(dossier + "/reunions").status, 404);
}

TEST_P(Reunions, une_decision_a_qui_n_a_pas_le_dossier_reste_chez_qui_anime_en_attente) {
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.cpe});
    ouverte(gpds, d.ba);
    auto ou = adresse(gpds, "/points/" + std::to_string(point(gpds, lina).valeur) + "/decisions");
    auto saisi = decision("Voir l’élève", membre(gpds, d.cpe), "+8");
    EXPECT_EQ(d.app.as(d.ba).post(ou, saisi).status, 422) << "elle ne se confie pas";
    saisi.emplace_back("demander", "1");
    EXPECT_EQ(d.app.as(d.ba).post(ou, saisi).status, 303);
    auto attend = d.lire([&](storage::Reader& db) { return agenda::en_attente(db, d.portee(d.ba)); });
    ASSERT_EQ(attend.size(), 1u);
    EXPECT_FALSE(attend.front().attend.empty());
    EXPECT_FALSE(d.app.as(d.cpe).get("/").contient("NDIAYE"));
}

TEST_P(Reunions, une_decision_sans_qui_ou_sans_quand_est_refusee_et_rien_n_est_perdu) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott});
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    auto ou = adresse(gpds, "/points/" + std::to_string(point(gpds, lina).valeur) + "/decisions");
    auto ba = d.app.as(d.ba);
    EXPECT_EQ(ba.post(ou, decision("Voir l’élève", membre(gpds, d.ba), "+8")).status, 303); // pas ouverte : renvoyé
    EXPECT_EQ(d.lire([](storage::Reader& db) { return db.one<std::int64_t>("select count(*) from reunion_decision"); }),
              0);
    ouverte(gpds, d.ba);
    auto refus = ba.post(ou, {{"quoi", "Voir l’élève"}, {"lecteurs_decision", "equipe"}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_FALSE(refus.error("qui").empty());
    EXPECT_FALSE(refus.error("quand").empty());
    EXPECT_EQ(refus.value("quoi"), "Voir l’élève");
    // D'un trait, au clavier.
    EXPECT_EQ(ba.post(ou, {{"quoi", "Voir l’élève / Ott / vendredi"}, {"lecteurs_decision", "equipe"}}).status, 303);
    auto prise = d.lire(
        [](storage::Reader& db) { return db.one<std::string>("select quoi || '|' || pour_le from reunion_decision"); });
    EXPECT_EQ(prise, "Voir l’élève|2026-10-09");
}

TEST_P(Reunions, deux_clics_une_decision) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour());
    ouverte(gpds, d.ba);
    auto lina = un_jeune().au(d.zola).cree(d);
    auto ou = adresse(gpds, "/points/" + std::to_string(point(gpds, lina).valeur) + "/decisions");
    auto ba = d.app.as(d.ba);
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(ba.post(ou, decision("Voir l’élève", membre(gpds, d.ba), "+8", "equipe", "jeton")).status, 303);
    EXPECT_EQ(d.lire([](storage::Reader& db) { return db.one<std::int64_t>("select count(*) from reunion_decision"); }),
              1);
    EXPECT_EQ(d.lire([](storage::Reader& db) { return db.one<std::int64_t>("select count(*) from echeance"); }), 1);
}

TEST_P(Reunions, deux_personnes_decident_au_meme_instant_chaque_decision_a_son_numero) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.awa});
    ouverte(gpds, d.ba);
    auto p = point(gpds, un_jeune().au(d.zola).cree(d));
    auto decide = [&](Id<acces::Agent> qui, Id<reunions::Membre> m, acces::Portee portee) {
        for (int i = 0; i < 8; ++i)
            d.ecrire([&](storage::Writer& db) {
                reunions::decider(
                    db, d.horloge.instant(), portee,
                    {p, "Décision de " + std::to_string(qui.valeur), m, d.jour(), Visibilite::equipe, ""});
            });
    };
    std::thread autre{decide, d.awa, membre(gpds, d.awa), d.portee(d.awa)};
    decide(d.ba, membre(gpds, d.ba), d.portee(d.ba));
    autre.join();
    auto numeros = d.lire([](storage::Reader& db) {
        return db.all<std::int64_t>("select numero from reunion_decision order by numero");
    });
    ASSERT_EQ(numeros.size(), 16u);
    EXPECT_EQ(numeros.front(), 1);
    EXPECT_EQ(numeros.back(), 16);
}

TEST_P(Reunions, deux_personnes_ecrivent_aucun_texte_ne_se_perd) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.awa});
    ouverte(gpds, d.ba);
    auto lina = un_jeune().au(d.zola).cree(d);
    auto ou = adresse(gpds, "/points/" + std::to_string(point(gpds, lina).valeur) + "/textes/equipe");
    EXPECT_EQ(d.app.as(d.ba).post(ou, {{"texte_equipe", "Vient chaque matin."}, {"version", "0"}}).status, 303);
    auto awa = d.app.as(d.awa);
    auto conflit = awa.post(ou, {{"texte_equipe", "Demande un stage."}, {"version", "0"}});
    EXPECT_EQ(conflit.status, 409);
    EXPECT_TRUE(conflit.contient("Vient chaque matin"));
    EXPECT_TRUE(conflit.contient("Demande un stage"));
    EXPECT_EQ(
        awa.post(ou, {{"texte_equipe", "Vient chaque matin. Demande un stage."}, {"version", conflit.value("version")}})
            .status,
        303);
}

TEST_P(Reunions, une_session_finie_en_pleine_seance_rend_ce_qui_etait_tape) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour());
    ouverte(gpds, d.ba);
    auto ou = adresse(gpds, "/points/" + std::to_string(point(gpds, un_jeune().au(d.zola).cree(d)).valeur) +
                                "/textes/equipe");
    web::Request envoi; // sans session, tel qu'un navigateur le fait depuis notre page
    envoi.method = "POST";
    envoi.path = ou;
    envoi.form = {{"texte_equipe", "Vient chaque matin."}, {"version", "0"}};
    envoi.headers = {{"sec-fetch-site", "same-origin"}};
    auto perdu = d.app.repond(envoi);
    EXPECT_EQ(perdu.status, 401);
    EXPECT_TRUE(perdu.contient("Vient chaque matin."));
}

TEST_P(Reunions, apres_la_cloture_une_correction_dit_pourquoi_et_l_ancien_texte_reste) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour());
    ouverte(gpds, d.ba);
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    auto p = adresse(gpds, "/points/" + std::to_string(point(gpds, lina).valeur));
    auto ba = d.app.as(d.ba);
    ba.post(p + "/textes/equipe", {{"texte_equipe", "Douze absences."}, {"version", "0"}});
    EXPECT_EQ(ba.post(adresse(gpds, "/cloture")).status, 303);
    EXPECT_EQ(ba.post(p + "/textes/equipe", {{"texte_equipe", "Dix absences."}, {"version", "1"}}).status, 422);
    EXPECT_EQ(ba.post(p + "/textes/equipe",
                      {{"texte_equipe", "Dix absences."}, {"raison_equipe", "Erreur de compte"}, {"version", "1"}})
                  .status,
              303);
    auto page = ba.get(p);
    EXPECT_TRUE(page.contient("Douze absences."));
    EXPECT_TRUE(page.contient("Erreur de compte"));
    auto refuse = ba.post(p + "/decisions", decision("Voir", membre(gpds, d.ba), "+8"));
    EXPECT_EQ(refuse.status, 409);
    EXPECT_TRUE(refuse.contient("Le relevé est figé"));
    EXPECT_TRUE(ba.get(adresse(gpds, "/releve")).contient("Erreur de compte"));
}

TEST_P(Reunions, l_ecran_ne_montre_que_des_initiales) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott});
    ouverte(gpds, d.ba);
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    attendent.push_back({lina, Urgence::silence, "Raison réservée à l’équipe", {}, Visibilite::equipe});
    attendent.push_back({lina, Urgence::terme_legal, "Raison dite à tous", d.jour(), Visibilite::partenaires});
    remplir(gpds, d.ba);
    auto p = points(gpds, d.ba).front().id;
    auto ba = d.app.as(d.ba);
    ba.post(adresse(gpds, "/points/" + std::to_string(p.valeur) + "/textes/equipe"),
            {{"texte_equipe", "Un texte du relevé."}, {"version", "0"}});
    ba.post(adresse(gpds, "/points/" + std::to_string(p.valeur) + "/decisions"),
            decision("Rappeler Lina Ndiaye", membre(gpds, d.ott), "+8"));
    auto ecran = ba.get(adresse(gpds, "/ecran"));
    EXPECT_EQ(ecran.status, 200);
    EXPECT_TRUE(ecran.contient("Rappeler L. N."));
    EXPECT_TRUE(ecran.contient("Raison dite à tous"));
    for (auto const* mot : {"NDIAYE", "Ndiaye", "Lina", "Un texte du relevé"})
        EXPECT_FALSE(ecran.body.find(mot) != std::string::npos) << mot;
    EXPECT_TRUE(ecran.contient("Raison réservée")) << "tous, ici, la lisent";
    EXPECT_EQ(d.app.as(d.ott).get(adresse(gpds, "/ecran")).status, 200);
    EXPECT_EQ(d.app.as(d.diop).get(adresse(gpds, "/ecran")).status, 404);
}

TEST_P(Reunions, ce_qu_on_a_retire_ne_revient_pas_et_qui_part_tot_passe_d_abord) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.awa, d.jour(), {d.ba});
    auto presse = un_jeune().nomme("PRESSE", "Paul").au(d.zola).cree(d),
         suivi = un_jeune().nomme("SUIVI", "Sami").au(d.zola).cree(d),
         parti = un_jeune().nomme("PARTI", "Pia").au(d.zola).cree(d);
    attendent = {{presse, Urgence::terme_legal, "Terme", d.jour(), Visibilite::partenaires},
                 {suivi, Urgence::silence, "Silence", {}, Visibilite::equipe},
                 {parti, Urgence::a_decider, "À voir", d.jour(), Visibilite::equipe}};
    EXPECT_EQ(remplir(gpds, d.awa), 3);
    EXPECT_EQ(points(gpds, d.awa).front().jeune, presse);
    d.ecrire([&](storage::Writer& db) { jeunes::designer_referent(db, suivi, d.ba, d.jour(), "prise en charge"); });
    auto awa = d.app.as(d.awa);
    auto m = std::to_string(membre(gpds, d.ba).valeur);
    EXPECT_EQ(awa.post(adresse(gpds, "/membres/" + m), {{"fonction", "membre"}, {"part_a", "10:30"}, {"version", "1"}})
                  .status,
              303);
    EXPECT_EQ(points(gpds, d.awa).front().jeune, suivi);
    EXPECT_TRUE(awa.get(adresse(gpds)).contient("Part tôt"));
    auto a_retirer = points(gpds, d.awa).back().id;
    awa.post(adresse(gpds, "/points/" + std::to_string(a_retirer.valeur) + "/retirer"));
    EXPECT_EQ(points(gpds, d.awa).size(), 2u);
    EXPECT_EQ(remplir(gpds, d.awa), 0);
    EXPECT_EQ(points(gpds, d.awa).size(), 2u);
    // Il se remet depuis ce qui attend encore.
    EXPECT_TRUE(awa.get(adresse(gpds, "/attente")).contient("PARTI Pia"));
    awa.post(adresse(gpds, "/dossiers"), {{"jeune", std::to_string(parti.valeur)}});
    EXPECT_EQ(points(gpds, d.awa).size(), 3u);
}

TEST_P(Reunions, on_monte_on_descend_on_donne_du_temps) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour());
    auto a = point(gpds, un_jeune().nomme("A", "A").au(d.zola).cree(d)),
         b = point(gpds, un_jeune().nomme("B", "B").au(d.zola).cree(d));
    auto ba = d.app.as(d.ba);
    EXPECT_EQ(ba.post(adresse(gpds, "/points/" + std::to_string(b.valeur) + "/monter")).status, 303);
    EXPECT_EQ(points(gpds, d.ba).front().id, b);
    EXPECT_EQ(ba.post(adresse(gpds, "/temps"), {{"minutes_" + std::to_string(a.valeur), "25"}}).status, 303);
    EXPECT_EQ(points(gpds, d.ba).back().minutes, 25);
    auto refus = ba.post(adresse(gpds, "/temps"), {{"minutes_" + std::to_string(a.valeur), "-3"}});
    EXPECT_TRUE(ba.follow(refus).contient("rien n’a changé"));
}

INSTANTIATE_TEST_SUITE_P(Bases, Reunions, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
