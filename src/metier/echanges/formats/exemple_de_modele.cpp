#include "metier/echanges/formats/exemple_de_modele.hpp"

#include <algorithm>
#include <array>

#include "base/texte.hpp"

namespace metier::echanges {
namespace {

constexpr std::array formats_ecrits{"JJ MM AAAA", "AAAA MM JJ", "AAAA AAAA", "NOM", "PRENOM"};
constexpr std::array noms_de_convenance{"DUPONT", "DUPOND", "DURAND", "DOE"};
constexpr std::array prenoms_de_convenance{"JEAN", "JEANNE", "MARIE", "JOHN", "JANE"};
constexpr std::array chiffres_de_convenance{"0123456789", "0102030405", "0612345678", "0600000000", "1234567890"};
constexpr std::array domaines_d_exemple{"@exemple.", "@example.", "@test."};

bool est_parmi(std::string const& mot, auto const& mots) { return std::ranges::find(mots, mot) != mots.end(); }

/// « Exemple », « Ex : DUPONT », « JJ/MM/AAAA »
bool le_dit(std::string const& cellule) {
    auto mots = base::normalise(cellule);
    return mots.starts_with("EXEMPLE") || mots.starts_with("EX ") || est_parmi(mots, formats_ecrits);
}

bool est_de_convenance(std::string_view chiffres) {
    return std::ranges::any_of(chiffres_de_convenance, [&](auto const* c) { return chiffres.starts_with(c); });
}

} // namespace

bool est_un_exemple(LigneLue const& ligne, std::vector<std::string> const& cellules) {
    if (std::ranges::any_of(cellules, le_dit))
        return true;
    auto const courriel = base::minuscules(ligne[Champ::courriel]);
    auto est_un_nom = [&](Champ c) { return est_parmi(base::normalise(ligne[c]), noms_de_convenance); };
    int indices = (est_un_nom(Champ::nom_famille) || est_un_nom(Champ::nom_usage)) &&
                  est_parmi(base::normalise(ligne[Champ::prenom]), prenoms_de_convenance);
    indices +=
        std::ranges::any_of(domaines_d_exemple, [&](auto const* d) { return courriel.find(d) != courriel.npos; });
    indices += est_de_convenance(ligne[Champ::telephone]);
    indices += est_de_convenance(ligne[Champ::ine]);
    return indices >= 2;
}

} // namespace metier::echanges
