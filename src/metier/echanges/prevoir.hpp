#pragma once
// Le plan : ce que deviendra chaque ligne, et pourquoi. Ne fait que lire ; la même fonction sert à l'essai à blanc.
#include <functional>
#include <unordered_map>

#include "metier/echanges/fiche_de_ligne.hpp"
#include "metier/echanges/memoire_sql.hpp"
#include "metier/echanges/verdict.hpp"

namespace metier::echanges {

/// Une ligne et les dossiers proches s'il faut trancher.
struct LignePrevue {
    LigneImport ligne;
    std::vector<CandidatGarde> candidats;
};

class Planificateur {
public:
    Planificateur(Reader& db, Importation const& importation, base::Coffre const& coffre, Date jour);
    /// Après un arrêt : se souvient des lignes déjà prévues.
    void reprendre(Reader& db);
    /// Essai de plusieurs fichiers : ce que celui d'avant ferait connaître compte pour celui-ci.
    void heriter(Planificateur const& autre);
    /// Dans l'ordre du fichier : une ligne peut répéter une précédente.
    std::vector<LignePrevue> prevoir(Reader& db, std::vector<LigneImport> lignes);
    /// Une seule, corrigée ou revérifiée : compare aussi aux autres lignes déjà prévues, lues en base.
    LignePrevue revoir(Reader& db, LigneImport ligne);

    Comptes const& comptes() const { return comptes_; }

private:
    struct DejaVue {
        std::int64_t rang = 0, numero = 0;
        std::string empreinte, ine, issue;
        std::optional<Id<jeunes::Jeune>> jeune;
        std::string identite = {};
    };
    struct Lot {
        std::map<std::string, LigneConnue> connues;
        Decisions decisions;
    };
    Lot charger(Reader& db, std::vector<LigneImport> const& lignes);
    LignePrevue prevoir_une(Reader& db, Lot const& lot, LigneImport ligne);
    void prevoir_un_eleve(Reader& db, Lot const& lot, LigneExaminee const& lue, LignePrevue& p);
    bool ecarter(LigneExaminee const& lue, LigneImport& l) const;
    bool repeter(LigneImport& l, Lot const& lot);
    void rapprocher(Reader& db, Lot const& lot, LigneExaminee const& lue, LignePrevue& p);
    void connaitre(Reader& db, LigneExaminee const& lue, LigneImport& l, Id<jeunes::Jeune> jeune, std::string motif);
    void prevoir_un_responsable(Reader& db, Lot const& lot, LigneImport& l);
    void prevoir_un_libelle(Reader& db, LigneLue const& lue, LigneImport& l);
    std::string autre_ligne(std::int64_t numero) const; ///< « la ligne 12 », « l'élève n° 12 »
    void memoriser(LigneImport const& l, std::string const& cle_d_origine);

    Importation importation_;
    base::Coffre const& coffre_;
    int age_minimal_, age_maximal_;
    rapprochement::Modele modele_;
    rapprochement::Seuils seuils_;
    Annuaire annuaire_;
    std::unordered_map<std::string, DejaVue> par_identite_, par_cle_;
    std::unordered_map<std::string, int> fois_;
    Comptes comptes_;
};

/// Nomenclature et code d'une ligne de structures ou de nomenclatures, et son libellé.
struct LibelleLu {
    std::string nomenclature, code, libelle;
};
LibelleLu libelle_lu(LigneLue const& ligne, base::AnneeScolaire annee);

} // namespace metier::echanges
