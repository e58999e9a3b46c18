#pragma once
// The frame of every page: title, skip links, header, navigation, breadcrumb, notices, footer. It takes plain values
// and knows no business: it is told what to offer.
#include "web/form.hpp"
#include "web/parts/notice.hpp"

namespace web {

/// An entry of the main navigation, already filtered by rights.
struct EntreeDeMenu {
    std::string libelle = {};
    Lien lien = {};
    bool courante = false;
    int nombre = 0; ///< things waiting there, 0 = none shown
    /// Entries of one group that follow each other are one entry of the first row; theirs make the second row when one
    /// of them is current. Empty: always in the first row.
    std::string groupe = {};
};

/// A step of « Vous êtes ici »; the last one is the page and has no link.
struct Etape {
    std::string libelle = {};
    std::optional<Lien> lien = {};
};

/// Who is signed in, and for whom they act (U-9).
struct Compte {
    std::string nom = {};          ///< « Awa DIALLO »
    std::string role = {};         ///< « Coordonnatrice MLDS »
    std::string organisation = {}; ///< « Bassin de Rennes Nord »
    Lien profil = {};
    Lien deconnexion = {};       ///< POST
    std::optional<Lien> changer; ///< choose another role or organisation, when there are several
    Csrf csrf;
};

/// End of the session, announced two minutes before, prolonged by one key (U-21).
struct FinDeSession {
    int secondes = 0;    ///< from now
    Lien prolonger = {}; ///< POST, answers 204
    Lien connexion = {}; ///< where to sign in again afterwards
};

enum class Apparence { systeme, claire, sombre };
/// From and to the first-party cookie « apparence ».
Apparence apparence(Request const& requete);
std::string_view code(Apparence apparence);
/// GET /apparence?choix=…&retour=… : keeps the choice, goes back. Open to all.
Reply choisir_apparence(Request const& requete);

struct PageFrame {
    std::string titre = {};    ///< of the page; « Page – Rubrique – Raccroche » in the browser
    std::string rubrique = {}; ///< main section, may be empty
    std::vector<EntreeDeMenu> menu = {};
    std::vector<Etape> fil = {};          ///< empty on the home page
    std::optional<Compte> compte = {};    ///< nobody: public page
    std::optional<Lien> recherche = {};   ///< GET with « q »; nothing: no search box
    std::optional<Lien> suggestions = {}; ///< GET with « q », answers suggestions_html()
    std::string cherche = {};             ///< what was searched
    std::vector<Notice> notices = {};     ///< flash notices
    std::string maintenance = {};         ///< planned interruption, in a banner (U-24)
    std::optional<FinDeSession> session = {};
    Apparence apparence = Apparence::systeme;
    Lien ici = {};                 ///< this page, to come back to after a change of appearance
    std::string entete = {};       ///< an academy's own name beside the mark, may be empty
    std::vector<Lien> styles = {}; ///< default: the embedded ones
    std::string version = {};
    bool fictif = false;               ///< training data: says so on every page (U-25)
    std::optional<int> recharger = {}; ///< seconds, for a page of progress without JavaScript
    bool large = false;                ///< full width: wide tables
    bool projection = false;           ///< shown on a wall: nothing but the content, in big type
};

/// The whole document.
std::string page(PageFrame const& cadre, Html const& contenu);

/// One answer of the live search: <li role="option"> entries, without the page.
struct Suggestion {
    Lien lien = {};
    std::string titre = {};
    std::string detail = {};
};
Html suggestions_html(std::vector<Suggestion> const& suggestions);

} // namespace web
