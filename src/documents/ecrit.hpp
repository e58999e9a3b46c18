#pragma once
// A written document as values: letter, minutes, sheet. The same one becomes a printable page (and a PDF) or an ODT,
// so that what is said once reads the same everywhere. Texts are plain: nothing typed can become markup.
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace documents {

struct Titre {
    std::string texte;
    int niveau = 2; ///< 2 or 3; 1 is the document's own title
};
struct Paragraphe {
    std::string texte;
    bool fort = false;
};
struct Liste {
    std::vector<std::string> items;
    bool numerotee = false;
};
/// « libellé : valeur », one under the other.
struct Fiche {
    std::vector<std::pair<std::string, std::string>> lignes;
};
struct Tableau {
    std::string legende;
    std::vector<std::string> en_tetes;
    std::vector<std::vector<std::string>> lignes;
};
/// Places to sign, side by side, each under its title, wide enough for a hand; what is already signed says so.
struct Signatures {
    std::vector<std::string> qui;
    std::vector<std::string> notees = {}; ///< same order: « Signé le 25/11/2026 »; empty: still to sign
};
struct SautDePage {};
using Bloc = std::variant<Titre, Paragraphe, Liste, Fiche, Tableau, Signatures, SautDePage>;

/// What stands above the text of a French letter.
struct EnTeteDeLettre {
    std::vector<std::string> expediteur, destinataire;
    std::string lieu_et_date; ///< « Rennes, le 5 octobre 2026 »
    std::string objet;
};

struct Ecrit {
    std::string titre;
    std::string sous_titre = {};
    std::optional<EnTeteDeLettre> lettre = {};
    std::vector<Bloc> blocs = {};
    std::string pied = {}; ///< at the foot of each page, beside « page 2 sur 5 »
};

/// A self-contained XHTML page made to be printed: styles inside, no link, no script, tables with captions.
std::string page_imprimable(Ecrit const& ecrit);
/// An OpenDocument text, to be reworked in a word processor; named styles, real headings, table headers repeated.
std::string odt(Ecrit const& ecrit);

/// « PDF, 62 Ko », as announced beside a link (U-17).
std::string poids_affiche(std::string const& format, std::size_t octets);

} // namespace documents
