#include "metier/prevention/reperes.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::prevention {

Famille famille(Signe s) {
    switch (s) {
    case Signe::absences:
    case Signe::retards: return Famille::assiduite;
    case Signe::chute_des_resultats:
    case Signe::travail_non_fait: return Famille::resultats;
    case Signe::exclusions_de_cours:
    case Signe::isolement:
    case Signe::conflits: return Famille::comportement;
    case Signe::orientation_subie:
    case Signe::redoublement:
    case Signe::changement_d_etablissement:
    case Signe::eloignement: return Famille::parcours;
    case Signe::lassitude_exprimee: return Famille::parole;
    }
    return Famille::assiduite;
}

namespace {

/// Un retard se montre, mais ne groupe pas (S9) ; un signe trop vieux se relit avant de compter.
bool compte(SigneVu const& s, Reglages const& r, Date jour) {
    return s.actif(jour) && s.signe != Signe::retards && base::jours_entre(s.le, jour) <= r.vieux;
}

std::string liste_dite(std::vector<Famille> const& familles_vues) {
    std::vector<std::string> noms;
    for (auto f : familles_vues)
        noms.push_back(base::minuscules(libelle(f)));
    return base::joint(noms, ", ");
}

} // namespace

Entree regarder(Connu const& c, Reglages const& r, Date jour) {
    Entree e;
    e.legale = c.alerte || !c.seuil_sans_mois.empty();
    SigneVu const* fort = nullptr;
    bool vieux = false;
    if (e.legale || !c.absences_tous_motifs.empty())
        e.familles.push_back(Famille::assiduite);
    for (auto const& s : c.signes) {
        vieux = vieux || (s.actif(jour) && base::jours_entre(s.le, jour) > r.vieux);
        if (!compte(s, r, jour))
            continue;
        if (std::ranges::find(e.familles, famille(s.signe)) == e.familles.end())
            e.familles.push_back(famille(s.signe));
        if (s.force == Force::fort && (!fort || fort->le < s.le))
            fort = &s;
        e.nouveaute = std::max(e.nouveaute.value_or(s.le), s.le);
    }
    auto incalculable = c.absences_calculables ? std::string{} : " Absences : incalculable.";
    e.entre = true;
    if (c.alerte)
        e.phrase = "Seuil de la loi franchi : " + c.absences_dites + ".";
    else if (e.legale)
        e.phrase = "Seuil de la loi franchi : " + c.seuil_sans_mois + ".";
    else if (c.absences_lourdes)
        e.phrase = "Absences lourdes : " + c.absences_tous_motifs + ".";
    else if (fort)
        e.phrase =
            "Un signe fort, noté le " + base::affiche(fort->le) + " : " + base::minuscules(libelle(fort->signe)) + ".";
    else if (static_cast<int>(e.familles.size()) >= r.familles)
        e.phrase = "Des signes de " + std::to_string(e.familles.size()) + " familles : " + liste_dite(e.familles) + ".";
    else if (c.demande)
        e.phrase = "Demandé par l’équipe : " + c.demande_motif + ".";
    else if (c.a_examiner)
        e.phrase = "Signalé par un adulte, à examiner.";
    else if (c.suivi)
        e.phrase = e.familles.empty()
                       ? "Situation ouverte, sans signe actif : à revoir ou à clore."
                       : "Situation ouverte, avec une seule famille de signes (" + liste_dite(e.familles) + ").";
    else
        e.entre = false;
    if (!e.entre)
        e.phrase = e.familles.empty() ? (vieux ? "Pas sur la liste : ses signes ont plus de " +
                                                     base::pluriel(r.vieux, "jour") + ", ils sont à relire."
                                               : "Pas sur la liste : aucun signe actif.")
                                      : "Pas sur la liste : une seule famille de signes (" + liste_dite(e.familles) +
                                            "), il en faut " + std::to_string(r.familles) + ".";
    e.phrase += incalculable;
    return e;
}

bool avant(Rang const& a, Rang const& b) {
    if (a.pressant() != b.pressant())
        return a.pressant();
    if (a.legale != b.legale)
        return a.legale;
    auto silence = [](Rang const& r) { return r.dernier_echange.value_or(Date{1900y / 1 / 1}); };
    if (silence(a) != silence(b))
        return silence(a) < silence(b);
    if (a.familles != b.familles)
        return a.familles > b.familles;
    return a.nouveaute.value_or(Date{1900y / 1 / 1}) > b.nouveaute.value_or(Date{1900y / 1 / 1});
}

std::string place_dite(Rang const& r, Date jour) {
    std::vector<std::string> raisons;
    if (r.a_examiner)
        raisons.push_back("signalement à examiner, " + base::minuscules(libelle(*r.a_examiner)));
    if (r.legale)
        raisons.emplace_back("obligation légale");
    raisons.push_back(r.dernier_echange ? "dernier échange il y a " +
                                              base::pluriel(base::jours_entre(*r.dernier_echange, jour), "jour")
                                        : "aucun échange noté");
    if (r.familles > 1)
        raisons.push_back("signes de " + std::to_string(r.familles) + " familles");
    return base::joint(raisons, ", ");
}

} // namespace metier::prevention
