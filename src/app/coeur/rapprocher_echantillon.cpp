#include "app/coeur/rapprocher_echantillon.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
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
        f(std::move(fiche), ligne);
    }
}

/// A column that tells groups of people apart, whatever linkage makes of it.
struct ColonneDeGroupes {
    std::size_t colonne = 0;
    std::string titre{};
};
std::vector<ColonneDeGroupes> colonnes_de_groupes(ListePreparee const& liste) {
    constexpr std::pair<std::string_view, std::string_view> connues[] = {{"paysnaissance", "Pays de naissance"},
                                                                         {"paysdenaissance", "Pays de naissance"},
                                                                         {"birthcountry", "Pays de naissance"},
                                                                         {"countryofbirth", "Pays de naissance"},
                                                                         {"geburtsland", "Pays de naissance"},
                                                                         {"paisdenacimiento", "Pays de naissance"},
                                                                         {"codepaysnaissance", "Pays de naissance"},
                                                                         {"source", "Source"},
                                                                         {"reseau", "Source"},
                                                                         {"origine", "Source"},
                                                                         {"sourcesystem", "Source"}};
    std::vector<ColonneDeGroupes> groupes;
    for (std::size_t c = 0; c < liste.plan.colonnes.size(); ++c)
        for (auto const& [en_tete, titre] : connues)
            if (base::cle_d_en_tete(liste.plan.colonnes[c].en_tete) == en_tete)
                groupes.push_back({c, std::string(titre)});
    return groupes;
}

/// INSEE codes of communes: 99 and the country for those born abroad.
bool code_de_commune(std::string const& t) {
    return t.size() == 5 && std::ranges::all_of(t.substr(2), [](char c) { return c >= '0' && c <= '9'; });
}
bool ne_a_l_etranger(Fiche const& f) {
    return code_de_commune(f.commune_naissance) && f.commune_naissance.starts_with("99");
}
bool ne_en_france(Fiche const& f) {
    return code_de_commune(f.commune_naissance) && !f.commune_naissance.starts_with("99");
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
            {"Né en France (code de la commune)", ne_en_france},
            {"Né à l’étranger (code 99)", ne_a_l_etranger},
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

/// What became of people, kind by kind.
class Strates {
public:
    explicit Strates(ListePreparee const& liste) : colonnes_{colonnes_de_groupes(liste)}, autres_(colonnes_.size()) {
        for (auto const& genre : genres_)
            fixes_.push_back({.nom = std::string(genre.nom)});
    }
    void compter(Fiche const& f, std::vector<std::string> const& ligne, std::optional<double> sort) {
        for (std::size_t g = 0; g < genres_.size(); ++g)
            if (genres_[g].est(f))
                ajouter(fixes_[g], sort);
        for (std::size_t k = 0; k < colonnes_.size(); ++k) {
            auto const c = colonnes_[k].colonne;
            auto const valeur = c < ligne.size() ? base::propre(ligne[c]) : std::string{};
            if (!valeur.empty() && (autres_[k].contains(valeur) || autres_[k].size() < valeurs_au_plus))
                ajouter(autres_[k][valeur], sort);
        }
    }
    /// The biggest groups of each column; small ones say nothing, and might say who.
    std::vector<Strate> rendre() const {
        auto toutes = fixes_;
        for (std::size_t k = 0; k < colonnes_.size(); ++k) {
            std::vector<Strate> groupes;
            for (auto const& [valeur, strate] : autres_[k])
                if (strate.fiches >= fiches_au_moins) {
                    groupes.push_back(strate);
                    groupes.back().nom = colonnes_[k].titre + "\u00A0: " + base::coupe(valeur, 40);
                }
            std::ranges::sort(groupes, [](Strate const& x, Strate const& y) {
                return x.fiches != y.fiches ? x.fiches > y.fiches : x.nom < y.nom;
            });
            groupes.resize(std::min(groupes_montres, groupes.size()));
            toutes.insert(toutes.end(), groupes.begin(), groupes.end());
        }
        return toutes;
    }

private:
    static constexpr std::size_t valeurs_au_plus = 1'000, groupes_montres = 8;
    static constexpr std::uint64_t fiches_au_moins = 11;
    static void ajouter(Strate& s, std::optional<double> sort) {
        ++s.fiches;
        if (!sort)
            return;
        *sort > 1 ? ++s.douteuses : ++s.liees;
        s.faux_attendus += *sort > 1 ? 0 : 1 - *sort;
    }
    std::vector<Genre> genres_ = genres();
    std::vector<ColonneDeGroupes> colonnes_;
    std::vector<Strate> fixes_{};
    std::vector<std::map<std::string, Strate>> autres_;
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
    chaque_fiche(liste, [&](Fiche f, auto const&) { voulues.garder(std::move(f)); });
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
    Strates strates{premiere};
    Sorts const sorts{r, population};
    Voulues const voulues{population, false, e.a};
    chaque_fiche(premiere, [&](Fiche f, std::vector<std::string> const& ligne) {
        strates.compter(f, ligne, sorts.de(f.id));
        voulues.garder(std::move(f));
    });
    e.strates = strates.rendre();
    if (seconde)
        lire_ces_fiches(*seconde, population, true, e.b);
    e.perte = perte(pour_perte, e, seconde ? e.b : e.a);
    return e;
}

} // namespace app
