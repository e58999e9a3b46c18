#include "app/coeur/rapprocher_cles.hpp"

#include "base/texte.hpp"

namespace app {
namespace {

constexpr std::size_t montrees = 5;

std::string enumeration(std::vector<std::string> const& mots, std::size_t combien) {
    auto texte = base::joint(mots, ", ");
    return combien > mots.size() ? texte + "…" : texte;
}

} // namespace

std::vector<std::string> ClesRefaites::nommer(documents::Source const& source, std::size_t colonne,
                                              std::vector<std::size_t> const& positions) {
    documents::LecteurCsv lecteur{source};
    std::vector<std::string> ligne, noms;
    lecteur.suivante(ligne); // the header
    std::size_t suivante = 0;
    for (auto position : positions) {
        for (; suivante <= position; ++suivante)
            lecteur.suivante(ligne);
        auto const numero = lecteur.ligne();
        auto const& cle = colonne < ligne.size() ? ligne[colonne] : std::string{};
        if (cle.empty()) {
            noms.push_back("ligne " + std::to_string(numero));
            if (++vides_ <= montrees)
                lignes_vides_.push_back(numero);
        } else {
            noms.push_back(cle + " (ligne " + std::to_string(numero) + ")");
            if (++en_double_ <= montrees)
                premieres_.emplace_back(cle, numero);
        }
    }
    return noms;
}

std::vector<std::string> ClesRefaites::remarques() const {
    std::vector<std::string> dites, mots;
    if (vides_) {
        for (auto numero : lignes_vides_)
            mots.push_back(std::to_string(numero));
        dites.push_back((vides_ == 1 ? "une ligne n’a pas d’identifiant (" + mots[0]
                                     : base::nombre(static_cast<long long>(vides_)) +
                                           " lignes n’ont pas d’identifiant (" + enumeration(mots, vides_)) +
                        "). Dans ce qui est écrit, elle" + (vides_ == 1 ? " s’appelle" : "s s’appellent") +
                        " par leur numéro\u00A0: «\u00A0ligne " + mots[0] + "\u00A0».");
    }
    if (en_double_) {
        mots.clear();
        for (auto const& [cle, numero] : premieres_)
            mots.push_back("«\u00A0" + cle + "\u00A0» à la ligne " + std::to_string(numero));
        auto const& [cle, numero] = premieres_.front();
        dites.push_back((en_double_ == 1 ? std::string("un identifiant est déjà celui d’une ligne plus haut\u00A0: ")
                                         : base::nombre(static_cast<long long>(en_double_)) +
                                               " identifiants sont déjà ceux d’une ligne plus haut\u00A0: ") +
                        enumeration(mots, en_double_) +
                        ". Pour que chaque fiche se retrouve, celle-ci s’écrit «\u00A0" + cle + " (ligne " +
                        std::to_string(numero) + ")\u00A0»" + (en_double_ == 1 ? "." : ", et ainsi des autres."));
    }
    return dites;
}

} // namespace app
