// What a file does not say of itself, the other may: the year its ages were true, which word of a whole name is the
// family name.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/texte.hpp"
#include "rapprochement/colonnes.hpp"
#include "rapprochement/noms.hpp"

namespace rapprochement {
namespace {

using Lignes = std::span<std::vector<std::string> const>;

Colonne* colonne(Plan& plan, Role role) {
    auto const ou = std::ranges::find(plan.colonnes, role, &Colonne::role);
    return ou == plan.colonnes.end() ? nullptr : &*ou;
}

Fiche lue(Plan const& plan, std::vector<std::string> const& ligne) {
    return fiche_depuis(ligne, plan, plan.colonnes.size());
}

std::string nom_entier(Fiche const& f) {
    auto const nom = nom_normalise(f.nom);
    auto const prenom = f.prenoms.empty() ? std::string{} : nom_normalise(f.prenoms.front());
    return nom.empty() || prenom.empty() ? std::string{} : nom + "|" + prenom;
}

/// Year of birth by whole name; 0 where two people have it.
std::unordered_map<std::string, int> annees_par_nom(Plan const& plan, Lignes lignes) {
    std::unordered_map<std::string, int> annees;
    for (auto const& ligne : lignes)
        if (auto const f = lue(plan, ligne); f.naissance)
            if (auto const nom = nom_entier(f); !nom.empty()) {
                auto const [ou, nouveau] = annees.try_emplace(nom, static_cast<int>(f.naissance->year()));
                ou->second = nouveau ? ou->second : 0;
            }
    return annees;
}

/// The ages of `plan` against the dates of the other: the middle one of the years that namesakes give.
void dater_les_ages(Plan& plan, Lignes lignes, Plan const& autre, Lignes autres_lignes, int annee_courante) {
    constexpr std::size_t assez = 5;
    auto* const age = colonne(plan, Role::age);
    auto const a = [&](Role role) {
        return std::ranges::find(autre.colonnes, role, &Colonne::role) != autre.colonnes.end();
    };
    if (!age || age->annee_des_ages || (!a(Role::naissance) && !a(Role::annee)))
        return;
    auto const connues = annees_par_nom(autre, autres_lignes);
    std::vector<int> annees;
    for (auto const& ligne : lignes) {
        auto const f = lue(plan, ligne);
        auto const ou = connues.find(nom_entier(f));
        if (f.naissance && ou != connues.end() && ou->second)
            annees.push_back(annee_d_ages_inconnue + ou->second - static_cast<int>(f.naissance->year()));
    }
    if (annees.size() >= assez) {
        auto const milieu = annees.begin() + std::ssize(annees) / 2;
        std::ranges::nth_element(annees, milieu);
        annee_courante = *milieu;
    }
    age->annee_des_ages = annee_courante;
    age->raison += ", vrais en " + std::to_string(annee_courante);
}

/// Two lists of ages, some years apart: most namesakes are then as many years older, give or take one.
void accorder_les_ages(Plan& a, Lignes lignes_a, Plan& b, Lignes lignes_b) {
    constexpr int assez = 20;
    constexpr double la_plupart = 0.4;
    auto *const age_a = colonne(a, Role::age), *const age_b = colonne(b, Role::age);
    auto const date = [](Plan& p) { return colonne(p, Role::naissance) || colonne(p, Role::annee); };
    if (!age_a || !age_b || age_a->annee_des_ages || age_b->annee_des_ages || date(a) || date(b))
        return;
    auto const connues = annees_par_nom(a, lignes_a);
    std::map<int, int> ecarts;
    int total = 0;
    for (auto const& [nom, naissance] : annees_par_nom(b, lignes_b))
        if (auto const ou = connues.find(nom); naissance && ou != connues.end() && ou->second) {
            ++ecarts[ou->second - naissance];
            ++total;
        }
    auto a_peu_pres = [&](int ecart) {
        int n = 0;
        for (auto ou = ecarts.lower_bound(ecart - 1); ou != ecarts.end() && ou->first <= ecart + 1; ++ou)
            n += ou->second;
        return n;
    };
    int mieux = 0, le_plus = ecarts.contains(0) ? ecarts[0] : 0;
    for (auto const& [ecart, n] : ecarts)
        if (n > le_plus) {
            mieux = ecart;
            le_plus = n;
        }
    if (mieux == 0 || total < assez || a_peu_pres(mieux) < la_plupart * total)
        return;
    age_a->annee_des_ages = annee_d_ages_inconnue;
    age_b->annee_des_ages = annee_d_ages_inconnue + mieux;
    auto const ans = base::pluriel(std::abs(mieux), "an");
    age_b->raison += ", " + ans + (mieux > 0 ? " après" : " avant") + " ceux de l’autre liste";
}

struct Mots {
    std::unordered_set<std::string> noms{}, prenoms{};
};
Mots mots(Plan const& plan, Lignes lignes) {
    Mots m;
    for (auto const& ligne : lignes) {
        auto const f = lue(plan, ligne);
        m.noms.insert(nom_normalise(f.nom));
        if (!f.prenoms.empty())
            m.prenoms.insert(nom_normalise(f.prenoms.front()));
    }
    return m;
}

std::size_t reconnus(Plan const& plan, Lignes lignes, Mots const& connus) {
    std::size_t n = 0;
    for (auto const& ligne : lignes) {
        auto const f = lue(plan, ligne);
        n += connus.noms.contains(nom_normalise(f.nom));
        n += !f.prenoms.empty() && connus.prenoms.contains(nom_normalise(f.prenoms.front()));
    }
    return n;
}

/// The other way round, where the names of the other file are then found much more often.
void ordonner_les_noms_entiers(Plan& plan, Lignes lignes, Plan const& autre, Lignes autres_lignes) {
    constexpr double nettement = 1.2;
    constexpr std::size_t quelques = 10;
    auto* const entier = colonne(plan, Role::nom_et_prenom);
    if (!entier)
        return;
    auto const connus = mots(autre, autres_lignes);
    auto const avant = reconnus(plan, lignes, connus);
    auto const autre_ordre =
        entier->ordre == OrdreDuNom::nom_puis_prenom ? OrdreDuNom::prenom_puis_nom : OrdreDuNom::nom_puis_prenom;
    auto const ordre = std::exchange(entier->ordre, autre_ordre);
    if (static_cast<double>(reconnus(plan, lignes, connus)) < nettement * static_cast<double>(avant + quelques))
        entier->ordre = ordre;
    else
        entier->raison += ", dans l’ordre de l’autre liste";
}

} // namespace

void accorder(Plan& a, Lignes lignes_a, Plan& b, Lignes lignes_b, int annee_courante) {
    if (!colonne(a, Role::nom_et_prenom) || colonne(b, Role::nom_et_prenom))
        ordonner_les_noms_entiers(b, lignes_b, a, lignes_a);
    else
        ordonner_les_noms_entiers(a, lignes_a, b, lignes_b);
    accorder_les_ages(a, lignes_a, b, lignes_b);
    dater_les_ages(a, lignes_a, b, lignes_b, annee_courante);
    dater_les_ages(b, lignes_b, a, lignes_a, annee_courante);
}

} // namespace rapprochement
