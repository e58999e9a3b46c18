#pragma once
// Record linkage (Fellegi-Sunter): records in, scored pairs with their reasons out. It decides nothing about people.
// No SQL, no web, no global state; the same bytes out whatever the number of threads and the order of the rows.
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rapprochement/fiche.hpp"
#include "rapprochement/modele.hpp"

namespace rapprochement {

/// Blocking keys: two records that may be one person share at least one. Stable over time, about ten a record;
/// store them in an indexed column and ask `where cle in (…)` for candidates.
std::vector<std::uint64_t> cles_de_blocage(Fiche const& fiche);
/// Keys « name and date », « first name and date », of this record if one slip were made in its date of birth (a digit,
/// two swapped, day and month inverted, another day of the month). About a hundred; they find a name that is wrong too.
std::vector<std::uint64_t> cles_a_une_faute_de_date(Fiche const& fiche);

/// Share of the population that bears a name, to weigh a rare name more. Empty: no adjustment.
class Frequences {
public:
    Frequences();
    ~Frequences();
    Frequences(Frequences&&) noexcept;
    Frequences& operator=(Frequences&&) noexcept;
    void ajouter_nom(std::string_view nom, double effectif);
    void ajouter_prenom(std::string_view prenom, double effectif);
    /// Share in [0, 1]; 0 when the name is unknown.
    double nom(std::string_view nom) const;
    double prenom(std::string_view prenom) const;
    static Frequences compter(std::span<Fiche const> fiches);

    struct Tables; ///< private to the engine
    Tables const& tables() const { return *tables_; }
    Tables& tables() { return *tables_; }

private:
    std::unique_ptr<Tables> tables_;
};

/// Why the weight alone does not decide.
enum class Garde : std::uint8_t {
    aucune,
    ine_partage,   ///< same INE, but another name or first name and another date: always for a person to judge
    jumeaux,       ///< same name, same date, other first name
    prenom_absent, ///< nothing separates two twins
    peu_de_fiches, ///< name, first name or date differs, and the files are too small to show that this happens
};

struct Ligne {
    Champ champ = Champ::nom;
    std::string niveau{};                             ///< code of the level
    int dixiemes = 0;                                 ///< rarity correction included
    std::string valeur_a{}, valeur_b{};               ///< as given
    std::vector<bool> differents_a{}, differents_b{}; ///< per code point of each value: true where it differs
    std::string phrase{}; ///< « Nom identique, porté par 3 personnes sur 10 000 : + 11,7 »
};

struct Explication {
    std::vector<Ligne> lignes{};     ///< one per field, in the order of Champ
    int a_priori = 0;                ///< tenths of bits
    int correction = 0;              ///< twins: see `phrase_correction`
    std::string phrase_correction{}; ///< empty when correction is 0
    int total = 0;                   ///< = a_priori + sum of the lines + correction, exactly
    double probabilite = 0;
    Garde garde = Garde::aucune;
};
Explication comparer(Fiche const& a, Fiche const& b, Modele const& modele, Frequences const* frequences = nullptr);
struct Paire;
struct Resultat;
class Population;
/// A pair of a result, weighed as it was: `a` and `b` are only shown.
Explication comparer(Population const& population, Paire const& paire, Fiche const& a, Fiche const& b,
                     Resultat const& resultat);

enum class Decision : std::uint8_t { lien, douteux, refus };
std::string_view code(Decision decision); ///< « lien », « douteux », « refus »

/// Why a candidate was not taken.
enum class Raison : std::uint8_t {
    lien,
    douteux,
    poids_insuffisant,
    pris_par_un_meilleur,
    meilleur_ailleurs,
    contredit
};
std::string_view phrase(Raison raison);

struct Paire {
    std::uint32_t a = 0; ///< position in `a`
    std::uint32_t b = 0; ///< position in `b` (in `a` when removing duplicates)
    int dixiemes = 0;
    Decision decision = Decision::refus;
    Raison raison = Raison::poids_insuffisant;
    Garde garde = Garde::aucune;
    double probabilite = 0;
};

struct Passe {
    std::string nom{};
    std::uint64_t paires = 0; ///< pairs first met in this pass
    std::uint64_t blocs_subdivises = 0;
    std::uint64_t blocs_refuses = 0;
    std::uint64_t paires_refusees = 0;
    bool ecartee = false;          ///< too many pairs for what it may bring: left out whole, all of them refused
    std::string plus_gros_refus{}; ///< what the records of the biggest block refused have in common
};

struct Avancement {
    std::string_view etape;
    double part = 0; ///< 0 to 1 within the step
};

struct Reprise; // reprise.hpp

struct Options {
    unsigned fils = 0; ///< 0: as many as the machine has
    Seuils seuils{};
    unsigned proches = 3;            ///< nearest candidates kept for each record of a
    std::uint32_t bloc_max = 500;    ///< beyond, a block is subdivided, then refused
    std::uint64_t paires_larges = 0; ///< pairs that one wide pass may compare; 0: as sizes say
    Modele const* modele = nullptr;  ///< use this model instead of learning one
    double part_attendue = 0; ///< with `modele`: its lambda is not for these files, where that share of a is expected
    Frequences const* frequences = nullptr; ///< use these instead of those of the files
    bool plusieurs = false; ///< lier: where a file has several records for one person, several links for one record
    bool dans_cet_ordre = false; ///< lier: the first list stays the first, as against an index: same sums, same digits
    std::function<void(Avancement const&)> progres{}; ///< called from the calling thread only
    std::atomic<bool> const* arret = nullptr;         ///< set to true: throws Interrompu
    Reprise* reprise = nullptr;                       ///< what was already done; filled when interrupted
};
struct Interrompu : std::exception {
    char const* what() const noexcept override;
};

struct Resultat {
    std::vector<Paire> liens;                        ///< sorted by key of a, then of b
    std::vector<Paire> douteux;                      ///< same order; a record may appear several times
    std::vector<std::vector<std::uint32_t>> groupes; ///< dedoublonner: two records or more, sorted by key
    std::vector<Passe> passes;
    std::vector<std::string> remarques; ///< French: blocks refused, lambda hard to estimate…
    Modele modele;                      ///< the one used: keep it with the campaign
    Frequences frequences;              ///< those used, to explain afterwards with comparer()
    double faux_attendus = 0;           ///< expected false links
    double manques_attendus = 0;        ///< expected true pairs among the refused and doubtful ones
    /// True pairs that no pass brought together, and the error of this estimate; nothing where no pass does without
    /// names. Slips that come together (a careless hand) make it too low.
    std::optional<double> perte_de_blocage{};
    double perte_plus_ou_moins = 0;
    bool repetee_a = false, repetee_b = false; ///< that file has several records for one person
    double secondes = 0;
    /// Nearest candidates of record `a`, best first, each with why it was not taken.
    std::span<Paire const> proches(std::size_t a) const;

