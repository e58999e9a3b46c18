#include "web/parts/fiche.hpp"

#include "base/texte.hpp"
#include "web/parts/tableau.hpp"

#include <algorithm>
#include <cmath>

namespace web {

Html definitions(std::vector<Definition> const& liste) {
    return dl(clas("definitions"), each(liste, [](Definition const& d) {
                  auto const absent = span(clas("absent"), "Non renseigné");
                  return div(dt(d.libelle), dd(d.valeur.empty() ? absent : d.valeur));
              }));
}

Html onglets(std::string_view nom, std::vector<Onglet> const& liste) {
    return nav(clas("onglets"), aria("label", nom), ul(each(liste, [](Onglet const& o) {
                   return li(a(href(o.lien), when(o.courant, aria("current", "page")), o.libelle,
                               when(o.nombre >= 0, [&] { return span(clas("compteur"), o.nombre); })));
               })));
}

Html entete_de_fiche(std::string_view titre, Html const& sous_titre, Html const& actions) {
    return div(clas("entete-de-fiche"), div(h1(titre), when(!sous_titre.empty(), div(clas("sous-titre"), sous_titre))),
               when(!actions.empty(), div(clas("boutons"), actions)));
}

Html chronologie(std::vector<Evenement> const& evenements) {
    return ol(clas("chronologie"), each(evenements, [](Evenement const& e) {
                  auto const titre = e.lien ? a(href(*e.lien), e.titre) : ensemble(e.titre);
                  return li(span(clas("pastille"), icone(e.icone)),
                            div(clas("evenement"),
                                p(clas("evenement-entete"), e.jour, span(clas("genre"), e.genre),
                                  when(!e.auteur.empty(), [&] { return span(clas("auteur"), e.auteur); })),
                                h3(titre), when(!e.texte.empty(), div(clas("evenement-texte"), e.texte))));
              }));
}

Html etapes(std::vector<std::string> const& noms, std::size_t courante) {
    ensure(courante < noms.size(), "a step among those listed");
    Html points;
    for (std::size_t i = 0; i < noms.size(); ++i)
        points += li(clas(i < courante    ? "faite"
                          : i == courante ? "courante"
                                          : ""),
                     when(i == courante, aria("current", "step")), span(clas("nom"), noms[i]),
                     when(i < courante, lecteur(" (faite)")));
    auto const suite = courante + 1 < noms.size() ? "Ensuite\u00a0: " + noms[courante + 1] : "Dernière étape";
    return div(clas("etapes"),
               p(clas("etapes-titre"), strong("Étape ", courante + 1, " sur ", noms.size(), "\u00a0: ", noms[courante]),
                 span(clas("ensuite"), suite)),
               ol(points));
}

Html progres(Progres const& p) {
    auto const max = attr("max", p.total > 0 ? p.total : 1);
    auto const ou = p.fini && p.total == 0 ? attr("value", 1) : p.total > 0 ? attr("value", p.fait) : Attr{};
    return div(clas("progres"), when(!p.fini, data("progres", p.fragment)), data("ici", p.ici),
               when(p.fini, data("fini")), web::p(clas("progres-libelle"), id("progres-libelle"), p.libelle),
               element("progress", {max, ou, aria("labelledby", "progres-libelle")}),
               web::p(clas("progres-etat"), role("status"), p.etat),
               when(!p.fini, [&] { return web::p(a(href(p.ici), "Actualiser"), " pour voir l’avancement."); }));
}

Html confirmation(Confirmation const& c, Csrf const& csrf, Html const& champs) {
    return section(
        clas("confirmation"), h1(c.question), div(clas("consequences"), c.consequences),
        formulaire(c.ou, csrf, champs,
                   boutons(c.danger ? bouton_danger(c.bouton) : bouton(c.bouton), lien_bouton(c.annuler, "Annuler"))));
}

namespace {

bool suite_d_octet(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

Html avec_marque(std::string_view texte, std::size_t debut, std::size_t fin) {
    auto const milieu = texte.substr(debut, fin - debut);
    return ensemble(texte.substr(0, debut), when(!milieu.empty(), [&] { return mark(milieu); }), texte.substr(fin));
}

std::pair<Html, Html> lettres_differentes(std::string_view gauche, std::string_view droite) {
    auto const court = std::min(gauche.size(), droite.size());
    std::size_t avant = 0;
    while (avant < court && gauche[avant] == droite[avant])
        ++avant;
    while (avant > 0 && ((avant < gauche.size() && suite_d_octet(gauche[avant])) ||
                         (avant < droite.size() && suite_d_octet(droite[avant]))))
        --avant;
    std::size_t apres = 0;
    while (apres < court - avant && gauche[gauche.size() - 1 - apres] == droite[droite.size() - 1 - apres])
        ++apres;
    while (apres > 0 && suite_d_octet(gauche[gauche.size() - apres]))
        --apres;
    return {avec_marque(gauche, avant, gauche.size() - apres), avec_marque(droite, avant, droite.size() - apres)};
}

/// « Inès, Léa »: the items of a list that the other one lacks.
Html parties_differentes(std::string_view texte, std::string_view autre) {
    auto const la_bas = base::decoupe(autre, ',');
    Html html;
    for (auto const& partie : base::decoupe(texte, ',')) {
        auto const nette = base::propre(partie);
        bool const partagee = std::ranges::any_of(la_bas, [&](auto const& x) { return base::propre(x) == nette; });
        html += ensemble(html.empty() ? "" : ", ", partagee ? ensemble(nette) : mark(nette));
    }
    return html;
}

} // namespace

std::pair<Html, Html> marque_differences(std::string_view gauche, std::string_view droite) {
    bool const liste = gauche.find(',') != gauche.npos || droite.find(',') != droite.npos;
    if (liste)
        return {parties_differentes(gauche, droite), parties_differentes(droite, gauche)};
    return lettres_differentes(gauche, droite);
}

namespace {

std::string signe(double poids) {
    auto const dixiemes = std::llround(std::fabs(poids) * 10);
    auto const sens = dixiemes == 0 ? "" : poids < 0 ? "−" : "+";
    return sens + std::to_string(dixiemes / 10) + "," + std::to_string(dixiemes % 10);
}

Html valeur_comparee(Html const& valeur) { return td(valeur.empty() ? span(clas("absent"), "Non renseigné") : valeur); }

} // namespace

Html barre_de_poids(double poids, double maximum) {
    auto const part = maximum > 0 ? std::min(1.0, std::fabs(poids) / maximum) : 0.0;
    auto const largeur = std::to_string(std::lround(part * 50));
    auto const debut = poids < 0 ? std::to_string(50 - std::lround(part * 50)) : "50";
    auto const sens = poids < 0 ? "contre" : "pour";
    auto const svg =
        std::string{R"(<svg class="barre-de-poids )"} + sens +
        R"(" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="rail" width="100" )"
        R"(height="10"/><rect class="valeur" x=")" +
        debut + R"(" width=")" + largeur + R"(" height="10"/><path d="M50 0v10"/></svg>)";
    return span(clas("poids"), trusted(svg), span(clas("num"), signe(poids)), lecteur(poids < 0 ? " contre" : " pour"));
}

