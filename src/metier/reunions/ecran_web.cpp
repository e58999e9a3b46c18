// L'écran projeté : des initiales, en grand ; aucun texte réservé à l'équipe ; une touche masque tout sauf la situation
// en cours (C-50).
#include <algorithm>

#include "base/texte.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "metier/reunions/reunions_web.hpp"

namespace metier::reunions {

using namespace web;
using acces::Contexte;
using acces::Droit;

namespace {

std::string nom_projete(PointVu const& p) {
    if (p.jeune)
        return initiales(p.prenom, p.nom);
    return p.visible && !p.titre.empty() ? p.titre : "Situation";
}

Html une_decision(DecisionVue const& d, PointVu const& p, Date jour) {
    return li(strong(voiler(d.quoi, p.prenom, p.nom)), span(d.qui, a_la_place(d)), span(ou_en_est(d, jour)));
}

Html situation(Contexte& cx, PointVu const& p, std::vector<DecisionVue> const& decisions,
               std::vector<DecisionVue> const& avant) {
    Html prises, d_avant;
    for (auto const& d : decisions)
        if (d.point == p.id && d.visible)
            prises += une_decision(d, p, cx.jour());
    for (auto const& d : avant)
        if (d.visible && p.jeune && d.jeune == p.jeune)
            d_avant += une_decision(d, p, cx.jour());
    Html raisons;
    for (auto const& m : p.motifs) // une décision est dite dessous
        if (m.urgence != agenda::Urgence::decision_en_retard && m.urgence != agenda::Urgence::decision_ouverte)
            raisons += li(voiler(m.raison, p.prenom, p.nom));
    return section(
        clas("ecran-situation"), aria("live", "polite"),
        h1(nom_projete(p),
           when(p.jeune.has_value(),
                [&] { return ensemble(" ", span(clas("ecran-age"), jeunes::age_affiche(p.naissance, cx.jour()))); })),
        when(!raisons.empty(), [&] { return ul(clas("ecran-raisons"), raisons); }),
        when(!d_avant.empty(), [&] { return ensemble(h2("La dernière fois"), ul(clas("ecran-decisions"), d_avant)); }),
        h2("Décisions"),
        prises.empty() ? web::p(clas("ecran-rien"), "Aucune pour l’instant.") : ul(clas("ecran-decisions"), prises));
}

Reply montrer(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    auto db = cx.db();
    auto devant_tous = lecteur_de(cx);
    devant_tous.devant_tous = true;
    auto tous = points(db, devant_tous, id);
    std::erase_if(tous, [](auto const& p) { return !p.visible; });
    auto demande = lire_entier(cx.requete().param("point"));
    auto ici = demande ? std::ranges::find(tous, Id<Point_>{*demande}, &PointVu::id)
                       : std::ranges::find_if(tous, [](auto const& p) { return !p.examine_le; });
    if (demande && ici == tous.end())
        throw not_found();
    if (ici == tous.end())
        ici = tous.begin();
    bool seule = cx.requete().param("seule") == "1";
    auto ecran = [&](Id<Point_> p) { return web::lien("/reunions/{}/ecran", id).avec("point", p); };
    auto un = [&](PointVu const& p) {
        return li(clas(p.examine_le ? "fait" : ""),
                  a(href(ecran(p.id)), when(p.id == ici->id, aria("current", "true")), nom_projete(p),
                    when(p.examine_le.has_value(), lecteur(" (examiné)"))));
    };
    Html corps, gestes;
    if (tous.empty()) {
        corps = section(clas("ecran-situation"), h1("L’ordre du jour est vide"));
    } else {
        auto avec_seule = [&](Id<Point_> p) { return seule ? ecran(p).avec("seule", "1") : ecran(p); };
        corps =
            situation(cx, *ici, decisions(db, lecteur_de(cx), id), decisions_d_avant(db, lecteur_de(cx), o.reunion));
        gestes = ensemble(when(ici != tous.begin(),
                               [&] {
                                   return a(clas("btn btn-outline-secondary"), attr("rel", "prev"),
                                            href(avec_seule((ici - 1)->id)), "Précédent");
                               }),
                          when(ici + 1 != tous.end(),
                               [&] {
                                   return a(clas("btn btn-outline-secondary"), attr("rel", "next"),
                                            href(avec_seule((ici + 1)->id)), "Suivant");
                               }),
                          a(clas("btn btn-outline-secondary"), role("button"), data("seule"),
                            aria("pressed", seule ? "true" : "false"),
                            href(seule ? ecran(ici->id) : ecran(ici->id).avec("seule", "1")),
                            seule ? "Montrer l’ordre du jour" : "Ne montrer que cette situation (M)"),
                          a(clas("btn btn-outline-secondary"), href(lien(id, ici->id)), "Quitter l’écran"));
    }
    acces::Page page{.titre = "Écran", .contenu = {}};
    page.rubrique = "Réunions";
    page.projection = true;
    page.contenu = div(
        clas(seule ? "ecran seule" : "ecran"), data("ecran"),
        header(
            clas("ecran-tete"), p(strong(o.reunion.nom_public())),
            p(when(!tous.empty(), [&] { return ensemble("Point ", (ici - tous.begin()) + 1, " sur ", tous.size()); }))),
        div(clas("ecran-corps"), nav(clas("ecran-liste"), aria("label", "Ordre du jour"), ol(each(tous, un))), corps),
        footer(clas("ecran-pied"), gestes, when(tous.empty(), [&] {
                   return a(clas("btn btn-outline-secondary"), href(lien(id)), "Quitter l’écran");
               })));
    return cx.page(page);
}

} // namespace

void routes_de_l_ecran(acces::Routes& r) { r.get("/reunions/{id}/ecran", Droit::tenir_reunions, montrer); }

} // namespace metier::reunions
