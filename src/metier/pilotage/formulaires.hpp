#pragma once
#include "metier/pilotage/pilotage.hpp"
#include "web/form.hpp"

namespace metier::pilotage {

/// Ce que l'on regarde : vient de l'adresse, sert de filtre. Le périmètre offert est celui du rôle.
struct FormVue {
    web::Field<Id<reperage::Campagne>> campagne{"campagne", "Année et campagne",
                                                web::empty_choice("La plus récente et la plus large")};
    web::Field<Id<territoire::Territoire>> territoire{"territoire", "Territoire",
                                                      web::empty_choice("Tout mon périmètre")};
    web::Field<Id<territoire::Etablissement>> etablissement{"etablissement",
                                                            "Établissement"}; ///< choisi en ouvrant sa ligne
    web::Field<Date> au{"au", "Observé le", web::hint("Les faits postérieurs à ce jour sont ignorés")};
    web::Field<Id<Photo>> comparer{"comparer", "Comparer avec", web::empty_choice("Aucune photo")};
    auto fields() { return std::tie(campagne, territoire, au, comparer); }
};

struct FormPhoto {
    web::Field<std::string> titre{"titre", "Titre de la photo", web::required, web::at_most(120),
                                  web::hint("Par exemple : Bilan de la Toussaint 2026")};
    web::Field<bool> publique{"publique", "Montrer cette photo à tous, sur la page publique des statistiques"};
    auto fields() { return std::tie(titre, publique); }
};

enum class FormatDExport { csv, xlsx };
inline constexpr base::Entree<FormatDExport> formats_d_export[] = {
    {FormatDExport::xlsx, "xlsx", "Classeur (XLSX)"},
    {FormatDExport::csv, "csv", "Texte (CSV)"},
};
constexpr std::span<base::Entree<FormatDExport> const> entrees(FormatDExport) { return formats_d_export; }

/// Pourquoi l'on emporte des données.
enum class Finalite { reunion, contact, bilan, partenaire, controle };
inline constexpr base::Entree<Finalite> finalites[] = {
    {Finalite::reunion, "reunion", "Préparer une réunion (GPDS, comité de réseau)"},
    {Finalite::contact, "contact", "Joindre les jeunes"},
    {Finalite::bilan, "bilan", "Bilan ou dialogue de gestion"},
    {Finalite::partenaire, "partenaire", "Remettre à un partenaire habilité"},
    {Finalite::controle, "controle", "Vérifier la qualité des données"},
};
constexpr std::span<base::Entree<Finalite> const> entrees(Finalite) { return finalites; }

/// Colonnes que l'on peut ajouter au minimum. L'INE n'en est pas.
enum class ColonneEnPlus { naissance, sexe, bassin };
inline constexpr base::Entree<ColonneEnPlus> colonnes_en_plus[] = {
    {ColonneEnPlus::naissance, "naissance", "Date de naissance"},
    {ColonneEnPlus::sexe, "sexe", "Sexe"},
    {ColonneEnPlus::bassin, "bassin", "Bassin"},
};
constexpr std::span<base::Entree<ColonneEnPlus> const> entrees(ColonneEnPlus) { return colonnes_en_plus; }

struct FormExport {
    web::Field<Finalite> finalite{"finalite", "Pourquoi emporter ces données ?", web::required, web::radio};
    web::Field<std::string> motif{"motif", "Précisez", web::required, web::at_most(200),
                                  web::hint("Par exemple : GPDS du 12 octobre. Sans nom de jeune : cette phrase est "
                                            "écrite dans le fichier et dans le journal")};
    web::Field<FormatDExport> format{"format", "Format", web::required, web::radio};
    auto fields() { return std::tie(finalite, motif, format); }
};
struct FormExportDeLignes : FormExport {
    web::Field<std::vector<ColonneEnPlus>> colonnes{"colonnes",
                                                    "Colonnes en plus, seulement si elles sont nécessaires"};
    auto fields() { return std::tie(finalite, motif, format, colonnes); }
};

} // namespace metier::pilotage
