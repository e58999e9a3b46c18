#pragma once
// Table ligne_import : une ligne du fichier, chiffrée, et ce qu'elle devient.
#include <span>
#include <string>
#include <vector>

#include "base/secret.hpp"
#include "metier/echanges/formats/lignes.hpp"
#include "metier/echanges/importations_sql.hpp"

namespace metier::echanges {

struct LigneImport {
    Id<LigneImport> id;
    Id<Importation> importation;
    std::int64_t rang = 0, numero = 0;
    std::string genre, contenu, empreinte, cle, identite, groupe, ine;
    bool presente = false;
    std::int64_t avertissements = 0;
    std::string issue; ///< code d'Issue, vide avant le plan
    std::string motif;
    std::optional<Id<jeunes::Jeune>> jeune;
    std::optional<std::int64_t> comme_rang; ///< la même personne que cette ligne ; douteuse : qu'on lui compare
    std::string decidee;
    bool appliquee = false;
    std::int64_t version = 1;

    LigneLue lue(base::Coffre const& coffre) const;
    bool est(Issue i) const { return issue == base::code(i); }
};
/// Ce que dit une ligne qu'une personne a tranchée.
inline constexpr std::string_view reconnue_par_une_personne = "Reconnue par une personne.";
inline constexpr std::string_view une_autre_personne = "Une autre personne, décidé à l’écran.";
std::string sceller(base::Coffre const& coffre, LigneLue const& ligne);

void ajouter(Writer& db, std::span<LigneImport const> lignes);
std::int64_t dernier_rang(Reader& db, Id<Importation> importation);
std::optional<LigneImport> ligne(Reader& db, Id<Importation> importation, Id<LigneImport> id);
std::optional<LigneImport> ligne_du_rang(Reader& db, Id<Importation> importation, std::int64_t rang);
/// Les suivantes, par rang ; `issue` vide : toutes.
std::vector<LigneImport> lignes(Reader& db, Id<Importation> importation, std::int64_t apres_rang, int combien,
                                std::string_view issue = {});
std::vector<LigneImport> lignes_avant(Reader& db, Id<Importation> importation, std::int64_t avant_rang, int combien,
                                      std::string_view issue = {});
/// Pas encore prévues, ou prévues et pas encore appliquées.
std::vector<LigneImport> a_prevoir(Reader& db, Id<Importation> importation, int combien);
std::vector<LigneImport> a_appliquer(Reader& db, Id<Importation> importation, std::int64_t apres_rang, int combien);
std::vector<LigneImport> du_groupe(Reader& db, Id<Importation> importation, std::string_view groupe);
/// Personnes que personne ne connaît encore : autant de dossiers.
std::int64_t combien_a_creer(Reader& db, Id<Importation> importation);
std::int64_t combien_a_appliquer(Reader& db, Id<Importation> importation);

/// Ce que le plan dit d'une ligne. Faux si elle a été appliquée ou tranchée entre-temps.
bool noter_le_plan(Writer& db, LigneImport const& ligne);
/// Après correction d'une cellule : contenu et plan ; Conflict si `version` n'est plus celle-là.
void recrire(Writer& db, LigneImport const& ligne);
/// Prend la ligne pour l'appliquer ; faux si un autre l'a déjà fait.
bool prendre(Writer& db, Id<LigneImport> id);
void retenir_le_jeune(Writer& db, Id<LigneImport> id, Id<jeunes::Jeune> jeune);
std::optional<Id<jeunes::Jeune>> jeune_du_rang(Reader& db, Id<Importation> importation, std::int64_t rang);

/// Dossiers proches d'une ligne douteuse.
struct CandidatGarde {
    Id<jeunes::Jeune> jeune;
    int dixiemes = 0;
    double probabilite = 0;
    std::string motif;
};
void garder_les_candidats(Writer& db, Id<LigneImport> ligne, std::span<CandidatGarde const> candidats);
std::vector<CandidatGarde> candidats(Reader& db, Id<LigneImport> ligne);
/// Une ligne semblable attend déjà une décision dans une autre liste appliquée.
std::optional<Id<Importation>> deja_en_attente(Reader& db, Id<Importation> sauf, std::string_view cle,
                                               std::string_view empreinte);
void effacer_les_lignes(Writer& db, Id<Importation> importation);

} // namespace metier::echanges
