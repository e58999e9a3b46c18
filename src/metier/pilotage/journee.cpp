#include "metier/pilotage/pilotage.hpp"

namespace metier::pilotage {
namespace {

/// L'essentiel en deux minutes : ce qui est vérifié, ce qui était faux, qui est joint, qui est reçu.
std::vector<web::AFaire> essentiel(Bilan const& b) {
    auto ou = web::lien("/indicateurs");
    auto detail = b.campagne + ", " + b.perimetre;
    std::vector<web::AFaire> lignes;
    for (auto const& v : b.ensemble)
        if (v.indicateur != Indicateur::i02 && v.indicateur != Indicateur::i06)
            lignes.push_back({std::string(libelle(v.indicateur)) + "\u00a0: " + affiche(v), ou, detail,
                              web::Ton::neutre, std::string(code(v.indicateur))});
    return lignes;
}

} // namespace

void rubriques(agenda::Journee& journee) {
    journee.rubrique(
        {5, "Chiffres de mon périmètre", acces::Droit::lire_indicateurs,
         [](acces::Contexte& cx) -> std::vector<web::AFaire> {
             if (cx.peut(acces::Droit::suivre)) // sa journée est faite de jeunes, pas de chiffres
                 return {};
             auto db = cx.db();
             auto perimetre = perimetre_du_role(db, cx.portee());
             auto campagnes = perimetre ? reperage::campagnes(db, cx.portee()) : std::vector<reperage::Campagne>{};
             if (campagnes.empty())
                 return {};
             auto jour = std::min(cx.jour(), campagnes.front().annee.dernier_jour());
             return essentiel(cx.peut(acces::Droit::lire_dossier)
                                  ? etablir(relever(db, campagnes.front(), *perimetre, jour))
                                  : bilan_partage(db, campagnes.front(), *perimetre, jour));
         },
         [](acces::Contexte& cx) {
             return cx.peut(acces::Droit::suivre) ? std::nullopt : std::optional{web::lien("/indicateurs")};
         }});
}

} // namespace metier::pilotage
