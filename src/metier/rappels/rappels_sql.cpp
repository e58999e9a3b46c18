#include "base/secret.hpp"
#include "metier/rappels/rappels.hpp"
#include "metier/territoire/calendrier.hpp"

namespace metier::rappels {

Preferences preferences(storage::Reader& db, Id<acces::Agent> agent) {
    return db
        .maybe<Preferences>(
            "select recapitulatif, coalesce(flux, ''), envoye_le from preference_de_rappel where agent_id = ?", agent)
        .value_or(Preferences{});
}

namespace {

void assurer(storage::Writer& db, Id<acces::Agent> agent) {
    db.run("insert into preference_de_rappel (agent_id) values (?) on conflict (agent_id) do nothing", agent);
}

} // namespace

void choisir(storage::Writer& db, Id<acces::Agent> agent, Recapitulatif r) {
    assurer(db, agent);
    db.run("update preference_de_rappel set recapitulatif = ? where agent_id = ?", r, agent);
}

std::string renouveler_le_flux(storage::Writer& db, Id<acces::Agent> agent) {
    assurer(db, agent);
    auto secret = base::jeton();
    db.run("update preference_de_rappel set flux = ? where agent_id = ?", base::sha256(secret), agent);
    return secret;
}

void fermer_le_flux(storage::Writer& db, Id<acces::Agent> agent) {
    db.run("update preference_de_rappel set flux = null where agent_id = ?", agent);
}

std::optional<Id<acces::Agent>> agent_du_flux(storage::Reader& db, std::string const& secret) {
    return db.maybe<Id<acces::Agent>>(
        "select p.agent_id from preference_de_rappel p join agent a on a.id = p.agent_id where "
        "p.flux = ? and a.desactive_le is null",
        base::sha256(secret));
}

bool a_envoyer(Preferences const& p, courriels::Repos const& repos, Date jour) {
    auto travaille = [&](Date j) {
        auto semaine = std::chrono::weekday{std::chrono::sys_days{j}};
        return semaine != std::chrono::Saturday && semaine != std::chrono::Sunday &&
               territoire::jour_ferie(j).empty() && !repos.est_un_jour_de_repos(j);
    };
    if (p.recapitulatif == Recapitulatif::jamais || p.envoye_le == jour || !travaille(jour))
        return false;
    if (p.recapitulatif == Recapitulatif::matin)
        return true;
    auto depuis_lundi = static_cast<int>(std::chrono::weekday{std::chrono::sys_days{jour}}.iso_encoding()) - 1;
    for (int i = 1; i <= depuis_lundi; ++i)
        if (travaille(base::plus_jours(jour, -i)))
            return false;
    return true;
}

} // namespace metier::rappels
