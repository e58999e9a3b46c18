#pragma once
// Noté par erreur : un contact, un entretien, une exemption annulés ne comptent plus, restent lisibles comme annulés
// par ceux qui les lisaient, et se rétablissent pendant le délai de `saisie.delai_annulation`.
#include "metier/suivi/suivi.hpp"

namespace metier::suivi {

enum class Saisi { contact, entretien, exemption };

struct Annulation {
    Instant le{};
    std::string par, motif;
};
/// Rien : la saisie compte.
std::optional<Annulation> annulation(Reader& db, Saisi quoi, std::int64_t id);
/// Ce qu'elle avait réglé est de nouveau à faire ; ce qu'elle demandait ne l'est plus. Conflict si elle l'est déjà.
void annuler_saisie(Writer& db, Auteur const& auteur, Saisi quoi, std::int64_t id, std::string const& motif);
/// L'inverse. Conflict si elle n'est pas annulée.
void retablir_saisie(Writer& db, Auteur const& auteur, Saisi quoi, std::int64_t id);
/// Dernier jour où elle se rétablit.
Date retablissable_jusqu_au(Reader& db, Annulation const& a);

struct ContactVu {
    Contact contact;
    std::string auteur;
    std::optional<Annulation> annulation;
};
/// Rien hors portée.
std::optional<ContactVu> contact(Reader& db, acces::Portee const& portee, Id<Contact> id);

struct ExemptionVue {
    Id<Jeune> jeune;
    jeunes::Exemption exemption;
    std::string auteur;
    std::optional<Annulation> annulation;
};
std::optional<ExemptionVue> exemption(Reader& db, acces::Portee const& portee, Id<jeunes::Exemption> id);

} // namespace metier::suivi
