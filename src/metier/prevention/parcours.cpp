#include "metier/prevention/parcours.hpp"

#include <algorithm>
#include <charconv>

#include "base/texte.hpp"

namespace metier::prevention {

std::string_view sigle_de(GenreDeParcours g) {
    switch (g) {
    case GenreDeParcours::pafi: return "PAFI";
    case GenreDeParcours::tdo: return "TDO";
    case GenreDeParcours::ambition_emploi: return "Ambition emploi";
    }
    return {};
}

Date terme(Date debut, int mois) { return base::plus_mois(debut, mois); }

bool se_valide(GenreDeParcours g) { return g == GenreDeParcours::pafi; }

std::vector<Manque> empechements(Parcours const& p, std::optional<Date> naissance, Plafonds const& x) {
    std::vector<Manque> liste;
    auto nom = std::string(sigle_de(p.genre));
    if (p.fin_prevue < p.debut)
        liste.push_back({"fin_prevue", "La fin est avant le début."});
    if (auto au_plus = terme(p.debut, x.duree_mois); p.fin_prevue > au_plus)
        liste.push_back({"fin_prevue", nom + " : " + std::to_string(x.duree_mois) + " mois au plus, donc le " +
                                           base::affiche(au_plus) + " au plus tard."});
    if (x.age_minimal > 0 && !naissance)
        liste.push_back({"debut", nom + " : l’âge doit être connu, complétez la date de naissance du dossier."});
    else if (x.age_minimal > 0 && base::age(*naissance, p.debut) < x.age_minimal)
        liste.push_back({"debut", nom + " : " + std::to_string(x.age_minimal) +
                                      " ans au moins le premier jour, donc à partir du " +
                                      base::affiche(base::plus_annees(*naissance, x.age_minimal)) + "."});
    if (p.genre == GenreDeParcours::pafi && !p.volontaire)
        liste.push_back({"volontaire", "PAFI : l’élève doit être volontaire."});
    if (p.genre == GenreDeParcours::pafi && !p.gpds_le)
        liste.push_back({"gpds_le", "PAFI : l’analyse du GPDS vient avant. Indiquez sa date."});
    if (p.genre == GenreDeParcours::pafi && p.gpds_le && *p.gpds_le > p.debut)
        liste.push_back({"gpds_le", "PAFI : l’analyse du GPDS vient avant le premier jour, donc le " +
                                        base::affiche(p.debut) + " au plus tard."});
    if (p.genre == GenreDeParcours::tdo && !p.solutions_epuisees)
        liste.push_back({"solutions_epuisees", "TDO : seulement après l’échec des réponses de l’établissement."});
    if (p.genre == GenreDeParcours::tdo && p.accueil.empty())
        liste.push_back({"accueil", "TDO : indiquez la structure d’accueil."});
    if (p.genre == GenreDeParcours::ambition_emploi && !p.sortant_pro)
        liste.push_back({"sortant_pro", "Ambition emploi : pour qui est sorti de CAP ou de bac pro sans solution."});
    auto rentree = base::AnneeScolaire::du(p.debut).premier_jour();
    if (auto dernier = terme(rentree, x.debut_mois); x.debut_mois > 0 && p.debut > dernier)
        liste.push_back(
            {"debut", nom + " : dès la rentrée, donc commencé le " + base::affiche(dernier) + " au plus tard."});
    if (auto trop = trop_de_pfmp(p, x); !trop.empty())
        liste.push_back({"semaines_pfmp", trop});
    return liste;
}

std::string change_depuis_la_validation(Parcours const& valide, Parcours const& p) {
    if (valide.etat != EtatDeParcours::valide || !se_valide(valide.genre))
        return {};
    std::vector<std::string> changes;
    auto comparer = [&](std::string const& quoi, std::string const& avant, std::string const& apres, bool meme_vide) {
        if (avant != apres && (meme_vide || !avant.empty()))
            changes.push_back(quoi + " : " + (apres.empty() ? "plus indiqué" : apres) +
                              (avant.empty() ? "" : " au lieu de " + avant));
    };
    auto heures = [](Parcours const& x) { return x.heures ? std::to_string(*x.heures) : std::string{}; };
    comparer("structure d’accueil", valide.accueil, p.accueil, true);
    comparer("tuteur", valide.tuteur, p.tuteur, false);
    comparer("activités", valide.activites, p.activites, false);
    comparer("heures par semaine", heures(valide), heures(p), false);
    return base::joint(changes, " ; ");
}

std::string bout_a_bout(Parcours const& p, std::vector<Parcours> const& autres) {
    constexpr int jours_entre_deux = 31; // repris dans le mois : le même parcours continue
    auto fin = [](Parcours const& a) { return a.fin_le.value_or(a.fin_prevue); };
    std::vector<Parcours> siens; // du même genre, le dernier d'abord
    for (auto const& a : autres) {
        if (a.etat == EtatDeParcours::refuse)
            continue;
        if (a.debut <= p.fin_prevue && p.debut <= fin(a))
            return std::string(sigle_de(a.genre)) + " du " + base::affiche(a.debut) + " au " + base::affiche(fin(a)) +
                   " : un élève ne suit qu’un parcours à la fois. Changez les dates, ou clôturez-le d’abord.";
        if (a.genre == p.genre && a.debut < p.debut)
            siens.push_back(a);
    }
    std::ranges::sort(siens, std::ranges::greater{}, &Parcours::debut);
    auto debut = p.debut;
    for (auto const& a : siens)
        if (base::jours_entre(fin(a), debut) <= jours_entre_deux)
            debut = a.debut;
    auto au_plus = terme(debut, p.duree_max);
    if (debut == p.debut || p.fin_prevue <= au_plus)
        return {};
    return std::string(sigle_de(p.genre)) + " : il continue celui du " + base::affiche(debut) + ". Ensemble, " +
           std::to_string(p.duree_max) + " mois au plus, donc le " + base::affiche(au_plus) + " au plus tard.";
}

std::string trop_de_pfmp(Parcours const& p, Plafonds const& x) {
    if (!x.pfmp || !p.semaines_pfmp || p.fin_prevue < p.debut)
        return {};
    constexpr int semaine = 7;
    auto jours = base::jours_entre(p.debut, p.fin_prevue) + 1;
    auto au_plus = jours * x.pfmp->haut / (x.pfmp->bas * semaine);
    if (*p.semaines_pfmp <= au_plus)
        return {};
    return std::string(sigle_de(p.genre)) + " : les PFMP prennent " + x.pfmp->texte() + " du parcours au plus, donc " +
           base::pluriel(au_plus, "semaine", "semaines") + " ici.";
}

std::optional<Part> Part::lire(std::string_view texte) {
    auto morceaux = base::decoupe(texte, '/');
    auto nombre = [](std::string_view s) {
        int n = 0;
        auto [fin, faute] = std::from_chars(s.data(), s.data() + s.size(), n);
        return faute == std::errc{} && fin == s.data() + s.size() ? n : 0;
    };
    if (morceaux.size() != 2)
        return std::nullopt;
    Part part{nombre(morceaux[0]), nombre(morceaux[1])};
    return part.haut > 0 && part.bas > 0 ? std::optional{part} : std::nullopt;
}

std::string Part::texte() const { return std::to_string(haut) + "/" + std::to_string(bas); }

std::vector<std::string> manque_pour_clore(Parcours const& p, std::size_t points_d_etape) {
    std::vector<std::string> manques;
    auto exiger = [&](bool present, char const* quoi) {
        if (!present)
            manques.emplace_back(quoi);
    };
    exiger(!p.bilan.empty(), "le bilan");
    if (p.genre == GenreDeParcours::ambition_emploi)
        return manques;
    exiger(p.convention_le.has_value(), "la convention");
    if (p.genre == GenreDeParcours::pafi) {
        exiger(!p.activites.empty(), "les activités");
        exiger(!p.tuteur.empty(), "le tuteur");
        exiger(points_d_etape > 0, "un point d’étape");
    }
    return manques;
}

Rappel rappel(Parcours const& p, Date jour, int alerte_jours) {
    bool en_cours = p.etat == EtatDeParcours::valide;
    if (!en_cours)
        return Rappel::aucun;
    if (jour > p.fin_prevue)
        return Rappel::depasse;
    return base::plus_jours(p.fin_prevue, -alerte_jours) <= jour ? Rappel::bientot : Rappel::aucun;
}

std::string rappel_dit(Parcours const& p, Date jour, int alerte_jours) {
    switch (rappel(p, jour, alerte_jours)) {
    case Rappel::depasse:
        return "Terme dépassé depuis le " + base::affiche(p.fin_prevue) + " : faites le bilan, puis clôturez-le.";
    case Rappel::bientot:
        return "Se termine " +
               (jour == p.fin_prevue ? std::string("aujourd’hui")
                                     : "le " + base::affiche(p.fin_prevue) + ", dans " +
                                           base::pluriel(base::jours_entre(jour, p.fin_prevue), "jour")) +
               " : préparez le bilan.";
    case Rappel::aucun: return {};
    }
    return {};
}

} // namespace metier::prevention
