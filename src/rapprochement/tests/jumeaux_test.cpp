// One list where people come twice: first names typed anew are not twins, and twins are not typing.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "rapprochement/rapprochement.hpp"
#include "rapprochement/tests/eleves_fictifs.hpp"

using namespace rapprochement;

namespace {

constexpr std::uint32_t personnes = 1'500, revenues = 150;

/// Without numbers nor sex, born over thirty years, each at home. The key begins with the person.
std::vector<Fiche> gens() {
    jeux::Eleves const e{std::string(RACINE) + "/data", 2 * personnes, {}};
    std::vector<Fiche> liste;
    for (std::uint32_t i = 0; i < personnes; ++i) {
        auto f = e.dans_a(i);
        f.id = std::to_string(i);
        f.ine.clear();
        f.sexe = Sexe::inconnu;
        f.naissance = *f.naissance - std::chrono::years{i * 7 % 30};
        f.adresse = std::to_string(i % 97 + 1) + " RUE " + e.dans_a(personnes + i).nom;
        liste.push_back(std::move(f));
    }
    return liste;
}

std::string personne(Fiche const& f) { return f.id.substr(0, f.id.find('-')); }

struct Bilan {
    std::size_t justes = 0, faux = 0;
};
Bilan bilan(Resultat const& r, std::vector<Fiche> const& liste) {
    Bilan b;
    for (auto const& groupe : r.groupes)
        for (std::size_t i = 0; i < groupe.size(); ++i)
            for (std::size_t j = i + 1; j < groupe.size(); ++j)
                ++(personne(liste[groupe[i]]) == personne(liste[groupe[j]]) ? b.justes : b.faux);
    return b;
}

/// Some people again, one letter or a whole name otherwise: one of each in five.
void faire_revenir(std::vector<Fiche>& liste, bool autres_noms) {
    for (std::uint32_t k = 0; k < revenues; ++k) {
        auto f = liste[k * 7];
        f.id += "-2";
        auto const& autre = liste[k * 7 + 3];
        switch (k % 5) {
        case 0: f.nom.back() = f.nom.back() == 'X' ? 'Y' : 'X'; break;
        case 1: f.prenoms[0].back() = 'x'; break;
        case 2: f.nom = autres_noms ? autre.nom : f.nom; break;
        case 3: f.prenoms = autres_noms ? autre.prenoms : f.prenoms; break;
        default: break;
        }
        liste.push_back(std::move(f));
    }
}

} // namespace

TEST(Jumeaux, la_ou_noms_et_prenoms_changent_autant_un_autre_prenom_n_est_pas_celui_d_un_jumeau) {
    auto liste = gens();
    faire_revenir(liste, true);
    auto const [justes, faux] = bilan(dedoublonner(liste), liste);
    EXPECT_GE(justes, revenues * 97 / 100);
    EXPECT_EQ(faux, 0U);
}

TEST(Jumeaux, ils_ne_sont_pas_reunis_meme_sans_freres_ni_soeurs_dans_la_liste) {
    auto liste = gens();
    for (std::uint32_t i = 0; i < 40; ++i) {
        auto f = liste[i * 30];
        f.id = "jumeau de " + f.id;
        f.prenoms = liste[i * 30 + 11].prenoms;
        liste.push_back(std::move(f));
    }
    faire_revenir(liste, false);
    auto const [justes, faux] = bilan(dedoublonner(liste), liste);
    EXPECT_GE(justes, revenues * 9 / 10);
    EXPECT_LE(faux, 1U);
}

TEST(Jumeaux, sans_adresse_l_exces_des_prenoms_changes_sur_le_hasard_s_apprend) {
    auto liste = gens();
    faire_revenir(liste, true);
    for (auto& f : liste)
        f.adresse = f.code_postal = f.commune = f.commune_naissance = "";
    auto const r = dedoublonner(liste);
    EXPECT_GE(bilan(r, liste).justes + r.douteux.size(), revenues * 9 / 10);
    EXPECT_EQ(bilan(r, liste).faux, 0U);
}
