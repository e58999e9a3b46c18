// La séance telle qu'elle se tient : qui tient quoi aujourd'hui, ce qui est en retard, ce qu'on a tapé et qui ne se
// perd pas.
#include "metier/reunions/tests/cas.hpp"

using namespace essais;
using acces::Visibilite;

namespace {

struct Tenue : Reunions {
    Id<acces::Agent> ida = d.un_agent("Ida", "BENALI", acces::Role::referent_decrochage, {}, d.zola);
    Id<jeunes::Jeune> lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);

    std::string page(Id<reunions::Reunion> id, Id<reunions::Point_> p, std::string const& suite = "") {
        return adresse(id, "/points/" + std::to_string(p.valeur) + suite);
    }
    void passe(Id<acces::Agent> de, Id<acces::Agent> a) {
        d.ecrire([&](storage::Writer& db) {
            for (auto jeune : db.all<Id<jeunes::Jeune>>("select id from jeune"))
                agenda::passer(db, d.horloge.instant(), d.awa, jeune, de, a);
        });
    }
    std::int64_t decisions_prises() {
        return d.lire(
            [](storage::Reader& db) { return db.one<std::int64_t>("select count(*) from reunion_decision"); });
    }
};

TEST_P(Tenue, une_decision_passee_a_un_collegue_le_nomme_partout_a_la_place_de_celui_qui_l_avait) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott});
    ouverte(gpds, d.ba);
    auto p = point(gpds, lina);
    auto ba = d.app.as(d.ba);
    ASSERT_EQ(ba.post(page(gpds, p, "/decisions"), decision("Joindre l’atelier", membre(gpds, d.ott), "+8")).status,
              303);
    auto suivante = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 21));
    EXPECT_EQ(remplir(suivante, d.ba), 1);
    passe(d.ott, ida);
    auto q = points(suivante, d.ba).front().id;
    for (auto const& ou : {adresse(suivante), page(suivante, q), adresse(suivante, "/ecran"), page(gpds, p),
                           std::string("/decisions/1")}) {
        auto vue = ba.get(ou);
        EXPECT_TRUE(vue.contient("Ida BENALI")) << ou;
        EXPECT_TRUE(vue.contient("à la place de")) << ou;
    }
    EXPECT_TRUE(ba.get(adresse(suivante)).contient("(Ida BENALI, à la place de"));
    EXPECT_TRUE(ba.get(adresse(gpds, "/releve")).contient(", passée à Ida BENALI")) << "le relevé garde qui fut chargé";
    EXPECT_FALSE(d.app.as(d.ott).get("/").contient("Décisions de réunion à tenir")) << "elle n'est plus à lui";
    EXPECT_TRUE(d.app.as(ida).get("/").contient("Joindre l’atelier"));
}

TEST_P(Tenue, une_reponse_demandee_a_qui_a_passe_sa_tache_s_attend_du_nouveau) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.cpe});
    auto ugo = d.un_agent("Ugo", "LEROY", acces::Role::cpe, {}, d.zola);
    ouverte(gpds, d.ba);
    auto saisi = decision("Voir l’élève", membre(gpds, d.cpe), "+8");
    saisi.emplace_back("demander", "1");
    auto p = point(gpds, lina);
    ASSERT_EQ(d.app.as(d.ba).post(page(gpds, p, "/decisions"), saisi).status, 303);
    passe(d.cpe, ugo);
    EXPECT_TRUE(d.app.as(d.ba).get(page(gpds, p)).contient("Ugo LEROY"));
    auto attend = d.lire([&](storage::Reader& db) { return agenda::en_attente(db, d.portee(d.ba)); });
    ASSERT_EQ(attend.size(), 1u);
    EXPECT_EQ(attend.front().attend, "Ugo LEROY");
    EXPECT_TRUE(d.app.as(ugo).get("/").contient("Décision n°"));
}

TEST_P(Tenue, en_retard_se_dit_d_aujourd_hui_et_ce_qui_le_sera_a_la_seance_le_dit_ainsi) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour());
    ouverte(gpds, d.ba);
    auto ba = d.app.as(d.ba);
    ba.post(page(gpds, point(gpds, lina), "/decisions"), decision("Joindre la famille", membre(gpds, d.ba), "+8"));
    auto suivante = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 21));
    remplir(suivante, d.ba);
    auto avant = ba.get(adresse(suivante));
    EXPECT_TRUE(avant.contient("En retard le jour de la séance"));
    EXPECT_FALSE(avant.contient("Décision en retard")) << "l'échéance n'est pas passée";
    le(base::plus_jours(d.jour(), 10));
    EXPECT_TRUE(ba.get(adresse(suivante)).contient("Décision en retard"));
    // Faite entre-temps, l'ordre du jour le sait.
    ba.post("/decisions/1", {{"issue", "Famille jointe"}, {"version", "1"}});
    auto apres = ba.get(adresse(suivante));
    EXPECT_TRUE(apres.contient("Fait depuis"));
    EXPECT_FALSE(apres.contient("Décision en retard"));
}

