#include "rapprochement/affectation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "base/texte.hpp"
#include "rapprochement/notation.hpp"

namespace rapprochement {
namespace {

constexpr std::size_t exact_max = 200; // nodes of a component
constexpr std::uint32_t personne = 0xFFFFFFFF;

std::uint32_t racine(std::vector<std::uint32_t>& parents, std::uint32_t i) {
    while (parents[i] != i)
        i = parents[i] = parents[parents[i]];
    return i;
}

struct Affectation {
    std::vector<Paire>& paires;
    Seuils const& seuils;
    int seuil; ///< tenths of bits from which a pair can be chosen
    int marge;
    std::vector<std::uint32_t> choix_a, choix_b; ///< position of the chosen pair of each record

    bool possible(Paire const& p) const { return p.dixiemes >= seuil && p.garde != Garde::ine_partage; }
    void choisir(std::uint32_t i) { choix_a[paires[i].a] = choix_b[paires[i].b] = i; }

    /// `ordre`: best first.
    void glouton(std::span<std::uint32_t const> ordre) {
        for (auto i : ordre)
            if (choix_a[paires[i].a] == personne && choix_b[paires[i].b] == personne)
                choisir(i);
    }

    void exacte(std::span<std::uint32_t const> composante) {
        std::map<std::uint32_t, int> lignes, colonnes;
        for (auto i : composante) {
            lignes.try_emplace(paires[i].a, static_cast<int>(lignes.size()));
            colonnes.try_emplace(paires[i].b, static_cast<int>(colonnes.size()));
        }
        std::vector gains(lignes.size(), std::vector<int>(colonnes.size()));
        for (auto i : composante)
            gains[lignes[paires[i].a]][colonnes[paires[i].b]] = paires[i].dixiemes - seuil + 1;
        auto const choix = affectation_exacte(gains);
        for (auto i : composante)
            if (choix[lignes[paires[i].a]] == colonnes[paires[i].b])
                choisir(i);
    }

