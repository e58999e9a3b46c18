// Pour un collègue parti : le coordonnateur départemental répartit des nombres, sans lire les dossiers.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/passage/passage_web.hpp"

namespace metier::passage {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;
using jeunes::Apports;

Reply montrer_les_charges(Contexte& cx, Apports const& apports) {
    auto db = cx.db();
    auto liste = charges(db, cx.portee().role_tenu, cx.jour());
    auto ligne = [&](Charge const& c) {
        auto tient = ce_qu_il_tient(db, apports, le_reste(db, c.agent), cx.jour(), true);
        return tr(th(scope("row"), c.nom), td(clas("num"), c.suivis), td(clas("num"), c.echeances),
                  td(base::joint(tient, "\u00a0; ")), td(when(c.suivis > 0 || !tient.empty(), [&] {
                      return a(href(web::lien("/charges/{}", c.agent)), "Réattribuer",
                               lecteur(" les suivis de ", c.nom));
                  })));
    };
    return cx.page({.titre = "Charge des coordonnateurs",
                    .rubrique = "Charges",
                    .contenu = ensemble(h1("Charge des coordonnateurs"), p("Des nombres, aucun nom de jeune."),
                                        liste.empty() ? etat_vide("Aucun coordonnateur dans votre département.")
                                                      : tableau("Charge",
                                                                {{"Coordonnateur"},
                                                                 {"Suivis", "", "num"},
                                                                 {"Échéances ouvertes", "", "num"},
                                                                 {"Hors de ses dossiers"},
                                                                 {""}},
                                                                each(liste, ligne)))});
}

struct Parti {
    Charge de;
    std::vector<Charge> autres;
};
Parti exiger_parti(Reader& db, Contexte const& cx, Id<acces::Agent> id) {
    Parti p;
    bool trouve = false;
    for (auto& c : charges(db, cx.portee().role_tenu, cx.jour())) {
        trouve = trouve || c.agent == id;
        if (c.agent == id)
            p.de = c;
        else
            p.autres.push_back(c);
    }
    if (!trouve)
        throw not_found();
    return p;
}

Page page_reattribution(Parti const& p, PassageForm const& f, Csrf const& csrf, std::vector<std::string> const& tient,
                        Html const& repartition_ = {}) {
    return {.titre = "Réattribuer les suivis de " + p.de.nom,
            .rubrique = "Charges",
            .fil = {{"Charges", web::lien("/charges")}},
            .contenu = ensemble(
                h1("Réattribuer les suivis de ", p.de.nom), resume_erreurs(f),
                web::p(base::pluriel(p.de.suivis, "suivi"), ", ",
                       base::pluriel(p.de.echeances, "échéance ouverte", "échéances ouvertes"),
                       ". Plusieurs collègues\u00a0: en parts égales."),
                when(!tient.empty(),
                     [&] { return web::p("Hors de ses dossiers\u00a0: ", base::joint(tient, "\u00a0; "), "."); }),
                repartition_.empty() ? formulaire(web::lien("/charges/{}", p.de.agent), csrf, champ(f.vers),
                                                  boutons(bouton("Voir la répartition")))
                                     : repartition_)};
}

Reply demander_reattribution(Contexte& cx, Apports const& apports, Id<acces::Agent> id) {
    auto db = cx.db();
    auto p = exiger_parti(db, cx, id);
    PassageForm f;
    offrir(f.vers, p.autres);
    return cx.page(page_reattribution(p, f, cx.csrf(), ce_qu_il_tient(db, apports, le_reste(db, id), cx.jour(), true)));
}

Reply reattribuer(Contexte& cx, Id<acces::Agent> id, Apports const& apports) {
    auto db = cx.db();
    auto p = exiger_parti(db, cx, id);
    PassageForm f;
    offrir(f.vers, p.autres);
    auto tient = ce_qu_il_tient(db, apports, le_reste(db, id), cx.jour(), true);
    if (!cx.lire(f))
        return cx.invalide(page_reattribution(p, f, cx.csrf(), tient));
    std::vector<Id<Jeune>> quoi;
    for (auto const& s : suivis(db, id))
        quoi.push_back(s.jeune);
    auto r = repartition(p.autres, *f.vers, quoi);
    ResteForm reste;
    offrir(reste.a, r.vers);
    bool confirme = cx.requete().field("confirme") == "oui";
    bool complet = confirme && (tient.empty() || cx.lire(reste));
    if (!complet) {
        if (!confirme)
            reste.a.set(r.vers.front().agent);
        auto page = page_reattribution(
            p, f, cx.csrf(), tient,
            ensemble(
                resume_erreurs(reste), tableau_de_repartition(db, apports, id, r, cx.jour()),
                formulaire(web::lien("/charges/{}", id), cx.csrf(),
                           each(r.vers, [](auto const& v) { return cache("vers", std::to_string(v.agent.valeur)); }),
                           cache("confirme", "oui"), when(!tient.empty(), [&] { return champ(reste.a); }),
                           boutons(bouton("Réattribuer"), lien_bouton(web::lien("/charges"), "Annuler")))));
        return confirme ? cx.invalide(page) : cx.page(page);
    }
    for (std::size_t i = 0; i < r.vers.size(); ++i)
        if (!r.lots[i].empty())
            cx.acte(Acte::suivis_reattribues, [&](Writer& w, acces::Trace& trace) {
                passer(w, cx, apports, id, r.vers[i].agent, r.lots[i]);
                trace.objet = "agent/" + std::to_string(r.vers[i].agent.valeur);
                trace.detail = base::pluriel(static_cast<long long>(r.lots[i].size()), "suivi") + " de agent/" +
                               std::to_string(id.valeur);
            });
    auto aussi = !tient.empty() ? passer_le_reste(cx, apports, id, *reste.a) : std::string{};
    return cx.voir(web::lien("/charges"),
                   base::pluriel(static_cast<long long>(quoi.size()), "suivi réattribué", "suivis réattribués") +
                       (aussi.empty() ? "" : ", et " + aussi) + ".");
}

} // namespace

void routes_des_charges(acces::Routes& r, Apports const& apports) {
    r.menu({"Charges", web::lien("/charges"), Droit::reattribuer, 61,
            "La charge de chaque coordonnateur, et sa réattribution.", acces::groupe::pilotage});
    r.get("/charges", Droit::reattribuer, [&apports](Contexte& cx) { return montrer_les_charges(cx, apports); });
    r.get("/charges/{id}", Droit::reattribuer,
          [&apports](Contexte& cx, Id<acces::Agent> id) { return demander_reattribution(cx, apports, id); });
    r.post("/charges/{id}", Droit::reattribuer,
           [&apports](Contexte& cx, Id<acces::Agent> id) { return reattribuer(cx, id, apports); });
}

} // namespace metier::passage
