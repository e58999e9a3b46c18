#pragma once
// Dedans d'ouvrir() : un lecteur par famille de fichiers.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "documents/flux.hpp"
#include "documents/zip.hpp"
#include "metier/echanges/formats/lecteur.hpp"
#include "metier/echanges/formats/tableau.hpp"

namespace metier::echanges {

/// Tableau connu ou à correspondance.
struct DemandeDeTableau {
    OuvrirTableau ouvrir;
    std::string nom;
    std::string feuille{};
    std::optional<Correspondance> correspondance{};
    std::vector<std::pair<std::string, OuvrirTableau>> suites{}; ///< autres feuilles de même en-tête
    std::vector<std::string> avertissements{};                   ///< feuilles laissées de côté
    bool exemple_en_ligne_2 = false;                             ///< ignoré s'il y est encore
};
std::unique_ptr<Lecteur> lecteur_de_tableau(DemandeDeTableau demande);

/// Tableau CSV ou XML, d'après ses premiers octets.
std::unique_ptr<Lecteur> lecteur_de_source(documents::Source source,
                                           std::optional<Correspondance> const& correspondance);
/// Par la racine du XML ; lève FichierRefuse pour les racines d'un autre usage.
std::unique_ptr<Lecteur> lecteur_xml(documents::Source source);
std::unique_ptr<Lecteur> lecteur_d_archive(documents::ArchiveZip const& archive,
                                           std::optional<Correspondance> const& correspondance);

/// Un même INE sur deux lignes d'un même fichier : à dire, sans jamais écarter la ligne (formats.md §2.2).
class InesVus {
public:
    void signaler(LigneLue& ligne);

private:
    std::unordered_map<std::string, std::int64_t> vus_; ///< numéro de la première
};

} // namespace metier::echanges
