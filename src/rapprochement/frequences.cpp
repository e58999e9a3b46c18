#include "rapprochement/frequences.hpp"

#include <algorithm>
#include <cmath>

#include "rapprochement/noms.hpp"

namespace rapprochement {

void Frequences::Tables::Table::ajouter(std::string_view normalise, double effectif) {
    if (normalise.empty() || !(effectif > 0))
        return; // before the dictionary: each of its texts has a count
    auto const code = textes.code(normalise);
    if (code >= effectifs.size())
        effectifs.resize(code + 1);
    effectifs[code] += effectif;
    total += effectif;
}

double Frequences::Tables::Table::effectif(std::string_view normalise) const {
    return effectifs[textes.chercher(normalise)];
}

Frequences::Frequences() : tables_{std::make_unique<Tables>()} {}
Frequences::~Frequences() = default;
Frequences::Frequences(Frequences&&) noexcept = default;
Frequences& Frequences::operator=(Frequences&&) noexcept = default;

void Frequences::ajouter_nom(std::string_view nom, double effectif) {
    tables_->noms.ajouter(nom_normalise(nom), effectif);
}

void Frequences::ajouter_prenom(std::string_view prenom, double effectif) {
    tables_->prenoms.ajouter(nom_normalise(prenom), effectif);
}

double Frequences::nom(std::string_view nom) const {
    auto const& t = tables_->noms;
    return t.total > 0 ? t.effectif(nom_normalise(nom)) / t.total : 0;
}

double Frequences::prenom(std::string_view prenom) const {
    auto const& t = tables_->prenoms;
    return t.total > 0 ? t.effectif(nom_normalise(prenom)) / t.total : 0;
}

Frequences Frequences::compter(std::span<Fiche const> fiches) {
    Frequences f;
    for (auto const& fiche : fiches) {
        f.ajouter_nom(fiche.nom.empty() ? fiche.nom_usage : fiche.nom, 1);
        if (!fiche.prenoms.empty())
            f.ajouter_prenom(fiche.prenoms.front(), 1);
    }
    return f;
}

int rarete(double effectif, double total, double u_egal) {
    if (total <= 0 || u_egal <= 0)
        return 0;
    auto const part = (effectif + 0.5) / (total + 0.5 / u_egal);
    return static_cast<int>(std::lround(std::log2(u_egal / part) * 10));
}

} // namespace rapprochement
