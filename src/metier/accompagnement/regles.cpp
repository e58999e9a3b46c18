#include "metier/accompagnement/regles.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::accompagnement {

std::string ecrire(Niveaux const& n) {
    std::string texte;
    for (auto [domaine, niveau] : n)
        texte += (texte.empty() ? "" : " ") + std::string(base::code(domaine)) + "=" + std::string(base::code(niveau));
    return texte;
}

Niveaux lire_niveaux(std::string_view texte) {
    Niveaux n;
    for (auto const& morceau : base::decoupe(std::string(texte), ' ')) {
        auto egal = morceau.find('=');
        if (egal == std::string::npos)
            continue;
        auto domaine = base::lire_code<Domaine>(morceau.substr(0, egal));
        auto niveau = base::lire_code<Niveau>(morceau.substr(egal + 1));
        if (domaine && niveau)
            n[*domaine] = *niveau;
    }
    return n;
}

std::string refus_du_jalon(std::vector<Jalon> notes, Jalon const& nouveau) {
    auto rang = [](Jalon const& j) { return std::pair{j.le, static_cast<int>(j.moment)}; };
    std::ranges::sort(notes, {}, rang);
    auto apres = std::ranges::upper_bound(notes, rang(nouveau), {}, rang);
    auto const* avant = apres == notes.begin() ? nullptr : &*std::prev(apres);
    auto const* suivant = apres == notes.end() ? nullptr : &*apres;
    auto le = [](Jalon const* j) { return base::affiche(j->le); };
    bool dans_un_parcours = avant && avant->moment != Moment::sortie;
    if (nouveau.moment == Moment::entree) {
        if (dans_un_parcours)
            return "Un parcours est en cours, vu le " + le(avant) + "\u00a0: notez une étape, ou d’abord sa sortie.";
        if (suivant && suivant->moment == Moment::entree)
            return "L’entrée est déjà notée le " + le(suivant) + "\u00a0: annulez-la si elle est fausse.";
        return {};
    }
    if (!avant)
        return "Le positionnement d’entrée se note d’abord\u00a0: aucun n’est du " + base::affiche(nouveau.le) +
               " ou d’avant.";
    if (!dans_un_parcours)
        return "La sortie est notée le " + le(avant) + "\u00a0: un nouveau parcours commence par une entrée.";
    if (nouveau.moment == Moment::sortie && suivant && suivant->moment == Moment::sortie)
        return "La sortie est déjà notée le " + le(suivant) + "\u00a0: annulez-la si elle est fausse.";
    if (nouveau.moment == Moment::sortie && suivant && suivant->moment == Moment::etape)
        return "Une étape est notée après, le " + le(suivant) + "\u00a0: la sortie vient en dernier.";
    return {};
}

std::vector<std::string> objectifs(std::string_view texte) {
    std::vector<std::string> liste;
    for (auto const& ligne : base::decoupe(std::string(texte), '\n'))
        if (auto debut = ligne.find_first_not_of(" \t\r-•"); debut != std::string::npos) {
            auto fin = ligne.find_last_not_of(" \t\r");
            liste.push_back(ligne.substr(debut, fin - debut + 1));
        }
    return liste;
}

std::vector<std::string> contre_la_prime(Reprise const& r, ReglesDePrime const& regles) {
    std::vector<std::string> contre;
    if (!r.naissance)
        contre.emplace_back("date de naissance inconnue");
    else if (auto ans = base::age(*r.naissance, r.retour); ans < regles.age_de || ans > regles.age_a)
        contre.push_back(std::to_string(ans) + " ans au retour, il faut de " + std::to_string(regles.age_de) + " à " +
                         std::to_string(regles.age_a) + " ans révolus");
    if (!r.sortie)
        contre.emplace_back("date de sortie inconnue");
    else if (r.retour < base::plus_mois(*r.sortie, regles.interruption)) {
        int mois = 0;
        while (base::plus_mois(*r.sortie, mois + 1) <= r.retour)
            ++mois;
        auto jours = base::jours_entre(base::plus_mois(*r.sortie, mois), r.retour);
        contre.push_back("sorti depuis " + base::pluriel(mois, "mois", "mois") +
                         (jours > 0 ? " et " + base::pluriel(jours, "jour") : "") + ", il faut " +
                         std::to_string(regles.interruption) + " mois d’interruption");
    }
    if (!r.boursier)
        contre.emplace_back("il faut être boursier");
    if (!r.statut_scolaire)
        contre.emplace_back("le retour se fait sous statut scolaire");
    if (!r.certifiante)
        contre.emplace_back("la formation doit mener à un diplôme inscrit au répertoire national");
    return contre;
}

Debut debut_permis(Bornes const& b, Date jour, std::optional<Date> deja) {
    Debut d{base::plus_mois(jour, -b.anteriorite), base::plus_mois(jour, b.avance)};
    if (deja) {
        d.au_plus_tot = std::min(d.au_plus_tot, *deja);
        d.au_plus_tard = std::max(d.au_plus_tard, *deja);
    }
    return d;
}

std::string trop_en_un_jour(Compte const& c, std::int64_t minutes_par_jour) {
    if (c.minutes_ce_jour + c.minutes <= minutes_par_jour)
        return {};
    return "Ce jour-là compterait " + duree(c.minutes_ce_jour + c.minutes) + " de tutorat\u00a0; " +
           duree(minutes_par_jour) + " au plus. Corrigez la durée ou la date.";
}

std::vector<std::string> a_confirmer(Compte const& c) {
    std::vector<std::string> avis;
    if (c.ce_jour > 0)
        avis.push_back((c.ce_jour == 1 ? "Une rencontre est déjà notée ce jour-là"
                                       : std::to_string(c.ce_jour) + " rencontres sont déjà notées ce jour-là") +
                       std::string(c.minutes_ce_jour > 0 ? ", " + duree(c.minutes_ce_jour) : ", pas venu") + ".");
    if (c.minutes > 0 && c.faites + c.minutes > c.prevues)
        avis.push_back("Le total ferait " + duree(c.faites + c.minutes) + " pour " + duree(c.prevues) + " prévues.");
    return avis;
}

std::string duree(std::int64_t minutes) {
    auto m = std::to_string(minutes % 60);
    return std::to_string(minutes / 60) + " h " + (m.size() < 2 ? "0" + m : m);
}

} // namespace metier::accompagnement
