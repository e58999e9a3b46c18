#pragma once
// Made-up French pupils in two files, with the error model « N » of docs/decisions/moteur-de-rapprochement.md.
// Person i is always the same; nothing is kept in memory. The truth is in the index, never in the keys.
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/texte.hpp"
#include "rapprochement/fiche.hpp"
#include "rapprochement/hachage.hpp"

namespace rapprochement::jeux {

class Hasard {
public:
    explicit Hasard(std::uint64_t graine) : etat_{graine} {}
    std::uint64_t entier(std::uint64_t n) { return melange(etat_ += 0x9E3779B97F4A7C15ULL) % n; }
    double reel() { return static_cast<double>(entier(1ULL << 53)) / static_cast<double>(1ULL << 53); }
    bool arrive(double probabilite) { return reel() < probabilite; }

private:
    std::uint64_t etat_;
};

/// Values drawn according to their weights.
struct Urne {
    std::vector<std::string> valeurs;
    std::vector<double> cumul;
    void ajouter(std::string valeur, double poids) {
        if (poids <= 0)
            return;
        valeurs.push_back(std::move(valeur));
        cumul.push_back((cumul.empty() ? 0 : cumul.back()) + poids);
    }
    std::string const& tirer(Hasard& h) const {
        auto const i = std::ranges::upper_bound(cumul, h.reel() * cumul.back()) - cumul.begin();
        return valeurs[std::min(static_cast<std::size_t>(i), valeurs.size() - 1)];
    }
};

template <class F>
void chaque_ligne_gz(std::string const& chemin, F f) {
    gzFile flux = gzopen(chemin.c_str(), "rb");
    if (!flux)
        throw std::runtime_error("illisible : " + chemin);
    char tampon[4096];
    for (bool premiere = true; gzgets(flux, tampon, sizeof tampon); premiere = false) {
        std::string ligne = tampon;
        while (!ligne.empty() && (ligne.back() == '\n' || ligne.back() == '\r'))
            ligne.pop_back();
        if (!premiere)
            f(base::decoupe(ligne, ';'));
    }
    gzclose(flux);
}

struct Reglages {
    double communs = 0.85; ///< share of a that is in b
    double taux = 1;       ///< 3: the hard model
    double jumeaux = 0;    ///< share of persons who have a twin in the files
    std::uint64_t graine = 1;
};

class Eleves {
public:
    Eleves(std::string const& donnees, std::uint32_t taille, Reglages r) : taille_{taille}, r_{r} {
        chaque_ligne_gz(donnees + "/patronymes.csv.gz", [&](auto const& c) { noms_.ajouter(c[0], std::stod(c[3])); });
        chaque_ligne_gz(donnees + "/prenoms_sexe_annee.csv.gz", [&](auto const& c) {
            if (auto const annee = std::stoi(c[0]); annee >= 2001 && annee <= 2010)
                prenoms_[c[1] == "F"][annee - 2001].ajouter(c[2], std::stod(c[3]));
        });
        chaque_ligne_gz(donnees + "/communes.csv.gz", [&](auto const& c) {
            if (!c[2].empty() && !c[6].empty())
                communes_.ajouter(c[2].substr(0, c[2].find_first_of(" ,|/")) + "|" + c[1], std::stod(c[6]));
        });
    }

    std::uint32_t taille() const { return taille_; }
    /// Is person i, one of a, in b too?
    bool commun(std::uint32_t i) const { return Hasard(combine(r_.graine + 7, i)).arrive(r_.communs); }
    Fiche dans_a(std::uint32_t i) const { return avec_ine_incomplet(personne(i), i, 'A'); }
    /// Row i of b: person i, or a stranger.
    Fiche dans_b(std::uint32_t i) const {
        auto const qui = commun(i) ? i : taille_ + i;
        return avec_ine_incomplet(abimer(personne(qui), qui), i, 'B');
    }

private:
    Fiche personne(std::uint32_t i) const {
        bool const jumeau = i % 2 && Hasard(combine(r_.graine + 1, i / 2)).arrive(r_.jumeaux);
        Hasard h{combine(r_.graine + 2, jumeau ? i - 1 : i)};
        Fiche f;
        f.nom = noms_.tirer(h);
        if (h.arrive(0.05))
            f.nom += "-" + noms_.tirer(h);
        bool fille = h.arrive(0.5);
        auto const annee = h.entier(10);
        Date const debut = std::chrono::year(static_cast<int>(2001 + annee)) / 1 / 1;
        f.naissance = Date{std::chrono::sys_days{debut} + std::chrono::days(h.entier(365))};
        auto const [code, commune] = commune_au_hasard(h);
        f.code_postal = code;
        f.commune = commune;
        Hasard propre{combine(r_.graine + 3, i)};
        if (jumeau)
            fille = propre.arrive(0.65) ? fille : !fille;
        f.sexe = fille ? Sexe::feminin : Sexe::masculin;
        f.prenoms = {prenoms_[fille][annee].tirer(propre)};
        if (propre.arrive(0.06))
            f.prenoms[0] += "-" + prenoms_[fille][annee].tirer(propre);
        f.ine = {ine(combine(r_.graine + 4, i))};
        return f;
    }

