#include "metier/acces/portee.hpp"

namespace metier::acces {

std::optional<std::string> motif(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune) {
    // Le suivi d'abord : c'est le titre le plus proche du jeune.
    return db.maybe<std::string>(
        "select motif from jeune_visible where role_tenu_id = ? and jeune_id = ? and jusqu_au >= ? "
        "order by case motif when 'suivi' then 0 when 'etablissement' then 1 when 'bassin' then 2 when 'psad' then 3 "
        "else 4 end limit 1",
        portee.role_tenu, jeune, portee.jour);
}

std::string pourquoi(std::string_view motif, Role role, std::string_view perimetre) {
    std::string lieu{perimetre};
    if (motif == "suivi")
        return "Vous voyez ce dossier parce que vous faites partie du cercle qui suit ce jeune.";
    if (motif == "etablissement")
        return "Vous voyez ce dossier parce que ce jeune est inscrit, ou l’était il y a moins d’un an, dans votre "
               "établissement : " +
               lieu + ".";
    if (motif == "bassin")
        return "Vous voyez ce dossier parce que ce jeune relève de votre secteur : " + lieu + ".";
    if (motif == "psad")
        return "Vous voyez ce dossier parce que ce jeune est dans le périmètre de la plateforme : " + lieu + ".";
    if (motif == "demande")
        return "Vous voyez ce dossier parce que l’accès que vous avez demandé a été accepté.";
    return "Vous voyez ce dossier en tant que : " + std::string(base::libelle(role)) + ".";
}

} // namespace metier::acces
