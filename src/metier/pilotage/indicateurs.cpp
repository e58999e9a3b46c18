#include "metier/pilotage/indicateurs.hpp"

#include "base/ensure.hpp"

namespace metier::pilotage {
namespace {

constexpr std::string_view source = "Dictionnaire Raccroche, metier.md §9.2 (à valider avec la DRAIO)";
constexpr Date depuis = 2026y / 9 / 1;

constexpr Definition definitions[] = {
    {Indicateur::i01, "jeunes signalés", "aucun",
     "Jeunes que la campagne désigne comme présumés sortis sans diplôme : par le croisement des listes de l’an dernier "
     "et de cette année, ou par "
     "une liste reçue. Chaque jeune compte une fois.",
     "jeunes", source, 1, depuis},
    {Indicateur::i02, "jours entre le signalement et le premier contact abouti", "jeunes signalés",
     "Médiane des jours entre le signalement (date de la liste qui désigne le jeune, sinon jour d’observation de la "
     "campagne) et le premier contact "
     "abouti ou le premier entretien. Le rapport dit pour combien de jeunes signalés ce délai est connu.",
     "jours", source, 1, depuis},
    {Indicateur::i03, "situations vérifiées", "présumés reçus",
     "Présumés dont quelqu’un a établi la situation. Un jeune injoignable pour l’instant n’est pas vérifié.", "%",
     source, 1, depuis},
    {Indicateur::i04, "présumés trouvés inscrits en formation initiale ou déjà diplômés",
     "situations vérifiées, injoignables exclus",
     "Part des jeunes vérifiés qui n’avaient pas décroché : l’erreur des listes, à rendre à chaque source.", "%",
     source, 1, depuis},
    {Indicateur::i04b, "présumés en emploi, en formation continue, en service civique ou déjà accompagnés",
     "situations vérifiées",
     "Part des jeunes vérifiés sortis de formation initiale mais qui avaient déjà une solution.", "%", source, 1,
     depuis},
    {Indicateur::i05, "jeunes joints", "jeunes confirmés sans solution",
     "Confirmés avec qui un contact a abouti, ou qui ont été reçus.", "%", source, 1, depuis},
    {Indicateur::i06, "présumés injoignables", "jeunes confirmés sans solution",
     "Rapport entre les présumés restés injoignables et les confirmés. Un injoignable n’est pas un confirmé : le "
     "rapport peut dépasser 100 %.",
     "%", source, 1, depuis},
    {Indicateur::i07, "confirmés ayant eu au moins un entretien de situation", "jeunes confirmés sans solution",
     "Confirmés reçus au moins une fois en entretien de situation.", "%", source, 1, depuis},
};

} // namespace

std::span<Definition const> dictionnaire() { return definitions; }

Definition const& definition(Indicateur i) {
    for (auto const& d : definitions)
        if (d.indicateur == i)
            return d;
    ensure(false, "chaque indicateur a sa définition");
    return definitions[0];
}

std::string nombre(std::int64_t n) {
    auto chiffres = std::to_string(n < 0 ? -n : n);
    for (auto i = static_cast<std::ptrdiff_t>(chiffres.size()) - 3; i > 0; i -= 3)
        chiffres.insert(static_cast<std::size_t>(i), "\u00a0");
    return (n < 0 ? "-" : "") + chiffres;
}

std::string pourcentage(std::int64_t n, std::int64_t d) {
    if (d <= 0)
        return "sans objet";
    auto dixiemes = (n * 2000 + d) / (2 * d);
    return nombre(dixiemes / 10) + "," + std::to_string(dixiemes % 10) + "\u00a0%";
}

std::string affiche(Taux const& t) { return nombre(t.n) + "/" + nombre(t.d) + " (" + pourcentage(t.n, t.d) + ")"; }

std::string renseignement(Taux const& t) {
    return "renseigné\u00a0: " + nombre(t.renseignes) + "/" + nombre(t.population) + " (" +
           pourcentage(t.renseignes, t.population) + ")";
}

Tranche tranche(std::optional<Date> naissance, Date jour) {
    if (!naissance)
        return Tranche::inconnue;
    int ans = base::age(*naissance, jour);
    if (ans < 16 || ans > 25)
        return Tranche::autre;
    return ans <= 17 ? Tranche::de_16_a_17 : ans <= 20 ? Tranche::de_18_a_20 : Tranche::de_21_a_25;
}

} // namespace metier::pilotage
