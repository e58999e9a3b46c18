// What was guessed is written, changed by hand, and read again.
#include "rapprochement/configuration.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

using namespace rapprochement;

namespace {
Plan plan() {
    return {.colonnes = {
                {.en_tete = "id", .role = Role::id},
                {.en_tete = "N# carte", .role = Role::ignoree},
                {.en_tete = "Nom = complet", .role = Role::nom_et_prenom, .ordre = OrdreDuNom::prenom_puis_nom},
                {.en_tete = "né le", .role = Role::naissance, .forme = FormeDeDate::mois_jour_annee, .raison = "vu"}}};
}
std::string refus(std::string const& texte) {
    try {
        lire_configuration(texte);
    } catch (std::invalid_argument const& e) {
        return e.what();
    }
    return {};
}
} // namespace

TEST(Configuration, ce_qui_est_ecrit_se_relit) {
    auto const p = plan();
    Configuration const c{.premier = configure(p, "a.csv", 0)};
    auto const relue = lire_configuration(ecrire(c, p, &p));
    EXPECT_EQ(relue.premier.cle, "id");
    auto autre = p;
    for (auto& colonne : autre.colonnes)
        colonne = {.en_tete = colonne.en_tete};
    appliquer(relue.premier, autre);
    for (std::size_t i = 0; i < p.colonnes.size(); ++i) {
        EXPECT_EQ(autre.colonnes[i].role, p.colonnes[i].role) << i;
        EXPECT_EQ(autre.colonnes[i].forme, p.colonnes[i].forme) << i;
        EXPECT_EQ(autre.colonnes[i].ordre, p.colonnes[i].ordre) << i;
    }
    EXPECT_EQ(relue.cout, 20);
    EXPECT_EQ(relue.bloc_max, 500U);
}

TEST(Configuration, les_reglages_changent_les_options) {
    Options options;
    appliquer(lire_configuration("[reglages]\ncout = 99\nmarge = 3,5 # bits\nbloc_max = 50\n"), options);
    EXPECT_DOUBLE_EQ(options.seuils.lien, 0.99);
    EXPECT_DOUBLE_EQ(options.seuils.marge, 3.5);
    EXPECT_EQ(options.bloc_max, 50U);
}

TEST(Configuration, une_erreur_dit_sa_ligne) {
    EXPECT_NE(refus("[premier]\nx = nomm\n").find("ligne 2"), std::string::npos);
    EXPECT_NE(refus("x = nom\n").find("ligne 1"), std::string::npos);
    EXPECT_NE(refus("[autre]\n").find("est inconnu"), std::string::npos);
    EXPECT_NE(refus("[reglages]\ncout = beaucoup\n").find("nombre positif"), std::string::npos);
    EXPECT_NE(refus("[reglages]\nvitesse = 3\n").find("n’existe pas"), std::string::npos);
    EXPECT_NE(refus("[premier]\nx = naissance hier\n").find("ni une forme"), std::string::npos);
    EXPECT_EQ(refus("\n# rien\n[second]\n"), "");
    auto p = plan();
    EXPECT_THROW(appliquer({.colonnes = {{.en_tete = "absente", .role = Role::nom}}}, p), std::invalid_argument);
}
