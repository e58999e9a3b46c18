#pragma once
// Retrouver une personne : accents, casse, ordre des mots, noms composés et d'usage, une faute, ce qu'on entend, la
// naissance, l'INE exact. Seulement dans sa portée ; ailleurs, le strict nécessaire pour demander l'accès (C-88).
#include "metier/jeunes/jeunes.hpp"
#include "metier/jeunes/question.hpp"

namespace metier::jeunes {

struct Trouve {
    Id<Jeune> jeune;
    double proximite = 0; ///< 1 : tout concorde
};
/// Hors portée : jamais le nom, l'établissement ni le bassin. Initiales et année de naissance, que celui qui cherche
/// vient d'écrire lui-même : assez pour savoir que quelqu'un suit cette personne, trop peu pour apprendre qui elle est.
struct Ailleurs {
    Id<Jeune> jeune;
    std::string initiales;
    std::optional<int> annee;
    bool suivi = false;   ///< quelqu'un le suit
    bool demande = false; ///< accès déjà demandé
};
struct Resultats {
    std::vector<Trouve> trouves;    ///< dans la portée, le plus proche d'abord
    std::vector<Ailleurs> ailleurs; ///< jamais sur un début de mot, ni sur un nom seul
};
enum class Frappe { complete, en_cours };
/// En cours de frappe, le dernier mot peut n'être qu'un début, et rien n'est montré hors portée.
Resultats chercher(Reader& db, acces::Portee const& portee, base::Coffre const& coffre, Question const& question,
                   Frappe frappe, std::size_t au_plus = 50);

} // namespace metier::jeunes
