#pragma once
// Ce qui permet de retrouver une personne : mots du nom (recherche) et clés de blocage (rapprochement).
#include <string>
#include <vector>

#include "metier/jeunes/jeunes.hpp"

namespace metier::jeunes {

/// Le mot, le mot privé d'une lettre (à partir de quatre), et « ~ » suivi de ce qu'on entend.
std::vector<std::string> variantes(std::string_view mot);
/// Mots distincts des noms et prénoms.
std::vector<std::string> mots_du_nom(std::vector<std::string> const& noms);
/// Clés de blocage, telles que gardées en base.
std::vector<std::int64_t> cles(std::vector<rapprochement::Fiche> const& fiches);
/// La fiche, sans les INE : en base, leurs empreintes sont déjà là.
rapprochement::Fiche fiche_sans_ine(IdentiteLue const& identite, std::string id);
/// Fiches de la personne : la sienne d'abord, puis une par identité donnée par une source.
std::vector<rapprochement::Fiche> fiches_d_un_jeune(Reader& db, Id<Jeune> jeune);
/// Met à jour mots et clés ; n'écrit que ce qui a changé.
void indexer(Writer& db, Id<Jeune> jeune);

/// Ce que garde `identite.empreinte` : égale, la source n'a rien changé.
std::string empreinte_d_identite(base::Coffre const& coffre, IdentiteLue const& identite);
std::string_view genre_d_ine(base::Ine const& ine);
/// Sortie, à défaut fin de l'année scolaire, plus un an : l'établissement suit ses anciens (metier.md §1.2).
Date visible_jusqu_au(Inscription const& inscription);

/// « insert into t (a, b) values (?, ?), (?, ?)… » ; deux valeurs par ligne.
void inserer_paires(Writer& db, std::string const& table_et_colonnes,
                    std::vector<std::pair<storage::Param, storage::Param>> const& paires);

} // namespace metier::jeunes
