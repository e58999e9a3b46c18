#include "metier/acces/publiques_pages.hpp"

#include <array>

#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::acces {
using namespace web;

namespace {

Html renseigne(std::optional<std::string> const& valeur) {
    return valeur ? ensemble(*valeur) : em("À renseigner par l’académie");
}

Html contact(Site const& site) { return renseigne(site.contact); }

} // namespace

Page page_plan_du_site(std::vector<EntreeDuMenu> const& menu, bool connecte) {
    auto rubriques =
        connecte
            ? ensemble(h2("Votre espace"),
                       ul(li(a(href(lien("/")), "Ma journée")),
                          each(menu,
                               [](auto const& e) {
                                   return when(e.lien != lien("/"), [&] {
                                       return li(a(href(e.lien), e.libelle),
                                                 when(!e.aide.empty(), [&] { return ensemble(" – ", e.aide); }));
                                   });
                               }),
                          li(a(href(lien("/compte")), "Mon compte")),
                          li(a(href(lien("/regles")), "Règles chiffrées"), " – seuils, âges, délais et leurs sources")))
            : ensemble(h2("Votre espace"), ul(li(a(href(lien("/connexion")), "Se connecter"))));
    return Page{
        "Plan du site",
        "",
        {},
        ensemble(h1("Plan du site"), rubriques, h2("À propos"),
                 ul(li(a(href(lien("/aide")), "Aide et glossaire")), li(a(href(lien("/stats")), "Statistiques")),
                    li(a(href(lien("/accessibilite")), "Accessibilité")),
                    li(a(href(lien("/mentions-legales")), "Mentions légales")),
                    li(a(href(lien("/donnees-personnelles")), "Données personnelles")),
                    li(a(href(lien("/code-source")), "Code source")), li(a(href(lien("/nouveautes")), "Nouveautés"))))};
}

Page page_accessibilite(Site const& site) {
    return Page{
        "Accessibilité",
        "",
        {},
        ensemble(
            h1("Déclaration d’accessibilité"),
            p("Cette déclaration concerne Raccroche, utilisé par\u00a0: ",
              site.academie.empty() ? renseigne({}) : ensemble(site.academie), "."),
            h2("État de conformité"),
            p(strong("Non conforme."), " Aucun audit selon le référentiel général d’amélioration de l’accessibilité "
                                       "(RGAA) n’a encore été mené\u00a0; "
                                       "la loi demande de le dire ainsi. Un audit est à faire."),
            h2("Ce qui est vérifié à chaque version"),
            ul(li("un contrôle automatique (axe-core) ne trouve aucun défaut sur les pages du menu de chaque rôle, les "
                  "formulaires refusés et les pages d’erreur\u00a0; il n’en voit qu’une partie\u00a0;"),
               li("les gestes de tous les jours se font au clavier, avec des liens d’évitement\u00a0;"),
               li("les pages fonctionnent sans JavaScript, à 320 pixels de large, à 200\u00a0% de zoom et avec un "
                  "texte "
                  "espacé\u00a0;"),
               li("la grille du référentiel, critère par critère, est publiée avec le code source "
                  "(docs/accessibilite.md).")),
            h2("Ce qui n’a pas été vérifié"),
            p("Aucun essai avec un lecteur d’écran, une plage braille ou une commande vocale, ni avec des personnes "
              "handicapées, ni sur un autre navigateur que Chromium."),
            h2("Signaler un défaut"),
            p("Contact\u00a0: ", contact(site), ". Dites quelle page et ce que vous vouliez faire."), h2("Recours"),
            p("Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits, par son formulaire en ligne, "
              "par téléphone au "
              "09\u00a069\u00a039\u00a000\u00a000, ou par courrier gratuit, sans timbre\u00a0: Défenseur des droits, "
              "Libre réponse 71120, 75342 Paris CEDEX 07."))};
}

