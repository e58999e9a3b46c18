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
