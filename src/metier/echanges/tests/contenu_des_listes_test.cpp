// Ce qu'une liste dit de chacun, au-delà de son nom, arrive au dossier : diplôme, dernière scolarité, accompagnement.
#include "metier/echanges/diplome_lu.hpp"
#include "metier/echanges/tests/essai.hpp"
#include "metier/reperage/reperage.hpp"

using namespace essais;
using jeunes::GenreDiplome;
using metier::echanges::diplome_lu;

namespace {

class ContenuDesListes : public testing::TestWithParam<std::string> {
protected:
    Distribution d{GetParam()};

    void recevoir(std::string const& contenu, std::vector<std::string> options = {}) {
        Fichier f{"liste.csv", contenu};
        options.insert(options.begin(), f.chemin());
        auto c = importer(d, options);
        ASSERT_EQ(c.statut, 0) << c.erreurs << c.sortie;
    }
    Id<metier::reperage::Campagne> campagne(Date observation) {
        auto id = d.ecrire([&](storage::Writer& db) {
            return metier::reperage::creer_campagne(db, d.horloge.instant(), d.awa,
                                                    {"Rentrée 2026", {2026}, d.nord, observation});
        });
        metier::reperage::calculer(*d.base, d.horloge.instant(), id);
        return id;
    }
    void inscrit_l_an_dernier(Id<jeunes::Jeune> jeune) {
        d.ecrire([&](storage::Writer& db) {
            jeunes::Inscription i;
            i.jeune = jeune;
            i.etablissement = d.zola;
            i.annee = {2025};
            i.du = i.annee.premier_jour();
            i.classe = "2CUI1";
            jeunes::inscrire(db, i);
        });
    }
    std::string caisse() { return une_valeur<std::string>(d, "select caisse from campagne_jeune"); }
};

TEST_P(ContenuDesListes, le_diplome_d_une_liste_est_au_dossier_et_la_campagne_le_voit) {
    recevoir("campagne;nom_famille;prenoms;date_naissance;sexe;uai_dernier_etablissement;diplome_plus_eleve\n"
             "2026-10;BACHELIER;Anna;11/05/2008;F;0350017D;Baccalauréat général\n");
    EXPECT_EQ(une_valeur<std::string>(d, "select d.genre from diplome d join source s on s.id = d.source_id where "
                                         "d.niveau = 4 and d.du_cursus = 1 and s.genre = 'siei'"),
              "bac_general");
    campagne(d.jour());
    EXPECT_EQ(caisse(), "diplome");
}

TEST_P(ContenuDesListes, un_cap_ne_ferme_pas_le_cursus_du_baccalaureat_et_le_brevet_ne_compte_pas) {
    recevoir("Nom;Prénom;Date de naissance;Sexe;Diplôme obtenu;Formation\n"
             "CAPISTE;Anna;11/05/2008;F;CAP cuisine;1re bac pro cuisine\n"
             "CAPISTE;Inna;12/05/2008;F;CAP cuisine;CAP cuisine\n"
             "BREVETE;Lola;13/05/2008;F;DNB;3e\n"
             "SANSRIEN;Lola;14/05/2008;F;Aucun;3e\n",
             {"--liste-siei"});
    auto cursus = [&](std::string const& prenom) {
        return une_valeur<std::int64_t>(
            d, "select d.du_cursus from diplome d join jeune j on j.id = d.jeune_id where j.prenom = '" + prenom +
                   "' and j.nom <> 'SANSRIEN'");
    };
    EXPECT_EQ(cursus("Anna"), 0);
    EXPECT_EQ(cursus("Inna"), 1);
    EXPECT_EQ(cursus("Lola"), 0);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from diplome"), 3);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from diplome where genre = 'dnb' and niveau is null"), 1);
}

