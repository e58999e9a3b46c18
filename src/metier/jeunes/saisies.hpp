#pragma once
// Ce que les pages écrivent à la main, sous la garde de la version montrée.
#include "metier/jeunes/jeunes.hpp"

namespace metier::jeunes {

/// Lève Conflict si quelqu'un a enregistré avant.
void corriger_identite(Writer& db, Jeune const& j, std::int64_t version_montree);
void verifier_identite(Writer& db, Id<Jeune> jeune, std::int64_t version_montree, Id<acces::Agent> agent,
                       Instant maintenant);
void noter_points_d_appui(Writer& db, Id<Jeune> jeune, std::int64_t version_montree, std::string const& texte);
/// Un responsable corrigé à la main n'appartient plus à sa source : une importation n'y touche plus.
void ajouter_responsable(Writer& db, Id<Jeune> jeune, Responsable const& r);
void corriger_responsable(Writer& db, Id<Jeune> jeune, Id<Responsable_> id, std::int64_t version_montree,
                          Responsable const& r);

/// Un diplôme saisi, corrigé ou retiré à la main est tenu par un agent : la liste qui le redit n'y touche plus.
struct DiplomeSaisi {
    Diplome diplome;
    Fondement preuve = Fondement::declaration;
    Id<acces::Agent> par;
};
/// Celui que porte déjà ce dossier sous ce nom, hors `sauf`.
bool diplome_deja_note(Reader& db, Id<Jeune> jeune, Diplome const& d, std::optional<Id<Diplome>> sauf = {});
Id<Diplome> noter_diplome(Writer& db, Id<Jeune> jeune, DiplomeSaisi const& saisi);
/// Ce que la source avait écrit sous un autre nom reste, retiré : elle ne le fera pas revenir.
void corriger_diplome(Writer& db, Id<Jeune> jeune, Id<Diplome> id, std::int64_t version_montree,
                      DiplomeSaisi const& saisi, Instant maintenant);
void retirer_diplome(Writer& db, Id<Jeune> jeune, Id<Diplome> id, std::int64_t version_montree, Id<acces::Agent> agent,
                     Instant maintenant, std::string_view motif);

struct InePorte {
    std::string genre, chiffre;
};
std::vector<InePorte> ine(Reader& db, Id<Jeune> jeune);

struct Lecteur {
    std::string nom, role;
    Instant derniere{};
    int fois = 0;
};
/// Qui a lu ce dossier (C-89), les plus récents d'abord.
std::vector<Lecteur> lecteurs(Reader& db, Id<Jeune> jeune, int au_plus = 30);

/// Agents qui peuvent entrer dans le cercle : un rôle qui suit, dans le secteur du jeune ou qui le voit déjà ; pas ceux
/// qui y sont.
std::vector<std::pair<Id<acces::Agent>, std::string>> membres_possibles(Reader& db, Id<Jeune> jeune, Date jour);
/// Agents qui peuvent suivre ce jeune : ils le voient déjà, dans un rôle qui suit.
std::vector<std::pair<Id<acces::Agent>, std::string>> referents_possibles(Reader& db, Id<Jeune> jeune, Date jour);
/// Entré dans le cercle par erreur : sa lecture cesse tout de suite, sans les jours du relais. Faux si c'est le
/// référent.
bool retirer_du_cercle(Writer& db, Id<Jeune> jeune, Id<acces::Agent> agent, Date jour, std::string_view motif);

/// Suivi ailleurs désormais (transfert confirmé) ; une prochaine inscription peut le ramener.
void changer_de_bassin(Writer& db, Id<Jeune> jeune, Id<Territoire> bassin);

} // namespace metier::jeunes
