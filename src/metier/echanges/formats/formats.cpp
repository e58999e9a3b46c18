#include <algorithm>
#include <array>

#include "metier/echanges/formats/lecteur.hpp"

namespace metier::echanges {
namespace {

struct DescriptionFormat {
    Format format;
    std::string_view code;
    std::string_view libelle;
};

constexpr std::array formats{
    DescriptionFormat{Format::siecle_eleves, "siecle_eleves",
                      "SIECLE, élèves (ElevesSansAdresses.xml ou ElevesAvecAdresses.xml)"},
    DescriptionFormat{Format::siecle_responsables, "siecle_responsables",
                      "SIECLE, responsables (ResponsablesAvecAdresses.xml)"},
    DescriptionFormat{Format::siecle_structures, "siecle_structures", "SIECLE, classes et groupes (Structures.xml)"},
    DescriptionFormat{Format::siecle_nomenclatures, "siecle_nomenclatures", "SIECLE, nomenclatures (Nomenclature.xml)"},
    DescriptionFormat{Format::siecle_archive, "siecle_archive", "SIECLE, archive de plusieurs exports"},
    DescriptionFormat{Format::siecle_liste, "siecle_liste",
                      "SIECLE, liste d’élèves en CSV (ni sortie ni identifiant\u00A0: préférez le XML)"},
    DescriptionFormat{Format::siecle_extraction, "siecle_extraction",
                      "SIECLE, extraction d’élèves en CSV (sans date de sortie\u00A0: préférez le XML)"},
    DescriptionFormat{Format::pix, "pix", "modèle CSV d’élèves pour Pix"},
    DescriptionFormat{Format::cfa_effectifs, "cfa_effectifs", "effectifs de CFA (Tableau de bord de l’apprentissage)"},
    DescriptionFormat{Format::cfa_liste_nominative, "cfa_liste_nominative",
                      "liste nominative du Tableau de bord de l’apprentissage"},
    DescriptionFormat{Format::cfa_rupturants, "cfa_rupturants", "ruptures de contrat remises aux missions locales"},
    DescriptionFormat{Format::affelnet, "affelnet", "Affelnet, vœux et affectations"},
    DescriptionFormat{Format::siei_liste, "siei_liste", "liste SIEI au format neutre"},
    DescriptionFormat{Format::onde, "onde", "ONDE, élèves de l’école"},
    DescriptionFormat{Format::annuaire, "annuaire", "annuaire de l’éducation (fr-en-annuaire-education)"},
    DescriptionFormat{Format::tableau, "tableau", "autre tableau, à correspondance de colonnes"},
};

} // namespace

std::string_view code(Format format) { return std::ranges::find(formats, format, &DescriptionFormat::format)->code; }
std::string_view libelle(Format format) {
    return std::ranges::find(formats, format, &DescriptionFormat::format)->libelle;
}

std::optional<Format> format(std::string_view code) {
    auto ou = std::ranges::find(formats, code, &DescriptionFormat::code);
    return ou == formats.end() ? std::nullopt : std::optional{ou->format};
}

bool est_une_liste_de_decrocheurs(Format format) {
    return format == Format::siei_liste || format == Format::cfa_rupturants;
}

bool est_un_xml(Format f) {
    return f == Format::siecle_eleves || f == Format::siecle_responsables || f == Format::siecle_structures ||
           f == Format::siecle_nomenclatures || f == Format::siecle_archive;
}

Contexte contexte_de(EnTeteFichier const& e, Date aujourd_hui) {
    bool xml = est_un_xml(e.format);
    return {.aujourd_hui = aujourd_hui,
            .liste_de_decrocheurs = est_une_liste_de_decrocheurs(e.format),
            .dates_de_siecle = xml,
            .dates_de_tableur = !xml,
            .naissance_absente_du_format = e.format == Format::affelnet || e.format == Format::cfa_liste_nominative,
            .sexe_absent_du_format = e.format == Format::affelnet || e.format == Format::cfa_rupturants ||
                                     e.format == Format::siecle_liste || e.format == Format::siecle_extraction,
            .uai_connu = {},
            .mef = {}};
}

void ajouter_sans_redire(std::vector<std::string>& phrases, std::vector<std::string> const& nouvelles) {
    for (auto const& n : nouvelles)
        if (std::ranges::find(phrases, n) == phrases.end())
            phrases.push_back(n);
}

} // namespace metier::echanges