Html cote_a_cote(std::string_view legende, std::string_view titre_gauche, std::string_view titre_droite,
                 std::vector<LigneComparee> const& lignes) {
    bool const poids = std::ranges::any_of(lignes, [](auto const& l) { return l.poids.has_value(); });
    double maximum = 0;
    for (auto const& l : lignes)
        maximum = std::max(maximum, std::fabs(l.poids.value_or(0)));
    auto const ligne = [&](LigneComparee const& l) {
        bool const differe = l.gauche != l.droite && !l.gauche.empty() && !l.droite.empty();
        auto const [gauche, droite] = marque_differences(l.gauche, l.droite);
        auto const accord = differe                                ? "différent"
                            : l.gauche.empty() != l.droite.empty() ? "manque d’un côté"
                                                                   : "identique";
        return tr(when(differe, clas("differe")), th(scope("row"), l.libelle),
                  valeur_comparee(differe ? gauche : ensemble(l.gauche)),
                  valeur_comparee(differe ? droite : ensemble(l.droite)),
                  td(l.motif.empty() ? std::string_view{accord} : std::string_view{l.motif}),
                  when(poids, [&] { return td(l.poids ? barre_de_poids(*l.poids, maximum) : Html{}); }));
    };
    std::vector<std::string> titres{"Champ", std::string{titre_gauche}, std::string{titre_droite}, "Comparaison"};
    if (poids)
        titres.emplace_back("Poids");
    return div(clas("tableau"), attr("tabindex", "0"), role("region"), aria("label", legende),
               table_dite("table cote-a-cote", caption(legende), titres,
                          each(titres, [](std::string const& t) { return th(scope("col"), t); }), each(lignes, ligne)));
}

Html chiffres(std::vector<Chiffre> const& liste) {
    return ul(clas("chiffres"), each(liste, [](Chiffre const& c) {
                  auto const libelle = c.lien ? a(href(*c.lien), c.libelle) : ensemble(c.libelle);
                  return li(span(clas("chiffre-libelle"), libelle), span(clas("chiffre-valeur"), c.valeur),
                            when(!c.note.empty(), [&] { return span(clas("chiffre-note"), c.note); }));
              }));
}

Html a_faire(std::vector<AFaire> const& liste) {
    return ul(clas("a-faire"), each(liste, [](AFaire const& f) {
                  return li(div(a(href(f.lien), f.libelle),
                                when(!f.detail.empty(), [&] { return span(clas("detail"), f.detail); })),
                            when(!f.etiquette.empty(), [&] { return badge(f.ton, f.etiquette); }));
              }));
}

Html aide(std::string_view question, Html const& reponse) {
    return details(clas("aide"), summary(icone(Icone::information), question), div(reponse));
}

Html sigle(std::string_view court, std::string_view developpe) { return ensemble(developpe, " (", abbr(court), ")"); }

} // namespace web
