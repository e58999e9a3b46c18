#include "rapprochement/colonnes.hpp"

#include <gtest/gtest.h>

#include <array>

using namespace rapprochement;
using namespace std::chrono_literals;

namespace {
Fiche fiche(std::vector<std::string> en_tete, std::vector<std::string> ligne) {
    return fiche_depuis(ligne, reconnaitre(en_tete), 0);
}
} // namespace

TEST(Colonnes, les_en_tetes_francais_et_anglais_sont_reconnus) {
    std::vector<std::string> const en_tetes{
        "Nom de famille", "Nom d’usage",   "Prénom 1",   "Né(e) le", "INE",      "Code postal",     "given_name",
        "surname",        "date_of_birth", "soc_sec_id", "suburb",   "postcode", "street_number",   "address_1",
        "fname_c1",       "lname_c1",      "by",         "bm",       "bd",       "Couleur préférée"};
    using enum Role;
    std::vector const attendus{nom,    nom_usage, prenom, naissance, ine,         code_postal,   prenom,
                               nom,    naissance, ine,    commune,   code_postal, numero_de_rue, adresse,
                               prenom, nom,       annee,  mois,      jour,        ignoree};
    EXPECT_EQ(reconnaitre(en_tetes), attendus);
}

TEST(Colonnes, la_cle_est_id_ou_la_premiere_colonne_unique) {
    std::vector<std::vector<std::string>> const lignes{{"MARTIN", "7", "1"}, {"MARTIN", "8", "2"}};
    EXPECT_EQ(trouver_cle(std::vector<std::string>{"nom", "dossier", "ID"}, lignes), 2U);
    EXPECT_EQ(trouver_cle(std::vector<std::string>{"nom", "dossier", "rang"}, lignes), 1U);
    EXPECT_FALSE(trouver_cle(std::vector<std::string>{"nom"}, lignes));
}

TEST(Colonnes, une_date_se_lit_d_un_bloc_ou_en_trois) {
    for (auto date : {"20080312", "12/03/2008", "2008-03-12", "12-03-2008"})
        EXPECT_EQ(fiche({"id", "date de naissance"}, {"1", date}).naissance, 2008y / 3 / 12) << date;
    EXPECT_EQ(fiche({"id", "by", "bm", "bd"}, {"1", "2008", "3", "12"}).naissance, 2008y / 3 / 12);
    auto const fausse = fiche({"id", "by", "bm", "bd"}, {"1", "2009", "2", "29"}).naissance;
    ASSERT_TRUE(fausse); // its figures are compared
    EXPECT_FALSE(fausse->ok());
    EXPECT_FALSE(fiche({"id", "date de naissance"}, {"1", "inconnue"}).naissance);
}

TEST(Colonnes, nom_et_prenom_dans_une_seule_colonne_sont_separes) {
    auto const f = fiche({"id", "NOM Prénom"}, {"1", "DE LA TOUR Jean-Baptiste"});
    EXPECT_EQ(f.nom, "DE LA TOUR");
    EXPECT_EQ(f.prenoms, std::vector<std::string>{"Jean-Baptiste"});
    EXPECT_EQ(fiche({"id", "Élève"}, {"1", "Zoé LE GOFF"}).nom, "LE GOFF");
    EXPECT_EQ(fiche({"id", "Élève"}, {"1", "MARTIN LUCAS"}).nom, "MARTIN");
}

TEST(Colonnes, les_cases_vides_et_les_lignes_courtes_sont_absentes) {
    auto const f = fiche({"id", "nom", "ine", "sexe", "numero", "adresse"}, {"1", "-", "XXXXXXXXXXX"});
    EXPECT_TRUE(f.nom.empty());
    EXPECT_TRUE(f.ine.empty());
    EXPECT_EQ(f.sexe, Sexe::inconnu);
    EXPECT_EQ(fiche({"id", "street_number", "address_1"}, {"1", "12", "main street"}).adresse, "12 main street");
}

TEST(Colonnes, une_date_en_trois_colonnes_se_lit_sous_tous_les_en_tetes_courants) {
    for (auto const& [j, m, a] : std::vector<std::array<std::string, 3>>{{"day", "month", "year"},
                                                                         {"jour", "mois", "année"},
                                                                         {"jour_naiss", "mois_naiss", "annee_naiss"},
                                                                         {"jour_nais", "mois_nais", "an_nais"},
                                                                         {"birth_day", "birth_month", "birth_year"},
                                                                         {"birthday", "birthmonth", "birthyear"},
                                                                         {"dob_d", "dob_m", "dob_y"},
                                                                         {"dob_day", "dob_month", "dob_year"},
                                                                         {"dob_day", "mob", "yob"},
                                                                         {"d", "m", "y"},
                                                                         {"jj", "mm", "aaaa"},
                                                                         {"TT", "MM", "JJJJ"},
                                                                         {"bd", "bm", "by"}})
        EXPECT_EQ(fiche({"id", j, m, a}, {"1", "12", "03", "2008"}).naissance, 2008y / 3 / 12) << j;
}

