#pragma once
// Rendre à chaque source ses faux sortants, avec leur motif codé, et son taux d'erreur (C-11, N-8).
#include <filesystem>

#include "metier/reperage/relecture/statistiques.hpp"
#include "metier/reperage/reperage.hpp"

namespace metier::reperage {

struct TauxDeSource {
    Id<Source> source;
    std::string nom;
    Part erreur; ///< faux parmi les vérifiés
    std::int64_t presumes = 0;
};
/// Dans la portée, le taux le plus sûrement élevé d'abord.
std::vector<TauxDeSource> taux_des_sources(Reader& db, acces::Portee const& portee, Id<Campagne> campagne);

/// Signalé à tort : inscrit ailleurs, ou déjà diplômé.
struct FauxSortant {
    std::string nom, prenom; ///< figés au calcul
    std::optional<Date> naissance;
    std::string uai, etablissement, classe;
    Resultat resultat = Resultat::inscrit_ailleurs;
    std::string cause; ///< code ; vide si personne ne l'a dite
    std::string structure;
    Date verifie_le;
};
struct TauxDEtablissement {
    std::string uai, nom;
    std::int64_t presumes = 0;
    Part erreur;
};
struct Retour {
    Id<Source> source;
    std::string nom;
    std::int64_t presumes = 0;
    Part erreur;
    std::vector<TauxDEtablissement> etablissements;
    std::vector<FauxSortant> faux;
};
/// Rien si cette source n'a désigné personne dans la portée.
std::optional<Retour> retour(Reader& db, acces::Portee const& portee, Id<Campagne> campagne, Id<Source> source);

enum class FormatDeRetour { csv, xlsx };
inline constexpr base::Entree<FormatDeRetour> formats_de_retour[] = {
    {FormatDeRetour::csv, "csv", "CSV"},
    {FormatDeRetour::xlsx, "xlsx", "Classeur (XLSX)"},
};
constexpr std::span<base::Entree<FormatDeRetour> const> entrees(FormatDeRetour) { return formats_de_retour; }

/// CSV : provenance, taux par établissement, faux sortants, l'un sous l'autre. XLSX : une feuille chacun.
void ecrire(std::filesystem::path const& chemin, FormatDeRetour format, std::string const& provenance, Retour const& r);

} // namespace metier::reperage
