#include "base/date.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace base {
namespace {

using namespace std::chrono;

std::optional<int> nombre(std::string_view chiffres) {
    int n = 0;
    auto [fin, erreur] = std::from_chars(chiffres.data(), chiffres.data() + chiffres.size(), n);
    if (chiffres.empty() || chiffres[0] == '-' || erreur != std::errc{} || fin != chiffres.data() + chiffres.size())
        return std::nullopt;
    return n;
}

std::optional<Date> jour_reel(std::string_view a, std::string_view m, std::string_view j) {
    auto annee = nombre(a), mois = nombre(m), jour = nombre(j);
    if (!annee || !mois || !jour || a.size() != 4 || *annee < 1850 || *annee > 2200)
        return std::nullopt;
    Date date = year{*annee} / *mois / *jour;
    return date.ok() ? std::optional{date} : std::nullopt;
}

constexpr std::array mois_francais = {"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                      "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
constexpr std::array jours_francais = {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"};

/// Dernier dimanche du mois à 1 h UTC : bascule européenne.
sys_seconds bascule(year annee, month mois) {
    return sys_days{year_month_weekday_last{annee, mois, weekday_last{Sunday}}} + 1h;
}

minutes decalage_paris(sys_seconds instant) {
    auto annee = year_month_day{floor<days>(instant)}.year();
    bool ete = bascule(annee, March) <= instant && instant < bascule(annee, October);
    return ete ? 120min : 60min;
}

} // namespace

std::optional<Date> lire_date(std::string_view t) {
    while (!t.empty() && t.front() == ' ')
        t.remove_prefix(1);
    while (!t.empty() && t.back() == ' ')
        t.remove_suffix(1);
    if (t.size() == 8 && nombre(t))
        return jour_reel(t.substr(0, 4), t.substr(4, 2), t.substr(6, 2));
    if (t.size() >= 19 && t[4] == '-' && t[7] == '-' && (t[10] == 'T' || t[10] == ' '))
        t = t.substr(0, 10);
    if (t.size() == 10 && t[4] == '-' && t[7] == '-')
        return jour_reel(t.substr(0, 4), t.substr(5, 2), t.substr(8, 2));
    for (char separateur : {'/', '-', '.'}) {
        auto un = t.find(separateur);
        if (un == t.npos)
            continue;
        auto deux = t.find(separateur, un + 1);
        if (deux == t.npos || un == 0 || un > 2 || deux - un - 1 > 2)
            return std::nullopt;
        return jour_reel(t.substr(deux + 1), t.substr(un + 1, deux - un - 1), t.substr(0, un));
    }
    return std::nullopt;
}

std::optional<Date> date_excel(double serie) {
    if (!(serie >= 1 && serie < 109'600))
        return std::nullopt;
    auto jour = static_cast<int>(std::floor(serie));
    if (jour == 60) // le 29/02/1900 n'a pas existé
        return std::nullopt;
    return Date{sys_days{1899y / 12 / 31} + days{jour > 60 ? jour - 1 : jour}};
}

std::string iso(Date d) {
    char texte[16];
    std::snprintf(texte, sizeof texte, "%04d-%02u-%02u", int(d.year()), unsigned(d.month()), unsigned(d.day()));
    return texte;
}

std::string affiche(Date d) {
    char texte[16];
    std::snprintf(texte, sizeof texte, "%02u/%02u/%04d", unsigned(d.day()), unsigned(d.month()), int(d.year()));
    return texte;
}

std::string affiche_long(Date d) {
    auto quantieme = unsigned(d.day());
    return std::string(jours_francais[weekday{sys_days{d}}.c_encoding()]) + " " +
           (quantieme == 1 ? "1er" : std::to_string(quantieme)) + " " + mois_francais[unsigned(d.month()) - 1] + " " +
           std::to_string(int(d.year()));
}

std::string iso(Instant instant) {
    auto jour = floor<days>(instant);
    hh_mm_ss heure{instant - jour};
    char texte[16];
    std::snprintf(texte, sizeof texte, "T%02d:%02d:%02dZ", int(heure.hours().count()), int(heure.minutes().count()),
                  int(heure.seconds().count()));
    return iso(Date{jour}) + texte;
}

std::optional<Instant> lire_instant(std::string_view t) {
    if (t.size() != 20 || t[10] != 'T' || t[13] != ':' || t[16] != ':' || t[19] != 'Z')
        return std::nullopt;
    auto jour = lire_date(t.substr(0, 10));
    auto h = nombre(t.substr(11, 2)), m = nombre(t.substr(14, 2)), s = nombre(t.substr(17, 2));
    if (!jour || !h || !m || !s || *h > 23 || *m > 59 || *s > 59)
        return std::nullopt;
    return sys_days{*jour} + hours{*h} + minutes{*m} + seconds{*s};
}

Date plus_jours(Date date, int n) { return Date{sys_days{date} + days{n}}; }

int jours_entre(Date de, Date a) { return int((sys_days{a} - sys_days{de}).count()); }

Date plus_mois(Date date, int n) {
    Date arrivee = date + months{n};
    return arrivee.ok() ? arrivee : Date{arrivee.year() / arrivee.month() / last};
}

Date plus_annees(Date date, int n) { return plus_mois(date, 12 * n); }

int age(Date naissance, Date jour) {
    int annees = int(jour.year()) - int(naissance.year());
    return plus_annees(naissance, annees) <= jour ? annees : annees - 1;
}

std::string AnneeScolaire::affiche() const { return std::to_string(debut) + "-" + std::to_string(debut + 1); }

AnneeScolaire AnneeScolaire::du(Date jour) { return {int(jour.year()) - (jour.month() < September ? 1 : 0)}; }

std::optional<AnneeScolaire> AnneeScolaire::lire(std::string_view t) {
    auto debut = nombre(t.substr(0, 4));
    if (!debut || *debut < 1950 || *debut > 2150)
        return std::nullopt;
    if (t.size() == 4)
        return AnneeScolaire{*debut};
    bool suivante = t.size() == 9 && (t[4] == '-' || t[4] == '/') && nombre(t.substr(5)) == *debut + 1;
    return suivante ? std::optional{AnneeScolaire{*debut}} : std::nullopt;
}

Instant depuis_paris(Date jour, int heure, int minute) {
    Instant local = sys_days{jour} + hours{heure} + minutes{minute};
    Instant essai = local - decalage_paris(local - 1h);
    return local - decalage_paris(essai);
}

HeureLocale a_paris(Instant instant) {
    auto local = instant + decalage_paris(instant);
    auto jour = floor<days>(local);
    hh_mm_ss heure{local - jour};
    return {Date{jour}, int(heure.hours().count()), int(heure.minutes().count())};
}

std::string affiche(Instant instant) {
    auto [jour, heure, minute] = a_paris(instant);
    char texte[32];
    std::snprintf(texte, sizeof texte, " à %d h %02d", heure, minute);
    return affiche(jour) + texte;
}

} // namespace base
