// A document as values: the same one as a printable page, an ODT, a PDF.
#include "documents/ecrit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "documents/pdf.hpp"
#include "documents/tests/fichiers.hpp"
#include "documents/xml.hpp"
#include "documents/zip.hpp"
#include "documents/zip_ecriture.hpp"

using namespace documents;

namespace {

Ecrit releve() {
    Ecrit e;
    e.titre = "Relevé de décisions, GPDS d’octobre";
    e.sous_titre = "Lycée Zola, le 5 octobre 2026";
    e.pied = "À ne pas diffuser";
    e.blocs = {Titre{"Décisions"},
               Paragraphe{"Trois situations, <b>deux</b> décisions & rien d’autre."},
               Liste{{"Rappeler la famille", "Voir le CIO"}, true},
               Fiche{{{"Référente", "Mme Ba"}}},
               Tableau{"Qui fait quoi", {"Quoi", "Qui", "Pour le"}, {{"Tutorat", "M. Ott", "12/10/2026"}, {"Stage"}}},
               SautDePage{},
               Signatures{{"Le chef d’établissement", "La famille"}}};
    return e;
}

std::string entree(essai::Dossier const& d, std::string const& octets, std::string const& nom) {
    ArchiveZip archive(d.ecrire("releve.odt", octets), "releve.odt");
    auto vers = d.chemin("lu.xml");
    extraire(archive.source(*archive.trouver(nom)), vers);
    std::ifstream lu(vers, std::ios::binary);
    return {std::istreambuf_iterator<char>(lu), {}};
}

/// What a command prints; empty when it fails.
std::string sortie(std::string const& commande) {
    std::string texte;
    auto* tuyau = popen(commande.c_str(), "r");
    std::array<char, 4'096> tampon{};
    while (auto n = std::fread(tampon.data(), 1, tampon.size(), tuyau))
        texte.append(tampon.data(), n);
    return pclose(tuyau) == 0 ? texte : "";
}

} // namespace

TEST(Ecrit, ce_qui_est_saisi_reste_du_texte_sur_la_page_imprimable) {
    auto page = page_imprimable(releve());
    EXPECT_NE(page.find("&lt;b&gt;deux&lt;/b&gt; décisions &amp; rien"), std::string::npos);
    EXPECT_EQ(page.find("<b>"), std::string::npos);
    EXPECT_TRUE(page.starts_with("<!DOCTYPE html><html lang=\"fr\">"));
    EXPECT_NE(page.find("<th scope=\"col\">Qui</th>"), std::string::npos);
    EXPECT_NE(page.find("<caption>Qui fait quoi</caption>"), std::string::npos);
}

TEST(Ecrit, un_odt_commence_par_son_type_et_garde_titres_et_tableaux) {
    essai::Dossier d;
    auto octets = odt(releve());
    EXPECT_EQ(octets.substr(30, 8), "mimetype");
    EXPECT_EQ(octets.substr(38, 39), "application/vnd.oasis.opendocument.text");
    auto contenu = entree(d, octets, "content.xml");
    EXPECT_NE(contenu.find("text:outline-level=\"1\">Relevé de décisions"), std::string::npos);
    EXPECT_NE(contenu.find("<table:table-header-rows>"), std::string::npos);
    EXPECT_NE(contenu.find("&lt;b&gt;deux&lt;/b&gt;"), std::string::npos);
    EXPECT_NE(entree(d, octets, "styles.xml").find("style:name=\"Titre_2\""), std::string::npos);
}

TEST(Ecrit, une_ligne_trop_courte_d_un_tableau_garde_ses_colonnes) {
    essai::Dossier d;
    auto contenu = entree(d, odt(releve()), "content.xml");
    auto cellules = 0;
    for (auto ou = contenu.find("<table:table-cell "); ou != std::string::npos;
         ou = contenu.find("<table:table-cell ", ou + 1))
        ++cellules;
    EXPECT_EQ(cellules, 3 * 3 + 2);
}

TEST(Ecrit, le_meme_ecrit_donne_toujours_les_memes_octets) { EXPECT_EQ(odt(releve()), odt(releve())); }

TEST(Ecrit, une_lettre_porte_son_expediteur_son_destinataire_et_son_objet) {
    Ecrit e;
    e.titre = "Lettre à la famille";
    e.lettre = EnTeteDeLettre{{"Lycée Zola", "Rennes"}, {"Mme Ndiaye"}, "Rennes, le 5 octobre 2026", "absences"};
    auto page = page_imprimable(e);
    EXPECT_NE(page.find("Lycée Zola<br/>Rennes"), std::string::npos);
    EXPECT_NE(page.find("Objet\u00a0: absences"), std::string::npos);
    EXPECT_EQ(page.find("<h1>"), std::string::npos);
}

