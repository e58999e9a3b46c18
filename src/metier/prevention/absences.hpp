#pragma once
// R-11, pur : compter les demi-journées jour par jour, dire le niveau et pourquoi chacune compte ou non.
#include <optional>
#include <string>
#include <vector>

#include "metier/territoire/calendrier.hpp"

namespace metier::prevention {

using territoire::Calendrier;
using territoire::Masque;
using territoire::Moment;

/// Ce qu'un mois dit d'un élève.
struct MoisDAbsences {
    Date mois{}; ///< premier jour
    Masque absences = 0, non_justifiees = 0;
    Masque partielles = 0; ///< celles qui comptent pour une moitié (demi-journées « calculées »)
};

/// Une demi-journée d'absence, et ce qu'elle compte.
struct DemiJournee {
    Date jour{};
    Moment moment = Moment::matin;
    bool justifiee = false, partielle = false;
    std::string pas_classe; ///< « vacances : Toussaint 2026 » : ne compte pas ; vide si l'élève avait classe
    bool compte() const { return !justifiee && pas_classe.empty(); }
};
std::vector<DemiJournee> detail(MoisDAbsences const& m, Calendrier const& c);
/// Non justifiées, et où il y avait classe, les moitiés deux par deux ; `ouvertes` : Calendrier::ouvertes de ce mois.
inline int non_justifiees(MoisDAbsences const& m, Masque ouvertes) {
    auto n = m.non_justifiees & ouvertes;
    return __builtin_popcountll(n & ~m.partielles) + __builtin_popcountll(n & m.partielles) / 2;
}

enum class Niveau { aucun, vigilance, critique };
struct Seuils {
    int vigilance = 0, critique = 0; ///< absence.vigilance : dès ; absence.critique : au-delà
};
Niveau niveau(int demi_journees, Seuils s);
/// « 5 demi-journées non justifiées en octobre 2026 ; à partir de 4, vigilance ; au-delà de 10, critique. »
std::string regle_dite(int demi_journees, Date mois, Seuils s);
/// « octobre 2026 »
std::string mois_affiche(Date mois);

/// Les demi-journées que couvre une absence : de tel moment de tel jour à tel autre, celles qui ont classe.
struct Etendue {
    Date du{}, au{};
    Moment de = Moment::matin, a = Moment::apres_midi;
};
std::vector<MoisDAbsences> couvre(Etendue const& e, bool justifiee, Calendrier const& c);

/// Combien de demi-journées un élève peut manquer entre deux jours, préparé une fois pour tous : deux par jour où il y
/// a classe, mercredi compris, car les logiciels de vie scolaire n'ôtent pas tous son après-midi.
class JoursDeClasse {
public:
    JoursDeClasse(Calendrier const& c, Date du, Date au);
    int demi_journees(Date du, Date au) const; ///< les deux jours compris

private:
    Date du_{};
    std::vector<int> avant_; ///< jour par jour, celles d'avant lui
};

// ---- Tous motifs (rapprochement.md, partie 2) : S2, une part des demi-journées tenues ; S4, une hausse

struct ReglesDeSignal {
    int part = 0, part_lourde = 0;      ///< % des demi-journées qui ont eu classe
    int fenetre = 0;                    ///< jours
    int hausse = 0, hausse_minimum = 0; ///< fois l'habitude, et au moins tant
};
struct SignalDAbsence {
    int tenues = 0, manquees = 0; ///< dans la fenêtre
    int recentes = 0, avant = 0;  ///< quatre dernières semaines, huit précédentes
    bool frequent = false, lourd = false, hausse = false;
    explicit operator bool() const { return frequent || hausse; }
    std::string dit(ReglesDeSignal const& r) const;
};
/// Les demi-journées de classe de chaque fenêtre, préparées une fois pour tous les élèves d'un établissement.
class Fenetres {
public:
    Fenetres(Calendrier const& c, Date jusqu_au, ReglesDeSignal const& r);
    Date depuis() const { return depuis_; }
    SignalDAbsence signal(std::vector<MoisDAbsences> const& mois) const;

private:
    struct DuMois {
        Date mois{};
        Masque fenetre = 0, recente = 0, avant = 0;
    };
    std::vector<DuMois> mois_;
    Date depuis_{};
    int tenues_ = 0;
    ReglesDeSignal r_;
};

/// Peut-on dire le compte ? Aucun fichier, ou trop vieux : incalculable, jamais « tout va bien ».
struct Fraicheur {
    std::optional<Date> jusqu_au; ///< dernier jour que couvre un fichier appliqué
    int jours_au_plus = 0;
    bool calculable(Date jour) const { return jusqu_au && base::jours_entre(*jusqu_au, jour) <= jours_au_plus; }
    std::string dite(Date jour) const;
};

} // namespace metier::prevention
