// Une décision mal tapée se reprend ; ce qui s'ouvre, se date et se relève dit ce qui est.
#include "metier/reunions/tests/cas.hpp"

using namespace essais;
using acces::Visibilite;

namespace {

struct Corrections : Reunions {
    Corrections() {
        lina = un_jeune().nomme("NDIAYE", "Lina").au(d.zola).cree(d);
        gpds = une(reunions::Genre::gpds, d.zola.valeur, d.ba, d.jour(), {d.ott, d.awa});
        ouverte(gpds, d.ba);
        p = adresse(gpds, "/points/" + std::to_string(point(gpds, lina).valeur));
    }
    web::Pairs corrige(std::string quoi, Id<acces::Agent> qui, std::string quand, std::string version,
                       std::string raison = "") {
        auto saisi = decision(std::move(quoi), membre(gpds, qui), std::move(quand));
        saisi.emplace_back("version", std::move(version));
        saisi.emplace_back("raison", std::move(raison));
        return saisi;
    }
    std::int64_t combien(std::string const& sql) {
        return d.lire([&](storage::Reader& db) { return db.one<std::int64_t>("select count(*) from " + sql); });
    }
    Id<jeunes::Jeune> lina;
    Id<reunions::Reunion> gpds;
    std::string p;
};

TEST_P(Corrections, une_decision_mal_tapee_se_corrige_en_seance_et_sa_tache_change_de_mains) {
    auto ba = d.app.as(d.ba), ott = d.app.as(d.ott), awa = d.app.as(d.awa);
    ba.post(p + "/decisions", decision("Apeler la famile", membre(gpds, d.ott), "+8"));
    EXPECT_TRUE(ott.get("/").contient("Apeler la famile"));
    EXPECT_NE(ba.get(p).body.find("/decisions/1/correction"), std::string::npos);
    auto form = ba.get("/decisions/1/correction");
    EXPECT_EQ(form.value("quoi"), "Apeler la famile");
    EXPECT_EQ(form.value("quand"), "13/10/2026");
    auto faite = ba.post("/decisions/1/correction", corrige("Appeler la famille", d.awa, "+10", form.value("version")));
    ASSERT_EQ(faite.status, 303);
    EXPECT_TRUE(ba.follow(faite).contient("Décision corrigée : elle est dans les tâches de Awa NDIAYE"));
    EXPECT_FALSE(ott.get("/").contient("famil"));
    EXPECT_TRUE(awa.get("/").contient("Appeler la famille"));
    EXPECT_EQ(combien("echeance"), 1);
    EXPECT_EQ(combien("reunion_decision_version"), 0) << "la séance est ouverte : le relevé n'est pas fait";
    EXPECT_FALSE(ba.get(adresse(gpds, "/releve")).contient("Apeler"));
    // Deux à la fois : la seconde relit.
    EXPECT_EQ(ba.post("/decisions/1/correction", corrige("Autre", d.awa, "+10", form.value("version"))).status, 409);
    // Qui ne l'a pas prise et ne conduit pas n'y touche pas.
    auto cpe = d.app.as(d.cpe);
    EXPECT_EQ(cpe.get("/decisions/1/correction").status, 404);
    EXPECT_EQ(cpe.post("/decisions/1/retrait", {{"version", "2"}}).status, 404);
}

TEST_P(Corrections, une_decision_retiree_quitte_les_taches_et_se_remet_d_un_clic) {
    auto ba = d.app.as(d.ba), ott = d.app.as(d.ott);
    ba.post(p + "/decisions", decision("Voir la famille", membre(gpds, d.ott), "+8"));
    auto retiree = ba.follow(ba.post("/decisions/1/retrait", {{"version", "1"}}));
    EXPECT_TRUE(retiree.contient("Décision n°\u00a01 retirée. Pour la remettre"));
    EXPECT_FALSE(ott.get("/").contient("Voir la famille"));
    EXPECT_FALSE(ba.get(adresse(gpds, "/releve")).contient("Voir la famille"));
    EXPECT_TRUE(ba.get("/decisions/1").contient("Retirée"));
    auto trop_tard = ba.post("/decisions/1/correction", corrige("Voir le père", d.ott, "+8", "1"));
    EXPECT_EQ(trop_tard.status, 409) << "retirée pendant qu'on la corrigeait : pas de fausse page verte, rien de perdu";
    EXPECT_TRUE(trop_tard.contient("Cette décision est retirée"));
    EXPECT_EQ(ba.post("/decisions/1", {{"issue", "Fait"}, {"version", "2"}}).status, 404)
        << "retirée, elle ne se clôt pas";
    EXPECT_TRUE(ba.follow(ba.post("/decisions/1/remise")).contient("de nouveau à tenir"));
    EXPECT_EQ(ba.post("/decisions/1/remise").status, 303) << "deux clics";
    EXPECT_TRUE(ott.get("/").contient("Voir la famille"));
    ba.post(p + "/decisions", decision("Une autre", membre(gpds, d.ba), "+8"));
    EXPECT_TRUE(ba.get("/decisions/2").contient("Une autre")) << "le numéro retiré ne ressert pas";
}

TEST_P(Corrections, remettre_une_decision_apres_la_cloture_dit_que_le_releve_est_clos) {
    auto ba = d.app.as(d.ba);
    ba.post(p + "/decisions", decision("Voir la famille", membre(gpds, d.ott), "+8"));
    ba.post("/decisions/1/retrait", {{"version", "1"}});
    ba.post(adresse(gpds, "/cloture"));
    auto tard = ba.post("/decisions/1/remise");
    EXPECT_EQ(tard.status, 303);
    EXPECT_FALSE(ba.follow(tard).contient("Page introuvable"));
}

TEST_P(Corrections, le_releve_fige_la_correction_dit_pourquoi_et_l_ancienne_decision_reste) {
    auto ba = d.app.as(d.ba);
    ba.post(p + "/decisions", decision("Voir la mère", membre(gpds, d.ott), "+8"));
    ba.post(p + "/decisions", decision("Prise deux fois", membre(gpds, d.ott), "+8"));
    ba.post(adresse(gpds, "/cloture"));
    auto sans = ba.post("/decisions/1/correction", corrige("Voir le père", d.ott, "+8", "1"));
    EXPECT_EQ(sans.status, 422);
    EXPECT_FALSE(sans.error("raison").empty());
    EXPECT_FALSE(ba.post("/decisions/1/correction", corrige("Voir le père", d.ott, "+8", "1", "Pour Lina Ndiaye"))
                     .error("raison")
                     .empty());
    EXPECT_EQ(ba.post("/decisions/1/correction", corrige("Voir le père", d.ott, "+8", "1", "Erreur de saisie")).status,
              303);
    EXPECT_EQ(ba.post("/decisions/2/retrait", {{"version", "1"}}).status, 422);
    EXPECT_EQ(ba.post("/decisions/2/retrait", {{"version", "1"}, {"raison", "Doublon de la première"}}).status, 303);
    auto releve = ba.get(adresse(gpds, "/releve"));
    for (auto const* dit : {"Voir le père", "Erreur de saisie", "« Voir la mère »", "Doublon de la première"})
        EXPECT_TRUE(releve.contient(dit)) << dit;
    EXPECT_TRUE(ba.follow(ba.post("/decisions/2/remise")).contient("reste retirée")) << "le relevé l'a dit";
    // Sans droit sur le dossier, on n'en sait rien de plus.
    auto cpe = d.un_agent("Ida", "CPE", acces::Role::cpe, {}, d.zola);
    d.ecrire([&](storage::Writer& db) { reunions::ajouter_membre(db, gpds, *reunions::comme_membre(db, cpe)); });
    auto lu = d.app.as(cpe).get(adresse(gpds, "/releve"));
    for (auto const* tu : {"mère", "Erreur de saisie", "Doublon"})
        EXPECT_FALSE(lu.contient(tu)) << tu;
}

TEST_P(Corrections, le_meme_formulaire_avec_un_autre_texte_n_est_pas_un_faux_succes) {
    auto ba = d.app.as(d.ba);
    ba.post(p + "/decisions", decision("Double", membre(gpds, d.ba), "+8", "equipe", "jeton"));
    auto refus = ba.post(p + "/decisions", decision("Double bis", membre(gpds, d.ba), "+8", "equipe", "jeton"));
    EXPECT_EQ(refus.status, 409);
    EXPECT_EQ(refus.value("quoi"), "Double bis") << "rien n'est perdu";
    EXPECT_TRUE(refus.contient("n’est pas enregistré"));
    EXPECT_NE(refus.value("saisie"), "jeton");
    EXPECT_EQ(combien("reunion_decision"), 1);
    EXPECT_EQ(
        ba.post(p + "/decisions", decision("Double bis", membre(gpds, d.ba), "+8", "equipe", refus.value("saisie")))
            .status,
        303);
    EXPECT_EQ(combien("reunion_decision"), 2);
}

TEST_P(Corrections, un_champ_obligatoire_porte_une_etoile_comme_les_autres) {
    auto ba = d.app.as(d.ba);
    EXPECT_FALSE(ba.get(p).contient("(obligatoire)"));
    auto refus = ba.post(p + "/decisions", {{"quoi", "Voir"}, {"lecteurs_decision", "equipe"}});
    EXPECT_TRUE(refus.contient("Choisissez qui le fera"));
    EXPECT_TRUE(refus.contient("Indiquez pour quand"));
}

TEST_P(Corrections, une_heure_qui_n_existe_pas_est_refusee_et_un_jour_ferie_se_dit) {
    auto ba = d.app.as(d.ba);
    auto plus_tard = une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 7));
    auto deplacer = [&](std::string const& jour, std::string const& heure, std::string const& version) {
        return ba.post(adresse(plus_tard, "/deplacement"),
                       {{"jour", jour}, {"heure", heure}, {"duree", "60"}, {"lieu", ""}, {"version", version}});
    };
    EXPECT_NE(deplacer("28/03/2027", "02:30", "1").error("heure").find("n’existe pas le 28/03/2027"),
              std::string::npos);
    EXPECT_NE(deplacer("30/02/2027", "10:00", "1").error("jour").find("n’existe pas"), std::string::npos);
    auto lundi = deplacer("29/03/2027", "10:00", "1");
    ASSERT_EQ(lundi.status, 303);
    EXPECT_TRUE(ba.follow(lundi).contient("Attention : ce jour est férié"));
    auto noel = ba.post(p + "/decisions", decision("Appeler", membre(gpds, d.ba), "25/12"));
    EXPECT_TRUE(ba.follow(noel).contient("Attention : le 25/12/2026 est férié"));
}

