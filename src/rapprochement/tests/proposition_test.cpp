// Columns told by header and by value, without any setting: the lists of many countries, and what is no list of people.
#include <gtest/gtest.h>

#include <utility>

#include "rapprochement/colonnes.hpp"
#include "rapprochement/en_tetes.hpp"
#include "rapprochement/profil.hpp"

using namespace rapprochement;

namespace {

using Ligne = std::vector<std::string>;

struct Liste {
    Ligne en_tete;
    std::vector<Ligne> lignes;
    Plan plan() const { return proposer(en_tete, lignes); }
    std::vector<Role> roles_lus() const { return roles(plan()); }
    Fiche fiche(std::size_t i) const { return fiche_depuis(lignes[i], plan(), en_tete.size()); }
};

/// Rows of six people, each cell made by a function of (first name, family name, day, month, year).
template <class... F>
Liste liste(Ligne en_tete, F... cellule) {
    struct Personne {
        std::string prenom, nom;
        int jour, mois, annee;
    };
    Liste l{.en_tete = std::move(en_tete)};
    for (auto const& p : std::vector<Personne>{{"Emma", "Martin", 14, 3, 2008},
                                               {"Lucas", "Le Goff", 2, 11, 2009},
                                               {"Jeanne", "Petit", 27, 6, 2007},
                                               {"Hugo", "Durand", 19, 12, 2010},
                                               {"Louise", "Garcia", 5, 1, 2008},
                                               {"Thomas", "Meyer", 30, 9, 2006}})
        l.lignes.push_back({cellule(p)...});
    return l;
}
auto const le_prenom = [](auto const& p) { return p.prenom; };
auto const le_nom = [](auto const& p) { return p.nom; };
auto const la_date = [](char const* forme) {
    return [forme](auto const& p) {
        char texte[64];
        std::string const f = forme;
        if (f == "mj")
            std::snprintf(texte, sizeof texte, "%d/%d/%d", p.mois, p.jour, p.annee);
        else if (f == "jm2")
            std::snprintf(texte, sizeof texte, "%02d.%02d.%02d", p.jour, p.mois, p.annee % 100);
        else if (f == "mja8")
            std::snprintf(texte, sizeof texte, "%02d%02d%d", p.mois, p.jour, p.annee);
        else
            std::snprintf(texte, sizeof texte, "%04d-%02d-%02d", p.annee, p.mois, p.jour);
        return std::string(texte);
    };
};
auto const le_jour = [](auto const& p) { return std::to_string(p.jour); };
auto const le_mois = [](auto const& p) { return std::to_string(p.mois); };
auto const l_annee = [](auto const& p) { return std::to_string(p.annee); };
auto const fixe = [](std::string texte) { return [texte](auto const&) { return texte; }; };

} // namespace

TEST(Proposition, les_en_tetes_de_plusieurs_langues_sont_compris) {
    using enum Role;
    for (auto const& [en_tete, role] :
         std::vector<std::pair<std::string, Role>>{{"Nachname", Role::nom},
                                                   {"Vorname", Role::prenom},
                                                   {"Geburtsdatum", naissance},
                                                   {"Geschlecht", sexe},
                                                   {"PLZ", code_postal},
                                                   {"Wohnort", commune},
                                                   {"Apellidos", Role::nom},
                                                   {"Nombre", Role::prenom},
                                                   {"Fecha de nacimiento", naissance},
                                                   {"Cognome", Role::nom},
                                                   {"Geboortedatum", naissance},
                                                   {"dateOfBirth", naissance},
                                                   {"PERSON_BIRTH_DATE", naissance},
                                                   {"patient_last_name", Role::nom},
                                                   {"studentFirstName", Role::prenom},
                                                   {"res_street_address", adresse},
                                                   {"res_city_desc", commune},
                                                   {"gender_code", sexe},
                                                   {"Code postal du domicile", code_postal},
                                                   {"birth_year", annee},
                                                   {"place of birth", commune_naissance},
                                                   {"E-mail address", courriel},
                                                   {"Mobile phone", telephone},
                                                   {"NHS_NUMBER", ine},
                                                   {"PERNAME2", nom},
                                                   {"Nato il", naissance},
                                                   {"naam", nom},
                                                   {"age", age},
                                                   {"County", commune}})
        EXPECT_EQ(reconnaitre(Ligne{en_tete}), std::vector{role}) << en_tete;
}

