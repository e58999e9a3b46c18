#include <algorithm>

#include "metier/pilotage/pages.hpp"
#include "web/parts/fiche.hpp"

namespace metier::pilotage {

using namespace web;

namespace {

Lien accueil() { return web::lien("/indicateurs"); }

Html avertissement(std::vector<std::string> const& changements) {
    if (changements.empty())
        return {};
    return notice(Ton::attention, "Les définitions ne sont plus les mêmes\u00a0: comparez avec prudence (R-62)",
                  ul(each(changements, [](std::string const& c) { return li(c); })));
}

Html filtre(Vue const& vue) {
    auto const& f = vue.form;
    std::vector<FiltreActif> actifs;
    if (f.etablissement)
        actifs.push_back({"Établissement\u00a0: " + vue.perimetre.nom, vue.a(accueil()).sans("etablissement")});
    auto territoire = vue.du_role.lieux.etablissement ? Html{} : champ(f.territoire);
    return ensemble(resume_erreurs(f),
                    formulaire_recherche(accueil(), champ(f.campagne), territoire, champ(f.au), champ(f.comparer),
                                         boutons(bouton("Afficher"))),
                    when(!actifs.empty(), [&] {
                        return filtres_actifs(actifs, vue.a(accueil()).sans("etablissement").sans("territoire"));
                    }));
}

/// Des zéros partout ne veulent pas dire que personne n'est sorti : la campagne ne cherche peut-être pas ici.
Html rien_ici(Bilan const& b) {
    bool compte = std::ranges::any_of(b.entonnoir, [](Etape const& e) { return e.personnes.value_or(1) > 0; });
    if (compte)
        return {};
    return notice(
        Ton::information, "Personne à compter ici",
        p("« ", b.campagne, " » ne compte aucun présumé sur ce périmètre (", b.perimetre,
          "). Si elle devait le couvrir, recalculez-la après avoir reçu ses listes ; sinon, choisissez une autre "
          "campagne ou un autre territoire."));
}

Html comparaison(PhotoLue const& avant, Bilan const& b) {
    Html lignes;
    for (auto const& v : b.ensemble) {
        std::string ancien = "absent";
        for (auto const& a : avant.bilan.ensemble)
            if (a.indicateur == v.indicateur)
                ancien = affiche(a);
        lignes += tr(th(scope("row"), std::string(code(v.indicateur)), " ", std::string(libelle(v.indicateur))),
                     td(clas("num"), ancien), td(clas("num"), affiche(v)));
    }
    auto perimetre =
        avant.bilan.perimetre == b.perimetre
            ? Html{}
            : notice(Ton::attention, "La photo porte sur un autre périmètre\u00a0: " + avant.bilan.perimetre + ".");
    return section(h2("Comparaison avec « ", avant.photo.titre, " »"), avertissement(changements(avant.bilan, b)),
                   perimetre,
                   tableau("Indicateurs, avant et maintenant",
                           {{"Indicateur"},
                            {avant.bilan.annee + ", au " + base::affiche(avant.bilan.au), "", "num"},
                            {b.annee + ", au " + base::affiche(b.au), "", "num"}},
                           lignes));
}

Html photos_de(PageDIndicateurs const& p, Csrf const& csrf) {
    Html liste;
    for (auto const& x : p.photos)
        liste += li(a(href(lien(x.id)), x.titre), " – ", x.perimetre, ", observée le ", x.au,
                    x.publique ? ", publique" : "");
    auto publique = p.publiable ? champ(p.photo.publique) : Html{};
    return section(h2("Photos"),
                   web::p("Une photo garde ces chiffres et leurs définitions tels qu’ils sont : un bilan qui la cite "
                          "se retrouve à l’unité près."),
                   liste.empty() ? etat_vide("Aucune photo pour l’instant.") : ul(liste),
                   formulaire(p.vue.a(web::lien("/indicateurs/photos")), csrf, champ(p.photo.titre), publique,
                              boutons(bouton_secondaire("Figer ces chiffres"))));
}

} // namespace

acces::Page page_indicateurs(PageDIndicateurs const& x, Csrf const& csrf) {
    auto const& b = x.bilan;
    auto ouvrir_etablissement = [&](std::string const& cle) -> std::optional<Lien> {
        return x.vue.a(accueil()).avec("etablissement", cle);
    };
    auto contenu = ensemble(
        h1("Indicateurs"), p(clas("chapo"), b.campagne, " (", b.annee, "), ", b.perimetre, ", observés le ", b.au, "."),
        resume_erreurs(x.photo), filtre(x.vue), rien_ici(b),
        when(x.comparee.has_value(), [&] { return comparaison(*x.comparee, b); }), entonnoir_du(b, x.ouvrir),
        indicateurs_du(b, x.ouvrir), tableaux_du(b, x.ouvrir, ouvrir_etablissement), methode(b),
        section(h2("Emporter"),
                p(a(href(x.vue.a(web::lien("/indicateurs/export"))), "Exporter ces tableaux (XLSX ou CSV)"))),
        photos_de(x, csrf));
    return {.titre = "Indicateurs", .rubrique = rubrique_du_menu, .contenu = contenu, .large = true};
}

acces::Page page_sans_chiffres(bool sans_lieu) {
    auto texte =
        sans_lieu ? "Votre rôle ne porte sur aucun territoire\u00a0: il n’y a pas de chiffres à montrer."
                  : "Aucune campagne de repérage ne touche votre périmètre. Les chiffres viendront avec la première.";
    return {
        .titre = "Indicateurs", .rubrique = rubrique_du_menu, .contenu = ensemble(h1("Indicateurs"), etat_vide(texte))};
}

acces::Page page_photo(PhotoLue const& x, std::vector<std::string> const& changements) {
    auto const& b = x.bilan;
    auto rien = [](GroupeDeJeunes const&) -> std::optional<Lien> { return std::nullopt; };
    auto aucun = [](std::string const&) -> std::optional<Lien> { return std::nullopt; };
    auto contenu = ensemble(
        h1(x.photo.titre), p(clas("chapo"), b.campagne, " (", b.annee, "), ", b.perimetre, ", observés le ", b.au, "."),
        p("Chiffres figés le ", x.photo.prise_le, " avec leurs définitions. Ils ne changent plus.",
          x.photo.publique ? " Cette photo est publique." : ""),
        avertissement(changements), entonnoir_du(b, rien), indicateurs_du(b, rien), tableaux_du(b, rien, aucun),
        methode(b));
    return {.titre = x.photo.titre,
            .rubrique = rubrique_du_menu,
            .fil = {{"Indicateurs", accueil()}},
            .contenu = contenu,
            .large = true};
}

acces::Page page_stats(std::optional<PhotoLue> const& x) {
    if (!x)
        return {.titre = "Statistiques publiques",
                .contenu =
                    ensemble(h1("Statistiques publiques"), etat_vide("Aucun chiffre n’est publié pour l’instant."))};
    auto const& b = x->bilan;
    auto rien = [](GroupeDeJeunes const&) -> std::optional<Lien> { return std::nullopt; };
    auto aucun = [](std::string const&) -> std::optional<Lien> { return std::nullopt; };
    auto contenu = ensemble(h1("Statistiques publiques"),
                            p(clas("chapo"), b.perimetre, ", ", b.campagne, " (", b.annee, "), chiffres observés le ",
                              b.au, " et figés le ", x->photo.prise_le, "."),
                            entonnoir_du(b, rien), indicateurs_du(b, rien), tableaux_du(b, rien, aucun), methode(b),
                            p("Ces nombres comptent des jeunes présumés sortis de formation sans diplôme, puis ce que "
                              "les équipes ont établi. Ils ne décrivent aucune personne et ne "
                              "classent aucun établissement."));
    return {.titre = "Statistiques publiques", .contenu = contenu, .large = true};
}

acces::Page page_lignes(PageDeLignes const& x) {
    Html lignes;
    for (auto const& l : x.lignes) {
        auto naissance = l.qui.naissance ? ensemble(*l.qui.naissance) : ensemble("Non renseignée");
        lignes += tr(th(scope("row"), a(href(web::lien("/jeunes/{}", l.qui.jeune)), l.qui.nom, " ", l.qui.prenom)),
                     td(naissance), td(l.qui.etablissement), td(l.qui.classe),
                     td(l.resultat ? std::string(reperage::libelle(*l.resultat)) : "À vérifier"));
    }
    auto exporter = x.exportable && !x.lignes.empty()
                        ? p(a(href(lien_de_l_export(x.vue, x.groupe)), "Exporter ces lignes (motif demandé)"))
                        : Html{};
    auto contenu = ensemble(
        h1(x.intitule),
        p(clas("chapo"), x.vue.campagne.nom, ", ", x.vue.perimetre.nom, ", observés le ", x.vue.au,
          ". Seuls les jeunes de votre portée sont nommés.",
          when(depend_des_entretiens(x.groupe.mesure),
               [] {
                   return ensemble(
                       " Un entretien que vous ne pouvez pas lire compte dans le nombre, sans être nommé ici.");
               })),
        x.lignes.empty()
            ? etat_vide("Aucun de ces jeunes n’est dans votre portée.")
            : ensemble(
                  tableau(
                      x.intitule,
                      {{"Jeune"}, {"Naissance"}, {"Dernier établissement"}, {"Dernière classe"}, {"Situation établie"}},
                      lignes),
                  pagination(x.pagination, x.demande)),
        exporter);
    return {.titre = x.intitule,
            .rubrique = rubrique_du_menu,
            .fil = {{"Indicateurs", x.vue.a(accueil())}},
            .contenu = contenu,
            .large = true};
}

acces::Page page_export(std::string const& titre_, std::string const& quoi, Lien const& ou, Lien const& retour,
                        FormExport const& form, Html const& colonnes, Csrf const& csrf) {
    auto contenu = ensemble(h1(titre_), p(clas("chapo"), quoi),
                            p("L’export est inscrit au journal avec son motif. Le fichier porte votre nom, la date et "
                              "le motif\u00a0; détruisez-le quand il a servi, au plus tard à la date écrite dedans."),
                            resume_erreurs(form),
                            formulaire(ou, csrf, champ(form.finalite), champ(form.motif), colonnes, champ(form.format),
                                       boutons(bouton("Exporter"), lien_bouton(retour, "Annuler"))));
    return {.titre = titre_, .rubrique = rubrique_du_menu, .fil = {{"Indicateurs", accueil()}}, .contenu = contenu};
}

} // namespace metier::pilotage
