#include "rapprochement/modele.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "base/texte.hpp"
#include "rapprochement/niveaux.hpp"

namespace rapprochement {
namespace {

constexpr double plancher = 1e-9;

/// A household or a place never weighs more than this, in tenths of bits: families share them (rapprochement.md §7).
constexpr int plafond(Champ champ) {
    switch (champ) {
    case Champ::foyer: return 90;
    case Champ::commune:
    case Champ::lieu_naissance: return 80;
    default: return 300;
    }
}

std::string nombre(double x) {
    char tampon[40];
    auto const fin = std::to_chars(tampon, tampon + sizeof tampon, x).ptr; // shortest text that reads back the same
    return {tampon, fin};
}

double lire_nombre(std::string const& texte) {
    double x = 0;
    auto const [fin, erreur] = std::from_chars(texte.data(), texte.data() + texte.size(), x);
    if (erreur != std::errc{} || fin != texte.data() + texte.size() || !std::isfinite(x) || x < 0)
        throw std::invalid_argument("Modèle illisible : « " + texte + " » n’est pas un nombre.");
    return x;
}

void lire_ligne(Modele& m, std::vector<std::string> const& mots) {
    if (mots.size() == 2 && mots[0] == "version")
        m.version = static_cast<int>(lire_nombre(mots[1]));
    else if (mots.size() >= 2 && mots[0] == "nom")
        m.nom = base::joint({mots.begin() + 1, mots.end()}, " ");
    else if (mots.size() == 2 && mots[0] == "lambda")
        m.lambda = lire_nombre(mots[1]);
    else if (mots.size() == 2 && mots[0] == "vraies")
        m.vraies = lire_nombre(mots[1]);
    else if (mots.size() == 2 && mots[0] == "prenoms_connus")
        m.prenoms_connus = lire_nombre(mots[1]) > 0;
    else if (mots.size() == 2 && mots[0] == "jumeaux")
        m.jumeaux = lire_nombre(mots[1]);
    else if (mots.size() == 2 && mots[0] == "fratries")
        m.fratries = lire_nombre(mots[1]);
    else if (mots.size() == 2 && mots[0] == "lieux_ensemble")
        m.lieux_ensemble = lire_nombre(mots[1]);
    else if (mots.size() == 4) {
        for (std::size_t c = 0; c < nombre_de_champs; ++c)
            for (std::size_t l = 0; l < niveaux(Champ(c)).size(); ++l)
                if (mots[0] == std::to_string(c) && mots[1] == niveaux(Champ(c))[l].code) {
                    m.taux[c][l] = {lire_nombre(mots[2]), lire_nombre(mots[3])};
                    return;
                }
        throw std::invalid_argument("Modèle illisible : niveau inconnu « " + mots[1] + " ».");
    } else
        throw std::invalid_argument("Modèle illisible : ligne « " + base::joint(mots, " ") + " ».");
}

} // namespace

bool operator==(Modele const& a, Modele const& b) { return ecrire(a) == ecrire(b); }

bool memes_lieux(Motif motif) {
    return niveau(motif, Champ::lieu_naissance) == lieu_egal && niveau(motif, Champ::commune) == commune_egale;
}

Seuils seuils_par_couts(double cout_faux_lien, double cout_lien_manque) {
    if (!(cout_faux_lien > 0) || !(cout_lien_manque > 0))
        throw std::invalid_argument("Les coûts doivent être positifs.");
    return {.lien = cout_faux_lien / (cout_faux_lien + cout_lien_manque)};
}

Modele modele_par_defaut(std::size_t fiches_a, std::size_t fiches_b) {
    Modele m;
    m.nom = "francais-2026-11";
    for (std::size_t c = 0; c < nombre_de_champs; ++c)
        for (std::size_t l = 0; l < niveaux(Champ(c)).size(); ++l)
            m.taux[c][l] = {niveaux(Champ(c))[l].m, niveaux(Champ(c))[l].u};
    auto const grand = static_cast<double>(std::max({fiches_a, fiches_b, std::size_t{1}}));
    m.lambda = 0.85 / grand; // 0.85 × smaller / (a × b)
    return m;
}

std::string ecrire(Modele const& modele) {
    auto texte = "version " + std::to_string(modele.version) + "\nnom " + modele.nom + "\nlambda " +
                 nombre(modele.lambda) + "\njumeaux " + nombre(modele.jumeaux) + "\nfratries " +
                 nombre(modele.fratries) + "\n" + (modele.prenoms_connus ? "" : "prenoms_connus 0\n") +
                 (modele.lieux_ensemble > 0 ? "lieux_ensemble " + nombre(modele.lieux_ensemble) + "\n" : "") +
                 (modele.vraies > 0 ? "vraies " + nombre(modele.vraies) + "\n" : "");
    for (std::size_t c = 0; c < nombre_de_champs; ++c)
        for (std::size_t l = 1; l < niveaux(Champ(c)).size(); ++l)
            texte += std::to_string(c) + " " + std::string(niveaux(Champ(c))[l].code) + " " +
                     nombre(modele.taux[c][l].m) + " " + nombre(modele.taux[c][l].u) + "\n";
    return texte;
}

Modele lire_modele(std::string_view texte) {
    Modele m;
    for (auto const& ligne : base::decoupe(texte, '\n'))
        if (!ligne.empty())
            lire_ligne(m, base::decoupe(ligne, ' '));
    if (m.version != 1)
        throw std::invalid_argument("Modèle illisible : version inconnue.");
    return m;
}

int poids(Modele const& modele, Champ champ, unsigned niveau) {
    auto const t = modele.taux[static_cast<std::size_t>(champ)][niveau];
    if (niveau == 0 || (t.m <= 0 && t.u <= 0))
        return 0;
    auto const bits = std::log2(std::max(t.m, plancher) / std::max(t.u, plancher));
    return std::clamp(static_cast<int>(std::lround(bits * 10)), -plafond(champ), plafond(champ));
}

int poids_a_priori(Modele const& modele) {
    if (!(modele.lambda > 0 && modele.lambda < 1))
        throw std::invalid_argument("La part de vraies paires (lambda) n’est pas connue : elle doit être estimée.");
    return static_cast<int>(std::lround(std::log2(modele.lambda / (1 - modele.lambda)) * 10));
}

double probabilite(int dixiemes) { return 1 / (1 + std::exp2(-dixiemes / 10.0)); }

std::string affiche_poids(int dixiemes) {
    auto const n = dixiemes < 0 ? -dixiemes : dixiemes;
    auto const texte = std::to_string(n / 10) + "," + std::to_string(n % 10);
    if (dixiemes == 0)
        return texte;
    return (dixiemes > 0 ? "+ " : "− ") + texte; // non-breaking space
}

Modele entre_voisins(Modele modele, double part_lieu, double part_commune) {
    auto regler = [&](Champ champ, unsigned egal, unsigned different, double part) {
        auto& t = modele.taux[static_cast<std::size_t>(champ)];
        auto const nouvelle = std::clamp(part, t[egal].u, 0.9);
        t[different].u = std::max(0.01, t[different].u - (nouvelle - t[egal].u));
        t[egal].u = nouvelle;
    };
    regler(Champ::lieu_naissance, lieu_egal, lieu_different, part_lieu);
    regler(Champ::commune, commune_egale, commune_differente, part_commune);
    return modele;
}

Modele modele_d_un_bassin(std::size_t fiches_a, std::size_t fiches_b) {
    return entre_voisins(modele_par_defaut(fiches_a, fiches_b), 0.1, 0.05);
}

} // namespace rapprochement
