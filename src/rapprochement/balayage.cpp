#include "rapprochement/balayage.hpp"

#include <algorithm>

namespace rapprochement {

void Balayage::candidats(std::uint32_t i, Atelier& atelier, ComptesDePasses& comptes) const {
    auto const& fiche = a[i];
    auto const sous_cle = cle_de_subdivision(codes, fiche);
    auto& trouves = atelier.trouves;
    trouves.clear();
    chaque_cle(codes, fiche, [&](unsigned passe, std::uint64_t cle) {
        if (passe >= blocs.size())
            return;
        for (auto autre : blocs[passe].chercher(cle, sous_cle))
            if (!meme_fichier || autre > i)
                trouves.push_back(std::uint64_t{autre} << 8 | passe);
        comptes.refusees[passe] += blocs[passe].refuse(cle, sous_cle);
    });
    std::ranges::sort(trouves);
    atelier.candidats.clear();
    std::uint64_t precedente = ~0ULL;
    for (auto trouve : trouves) {
        auto const autre = trouve >> 8;
        if (autre == precedente)
            continue;
        precedente = autre;
        ++comptes.paires[trouve & 255];
        auto const m = motif(codes, fiche, b[autre], atelier.memoire);
        atelier.candidats.push_back({static_cast<std::uint32_t>(autre), notation.noter(fiche, b[autre], m).total, m});
    }
}

std::vector<Blocs> construire_les_blocs(Equipe const& equipe, unsigned passes, Codes const& codes,
                                        std::vector<FicheCodee> const& fiches, std::uint32_t bloc_max,
                                        std::vector<char> const& ecarter) {
    std::vector<Blocs> blocs(passes);
    equipe.tranches("blocage", passes, 1, [&](std::size_t passe, std::size_t, std::size_t, unsigned) {
        blocs[passe] = blocs_de_la_passe(static_cast<unsigned>(passe), codes, fiches, bloc_max, ecarter);
    });
    return blocs;
}

} // namespace rapprochement
