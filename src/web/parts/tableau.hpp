#pragma once
// Lists: table with caption, sort, row count, 20/50/100 rows a page, paging by key, filters kept in the address (U-16).
#include "web/html.hpp"
#include "web/parts/notice.hpp"

#include <vector>

namespace web {

/// What the address asks of a list: ?tri=nom&sens=desc&par=50&apres=…&avant=…
struct DemandeDeListe {
    std::string tri = {}; ///< a key among those offered
    bool decroissant = false;
    int par_page = 20;      ///< 20, 50 or 100
    std::string apres = {}; ///< opaque cursor: rows after it
    std::string avant = {}; ///< rows before it
};
/// The first key offered is the default; an unknown one is ignored.
DemandeDeListe lire_demande(Request const& requete, std::vector<std::string_view> const& tris_offerts);

/// A cursor is the sort values of the row at the edge; opaque in the address, checked when it comes back.
std::string curseur(std::vector<std::string> const& valeurs);
/// Nothing if it is not one, or has not this many values.
std::optional<std::vector<std::string>> lire_curseur(std::string_view texte, std::size_t valeurs);

struct Colonne {
    std::string titre = {};
    std::string tri = {};    ///< sort key offered by this column; empty: none
    std::string classe = {}; ///< « num » aligns figures to the right
};

struct Pagination {
    Lien ici = {};                       ///< the present address: lien_de(request)
    std::size_t lignes = 0;              ///< rows shown
    std::optional<long long> total = {}; ///< rows in all, when known
    std::string precedent = {};          ///< cursor of the first row shown, empty on the first page
    std::string suivant = {};            ///< cursor of the last row shown, empty on the last page
};

/// The <table> itself: every role said, every cell carrying the title of its column. On a narrow screen a table of
/// three columns or more becomes one card a row, each value under its title (theme.css, « .empile »); the roles stay,
/// so a screen reader hears the same table. `titres`: texts of the cells of `entetes`, in order.
Html table_dite(std::string_view classe, Html const& legende, std::vector<std::string> const& titres,
                Html const& entetes, Html const& lignes);
/// A scrolling, focusable frame around <table>; `legende` is the caption, also the name of the frame.
Html tableau(std::string_view legende, std::vector<Colonne> const& colonnes, Html const& lignes);
/// The same with sort links in the headers.
Html tableau(std::string_view legende, std::vector<Colonne> const& colonnes, Html const& lignes,
             DemandeDeListe const& demande, Lien const& ici);
/// Row count, rows per page, « Précédent » and « Suivant ».
Html pagination(Pagination const& p, DemandeDeListe const& demande);

/// A filter in force, shown as a tag that can be taken away.
struct FiltreActif {
    std::string libelle = {}; ///< « Bassin : Rennes Nord »
    Lien sans = {};           ///< the same list without it
};
Html filtres_actifs(std::vector<FiltreActif> const& filtres, Lien const& tout_effacer);
/// A filter form folded into one line, open when something is filtered. `champs` come from champ(form.x).
Html filtres(Lien const& ou, Html const& champs, bool ouvert);

/// « Tout sélectionner », a count and the buttons of a bulk act; put inside a formulaire() around the table.
Html barre_de_selection(Html const& boutons);
/// The box at the head of a row: name="choix", said « Sélectionner DIALLO Awa ».
Html case_de_selection(std::string_view valeur, std::string_view de_quoi, bool cochee = false);

} // namespace web
