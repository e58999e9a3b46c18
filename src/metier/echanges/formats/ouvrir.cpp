#include <algorithm>

#include "base/codes.hpp"
#include "base/texte.hpp"
#include "documents/detection.hpp"
#include "documents/fichier_refuse.hpp"
#include "documents/xlsx.hpp"
#include "metier/echanges/formats/siecle.hpp"

namespace metier::echanges {
namespace {

using documents::Nature;

OuvrirTableau feuille(std::filesystem::path const& chemin, std::string const& nom, std::string const& feuille) {
    return [=] { return tableau_xlsx(chemin, nom, feuille); };
}

/// « Modèle » (CFA), « À traiter » et ses suites (rupturants), celle de la correspondance, sinon la première.
std::unique_ptr<Lecteur> lecteur_de_classeur(std::filesystem::path const& chemin, std::string const& nom,
                                             std::optional<Correspondance> const& correspondance) {
    DemandeDeTableau demande{.ouvrir = {}, .nom = nom, .correspondance = correspondance};
    documents::ClasseurXlsx classeur(chemin, nom);
    if (correspondance && classeur.a_la_feuille(correspondance->feuille)) {
        demande.feuille = correspondance->feuille;
    } else if (classeur.a_la_feuille("Modèle")) {
        demande.feuille = "Modèle";
        demande.exemple_en_ligne_2 = true;
    } else if (classeur.a_la_feuille("À traiter")) {
        demande.feuille = "À traiter";
        for (auto suite : {"Déjà traités", "Injoignable", "À recontacter"})
            if (classeur.a_la_feuille(suite))
                demande.suites.emplace_back(suite, feuille(chemin, nom, suite));
    }
    demande.ouvrir = feuille(chemin, nom, demande.feuille);
    return lecteur_de_tableau(std::move(demande));
}

} // namespace

std::unique_ptr<Lecteur> lecteur_de_source(documents::Source source,
                                           std::optional<Correspondance> const& correspondance) {
    auto nature = documents::detecter_octets(documents::premiers_octets(source, 4096));
    if (nature == Nature::zip || nature == Nature::gzip)
        throw documents::FichierRefuse(
            {.fichier = source.nom,
             .message = "Ce fichier est compressé deux fois, ou c’est un classeur rangé dans une archive\u00A0: "
                        "décompressez-le une fois puis déposez-le."});
    documents::refuser_illisible(nature, source.nom);
    if (nature == Nature::xml)
        return lecteur_xml(std::move(source));
    auto nom = source.nom;
    return lecteur_de_tableau({.ouvrir = [source = std::move(source)] { return tableau_csv(source); },
                               .nom = std::move(nom),
                               .correspondance = correspondance});
}

std::unique_ptr<Lecteur> lecteur_xml(documents::Source source) {
    switch (siecle::format_de_la_racine(documents::racine_xml(source), source.nom)) {
    case Format::siecle_responsables: return siecle::responsables(std::move(source));
    case Format::siecle_structures: return siecle::structures(std::move(source));
    case Format::siecle_nomenclatures: return siecle::nomenclatures(std::move(source));
    default: return siecle::eleves(std::move(source));
    }
}

std::unique_ptr<Lecteur> ouvrir(std::filesystem::path const& chemin, std::string const& nom,
                                std::optional<Correspondance> const& correspondance) {
    auto nature = documents::detecter(chemin);
    documents::refuser_illisible(nature, nom);
    if (nature == Nature::xlsx)
        return lecteur_de_classeur(chemin, nom, correspondance);
    if (nature != Nature::zip)
        return lecteur_de_source(documents::source_de_fichier(chemin, nom), correspondance);
    documents::ArchiveZip archive(chemin, nom);
    return lecteur_d_archive(archive, correspondance);
}

} // namespace metier::echanges
