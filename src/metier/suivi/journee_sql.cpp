#include "metier/suivi/journee_sql.hpp"

#include <algorithm>

namespace metier::suivi {
namespace {

/// Les dossiers suivis par ce rôle : chaque branche restreint une branche de la portée à ceux qu'une PSAD connaît
/// ou dont l'agent est du cercle. On part d'un millier de personnes, pas des élèves de tout un bassin, et sans lire
/// leur ligne : l'index jeune_par_psad porte ces quatre colonnes. Un dossier absorbé n'a plus de bassin.
constexpr std::string_view suivis_sql =
    "with suivis as (select j.id, j.psad_depuis, j.dernier_echange, j.naissance from role_tenu r "
    "join territoire_contient t on t.ancetre_id = r.territoire_id "
    "join jeune j on j.bassin_id = t.descendant_id where r.id = ? and r.role = 'coordonnateur' and j.psad_depuis is "
    "not null "
    "union select j.id, j.psad_depuis, j.dernier_echange, j.naissance from role_tenu r "
    "join reseau_bassin b on b.reseau_id = r.reseau_id join territoire_contient t on t.ancetre_id = b.territoire_id "
    "join jeune j on j.bassin_id = t.descendant_id where r.id = ? and r.role in ('directeur_cio', 'mission_locale', "
    "'psad') and j.psad_depuis is not null and (r.role <> 'mission_locale' or j.naissance <= ?) "
    "union select j.id, j.psad_depuis, j.dernier_echange, j.naissance from role_tenu r "
    "join cercle c on c.agent_id = r.agent_id join jeune j on j.id = c.jeune_id "
    "where r.id = ? and c.au is null and j.fusionne_dans is null "
    "and r.role in ('coordonnateur', 'referent_decrochage', 'directeur_cio', 'psyen', 'mission_locale')) ";

/// Trois fois le rôle, et l'âge où la mission locale reçoit ; puis le reste.
std::vector<storage::Param> suite(acces::Portee const& portee, std::initializer_list<storage::Param> reste) {
    auto role = storage::to_param(portee.role_tenu);
    std::vector<storage::Param> p{role, role, base::iso(base::plus_annees(portee.jour, -16)), role};
    p.insert(p.end(), reste);
    return p;
}

constexpr std::string_view sans_solution_sql =
    "(select count(*) from situation s where s.jeune_id = j.id and s.du <= ? and (s.au is null or s.au >= ?) "
    "and s.genre not in ('sans_solution', 'inconnue')) = 0";

} // namespace

std::vector<Id<Jeune>> dossiers_suivis(Reader& db, acces::Portee const& portee) {
    return db.all_with<Id<Jeune>>(std::string(suivis_sql) + "select id from suivis order by id", suite(portee, {}));
}

std::vector<NonRemplie> obligations_non_remplies(Reader& db, acces::Portee const& portee, jeunes::FenetreDAge fenetre,
                                                 int au_plus) {
    auto jour = base::iso(portee.jour);
    auto trop_age = base::iso(base::plus_annees(portee.jour, -fenetre.a)),
         assez = base::iso(base::plus_annees(portee.jour, -fenetre.de));
    // « cross join » : SQLite garde cet ordre ; sans lui, il part des naissances de toute l'académie (46 ms au lieu de
    // 1). Les noms viennent à la fin, pour ceux que l'on montre.
    return db.all_with<NonRemplie>(
        std::string(suivis_sql) +
            "select j.id, j.nom || ' ' || j.prenom, o.du from (select m.id, s.du from suivis m cross join situation s "
            "where s.jeune_id = m.id and m.naissance > ? and m.naissance <= ? "
            "and s.genre = 'sans_solution' and s.du <= ? and (s.au is null or s.au >= ?) "
            "and not exists (select 1 from exemption_formation e where e.jeune_id = m.id and e.du <= ? and (e.au is "
            "null or e.au >= ?)) order by s.du, m.id limit ?) o join jeune j on j.id = o.id order by o.du, j.id",
        suite(portee, {trop_age, assez, jour, jour, jour, jour, std::int64_t{au_plus}}));
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
            v.sql + " order by c.terme, c.id limit ?",
        portee.jour, v.p, au_plus);
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
        std::optional<Date> dernier;
        bool referent = false;
        bool attend = false;
        int tentatives = 0;
    };
    auto jour = base::iso(portee.jour), borne = base::iso(limite);
    // Les plus anciens silences d'abord, d'après l'index seul ; puis on demande à chacun s'il a une solution, jusqu'à
    // en avoir assez. « limit » : les deux bases trient avant de poser la question, et ne la posent pas à tous.
    auto sql = std::string(suivis_sql) +
               "select j.id, j.nom || ' ' || j.prenom, m.dernier_echange, "
               "case when exists (select 1 from cercle c where c.jeune_id = j.id and c.fonction = 'referent' and c.au "
               "is null) then 1 else 0 end, "
               "case when exists (select 1 from echeance e where e.jeune_id = j.id and e.faite_le is null and e.attend "
               "<> '') then 1 else 0 end, "
               "(select count(*) from contact c where c.jeune_id = j.id and c.le >= coalesce(m.dernier_echange, '')) "
               "from (select id, psad_depuis, dernier_echange from suivis where coalesce(psad_depuis, '') <= ? and "
               "coalesce(dernier_echange, '') < ? order by coalesce(dernier_echange, psad_depuis, ''), id "
               "limit 1000000) m cross join jeune j where j.id = m.id and " +
               std::string(sans_solution_sql) + " limit ?";
    std::vector<Silencieux> liste;
    for (auto const& l : db.all_with<Ligne>(sql, suite(portee, {borne, borne, jour, jour, std::int64_t{au_plus}})))
        liste.push_back(
            {l.jeune, l.nom, l.dernier, cause(l.referent, l.attend, l.dernier ? l.tentatives - 1 : l.tentatives)});
    return liste;
}

std::vector<SansRendezVous> attendus_en_entretien(Reader& db, acces::Portee const& portee, Date depuis, int au_plus) {
    auto jour = base::iso(portee.jour);
    return db.all_with<SansRendezVous>(
        std::string(suivis_sql) +
            ", attendus as (select j.id, j.nom || ' ' || j.prenom as nom, j.naissance, j.cle_tri, "
            "(select min(e.pour_le) from echeance e where e.jeune_id = j.id and e.genre = 'rendez_vous' and e.faite_le "
            "is null) as rendez_vous "
            "from suivis m join jeune j on j.id = m.id where j.fusionne_dans is null and " +
            std::string(sans_solution_sql) +
            " and not exists (select 1 from entretien e where e.jeune_id = j.id and e.jour >= ? and e.genre not in " +
            std::string(hors_jeune_sql) +
            ")) "
            "select id, nom, naissance, rendez_vous from attendus order by coalesce(rendez_vous, ''), cle_tri, id "
            "limit ?",
        suite(portee, {jour, jour, base::iso(depuis), std::int64_t{au_plus}}));
}

} // namespace metier::suivi
