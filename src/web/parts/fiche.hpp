#pragma once
// Parts of a record's page: definition list, tabs, timeline, steps, progress, confirmation, side by side, weights.
#include "web/form.hpp"
#include "web/parts/notice.hpp"

namespace web {

/// Label and value; an empty value shows « Non renseigné ».
struct Definition {
    std::string libelle = {};
    Html valeur = {};
};
template <class V>
Definition definition(std::string libelle, V const& valeur) {
    return {std::move(libelle), ensemble(valeur)};
}
Html definitions(std::vector<Definition> const& liste);

/// Tabs are links: each has its address.
struct Onglet {
    std::string libelle = {};
    Lien lien = {};
    bool courant = false;
    int nombre = -1; ///< things inside, -1 = not shown
};
Html onglets(std::string_view nom, std::vector<Onglet> const& liste);

/// Title of a record with its badges and its buttons.
Html entete_de_fiche(std::string_view titre, Html const& sous_titre, Html const& actions = {});

/// What happened, the latest first.
struct Evenement {
    Date jour;
    Icone icone = Icone::note;
    std::string genre = {}; ///< « Entretien », « Appel »
    std::string titre = {};
    std::string auteur = {}; ///< « Awa DIALLO, coordonnatrice »
    Html texte = {};
    std::optional<Lien> lien = {}; ///< on the title
};
Html chronologie(std::vector<Evenement> const& evenements);

/// « Étape 2 sur 4 : Vérifier. Ensuite : Appliquer. » (U-12)
Html etapes(std::vector<std::string> const& noms, std::size_t courante);

/// How far a long job is. While it runs the page asks `fragment` (GET, answers progres() again); without JavaScript
/// the « Actualiser » link does it.
struct Progres {
    std::string libelle = {}; ///< « Import du fichier eleves.csv »
    long long fait = 0;
    long long total = 0;   ///< 0: not known yet
    std::string etat = {}; ///< « 12 000 lignes sur 30 000 lues »
    bool fini = false;
    Lien fragment = {}; ///< asked again while not finished
    Lien ici = {};      ///< « Actualiser », and where to go when finished
};
Html progres(Progres const& p);

/// Before a destructive act, with the name of the thing (U-22).
struct Confirmation {
    std::string question = {}; ///< « Clore le suivi de DIALLO Awa ? »
    Html consequences = {};    ///< what happens, what can be undone
    std::string bouton = {};   ///< « Clore le suivi »
    Lien ou = {};              ///< POST
    Lien annuler = {};
    bool danger = true;
};
Html confirmation(Confirmation const& c, Csrf const& csrf, Html const& champs = {});

/// Two records side by side; differences are marked and said.
struct LigneComparee {
    std::string libelle = {};
    std::string gauche = {};
    std::string droite = {};
    std::optional<double> poids = {}; ///< what this line brought to the score
    std::string motif = {};           ///< « même date de naissance »
};
Html cote_a_cote(std::string_view legende, std::string_view titre_gauche, std::string_view titre_droite,
                 std::vector<LigneComparee> const& lignes);
/// What differs between two texts, marked in each: what only the left has, what only the right has.
std::pair<Html, Html> marque_differences(std::string_view gauche, std::string_view droite);
/// A signed bar: for (right) or against (left), with its figure. `maximum` is the full width.
Html barre_de_poids(double poids, double maximum);

/// A figure with its label, its unit and where it comes from: dashboards.
struct Chiffre {
    std::string libelle = {};
    std::string valeur = {};       ///< « 1 234 », « 12,5 % »
    std::string note = {};         ///< « au 05/10/2026, + 12 en un mois »
    std::optional<Lien> lien = {}; ///< the list behind the figure
};
Html chiffres(std::vector<Chiffre> const& liste);

/// What a person has to do today: list of links with a date or a count.
struct AFaire {
    std::string libelle = {};
    Lien lien = {};
    std::string detail = {};
    Ton ton = Ton::neutre;
    std::string etiquette = {}; ///< « En retard », « Aujourd’hui »
};
Html a_faire(std::vector<AFaire> const& liste);

/// Help in context, folded (U-25).
Html aide(std::string_view question, Html const& reponse);
/// An acronym opened on its first use (U-14).
Html sigle(std::string_view court, std::string_view developpe);

} // namespace web
