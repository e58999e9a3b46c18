#include <algorithm>

#include "metier/pilotage/pages.hpp"

namespace metier::pilotage {

using acces::Contexte;
using acces::Droit;
using web::Reply;

void routes_des_lignes(acces::Routes& r);

namespace {

/// Une page de la liste, par clé : la même place même si quelqu'un s'ajoute entre-temps.
void decouper(PageDeLignes& page) {
    using Cle = std::pair<std::string, std::int64_t>;
    auto cle = [](LigneDeJeune const& l) { return Cle{l.qui.cle_tri, l.qui.jeune.valeur}; };
    auto lue = [](std::string const& curseur) -> std::optional<Cle> {
        auto v = web::lire_curseur(curseur, 2);
        auto n = v ? web::lire_entier((*v)[1]) : std::nullopt;
        return n ? std::optional{Cle{(*v)[0], *n}} : std::nullopt;
    };
    auto texte = [&](LigneDeJeune const& l) {
        return web::curseur({l.qui.cle_tri, std::to_string(l.qui.jeune.valeur)});
    };
    auto const total = page.lignes.size();
    auto const taille = static_cast<std::size_t>(page.demande.par_page);
    std::size_t debut = 0;
    if (auto apres = lue(page.demande.apres))
        debut = static_cast<std::size_t>(std::ranges::upper_bound(page.lignes, *apres, {}, cle) - page.lignes.begin());
    else if (auto avant = lue(page.demande.avant)) {
        auto fin =
            static_cast<std::size_t>(std::ranges::lower_bound(page.lignes, *avant, {}, cle) - page.lignes.begin());
        debut = fin > taille ? fin - taille : 0;
    }
    auto fin = std::min(debut + taille, total);
    std::vector<LigneDeJeune> montrees{page.lignes.begin() + static_cast<std::ptrdiff_t>(debut),
                                       page.lignes.begin() + static_cast<std::ptrdiff_t>(fin)};
    page.lignes = std::move(montrees);
    page.pagination.lignes = page.lignes.size();
    page.pagination.total = static_cast<long long>(total);
    if (debut > 0 && !page.lignes.empty())
        page.pagination.precedent = texte(page.lignes.front());
    if (fin < total && !page.lignes.empty())
        page.pagination.suivant = texte(page.lignes.back());
}

Reply lister(Contexte& cx) {
    auto db = cx.db();
    auto vue = lire_vue(cx, db);
    if (!vue || !acceptable(vue->form))
        throw web::not_found();
    auto groupe = lire_groupe(cx.requete());
    auto releve = relever(db, vue->campagne, vue->perimetre, vue->au);
    PageDeLignes page{*vue,
                      groupe,
                      intitule(groupe, releve),
                      lignes_visibles(db, cx.portee(), *vue, releve, groupe),
                      {},
                      web::lire_demande(cx.requete(), {"nom"}),
                      cx.peut(Droit::exporter)};
    page.pagination.ici = web::lien_de(cx.requete());
    decouper(page);
    return cx.page(page_lignes(page));
}

} // namespace

void routes_des_lignes(acces::Routes& r) { r.get("/indicateurs/lignes", Droit::lire_dossier, lister); }

} // namespace metier::pilotage
