#pragma once
// Ce que la base sait déjà d'un lot de cherchés, lu en quelques requêtes.
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "metier/reperage/propositions.hpp"

namespace metier::reperage {

/// Un dossier proche, et pourquoi on ne l'a pas pris : une ligne de campagne_proche.
struct ProcheNote {
    Id<Jeune> jeune;
    std::int64_t rang = 0;
    Id<Jeune> proche;
    std::int64_t dixiemes = 0;
    double probabilite = 0;
    std::string pourquoi;
    friend bool operator==(ProcheNote const&, ProcheNote const&) = default;
};

struct PlaceTenue {
    Id<Jeune> jeune;
    Caisse caisse = Caisse::presume;
    std::string motif;
    bool verifie = false, en_psad = false;
    std::optional<std::int64_t> moteur; ///< voir Cherche
};

/// Une paire de ces deux dossiers, à trancher ou décidée.
struct PaireEcrite {
    Id<Jeune> a, b;
    std::string decision, genre, ecart, explication;
    std::int64_t composante = 1, dixiemes = 0;
    double probabilite = 0;
    std::optional<Id<Campagne>> campagne;
};

struct DejaEcrit {
    using Deux = std::pair<Id<Jeune>, Id<Jeune>>; ///< petit numéro d'abord
    std::vector<PlaceTenue> places;               ///< par jeune
    std::vector<ProcheNote> proches;              ///< par jeune, puis rang
    std::map<Deux, std::vector<PaireEcrite>> paires;
    std::map<Deux, DecisionDePaire> decisions; ///< de celles dont il s'agit

    PlaceTenue const* place(Id<Jeune> jeune) const;
    std::span<ProcheNote const> proches_de(Id<Jeune> jeune) const;
    bool connait(Id<Jeune> a, Id<Jeune> b) const { return paires.contains(std::minmax(a, b)); }
    std::optional<DecisionDePaire> decision(Id<Jeune> a, Id<Jeune> b) const;
    /// La proposer de nouveau n'écrirait rien.
    bool propose(PaireProposee const& p) const;
};
DejaEcrit lire_ce_qui_est_ecrit(Reader& db, Campagne const& c, std::span<Trouve const> lot);

} // namespace metier::reperage
