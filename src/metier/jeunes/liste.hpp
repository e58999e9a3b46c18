#pragma once
// Les jeunes de la portée : filtres, tri par nom, pages par clé.
#include "metier/jeunes/jeunes.hpp"
#include "metier/jeunes/regles.hpp"

namespace metier::jeunes {

enum class FiltreObligation { soumis, a_verifier };
inline constexpr base::Entree<FiltreObligation> filtres_d_obligation[] = {
    {FiltreObligation::soumis, "soumis", "16-18 ans, soumis à l’obligation"},
    {FiltreObligation::a_verifier, "a_verifier", "Soumis, et sans rien qui la remplisse"},
};
constexpr std::span<base::Entree<FiltreObligation> const> entrees(FiltreObligation) { return filtres_d_obligation; }

struct FiltreDeListe {
    std::optional<Id<Territoire>> bassin;
    std::optional<Id<Etablissement>> etablissement; ///< inscrit cette année ou l'an dernier
    std::optional<GenreSituation> situation;        ///< en cours
    std::optional<int> age_de, age_a;               ///< compris
    bool sans_referent = false;
    std::optional<FiltreObligation> obligation;
    FenetreDAge fenetre;
    /// Bord de page : (cle_tri, id) de la ligne du bord.
    std::optional<std::pair<std::string, std::int64_t>> apres, avant;
    int nombre = 20;
};
struct LigneDeListe {
    Resume resume;
    std::string cle_tri;
};
struct PageDeListe {
    std::vector<LigneDeListe> lignes;
    bool precedente = false, suivante = false;
};
PageDeListe lister(Reader& db, acces::Portee const& portee, FiltreDeListe const& filtre);

} // namespace metier::jeunes
