#include "metier/pilotage/chiffres.hpp"

#include <algorithm>

namespace metier::pilotage {
namespace {

constexpr std::size_t campagnes_gardees = 4; // quelques mégaoctets chacune, dans une académie
constexpr std::size_t bilans_gardes = 100;   // par campagne et par jour

struct Repere {
    std::int64_t combien = 0, dernier = 0;
};

} // namespace

std::string etat_des_faits(Reader& db) {
    auto r = db.one<Repere>("select count(*), coalesce(max(numero), 0) from fait_change");
    return std::to_string(r.combien) + "/" + std::to_string(r.dernier);
}

std::int64_t effacer_les_reperes(Writer& db) {
    // Les mille derniers restent : une transaction aussi ancienne qu'eux peut encore finir, et doit se voir.
    return db.run("delete from fait_change where numero < (select numero from fait_change order by numero desc limit 1 "
                  "offset 1000)");
}

std::shared_ptr<Bilan const> Chiffres::trouver(Cle cle, std::string const& etat, std::string const& lieu) {
    std::scoped_lock un_instant{tenue_};
    auto g = gardees_.find(cle);
    if (g == gardees_.end() || g->second.etat != etat)
        return nullptr;
    g->second.vue = ++horloge_;
    auto b = g->second.bilans.find(lieu);
    return b == g->second.bilans.end() ? nullptr : b->second;
}

std::shared_ptr<CampagnePartagee const> Chiffres::lue(Cle cle, std::string const& etat) {
    std::scoped_lock un_instant{tenue_};
    auto g = gardees_.find(cle);
    return g == gardees_.end() || g->second.etat != etat ? nullptr : g->second.campagne;
}

void Chiffres::garder(Cle cle, std::string const& etat, std::shared_ptr<CampagnePartagee const> campagne,
                      std::string const& lieu, std::shared_ptr<Bilan const> bilan) {
    std::scoped_lock un_instant{tenue_};
    auto& g = gardees_[cle];
    if (g.etat != etat || g.bilans.size() >= bilans_gardes)
        g.bilans.clear();
    g.etat = etat;
    g.campagne = std::move(campagne);
    g.bilans[lieu] = std::move(bilan);
    g.vue = ++horloge_;
    if (gardees_.size() > campagnes_gardees)
        gardees_.erase(std::ranges::min_element(gardees_, {}, [](auto const& x) { return x.second.vue; }));
}

std::shared_ptr<Bilan const> Chiffres::partages(Reader& db, reperage::Campagne const& campagne,
                                                Perimetre const& perimetre, Date au) {
    Cle cle{campagne.id.valeur, au};
    auto lieu = cle_de(perimetre);
    auto etat = etat_des_faits(db);
    if (auto b = trouver(cle, etat, lieu))
        return b;
    std::scoped_lock seul{calcul_};
    if (auto b = trouver(cle, etat, lieu)) // un autre vient de le faire
        return b;
    auto entiere = lue(cle, etat);
    if (!entiere)
        entiere = std::make_shared<CampagnePartagee const>(db, campagne, au);
    auto bilan = std::make_shared<Bilan const>(entiere->bilan(db, perimetre));
    if (etat_des_faits(db) == etat) // sinon il vaut pour ce lecteur, mais pas pour le suivant
        garder(cle, etat, std::move(entiere), lieu, bilan);
    return bilan;
}

} // namespace metier::pilotage
