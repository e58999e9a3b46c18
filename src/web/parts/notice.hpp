#pragma once
// Notices, error summary, empty state, badges: each with an icon and a text, never colour alone (U-15).
#include "web/form.hpp"

namespace web {

enum class Ton { information, succes, attention, erreur, neutre };

/// Icons, as inline SVG, hidden from screen readers: the text beside them says it.
enum class Icone {
    information,
    succes,
    attention,
    erreur,
    recherche,
    externe,
    copier,
    imprimer,
    calendrier,
    telephone,
    courriel,
    personne,
    groupe,
    fleche_gauche,
    fleche_droite,
    tri_haut,
    tri_bas,
    fermer,
    soleil,
    lune,
    ecran,
    document,
    cadenas,
    oeil,
    horloge,
    lieu,
    plus,
    note,
    lien,
    drapeau
};
Html icone(Icone icone);

struct Notice {
    Ton ton = Ton::information;
    std::string titre = {};
    std::string texte;
};
Html notice(Notice const& n);
Html notice(Ton ton, std::string_view texte);
/// With markup inside (links, list).
Html notice(Ton ton, std::string_view titre, Html const& contenu);

/// At the top of a refused form: what to correct, each line leads to its field (U-11). Nothing if no error.
Html resume_erreurs(std::vector<Erreur> const& erreurs);
template <class Form>
Html resume_erreurs(Form const& form) requires requires(Form& f) {
    f.fields();
}
{ return resume_erreurs(erreurs(form)); }

/// « Aucune réunion prévue. » and what can be done.
Html etat_vide(std::string_view texte, Html const& que_faire = {});

/// A short state: « Sans solution », with an icon chosen by its tone.
Html badge(Ton ton, std::string_view texte);
Html badge(Ton ton, Icone avec, std::string_view texte);

/// « Copier » puts the text in the clipboard; shown only where scripts run.
Html bouton_copier(std::string_view texte, std::string_view libelle = "Copier");
Html bouton_imprimer();
/// « Fiche navette (PDF, 62 Ko) » (U-17).
Html lien_fichier(Lien const& ou, std::string_view libelle, std::string_view format, std::uint64_t octets);
/// « 62 Ko »
std::string poids(std::uint64_t octets);

} // namespace web
