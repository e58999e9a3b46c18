#pragma once
// Ce que l'académie garde en mémoire : le territoire, l'offre de formation et une fiche de quelques dizaines d'octets
// par personne.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "metier/demonstration/population/frequences.hpp"
#include "metier/demonstration/population/hasard.hpp"
#include "metier/demonstration/population/population.hpp"

namespace metier::demonstration {

enum class Niveau : std::uint8_t {
    sixieme,
    cinquieme,
    quatrieme,
    troisieme,
    segpa6,
    segpa5,
    segpa4,
    segpa3,
    seconde_gt,
    premiere_g,
    premiere_t,
    terminale_g,
    terminale_t,
    seconde_pro,
    premiere_pro,
    terminale_pro,
    cap1,
    cap2,
    agricole2,
    agricole1,
    agricole_t,
    apprenti1,
    apprenti2,
    mlds,
};
constexpr std::size_t nombre_de_niveaux = 24;
bool est_terminal(Niveau niveau);
bool est_apprenti(Niveau niveau);
/// Niveau de l'année d'après dans le même cursus ; le même s'il est terminal.
Niveau suivant(Niveau niveau);
Niveau precedent(Niveau niveau);

/// Places d'une formation dans un établissement.
struct Offre {
    std::uint16_t etablissement = 0, formation = 0;
    Niveau niveau{};
    double poids = 0; ///< élèves attendus, avant mise à l'échelle
};
/// Toutes les offres, rangées par établissement, et leurs tirages par niveau.
struct Carte {
    std::vector<Offre> offres;
    std::vector<std::uint32_t> premieres; ///< première offre de chaque établissement, et la fin
    struct Choix {
        std::vector<std::uint32_t> offres;
        Tirage tirage;
    };
    std::vector<std::array<Choix, nombre_de_niveaux>> par_bassin;
    std::array<Choix, nombre_de_niveaux> partout;
};

/// Passage dans un établissement, en jours depuis le 1er septembre de l'année N-1.
struct Segment {
    std::uint16_t etablissement = 0, formation = 0;
    std::int16_t du = 0, au = -1; ///< au : dernier jour si sortie déclarée, -1 sinon
    std::uint8_t annee = 0;       ///< 0 : N-1, 1 : N
    std::uint8_t division = 0;    ///< 255 : sans classe
    std::uint8_t motif = 0;
};
struct Fiche {
    std::uint32_t foyer = 0;
    std::int32_t naissance = 0; ///< jours depuis 1970
    std::array<Segment, 3> segments;
    std::uint8_t nombre = 0;
    Sexe sexe{};
    bool ne_en_france = true, nouveau = false, diplome = false;
    Situation situation{}; ///< une fois sorti
    std::int16_t situation_du = 0;
};
struct Foyer {
    std::uint16_t commune = 0;
    std::int16_t naissance_ainee = 0; ///< année
};
struct LieuDeNaissance {
    std::string insee, nom;
};

struct Monde {
    Monde(Options o, Frequences f) : options{std::move(o)}, frequences{std::move(f)} {}

    Options options;
    Frequences frequences;
    Territoire territoire;
    std::vector<Niveau> niveaux;           ///< par formation
    std::vector<double> effectifs, risque; ///< par établissement : élèves attendus, facteur de décrochage
    Carte carte;
    std::vector<LieuDeNaissance> lieux;
    Tirage tirage_des_lieux;
    std::vector<LieuDeNaissance> maternites; ///< chef-lieu de chaque bassin
    std::vector<Foyer> foyers;
    std::vector<Fiche> fiches;
    std::array<std::vector<std::uint32_t>, 2> debuts, eleves; ///< par année : eleves[debuts[e]..debuts[e + 1]]

    std::size_t cible() const;
    Date rentree() const { return options.annee.precedente().premier_jour(); }
    /// Jours entre la rentrée N-1 et aujourd'hui.
    int jour() const { return base::jours_entre(rentree(), options.aujourd_hui); }
    Hasard hasard(std::uint64_t cle, std::uint64_t rang) const { return Hasard{options.graine, cle, rang}; }
    bool scolaire(std::size_t etablissement) const {
        return territoire.etablissements[etablissement].type != Type::cfa;
    }
};

// Dans l'ordre où le monde se fait.
void lire_territoire(Monde& monde, std::filesystem::path const& data);
void lire_structures(Monde& monde, std::filesystem::path const& data);
void lire_offre(Monde& monde, std::filesystem::path const& data);
void peupler(Monde& monde);
void indexer(Monde& monde);

/// Nom lisible : « COLLEGE SAINT-EXUPERY » devient « Collège Saint-Exupery ».
std::string nom_lisible(std::string_view nom);
std::string telephone_fictif(Hasard& hasard, bool mobile);

Personne personne(Monde const& monde, std::size_t rang);
std::string classe(Monde const& monde, Segment const& segment);

} // namespace metier::demonstration
