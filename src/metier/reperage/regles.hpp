#pragma once
// Les règles du repérage : pures, sans base ni horloge.
#include <array>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "metier/jeunes/regles.hpp"
#include "metier/reperage/listes.hpp"

namespace metier::reperage {

/// Ce qu'on sait d'un jeune au moment du calcul.
struct FaitsDeCampagne {
    jeunes::Faits faits;
    std::optional<Resultat> parti; ///< déménagement ou décès déjà vérifié
    std::optional<Date> parti_le;
    std::optional<Resultat> deja_verifie; ///< par une campagne de la même année : ne se redemande pas
    std::optional<Date> deja_verifie_le;
    std::string signale_par; ///< nom de la source qui le dit sorti, vide sinon
    bool signale_siei = false;
};
struct ReglesDeCampagne {
    base::AnneeScolaire annee;
    Date observation;
    jeunes::ReglesDeDecrochage decrochage;
};
struct Place {
    Caisse caisse = Caisse::presume;
    std::string motif;
    std::array<jeunes::Decrochage, 3> definitions; ///< légale, SIEI, locale
};
/// À augmenter quand une règle ou une phrase de `placer` change : tout le monde est alors jugé de nouveau.
constexpr int version_des_regles = 2;
/// une case et une seule, avec son motif.
Place placer(FaitsDeCampagne const& f, ReglesDeCampagne const& r);

/// Inscription de l'année, en cours le jour dit, avec une classe ; rien sinon.
std::optional<jeunes::InscriptionVue> inscription_en_cours(jeunes::Faits const& f, base::AnneeScolaire annee,
                                                           Date jour);

/// L'étage de l'entonnoir où tombe une vérification ; `verifies` pour un départ (vérifié, sans plus).
Etage etage(Resultat r);
bool est_verifie(Resultat r);
/// Situation que la vérification fait noter ; rien pour un départ, un diplôme ou un injoignable.
std::optional<jeunes::GenreSituation> situation_de(Resultat r);
jeunes::Fondement fondement(Preuve p);
/// Le résultat qui dit cette situation ; rien pour « sans solution » et « inconnue ».
std::optional<Resultat> resultat_de(jeunes::GenreSituation g);
/// Le résultat dit que le jeune n'est plus dans cette situation (R-22 : une seule compte).
bool contredit(Resultat r, jeunes::GenreSituation g);

/// « 16-17 », « 18-20 », « 21-25 », « 26 et plus », « inconnu ».
std::string tranche_d_age(std::optional<Date> naissance, Date jour);

} // namespace metier::reperage
