#include "web/layout.hpp"

#include "web/static_files.hpp"

#include "base/texte.hpp"

namespace web {

Apparence apparence(Request const& requete) {
    auto const choix = requete.cookie("apparence");
    if (choix == "claire")
        return Apparence::claire;
    return choix == "sombre" ? Apparence::sombre : Apparence::systeme;
}

std::string_view code(Apparence apparence) {
    switch (apparence) {
    case Apparence::systeme: return "systeme";
    case Apparence::claire: return "claire";
    case Apparence::sombre: return "sombre";
    }
    return {};
}

namespace {

Attr src_statique(std::string_view nom) { return src(*lien_local(static_url(nom))); }
Attr href_statique(std::string_view nom) { return href(*lien_local(static_url(nom))); }

/// The dark colours are a sheet of their own: its `media` says when they hold.
std::string_view media_sombre(Apparence apparence) {
    switch (apparence) {
    case Apparence::systeme: return "screen and (prefers-color-scheme: dark)";
    case Apparence::claire: return "not all";
    case Apparence::sombre: return "screen";
    }
    return {};
}

/// A module is loaded when its mark is on the page.
constexpr std::pair<std::string_view, std::string_view> modules[] = {
    {"data-apparence", "apparence.mjs"},
    {"class=\"menu\"", "menu.mjs"},
    {"data-brouillon", "brouillon.mjs"},
    {"data-fin-de-session", "session.mjs"},
    {"data-suggestions", "recherche.mjs"},
    {"data-touche", "clavier.mjs"},
    {"data-progres", "progres.mjs"},
    {"data-repli", "replis.mjs"},
    {"data-selection", "selection.mjs"},
    {"data-mots-sensibles", "mots_sensibles.mjs"},
    {"data-jour", "jour.mjs"},
    {"data-depot", "depot.mjs"},
    {"data-ecran", "ecran.mjs"},
    {"data-copier", "gestes.mjs"},
    {"data-imprimer", "gestes.mjs"},
    {"method=\"post\"", "gestes.mjs"},
};

Html scripts(std::string const& corps) {
    Html balises;
    std::string_view dernier;
    for (auto const& [marque, nom] : modules)
        if (nom != dernier && corps.find(marque) != std::string::npos) {
            balises += element("script", {type("module"), src_statique(nom)});
            dernier = nom;
        }
    return balises;
}

Html tete(PageFrame const& c, std::string const& corps) {
    auto const titre_complet =
        c.titre + (c.rubrique.empty() || c.rubrique == c.titre ? "" : " – " + c.rubrique) + " – Raccroche";
    Html feuilles;
    if (c.styles.empty())
        feuilles =
            ensemble(element_vide("link", {attr("rel", "stylesheet"), href_statique("bootstrap.min.css")}),
                     element_vide("link", {attr("rel", "stylesheet"), href_statique("theme.css")}),
                     element_vide("link", {attr("rel", "stylesheet"), id("feuille-sombre"), href_statique("sombre.css"),
                                           attr("media", media_sombre(c.apparence))}));
    else
        feuilles = each(c.styles, [](Lien const& l) {
            return element_vide("link", {attr("rel", "stylesheet"), href(l)});
        });
    auto const recharger =
        c.recharger
            ? element("noscript",
                      {element_vide("meta", {attr_brut("", "http-equiv", "refresh"), attr("content", *c.recharger)})})
            : Html{};
    return element("head",
                   {element_vide("meta", {attr("charset", "utf-8")}),
                    element_vide("meta", {name("viewport"), attr("content", "width=device-width, initial-scale=1")}),
                    element_vide("meta", {name("color-scheme"), attr("content", "light dark")}),
                    element_vide("meta", {name("robots"), attr("content", "noindex")}),
                    element("title", {titre_complet}), feuilles,
                    element_vide("link", {attr("rel", "icon"), type("image/svg+xml"), href_statique("icone.svg")}),
                    recharger, scripts(corps)});
}

Html evitement(PageFrame const& c) {
    return nav(clas("evitement"), aria("label", "Accès rapide"),
               ul(li(a(href(Lien{}.ancre("contenu")), "Aller au contenu")),
                  when(!c.menu.empty(), li(a(href(Lien{}.ancre("menu")), "Aller au menu"))),
                  when(c.recherche.has_value(), li(a(href(Lien{}.ancre("recherche")), "Aller à la recherche"))),
                  li(a(href(Lien{}.ancre("pied")), "Aller au pied de page"))));
}

Html marque(PageFrame const& c) {
    auto const dessin =
        trusted(R"(<svg class="marque-dessin" viewBox="0 0 40 40" aria-hidden="true" focusable="false">)"
                R"(<path d="M31.5 12.5A14 14 0 1 0 34 20"/><circle cx="32.8" cy="15.8" r="4"/></svg>)");
    return div(clas("marque"),
               a(href(lien("/")), titre("Accueil de Raccroche"), dessin, span(clas("marque-nom"), "Raccroche")),
               p(clas("promesse"), when(!c.entete.empty(), [&] { return ensemble(strong(c.entete), " · "); }),
                 "Chaque jeune retrouvé, suivi, raccroché."));
}

Html recherche(PageFrame const& c) {
    if (!c.recherche)
        return {};
    return form(
        role("search"), clas("recherche"), aria("label", "Recherche rapide"), attr("method", "get"),
        action(*c.recherche),
        label(clas("visually-hidden"), pour("recherche"), "Rechercher un jeune, un établissement, une structure"),
        div(clas("recherche-champ"),
            input(type("search"), id("recherche"), name("q"), clas("form-control"), value(c.cherche),
                  attr("placeholder", "Nom, prénom, date de naissance"), attr("autocomplete", "off"),
                  attr("spellcheck", "false"), c.suggestions ? data("suggestions", *c.suggestions) : Attr{}),
            button(type("submit"), clas("btn btn-primary"), icone(Icone::recherche),
                   span(clas("recherche-mot"), "Rechercher"))));
}

Html compte(PageFrame const& c) {
    if (!c.compte)
        return {};
    Compte const& k = *c.compte;
    auto const changer = when(k.changer.has_value(), [&] {
        return ensemble(" · ", a(href(*k.changer), "Changer", lecteur(" de rôle ou d’organisation")));
    });
    return div(clas("compte"),
               div(clas("compte-qui"), span(a(href(k.profil), titre("Mon compte"), k.nom), changer), span(k.role),
                   when(!k.organisation.empty(), [&] { return span(k.organisation); })),
               formulaire_bouton(k.deconnexion, k.csrf,
                                 button(type("submit"), clas("btn btn-sm btn-outline-secondary"), "Se déconnecter")));
}

Html menu(PageFrame const& c) {
    if (c.menu.empty())
        return {};
    auto const entree = [](EntreeDeMenu const& e) {
        auto const nombre = when(e.nombre > 0, [&] { return span(clas("compteur"), e.nombre, lecteur(" à traiter")); });
        return li(a(href(e.lien), when(e.courante, aria("current", "page")), e.libelle, nombre));
    };
    Html groupes, celui_ci;
    for (auto debut = c.menu.begin(); debut != c.menu.end();) {
        auto const fin = debut->groupe.empty() ? debut + 1 : std::find_if(debut, c.menu.end(), [&](auto const& e) {
            return e.groupe != debut->groupe;
        });
        bool const seule = fin - debut == 1;
        bool const ici = std::any_of(debut, fin, [](auto const& e) { return e.courante; });
        groupes += seule ? entree(*debut) : li(a(href(debut->lien), when(ici, aria("current", "true")), debut->groupe));
        if (ici && !seule)
            celui_ci = div(clas("sous-menu"), ul(clas("cadre"), aria("label", debut->groupe),
                                                 each(std::vector<EntreeDeMenu>(debut, fin), entree)));
        debut = fin;
    }
    return nav(clas("menu"), id("menu"), attr("tabindex", "-1"), aria("label", "Menu principal"),
               ul(clas("cadre"), groupes), celui_ci);
}

Html fil_d_ariane(PageFrame const& c) {
    if (c.fil.empty())
        return {};
    return nav(clas("fil"), aria("label", "Vous êtes ici"), ol(each(c.fil, [](Etape const& e) {
                   return li(e.lien ? a(href(*e.lien), e.libelle) : span(aria("current", "page"), e.libelle));
               })));
}

Html annonce_de_fin(PageFrame const& c) {
    if (!c.session)
        return {};
    FinDeSession const& s = *c.session;
    return div(clas("fin-de-session"), role("alert"), attr("hidden"),
               data("fin-de-session", std::to_string(s.secondes)), data("prolonger", s.prolonger),
               data("csrf", c.compte ? c.compte->csrf.jeton : std::string{}), p(),
               button(type("button"), clas("btn btn-primary"), "Rester connecté"),
               a(href(s.connexion), attr_brut("", "target", "_blank"), attr("rel", "noopener"), attr("hidden"),
                 clas("btn btn-primary"), "Se reconnecter", lecteur(" (nouvelle fenêtre)")));
}

Html choix_d_apparence(PageFrame const& c) {
    auto const choix = [&](Apparence apparence, Icone dessin, std::string_view libelle) {
        bool const courante = apparence == c.apparence;
        return button(type("submit"), name("choix"), value(code(apparence)),
                      aria("pressed", courante ? "true" : "false"), icone(dessin), libelle);
    };
    return form(clas("apparence"), attr("method", "get"), action(lien("/apparence")), data("apparence"),
                cache("retour", c.ici.texte()), span(id("apparence"), "Apparence\u00a0:"),
                div(role("group"), aria("labelledby", "apparence"), choix(Apparence::systeme, Icone::ecran, "Système"),
                    choix(Apparence::claire, Icone::soleil, "Claire"),
                    choix(Apparence::sombre, Icone::lune, "Sombre")));
}

Html pied(PageFrame const& c) {
    return footer(
        clas("pied"), id("pied"), role("contentinfo"), attr("tabindex", "-1"),
        div(clas("cadre"),
            ul(li(a(href(lien("/plan-du-site")), "Plan du site")),
               li(a(href(lien("/accessibilite")), "Accessibilité\u00a0: non conforme")),
               li(a(href(lien("/mentions-legales")), "Mentions légales")),
               li(a(href(lien("/donnees-personnelles")), "Données personnelles")),
               li(a(href(lien("/stats")), "Statistiques")), li(a(href(lien("/aide")), "Aide")),
               li(a(href(lien("/code-source")), "Code source")),
               when(!c.version.empty(), [&] { return li(a(href(lien("/nouveautes")), "Version ", c.version)); })),
            div(clas("pied-bas"), p("Aucun cookie de tiers, aucune mesure d’audience."), choix_d_apparence(c))));
}

Html bandeaux(PageFrame const& c) {
    auto const fictif = when(
        c.fictif, p(clas("bandeau bandeau-fictif"), strong("Données fictives."),
                    span(clas("bandeau-suite"), " Base d’entraînement\u00a0: aucune personne réelle n’y figure.")));
    auto const maintenance = when(!c.maintenance.empty(), [&] {
        return p(clas("bandeau"), role("status"), icone(Icone::horloge), " ", c.maintenance);
    });
    return ensemble(fictif, maintenance);
}

} // namespace

Reply choisir_apparence(Request const& requete) {
    auto const choix = requete.param("choix");
    bool const connu = choix == "claire" || choix == "sombre" || choix == "systeme";
    auto reponse = see_other(lien_local(requete.param("retour")).value_or(lien("/")).texte());
    if (connu)
        reponse.with("Set-Cookie", "apparence=" + std::string{choix} + "; Path=/; Max-Age=31536000; SameSite=Lax" +
                                       (requete.secure ? "; Secure" : ""));
    return reponse;
}

namespace {

/// On a wall, neither menu nor account: who passes by reads what is discussed, nothing else.
Html corps_projete(PageFrame const& c, Html const& contenu) {
    return element("body", {clas("projection"),
                            element("main", {id("contenu"), attr("tabindex", "-1"),
                                             each(c.notices, [](Notice const& n) { return notice(n); }), contenu})});
}

Html corps_de_page(PageFrame const& c, Html const& contenu) {
    return element("body", {clas(c.large ? "large" : ""), evitement(c),
                            header(clas("entete"), role("banner"), bandeaux(c),
                                   div(clas("cadre"), marque(c), recherche(c), compte(c)), menu(c)),
                            annonce_de_fin(c),
                            div(clas("cadre corps"), fil_d_ariane(c),
                                element("main", {id("contenu"), attr("tabindex", "-1"),
                                                 each(c.notices, [](Notice const& n) { return notice(n); }), contenu})),
                            pied(c)});
}

} // namespace

std::string page(PageFrame const& c, Html const& contenu) {
    auto const corps = c.projection ? corps_projete(c, contenu) : corps_de_page(c, contenu);
    std::string document = "<!doctype html>\n<html lang=\"fr\" data-apparence-choisie=\"";
    document.append(code(c.apparence)).append("\">");
    document.append(tete(c, corps.str()).str()).append(corps.str()).append("</html>\n");
    return document;
}

Html suggestions_html(std::vector<Suggestion> const& suggestions) {
    return each(suggestions, [](Suggestion const& s) {
        return li(role("option"), aria("selected", "false"), data("lien", s.lien), span(clas("titre"), s.titre),
                  span(clas("detail"), s.detail));
    });
}

} // namespace web