    static std::string ine(std::uint64_t n) {
        std::string s;
        for (int k = 0; k < 9; ++k, n /= 10)
            s += static_cast<char>('0' + n % 10);
        for (int k = 0; k < 2; ++k, n /= 23)
            s += "ABCDEFGHJKLMNPRSTUVWXYZ"[n % 23];
        return s;
    }

    std::pair<std::string, std::string> commune_au_hasard(Hasard& h) const {
        auto const& c = communes_.tirer(h);
        auto const barre = c.find('|');
        return {c.substr(0, barre), c.substr(barre + 1)};
    }

    Fiche avec_ine_incomplet(Fiche f, std::uint32_t i, char fichier) const {
        Hasard h{combine(combine(r_.graine + 5, i), static_cast<std::uint64_t>(fichier))};
        if (h.arrive(0.15))
            f.ine.clear();
        else if (h.arrive(0.03 * r_.taux))
            f.ine = {ine(combine(99, h.entier(1ULL << 60)))};
        auto const cle = combine(static_cast<std::uint64_t>(fichier), i);
        f.id = fichier + std::to_string(cle) + "-" + std::to_string(i); // order and key say nothing to the engine
        return f;
    }

    Fiche abimer(Fiche f, std::uint32_t i) const {
        Hasard h{combine(r_.graine + 6, i)};
        auto& prenom = f.prenoms[0];
        if (auto const tiret = prenom.find('-'); tiret != std::string::npos && h.arrive(0.5))
            prenom.resize(tiret);
        if (auto const tiret = f.nom.find('-'); tiret != std::string::npos && h.arrive(1.0 / 3))
            f.nom = h.arrive(0.5) ? f.nom.substr(0, tiret) : f.nom.substr(tiret + 1);
        if (h.arrive(0.04 * r_.taux))
            f.nom = faute(h, base::normalise(f.nom));
        if (h.arrive(0.04 * r_.taux))
            prenom = faute(h, base::normalise(prenom));
        if (h.arrive(0.005 * r_.taux))
            std::swap(f.nom, prenom);
        if (h.arrive(0.01 * r_.taux)) {
            Date const inverse{f.naissance->year(), std::chrono::month(static_cast<unsigned>(f.naissance->day())),
                               std::chrono::day(static_cast<unsigned>(f.naissance->month()))};
            if (inverse.ok())
                f.naissance = inverse;
        }
        if (h.arrive(0.015 * r_.taux))
            f.naissance = partie_fausse(h, *f.naissance);
        if (h.arrive(0.10 * r_.taux))
            std::tie(f.code_postal, f.commune) = commune_au_hasard(h);
        return f;
    }

    static std::string faute(Hasard& h, std::string mot) {
        if (mot.size() < 2)
            return mot + "E";
        auto const i = h.entier(mot.size() - 1);
        auto const lettre = static_cast<char>('A' + h.entier(26));
        switch (h.entier(4)) {
        case 0: mot[i] = lettre; break;
        case 1: mot.erase(i, 1); break;
        case 2: mot.insert(i, 1, lettre); break;
        default: std::swap(mot[i], mot[i + 1]);
        }
        return mot;
    }

    static Date partie_fausse(Hasard& h, Date d) {
        switch (h.entier(3)) {
        case 0: return d.year() / d.month() / std::chrono::day(static_cast<unsigned>(1 + h.entier(28)));
        case 1: return d.year() / std::chrono::month(static_cast<unsigned>(1 + h.entier(12))) / std::chrono::day(28);
        default: return std::chrono::year(static_cast<int>(2001 + h.entier(10))) / d.month() / std::chrono::day(28);
        }
    }

    std::uint32_t taille_;
    Reglages r_;
    Urne noms_, prenoms_[2][10], communes_;
};

} // namespace rapprochement::jeux
