#include <algorithm>

#include "metier/courriels/courriels.hpp"
#include "metier/ecrits/ecrits.hpp"
#include "metier/reunions/releve.hpp"
#include "metier/reunions/reunions_web.hpp"
#include "web/parts/tableau.hpp"

namespace metier::reunions {

using namespace web;
using acces::Contexte;
using acces::Droit;

namespace {

Html bloc(documents::Titre const& t) { return t.niveau == 2 ? h2(t.texte) : h3(t.texte); }
Html bloc(documents::Paragraphe const& x) {
    return p(clas("texte-ecrit"), x.fort ? strong(x.texte) : ensemble(x.texte));
}
Html bloc(documents::Liste const& l) {
    return ul(each(l.items, [](auto const& i) { return li(i); }));
}
Html bloc(documents::Fiche const& f) {
    std::vector<Definition> liste;
    for (auto const& [libelle_, valeur] : f.lignes)
        liste.push_back(definition(libelle_, valeur));
    return definitions(liste);
}
Html bloc(documents::Tableau const& t) {
    std::vector<Colonne> colonnes;
    for (auto const& c : t.en_tetes)
        colonnes.push_back({c});
    return tableau(t.legende, colonnes,
                   each(t.lignes, [](auto const& l) { return tr(each(l, [](auto const& c) { return td(c); })); }));
}
Html bloc(documents::Signatures const&) { return {}; }
Html bloc(documents::SautDePage const&) { return {}; }

/// Celui que l'on regarde à la place d'un autre, si l'on conduit.
struct Demande {
    Ouverte o;
    Lecteur qui;
    std::optional<Membre> pour_lui = {};
};

Demande demande(Contexte& cx, Id<Reunion> id) {
    Demande d{exiger(cx, id), lecteur_de(cx)};
    auto db = cx.db();
    if (auto m = lire_entier(cx.requete().param("pour")); m && d.o.place.conduit) {
        d.pour_lui = membre(db, id, Id<Membre>{*m});
        if (!d.pour_lui)
            throw not_found();
        d.qui = lecteur_pour(db, d.qui, *d.pour_lui, cx.jour());
    }
    if (!d.o.reunion.ouverte_le)
        throw not_found();
    return d;
}

Lien ici(Id<Reunion> id, std::optional<Membre> const& m) {
    auto l = web::lien("/reunions/{}/releve", id);
    return m ? l.avec("pour", m->id) : l;
}

Html ce_que_chacun_lira(Contexte& cx, Demande const& d) {
    if (!d.o.place.conduit)
        return {};
    auto db = cx.db();
    auto choix = [&](Membre const& m) {
        bool courant = d.pour_lui && d.pour_lui->id == m.id;
        return li(a(href(ici(d.o.reunion.id, m)), when(courant, aria("current", "true")), m.nom),
                  when(!m.agent, [] { return span(clas("aide-courte"), " sans compte"); }));
    };
    return section(clas("carte"), h2("Ce que chacun lira"),
                   p("Un seul relevé ; chacun y voit ce que ses droits lui ouvrent."),
                   ul(li(a(href(ici(d.o.reunion.id, {})), when(!d.pour_lui, aria("current", "true")), "Vous")),
                      each(membres(db, d.o.reunion.id), choix)));
}

Reply montrer(Contexte& cx, Id<Reunion> id) {
    auto d = demande(cx, id);
    auto db = cx.db();
    auto ecrit = releve(db, d.qui, d.o.reunion, cx.jour());
    Html corps;
    for (auto const& b : ecrit.blocs)
        corps += std::visit([](auto const& x) { return bloc(x); }, b);
    auto pour_ = when(d.pour_lui.has_value(), [&] {
        return notice(Ton::information,
                      "Vous voyez ce que lira " + d.pour_lui->nom + ", dans la limite de ce que vous voyez vous-même.");
    });
    auto ici_ = web::lien("/reunions/{}/releve", id).texte();
    auto non_prevenus = when(d.o.place.conduit && !d.pour_lui, [&] {
        return each(courriels::en_cours(db, ici_), [&](auto const& c) {
            return when(courriels::pas_arrive(c), [&] {
                return notice(Ton::attention, courriels::etiquette(c),
                              ensemble(p(courriels::ce_qu_il_en_est(c)), when(c.de == cx.agent(), [&] {
                                           return courriels::fait_autrement(cx.csrf(), c);
                                       })));
            });
        });
    });
    cx.acte(acces::Acte::dossier_lu, [&](Writer&, acces::Trace& trace) { trace.objet = objet(id) + "/releve"; });
    return cx.page({.titre = "Relevé de décisions",
                    .rubrique = "Réunions",
                    .fil = fil(d.o.reunion),
                    .contenu = ensemble(entete_de_fiche(ecrit.titre, ensemble(ecrit.sous_titre)), pour_, non_prevenus,
                                        ecrits::boutons(ici(id, d.pour_lui), cx.csrf()),
                                        div(clas("dossier"), div(clas("releve"), corps),
                                            div(clas("dossier-cote"), ce_que_chacun_lira(cx, d))))});
}

Reply emporter(Contexte& cx, Id<Reunion> id) {
    auto d = demande(cx, id);
    auto ecrit = [&] {
        auto db = cx.db();
        return releve(db, d.qui, d.o.reunion, cx.jour());
    }();
    ecrit.pied = ecrits::pied(cx);
    return ecrits::emporter(cx, {.ecrit = std::move(ecrit), .nom = "releve-de-decisions", .objet = objet(id)},
                            ecrits::format_demande(cx.requete()));
}

} // namespace

void routes_du_releve(acces::Routes& r) {
    r.get("/reunions/{id}/releve", Droit::lire_reunions, montrer);
    r.post("/reunions/{id}/releve", Droit::lire_reunions, emporter);
}

} // namespace metier::reunions
