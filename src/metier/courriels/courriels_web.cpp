#include "base/texte.hpp"
#include "metier/acces/delegation.hpp"
#include "metier/courriels/courriels_sql.hpp"
#include "web/form.hpp"
#include "web/parts/notice.hpp"
#include "web/parts/tableau.hpp"

namespace metier::courriels {

using acces::Contexte;
using acces::Droit;
using namespace web;

namespace {

constexpr int par_page = 50;

/// « o…@exemple.fr » : assez pour reconnaître une adresse mal saisie, pas pour en faire une liste.
std::string adresse_voilee(std::string const& adresse) {
    auto arobase = adresse.find('@');
    if (arobase == std::string::npos || arobase == 0)
        return adresse;
    std::size_t premier = 1; // une lettre accentuée prend plusieurs octets
    while (premier < arobase && (static_cast<unsigned char>(adresse[premier]) & 0xc0) == 0x80)
        ++premier;
    return adresse.substr(0, premier) + "…" + adresse.substr(arobase);
}

Html etat_de_la_file(std::vector<Compte> const& comptes) {
    if (comptes.empty())
        return p("Aucun courriel n’a encore été déposé.");
    return ul(each(comptes, [](auto const& c) {
        return li(base::libelle(c.etat), " : ", base::nombre(static_cast<long long>(c.nombre)));
    }));
}

Html ligne(CourrielVu const& c) {
    return tr(td(adresse_voilee(c.adresse)), td(libelle_du_genre(c.genre)), td(base::libelle(c.etat)), td(c.essais),
              td(c.reponse), td(c.cree_le), td(c.etat == Etat::a_envoyer ? Html{ensemble(c.prochain_essai)} : Html{}));
}

Reply montrer(Contexte& cx) {
    auto db = cx.db();
    auto apres = lire_entier(cx.requete().param("apres")).value_or(0);
    auto liste = en_souffrance(db, apres, par_page);
    bool regle = messagerie::serveur_de_l_environnement().has_value();
    acces::Page page{"Courriels"};
    page.large = true;
    page.contenu = ensemble(
        h1("Courriels"),
        when(!regle,
             [] {
                 return notice(Notice{Ton::attention, "Aucun serveur de courrier n’est réglé.",
                                      "Les messages attendent et partiront dès qu’il le sera (docs/exploitation.md)."});
             }),
        etat_de_la_file(comptes(db)),
        liste.empty() ? p("Rien en attente, rien de refusé.")
                      : tableau("En attente ou non partis, le plus ancien d’abord",
                                {{"Destinataire"},
                                 {"Genre"},
                                 {"État"},
                                 {"Essais"},
                                 {"Réponse du serveur"},
                                 {"Déposé le"},
                                 {"Prochain essai"}},
                                each(liste, ligne)),
        when(static_cast<int>(liste.size()) == par_page,
             [&] { return p(a(href(web::lien("/courriels").avec("apres", liste.back().id)), "Suivants")); }));
    return cx.page(page);
}

/// Celui qui l'a fait partir sait qu'il n'est pas arrivé et a fait autrement : un constat, pas un acte.
Reply noter_vu(Contexte& cx, Id<CourrielVu> id) {
    auto sien = acces::est_a_lui(cx.portee(), "de_agent_id");
    storage::Transaction tx{cx.env().base};
    auto page = tx.writer().maybe<std::string>(
        "update courriel set vu_le = coalesce(vu_le, ?) where id = ? and page <> '' and " + sien.sql +
            " returning page",
        cx.instant(), id, sien.p);
    if (!page)
        throw not_found();
    tx.commit();
    auto ou = lien_local(*page);
    return cx.voir(ou.value_or(web::lien("/")), "C’est noté\u00a0: ce courriel n’attend plus rien de vous.");
}

} // namespace

void routes(acces::Routes& r) {
    r.get("/courriels", Droit::gerer_comptes, montrer);
    r.post("/courriels/{id}/vu", Droit::connecte, noter_vu);
    r.menu({"Courriels", web::lien("/courriels"), Droit::gerer_comptes, 83,
            "Ce qui attend d’être envoyé ou a été refusé.", acces::groupe::administration});
}

} // namespace metier::courriels
