#pragma once
// Dedans : ce que montrent les pages d'une campagne.
#include <map>

#include "metier/reperage/reperage.hpp"

namespace metier::reperage {

/// Son nom ; suivi de son territoire quand une autre de la liste porte le même.
std::string nom_distinct(Campagne const& c, std::vector<Campagne> const& liste);
/// Territoires où ce rôle peut ouvrir une campagne.
std::vector<std::pair<Id<territoire::Territoire>, std::string>> territoires_possibles(Reader& db,
                                                                                      acces::Portee const& portee);
/// Celle qui est déjà ouverte sur ce territoire, cette année-là.
std::optional<Campagne> campagne_ouverte(Reader& db, Id<territoire::Territoire> ou, base::AnneeScolaire annee);
/// Deux ouvertures en même temps passent l'une après l'autre. Conflit si une campagne y est déjà ouverte.
void exiger_aucune_ouverte(Writer& db, Id<territoire::Territoire> ou, base::AnneeScolaire annee);
/// Nombre de jeunes par case, dans les bassins du rôle.
std::map<Caisse, std::int64_t> par_caisse(Reader& db, acces::Portee const& portee, Id<Campagne> id);
/// Présumés selon chaque définition, dans les bassins du rôle.
struct ParDefinition {
    std::int64_t legale = 0, siei = 0, locale = 0, presumes = 0;
};
ParDefinition par_definition(Reader& db, acces::Portee const& portee, Id<Campagne> id);
struct SourceCherchee {
    std::string nom;
    base::AnneeScolaire annee;
    std::int64_t personnes = 0;
    Instant vue_le{};
};
std::vector<SourceCherchee> sources_cherchees(Reader& db, Id<Campagne> id);
void clore(Writer& db, Instant maintenant, Id<acces::Agent> agent, Id<Campagne> id, std::int64_t version);

/// Une place dans une campagne.
struct PlaceVue {
    Id<Campagne> campagne;
    Id<Jeune> jeune;
    Caisse caisse = Caisse::presume;
    std::string motif;
    bool legale = false, siei = false, locale = false;
    std::string pourquoi_legale, pourquoi_siei, pourquoi_locale, origine, source;
    std::string nom, prenom; ///< figés
    std::optional<Date> naissance;
    std::string etablissement, classe, formation;
    std::optional<Id<Verification>> verification;
    std::int64_t version = 1;
};
std::optional<PlaceVue> place(Reader& db, acces::Portee const& portee, Id<Campagne> campagne, Id<Jeune> jeune);
/// Ses places dans toutes les campagnes, la plus récente d'abord.
std::vector<PlaceVue> places(Reader& db, Id<Jeune> jeune);
/// Jeunes d'une case, dans la portée, par nom, après ce curseur (clé de tri, numéro).
struct JeuneDeCaisse {
    Id<Jeune> jeune;
    std::string nom, prenom;
    std::optional<Date> naissance;
    std::string etablissement, classe, motif, cle_tri;
};
std::vector<JeuneDeCaisse> de_la_caisse(Reader& db, acces::Portee const& portee, Id<Campagne> campagne, Caisse caisse,
                                        std::string const& apres_tri, std::int64_t apres_id, int nombre);
struct Proche {
    Id<Jeune> jeune;
    std::string nom, prenom;
    std::optional<Date> naissance;
    int dixiemes = 0;
    std::string pourquoi;
};
std::vector<Proche> proches(Reader& db, Id<Campagne> campagne, Id<Jeune> jeune);

} // namespace metier::reperage
