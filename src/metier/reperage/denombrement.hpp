#pragma once
// Une campagne, personne par personne : ce dont pilotage fait ses nombres. Autant de requêtes quelle que soit sa
// taille.
#include <vector>

#include "metier/reperage/reperage.hpp"

namespace metier::reperage {

/// Où l'on compte : ces territoires et ce qu'ils contiennent, un seul établissement ; rien : toute la campagne.
struct Lieux {
    std::vector<Id<territoire::Territoire>> territoires = {};
    std::optional<Id<territoire::Etablissement>> etablissement = {};
};

/// Ce qu'on sait d'un présumé un jour donné.
struct FaitDePresume {
    Id<Jeune> jeune;
    std::optional<Id<territoire::Territoire>> territoire;
    std::optional<Id<territoire::Etablissement>> etablissement;
    std::string sexe;
    std::optional<Date> naissance;
    std::string classe;
    std::optional<Resultat> resultat; ///< la dernière vérification faite ce jour-là, et pas encore annulée
    std::optional<Date> verifie_le;
    std::optional<Date> signale_le; ///< première liste de l'année qui le désigne
};
/// Par numéro de jeune. Trois requêtes.
std::vector<FaitDePresume> presumes(Reader& db, Campagne const& campagne, Lieux const& lieux, Date au);

/// « select jeune_id … » : les présumés, pour les fonctions en masse des autres parties.
struct Selection {
    std::string sql;
    std::vector<storage::Param> parametres;
};
Selection selection_des_presumes(Id<Campagne> campagne, Lieux const& lieux);

struct EffectifDeCaisse {
    Caisse caisse = Caisse::presume;
    std::int64_t personnes = 0;
};
/// Inscrits de l'an dernier et signalés, par case. Deux requêtes.
std::vector<EffectifDeCaisse> effectifs(Reader& db, Id<Campagne> campagne, Lieux const& lieux);

/// Un présumé que ce rôle peut nommer, tel que son dossier le nomme.
struct PresumeNomme {
    Id<Jeune> jeune;
    std::string nom, prenom, sexe;
    std::optional<Date> naissance;
    std::string bassin, etablissement, classe;
    std::string cle_tri;
};
/// Dans la portée, par clé de tri puis numéro. Une requête.
std::vector<PresumeNomme> presumes_visibles(Reader& db, acces::Portee const& portee, Id<Campagne> campagne,
                                            Lieux const& lieux);

} // namespace metier::reperage
