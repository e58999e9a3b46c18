#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/secret.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/echanges/formats/absences.hpp"

using namespace metier::echanges;

namespace {

struct Lu {
    FormatDAbsences format;
    std::vector<AbsenceLue> lignes;
    std::vector<DefautDeLigne> defauts;
    std::vector<std::string> avertissements;
};

Lu lire(std::string const& contenu) {
    auto chemin = std::filesystem::temp_directory_path() / ("absences_" + base::hexa(base::octets_au_hasard(6)));
    std::ofstream{chemin} << contenu;
    struct Efface {
        std::filesystem::path chemin;
        ~Efface() { std::filesystem::remove(chemin); }
    } efface{chemin};
    auto lecteur = ouvrir_des_absences(chemin, "absences.csv");
    Lu lu{lecteur->format(), {}, {}, {}};
    AbsenceLue a;
    std::optional<DefautDeLigne> d;
    while (lecteur->suivante(a, d))
        d ? lu.defauts.push_back(*d) : lu.lignes.push_back(a);
    lu.avertissements = lecteur->avertissements();
    return lu;
}

std::string refus(std::string const& contenu) {
    try {
        lire(contenu);
    } catch (documents::FichierRefuse const& e) {
        return documents::phrase(e.refus());
    }
    return "lu";
}

TEST(Absences, pronote_a_deux_lignes_d_en_tete_et_ses_motifs_ne_sont_pas_gardes) {
    auto lu = lire("Élève;Classe;Absences;;;;Bulletin;\n"
                   ";;Du;Au;Motif;Réglée;Demi-journées bulletin;Justifiée\n"
                   "DIALLO Hugo;2MELEC;05/10/2026 à 08h00;06/10/2026 à 12h00;MALADIE;Oui;3;Non\n"
                   "N'DIAYE Anne-Lou;2MELEC;07/10/2026;;;;1;Oui\n");
    ASSERT_EQ(lu.lignes.size(), 2u);
    EXPECT_EQ(lu.format, FormatDAbsences::detail);
    auto const& a = lu.lignes[0];
    EXPECT_EQ(a.nom_et_prenom, "DIALLO Hugo");
    EXPECT_EQ(a.debut, Date{2026y / 10 / 5});
    EXPECT_EQ(a.fin, Date{2026y / 10 / 6});
    EXPECT_EQ(a.minute_debut, 8 * 60);
    EXPECT_EQ(a.minute_fin, 12 * 60);
    EXPECT_EQ(a.demi_journees, 3.0);
    EXPECT_EQ(a.justifiee, false) << "« réglée » ne veut pas dire justifiée";
    EXPECT_EQ(lu.lignes[1].justifiee, true);
    EXPECT_EQ(lu.lignes[1].fin, Date{2026y / 10 / 7});
    EXPECT_EQ(lu.avertissements.size(), 2u);
}

TEST(Absences, une_ligne_mal_formee_dit_ou_ce_qui_est_lu_et_ce_qui_est_attendu) {
    auto lu = lire("Nom;Prénom;Né(e) le;Du;Au;DJ;Justifiée\n"
                   "DIALLO;Hugo;04/03/2010;31/02/2026;;1;Non\n"
                   ";;;05/10/2026;;1;Non\n"
                   "DIALLO;Hugo;;05/10/2026;01/10/2026;1;Non\n"
                   "DIALLO;Hugo;;05/10/2026;;beaucoup;Non\n"
                   "DIALLO;Hugo;;05/10/2026;;1;peut-être\n"
                   "DIALLO;Hugo;;05/10/2026;;0,5;O\n");
    ASSERT_EQ(lu.defauts.size(), 5u);
    EXPECT_EQ(lu.defauts[0].phrase(),
              "Ligne 2, colonne « Du » : lu « 31/02/2026 », attendu : une date, par exemple 05/10/2026.");
    EXPECT_EQ(lu.defauts[1].colonne, "Nom");
    EXPECT_EQ(lu.defauts[2].colonne, "Au");
    EXPECT_EQ(lu.defauts[3].lu, "beaucoup");
    EXPECT_EQ(lu.defauts[4].attendu, "Oui ou Non");
    ASSERT_EQ(lu.lignes.size(), 1u);
    EXPECT_EQ(lu.lignes[0].demi_journees, 0.5);
}

TEST(Absences, une_ligne_coupee_ne_fabrique_pas_d_absence_non_justifiee_et_un_titre_double_se_dit) {
    auto lu =
        lire("Élève;Classe;Du;DJ;Justifiée;Justifiée\nDIALLO Hugo;2A;05/10/2026\nZOLI Ada;2A;05/10/2026;1;Non;Oui\n");
    ASSERT_EQ(lu.defauts.size(), 1u);
    EXPECT_EQ(lu.defauts[0].attendu, "une ligne entière : celle-ci est coupée avant cette colonne");
    ASSERT_EQ(lu.lignes.size(), 1u);
    EXPECT_EQ(lu.lignes[0].justifiee, false);
}

TEST(Absences, une_case_justifiee_vide_ne_dit_ni_oui_ni_non) {
    auto lu = lire("Élève;Du;DJ;Justifiée\nDIALLO Hugo;05/10/2026;2;\nDIALLO Hugo;06/10/2026;2; \n"
                   "DIALLO Hugo;07/10/2026;2;1\nDIALLO Hugo;08/10/2026;2;0\n");
    ASSERT_EQ(lu.lignes.size(), 4u) << "une ligne entière : elle se lit";
    EXPECT_EQ(lu.lignes[0].justifiee, std::nullopt);
    EXPECT_EQ(lu.lignes[1].justifiee, std::nullopt);
    EXPECT_EQ(lu.lignes[2].justifiee, true);
    EXPECT_EQ(lu.lignes[3].justifiee, false);
}

TEST(Absences, les_cumuls_de_kosmos_de_gepi_et_de_siecle_se_lisent) {
    auto kosmos = lire("Classe;Élève;½ j. d'absences comptabilisées;½ j. d'absences non justifiées comptabilisées;\n"
                       "2A;DIALLO Hugo;9;5;\n2A;ZOLI Ada;2;3;\n");
    ASSERT_EQ(kosmos.lignes.size(), 1u);
    EXPECT_EQ(kosmos.format, FormatDAbsences::cumul);
    EXPECT_EQ(kosmos.lignes[0].total, 9);
    EXPECT_EQ(kosmos.lignes[0].non_justifiees, 5);
    EXPECT_EQ(kosmos.defauts.size(), 1u) << "plus de non justifiées que d'absences";
    auto gepi = lire("0123;7;4;2\n456;1;0;0\n");
    ASSERT_EQ(gepi.lignes.size(), 2u);
    EXPECT_EQ(gepi.lignes[0].numero, 123);
    EXPECT_EQ(gepi.lignes[0].retards, 2);
    auto siecle = lire("<?xml version=\"1.0\"?><exportAbsence><eleve elenoet=\"0123\" nbAbs=\"7\" nbNonJustif=\"4\" "
                       "nbRet=\"2\"/><eleve elenoet=\"x\" nbAbs=\"1\"/></exportAbsence>");
    ASSERT_EQ(siecle.lignes.size(), 1u);
    EXPECT_EQ(siecle.lignes[0].numero, 123);
    EXPECT_EQ(siecle.defauts[0].colonne, "elenoet");
}

TEST(Absences, un_fichier_d_un_autre_usage_est_refuse_en_disant_quoi_faire) {
    EXPECT_NE(refus("Élève;Du;Au;Réglée\nDIALLO Hugo;05/10/2026;;Oui\n").find("« Réglée » veut dire traitée"),
              std::string::npos);
    EXPECT_NE(refus("Classe;Professeur\n2A;M. X\n").find("Aucune colonne ne nomme l’élève"), std::string::npos);
    EXPECT_NE(refus("Élève;Classe\nDIALLO Hugo;2A\n").find("Ni date d’absence ni total"), std::string::npos);
    EXPECT_NE(refus("<?xml version=\"1.0\"?><BEE_ELEVES/>").find("exportAbsence"), std::string::npos);
    EXPECT_NE(refus(""), "lu");
}

} // namespace
