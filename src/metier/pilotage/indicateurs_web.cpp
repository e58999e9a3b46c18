#include "metier/pilotage/chiffres.hpp"
#include "metier/pilotage/pages.hpp"

namespace metier::pilotage {

using acces::Acte;
using acces::Contexte;
using acces::Droit;
using web::Reply;

void routes_des_lignes(acces::Routes& r);
void routes_des_exports(acces::Routes& r, Chiffres& chiffres);

web::Lien lien(Id<Photo> id) { return web::lien("/indicateurs/photos/{}", id); }

namespace {

/// Qui n'ouvre pas de dossier voit les nombres, pas les noms.
OuvrirLignes ouvreur(Contexte const& cx, Vue const& vue) {
    if (!cx.peut(Droit::lire_dossier))
        return [](GroupeDeJeunes const&) { return std::optional<web::Lien>{}; };
    return [&vue](GroupeDeJeunes const& g) { return std::optional{lien_des_lignes(vue, g)}; };
}

/// Qui ouvre les lignes lit les petits nombres ; les autres, ce que tout le monde peut lire.
std::shared_ptr<Bilan const> bilan_de(Contexte const& cx, Reader& db, Chiffres& chiffres, Vue const& vue) {
    if (cx.peut(Droit::lire_dossier))
        return std::make_shared<Bilan const>(etablir(relever(db, vue.campagne, vue.perimetre, vue.au)));
    return chiffres.partages(db, vue.campagne, vue.perimetre, vue.au);
}

Reply sans_chiffres(Contexte& cx, Reader& db) {
    return cx.page(page_sans_chiffres(!perimetre_du_role(db, cx.portee())));
}

acces::Page page_de(Contexte& cx, Reader& db, Chiffres& chiffres, Vue const& vue, FormPhoto const& photo) {
    auto bilan = bilan_de(cx, db, chiffres, vue);
    std::optional<PhotoLue> comparee;
    if (vue.form.comparer)
        comparee = trouver_photo(db, vue.du_role, *vue.form.comparer);
    return page_indicateurs(
        {vue, *bilan, ouvreur(cx, vue), photos(db, vue.du_role), comparee, photo, publiable(db, vue.perimetre)},
        cx.csrf());
}

Reply montrer(Contexte& cx, Chiffres& chiffres) {
    auto db = cx.db();
    auto vue = lire_vue(cx, db);
    if (!vue)
        return sans_chiffres(cx, db);
    return cx.page(page_de(cx, db, chiffres, *vue, {}), acceptable(vue->form) ? 200 : 422);
}

Reply figer(Contexte& cx, Chiffres& chiffres) {
    auto db = cx.db();
    auto vue = lire_vue(cx, db);
    if (!vue || !acceptable(vue->form))
        throw web::not_found();
    FormPhoto form;
    bool lue = cx.lire(form);
    if (lue && form.publique.value().value_or(false) && !publiable(db, vue->perimetre)) {
        form.publique.refuse("Seuls les chiffres de toute l’académie se publient.");
        lue = false;
    }
    if (!lue)
        return cx.invalide(page_de(cx, db, chiffres, *vue, form));
    auto bilan = chiffres.partages(db, vue->campagne, vue->perimetre, vue->au); // d'autres la liront
    auto id = cx.acte(Acte::photo_prise, [&](Writer& ecriture, acces::Trace& trace) {
        auto photo =
            prendre(ecriture, cx.instant(), cx.agent(),
                    {vue->campagne.id, vue->perimetre, *form.titre, *bilan, form.publique.value().value_or(false)});
        trace.objet = "photo/" + std::to_string(photo.valeur);
        return photo;
    });
    return cx.voir(lien(id), "Chiffres figés.");
}

Reply montrer_photo(Contexte& cx, Id<Photo> id) {
    auto db = cx.db();
    auto du_role = perimetre_du_role(db, cx.portee());
    auto photo = du_role ? trouver_photo(db, *du_role, id) : std::nullopt;
    if (!photo)
        throw web::not_found();
    Bilan aujourd_hui = etablir({.reglages = photo->bilan.reglages}); // les définitions du jour, seules
    return cx.page(page_photo(*photo, changements(photo->bilan, aujourd_hui)));
}

Reply statistiques(Contexte& cx) {
    auto db = cx.db();
    return cx.page(page_stats(derniere_photo_publique(db)));
}

} // namespace

void routes(acces::Routes& r, Chiffres& chiffres) {
    r.menu({rubrique_du_menu, web::lien("/indicateurs"), Droit::lire_indicateurs, 60,
            "De l’an dernier à la solution : l’entonnoir, les taux, les ventilations, les exports.",
            acces::groupe::pilotage});
    r.get("/indicateurs", Droit::lire_indicateurs, [&chiffres](Contexte& cx) { return montrer(cx, chiffres); });
    r.post("/indicateurs/photos", Droit::lire_indicateurs, [&chiffres](Contexte& cx) { return figer(cx, chiffres); });
    r.get("/indicateurs/photos/{id}", Droit::lire_indicateurs, montrer_photo);
    r.get("/stats", Droit::public_, statistiques);
    routes_des_lignes(r);
    routes_des_exports(r, chiffres);
}

} // namespace metier::pilotage
