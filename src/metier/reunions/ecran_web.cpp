// L'écran projeté : des initiales, en grand ; rien que tous, dans la salle, ne puissent lire ; une touche masque tout
// sauf la situation en cours (C-50).
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

/// Les décisions que tous lisent ; des autres, combien.
struct Projetees {
    Html lignes;
    int tues = 0;
};
Projetees projeter(std::vector<DecisionVue> const& decisions, PointVu const& p, Salle const& salle, Date jour,
                   auto de_ce_point) {
    Projetees r;
    for (auto const& d : decisions)
        if (!de_ce_point(d))
            continue;
        else if (!p.jeune || (d.visible && salle.lit(d.lecteurs)))
            r.lignes += une_decision(d, p, jour);
        else
            ++r.tues;
    return r;
}

Html raisons(PointVu const& p, Salle const& salle) {
    Html lignes;
    for (auto const& m : p.motifs) // une décision est dite dessous
        if (m.urgence != agenda::Urgence::decision_en_retard && m.urgence != agenda::Urgence::decision_ouverte &&
            salle.lit(m.titre, m.lecteurs))
            lignes += li(voiler(m.raison, p.prenom, p.nom));
    return when(!lignes.empty(), [&] { return ul(clas("ecran-raisons"), lignes); });
}

Html non_projetees(int tues) {
    return when(tues > 0, [&] {
        return web::p(clas("ecran-rien"),
                      base::pluriel(tues, "décision n’est pas projetée", "décisions ne sont pas projetées"),
                      "\u00a0: quelqu’un, ici, ne ", tues == 1 ? "la" : "les", " lit pas.");
    });
}

Html situation(Contexte& cx, PointVu const& p, Salle const& salle, std::vector<DecisionVue> const& decisions,
               std::vector<DecisionVue> const& avant) {
    auto prises = projeter(decisions, p, salle, cx.jour(), [&](auto const& d) { return d.point == p.id; });
    auto d_avant =
        projeter(avant, p, salle, cx.jour(), [&](auto const& d) { return p.jeune && d.visible && d.jeune == p.jeune; });
    auto age = when(p.jeune && salle.connait(), [&] {
        return ensemble(" ", span(clas("ecran-age"), jeunes::age_affiche(p.naissance, cx.jour())));
    });
    auto aucune = when(prises.tues == 0, [] { return web::p(clas("ecran-rien"), "Aucune pour l’instant."); });
    return section(clas("ecran-situation"), aria("live", "polite"), h1(nom_projete(p), age), raisons(p, salle),
                   when(!d_avant.lignes.empty() || d_avant.tues > 0,
                        [&] {
                            return ensemble(h2("La dernière fois"), ul(clas("ecran-decisions"), d_avant.lignes),
                                            non_projetees(d_avant.tues));
                        }),
                   h2("Décisions"), prises.lignes.empty() ? aucune : ul(clas("ecran-decisions"), prises.lignes),
                   non_projetees(prises.tues));
}

Reply montrer(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    auto db = cx.db();
    auto qui = lecteur_de(cx);
    auto tous = points(db, qui, id);
    auto en_tout = tous.size();
    auto caches = static_cast<long long>(en_tout);
    std::erase_if(tous, [](auto const& p) { return !p.visible; });
    caches -= static_cast<long long>(tous.size());
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
        corps = section(clas("ecran-situation"),
                        h1(caches == 0 ? "L’ordre du jour est vide" : "Rien à projeter depuis votre compte"),
                        when(caches > 0, [&] {
                            return p(clas("ecran-rien"), base::pluriel(caches, "situation est", "situations sont"),
                                     " à l’ordre du jour\u00a0: qui les voit les projette.");
                        }));
    } else {
        auto avec_seule = [&](Id<Point_> p) { return seule ? ecran(p).avec("seule", "1") : ecran(p); };
        corps = situation(cx, *ici, salle(membres(db, id), savoirs(db, ici->id, cx.jour())), decisions(db, qui, id),
                          decisions_d_avant(db, qui, o.reunion));
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
        header(clas("ecran-tete"), p(strong(o.reunion.nom_public())),
               p(when(!tous.empty(), [&] { return ensemble("Point ", ici->numero, " sur ", en_tout); }))),
        div(clas("ecran-corps"), nav(clas("ecran-liste"), aria("label", "Ordre du jour"), ol(each(tous, un))), corps),
        footer(clas("ecran-pied"), gestes, when(tous.empty(), [&] {
                   return a(clas("btn btn-outline-secondary"), href(lien(id)), "Quitter l’écran");
               })));
    return cx.page(page);
}

} // namespace

void routes_de_l_ecran(acces::Routes& r) { r.get("/reunions/{id}/ecran", Droit::tenir_reunions, montrer); }

} // namespace metier::reunions