TEST_P(Tenue, une_decision_tapee_sur_une_situation_retiree_entre_temps_est_rendue_et_se_remet_d_un_geste) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott, d.awa});
    ouverte(gpds, d.ba);
    auto p = point(gpds, lina);
    d.app.as(d.ott).post(page(gpds, p, "/retirer"));
    auto ba = d.app.as(d.ba);
    auto saisi = decision("Appeler l’atelier", membre(gpds, d.ba), "+8", "equipe", "jeton-1");
    auto rendue = ba.post(page(gpds, p, "/decisions"), saisi);
    EXPECT_EQ(rendue.status, 409);
    EXPECT_TRUE(rendue.contient("a retiré cette situation de l’ordre du jour à 10")) << rendue.text("main");
    EXPECT_TRUE(rendue.contient("Rien n’est perdu"));
    EXPECT_EQ(rendue.value("quoi"), "Appeler l’atelier");
    EXPECT_EQ(rendue.value("quand"), "+8");
    EXPECT_EQ(rendue.value("objet"), "Appeler l’atelier") << "ou une tâche";
    EXPECT_EQ(decisions_prises(), 0);
    saisi.emplace_back("remettre", "1");
    EXPECT_EQ(ba.post(page(gpds, p, "/decisions"), saisi).status, 303);
    EXPECT_EQ(decisions_prises(), 1);
    EXPECT_EQ(points(gpds, d.ba).size(), 1u) << "remise à l'ordre du jour";
    EXPECT_EQ(ba.post("/jeunes/" + std::to_string(lina.valeur) + "/echeances",
                      {{"objet", rendue.value("objet")}, {"pour_le", rendue.value("pour_le")}, {"attend", ""}})
                  .status,
              303);
}

TEST_P(Tenue, un_texte_tape_sur_une_situation_retiree_entre_temps_est_rendu_entier) {
    auto psad = une(reunions::Genre::gpds, d.zola.valeur, d.awa, d.jour(), {d.ba});
    ouverte(psad, d.awa);
    auto p = point(psad, lina);
    d.app.as(d.awa).post(page(psad, p, "/retirer"));
    std::string long_texte;
    for (int i = 0; i < 70; ++i)
        long_texte += "Cherche un atelier de menuiserie. ";
    auto awa = d.app.as(d.awa);
    auto rendu = awa.post(page(psad, p, "/textes/partenaires"), {{"texte_partenaires", long_texte}, {"version", "0"}});
    EXPECT_EQ(rendu.status, 422) << "trop long";
    EXPECT_TRUE(rendu.contient(long_texte.substr(0, 1900))) << "et gardé entier";
    auto court = awa.post(page(psad, p, "/textes/partenaires"), {{"texte_partenaires", "Reprend."}, {"version", "0"}});
    EXPECT_EQ(court.status, 409);
    EXPECT_TRUE(court.contient("Reprend."));
    EXPECT_EQ(awa.post(page(psad, p, "/textes/partenaires"),
                       {{"texte_partenaires", "Reprend."}, {"version", "0"}, {"remettre", "1"}})
                  .status,
              303);
    EXPECT_TRUE(awa.get(page(psad, p)).contient("Reprend."));
}

TEST_P(Tenue, qui_ne_conduit_pas_ne_remet_rien_de_lui_meme_et_garde_ce_qu_il_a_tape) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.awa, d.jour(), {d.diop});
    auto jeune = un_jeune()
                     .nomme("ROSSI", "Sami")
                     .ne_le(2008y / 3 / 4)
                     .au(d.zola, 2025, 2026y / 6 / 30)
                     .en_psad(2026y / 9 / 10)
                     .cree(d);
    ouverte(gpds, d.awa);
    auto p = point(gpds, jeune);
    d.app.as(d.awa).post(page(gpds, p, "/retirer"));
    auto diop = d.app.as(d.diop);
    auto saisi = decision("Le recevoir", membre(gpds, d.diop), "+8", "partenaires");
    saisi.emplace_back("remettre", "1");
    auto rendue = diop.post(page(gpds, p, "/decisions"), saisi);
    EXPECT_EQ(rendue.status, 409);
    EXPECT_EQ(rendue.value("quoi"), "Le recevoir");
    EXPECT_TRUE(rendue.contient("demandez-le"));
    EXPECT_TRUE(points(gpds, d.awa).empty());
    // Remise par qui anime : le même formulaire passe.
    d.app.as(d.awa).post(adresse(gpds, "/dossiers"), {{"jeune", std::to_string(jeune.valeur)}});
    EXPECT_EQ(diop.post(page(gpds, p, "/decisions"), saisi).status, 303);
    EXPECT_EQ(decisions_prises(), 1);
}

