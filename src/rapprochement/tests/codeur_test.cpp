// Rows made straight into compact records, against a Fiche a row.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "rapprochement/lecture.hpp"
#include "rapprochement/population.hpp"

using namespace rapprochement;

namespace {

std::vector<std::string> const en_tete = {
    "id",     "nom",     "nom_usage",   "prenom",  "prenom2",   "date_naissance", "sexe",          "ine",
    "numero", "adresse", "code_postal", "commune", "telephone", "email",          "lieu_naissance"};

std::vector<std::string> ligne(std::mt19937& hasard, int i) {
    auto parmi = [&](std::vector<std::string> const& liste) { return liste[hasard() % liste.size()]; };
    return {std::to_string(i),
            parmi({"Martin", "DE LA TOUR", "SNP", "", "N’Diaye", "Lœwe"}),
            parmi({"", "", "DUPONT", "Martin"}),
            parmi({"Léa", "Jean-Baptiste", "Mohamed, Yanis", "", "X"}),
            parmi({"", "Marie"}),
            parmi({"2008-03-12", "12/03/2008", "31/02/2008", "", "01/01/2007"}),
            parmi({"F", "M", "", "Madame", "2"}),
            parmi({"", "120890177AB", "1208 90177ab", "0000", "XXXXXXXXXXX", "12", "0800000001AB2C3D"}),
            parmi({"", "3", "12 bis"}),
            parmi({"", "av. des Lilas", "RUE ST JEAN", "-"}),
            parmi({"35000", "", "1000", "F-29200"}),
            parmi({"RENNES", "Rennes Cedex 7", "St Malo", ""}),
            parmi({"", "06 39 98 01 02", "+33639980102", "12"}),
            parmi({"", "A.B@exemple.invalid", "pas une adresse"}),
            parmi({"Brest", "29019", ""})};
}

/// Everything a record says, whatever the numbers of the dictionaries.
std::string dit(Codes const& codes, FicheCodee const& f) {
    std::string s;
    for (auto nom : {f.nom, f.nom_usage, f.prenom, f.prenoms})
        s += std::string(codes.noms.texte(nom)) + ";";
    for (auto texte : {f.lieu, f.adresse, f.commune})
        s += std::string(codes.textes.texte(texte)) + ";";
    s += std::to_string(f.date) + ";" + std::to_string(f.code_sexe) + ";" + std::to_string(f.code_postal) + ";";
    codes.chaque_ine(f, [&](auto ine) { s += std::to_string(ine) + ","; });
    for (auto contact : codes.contacts(f))
        s += "/" + std::to_string(contact);
    return s;
}

} // namespace

TEST(Codeur, une_ligne_donne_la_meme_fiche_que_par_la_voie_ordinaire) {
    std::mt19937 hasard{11};
    auto const roles = reconnaitre(en_tete);
    ASSERT_EQ(std::ranges::count(roles, Role::ignoree), 0);
    std::vector<std::vector<std::string>> lignes;
    for (int i = 0; i < 4'000; ++i)
        lignes.push_back(ligne(hasard, i));
    Lecture const lecture{
        .roles = roles, .cle = 0, .lire = [&](std::span<std::string const> l) { return fiche_depuis(l, roles, 0); }};
    Population ordinaire, rapide;
    for (auto const& l : lignes)
        ordinaire.ajouter_a(fiche_depuis(l, roles, 0));
    std::atomic<std::size_t> suivante{0};
    auto const lu = lire(rapide, Fichier::a, lecture, {.fils = 3}, [&](Codeur& codeur, BlocCode& bloc) {
        constexpr std::size_t par_bloc = 100;
        auto const debut = (bloc.numero = suivante++) * par_bloc;
        for (auto i = debut; i < std::min(debut + par_bloc, lignes.size()); ++i) {
            std::vector<std::string_view> const cellules(lignes[i].begin(), lignes[i].end());
            codeur.ligne(cellules, static_cast<std::int64_t>(i), bloc);
        }
        return debut < lignes.size();
    });
    EXPECT_EQ(lu.lignes, lignes.size());
    EXPECT_TRUE(lu.date_lue);
    EXPECT_TRUE(lu.sans_cle.empty());
    auto const &a = ordinaire.interne(), &b = rapide.interne();
    ASSERT_EQ(b.a.fiches.size(), a.a.fiches.size());
    for (std::size_t r = 0; r < b.a.fiches.size(); ++r) {
        EXPECT_TRUE(r == 0 || rapide.id_a(r - 1) < rapide.id_a(r)) << "in the order of the keys";
        auto const i = std::stoul(std::string(rapide.id_a(r)));
        ASSERT_EQ(dit(b.codes, b.a.fiches[r]), dit(a.codes, a.a.fiches[i])) << i;
    }
}

TEST(Codeur, sans_colonne_de_cle_la_fiche_porte_le_numero_de_sa_ligne_et_une_cle_en_double_est_dite) {
    std::vector<Role> const roles = {Role::id, Role::nom};
    for (std::size_t const cle : {0U, 2U}) {
        Lecture const lecture{.roles = roles, .cle = cle, .lire = [&](std::span<std::string const> l) {
                                  return fiche_depuis(l, roles, cle);
                              }};
        Population p;
        bool fini = false;
        auto const lu = lire(p, Fichier::b, lecture, {.fils = 1}, [&](Codeur& codeur, BlocCode& bloc) {
            if (std::exchange(fini, true))
                return false;
            for (std::int64_t ligne = 2; ligne < 5; ++ligne)
                codeur.ligne(std::vector<std::string_view>{"x", "DUPONT"}, ligne, bloc);
            return true;
        });
        EXPECT_EQ(lu.sans_cle, (cle == 0 ? std::vector<std::size_t>{1, 2} : std::vector<std::size_t>{}));
        EXPECT_EQ(p.id_b(2), cle == 0 ? "x" : "4");
    }
}
