// Passer le témoin : les réunions à venir où l'on est attendu, ou que l'on anime, ont un autre à sa place.
#include <algorithm>

#include "metier/jeunes/apports.hpp"
#include "metier/reunions/reunions_web.hpp"

namespace metier::reunions {

using acces::Contexte;
using jeunes::Apports;

namespace {

/// À venir, ni closes, ni annulées, où il est attendu. Une réunion ne tient à aucun dossier.
std::vector<Id<Reunion>> a_venir(Reader& db, Apports::Etendue const& e, Date jour) {
    if (e.quoi == Apports::Etendue::ces_jeunes)
        return {};
    return db.all<Id<Reunion>>("select r.id from reunion r join reunion_membre m on m.reunion_id = r.id where "
                               "m.agent_id = ? and m.retire_le is null and r.close_le is null and r.annulee_le is null "
                               "and r.debut >= ? order by r.debut, r.id",
                               e.de, base::depuis_paris(jour, 0, 0));
}

/// Le nouveau prend sa fonction, même déjà attendu ; il est convoqué si les autres l'ont été.
void remplacer(Writer& db, Contexte const& cx, Reunion const& r, Id<acces::Agent> de, Membre nouveau) {
    auto liste = membres(db, r.id);
    auto ancien = std::ranges::find(liste, std::optional{de}, &Membre::agent);
    if (ancien == liste.end())
        return;
    retirer_membre(db, ancien->id, ancien->version, cx.instant());
    decommander(db, cx, r, *ancien);
    auto deja = std::ranges::find(liste, nouveau.agent, &Membre::agent);
    if (deja != liste.end()) {
        deja->fonction = std::min(deja->fonction, ancien->fonction);
        modifier_membre(db, *deja);
        return;
    }
    nouveau.fonction = ancien->fonction;
    nouveau.id = ajouter_membre(db, r.id, nouveau);
    convoquer_a_son_tour(db, cx, *trouver(db, r.id), nouveau);
}

std::int64_t passer(Writer& db, Contexte const& cx, Apports::Etendue const& e, Id<acces::Agent> a) {
    auto nouveau = comme_membre(db, a);
    if (!nouveau)
        return 0;
    auto liste = a_venir(db, e, cx.jour());
    for (auto id : liste)
        remplacer(db, cx, *trouver(db, id), e.de, *nouveau);
    return static_cast<std::int64_t>(liste.size());
}

} // namespace

void temoin(Apports& a) {
    a.tenu({"réunion à venir", "réunions à venir",
            [](Reader& db, Apports::Etendue const& e, Date jour) -> Apports::Tenu::Nombre {
                return {static_cast<std::int64_t>(a_venir(db, e, jour).size())};
            },
            passer});
}

} // namespace metier::reunions
