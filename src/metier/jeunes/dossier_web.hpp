#pragma once
// Les routes des pages, par groupe ; réunies dans routes.cpp.
#include "metier/jeunes/apports.hpp"
#include "metier/jeunes/regles.hpp"

namespace metier::jeunes {

void routes_du_dossier(acces::Routes& r, Apports const& apports);
void routes_des_saisies(acces::Routes& r, Apports const& apports);
void routes_des_diplomes(acces::Routes& r);
void routes_du_cercle(acces::Routes& r);
void routes_des_listes(acces::Routes& r);
void routes_des_fusions(acces::Routes& r);
void routes_des_demandes(acces::Routes& r);

/// Le dossier gardé, dans la portée ; 404 sinon.
Jeune exiger(acces::Contexte& cx, Id<Jeune> id);
/// 403 à qui ne fait que lire ce dossier : il n'y entre pas, ni n'y fait entrer.
void exiger_d_ecrire(acces::Contexte& cx, Id<Jeune> id);
/// Ce qu'un acte sur ce dossier laisse au journal.
inline void trace_de(acces::Trace& trace, acces::Contexte& cx, Id<Jeune> id, std::string objet) {
    trace = {id, std::move(objet), "", cx.exiger_visible(id)};
}
/// R-06 : âges en vigueur ce jour-là.
FenetreDAge fenetre_de_l_obligation(Reader& db, Date jour);

} // namespace metier::jeunes
