#include <algorithm>

#include "base/texte.hpp"
#include "metier/reperage/paires.hpp"
#include "web/form.hpp"

namespace metier::reperage {
namespace {

constexpr std::size_t sans_valeurs = 3, avec_valeurs = 5; // morceaux d'une ligne

std::string ligne(Poids const& p) {
    auto texte = std::to_string(static_cast<int>(p.champ)) + "|" + std::to_string(p.dixiemes) + "|" + p.phrase;
    if (p.garde && p.absorbe)
        texte += "|" + *p.garde + "|" + *p.absorbe;
    return texte + "\n";
}

/// Rien qui coupe une ligne en deux ; d'un INE, seulement qu'il y en a un.
std::string a_garder(rapprochement::Champ champ, std::string valeur) {
    if (champ == rapprochement::Champ::ine)
        return valeur.empty() ? "" : "renseigné";
    std::ranges::replace(valeur, '|', ' ');
    std::ranges::replace(valeur, '\n', ' ');
    return valeur;
}

} // namespace

std::string ecrire_explication(rapprochement::Explication const& e) {
    std::string texte;
    for (auto const& l : e.lignes)
        texte += ligne({l.champ, l.dixiemes, l.phrase, {}, {}});
    return texte;
}

std::vector<Poids> lire_explication(std::string_view texte) {
    std::vector<Poids> liste;
    for (auto const& une : base::decoupe(texte, '\n')) {
        auto morceaux = base::decoupe(une, '|');
        if (morceaux.size() < sans_valeurs)
            continue;
        auto champ = web::lire_entier(morceaux[0]);
        auto dixiemes = web::lire_entier(morceaux[1]);
        ensure(champ && dixiemes, "explication de paire illisible");
        liste.push_back({static_cast<rapprochement::Champ>(*champ), static_cast<int>(*dixiemes), morceaux[2], {}, {}});
        if (morceaux.size() >= avec_valeurs) {
            liste.back().garde = morceaux[3];
            liste.back().absorbe = morceaux[4];
        }
    }
    return liste;
}

std::string avec_les_valeurs(std::string_view explication, rapprochement::Fiche const& garde,
                             rapprochement::Fiche const& absorbe) {
    auto poids = lire_explication(explication);
    std::string texte;
    for (auto const& l :
         rapprochement::comparer(garde, absorbe, rapprochement::modele_d_un_bassin(1'000, 1'000)).lignes) {
        auto connu = std::ranges::find(poids, l.champ, &Poids::champ);
        auto p = connu == poids.end() ? Poids{l.champ, l.dixiemes, l.phrase, {}, {}} : *connu;
        p.garde = a_garder(l.champ, l.valeur_a);
        p.absorbe = a_garder(l.champ, l.valeur_b);
        texte += ligne(p);
    }
    return texte;
}

std::string sans_les_valeurs(std::string_view explication) {
    std::string texte;
    for (auto p : lire_explication(explication)) {
        p.garde.reset();
        p.absorbe.reset();
        texte += ligne(p);
    }
    return texte;
}

} // namespace metier::reperage
