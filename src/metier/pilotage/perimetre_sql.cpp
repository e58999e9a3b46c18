#include "metier/pilotage/pilotage.hpp"

#include <algorithm>

namespace metier::pilotage {
namespace {

using territoire::Etablissement;
using territoire::Reseau;
using territoire::Territoire;

struct Assise {
    std::optional<Id<Territoire>> territoire;
    std::optional<Id<Etablissement>> etablissement;
    std::optional<Id<Reseau>> reseau;
    std::string nom;
};

bool contient(Reader& db, Perimetre const& p, Id<Territoire> id) {
    auto dedans = db.all<Id<Territoire>>("select ancetre_id from territoire_contient where descendant_id = ?", id);
    return std::ranges::any_of(dedans, [&](Id<Territoire> t) {
        return std::ranges::find(p.lieux.territoires, t) != p.lieux.territoires.end();
    });
}

} // namespace

std::optional<Perimetre> perimetre_du_role(Reader& db, acces::Portee const& portee) {
    auto a = db.maybe<Assise>(
        "select r.territoire_id, r.etablissement_id, r.reseau_id, coalesce(t.nom, e.nom, x.nom, '') from role_tenu r "
        "left join territoire t on t.id = r.territoire_id left join etablissement e on e.id = r.etablissement_id "
        "left join reseau x on x.id = r.reseau_id where r.id = ?",
        portee.role_tenu);
    if (!a)
        return std::nullopt;
    if (a->territoire)
        return Perimetre{{{*a->territoire}, {}}, a->nom};
    if (a->etablissement)
        return Perimetre{{{}, a->etablissement}, a->nom};
    if (!a->reseau)
        return std::nullopt;
    auto bassins = db.all<Id<Territoire>>(
        "select territoire_id from reseau_bassin where reseau_id = ? order by territoire_id", *a->reseau);
    if (bassins.empty())
        return std::nullopt;
    return Perimetre{{bassins, {}}, a->nom, a->reseau};
}

std::vector<Territoire> territoires_offerts(Reader& db, Perimetre const& du_role) {
    if (du_role.lieux.territoires.empty())
        return {};
    std::vector<storage::Param> p;
    for (auto const& t : du_role.lieux.territoires)
        p.push_back(storage::to_param(t));
    auto dedans = db.all_with<Id<Territoire>>("select distinct descendant_id from territoire_contient where ancetre_id "
                                              "in (" +
                                                  storage::placeholders(p.size()) + ")",
                                              p);
    auto liste = territoire::territoires(db);
    // Un territoire fermé garde ses chiffres : il reste offert, sauf s'il a été fondu dans un autre.
    std::erase_if(
        liste, [&](Territoire const& t) { return t.fusionne_dans || std::ranges::find(dedans, t.id) == dedans.end(); });
    return liste;
}

std::optional<Perimetre> part(Reader& db, Perimetre const& du_role, std::optional<Id<Territoire>> territoire,
                              std::optional<Id<Etablissement>> etablissement) {
    if (etablissement) {
        auto e = territoire::trouver(db, *etablissement);
        bool le_sien = du_role.lieux.etablissement == etablissement;
        if (!e || (!le_sien && (du_role.lieux.etablissement || !contient(db, du_role, e->territoire))))
            return std::nullopt;
        return Perimetre{{{}, etablissement}, e->nom};
    }
    if (!territoire)
        return du_role;
    auto t = territoire::trouver(db, *territoire);
    if (!t || du_role.lieux.etablissement || !contient(db, du_role, *territoire))
        return std::nullopt;
    return Perimetre{{{*territoire}, {}}, t->nom};
}

bool publiable(Reader& db, Perimetre const& p) {
    if (p.lieux.etablissement || p.reseau || p.lieux.territoires.size() != 1)
        return false;
    auto t = territoire::trouver(db, p.lieux.territoires.front());
    return t && t->genre == territoire::GenreDeTerritoire::academie;
}

} // namespace metier::pilotage
