#pragma once
// Dedans : ce qu'une vérification change, gardé pour revenir exactement à l'état d'avant.
#include "metier/jeunes/memoire_situations.hpp"
#include "metier/reperage/verifications.hpp"

namespace metier::reperage {

struct Memoire {
    std::vector<jeunes::SituationVue> avant, apres;
    std::string solution; ///< de quoi rendre celle que la vérification a rompue
};
/// Complète `apres` par ce que l'on sait maintenant, et garde le tout avec la vérification.
void retenir(Writer& db, Id<Verification> id, Id<Jeune> jeune, Memoire memoire);

std::string origine(Id<Verification> id);
inline constexpr std::string_view issue_verifiee = "Situation vérifiée"; ///< des relances qu'une vérification clôt

} // namespace metier::reperage
