#pragma once
// Journal chaîné : on y ajoute, on n'y touche jamais. Chaque ligne scelle la précédente.
#include <functional>
#include <optional>
#include <string>

#include "metier/acces/actes.hpp"
#include "metier/acces/portee.hpp"

namespace metier::acces {

/// Ce qu'un acte laisse derrière lui. `objet` : « entretien/12 » ; `detail` : sans donnée personnelle.
struct Trace {
    std::optional<Id<jeunes::Jeune>> jeune;
    std::string objet;
    std::string detail;
    std::string motif;
    std::optional<Id<Agent>> agent = {}; ///< qui, quand la session ne le dit pas encore (connexion)
};

struct LigneJournal {
    std::int64_t id = 0;
    Instant instant{};
    std::optional<Id<Agent>> agent;
    std::string role, acte, motif;
    std::optional<Id<jeunes::Jeune>> jeune;
    std::string objet, detail, precedente, empreinte;
};

/// Ajoute une ligne, dans la transaction de l'acte. `agent` absent : le système (commande, tâche).
void consigner(storage::Writer& db, Instant instant, std::optional<Id<Agent>> agent, std::string_view role, Acte acte,
               Trace const& trace);

struct Verdict {
    std::int64_t lignes = 0;
    std::optional<std::int64_t> rompu; ///< première ligne qui ne suit pas la précédente, ou qui a été modifiée
    std::string pourquoi;
};
/// Relit toute la chaîne.
Verdict verifier_journal(storage::Reader& db);

} // namespace metier::acces
