#include "rapprochement/cles.hpp"

#include <chrono>
#include <cstdlib>
#include <set>
#include <string>

#include "rapprochement/rapprochement.hpp"

namespace rapprochement {
namespace {

constexpr int ecart_au_plus = 10; // years

/// AAAAMMJJ of the dates one slip away.
std::set<std::uint32_t> dates_voisines(Date jour_) {
    std::set<std::uint32_t> dates;
    auto ajouter = [&](std::string const& jjmmaaaa) {
        auto n = [&](std::size_t de, std::size_t combien) { return std::stoi(jjmmaaaa.substr(de, combien)); };
        int const j = n(0, 2), m = n(2, 2), a = n(4, 4);
        Date const d{std::chrono::year{a}, std::chrono::month(static_cast<unsigned>(m)),
                     std::chrono::day(static_cast<unsigned>(j))};
        if (d.ok() && d != jour_ && std::abs(a - static_cast<int>(jour_.year())) <= ecart_au_plus)
            dates.insert(static_cast<std::uint32_t>(a * 10000 + m * 100 + j));
    };
    auto texte = base::affiche(jour_); // 04/03/2008
    std::erase(texte, '/');
    for (std::size_t i = 0; i < texte.size(); ++i) {
        for (char c = '0'; c <= '9'; ++c) {
            auto autre = texte;
            autre[i] = c;
            ajouter(autre);
        }
        auto permute = texte;
        if (i + 1 < texte.size())
            std::swap(permute[i], permute[i + 1]);
        ajouter(permute);
    }
    ajouter(texte.substr(2, 2) + texte.substr(0, 2) + texte.substr(4));
    for (int j = 1; j <= 31; ++j)
        ajouter((j < 10 ? "0" : "") + std::to_string(j) + texte.substr(2));
    return dates;
}

} // namespace

std::vector<std::uint64_t> cles_de_blocage(Fiche const& fiche) {
    Codes codes;
    auto const codee = coder(fiche, codes);
    std::vector<std::uint64_t> cles;
    chaque_cle(codes, codee, [&](unsigned passe, std::uint64_t cle) {
        if (enregistree(passe))
            cles.push_back(cle);
    });
    std::ranges::sort(cles);
    cles.erase(std::unique(cles.begin(), cles.end()), cles.end());
    return cles;
}

std::vector<std::uint64_t> cles_a_une_faute_de_date(Fiche const& fiche) {
    std::vector<std::uint64_t> cles;
    Codes codes;
    auto codee = coder(fiche, codes);
    for (auto date :
         codee.date&& fiche.naissance->ok() ? dates_voisines(*fiche.naissance) : std::set<std::uint32_t>{}) {
        codee.date = date;
        chaque_cle(codes, codee, [&](unsigned passe, std::uint64_t cle) {
            if (passe == 2 || passe == 3)
                cles.push_back(cle);
        });
    }
    return cles;
}

} // namespace rapprochement
