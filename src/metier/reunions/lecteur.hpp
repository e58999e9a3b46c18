#pragma once
// Les yeux de chacun : qui lit, et à quel titre il sait de quel jeune l'on parle dans cette réunion.
#include "metier/reunions/reunions_sql.hpp"

namespace metier::reunions {

/// Un point dont le jeune n'est connu à aucun titre ne dit rien de lui.
struct Lecteur {
    acces::Portee portee;
    /// Lui aussi doit le voir : ce que qui conduit montre à l'avance de la page d'un autre.
    std::optional<acces::Portee> et_aussi = {};
    bool sans_compte = false; ///< une personne du dehors : aucun dossier
};
Lecteur lecteur_de(acces::Contexte const& cx);

/// Ce qu'un lecteur connaît d'un jeune, ici.
struct Titres {
    bool dossier = false;    ///< il l'ouvre
    bool prevention = false; ///< il voit la situation que cet établissement suit
    bool connu = false;      ///< à un titre ou à l'autre : il sait de qui l'on parle
    bool ouvre(agenda::Titre t) const;
};
/// Deux nombres à écrire dans un `select` où la table jeune s'appelle `j`, puis à rendre à `titres`. `reunion` : son
/// numéro, en SQL.
acces::Condition titres_sql(Lecteur const& qui, std::string_view reunion);
Titres titres(std::int64_t de_lui, std::int64_t de_l_autre);
/// Une condition : à un titre ou à l'autre, il sait qui est `j`.
acces::Condition connu(Lecteur const& qui, std::string_view reunion);
/// Les cercles dont il est ; « ('equipe', 'partenaires') ».
std::vector<acces::Visibilite> cercles(Lecteur const& qui);
std::string cercles_sql(Lecteur const& qui);

/// Un jeune connu ici, avec de quoi le nommer.
struct Connu {
    Id<Jeune> jeune;
    std::string nom, nom_usage, prenom;
    std::optional<Date> naissance;
    Titres titres = {};
};
/// Ceux de cette liste que ce lecteur connaît dans cette réunion ; une requête.
std::vector<Connu> connus(Reader& db, Lecteur const& qui, Id<Reunion> id, std::vector<Id<Jeune>> const& jeunes);

/// La situation de prévention de ce jeune, dans l'établissement de la réunion, si ce lecteur la voit.
std::optional<std::int64_t> situation_de(Reader& db, Lecteur const& qui, Id<Reunion> id, Id<Jeune> jeune);

/// Ce que chaque participant sait du jeune d'un point : qui peut en tenir une décision.
struct Savoir {
    Id<Membre> membre;
    std::vector<acces::Visibilite> cercles;           ///< de ses rôles du jour
    std::vector<acces::Visibilite> en_le_connaissant; ///< ceux des rôles qui connaissent ce jeune
    Titres titres = {};
    bool tient(acces::Visibilite v) const; ///< il connaît le jeune, et lit ce cercle
    bool lit(acces::Visibilite v) const;
};
/// De ceux qui ont un compte ; un point général se tient par tous. Une requête.
std::vector<Savoir> savoirs(Reader& db, Id<Point_> point, Date jour);

/// Ceux devant qui l'on projette un point : tous les attendus, sauf qui est noté excusé ou absent.
struct Salle {
    std::vector<std::string> presents; ///< par leur nom
    std::vector<Savoir> savent;        ///< les mêmes, dans le même ordre ; vide pour qui n'a pas de compte
    bool connait() const;              ///< tous savent de qui l'on parle
    bool lit(acces::Visibilite v) const;
    bool lit(agenda::Titre titre, acces::Visibilite v) const;
    std::vector<std::string> ne_lisent_pas(acces::Visibilite v) const;
};
Salle salle(std::vector<Membre> const& membres, std::vector<Savoir> const& savent);

} // namespace metier::reunions
