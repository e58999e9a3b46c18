#include "metier/suivi/journee_sql.hpp"

#include <algorithm>

namespace metier::suivi {
namespace {

using Params = std::vector<storage::Param>;

/// Une part des dossiers suivis par ce rôle : une condition sur la ligne `j` de jeune, et ses valeurs.
struct Part {
    std::string sql;
    Params p;
};

/// Chaque part restreint une branche de la portée à ceux qu'une PSAD connaît ou dont l'agent est du cercle : on part
/// d'un millier de personnes, pas des élèves de tout un bassin. Un bassin à la fois : ses index rendent ses dossiers
/// dans l'ordre voulu, et l'on s'arrête au nombre voulu. Un dossier absorbé n'a plus de bassin.
std::vector<Part> parts(Reader& db, acces::Portee const& portee) {
    using enum acces::Role;
    auto parmi = [&](std::initializer_list<acces::Role> roles) { return std::ranges::count(roles, portee.role) > 0; };
    std::vector<Part> liste;
    if (parmi({coordonnateur, directeur_cio, mission_locale, psad}))
        for (auto bassin : db.all<Id<territoire::Territoire>>(
                 "select t.descendant_id from role_tenu r left join reseau_bassin b on b.reseau_id = r.reseau_id "
                 "join territoire_contient t on t.ancetre_id = coalesce(r.territoire_id, b.territoire_id) "
                 "where r.id = ? and r.role = ? group by t.descendant_id order by t.descendant_id",
                 portee.role_tenu, portee.role))
            liste.push_back({"j.bassin_id = ? and j.psad_depuis is not null", {storage::to_param(bassin)}});
    if (portee.role == mission_locale) // de seize ans (acces/portee.cpp)
        for (auto& part : liste) {
            part.sql += " and j.naissance <= ?";
            part.p.emplace_back(base::iso(base::plus_annees(portee.jour, -16)));
        }
    if (parmi({coordonnateur, referent_decrochage, directeur_cio, psyen, mission_locale}))
        liste.push_back({"j.id in (select c.jeune_id from role_tenu r join cercle c on c.agent_id = r.agent_id where "
                         "r.id = ? and r.role = ? and c.au is null) and j.fusionne_dans is null",
                         {storage::to_param(portee.role_tenu), storage::to_param(portee.role)}});
    return liste;
}

/// Les élèves de l'établissement du référent, en plus de ceux qu'il suit : chacun ne lit que les siens.
std::vector<Part> avec_son_etablissement(std::vector<Part> liste, acces::Portee const& portee) {
    if (portee.role == acces::Role::referent_decrochage)
        liste.push_back(
            {"j.id in (select i.jeune_id from role_tenu r join inscription i on i.etablissement_id = "
             "r.etablissement_id where r.id = ? and r.role = ? and i.visible_jusqu_au >= ?) and "
             "j.fusionne_dans is null",
             {storage::to_param(portee.role_tenu), storage::to_param(portee.role), storage::to_param(portee.jour)}});
    return liste;
}

/// « select id, k … » : les premiers de chaque part, réunis. `de` : « jeune j », et ce que l'on y joint ; `k` : ce qui
/// les range ; `si` et `p` : la condition et ses valeurs.
Part premiers(std::vector<Part> const& parts, std::string const& de, std::string const& k, std::string const& si,
              Params const& p, int au_plus) {
    Part tout;
    for (auto const& part : parts) {
        tout.sql += (tout.sql.empty() ? "" : " union ") + ("select * from (select j.id, " + k) + " as k from " + de +
                    " where " + part.sql + " and " + si + " order by " + k + ", j.id limit ?) m" +
                    std::to_string(tout.p.size());
        tout.p.insert(tout.p.end(), part.p.begin(), part.p.end());
        tout.p.insert(tout.p.end(), p.begin(), p.end());
        tout.p.emplace_back(std::int64_t{au_plus});
    }
    return tout;
}

constexpr std::string_view sans_solution_sql =
    "not exists (select 1 from situation s where s.jeune_id = j.id and s.du <= ? and (s.au is null or s.au >= ?) "
    "and s.genre not in ('sans_solution', 'inconnue'))";

} // namespace

std::vector<Id<Jeune>> dossiers_suivis(Reader& db, acces::Portee const& portee) {
    Part tout;
    for (auto const& part : parts(db, portee)) {
        tout.sql += (tout.sql.empty() ? "" : " union ") + ("select j.id from jeune j where " + part.sql);
        tout.p.insert(tout.p.end(), part.p.begin(), part.p.end());
    }
    if (tout.sql.empty())
        return {};
    return db.all_with<Id<Jeune>>(tout.sql + " order by id", tout.p);
}

std::vector<NonRemplie> obligations_non_remplies(Reader& db, acces::Portee const& portee, jeunes::FenetreDAge fenetre,
                                                 int au_plus) {
    auto jour = base::iso(portee.jour);
    auto trop_age = base::iso(base::plus_annees(portee.jour, -fenetre.a)),
         assez = base::iso(base::plus_annees(portee.jour, -fenetre.de));
    // « cross join » : SQLite garde cet ordre ; sans lui, il part des situations de toute l'académie.
    auto tout =
        premiers(avec_son_etablissement(parts(db, portee), portee), "jeune j cross join situation s", "s.du",
                 "j.naissance > ? and j.naissance <= ? and s.jeune_id = j.id and s.genre = 'sans_solution' and "
                 "s.du <= ? and (s.au is null or s.au >= ?) and not exists (select 1 from exemption_formation "
                 "e where e.jeune_id = j.id and e.annule_le is null and e.du <= ? and (e.au is null or e.au >= ?))",
                 {trop_age, assez, jour, jour, jour, jour}, au_plus);
    if (tout.sql.empty())
        return {};
    tout.p.emplace_back(std::int64_t{au_plus});
    return db.all_with<NonRemplie>("select j.id, j.nom || ' ' || j.prenom, m.k from (" + tout.sql +
                                       ") m join jeune j on j.id = m.id order by m.k, j.id limit ?",
                                   tout.p);
}

std::vector<RetourDu> retours_dus(Reader& db, acces::Portee const& portee, Date jusqu_au, int au_plus) {
    auto v = acces::est_visible(portee, "j");
    return db.all<RetourDu>(
        "select j.id, j.nom || ' ' || j.prenom, r.pour_le from retour r join jeune j on j.id = r.jeune_id "
        "where r.clos_le is null and r.pour_le <= ? and " +
            v.sql + " order by r.pour_le, r.id limit ?",
        jusqu_au, v.p, au_plus);
}

std::vector<ConvocationEchue> convocations_echues(Reader& db, acces::Portee const& portee, int au_plus) {
    auto v = acces::est_visible(portee, "j");
    return db.all<ConvocationEchue>(
        "select c.id, j.nom || ' ' || j.prenom, c.le, c.terme from convocation c join jeune j on j.id = c.jeune_id "
        "where c.close_le is null and c.terme <= ? and " +
            std::string(jamais_remplie_sql) + " and " + v.sql + " order by c.terme, c.id limit ?",
        portee.jour, portee.jour, v.p, au_plus);
}

std::vector<SuiviDu> suivis_dus(Reader& db, acces::Portee const& portee, Date jusqu_au, int au_plus) {
    std::vector<SuiviDu> liste;
    for (auto const& e : agenda::a_faire(db, portee, jusqu_au, au_plus, {.seuls = {std::string(genre_suivi)}})) {
        auto numero = std::stoll(e.origine.substr(e.origine.find('/') + 1));
        liste.push_back({Id<Solution>{numero}, e.nom_du_jeune, Code::sans_solution_connu, e.pour_le});
    }
    if (liste.empty())
        return liste;
    std::vector<storage::Param> ids;
    for (auto const& s : liste)
        ids.emplace_back(s.solution.valeur);
    struct Nommee {
        Id<Solution> id;
        Code code = Code::sans_solution_connu;
    };
    for (auto const& n : db.all_with<Nommee>(
             "select id, code from solution where id in (" + storage::placeholders(ids.size()) + ")", ids))
        for (auto& s : liste)
            if (s.solution == n.id)
                s.code = n.code;
    return liste;
}

std::vector<Silencieux> silencieux(Reader& db, acces::Portee const& portee, Date limite, int au_plus) {
    struct Ligne {
        Id<Jeune> jeune;
        std::string nom;
        std::optional<Date> dernier, prive;
        bool referent = false;
        bool attend = false;
        int tentatives = 0;
    };
    auto jour = base::iso(portee.jour), borne = base::iso(limite);
    // Ce que ce rôle peut lire (0026), puis les entretiens privés de l'agent lui-même.
    std::string dernier =
        portee.role == acces::Role::mission_locale ? "j.dernier_echange_partage" : "j.dernier_echange";
    auto prive = "from entretien p where p.annule_le is null and p.agent_id = " + std::to_string(portee.agent.valeur) +
                 " and p.jeune_id = j.id and p.visibilite = 'privee' and p.genre not in " + std::string(hors_jeune_sql);
    // L'index jeune_par_silence donne les plus anciens d'abord ; on demande à chacun s'il a une solution, jusqu'à en
    // avoir assez.
    auto rang = "coalesce(" + dernier + ", j.psad_depuis, '')";
    auto tout = premiers(parts(db, portee), "jeune j", rang,
                         rang + " <= ? and coalesce(j.psad_depuis, '') <= ? and coalesce(" + dernier +
                             ", '') < ? and not exists (select 1 " + prive + " and p.jour >= ?) and " +
                             std::string(sans_solution_sql),
                         {borne, borne, borne, borne, jour, jour}, au_plus);
    std::vector<Silencieux> liste;
    if (tout.sql.empty())
        return liste;
    tout.p.emplace_back(std::int64_t{au_plus});
    auto sql = "select j.id, j.nom || ' ' || j.prenom, " + dernier + ", (select max(p.jour) " + prive +
               "), "
               "case when exists (select 1 from cercle c where c.jeune_id = j.id and c.fonction = 'referent' and c.au "
               "is null) then 1 else 0 end, "
               "case when exists (select 1 from echeance e where e.jeune_id = j.id and e.faite_le is null and e.attend "
               "<> '') then 1 else 0 end, "
               "(select count(*) from contact c where c.jeune_id = j.id and c.annule_le is null and c.le >= coalesce(" +
               dernier +
               ", '')) "
               "from (" +
               tout.sql + ") m join jeune j on j.id = m.id order by m.k, j.id limit ?";
    for (auto const& l : db.all_with<Ligne>(sql, tout.p))
        liste.push_back({l.jeune, l.nom, std::max(l.dernier, l.prive),
                         cause(l.referent, l.attend, l.dernier ? l.tentatives - 1 : l.tentatives)});
    return liste;
}

std::vector<SansRendezVous> attendus_en_entretien(Reader& db, acces::Portee const& portee, Date depuis, int au_plus,
                                                  ApresAttendu const& apres) {
    auto jour = base::iso(portee.jour);
    // Ceux qui n'ont pas de date d'abord, puis par date, puis par nom : il faut les regarder tous, mais par leurs
    // index.
    std::string rang = "coalesce('1' || (select min(e.pour_le) from echeance e where e.jeune_id = j.id and e.genre = "
                       "'rendez_vous' and e.faite_le is null), '0') || j.cle_tri";
    auto tout = premiers(parts(db, portee), "jeune j", rang,
                         std::string(sans_solution_sql) +
                             " and not exists (select 1 from entretien e where e.jeune_id = j.id and e.annule_le is "
                             "null and e.jour >= ? and "
                             "e.genre not in " +
                             std::string(hors_jeune_sql) + " and " + entretiens_lus_sql(portee, "e") + ") and (" +
                             rang + ", j.id) > (?, ?)",
                         {jour, jour, base::iso(depuis), apres.rang, apres.id}, au_plus);
    if (tout.sql.empty())
        return {};
    tout.p.emplace_back(std::int64_t{au_plus});
    return db.all_with<SansRendezVous>(
        "select j.id, j.nom || ' ' || j.prenom, j.naissance, (select min(e.pour_le) from echeance e where e.jeune_id = "
        "j.id and e.genre = 'rendez_vous' and e.faite_le is null), m.k from (" +
            tout.sql + ") m join jeune j on j.id = m.id order by m.k, j.id limit ?",
        tout.p);
}

} // namespace metier::suivi
