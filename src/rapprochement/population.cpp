#include "rapprochement/population.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/ensure.hpp"
#include "rapprochement/frequences.hpp"

namespace rapprochement {
namespace {

std::uint64_t huit_octets(std::string_view texte) {
    std::uint64_t n = 0;
    for (std::size_t i = 0; i < 8; ++i)
        n = n << 8 | (i < texte.size() ? static_cast<unsigned char>(texte[i]) : 0);
    return n;
}

} // namespace

void Cote::ajouter(Fiche const& fiche, Codes& codes) {
    ensure(fiches.size() < 0xFFFFFFFE, "rapprochement: too many records");
    fiches.push_back(coder(fiche, codes));
    cles += fiche.id;
    fins.push_back(cles.size());
}

Population::Population() : interne_{std::make_unique<Interne>()} {}
Population::~Population() = default;
Population::Population(Population&&) noexcept = default;
Population& Population::operator=(Population&&) noexcept = default;
void Population::ajouter_a(Fiche const& fiche) { interne_->a.ajouter(fiche, interne_->codes); }
void Population::ajouter_b(Fiche const& fiche) { interne_->b.ajouter(fiche, interne_->codes); }
std::size_t Population::taille_a() const { return interne_->a.fiches.size(); }
std::size_t Population::taille_b() const { return interne_->b.fiches.size(); }
std::string_view Population::id_a(std::size_t i) const { return interne_->a.id(i); }
std::string_view Population::id_b(std::size_t i) const { return interne_->b.id(i); }

Rangs ranger(Cote const& cote) {
    struct Cle {
        std::uint64_t debut;
        std::uint32_t position;
    };
    std::vector<Cle> ordre(cote.fiches.size());
    for (std::uint32_t i = 0; i < ordre.size(); ++i)
        ordre[i] = {huit_octets(cote.id(i)), i};
    std::ranges::sort(ordre, [&](Cle const& x, Cle const& y) {
        if (x.debut != y.debut)
            return x.debut < y.debut;
        auto const c = cote.id(x.position).compare(cote.id(y.position));
        return c != 0 ? c < 0 : x.position < y.position;
    });
    Rangs r;
    r.fiches.reserve(ordre.size());
    r.position.reserve(ordre.size());
    for (auto const& cle : ordre) {
        r.fiches.push_back(cote.fiches[cle.position]);
        r.position.push_back(cle.position);
    }
    return r;
}

Frequences compter(Codes const& codes, std::vector<Cote const*> const& cotes) {
    std::vector<std::uint32_t> noms(codes.noms.taille()), prenoms(codes.noms.taille());
    for (auto const* cote : cotes)
        for (auto const& f : cote->fiches) {
            ++noms[f.nom];
            ++prenoms[f.prenom];
        }
    Frequences frequences;
    auto const parts = static_cast<double>(std::max<std::size_t>(cotes.size(), 1)); // a person is in each file
    for (std::uint32_t c = 1; c < noms.size(); ++c) {
        frequences.tables().noms.ajouter(codes.noms.texte(c), noms[c] / parts);
        frequences.tables().prenoms.ajouter(codes.noms.texte(c), prenoms[c] / parts);
    }
    return frequences;
}

namespace {

/// Share of random pairs with the same value, the missing ones apart.
double part_commune(Population::Interne const& p, std::uint32_t FicheCodee::*champ) {
    std::unordered_map<std::uint32_t, std::pair<double, double>> comptes;
    double total_a = 0, total_b = 0, ensemble = 0;
    for (auto const& f : p.a.fiches)
        if (f.*champ)
            ++comptes[f.*champ].first, ++total_a;
    for (auto const& f : p.b.fiches)
        if (f.*champ)
            ++comptes[f.*champ].second, ++total_b;
    for (auto const& [valeur, n] : comptes)
        ensemble += n.first * n.second;
    return total_a > 0 && total_b > 0 ? ensemble / (total_a * total_b) : 0;
}

} // namespace

Modele aux_communes_de(Population const& population, Modele modele) {
    auto const& p = population.interne();
    return entre_voisins(std::move(modele), part_commune(p, &FicheCodee::lieu), part_commune(p, &FicheCodee::commune));
}

} // namespace rapprochement
