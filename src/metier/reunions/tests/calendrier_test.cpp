// Prévoir, déplacer, annuler, convoquer : ce qui part par courriel.
#include "metier/reunions/tests/courrier.hpp"

using namespace essais;
using namespace std::chrono_literals;

namespace {

TEST_P(Courrier, une_convocation_porte_une_invitation_et_aucun_nom_de_jeune) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7), {d.ott});
    auto lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
    point(gpds, lina);
    d.ecrire([&](storage::Writer& db) {
        db.run("update serie set titre = 'Équipe éducative de Lina NDIAYE'");
        reunions::Membre m;
        m.nom = "Éducatrice de rue";
        m.courriel = "rue@exemple.fr";
        m.fonction = reunions::Fonction::invite;
        reunions::ajouter_membre(db, gpds, m);
    });
    auto ba = d.app.as(d.ba);
    auto page = ba.follow(ba.post(adresse(gpds, "/convocations")));
    EXPECT_TRUE(page.contient("3 convocations déposées"));
    auto recus = partir();
    ASSERT_EQ(recus.size(), 3u);
    std::string premier_uid;
    for (auto const& r : recus) {
        auto ics = calendrier(r, "REQUEST");
        ASSERT_FALSE(ics.empty()) << r.message;
        EXPECT_EQ(propriete(ics, "METHOD"), "REQUEST");
        EXPECT_EQ(propriete(ics, "SEQUENCE"), "0");
        EXPECT_EQ(propriete(ics, "DTSTART"), "20261012T080000Z"); // 10 h à Paris, heure d'été
        EXPECT_EQ(propriete(ics, "DTEND"), "20261012T093000Z");
        EXPECT_TRUE(propriete(ics, "ORGANIZER").starts_with("mailto:"));
        EXPECT_TRUE(r.a.find(propriete(ics, "ATTENDEE").substr(7)) != std::string::npos);
        if (premier_uid.empty())
            premier_uid = propriete(ics, "UID");
        EXPECT_EQ(propriete(ics, "UID"), premier_uid);
        for (auto const& [type, corps] : morceaux(r.message))
            for (auto const* mot : {"NDIAYE", "Ndiaye", "Lina"})
                EXPECT_EQ(corps.find(mot), std::string::npos) << corps;
        EXPECT_EQ(r.message.find("Lina"), std::string::npos);
    }
    EXPECT_TRUE(ba.get(adresse(gpds, "/convocations")).contient("Envoyé"));
    // Deux clics, rien de plus.
    EXPECT_TRUE(ba.follow(ba.post(adresse(gpds, "/convocations"))).contient("Tout le monde était déjà convoqué"));
}

TEST_P(Courrier, une_reunion_deplacee_garde_son_numero_et_monte_sa_sequence_puis_s_annule) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7), {d.ott});
    auto ba = d.app.as(d.ba);
    ba.post(adresse(gpds, "/convocations"));
    auto uid = propriete(calendrier(partir().front(), "REQUEST"), "UID");
    // Après le changement d'heure : 14 h à Paris est 13 h UTC.
    EXPECT_EQ(
        ba.post(adresse(gpds, "/deplacement"),
                {{"jour", "2026-10-26"}, {"heure", "14:00"}, {"duree", "60"}, {"lieu", "Salle 3"}, {"version", "1"}})
            .status,
        303);
    auto deplace = partir();
    ASSERT_EQ(deplace.size(), 2u);
    auto ics = calendrier(deplace.front(), "REQUEST");
    EXPECT_EQ(propriete(ics, "UID"), uid);
    EXPECT_EQ(propriete(ics, "SEQUENCE"), "1");
    EXPECT_EQ(propriete(ics, "DTSTART"), "20261026T130000Z");
    // Le même formulaire renvoyé (retour arrière) ne déplace pas deux fois.
    EXPECT_EQ(ba.post(adresse(gpds, "/deplacement"),
                      {{"jour", "2026-10-27"}, {"heure", "14:00"}, {"duree", "60"}, {"lieu", ""}, {"version", "1"}})
                  .status,
              409);
    EXPECT_EQ(ba.post(adresse(gpds, "/annulation"), {{"motif", "Salle indisponible"}, {"version", "2"}}).status, 303);
    auto annule = partir();
    ASSERT_EQ(annule.size(), 2u);
    ics = calendrier(annule.front(), "CANCEL");
    EXPECT_EQ(propriete(ics, "METHOD"), "CANCEL");
    EXPECT_EQ(propriete(ics, "UID"), uid);
    EXPECT_EQ(propriete(ics, "SEQUENCE"), "2");
    EXPECT_EQ(propriete(ics, "STATUS"), "CANCELLED");
    EXPECT_TRUE(ba.get(adresse(gpds)).contient("Cette réunion est annulée"));
}

TEST_P(Courrier, une_adresse_refusee_se_voit_sur_la_page_de_la_reunion) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7));
    auto ba = d.app.as(d.ba);
    ba.post(adresse(gpds, "/convocations"));
    EXPECT_TRUE(partir("550 adresse inconnue").empty());
    auto page = ba.get(adresse(gpds, "/convocations"));
    EXPECT_TRUE(page.contient("Refusé par le serveur du destinataire"));
    EXPECT_TRUE(page.contient("Vérifiez l’adresse"));
    EXPECT_TRUE(ba.get(adresse(gpds)).contient("Convocation non reçue"));
}

