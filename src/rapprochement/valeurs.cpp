#include "rapprochement/valeurs.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/texte.hpp"

namespace rapprochement {
namespace {

constexpr unsigned pivot = 30; ///< two-digit years up to 30 are of this century

/// First letters that tell a month, in French, English, German, Spanish, Italian and Portuguese.
constexpr std::array<std::string_view, 12> debuts_de_mois = {
    "JAN ENE GEN JAE",  "FEV FEB",          "MAR MAE MRZ MER", "AVR APR ABR",     "MAI MAY MAG", "JUIN JUN GIU",
    "JUIL JUL LUG JLY", "AOU AUG AGO AOUT", "SEP SET",         "OCT OKT OTT OUT", "NOV",         "DEC DEZ DIC"};

std::string_view sans_blancs(std::string_view t) {
    auto blanc = [](char c) { return c == ' ' || c == '\t' || c == '"'; };
    while (!t.empty() && blanc(t.front()))
        t.remove_prefix(1);
    while (!t.empty() && blanc(t.back()))
        t.remove_suffix(1);
    return t;
}

bool chiffre(char c) { return c >= '0' && c <= '9'; }
bool tous_chiffres(std::string_view t) { return !t.empty() && std::ranges::all_of(t, chiffre); }

/// « 3 de marzo de 2004 », « le 3 mars 2004 »
bool mot_vide(std::string_view mot) {
    auto const n = base::normalise(mot);
    return n == "DE" || n == "DEL" || n == "LE" || n == "OF" || n == "THE" || n == "IL" || n == "DEN" || n == "EL";
}

/// « 1er », « 3rd », « 21st »: the figures of a day.
std::string_view sans_ordinal(std::string_view jour) {
    auto const fin = jour.find_first_not_of("0123456789");
    return fin != jour.npos && fin > 0 && fin <= 2 && jour.size() - fin <= 3 ? jour.substr(0, fin) : jour;
}

/// Up to three pieces cut at / - . blank or comma; the time of day and the name of the day are left out.
struct Morceaux {
    std::array<std::string_view, 3> texte{};
    std::size_t nombre = 0;
    void ajouter(std::string_view t) {
        auto lettres = [](std::string_view x) { return !chiffre(x[0]); };
        if (lettres(t) && mot_vide(t))
            return;
        // A name before a month is that of the day: « Monday, March 3 », « mardi 3 mars ».
        if (lettres(t) &&
            ((nombre == 1 && lettres(texte[0])) || (nombre == 2 && lettres(texte[0]) && !lettres(texte[1])))) {
            texte[0] = texte[1];
            --nombre;
        }
        texte[nombre++] = sans_ordinal(t);
    }
};
Morceaux couper(std::string_view t) {
    constexpr std::string_view separateurs = "/-. ,_";
    Morceaux m;
    while (!t.empty() && m.nombre < 3) {
        auto const debut = t.find_first_not_of(separateurs);
        if (debut == t.npos)
            break;
        t.remove_prefix(debut);
        auto const fin = std::min(t.find_first_of(separateurs), t.size());
        m.ajouter(t.substr(0, fin));
        t.remove_prefix(fin);
    }
    auto& dernier = m.texte[2];
    if (auto const heure = dernier.find('T'); m.nombre == 3 && heure != dernier.npos && chiffre(dernier[0]))
        dernier = dernier.substr(0, heure);
    return m;
}

std::optional<Date> assembler(std::string_view annee, std::string_view mois, std::string_view jour) {
    auto const a = lire_entier(annee), m = lire_mois(mois), j = lire_entier(jour);
    if (!a || !m || !j || (annee.size() != 2 && annee.size() != 4))
        return std::nullopt;
    auto const complete = annee.size() == 2 ? annee_complete(*a) : *a;
    if (complete < premiere_annee || complete > derniere_annee)
        return std::nullopt;
    Date const d{std::chrono::year(static_cast<int>(complete)), std::chrono::month(*m), std::chrono::day(*j)};
    return d.ok() ? std::optional(d) : std::nullopt;
}

/// Eight digits, or « 12MAR1975 ».
std::optional<Date> d_un_bloc(std::string_view t, FormeDeDate forme) {
    if (t.size() == 9 && tous_chiffres(t.substr(0, 2)) && tous_chiffres(t.substr(5)))
        return assembler(t.substr(5), t.substr(2, 3), t.substr(0, 2));
    if (t.size() != 8 || !tous_chiffres(t))
        return std::nullopt;
    if (forme == FormeDeDate::annee_mois_jour)
        return assembler(t.substr(0, 4), t.substr(4, 2), t.substr(6, 2));
    auto const un = t.substr(0, 2), deux = t.substr(2, 2), annee = t.substr(4);
    return forme == FormeDeDate::jour_mois_annee ? assembler(annee, deux, un) : assembler(annee, un, deux);
}

bool en_majuscules(std::string_view mot) { return base::majuscules(mot) == mot; }
bool initiale(std::string_view mot) { return base::longueur(mot) == 1 || (base::longueur(mot) == 2 && mot[1] == '.'); }

bool est_une_particule(std::string_view mot) {
    constexpr std::string_view particules[] = {"DE",     "DU",  "DES", "D",    "LA",  "LE",  "LES",   "EL",
                                               "AL",     "BEN", "AIT", "OULD", "DA",  "DAS", "DOS",   "DI",
                                               "DEL",    "VAN", "VON", "DER",  "DEN", "TER", "SAINT", "ST",
                                               "SAINTE", "MC",  "MAC", "O",    "ABU", "BIN", "Y"};
    auto const n = base::normalise(mot);
    return std::ranges::find(particules, n) != std::end(particules);
}

void ajouter_mot(std::string& texte, std::string_view mot) {
    if (!texte.empty())
        texte += ' ';
    texte += mot;
}

} // namespace

std::string_view code(FormeDeDate forme) {
    switch (forme) {
    case FormeDeDate::annee_mois_jour: return "aaaa-mm-jj";
    case FormeDeDate::jour_mois_annee: return "jj/mm/aaaa";
    case FormeDeDate::mois_jour_annee: return "mm/jj/aaaa";
    case FormeDeDate::tableur: return "tableur";
    case FormeDeDate::annee_seule: return "aaaa";
    }
    return {};
}

std::optional<FormeDeDate> lire_forme_de_date(std::string_view texte) {
    for (auto forme : {FormeDeDate::annee_mois_jour, FormeDeDate::jour_mois_annee, FormeDeDate::mois_jour_annee,
                       FormeDeDate::tableur, FormeDeDate::annee_seule})
        if (texte == code(forme))
            return forme;
    return std::nullopt;
}

std::optional<unsigned> lire_entier(std::string_view texte) {
    auto t = sans_blancs(texte);
    if (auto const point = t.find('.');
        point != t.npos && point > 0 && point + 1 < t.size() && t.find_first_not_of('0', point + 1) == t.npos)
        t = t.substr(0, point);
    unsigned n = 0;
    auto const [fin, erreur] = std::from_chars(t.data(), t.data() + t.size(), n);
    return erreur == std::errc{} && fin == t.data() + t.size() ? std::optional(n) : std::nullopt;
}

std::optional<unsigned> lire_mois(std::string_view texte) {
    auto const t = sans_blancs(texte);
    if (t.empty())
        return std::nullopt;
    if (chiffre(t[0])) {
        auto const n = lire_entier(t);
        return n && *n >= 1 && *n <= 12 ? n : std::nullopt;
    }
    auto const mot = base::normalise(t);
    if (mot.size() < 3)
        return std::nullopt;
    for (unsigned m = 0; m < debuts_de_mois.size(); ++m)
        for (std::size_t i = 0; i < debuts_de_mois[m].size();) {
            auto const fin = std::min(debuts_de_mois[m].find(' ', i), debuts_de_mois[m].size());
            if (auto const debut = debuts_de_mois[m].substr(i, fin - i); mot.starts_with(debut))
                return m + 1;
            i = fin + 1;
        }
    return std::nullopt;
}

unsigned annee_complete(unsigned annee) {
    if (annee >= 100)
        return annee;
    return annee + (annee <= pivot ? 2000 : 1900);
}

std::optional<Date> date_meme_fausse(unsigned annee, unsigned mois, unsigned jour) {
    constexpr unsigned premiere = 1000, derniere = 9999, deux_chiffres = 99;
    if (annee < premiere || annee > derniere || mois > deux_chiffres || jour > deux_chiffres)
        return std::nullopt;
    if (mois == 0 && jour == 0) // nothing is known but the year
        mois = jour = 1;
    if (mois > 12 && jour >= 1 && jour <= 12)
        std::swap(mois, jour);
    return Date{std::chrono::year(static_cast<int>(annee)), std::chrono::month(mois), std::chrono::day(jour)};
}

namespace {

/// Letters that a scan takes for figures, where most of the text is figures.
std::string chiffres_retablis(std::string_view texte) {
    constexpr std::string_view lettres = "OoDQIl|!iZzSsBgqbGT", chiffres = "0000111112255899667";
    std::string t{texte};
    std::size_t lus = 0, changes = 0;
    for (auto& c : t) {
        lus += chiffre(c);
        if (auto const k = lettres.find(c); k != lettres.npos) {
            c = chiffres[k];
            ++changes;
        } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
            return {};
    }
    return changes > 0 && changes * 2 <= lus ? t : std::string{};
}

} // namespace

std::optional<Date> lire_date_meme_fausse(std::string_view texte, FormeDeDate forme) {
    if (auto const d = lire_date(texte, forme))
        return d;
    auto const retablie = chiffres_retablis(texte);
    if (auto const d = lire_date(retablie, forme))
        return d;
    auto const t = sans_blancs(retablie.empty() ? texte : retablie);
    auto const m = couper(t);
    auto nombres = [&](std::string_view annee, std::string_view mois, std::string_view jour) -> std::optional<Date> {
        auto const a = lire_entier(annee), n = lire_entier(mois), j = lire_entier(jour);
        return annee.size() == 4 && a && n && j ? date_meme_fausse(*a, *n, *j) : std::nullopt;
    };
    if (t.size() == 8 && tous_chiffres(t))
        return forme == FormeDeDate::annee_mois_jour   ? nombres(t.substr(0, 4), t.substr(4, 2), t.substr(6, 2))
               : forme == FormeDeDate::jour_mois_annee ? nombres(t.substr(4), t.substr(2, 2), t.substr(0, 2))
               : forme == FormeDeDate::mois_jour_annee ? nombres(t.substr(4), t.substr(0, 2), t.substr(2, 2))
                                                       : std::nullopt;
    if (m.nombre < 3)
        return std::nullopt;
    if (m.texte[0].size() == 4)
        return nombres(m.texte[0], m.texte[1], m.texte[2]);
    return forme == FormeDeDate::mois_jour_annee ? nombres(m.texte[2], m.texte[0], m.texte[1])
                                                 : nombres(m.texte[2], m.texte[1], m.texte[0]);
}

std::optional<Date> lire_date(std::string_view texte, FormeDeDate forme) {
    auto const t = sans_blancs(texte);
    if (forme == FormeDeDate::annee_seule) {
        auto const n = lire_entier(t);
        return n && *n >= premiere_annee && *n <= derniere_annee
                   ? std::optional(Date{std::chrono::year(static_cast<int>(*n)) / 1 / 1})
                   : std::nullopt;
    }
    if (forme == FormeDeDate::tableur) {
        constexpr unsigned un_an = 366; // nobody is born in 1900: days of the month, ages, marks
        auto const n = lire_entier(t);
        return n && *n > un_an ? base::date_excel(*n) : std::nullopt;
    }
    if (auto const d = d_un_bloc(t, forme))
        return d;
    if (auto const d = d_un_bloc(t, FormeDeDate::annee_mois_jour)) // no other order makes a year of its first four
        return d;
    auto const m = couper(t);
    if (m.nombre < 3)
        return std::nullopt;
    // Whatever the form of the column, a year first or a month in letters leaves no doubt.
    if (m.texte[0].size() == 4 && chiffre(m.texte[0][0]))
        return assembler(m.texte[0], m.texte[1], m.texte[2]);
    if (!chiffre(m.texte[0][0]))
        return assembler(m.texte[2], m.texte[0], m.texte[1]);
    if (!chiffre(m.texte[1][0]) || forme == FormeDeDate::jour_mois_annee)
        return assembler(m.texte[2], m.texte[1], m.texte[0]);
    if (forme == FormeDeDate::mois_jour_annee)
        return assembler(m.texte[2], m.texte[0], m.texte[1]);
    return std::nullopt;
}

Sexe lire_sexe(std::string_view texte) {
    auto const n = base::normalise(texte);
    for (auto v :
         {"M",   "H",    "1",    "G",        "MASCULIN",  "HOMME",  "GARCON", "MONSIEUR",  "MR",      "MALE", "MAN",
          "BOY", "HERR", "MANN", "MANNLICH", "MAENNLICH", "HOMBRE", "VARON",  "MASCULINO", "MASCHIO", "UOMO", "1 0"})
        if (n == v)
            return Sexe::masculin;
    for (auto v :
         {"F",       "2",     "W",        "FEMININ", "FEMME", "FILLE", "MADAME", "MME",      "MLLE",  "MADEMOISELLE",
          "MRS",     "MS",    "MISS",     "FEMALE",  "WOMAN", "GIRL",  "FRAU",   "WEIBLICH", "MUJER", "FEMENINO",
          "FEMMINA", "DONNA", "FEMININO", "MULHER",  "2 0"})
        if (n == v)
            return Sexe::feminin;
    return Sexe::inconnu;
}

NomEtPrenom separer_nom_et_prenom(std::string_view cellule, OrdreDuNom ordre) {
    if (auto const ou = cellule.find_first_of(separe_nom_et_prenom); ou != cellule.npos) {
        std::string prenoms{cellule.substr(ou + 1)};
        std::ranges::replace_if(
            prenoms, [](char c) { return c == '^' || c == '*' || c == '/'; }, ' ');
        return {base::propre(cellule.substr(0, ou)), base::propre(prenoms)};
    }
    auto const mots = base::decoupe(base::propre(cellule), ' ');
    if (mots.size() < 2)
        return {mots.empty() ? std::string{} : mots[0], {}};
    NomEtPrenom r;
    bool minuscules = false; // an initial has no case of its own
    for (auto const& mot : mots) {
        bool const majuscules = !initiale(mot) && en_majuscules(mot);
        minuscules = minuscules || (!initiale(mot) && !majuscules);
        ajouter_mot(majuscules ? r.nom : r.prenom, mot);
    }
    if (!r.nom.empty() && minuscules)
        return r;
    // All in one case: one word at one end is the family name, with the particles before it.
    auto const n = mots.size();
    std::size_t debut = 0, fin = 1;
    if (ordre == OrdreDuNom::nom_puis_prenom)
        while (fin < n && est_une_particule(mots[fin - 1]))
            ++fin;
    else
        for (debut = n - 1, fin = n; debut > 1 && est_une_particule(mots[debut - 1]);)
            --debut;
    r = {};
    for (std::size_t i = 0; i < n; ++i)
        ajouter_mot(i >= debut && i < fin ? r.nom : r.prenom, mots[i]);
    return r;
}

} // namespace rapprochement
