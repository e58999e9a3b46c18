#include <algorithm>

#include "metier/conservation/conservation.hpp"
#include "metier/conservation/sources.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::conservation {
namespace {

constexpr int par_lot = 1000; // lus d'un coup : la tournée d'une académie ne tient pas en mémoire
constexpr std::string_view codes_des_regles[] = {"dossier.conservation", "purge.annonce", "purge.exception",
                                                 "journal.conservation"};

std::string select_de(SourceDeFait const& s, std::string const& jeune) {
    return "select '" + std::string(code(s.quoi)) + "' as quoi, max(" + std::string(s.jour) + ") as le from " +
           std::string(s.table) + " x where x." + std::string(s.colonne) + " = " + jeune;
}

struct Ouverte {
    Id<Jeune> jeune;
    std::string decision;
    std::optional<Date> jusqu_au;
};

/// Une condition « il est retenu », et la même lue une à une pour dire pourquoi.
struct Cause {
    Retenue retenue;
    std::string_view sql; ///< « select 1 … » où `?` est le jour (instant pour la fusion), et j.id le jeune
};
constexpr Cause causes[] = {
    {Retenue::suivi_ouvert, "select 1 from cercle x where x.jeune_id = j.id and x.au is null"},
    {Retenue::echeance_ouverte, "select 1 from echeance x where x.jeune_id = j.id and x.faite_le is null"},
    {Retenue::demarche_ouverte, "select 1 from convocation x where x.jeune_id = j.id and x.close_le is null union all "
                                "select 1 from retour x where x.jeune_id = j.id and x.clos_le is null"},
    {Retenue::fusion_recente,
     "select 1 from fusion x where x.garde_id = j.id and x.defaite_le is null and x.faite_le > ?"},
};

/// « case when exists (…) then 'suivi_ouvert' … else '' end »
std::string retenue_sql() {
    std::string sql = "case";
    for (auto const& c : causes)
        sql += " when exists (" + std::string(c.sql) + ") then '" + std::string(code(c.retenue)) + "'";
    return sql + " else '' end";
}

Instant fusions_depuis(Reader& db, Date jour) {
    return base::depuis_paris(base::plus_jours(jour, -territoire::entier(db, "fusion.delai_annulation", jour)), 0, 0);
}

std::string condition(Etat etat) {
    auto retenu = "(" + retenue_sql() + ") <> ''";
    switch (etat) {
    case Etat::a_decider: return "a.decision = '' and not " + retenu;
    case Etat::retenus: return "a.decision <> 'garder' and " + retenu;
    case Etat::decides: return "a.decision = 'purger' and not " + retenu;
    case Etat::gardes: return "a.decision = 'garder'";
    }
    return {};
}
bool avec_retenue(Etat etat) { return etat != Etat::gardes; }

} // namespace

Durees durees(Reader& db, Date jour) {
    return {territoire::entier(db, "dossier.conservation", jour), territoire::entier(db, "purge.annonce", jour),
            territoire::entier(db, "purge.exception", jour)};
}

std::vector<Regle> regles(Reader& db, Date jour) {
    std::vector<Regle> liste;
    for (auto code_ : codes_des_regles)
        for (auto const& r :
             db.all<Regle>("select code, valeur, unite, source, a_confirmer from parametre where code = "
                           "? and du <= ? order by du desc limit 1",
                           std::string(code_), jour))
            liste.push_back(r);
    return liste;
}

DernierFait dernier_fait(Reader& db, Id<Jeune> jeune) {
    std::string sql;
    auto numero = std::to_string(jeune.valeur);
    for (auto const& s : sources_de_fait)
        sql += (sql.empty() ? "" : " union all ") + select_de(s, numero);
    struct Ligne {
        std::string quoi;
        Date le{};
    };
    auto l = db.all<Ligne>("select quoi, le from (" + sql + ") f where le is not null order by le desc, quoi limit 1");
    ensure(!l.empty(), "un dossier a au moins une date de création");
    return {lire_code<Fait>(l.front().quoi).value_or(Fait::creation), l.front().le};
}

std::optional<Retenue> retenue(Reader& db, Id<Jeune> jeune, Date jour) {
    return lire_code<Retenue>(db.one<std::string>("select " + retenue_sql() + " from jeune j where j.id = ?",
                                                  fusions_depuis(db, jour), jeune));
}

std::vector<Id<Jeune>> a_annoncer(Reader& db, Date jour, Id<Jeune> apres, int au_plus) {
    auto limite = base::iso(base::plus_jours(dernier_fait_au_plus(jour, durees(db, jour)), 1));
    // La création d'abord, puis les listes : presque tous les dossiers d'une académie s'arrêtent là.
    std::string sql = "select j.id from jeune j where j.id > ? and j.anonymise_le is null and j.fusionne_dans is null";
    std::vector<storage::Param> p{apres.valeur};
    for (auto const& s : sources_de_fait) {
        sql += " and not exists (select 1 from " + std::string(s.table) + " x where x." + std::string(s.colonne) +
               " = j.id and " + std::string(s.jour) + " >= ?)";
        p.emplace_back(limite);
    }
    sql += " and not exists (select 1 from purge_annonce a where a.jeune_id = j.id) order by j.id limit ?";
    p.emplace_back(std::int64_t{au_plus});
    return db.all_with<Id<Jeune>>(sql, p);
}

