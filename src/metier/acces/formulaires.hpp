#pragma once
// Tous les formulaires de la partie, déclarés une fois.
#include "metier/acces/actes.hpp"
#include "metier/acces/portee.hpp"
#include "web/form.hpp"

namespace metier::acces {

struct ConnexionForm {
    web::Field<std::string> courriel{"courriel",        "Adresse de courriel professionnelle",
                                     web::required,     web::email,
                                     web::at_most(200), web::autocomplete("username")};
    web::Field<std::string> mot_de_passe{"mot_de_passe", "Mot de passe", web::required, web::password,
                                         web::autocomplete("current-password")};
    auto fields() { return std::tie(courriel, mot_de_passe); }
};

/// Second facteur : à la connexion et à son installation.
struct CodeForm {
    web::Field<std::string> code{"code",           "Code",         web::required,
                                 web::at_most(40), web::code_like, web::autocomplete("one-time-code")};
    auto fields() { return std::tie(code); }
};

/// Un acte sensible redemande le mot de passe.
struct ConfirmationForm {
    web::Field<std::string> mot_de_passe{"mot_de_passe", "Votre mot de passe", web::required, web::password,
                                         web::autocomplete("current-password")};
    auto fields() { return std::tie(mot_de_passe); }
};

struct MotDePasseForm {
    web::Field<std::string> actuel{"actuel", "Mot de passe actuel", web::required, web::password,
                                   web::autocomplete("current-password")};
    web::Field<std::string> nouveau{"nouveau",
                                    "Nouveau mot de passe",
                                    web::required,
                                    web::password,
                                    web::hint("Au moins 12 caractères. Une phrase de quatre ou cinq mots convient."),
                                    web::autocomplete("new-password")};
    web::Field<std::string> encore{"encore", "Nouveau mot de passe, une seconde fois", web::required, web::password,
                                   web::autocomplete("new-password")};
    auto fields() { return std::tie(actuel, nouveau, encore); }
};

struct CompteForm {
    web::Field<std::string> nom{"nom", "Nom", web::required, web::at_most(100), web::autocomplete("off")};
    web::Field<std::string> prenom{"prenom", "Prénom", web::required, web::at_most(100), web::autocomplete("off")};
    web::Field<std::string> courriel{
        "courriel",
        "Adresse de courriel professionnelle",
        web::required,
        web::email,
        web::at_most(200),
        web::autocomplete("off"),
        web::hint("Une personne, un compte : pas d’adresse partagée. Par exemple prenom.nom@ac-exemple.fr")};
    auto fields() { return std::tie(nom, prenom, courriel); }
};

/// Un seul des trois périmètres est offert, selon le rôle.
struct RoleForm {
    web::Field<Role> role{"role", "Rôle", web::required};
    web::Field<Id<territoire::Territoire>> territoire{"territoire", "Territoire",
                                                      web::empty_choice("Choisir un territoire")};
    web::Field<Id<territoire::Etablissement>> etablissement{"etablissement", "Établissement",
                                                            web::empty_choice("Choisir un établissement")};
    web::Field<Id<territoire::Reseau>> reseau{"reseau", "Réseau ou plateforme", web::empty_choice("Choisir un réseau")};
    web::Field<Date> du{"du", "Premier jour", web::required};
    web::Field<Date> au{"au", "Dernier jour",
                        web::hint("Laissez vide si la fin n’est pas connue. Par exemple 31/08/2027")};
    auto fields() { return std::tie(role, territoire, etablissement, reseau, du, au); }
};

struct RetraitForm {
    web::Field<Date> au{"au", "Dernier jour du rôle",
                        web::hint("Laissez vide pour retirer le rôle tout de suite. Par exemple 31/08/2027")};
    auto fields() { return std::tie(au); }
};

/// Filtres du journal.
struct JournalForm {
    web::Field<Acte> acte{"acte", "Acte", web::empty_choice("Tous les actes")};
    web::Field<std::string> agent{"agent", "Courriel de l’agent", web::email, web::at_most(200)};
    web::Field<std::int64_t> jeune{"jeune", "Numéro du dossier", web::at_least(1),
                                   web::hint("Celui de son adresse\u00a0: 4182 pour /jeunes/4182")};
    web::Field<Date> du{"du", "Du"};
    web::Field<Date> au{"au", "Au"};
    auto fields() { return std::tie(acte, agent, jeune, du, au); }
};

struct PremierDemarrageForm {
    web::Field<std::string> code{"code",         "Code de premier démarrage",
                                 web::required,  web::at_most(40),
                                 web::code_like, web::hint("Il est affiché dans le terminal où Raccroche a démarré.")};
    web::Field<std::string> academie{"academie", "Nom de l’académie", web::required, web::at_most(100),
                                     web::hint("Par exemple : Académie de Rennes")};
    web::Field<std::string> departement_code{"departement_code", "Numéro du département",
                                             web::required,      web::at_most(3),
                                             web::code_like,     web::hint("Par exemple : 35, 2A ou 974")};
    web::Field<std::string> departement{"departement", "Nom du département", web::required, web::at_most(100)};
    web::Field<std::string> nom{"nom", "Nom", web::required, web::at_most(100), web::autocomplete("family-name")};
    web::Field<std::string> prenom{"prenom", "Prénom", web::required, web::at_most(100),
                                   web::autocomplete("given-name")};
    web::Field<std::string> courriel{"courriel",        "Adresse de courriel professionnelle",
                                     web::required,     web::email,
                                     web::at_most(200), web::autocomplete("username")};
    web::Field<std::string> mot_de_passe{
        "mot_de_passe",
        "Mot de passe",
        web::required,
        web::password,
        web::hint("Au moins 12 caractères. Une phrase de quatre ou cinq mots convient."),
        web::autocomplete("new-password")};
    web::Field<std::string> bassin{"bassin", "Nom de son bassin", web::at_most(100)};
    web::Field<std::string> coordo_nom{"coordo_nom", "Nom du coordonnateur ou de la coordonnatrice", web::at_most(100)};
    web::Field<std::string> coordo_prenom{"coordo_prenom", "Son prénom", web::at_most(100)};
    web::Field<std::string> coordo_courriel{"coordo_courriel", "Son adresse de courriel", web::email,
                                            web::at_most(200)};
    auto fields() {
        return std::tie(code, academie, departement_code, departement, nom, prenom, courriel, mot_de_passe, bassin,
                        coordo_nom, coordo_prenom, coordo_courriel);
    }
    /// Le coordonnateur est facultatif, mais tout entier ou pas du tout.
    bool avec_coordonnateur() const { return bassin || coordo_nom || coordo_prenom || coordo_courriel; }
};

} // namespace metier::acces
