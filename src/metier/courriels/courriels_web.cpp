#include "base/texte.hpp"
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
    return arobase == std::string::npos || arobase == 0 ? adresse
                                                        : adresse.substr(0, 1) + "…" + adresse.substr(arobase);
}

Html etat_de_la_file(std::vector<Compte> const& comptes) {
    if (comptes.empty())
        return p("Aucun courriel n’a encore été déposé.");
    return ul(each(comptes, [](auto const& c) {
        return li(base::libelle(c.etat), " : ", base::nombre(static_cast<long long>(c.nombre)));
    }));
}

Html ligne(CourrielVu const& c) {
    return tr(td(adresse_voilee(c.adresse)), td(c.genre), td(base::libelle(c.etat)), td(c.essais), td(c.reponse),
              td(c.cree_le), td(c.etat == Etat::a_envoyer ? Html{ensemble(c.prochain_essai)} : Html{}));
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

} // namespace

void routes(acces::Routes& r) {
    r.get("/courriels", Droit::gerer_comptes, montrer);
    r.menu({"Courriels", web::lien("/courriels"), Droit::gerer_comptes, 83,
            "Ce qui attend d’être envoyé ou a été refusé.", acces::groupe::administration});
}

} // namespace metier::courriels
