// Un entretien devient privé pendant qu'un collègue le modifie : son texte lui revient.
#include "metier/suivi/tests/cas.hpp"

namespace essais {
namespace {

TEST_F(SuiviWeb, le_texte_d_un_entretien_devenu_prive_entre_temps_est_rendu_sans_rien_en_dire) {
    auto lina = un_jeune().nomme("BERNARD", "Lina").en_psad(2026y / 9 / 1).au(d.zola).cree(d);
    auto awa = d.app.as(d.awa);
    auto fait = awa.post(jeune(lina) + "/entretiens/situation", entretien("Le secret de l’auteur."));
    auto roy = d.app.as(d.roy);
    ASSERT_EQ(roy.get(fait.location + "/modifier").status, 200);
    auto prive = avec(entretien("Le secret de l’auteur."), {{"visibilite", "privee"}, {"version", "1"}});
    ASSERT_EQ(awa.post(fait.location, prive).status, 303);
    auto r = roy.post(fait.location, avec(entretien("Vingt minutes de mon travail."), {{"version", "1"}}));
    EXPECT_EQ(r.status, 404);
    EXPECT_TRUE(r.contient("Cet entretien ne vous est plus ouvert"));
    EXPECT_TRUE(r.contient("Vingt minutes de mon travail."));
    EXPECT_FALSE(r.contient("Le secret"));
    EXPECT_EQ(roy.get(fait.location).status, 404);
    auto inconnu = roy.post("/entretiens/987654", entretien("Vingt minutes de mon travail."));
    EXPECT_EQ(inconnu.status, 404) << "la même page si l'entretien n'existe pas";
    EXPECT_TRUE(inconnu.contient("Cet entretien ne vous est plus ouvert"));
    EXPECT_EQ(roy.post("/entretiens/987654").status, 404);
}

} // namespace
} // namespace essais
