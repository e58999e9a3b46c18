#include "metier/demonstration/pays/evaluation.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string_view>
#include <unordered_map>

#include "metier/demonstration/population/hasard.hpp"

namespace metier::demonstration {
namespace {

constexpr double evidence = 0.001;
/// Bornes des tranches de probabilité : fines là où une décision se joue.
constexpr std::array bornes = {0.0, 0.05, 0.1, 0.2,  0.3,  0.4,          0.5,      0.6,
                               0.7, 0.8,  0.9, 0.95, 0.99, 1 - evidence, 1.0000001};

/// Les cinq premières cellules d'une ligne ; les guillemets n'entourent que des cellules entières.
std::array<std::string, 5> cellules(std::string const& ligne) {
    std::array<std::string, 5> c;
    std::size_t n = 0;
    bool entre = false;
    for (std::size_t i = 0; i < ligne.size(); ++i) {
        if (ligne[i] == '"') {
            if (entre && i + 1 < ligne.size() && ligne[i + 1] == '"')
                c[n] += ligne[++i];
            else
                entre = !entre;
        } else if (ligne[i] == ',' && !entre) {
            if (++n == c.size())
                break;
        } else if (ligne[i] != '\r')
            c[n] += ligne[i];
    }
    return c;
}

template <class F>
void chaque_ligne(std::filesystem::path const& chemin, F f) {
    std::ifstream flux(chemin, std::ios::binary);
    std::string ligne;
    if (!flux || !std::getline(flux, ligne))
        throw std::runtime_error(chemin.string() + " ne peut pas être lu, ou est vide.");
    while (std::getline(flux, ligne))
        if (!ligne.empty())
            f(cellules(ligne));
}

std::uint64_t cle_de_paire(std::string_view a, std::string_view b) { return melange(cle(a)) ^ cle(b) * 3; }

/// Vérité triée : huit octets par paire, et ce qu'elle est devenue.
struct Verite {
    std::vector<std::uint64_t> paires;
    std::vector<char> sort; ///< rien, « l » liée, « d » douteuse
    std::ptrdiff_t place(std::uint64_t cle) const {
        auto const ou = std::ranges::lower_bound(paires, cle);
        return ou != paires.end() && *ou == cle ? ou - paires.begin() : -1;
    }
};

void ranger(Evaluation& e, double p, bool vraie) {
    auto const rang = std::upper_bound(bornes.begin(), bornes.end(), p) - bornes.begin() - 1;
    auto& t = e.tranches[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(rang, 0, bornes.size() - 2))];
    ++t.paires;
    t.vraies += vraie;
    t.attendues += p;
}

/// Rappel parmi les paires vraies dont l'une des deux fiches porte cette faute.
void rappel_par_faute(Evaluation& e, Verite const& verite, std::filesystem::path const& chemin_verite,
                      std::filesystem::path const& erreurs) {
    std::unordered_map<std::uint64_t, std::vector<std::ptrdiff_t>> de_la_fiche;
    chaque_ligne(chemin_verite, [&](auto const& c) {
        auto const place = verite.place(cle_de_paire(c[0], c[1]));
        de_la_fiche[cle(c[0])].push_back(place);
        de_la_fiche[cle(c[1])].push_back(place);
    });
    std::map<std::string, ParFaute> comptes;
    chaque_ligne(erreurs, [&](auto const& c) {
        auto const ou = de_la_fiche.find(cle(c[1]));
        if (ou == de_la_fiche.end())
            return;
        auto& compte = comptes[c[2]];
        compte.faute = c[2];
        for (auto place : ou->second) {
            ++compte.vraies;
            compte.liees += verite.sort[static_cast<std::size_t>(place)] == 'l';
            compte.douteuses += verite.sort[static_cast<std::size_t>(place)] == 'd';
        }
    });
    for (auto& [faute, compte] : comptes)
        e.par_faute.push_back(std::move(compte));
}

} // namespace

Intervalle wilson(double reussites, double essais) {
    if (essais <= 0)
        return {0, 1};
    constexpr double z = 1.959964, z2 = z * z;
    auto const p = reussites / essais;
    auto const centre = (p + z2 / (2 * essais)) / (1 + z2 / essais);
    auto const demi = z * std::sqrt(p * (1 - p) / essais + z2 / (4 * essais * essais)) / (1 + z2 / essais);
    return {std::max(0.0, centre - demi), std::min(1.0, centre + demi)};
}

double Evaluation::ece(bool non_evidentes) const {
    double ecart = 0, total = 0;
    for (auto const& t : tranches) {
        if (t.paires == 0 || (non_evidentes && t.de >= 1 - 1.5 * evidence))
            continue;
        ecart += std::abs(t.attendues - t.vraies);
        total += t.paires;
    }
    return total > 0 ? ecart / total : 0;
}

Evaluation evaluer(std::filesystem::path const& liens, std::filesystem::path const& chemin_verite,
                   std::filesystem::path const& erreurs) {
    Evaluation e;
    Verite verite;
    chaque_ligne(chemin_verite, [&](auto const& c) { verite.paires.push_back(cle_de_paire(c[0], c[1])); });
    std::ranges::sort(verite.paires);
    verite.sort.assign(verite.paires.size(), 0);
    e.vraies = verite.paires.size();
    for (std::size_t i = 0; i + 1 < bornes.size(); ++i)
        e.tranches.push_back({bornes[i], std::min(1.0, bornes[i + 1])});
    std::vector<std::uint64_t> relues;
    chaque_ligne(liens, [&](auto const& c) {
        auto const place = verite.place(cle_de_paire(c[0], c[1]));
        double p = 0;
        std::from_chars(c[3].data(), c[3].data() + c[3].size(), p);
        ranger(e, p, place >= 0);
        bool const lien = c[4] == "lien";
        if (!lien)
            relues.push_back(cle(c[0]));
        ++(lien ? e.liens : e.douteux);
        if (place < 0)
            return;
        ++(lien ? e.justes : e.douteux_justes);
        verite.sort[static_cast<std::size_t>(place)] = lien ? 'l' : 'd';
    });
    std::ranges::sort(relues);
    e.a_relire = static_cast<std::uint64_t>(std::unique(relues.begin(), relues.end()) - relues.begin());
    if (!erreurs.empty())
        rappel_par_faute(e, verite, chemin_verite, erreurs);
    return e;
}

Evaluation evaluer_les_groupes(std::filesystem::path const& groupes, std::filesystem::path const& verite) {
    Evaluation e;
    std::unordered_map<std::string, std::string> entite;
    std::unordered_map<std::string, std::uint64_t> par_entite, par_groupe, par_les_deux;
    chaque_ligne(verite, [&](auto const& c) { ++par_entite[entite[c[0]] = c[1]]; });
    chaque_ligne(groupes, [&](auto const& c) {
        ++par_groupe[c[1]];
        ++par_les_deux[c[1] + "\n" + entite[c[0]]];
    });
    auto paires = [](auto const& comptes) {
        std::uint64_t total = 0;
        for (auto const& [_, n] : comptes)
            total += n * (n - 1) / 2;
        return total;
    };
    e.vraies = paires(par_entite);
    e.liens = paires(par_groupe);
    e.justes = paires(par_les_deux);
    return e;
}

} // namespace metier::demonstration
