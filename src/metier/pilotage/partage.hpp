#pragma once
// Ce que peut lire quelqu'un qui n'ouvre pas les lignes, sur toutes les pages d'une campagne à la fois : comparer la
// page d'un département à celles de ses bassins n'y apprend rien de plus. Pur.
#include <array>
#include <map>
#include <string>
#include <vector>

#include "metier/pilotage/bilan.hpp"

namespace metier::pilotage {

/// Un lieu dont une page existe : territoire, réseau ou établissement.
struct LieuDeCampagne {
    std::string cle;                  ///< « t12 », « r3 », « e250 »
    std::vector<std::string> bassins; ///< clés des faits qui en sont ; vide pour un établissement
    std::string etablissement = {};
    std::string parent = {}; ///< le territoire qui le contient, s'il a une page
};

class Partage {
public:
    /// `faits` : ceux de toute la campagne.
    Partage(std::vector<Fait> const& faits, std::vector<LieuDeCampagne> const& lieux, std::int64_t seuil);
    bool cache(std::string const& lieu, Ventilation par, std::string const& cle, Mesure m) const;

private:
    friend class Partageur;
    using Cellule = std::array<bool, std::size(mesures)>;
    std::vector<Cellule> cachees_;
    std::map<std::string, std::size_t, std::less<>> ou_; ///< « lieu|ventilation|clé »
};

/// Le bilan d'un lieu, tel que tout le monde peut le lire. `r` : les faits de ce lieu.
Bilan etablir(Releve const& r, Partage const& partage, std::string const& lieu);

} // namespace metier::pilotage
