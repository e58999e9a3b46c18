#include "metier/droits/droits.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::droits {
namespace {

constexpr auto choisir =
    "select u.id, u.jeune_id, a.prenom || ' ' || a.nom, t.role, u.motif, u.precision_, u.ouvert_le, u.expire_le, "
    "u.relu_le, coalesce(d.prenom || ' ' || d.nom, ''), u.avis from acces_urgence u join role_tenu t on t.id = "
    "u.role_tenu_id join agent a on a.id = t.agent_id left join agent d on d.id = u.relu_par ";

} // namespace

std::vector<Urgence> urgences(storage::Reader& db, Instant depuis) {
    return db.all<Urgence>(std::string(choisir) + "where u.relu_le is null or u.ouvert_le >= ? order by case when "
                                                  "u.relu_le is null then 0 else 1 end, u.ouvert_le desc, u.id desc",
                           depuis);
}

std::optional<Urgence> trouver(storage::Reader& db, Id<Urgence> id) {
    return db.maybe<Urgence>(std::string(choisir) + "where u.id = ?", id);
}

Id<Urgence> ouvrir(storage::Writer& db, Instant instant, Id<acces::RoleTenu> role, Id<jeunes::Jeune> jeune,
                   MotifDUrgence motif, std::string const& precision) {
    auto heures = territoire::entier(db, "urgence.duree", base::a_paris(instant).jour);
    return db.one<Id<Urgence>>("insert into acces_urgence (jeune_id, role_tenu_id, motif, precision_, ouvert_le, "
                               "expire_le) values (?, ?, ?, ?, ?, ?) returning id",
                               jeune, role, motif, precision, instant, instant + std::chrono::hours{heures});
}

void relire(storage::Writer& db, Instant instant, Id<Urgence> id, Id<acces::Agent> par, std::string const& avis) {
    db.run("update acces_urgence set relu_le = ?, relu_par = ?, avis = ? where id = ? and relu_le is null", instant,
           par, avis, id);
}

} // namespace metier::droits
