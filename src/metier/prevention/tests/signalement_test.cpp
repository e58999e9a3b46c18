#include "metier/prevention/navette.hpp"
#include "metier/prevention/tests/cas.hpp"

namespace essais {
namespace {

TEST_P(PreventionWeb, une_enseignante_trouve_son_eleve_par_un_bout_de_nom_ou_la_classe_et_pas_ceux_d_ailleurs) {
    un_jeune().nomme("DIALLO", "Awa").au(d.monod).cree(d);
    auto l = d.app.as(lea);
    auto page = l.get("/signalements/nouveau?q=diallo");
    EXPECT_TRUE(page.contient("DIALLO Hugo"));
    EXPECT_FALSE(page.contient("DIALLO Awa"));
    EXPECT_TRUE(l.get("/signalements/nouveau?q=zzz").contient("Aucun élève de votre établissement"));
    EXPECT_EQ(l.get("/signalements/nouveau?eleve=" + n(hugo)).status, 200);
    EXPECT_EQ(d.app.as(paul).get("/signalements/nouveau?eleve=" + n(hugo)).status, 404);
    EXPECT_EQ(d.app.as(paul).post("/signalements?eleve=" + n(hugo), fiche()).status, 404);
    EXPECT_EQ(l.get("/jeunes/" + n(hugo)).status, 403) << "aucun dossier ne lui est ouvert";
}

TEST_P(PreventionWeb, un_signalement_sans_faits_ou_aux_mots_sensibles_revient_avec_ce_qui_etait_saisi) {
    auto l = d.app.as(lea);
    auto ou = "/signalements?eleve=" + n(hugo);
    auto refus = l.post(ou, avec(fiche(""), {{"famille_le", "2027-01-01"}}));
    EXPECT_EQ(refus.status, 422);
    EXPECT_FALSE(refus.error("faits").empty());
    EXPECT_FALSE(refus.error("famille_le").empty());
    auto avis = l.post(ou, fiche("Élève fainéant."));
    EXPECT_EQ(avis.status, 422);
    EXPECT_TRUE(avis.contient("Mots sensibles repérés"));
    EXPECT_NE(avis.body.find("Élève fainéant."), std::string::npos);
    EXPECT_EQ(l.post(ou, avec(fiche("Élève fainéant."), {{"quand_meme", "1"}})).status, 303);
}

TEST_P(PreventionWeb, deux_clics_ne_signalent_qu_une_fois_et_deux_adultes_rejoignent_la_meme_situation) {
    auto l = d.app.as(lea), ba = d.app.as(d.ba);
    auto une = avec(fiche(), {{"saisie", "jeton-1"}});
    auto ou = "/signalements?eleve=" + n(hugo);
    auto a = l.post(ou, une), b = l.post(ou, une);
    EXPECT_EQ(a.location, b.location);
    auto retour = l.post(ou, avec(fiche(), {{"saisie", "jeton-2"}}));
    EXPECT_EQ(retour.location, a.location) << "revenu en arrière, le même texte n'est pas un second signalement";
    EXPECT_EQ(ba.post(ou, avec(fiche("Vu seul dans la cour."), {{"urgence", "immediate"}})).status, 303);
    auto compte = [&](char const* sql) {
        return d.lire([&](storage::Reader& db) { return db.one<std::int64_t>(sql); });
    };
    EXPECT_EQ(compte("select count(*) from fiche_signalement"), 2);
    EXPECT_EQ(compte("select count(*) from prevention"), 1);
    EXPECT_EQ(compte("select count(*) from prevention where urgence = 'immediate'"), 1) << "la plus forte urgence";
}

TEST_P(PreventionWeb, l_auteure_apprend_ce_que_son_signalement_est_devenu_et_rien_d_autre) {
    auto s = situation();
    auto l = d.app.as(lea), ba = d.app.as(d.ba);
    EXPECT_TRUE(l.get("/signalements").contient("Transmise, pas encore lue."));
    EXPECT_TRUE(ba.get("/").contient("1 signalement à lire"));
    auto page = ba.get(s);
    EXPECT_TRUE(page.contient("Trois matins sans venir en atelier"));
    EXPECT_EQ(d.journal().back(), "dossier_lu");
    EXPECT_TRUE(l.get("/signalements").contient("Lue le 05/10/2026"));
    auto fait = ba.post(s + "/examen", examen(page.value("version")));
    ASSERT_EQ(fait.status, 303) << fait.text("main");
    EXPECT_EQ(d.journal().back(), "prevention_examinee");
    EXPECT_TRUE(l.get("/").contient("Hugo est reçu cette semaine"));
    auto mien = l.get("/signalements/1");
    EXPECT_TRUE(mien.contient("Prise en charge, examinée le 05/10/2026."));
    EXPECT_TRUE(mien.contient("un tuteur lui est proposé"));
    EXPECT_FALSE(mien.contient("Mme Ba reçoit Hugo jeudi.")) << "la décision reste à l'équipe";
    EXPECT_FALSE(l.get("/").contient("Hugo est reçu cette semaine")) << "lue, elle quitte la journée";
    EXPECT_TRUE(l.get("/").contient("Signaler une inquiétude"));
    EXPECT_EQ(l.get(s).status, 403);
    EXPECT_EQ(d.app.as(paul).get("/signalements/1").status, 404) << "celui d'une autre";
}

TEST_P(PreventionWeb, une_situation_ne_se_lit_que_dans_son_etablissement_ou_confiee) {
    auto s = situation();
    EXPECT_EQ(d.app.as(d.ott).get(s).status, 200);
    EXPECT_EQ(d.app.as(d.cpe).get(s).status, 200);
    EXPECT_EQ(d.app.as(d.awa).get(s).status, 404) << "pas encore confiée";
    auto autre_chef = d.un_agent("Ida", "CHEF", acces::Role::chef_etablissement, {}, d.monod);
    EXPECT_EQ(d.app.as(autre_chef).get(s).status, 404);
    for (auto agent : {d.diop, d.roy, d.dasen, d.vidal, d.admin, d.dpd})
        EXPECT_EQ(d.app.as(agent).get(s).status, 403);
    auto confier = avec(examen(), {{"confie_a", n(d.awa)}});
    ASSERT_EQ(d.app.as(d.ba).post(s + "/examen", confier).status, 303);
    EXPECT_EQ(d.app.as(d.awa).get(s).status, 200);
    EXPECT_EQ(d.app.as(d.ines).get(s).status, 404);
    EXPECT_TRUE(d.app.as(d.awa).get("/jeunes/" + n(hugo)).contient("Suivie depuis le 05/10/2026"));
    EXPECT_FALSE(d.app.as(d.roy).get("/jeunes/" + n(hugo)).contient("Suivie depuis"));
}

TEST_P(PreventionWeb, deux_personnes_decident_la_seconde_est_avertie_et_garde_sa_saisie) {
    auto s = situation();
    auto ba = d.app.as(d.ba), ott = d.app.as(d.ott);
    EXPECT_EQ(ba.post(s + "/examen", examen("1")).status, 303);
    auto conflit = ott.post(s + "/examen", avec(examen("1"), {{"decision", "M. Ott convoque la famille."}}));
    EXPECT_EQ(conflit.status, 409);
    EXPECT_TRUE(conflit.contient("Quelqu’un a décidé entre-temps"));
    EXPECT_NE(conflit.body.find("M. Ott convoque la famille."), std::string::npos);
    EXPECT_EQ(ott.post(s + "/examen", examen(conflit.value("version"))).status, 303);
}

TEST_P(PreventionWeb, personne_ne_suppose_le_lien_regulier_et_suivie_demande_une_reponse_engagee) {
    auto s = situation();
    auto ba = d.app.as(d.ba);
    EXPECT_FALSE(ba.get("/jeunes/" + n(hugo)).contient("Contact régulier"));
    auto saisie = examen();
    std::erase_if(saisie, [](auto const& c) { return c.first == "reponses"; });
    EXPECT_NE(ba.post(s + "/examen", saisie).error("reponses").find("au moins une réponse"), std::string::npos);
    ba.post(s + "/examen", examen());
    EXPECT_TRUE(ba.get("/jeunes/" + n(hugo)).contient("Contact irrégulier"));
}

TEST_P(PreventionWeb, qui_recoit_une_situation_l_apprend_dans_sa_journee_jusqu_a_ce_qu_il_la_lise) {
    auto s = situation();
    d.app.as(d.ba).post(s + "/examen", avec(examen(), {{"confie_a", n(d.awa)}}));
    auto awa = d.app.as(d.awa);
    EXPECT_TRUE(awa.get("/").contient("Vient de vous être confiée"));
    awa.get(s);
    EXPECT_FALSE(awa.get("/").contient("Vient de vous être confiée"));
}

TEST_P(PreventionWeb, la_date_de_revoyure_est_obligatoire_et_bornee) {
    auto s = situation();
    auto ba = d.app.as(d.ba);
    EXPECT_FALSE(ba.post(s + "/examen", avec(examen(), {{"revoir_le", ""}})).error("revoir_le").empty());
    EXPECT_FALSE(ba.post(s + "/examen", avec(examen(), {{"revoir_le", "2026-10-04"}})).error("revoir_le").empty());
    EXPECT_FALSE(ba.post(s + "/examen", avec(examen(), {{"revoir_le", "2027-08-01"}})).error("revoir_le").empty());
}

TEST_P(PreventionWeb, clore_demande_un_motif_et_le_dit_a_qui_a_signale) {
    auto s = situation();
    auto ba = d.app.as(d.ba);
    EXPECT_FALSE(ba.post(s + "/cloture", {{"motif", "autre"}, {"version", "1"}}).error("precision").empty());
    auto fait =
        ba.post(s + "/cloture", {{"motif", "resolue"}, {"reponse", "Hugo revient en atelier."}, {"version", "1"}});
    ASSERT_EQ(fait.status, 303);
    EXPECT_TRUE(d.app.as(lea).get("/signalements/1").contient("Close le 05/10/2026."));
    EXPECT_EQ(ba.post(s + "/examen", examen("2")).status, 303) << "rien ne s'écrit sur une situation close";
    EXPECT_EQ(d.lire([](storage::Reader& db) { return db.one<std::string>("select etat from prevention"); }), "close");
    situation(); // un nouveau signalement en ouvre une autre
    EXPECT_EQ(d.lire([](storage::Reader& db) { return db.one<std::int64_t>("select count(*) from prevention"); }), 2);
}

TEST_P(PreventionWeb, le_gpds_recoit_ce_qui_attend_les_plus_urgentes_d_abord) {
    auto inconnue = un_jeune().nomme("ZOLI", "Ada").au(d.zola).cree(d);
    auto ouvrir = [&](Id<jeunes::Jeune> j, prevention::Urgence u) {
        return d.ecrire([&](storage::Writer& db) {
            return prevention::ouvrir(db, {d.ba, d.horloge.instant()}, j, d.zola, u, "essai");
        });
    };
    auto premiere = ouvrir(hugo, prevention::Urgence::ordinaire);
    auto seconde = ouvrir(inconnue, prevention::Urgence::immediate);
    auto liste = d.lire([&](storage::Reader& db) { return prevention::a_examiner(db, d.zola, d.jour()); });
    ASSERT_EQ(liste.size(), 2u);
    EXPECT_EQ(liste[0].situation, seconde);
    EXPECT_EQ(liste[1].situation, premiere);
    EXPECT_EQ(liste[1].raison, "Signalée le 05/10/2026");
    d.ecrire([&](storage::Writer& db) {
        prevention::examiner(db, {d.ba, d.horloge.instant()}, premiere,
                             {.version = 1, .decision = "Attendre.", .revoir_le = 2026y / 10 / 20});
    });
    auto ids = [&](Date jour) {
        return d.lire([&](storage::Reader& db) { return prevention::a_examiner(db, d.zola, jour).size(); });
    };
    EXPECT_EQ(ids(2026y / 10 / 19), 1u);
    EXPECT_EQ(ids(2026y / 10 / 20), 2u);
}

TEST_P(PreventionWeb, la_fiche_navette_ne_dit_ni_sante_ni_social_ni_avis) {
    prevention::PreventionVue p;
    p.nom = "DIALLO", p.prenom = "Hugo", p.lieu = "Lycée Zola", p.ouverte_le = d.jour();
    prevention::SignalementVu ecole, social, sante;
    ecole.s.faits = "Absent trois lundis.", ecole.s.analyse = "Avis du professeur.", ecole.le = d.jour();
    social.s.faits = "Suivi par le service social.", social.s.origine = prevention::Origine::social;
    sante.s.faits = "Elle est dépressive";
    prevention::ReponseVue relais, tutorat;
    relais.code = prevention::CodeDeReponse::relais_social_sante, relais.du = d.jour();
    tutorat.code = prevention::CodeDeReponse::tutorat, tutorat.du = d.jour();
    auto page = documents::page_imprimable(
        prevention::fiche_navette(p, {ecole, social, sante}, {}, {relais, tutorat}, d.jour()));
    EXPECT_NE(page.find("Absent trois lundis."), std::string::npos);
    EXPECT_NE(page.find("Tutorat par un adulte"), std::string::npos);
    for (auto interdit : {"Avis du professeur", "Suivi par", "dépressive", "Passage de relais"})
        EXPECT_EQ(page.find(interdit), std::string::npos) << interdit;
    auto s = situation();
    auto odt = d.app.as(d.ba).post(s + "/navette", {{"format", "odt"}});
    EXPECT_EQ(odt.status, 200);
    EXPECT_NE(odt.header("Content-Disposition").find("fiche-navette-"), std::string::npos);
    EXPECT_EQ(odt.header("Content-Disposition").find("DIALLO"), std::string::npos);
}

TEST_P(PreventionWeb, examinee_ou_suivie_s_accorde_avec_les_reponses_engagees) {
    auto ba = d.app.as(d.ba);
    auto ou = situation() + "/examen";
    auto coche = ba.post(ou, avec(examen(), {{"etat", "examinee"}}));
    EXPECT_EQ(coche.status, 422);
    EXPECT_EQ(coche.error("reponses"),
              "« Examinée » veut dire que rien n’est engagé : décochez ces réponses, ou choisissez « Suivie ».");
    auto sans = examen();
    std::erase_if(sans, [](auto const& c) { return c.first == "reponses"; });
    EXPECT_FALSE(ba.post(ou, sans).error("reponses").empty()) << "suivie, sans aucune réponse";
    EXPECT_EQ(ba.post(ou, examen()).status, 303);
    auto engagee = ba.post(ou, avec(sans, {{"etat", "examinee"}, {"version", "2"}}));
    EXPECT_EQ(engagee.error("reponses"),
              "Une réponse est déjà engagée : choisissez « Suivie », ou terminez-la d’abord.");
    ba.post("/prevention/1/reponses/1/fin", {});
    EXPECT_EQ(ba.post(ou, avec(sans, {{"etat", "examinee"}, {"version", "2"}})).status, 303);
}

INSTANTIATE_TEST_SUITE_P(Bases, PreventionWeb, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
} // namespace essais
