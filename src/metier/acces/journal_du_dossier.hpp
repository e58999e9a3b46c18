#pragma once
// Dans le journal, ce qui touche un seul dossier : qui l'a lu, qui y a écrit (demande d'accès, incident).
#include "metier/acces/journal.hpp"

namespace metier::acces {

struct DemandeAuJournal : DemandeDeJournal {
    std::optional<Id<jeunes::Jeune>> jeune = {};
};
std::vector<LigneLue> lire_journal(storage::Reader& db, DemandeAuJournal const& demande);
/// À quel titre, en clair : « Secteur », « Accès d’urgence ».
std::string_view titre_en_clair(std::string_view motif);

} // namespace metier::acces
