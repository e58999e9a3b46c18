#pragma once
// Recevoir un fichier : ce que c'est, d'où il vient, les questions qu'il pose. Un fichier refusé ne laisse rien.
#include <filesystem>

#include "metier/acces/contexte.hpp"
#include "metier/echanges/formats/lecteur.hpp"
#include "metier/echanges/importations_sql.hpp"
#include "metier/echanges/nature.hpp"

namespace metier::echanges {

struct Demande {
    std::filesystem::path chemin;
    std::string nom;
    std::optional<Nature> nature; ///< utile si le fichier ne le dit pas
    std::string expediteur;       ///< « Mission locale de Val-Clair » ; vide : déduit
    std::optional<base::Uai> uai; ///< si le fichier ne le dit pas
    std::optional<base::AnneeScolaire> annee;
    std::optional<Date> jour;
    std::optional<Correspondance> correspondance;
};

struct Reconnu {
    Importation liste; ///< sans numéro : rien n'est encore écrit
    std::string code_source, nom_source;
    NatureDeduite deduite;                  ///< ce que le contenu en dit, s'il en dit quelque chose
    std::optional<Proposition> proposition; ///< tableau inconnu : colonnes à confirmer
    bool colonnes_suffisantes = true;       ///< nom, prénom et naissance reconnus
    bool nature_a_dire() const { return liste.nature == Nature::a_dire; }
    std::optional<Importation> deja; ///< même contenu : rien ne change
};

/// Lit l'en-tête et les premières lignes. Lève documents::FichierRefuse.
Reconnu reconnaitre(acces::Environnement const& env, Reader& db, Demande const& demande);
/// Questions F-04 (hors périmètre), F-05 (année) et F-06 (plus ancien que le dernier import).
std::vector<Question> questions(Reader& db, Reconnu const& r, Demande const& demande, Deposant const& deposant);
/// Enregistre la liste, avec le travail qui la lira : l'une n'existe jamais sans l'autre.
Importation deposer(Writer& db, acces::Environnement const& env, Reconnu r, std::filesystem::path const& range,
                    std::vector<Question> const& questions, Deposant const& deposant);
/// Déplace (ou copie) le fichier reçu sous le dossier de données ; rend son chemin.
std::filesystem::path ranger(acces::Environnement const& env, std::filesystem::path const& recu, bool deplacer);

/// Un tableau dont on vient de dire la nature, l'expéditeur et les colonnes, reconnu de nouveau avec elles : ses
/// colonnes sont retenues pour sa source, sa lecture est demandée.
void confirmer_les_colonnes(Writer& db, acces::Environnement const& env, Importation const& i, Reconnu const& dite,
                            std::vector<Question> const& posees, std::optional<Id<acces::Agent>> agent);

/// Empreinte des en-têtes, dans n'importe quel ordre : retrouve la correspondance choisie la dernière fois.
std::string empreinte_des_en_tetes(Correspondance const& correspondance);
/// Ce qui manque à ces colonnes, en français ; vide si l'essentiel y est.
std::string ce_qui_manque(Correspondance const& correspondance, Nature nature);

} // namespace metier::echanges
