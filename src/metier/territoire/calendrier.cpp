#include "metier/territoire/calendrier.hpp"

#include <algorithm>

#include "metier/territoire/noms.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::territoire {

namespace {

/// Dimanche de Pâques (algorithme de Meeus, calendrier grégorien).
Date paques(int annee) {
    int a = annee % 19, b = annee / 100, c = annee % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451, mois = (h + l - 7 * m + 114) / 31, jour = (h + l - 7 * m + 114) % 31 + 1;
    return std::chrono::year{annee} / mois / jour;
}

struct JourFixe {
    unsigned mois, jour;
    std::string_view nom;
};
constexpr JourFixe fixes[] = {{1, 1, "1er janvier"},   {5, 1, "1er mai"},  {5, 8, "8 mai"},
                              {7, 14, "14 juillet"},   {8, 15, "15 août"}, {11, 1, "Toussaint"},
                              {11, 11, "11 novembre"}, {12, 25, "Noël"}};
struct JourMobile {
    int apres_paques;
    std::string_view nom;
};
constexpr JourMobile mobiles[] = {{1, "lundi de Pâques"}, {39, "Ascension"}, {50, "lundi de Pentecôte"}};

unsigned jour_de_semaine(Date jour) { return std::chrono::weekday{std::chrono::sys_days{jour}}.iso_encoding(); }
constexpr unsigned mercredi = 3, samedi = 6, dimanche = 7;

} // namespace

std::string_view jour_ferie(Date jour) {
    for (auto const& f : fixes)
        if (static_cast<unsigned>(jour.month()) == f.mois && static_cast<unsigned>(jour.day()) == f.jour)
            return f.nom;
    auto ecart = base::jours_entre(paques(static_cast<int>(jour.year())), jour);
    for (auto const& m : mobiles)
        if (ecart == m.apres_paques)
            return m.nom;
    return {};
}

std::string Calendrier::sans_classe(Date jour, Moment moment) const {
    auto semaine = jour_de_semaine(jour);
    if (semaine == dimanche)
        return "dimanche";
    if (auto nom = jour_ferie(jour); !nom.empty())
        return "jour férié : " + std::string(nom);
    for (auto const& v : vacances)
        if (v.du <= jour && jour <= v.au)
            return "vacances : " + v.nom;
    if (semaine == samedi && (moment == Moment::apres_midi || !samedi_matin))
        return "samedi";
    if (semaine == mercredi && moment == Moment::apres_midi && !mercredi_apres_midi)
        return "mercredi après-midi";
    return {};
}

Masque Calendrier::ouvertes(Date mois) const {
    Masque m = 0;
    for (auto jour = premier_du_mois(mois); jour.month() == mois.month(); jour = base::plus_jours(jour, 1))
        for (auto moment : {Moment::matin, Moment::apres_midi})
            if (sans_classe(jour, moment).empty())
                m |= bit(jour, moment);
    return m;
}

std::string zone_de_l_academie(storage::Reader& db, std::string_view nom) {
    return db
        .maybe<std::string>("select zone from zone_d_academie where academie = ?",
                            cle_de_nom(GenreDeTerritoire::academie, std::string(nom)))
        .value_or("");
}

Calendrier calendrier(storage::Reader& db, Id<Etablissement> etablissement, Date jour) {
    Calendrier c;
    auto academie = db.maybe<std::string>(
        "select max(a.nom) from etablissement e join territoire_contient t on t.descendant_id = e.territoire_id join "
        "territoire a on a.id = t.ancetre_id and a.genre = 'academie' where e.id = ? having count(*) > 0",
        etablissement);
    auto zone = academie ? zone_de_l_academie(db, *academie) : std::string{};
    c.zone_supposee = zone.empty();
    c.zone = !zone.empty() ? zone : valeur(db, "calendrier.zone_par_defaut", jour).value_or("");
    c.vacances = db.all<Vacances>("select nom, du, au from vacances where zone in ('*', ?) order by du", c.zone);
    c.mercredi_apres_midi = vrai(db, "absence.mercredi_apres_midi", jour);
    c.samedi_matin = vrai(db, "absence.samedi_matin", jour);
    struct Propres {
        bool mercredi_apres_midi, samedi_matin;
    };
    if (auto p = db.maybe<Propres>("select mercredi_apres_midi, samedi_matin from jours_de_classe where "
                                   "etablissement_id = ?",
                                   etablissement)) {
        c.mercredi_apres_midi = p->mercredi_apres_midi;
        c.samedi_matin = p->samedi_matin;
    }
    return c;
}

void fixer_les_jours_de_classe(storage::Writer& db, Id<Etablissement> etablissement, bool mercredi_apres_midi,
                               bool samedi_matin, Date jour) {
    db.run("insert into jours_de_classe (etablissement_id, mercredi_apres_midi, samedi_matin, le) values (?, "
           "?, ?, ?) on conflict (etablissement_id) do update set mercredi_apres_midi = "
           "excluded.mercredi_apres_midi, samedi_matin = excluded.samedi_matin, le = "
           "excluded.le",
           etablissement, std::int64_t{mercredi_apres_midi}, std::int64_t{samedi_matin}, jour);
}

} // namespace metier::territoire
