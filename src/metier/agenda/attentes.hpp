#pragma once
// Les dossiers qui attendent une décision : chaque partie dit lesquels et pourquoi, une réunion en fait son ordre du
// jour. src/app remplit une table Attentes et la confie à reunions::routes().
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "metier/acces/portee.hpp"

namespace metier::agenda {

struct Echeance;

/// Du plus pressé au moins pressé : c'est l'ordre de l'ordre du jour. Jamais un nombre sur une personne.
enum class Urgence { decision_en_retard, terme_legal, decision_ouverte, a_decider, silence };
inline constexpr base::Entree<Urgence> urgences[] = {
    {Urgence::decision_en_retard, "decision_en_retard", "Décision en retard"},
    {Urgence::terme_legal, "terme_legal", "Délai légal"},
    {Urgence::decision_ouverte, "decision_ouverte", "Décision en cours"},
    {Urgence::a_decider, "a_decider", "À décider"},
    {Urgence::silence, "silence", "Sans nouvelles"},
};
constexpr std::span<base::Entree<Urgence> const> entrees(Urgence) { return urgences; }
using base::code, base::lire_code;

/// Ce qu'il faut pour lire une raison, en plus d'être de son cercle : ouvrir le dossier ; voir la situation de
/// prévention ; ou seulement savoir de qui l'on parle, pour ce que la réunion a elle-même décidé.
enum class Titre { dossier, prevention, reunion };
inline constexpr base::Entree<Titre> titres[] = {
    {Titre::dossier, "dossier", "Le dossier"},
    {Titre::prevention, "prevention", "La situation de prévention"},
    {Titre::reunion, "reunion", "Ce qui s’est décidé ici"},
};
constexpr std::span<base::Entree<Titre> const> entrees(Titre) { return titres; }

struct Attente {
    Id<jeunes::Jeune> jeune;
    Urgence urgence = Urgence::a_decider;
    std::string raison;       ///< « Droit au retour : entretien dû le 18/11/2026 » ; un fait, sans jugement
    std::optional<Date> date; ///< le terme, ou depuis quand : le plus ancien d'abord
    acces::Visibilite visibilite = acces::Visibilite::partenaires; ///< qui lit la raison
    Titre titre = Titre::dossier;
    std::optional<Id<Echeance>> echeance =
        {}; ///< la tâche dont elle naît : elle se lit telle que cette tâche est devenue
};

/// Ce que demande une réunion. `portee` : celle de qui prépare ; un fournisseur ne rend que ce qu'il voit.
struct DemandeDAttentes {
    acces::Portee portee;
    Date jusqu_au;                 ///< le jour de la réunion
    acces::Condition terrain = {}; ///< condition sur `j`, ligne de jeune : ceux de cet établissement, de ce réseau…
    int au_plus = 200;
    std::optional<Id<territoire::Etablissement>> etablissement = {}; ///< si elle se tient dans un établissement

    /// « son dossier s'ouvre, et il est du terrain », à écrire dans un `where` où la table jeune s'appelle `j`.
    acces::Condition parmi() const {
        if (!acces::a_le_droit(portee.role, acces::Droit::lire_dossier))
            return {"1 = 0", {}};
        auto c = acces::est_visible(portee, "j");
        if (!terrain.sql.empty()) {
            c.sql = "(" + terrain.sql + ") and " + c.sql;
            c.p.insert(c.p.begin(), terrain.p.begin(), terrain.p.end());
        }
        return c;
    }
};

class Attentes {
public:
    using Fournisseur = std::function<std::vector<Attente>(storage::Reader&, DemandeDAttentes const&)>;
    /// Un dossier peut revenir sous plusieurs raisons : il n'aura qu'une place, celle de la plus pressée.
    void fournisseur(Fournisseur f) { fournisseurs_.push_back(std::move(f)); }
    std::vector<Attente> de(storage::Reader& db, DemandeDAttentes const& demande) const {
        std::vector<Attente> toutes;
        for (auto const& f : fournisseurs_)
            for (auto& a : f(db, demande))
                toutes.push_back(std::move(a));
        return toutes;
    }

private:
    std::vector<Fournisseur> fournisseurs_;
};

} // namespace metier::agenda
