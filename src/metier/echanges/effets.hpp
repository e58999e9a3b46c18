#pragma once
// Ce qu'une ligne change, selon la nature de la liste (formats.md §2.2, §8, §9).
#include "metier/echanges/fiche_de_ligne.hpp"
#include "metier/echanges/memoire_sql.hpp"

namespace metier::echanges {

/// L'inscription que dit cette ligne ; rien si la liste n'en dit pas.
std::optional<jeunes::Inscription> inscription_de(Reader& db, base::Coffre const& coffre, Importation const& i,
                                                  FicheLue const& f, Id<jeunes::Jeune> jeune, Annuaire& annuaire);
std::vector<jeunes::Responsable> responsables_de(FicheLue const& f);
/// Rien ne changerait : identité, diplôme, inscription, responsables déjà tels quels (ni signalement, ni vœu, ni
/// situation à noter).
bool change_quelque_chose(Reader& db, base::Coffre const& coffre, Importation const& i, FicheLue const& f,
                          Id<jeunes::Jeune> jeune, Annuaire& annuaire);
/// Bassin d'une personne que cette ligne fait connaître.
std::optional<Id<territoire::Territoire>> bassin_de(Reader& db, Importation const& i, FicheLue const& f,
                                                    Annuaire& annuaire);

struct EffetDeLigne {
    Id<LigneImport> ligne;
    Id<jeunes::Jeune> jeune;
    Instant maintenant{};
    bool nouveau = false;
};
/// Écrit l'identité (sauf d'un dossier tout juste créé), l'inscription, le diplôme, le signalement, le vœu ou la
/// situation.
void ecrire_les_effets(Writer& db, base::Coffre const& coffre, Importation const& i, FicheLue const& f,
                       EffetDeLigne const& effet, Annuaire& annuaire);
void ecrire_le_libelle(Writer& db, Importation const& i, LigneLue const& ligne);

} // namespace metier::echanges
