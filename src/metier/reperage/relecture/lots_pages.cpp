#include "metier/reperage/relecture/lots_pages.hpp"

#include "base/texte.hpp"
#include "metier/reperage/reperage_web.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::reperage {

using namespace web;

namespace {

Lien rapprochements() { return web::lien("/rapprochements"); }
Lien confirmation_de(std::string_view ecart) { return web::lien("/rapprochements/lots/{}/confirmation", ecart); }
std::vector<Etape> fil() { return {{"Rapprochements", rapprochements()}}; }

Html echantillon(LotMontre const& m) {
    std::size_t rang = 0;
    auto lignes = each(m.a_regarder, [&](Paire const& p) {
        auto dates = base::decoupe(m.nes_le.at(rang++), '|');
        return tr(th(scope("row"), a(href(lien(p.id)), p.nom_a)), td(dates.at(0)), td(p.nom_b), td(dates.at(1)),
                  td(clas("num"), rapprochement::affiche_poids(p.dixiemes)));
    });
    return tableau(base::pluriel(static_cast<long long>(m.a_regarder.size()), "paire tirée", "paires tirées") +
                       " au hasard",
                   {{"Cherché"}, {"Né(e) le"}, {"Vu cette année"}, {"Né(e) le"}, {"Poids", "", "num"}}, lignes);
}

} // namespace

Lien lien_du_lot(std::string_view ecart) { return web::lien("/rapprochements/lots/{}", ecart); }
Lien lien(Id<LotConfirme> id) { return web::lien("/rapprochements/lots-confirmes/{}", id); }

std::string titre_du_lot(std::string_view ecart, std::int64_t paires) {
    return (paires > 1 ? "Ces " + base::nombre(paires) + " paires " : std::string("Cette paire ")) +
           en_clair(lire_ecarts(ecart).value_or(Ecarts{}), paires);
}

Html les_lots(std::vector<Lot> const& lots) {
    if (lots.empty())
        return {};
    return ensemble(h2("Par lots"),
                    p("Des paires qui diffèrent exactement de la même façon, sans rival, ni jumeaux, ni INE partagé."),
                    ul(each(lots, [](Lot const& l) {
                        return li(a(href(lien_du_lot(l.ecart)), base::pluriel(l.paires, "paire"), " qui ",
                                    en_clair(lire_ecarts(l.ecart).value_or(Ecarts{}), l.paires)));
                    })));
}

Html les_lots_confirmes(std::vector<LotConfirme> const& lots) {
    if (lots.empty())
        return {};
    return ensemble(
        h2("Lots confirmés"),
        tableau("Lots confirmés, le dernier d’abord", {{"Lot"}, {"Paires", "", "num"}, {"Par"}, {"Le"}, {"État"}},
                each(lots, [](LotConfirme const& l) {
                    return tr(th(scope("row"),
                                 a(href(lien(l.id)), "Les fiches ", en_clair(lire_ecarts(l.ecart).value_or(Ecarts{})))),
                              td(clas("num"), base::nombre(l.paires)), td(l.fait_par), td(l.fait_le),
                              td(l.annule_le ? badge(Ton::neutre, "Annulé") : badge(Ton::succes, "Confirmé")));
                })));
}

acces::Page page_lot(LotMontre const& m) {
    auto titre_ = titre_du_lot(m.ecart, m.total);
    auto nombre = static_cast<std::int64_t>(m.paires.size());
    auto borne =
        nombre < m.total ? p("On en confirme ", base::nombre(nombre), " à la fois : les autres suivront.") : Html{};
    auto corps =
        m.paires.empty()
            ? etat_vide("Plus aucune paire de ce genre.", lien_bouton(rapprochements(), "Retour"))
            : ensemble(p(clas("chapo"), "Regardez celles-ci, tirées au hasard. Si l’une d’elles vous fait douter, "
                                        "tranchez-les plutôt une par une."),
                       echantillon(m), borne,
                       p(lien_bouton_principal(confirmation_de(m.ecart),
                                               nombre > 1 ? "Réunir ces " + base::nombre(nombre) + " paires…"
                                                          : std::string("Réunir cette paire…")),
                         " ", lien_bouton(rapprochements(), "Ne rien réunir")));
    return {.titre = titre_, .rubrique = "Rapprochements", .fil = fil(), .contenu = ensemble(h1(titre_), corps)};
}

acces::Page page_de_confirmation(LotMontre const& m, Csrf const& csrf) {
    auto nombre = static_cast<std::int64_t>(m.paires.size());
    auto combien = base::pluriel(nombre, "paire");
    auto avis = m.change
                    ? notice(Ton::attention, "Ce lot a changé pendant que vous le regardiez : il compte maintenant " +
                                                 combien + ". Relisez avant de confirmer.")
                    : Html{};
    auto question =
        confirmation({.question = nombre > 1 ? "Réunir les dossiers de ces " + base::nombre(nombre) + " paires ?"
                                             : std::string("Réunir les dossiers de cette paire ?"),
                      .consequences = ul(
                          li("Pour chacune, les deux dossiers deviennent un seul."),
                          li("Les paires dont les deux dossiers ont chacun leur référent sont laissées, et comptées."),
                          li("Tout le lot se défait d’un acte pendant 90 jours ; chaque paire aussi, à part.")),
                      .bouton = "Réunir " + combien,
                      .ou = lien_du_lot(m.ecart),
                      .annuler = lien_du_lot(m.ecart),
                      .danger = false},
                     csrf, ensemble(cache("nombre", std::to_string(nombre)), cache("empreinte", empreinte(m.paires))));
    return {.titre = "Confirmer un lot",
            .rubrique = "Rapprochements",
            .fil = {{"Rapprochements", rapprochements()}, {titre_du_lot(m.ecart, m.total), lien_du_lot(m.ecart)}},
            .contenu = ensemble(avis, question)};
}

acces::Page page_lot_confirme(LotConfirme const& lot, std::vector<Paire> const& paires, Csrf const& csrf) {
    auto nombre = static_cast<std::int64_t>(paires.size());
    auto titre_ =
        "Lot de " + base::pluriel(lot.paires, "paire", "paires") + ", confirmé le " + base::affiche(lot.fait_le);
    auto bouton_ =
        nombre > 1 ? "Annuler ces " + base::nombre(nombre) + " décisions" : std::string("Annuler cette décision");
    auto annuler = paires.empty() ? notice(Ton::information,
                                           "Plus aucune décision de ce lot n’est en vigueur : tout a été annulé.")
                                  : formulaire(web::lien("/rapprochements/lots-confirmes/{}/annulation", lot.id), csrf,
                                               p("Chaque dossier réuni retrouve son double, et la question se repose."),
                                               boutons(bouton_secondaire(bouton_)));
    auto liste =
        paires.empty()
            ? Html{}
            : tableau("Paires réunies", {{"Dossier"}, {"Réuni avec"}, {"Décidée le"}}, each(paires, [](Paire const& p) {
                          return tr(th(scope("row"), a(href(lien(p.id)), p.nom_a)), td(p.nom_b), td(p.decidee_le));
                      }));
    return {.titre = titre_,
            .rubrique = "Rapprochements",
            .fil = fil(),
            .contenu = ensemble(h1(titre_),
                                p("Les fiches ", en_clair(lire_ecarts(lot.ecart).value_or(Ecarts{})), ". Confirmé par ",
                                  lot.fait_par, "."),
                                annuler, liste)};
}

} // namespace metier::reperage
