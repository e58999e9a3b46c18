#include "metier/reunions/types.hpp"

#include <algorithm>

namespace metier::reunions {

std::span<Type const> types() {
    using enum acces::Role;
    constexpr auto equipe = acces::Visibilite::equipe, partenaires = acces::Visibilite::partenaires;
    static std::vector<Type> const tous = {
        {Genre::gpds,
         "Groupe de prévention du décrochage scolaire",
         "du GPDS",
         Terrain::etablissement,
         {chef_etablissement, referent_decrochage, coordonnateur},
         true,
         Quorum::direction_et_moitie,
         equipe,
         90,
         true},
        {Genre::comite_foquale,
         "Comité du réseau Formation Qualification Emploi",
         "du comité FOQUALE",
         Terrain::reseau_foquale,
         {responsable_foquale, coordonnateur, coordonnateur_departemental},
         true,
         Quorum::moitie,
         equipe,
         120,
         true},
        {Genre::psad,
         "Plateforme de suivi et d’appui aux décrocheurs",
         "de la PSAD",
         Terrain::psad,
         {psad, directeur_cio, mission_locale, coordonnateur},
         true,
         Quorum::moitie,
         partenaires,
         120,
         true},
        {Genre::bassin,
         "Tous ceux qui agissent dans le bassin",
         "de la réunion de bassin",
         Terrain::bassin,
         {coordonnateur, coordonnateur_departemental, directeur_cio, ien_io},
         true,
         Quorum::aucun,
         equipe,
         120,
         true},
        {Genre::equipe_pedagogique,
         "Les adultes qui entourent une classe ou un élève",
         "de l’équipe pédagogique",
         Terrain::etablissement,
         {chef_etablissement, referent_decrochage, cpe, coordonnateur},
         true,
         Quorum::aucun,
         equipe,
         60},
        {Genre::partenariat,
         "Avec des structures du bassin",
         "de la rencontre de partenaires",
         Terrain::bassin,
         {coordonnateur, coordonnateur_departemental, directeur_cio, mission_locale},
         false,
         Quorum::aucun,
         partenaires,
         90},
        {Genre::pilotage_departemental,
         "Sans dossier nominatif",
         "du pilotage départemental",
         Terrain::departement,
         {coordonnateur_departemental, ien_io, ia_dasen, draio},
         false,
         Quorum::moitie,
         partenaires,
         120,
         true},
        {Genre::formation_pairs,
         "S’entraider entre collègues",
         "de la formation entre pairs",
         Terrain::bassin,
         {coordonnateur, coordonnateur_departemental, directeur_cio, ien_io},
         false,
         Quorum::aucun,
         equipe,
         180},
        {Genre::evenement,
         "Par exemple la Semaine de la persévérance scolaire",
         "de l’événement",
         Terrain::bassin,
         {coordonnateur, coordonnateur_departemental, directeur_cio, mission_locale, ien_io},
         false,
         Quorum::aucun,
         partenaires,
         180},
    };
    return tous;
}

Type const& type_de(Genre genre) { return *std::ranges::find(types(), genre, &Type::genre); }

std::vector<Genre> conduits_par(acces::Role role) {
    std::vector<Genre> liste;
    for (auto const& t : types())
        if (std::ranges::find(t.conduisent, role) != t.conduisent.end())
            liste.push_back(t.genre);
    return liste;
}

} // namespace metier::reunions
