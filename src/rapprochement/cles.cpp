#include "rapprochement/cles.hpp"

#include "rapprochement/rapprochement.hpp"

namespace rapprochement {

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

} // namespace rapprochement
