#pragma once
// Ce que les pages de l'accompagnement ont en commun.
#include "metier/acces/premiere_fois.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/accompagnement/accompagnement.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::jeunes {
class Apports;
}

namespace metier::accompagnement {

/// Le jeune, dans la portée ; 404 sinon.
Jeune exiger(acces::Contexte& cx, Id<Jeune> id);
std::vector<web::Etape> fil(Jeune const& j);
/// La version que montrait le formulaire envoyé ; 0 s'il n'en dit pas.
inline std::int64_t version_vue(acces::Contexte const& cx) {
    return web::lire_entier(cx.requete().field("version")).value_or(0);
}
web::Html avis_de_conflit(bool conflit);
/// Un acte sur ce jeune, avec le motif de lecture de qui le fait.
template <class F>
auto acte_sur(acces::Contexte& cx, acces::Acte quoi, Id<Jeune> jeune, std::string const& objet,
              std::string const& detail, F&& ecrire) {
    auto motif = cx.exiger_visible(jeune);
    return cx.acte_ou_conflit(quoi, [&](Writer& db, acces::Trace& trace) {
        trace = {jeune, objet, detail, motif};
        ecrire(db);
    });
}

void routes_du_plan(acces::Routes& r);
void routes_des_contrats(acces::Routes& r);
void routes_du_tutorat(acces::Routes& r);
void routes_du_positionnement(acces::Routes& r);
void routes_des_voeux(acces::Routes& r);
/// Ce que cette partie montre d'un jeune, et à qui.
void lectures(jeunes::Apports& apports);
/// Ce qui suit un dossier que l'on passe, et ce que la fiche de passage en dit.
void temoin(jeunes::Apports& apports);

} // namespace metier::accompagnement
