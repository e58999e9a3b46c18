#pragma once
// Ce que les pages de l'accompagnement ont en commun.
#include "metier/acces/conflits.hpp"
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
/// Il suit, et ne fait pas que lire ce dossier (suivi fini, accès d'urgence).
bool tient(acces::Contexte& cx, Reader& db, Id<Jeune> id);
std::vector<web::Etape> fil(Jeune const& j);
/// La version que montrait le formulaire envoyé ; 0 s'il n'en dit pas.
inline std::int64_t version_vue(acces::Contexte const& cx) {
    return web::lire_entier(cx.requete().field("version")).value_or(0);
}
/// Une date comme on la lit ; vide s'il n'y en a pas.
inline std::string dit(std::optional<Date> d) { return d ? base::affiche(*d) : std::string{}; }
/// Une ligne de comparaison : ce qui est enregistré, ce que dit le formulaire.
inline web::LigneComparee ecart(web::FieldBase const& champ, std::string enregistre) {
    return {champ.label(), std::move(enregistre), std::string(champ.typed_first())};
}
/// Rien n'est encore enregistré : ce qui étonne, à corriger ou à confirmer ; vide s'il n'y a rien, ou si c'est
/// confirmé.
web::Html avis_a_confirmer(acces::Contexte const& cx, std::vector<std::string> const& avis);
Bornes bornes(Reader& db, Date jour);
/// `au` suit `du` et ne s'en éloigne pas trop ; sinon le champ le dit.
bool fin_plausible(web::Field<Date> const& du, web::Field<Date>& au, Bornes const& b);
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
