#pragma once
// Dans quel ordre trancher (rapprochement.md §9) : ce que la réponse apprend d'abord. Pur.
#include <optional>
#include <vector>

#include "base/date.hpp"
#include "base/enumere.hpp"
#include "base/id.hpp"

namespace metier::reperage {

struct Paire;

enum class OrdreDePaires { utilite, incertitude, rivaux, obligation, ressemblance };
inline constexpr base::Entree<OrdreDePaires> ordres_de_paires[] = {
    {OrdreDePaires::utilite, "utilite", "Les plus utiles"},
    {OrdreDePaires::incertitude, "incertitude", "Les plus incertaines"},
    {OrdreDePaires::rivaux, "rivaux", "Les plus disputées"},
    {OrdreDePaires::obligation, "obligation", "Les 16-18 ans"},
    {OrdreDePaires::ressemblance, "ressemblance", "Les plus ressemblantes"},
};
constexpr std::span<base::Entree<OrdreDePaires> const> entrees(OrdreDePaires) { return ordres_de_paires; }
/// Une phrase pour la page.
std::string_view pourquoi_cet_ordre(OrdreDePaires ordre);

struct PaireARanger {
    Id<Paire> id;
    double probabilite = 0;
    std::int64_t composante = 1;
    int dixiemes = 0;
    std::optional<Date> naissance;
    bool reportee = false; ///< « plus tard » : toujours en dernier
};
/// Paramètres rapprochement.utilite_*, obligation.age_*.
struct PoidsDUtilite {
    int conflit = 25, obligation = 50;
    int age_debut = 16, age_fin = 18;
};
/// 100 points à une chance sur deux, 0 quand la machine est sûre ; plus les rivaux ; plus l'obligation, de l'année qui
/// la précède à sa fin.
int utilite(PaireARanger const& p, PoidsDUtilite const& poids, Date jour);
void ranger(std::vector<PaireARanger>& paires, OrdreDePaires ordre, PoidsDUtilite const& poids, Date jour);

} // namespace metier::reperage
