#include <algorithm>

#include "metier/pilotage/pilotage.hpp"

namespace metier::pilotage {
namespace {

struct Paire {
    std::int64_t quoi = 0, dans = 0;
};

Releve seulement(Releve const& entier, LieuDeCampagne const& lieu) {
    auto r = entier;
    std::erase_if(r.faits, [&](Fait const& f) {
        return lieu.etablissement.empty() ? std::ranges::find(lieu.bassins, f.bassin) == lieu.bassins.end()
                                          : f.etablissement != lieu.etablissement;
    });
    return r;
}

} // namespace

std::vector<LieuDeCampagne> lieux_de_campagne(Reader& db, reperage::Campagne const& campagne, Releve const& entier) {
    std::map<std::int64_t, std::vector<std::string>> contenus, reseaux;
    std::map<std::string, std::string> parents;
    for (auto const& p : db.all<Paire>("select c.descendant_id, c.ancetre_id from territoire_contient c join "
                                       "territoire_contient d on d.descendant_id = c.ancetre_id where d.ancetre_id = ? "
                                       "order by c.ancetre_id, c.descendant_id",
                                       campagne.territoire))
        contenus[p.dans].push_back(std::to_string(p.quoi));
    for (auto const& p : db.all<Paire>("select id, parent_id from territoire where parent_id is not null"))
        parents["t" + std::to_string(p.quoi)] = "t" + std::to_string(p.dans);
    for (auto const& p : db.all<Paire>("select c.descendant_id, b.reseau_id from reseau_bassin b join "
                                       "territoire_contient c on c.ancetre_id = b.territoire_id "
                                       "order by b.reseau_id, c.descendant_id"))
        reseaux[p.dans].push_back(std::to_string(p.quoi));
    std::vector<LieuDeCampagne> lieux;
    for (auto const& [id, dedans] : contenus)
        lieux.push_back({"t" + std::to_string(id), dedans, {}, parents["t" + std::to_string(id)]});
    for (auto const& [id, dedans] : reseaux)
        lieux.push_back({"r" + std::to_string(id), dedans, {}, {}});
    for (auto const& [cle, nom] : entier.etablissements)
        lieux.push_back({"e" + cle, {}, cle, {}});
    return lieux;
}

std::string cle_de(Perimetre const& p) {
    if (p.lieux.etablissement)
        return "e" + std::to_string(p.lieux.etablissement->valeur);
    if (p.reseau)
        return "r" + std::to_string(p.reseau->valeur);
    return "t" + std::to_string(p.lieux.territoires.front().valeur);
}

CampagnePartagee::CampagnePartagee(Reader& db, reperage::Campagne const& campagne, Date au)
    : campagne_{campagne}, entier_{relever(db, campagne, {{}, campagne.nom_du_territoire}, au)},
      lieux_{lieux_de_campagne(db, campagne, entier_)}, partage_{entier_.faits, lieux_, entier_.seuil} {}

Bilan CampagnePartagee::bilan(Reader& db, Perimetre const& perimetre) const {
    auto ici = std::ranges::find(lieux_, cle_de(perimetre), &LieuDeCampagne::cle);
    if (ici == lieux_.end()) // plus large que la campagne, ou sans présumé : ses faits sont ceux de toute la campagne
        return etablir(relever(db, campagne_, perimetre, entier_.au), partage_,
                       "t" + std::to_string(campagne_.territoire.valeur));
    auto releve = seulement(entier_, *ici);
    releve.perimetre = perimetre.nom;
    releve.caisses.clear();
    for (auto const& e : reperage::effectifs(db, campagne_.id, perimetre.lieux))
        releve.caisses[e.caisse] = e.personnes;
    return etablir(releve, partage_, ici->cle);
}

Bilan bilan_partage(Reader& db, reperage::Campagne const& campagne, Perimetre const& perimetre, Date au) {
    return CampagnePartagee{db, campagne, au}.bilan(db, perimetre);
}

} // namespace metier::pilotage