Page page_mentions_legales(Site const& site) {
    return Page{
        "Mentions légales",
        "",
        {},
        ensemble(
            h1("Mentions légales"),
            definitions({definition("Service", "Raccroche, outil de lutte contre le décrochage scolaire"),
                         definition("Utilisé par", site.academie.empty() ? renseigne({}) : ensemble(site.academie)),
                         definition("Responsable de la publication", renseigne(site.responsable)),
                         definition("Contact", contact(site)), definition("Hébergement", renseigne(site.hebergeur))}),
            p("Raccroche est un logiciel libre, sous licence MIT. ",
              a(href(lien("/code-source")), "Voir le code source"), "."))};
}

Page page_donnees_personnelles(Site const& site, std::vector<LigneDeRegistre> const& registre) {
    auto conservation =
        registre.empty()
            ? etat_vide("Le registre n’est pas encore rempli.")
            : tableau("Données gardées sur les jeunes, et pendant combien de temps", {{"Données"}, {"Durée"}},
                      each(registre, [](auto const& l) { return tr(td(l.contenu), td(l.conservation)); }));
    return Page{
        "Données personnelles",
        "",
        {},
        ensemble(h1("Données personnelles"), h2("Pourquoi"),
                 p("Raccroche sert à repérer les jeunes de 16 à 25 ans sortis sans diplôme, à les joindre et à leur "
                   "proposer une solution (code de "
                   "l’éducation, articles L.\u00a0114-1, L.\u00a0313-7 et L.\u00a0313-8). La base légale retenue est "
                   "la mission d’intérêt public (règlement "
                   "européen, article 6-1-e)\u00a0; elle est à confirmer par le délégué à la protection des données."),
                 h2("Qui en répond"),
                 definitions({definition("Responsable du traitement", renseigne(site.responsable)),
                              definition("Délégué à la protection des données", renseigne(site.dpd)),
                              definition("Contact", contact(site))}),
                 h2("Qui les voit"),
                 p("Seuls les agents qui suivent le jeune, ou dont c’est le secteur ou l’établissement. Chaque lecture "
                   "d’un dossier est consignée dans un "
                   "journal que personne ne peut modifier sans que cela se voie."),
                 h2("Combien de temps"), conservation, h2("Ce qui n’y figure pas"),
                 p("Ni diagnostic, ni religion, ni opinion, ni origine, ni nationalité, ni infraction, ni revenu."),
                 h2("Vos droits"),
                 p("Vous pouvez demander à voir vos données, à les faire corriger, à en limiter l’usage ou à vous y "
                   "opposer, auprès du contact ci-dessus. "
                   "Une réponse vous est due sous un mois. Vous pouvez aussi saisir la Commission nationale de "
                   "l’informatique et des libertés (CNIL)."),
                 h2("Cookies"),
                 p("Trois cookies, tous d’ici et sans suivi\u00a0: votre session, le message d’une page à l’autre, et "
                   "l’apparence choisie."))};
}

Page page_code_source(std::string const& version) {
    return Page{"Code source",
                "",
                {},
                ensemble(h1("Code source"),
                         when(!version.empty(), [&] { return p("Version installée\u00a0: ", version, "."); }),
                         p("Raccroche est un logiciel libre, écrit en C++20 et publié sous licence MIT\u00a0: chacun "
                           "peut le lire, le modifier et le réinstaller. "
                           "Demandez le code de cette version au contact indiqué dans les ",
                           a(href(lien("/mentions-legales")), "mentions légales"), "."))};
}

Page page_nouveautes(std::string const& version) {
    return Page{
        "Nouveautés",
        "",
        {},
        ensemble(
            h1("Nouveautés"), h2(version.empty() ? "Première version" : "Version " + version),
            ul(li("Importer les listes de l’an dernier et de cette année, corriger à l’écran, appliquer sans doublon."),
               li("Croiser les listes, trancher les cas douteux, vérifier les sortants présumés."),
               li("Suivre chaque jeune\u00a0: contacts, entretiens, solutions, échéances."),
               li("Lire les indicateurs et les exporter."),
               li("Se connecter avec un second facteur, changer de rôle, tout retrouver dans le journal.")))};
}

