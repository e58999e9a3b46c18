// Calculs d'ensemble pour les indicateurs : une requête par fait, quel que soit le nombre de jeunes.
#include "metier/suivi/suivi_sql.hpp"

namespace metier::suivi {
namespace {

std::vector<storage::Param> avec(Parmi const& parmi, std::initializer_list<storage::Param> avant,
                                 std::initializer_list<storage::Param> apres = {}) {
    std::vector<storage::Param> p{avant};
    p.insert(p.end(), parmi.parametres.begin(), parmi.parametres.end());
    p.insert(p.end(), apres);
    return p;
}

std::string lus(Parmi const& parmi) { return parmi.lecteur ? " and " + entretiens_lus_sql(*parmi.lecteur) : ""; }

std::string dans(Parmi const& parmi) { return " and jeune_id in (" + parmi.sql + ")"; }

std::int64_t compter(Reader& db, std::string const& sql, Parmi const& parmi, Date du, Date au) {
    return db.all_with<std::int64_t>(sql + dans(parmi), avec(parmi, {base::iso(du), base::iso(au)})).front();
}

} // namespace

std::vector<PremierContact> premiers_contacts(Reader& db, Parmi const& parmi, Date jusqu_au, Date depuis) {
    storage::Param de{base::iso(depuis)}, a{base::iso(jusqu_au)};
    auto p = avec(parmi, {de, a}, {de, a});
    p.insert(p.end(), parmi.parametres.begin(), parmi.parametres.end());
    return db.all_with<PremierContact>("select jeune_id, min(le) from (select jeune_id, le from contact where "
                                       "annule_le is null and le between ? and ? and resultat in " +
                                           std::string(aboutis_sql) + dans(parmi) +
                                           " union all select jeune_id, jour from entretien where annule_le is null "
                                           "and jour between ? and ? and genre not in " +
                                           std::string(hors_jeune_sql) + lus(parmi) + dans(parmi) +
                                           ") as echanges group by jeune_id order by jeune_id",
                                       p);
}

std::vector<Id<Jeune>> avec_entretien_de_situation(Reader& db, Parmi const& parmi, Date jusqu_au, Date depuis) {
    return db.all_with<Id<Jeune>>("select distinct jeune_id from entretien where annule_le is null and jour between ? "
                                  "and ? and genre = 'situation'" +
                                      lus(parmi) + dans(parmi) + " order by jeune_id",
                                  avec(parmi, {base::iso(depuis), base::iso(jusqu_au)}));
}

std::vector<SolutionAu> solutions_au(Reader& db, Parmi const& parmi, Date jour) {
    auto toutes = db.all_with<SolutionAu>(
        "select jeune_id, code, effet_le from solution where effet_le <= ? and (fin_le is null or fin_le >= ?)" +
            dans(parmi) + " order by jeune_id, effet_le desc, id desc",
        avec(parmi, {base::iso(jour), base::iso(jour)}));
    std::vector<SolutionAu> une_par_jeune;
    for (auto& s : toutes)
        if (une_par_jeune.empty() || une_par_jeune.back().jeune != s.jeune)
            une_par_jeune.push_back(s);
    return une_par_jeune;
}

Comptes comptes(Reader& db, Parmi const& parmi, Date du, Date au) {
    return {.contacts = compter(db, "select count(*) from contact where annule_le is null and le between ? and ?",
                                parmi, du, au),
            .contacts_aboutis =
                compter(db,
                        "select count(*) from contact where annule_le is null and le between ? and ? and resultat in " +
                            std::string(aboutis_sql),
                        parmi, du, au),
            .entretiens = compter(db, "select count(*) from entretien where annule_le is null and jour between ? and ?",
                                  parmi, du, au),
            .solutions_proposees =
                compter(db, "select count(*) from solution where annulee_le is null and proposee_le between ? and ?",
                        parmi, du, au),
            .solutions_activees =
                compter(db, "select count(*) from solution where effet_le between ? and ?", parmi, du, au)};
}

} // namespace metier::suivi