TEST_P(Tenue, une_decision_tapee_quand_le_releve_se_fige_est_rendue_avec_ou_la_mettre) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott});
    une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 21), {d.ott});
    ouverte(gpds, d.ba);
    auto p = point(gpds, lina);
    auto ba = d.app.as(d.ba);
    auto prise = decision("Joindre la famille", membre(gpds, d.ba), "+8", "equipe", "jeton-2");
    EXPECT_EQ(ba.post(page(gpds, p, "/decisions"), prise).status, 303);
    d.app.as(d.ott).post(adresse(gpds, "/cloture"));
    auto rendue = ba.post(page(gpds, p, "/decisions"), decision("Voir l’atelier", membre(gpds, d.ott), "+8"));
    EXPECT_EQ(rendue.status, 409);
    for (auto const* mot : {"Le relevé est figé", "a clos la séance à 10", "Voir l’atelier", "En faire une tâche",
                            "Y revenir à la réunion suivante"})
        EXPECT_TRUE(rendue.contient(mot)) << mot;
    EXPECT_FALSE(rendue.value("attend").empty()) << "qui devait la tenir";
    auto texte = ba.post(page(gpds, p, "/textes/equipe"), {{"texte_equipe", "Mère jointe."}, {"version", "0"}});
    EXPECT_EQ(texte.status, 422);
    EXPECT_TRUE(texte.contient("Votre texte est gardé dans le formulaire"));
    EXPECT_TRUE(texte.contient("Mère jointe."));
    // Le second de deux clics n'est pas une perte.
    auto second = ba.post(page(gpds, p, "/decisions"), prise);
    EXPECT_EQ(second.status, 303);
    EXPECT_EQ(decisions_prises(), 1);
    EXPECT_EQ(d.app.as(d.ines).post(page(gpds, p, "/decisions"), prise).status, 404);
}

TEST_P(Tenue, revenir_sur_une_situation_retiree_dit_qui_l_a_retiree_et_pas_page_introuvable) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott, d.cpe});
    ouverte(gpds, d.ba);
    auto p = point(gpds, lina);
    auto ba = d.app.as(d.ba);
    ba.post(page(gpds, p, "/retirer"));
    auto dit = [&](auto const& r) { return r.status == 303 && ba.follow(r).contient("a retiré cette situation"); };
    EXPECT_TRUE(dit(ba.get(page(gpds, p))));
    for (auto const* suite : {"/examen", "/monter", "/retirer"})
        EXPECT_TRUE(dit(ba.post(page(gpds, p, suite)))) << suite;
    for (auto autre : {d.cpe, d.ines}) // ne la connaît pas, n'est pas de la réunion
        EXPECT_EQ(d.app.as(autre).get(page(gpds, p)).status, 404);
    // Examinée entre-temps, elle ne se retire plus, et on ne dit pas le contraire.
    auto q = point(gpds, un_jeune().nomme("ROSSI", "Sami").au(d.zola).cree(d));
    ba.post(page(gpds, q, "/decisions"), decision("Le voir", membre(gpds, d.ba), "+8"));
    EXPECT_TRUE(ba.follow(ba.post(page(gpds, q, "/retirer"))).contient("reste à l’ordre du jour"));
}

