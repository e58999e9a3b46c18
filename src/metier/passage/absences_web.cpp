// Une absence que personne n'a préparée, une réattribution à défaire : le coordonnateur départemental, sans lire aucun
// dossier.
#include <algorithm>

#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/passage/dits.hpp"
#include "metier/passage/passage_web.hpp"

namespace metier::passage {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;
using jeunes::Apports;

struct Absence {
    Charge absent;
    std::vector<Charge> autres;
    std::vector<Delegation> deja;
};

Absence exiger_absent(Contexte& cx, Id<acces::Agent> id) {
    auto db = cx.db();
    Absence x;
    for (auto& c : charges(db, cx.portee().role_tenu, cx.jour()))
        if (c.parti)
            continue;
        else if (c.agent == id)
            x.absent = c;
        else
            x.autres.push_back(c);
    if (x.absent.agent != id)
        throw not_found();
    x.deja = delegations(db, id, cx.jour());
    std::erase_if(x.deja, [&](Delegation const& d) { return d.de != id; });
    return x;
}

DelegationForm formulaire_de(Contexte const& cx, Absence const& x) {
    DelegationForm f;
    offrir(f.a, x.autres);
    f.du.between(cx.jour(), base::plus_annees(cx.jour(), 1));
    f.au.between(cx.jour(), base::plus_annees(cx.jour(), 1));
    return f;
}

Html en_cours(Contexte const& cx, Absence const& x) {
    return when(!x.deja.empty(), [&] {
        return ensemble(
            h2("Qui tient déjà son rôle"), ul(each(x.deja, [&](Delegation const& d) {
                auto fin = "Finir la délégation à " + d.nom_a;
                return li(d.nom_a, ", du ", d.du, " au ", d.au,
                          details(summary(fin), formulaire(web::lien("/charges/{}/absence/fin", x.absent.agent),
                                                           cx.csrf(), cache("delegation", std::to_string(d.id.valeur)),
                                                           boutons(bouton_danger(fin)))));
            })));
    });
}

Page page_absence(Contexte const& cx, Absence const& x, DelegationForm const& f) {
    auto titre = "Absence " + base::de_ce_lieu(x.absent.nom);
    return {
        .titre = titre,
        .rubrique = "Charges",
        .fil = {{"Charges", web::lien("/charges")}},
        .contenu = ensemble(
            h1(titre), resume_erreurs(f),
            p("Ses suivis restent à son nom. Du premier au dernier jour, un collègue tient son rôle à sa place\u00a0: "
              "il voit et fait ce qui l’attend. Tous deux en sont prévenus."),
            en_cours(cx, x), h2("Confier son rôle"),
            x.autres.empty()
                ? etat_vide("Personne d’autre n’est coordonnateur dans votre département.")
                : formulaire(web::lien("/charges/{}/absence", x.absent.agent), cx.csrf(), champ(f.a), champ(f.du),
                             champ(f.au), champ(f.motif),
                             boutons(bouton("Confier son rôle"), lien_bouton(web::lien("/charges"), "Annuler"))))};
}

Reply demander(Contexte& cx, Id<acces::Agent> id) {
    auto x = exiger_absent(cx, id);
    auto f = formulaire_de(cx, x);
    f.du.set(cx.jour());
    return cx.page(page_absence(cx, x, f));
}

Reply confier(Contexte& cx, Id<acces::Agent> id) {
    auto x = exiger_absent(cx, id);
    auto f = formulaire_de(cx, x);
    bool bon = cx.lire(f);
    if (bon && *f.au < *f.du) {
        f.au.refuse("Indiquez une date à partir du " + base::affiche(*f.du) + ".");
        bon = false;
    }
    if (!bon)
        return cx.invalide(page_absence(cx, x, f));
    auto db = cx.db();
    auto roles = roles_a_confier(db, cx.portee().role_tenu, id, cx.jour());
    cx.acte(Acte::delegation_modifiee, [&](Writer& w, acces::Trace& trace) {
        for (auto role : roles) {
            auto d = deleguer(w, cx.instant(), id, role, *f.a, *f.du, *f.au, f.motif.value().value_or(""));
            ecrire_au_delegue(w, cx, d, *f.a, *f.du, *f.au);
            ecrire_a_l_absent(w, cx, d, id, *f.du, *f.au);
        }
        trace.objet = "agent/" + std::to_string(f.a->valeur);
        trace.detail =
            "pour agent/" + std::to_string(id.valeur) + ", du " + base::iso(*f.du) + " au " + base::iso(*f.au);
    });
    return cx.voir(web::lien("/charges/{}/absence", id), "Son rôle est confié\u00a0; tous deux en sont prévenus.");
}

Reply finir_(Contexte& cx, Id<acces::Agent> id) {
    auto x = exiger_absent(cx, id);
    Id<Delegation> voulue{lire_entier(cx.requete().field("delegation")).value_or(0)};
    auto d = std::ranges::find(x.deja, voulue, &Delegation::id);
    if (d == x.deja.end())
        throw not_found();
    cx.acte(Acte::delegation_modifiee, [&](Writer& w, acces::Trace& trace) {
        trace.objet = "agent/" + std::to_string(d->a.valeur);
        trace.detail = "finie";
        finir(w, *d, cx.jour());
    });
    return cx.voir(web::lien("/charges/{}/absence", id), "Délégation finie.");
}

// ---- Rendre ce que l'on a réattribué

PassageDit exiger_passage(Contexte& cx, Id<PassageDit> id) {
    auto db = cx.db();
    auto p = trouver(db, id);
    auto eux = charges(db, cx.portee().role_tenu, cx.jour());
    auto ici = [&](Id<acces::Agent> qui) {
        return std::ranges::any_of(eux, [&](Charge const& c) { return c.agent == qui && !c.parti; });
    };
    if (!p || p->suivis == 0 || !ici(p->de) || !std::ranges::count(eux, p->a, &Charge::agent))
        throw not_found();
    return *p;
}

Reply demander_le_retour(Contexte& cx, Id<PassageDit> id) {
    auto x = exiger_passage(cx, id);
    auto db = cx.db();
    auto n = static_cast<long long>(a_rendre(db, x).size());
    auto quoi = "Rendre " + base::pluriel(n, "suivi") + " à " + x.nom_de;
    auto contenu =
        n == 0
            ? ensemble(h1("Rendre des suivis"),
                       etat_vide("Rien à rendre\u00a0: ces dossiers ont changé de référent depuis.",
                                 lien_bouton(web::lien("/charges"), "Revenir")))
            : confirmation({.question = quoi + "\u00a0?",
                            .consequences = p("Ils avaient été passés à ", x.nom_a, " le ", base::a_paris(x.le).jour,
                                              ". Leurs échéances reviennent avec eux\u00a0; ce qui ne tenait à aucun "
                                              "dossier reste où il est. Tous deux en sont prévenus."),
                            .bouton = quoi,
                            .ou = web::lien("/charges/passages/{}/retour", x.id),
                            .annuler = web::lien("/charges"),
                            .danger = false},
                           cx.csrf());
    return cx.page({.titre = "Rendre des suivis",
                    .rubrique = "Charges",
                    .fil = {{"Charges", web::lien("/charges")}},
                    .contenu = contenu});
}

Reply rendre(Contexte& cx, Id<PassageDit> id, Apports const& apports) {
    auto x = exiger_passage(cx, id);
    auto n = cx.acte(Acte::suivis_reattribues, [&](Writer& w, acces::Trace& trace) {
        auto quoi = a_rendre(w, x);
        if (!quoi.empty())
            passer(w, cx, apports, x.a, x.de, quoi);
        trace.objet = "agent/" + std::to_string(x.de.valeur);
        trace.detail = base::pluriel(static_cast<long long>(quoi.size()), "suivi") + " rendus par agent/" +
                       std::to_string(x.a.valeur);
        return static_cast<long long>(quoi.size());
    });
    return cx.voir(web::lien("/charges"),
                   n == 0 ? "Il n’y avait plus rien à rendre."
                          : base::pluriel(n, "suivi rendu", "suivis rendus") + " à " + x.nom_de + ".");
}

} // namespace

