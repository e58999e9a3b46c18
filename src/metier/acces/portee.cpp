#include "metier/acces/portee.hpp"

namespace metier::acces {

std::string est_visible(std::string_view colonne) {
    std::string j{colonne};
    return "exists (select 1 from (select cast(? as bigint) as role, cast(? as text) as jour) p where "
           "exists (select 1 from role_tenu r join jeune v on v.id = " +
           j +
           " join territoire_contient t on t.ancetre_id = r.territoire_id and t.descendant_id = v.bassin_id "
           "where r.id = p.role and r.role = 'coordonnateur') "
           "or exists (select 1 from role_tenu r join cercle c on c.agent_id = r.agent_id and c.jeune_id = " +
           j +
           " where r.id = p.role and c.visible_jusqu_au >= p.jour "
           "and r.role in ('coordonnateur', 'referent_decrochage', 'directeur_cio', 'psyen', 'mission_locale')) "
           "or exists (select 1 from role_tenu r join inscription i on i.etablissement_id = r.etablissement_id and "
           "i.jeune_id = " +
           j +
           " where r.id = p.role and i.visible_jusqu_au >= p.jour and r.role in ('chef_etablissement', "
           "'referent_decrochage')) "
           "or exists (select 1 from role_tenu r join reseau_bassin b on b.reseau_id = r.reseau_id join jeune v on "
           "v.id = " +
           j +
           " join territoire_contient t on t.ancetre_id = b.territoire_id and t.descendant_id = v.bassin_id "
           "where r.id = p.role and r.role in ('directeur_cio', 'mission_locale', 'psad') and v.psad_depuis is not "
           "null) "
           "or exists (select 1 from demande_acces d where d.role_tenu_id = p.role and d.jeune_id = " +
           j + " and d.reponse = 'acceptee' and d.jusqu_au >= p.jour))";
}

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