TEST_P(ContenuDesListes, l_accompagnement_commence_a_la_date_d_entree_et_finit_a_celle_de_sortie) {
    inscrit_l_an_dernier(connu(d, "JACQUEMOT", "Ali", 2008y / 3 / 4));
    recevoir("NOM NAISSANCE;PRENOM;DATE NAISSANCE;CONSEILLER;DATE ENTREE;DATE SORTIE\n"
             "JACQUEMOT;ALI;04/03/2008;Mme DIOP;10/09/2026;\nPARTANT;ZOE;05/03/2008;Mme DIOP;10/09/2026;20/09/2026\n");
    EXPECT_EQ(une_valeur<std::string>(d, "select s.du from situation s join jeune j on j.id = s.jeune_id where j.nom = "
                                         "'JACQUEMOT' and s.au is null"),
              "2026-09-10");
    EXPECT_EQ(une_valeur<std::string>(d, "select au from situation where au is not null"), "2026-09-20");
    campagne(2026y / 10 / 1);
    EXPECT_EQ(caisse(), "en_solution");
}

TEST_P(ContenuDesListes, la_derniere_scolarite_d_une_liste_siei_est_au_dossier_et_les_definitions_se_calculent) {
    recevoir("campagne;nom_famille;prenoms;date_naissance;sexe;uai_dernier_etablissement;mef_dernier;libelle_formation;"
             "annee_derniere_inscription;date_sortie;motif_sortie\n"
             "2026-10;XYLOPHANE;Orane;11/05/2008;F;0350017D;24731112320;1ERE PRO COMMERCE;2025;15/06/2026;Démission\n");
    EXPECT_EQ(une_valeur<std::string>(d, "select e.nom || '/' || n.formation || '/' || n.mef || '/' || n.au || '/' || "
                                         "cast(n.annee as text) from inscription n join etablissement e on e.id = "
                                         "n.etablissement_id"),
              une_valeur<std::string>(d, "select nom from etablissement where uai = '0350017D'") +
                  "/1ERE PRO COMMERCE/2473111232/2026-06-15/2025");
    campagne(d.jour());
    EXPECT_EQ(caisse(), "presume");
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select legale from campagne_jeune"), 1);
    EXPECT_EQ(une_valeur<std::string>(d, "select formation from campagne_jeune"), "1ERE PRO COMMERCE");
}

TEST_P(ContenuDesListes, sans_annee_l_ecole_et_la_classe_sont_dites_et_la_definition_reste_inconnue) {
    recevoir("Nom;Prénom;Date de naissance;UAI dernier établissement;Dernière classe;Motif de sortie\n"
             "ZWAENEPOEL;Anaëlle;11/02/2007;0350017D;TCOM;Démission\n",
             {"--liste-siei"});
    campagne(d.jour());
    EXPECT_EQ(une_valeur<std::string>(d, "select p.classe || '/' || e.uai from campagne_jeune p join etablissement e "
                                         "on e.id = p.etablissement_id"),
              "TCOM/0350017D");
    EXPECT_TRUE(une_valeur<std::string>(d, "select pourquoi_legale from campagne_jeune")
                    .starts_with("Dernière scolarité inconnue"));
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from inscription"), 0) << "on n’invente pas d’année";
}

TEST_P(ContenuDesListes, une_scolarite_deja_connue_d_une_autre_source_n_est_pas_dite_deux_fois) {
    inscrit_l_an_dernier(connu(d, "DUVAL", "Zoe", 2008y / 3 / 4));
    recevoir("Nom;Prénom;Date de naissance;UAI dernier établissement;Année de dernière inscription\n"
             "DUVAL;Zoe;04/03/2008;0350017D;2025\n",
             {"--liste-siei"});
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from inscription"), 1);
}

TEST_P(ContenuDesListes, les_prenoms_ecrits_dans_une_seule_colonne_ne_font_pas_douter) {
    d.ecrire([&](storage::Writer& db) {
        jeunes::IdentiteLue i;
        i.nom = "PANTEGNIE";
        i.prenoms = {"Clément", "Michel", "Pascal"};
        i.naissance = 2008y / 3 / 4;
        auto source = jeunes::source(db, "saisie", "Saisie", jeunes::GenreSource::saisie);
        jeunes::creer(db, d.app.env().coffre, d.horloge.instant(), source, jeunes::cle_par_defaut(i), i, d.nord);
    });
    recevoir("NOM NAISSANCE;PRÉNOM;DATE NAISSANCE;CONSEILLER\nPANTEGNIE;CLÉMENT MICHEL;04/03/2008;Mme DIOP\n");
    EXPECT_EQ(une_valeur<std::string>(d, "select issue || motif from ligne_import"),
              "mise_a_jourMême nom, même prénom et même naissance qu’un dossier connu.");
    EXPECT_EQ(une_valeur<std::string>(d, "select prenom from jeune"), "Clément");
}

