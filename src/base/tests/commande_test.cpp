#include "base/commande.hpp"

#include <CLI/CLI.hpp>
#include <gtest/gtest.h>

#include <sstream>

namespace {

struct Terminal {
    std::ostringstream sortie, erreurs;
    std::optional<int> lire(std::vector<std::string> const& arguments) {
        CLI::App app{"Essai.", "raccroche essai"};
        base::en_francais(app, base::pied_des_donnees);
        int port = 0;
        double cout = 0;
        std::string nom, taille;
        app.add_option("--port", port, "port d’écoute");
        app.add_option("--nom", nom, "nom")->required();
        app.add_option("--cout", cout, "coût")->check(CLI::PositiveNumber);
        app.add_option("--taille", taille, "taille")->check(CLI::IsMember({"petite", "grande"}));
        sortie.str("");
        erreurs.str("");
        return base::lire_arguments(app, arguments, sortie, erreurs);
    }
};

TEST(Commande, l_aide_est_en_francais_et_dit_les_options_communes) {
    Terminal t;
    EXPECT_EQ(t.lire({"--aide"}), 0);
    for (auto const* attendu : {"Emploi", "(obligatoire)", "--donnees DOSSIER", "NOMBRE"})
        EXPECT_NE(t.sortie.str().find(attendu), std::string::npos) << attendu << t.sortie.str();
    EXPECT_EQ(t.sortie.str().find("Usage"), std::string::npos);
}

TEST(Commande, ce_qui_manque_ou_ne_convient_pas_se_dit_en_francais) {
    Terminal t;
    EXPECT_EQ(t.lire({}), 2);
    EXPECT_EQ(t.erreurs.str(), "Il manque --nom.\nL’aide : raccroche essai --aide\n");
    EXPECT_EQ(t.lire({"--nom", "a", "--port", "abc"}), 2);
    EXPECT_TRUE(t.erreurs.str().starts_with("--port : « abc » ne convient pas. Il faut un nombre entier."))
        << t.erreurs.str();
    EXPECT_EQ(t.lire({"--nom", "a", "--cout", "abc"}), 2);
    EXPECT_TRUE(t.erreurs.str().starts_with("--cout : « abc » ne convient pas. Il faut un nombre plus grand que 0."))
        << t.erreurs.str();
    EXPECT_EQ(t.lire({"--nom", "a", "--taille", "énorme"}), 2);
    EXPECT_TRUE(t.erreurs.str().starts_with(
        "--taille : « énorme » ne convient pas. Il faut l’un de ces mots : petite, grande."))
        << t.erreurs.str();
    EXPECT_EQ(t.lire({"--nom", "a", "reste"}), 2);
    EXPECT_TRUE(t.erreurs.str().starts_with("Argument inattendu : reste.")) << t.erreurs.str();
    EXPECT_EQ(t.lire({"--nom"}), 2);
    EXPECT_TRUE(t.erreurs.str().starts_with("--nom attend une valeur : un texte.")) << t.erreurs.str();
    EXPECT_EQ(t.lire({"--nom", "a"}), std::nullopt);
}

} // namespace
