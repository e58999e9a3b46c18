// Ce qu'un fichier d'absences ne doit jamais faire : effacer par une ligne écartée, ou inventer une absence.
#include "metier/prevention/tests/cas_absences.hpp"

namespace essais {
namespace {

struct FichiersDAbsences : AbsencesWeb {
    FichiersDAbsences() { le(2026y / 11 / 26); }
    std::int64_t non_justifiees(std::string const& mois) {
        return d.lire([&](storage::Reader& db) {
            auto masque = db.maybe<std::int64_t>("select non_justifiees from absence_mois where mois = ?", mois);
            return static_cast<std::int64_t>(__builtin_popcountll(static_cast<std::uint64_t>(masque.value_or(0))));
        });
    }
};

TEST_P(FichiersDAbsences, les_dates_d_une_ligne_ecartee_n_effacent_rien) {
    applique("DIALLO Hugo;;01/10/2026;09/10/2026;13;Non\nDIALLO Hugo;;03/11/2026;06/11/2026;7;Non\n");
    ASSERT_EQ(alertes().size(), 2u);
    auto r = depose("DIALLO Hugo;;05/09/2026;05/11/2026;1;Non\nDIALLO Hugo;;13/11/2026;13/11/2026;2;Non\n");
    auto page = d.app.as(d.ba).follow(r);
    EXPECT_TRUE(page.contient("13/11/2026 – 13/11/2026")) << page.text("main");
    EXPECT_TRUE(page.contient("2 demi-journées ou totaux changeront"));
    d.app.as(d.ba).post(r.location + "/application", {{"version", "1"}});
    EXPECT_EQ(non_justifiees("2026-10-01"), 13);
    EXPECT_EQ(non_justifiees("2026-11-01"), 9);
    EXPECT_EQ(alertes().size(), 2u);
}

TEST_P(FichiersDAbsences, un_eleve_dont_une_ligne_est_ecartee_garde_ce_qui_est_note_de_ses_autres_jours) {
    un_jeune().nomme("ZOLI", "Ada").au(d.zola).cree(d);
    applique("DIALLO Hugo;;03/11/2026;03/11/2026;2;Non\nDIALLO Hugo;;05/11/2026;05/11/2026;2;Non\n");
    auto r = depose("ZOLI Ada;;02/11/2026;02/11/2026;2;Non\nDIALLO Hugo;;03/11/2026;03/11/2026;2;peut-être\n"
                    "DIALLO Hugo;;05/11/2026;05/11/2026;2;Oui\nZOLI Ada;;06/11/2026;06/11/2026;2;Non\n");
    EXPECT_TRUE(d.app.as(d.ba).follow(r).contient("1 élève a une ligne prise et une autre écartée"));
    d.app.as(d.ba).post(r.location + "/application", {{"version", "1"}});
    EXPECT_EQ(d.lire([&](storage::Reader& db) {
        return db.one<std::int64_t>("select non_justifiees from absence_mois where jeune_id = ?", hugo);
    }),
              std::int64_t{3} << 4)
        << "le 3 novembre est toujours noté, le 5 est justifié";
}

TEST_P(FichiersDAbsences, une_case_justifiee_vide_ne_fait_pas_une_absence_non_justifiee) {
    auto r = depose("DIALLO Hugo;;03/11/2026;03/11/2026;2;\nDIALLO Hugo;;05/11/2026;05/11/2026;2;\n"
                    "DIALLO Hugo;;06/11/2026;06/11/2026;2;Non\nDIALLO Hugo;;09/11/2026;09/11/2026;2;");
    auto page = d.app.as(d.ba).follow(r);
    EXPECT_TRUE(page.contient("3 lignes ne disent pas si l’absence est justifiée : elles sont écartées."));
    EXPECT_TRUE(page.contient("Ligne 2, justification : rien n’est écrit"));
    d.app.as(d.ba).post(r.location + "/application", {{"version", "1"}});
    EXPECT_EQ(non_justifiees("2026-11-01"), 2);
    EXPECT_TRUE(alertes().empty());
    auto aucune = depose("DIALLO Hugo;;03/11/2026;03/11/2026;2;\n");
    EXPECT_EQ(aucune.status, 422);
    EXPECT_TRUE(aucune.contient("1 ligne ne dit pas si l’absence est justifiée"));
}

TEST_P(FichiersDAbsences, qui_n_ecrit_que_les_oui_le_dit_et_une_derniere_ligne_coupee_reste_ecartee) {
    web::Pairs champs{{"mode", "brutes"}, {"vide", "1"}};
    auto lignes = std::string("DIALLO Hugo;;03/11/2026;03/11/2026;2;\nDIALLO Hugo;;04/11/2026;04/11/2026;1;Oui\n"
                              "DIALLO Hugo;;05/11/2026;05/11/2026;2;");
    auto coupee = d.app.as(d.ba).follow(depose(lignes, champs));
    EXPECT_TRUE(coupee.contient("1 case « Justifiée » vide est comptée non justifiée, comme vous l’avez demandé."));
    EXPECT_TRUE(coupee.contient("peut-être coupé"));
    applique(lignes + "\n", champs);
    ASSERT_EQ(alertes().size(), 1u);
    EXPECT_EQ(alertes()[0].nombre, 4);
}

TEST_P(FichiersDAbsences, un_total_impossible_l_est_aussi_quand_la_periode_touche_des_vacances_ou_un_ferie) {
    struct Cas {
        char const *du, *au, *au_plus;
    };
    for (auto [du, au, au_plus] : {Cas{"2026-10-01", "2026-10-31", "24"}, Cas{"2026-11-09", "2026-11-13", "8"},
                                   Cas{"2026-10-19", "2026-10-30", "0"}}) {
        auto r = depose_des_totaux("2A;DIALLO Hugo;25;25\n", du, au);
        EXPECT_EQ(r.status, 422);
        EXPECT_TRUE(r.contient(std::string("attendu : ") + au_plus + " au plus, deux par jour de classe")) << au_plus;
    }
    EXPECT_EQ(depose_des_totaux("2A;DIALLO Hugo;24;24\n", "2026-10-01", "2026-10-31").status, 303);
}

TEST_P(FichiersDAbsences, un_fichier_refuse_le_dit_des_le_titre_de_l_onglet) {
    auto r = d.app.as(d.ba).depose("/absences/importations", "fichier", "vide.csv", "", {{"mode", "brutes"}});
    EXPECT_EQ(r.status, 422);
    EXPECT_NE(r.body.find("<title>Erreur – Absences"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Bases, FichiersDAbsences, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
} // namespace essais
