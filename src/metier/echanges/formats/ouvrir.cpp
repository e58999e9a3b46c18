#include <algorithm>

#include "base/codes.hpp"
#include "base/texte.hpp"
#include "documents/detection.hpp"
#include "documents/fichier_refuse.hpp"
#include "documents/xlsx.hpp"
#include "metier/echanges/formats/formats_de_tableau.hpp"
#include "metier/echanges/formats/siecle.hpp"

namespace metier::echanges {
namespace {

using documents::Nature;

OuvrirTableau feuille(std::filesystem::path const& chemin, std::string const& nom, std::string const& feuille) {
    return [=] { return tableau_xlsx(chemin, nom, feuille); };
}

constexpr std::size_t feuilles_regardees = 20;

/// Le haut d'une feuille, et l'en-tête qu'on y voit.
struct Apercu {
    std::string nom;
    EnTeteTrouve en_tete;
    std::vector<std::string> titres;
};

std::vector<Apercu> apercus(documents::ClasseurXlsx const& classeur) {
    std::vector<Apercu> liste;
    for (auto const& nom : classeur.feuilles()) {
        if (liste.size() == feuilles_regardees)
            break;
        std::vector<std::vector<std::string>> haut;
        auto feuille = classeur.lire(nom);
        for (std::vector<std::string> l; haut.size() < lignes_avant_l_en_tete && feuille.suivante(l);)
            haut.push_back(l);
        if (haut.empty())
            continue; // une feuille vide n'apprend rien
        auto ou = ligne_d_en_tete(haut);
        liste.push_back({nom, ou, haut[ou.rang]});
    }
    return liste;
}

/// La feuille dont l'en-tête se reconnaît le mieux, puis celles qui ont les mêmes colonnes ; les autres se disent.
void choisir_les_feuilles(DemandeDeTableau& demande, documents::ClasseurXlsx const& classeur,
                          std::filesystem::path const& chemin) {
    auto const vues = apercus(classeur);
    if (vues.empty())
        return;
    auto const& choisie = *std::ranges::max_element(vues, {}, [](Apercu const& a) { return a.en_tete.noms; });
    demande.feuille = choisie.nom;
    std::vector<std::string> laissees;
    for (auto const& a : vues) {
        if (a.nom == choisie.nom)
            continue;
        if (memes_en_tetes(a.titres, choisie.titres))
            demande.suites.emplace_back(a.nom, feuille(chemin, demande.nom, a.nom));
        else
            laissees.push_back("«\u00A0" + base::coupe(a.nom, 40) + "\u00A0»");
    }
    if (!laissees.empty())
        demande.avertissements.push_back("Seule la feuille «\u00A0" + base::coupe(choisie.nom, 40) +
                                         "\u00A0» est lue, avec celles qui ont les mêmes colonnes. Laissées de "
                                         "côté\u00A0: " +
                                         base::joint(laissees, ", ") + ".");
}

/// « Modèle » (CFA), « À traiter » et ses suites (rupturants), celle de la correspondance, sinon la plus parlante.
std::unique_ptr<Lecteur> lecteur_de_classeur(std::filesystem::path const& chemin, std::string const& nom,
                                             std::optional<Correspondance> const& correspondance) {
    DemandeDeTableau demande{.ouvrir = {}, .nom = nom, .correspondance = correspondance};
    documents::ClasseurXlsx classeur(chemin, nom);
    if (classeur.a_la_feuille("Modèle")) {
        demande.feuille = "Modèle";
        demande.exemple_en_ligne_2 = true;
    } else if (classeur.a_la_feuille("À traiter")) {
        demande.feuille = "À traiter";
        for (auto suite : {"Déjà traités", "Injoignable", "À recontacter"})
            if (classeur.a_la_feuille(suite))
                demande.suites.emplace_back(suite, feuille(chemin, nom, suite));
    } else {
        choisir_les_feuilles(demande, classeur, chemin);
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
    auto nature = documents::detecter(chemin, nom);
    documents::refuser_illisible(nature, nom);
    if (nature == Nature::xlsx)
        return lecteur_de_classeur(chemin, nom, correspondance);
    if (nature != Nature::zip)
        return lecteur_de_source(documents::source_de_fichier(chemin, nom), correspondance);
    documents::ArchiveZip archive(chemin, nom);
    return lecteur_d_archive(archive, correspondance);
}

} // namespace metier::echanges
