// Ce qu'il advient d'un courriel de réunion, pour qui l'envoie, qui le reçoit, et son agenda.
#include "metier/jeunes/index.hpp"
#include "metier/reunions/tests/courrier.hpp"

using namespace essais;

namespace {

struct Envois : Courrier {};

TEST_P(Envois, qui_convoque_apprend_chez_lui_ce_qui_n_est_pas_arrive_et_qui_viendrait_pour_rien) {
    rubrique_des_courriels();
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7), {d.ott});
    auto ba = d.app.as(d.ba);
    ba.post(adresse(gpds, "/convocations"));
    EXPECT_TRUE(partir("550 adresse inconnue").empty());
    auto chez_elle = ba.get("/");
    EXPECT_TRUE(chez_elle.contient("Convocation à "));
    EXPECT_NE(chez_elle.body.find(adresse(gpds, "/convocations")), std::string::npos);
    EXPECT_FALSE(d.app.as(d.ott).get("/").contient("Convocation à"));
    auto page = ba.get(adresse(gpds, "/convocations"));
    EXPECT_TRUE(page.contient("C’est fait autrement"));
    EXPECT_TRUE(page.contient("Renvoyer à qui ne l’a pas reçu"));
    // Annulée, l'adresse refuse encore : il faut prévenir de nouveau, et on le sait.
    ba.post(adresse(gpds, "/annulation"), {{"motif", "Grève"}, {"version", "1"}});
    EXPECT_TRUE(partir("550 adresse inconnue").empty());
    EXPECT_TRUE(ba.get("/").contient("Annulation à "));
    auto fiche = ba.get(adresse(gpds));
    EXPECT_TRUE(fiche.contient("Annulation non reçue"));
    EXPECT_FALSE(fiche.contient("Erreur : Cette réunion")) << "annuler n'est pas une erreur";
    // Renvoyée au bon moment, elle arrive, et plus rien n'attend.
    ba.post(adresse(gpds, "/convocations"), {{"renvoyer", "1"}});
    EXPECT_EQ(partir().size(), 2u);
    EXPECT_FALSE(ba.get("/").contient("Annulation à "));
    EXPECT_FALSE(ba.get(adresse(gpds)).contient("Annulation non reçue"));
}

TEST_P(Envois, convoquer_le_soir_dit_quand_le_courriel_partira) {
    d.horloge.regler(base::depuis_paris(d.jour(), 21, 19));
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7), {d.ott});
    auto ba = d.app.as(d.ba);
    auto page = ba.follow(ba.post(adresse(gpds, "/convocations")));
    EXPECT_TRUE(page.contient("Partira le 06/10/2026 à 7\u00a0h\u00a000 (heures calmes)")) << page.text("main");
    EXPECT_FALSE(ba.get(adresse(gpds)).contient("non reçue"));
    // Retirée de la liste avant que rien ne parte : elle ne recevra rien.
    ba.post(adresse(gpds, "/membres/" + std::to_string(membre(gpds, d.ott).valeur) + "/retrait"), {{"version", "1"}});
    d.horloge.regler(base::depuis_paris(base::plus_jours(d.jour(), 1), 8, 0));
    EXPECT_EQ(partir().size(), 1u);
}

TEST_P(Envois, repondre_a_une_convocation_ecrit_a_qui_convoque_et_l_annulation_ne_parle_plus_d_ordre_du_jour) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7), {d.ott});
    auto ba = d.app.as(d.ba);
    ba.post(adresse(gpds, "/convocations"));
    auto convocation = partir();
    ASSERT_EQ(convocation.size(), 2u);
    for (auto const& r : convocation) {
        EXPECT_NE(r.message.find("Reply-To: <mariamba@"), std::string::npos) << r.message;
        EXPECT_NE(r.message.find("filename=\"invitation.ics\""), std::string::npos);
        auto ics = calendrier(r, "REQUEST");
        EXPECT_NE(ics.find("ORGANIZER;CN=Mariam BA"), std::string::npos) << ics;
        EXPECT_TRUE(propriete(ics, "DESCRIPTION").starts_with("L’ordre du jour se lit ici")) << ics;
        for (auto const& [type, corps] : morceaux(r.message))
            if (type.starts_with("text/calendar")) {
                EXPECT_EQ(propriete(corps, "METHOD"), "REQUEST") << type;
            }
    }
    ba.post(adresse(gpds, "/annulation"), {{"motif", "Grève"}, {"version", "1"}});
    for (auto const& r : partir())
        for (auto const& [type, corps] : morceaux(r.message))
            if (type.starts_with("text/plain")) {
                EXPECT_NE(corps.find("Gr"), std::string::npos);
                EXPECT_EQ(corps.find("ordre du jour"), std::string::npos) << corps;
                EXPECT_EQ(corps.find("emp=C3=AAchement"), std::string::npos) << corps;
            }
}

