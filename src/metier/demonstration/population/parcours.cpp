#include "metier/demonstration/population/parcours.hpp"

#include <algorithm>
#include <cmath>

namespace metier::demonstration {
namespace {

using enum Niveau;

/// Une année d'un niveau : part qui abandonne en cours d'année, réussite à l'examen, puis passages à la rentrée.
struct Regle {
    double abandon, reussite;
    double monte, ailleurs, pro, cap, apprenti, agricole, redouble, demenage, decroche;
};

Regle const& regle(Niveau niveau) {
    static constexpr Regle college{0, 0, .945, .03, 0, 0, 0, 0, .01, .015, 0};
    static constexpr Regle troisieme_{.001, 0, .6, 0, .2, .045, .065, .045, .012, .015, .008};
    static constexpr Regle segpa_{0, 0, .955, .02, 0, 0, 0, 0, .005, .02, 0};
    static constexpr Regle segpa3_{.008, 0, 0, 0, .08, .58, .18, .1, 0, .015, .045};
    static constexpr Regle seconde_gt_{.004, 0, .9, .02, .035, 0, .008, .004, .025, .012, .004};
    static constexpr Regle premiere_gt{.005, 0, .958, .012, .006, 0, .004, 0, .01, .01, .006};
    static constexpr Regle terminale_g_{.003, .955, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    static constexpr Regle terminale_t_{.007, .92, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    static constexpr Regle seconde_pro_{.014, 0, .865, .03, 0, .015, .03, .008, .015, .012, .025};
    static constexpr Regle premiere_pro_{.018, 0, .9, .015, 0, 0, .03, 0, .008, .01, .03};
    static constexpr Regle terminale_pro_{.014, .83, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    static constexpr Regle cap1_{.025, 0, .83, .03, 0, 0, .05, 0, .02, .012, .058};
    static constexpr Regle cap2_{.02, .83, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    static constexpr Regle apprenti1_{.04, 0, .86, .03, .02, .015, 0, 0, .01, .01, .05};
    static constexpr Regle apprenti2_{.025, .82, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    switch (niveau) {
    case sixieme:
    case cinquieme:
    case quatrieme: return college;
    case troisieme: return troisieme_;
    case segpa6:
    case segpa5:
    case segpa4: return segpa_;
    case segpa3: return segpa3_;
    case seconde_gt: return seconde_gt_;
    case premiere_g:
    case premiere_t: return premiere_gt;
    case terminale_g: return terminale_g_;
    case terminale_t: return terminale_t_;
    case seconde_pro:
    case agricole2: return seconde_pro_;
    case premiere_pro:
    case agricole1: return premiere_pro_;
    case terminale_pro:
    case agricole_t: return terminale_pro_;
    case cap1: return cap1_;
    case cap2: return cap2_;
    case apprenti1: return apprenti1_;
    case apprenti2:
    case mlds: return apprenti2_;
    }
    return college;
}

/// Pics de sorties : septembre-octobre, puis janvier à mars.
int jour_de_sortie(Hasard& h) {
    constexpr double mois[] = {10, 16, 10, 7, 15, 13, 12, 8, 6, 3};
    return static_cast<int>(h.selon(mois) * 30 + 5 + h.entier(28));
}

} // namespace

struct Parcours::Moment {
    Fiche& fiche;
    Offre const* offre;
    Hasard& h;
    Segment& segment() { return fiche.segments[fiche.nombre - 1U]; }
    Niveau niveau() const { return offre->niveau; }
    std::size_t bassin(Monde const& m) const { return m.territoire.etablissements[offre->etablissement].bassin; }
    int age(Monde const& m, int jour) const {
        return (std::chrono::sys_days{m.rentree()}.time_since_epoch().count() + jour - fiche.naissance) / 365;
    }
    void sortir(int jour, MotifSortie motif) {
        segment().au = static_cast<std::int16_t>(std::max<int>(jour, segment().du + 1));
        segment().motif = static_cast<std::uint8_t>(motif);
    }
};

Parcours::Parcours(Monde const& monde, double echelle)
    : monde_{monde}, echelle_{echelle}, rentree_n_{
                                            base::jours_entre(monde.rentree(), monde.options.annee.premier_jour())} {}

void Parcours::vivre(Fiche& fiche, Offre const& offre, int annee, Hasard& hasard) const {
    Moment m{fiche, &offre, hasard};
    fiche.situation = Situation::inscrit_ici;
    entrer(m, offre, rentree(annee), annee);
    if (!en_cours_d_annee(m, annee) || annee == 1)
        return;
    if (est_terminal(m.niveau()))
        apres_l_examen(m);
    else
        a_la_rentree(m);
    if (m.segment().annee == 1 && m.segment().au < 0 && fiche.nombre < 3)
        en_cours_d_annee(m, 1);
}

void Parcours::entrer(Moment& m, Offre const& offre, int jour, int annee) const {
    if (m.fiche.nombre == m.fiche.segments.size())
        return;
    auto const divisions = std::clamp(std::lround(offre.poids * echelle_ / 27), 1L, 40L);
    m.offre = &offre;
    m.fiche.segments[m.fiche.nombre++] = {
        .etablissement = offre.etablissement,
        .formation = offre.formation,
        .du = static_cast<std::int16_t>(jour),
        .annee = static_cast<std::uint8_t>(annee),
        .division =
            static_cast<std::uint8_t>(m.h.chance(0.004) ? 255 : m.h.entier(static_cast<std::uint32_t>(divisions)))};
}

double Parcours::facteur(Fiche const& fiche, Offre const& offre) const {
    auto const annee =
        static_cast<int>(std::chrono::year_month_day{std::chrono::sys_days{Jours{fiche.naissance}}}.year());
    auto const retard =
        monde_.options.annee.debut - 1 - annee - monde_.territoire.formations[offre.formation].age_theorique;
    return (fiche.sexe == Sexe::masculin ? 1.12 : 0.88) * (retard > 0 ? 1.6 : 0.85) *
           monde_.risque[offre.etablissement];
}

/// Faux si la personne a quitté la formation initiale du territoire.
bool Parcours::en_cours_d_annee(Moment& m, int annee) const {
    auto const& r = regle(m.niveau());
    auto const jour = rentree(annee) + jour_de_sortie(m.h);
    auto const sort = m.h.reel();
    auto const abandon = r.abandon * facteur(m.fiche, *m.offre);
    if (sort < abandon && m.age(monde_, jour) >= 16) {
        m.sortir(jour, MotifSortie::demission);
        decrocher(m, jour);
        return false;
    }
    if (sort >= 0.975 && sort < 0.979) {
        m.sortir(jour, MotifSortie::demenagement);
        issue(m, Situation::demenage, jour);
        return false;
    }
    if (sort >= 0.979 && sort < 0.987) {
        m.sortir(jour, MotifSortie::changement_etablissement);
        entrer(m, choisir(m, m.niveau(), true), jour + 1 + static_cast<int>(m.h.entier(12)), annee);
    } else if (sort >= 0.992 && (m.niveau() == seconde_pro || m.niveau() == cap1 || m.niveau() == premiere_pro)) {
        auto const depart = rentree(annee) + 20 + static_cast<int>(m.h.entier(80));
        m.sortir(depart, MotifSortie::apprentissage);
        entrer(m, choisir(m, apprenti1, true), depart + 1 + static_cast<int>(m.h.entier(20)), annee);
    }
    return true;
}

void Parcours::a_la_rentree(Moment& m) const {
    auto const& r = regle(m.niveau());
    auto const jour = rentree(1);
    if (r.cap >= .045 && m.h.chance(0.014)) { // sans affectation en juillet, placé à l'automne
        auto const tard = jour + 18 + static_cast<int>(m.h.entier(75));
        return entrer(m, choisir(m, m.h.chance(0.5) ? cap1 : seconde_pro, true), tard, 1);
    }
    bool const assez_age = m.age(monde_, jour) >= 16;
    double const poids[] = {r.monte,    r.ailleurs, r.pro,
                            r.cap,      r.apprenti, r.agricole,
                            r.redouble, r.demenage, assez_age ? r.decroche * facteur(m.fiche, *m.offre) : 0};
    switch (m.h.selon(poids)) {
    case 0:
        if (auto const* ici = suite_ici(m, *m.offre))
            return entrer(m, *ici, jour, 1);
        return passer(m, suivant(m.niveau()));
    case 1: return entrer(m, choisir(m, suivant(m.niveau()), true), jour, 1);
    case 2: return passer(m, m.niveau() == premiere_g || m.niveau() == premiere_t ? premiere_pro : seconde_pro);
    case 3: return passer(m, cap1);
    case 4: return passer(m, apprenti1);
    case 5: return passer(m, agricole2);
    case 6: return entrer(m, *m.offre, jour, 1);
    case 7: return issue(m, Situation::demenage, jour - 40);
    default: break;
    }
    if (m.h.chance(0.3)) { // réinscrit d'office, jamais venu
        entrer(m, *m.offre, jour, 1);
        m.segment().division = m.h.chance(0.5) ? 255 : m.segment().division;
        m.sortir(jour + 12 + static_cast<int>(m.h.entier(30)), MotifSortie::non_reinscrit);
    }
    decrocher(m, jour);
}

void Parcours::apres_l_examen(Moment& m) const {
    auto const echec = (1 - regle(m.niveau()).reussite) * std::min(2.0, facteur(m.fiche, *m.offre));
    auto const jour = rentree(1);
    auto const n = m.niveau();
    if (m.h.chance(echec)) {
        if (m.h.chance(n == terminale_g || n == terminale_t ? 0.8 : 0.58))
            return entrer(m, *m.offre, jour, 1);
        return decrocher(m, jour);
    }
    m.fiche.diplome = true;
    bool const court = n == cap2 || n == apprenti2;
    bool const general = n == terminale_g || n == terminale_t;
    // supérieur, 1re pro, apprentissage, emploi, mission locale, service civique, formation continue, sans solution
    double const apres_general[] = {93, 0, 0, 3, .5, .8, .7, 2}, apres_pro[] = {42, 0, 0, 34, 6, 3, 6, 9},
                 apres_cap[] = {0, 30, 20, 31, 6, 1, 4, 8};
    constexpr Situation issues[] = {Situation::enseignement_superieur,
                                    Situation::inscrit_ici,
                                    Situation::apprenti,
                                    Situation::emploi,
                                    Situation::mission_locale,
                                    Situation::service_civique,
                                    Situation::formation_continue,
                                    Situation::sans_solution};
    auto const choix = m.h.selon(court ? apres_cap : general ? apres_general : apres_pro);
    if (choix == 1)
        return passer(m, premiere_pro);
    if (choix == 2)
        return passer(m, apprenti2);
    issue(m, issues[choix], jour + (choix == 0 ? 0 : static_cast<int>(m.h.entier(50)) - 30));
}

void Parcours::decrocher(Moment& m, int jour) const {
    constexpr double poids[] = {42, 20, 18, 3, 8, 9};
    constexpr Situation issues[] = {Situation::sans_solution,   Situation::mission_locale,     Situation::emploi,
                                    Situation::service_civique, Situation::formation_continue, Situation::action_mlds};
    auto const choix = issues[m.h.selon(poids)];
    auto const delai = choix == Situation::sans_solution ? 0 : 20 + static_cast<int>(m.h.entier(90));
    auto const debut = std::max(jour + delai, rentree(1) + 30);
    auto const& actions = monde_.carte.par_bassin[m.bassin(monde_)][static_cast<std::size_t>(mlds)];
    if (choix == Situation::action_mlds && m.fiche.nombre < 3 && debut < rentree(1) + 250 && !actions.offres.empty())
        entrer(m, choisir(m, mlds, false), debut, 1);
    else if (choix == Situation::action_mlds)
        return issue(m, Situation::sans_solution, jour);
    issue(m, choix, choix == Situation::action_mlds ? debut : jour + delai);
}

void Parcours::issue(Moment& m, Situation situation, int jour) const {
    m.fiche.situation = situation;
    m.fiche.situation_du = static_cast<std::int16_t>(jour);
}

void Parcours::passer(Moment& m, Niveau niveau) const { entrer(m, choisir(m, niveau, false), rentree(1), 1); }

/// Le plus souvent dans le bassin et dans le même secteur.
Offre const& Parcours::choisir(Moment& m, Niveau niveau, bool autre_etablissement) const {
    auto const n = static_cast<std::size_t>(niveau);
    auto const& partout = monde_.carte.partout[n];
    auto const* choix = &monde_.carte.par_bassin[m.bassin(monde_)][n];
    if (choix->offres.empty() || m.h.chance(0.07))
        choix = &partout;
    if (choix->offres.empty())
        return *m.offre;
    auto const prive = monde_.territoire.etablissements[m.offre->etablissement].prive;
    Offre const* offre = nullptr;
    for (int essai = 0; essai < 4; ++essai) {
        offre = &monde_.carte.offres[choix->offres[choix->tirage.un(m.h)]];
        bool const convient = !autre_etablissement || offre->etablissement != m.offre->etablissement;
        if (convient && (monde_.territoire.etablissements[offre->etablissement].prive == prive || m.h.chance(0.3)))
            break;
    }
    return *offre;
}

/// L'année d'après dans le même établissement : même spécialité, sinon même groupe, sinon la plus fournie.
Offre const* Parcours::suite_ici(Moment& m, Offre const& offre) const {
    auto const& mef = monde_.territoire.formations[offre.formation].mef;
    auto niveau = suivant(offre.niveau);
    if (offre.niveau == seconde_gt && m.h.chance(0.24))
        niveau = premiere_t;
    Offre const* meilleure = nullptr;
    double note = -1;
    for (auto i = monde_.carte.premieres[offre.etablissement]; i < monde_.carte.premieres[offre.etablissement + 1U];
         ++i) {
        auto const& autre = monde_.carte.offres[i];
        if (autre.niveau != niveau)
            continue;
        auto const& code = monde_.territoire.formations[autre.formation].mef;
        auto const proche = code.substr(3, 5) == mef.substr(3, 5)   ? 1e6
                            : code.substr(3, 3) == mef.substr(3, 3) ? 1e3
                                                                    : 0;
        auto const valeur = proche + autre.poids * m.h.reel();
        if (valeur > note) {
            note = valeur;
            meilleure = &autre;
        }
    }
    return meilleure;
}

} // namespace metier::demonstration
