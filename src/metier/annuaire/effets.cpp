#include "metier/annuaire/effets.hpp"

#include <algorithm>
#include <set>

#include "web/parts/fiche.hpp"

namespace metier::annuaire {

using namespace web;
using territoire::Territoire;
using Lieux = std::vector<Id<Territoire>>;

namespace {

struct Tenu {
    Id<acces::RoleTenu> id;
    std::string nom, role, perimetre;
};

/// Rôles du jour qui portent sur l'un de ces lieux, par leur territoire ou par leur réseau.
std::vector<Tenu> roles_sur(storage::Reader& db, Lieux const& lieux, Date jour) {
    if (lieux.empty())
        return {};
    std::vector<storage::Param> p{storage::to_param(jour), storage::to_param(jour)};
    for (int tour = 0; tour < 2; ++tour)
        for (auto lieu : lieux)
            p.push_back(storage::to_param(lieu));
    auto liste = storage::placeholders(lieux.size());
    return db.all_with<Tenu>(
        "select r.id, a.prenom || ' ' || a.nom, r.role, coalesce(t.nom, x.nom, '') from role_tenu r join agent a on "
        "a.id = r.agent_id left join territoire t on t.id = r.territoire_id left join reseau x on x.id = r.reseau_id "
        "where a.desactive_le is null and r.du <= ? and (r.au is null or r.au >= ?) and (r.territoire_id in (" +
            liste + ") or r.reseau_id in (select b.reseau_id from reseau_bassin b where b.territoire_id in (" + liste +
            "))) order by a.cle_tri, r.id",
        p);
}

std::vector<Regard> sauf(std::vector<Tenu> const& tous, std::vector<Tenu> const& autres) {
    std::vector<Regard> liste;
    for (auto const& t : tous) {
        auto role = base::lire_code<acces::Role>(t.role);
        bool aussi = std::ranges::any_of(autres, [&](Tenu const& a) { return a.id == t.id; });
        if (role && !aussi)
            liste.push_back({t.nom, t.perimetre, *role});
    }
    return liste;
}

Html groupe(std::string_view titre, std::vector<Regard> const& regards, std::string_view personne) {
    return ensemble(p(strong(titre)), regards.empty() ? p(personne) : ul(each(regards, [](Regard const& r) {
                        return li(r.nom, ", ", base::libelle(r.role), " – ", r.perimetre);
                    })));
}

} // namespace

Effet effet_du_deplacement(storage::Reader& db, Lieux const& avant, Lieux const& apres, Date jour) {
    auto la = roles_sur(db, avant, jour), ici = roles_sur(db, apres, jour);
    return {sauf(la, ici), sauf(ici, la)};
}

Lieux lignee(storage::Reader& db, Id<Territoire> id) {
    return db.all<Id<Territoire>>("select ancetre_id from territoire_contient where descendant_id = ?", id);
}

Html dire(Effet const& e) {
    return ensemble(groupe("N’auront plus ces jeunes dans leur secteur\u00a0:", e.perdent, "Personne."),
                    groupe("Les auront dans leur secteur\u00a0:", e.gagnent,
                           "Personne de plus\u00a0: aucun rôle n’est donné sur ce seul lieu."));
}

} // namespace metier::annuaire