TEST_P(Corrections, ouvrir_sans_quorum_le_dit_et_le_releve_nomme_ceux_qu_on_n_a_pas_notes) {
    auto ba = d.app.as(d.ba);
    auto autre = une(reunions::Genre::equipe_pedagogique, d.zola.valeur, d.ba, d.jour(), {d.ott});
    auto psad = une(reunions::Genre::psad, d.psad_nord.valeur, d.awa, d.jour(), {d.diop, d.roy, d.ott});
    auto awa = d.app.as(d.awa);
    auto champ = "p_" + std::to_string(membre(psad, d.awa).valeur);
    auto sans = awa.follow(awa.post(adresse(psad, "/ouverture"), {{champ, "present"}}));
    EXPECT_TRUE(sans.contient("Séance ouverte. Le quorum n’est pas atteint : 1 présent, il en faut 2"));
    EXPECT_TRUE(awa.get(adresse(psad, "/releve")).contient("Attendus, présence non notée"));
    EXPECT_FALSE(ba.follow(ba.post(adresse(autre, "/ouverture"), {})).contient("quorum n’est pas"));
}

TEST_P(Corrections, un_point_examine_sans_decision_le_dit_et_la_suite_n_est_promise_que_si_elle_est_prevue) {
    auto ba = d.app.as(d.ba);
    ba.post(p + "/examen");
    point(gpds, un_jeune().nomme("ROSSI", "Sami").au(d.zola).cree(d));
    auto releve = ba.get(adresse(gpds, "/releve"));
    EXPECT_TRUE(releve.contient("Examiné, sans décision."));
    EXPECT_TRUE(releve.contient("qui n’est pas encore prévue"));
    une(reunions::Genre::gpds, d.zola.valeur, d.ba, base::plus_jours(d.jour(), 14));
    EXPECT_TRUE(ba.get(adresse(gpds, "/releve")).contient("à la réunion suivante, le 19/10/2026"));
}

INSTANTIATE_TEST_SUITE_P(Bases, Corrections, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
