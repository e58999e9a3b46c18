#include "metier/reperage/relecture/audit.hpp"

#include <algorithm>
#include <cmath>

#include "metier/reperage/relecture/tirage.hpp"
#include "rapprochement/rapprochement.hpp"

namespace metier::reperage {
namespace {

struct Tranche {
    std::int64_t paires = 0;
    double annoncee = 0; ///< somme
    std::int64_t relues = 0, vraies = 0;
};

std::array<Tranche, nombre_de_tranches> compter(std::span<Effectif const> toutes, std::span<Relue const> relues) {
    std::array<Tranche, nombre_de_tranches> t{};
    for (auto const& e : toutes) {
        auto& x = t.at(static_cast<std::size_t>(e.tranche));
        x.paires += e.paires;
        x.annoncee += e.annoncee;
    }
    for (auto const& r : relues) {
        auto& x = t[tranche(r.paire.dixiemes)];
        ++x.relues;
        x.vraies += r.vraie;
    }
    return t;
}

/// Une probabilité par tranche : les mesurées, rendues croissantes ; une tranche jamais relue garde celle du modèle,
/// qui pèse peu.
std::array<double, nombre_de_tranches> retenir(std::array<Tranche, nombre_de_tranches> const& t) {
    std::vector<double> valeurs, poids;
    std::vector<std::size_t> lesquelles;
    constexpr double presque_rien = 1e-3;
    for (std::size_t i = 0; i < t.size(); ++i) {
        if (t[i].relues == 0 && t[i].paires == 0)
            continue;
        lesquelles.push_back(i);
        valeurs.push_back(t[i].relues ? static_cast<double>(t[i].vraies) / static_cast<double>(t[i].relues)
                                      : t[i].annoncee / static_cast<double>(t[i].paires));
        poids.push_back(t[i].relues ? static_cast<double>(t[i].relues) : presque_rien);
    }
    auto croissantes = isotonique(valeurs, poids);
    std::array<double, nombre_de_tranches> retenues{};
    for (std::size_t k = 0; k < lesquelles.size(); ++k)
        retenues[lesquelles[k]] = croissantes[k];
    return retenues;
}

/// Écart moyen entre ce qui est annoncé et ce qui est vrai, tranche par tranche.
template <class F>
double erreur(std::array<Tranche, nombre_de_tranches> const& t, F annonce) {
    double somme = 0, paires = 0;
    for (std::size_t i = 0; i < t.size(); ++i) {
        if (t[i].relues == 0 || t[i].paires == 0)
            continue;
        auto vraie = static_cast<double>(t[i].vraies) / static_cast<double>(t[i].relues);
        somme += static_cast<double>(t[i].paires) * std::fabs(annonce(i) - vraie);
        paires += static_cast<double>(t[i].paires);
    }
    return paires > 0 ? somme / paires : 0;
}

/// Chaque moitié des relues est annoncée par l'autre : l'échantillon ne se juge pas lui-même.
double erreur_croisee(std::span<Effectif const> toutes, std::span<Relue const> relues) {
    std::array<std::vector<Relue>, 2> moities;
    std::array<std::size_t, nombre_de_tranches> rangs{};
    for (auto const& r : relues)
        moities[rangs[tranche(r.paire.dixiemes)]++ % 2].push_back(r);
    double somme = 0;
    for (std::size_t m : {0, 1}) {
        auto retenues = retenir(compter(toutes, moities[1 - m]));
        somme += erreur(compter(toutes, moities[m]), [&](std::size_t i) { return retenues[i]; });
    }
    return somme / 2;
}

} // namespace

std::size_t tranche(int dixiemes) {
    return static_cast<std::size_t>(std::ranges::upper_bound(bornes, dixiemes) - bornes.begin());
}

std::string tranche_affichee(std::size_t t) {
    using rapprochement::affiche_poids;
    if (t == 0)
        return "moins de " + affiche_poids(bornes.front());
    if (t == bornes.size())
        return affiche_poids(bornes.back()) + " et plus";
    return "de " + affiche_poids(bornes[t - 1]) + " à " + affiche_poids(bornes[t]);
}

Tirage tirer_l_echantillon(std::span<PaireJugee const> paires, std::size_t par_tranche, int part_double,
                           std::uint64_t graine) {
    std::array<std::vector<std::size_t>, nombre_de_tranches> de;
    for (std::size_t i = 0; i < paires.size(); ++i)
        de[tranche(paires[i].dixiemes)].push_back(i);
    std::vector<std::size_t> choisies;
    for (std::size_t t = 0; t < de.size(); ++t)
        for (auto place : tirer(de[t].size(), par_tranche, graine + t))
            choisies.push_back(de[t][place]);
    Tirage resultat;
    for (auto place : tirer(choisies.size(), choisies.size(), graine ^ choisies.size()))
        resultat.places.push_back(choisies[place]);
    resultat.double_lecture.resize(choisies.size());
    auto doubles = (choisies.size() * static_cast<std::size_t>(part_double) + 99) / 100;
    for (auto place : tirer(choisies.size(), doubles, graine + de.size()))
        resultat.double_lecture[place] = true;
    return resultat;
}

std::optional<Reponse> verdict(std::span<Reponse const> dites, bool double_lecture) {
    if (dites.empty() || (double_lecture && dites.size() < 2) || en_desaccord(dites, double_lecture))
        return std::nullopt;
    if (!double_lecture || dites[0] == dites[1])
        return dites[0];
    return dites[2]; // le troisième regard tranche
}

bool en_desaccord(std::span<Reponse const> dites, bool double_lecture) {
    return double_lecture && dites.size() == 2 && dites[0] != dites[1];
}

std::vector<Relue> relues(std::span<PaireRelue const> paires) {
    std::vector<Relue> liste;
    for (auto const& p : paires)
        if (auto v = verdict(p.dites, p.double_lecture); v == Reponse::meme || v == Reponse::different)
            liste.push_back({p.paire, *v == Reponse::meme});
    return liste;
}

std::optional<Kappa> accord(std::span<PaireRelue const> paires) {
    auto const n = std::size(reponses);
    std::vector<std::vector<std::int64_t>> table(n, std::vector<std::int64_t>(n));
    for (auto const& p : paires)
        if (p.double_lecture && p.dites.size() >= 2)
            ++table[static_cast<std::size_t>(p.dites[0])][static_cast<std::size_t>(p.dites[1])];
    return kappa(table);
}

std::vector<Effectif> effectifs(std::span<PaireJugee const> paires) {
    std::vector<Effectif> liste;
    for (std::size_t t = 0; t < nombre_de_tranches; ++t)
        for (auto const& s : strates)
            liste.push_back({static_cast<std::int64_t>(t), s.valeur, 0, 0});
    for (auto const& p : paires) {
        auto& e = liste[tranche(p.dixiemes) * std::size(strates) + static_cast<std::size_t>(p.strate)];
        ++e.paires;
        e.annoncee += p.probabilite;
    }
    std::erase_if(liste, [](Effectif const& e) { return e.paires == 0; });
    return liste;
}

double Calibration::probabilite(int dixiemes) const {
    auto t = tranche(dixiemes);
    double derniere = 0;
    for (auto const& l : lignes) {
        if (l.tranche > t)
            break;
        derniere = l.retenue;
    }
    return derniere;
}

Calibration calibrer(std::span<Effectif const> toutes, std::span<Relue const> relues, std::int64_t minimum) {
    auto const t = compter(toutes, relues);
    auto const retenues = retenir(t);
    auto moyenne = [&](std::size_t i) { return t[i].paires ? t[i].annoncee / static_cast<double>(t[i].paires) : 0; };
    Calibration c;
    c.relues = static_cast<std::int64_t>(relues.size());
    c.suffisante = c.relues >= minimum;
    for (std::size_t i = 0; i < t.size(); ++i)
        if (t[i].paires > 0 || t[i].relues > 0)
            c.lignes.push_back({i, t[i].paires, moyenne(i), wilson(t[i].vraies, t[i].relues), retenues[i]});
    c.erreur_avant = erreur(t, moyenne);
    c.erreur_apres = erreur_croisee(toutes, relues);
    return c;
}

namespace {

template <class F>
Attendus attendus(std::span<Effectif const> toutes, F vraies) {
    Attendus a;
    double liens = 0;
    for (auto const& e : toutes) {
        if (e.strate == Strate::lien) {
            liens += static_cast<double>(e.paires);
            a.faux += static_cast<double>(e.paires) - vraies(e);
        } else {
            a.manques += vraies(e);
        }
    }
    auto vrais = liens - a.faux;
    a.precision = liens > 0 ? vrais / liens : 0;
    a.rappel = vrais + a.manques > 0 ? vrais / (vrais + a.manques) : 0;
    return a;
}

} // namespace

Attendus attendus_du_modele(std::span<Effectif const> toutes) {
    return attendus(toutes, [](Effectif const& e) { return e.annoncee; });
}

Attendus attendus_mesures(std::span<Effectif const> toutes, Calibration const& c) {
    return attendus(toutes, [&](Effectif const& e) {
        auto ligne = std::ranges::find(c.lignes, static_cast<std::size_t>(e.tranche), &LigneDeCalibration::tranche);
        return ligne == c.lignes.end() ? 0 : ligne->retenue * static_cast<double>(e.paires);
    });
}

std::vector<LigneDeQualite> qualite(std::span<PaireRelue const> paires) {
    std::vector<LigneDeQualite> liste;
    auto ajouter = [&](std::string libelle, auto garder) {
        std::int64_t vraies = 0, total = 0;
        for (auto const& p : paires) {
            auto v = verdict(p.dites, p.double_lecture);
            if (!garder(p) || (v != Reponse::meme && v != Reponse::different))
                continue;
            ++total;
            vraies += *v == Reponse::meme;
        }
        liste.push_back({std::move(libelle), wilson(vraies, total)});
    };
    for (auto const& s : strates)
        ajouter(std::string(s.libelle), [&](PaireRelue const& p) { return p.paire.strate == s.valeur; });
    auto lie = [](PaireRelue const& p) { return p.paire.strate == Strate::lien; };
    ajouter("Liées : filles", [&](PaireRelue const& p) { return lie(p) && p.sexe == "F"; });
    ajouter("Liées : garçons", [&](PaireRelue const& p) { return lie(p) && p.sexe == "M"; });
    ajouter("Liées : nom composé ou à particule", [&](PaireRelue const& p) { return lie(p) && p.nom_compose; });
    ajouter("Liées : nom simple", [&](PaireRelue const& p) { return lie(p) && !p.nom_compose; });
    return liste;
}

} // namespace metier::reperage
