#include "rapprochement/compte_rendu.hpp"

#include <algorithm>
#include <cmath>

#include "base/texte.hpp"
#include "rapprochement/depouillement.hpp"

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

void rendre_la_perte_de_blocage(Resultat& resultat, Deux const& deux, std::size_t liens,
                                std::function<std::pair<std::uint32_t, std::uint32_t>(std::size_t)> const& lien) {
    constexpr std::size_t liens_regardes = 200'000;
    constexpr double assez = 20;
    constexpr auto celle_des_noms = Passes{1} << nom_et_prenom_seuls;
    Passes sans_nom = 0;
    for (unsigned passe : {0U, 13U, 18U, 25U})
        if (passe < resultat.passes.size() && !resultat.passes[passe].ecartee)
            sans_nom |= Passes{1} << passe;
    auto const pas = std::max<std::size_t>(1, liens / liens_regardes);
    std::vector<Atelier::Rencontre> regardes;
    regardes.reserve(liens / pas + 1);
    for (std::size_t k = 0; k < liens; k += pas) {
        auto const [a, b] = lien(k);
        regardes.push_back({a, b, 0});
    }
    double trouvees = 0, par_les_noms = 0, sans_les_noms = 0, des_deux = 0;
    chaque_paire(deux.codes, deux.a, deux.b, regardes, [&](Atelier::Rencontre const& r) {
        auto const passes = passes_communes(deux.codes, deux.a[r.a], deux.b[r.b], sans_nom | celle_des_noms);
        bool const noms = (passes & celle_des_noms) != 0, autre = (passes & sans_nom) != 0;
        ++trouvees;
        par_les_noms += noms;
        sans_les_noms += autre;
        des_deux += noms && autre;
    });
    if (des_deux < assez)
        return;
    auto const echelle = static_cast<double>(pas); // Chapman's estimate and its variance
    auto const toutes = (par_les_noms + 1) * (sans_les_noms + 1) / (des_deux + 1) - 1;
    auto const variance = (par_les_noms + 1) * (sans_les_noms + 1) * (par_les_noms - des_deux) *
                          (sans_les_noms - des_deux) / ((des_deux + 1) * (des_deux + 1) * (des_deux + 2));
    resultat.perte_de_blocage = std::max(0.0, toutes - trouvees) * echelle;
    resultat.perte_plus_ou_moins = 2 * std::sqrt(variance) * echelle;
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
    case Raison::contredit: return "Une autre source dit le contraire : à vérifier par une personne.";
    case Raison::meilleur_ailleurs: return "Ce candidat correspond déjà, et mieux, à une autre fiche.";
    }
    return {};
}

} // namespace rapprochement
