#pragma once
// Le plan : ce que deviendra chaque ligne, et pourquoi. Ne fait que lire ; la même fonction sert à l'essai à blanc.
#include <deque>
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
    /// Soixante-quatre bits d'une empreinte : une ligne de deux cents mégaoctets d'élèves ne pèse ainsi que peu.
    using Trace = std::uint64_t;
    struct DejaVue {
        std::int64_t rang = 0, numero = 0;
        Trace empreinte = 0, ine = 0, identite = 0, cle = 0;
        std::optional<Id<jeunes::Jeune>> jeune;
        Issue issue = Issue::erreur;
        int fois = 1;                        ///< lignes qui portent cette clé
        std::optional<EtatCivil> etat_civil; ///< vide : à relire en base
    };
    using Index = std::unordered_map<Trace, std::uint32_t>; ///< place dans vues_
    DejaVue const* vue_en(Index const& index, Trace cle) const;
    std::uint32_t garder(DejaVue const& v);
    static Trace du_jeune(Id<jeunes::Jeune> id) { return static_cast<Trace>(id.valeur); }
    static Trace trace(std::string_view empreinte); ///< 0 : vide
    static DejaVue vue(LigneImport const& l);
    struct Lot {
        std::map<std::string, LigneConnue> connues;
        Decisions decisions;
    };
    Lot charger(Reader& db, std::vector<LigneImport> const& lignes);
    LignePrevue prevoir_une(Reader& db, Lot const& lot, LigneImport ligne);
    void prevoir_un_eleve(Reader& db, Lot const& lot, LigneExaminee const& lue, LignePrevue& p);
    bool ecarter(LigneExaminee const& lue, LigneImport& l) const;
    bool repeter(LigneImport& l, Lot const& lot);
    bool numerotes_a_part(LigneImport const& l, DejaVue const& autre) const;
    bool disputer(LigneImport& l, LignePrevue& p) const;
    EtatCivil etat_civil(Reader& db, DejaVue const& autre);
    void opposer(Reader& db, FicheLue const& lue, LigneImport& l);
    void departager(LigneImport& l, DejaVue const& autre) const;
    void rapprocher(Reader& db, Lot const& lot, LigneExaminee const& lue, LignePrevue& p);
    void connaitre(Reader& db, LigneExaminee const& lue, LigneImport& l, Id<jeunes::Jeune> jeune, std::string motif);
    void prevoir_un_responsable(Reader& db, Lot const& lot, LigneImport& l);
    void prevoir_un_libelle(Reader& db, LigneLue const& lue, LigneImport& l);
    std::string autre_ligne(std::int64_t numero) const; ///< « la ligne 12 », « l'élève n° 12 »
    void memoriser(LigneImport const& l, std::string const& cle_d_origine, FicheLue const* fiche = nullptr);

    Importation importation_;
    base::Coffre const& coffre_;
    int age_minimal_, age_maximal_;
    rapprochement::Modele modele_;
    rapprochement::Seuils seuils_;
    Annuaire annuaire_;
    std::deque<DejaVue> vues_; ///< une fois chacune, quel que soit ce qui la retrouve
    Index par_identite_, par_cle_;
    Index par_jeune_; ///< dossiers déjà pris par une ligne
    Comptes comptes_;
};

/// Ce que devient la ligne, et pourquoi.
void poser(LigneImport& l, Issue issue, std::string motif, std::optional<Id<jeunes::Jeune>> jeune = {});

/// Nomenclature et code d'une ligne de structures ou de nomenclatures, et son libellé.
struct LibelleLu {
    std::string nomenclature, code, libelle;
};
LibelleLu libelle_lu(LigneLue const& ligne, base::AnneeScolaire annee);

} // namespace metier::echanges
