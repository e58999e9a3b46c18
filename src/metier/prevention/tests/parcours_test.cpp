// R-14 à et A-14, avec d'autres dates que celles des scénarios.
#include <algorithm>

#include "metier/prevention/parcours_sql.hpp"
#include "metier/prevention/tests/cas.hpp"

namespace essais {
namespace {

using namespace metier::prevention;

constexpr Plafonds pafi_de_un_an{12, 15, 30}, tdo_de_quatre_mois{4, 0, 30};

Parcours un_pafi(Date debut, Date fin) {
    return {.genre = GenreDeParcours::pafi,
            .debut = debut,
            .fin_prevue = fin,
            .duree_max = 12,
            .gpds_le = debut,
            .volontaire = true};
}
std::vector<std::string> champs(std::vector<Manque> const& m) {
    std::vector<std::string> liste;
    for (auto const& x : m)
        liste.push_back(x.champ);
    return liste;
}

TEST(Parcours, un_pafi_demande_quinze_ans_un_an_au_plus_un_volontaire_et_le_gpds) {
    Date ne = 2011y / 11 / 20;
    EXPECT_TRUE(empechements(un_pafi(2026y / 11 / 20, 2027y / 11 / 20), ne, pafi_de_un_an).empty());
    auto trop_jeune = empechements(un_pafi(2026y / 11 / 19, 2027y / 3 / 1), ne, pafi_de_un_an);
    ASSERT_EQ(trop_jeune.size(), 1u);
    EXPECT_EQ(trop_jeune[0].message, "PAFI : 15 ans au moins le premier jour, donc à partir du 20/11/2026.");
    auto trop_long = empechements(un_pafi(2026y / 11 / 20, 2027y / 11 / 21), ne, pafi_de_un_an);
    ASSERT_EQ(trop_long.size(), 1u);
    EXPECT_EQ(trop_long[0].message, "PAFI : 12 mois au plus, donc le 20/11/2027 au plus tard.");
    auto p = un_pafi(2026y / 11 / 20, 2027y / 3 / 1);
    p.volontaire = false;
    p.gpds_le = {};
    EXPECT_EQ(champs(empechements(p, {}, pafi_de_un_an)), (std::vector<std::string>{"debut", "volontaire", "gpds_le"}));
}

TEST(Parcours, un_tdo_dure_quatre_mois_au_plus_et_rappelle_son_terme_trente_jours_avant) {
    Parcours p{.genre = GenreDeParcours::tdo, .debut = 2027y / 2 / 8, .fin_prevue = 2027y / 6 / 8, .duree_max = 4};
    p.accueil = "École de la 2e chance";
    EXPECT_EQ(champs(empechements(p, {}, tdo_de_quatre_mois)), std::vector<std::string>{"solutions_epuisees"});
    p.solutions_epuisees = true;
    EXPECT_TRUE(empechements(p, {}, tdo_de_quatre_mois).empty());
    p.fin_prevue = 2027y / 6 / 9;
    EXPECT_EQ(empechements(p, {}, tdo_de_quatre_mois).at(0).message,
              "TDO : 4 mois au plus, donc le 08/06/2027 au plus tard.");
    p.fin_prevue = 2027y / 6 / 8;
    p.etat = EtatDeParcours::valide;
    EXPECT_EQ(rappel(p, 2027y / 5 / 8, 30), Rappel::aucun);
    EXPECT_EQ(rappel(p, 2027y / 5 / 9, 30), Rappel::bientot);
    EXPECT_EQ(rappel(p, 2027y / 6 / 8, 30), Rappel::bientot);
    EXPECT_EQ(rappel(p, 2027y / 6 / 9, 30), Rappel::depasse);
    p.etat = EtatDeParcours::clos;
    EXPECT_EQ(rappel(p, 2027y / 6 / 9, 30), Rappel::aucun);
}

TEST(Parcours, ambition_emploi_s_adresse_aux_sortants_de_voie_pro_et_les_pfmp_n_en_prennent_pas_plus_des_deux_tiers) {
    Plafonds x{4, 0, 30, Part{2, 3}};
    Parcours p{.genre = GenreDeParcours::ambition_emploi, .debut = 2026y / 9 / 7, .fin_prevue = 2026y / 12 / 20};
    EXPECT_EQ(champs(empechements(p, {}, x)), std::vector<std::string>{"sortant_pro"});
    p.sortant_pro = true;
    p.semaines_pfmp = 10; // quinze semaines, du lundi 7 septembre au dimanche 20 décembre
    EXPECT_TRUE(empechements(p, {}, x).empty());
    p.semaines_pfmp = 11;
    EXPECT_EQ(empechements(p, {}, x).at(0).message,
              "Ambition emploi : les PFMP prennent 2/3 du parcours au plus, donc 10 semaines ici.");
    EXPECT_FALSE(Part::lire("0,66"));
    EXPECT_FALSE(Part::lire("2/0"));
}

TEST(Parcours, deux_parcours_ne_se_chevauchent_pas_et_bout_a_bout_leur_plafond_est_commun) {
    Parcours premier{.genre = GenreDeParcours::tdo,
                     .etat = EtatDeParcours::valide,
                     .debut = 2026y / 10 / 31,
                     .fin_prevue = 2027y / 1 / 31,
                     .duree_max = 4};
    Parcours suite{
        .genre = GenreDeParcours::tdo, .debut = 2027y / 1 / 15, .fin_prevue = 2027y / 2 / 28, .duree_max = 4};
    EXPECT_NE(bout_a_bout(suite, {premier}).find("un élève ne suit qu’un parcours à la fois"), std::string::npos);
    suite.debut = 2027y / 2 / 1;
    EXPECT_EQ(bout_a_bout(suite, {premier}), "") << "quatre mois à eux deux";
    suite.fin_prevue = 2027y / 3 / 1;
    EXPECT_EQ(bout_a_bout(suite, {premier}), "TDO : il continue celui du 31/10/2026. Ensemble, 4 mois au plus, donc le "
                                             "28/02/2027 au plus tard.");
    suite.debut = 2027y / 4 / 1, suite.fin_prevue = 2027y / 8 / 1;
    EXPECT_EQ(bout_a_bout(suite, {premier}), "") << "deux mois après, c'en est un autre";
    premier.etat = EtatDeParcours::refuse;
    suite.debut = 2026y / 11 / 15, suite.fin_prevue = 2027y / 3 / 1;
    EXPECT_EQ(bout_a_bout(suite, {premier}), "") << "refusé, il n'a pas eu lieu";
}

TEST(Parcours, le_31_d_un_mois_se_termine_le_dernier_jour_du_mois_d_arrivee) {
    EXPECT_EQ(terme(2026y / 10 / 31, 4), Date{2027y / 2 / 28});
}

TEST(Parcours, completer_un_pafi_valide_ne_se_revoit_pas_le_changer_oui) {
    auto valide = un_pafi(2026y / 11 / 20, 2027y / 3 / 1);
    valide.etat = EtatDeParcours::valide;
    auto p = valide;
    p.tuteur = "M. Roy", p.bilan = "Bien parti.", p.convention_le = p.debut;
    EXPECT_EQ(change_depuis_la_validation(valide, p), "") << "un tuteur qui manquait, un bilan : complétés";
    auto q = p;
    q.tuteur = "Mme Kerbrat";
    EXPECT_EQ(change_depuis_la_validation(p, q), "tuteur : Mme Kerbrat au lieu de M. Roy");
    q.etat = p.etat = EtatDeParcours::propose;
    EXPECT_EQ(change_depuis_la_validation(p, q), "") << "pas encore validé : il le sera tel qu'il est";
}

TEST(Parcours, ambition_emploi_commence_dans_les_trois_mois_de_la_rentree) {
    Parcours p{.genre = GenreDeParcours::ambition_emploi, .debut = 2026y / 12 / 1, .fin_prevue = 2027y / 3 / 31};
    p.sortant_pro = true;
    Plafonds x{.duree_mois = 4, .debut_mois = 3};
    EXPECT_TRUE(empechements(p, {}, x).empty());
    p.debut = 2026y / 12 / 2;
    ASSERT_EQ(empechements(p, {}, x).size(), 1u);
    EXPECT_EQ(empechements(p, {}, x)[0].champ, "debut");
    EXPECT_NE(empechements(p, {}, x)[0].message.find("01/12/2026 au plus tard"), std::string::npos);
}

TEST(Parcours, clore_exige_le_bilan_et_ce_que_la_regle_demande) {
    auto p = un_pafi(2026y / 11 / 20, 2027y / 3 / 1);
    EXPECT_EQ(manque_pour_clore(p, 0).size(), 5u);
    p.bilan = "Revient en atelier.", p.activites = "Menuiserie.", p.tuteur = "M. Roy", p.convention_le = p.debut;
    EXPECT_EQ(manque_pour_clore(p, 0), std::vector<std::string>{"un point d’étape"});
    EXPECT_TRUE(manque_pour_clore(p, 1).empty());
}

struct ParcoursWeb : PreventionWeb {
    std::string proposer_a(web::Pairs const& champs) {
        auto r = d.app.as(d.ba).post("/prevention/eleves/" + n(hugo) + "/parcours", champs);
        EXPECT_EQ(r.status, 303) << r.text("main");
        return r.location.substr(0, r.location.find('?'));
    }
    web::Pairs pafi() {
        return {{"genre", "pafi"},   {"debut", "2026-10-12"},   {"fin_prevue", "2027-04-12"},
                {"volontaire", "1"}, {"gpds_le", "2026-10-02"}, {"activites", "Deux jours en menuiserie."},
                {"tuteur", "M. Roy"}};
    }
};

TEST_P(ParcoursWeb, a12_l_ien_io_valide_un_pafi_avec_son_code_mef) {
    auto ba = d.app.as(d.ba), vidal = d.app.as(d.vidal);
    auto page = proposer_a(pafi());
    EXPECT_TRUE(ba.get(page).contient("Proposé, à valider"));
    EXPECT_TRUE(vidal.get("/").contient("DIALLO Hugo"));
    auto ici = "/pafi" + page.substr(page.rfind('/'));
    EXPECT_FALSE(vidal.post(ici, {{"avis", "valide"}, {"version", "1"}}).error("mef").empty());
    EXPECT_FALSE(vidal.post(ici, {{"avis", "valide"}, {"mef", "12"}, {"version", "1"}}).error("mef").empty());
    EXPECT_FALSE(vidal.post(ici, {{"avis", "refuse"}, {"version", "1"}}).error("motif").empty());
    auto perime = vidal.post(ici, {{"avis", "refuse"}, {"motif", "Trop long."}, {"version", "9"}});
    EXPECT_EQ(perime.status, 409);
    EXPECT_TRUE(perime.contient("Trop long.") || perime.value("motif") == "Trop long.") << "rien de perdu";
    EXPECT_EQ(vidal.post(ici, {{"avis", "valide"}, {"mef", "2472210431"}, {"version", "1"}}).status, 303);
    EXPECT_EQ(d.journal().back(), "parcours_decide");
    EXPECT_TRUE(ba.get("/").contient("PAFI validé")) << "l'établissement l'apprend";
    ba.get(page);
    EXPECT_FALSE(ba.get("/").contient("PAFI validé")) << "lu, il quitte la journée";
    auto valide = ba.get(page);
    EXPECT_TRUE(valide.contient("Validé"));
    EXPECT_TRUE(valide.contient("2472210431"));
    EXPECT_EQ(vidal.get(page).status, 403) << "elle ne lit que ce qu'elle valide";
    auto ailleurs = d.un_agent("Noé", "AUTRE", acces::Role::ien_io, d.sud);
    EXPECT_EQ(d.app.as(ailleurs).get(ici).status, 404);
}

TEST_P(ParcoursWeb, la_decision_d_un_pafi_reste_a_qui_l_a_propose_tant_qu_il_ne_l_a_pas_lue) {
    auto ba = d.app.as(d.ba), cpe = d.app.as(d.cpe), vidal = d.app.as(d.vidal);
    auto page = proposer_a(pafi());
    auto ici = "/pafi" + page.substr(page.rfind('/'));
    vidal.post(ici, {{"avis", "refuse"}, {"motif", "Trop long, à revoir."}, {"version", "1"}});
    EXPECT_TRUE(cpe.get("/").contient("PAFI refusé")) << "l'équipe l'apprend aussi";
    cpe.get(page);
    EXPECT_FALSE(cpe.get("/").contient("PAFI refusé")) << "lu par lui";
    EXPECT_TRUE(ba.get("/").contient("PAFI refusé")) << "celle qui l'a proposé ne l'a pas lu";
    le(2026y / 11 / 5);
    EXPECT_TRUE(ba.get("/").contient("PAFI refusé")) << "un mois après, toujours";
    ba.get(page);
    EXPECT_FALSE(ba.get("/").contient("PAFI refusé"));
}

TEST_P(ParcoursWeb, la_decision_d_un_pafi_quitte_la_journee_de_l_equipe_apres_quinze_jours) {
    auto page = proposer_a(pafi());
    d.app.as(d.vidal).post("/pafi" + page.substr(page.rfind('/')),
                           {{"avis", "refuse"}, {"motif", "Trop long, à revoir."}, {"version", "1"}});
    le(2026y / 10 / 20);
    EXPECT_TRUE(d.app.as(d.cpe).get("/").contient("PAFI refusé"));
    le(2026y / 10 / 21);
    EXPECT_FALSE(d.app.as(d.cpe).get("/").contient("PAFI refusé"));
}

TEST_P(ParcoursWeb, un_pafi_valide_dont_l_accueil_change_revient_a_l_ien_io) {
    auto ba = d.app.as(d.ba), vidal = d.app.as(d.vidal);
    auto page = proposer_a(pafi());
    auto ici = "/pafi" + page.substr(page.rfind('/'));
    vidal.post(ici, {{"avis", "valide"}, {"mef", "2472210431"}, {"version", "1"}});
    EXPECT_FALSE(vidal.get("/").contient("DIALLO Hugo"));
    web::Pairs suite{{"accueil", "Menuiserie Le Goff"},
                     {"activites", "Deux jours en menuiserie."},
                     {"tuteur", "Mme Kerbrat"},
                     {"version", "2"}};
    ba.post(page, suite);
    EXPECT_TRUE(ba.get(page).contient("reverra ce qui a changé"));
    EXPECT_TRUE(vidal.get("/").contient("Changé depuis la validation"));
    auto a_revoir = vidal.get(ici);
    EXPECT_TRUE(a_revoir.contient("structure d’accueil : Menuiserie Le Goff ; tuteur : Mme Kerbrat au lieu de M. Roy"));
    EXPECT_EQ(a_revoir.value("mef"), "2472210431") << "rien à retaper";
    EXPECT_EQ(vidal.post(ici, {{"avis", "valide"}, {"mef", "2472210431"}, {"version", "3"}}).status, 303);
    EXPECT_FALSE(vidal.get("/").contient("DIALLO Hugo"));
    EXPECT_TRUE(ba.get("/").contient("PAFI validé")) << "l'établissement l'apprend de nouveau";
    EXPECT_FALSE(ba.get(page).contient("reverra ce qui a changé"));
}

TEST_P(ParcoursWeb, a12_trop_jeune_ou_trop_long_est_refuse_en_disant_la_date) {
    auto jeune = un_jeune().nomme("PETIT", "Tom").ne_le(2011y / 11 / 12).au(d.zola).cree(d);
    auto ba = d.app.as(d.ba);
    auto ou = "/prevention/eleves/" + n(jeune) + "/parcours";
    auto refus = ba.post(ou, pafi());
    EXPECT_EQ(refus.status, 422);
    EXPECT_NE(refus.error("debut").find("à partir du 12/11/2026"), std::string::npos);
    auto long_ = ba.post("/prevention/eleves/" + n(hugo) + "/parcours", avec(pafi(), {{"fin_prevue", "2027-10-13"}}));
    EXPECT_NE(long_.error("fin_prevue").find("le 12/10/2027 au plus tard"), std::string::npos);
}

TEST_P(ParcoursWeb, le_gpds_analyse_un_pafi_avant_son_premier_jour_et_jamais_demain) {
    auto ba = d.app.as(d.ba);
    auto ou = "/prevention/eleves/" + n(hugo) + "/parcours";
    auto apres = ba.post(ou, avec(pafi(), {{"debut", "2026-09-28"}, {"fin_prevue", "2027-03-01"}}));
    EXPECT_EQ(apres.error("gpds_le"),
              "PAFI : l’analyse du GPDS vient avant le premier jour, donc le 28/09/2026 au plus tard.");
    EXPECT_FALSE(ba.post(ou, avec(pafi(), {{"gpds_le", "2026-10-06"}})).error("gpds_le").empty()) << "demain";
    EXPECT_EQ(ba.post(ou, avec(pafi(), {{"debut", "2026-10-02"}, {"fin_prevue", "2027-03-01"}})).status, 303)
        << "le jour même";
}

TEST_P(ParcoursWeb, des_dates_absurdes_se_refusent_sans_erreur_du_programme) {
    auto r = d.app.as(d.ba).post("/prevention/eleves/" + n(hugo) + "/parcours", {{"genre", "tdo"},
                                                                                 {"debut", "2016-05-10"},
                                                                                 {"fin_prevue", "2016-09-10"},
                                                                                 {"solutions_epuisees", "1"},
                                                                                 {"accueil", "Mission locale"}});
    EXPECT_EQ(r.status, 422);
    EXPECT_FALSE(r.error("debut").empty());
}

TEST_P(ParcoursWeb, a14_un_tdo_s_engage_rappelle_son_terme_et_ne_se_clot_qu_avec_son_bilan) {
    auto ba = d.app.as(d.ba);
    auto page = proposer_a({{"genre", "tdo"},
                            {"debut", "2026-10-05"},
                            {"fin_prevue", "2027-02-05"},
                            {"solutions_epuisees", "1"},
                            {"accueil", "École de la 2e chance"}});
    auto vu = ba.get(page);
    EXPECT_TRUE(vu.contient("Validé"));
    EXPECT_TRUE(vu.contient("05/02/2027 (4 mois)"));
    EXPECT_TRUE(vu.contient("École de la 2e chance"));
    EXPECT_FALSE(ba.get("/").contient("Fin proche"));
    le(2027y / 1 / 6);
    EXPECT_TRUE(ba.get("/").contient("Se termine le 05/02/2027, dans 30 jours"));
    le(2027y / 2 / 8);
    EXPECT_TRUE(ba.get(page).contient("Terme dépassé depuis le 05/02/2027"));
    web::Pairs fin{{"fin_le", "2027-02-05"}, {"suite", "apprentissage"}, {"version", "1"}};
    auto refus = ba.post(page + "/cloture", fin);
    EXPECT_EQ(refus.status, 422);
    EXPECT_TRUE(refus.contient("il manque le bilan, la convention"));
    EXPECT_EQ(ba.post(page, {{"accueil", "École de la 2e chance"},
                             {"convention_le", "2026-10-01"},
                             {"bilan", "A trouvé un employeur, contrat signé."},
                             {"version", "1"}})
                  .status,
              303);
    EXPECT_EQ(ba.post(page + "/cloture", avec(fin, {{"version", "2"}})).status, 303);
    EXPECT_TRUE(ba.get(page).contient("Clos"));
    EXPECT_EQ(d.lire([&](storage::Reader& db) {
        return db.one<Id<metier::territoire::Etablissement>>("select etablissement_id from parcours_amenage");
    }),
              d.zola)
        << "l'établissement est resté responsable";
}

TEST_P(ParcoursWeb, deux_qui_completent_le_meme_parcours_le_second_garde_son_bilan) {
    auto ba = d.app.as(d.ba);
    auto page = proposer_a({{"genre", "tdo"},
                            {"debut", "2026-10-05"},
                            {"fin_prevue", "2027-02-05"},
                            {"solutions_epuisees", "1"},
                            {"accueil", "École de la 2e chance"}});
    EXPECT_EQ(ba.post(page, {{"tuteur", "M. Roy"}, {"bilan", "A repris."}, {"version", "1"}}).status, 303);
    auto second = ba.post(page, {{"tuteur", "Mme Le Goff"}, {"bilan", "Vient le lundi."}, {"version", "1"}});
    EXPECT_EQ(second.status, 409);
    EXPECT_EQ(second.value("tuteur"), "Mme Le Goff") << "ce que le second a écrit est gardé";
    EXPECT_TRUE(second.contient("Vient le lundi."));
    EXPECT_TRUE(second.contient("Enregistré entre-temps")) << "ce que le premier a écrit se lit à côté";
    EXPECT_EQ(second.value("version"), "2") << "prêt à s'enregistrer";
    le(2026y / 10 / 6);
    auto fin = ba.post(page + "/cloture", {{"fin_le", "2026-10-06"}, {"suite", "apprentissage"}, {"version", "1"}});
    EXPECT_NE(fin.status, 303);
}

TEST_P(ParcoursWeb, ambition_emploi_se_propose_a_un_sortant_et_garde_ses_semaines_de_pfmp) {
    auto ba = d.app.as(d.ba);
    web::Pairs champs{
        {"genre", "ambition_emploi"}, {"debut", "2026-10-05"}, {"fin_prevue", "2027-01-31"}, {"semaines_pfmp", "12"}};
    auto ou = "/prevention/eleves/" + n(hugo) + "/parcours";
    auto refus = ba.post(ou, champs);
    EXPECT_FALSE(refus.error("sortant_pro").empty());
    EXPECT_EQ(refus.error("semaines_pfmp"),
              "Ambition emploi : les PFMP prennent 2/3 du parcours au plus, donc 11 semaines ici.");
    auto page = proposer_a(avec(champs, {{"sortant_pro", "1"}, {"semaines_pfmp", "11"}}));
    EXPECT_TRUE(ba.get(page).contient("Semaines de PFMP"));
    auto trop = ba.post(page, {{"semaines_pfmp", "12"}, {"version", "1"}});
    EXPECT_EQ(trop.status, 422);
    EXPECT_FALSE(trop.error("semaines_pfmp").empty());
    EXPECT_EQ(ba.post(page, {{"semaines_pfmp", "8"}, {"bilan", "Embauché."}, {"version", "1"}}).status, 303);
}

TEST_P(ParcoursWeb, un_parcours_ne_se_lit_que_dans_son_etablissement_ou_confie) {
    auto page = proposer_a(pafi());
    auto autre = d.un_agent("Ida", "RDS", acces::Role::referent_decrochage, {}, d.monod);
    EXPECT_EQ(d.app.as(autre).get(page).status, 404);
    EXPECT_EQ(d.app.as(d.awa).get(page).status, 404);
    EXPECT_EQ(d.app.as(d.diop).get(page).status, 403);
    auto s = situation();
    d.app.as(d.ba).post(s + "/examen", avec(examen(), {{"confie_a", n(d.awa)}}));
    EXPECT_EQ(d.app.as(d.awa).get(page).status, 200);
    EXPECT_TRUE(d.app.as(d.awa).get("/jeunes/" + n(hugo)).contient("PAFI du 12/10/2026"));
}

INSTANTIATE_TEST_SUITE_P(Bases, ParcoursWeb, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
} // namespace essais