TEST(Ecrit, un_fichier_s_annonce_avec_son_poids) {
    EXPECT_EQ(poids_affiche("PDF", 62 * 1'024), "PDF, 62\u00a0Ko");
    EXPECT_EQ(poids_affiche("ODT", 1), "ODT, 1\u00a0Ko");
    EXPECT_EQ(poids_affiche("PDF", 1'024 * 1'024 * 3 / 2), "PDF, 1,5\u00a0Mo");
}

TEST(Ecrit, une_case_a_signer_dit_qui_a_deja_signe) {
    Ecrit e;
    e.titre = "Contrat";
    e.blocs = {Signatures{{"Le jeune", "Le tuteur", "La famille"}, {"Signé le 25/11/2026", "", ""}}};
    auto page = page_imprimable(e);
    EXPECT_NE(page.find("Le jeune<p class=\"note\">Signé le 25/11/2026</p>"), std::string::npos);
    EXPECT_NE(page.find("<td>La famille</td>"), std::string::npos) << "reste à signer";
    essai::Dossier d;
    EXPECT_NE(entree(d, odt(e), "content.xml").find("Signé le 25/11/2026"), std::string::npos);
}

TEST(Pdf, un_pied_long_ne_coupe_pas_le_numero_de_la_page) {
    essai::Dossier d;
    Ecrit e;
    e.titre = "Contrat";
    e.pied = "Préparé le 26/11/2026 à 17 h 05 par Nadia BERTHELOT, mission de lutte contre le décrochage scolaire de "
             "Saint-Malo. À ne pas diffuser au-delà de ceux qui doivent agir.";
    auto chemin = d.ecrire("contrat.pdf", pdf(page_imprimable(e)));
    EXPECT_NE(sortie("pdftotext -layout '" + chemin.string() + "' -").find("page 1 sur 1"), std::string::npos);
}

TEST(Pdf, une_signature_n_est_jamais_seule_sur_sa_page) {
    essai::Dossier d;
    for (int rangs = 22; rangs <= 34; rangs += 4) { // l'une de ces longueurs finit juste au bas de la page
        Ecrit e{.titre = "Lettre"};
        e.lettre = EnTeteDeLettre{{"Lycée Zola"}, {"Mme Diallo"}, "Rennes, le 5 octobre 2026", "Absences"};
        Tableau releve_{"Relevé", {"Jour"}, {}};
        releve_.lignes.resize(static_cast<std::size_t>(rangs), {"lundi"});
        e.blocs = {releve_, Paragraphe{"Je vous prie d’agréer mes salutations."}, Signatures{{"La cheffe"}}};
        auto texte = sortie("pdftotext '" + d.ecrire("lettre.pdf", pdf(page_imprimable(e))).string() + "' -");
        auto page = [&](char const* mot) { return std::ranges::count(texte.substr(0, texte.find(mot)), '\f'); };
        ASSERT_NE(texte.find("La cheffe"), std::string::npos);
        EXPECT_EQ(page("La cheffe"), page("salutations")) << rangs;
        EXPECT_NE(entree(d, odt(e), "content.xml").find("\"Texte_lie\">Je vous prie"), std::string::npos);
    }
}

TEST(Pdf, la_page_imprimable_devient_un_pdf_en_francais_pagine) {
    essai::Dossier d;
    auto chemin = d.ecrire("releve.pdf", pdf(page_imprimable(releve())));
    auto texte = sortie("pdftotext -layout '" + chemin.string() + "' -");
    EXPECT_NE(texte.find("Relevé de décisions, GPDS d’octobre"), std::string::npos);
    EXPECT_NE(texte.find("<b>deux</b> décisions & rien"), std::string::npos);
    EXPECT_NE(texte.find("page 2 sur 2"), std::string::npos);
    EXPECT_NE(texte.find("À ne pas diffuser"), std::string::npos);
    EXPECT_NE(sortie("pdfinfo '" + chemin.string() + "'").find("Tagged:          yes"), std::string::npos);
}

TEST(Pdf, un_serveur_sans_metteur_en_page_le_dit) {
    try {
        pdf("<p>x</p>", {}, "programme-qui-n-existe-pas");
        FAIL();
    } catch (PdfImpossible const& e) {
        EXPECT_NE(std::string(e.what()).find("n’est pas installée"), std::string::npos);
    }
}

TEST(Pdf, une_mise_en_page_trop_longue_est_arretee) {
    essai::Dossier d;
    auto lent = d.ecrire("lent.sh", "#!/bin/sh\nsleep 60\n");
    std::filesystem::permissions(lent, std::filesystem::perms::owner_all);
    auto debut = std::chrono::steady_clock::now();
    EXPECT_THROW(pdf("<p>x</p>", {std::chrono::seconds{1}}, lent.string()), PdfImpossible);
    EXPECT_LT(std::chrono::steady_clock::now() - debut, std::chrono::seconds{20});
}
