#pragma once
// Places libres : qui les offre, pour qui, et depuis quand quelqu'un l'a confirmé (metier.md §6.6, R-28, C-53, A-07).
#include <set>

#include "metier/partenariats/partenaire.hpp"
#include "metier/suivi/nomenclature.hpp"

namespace metier::jeunes {
struct Jeune;
}

namespace metier::partenariats {

struct Offre {
    Id<Offre> id;
    std::optional<Id<territoire::Etablissement>> etablissement;
    std::optional<Id<territoire::Structure>> structure;
    std::string partenaire, commune;
    suivi::Code code = suivi::Code::retour_lycee_pro;
    std::string formation;
    std::int64_t nombre = 1;
    Date du{};
    std::optional<Date> au;
    std::string conditions;
    std::optional<int> age_de, age_a;
    bool sans_qualification = false;
    std::optional<int> interruption; ///< mois
    Instant confirmee_le{};
    std::string confirmee_par; ///< vide : par un lien
    std::optional<Date> retiree_le;
    std::int64_t version = 1;

    Date confirmee() const { return base::a_paris(confirmee_le).jour; }
};
/// R-28 : grisée au-delà de `delai` jours sans confirmation ; on ne la propose plus.
inline bool grisee(Offre const& o, Date jour, int delai) { return base::jours_entre(o.confirmee(), jour) > delai; }
/// Encore offerte ce jour-là.
inline bool ouverte(Offre const& o, Date jour) { return !o.retiree_le && o.nombre > 0 && (!o.au || *o.au >= jour); }

std::optional<Offre> trouver(Reader& db, Id<Offre> id);
/// Non retirées d'un partenaire, la plus proche d'abord.
std::vector<Offre> offres(Reader& db, Partenaire const& p);
/// Celles-là, et celles qu'un lien vient de mettre à zéro depuis : il peut encore corriger.
std::vector<Offre> offres_a_corriger(Reader& db, Partenaire const& p, Instant depuis);
/// Ouvertes ce jour-là du secteur de ce rôle ; confirmées depuis peu d'abord.
std::vector<Offre> offres_du_secteur(Reader& db, acces::Portee const& portee, int nombre = 200);
/// Où que ce soit.
std::vector<Offre> toutes_les_offres(Reader& db, Date jour, int nombre = 1000);
/// Chaque mot cherché est dans la formation, le lieu ou la commune, sans accent ni majuscule.
bool repond(Offre const& o, std::string_view mots);

/// Crée (id nul) ou modifie ; l'enregistrer, c'est la confirmer. `par` absent : par un lien.
Id<Offre> enregistrer(Writer& db, Partenaire const& p, Offre const& o, std::optional<Id<acces::Agent>> par,
                      Instant instant);
/// Toujours ouverte, avec ce nombre ; zéro la retire, et un lien peut revenir sur son propre zéro. Rend vrai si le
/// nombre a changé.
bool confirmer(Writer& db, Id<Offre> id, std::int64_t nombre, std::optional<Id<acces::Agent>> par, Instant instant);

// ---- Pour qui

/// Un jeune sans solution que ce rôle suit, avec ce qu'il faut pour juger une place.
struct Candidat {
    Id<jeunes::Jeune> id;
    std::string nom, nom_usage, prenom;
    std::optional<Date> naissance;
    std::string commune;
    std::optional<Date> sorti_le; ///< dernier jour de sa dernière inscription
    bool qualifie = false, mobilite = false, sans_solution = false;
};
/// Ceux qui sont sans solution, par nom.
std::vector<Candidat> candidats(Reader& db, acces::Portee const& portee);
std::optional<Candidat> candidat(Reader& db, Id<jeunes::Jeune> jeune, Date jour);
/// À qui cette place a été proposée ; les places proposées à ce jeune.
std::set<Id<jeunes::Jeune>> deja_proposee_a(Reader& db, Id<Offre> offre);
std::set<Id<Offre>> deja_proposees(Reader& db, Id<jeunes::Jeune> jeune);

struct Avis {
    std::vector<std::string> contre; ///< vide : la place convient
    std::vector<std::string> a_voir; ///< ce qu'il faut régler ou vérifier
    bool convient() const { return contre.empty(); }
};
/// Une raison par condition non tenue, avec ce qui a été lu et ce qui est demandé; jamais un classement.
Avis avis(Offre const& o, Candidat const& c, bool deja_proposee, Date jour);

void noter_proposee(Writer& db, Id<Offre> offre, Id<jeunes::Jeune> jeune, std::int64_t solution, Instant instant,
                    Id<acces::Agent> par);

} // namespace metier::partenariats
