#pragma once
// Pages des territoires : des valeurs entrent, du HTML sort.
#include "metier/annuaire/formulaires.hpp"
#include "metier/annuaire/gestion.hpp"
#include "metier/annuaire/onglets.hpp"
#include "web/parts/tableau.hpp"

namespace metier::annuaire {

/// Un territoire et ce que l'arbre en montre.
struct Noeud {
    territoire::Territoire territoire;
    std::int64_t etablissements = 0;
    std::vector<std::string> coordonnateurs;
};
struct Arbre {
    std::vector<Noeud> noeuds; ///< fermés compris, sauf fondus
    bool avec_les_fermes = false;
    std::vector<web::AFaire> a_faire;
};
acces::Page page_arbre(Arbre const& arbre, Gestion const& gestion);

struct PersonneDuLieu {
    std::string nom, role;
};
struct Fiche {
    territoire::Territoire const& territoire;
    std::vector<territoire::Territoire> dessus, dedans;
    std::int64_t etablissements = 0;
    std::vector<territoire::Reseau> reseaux;
    std::vector<territoire::Structure> structures;
    std::vector<PersonneDuLieu> personnes;
    bool tenu = false, accueille = false, comptes = false;
};
acces::Page page_territoire(Fiche const& f, web::Csrf const& csrf);

acces::Page page_nouveau(std::optional<territoire::Territoire> const& parent, TerritoireForm const& form,
                         web::Csrf const& csrf);
acces::Page page_modification(territoire::Territoire const& t, ModificationForm const& form, web::Csrf const& csrf);
/// Quelqu'un a enregistré avant : les deux versions.
acces::Page page_conflit(territoire::Territoire const& actuel, ModificationForm const& form, web::Csrf const& csrf);
/// Le déplacement change qui voit qui : on le dit avant.
acces::Page page_deplacement(territoire::Territoire const& t, ModificationForm const& form,
                             territoire::Territoire const* vers, web::Html const& effet, web::Csrf const& csrf);
/// `empechements` : ce qui en dépend encore ; on ne ferme alors pas.
acces::Page page_fermeture(territoire::Territoire const& t, std::vector<std::string> const& empechements,
                           ClotureForm const& form, bool fusionnable, web::Csrf const& csrf);
acces::Page page_fusion(territoire::Territoire const& t, FusionForm const& form);
struct FusionAConfirmer {
    territoire::Territoire const &absorbe, &garde;
    std::vector<std::string> suivent; ///< « 12 établissements »
    web::Html effet;
    std::string refus; ///< vide : elle peut se faire
};
acces::Page page_confirmer_fusion(FusionAConfirmer const& f, web::Csrf const& csrf);

} // namespace metier::annuaire
