#include "base/codes.hpp"
#include "metier/echanges/formats/lecteurs.hpp"

namespace metier::echanges {
namespace {
constexpr std::size_t ines_au_plus = 2'000'000; // au-delà, on ne signale plus : la mémoire reste bornée
}

void InesVus::signaler(LigneLue& ligne) {
    auto ine = base::Ine::lire(ligne[Champ::ine]);
    if (!ine || (vus_.size() >= ines_au_plus && !vus_.contains(ine->texte())))
        return;
    auto [ou, nouveau] = vus_.try_emplace(ine->texte(), ligne.numero);
    if (!nouveau)
        ligne.anomalies.push_back({.code = "L-04",
                                   .champ = Champ::ine,
                                   .lu = std::string(ligne[Champ::ine]),
                                   .message = "INE en double\u00A0: déjà vu, " +
                                              repere(ligne.genre, ou->second, ligne.ligne > 0) +
                                              ". Les deux lignes sont gardées.",
                                   .de_lecture = true});
}

} // namespace metier::echanges
