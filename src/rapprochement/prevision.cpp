// How many pairs each pass would compare, before any of them is.
#include <algorithm>
#include <optional>

#include "rapprochement/passes.hpp"
#include "rapprochement/population.hpp"

namespace rapprochement {

std::vector<Passe> prevoir(Population const& population, Options const& options) {
    Equipe const equipe{options};
    auto const& p = population.interne();
    bool const un_seul_fichier = !p.connus && p.fiches_b().empty(); // duplicates are looked for
    auto const b = un_seul_fichier ? std::span<FicheCodee const>(p.a.fiches) : p.fiches_b();
    auto const ecartes = p.connus ? p.connus->ecartes() : std::vector<char>{};
    std::optional<ConnusRestants> restants;
    if (p.connus)
        restants.emplace(ConnusRestants{*p.connus, ecartes, p.connus->combien()});
    auto const bornees = avec_les_passes_larges(options, population);
    Deux const deux{.codes = p.codes,
                    .a = p.a.fiches,
                    .b = b,
                    .meme_fichier = un_seul_fichier,
                    .decoupe = p.connus ? p.connus->decoupe : Decoupe::pour(std::max(p.a.fiches.size(), b.size())),
                    .restants = restants ? &*restants : nullptr};
    auto const de_a = numeros(deux.a.size()), de_b = numeros(p.connus ? 0 : deux.b.size());
    auto const permises = paires_permises(bornees, de_a.size(), b.size());
    std::vector<Passe> passes;
    for (unsigned passe = 0; passe < nombre_de_passes; ++passe) {
        Jointure jointure{equipe, deux, passe, bornees.bloc_max, de_a, de_b};
        auto candidates = jointure.compter(equipe).candidates;
        if (large(passe)) // left out beyond
            candidates = std::min(candidates, permises);
        passes.push_back(passe_rendue(deux, jointure, candidates));
    }
    return passes;
}

} // namespace rapprochement
