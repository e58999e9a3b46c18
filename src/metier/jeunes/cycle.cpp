#include "metier/jeunes/cycle.hpp"

#include <algorithm>
#include <array>

#include "base/texte.hpp"

namespace metier::jeunes {
namespace {

/// Base centrale des nomenclatures : les dispositifs de formation 1xx sont ceux du collège (6e à 3e, Segpa, relais).
constexpr char dispositif_de_college = '1';
constexpr std::size_t chiffres_du_mef = 10;

bool dit_le_college(std::string_view libelle) {
    constexpr std::array classes{"3E",   "4E",   "5E",      "6E",        "3EME",      "4EME",
                                 "5EME", "6EME", "SIXIEME", "CINQUIEME", "QUATRIEME", "TROISIEME"};
    constexpr std::array d_apres{"ANNEE", "AN", "CAP", "BAC"}; // « 3e année de bac pro »
    auto mots = base::decoupe(base::normalise(libelle), ' ');
    auto un_de = [&](auto const& liste) {
        return std::ranges::any_of(mots, [&](auto const& m) { return std::ranges::find(liste, m) != liste.end(); });
    };
    return un_de(classes) && !un_de(d_apres);
}

bool dit_un_autre_cycle(std::string_view libelle) {
    constexpr std::array mots_d_apres{"CAP",     "BAC",  "BEP",      "2NDE",      "2DE",
                                      "SECONDE", "1ERE", "PREMIERE", "TERMINALE", "TLE"};
    auto mots = base::decoupe(base::normalise(libelle), ' ');
    return std::ranges::any_of(mots,
                               [&](auto const& m) { return std::ranges::find(mots_d_apres, m) != mots_d_apres.end(); });
}

bool est_un_college(std::string_view lieu) {
    auto nom = base::normalise(lieu);
    return nom.starts_with("COLLEGE ") || nom.starts_with("CLG ") || nom == "COLLEGE";
}

} // namespace

bool au_college(InscriptionVue const& i) {
    if (i.mef.size() >= chiffres_du_mef)
        return i.mef.front() == dispositif_de_college;
    if (dit_le_college(i.formation) || dit_le_college(i.classe))
        return true;
    return est_un_college(i.lieu) && !dit_un_autre_cycle(i.formation);
}

InscriptionVue const* sorti_du_college(std::span<InscriptionVue const> inscriptions) {
    return !inscriptions.empty() && std::ranges::all_of(inscriptions, au_college) ? &inscriptions.front() : nullptr;
}

} // namespace metier::jeunes
