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

std::vector<std::string> contre_la_prime(Reprise const& r, ReglesDePrime const& regles) {
    std::vector<std::string> contre;
    if (!r.naissance)
        contre.emplace_back("date de naissance inconnue");
    else if (auto ans = base::age(*r.naissance, r.retour); ans < regles.age_de || ans > regles.age_a)
        contre.push_back(std::to_string(ans) + " ans au retour, il faut de " + std::to_string(regles.age_de) + " à " +
                         std::to_string(regles.age_a) + " ans révolus");
    if (!r.sortie)
        contre.emplace_back("date de sortie inconnue");
    else if (r.retour < base::plus_mois(*r.sortie, regles.interruption)) {
        int mois = 0;
        while (base::plus_mois(*r.sortie, mois + 1) <= r.retour)
            ++mois;
        auto jours = base::jours_entre(base::plus_mois(*r.sortie, mois), r.retour);
        contre.push_back("sorti depuis " + base::pluriel(mois, "mois", "mois") +
                         (jours > 0 ? " et " + base::pluriel(jours, "jour") : "") + ", il faut " +
                         std::to_string(regles.interruption) + " mois d’interruption");
    }
    if (!r.boursier)
        contre.emplace_back("il faut être boursier");
    if (!r.statut_scolaire)
        contre.emplace_back("le retour se fait sous statut scolaire");
    if (!r.certifiante)
        contre.emplace_back("la formation doit mener à un diplôme inscrit au répertoire national");
    return contre;
}

std::string duree(std::int64_t minutes) {
    auto m = std::to_string(minutes % 60);
    return std::to_string(minutes / 60) + " h " + (m.size() < 2 ? "0" + m : m);
}

} // namespace metier::accompagnement
