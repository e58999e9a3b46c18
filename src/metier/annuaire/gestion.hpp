#pragma once
// Ce qu'un rôle peut tenir : tout pour l'administrateur, l'intérieur de son territoire pour le coordonnateur
// départemental, rien pour les autres.
#include <set>

#include "metier/acces/contexte.hpp"
#include "metier/territoire/reseaux.hpp"

namespace metier::annuaire {

class Gestion {
public:
    /// Rien si le rôle n'a pas le droit de tenir le territoire.
    Gestion(storage::Reader& db, acces::Contexte const& cx);
    /// Pour la commande et les essais : tout.
    Gestion() : tout_{true} {}

    bool tout() const { return tout_; }
    bool quelque_chose() const { return tout_ || racine_; }
    /// On peut le renommer, le déplacer, le fermer : il est à l'intérieur, ce n'est pas la racine elle-même.
    bool tient(Id<territoire::Territoire> t) const { return tout_ || (t != racine_ && dedans_.contains(t)); }
    /// On peut y créer et y ranger.
    bool accueille(Id<territoire::Territoire> t) const { return tout_ || dedans_.contains(t); }
    /// Tous les bassins qu'il couvre sont à l'intérieur.
    bool tient(storage::Reader& db, territoire::Reseau const& r) const;
    bool tient(territoire::Structure const& s) const { return tout_ || (s.territoire && accueille(*s.territoire)); }

    /// Ouverts, de ces genres, où l'on peut ranger ou créer ; par nom.
    std::vector<territoire::Territoire> ouverts(storage::Reader& db,
                                                std::set<territoire::GenreDeTerritoire> const& genres) const;
    /// Où se rangent les établissements : bassins et districts.
    std::vector<territoire::Territoire> bassins(storage::Reader& db) const;

private:
    bool tout_ = false;
    std::optional<Id<territoire::Territoire>> racine_;
    std::set<Id<territoire::Territoire>> dedans_;
};

/// « Bassin nord (Ille-et-Vilaine) » : deux bassins de même nom se distinguent.
std::string nom_situe(territoire::Territoire const& t, std::vector<territoire::Territoire> const& tous);

} // namespace metier::annuaire