TEST_P(Envois, une_adresse_accentuee_est_refusee_a_la_saisie_et_on_dit_pourquoi) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7));
    auto refus =
        d.app.as(d.ba).post(adresse(gpds, "/invites"),
                            {{"nom", "Élodie"}, {"courriel", "élodie@asso.fr"}, {"fonction_du_dehors", "invite"}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_NE(refus.error("courriel").find("sans accent"), std::string::npos);
}

TEST_P(Envois, l_organisateur_d_une_reunion_reste_le_meme_quand_un_autre_la_deplace) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7), {d.ott});
    d.app.as(d.ba).post(adresse(gpds, "/convocations"));
    auto avant = propriete(calendrier(partir().front(), "REQUEST"), "ORGANIZER");
    EXPECT_EQ(avant, "mailto:mariamba@exemple.invalid");
    EXPECT_EQ(d.app.as(d.ott)
                  .post(adresse(gpds, "/deplacement"),
                        {{"jour", "2026-10-13"}, {"heure", "14:00"}, {"duree", "60"}, {"lieu", ""}, {"version", "1"}})
                  .status,
              303);
    for (auto const& r : partir()) {
        EXPECT_EQ(propriete(calendrier(r, "REQUEST"), "ORGANIZER"), avant) << "le chef déplace, Mme Ba organise";
        EXPECT_NE(r.message.find("Reply-To: <mariamba@"), std::string::npos);
    }
    // Elle passe la main : les agendas gardent l'organisatrice, les réponses vont à qui anime désormais.
    d.ecrire([&](storage::Writer& db) {
        db.run("update reunion_membre set fonction = 'membre' where agent_id = ?", d.ba);
        db.run("update reunion_membre set fonction = 'anime' where agent_id = ?", d.ott);
    });
    d.app.as(d.ott).post(adresse(gpds, "/annulation"), {{"motif", "Grève"}, {"version", "2"}});
    auto annule = partir();
    ASSERT_FALSE(annule.empty());
    auto ics = calendrier(annule.front(), "CANCEL");
    for (auto i = ics.find("\r\n "); i != std::string::npos; i = ics.find("\r\n "))
        ics.erase(i, 3);
    EXPECT_NE(ics.find("SENT-BY"), std::string::npos) << ics;
    EXPECT_NE(ics.find("mailto:mariamba@exemple.invalid"), std::string::npos);
    EXPECT_EQ(annule.front().message.find("Reply-To: <mariamba@"), std::string::npos);
}

TEST_P(Envois, qui_n_est_plus_attendu_voit_la_reunion_quitter_son_agenda_sans_qu_elle_soit_annulee_pour_tous) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7), {d.ott});
    auto ba = d.app.as(d.ba);
    ba.post(adresse(gpds, "/convocations"));
    auto roles = std::string();
    for (auto const& r : partir())
        roles += calendrier(r, "REQUEST");
    EXPECT_NE(roles.find("ROLE=CHAIR"), std::string::npos);
    EXPECT_NE(roles.find("ROLE=REQ-PARTICIPANT"), std::string::npos);
    ba.post(adresse(gpds, "/membres/" + std::to_string(membre(gpds, d.ott).valeur) + "/retrait"), {{"version", "1"}});
    auto parti = partir();
    ASSERT_EQ(parti.size(), 1u);
    auto ics = calendrier(parti.front(), "CANCEL");
    EXPECT_EQ(propriete(ics, "STATUS"), "") << "RFC 5546 : la réunion, elle, a lieu";
    EXPECT_EQ(propriete(ics, "SEQUENCE"), "1");
}

