#include "metier/acces/portee.hpp"

#include <algorithm>
#include <vector>

namespace metier::acces {

namespace {

/// Une façon de voir un jeune : `depuis` relie le rôle tenu `vr` au jeune, entre deux jours.
struct Branche {
    std::string_view motif;
    std::vector<Role> roles; ///< vide : tous
    std::string_view depuis, jeune;
    std::string_view des_le = "'0001-01-01'", jusqu_au = "'9999-12-31'";
};

constexpr std::string_view secteur_du_reseau =
    "join reseau_bassin vb on vb.reseau_id = vr.reseau_id "
    "join territoire_contient vt on vt.ancetre_id = vb.territoire_id "
    "join jeune v on v.bassin_id = vt.descendant_id and v.psad_depuis is not null";

/// Du titre le plus proche du jeune au plus lointain. C'est ici, et nulle part ailleurs, que se dit qui voit qui.
std::vector<Branche> const& branches() {
    static std::vector<Branche> const toutes = {
        {"suivi",
         {Role::coordonnateur, Role::referent_decrochage, Role::directeur_cio, Role::psyen, Role::mission_locale},
         "join cercle v on v.agent_id = vr.agent_id",
         "v.jeune_id",
         "'0001-01-01'",
         "v.visible_jusqu_au"},
        {"etablissement",
         {Role::chef_etablissement, Role::referent_decrochage},
         "join inscription v on v.etablissement_id = vr.etablissement_id",
         "v.jeune_id",
         "'0001-01-01'",
         "v.visible_jusqu_au"},
        {"bassin",
         {Role::coordonnateur},
         "join territoire_contient vt on vt.ancetre_id = vr.territoire_id join jeune v on v.bassin_id = "
         "vt.descendant_id",
         "v.id"},
        {"psad", {Role::directeur_cio, Role::psad}, secteur_du_reseau, "v.id"},
        // De seize à vingt-cinq ans révolus (Code du travail, art. L. 5314-2).
        {"psad",
         {Role::mission_locale},
         secteur_du_reseau,
         "v.id",
         "cast(cast(substr(v.naissance, 1, 4) as integer) + 16 as text) || substr(v.naissance, 5)"},
        {"demande",
         {},
         "join demande_acces v on v.role_tenu_id = vr.id and v.reponse = 'acceptee'",
         "v.jeune_id",
         "'0001-01-01'",
         "v.jusqu_au"},
    };
    return toutes;
}

bool concerne(Branche const& b, std::optional<Role> role) {
    return !role || b.roles.empty() || std::ranges::find(b.roles, *role) != b.roles.end();
}

/// « from role_tenu… where » ce rôle tenu a l'un des rôles de la branche ; suivi d'autres conditions.
std::string corps(Branche const& b) {
    std::string sql = " from role_tenu vr " + std::string(b.depuis) + " where ";
    for (auto role : b.roles)
        sql += (role == b.roles.front() ? "vr.role in ('" : "', '") + std::string(base::code(role));
    return sql + (b.roles.empty() ? "1 = 1" : "')");
}

std::string ligne_a_ligne(std::optional<Role> role, std::string const& role_tenu, std::string const& jour,
                          std::string_view colonne) {
    std::string sql;
    for (auto const& b : branches())
        if (concerne(b, role))
            sql += (sql.empty() ? "(exists (select 1" : " or exists (select 1") + corps(b) +
                   " and vr.id = " + role_tenu + " and " + std::string(b.jeune) + " = " + std::string(colonne) +
                   " and " + jour + " between " + std::string(b.des_le) + " and " + std::string(b.jusqu_au) + ")";
    return sql + ")";
}

std::string ensemble(std::optional<Role> role, std::string_view sauf) {
    std::string sql;
    for (auto const& b : branches())
        if (concerne(b, role) && b.motif != sauf)
            sql += (sql.empty() ? "select vr.id as role_tenu_id, " : " union all select vr.id, ") +
                   std::string(b.jeune) + " as jeune_id, " + std::string(b.des_le) + " as des_le, " +
                   std::string(b.jusqu_au) + " as jusqu_au" + corps(b);
    return "(select vis.jeune_id from (" + sql +
           ") vis where vis.role_tenu_id = ? and ? between vis.des_le and "
           "vis.jusqu_au)";
}

} // namespace

std::string est_visible(Role role, std::string_view colonne) {
    return "exists (select 1 from (select cast(? as bigint) as role, cast(? as text) as jour) vp where " +
           ligne_a_ligne(role, "vp.role", "vp.jour", colonne) + ")";
}

std::string est_visible_de(std::string_view role_tenu, std::string_view jour, std::string_view colonne) {
    return ligne_a_ligne(std::nullopt, std::string(role_tenu), std::string(jour), colonne);
}

std::string visibles(Role role) { return ensemble(role, ""); }
std::string visibles_hors_secteur(Role role) { return ensemble(role, "bassin"); }

std::optional<std::string> motif(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune) {
    std::string sql;
    std::vector<storage::Param> p;
    for (auto const& b : branches()) {
        if (!concerne(b, portee.role))
            continue;
        sql += (sql.empty() ? "" : " union all ") +
               ("select " + std::to_string(p.size()) + " as rang, '" + std::string(b.motif) + "' as motif" + corps(b)) +
               " and vr.id = ? and " + std::string(b.jeune) + " = ? and ? between " + std::string(b.des_le) + " and " +
               std::string(b.jusqu_au);
        for (auto const& valeur :
             {storage::to_param(portee.role_tenu), storage::to_param(jeune), storage::to_param(portee.jour)})
            p.push_back(valeur);
    }
    auto premier = db.all_with<std::string>("select motif from (" + sql + ") m order by rang limit 1", p);
    return premier.empty() ? std::nullopt : std::optional{premier.front()};
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
