#include "metier/jeunes/question.hpp"

#include <algorithm>
#include <array>

#include "base/texte.hpp"

namespace metier::jeunes {
namespace {

constexpr std::size_t mots_au_plus = 6;
constexpr std::size_t partie_au_moins = 3; // « LEGOFF » est LE + GOFF ; « ANNE » ne se coupe pas
constexpr std::array petits_mots = {"M",  "MR", "MME", "MLLE", "MONSIEUR", "MADAME", "EP", "EPOUSE", "NE",
                                    "D",  "DE", "DU",  "DES",  "L",        "LA",     "LE", "LES",    "EL",
                                    "AL", "N",  "O",   "VAN",  "VON",      "DA",     "DI", "DOS"};
constexpr std::array mois = {"JANVIER", "FEVRIER", "MARS",      "AVRIL",   "MAI",      "JUIN",
                             "JUILLET", "AOUT",    "SEPTEMBRE", "OCTOBRE", "NOVEMBRE", "DECEMBRE"};

bool petit(std::string_view mot) { return std::ranges::find(petits_mots, mot) != petits_mots.end(); }

bool en_chiffres(std::string_view t) {
    return !t.empty() && std::ranges::all_of(t, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Date> jour_plausible(int annee, int mois_, int jour) {
    constexpr int siecle = 100, pivot = 50; // « 09 » : 2009 ; « 98 » : 1998
    if (annee < siecle)
        annee += annee < pivot ? 2000 : 1900;
    Date date = std::chrono::year{annee} / mois_ / jour;
    return date.ok() && annee >= 1900 && annee < 2200 ? std::optional{date} : std::nullopt;
}

/// « 12/3/2009 », « 12-03-09 », « 12032009 », « 20090312 ».
std::optional<Date> lire_une_date(std::string_view t) {
    if (t.size() == 8 && en_chiffres(t)) {
        auto n = std::stoi(std::string(t));
        if (auto iso = jour_plausible(n / 10000, n / 100 % 100, n % 100); iso && n / 10000 >= 1900)
            return iso;
        return n % 10000 < 1900 ? std::nullopt : jour_plausible(n % 10000, n / 10000 % 100, n / 1000000);
    }
    if (auto date = base::lire_date(t))
        return date;
    for (char separateur : {'/', '-', '.'}) {
        auto parties = base::decoupe(t, separateur);
        if (parties.size() == 3 && parties[2].size() == 2 && std::ranges::all_of(parties, en_chiffres) &&
            parties[0].size() <= 2 && parties[1].size() <= 2)
            return jour_plausible(std::stoi(parties[2]), std::stoi(parties[1]), std::stoi(parties[0]));
    }
    return std::nullopt;
}

/// « 12 mars 2009 », « 1er mars 2009 », « 12 03 2009 », à cette place.
std::optional<Date> lire_trois_morceaux(Mots const& m, std::size_t i) {
    if (i + 2 >= m.size() || !en_chiffres(m[i + 2]) || m[i + 2].size() != 4)
        return std::nullopt;
    auto jour = m[i].ends_with("er") ? m[i].substr(0, m[i].size() - 2) : m[i];
    auto nom = std::ranges::find(mois, base::normalise(m[i + 1]));
    bool chiffres = en_chiffres(m[i + 1]) && m[i + 1].size() <= 2;
    if (!en_chiffres(jour) || jour.size() > 2 || (nom == mois.end() && !chiffres))
        return std::nullopt;
    int lequel = chiffres ? std::stoi(m[i + 1]) : static_cast<int>(nom - mois.begin()) + 1;
    return jour_plausible(std::stoi(m[i + 2]), lequel, std::stoi(jour));
}

/// « née le 12 mars 2009 », « né en 2009 » : ces mots-là ne sont pas un nom.
void retirer_ne_le(Mots& mots, std::size_t depuis) {
    constexpr std::array annonces = {"NE", "NEE", "LE", "EN"};
    while (mots.size() > depuis && std::ranges::find(annonces, mots.back()) != annonces.end())
        mots.pop_back();
}

void ajouter(Mots& mots, std::string mot) {
    if (mots.size() < mots_au_plus && std::ranges::find(mots, mot) == mots.end())
        mots.push_back(std::move(mot));
}

/// Les coupes possibles d'un mot : deux parties assez longues, ou une particule et le reste.
std::vector<std::pair<std::string, std::string>> coupes(std::string const& mot) {
    std::vector<std::pair<std::string, std::string>> liste;
    for (std::size_t i = 1; i + partie_au_moins <= mot.size(); ++i)
        if (auto debut = mot.substr(0, i); i >= partie_au_moins || petit(debut))
            liste.emplace_back(debut, mot.substr(i));
    return liste;
}

} // namespace

Question lire_question(std::string_view saisie) {
    Question q;
    auto m = base::decoupe(base::propre(saisie), ' ');
    auto chiffres = [](std::string_view t) {
        return std::ranges::any_of(t, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (m.size() > 1 && std::ranges::all_of(m, chiffres)) // « 0123 456 78KC »
        q.ine = base::Ine::lire(base::joint(m, ""));
    if (q.ine)
        return q;
    for (std::size_t i = 0; i < m.size(); ++i) {
        auto trois = lire_trois_morceaux(m, i);
        auto date = trois ? trois : lire_une_date(m[i]);
        bool annee = m[i].size() == 4 && en_chiffres(m[i]) && (m[i].starts_with("19") || m[i].starts_with("20"));
        if (date || annee) {
            retirer_ne_le(q.mots, 1);
            if (date)
                q.naissance = date;
            else
                q.annee = std::stoi(m[i]);
            i += trois ? 2 : 0;
        } else if (auto ine = chiffres(m[i]) ? base::Ine::lire(m[i]) : std::nullopt) {
            q.ine = ine;
        } else {
            for (auto& mot : base::mots(m[i]))
                ajouter(q.mots, std::move(mot));
        }
    }
    return q;
}

Mots morceaux(Mots const& mots) {
    Mots liste;
    for (std::size_t i = 0; i + 1 < mots.size(); ++i)
        liste.push_back(mots[i] + mots[i + 1]);
    for (auto const& mot : mots)
        for (auto const& [debut, fin] : coupes(mot)) {
            liste.insert(liste.end(), {debut, fin});
            for (auto const& [de, la] : coupes(fin)) // « DELAROCHE »
                if (petit(debut))
                    liste.insert(liste.end(), {de, la});
        }
    std::ranges::sort(liste);
    liste.erase(std::ranges::unique(liste).begin(), liste.end());
    return liste;
}

namespace {

/// Les coupes de ce mot dont chaque partie est portée.
std::vector<Mots> coupes_portees(std::string const& mot, std::set<std::string> const& portes) {
    auto porte = [&](std::string const& partie) { return portes.contains(partie); };
    std::vector<Mots> liste;
    for (auto const& [debut, fin] : coupes(mot)) {
        if (porte(debut) && porte(fin))
            liste.push_back({debut, fin});
        for (auto const& [de, la] : coupes(fin))
            if (petit(debut) && petit(de) && porte(debut) && porte(de) && porte(la))
                liste.push_back({debut, de, la});
    }
    return liste;
}

/// Les mots, dont `combien` à partir de `i` deviennent ceux-là.
Mots remplaces(Mots const& mots, std::size_t i, std::size_t combien, Mots const& neufs) {
    Mots lus;
    for (std::size_t k = 0; k < mots.size(); ++k) {
        if (k == i)
            for (auto const& mot : neufs)
                ajouter(lus, mot);
        if (k < i || k >= i + combien)
            ajouter(lus, mots[k]);
    }
    return lus;
}

} // namespace

std::vector<Mots> recoupes(Mots const& mots, std::set<std::string> const& portes) {
    std::vector<Mots> liste;
    for (std::size_t i = 0; i + 1 < mots.size(); ++i)
        if (auto colles = mots[i] + mots[i + 1]; portes.contains(colles))
            liste.push_back(remplaces(mots, i, 2, {colles}));
    Mots tous_coupes;
    std::size_t combien = 0;
    for (std::size_t i = 0; i < mots.size(); ++i) {
        auto possibles = coupes_portees(mots[i], portes);
        for (auto const& coupe : possibles)
            liste.push_back(remplaces(mots, i, 1, coupe));
        combien += !possibles.empty();
        for (auto const& mot : possibles.empty() ? Mots{mots[i]} : possibles.front())
            ajouter(tous_coupes, mot);
    }
    if (combien > 1)
        liste.push_back(tous_coupes);
    return liste;
}

std::optional<Mots> sans_petits_mots(Mots const& mots) {
    Mots reste;
    std::ranges::copy_if(mots, std::back_inserter(reste),
                         [](std::string const& mot) { return !petit(mot) && mot != "NEE"; });
    return reste.empty() || reste.size() == mots.size() ? std::nullopt : std::optional{reste};
}

} // namespace metier::jeunes
