#include <algorithm>

#include "metier/reperage/relecture/retours.hpp"
#include "storage/assemble.hpp"

namespace metier::reperage {
namespace {

/// Les présumés que désigne une source, ou qu'une vérification lui impute, et la vérification qui vaut.
constexpr std::string_view depuis_sql =
    " from campagne_jeune p join jeune j on j.id = p.jeune_id and j.fusionne_dans is null left join verification v on "
    "v.id = p.verification_id join source s on s.id = coalesce(v.source_id, p.source_id) left join etablissement e on "
    "e.id = p.etablissement_id where p.campagne_id = ? and p.caisse = 'presume' and ";
constexpr std::string_view comptes_sql =
    "count(*), coalesce(sum(case when v.resultat <> 'injoignable' then 1 else 0 end), 0), coalesce(sum(case when "
    "v.resultat in ('inscrit_ailleurs', 'deja_diplome') then 1 else 0 end), 0)";

using storage::assemble;

} // namespace

std::vector<TauxDeSource> taux_des_sources(Reader& db, acces::Portee const& portee, Id<Campagne> campagne) {
    struct Plate {
        Id<Source> source;
        std::string nom;
        std::int64_t presumes = 0, verifies = 0, faux = 0;
    };
    auto v = acces::est_visible(portee, "j");
    std::vector<TauxDeSource> liste;
    for (auto& l : db.all<Plate>(assemble({"select s.id, s.nom, ", comptes_sql, depuis_sql, v.sql,
                                           " group by s.id, s.nom order by s.nom, s.id"}),
                                 campagne, v.p))
        liste.push_back({l.source, std::move(l.nom), wilson(l.faux, l.verifies), l.presumes});
    std::ranges::stable_sort(liste, std::ranges::greater{}, [](auto const& t) { return t.erreur.bas; });
    return liste;
}

std::optional<Retour> retour(Reader& db, acces::Portee const& portee, Id<Campagne> campagne, Id<Source> source) {
    struct Ligne {
        std::string uai, nom;
        std::int64_t presumes = 0, verifies = 0, faux = 0;
    };
    auto v = acces::est_visible(portee, "j");
    Retour r;
    r.source = source;
    std::int64_t verifies = 0, faux = 0;
    for (auto& l :
         db.all<Ligne>(assemble({"select coalesce(e.uai, ''), coalesce(e.nom, 'Établissement inconnu'), ", comptes_sql,
                                 depuis_sql, "s.id = ? and ", v.sql, " group by e.uai, e.nom order by 2, 1"}),
                       campagne, source, v.p)) {
        r.presumes += l.presumes;
        verifies += l.verifies;
        faux += l.faux;
        r.etablissements.push_back({std::move(l.uai), std::move(l.nom), l.presumes, wilson(l.faux, l.verifies)});
    }
    if (r.etablissements.empty())
        return std::nullopt;
    r.nom = db.one<std::string>("select nom from source where id = ?", source);
    r.erreur = wilson(faux, verifies);
    r.faux = db.all<FauxSortant>(
        assemble(
            {"select p.nom, p.prenom, p.naissance, coalesce(e.uai, ''), coalesce(e.nom, ''), p.classe, v.resultat, "
             "v.cause, v.structure, v.jour",
             depuis_sql, "s.id = ? and v.resultat in ('inscrit_ailleurs', 'deja_diplome') and ", v.sql,
             " order by 5, p.cle_tri, p.jeune_id"}),
        campagne, source, v.p);
    return r;
}

} // namespace metier::reperage
