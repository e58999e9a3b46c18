#pragma once
// Les bilans partagés déjà calculés. Ce qu'un bilan cache se décide sur toute la campagne (partage.hpp) : la relire à
// chaque page coûte près d'une seconde dans une académie. On garde donc ce qu'on a lu tant qu'aucun fait n'a changé.
#include <map>
#include <memory>
#include <mutex>

#include "metier/pilotage/pilotage.hpp"

namespace metier::pilotage {

class Chiffres {
public:
    /// Celui que rendrait `bilan_partage` à l'instant : le repère des faits (0025) dit si ce qu'on garde vaut encore.
    std::shared_ptr<Bilan const> partages(Reader& db, reperage::Campagne const& campagne, Perimetre const& perimetre,
                                          Date au);

private:
    struct Gardee {
        std::string etat;
        std::shared_ptr<CampagnePartagee const> campagne;
        std::map<std::string, std::shared_ptr<Bilan const>> bilans; ///< par lieu
        std::uint64_t vue = 0;
    };
    using Cle = std::pair<std::int64_t, Date>; ///< campagne, jour d'observation

    std::shared_ptr<Bilan const> trouver(Cle cle, std::string const& etat, std::string const& lieu);
    std::shared_ptr<CampagnePartagee const> lue(Cle cle, std::string const& etat);
    void garder(Cle cle, std::string const& etat, std::shared_ptr<CampagnePartagee const> campagne,
                std::string const& lieu, std::shared_ptr<Bilan const> bilan);

    std::mutex tenue_;  ///< de `gardees_`, un instant
    std::mutex calcul_; ///< un seul calcul à la fois : dix lecteurs du même matin n'en demandent qu'un
    std::map<Cle, Gardee> gardees_;
    std::uint64_t horloge_ = 0;
};

/// Change dès qu'un fait dont les chiffres dépendent change.
std::string etat_des_faits(Reader& db);
/// Efface les repères anciens ; le dernier reste. Rend combien.
std::int64_t effacer_les_reperes(Writer& db);

} // namespace metier::pilotage
