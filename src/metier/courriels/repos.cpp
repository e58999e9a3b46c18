#include "metier/courriels/repos.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::courriels {

bool Repos::est_un_jour_de_repos(Date jour) const {
    auto rang = std::chrono::weekday{std::chrono::sys_days{jour}}.iso_encoding() - 1;
    return std::ranges::find(jours, static_cast<JourDeSemaine>(rang)) != jours.end();
}

Repos repos(storage::Reader& db, Id<acces::Agent> agent) {
    struct Ligne {
        std::string jours;
        std::int64_t pas_avant = 0, pas_apres = 24;
    };
    auto l = db.maybe<Ligne>("select jours_de_repos, pas_avant, pas_apres from preference_de_rappel where agent_id = ?",
                             agent)
                 .value_or(Ligne{});
    Repos r{.jours = {}, .heures = {l.pas_avant, l.pas_apres}};
    for (auto const& code : base::decoupe(l.jours, ' '))
        if (auto jour = base::lire_code<JourDeSemaine>(code))
            r.jours.push_back(*jour);
    return r;
}

void choisir_le_repos(storage::Writer& db, Instant maintenant, Id<acces::Agent> agent, Repos const& r) {
    std::string jours;
    for (auto j : r.jours)
        jours += (jours.empty() ? "" : " ") + std::string(base::code(j));
    db.run("insert into preference_de_rappel (agent_id, jours_de_repos, pas_avant, pas_apres) values (?, ?, ?, ?) on "
           "conflict (agent_id) do update set jours_de_repos = excluded.jours_de_repos, pas_avant = "
           "excluded.pas_avant, pas_apres = excluded.pas_apres",
           agent, jours, r.heures.premiere, r.heures.derniere);
    db.run("update courriel set prochain_essai = ? where agent_id = ? and etat = 'a_envoyer' and essais = 0",
           maintenant, agent);
}

Heures heures_communes(storage::Reader& db, Date jour) {
    return {territoire::entier(db, "courriel.premiere_heure", jour),
            territoire::entier(db, "courriel.derniere_heure", jour)};
}

Instant heure_permise(Instant instant, Heures communes, Repos const& r) {
    Heures h{std::max(communes.premiere, r.heures.premiere), std::min(communes.derniere, r.heures.derniere)};
    if (h.premiere >= h.derniere)
        h = communes;
    bool jamais = r.jours.size() == std::size(jours_de_semaine);
    auto repose = [&](Date jour) { return !jamais && r.est_un_jour_de_repos(jour); };
    auto ici = base::a_paris(instant);
    if (ici.heure >= h.premiere && ici.heure < h.derniere && !repose(ici.jour))
        return instant;
    auto jour = ici.heure < h.premiere ? ici.jour : base::plus_jours(ici.jour, 1);
    while (repose(jour))
        jour = base::plus_jours(jour, 1);
    return base::depuis_paris(jour, static_cast<int>(h.premiere), 0);
}

} // namespace metier::courriels
