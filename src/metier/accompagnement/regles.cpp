#include "metier/accompagnement/regles.hpp"

#include "base/texte.hpp"

namespace metier::accompagnement {

std::string ecrire(Niveaux const& n) {
    std::string texte;
    for (auto [domaine, niveau] : n)
        texte += (texte.empty() ? "" : " ") + std::string(base::code(domaine)) + "=" + std::string(base::code(niveau));
    return texte;
}

Niveaux lire_niveaux(std::string_view texte) {
    Niveaux n;
    for (auto const& morceau : base::decoupe(std::string(texte), ' ')) {
        auto egal = morceau.find('=');
        if (egal == std::string::npos)
            continue;
        auto domaine = base::lire_code<Domaine>(morceau.substr(0, egal));
        auto niveau = base::lire_code<Niveau>(morceau.substr(egal + 1));
        if (domaine && niveau)
            n[*domaine] = *niveau;
    }
    return n;
}

std::vector<std::string> objectifs(std::string_view texte) {
    std::vector<std::string> liste;
    for (auto const& ligne : base::decoupe(std::string(texte), '\n'))
        if (auto debut = ligne.find_first_not_of(" \t\r-•"); debut != std::string::npos) {
            auto fin = ligne.find_last_not_of(" \t\r");
            liste.push_back(ligne.substr(debut, fin - debut + 1));
        }
    return liste;
}

std::string duree(std::int64_t minutes) {
    auto m = std::to_string(minutes % 60);
    return std::to_string(minutes / 60) + " h " + (m.size() < 2 ? "0" + m : m);
}

} // namespace metier::accompagnement
