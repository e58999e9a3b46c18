#pragma once
// Calendar days, instants and school years. A rule is handed its date; it never asks for it.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

using Date = std::chrono::year_month_day;
using Instant = std::chrono::sys_seconds;
using Jours = std::chrono::days;
using namespace std::chrono_literals;

namespace base {

/// Lit JJ/MM/AAAA, AAAA-MM-JJ, JJ-MM-AAAA, JJ.MM.AAAA, AAAAMMJJ (formats.md §1.2). Année à deux chiffres et
/// jour impossible : rien.
std::optional<Date> lire_date(std::string_view texte);
/// Jour d'une série Excel (1 = 01/01/1900, avec le faux 29/02/1900) ; rien hors de 1900-2199.
std::optional<Date> date_excel(double serie);
/// « 2026-10-05 »
std::string iso(Date date);
/// « 05/10/2026 »
std::string affiche(Date date);
/// « lundi 5 octobre 2026 »
std::string affiche_long(Date date);
/// « 2026-10-05T08:30:00Z »
std::string iso(Instant instant);
std::optional<Instant> lire_instant(std::string_view iso);

Date plus_jours(Date date, int jours);
int jours_entre(Date de, Date a);
/// De quantième à quantième ; à défaut de quantième, le dernier jour du mois (art. 641 du code de procédure civile).
Date plus_mois(Date date, int mois);
Date plus_annees(Date date, int annees);
/// Âge en années révolues. Né un 29 février : l'anniversaire est le 28 les années communes (plus_annees).
int age(Date naissance, Date jour);
/// Du 1er septembre au 31 août.
struct AnneeScolaire {
    int debut = 0; ///< 2026 pour 2026-2027
    Date premier_jour() const { return std::chrono::year{debut} / 9 / 1; }
    Date dernier_jour() const { return std::chrono::year{debut + 1} / 8 / 31; }
    std::string affiche() const; ///< « 2026-2027 »
    AnneeScolaire precedente() const { return {debut - 1}; }
    static AnneeScolaire du(Date jour);
    static std::optional<AnneeScolaire> lire(std::string_view texte); ///< « 2026 » ou « 2026-2027 »
    friend constexpr auto operator<=>(AnneeScolaire, AnneeScolaire) = default;
};

/// Heure légale d'un fuseau métropolitain (règle de l'Union européenne) : g++ 12 n'a pas de base de fuseaux.
Instant depuis_paris(Date jour, int heure, int minute);
struct HeureLocale {
    Date jour;
    int heure = 0;
    int minute = 0;
};
HeureLocale a_paris(Instant instant);
/// « 05/10/2026 à 14 h 05 » (heure de Paris)
std::string affiche(Instant instant);

} // namespace base
