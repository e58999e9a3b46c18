#pragma once
// Le dictionnaire des indicateurs (metier.md §9.2) et l'écriture d'un taux. Ni base, ni page.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/enumere.hpp"

namespace metier::pilotage {

enum class Indicateur { i01, i02, i03, i04, i04b, i05, i06, i07 };
inline constexpr base::Entree<Indicateur> indicateurs_connus[] = {
    {Indicateur::i01, "I-01", "Signalements"},         {Indicateur::i02, "I-02", "Délai de premier contact"},
    {Indicateur::i03, "I-03", "Taux de vérification"}, {Indicateur::i04, "I-04", "Taux de faux positifs"},
    {Indicateur::i04b, "I-04b", "Déjà en solution"},   {Indicateur::i05, "I-05", "Taux de joints"},
    {Indicateur::i06, "I-06", "Injoignables"},         {Indicateur::i07, "I-07", "Taux d’entretiens"},
};
constexpr std::span<base::Entree<Indicateur> const> entrees(Indicateur) { return indicateurs_connus; }
inline constexpr std::size_t nombre_d_indicateurs = std::size(indicateurs_connus);

/// Ce que mesure un indicateur. `version` change dès que le sens change : deux années ne se comparent qu'à version
/// égale.
struct Definition {
    Indicateur indicateur;
    std::string_view numerateur, denominateur, texte, unite, source;
    int version;
    Date depuis;
};
std::span<Definition const> dictionnaire();
Definition const& definition(Indicateur i);

/// Un nombre sur un autre, et sur combien on le sait.
struct Taux {
    std::int64_t n = 0, d = 0;
    std::int64_t renseignes = 0, population = 0;
    friend bool operator==(Taux const&, Taux const&) = default;
};
/// « 96,7 % », au dixième le plus proche ; « sans objet » si le dénominateur est nul.
std::string pourcentage(std::int64_t n, std::int64_t d);
/// « 29/30 (96,7 %) »
std::string affiche(Taux const& t);
/// « renseigné : 29/30 (96,7 %) »
std::string renseignement(Taux const& t);
/// « 1 234 »
std::string nombre(std::int64_t n);

/// 16-17, 18-20, 21-25 ans au jour d'observation ; « autre » en dehors.
enum class Tranche { de_16_a_17, de_18_a_20, de_21_a_25, autre, inconnue };
inline constexpr base::Entree<Tranche> tranches[] = {
    {Tranche::de_16_a_17, "16-17", "16-17 ans"}, {Tranche::de_18_a_20, "18-20", "18-20 ans"},
    {Tranche::de_21_a_25, "21-25", "21-25 ans"}, {Tranche::autre, "autre", "Autre âge"},
    {Tranche::inconnue, "", "Non renseigné"},
};
constexpr std::span<base::Entree<Tranche> const> entrees(Tranche) { return tranches; }
Tranche tranche(std::optional<Date> naissance, Date jour);

using base::code, base::libelle, base::lire_code;

} // namespace metier::pilotage
