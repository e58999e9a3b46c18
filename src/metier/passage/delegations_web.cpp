// Une absence : ce que chacun voit de la délégation, le dire à qui remplace, y mettre fin.
#include "base/texte.hpp"
#include "metier/acces/comptes.hpp"
#include "metier/acces/liens_signes.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/passage/passage_web.hpp"

namespace metier::passage {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using jeunes::Apports;

namespace {

/// Ce que voit qui remplace : quoi faire à sa place, et dire qu'il l'a lu.
Html a_sa_place(Contexte const& cx, Delegation const& d, std::vector<std::string> const& tient) {
    return ensemble(p("À voir et à faire à sa place\u00a0: ses échéances", tient.empty() ? "" : "\u00a0; ",
                      base::joint(tient, "\u00a0; "), ". ",
                      d.du <= cx.jour() ? a(href(web::lien("/role")), "Prendre ce rôle")
                                        : ensemble("Ce rôle s’ouvre à vous le ", d.du, ".")),
                    when(!d.vue_le, [&] {
                        return boutons(
                            formulaire_bouton(web::lien("/passage/delegations/{}/vue", d.id), cx.csrf(),
                                              bouton_secondaire("J’ai lu", lecteur(" la délégation de ", d.nom_de))));
                    }));
}

} // namespace

/// Ce que l'absent tient, et que qui le remplace voit et fait.
Html bloc_des_delegations(Contexte const& cx, Reader& db, Apports const& apports) {
    auto liste = delegations(db, cx.agent(), cx.jour());
    return when(!liste.empty(), [&] {
        return ul(each(liste, [&](Delegation const& d) {
            bool mienne = d.de == cx.agent();
            auto tient = ce_qu_il_tient(db, apports, {d.de}, cx.jour());
            return li(mienne ? "Vous déléguez à " + d.nom_a : d.nom_de + " vous délègue", ", du ", d.du, " au ", d.au,
                      d.motif.empty() ? "" : "\u00a0: " + d.motif,
                      when(!mienne, [&] { return a_sa_place(cx, d, tient); }), when(mienne, [&] {
                          return boutons(lien_bouton(web::lien("/passage/delegations/{}/fin", d.id), "Finir",
                                                     lecteur(" la délégation à ", d.nom_a)));
                      }));
        }));
    });
}

/// « Un autre collègue tient aussi votre rôle ces jours-là » ; vide : il est seul.
std::string aussi_ces_jours_la(Reader& db, Contexte const& cx, Id<acces::Agent> a, Date du, Date au) {
    std::vector<std::string> noms;
    for (auto const& d : delegations(db, cx.agent(), cx.jour()))
        if (d.de == cx.agent() && d.a != a && d.du <= au && d.au >= du)
            noms.push_back(d.nom_a + " (du " + base::affiche(d.du) + " au " + base::affiche(d.au) + ")");
    return noms.empty() ? ""
                        : " Attention\u00a0: " + base::joint(noms, ", ") + " le tient aussi une partie de ce temps.";
}

namespace {

void ecrire_a(Writer& db, Contexte const& cx, Id<acces::Agent> qui, std::string const& objet, std::string const& phrase,
              std::string const& origine) {
    auto compte = acces::compte(db, qui);
    ensure(compte.has_value(), "on délègue d'un compte à un compte");
    courriels::ADeposer c;
    c.agent = qui;
    c.adresse = compte->courriel;
    c.genre = "passage";
    c.objet = objet;
    c.texte = "Bonjour,\n\n" + phrase + "\n\n" + acces::adresse_entiere(cx, web::lien("/passage")) + "\n";
    c.origine = origine;
    courriels::deposer(db, cx.instant(), c);
}

} // namespace

void ecrire_au_delegue(Writer& db, Contexte const& cx, Id<Delegation> id, Id<acces::Agent> a, Date du, Date au) {
    ecrire_a(
        db, cx, a, "On vous confie un rôle",
        "Du " + base::affiche(du) + " au " + base::affiche(au) +
            ", un rôle vous est confié le temps d’une absence. De qui, et ce qui vous attend, est dans Raccroche :",
        "delegation/" + std::to_string(id.valeur));
}

void ecrire_a_l_absent(Writer& db, Contexte const& cx, Id<Delegation> id, Id<acces::Agent> de, Date du, Date au) {
    ecrire_a(
        db, cx, de, "Un collègue tient votre rôle",
        "Du " + base::affiche(du) + " au " + base::affiche(au) +
            ", un collègue tient votre rôle : c’est votre coordination départementale qui le lui a confié. Qui, et "
            "comment y mettre fin à votre retour, est dans Raccroche :",
        "delegation/" + std::to_string(id.valeur) + "/absent");
}

namespace {

Delegation exiger_delegation(Contexte& cx, Id<Delegation> id) {
    auto db = cx.db();
    auto d = trouver(db, id);
    if (!d || d->de != cx.agent() || d->au < cx.jour())
        throw not_found();
    return *d;
}

Reply demander_la_fin(Contexte& cx, Id<Delegation> id) {
    auto d = exiger_delegation(cx, id);
    auto titre = "Finir la délégation à " + d.nom_a;
    auto contenu = confirmation(
        {.question = titre + "\u00a0?",
         .consequences = ensemble(
             p("Du ", d.du, " au ", d.au, d.motif.empty() ? "" : "\u00a0: " + d.motif, "."),
             p(d.du <= cx.jour() ? d.nom_a + " perd votre rôle dès maintenant\u00a0; ce qui a été fait à votre place "
                                             "reste fait."
                                 : "Elle n’aura pas lieu\u00a0: " + d.nom_a + " ne recevra pas votre rôle.")),
         .bouton = titre,
         .ou = web::lien("/passage/delegations/{}/fin", d.id),
         .annuler = web::lien("/passage")},
        cx.csrf());
    return cx.page({.titre = titre,
                    .fil = {{"Mon compte", web::lien("/compte")}, {"Passer le témoin", web::lien("/passage")}},
                    .contenu = contenu});
}

Reply noter_vue_(Contexte& cx, Id<Delegation> id) {
    auto db = cx.db();
    auto d = trouver(db, id);
    if (!d || d->a != cx.agent())
        throw not_found();
    cx.acte(Acte::delegation_modifiee, [&](Writer& w, acces::Trace& trace) {
        trace.objet = "agent/" + std::to_string(d->de.valeur);
        trace.detail = "lue";
        noter_vue(w, cx.instant(), id);
    });
    return cx.voir(web::lien("/"), "C’est noté\u00a0: vous remplacez " + d->nom_de + " du " + base::affiche(d->du) +
                                       " au " + base::affiche(d->au) + ".");
}

Reply finir_(Contexte& cx, Id<Delegation> id) {
    auto d = exiger_delegation(cx, id);
    cx.acte(Acte::delegation_modifiee, [&](Writer& w, acces::Trace& trace) {
        trace.objet = "agent/" + std::to_string(d.a.valeur);
        trace.detail = "finie";
        finir(w, d, cx.jour());
    });
    return cx.voir(web::lien("/passage"), "Délégation finie.");
}

} // namespace

void routes_des_delegations(acces::Routes& r) {
    r.get("/passage/delegations/{id}/fin", Droit::suivre, demander_la_fin);
    r.post("/passage/delegations/{id}/fin", Droit::suivre, finir_);
    r.post("/passage/delegations/{id}/vue", Droit::suivre, noter_vue_);
}

} // namespace metier::passage
