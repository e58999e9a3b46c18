#pragma once
// Un formulaire renvoyé (double clic, retour en arrière, réseau repris) n'écrit pas deux fois : chacun porte un jeton.
#include "metier/acces/contexte.hpp"

namespace metier::acces {

/// À mettre dans le formulaire : le jeton déjà reçu s'il revient avec une erreur, un neuf sinon.
web::Html jeton_de_saisie(Contexte const& cx);
/// Dans l'acte, avant d'écrire ; faux : le même formulaire a déjà été reçu. Sans jeton, toujours vrai.
bool premiere_fois(storage::Writer& db, Contexte const& cx);
/// Avant l'acte, pour ne pas prendre un double clic pour un doublon : ce formulaire a déjà été écrit.
bool deja_recu(storage::Reader& db, Contexte const& cx);
std::int64_t effacer_les_jetons(storage::Writer& db, Instant maintenant);

} // namespace metier::acces