TEST(Proposition, un_nom_en_capitales_avec_une_initiale_se_separe_comme_les_autres) {
    auto const lu = separer_nom_et_prenom("DIAMOND A MONACO", OrdreDuNom::prenom_puis_nom);
    EXPECT_EQ(lu.nom, "MONACO");
    EXPECT_EQ(lu.prenom, "DIAMOND A");
    EXPECT_EQ(separer_nom_et_prenom("MONACO Diamond A.", OrdreDuNom::prenom_puis_nom).nom, "MONACO");
}

TEST(Proposition, ce_qui_n_est_pas_de_la_personne_est_ignore) {
    for (auto const* en_tete :
         {"nom_responsable", "Nom de la mère", "date_inscription", "name_sufx_cd", "race_code", "registr_dt",
          "school_name", "status", "classe", "user_name", "title", "venue", "price"})
        EXPECT_EQ(reconnaitre(Ligne{en_tete}), std::vector{Role::ignoree}) << en_tete;
}

TEST(Proposition, l_ordre_du_jour_et_du_mois_vient_des_valeurs) {
    for (auto const* forme : {"mj", "jm2", "mja8", "iso"}) {
        auto const l = liste({"surname", "first name", "DOB"}, le_nom, le_prenom, la_date(forme));
        EXPECT_EQ(l.fiche(0).naissance, 2008y / 3 / 14) << forme;
        EXPECT_EQ(l.fiche(4).naissance, 2008y / 1 / 5) << forme;
    }
}

TEST(Proposition, un_nom_entier_se_separe_du_bon_cote) {
    auto entier = [](auto const& p) { return p.prenom + " " + p.nom; };
    auto inverse = [](auto const& p) { return p.nom + " " + p.prenom; };
    auto virgule = [](auto const& p) { return p.nom + ", " + p.prenom; };
    for (auto const& l :
         {liste({"name", "dob"}, entier, la_date("iso")), liste({"Full name", "dob"}, inverse, la_date("iso")),
          liste({"Name", "dob"}, virgule, la_date("iso"))}) {
        EXPECT_EQ(l.fiche(0).nom, "Martin");
        EXPECT_EQ(l.fiche(0).prenoms, Ligne{"Emma"});
        EXPECT_EQ(l.fiche(1).nom, "Le Goff");
    }
}

TEST(Proposition, un_nom_entier_se_lit_comme_l_ecrivent_hopitaux_et_registres) {
    for (auto const* ecrit : {"%^%^P", "%*%/", "%, %"}) {
        auto const l = liste(
            {"PatientName", "DOB"},
            [&](auto const& p) {
                std::string texte;
                bool nom = true;
                for (char const* c = ecrit; *c; ++c)
                    if (*c == '%')
                        texte += std::exchange(nom, false) ? p.nom : p.prenom;
                    else
                        texte += *c;
                return texte;
            },
            la_date("iso"));
        EXPECT_EQ(l.fiche(1).nom, "Le Goff") << ecrit;
        EXPECT_EQ(l.fiche(1).prenoms.at(0).substr(0, 5), "Lucas") << ecrit;
    }
}

TEST(Proposition, une_enseigne_est_un_seul_nom) {
    Liste l{.en_tete = {"name", "addr", "phone"}};
    for (int i = 0; i < 20; ++i)
        l.lignes.push_back({"golden dragon house " + std::string(1, static_cast<char>('a' + i)),
                            std::to_string(i) + " main st", "310/246-15" + std::to_string(10 + i)});
    EXPECT_EQ(l.roles_lus()[0], Role::nom);
}

TEST(Proposition, une_annee_de_toutes_les_lignes_n_est_l_annee_de_naissance_de_personne) {
    auto const l = liste({"nom", "prenom", "annee"}, le_nom, le_prenom, fixe("2026"));
    EXPECT_EQ(l.roles_lus()[2], Role::ignoree);
}

