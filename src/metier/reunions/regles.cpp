#include "metier/reunions/regles.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/texte.hpp"

namespace metier::reunions {

namespace {

using std::chrono::sys_days;
using std::chrono::weekday;

weekday jour_de_semaine(Date d) { return weekday{sys_days{d}}; }

std::string pourquoi_sauter(Date jour, std::vector<Vacances> const& a_sauter) {
    if (auto v = en_vacances(a_sauter, jour))
        return "vacances : " + v->nom;
    auto f = territoire::jour_ferie(jour);
    return f.empty() ? "" : "jour férié : " + std::string(f);
}

/// Le même rang du même jour dans le mois d'après ; le dernier si ce rang n'y est pas.
Date le_mois_suivant(Date premier, int mois) {
    auto rang = (static_cast<unsigned>(premier.day()) - 1) / 7 + 1;
    auto ym = premier.year() / premier.month() + std::chrono::months{mois};
    Date meme_rang{sys_days{ym / jour_de_semaine(premier)[rang]}};
    return meme_rang.month() == ym.month() ? meme_rang
                                           : Date{sys_days{ym / jour_de_semaine(premier)[std::chrono::last]}};
}

bool lettre(unsigned char c) { return std::isalnum(c) || c >= 0x80 || c == '-'; }

/// Appelle `f(mot, est_un_mot)` sur chaque morceau, dans l'ordre. L'apostrophe et l'insécable séparent.
template <class F>
void chaque_morceau(std::string_view texte, F f) {
    constexpr std::array<std::string_view, 4> coupures{"’", "\u00a0", "\u202f", "–"};
    for (std::size_t i = 0; i < texte.size();) {
        auto separe = [&](std::size_t p) {
            for (auto c : coupures)
                if (texte.substr(p).starts_with(c))
                    return c.size();
            return lettre(static_cast<unsigned char>(texte[p])) ? std::size_t{0} : std::size_t{1};
        };
        auto debut = i;
        if (auto n = separe(i); n > 0) {
            i += n;
            f(texte.substr(debut, n), false);
            continue;
        }
        while (i < texte.size() && separe(i) == 0)
            ++i;
        f(texte.substr(debut, i - debut), true);
    }
}

constexpr std::size_t trop_court = 2; // « Le », « De » : des mots avant d'être des noms

bool est_de(std::string const& mot, std::string const& nom) {
    if (mot == nom)
        return true;
    auto mots = base::mots(nom);
    return mot.size() > trop_court && std::ranges::find(mots, mot) != mots.end();
}

} // namespace

std::optional<Vacances> en_vacances(std::vector<Vacances> const& vacances, Date jour) {
    auto v = std::ranges::find_if(vacances, [&](auto const& x) { return x.du <= jour && jour <= x.au; });
    return v == vacances.end() ? std::nullopt : std::optional{*v};
}

bool heure_existe(Date jour, int heure, int minute) {
    auto l = base::a_paris(base::depuis_paris(jour, heure, minute));
    return l.jour == jour && l.heure == heure && l.minute == minute;
}

std::vector<Occurrence> occurrences(Rythme rythme, Date premier, Date dernier, std::vector<Vacances> const& a_sauter) {
    std::vector<Occurrence> liste;
    auto la = [&](int i) {
        switch (rythme) {
        case Rythme::seule: return i == 0 ? premier : base::plus_jours(dernier, 1);
        case Rythme::semaine: return base::plus_jours(premier, 7 * i);
        case Rythme::quinzaine: return base::plus_jours(premier, 14 * i);
        case Rythme::mois: return le_mois_suivant(premier, i);
        }
        return premier;
    };
    for (int i = 0; la(i) <= dernier; ++i)
        // Une seule date a été choisie en connaissance de cause : on la garde.
        liste.push_back({la(i), rythme == Rythme::seule ? "" : pourquoi_sauter(la(i), a_sauter)});
    return liste;
}

EtatDuQuorum quorum(Quorum regle, Comptage const& c, int part) {
    EtatDuQuorum q;
    if (regle == Quorum::aucun)
        return q;
    q.demande = true;
    q.il_en_faut = (c.attendus * part + 99) / 100;
    q.atteint = c.presents >= q.il_en_faut && c.presents > 0;
    q.regle = std::to_string(part) + " % des membres attendus";
    if (regle == Quorum::direction_et_moitie) {
        q.regle += ", dont la personne qui anime";
        q.atteint = q.atteint && c.animateurs_presents > 0;
    }
    return q;
}

bool avant(APlacer const& a, APlacer const& b) {
    auto cle = [](APlacer const& x) {
        return std::tuple{x.part_a.empty(), x.part_a, static_cast<int>(x.urgence), x.date.value_or(Date{2000y / 1 / 1}),
                          x.id};
    };
    return cle(a) < cle(b);
}

constexpr int un_semestre = 183; ///< jours

std::optional<Date> lire_quand(std::string_view texte, Date jour) {
    auto t = base::propre(texte);
    if (auto d = base::lire_date(t))
        return d;
    auto n = base::normalise(t);
    if (n == "DEMAIN")
        return base::plus_jours(jour, 1);
    static constexpr std::string_view semaine[] = {"LUNDI",    "MARDI",  "MERCREDI", "JEUDI",
                                                   "VENDREDI", "SAMEDI", "DIMANCHE"};
    for (int i = 0; i < 7; ++i)
        if (n == semaine[i]) {
            auto ecart = (i + 1 - static_cast<int>(jour_de_semaine(jour).iso_encoding()) + 7) % 7;
            return base::plus_jours(jour, ecart == 0 ? 7 : ecart);
        }
    auto nombre = [](std::string_view s) -> std::optional<int> {
        if (s.empty() || s.size() > 3 || s.find_first_not_of("0123456789") != s.npos)
            return std::nullopt;
        return std::stoi(std::string(s));
    };
    if (t.starts_with('+'))
        if (auto jours = nombre(std::string_view{t}.substr(1)))
            return base::plus_jours(jour, *jours);
    if (t.size() > 1 && (t.back() == 'j' || t.back() == 'J'))
        if (auto jours = nombre(base::propre(t.substr(0, t.size() - 1))))
            return base::plus_jours(jour, *jours);
    auto morceaux = base::decoupe(t, '/');
    if (morceaux.size() == 2)
        if (auto j = nombre(morceaux[0]), m = nombre(morceaux[1]); j && m) {
            Date cette_annee = jour.year() / *m / *j;
            if (!cette_annee.ok())
                return std::nullopt;
            auto prochaine = cette_annee >= jour ? cette_annee : base::plus_annees(cette_annee, 1);
            // Au-delà d'un semestre, c'est plus souvent un jour passé qu'un projet : l'année doit être écrite.
            return prochaine <= base::plus_jours(jour, un_semestre) ? std::optional{prochaine} : std::nullopt;
        }
    return std::nullopt;
}

std::optional<LigneDeDecision> lire_ligne(std::string_view texte, Date jour) {
    std::vector<std::string> parties{""};
    for (std::size_t i = 0; i < texte.size(); ++i) {
        bool coupe = (texte[i] == '/' || texte[i] == ';') && i > 0 && texte[i - 1] == ' ' && i + 1 < texte.size() &&
                     texte[i + 1] == ' ';
        if (coupe)
            parties.emplace_back();
        else
            parties.back() += texte[i];
    }
    if (parties.size() < 3)
        return std::nullopt;
    LigneDeDecision l;
    l.quand_tape = base::propre(parties.back());
    l.qui = base::propre(parties[parties.size() - 2]);
    parties.resize(parties.size() - 2);
    l.quoi = base::propre(base::joint(parties, "/"));
    l.quand = lire_quand(l.quand_tape, jour);
    return l;
}

std::optional<std::size_t> lire_qui(std::string_view texte, std::vector<std::string> const& noms) {
    auto cherche = base::normalise(texte);
    if (cherche.empty())
        return std::nullopt;
    std::optional<std::size_t> trouve;
    for (std::size_t i = 0; i < noms.size(); ++i) {
        auto nom = base::normalise(noms[i]);
        bool commence = nom.starts_with(cherche) || nom.find(" " + cherche) != nom.npos;
        if (nom == cherche)
            return i;
        if (commence && trouve)
            return std::nullopt;
        if (commence)
            trouve = i;
    }
    return trouve;
}

std::string initiales(std::string_view prenom, std::string_view nom) {
    auto de = [](std::string_view mots, std::string_view entre) {
        std::string lettres;
        for (auto const& m : base::mots(mots))
            lettres += (lettres.empty() ? "" : std::string(entre)) + m.substr(0, 1) + ".";
        return lettres;
    };
    auto p = de(prenom, "-"), n = de(nom, " ");
    return p + (p.empty() || n.empty() ? "" : "\u00a0") + n;
}

std::string voiler(std::string_view texte, std::string_view prenom, std::string_view nom) {
    auto p = base::normalise(prenom), n = base::normalise(nom);
    std::string voile;
    chaque_morceau(texte, [&](std::string_view morceau, bool mot) {
        auto m = mot ? base::normalise(morceau) : std::string{};
        if (!m.empty() && (est_de(m, p) || est_de(m, n)))
            voile += m.substr(0, 1) + ".";
        else
            voile += morceau;
    });
    return voile;
}

std::string taire(std::string_view texte, std::vector<std::string> const& noms) {
    std::vector<std::string> cles;
    for (auto const& n : noms)
        if (auto cle = base::normalise(n); !cle.empty())
            cles.push_back(cle);
    std::string tu, entre; // entre deux mots tus, un seul « … »
    bool deja = false;
    chaque_morceau(texte, [&](std::string_view morceau, bool mot) {
        auto m = mot ? base::normalise(morceau) : std::string{};
        if (!m.empty() && std::ranges::any_of(cles, [&](auto const& c) { return est_de(m, c); })) {
            tu += deja && base::propre(entre).empty() ? "" : entre + "…";
            entre = "", deja = true;
            return;
        }
        entre += morceau;
        if (mot)
            tu += entre, entre = "", deja = false;
    });
    return tu + entre;
}

namespace {

/// « Lycée Marie-Curie », « rue Pierre et Marie Curie » : le mot qui précède, sans compter celui qui le qualifie, dit
/// un lieu et non une personne. « Chez », « pour », « avec » n'en sont pas.
bool d_un_lieu(std::vector<std::string> const& mots, std::size_t avant) {
    constexpr std::array<std::string_view, 16> lieux{
        "LYCEE", "COLLEGE", "ECOLE",   "CAMPUS", "RUE",     "AVENUE", "BOULEVARD", "PLACE",
        "ALLEE", "SQUARE",  "IMPASSE", "ESPACE", "GYMNASE", "STADE",  "AMPHI",     "AMPHITHEATRE"};
    constexpr std::array<std::string_view, 8> qualifient{"PROFESSIONNEL", "POLYVALENT", "GENERAL", "TECHNOLOGIQUE",
                                                         "TECHNIQUE",     "AGRICOLE",   "PUBLIC",  "PRIVE"};
    auto parmi = [&](auto const& liste, std::size_t i) { return std::ranges::find(liste, mots[i]) != liste.end(); };
    while (avant > 0 && parmi(qualifient, avant - 1))
        --avant;
    if (avant > 2 && mots[avant - 1] == "ET") // « Pierre et Marie Curie »
        avant -= 2;
    return avant > 0 && parmi(lieux, avant - 1);
}

/// Les mots du texte, sans ceux qui nomment un lieu de ce nom-là.
std::string sans_les_lieux(std::vector<std::string> mots, std::vector<std::string> const& noms) {
    for (std::size_t i = 0; !noms.empty() && i + noms.size() <= mots.size(); ++i)
        if (auto ici = mots.begin() + static_cast<std::ptrdiff_t>(i);
            std::equal(noms.begin(), noms.end(), ici) && d_un_lieu(mots, i))
            std::fill(ici, ici + static_cast<std::ptrdiff_t>(noms.size()), "-");
    return " " + base::joint(mots, " ") + " ";
}

} // namespace

bool nomme(std::string_view texte, std::string_view prenom, std::string_view nom) {
    auto t = sans_les_lieux(base::mots(texte), base::mots(std::string(prenom) + " " + std::string(nom)));
    auto dedans = [&](std::string_view x) {
        auto n = base::normalise(x);
        return !n.empty() && t.find(" " + n + " ") != t.npos;
    };
    return dedans(prenom) && dedans(nom);
}

} // namespace metier::reunions
