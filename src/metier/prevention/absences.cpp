#include "metier/prevention/absences.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::prevention {

using territoire::bit, territoire::premier_du_mois;

std::vector<DemiJournee> detail(MoisDAbsences const& m, Calendrier const& c) {
    std::vector<DemiJournee> liste;
    for (auto jour = m.mois; jour.month() == m.mois.month(); jour = base::plus_jours(jour, 1))
        for (auto moment : {Moment::matin, Moment::apres_midi})
            if (m.absences & bit(jour, moment))
                liste.push_back({jour, moment, !(m.non_justifiees & bit(jour, moment)),
                                 (m.partielles & bit(jour, moment)) != 0, c.sans_classe(jour, moment)});
    return liste;
}

Niveau niveau(int demi_journees, Seuils s) {
    if (demi_journees > s.critique)
        return Niveau::critique;
    return demi_journees >= s.vigilance ? Niveau::vigilance : Niveau::aucun;
}

std::string mois_affiche(Date mois) {
    auto long_ = base::affiche_long(mois); // « jeudi 1 octobre 2026 »
    auto parties = base::decoupe(long_, ' ');
    return parties.size() < 2 ? long_ : parties[parties.size() - 2] + " " + parties.back();
}

std::string regle_dite(int n, Date mois, Seuils s) {
    return base::pluriel(n, "demi-journée non justifiée", "demi-journées non justifiées") + " en " +
           mois_affiche(mois) + ". La règle : à partir de " + std::to_string(s.vigilance) +
           " dans le mois, vigilance ; au-delà de " + std::to_string(s.critique) + ", critique.";
}

std::vector<MoisDAbsences> couvre(Etendue const& e, bool justifiee, Calendrier const& c) {
    std::vector<MoisDAbsences> mois;
    for (auto jour = e.du; jour <= e.au; jour = base::plus_jours(jour, 1))
        for (auto moment : {Moment::matin, Moment::apres_midi}) {
            bool avant = jour == e.du && moment < e.de, apres = jour == e.au && moment > e.a;
            if (avant || apres || !c.sans_classe(jour, moment).empty())
                continue;
            if (mois.empty() || mois.back().mois != premier_du_mois(jour))
                mois.push_back({premier_du_mois(jour)});
            mois.back().absences |= bit(jour, moment);
            if (!justifiee)
                mois.back().non_justifiees |= bit(jour, moment);
        }
    return mois;
}

JoursDeClasse::JoursDeClasse(Calendrier const& c, Date du, Date au) : du_{du}, avant_{0} {
    for (auto jour = du; jour <= au; jour = base::plus_jours(jour, 1)) {
        bool classe = c.sans_classe(jour, Moment::matin).empty() || c.sans_classe(jour, Moment::apres_midi).empty();
        avant_.push_back(avant_.back() + (classe ? 2 : 0));
    }
}

int JoursDeClasse::demi_journees(Date du, Date au) const {
    auto avant = [&](Date jour) {
        auto i = std::clamp<std::ptrdiff_t>(base::jours_entre(du_, jour), 0, std::ssize(avant_) - 1);
        return avant_[static_cast<std::size_t>(i)];
    };
    return std::max(0, avant(base::plus_jours(au, 1)) - avant(du));
}

namespace {
constexpr int jours_recents = 28, jours_d_avant = 56; // S4 : quatre semaines contre huit
}

Fenetres::Fenetres(Calendrier const& c, Date jusqu_au, ReglesDeSignal const& r) : r_{r} {
    depuis_ = base::plus_jours(jusqu_au, 1 - std::max(r.fenetre, jours_recents + jours_d_avant));
    for (auto jour = depuis_; jour <= jusqu_au; jour = base::plus_jours(jour, 1)) {
        if (mois_.empty() || mois_.back().mois != premier_du_mois(jour))
            mois_.push_back({premier_du_mois(jour)});
        auto il_y_a = base::jours_entre(jour, jusqu_au);
        for (auto moment : {Moment::matin, Moment::apres_midi}) {
            if (!c.sans_classe(jour, moment).empty())
                continue;
            auto b = bit(jour, moment);
            if (il_y_a < r.fenetre)
                mois_.back().fenetre |= b, ++tenues_;
            (il_y_a < jours_recents ? mois_.back().recente : mois_.back().avant) |= b;
        }
    }
}

SignalDAbsence Fenetres::signal(std::vector<MoisDAbsences> const& mois) const {
    SignalDAbsence s;
    s.tenues = tenues_;
    for (auto const& m : mois)
        for (auto const& f : mois_)
            if (f.mois == m.mois) {
                s.manquees += __builtin_popcountll(m.absences & f.fenetre);
                s.recentes += __builtin_popcountll(m.absences & f.recente);
                s.avant += __builtin_popcountll(m.absences & f.avant);
            }
    s.frequent = s.tenues > 0 && s.manquees * 100 >= r_.part * s.tenues;
    s.lourd = s.tenues > 0 && s.manquees * 100 >= r_.part_lourde * s.tenues;
    // Huit semaines d'avant, ramenées à quatre.
    s.hausse = s.recentes >= r_.hausse_minimum && s.recentes * 2 >= r_.hausse * s.avant;
    return s;
}

std::string SignalDAbsence::dit(ReglesDeSignal const& r) const {
    std::vector<std::string> dits;
    if (frequent)
        dits.push_back(std::to_string(manquees) + " demi-journées manquées, tous motifs, sur " +
                       std::to_string(tenues) + " tenues en " + std::to_string(r.fenetre) +
                       " jours (seuil : " + std::to_string(lourd ? r.part_lourde : r.part) + " %)");
    if (hausse)
        dits.push_back(std::to_string(recentes) + " en quatre semaines, contre " + std::to_string(avant) +
                       " dans les huit d’avant");
    return base::joint(dits, " ; ");
}

std::string Fraicheur::dite(Date jour) const {
    if (!jusqu_au)
        return "Incalculable : aucun fichier d’absences n’a été reçu pour cet établissement.";
    auto dit = "les absences sont connues jusqu’au " + base::affiche(*jusqu_au);
    if (calculable(jour))
        return "Calculé : " + dit + ".";
    return "Incalculable : " + dit + ", il y a plus de " + base::pluriel(jours_au_plus, "jour") +
           ". Recevez un fichier plus récent.";
}

} // namespace metier::prevention
