#include "metier/acces/portee.hpp"

#include <algorithm>
#include <vector>

#include "metier/acces/delegation.hpp"

namespace metier::acces {

namespace {

enum class Forme {
    du_jeune, ///< une condition sur la ligne `v` de la table jeune
    lien,     ///< « select … » de numéros, cherché un jeune à la fois
    ensemble, ///< le même, quelques centaines de numéros au plus : lu d'un coup
};

/// Une façon de voir un jeune. $tenu : le rôle tenu `vr`, s'il est de ceux de la branche ; $role, $jour, et $seize, le
/// jour seize ans plus tôt.
struct Branche {
    std::string_view motif;
    int proximite;           ///< le titre le plus proche du jeune d'abord
    std::vector<Role> roles; ///< vide : tous
    Forme forme;
    std::string_view texte;
};

/// C'est ici, et nulle part ailleurs, que se dit qui voit qui. L'ordre est celui des questions : la réponse la plus
/// fréquente d'abord.
std::vector<Branche> const& branches() {
    static std::vector<Branche> const toutes = {
        {"bassin",
         2,
         {Role::coordonnateur},
         Forme::du_jeune,
         "v.bassin_id in (select vt.descendant_id from role_tenu vr join territoire_contient vt on vt.ancetre_id = "
         "vr.territoire_id where $tenu)"},
        {"etablissement",
         1,
         {Role::chef_etablissement, Role::referent_decrochage},
         Forme::lien,
         "select v.jeune_id from inscription v where v.visible_jusqu_au >= $jour and v.etablissement_id in (select "
         "vr.etablissement_id from role_tenu vr where $tenu)"},
        {"psad",
         3,
         {Role::directeur_cio, Role::psad},
         Forme::du_jeune,
         "v.psad_depuis is not null and v.bassin_id in (select vt.descendant_id from role_tenu vr join reseau_bassin "
         "vb on vb.reseau_id = vr.reseau_id join territoire_contient vt on vt.ancetre_id = vb.territoire_id where "
         "$tenu)"},
        // De seize à vingt-cinq ans révolus (Code du travail, art. L. 5314-2) ; naissance inconnue : non.
        {"psad",
         3,
         {Role::mission_locale},
         Forme::du_jeune,
         "v.psad_depuis is not null and v.naissance <= $seize and v.bassin_id in (select vt.descendant_id from "
         "role_tenu vr join reseau_bassin vb on vb.reseau_id = vr.reseau_id join territoire_contient vt on "
         "vt.ancetre_id = vb.territoire_id where $tenu)"},
        {"suivi",
         0,
         {Role::coordonnateur, Role::referent_decrochage, Role::directeur_cio, Role::psyen, Role::mission_locale},
         Forme::lien,
         "select v.jeune_id from cercle v where v.visible_jusqu_au >= $jour and v.agent_id in (select vr.agent_id from "
         "role_tenu vr where $tenu)"},
        // Le cercle de qui l'on remplace, le temps de la délégation : ceux qu'il suit encore, pas ceux qu'il relit.
        {"remplacement",
         0,
         {Role::coordonnateur, Role::referent_decrochage, Role::directeur_cio, Role::psyen, Role::psad,
          Role::mission_locale},
         Forme::lien,
         "select v.jeune_id from cercle v join delegation vd on vd.de_agent_id = v.agent_id join role_tenu vr on "
         "vr.id = vd.role_tenu_id where v.au is null and vd.du <= $jour and vd.au >= $jour and $tenu"},
        // Vingt-quatre heures, avec un motif, et dite à l'équipe (C-87).
        {"urgence",
         5,
         {},
         Forme::ensemble,
         "select v.jeune_id from role_tenu vr join acces_urgence v on v.role_tenu_id = vr.id where v.expire_le > "
         "$instant and $tenu"},
        {"demande",
         4,
         {},
         Forme::ensemble,
         "select v.jeune_id from role_tenu vr join demande_acces v on v.role_tenu_id = vr.id where v.reponse = "
         "'acceptee' and v.jusqu_au >= $jour and $tenu"},
    };
    return toutes;
}

bool concerne(Branche const& b, std::optional<Role> role) {
    return !role || b.roles.empty() || std::ranges::find(b.roles, *role) != b.roles.end();
}

std::string tenu(Branche const& b) {
    std::string sql = "vr.id = $role";
    for (auto role : b.roles)
        sql += (role == b.roles.front() ? " and vr.role in ('" : "', '") + std::string(base::code(role));
    return sql + (b.roles.empty() ? "" : "')");
}

/// Le texte d'une branche, où restent $role, $jour et $seize.
std::string texte(Branche const& b) {
    std::string sql{b.texte};
    return sql.replace(sql.find("$tenu"), 5, tenu(b));
}

/// `jeune` : l'alias de la table jeune dans la requête.
std::string ligne(Branche const& b, std::string const& jeune) {
    auto sql = texte(b);
    if (b.forme == Forme::lien)
        return "exists (" + sql + " and v.jeune_id = " + jeune + ".id)";
    if (b.forme == Forme::ensemble)
        return jeune + ".id in (" + sql + ")";
    for (auto i = sql.find("v."); i != std::string::npos; i = sql.find("v.", i + jeune.size() + 1))
        sql.replace(i, 1, jeune);
    return "(" + sql + ")";
}

std::string ligne_a_ligne(std::optional<Role> role, std::string const& jeune) {
    std::string sql;
    for (auto const& b : branches())
        if (concerne(b, role))
            sql += (sql.empty() ? "(" : " or ") + ligne(b, jeune);
    return sql + ")";
}

std::string ensemble(Role role, std::initializer_list<std::string_view> sauf) {
    std::string sql;
    for (auto const& b : branches())
        if (concerne(b, role) && std::ranges::find(sauf, b.motif) == sauf.end())
            sql += (sql.empty() ? "(" : " union all ") +
                   ((b.forme == Forme::du_jeune ? "select v.id from jeune v where " : "") + texte(b));
    return sql + ")";
}

/// Remplace chaque $mot, de gauche à droite, par ce que `valeur` en dit.
template <class F>
std::string remplir(std::string_view texte, F valeur) {
    std::string sql;
    for (std::size_t i = 0; i < texte.size();) {
        auto debut = std::min(texte.find('$', i), texte.size());
        sql += texte.substr(i, debut - i);
        auto fin = std::min(texte.find_first_not_of("abcdefghijklmnopqrstuvwxyz", debut + 1), texte.size());
        if (debut < texte.size())
            sql += valeur(texte.substr(debut, fin - debut));
        i = debut < texte.size() ? fin : debut;
    }
    return sql;
}

Condition avec_parametres(Portee const& portee, std::string_view texte, Id<jeunes::Jeune> jeune = {}) {
    // L'heure, si on la dit ; sinon la fin du jour.
    auto instant =
        portee.instant == Instant{} ? base::depuis_paris(base::plus_jours(portee.jour, 1), 0, 0) : portee.instant;
    Condition c;
    c.sql = remplir(texte, [&](std::string_view mot) {
        c.p.push_back(mot == "$role"      ? storage::to_param(portee.role_tenu)
                      : mot == "$jour"    ? storage::to_param(portee.jour)
                      : mot == "$jeune"   ? storage::to_param(jeune)
                      : mot == "$instant" ? storage::to_param(instant)
                                          : storage::to_param(base::plus_annees(portee.jour, -16)));
        return "?";
    });
    return c;
}

} // namespace

Condition est_visible(Portee const& portee, std::string_view jeune) {
    return avec_parametres(portee, ligne_a_ligne(portee.role, std::string(jeune)));
}

std::string est_visible_de(std::string_view role_tenu, std::string_view jour, std::string_view jeune) {
    auto seize = "cast(cast(substr(" + std::string(jour) + ", 1, 4) as integer) - 16 as text) || substr(" +
                 std::string(jour) + ", 5)";
    return remplir(ligne_a_ligne(std::nullopt, std::string(jeune)), [&](std::string_view mot) {
        return mot == "$role"      ? std::string(role_tenu)
               : mot == "$jour"    ? std::string(jour)
               : mot == "$instant" ? "(" + std::string(jour) + " || 'T23:59:59Z')"
                                   : seize;
    });
}

Condition visibles(Portee const& portee) { return avec_parametres(portee, ensemble(portee.role, {})); }
Condition visibles_hors_secteur(Portee const& portee) {
    return avec_parametres(portee, ensemble(portee.role, {"bassin", "psad"}));
}

namespace {

/// Sur les lignes `p` : celles d'un rôle tenu de ce genre-là.
struct Situations {
    std::string_view colonne, du_role; ///< la colonne de `p`, et ce qui lui répond dans role_tenu
};
std::optional<Situations> situations(Role role) {
    if (!a_le_droit(role, Droit::lire_prevention))
        return std::nullopt;
    return role == Role::coordonnateur ? Situations{"confie_a", "agent_id"}
                                       : Situations{"etablissement_id", "etablissement_id"};
}

} // namespace

Condition situation_visible(Portee const& portee, std::string_view p) {
    auto s = situations(portee.role);
    if (!s)
        return {"1 = 0", {}};
    if (portee.role == Role::coordonnateur) // et celles qu'on a confiées à qui il remplace
        return est_a_lui(portee, std::string(p) + "." + std::string(s->colonne));
    return {std::string(p) + "." + std::string(s->colonne) + " in (select r." + std::string(s->du_role) +
                " from role_tenu r where r.id = ?)",
            storage::params_of(portee.role_tenu)};
}

std::string situation_visible_de(std::string_view role_tenu, std::string_view p) {
    std::string sql;
    for (auto const& r : roles_connus)
        if (auto s = situations(r.valeur))
            sql += (sql.empty() ? "" : " or ") + ("(vr.role = '" + std::string(r.code) + "' and vr.") +
                   std::string(s->du_role) + " = " + std::string(p) + "." + std::string(s->colonne) + ")";
    // Le rôle d'un délégué ne dure que ce que dure l'absence : ce qui est confié à l'absent l'est à lui.
    sql += " or (vr.role = '" + std::string(base::code(Role::coordonnateur)) +
           "' and exists (select 1 from delegation vd where vd.role_tenu_id = vr.id and vd.de_agent_id = " +
           std::string(p) + ".confie_a))";
    return "exists (select 1 from role_tenu vr where vr.id = " + std::string(role_tenu) + " and (" + sql + "))";
}

Condition connu_par_la_prevention(Portee const& portee, std::string_view jeune, std::string_view etablissement) {
    auto c = situation_visible(portee, "pv");
    c.sql = "exists (select 1 from prevention pv where pv.jeune_id = " + std::string(jeune) +
            ".id and pv.etablissement_id = " + std::string(etablissement) + " and " + c.sql + ")";
    return c;
}

std::optional<std::string> motif_sauf(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune,
                                      std::string_view sauf) {
    std::string titres;
    for (auto const& b : branches())
        if (concerne(b, portee.role) && b.motif != sauf)
            titres += (titres.empty() ? "" : " union all ") + ("select " + std::to_string(b.proximite)) +
                      " as rang, '" + std::string(b.motif) + "' as motif from jeune j where j.id = $jeune and " +
                      ligne(b, "j");
    auto c = avec_parametres(portee, titres, jeune);
    auto premier = db.all<std::string>("select motif from (" + c.sql + ") m order by rang limit 1", c.p);
    return premier.empty() ? std::nullopt : std::optional{premier.front()};
}

std::optional<std::string> motif(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune) {
    return motif_sauf(db, portee, jeune, {});
}

bool vu_autrement(storage::Reader& db, Portee const& portee, Id<jeunes::Jeune> jeune, std::string_view sauf) {
    return motif_sauf(db, portee, jeune, sauf).has_value();
}

std::string pourquoi(std::string_view motif, Role role, std::string_view perimetre) {
    std::string lieu{perimetre};
    if (motif == "suivi")
        return "Vous voyez ce dossier parce que vous faites partie du cercle qui suit ce jeune.";
    if (motif == "remplacement")
        return "Vous voyez ce dossier parce que vous remplacez, le temps de son absence, une personne du cercle qui "
               "suit ce jeune.";
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
    if (motif == "urgence")
        return "Vous voyez ce dossier par un accès d’urgence, en lecture seule, pour vingt-quatre heures. Ceux qui "
               "suivent ce jeune, s’il y en a, et le délégué à la protection des données en sont prévenus.";
    return "Vous voyez ce dossier en tant que : " + std::string(base::libelle(role)) + ".";
}

} // namespace metier::acces
