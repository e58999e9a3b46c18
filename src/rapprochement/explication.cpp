#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/texte.hpp"
#include "rapprochement/comparaison.hpp"
#include "rapprochement/differences.hpp"
#include "rapprochement/niveaux.hpp"
#include "rapprochement/notation.hpp"
#include "rapprochement/population.hpp"

namespace rapprochement {
namespace {

constexpr std::string_view deux_points = " : "; // non-breaking space

std::string valeur(Fiche const& f, Champ champ) {
    auto avec = [](std::string texte, std::string_view avant, std::string const& suite, std::string_view apres = {}) {
        if (suite.empty())
            return texte;
        return texte.empty() ? suite : texte + std::string(avant) + suite + std::string(apres);
    };
    switch (champ) {
    case Champ::nom: return avec(f.nom, " (usage : ", f.nom_usage, f.nom.empty() ? "" : ")");
    case Champ::prenom: return base::joint(f.prenoms, ", ");
    case Champ::naissance: return f.naissance ? base::affiche(*f.naissance) : "";
    case Champ::sexe: return f.sexe == Sexe::inconnu ? "" : f.sexe == Sexe::feminin ? "Féminin" : "Masculin";
    case Champ::ine: return base::joint(f.ine, ", ");
    case Champ::lieu_naissance: return f.commune_naissance;
    case Champ::foyer:
        return avec(avec(f.adresse, ", ", base::joint(f.telephones, ", ")), ", ", base::joint(f.courriels, ", "));
    case Champ::commune: return avec(f.code_postal, " ", f.commune);
    }
    return {};
}

/// « , porté par 32 personnes sur 10 000 »
std::string rarete(Champ champ, unsigned niveau, Fiche const& a, Frequences const* frequences) {
    if (!frequences || niveau != nom_egal || (champ != Champ::nom && champ != Champ::prenom))
        return {};
    if (champ == Champ::prenom && a.prenoms.empty())
        return {};
    auto const part =
        champ == Champ::nom ? frequences->nom(a.nom.empty() ? a.nom_usage : a.nom) : frequences->prenom(a.prenoms[0]);
    if (part <= 0)
        return ", très rare";
    auto const sur_dix_mille = std::lround(part * 10'000);
    if (sur_dix_mille < 1)
        return ", rare (moins d’une personne sur 10 000)";
    return ", porté par " + base::pluriel(sur_dix_mille, "personne") + " sur 10 000";
}

std::string_view phrase_de_la_correction(Garde garde) {
    return garde == Garde::jumeaux ? "Même nom, même date, autre prénom : peut-être des jumeaux"
                                   : "Prénom qui ne confirme pas : peut-être deux enfants d’une même famille";
}

} // namespace

namespace {

Explication expliquer(Codes const& codes, FicheCodee const& fa, FicheCodee const& fb, Fiche const& a, Fiche const& b,
                      Modele const& modele, Frequences const* frequences) {
    constexpr unsigned une_paire = 4;
    Memoire memoire{une_paire};
    auto const m = motif(codes, fa, fb, memoire);
    Notation const notation{modele, codes, frequences};
    auto const note = notation.noter(fa, fb, m);
    Explication e{.a_priori = note.a_priori,
                  .correction = note.correction,
                  .total = note.total,
                  .probabilite = probabilite(note.total),
                  .garde = notation.garde(m)};
    if (note.correction)
        e.phrase_correction =
            std::string(phrase_de_la_correction(e.garde)) + std::string(deux_points) + affiche_poids(note.correction);
    for (std::size_t c = 0; c < nombre_de_champs; ++c) {
        auto const champ = Champ(c);
        auto const& n = niveaux(champ)[niveau(m, champ)];
        Ligne ligne{.champ = champ,
                    .niveau = std::string(n.code),
                    .dixiemes = note.champs[c],
                    .valeur_a = valeur(a, champ),
                    .valeur_b = valeur(b, champ),
                    .phrase = std::string(n.phrase) + rarete(champ, niveau(m, champ), a, frequences)};
        if (niveau(m, champ) != 0)
            ligne.phrase += std::string(deux_points) + affiche_poids(ligne.dixiemes);
        std::tie(ligne.differents_a, ligne.differents_b) = differences(ligne.valeur_a, ligne.valeur_b);
        e.lignes.push_back(std::move(ligne));
    }
    return e;
}

FicheCodee transporter(FicheCodee f, Codes const& de, Codes& vers) {
    for (auto* code : {&f.nom, &f.nom_usage, &f.prenom, &f.prenoms})
        *code = vers.noms.code(de.noms.texte(*code));
    for (auto* code : {&f.lieu, &f.adresse, &f.commune})
        *code = vers.textes.code(de.textes.texte(*code));
    f.numeros = transporter_les_numeros(f, de, vers);
    return f;
}

} // namespace

Explication comparer(Fiche const& a, Fiche const& b, Modele const& modele, Frequences const* frequences) {
    Codes codes;
    auto const fa = coder(a, codes), fb = coder(b, codes);
    return expliquer(codes, fa, fb, a, b, modele, frequences);
}

Explication comparer(Population const& population, Paire const& paire, Fiche const& a, Fiche const& b,
                     Resultat const& resultat) {
    auto const& p = population.interne();
    Codes codes; // of these two records only: those of the population may hold millions of names
    auto const fa = transporter(p.a.fiches[paire.a], p.codes, codes);
    auto const fb = transporter(p.fiches_b()[paire.b], p.codes, codes);
    return expliquer(codes, fa, fb, a, b, resultat.modele, &resultat.frequences);
}

} // namespace rapprochement
