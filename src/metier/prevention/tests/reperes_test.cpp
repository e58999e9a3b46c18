// C-6, C-7, C-12, C-15 : des raisons, un ordre dit en mots, jamais un nombre sur une personne.
#include "metier/prevention/reperes_sql.hpp"
#include "metier/prevention/tests/cas.hpp"

namespace essais {
namespace {

using namespace metier::prevention;

constexpr Reglages reglages_du_jour{60, 30, 2};
constexpr Date jour_dit = 2026y / 10 / 5;

SigneVu signe(Signe s, Force f = Force::leger, Date le = jour_dit) { return {s, f, le, EtatDuSigne::actif, {}}; }
Entree vu(std::vector<SigneVu> signes) {
    Connu c;
    c.signes = std::move(signes);
    c.absences_calculables = true;
    return regarder(c, reglages_du_jour, jour_dit);
}

TEST(Grille, deux_familles_de_signes_ou_un_signe_fort_font_entrer_sur_la_liste) {
    EXPECT_FALSE(vu({}).entre);
    EXPECT_EQ(vu({}).phrase, "Pas sur la liste : aucun signe actif.");
    auto une = vu({signe(Signe::chute_des_resultats), signe(Signe::travail_non_fait)});
    EXPECT_FALSE(une.entre) << "une seule famille";
    EXPECT_EQ(une.phrase, "Pas sur la liste : une seule famille de signes (résultats), il en faut 2.");
    auto deux = vu({signe(Signe::chute_des_resultats), signe(Signe::isolement)});
    EXPECT_TRUE(deux.entre);
    EXPECT_EQ(deux.phrase, "Des signes de 2 familles : résultats, vie au lycée ou au collège.");
    auto fort = vu({signe(Signe::lassitude_exprimee, Force::fort)});
    EXPECT_TRUE(fort.entre);
    EXPECT_EQ(fort.phrase, "Un signe fort, noté le 05/10/2026 : lassitude exprimée.");
}

TEST(Grille, un_retard_se_montre_mais_ne_groupe_pas_et_un_vieux_signe_se_relit) {
    EXPECT_FALSE(vu({signe(Signe::retards, Force::fort), signe(Signe::isolement)}).entre);
    auto vieux = vu({signe(Signe::isolement, Force::fort, 2026y / 5 / 1)});
    EXPECT_FALSE(vieux.entre);
    EXPECT_NE(vieux.phrase.find("ils sont à relire"), std::string::npos);
}

TEST(Grille, un_signe_explique_ne_compte_plus_jusqu_a_sa_date_puis_redevient_actif) {
    SigneVu s{Signe::isolement, Force::fort, jour_dit, EtatDuSigne::explique, 2026y / 10 / 20};
    EXPECT_FALSE(s.actif(2026y / 10 / 20));
    EXPECT_TRUE(s.actif(2026y / 10 / 21));
    s.etat = EtatDuSigne::clos;
    EXPECT_FALSE(s.actif(2027y / 1 / 1));
}

TEST(Grille, des_absences_incalculables_se_disent_et_ne_valent_pas_tout_va_bien) {
    Connu c;
    EXPECT_EQ(regarder(c, reglages_du_jour, jour_dit).phrase,
              "Pas sur la liste : aucun signe actif. Absences : incalculable.");
}

TEST(Grille, des_absences_lourdes_meme_justifiees_font_entrer_et_disent_leur_compte) {
    Connu c;
    c.absences_calculables = true;
    c.absences_tous_motifs = "14 demi-journées manquées, tous motifs, sur 54 tenues en 42 jours (seuil : 20 %)";
    EXPECT_FALSE(regarder(c, reglages_du_jour, jour_dit).entre) << "une seule famille, pas encore lourd";
    c.absences_lourdes = true;
    auto e = regarder(c, reglages_du_jour, jour_dit);
    EXPECT_TRUE(e.entre);
    EXPECT_EQ(e.phrase,
              "Absences lourdes : 14 demi-journées manquées, tous motifs, sur 54 tenues en 42 jours (seuil : 20 %).");
    EXPECT_FALSE(e.legale);
}

TEST(Grille,
     l_ordre_va_des_urgences_aux_obligations_legales_au_plus_long_silence_puis_aux_familles_puis_a_la_nouveaute) {
    Rang legale{true, 2026y / 10 / 4, 1, {}}, silence{false, {}, 1, {}}, ancien{false, 2026y / 6 / 1, 1, {}},
        familles{false, 2026y / 9 / 1, 3, {}}, une{false, 2026y / 9 / 1, 1, 2026y / 10 / 1},
        vieille{false, 2026y / 9 / 1, 1, 2026y / 9 / 2};
    Rang a_voir{false, 2026y / 10 / 4, 0, {}, prevention::Urgence::immediate};
    Rang ordre[] = {a_voir, legale, silence, ancien, familles, une, vieille};
    for (std::size_t i = 0; i + 1 < std::size(ordre); ++i) {
        EXPECT_TRUE(avant(ordre[i], ordre[i + 1])) << i;
        EXPECT_FALSE(avant(ordre[i + 1], ordre[i])) << i;
    }
    EXPECT_EQ(place_dite(legale, jour_dit), "obligation légale, dernier échange il y a 1 jour");
    EXPECT_EQ(place_dite(a_voir, jour_dit), "signalement à examiner, aujourd’hui, dernier échange il y a 1 jour");
    EXPECT_EQ(place_dite(silence, jour_dit), "aucun échange noté");
}

struct ReperesWeb : PreventionWeb {
    std::string grille() { return "/prevention/eleves/" + n(hugo); }
    web::Pairs un_signe(std::string code, std::string force = "net") {
        return {{"signe", code}, {"force", force}, {"constat", "Vu seul à chaque récréation."}, {"le", "2026-10-02"}};
    }
};

TEST_P(ReperesWeb, la_grille_dit_pourquoi_un_eleve_n_est_pas_puis_est_sur_la_liste) {
    auto ba = d.app.as(d.ba);
    auto page = ba.get(grille());
    EXPECT_TRUE(page.contient("Pas sur la liste : aucun signe actif. Absences : incalculable."));
    EXPECT_TRUE(page.contient("Incalculable : aucun fichier d’absences"));
    EXPECT_TRUE(ba.get("/prevention").contient("Personne n’est sur la liste."));
    EXPECT_EQ(ba.post(grille() + "/signes", un_signe("absences")).status, 422) << "elles se comptent";
    EXPECT_EQ(ba.post(grille() + "/signes", un_signe("isolement")).status, 303);
    EXPECT_TRUE(ba.get("/prevention").contient("Personne n’est sur la liste."));
    EXPECT_EQ(ba.post(grille() + "/signes", un_signe("chute_des_resultats")).status, 303);
    auto liste = ba.get("/prevention");
    EXPECT_TRUE(liste.contient("DIALLO Hugo"));
    EXPECT_TRUE(liste.contient("Des signes de 2 familles"));
    EXPECT_TRUE(liste.contient("À fixer")) << "la date de revoyure manque, et se voit";
    EXPECT_LE(liste.queries, 20);
    EXPECT_TRUE(ba.get("/").contient("Date à fixer"));
    auto refus = ba.post("/prevention/signes/1/decision",
                         {{"decision_1", "explique"}, {"explication_1", "Il a retrouvé un groupe."}, {"version", "1"}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_EQ(refus.error("jusqu_au_1"), "Dites jusqu’à quand ce signe est expliqué.");
    EXPECT_EQ(refus.value("explication_1"), "Il a retrouvé un groupe.") << "la saisie est gardée";
    auto decision = ba.post("/prevention/signes/1/decision",
                            {{"decision_1", "clos"}, {"explication_1", "Il a retrouvé un groupe."}, {"version", "1"}});
    EXPECT_EQ(decision.status, 303);
    EXPECT_TRUE(ba.get("/prevention").contient("Personne n’est sur la liste."));
    EXPECT_TRUE(ba.get(grille()).contient("Il a retrouvé un groupe."));
}

TEST_P(ReperesWeb, un_signe_ne_precede_ni_la_naissance_ni_l_annee_scolaire_derniere) {
    auto ba = d.app.as(d.ba);
    auto refus = ba.post(grille() + "/signes", avec(un_signe("retards"), {{"le", "1990-01-01"}}));
    EXPECT_EQ(refus.status, 422);
    EXPECT_NE(refus.error("le").find("01/09/2025"), std::string::npos) << refus.error("le");
    EXPECT_EQ(ba.post(grille() + "/signes", avec(un_signe("retards"), {{"le", "2025-09-01"}})).status, 303);
    EXPECT_EQ(ba.post(grille() + "/lycam", {{"le", "2009-10-01"}, {"edition", "2012"}, {"confiance", "37"}}).status,
              422)
        << "avant sa naissance";
}

TEST_P(ReperesWeb, la_page_d_un_eleve_et_la_liste_disent_la_meme_chose_de_sa_place) {
    auto ba = d.app.as(d.ba);
    d.app.as(lea).post("/signalements?eleve=" + n(hugo), fiche());
    auto raison = "Signalé par un adulte, à examiner.";
    EXPECT_TRUE(ba.get("/prevention").contient(raison));
    EXPECT_TRUE(ba.get(grille()).contient(raison));
    EXPECT_FALSE(ba.get(grille()).contient("Pas sur la liste"));
    ba.post("/prevention/1/examen", examen());
    raison = "Situation ouverte, sans signe actif : à revoir ou à clore.";
    EXPECT_TRUE(ba.get("/prevention").contient(raison));
    EXPECT_TRUE(ba.get(grille()).contient(raison));
    ba.post(grille() + "/signes", un_signe("isolement"));
    raison = "Situation ouverte, avec une seule famille de signes (vie au lycée ou au collège).";
    EXPECT_TRUE(ba.get("/prevention").contient(raison));
    EXPECT_TRUE(ba.get(grille()).contient(raison));
}

TEST_P(ReperesWeb, inscrire_un_eleve_demande_un_motif_et_une_date) {
    auto ba = d.app.as(d.ba);
    auto refus = ba.post(grille() + "/veille", {{"motif", ""}, {"revoir_le", ""}});
    EXPECT_EQ(refus.status, 422);
    EXPECT_FALSE(refus.error("revoir_le").empty());
    EXPECT_EQ(ba.post(grille() + "/veille", {{"motif", "Change de classe"}, {"revoir_le", "2026-10-12"}}).status, 303);
    auto liste = ba.get("/prevention");
    EXPECT_TRUE(liste.contient("Demandé par l’équipe : Change de classe."));
    EXPECT_TRUE(liste.contient("12/10/2026"));
    EXPECT_TRUE(ba.get("/").contient("Pour le 12/10/2026"));
    le(2026y / 10 / 20);
    EXPECT_TRUE(ba.get("/prevention").contient("En retard"));
    ba.post("/prevention/veille/1/retrait", {{"version", "1"}});
    EXPECT_TRUE(ba.get("/prevention").contient("Personne n’est sur la liste."));
}

TEST_P(ReperesWeb, beaucoup_de_signes_et_rien_d_ecrit_se_voit_avec_le_dernier_echange) {
    auto ba = d.app.as(d.ba);
    ba.post(grille() + "/signes", un_signe("isolement"));
    ba.post(grille() + "/signes", un_signe("lassitude_exprimee"));
    auto page = ba.get("/prevention/sans-ecrit");
    EXPECT_TRUE(page.contient("DIALLO Hugo"));
    EXPECT_TRUE(page.contient("Aucun échange noté"));
    d.app.as(lea).post("/signalements?eleve=" + n(hugo), fiche());
    EXPECT_FALSE(ba.get("/prevention/sans-ecrit").contient("DIALLO Hugo"));
    le(2026y / 11 / 20);
    auto tard = ba.get("/prevention/sans-ecrit");
    EXPECT_TRUE(tard.contient("DIALLO Hugo"));
    EXPECT_TRUE(tard.contient("05/10/2026")) << "la date du dernier écrit";
}

TEST_P(ReperesWeb, le_lycam_garde_ses_dimensions_et_n_a_aucun_total) {
    auto ba = d.app.as(d.ba);
    EXPECT_EQ(ba.post(grille() + "/lycam", {{"le", "2026-10-01"}, {"edition", "2012"}}).status, 422);
    EXPECT_EQ(ba.post(grille() + "/lycam",
                      {{"le", "2026-10-01"}, {"edition", "2012"}, {"confiance", "37"}, {"interet", "41"}})
                  .status,
              303);
    auto page = ba.get(grille());
    EXPECT_TRUE(page.contient("Confiance en soi"));
    EXPECT_TRUE(page.contient("37"));
    EXPECT_FALSE(page.contient("78")) << "37 + 41 ne s'écrit nulle part";
}

TEST_P(ReperesWeb, la_grille_d_un_eleve_ne_s_ouvre_que_dans_son_etablissement) {
    auto autre = d.un_agent("Ida", "RDS", acces::Role::referent_decrochage, {}, d.monod);
    EXPECT_EQ(d.app.as(autre).get(grille()).status, 404);
    EXPECT_EQ(d.app.as(d.awa).get(grille()).status, 404);
    EXPECT_EQ(d.app.as(lea).get(grille()).status, 403);
    EXPECT_EQ(d.app.as(d.diop).get(grille()).status, 403);
}

INSTANTIATE_TEST_SUITE_P(Bases, ReperesWeb, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
} // namespace essais
