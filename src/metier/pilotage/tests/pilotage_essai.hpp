#pragma once
// Les trente lignes d'octobre de metier.md, vérifiées pour de vrai par reperage, sur le bassin nord.
#include "metier/pilotage/pilotage.hpp"
#include "metier/reperage/tests/campagne_d_essai.hpp"

namespace essais {

namespace pilotage = metier::pilotage;

struct OctobreA06 : CampagneDEssai {
    explicit OctobreA06(std::string const& genre = "sqlite") : CampagneDEssai{genre} {
        using R = reperage::Resultat;
        for (int i = 0; i < 30; ++i)
            jeunes_.push_back(sorti(noms[i], "Prénom" + std::string(1, static_cast<char>('A' + i % 26))));
        campagne = calculee();
        int i = 0;
        for (auto [r, combien] : {std::pair{R::inscrit_ailleurs, 18},
                                  {R::en_emploi, 2},
                                  {R::accompagne, 1},
                                  {R::confirme, 8},
                                  {R::injoignable, 1}})
            for (int k = 0; k < combien; ++k)
                EXPECT_EQ(verifier(campagne, jeunes_[static_cast<std::size_t>(i++)], r,
                                   r == R::inscrit_ailleurs ? "CFA de Val-Clair" : "")
                              .refus,
                          "");
        draio = d.un_agent("Rose", "DRAY", acces::Role::draio, d.academie);
    }
    std::vector<Id<jeunes::Jeune>> jeunes_;
    Id<reperage::Campagne> campagne;
    Id<acces::Agent> draio; ///< DRAIO, toute l'académie

    static constexpr char const* noms[30] = {
        "ABADIE", "BERTIN",  "CARLIER", "DELORME", "ESNAULT", "FAUVEL", "GIRARD", "HUGUET", "IMBERT",  "JOLY",
        "KELLER", "LAVAL",   "MERCIER", "NICOL",   "OLIVIER", "PASCAL", "QUERE",  "RENARD", "SAUVAGE", "TESSIER",
        "URBAIN", "VASSEUR", "WAGNER",  "XAVIER",  "YVON",    "ZELLER", "AUBRY",  "BLIN",   "COSTE",   "DUMAS"};
};

} // namespace essais