TEST(Proposition, des_en_tetes_en_cyrillique_sont_compris) {
    auto const l = liste({"Фамилия", "Имя", "Дата рождения"}, le_nom, le_prenom, la_date("iso"));
    EXPECT_EQ(l.roles_lus(), (std::vector{Role::nom, Role::prenom, Role::naissance}));
}

TEST(Proposition, sans_en_tete_parlant_les_valeurs_suffisent) {
    auto const l = liste(
        {"V1", "V2", "V3", "V4", "V5"}, le_prenom, le_nom, la_date("iso"),
        [](auto const& p) { return p.prenom == "Emma" ? "F" : "M"; },
        [](auto const& p) { return p.prenom + "@exemple.invalid"; });
    using enum Role;
    EXPECT_EQ(l.roles_lus(), (std::vector{Role::prenom, Role::nom, naissance, sexe, courriel}));
}

TEST(Proposition, une_date_en_trois_colonnes_se_reconnait_a_ses_valeurs) {
    using enum Role;
    for (auto const& en_tete :
         {Ligne{"nom", "prenom", "yob", "mob", "dob"},
          Ligne{"nom", "prenom", "Geburtsjahr", "Geburtsmonat", "Geburtstag"}, Ligne{"nom", "prenom", "c3", "c4", "c5"},
          Ligne{"nom", "prenom", "V3", "V4", "date_naissance"}}) {
        auto const l = liste(en_tete, le_nom, le_prenom, l_annee, le_mois, le_jour);
        EXPECT_EQ(l.roles_lus(), (std::vector{Role::nom, Role::prenom, annee, mois, jour})) << en_tete[2];
        EXPECT_EQ(l.fiche(0).naissance, 2008y / 3 / 14) << en_tete[2];
    }
    EXPECT_EQ(
        liste({"nom", "prenom", "c3", "c4", "c5"}, le_nom, le_prenom, le_jour, le_mois, l_annee).fiche(1).naissance,
        2009y / 11 / 2);
}

TEST(Proposition, des_nombres_qui_ne_font_pas_une_date_n_en_deviennent_pas_une) {
    using enum Role;
    auto const notes =
        liste({"nom", "prenom", "rentree", "niveau", "note"}, le_nom, le_prenom, l_annee, le_mois, le_jour);
    EXPECT_EQ(notes.roles_lus(), (std::vector{Role::nom, Role::prenom, ignoree, ignoree, ignoree}));
    auto const deja =
        liste({"nom", "prenom", "ddn", "c3", "c4", "c5"}, le_nom, le_prenom, la_date("iso"), l_annee, le_mois, le_jour);
    EXPECT_EQ(deja.roles_lus(), (std::vector{Role::nom, Role::prenom, naissance, ignoree, ignoree, ignoree}));
    auto const seul =
        liste({"nom", "prenom", "dob"}, le_nom, le_prenom, le_jour); // no day of the month is a serial date
    EXPECT_EQ(seul.roles_lus(), (std::vector{Role::nom, Role::prenom, ignoree}));
    EXPECT_EQ(lire_date("31", FormeDeDate::tableur), std::nullopt);
}

TEST(Proposition, l_annee_seule_sert_comme_une_date_presumee) {
    auto const l = liste({"last", "first", "birth_year"}, le_nom, le_prenom,
                         [](auto const& p) { return std::to_string(p.annee); });
    EXPECT_EQ(l.fiche(0).naissance, 2008y / 1 / 1);
    EXPECT_NE(remarque_sur_la_naissance(l.roles_lus()).find("seule l’année"), std::string::npos);
}

TEST(Proposition, un_en_tete_que_ses_valeurs_dementent_n_est_pas_suivi) {
    auto const l = liste(
        {"nom", "genre", "naissance"}, le_nom, [](auto const& p) { return "roman " + p.prenom + " et " + p.nom; },
        fixe("bientôt"));
    EXPECT_EQ(l.roles_lus(), (std::vector{Role::nom, Role::ignoree, Role::ignoree}));
    EXPECT_EQ(l.plan().remarques.size(), 2U);
}

