#pragma once
// Une académie fictive dans l'annuaire réel de Bretagne : mêmes graine et options, mêmes personnes, octet pour octet.
// Les personnes ne sont pas gardées en mémoire : chacune se recalcule à la demande (quelques microsecondes).
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace metier::demonstration {

enum class Taille {
    essai,       ///< 3 000 personnes, bassins de Redon et de Vitré
    bassin,      ///< 30 000 personnes, bassins de Saint-Malo, Fougères, Vitré et Redon
    departement, ///< 130 000 personnes, Ille-et-Vilaine
    academie,    ///< 500 000 personnes, Côtes-d'Armor, Finistère, Ille-et-Vilaine, Morbihan
};

struct Options {
    std::uint64_t graine = 1;
    Taille taille = Taille::bassin;
    base::AnneeScolaire annee{2026};      ///< année en cours, dite N
    Date aujourd_hui;                     ///< rien de ce qui suit ce jour n'est encore arrivé
    std::optional<std::size_t> personnes; ///< remplace le nombre de la taille
};

// ---- le territoire ------------------------------------------------------------------------------------------------
// Un rang est un indice dans le vecteur de même nom de Territoire.

struct Departement {
    std::string code; ///< « 035 »
    std::string nom;
};
struct Bassin {
    std::string code; ///< « 03501 »
    std::string nom;
    std::size_t departement = 0;
};
struct District {
    std::string nom;
    std::size_t bassin = 0;
};
struct Commune {
    std::string insee, nom, code_postal;
    std::size_t bassin = 0;
    int population = 0;
};

enum class Type { college, lycee_general, lycee_polyvalent, lycee_professionnel, lycee_agricole, mfr, erea, cfa };

struct Etablissement {
    std::string uai, nom;
    Type type = Type::college;
    bool prive = false;
    bool segpa = false;
    std::string adresse, code_postal, commune, insee; ///< insee vide si inconnu
    std::size_t bassin = 0, district = 0;
    std::optional<double> latitude, longitude;
    std::string telephone, courriel;     ///< fictifs
    std::string siret;                   ///< CFA seulement
    std::vector<std::size_t> formations; ///< offertes ici
};
/// CIO, mission locale, PSAD, réseau FOQUALE : `uai` pour les CIO réels seulement.
struct Structure {
    std::string nom, uai, adresse, code_postal, commune, telephone, courriel;
    std::size_t bassin = 0;
    std::size_t tete = 0; ///< réseau FOQUALE : établissement du responsable
};
/// Formation suivie, d'après la nomenclature réelle.
struct Formation {
    std::string mef; ///< onze chiffres
    std::string libelle_court, libelle_long;
    std::string code_diplome; ///< formation-diplôme (CFD), huit caractères
    std::string diplome;      ///< « CAP cuisine » ; vide hors année terminale
    int niveau_diplome = 0;   ///< 3 CAP, 4 bac ; 0 si aucun (DNB compris)
    int age_theorique = 0;    ///< année de rentrée moins année de naissance
};

struct Territoire {
    std::string academie = "Rennes";
    std::vector<Departement> departements;
    std::vector<Bassin> bassins;
    std::vector<District> districts;
    std::vector<Commune> communes;
    std::vector<Etablissement> etablissements;
    std::vector<Structure> cio, missions_locales, psad, reseaux_foquale;
    std::vector<Formation> formations;
};

// ---- les personnes ------------------------------------------------------------------------------------------------

enum class Sexe { feminin, masculin };
enum class Parente { mere, pere, ascendant, tuteur };

struct Adresse {
    std::string ligne, code_postal, commune, insee;
};
struct Responsable {
    std::uint64_t id = 0; ///< le même pour tous les enfants du foyer
    Parente parente = Parente::mere;
    Sexe sexe = Sexe::feminin;
    std::string nom_famille, nom_usage, prenom, telephone, courriel;
    Adresse adresse;
    int niveau = 1; ///< 1 représentant légal, 2 personne en charge, 3 contact (SIECLE)
};

enum class MotifSortie {
    fin_de_cursus,
    changement_etablissement,
    apprentissage,
    demenagement,
    demission,
    non_reinscrit
};
enum class Statut { scolaire, apprenti };

struct Inscription {
    base::AnneeScolaire annee;
    std::size_t etablissement = 0, formation = 0;
    std::string classe; ///< « 2MELEC1 » ; vide : inscrit sans classe
    Statut statut = Statut::scolaire;
    Date du;
    std::optional<Date> au;           ///< rien : encore inscrit
    std::optional<MotifSortie> motif; ///< sortie déclarée ; rien si l'année est allée à son terme
    std::uint32_t numero = 0;         ///< ELEVE_ID dans l'établissement
};
struct Diplome {
    std::string intitule;
    int niveau = 0; ///< 0 : DNB ou CFG, qui ne comptent pas comme diplôme (R-05)
    Date obtenu_le;
    std::size_t formation = 0;
};

/// Ce que la personne fait vraiment au jour dit.
enum class Situation {
    inscrit_ici,      ///< même établissement que l'an passé, ou premier établissement
    inscrit_ailleurs, ///< autre établissement du territoire
    apprenti,
    demenage,               ///< parti de l'académie, inscrit là-bas
    enseignement_superieur, ///< diplômé
    formation_continue,
    service_civique,
    emploi,
    mission_locale,
    action_mlds, ///< repris par la MLDS (MEF 7534100111)
    sans_solution,
};
std::string_view code(Situation situation);
/// Formation initiale ou diplôme obtenu : sur une liste de décrocheurs, un faux.
bool est_faux_decrocheur(Situation situation, bool diplome_du_cursus);

struct Personne {
    std::uint32_t id = 0; ///< vrai identifiant, jamais dans les fichiers livrés
    std::string nom_famille, nom_usage;
    std::vector<std::string> prenoms;
    Sexe sexe = Sexe::feminin;
    Date naissance;
    bool ne_en_france = true;
    std::string insee_naissance, commune_naissance; ///< à l'étranger : ville seulement
    std::string pays_naissance;                     ///< « 100 » France
    Adresse adresse;
    std::string telephone, courriel; ///< vides si absents
    std::string ine, ine_ancien;     ///< RNIE ou BEA ; vide si absent
    std::uint32_t foyer = 0;         ///< fratries et jumeaux partagent le foyer
    std::vector<Responsable> responsables;
    std::vector<Inscription> inscriptions; ///< de la plus ancienne à la plus récente
    std::vector<Diplome> diplomes;
    Situation situation = Situation::inscrit_ici;
    Date situation_depuis;
    bool diplome_du_cursus = false; ///< a obtenu le diplôme préparé l'an passé
};

struct Monde; // ce dont l'académie se recalcule (monde.hpp)

class Academie {
public:
    /// Lit les données publiques de `data` (le dossier du dépôt) et peuple le territoire.
    Academie(std::filesystem::path const& data, Options options);
    ~Academie();
    Academie(Academie&&) noexcept;
    Academie& operator=(Academie&&) noexcept;

    Options const& options() const;
    Territoire const& territoire() const;
    std::size_t nombre() const; ///< de personnes ; leurs rangs vont de 0 à nombre() - 1
    Personne personne(std::size_t rang) const;
    /// Rangs des personnes passées par un établissement une année (N-1 ou N), dans l'ordre.
    std::vector<std::uint32_t> eleves(std::size_t etablissement, base::AnneeScolaire annee) const;

    template <class F>
    void pour_chacune(F f) const {
        for (std::size_t i = 0; i < nombre(); ++i)
            f(personne(i));
    }

private:
    std::unique_ptr<Monde const> monde_;
};

} // namespace metier::demonstration
