#pragma once
// Ce qui se lit d'un jeune. Chaque partie le déclare à un seul endroit, son fichier lectures.cpp : le champ, le droit
// qu'il demande, le cercle qui le lit, la raison, les pages où il paraît. Le banc d'essai, la matrice imprimée et les
// essais ne savent rien d'autre ; une table, une page ou un bloc que personne ne déclare fait échouer un essai.
#include <functional>
#include <string>
#include <vector>

#include "metier/acces/routes.hpp"
#include "metier/jeunes/jeunes.hpp"

namespace metier::jeunes {

struct ChampLu {
    std::string libelle;
    std::string colonnes; ///< où il est gardé : « contact.canal contact.note » ; « voeu.* » : toute la table
};

/// Pour un agent, dans un rôle, ce jour-là : combien il y en a, combien il en lit.
struct Lu {
    std::int64_t existe = 0, lisibles = 0;
    std::string titre = {}; ///< à quel titre, quand ce n'est pas celui du dossier : « elle lui est confiée »
    bool masque = false;    ///< il voit qu'il y a quelque chose, pas ce que c'est
};

struct Lecture {
    std::string partie, rubrique;
    acces::Droit droit = acces::Droit::lire_dossier;
    std::vector<ChampLu> champs;
    std::string cercle; ///< qui le lit : « qui voit le dossier »
    std::string raison; ///< pourquoi il se lit là
    /// « /contacts/{id} », « bloc Solutions », « chronologie contact ».
    std::vector<std::string> pages;
    std::function<Lu(acces::Contexte&, Id<Jeune>)> voir;
};

/// Ce qui écrit une lecture, ou l'emporte hors du programme : des adresses, jamais un droit. Leur droit est celui de
/// leur route ; un essai refuse une route qui écrit et que personne ne déclare.
struct GesteDeclare {
    std::string partie, rubrique;
    std::vector<std::string> postes; ///< « /jeunes/{id}/contacts »
    bool emporte = false;
};

/// Un lien en vie qui montre quelque chose de ce jeune à une personne sans compte.
struct LectureSansCompte {
    std::string qui, quoi;
    std::vector<std::string> champs;
    std::string etat; ///< « ouvert le 05/10/2026 »
    Instant expire_le{};
};

inline constexpr auto qui_voit_le_dossier =
    "Qui voit le dossier\u00a0: secteur, établissement, plateforme, cercle de suivi, accès accordé ou d’urgence";

/// Lu par qui voit le dossier : tout ou rien.
Lu avec_le_dossier(acces::Contexte& lui, Id<Jeune> jeune, std::int64_t existe);
/// Le nombre que rend cette requête, dont le premier `?` est le jeune.
template <class... P>
std::int64_t combien(Reader& db, std::string const& sql, Id<Jeune> jeune, P const&... p) {
    return db.one<std::int64_t>(sql, jeune, p...);
}
/// Une ou plusieurs lignes d'une table à jeune_id, lues par qui voit le dossier.
std::function<Lu(acces::Contexte&, Id<Jeune>)> table_du_dossier(std::string table);

} // namespace metier::jeunes
