#include "metier/acces/premiere_fois.hpp"

#include "base/secret.hpp"

namespace metier::acces {
namespace {

constexpr std::string_view champ = "jeton_de_saisie";
constexpr std::size_t longueur_max = 64;
constexpr auto gardes = std::chrono::days{7};

} // namespace

web::Html jeton_de_saisie(Contexte const& cx) {
    auto recu = cx.requete().field(champ);
    return web::cache(champ, recu.empty() ? base::jeton(12) : std::string(recu));
}

bool premiere_fois(storage::Writer& db, Contexte const& cx) {
    auto jeton = cx.requete().field(champ);
    if (jeton.empty() || jeton.size() > longueur_max)
        return true;
    return db.run("insert into formulaire_recu (saisie, recu_le) values (?, ?) on conflict (saisie) do nothing", jeton,
                  cx.instant()) > 0;
}

bool deja_recu(storage::Reader& db, Contexte const& cx) {
    auto jeton = cx.requete().field(champ);
    return !jeton.empty() && db.maybe<std::int64_t>("select 1 from formulaire_recu where saisie = ?", jeton);
}

std::int64_t effacer_les_jetons(storage::Writer& db, Instant maintenant) {
    return db.run("delete from formulaire_recu where recu_le < ?", maintenant - gardes);
}

} // namespace metier::acces