namespace {

/// Un lot lu, puis écrit d'un trait.
struct Lot {
    std::vector<std::pair<Id<Jeune>, DernierFait>> nouveaux;
    std::vector<Id<Jeune>> vivants, exceptions_finies;
};

void ecrire(storage::Database& base, Lot const& lot, Date jour, Durees const& d) {
    if (lot.nouveaux.empty() && lot.vivants.empty() && lot.exceptions_finies.empty())
        return;
    storage::Transaction tx{base};
    auto& db = tx.writer();
    for (auto jeune : lot.vivants)
        db.run("delete from purge_annonce where jeune_id = ?", jeune);
    for (auto jeune : lot.exceptions_finies)
        db.run("update purge_annonce set decision = '', annoncee_le = ?, version = version + 1 where jeune_id = ?",
               jour, jeune);
    for (auto const& [jeune, f] : lot.nouveaux)
        db.run(
            "insert into purge_annonce (jeune_id, dernier_le, dernier_quoi, terme, annoncee_le) values (?, ?, ?, ?, ?) "
            "on conflict (jeune_id) do nothing",
            jeune, f.le, f.quoi, terme(f.le, d), jour);
    tx.commit();
}

/// Lit avec une connexion rendue avant d'écrire.
auto lire(storage::Database& base, auto f) {
    auto lease = base.read();
    auto db = lease.reader();
    return f(db);
}

Lot relire(Reader& db, std::vector<Ouverte> const& ouvertes, Date jour, Durees const& d) {
    Lot lot;
    for (auto const& a : ouvertes)
        if (!s_annonce(dernier_fait(db, a.jeune).le, jour, d))
            lot.vivants.push_back(a.jeune);
        else if (a.decision == "garder" && a.jusqu_au && *a.jusqu_au < jour)
            lot.exceptions_finies.push_back(a.jeune);
    return lot;
}

} // namespace

Tournee annoncer(storage::Database& base, Instant maintenant) {
    auto jour = base::a_paris(maintenant).jour;
    auto d = lire(base, [&](Reader& db) { return durees(db, jour); });
    Tournee t;
    for (Id<Jeune> dernier{0};;) {
        auto ouvertes = lire(base, [&](Reader& db) {
            return db.all<Ouverte>("select jeune_id, decision, jusqu_au from purge_annonce where jeune_id > ? order by "
                                   "jeune_id limit ?",
                                   dernier, par_lot);
        });
        auto lot = lire(base, [&](Reader& db) { return relire(db, ouvertes, jour, d); });
        ecrire(base, lot, jour, d);
        t.levees += static_cast<std::int64_t>(lot.vivants.size());
        t.rouvertes += static_cast<std::int64_t>(lot.exceptions_finies.size());
        if (ouvertes.size() < par_lot)
            break;
        dernier = ouvertes.back().jeune;
    }
    for (Id<Jeune> dernier{0};;) {
        Lot lot;
        lire(base, [&](Reader& db) {
            for (auto jeune : a_annoncer(db, jour, dernier, par_lot))
                lot.nouveaux.emplace_back(jeune, dernier_fait(db, jeune));
        });
        ecrire(base, lot, jour, d);
        t.annonces += static_cast<std::int64_t>(lot.nouveaux.size());
        if (lot.nouveaux.size() < par_lot)
            return t;
        dernier = lot.nouveaux.back().first;
    }
}

// « +a.jeune_id » : les annonces, peu nombreuses, se lisent d’abord ; une table vide n’a pas de statistiques.
std::vector<Annonce> annonces(Reader& db, acces::Portee const& portee, Etat etat, std::string const& apres_terme,
                              std::int64_t apres_id, int nombre) {
    auto v = acces::est_visible(portee, "j");
    auto depuis = base::iso(fusions_depuis(db, portee.jour));
    std::vector<storage::Param> p{depuis};
    if (avec_retenue(etat))
        p.emplace_back(depuis);
    p.insert(p.end(), {apres_terme, apres_id});
    p.insert(p.end(), v.p.begin(), v.p.end());
    p.emplace_back(std::int64_t{nombre});
    return db.all_with<Annonce>(
        "select a.jeune_id, j.nom || ' ' || j.prenom, a.dernier_quoi, a.dernier_le, a.terme, a.annoncee_le, "
        "a.decision, "
        "a.motif, a.detail, a.jusqu_au, coalesce(g.prenom || ' ' || g.nom, ''), a.version, " +
            retenue_sql() +
            " from purge_annonce a join jeune j on j.id = +a.jeune_id left join agent g on g.id = a.decidee_par "
            "where " +
            condition(etat) + " and (a.terme, a.jeune_id) > (?, ?) and " + v.sql +
            " order by a.terme, a.jeune_id limit ?",
        p);
}

std::int64_t combien(Reader& db, acces::Portee const& portee, Etat etat) {
    auto v = acces::est_visible(portee, "j");
    std::vector<storage::Param> p;
    if (avec_retenue(etat))
        p.emplace_back(base::iso(fusions_depuis(db, portee.jour)));
    p.insert(p.end(), v.p.begin(), v.p.end());
    return db
        .all_with<std::int64_t>("select count(*) from purge_annonce a join jeune j on j.id = +a.jeune_id where " +
                                    condition(etat) + " and " + v.sql,
                                p)
        .front();
}

void decider(Writer& db, Instant maintenant, Id<acces::Agent> agent, Id<Jeune> jeune, std::int64_t version,
             Decision const& d) {
    db.run_versioned("update purge_annonce set decision = ?, motif = ?, detail = ?, jusqu_au = ?, decidee_le = ?, "
                     "decidee_par = ?, version = version + 1 where jeune_id = ? and version = ?",
                     std::string(d.purger ? "purger" : "garder"), d.motif ? std::string(code(*d.motif)) : std::string{},
                     d.detail, d.jusqu_au, maintenant, agent, jeune, version);
}

} // namespace metier::conservation
