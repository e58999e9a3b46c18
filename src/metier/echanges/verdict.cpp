#include "metier/echanges/verdict.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/texte.hpp"

namespace metier::echanges {
namespace {

using rapprochement::Fiche;
using rapprochement::Garde;

constexpr std::size_t candidats_montres = 5;

bool meme_nom(Fiche const& a, Fiche const& b) {
    auto na = base::normalise(a.nom), ua = base::normalise(a.nom_usage);
    auto nb = base::normalise(b.nom), ub = base::normalise(b.nom_usage);
    return na == nb || (!ub.empty() && na == ub) || (!ua.empty() && ua == nb);
}

bool meme_prenom(Fiche const& a, Fiche const& b) {
    return !a.prenoms.empty() && !b.prenoms.empty() &&
           base::normalise(a.prenoms.front()) == base::normalise(b.prenoms.front());
}

/// « CLÉMENT MICHEL » dans la colonne d'un seul prénom, face à Clément, Michel, Pascal : les mêmes, écrits ensemble.
Fiche aux_prenoms_separes(Fiche f, Fiche const& autre) {
    if (f.prenoms.empty() || autre.prenoms.empty())
        return f;
    auto const ecrits = base::mots(f.prenoms.front()), premier = base::mots(autre.prenoms.front());
    std::vector<std::string> connus;
    for (auto const& p : autre.prenoms)
        for (auto& mot : base::mots(p))
            connus.push_back(std::move(mot));
    bool ensemble = ecrits.size() > premier.size() && ecrits.size() <= connus.size() &&
                    std::equal(ecrits.begin(), ecrits.end(), connus.begin());
    if (!ensemble)
        return f;
    std::vector<std::string> separes{autre.prenoms.front()};
    separes.insert(separes.end(), ecrits.begin() + static_cast<std::ptrdiff_t>(premier.size()), ecrits.end());
    separes.insert(separes.end(), f.prenoms.begin() + 1, f.prenoms.end());
    f.prenoms = std::move(separes);
    return f;
}

bool un_en_commun(std::vector<std::string> const& a, std::vector<std::string> const& b) {
    return std::ranges::any_of(a, [&](auto const& x) { return std::ranges::find(b, x) != b.end(); });
}

/// Ce que chaque niveau du moteur dit à une personne : en quoi elles sont pareilles, en quoi elles diffèrent.
struct Ressemblance {
    std::string_view niveau, phrase;
    enum { pareil, proche, autre } combien;
};
constexpr Ressemblance ressemblances_de_nom[] = {
    {"egal", "même nom", Ressemblance::pareil},
    {"usage", "nom de naissance de l’un, nom d’usage de l’autre", Ressemblance::pareil},
    {"permute", "mêmes mots du nom", Ressemblance::pareil},
    {"inverse", "nom et prénom inversés", Ressemblance::proche},
    {"contenu", "une partie du nom en moins", Ressemblance::proche},
    {"quasi", "nom presque pareil", Ressemblance::proche},
    {"voisin", "nom à une lettre près", Ressemblance::proche},
    {"initiale", "nom réduit à son initiale", Ressemblance::autre},
    {"ressemblant", "noms ressemblants", Ressemblance::autre},
    {"absent", "", Ressemblance::autre},
};
constexpr Ressemblance ressemblances_de_prenom[] = {
    {"egal", "même prénom", Ressemblance::pareil},
    {"liste", "prénom parmi les autres prénoms", Ressemblance::pareil},
    {"permute", "mêmes prénoms", Ressemblance::pareil},
    {"inverse", "", Ressemblance::proche},
    {"tronque", "une partie du prénom en moins", Ressemblance::proche},
    {"quasi", "prénom presque pareil", Ressemblance::proche},
    {"voisin", "prénom à une lettre près", Ressemblance::proche},
    {"genre", "prénom à la finale près", Ressemblance::autre},
    {"initiale", "prénom réduit à son initiale", Ressemblance::autre},
    {"ressemblant", "prénoms ressemblants", Ressemblance::autre},
    {"absent", "", Ressemblance::autre},
};
constexpr Ressemblance ressemblances_de_naissance[] = {
    {"egale", "même naissance", Ressemblance::pareil},
    {"presumee_egale", "même naissance", Ressemblance::pareil},
    {"presumee", "même année de naissance, date présumée", Ressemblance::proche},
    {"inversee", "jour et mois de naissance inversés", Ressemblance::proche},
    {"une_faute", "naissance à un chiffre près", Ressemblance::proche},
    {"deux_parties", "jour, mois ou année de naissance différent", Ressemblance::proche},
    {"annee", "même année de naissance seulement", Ressemblance::autre},
    {"absente", "naissance inconnue d’un côté", Ressemblance::autre},
};

Ressemblance ressemblance(rapprochement::Explication const& e, rapprochement::Champ champ) {
    using enum rapprochement::Champ;
    auto chercher = [&](std::span<Ressemblance const> table, std::string_view autrement) {
        auto const& code = e.lignes[static_cast<std::size_t>(champ)].niveau;
        auto ou = std::ranges::find(table, code, &Ressemblance::niveau);
        return ou == table.end() ? Ressemblance{{}, autrement, Ressemblance::autre} : *ou;
    };
    switch (champ) {
    case nom: return chercher(ressemblances_de_nom, "autre nom");
    case prenom: return chercher(ressemblances_de_prenom, "autre prénom");
    default: return chercher(ressemblances_de_naissance, "naissance différente");
    }
}

std::string raison(Note const& n, std::span<Ressemblance const> ressemblances) {
    std::vector<std::string> accords, ecarts;
    if (n.meme_ine)
        accords.emplace_back("même INE");
    for (auto const& r : ressemblances)
        if (!r.phrase.empty())
            (r.combien == Ressemblance::pareil ? accords : ecarts).emplace_back(r.phrase);
    if (n.ine_contraire)
        ecarts.emplace_back("INE différent");
    auto phrase = base::joint(accords, ", ");
    if (!ecarts.empty())
        phrase += (phrase.empty() ? "" : " ; ") + base::joint(ecarts, ", ");
    return phrase;
}

bool contraire(rapprochement::Explication const& e, rapprochement::Champ champ) {
    return e.lignes[static_cast<std::size_t>(champ)].niveau == "different";
}

Verdict connu(Note const& n, std::string motif) { return {Conclusion::connu, n.jeune, std::move(motif), {}}; }

Verdict douteux(std::vector<Note> notes, std::string motif) {
    if (notes.size() > candidats_montres)
        notes.resize(candidats_montres);
    return {Conclusion::douteux, {}, std::move(motif), std::move(notes)};
}

bool sur(Note const& n, rapprochement::Seuils const& s, Prudence prudence) {
    if (n.garde != Garde::aucune)
        return false;
    bool assez = prudence == Prudence::ordinaire || n.identite_pareille;
    return (n.identite_exacte && !n.ine_contraire) || (n.probabilite >= s.lien && assez);
}

/// L'INE désigne la même personne, sauf si la naissance et le nom diffèrent tous deux.
bool meme_par_l_ine(Note const& n) { return n.meme_ine && !(n.nom_different && n.naissance_differente); }

std::string pourquoi_douter(Note const& n, bool rival) {
    if (n.garde == Garde::ine_partage || (n.meme_ine && n.nom_different && n.naissance_differente))
        return "INE partagé : même INE qu’un dossier connu, mais le nom et la naissance diffèrent.";
    if (rival)
        return "Plusieurs dossiers lui ressemblent autant.";
    if (n.garde == Garde::jumeaux)
        return "Même nom et même naissance, autre prénom : jumeaux ou même personne ?";
    if (n.garde == Garde::prenom_absent)
        return "Prénom inconnu d’un côté : rien ne sépare deux jumeaux.";
    return "Ressemble à un dossier connu : " + n.motif + ".";
}

} // namespace

Note noter(Fiche const& telle_quelle, Id<jeunes::Jeune> jeune, Fiche const& dossier,
           rapprochement::Modele const& modele) {
    auto const lue = aux_prenoms_separes(telle_quelle, dossier);
    auto const connue = aux_prenoms_separes(dossier, lue);
    auto e = rapprochement::comparer(lue, connue, modele);
    Note n{.jeune = jeune,
           .dixiemes = e.total,
           .probabilite = e.probabilite,
           .garde = e.garde,
           .decision = {},
           .motif = {}};
    n.nom_different = !meme_nom(lue, connue) || !meme_prenom(lue, connue);
    n.naissance_differente = !lue.naissance || !connue.naissance || *lue.naissance != *connue.naissance;
    n.identite_exacte = !n.nom_different && !n.naissance_differente;
    n.meme_ine = un_en_commun(lue.ine, connue.ine);
    n.ine_contraire = !lue.ine.empty() && !connue.ine.empty() && !n.meme_ine;
    using enum rapprochement::Champ;
    std::array const r{ressemblance(e, nom), ressemblance(e, prenom), ressemblance(e, naissance)};
    n.identite_voisine = std::ranges::none_of(r, [](auto const& x) { return x.combien == Ressemblance::autre; }) &&
                         !n.ine_contraire && !contraire(e, sexe) && !contraire(e, lieu_naissance);
    n.identite_pareille = std::ranges::all_of(r, [](auto const& x) { return x.combien == Ressemblance::pareil; });
    n.motif = raison(n, r);
    return n;
}

Verdict conclure(std::vector<Note> notes, rapprochement::Seuils const& seuils, Prudence prudence) {
    auto dit = [](Note const& n, bool meme) { return n.decision && *n.decision == meme; };
    if (auto n = std::ranges::find_if(notes, [&](Note const& x) { return dit(x, true); }); n != notes.end())
        return connu(*n, "Déjà reconnue par une personne.");
    std::erase_if(notes, [&](Note const& n) { return dit(n, false); });
    std::ranges::sort(notes, [](Note const& a, Note const& b) {
        return std::tuple{b.meme_ine, b.dixiemes, a.jeune} < std::tuple{a.meme_ine, a.dixiemes, b.jeune};
    });
    auto par_ine = std::ranges::count_if(notes, [](Note const& n) { return n.meme_ine; });
    if (par_ine == 1 && meme_par_l_ine(notes.front()))
        return connu(notes.front(), "Même INE qu’un dossier connu.");
    std::erase_if(notes, [&](Note const& n) {
        return !n.meme_ine && !n.identite_exacte && !n.identite_voisine && n.probabilite < seuils.douteux;
    });
    if (notes.empty())
        return {Conclusion::nouveau, {}, "Aucun dossier ne lui ressemble.", {}};
    if (par_ine > 0)
        return douteux(std::move(notes), par_ine > 1 ? "INE partagé : plusieurs dossiers portent cet INE."
                                                     : pourquoi_douter(notes.front(), false));
    bool rival = notes.size() > 1 && notes[0].dixiemes - notes[1].dixiemes < static_cast<int>(seuils.marge * 10);
    if (sur(notes.front(), seuils, prudence) && !rival)
        return connu(notes.front(), notes.front().identite_exacte
                                        ? "Même nom, même prénom et même naissance qu’un dossier connu."
                                        : "Dossier connu : " + notes.front().motif + ".");
    return douteux(notes, pourquoi_douter(notes.front(), rival));
}

std::string ce_qui_separe(EtatCivil const& a, EtatCivil const& b) {
    if (a.sexe && b.sexe && *a.sexe != *b.sexe)
        return "un autre sexe";
    bool ailleurs = a.commune_naissance && b.commune_naissance && a.commune_naissance != b.commune_naissance;
    return ailleurs ? "une autre commune de naissance" : "";
}

} // namespace metier::echanges
