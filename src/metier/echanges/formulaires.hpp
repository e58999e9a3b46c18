#pragma once
// Les formulaires des listes reçues, déclarés une fois.
#include "base/codes.hpp"
#include "metier/echanges/formats/correspondance.hpp"
#include "metier/echanges/formats/lignes.hpp"
#include "metier/echanges/importation.hpp"
#include "web/form.hpp"

namespace metier::echanges {

struct FormDepot {
    FormDepot();
    web::FileField fichier{"fichier", "Fichier reçu",
                           "XML ou ZIP de SIECLE, CSV, XLSX. Le format est reconnu au contenu, jamais au nom.",
                           ""}; // le contenu décide : aucune extension n'est refusée, ni préférée
    web::Field<Nature> nature{"nature", "Nature de la liste", web::empty_choice("Déduite du fichier")};
    web::Field<std::string> expediteur{"expediteur", "Qui l’envoie", web::at_most(120),
                                       web::hint("Par exemple : Mission locale de Val-Clair.")};
    web::Field<base::Uai> uai{"uai", "UAI de l’établissement", web::code_like,
                              web::hint("Si le fichier ne le dit pas. Par exemple : 0350017D.")};
    web::Field<std::string> annee{"annee", "Année scolaire attendue", web::at_most(9),
                                  web::hint("Par exemple : 2026-2027.")};
    web::Field<Date> jour{"jour", "Date de la liste", web::hint("Les âges se comptent ce jour-là.")};
    auto fields() { return std::tie(nature, expediteur, uai, annee, jour); }
};

/// Une liste déroulante par colonne, plus la nature et l'expéditeur.
struct FormColonnes {
    FormColonnes(Proposition const& p, Importation const& i);
    web::Field<Nature> nature{"nature", "Nature de la liste", web::required, web::empty_choice("À choisir")};
    web::Field<std::string> expediteur{"expediteur", "Qui l’envoie", web::at_most(120),
                                       web::hint("La correspondance des colonnes sera retenue pour cet expéditeur.")};
    std::vector<web::Field<std::string>> colonnes;
    std::vector<std::string> en_tetes;
    std::string feuille;
    bool sans_ligne = false; ///< le tableau n'a que son en-tête
    std::vector<web::FieldBase*> champs();
    Correspondance correspondance() const;
};

/// Une zone par cellule. Un INE n'est pas montré : vide, il reste ce qu'il est.
struct FormLigne {
    explicit FormLigne(LigneLue const& ligne);
    std::vector<web::Field<std::string>> cellules;
    std::vector<Champ> lesquels;
    std::vector<web::FieldBase*> champs();
    LigneLue corrigee(LigneLue ligne) const;
};

enum class FormatDeRapport { csv, xlsx };
inline constexpr base::Entree<FormatDeRapport> formats_de_rapport[] = {
    {FormatDeRapport::csv, "csv", "CSV"},
    {FormatDeRapport::xlsx, "xlsx", "Classeur XLSX"},
};
constexpr std::span<base::Entree<FormatDeRapport> const> entrees(FormatDeRapport) { return formats_de_rapport; }

struct FormExport {
    web::Field<FormatDeRapport> format{"format", "Format", web::required, web::radio};
    web::Field<std::string> motif{
        "motif", "Pourquoi ce fichier ?", web::required, web::at_most(200),
        web::hint("Votre réponse est consignée au journal. Par exemple : préparation de la réunion du PSAD.")};
    auto fields() { return std::tie(format, motif); }
};

} // namespace metier::echanges