TEST_P(Envois, une_adresse_du_dehors_refusee_se_corrige_et_se_convoque_de_nouveau) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7));
    auto qui = d.ecrire([&](storage::Writer& db) {
        reunions::Membre m;
        m.nom = "Éducatrice", m.courriel = "fausse@exemple.fr", m.fonction = reunions::Fonction::invite;
        return reunions::ajouter_membre(db, gpds, m);
    });
    auto ba = d.app.as(d.ba);
    ba.post(adresse(gpds, "/convocations"));
    partir("550 inconnue");
    auto ou = adresse(gpds, "/membres/" + std::to_string(qui.valeur));
    EXPECT_NE(ba.get(adresse(gpds, "/convocations")).body.find(ou), std::string::npos);
    auto corriger = [&](std::string const& courriel) {
        return ba.post(ou, {{"fonction", "invite"}, {"courriel", courriel}, {"version", "1"}});
    };
    EXPECT_FALSE(corriger("mariamba@exemple.invalid").error("courriel").empty()) << "déjà sur la liste";
    EXPECT_FALSE(corriger("é@exemple.fr").error("courriel").empty());
    EXPECT_EQ(corriger("juste@exemple.fr").status, 303);
    EXPECT_TRUE(ba.get(adresse(gpds, "/convocations")).contient("Convoquer 1 personne"));
    ba.post(adresse(gpds, "/convocations"));
    auto recu = partir();
    ASSERT_EQ(recu.size(), 1u);
    EXPECT_EQ(recu.front().a, "<juste@exemple.fr>");
    EXPECT_NE(calendrier(recu.front(), "REQUEST").find("OPT-PARTICIPANT"), std::string::npos);
}

TEST_P(Envois, un_evenement_envoie_son_nom_et_son_public_mais_jamais_un_nom_de_jeune) {
    auto forum = une(reunions::Genre::evenement, d.nord.valeur, d.awa, base::plus_jours(d.jour(), 7), {d.roy});
    d.ecrire([&](storage::Writer& db) {
        db.run("update serie set titre = 'Semaine de la persévérance scolaire'");
        db.run("update reunion set public = 'Familles et collégiens'");
    });
    auto awa = d.app.as(d.awa);
    awa.post(adresse(forum, "/convocations"));
    for (auto const& r : partir()) {
        auto ics = calendrier(r, "REQUEST");
        EXPECT_NE(propriete(ics, "SUMMARY").find("Semaine de la persévérance"), std::string::npos) << ics;
        EXPECT_NE(propriete(ics, "DESCRIPTION").find("Familles et collégiens"), std::string::npos);
        EXPECT_EQ(ics.find("rdre du jour"), std::string::npos);
    }
    EXPECT_FALSE(awa.get(adresse(forum, "/ouverture")).contient("À lire à voix haute"));
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    d.ecrire([&](storage::Writer& db) { jeunes::indexer(db, lina); });
    d.ecrire([&](storage::Writer& db) { db.run("update reunion set supports = 'Témoignage de Lina Ndiaye'"); });
    EXPECT_TRUE(
        awa.follow(awa.post(adresse(forum, "/convocations"), {{"renvoyer", "1"}})).contient("rien n’est parti"));
}

TEST_P(Envois, annuler_la_serie_annule_ses_reunions_a_venir_et_l_excuse_peut_revenir) {
    auto premiere = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7), {d.ott});
    auto seconde = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 21), {d.ott});
    auto ott = d.app.as(d.ott), ba = d.app.as(d.ba);
    ott.post(adresse(premiere, "/excuse"));
    EXPECT_TRUE(ba.get("/").contient("1 excusé")) << "l'animatrice le voit dans sa journée";
    EXPECT_TRUE(ott.get(adresse(premiere)).contient("Je viendrai finalement"));
    ott.post(adresse(premiere, "/excuse"), {{"vient", "1"}});
    EXPECT_FALSE(ba.get("/").contient("1 excusé"));
    EXPECT_TRUE(ba.get(adresse(premiere, "/annulation")).contient("toutes les réunions suivantes"));
    auto faite = ba.post(adresse(premiere, "/annulation"),
                         {{"motif", "L’instance s’arrête"}, {"suivantes", "1"}, {"version", "1"}});
    EXPECT_TRUE(ba.follow(faite).contient("2 réunions annulées."));
    EXPECT_TRUE(ba.get(adresse(seconde)).contient("Cette réunion est annulée"));
}

INSTANTIATE_TEST_SUITE_P(Bases, Envois, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
