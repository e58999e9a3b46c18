#include <bit>
#include <cmath>

#include "rapprochement/comparaison.hpp"
#include "rapprochement/frequences.hpp"
#include "rapprochement/hachage.hpp"
#include "rapprochement/niveaux.hpp"
#include "rapprochement/notation.hpp"
#include "rapprochement/population.hpp"
#include "rapprochement/vivier.hpp"

namespace rapprochement {
namespace {

/// What is said of how common a name is: see rarete() in explication.cpp.
std::uint64_t dit_de(Frequences::Tables::Table const& table, std::string_view nom) {
    auto const effectif = table.total > 0 ? table.effectif(nom) : 0;
    return effectif <= 0 ? 0 : 1 + static_cast<std::uint64_t>(std::lround(effectif / table.total * 10'000));
}

} // namespace

struct Empreintes::Interne {
    Population::Interne const& population;
    Frequences::Tables const& frequences;
    Notation notation;
    std::uint64_t depart;
    mutable Memoire memoire{};

    std::uint64_t suite(std::uint64_t h, Paire const& p) const {
        auto const &a = population.a.fiches[p.a], &b = population.fiches_b()[p.b];
        auto const m = motif(population.codes, a, b, memoire);
        auto const note = notation.noter(a, b, m);
        auto ajouter = [&h](std::uint64_t valeur) { h = combine(h, valeur); };
        auto poids = [&](int dixiemes) { ajouter(static_cast<std::uint64_t>(static_cast<std::int64_t>(dixiemes))); };
        ajouter(hache(population.id_b(p.b)));
        ajouter(static_cast<std::uint64_t>(p.decision) << 16 | static_cast<std::uint64_t>(p.raison) << 8 |
                static_cast<std::uint64_t>(p.garde));
        ajouter(std::bit_cast<std::uint64_t>(p.probabilite));
        poids(p.dixiemes);
        ajouter(m);
        for (auto champ : note.champs)
            poids(champ);
        poids(note.correction);
        ajouter(static_cast<std::uint64_t>(notation.garde(m)));
        for (auto nom : {a.nom, a.nom_usage})
            ajouter(dit_de(frequences.noms, population.codes.noms.texte(nom)));
        ajouter(dit_de(frequences.prenoms, population.codes.noms.texte(a.prenom)));
        return h;
    }
};

Empreintes::Empreintes(Population const& population, Resultat const& resultat) {
    auto h = hache(ecrire(resultat.modele));
    for (std::size_t c = 0; c < nombre_de_champs; ++c)
        for (auto const& n : niveaux(Champ(c)))
            h = combine(h, hache(n.phrase));
    auto const& p = population.interne();
    interne_ = std::make_unique<Interne>(
        Interne{p, resultat.frequences.tables(), Notation{resultat.modele, p.codes, &resultat.frequences}, h});
}
Empreintes::~Empreintes() = default;

std::uint64_t Empreintes::depart(std::uint64_t autre_chose) const { return combine(interne_->depart, autre_chose); }
std::uint64_t Empreintes::suite(std::uint64_t empreinte, Paire const& paire) const {
    return interne_->suite(empreinte, paire);
}

} // namespace rapprochement