TEST(Colonnes, une_lettre_seule_ne_dit_rien_d_une_date_sans_les_deux_autres) {
    EXPECT_EQ(reconnaitre(std::vector<std::string>{"nom", "m", "d"}),
              (std::vector{Role::nom, Role::ignoree, Role::ignoree}));
}

TEST(Colonnes, une_date_en_trois_incomplete_garde_l_annee) {
    EXPECT_EQ(fiche({"id", "birth_year", "birth_day"}, {"1", "2008", "12"}).naissance, 2008y / 1 / 1);
    EXPECT_EQ(fiche({"id", "jour", "mois", "annee"}, {"1", "12", "", "2008"}).naissance, 2008y / 1 / 1);
    EXPECT_EQ(fiche({"id", "jour", "mois", "annee"}, {"1", "12", "3", ""}).naissance, std::nullopt);
}

TEST(Colonnes, un_age_vaut_une_annee_de_naissance_quand_il_n_y_a_pas_mieux) {
    EXPECT_EQ(fiche({"id", "age"}, {"1", "17"}).naissance, Date(1983y / 1 / 1));
    EXPECT_EQ(fiche({"id", "age", "date_naissance"}, {"1", "17", "12/03/2008"}).naissance, Date(2008y / 3 / 12));
    EXPECT_EQ(fiche({"id", "age"}, {"1", "1789"}).naissance, std::nullopt);
}

TEST(Colonnes, birth_day_seul_est_une_date_mais_pas_a_cote_du_mois_ou_de_l_annee) {
    using V = std::vector<std::string>;
    EXPECT_EQ(reconnaitre(V{"birth_day"}), std::vector{Role::naissance});
    EXPECT_EQ(reconnaitre(V{"birth_day", "birth_year"}), (std::vector{Role::jour, Role::annee}));
    EXPECT_EQ(reconnaitre(V{"birthday", "birth_year"}), (std::vector{Role::naissance, Role::annee}));
}

TEST(Colonnes, les_alias_usuels_sont_reconnus) {
    using enum Role;
    for (auto const& [en_tete, role] : std::vector<std::pair<std::string, Role>>{
             {"patronyme", nom},      {"nom_naissance", nom},   {"nom_de_naissance", nom}, {"lastname", nom},
             {"last_name", nom},      {"firstname", prenom},    {"first_name", prenom},    {"prenom1", prenom},
             {"given_names", prenom}, {"ddn", naissance},       {"date_naiss", naissance}, {"date_nais", naissance},
             {"dob", naissance},      {"birthdate", naissance}, {"gender", sexe},          {"sex", sexe},
             {"zip", code_postal},    {"zipcode", code_postal}, {"city", commune},         {"phone", telephone},
             {"num_tel", telephone},  {"mail", courriel},       {"e-mail", courriel}})
        EXPECT_EQ(reconnaitre(std::vector{en_tete}), std::vector{role}) << en_tete;
}

TEST(Colonnes, une_date_absente_ou_incomplete_est_dite) {
    using enum Role;
    EXPECT_TRUE(remarque_sur_la_naissance(std::vector{nom, naissance}).empty());
    EXPECT_TRUE(remarque_sur_la_naissance(std::vector{jour, mois, annee}).empty());
    EXPECT_NE(remarque_sur_la_naissance(std::vector{nom, prenom}).find("aucune date de naissance"), std::string::npos);
    EXPECT_NE(remarque_sur_la_naissance(std::vector{nom, jour, annee}).find("il manque mois de naissance."),
              std::string::npos);
}

TEST(Colonnes, une_colonne_qui_sert_de_preuve_n_est_jamais_la_cle_devinee) {
    std::vector<std::vector<std::string>> const lignes{{"MARTIN", "LEA", "12/03/2008", "x"}};
    EXPECT_FALSE(trouver_cle(std::vector<std::string>{"nom", "prenom", "naissance"}, lignes));
    EXPECT_EQ(trouver_cle(std::vector<std::string>{"nom", "prenom", "naissance", "dossier"}, lignes), 3U);
}

TEST(Colonnes, une_seconde_date_illisible_n_efface_pas_la_premiere) {
    EXPECT_EQ(fiche({"id", "date_naissance", "dob"}, {"1", "12/03/2008", "?!"}).naissance, 2008y / 3 / 12);
}
