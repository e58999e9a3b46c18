#include "metier/jeunes/foyers.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::jeunes {

namespace {

std::vector<std::string> lignes_d_adresse(std::string const& rue, std::string const& code_postal,
                                          std::string const& commune) {
    std::vector<std::string> lignes;
    if (!rue.empty())
        lignes.push_back(rue);
    if (!commune.empty())
        lignes.push_back(base::propre(code_postal + " " + commune));
    return lignes;
}

} // namespace

bool est_majeur(Jeune const& j, Date jour) {
    constexpr int majorite = 18; // Code civil, art. 414
    return j.naissance && base::age(*j.naissance, jour) >= majorite;
}

std::vector<Foyer> foyers(Jeune const& j, std::vector<ResponsableVu> const& responsables, Date jour) {
    auto chez_l_eleve = lignes_d_adresse(j.adresse, j.code_postal, j.commune);
    std::vector<Foyer> liste;
    std::vector<std::vector<std::string>> adresses;
    for (auto const& r : responsables) {
        auto const& p = r.personne;
        if (!p.contact_autorise || p.niveau != NiveauResponsable::representant_legal)
            continue;
        auto nom = base::propre(p.civilite + " " + p.prenom + " " + p.nom);
        auto ou = lignes_d_adresse(p.adresse, p.code_postal, p.commune);
        if (ou.empty())
            ou = chez_l_eleve;
        auto foyer = std::ranges::find(adresses, ou) - adresses.begin();
        if (foyer == std::ssize(adresses)) {
            adresses.push_back(ou);
            liste.push_back({.nom = nom, .lignes = {nom}});
            continue;
        }
        liste[static_cast<std::size_t>(foyer)].nom += " et " + nom;
        liste[static_cast<std::size_t>(foyer)].lignes.push_back(nom);
    }
    for (std::size_t i = 0; i < liste.size(); ++i)
        liste[i].lignes.insert(liste[i].lignes.end(), adresses[i].begin(), adresses[i].end());
    if (est_majeur(j, jour)) {
        Foyer lui{.nom = base::propre(j.prenom + " " + j.nom), .eleve = true};
        lui.lignes = chez_l_eleve;
        lui.lignes.insert(lui.lignes.begin(), lui.nom);
        liste.insert(liste.begin(), lui);
    }
    return liste;
}

} // namespace metier::jeunes