TEST_P(Tenue, une_seance_restee_ouverte_ou_jamais_ouverte_est_une_tache_de_qui_anime) {
    auto hier = base::plus_jours(d.jour(), -1);
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, hier, {d.ott});
    auto conseil = une(reunions::Genre::equipe_pedagogique, d.zola.valeur, d.ba, hier, {d.ott});
    auto demain = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 1));
    le(hier);
    ouverte(gpds, d.ba);
    le(base::plus_jours(hier, 1));
    auto journee_ = d.app.as(d.ba).get("/");
    for (auto const* mot : {"Réunions à terminer", "Relevé à clore", "Passée, non ouverte"})
        EXPECT_TRUE(journee_.contient(mot)) << mot;
    EXPECT_FALSE(d.app.as(d.ott).get("/").contient("Réunions à terminer")) << "qui n'anime pas n'a rien à clore";
    EXPECT_EQ(d.app.as(d.ba).post(adresse(gpds, "/cloture")).status, 303);
    EXPECT_FALSE(d.app.as(d.ba).get("/").contient("Relevé à clore"));
    d.ecrire([&](storage::Writer& db) {
        for (auto id : {conseil, demain})
            reunions::annuler(db, id, 1, d.ba, d.horloge.instant(), "Grève");
    });
    EXPECT_FALSE(d.app.as(d.ba).get("/").contient("Réunions à terminer"));
}

TEST_P(Tenue, une_reunion_garde_quelqu_un_qui_l_anime_et_qui_a_un_compte) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott});
    auto ba = d.app.as(d.ba);
    auto m = "/membres/" + std::to_string(membre(gpds, d.ba).valeur);
    EXPECT_TRUE(ba.follow(ba.post(adresse(gpds, m + "/retrait"), {{"version", "1"}})).contient("nommez-en d’abord"));
    auto refus = ba.post(adresse(gpds, m), {{"fonction", "membre"}, {"version", "1"}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_FALSE(refus.error("fonction").empty());
    auto autre = "/membres/" + std::to_string(membre(gpds, d.ott).valeur);
    EXPECT_EQ(ba.post(adresse(gpds, autre), {{"fonction", "anime"}, {"version", "1"}}).status, 303);
    EXPECT_TRUE(ba.follow(ba.post(adresse(gpds, m + "/retrait"), {{"version", "1"}})).contient("Retiré de la liste"));
}

TEST_P(Tenue, l_heure_ou_l_on_part_tombe_pendant_la_reunion) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott}); // de 10 h à 11 h 30
    auto m = adresse(gpds, "/membres/" + std::to_string(membre(gpds, d.ott).valeur));
    auto ba = d.app.as(d.ba);
    for (auto const* heure : {"09:00", "10:00", "11:30", "15:00"}) {
        auto refus = ba.post(m, {{"fonction", "membre"}, {"part_a", heure}, {"version", "1"}});
        EXPECT_EQ(refus.status, 422) << heure;
        EXPECT_FALSE(refus.error("part_a").empty()) << heure;
    }
    EXPECT_EQ(ba.post(m, {{"fonction", "membre"}, {"part_a", "11:00"}, {"version", "1"}}).status, 303);
}

TEST_P(Tenue, une_correction_se_dit_sous_le_texte_corrige_et_un_point_garde_son_numero) {
    auto gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott});
    ouverte(gpds, d.ba);
    point(gpds, un_jeune().nomme("ROSSI", "Sami").au(d.zola).cree(d)); // ne sera pas examiné
    auto p = point(gpds, lina);
    auto ba = d.app.as(d.ba);
    for (auto const& [cercle, texte] : {std::pair{"equipe", "Note de l’équipe."}, {"partenaires", "Texte partagé."}})
        ba.post(page(gpds, p, std::string("/textes/") + cercle),
                {{std::string("texte_") + cercle, texte}, {"version", "0"}});
    EXPECT_TRUE(ba.get(page(gpds, p)).contient("Point 2 sur 2"));
    ba.post(adresse(gpds, "/cloture"));
    EXPECT_EQ(ba.post(page(gpds, p, "/textes/partenaires"), {{"texte_partenaires", "Texte partagé, corrigé."},
                                                             {"raison_partenaires", "Erreur de diplôme"},
                                                             {"version", "1"}})
                  .status,
              303);
    auto releve = ba.get(adresse(gpds, "/releve")).text("main");
    auto equipe = releve.find("Note de l’équipe."), partage = releve.find("Texte partagé, corrigé."),
         corrige = releve.find("Erreur de diplôme");
    ASSERT_TRUE(equipe != std::string::npos && partage != std::string::npos && corrige != std::string::npos) << releve;
    EXPECT_LT(partage, corrige);
    EXPECT_TRUE(equipe < partage || corrige < equipe) << "la correction suit le texte corrigé";
    EXPECT_NE(releve.find("2. NDIAYE"), std::string::npos) << "le numéro de l'écran";
}

INSTANTIATE_TEST_SUITE_P(Bases, Tenue, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