Html derniers_passages(Reader& db, Contexte const& cx) {
    constexpr int jours = 30; // ce que dure la lecture de l'ancien référent (C-92)
    auto liste = faits_par(db, cx.agent(), base::plus_jours(cx.jour(), -jours));
    auto eux = charges(db, cx.portee().role_tenu, cx.jour());
    std::erase_if(liste, [&](PassageDit const& x) { // à qui n'est plus là, rien ne se rend
        return std::ranges::none_of(eux, [&](Charge const& c) { return c.agent == x.de && !c.parti; });
    });
    return when(!liste.empty(), [&] {
        return ensemble(h2("Vos réattributions depuis trente jours"), ul(each(liste, [](PassageDit const& x) {
                            return li(x.quoi(), " ", base::de_ce_lieu(x.nom_de), " à ", x.nom_a, ", le ",
                                      base::a_paris(x.le).jour, " ",
                                      a(href(web::lien("/charges/passages/{}/retour", x.id)), "Rendre",
                                        lecteur(" ces suivis à ", x.nom_de)));
                        })));
    });
}

void routes_des_absences(acces::Routes& r, Apports const& apports) {
    r.get("/charges/{id}/absence", Droit::reattribuer, demander);
    r.post("/charges/{id}/absence", Droit::reattribuer, confier);
    r.post("/charges/{id}/absence/fin", Droit::reattribuer, finir_);
    r.get("/charges/passages/{id}/retour", Droit::reattribuer, demander_le_retour);
    r.post("/charges/passages/{id}/retour", Droit::reattribuer,
           [&apports](Contexte& cx, Id<PassageDit> id) { return rendre(cx, id, apports); });
}

} // namespace metier::passage