    std::vector<Paire> tous_proches;
    std::vector<std::uint64_t> debut_proches; ///< size of a + 1
};

/// Records in compact form, for files too big to be kept as Fiche: add rows as they are read.
class Population {
public:
    Population();
    ~Population();
    Population(Population&&) noexcept;
    Population& operator=(Population&&) noexcept;
    void ajouter_a(Fiche const& fiche);
    void ajouter_b(Fiche const& fiche);
    std::size_t taille_a() const;
    std::size_t taille_b() const;
    std::string_view id_a(std::size_t i) const;
    std::string_view id_b(std::size_t i) const;
    /// b is what an index knows.
    bool contre_un_index() const;
    /// Record of b as it is compared: normalised, without the contacts, of which only a print is kept.
    Fiche fiche_b(std::size_t i) const;
    struct Interne;
    Interne const& interne() const { return *interne_; }
    Interne& interne() { return *interne_; }

private:
    std::unique_ptr<Interne> interne_;
};

/// Exact number of pairs that each pass would compare if no sure link were set aside before it.
std::vector<Passe> prevoir(Population const& population, Options const& options = {});

/// The model with the shares of birthplaces and communes that these two files really have.
Modele aux_communes_de(Population const& population, Modele modele);

/// Links two files one to one.
Resultat lier(Population const& population, Options const& options = {});
Resultat lier(std::span<Fiche const> a, std::span<Fiche const> b, Options const& options = {});
/// Finds duplicates in the `a` side; groups under constraint, never by mere transitive closure.
Resultat dedoublonner(Population const& population, Options const& options = {});
Resultat dedoublonner(std::span<Fiche const> fiches, Options const& options = {});

} // namespace rapprochement
