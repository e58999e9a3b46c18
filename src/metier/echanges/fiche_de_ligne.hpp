#pragma once
// D'une ligne de fichier à une personne : ce qui la désigne, ce qu'elle dit d'elle, sous la forme qu'attend jeunes.
#include <map>
#include <memory>

#include "metier/echanges/formats/controle.hpp"
#include "metier/echanges/lignes_sql.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "metier/territoire/territoire.hpp"

namespace metier::echanges {

/// Établissements déjà cherchés : une requête par UAI distinct, pas par ligne.
class Annuaire {
public:
    std::optional<territoire::Etablissement> const& trouver(Reader& db, base::Uai const& uai);
    /// Bassin des établissements de ce code postal ; rien s'il n'y en a pas, ou s'ils sont de plusieurs bassins.
    std::optional<Id<territoire::Territoire>> bassin_du_code_postal(Reader& db, std::string const& code_postal);

private:
    std::map<std::string, std::optional<territoire::Etablissement>> connus_;
    std::map<std::string, std::optional<Id<territoire::Territoire>>> par_code_postal_;
    bool codes_charges_ = false;
};

/// Règles de lecture d'une liste : format, jour de la liste, annuaire. La règle R-10 est au plan, pas ici.
Contexte regles_de_lecture(Importation const& i, Annuaire& annuaire, Reader& db);

struct LigneExaminee {
    LigneLue ligne;
    FicheLue fiche;
};
/// Ligne prête à garder : contrôlée, désignée par ses empreintes, chiffrée.
LigneImport preparer(LigneLue ligne, std::int64_t rang, Importation const& i, Contexte const& regles,
                     base::Coffre const& coffre, LigneExaminee* examinee = nullptr);

jeunes::IdentiteLue identite_lue(FicheLue const& fiche);
/// Ce qui désigne cette personne chez cette source : son numéro, sinon l'empreinte de son identité.
std::string cle_de_personne(FicheLue const& fiche, Importation const& i, base::Coffre const& coffre);
/// À clé : nom, prénom et naissance normalisés ; à défaut de naissance, l'INE ou l'établissement d'origine.
std::string empreinte_d_identite(FicheLue const& fiche, base::Coffre const& coffre);
/// Encore présent ce jour-là : ni sorti, ni en rupture.
bool present(FicheLue const& fiche, Date jour);
/// « ligne 12 », « élève n° 12 » : où la retrouver dans le fichier reçu.
std::string repere(Importation const& i, LigneImport const& ligne);
/// Nom, prénom, naissance : de quoi la reconnaître à l'écran.
std::string designation(LigneLue const& ligne);

} // namespace metier::echanges
