// Columns of dates, of their parts, of ages.
#include <algorithm>
#include <array>

#include "base/texte.hpp"
#include "rapprochement/proposition.hpp"

namespace rapprochement {

bool Proposition::muet(std::size_t c) const {
    constexpr std::size_t lettres = 3;
    return base::longueur(en_tete[c]) <= lettres || (!compris[c] && mots_de_l_en_tete(en_tete[c]).size() <= 1 &&
                                                     en_tete[c].find_first_of("0123456789") != std::string::npos);
}

bool Proposition::peut_etre(std::size_t c, Role role) const {
    constexpr std::size_t longue = 100, des_annees = 3, presque_tous_les_mois = 11, presque_tous_les_jours = 28;
    auto const& p = profils[c];
    bool const libre = colonnes[c].role == Role::ignoree && (!compris[c] || muet(c));
    if (!(libre || (role == Role::jour && colonnes[c].role == Role::naissance)) || p.remplies == 0 ||
        p.entiers < presque_toutes || secondaires[c])
        return false;
    auto varie = [&](std::size_t valeurs) {
        return p.remplies >= longue ? p.distinctes >= valeurs : muet(c) || colonnes[c].role == Role::naissance;
    };
    if (role == Role::annee)
        return annees(c) && varie(des_annees);
    if (role == Role::mois)
        return p.des_mois == 1 && varie(presque_tous_les_mois);
    return p.des_jours == 1 && p.des_mois < 1 && varie(presque_tous_les_jours);
}

void Proposition::date_en_trois() {
    constexpr std::array parts = {Role::annee, Role::mois, Role::jour};
    auto const dite = [&](std::size_t c, Role role) {
        return colonnes[c].role == role || (!contient(role) && peut_etre(c, role));
    };
    for (std::size_t c = 0; c < colonnes.size(); ++c)
        if (colonnes[c].role == Role::naissance && !peut_etre(c, Role::jour))
            return;
    for (std::size_t debut = 0; debut + parts.size() <= colonnes.size(); ++debut) {
        std::array<std::size_t, parts.size()> ordre{debut, debut + 1, debut + 2};
        do {
            bool toutes = true;
            for (std::size_t k = 0; k < parts.size(); ++k)
                toutes = toutes && dite(ordre[k], parts[k]);
            if (!toutes)
                continue;
            for (std::size_t k = 0; k < parts.size(); ++k)
                if (colonnes[ordre[k]].role != parts[k])
                    donner(ordre[k], parts[k], "une date en trois colonnes\u00A0: ses valeurs le disent");
            return;
        } while (std::ranges::next_permutation(ordre).found);
    }
}

void Proposition::dater(std::size_t c) {
    auto& colonne = colonnes[c];
    auto const [forme, part] = forme_des_dates(profils[c]);
    auto const deux_chiffres =
        colonne.role == Role::annee && profils[c].entiers > presque_toutes && profils[c].deux_chiffres > presque_toutes;
    if (deux_chiffres)
        return;
    if (part < souvent)
        return douter(c, "aucune date lisible, elle ne sert pas. Écrivez-les par exemple 31/12/2008 ou 2008-12-31");
    if (forme == FormeDeDate::annee_seule)
        return donner(c, Role::annee, "des années");
    donner(c, Role::naissance, colonne.raison + ", dates lues " + std::string(code(forme)));
    colonne.forme = forme;
}

void Proposition::une_date_sans_nom() {
    for (std::size_t c = 0; c < colonnes.size(); ++c) {
        auto const [forme, part] = forme_des_dates(profils[c]);
        if (colonnes[c].role != Role::ignoree || !colonnes[c].raison.empty() || profils[c].remplies < assez_de_cases ||
            (compris[c] && !sans_mot(c)))
            continue;
        if (part < presque_toutes || forme == FormeDeDate::annee_seule || forme == FormeDeDate::tableur ||
            profils[c].distinctes * 4 < profils[c].remplies)
            continue;
        donner(c, Role::naissance, "la seule colonne de dates, lues " + std::string(code(forme)));
        colonnes[c].forme = forme;
        return;
    }
}

void Proposition::ages_d_apres_les_dates() {
    auto const age = std::ranges::find(colonnes, Role::age, &Colonne::role);
    if (age == colonnes.end())
        return;
    Plan sans_age{colonnes, {}};
    auto const c = static_cast<std::size_t>(age - colonnes.begin());
    sans_age.colonnes[c].role = Role::ignoree;
    std::vector<int> annees;
    for (auto const& ligne : lignes) {
        auto const ans = c < ligne.size() ? lire_entier(ligne[c]) : std::nullopt;
        if (auto const f = fiche_depuis(ligne, sans_age, colonnes.size()); ans && f.naissance)
            annees.push_back(static_cast<int>(f.naissance->year()) + static_cast<int>(*ans));
    }
    if (annees.size() < assez_de_cases)
        return;
    auto const milieu = annees.begin() + std::ssize(annees) / 2;
    std::ranges::nth_element(annees, milieu);
    age->annee_des_ages = *milieu;
    age->raison += ", vrais en " + std::to_string(*milieu);
}

} // namespace rapprochement
