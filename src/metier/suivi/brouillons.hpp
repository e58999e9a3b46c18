#pragma once
// Ce qui est en train d'être écrit : chiffré, lisible par son seul auteur, effacé à l'enregistrement (C-32, P-14).
#include "metier/suivi/paires.hpp"
#include "metier/suivi/suivi.hpp"

namespace metier::suivi {

struct Brouillon {
    Instant enregistre_le{};
    Paires champs;
};
std::string cle_nouveau(Id<Jeune> jeune, TypeEntretien type);
std::string cle_modification(Id<Entretien> id);

/// Efface aussi ceux, périmés, du même agent. Déjà enregistrée (jeton « saisie ») : oubliée, même arrivée après coup.
/// Trop long (20 000 octets) : faux, rien n'est gardé.
bool garder_brouillon(Writer& db, base::Coffre const& coffre, Auteur const& auteur, std::string const& cle,
                      Id<Jeune> jeune, Paires const& champs);
std::optional<Brouillon> brouillon(Reader& db, base::Coffre const& coffre, Id<acces::Agent> agent,
                                   std::string const& cle);
void oublier_brouillon(Writer& db, Id<acces::Agent> agent, std::string const& cle);

struct BrouillonEnAttente {
    std::string cle;
    Id<Jeune> jeune;
    std::string nom;
    Instant enregistre_le{};
};
std::vector<BrouillonEnAttente> brouillons_en_attente(Reader& db, acces::Portee const& portee);

} // namespace metier::suivi
