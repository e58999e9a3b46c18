#include "metier/ecrits/ecrits_sql.hpp"

namespace metier::ecrits {

namespace {

constexpr auto choisir = "select id, titre, nom, page, contenu, octets, empechement, expire_le from ecrit ";

} // namespace

Id<EcritDemande> demander(storage::Writer& db, Id<acces::Agent> agent, AEmporter const& quoi, std::string const& page,
                          Instant maintenant, Instant expire_le) {
    return db.one<Id<EcritDemande>>("insert into ecrit (agent_id, jeune_id, titre, nom, page, demande_le, expire_le) "
                                    "values (?, ?, ?, ?, ?, ?, ?) returning id",
                                    agent, quoi.jeune, quoi.ecrit.titre, quoi.nom, page, maintenant, expire_le);
}

std::optional<EcritDemande> trouver(storage::Reader& db, Id<acces::Agent> agent, Id<EcritDemande> id,
                                    Instant maintenant) {
    return db.maybe<EcritDemande>(std::string(choisir) + "where id = ? and agent_id = ? and expire_le > ?", id, agent,
                                  maintenant);
}

std::optional<EcritDemande> a_faire(storage::Reader& db, Id<EcritDemande> id) {
    return db.maybe<EcritDemande>(std::string(choisir) + "where id = ? and octets = 0 and empechement = ''", id);
}

void ranger(storage::Writer& db, Id<EcritDemande> id, std::string const& contenu, std::int64_t octets) {
    db.run("update ecrit set contenu = ?, octets = ?, page = '' where id = ?", contenu, octets, id);
}

void empecher(storage::Writer& db, Id<EcritDemande> id, std::string const& pourquoi) {
    db.run("update ecrit set empechement = ?, page = '' where id = ?", pourquoi, id);
}

std::int64_t effacer_le_perime(storage::Writer& db, Instant maintenant) {
    return db.run("delete from ecrit where expire_le <= ?", maintenant);
}

} // namespace metier::ecrits
