#include "rapprochement/compte_rendu.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace rapprochement {

void rendre_les_erreurs_attendues(Resultat& resultat, std::vector<Paire> const& paires) {
    for (std::size_t i = 0, j; i < paires.size(); i = j) {
        bool lie = false;
        double manques = 0;
        for (j = i; j < paires.size() && paires[j].a == paires[i].a; ++j) {
            if (paires[j].decision == Decision::lien) {
                lie = true;
                resultat.faux_attendus += 1 - paires[j].probabilite;
            } else if (paires[j].raison != Raison::meilleur_ailleurs)
                manques += paires[j].probabilite;
        }
        if (!lie)
            resultat.manques_attendus += std::min(1.0, manques);
    }
}

std::span<Paire const> Resultat::proches(std::size_t a) const {
    if (a + 1 >= debut_proches.size())
        return {};
    return std::span(tous_proches).subspan(debut_proches[a], debut_proches[a + 1] - debut_proches[a]);
}

char const* Interrompu::what() const noexcept { return "Rapprochement interrompu à la demande."; }

std::string_view code(Decision decision) {
    switch (decision) {
    case Decision::lien: return "lien";
    case Decision::douteux: return "douteux";
    case Decision::refus: return "refus";
    }
    return {};
}

std::string_view phrase(Raison raison) {
    switch (raison) {
    case Raison::lien: return "Même personne, de façon sûre.";
    case Raison::douteux: return "À vérifier par une personne.";
    case Raison::poids_insuffisant: return "Trop de différences pour être la même personne.";
    case Raison::pris_par_un_meilleur: return "Une autre fiche correspond mieux.";
    case Raison::meilleur_ailleurs: return "Ce candidat correspond déjà, et mieux, à une autre fiche.";
    }
    return {};
}

} // namespace rapprochement
