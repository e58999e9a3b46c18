#pragma once
// Ce que valent des liens, face à la vérité : précision, rappel, F1, part à relire, calibration des probabilités.
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace metier::demonstration {

struct Intervalle {
    double bas = 0, haut = 0;
};
/// Intervalle de Wilson à 95 %.
Intervalle wilson(double reussites, double essais);

struct Tranche {
    double de = 0, a = 0; ///< probabilités
    double paires = 0, vraies = 0, attendues = 0;
};
struct ParFaute {
    std::string faute;
    std::uint64_t vraies = 0, liees = 0, douteuses = 0;
};

struct Evaluation {
    std::uint64_t vraies = 0, liens = 0, justes = 0, douteux = 0, douteux_justes = 0;
    std::uint64_t a_relire = 0; ///< fiches de la première liste avec au moins une paire douteuse
    std::vector<Tranche> tranches;
    std::vector<ParFaute> par_faute;
    double precision() const { return liens ? static_cast<double>(justes) / static_cast<double>(liens) : 0; }
    double rappel() const { return vraies ? static_cast<double>(justes) / static_cast<double>(vraies) : 0; }
    double rappel_relu() const {
        return vraies ? static_cast<double>(justes + douteux_justes) / static_cast<double>(vraies) : 0;
    }
    double f1() const { return precision() + rappel() > 0 ? 2 * precision() * rappel() / (precision() + rappel()) : 0; }
    /// Écart moyen entre la probabilité annoncée et la part de vrais, sur toutes les paires rendues, ou sur celles dont
    /// la probabilité n'est pas une évidence (entre 0,001 et 0,999).
    double ece(bool non_evidentes) const;
};

/// `liens` : id_a, id_b, poids, probabilite, decision. `erreurs` : facultatif, donne le rappel par genre de faute.
Evaluation evaluer(std::filesystem::path const& liens, std::filesystem::path const& verite,
                   std::filesystem::path const& erreurs = {});
/// `groupes` : id, groupe ; `verite` : id, entité. Paires de fiches d'un même groupe.
Evaluation evaluer_les_groupes(std::filesystem::path const& groupes, std::filesystem::path const& verite);

} // namespace metier::demonstration
