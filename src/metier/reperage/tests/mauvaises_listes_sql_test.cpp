// Des lignes vides, pareilles ou démesurées : une campagne n'en refuse aucune et ne perd personne.
#include <gtest/gtest.h>

#include "metier/reperage/tests/campagne_d_essai.hpp"
#include "metier/reperage/tests/dossier_d_essai.hpp"

using namespace metier::reperage;
using namespace essais;

namespace {

class MauvaisesListes : public testing::TestWithParam<std::string>, protected CampagneDEssai {
protected:
    MauvaisesListes() : CampagneDEssai{GetParam()} {}
    void calculer_de_deux_facons() {
        reperage::calculer(*d.base, d.horloge.instant(), c, {}, Etendue::ce_qui_change, dossier.reserve());
        auto const peu_a_peu = cases();
        reperage::calculer(*d.base, d.horloge.instant(), c, {}, Etendue::tout);
        EXPECT_EQ(cases(), peu_a_peu);
        EXPECT_EQ(compter("select count(distinct jeune_id) from campagne_jeune"), compter(de_l_an_dernier));
    }
    std::vector<std::string> cases() {
        return d.lire([&](storage::Reader& db) {
            return db.all<std::string>("select cast(jeune_id as text) || ' ' || caisse || ' ' || motif from "
                                       "campagne_jeune order by jeune_id");
        });
    }
    static constexpr auto de_l_an_dernier = "select count(distinct jeune_id) from inscription where annee = 2025";
    DossierDEssai dossier;
    Id<Campagne> c;
};

} // namespace

TEST_P(MauvaisesListes, lignes_vides_pareilles_ou_demesurees_y_ont_chacune_leur_place) {
    for (int i = 0; i < 40; ++i)
        sorti("MARTIN", "Léa");
    for (int i = 0; i < 20; ++i)
        doublon("MARTIN", "Léa");
    sorti("", "");
    sorti("SNP", "INCONNU");
    sorti("-", "’");
    sorti(std::string(5'000, 'X'), "Zoé");
    sorti("محمد", "李");
    auto const sans_date = sorti("DIALLO", "Hugo");
    auto const le_premier_janvier = sorti("ROUÉ", "Anaïs", 2009y / 1 / 1);
    d.ecrire([&](storage::Writer& db) { db.run("update jeune set naissance = null where id = ?", sans_date); });
    c = ouverte();
    calculer_de_deux_facons();
    EXPECT_NE(caisse(c, sans_date), "absent");
    EXPECT_EQ(caisse(c, le_premier_janvier), "presume");
    doublon("", "");
    doublon("DIALLO", "Hugo");
    doublon("ROUÉ", "Anaïs", 2009y / 1 / 2);
    doublon(std::string(5'000, 'X'), "Zoé");
    calculer_de_deux_facons();
    EXPECT_NE(caisse(c, sans_date), "absent");
}

INSTANTIATE_TEST_SUITE_P(Bases, MauvaisesListes, testing::ValuesIn(BaseDEssai::genres()));
