#pragma once
#include "metier/reperage/reperage.hpp"
#include "metier/reperage/verifications.hpp"
#include "web/form.hpp"

namespace metier::reperage {

struct FormCampagne {
    web::Field<std::string> nom{"nom", "Nom de la campagne", web::required, web::at_most(120),
                                web::hint("Par exemple : Rentrée 2026, bassin de Rennes")};
    web::Field<base::AnneeScolaire> annee{
        "annee", "Année scolaire de cette rentrée", web::required,
        web::hint("Par exemple : 2026-2027. On cherche les inscrits de l’année d’avant")};
    web::Field<Id<territoire::Territoire>> territoire{"territoire", "Territoire", web::required};
    web::Field<Date> observation{"observation", "Jour d’observation", web::required,
                                 web::hint("L’âge et les situations se lisent ce jour-là")};
    auto fields() { return std::tie(nom, annee, territoire, observation); }
};

struct FormCloture {
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(version); }
};

struct FormFile {
    web::Field<Id<Campagne>> campagne{"campagne", "Campagne", web::required};
    web::Field<EtatDeFile> etat{"etat", "État", web::required};
    web::Field<Id<territoire::Etablissement>> etablissement{"etablissement", "Dernier établissement",
                                                            web::empty_choice("Tous les établissements")};
    web::Field<std::string> classe{"classe", "Dernière classe", web::at_most(40)};
    web::Field<TrancheDAge> age{"age", "Âge", web::empty_choice("Tous les âges")};
    web::Field<jeunes::Definition> definition{"definition", "Définition", web::empty_choice("Toutes")};
    auto fields() { return std::tie(campagne, etat, etablissement, classe, age, definition); }
};

/// La preuve n'est jamais choisie d'avance, sauf quand une liste reçue montre le jeune inscrit, ou qu'une solution en
/// cours est prouvée : elle est alors proposée, et dit pourquoi. Un injoignable n'en a pas à donner : personne n'a
/// répondu.
std::vector<web::Choix> preuves_offertes();
bool preuve_donnee(web::Field<Preuve>& preuve, web::Field<Resultat> const& resultat);
Preuve preuve_de(web::Field<Preuve> const& preuve, Resultat resultat);

struct FormVerification {
    web::Field<Resultat> resultat{"resultat", "Ce que vous avez trouvé", web::required};
    web::Field<Preuve> preuve{"preuve", "Comment vous le savez", web::radio,
                              web::hint("À choisir, sauf pour un injoignable")};
    web::Field<std::string> structure{"structure", "Où (établissement, employeur, structure)", web::at_most(120),
                                      web::facts_only, web::hint("Le nom de la structure suffit")};
    web::Field<Date> depuis{"depuis", "Depuis le", web::hint("Laissez vide si c’est aujourd’hui")};
    web::Field<Cause> cause{"cause", "Si c’est un faux signalement, d’où vient l’erreur",
                            web::empty_choice("Ne sait pas")};
    web::Field<Id<Source>> source{"source", "Liste en défaut", web::empty_choice("Celle qui le désigne")};
    web::Field<FinDeSolution> fin{"fin", "Ce que la solution est devenue", web::empty_choice("Choisir…")};
    web::Field<Date> dernier_jour{"dernier_jour", "Son dernier jour"};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    FormVerification() { preuve.offer_choices(preuves_offertes()); }
    auto fields() { return std::tie(resultat, preuve, structure, depuis, fin, dernier_jour, cause, source, version); }
};

struct FormLot {
    web::Field<Resultat> resultat{"resultat", "Ce que vous avez trouvé", web::required};
    web::Field<Preuve> preuve{"preuve", "Comment vous le savez", web::empty_choice("Choisir…")};
    web::Field<std::string> structure{"structure", "Où", web::at_most(120), web::facts_only,
                                      web::hint("Le nom de la structure suffit")};
    web::Field<Cause> cause{"cause", "D’où vient l’erreur, si c’en est une", web::empty_choice("Ne sait pas")};
    FormLot();
    auto fields() { return std::tie(resultat, preuve, structure, cause); }
};

/// Des décisions prises au même moment, à défaire d'un coup.
struct FormAnnulation {
    web::Field<std::string> le{"le", "Prises le", web::required, web::at_most(20)};
    auto fields() { return std::tie(le); }
};

struct FormMotif {
    web::Field<Id<Campagne>> campagne{"campagne", "Campagne", web::required};
    web::Field<std::string> motif{
        "motif", "Pourquoi ce fichier ?", web::required, web::at_most(200),
        web::hint("Votre réponse est consignée au journal. Par exemple : retour aux établissements.")};
    auto fields() { return std::tie(campagne, motif); }
};

} // namespace metier::reperage