namespace {

struct Terme {
    std::string_view terme, sens;
};
constexpr std::array<Terme, 24> glossaire{{
    {"Bassin", "Territoire d’éducation et de formation, secteur d’un coordonnateur."},
    {"Campagne",
     "Croisement des inscrits de l’an dernier avec les listes de cette année, pour trouver les sortants présumés."},
    {"CFA", "Centre de formation d’apprentis."},
    {"CIO", "Centre d’information et d’orientation."},
    {"DRAIO", "Délégation de région académique à l’information et à l’orientation."},
    {"E2C", "École de la deuxième chance."},
    {"EPIDE", "Établissement pour l’insertion dans l’emploi, en internat."},
    {"Faux positif", "Jeune présumé sorti qui ne l’est pas."},
    {"FOQUALE", "Formation, qualification, emploi\u00a0: réseau des solutions de l’Éducation nationale."},
    {"GPDS", "Groupe de prévention du décrochage scolaire d’un établissement."},
    {"IA-DASEN", "Inspecteur d’académie, directeur académique des services de l’Éducation nationale."},
    {"IEN-IO", "Inspecteur de l’Éducation nationale, information et orientation."},
    {"INE", "Identifiant national élève\u00a0: facultatif et masqué ici."},
    {"Injoignable", "Jeune non joint après plusieurs essais, par plusieurs moyens."},
    {"MLDS", "Mission de lutte contre le décrochage scolaire."},
    {"Obligation de formation",
     "De 16 à 18 ans, chaque jeune doit être en études, en formation, en emploi, en service civique ou accompagné."},
    {"PAFI", "Parcours aménagé de formation initiale."},
    {"PSAD", "Plateforme de suivi et d’appui aux décrocheurs."},
    {"PsyEN", "Psychologue de l’Éducation nationale."},
    {"Référent décrochage", "Personne qui, dans un établissement, suit les élèves en risque de décrochage."},
    {"RIO", "Outil national de suivi des jeunes sortis sans diplôme."},
    {"SIEI", "Système interministériel d’échange d’informations, qui envoie la liste des sortants."},
    {"Solution", "Ce vers quoi un parcours mène\u00a0: formation, emploi, apprentissage, accompagnement…"},
    {"UAI", "Unité administrative immatriculée\u00a0: le code d’un établissement, par exemple 0350017D."},
}};

} // namespace

Page page_aide(Site const& site) {
    return Page{
        "Aide",
        "",
        {},
        ensemble(
            h1("Aide"), h2("Questions fréquentes"),
            aide(
                "Je ne peux plus me connecter",
                p("Après cinq essais, chaque nouvel essai se fait attendre un peu plus. Si le mot de passe est oublié, "
                  "l’administrateur de votre académie vous en remet un provisoire.")),
            aide("J’ai perdu mon téléphone", p("Tapez un code de secours à la place du code à six chiffres. Sans code "
                                               "de secours, l’administrateur retire "
                                               "le second facteur de votre compte.")),
            aide("Pourquoi je ne vois pas un jeune\u00a0?",
                 p("Vous voyez les jeunes de votre secteur, de votre établissement, ou que vous suivez. Un autre "
                   "apparaît dans la recherche comme «\u00a0suivi ailleurs\u00a0»\u00a0: demandez l’accès, en disant "
                   "pourquoi.")),
            aide("Ma session s’est fermée", p("Elle se ferme après 30 minutes sans activité, annoncées deux minutes "
                                              "avant. Un formulaire envoyé trop tard vous revient avec ce que vous "
                                              "aviez tapé\u00a0: reconnectez-vous dans une autre "
                                              "fenêtre, puis renvoyez-le.")),
            h2("Glossaire"), definitions([] {
                std::vector<Definition> liste;
                for (auto const& t : glossaire)
                    liste.push_back(definition(std::string{t.terme}, t.sens));
                return liste;
            }()),
            h2("Contact"), p(contact(site)))};
}

} // namespace metier::acces
