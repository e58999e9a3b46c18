#include "app/coeur/rapprocher_echantillon.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>

#include "base/texte.hpp"

namespace app {
namespace {

using namespace rapprochement;

constexpr std::size_t a_montrer = 6, pour_la_perte = 5'000;

template <class F>
void chaque_fiche(ListePreparee const& liste, F f) {
    std::vector<std::string> ligne;
    auto lecteur = ouvrir_la_liste(liste.chemin, ligne);
    while (lecteur.suivante(ligne)) {
        auto fiche = fiche_depuis(ligne, liste.plan, liste.cle_ou_aucune());
        if (!liste.cle)
            fiche.id = std::to_string(lecteur.ligne());
        f(std::move(fiche));
    }
}

std::uint64_t empreinte(std::string_view cle) { return std::hash<std::string_view>{}(cle); }

bool compose(std::string const& texte) { return texte.find_first_of(" -") != texte.npos; }
bool a_particule(std::string const& nom) {
    constexpr std::array<std::string_view, 14> particules = {"DE",  "DU", "DES", "LA",  "LE",   "EL",  "BEN",
                                                             "AIT", "DA", "DOS", "VAN", "OULD", "VON", "DI"};
    auto const mots = base::mots(nom);
    return mots.size() > 1 && std::ranges::find(particules, mots[0]) != particules.end();
}

struct Genre {
    std::string_view nom;
    std::function<bool(Fiche const&)> est;
};
std::vector<Genre> genres() {
    return {{"Toutes les fiches", [](Fiche const&) { return true; }},
            {"Filles", [](Fiche const& f) { return f.sexe == Sexe::feminin; }},
            {"Garçons", [](Fiche const& f) { return f.sexe == Sexe::masculin; }},
            {"Nom composé ou double", [](Fiche const& f) { return compose(f.nom) && !a_particule(f.nom); }},
            {"Nom à particule (De, El, Ben, Van…)", [](Fiche const& f) { return a_particule(f.nom); }},
            {"Prénom composé", [](Fiche const& f) { return !f.prenoms.empty() && compose(f.prenoms[0]); }},
            {"Né un 1er janvier (date souvent présumée)",
             [](Fiche const& f) {
                 return f.naissance && f.naissance->month() == std::chrono::January && f.naissance->day() == 1d;
             }},
            {"Sans INE ni numéro", [](Fiche const& f) { return f.ine.empty(); }},
            {"Sans date de naissance", [](Fiche const& f) { return !f.naissance; }}};
}

/// What became of each record of the first file, by the print of its key: probability of its link, 2 for doubtful.
class Sorts {
public:
    Sorts(Resultat const& r, Population const& p) {
        sorts_.reserve(r.liens.size() + r.douteux.size());
        for (auto const& x : r.liens)
            sorts_.emplace_back(empreinte(p.id_a(x.a)), static_cast<float>(x.probabilite));
        for (auto const& x : r.douteux)
            sorts_.emplace_back(empreinte(p.id_a(x.a)), 2.F);
        std::ranges::sort(sorts_);
    }
    std::optional<double> de(std::string_view cle) const {
        auto const ou = std::ranges::lower_bound(sorts_, empreinte(cle), {}, &std::pair<std::uint64_t, float>::first);
        return ou != sorts_.end() && ou->first == empreinte(cle) ? std::optional<double>(ou->second) : std::nullopt;
    }

private:
    std::vector<std::pair<std::uint64_t, float>> sorts_;
};

void choisir(Echantillon& e, Resultat const& r) {
    auto faibles = r.liens;
    auto const n = std::min(a_montrer, faibles.size());
    std::ranges::partial_sort(faibles, faibles.begin() + static_cast<std::ptrdiff_t>(n),
                              [](Paire const& x, Paire const& y) {
                                  return x.probabilite != y.probabilite ? x.probabilite < y.probabilite
                                                                        : std::pair(x.a, x.b) < std::pair(y.a, y.b);
                              });
    e.faibles.assign(faibles.begin(), faibles.begin() + static_cast<std::ptrdiff_t>(n));
    for (std::size_t i = 0; i < a_montrer && i < r.liens.size(); ++i)
        e.surs.push_back(r.liens[i * r.liens.size() / std::min(a_montrer, r.liens.size())]);
    e.douteux = r.douteux;
    std::ranges::sort(e.douteux, [](Paire const& x, Paire const& y) {
        auto const dx = std::abs(x.probabilite - 0.5), dy = std::abs(y.probabilite - 0.5);
        return dx != dy ? dx < dy : std::pair(x.a, x.b) < std::pair(y.a, y.b);
    });
    e.douteux.resize(std::min(2 * a_montrer, e.douteux.size()));
}

bool en_commun(std::vector<std::uint64_t> x, std::vector<std::uint64_t> y) {
    std::ranges::sort(x);
    std::ranges::sort(y);
    for (std::size_t i = 0, j = 0; i < x.size() && j < y.size();)
        if (x[i] == y[j])
            return true;
        else
            x[i] < y[j] ? ++i : ++j;
    return false;
}

PerteDeBlocage perte(std::vector<Paire> const& liens, Echantillon const& e,
                     std::unordered_map<std::uint32_t, Fiche> const& b) {
    PerteDeBlocage p;
    for (auto const& lien : liens) {
        auto x = e.a.at(lien.a), y = b.at(lien.b);
        bool const ine = !x.ine.empty() && !y.ine.empty() && base::normalise(x.ine[0]) == base::normalise(y.ine[0]);
        bool const deux_numeros = !x.ine.empty() && !y.ine.empty();
        x.ine.clear();
        y.ine.clear();
        bool const reste = en_commun(cles_de_blocage(x), cles_de_blocage(y));
        if (!deux_numeros)
            continue; // the pass on the INE could not have found it
        ++p.liens;
        p.par_ine += ine;
        p.par_le_reste += reste;
        p.par_les_deux += ine && reste;
    }
    return p;
}

/// Records awaited, found by their key.
class Voulues {
public:
    Voulues(Population const& p, bool dans_b, Fiches& fiches) : fiches_{fiches} {
        for (auto const& [position, _] : fiches)
            positions_.try_emplace(std::string(dans_b ? p.id_b(position) : p.id_a(position)), position);
    }
    void garder(Fiche f) const {
        if (auto const ou = positions_.find(f.id); ou != positions_.end())
            fiches_.at(ou->second) = std::move(f);
    }

private:
    Fiches& fiches_;
    std::unordered_map<std::string, std::uint32_t> positions_;
};

} // namespace

double PerteDeBlocage::part() const {
    if (!estimable())
        return 0;
    auto const deux = static_cast<double>(par_les_deux);
    auto const total = static_cast<double>(par_ine) * static_cast<double>(par_le_reste) / deux;
    auto const vus = static_cast<double>(par_ine + par_le_reste) - deux;
    return total > 0 ? std::max(0.0, 1 - vus / total) : 0;
}

Explication expliquer(Population const& population, Paire const& paire, Fiche const& a, Fiche const& b,
                      Resultat const& r) {
    return population.contre_un_index() ? comparer(population, paire, a, b, r)
                                        : comparer(a, b, r.modele, &r.frequences);
}

void lire_ces_fiches(ListePreparee const& liste, Population const& population, bool dans_b, Fiches& fiches) {
    if (dans_b && population.contre_un_index()) {
        for (auto& [position, fiche] : fiches)
            fiche = population.fiche_b(position);
        return;
    }
    auto const voulues = Voulues{population, dans_b, fiches};
    chaque_fiche(liste, [&](Fiche f) { voulues.garder(std::move(f)); });
}

Echantillon relire(ListePreparee const& premiere, ListePreparee const* seconde, Population const& population,
                   Resultat const& r) {
    Echantillon e;
    choisir(e, r);
    std::vector<Paire> pour_perte;
    auto const pas = std::max<std::size_t>(1, r.liens.size() / pour_la_perte);
    for (std::size_t i = 0; i < r.liens.size(); i += pas)
        pour_perte.push_back(r.liens[i]);
    for (auto const* liste : {&e.surs, &e.faibles, &e.douteux, &pour_perte})
        for (auto const& p : *liste) {
            e.a.try_emplace(p.a);
            (seconde ? e.b : e.a).try_emplace(p.b);
        }
    auto const connus = genres();
    for (auto const& genre : connus)
        e.strates.push_back({.nom = std::string(genre.nom)});
    Sorts const sorts{r, population};
    Voulues const voulues{population, false, e.a};
    chaque_fiche(premiere, [&](Fiche f) {
        auto const sort = sorts.de(f.id);
        for (std::size_t g = 0; g < connus.size(); ++g) {
            if (!connus[g].est(f))
                continue;
            auto& s = e.strates[g];
            ++s.fiches;
            if (!sort)
                continue;
            *sort > 1 ? ++s.douteuses : ++s.liees;
            s.faux_attendus += *sort > 1 ? 0 : 1 - *sort;
        }
        voulues.garder(std::move(f));
    });
    if (seconde)
        lire_ces_fiches(*seconde, population, true, e.b);
    e.perte = perte(pour_perte, e, seconde ? e.b : e.a);
    return e;
}

} // namespace app
