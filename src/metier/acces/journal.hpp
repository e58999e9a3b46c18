#pragma once
// Journal chaîné : on y ajoute, on n'y touche jamais. Chaque ligne scelle la précédente.
#include <functional>
#include <optional>
#include <string>
#include <vector>

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

/// Un acte à la fois, d'ici à la fin de la transaction : ce qui s'y vérifie ne peut plus changer sous lui.
void un_a_la_fois(storage::Writer& db);

struct Verdict {
    std::int64_t lignes = 0;
    std::string derniere; ///< empreinte de la dernière ligne lue : à noter ailleurs pour comparer plus tard
    std::optional<std::int64_t> rompu; ///< première ligne qui ne suit pas la précédente, ou qui a été modifiée
    std::string pourquoi;
};
/// Relit toute la chaîne ; ou seulement ce qui suit `apres`, dont l'empreinte est alors tenue pour bonne.
Verdict verifier_journal(storage::Reader& db, std::int64_t apres = 0);

/// Ce qu'on cherche dans le journal.
struct DemandeDeJournal {
    std::optional<Acte> acte = {};
    std::optional<Id<Agent>> agent = {};
    std::optional<Date> du = {}, au = {}; ///< jours civils, à Paris
    std::int64_t avant = 0;               ///< lignes plus anciennes que celle-ci ; 0 : les dernières
    std::int64_t apres = 0;               ///< lignes plus récentes que celle-ci
    int nombre = 50;
};
struct LigneLue {
    std::int64_t id = 0;
    Instant instant{};
    std::string agent; ///< « Awa NDIAYE », vide pour le système
    std::string role, acte, motif;
    std::optional<Id<jeunes::Jeune>> jeune;
    std::string objet, detail;
};
/// De la plus récente à la plus ancienne.
std::vector<LigneLue> lire_journal(storage::Reader& db, DemandeDeJournal const& demande);
/// Une ligne après l'autre, la plus ancienne d'abord (export).
void parcourir_journal(storage::Reader& db, std::optional<Date> du, std::optional<Date> au,
                       std::function<void(LigneJournal const&)> const& ligne);
/// Numéro de la dernière ligne moins `recul` lignes : où commencer une vérification courte.
std::int64_t ligne_avant_les_dernieres(storage::Reader& db, std::int64_t recul);

} // namespace metier::acces
