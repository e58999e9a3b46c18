#include "metier/echanges/formats/siecle.hpp"

#include "base/codes.hpp"
#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"

namespace metier::echanges::siecle {
namespace {

constexpr std::string_view bon_menu =
    " Attendu\u00A0: dans SIECLE, Base élèves → Exploitation → Exports standard → Exports XML génériques → "
    "«\u00A0Élèves sans adresses\u00A0» (ElevesSansAdresses.xml ou son ZIP).";

struct Ailleurs {
    std::string_view racine;
    std::string_view ce_que_c_est;
};

constexpr Ailleurs d_un_autre_usage[] = {
    {"EDT_STS", "C’est un fichier «\u00A0emp_sts\u00A0» (EDT_STS) qu’un logiciel d’emploi du temps envoie à STS\u00A0: "
                "il ne contient pas d’élèves."},
    {"STS_EDT", "C’est un fichier «\u00A0sts_emp\u00A0» (STS_EDT), la liste des personnels et des services\u00A0: il "
                "ne contient pas d’élèves."},
    {"exportAbsence", "C’est un fichier de totaux d’absences (exportAbsence)\u00A0: il se reçoit à la page "
                      "«\u00A0Absences\u00A0», dans «\u00A0Prévention\u00A0»."},
    {"IMPORT_ELEVES", "C’est un fichier «\u00A0IMPORT_ELEVES\u00A0» destiné à SIECLE, et non un export de SIECLE."},
    {"BEE_COMMUN", "C’est le fichier «\u00A0Communs\u00A0» de SIECLE (établissement, dates de l’année)\u00A0: il ne "
                   "contient pas d’élèves."},
    {"BEE_GEOGRAPHIQUE", "C’est le référentiel géographique de SIECLE\u00A0: il ne contient pas d’élèves."},
    {"BEE_ETABLISSEMENT", "C’est le référentiel des établissements de SIECLE\u00A0: il ne contient pas d’élèves."},
    {"ficAlimMENESR", "C’est un fichier de l’annuaire fédérateur (AAF), destiné aux ENT."},
    {"TABLE", "C’est un export de logiciel d’emploi du temps\u00A0: il ne contient pas d’élèves."},
};

} // namespace

Format format_de_la_racine(std::string const& racine, std::string const& fichier) {
    if (racine == "BEE_ELEVES" || racine == "BEE_EPHC_ELEVES")
        return Format::siecle_eleves;
    if (racine == "BEE_RESPONSABLES" || racine == "BEE_EPHC_RESPONSABLES")
        return Format::siecle_responsables;
    if (racine == "BEE_STRUCTURES" || racine == "BEE_EPHC_STRUCTURES")
        return Format::siecle_structures;
    if (racine == "BEE_NOMENCLATURES")
        return Format::siecle_nomenclatures;
    for (auto const& a : d_un_autre_usage)
        if (racine == a.racine || (a.racine == "BEE_ETABLISSEMENT" && racine.starts_with(a.racine)))
            throw documents::FichierRefuse(
                {.fichier = fichier, .message = std::string(a.ce_que_c_est) + std::string(bon_menu)});
    throw documents::FichierRefuse({.fichier = fichier,
                                    .message = "Ce fichier XML n’est pas un export connu." + std::string(bon_menu),
                                    .lu = base::coupe(racine, 60)});
}

std::string valeur(documents::LecteurXml& xml) {
    auto v = base::propre(xml.contenu());
    return base::est_vide(v) ? std::string() : v;
}

void lire_parametres(documents::LecteurXml& xml, EnTeteFichier& e) {
    enfants(xml, [&](std::string const& nom) {
        auto v = valeur(xml);
        if (nom == "UAJ")
            e.uai = v;
        else if (nom == "ANNEE_SCOLAIRE")
            e.annee = v;
        else if (nom == "HORODATAGE" || (nom == "DATE_EXPORT" && e.horodatage.empty()))
            e.horodatage = v;
    });
}

LecteurDExport::LecteurDExport(documents::Source source, Format format)
    : source_(std::move(source)), en_tete_(en_tete_rapide(source_, format)) {}

LigneLue LecteurDExport::commencer(documents::LecteurXml const& xml, Genre genre) const {
    return {.genre = genre, .numero = rendues_ + 1, .ligne = xml.ligne()};
}

/// L'encodage ne se sait qu'une fois tout le fichier vu.
void LecteurDExport::commencer_la_lecture() {
    if (auto renvois = renvois_a_lire()) {
        documents::LecteurXml premiere(source_);
        while (premiere.suivant())
            if (premiere.nature() == documents::NoeudXml::ouverture)
                renvois(premiere);
    }
    xml_.emplace(source_);
    en_tete_.encodage = documents::libelle(xml_->encodage().encodage);
    if (!xml_->encodage().avertissement.empty())
        en_tete_.avertissements.push_back(xml_->encodage().avertissement);
}

bool LecteurDExport::suivante(LigneLue& ligne) {
    if (!xml_)
        commencer_la_lecture();
    while (xml_->suivant())
        if (xml_->nature() == documents::NoeudXml::ouverture && lire(*xml_, ligne)) {
            ++rendues_;
            return true;
        }
    return false;
}

EnTeteFichier en_tete_rapide(documents::Source const& source, Format format) {
    auto lire = [&](documents::LecteurXml& xml) {
        EnTeteFichier e{.format = format, .libelle_format = std::string(libelle(format)), .nom = source.nom};
        e.encodage = documents::libelle(xml.encodage().encodage);
        while (xml.suivant())
            if (xml.nature() == documents::NoeudXml::ouverture && xml.nom() == "PARAMETRES") {
                lire_parametres(xml, e);
                break;
            }
        return e;
    };
    return documents::d_apres_le_debut(source, lire);
}

void dater(LigneLue& ligne, EnTeteFichier const& e) {
    ligne.poser(Champ::uai, e.uai);
    ligne.poser(Champ::annee, e.annee);
}

Adresse lire_adresse(documents::LecteurXml& xml) {
    Adresse a;
    std::string libelle_postal, commune, etrangere;
    enfants(xml, [&](std::string const& nom) {
        auto v = valeur(xml);
        if (nom.starts_with("LIGNE") && !v.empty())
            a.lignes += (a.lignes.empty() ? "" : ", ") + v;
        else if (nom == "CODE_POSTAL")
            a.code_postal = v;
        else if (nom == "LIBELLE_POSTAL")
            libelle_postal = v;
        else if (nom == "LL_COMMUNE_INSEE")
            commune = v;
        else if (nom == "COMMUNE_ETRANGERE")
            etrangere = v;
    });
    a.commune = !libelle_postal.empty() ? libelle_postal : !commune.empty() ? commune : etrangere;
    return a;
}

void borner(std::size_t n, std::string const& fichier) {
    if (n > 1'500'000)
        throw documents::FichierRefuse(
            {.fichier = fichier,
             .message = "Ce fichier contient trop d’élèves pour un seul import. Partagez-le par établissement."});
}

} // namespace metier::echanges::siecle
