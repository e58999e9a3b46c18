#pragma once
// Un partenaire : un établissement ou une structure, désigné dans les adresses par « e12 » ou « s3 ».
#include <optional>
#include <string>
#include <vector>

#include "metier/acces/contexte.hpp"
#include "metier/territoire/territoire.hpp"

namespace metier::partenariats {

using storage::Reader;
using storage::Writer;

struct Partenaire {
    std::optional<Id<territoire::Etablissement>> etablissement;
    std::optional<Id<territoire::Structure>> structure;
    std::string nom, commune, genre, telephone, courriel;
    std::optional<Id<territoire::Territoire>> territoire;
    std::optional<Date> ferme_le;

    std::string code() const;
};

/// « e12 », « s3 » ; rien si ce n'est ni l'un ni l'autre, ou s'il n'existe pas.
std::optional<Partenaire> partenaire(Reader& db, std::string_view code);
web::Lien lien(Partenaire const& p);

/// Ceux qui ont un contact, une convention, une offre, et toutes les structures ouvertes.
struct Recherche {
    std::string mots;
    bool a_reprendre = false; ///< un contact à confirmer, une convention près de son terme, une place à confirmer
    std::optional<Id<acces::RoleTenu>> du_role = {}; ///< que ce rôle peut tenir
    Date jour{};
    int nombre = 100;
};
struct LigneDePartenaire {
    std::string code, nom, commune;
    std::int64_t contacts = 0;
    std::optional<Date> plus_vieux_contact, terme; ///< première convention non close qui finit
    std::int64_t a_renouveler = 0;                 ///< non closes, échues ou près de leur terme
    std::int64_t places = 0;
    std::optional<Instant> plus_vieille_place;
};
/// « 2 conventions à reprendre, la première échue le 25/11/2026 » ; vide s'il n'y en a pas.
std::string conventions_dues(LigneDePartenaire const& l, Date jour);
std::vector<LigneDePartenaire> chercher(Reader& db, Recherche const& r);

/// Ce rôle peut le tenir : son établissement, ou un partenaire de son secteur.
bool tient(Reader& db, acces::Contexte const& cx, Partenaire const& p);
/// Lève la page introuvable si le partenaire n'existe pas, ou si ce rôle ne le tient pas.
Partenaire exiger(Reader& db, std::string_view code);
Partenaire exiger_tenu(Reader& db, acces::Contexte const& cx, std::string_view code);

} // namespace metier::partenariats