    /// A rival counts unless its own record is taken elsewhere by a better pair, beyond the margin.
    bool rival(Paire const& choisie, Paire const& autre) const {
        if (autre.dixiemes + marge <= choisie.dixiemes)
            return false;
        auto const ailleurs = autre.a == choisie.a ? choix_b[autre.b] : choix_a[autre.a];
        return ailleurs == personne || paires[ailleurs].dixiemes < autre.dixiemes + marge;
    }
};

} // namespace

std::vector<int> affectation_exacte(std::vector<std::vector<int>> const& gains) {
    // Shortest augmenting paths (Jonker-Volgenant) on a square matrix of costs; 0 stands for « nobody ».
    std::size_t n = gains.size();
    for (auto const& ligne : gains)
        n = std::max(n, ligne.size());
    constexpr int infini = std::numeric_limits<int>::max() / 2;
    auto cout = [&](std::size_t i, std::size_t j) {
        return i < gains.size() && j < gains[i].size() ? -std::max(gains[i][j], 0) : 0;
    };
    std::vector<int> u(n + 1), v(n + 1);
    std::vector<std::size_t> ligne_de(n + 1), chemin(n + 1);
    for (std::size_t i = 1; i <= n; ++i) {
        std::vector<int> distance(n + 1, infini);
        std::vector<char> vu(n + 1);
        std::size_t colonne = 0;
        ligne_de[0] = i;
        do {
            vu[colonne] = 1;
            auto const ligne = ligne_de[colonne];
            int ecart = infini;
            std::size_t suivante = 0;
            for (std::size_t j = 1; j <= n; ++j) {
                if (vu[j])
                    continue;
                auto const reduit = cout(ligne - 1, j - 1) - u[ligne] - v[j];
                if (reduit < distance[j]) {
                    distance[j] = reduit;
                    chemin[j] = colonne;
                }
                if (distance[j] < ecart) {
                    ecart = distance[j];
                    suivante = j;
                }
            }
            for (std::size_t j = 0; j <= n; ++j)
                if (vu[j]) {
                    u[ligne_de[j]] += ecart;
                    v[j] -= ecart;
                } else
                    distance[j] -= ecart;
            colonne = suivante;
        } while (ligne_de[colonne]);
        for (; colonne; colonne = chemin[colonne])
            ligne_de[colonne] = ligne_de[chemin[colonne]];
    }
    std::vector<int> choix(gains.size(), -1);
    for (std::size_t j = 1; j <= n; ++j)
        if (auto const i = ligne_de[j] - 1; i < gains.size() && j <= gains[i].size() && gains[i][j - 1] > 0)
            choix[i] = static_cast<int>(j - 1);
    return choix;
}

void affecter(std::vector<Paire>& paires, std::size_t taille_a, std::size_t taille_b, Seuils const& seuils,
              std::vector<std::string>& remarques) {
    auto const bits_du_seuil = std::log2(seuils.douteux / (1 - seuils.douteux));
    Affectation aff{paires,
                    seuils,
                    static_cast<int>(std::ceil(bits_du_seuil * 10)),
                    static_cast<int>(std::lround(seuils.marge * 10)),
                    std::vector(taille_a, personne),
                    std::vector(taille_b, personne)};
    std::ranges::sort(paires, [](Paire const& x, Paire const& y) {
        return x.dixiemes != y.dixiemes ? x.dixiemes > y.dixiemes : x.a != y.a ? x.a < y.a : x.b < y.b;
    });

    std::vector<std::uint32_t> parents(taille_a + taille_b), possibles;
    std::iota(parents.begin(), parents.end(), 0U);
    for (std::uint32_t i = 0; i < paires.size(); ++i)
        if (aff.possible(paires[i])) {
            possibles.push_back(i);
            auto const x = racine(parents, paires[i].a);
            auto const y = racine(parents, static_cast<std::uint32_t>(taille_a + paires[i].b));
            parents[std::max(x, y)] = std::min(x, y);
        }
    std::ranges::stable_sort(possibles, {}, [&](std::uint32_t i) { return racine(parents, paires[i].a); });
    std::size_t trop_grandes = 0;
    for (std::size_t i = 0, j; i < possibles.size(); i = j) {
        auto const r = racine(parents, paires[possibles[i]].a);
        for (j = i + 1; j < possibles.size() && racine(parents, paires[possibles[j]].a) == r;)
            ++j;
        auto const composante = std::span(possibles).subspan(i, j - i);
        if (composante.size() < 3)
            aff.glouton(composante);
        else if (composante.size() <= exact_max)
            aff.exacte(composante);
        else {
            aff.glouton(composante);
            ++trop_grandes;
        }
    }
    if (trop_grandes)
        remarques.push_back(base::pluriel(static_cast<long long>(trop_grandes), "ensemble") +
                            " de fiches très ressemblantes : affectation approchée, de la meilleure paire à la moins "
                            "bonne.");

    std::vector<char> conteste(paires.size());
    for (std::uint32_t i = 0; i < paires.size(); ++i) {
        if (!aff.possible(paires[i]))
            continue;
        for (auto c : {aff.choix_a[paires[i].a], aff.choix_b[paires[i].b]})
            if (c != personne && c != i && aff.rival(paires[c], paires[i]))
                conteste[c] = conteste[i] = 1;
    }
    for (std::uint32_t i = 0; i < paires.size(); ++i) {
        auto& p = paires[i];
        if (aff.choix_a[p.a] != i)
            continue;
        bool const sur = p.probabilite >= seuils.lien && !conteste[i] && !relecture_obligatoire(p.garde);
        p.decision = sur ? Decision::lien : Decision::douteux;
        p.raison = sur ? Raison::lien : Raison::douteux;
    }
    auto lie = [&](std::uint32_t c) { return c != personne && paires[c].decision == Decision::lien; };
    for (std::uint32_t i = 0; i < paires.size(); ++i) {
        auto& p = paires[i];
        if (aff.choix_a[p.a] == i)
            continue;
        if (lie(aff.choix_a[p.a]))
            p.raison = Raison::pris_par_un_meilleur;
        else if (lie(aff.choix_b[p.b]))
            p.raison = Raison::meilleur_ailleurs;
        else if (conteste[i] || p.garde == Garde::ine_partage) {
            p.decision = Decision::douteux;
            p.raison = Raison::douteux;
        } else if (aff.possible(p))
            p.raison = Raison::pris_par_un_meilleur;
    }
}

} // namespace rapprochement