TEST_P(ContenuDesListes, une_liste_de_siecle_en_tableau_demande_son_ecole) {
    Fichier f{"liste.csv", "NOM;PRENOM;SEXE;NE(E) LE;MEF;DIV.;REG.;OPT1;DIV. PREC.;Doublant\n"
                           "DUVAL;Zoe;F;03/05/2009;24733404310;2CUI1;DP;AGL1;3A;N\n"};
    auto sans = importer(d, {f.chemin()});
    EXPECT_EQ(sans.statut, 2);
    EXPECT_NE(sans.erreurs.find("--uai"), std::string::npos) << sans.erreurs;
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from jeune"), 0);
    EXPECT_EQ(importer(d, {f.chemin(), "--uai", "0350017D"}).statut, 0);
    EXPECT_EQ(une_valeur<std::int64_t>(d, "select count(*) from inscription where etablissement_id is not null"), 1);
}

TEST_P(ContenuDesListes, la_meme_liste_ecrite_autrement_ne_change_rien) {
    recevoir("Nom;Prénom;Date de naissance;Téléphone;UAI;Classe\nDUVAL;Zoe;04/03/2008;0639981234;0350017D;2CUI\n",
             {"--nature", "eleves"});
    recevoir("Nom;Prénom;Date de naissance;Téléphone;UAI;Classe\nDUVAL;Zoe;2008-03-04;06 39 98 12 34;0350017D;2CUI\n",
             {"--nature", "eleves"});
    EXPECT_EQ(une_valeur<std::string>(d, "select issue from ligne_import order by id desc limit 1"), "identique");
    recevoir("Nom;Prénom;Date de naissance;Téléphone;UAI;Classe\nDUVAL;Zoe;39511;639981234;0350017D;2CUI\n",
             {"--nature", "eleves"});
    EXPECT_EQ(une_valeur<std::string>(d, "select issue from ligne_import order by id desc limit 1"), "identique");
}

TEST(DiplomeLu, se_lit_en_toutes_lettres_en_sigle_ou_en_niveau) {
    auto genre = [](std::string_view t) { return diplome_lu(t)->genre; };
    auto niveau = [](std::string_view t) { return diplome_lu(t)->niveau.value_or(0); };
    EXPECT_EQ(genre("Baccalauréat professionnel commerce"), GenreDiplome::professionnel);
    EXPECT_EQ(niveau("BAC PRO"), 4);
    EXPECT_EQ(genre("bac général"), GenreDiplome::bac_general);
    EXPECT_EQ(genre("Bac techno STMG"), GenreDiplome::bac_techno);
    EXPECT_EQ(genre("Brevet"), GenreDiplome::dnb);
    EXPECT_EQ(genre("Diplôme national du brevet"), GenreDiplome::dnb);
    EXPECT_EQ(niveau("Brevet de technicien supérieur"), 5);
    EXPECT_EQ(niveau("Brevet professionnel coiffure"), 4);
    EXPECT_EQ(genre("CFG"), GenreDiplome::cfg);
    EXPECT_EQ(niveau("V"), 3) << "nomenclature d’avant 2019";
    EXPECT_EQ(niveau("niveau 4"), 4);
    for (auto const* rien : {"", "Aucun", "sans diplôme", "VI", "1", "Non", "-", "Pas de diplôme"})
        EXPECT_FALSE(diplome_lu(rien)) << rien;
}

INSTANTIATE_TEST_SUITE_P(LesDeuxBases, ContenuDesListes, testing::ValuesIn(BaseDEssai::genres()));

} // namespace
