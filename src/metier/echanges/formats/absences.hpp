#pragma once
// Absences exportées d'un logiciel de vie scolaire : détail (une ligne par absence) ou cumul (un total par élève). Lues
// en flux, sans base ; les motifs ne sont jamais gardés (metier.md R-71). formats.md §2.9 et §5.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace metier::echanges {

enum class FormatDAbsences { detail, cumul };

struct AbsenceLue {
    std::int64_t ligne = 0;    ///< dans le fichier
    std::string nom_et_prenom; ///< « DIALLO Hugo », tel que lu ; vide si le fichier ne nomme pas les élèves
    std::string classe;
    std::optional<Date> naissance;
    std::optional<std::int64_t> numero; ///< ELENOET
    // Détail
    Date debut{}, fin{};
    std::optional<int> minute_debut, minute_fin; ///< depuis minuit
    std::optional<double> demi_journees;         ///< ce que le logiciel en compte
    std::optional<bool> justifiee;               ///< rien d'écrit : on n'en sait rien (formats.md §1.2)
    // Cumul
    int total = 0;
    std::optional<int> non_justifiees, retards;
};

/// Une ligne qu'on ne peut pas lire : où, ce qu'on y lit, ce qu'on attendait.
struct DefautDeLigne {
    std::int64_t ligne = 0;
    std::string colonne, lu, attendu;
    std::string phrase() const;
};

class LecteurDAbsences {
public:
    virtual ~LecteurDAbsences() = default;
    FormatDAbsences format() const { return format_; }
    std::string const& libelle() const { return libelle_; } ///< « Absences, une ligne par absence (CSV) »
    std::vector<std::string> const& avertissements() const { return avertissements_; }
    /// Ligne suivante ; faux à la fin. Si `defaut` est rempli, la ligne n'est pas à prendre. Peut lever FichierRefuse.
    virtual bool suivante(AbsenceLue& absence, std::optional<DefautDeLigne>& defaut) = 0;

protected:
    FormatDAbsences format_ = FormatDAbsences::detail;
    std::string libelle_;
    std::vector<std::string> avertissements_;
};

/// Lève documents::FichierRefuse : illisible, sans élève, sans justification, d'un autre usage.
std::unique_ptr<LecteurDAbsences> ouvrir_des_absences(std::filesystem::path const& chemin, std::string const& nom);

} // namespace metier::echanges