TEST(Proposition, une_liste_d_articles_n_est_pas_une_liste_de_personnes) {
    Liste dblp{.en_tete = {"id", "title", "authors", "venue", "year"}};
    Liste produits{.en_tete = {"id", "name", "price"}};
    for (int i = 0; i < 20; ++i) {
        auto const n = std::to_string(i);
        dblp.lignes.push_back({n, "Efficient query processing", "A. Halevy, J. Smith", "VLDB", "2001"});
        produits.lignes.push_back({n, "Sony 55 inch television KDL-" + n + " with remote", "499.90"});
    }
    EXPECT_NE(pourquoi_pas_des_personnes(dblp.plan()).find("authors"), std::string::npos);
    EXPECT_NE(pourquoi_pas_des_personnes(produits.plan()).find("ne ressemblent pas à des noms"), std::string::npos);
    EXPECT_NE(pourquoi_pas_des_personnes(proposer(Ligne{"1", "MARTIN", "2008-03-12"}, {})).find("première ligne"),
              std::string::npos);
}

TEST(Proposition, l_adresse_de_la_personne_passe_avant_celle_du_courrier) {
    using enum Role;
    auto const l =
        liste({"last_name", "first_name", "mail_addr1", "res_street_address", "nom_responsable", "tel_responsable"},
              le_nom, le_prenom, fixe("PO BOX 12"), fixe("12 MAIN ST"), fixe("DUPONT"), fixe("06 39 98 00 01"));
    EXPECT_EQ(l.roles_lus(), (std::vector{Role::nom, Role::prenom, ignoree, adresse, ignoree, telephone}));
}

TEST(Valeurs, une_date_se_lit_dans_sa_forme) {
    using enum FormeDeDate;
    for (auto const& [texte, forme] :
         std::vector<std::pair<std::string, FormeDeDate>>{{"2008-03-12", annee_mois_jour},
                                                          {"20080312", annee_mois_jour},
                                                          {"12/03/2008", jour_mois_annee},
                                                          {"12-03-08", jour_mois_annee},
                                                          {"12032008", jour_mois_annee},
                                                          {"12 mars 2008", jour_mois_annee},
                                                          {"12MAR2008", jour_mois_annee},
                                                          {"3/12/2008", mois_jour_annee},
                                                          {"March 12, 2008", mois_jour_annee},
                                                          {"2008-03-12T10:00:00", mois_jour_annee},
                                                          {"39519", tableur}})
        EXPECT_EQ(lire_date(texte, forme), 2008y / 3 / 12) << texte;
    EXPECT_EQ(lire_date("12/03/75", jour_mois_annee), 1975y / 3 / 12);
    for (auto const* texte : {"", "31/02/2008", "12/2008", "hier", "12/03/2008/5x", "99999999"})
        EXPECT_FALSE(lire_date(texte, jour_mois_annee) && std::string(texte) != "12/03/2008/5x") << texte;
    EXPECT_EQ(lire_entier("2008.0"), 2008U);
    EXPECT_FALSE(lire_entier("20a"));
    EXPECT_EQ(lire_mois("août"), 8U);
    EXPECT_EQ(lire_mois("Juni"), 6U);
    EXPECT_FALSE(lire_mois("13"));
}

TEST(Valeurs, les_particules_restent_avec_le_nom) {
    auto separe = [](char const* texte, OrdreDuNom ordre) { return separer_nom_et_prenom(texte, ordre); };
    EXPECT_EQ(separe("de la tour jean", OrdreDuNom::nom_puis_prenom).nom, "de la tour");
    EXPECT_EQ(separe("Ludwig van Beethoven", OrdreDuNom::prenom_puis_nom).nom, "van Beethoven");
    EXPECT_EQ(separe("MARTIN LUCAS PAUL", OrdreDuNom::nom_puis_prenom).prenom, "LUCAS PAUL");
    EXPECT_EQ(separe("Madonna", OrdreDuNom::prenom_puis_nom).nom, "Madonna");
    EXPECT_EQ(separe("", OrdreDuNom::prenom_puis_nom).nom, "");
}
