#pragma once
// Les formulaires du territoire, déclarés une fois.
#include "metier/territoire/territoire.hpp"
#include "web/form.hpp"

namespace metier::annuaire {

struct TerritoireForm {
    web::Field<territoire::GenreDeTerritoire> genre{"genre", "Genre", web::required, web::radio};
    web::Field<std::string> nom{"nom", "Nom", web::required, web::at_most(100)};
    web::Field<std::string> code{"code", "Numéro du département", web::at_most(3), web::code_like,
                                 web::hint("Pour un département seulement. Par exemple\u00a0: 35, 2A ou 974")};
    auto fields() { return std::tie(genre, nom, code); }
};

struct ModificationForm {
    web::Field<std::string> nom{"nom", "Nom", web::required, web::at_most(100)};
    web::Field<Id<territoire::Territoire>> parent{"parent", "À l’intérieur de", web::empty_choice("Rien au-dessus")};
    auto fields() { return std::tie(nom, parent); }
};

struct ClotureForm {
    web::Field<Date> le{"le", "Fermé à partir du", web::required};
    auto fields() { return std::tie(le); }
};

struct FusionForm {
    web::Field<Id<territoire::Territoire>> avec{"avec", "Le fondre dans", web::required};
    auto fields() { return std::tie(avec); }
};

struct ReseauForm {
    web::Field<std::string> nom{"nom", "Nom", web::required, web::at_most(100),
                                web::hint("Par exemple\u00a0: PSAD de Rennes")};
    web::Field<std::vector<Id<territoire::Territoire>>> bassins{"bassins", "Bassins couverts", web::required};
    web::Field<Id<territoire::Etablissement>> pilote{"pilote", "Établissement qui l’anime",
                                                     web::empty_choice("Aucun pour l’instant")};
    auto fields() { return std::tie(nom, bassins, pilote); }
};

/// « e12 » : établissement 12 ; « s3 » : structure 3.
struct MembreForm {
    web::Field<std::string> membre{"membre", "Établissement, CIO ou structure", web::required};
    auto fields() { return std::tie(membre); }
};

struct StructureForm {
    web::Field<territoire::GenreDeStructure> genre{"genre", "Genre", web::required};
    web::Field<std::string> nom{"nom", "Nom", web::required, web::at_most(120),
                                web::hint("Par exemple\u00a0: Mission locale du bassin de Rennes")};
    web::Field<std::string> commune{"commune", "Commune", web::at_most(80)};
    web::Field<std::string> telephone{"telephone", "Téléphone", web::phone};
    web::Field<std::string> courriel{"courriel", "Courriel", web::email, web::at_most(200)};
    web::Field<Id<territoire::Territoire>> territoire{"territoire", "Territoire", web::required};
    auto fields() { return std::tie(genre, nom, commune, telephone, courriel, territoire); }
};

/// Quels établissements montrer à ranger.
struct FiltreDeRangement {
    web::Field<std::string> q{"q", "Commune, nom ou UAI", web::at_most(80)};
    web::Field<std::string> code_postal{"code_postal", "Code postal", web::at_most(5), web::code_like,
                                        web::hint("Ou ses premiers chiffres. Par exemple 353")};
    web::Field<territoire::GenreDEtablissement> genre{"genre", "Genre", web::empty_choice("Tous")};
    web::Field<Id<territoire::Territoire>> dans{"dans", "Rangés aujourd’hui dans",
                                                web::empty_choice("Tous les bassins")};
    auto fields() { return std::tie(q, code_postal, genre, dans); }
};

struct RangementForm {
    web::Field<Id<territoire::Territoire>> vers{"vers", "Bassin ou district", web::required};
    auto fields() { return std::tie(vers); }
};

struct FichierDeRangement {
    web::FileField fichier{"fichier", "Tableau des bassins (CSV ou XLSX)",
                           "Deux colonnes, «\u00a0uai\u00a0» et «\u00a0bassin\u00a0», une ligne par établissement.",
                           ".csv,.xlsx,.txt"};
    web::Field<bool> creer{"creer", "Créer les bassins que le tableau nomme et qui n’existent pas encore"};
};

} // namespace metier::annuaire