TEST_P(Courrier, serveur_en_panne_la_convocation_attend_et_une_annulation_ne_part_pas_a_qui_n_a_rien_recu) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7));
    auto ba = d.app.as(d.ba);
    ba.post(adresse(gpds, "/convocations"));
    EXPECT_TRUE(ba.get(adresse(gpds, "/convocations")).contient("En attente d’envoi"));
    EXPECT_EQ(ba.post(adresse(gpds, "/annulation"), {{"motif", "Reportée"}, {"version", "1"}}).status, 303);
    EXPECT_TRUE(partir().empty());
}

TEST_P(Courrier, un_lieu_qui_nomme_un_jeune_de_l_ordre_du_jour_ne_part_pas) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7));
    point(gpds, un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d));
    d.ecrire([&](storage::Writer& db) { db.run("update reunion set lieu = 'Chez Lina Ndiaye'"); });
    auto ba = d.app.as(d.ba);
    EXPECT_TRUE(ba.follow(ba.post(adresse(gpds, "/convocations"))).contient("rien n’est parti"));
    EXPECT_FALSE(ba.post(adresse(gpds, "/deplacement"), {{"jour", "2026-10-13"},
                                                         {"heure", "14:00"},
                                                         {"duree", "60"},
                                                         {"lieu", "Foyer de Lina Ndiaye"},
                                                         {"version", "1"}})
                     .error("lieu")
                     .empty());
    EXPECT_FALSE(ba.post(adresse(gpds, "/annulation"), {{"motif", "Lina Ndiaye est partie"}, {"version", "1"}})
                     .error("motif")
                     .empty());
    EXPECT_TRUE(partir().empty());
}

TEST_P(Courrier, une_serie_saute_les_vacances_et_le_dit_et_l_heure_reste_la_meme_apres_octobre) {
    auto awa = d.app.as(d.awa);
    auto r = awa.post("/reunions/nouvelle/psad", {{"terrain", std::to_string(d.psad_nord.valeur)},
                                                  {"jour", "08/10/2026"},
                                                  {"heure", "14:00"},
                                                  {"duree", "90"},
                                                  {"lieu", "CIO"},
                                                  {"rythme", "quinzaine"},
                                                  {"jusqu_au", "17/12/2026"},
                                                  {"zone", "B"}});
    ASSERT_EQ(r.status, 303) << r.text("main");
    auto page = awa.follow(r);
    EXPECT_TRUE(page.contient("5 réunions prévues")) << page.text("main");
    EXPECT_TRUE(page.contient("22/10/2026 (vacances : Toussaint 2026)"));
    auto debuts =
        d.lire([](storage::Reader& db) { return db.all<std::string>("select debut from reunion order by debut"); });
    EXPECT_EQ(debuts, (std::vector<std::string>{"2026-10-08T12:00:00Z", "2026-11-05T13:00:00Z", "2026-11-19T13:00:00Z",
                                                "2026-12-03T13:00:00Z", "2026-12-17T13:00:00Z"}));
    auto calendrier = awa.get("/reunions");
    EXPECT_TRUE(calendrier.contient("Octobre 2026"));
    // Deux clics : la série n'est pas doublée.
    awa.post("/reunions/nouvelle/psad", {{"terrain", std::to_string(d.psad_nord.valeur)},
                                         {"jour", "08/10/2026"},
                                         {"heure", "14:00"},
                                         {"duree", "90"},
                                         {"rythme", "quinzaine"},
                                         {"jusqu_au", "17/12/2026"},
                                         {"zone", "B"}});
    EXPECT_EQ(d.lire([](storage::Reader& db) { return db.one<std::int64_t>("select count(*) from reunion"); }), 5);
    // Chacun crée où son rôle se tient.
    EXPECT_EQ(awa.post("/reunions/nouvelle/gpds", {{"terrain", std::to_string(d.monod.valeur)},
                                                   {"jour", "08/10/2026"},
                                                   {"heure", "14:00"},
                                                   {"duree", "90"},
                                                   {"rythme", "seule"}})
                  .status,
              422);
    EXPECT_EQ(d.app.as(d.cpe).get("/reunions/nouvelle/psad").status, 404);
    EXPECT_EQ(d.app.as(d.cpe).get("/reunions/nouvelle/equipe_pedagogique").status, 200);
}

TEST_P(Courrier, la_seance_s_ouvre_sur_le_rappel_de_confidentialite_et_le_quorum) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott, d.cpe, d.awa});
    auto ba = d.app.as(d.ba);
    auto page = ba.get(adresse(gpds, "/ouverture"));
    EXPECT_TRUE(page.contient("l’information utile à l’action"));
    EXPECT_TRUE(page.contient("dont la personne qui anime, soit 2"));
    auto p = [&](Id<acces::Agent> a) { return "p_" + std::to_string(membre(gpds, a).valeur); };
    EXPECT_EQ(ba.post(adresse(gpds, "/ouverture"), {{p(d.ba), "present"}, {p(d.ott), "excuse"}, {p(d.cpe), "present"}})
                  .status,
              303);
    auto fiche = ba.get(adresse(gpds));
    EXPECT_TRUE(fiche.contient("Quorum atteint"));
    EXPECT_TRUE(fiche.contient("2 présents sur 4 membres attendus, 1 excusé"));
    // S'excuser soi-même, avant la séance.
    auto autre = une(reunions::Genre::psad, d.psad_nord.valeur, d.awa, base::plus_jours(d.jour(), 3), {d.diop});
    EXPECT_TRUE(d.app.as(d.diop).get(adresse(autre)).contient("Je ne pourrai pas venir"));
    d.app.as(d.diop).post(adresse(autre, "/excuse"));
    EXPECT_TRUE(d.app.as(d.awa).get(adresse(autre)).contient("1 excusé"));
}

INSTANTIATE_TEST_SUITE_P(Bases, Courrier, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
