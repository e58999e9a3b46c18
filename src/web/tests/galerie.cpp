// Every part on one page, to look at: galerie_web <dossier> writes index.html, large.html, connexion.html and s/*.
#include "web/chart.hpp"
#include "web/layout.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"
#include "web/static_files.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

using namespace web;

namespace {

enum class Issue { retour, apprentissage, sans_solution };
constexpr base::Entree<Issue> issues[] = {{Issue::retour, "retour", "Retour en formation initiale"},
                                          {Issue::apprentissage, "apprentissage", "Contrat d’apprentissage"},
                                          {Issue::sans_solution, "sans_solution", "Toujours sans solution"}};
constexpr std::span<base::Entree<Issue> const> entrees(Issue) { return issues; }

struct Etablissement;

struct EntretienForm {
    Field<Id<Etablissement>> etablissement{"etablissement", "Établissement", required};
    Field<Date> jour{"jour", "Jour de l’entretien", required};
    Field<Heure> heure{"heure", "Heure"};
    Field<std::string> telephone{"telephone", "Téléphone", phone};
    Field<std::string> courriel{"courriel", "Adresse électronique", email};
    Field<std::string> recit{"recit", "Ce qui s’est dit", required, long_text(4), at_most(2000), facts_only};
    Field<Issue> issue{"issue", "Issue", radio, required};
    Field<std::vector<Issue>> pistes{"pistes", "Pistes évoquées"};
    Field<bool> accord{"accord", "Le jeune accepte d’être rappelé"};

    auto fields() { return std::tie(etablissement, jour, heure, telephone, courriel, recit, issue, pistes, accord); }
};

Csrf const csrf{"exemple"};

Html formulaire_refuse() {
    EntretienForm form;
    form.etablissement.offer({{{1}, "Lycée Émile-Zola (Rennes)"}, {{2}, "Lycée Bréquigny (Rennes)"}});
    read(form,
         Pairs{{"jour", "31/02/2026"}, {"telephone", "06 12"}, {"recit", "Reçu avec sa mère."}, {"issue", "retour"}});
    return section(h2("Formulaire"), resume_erreurs(form),
                   formulaire(lien("/entretiens"), csrf, data("brouillon", lien("/brouillons/entretien")),
                              data("mots-sensibles", lien("/mots-sensibles")), version_montree(3),
                              div(clas("grille-de-champs"), champ(form.etablissement), champ(form.jour),
                                  champ(form.heure), champ(form.telephone), champ(form.courriel)),
                              champ(form.recit), champ(form.issue), champ(form.pistes), champ(form.accord),
                              boutons(bouton("Enregistrer l’entretien"), bouton_secondaire("Enregistrer et imprimer"),
                                      lien_bouton(lien("/jeunes"), "Annuler"))));
}

Html liste(Lien const& ici) {
    DemandeDeListe demande{.tri = "nom"};
    struct Ligne {
        char const* nom;
        char const* lycee;
        Date depuis;
        Ton ton;
        char const* etat;
    };
    Ligne const lignes[] = {
        {"BENALI Inès", "Lycée professionnel Jean-Jaurès", 2026y / 9 / 14, Ton::attention, "Sans nouvelles"},
        {"DIALLO Awa", "Lycée Émile-Zola", 2026y / 9 / 21, Ton::information, "Contacté"},
        {"LE GALL Maël", "CFA de l’industrie", 2026y / 10 / 2, Ton::succes, "En solution"},
        {"MOREAU Lina", "Collège Les Chalais", 2026y / 10 / 5, Ton::erreur, "Relance en retard"}};
    auto const corps = each(lignes, [](Ligne const& l) {
        return tr(td(case_de_selection("12", l.nom)), th(scope("row"), a(href(lien("/jeunes/{}", 12)), l.nom)),
                  td(l.lycee), td(l.depuis), td(badge(l.ton, l.etat)));
    });
    return section(
        h2("Liste"),
        filtres_actifs({{"Bassin\u00a0: Rennes Nord", lien("/jeunes")}, {"Sans solution", lien("/jeunes")}},
                       lien("/jeunes")),
        formulaire(lien("/selection"), csrf,
                   tableau("Jeunes suivis, par nom",
                           {{""}, {"Nom", "nom"}, {"Établissement", "lycee"}, {"Depuis le", "depuis"}, {"Situation"}},
                           corps, demande, ici),
                   barre_de_selection(ensemble(bouton_secondaire("Confier à…"), bouton_secondaire("Convoquer")))),
        pagination({.ici = ici, .lignes = 4, .total = 1234, .suivant = curseur({"MOREAU", "12"})}, demande),
        etat_vide("Aucune réunion prévue cette semaine.",
                  lien_bouton_principal(lien("/reunions/nouvelle"), "Convoquer une réunion")));
}

Html fiche() {
    return ensemble(
        entete_de_fiche("DIALLO Awa, 16 ans",
                        ensemble(badge(Ton::attention, "Sans solution"),
                                 badge(Ton::information, "Obligation de formation"),
                                 badge(Ton::neutre, "Suivie par Jeanne MARTIN")),
                        ensemble(lien_bouton_principal(lien("/contacts"), "Noter un contact"),
                                 lien_bouton(lien("/entretiens"), "Planifier un entretien"), bouton_imprimer())),
        onglets("Dossier", {{"Synthèse", lien("/jeunes/12"), true},
                            {"Contacts", lien("/c"), false, 7},
                            {"Parcours", lien("/p"), false, 3},
                            {"Documents", lien("/d"), false, 0}}),
        definitions({definition("Né·e le", Date{2010y / 3 / 4}), definition("INE", std::string{"••••••••1KC"}),
                     definition("Téléphone", a_telephone("0612345678")), definition("Adresse", std::string{}),
                     definition("Site", a_externe(externe("https://exemple.fr/"), "Mission locale")),
                     definition("Fiche", lien_fichier(lien("/f"), "Fiche navette", "PDF", 63'400))}),
        h2("Ce qui s’est passé"),
        chronologie({{.jour = 2026y / 10 / 5,
                      .icone = Icone::telephone,
                      .genre = "Appel",
                      .titre = "Joint la mère, rendez-vous pris",
                      .auteur = "Jeanne MARTIN, coordonnatrice",
                      .texte = p("Rendez-vous le 12 octobre à 14 h au CIO. Awa veut reprendre en CAP."),
                      .lien = lien("/contacts/{}", 4)},
                     {.jour = 2026y / 9 / 28,
                      .icone = Icone::courriel,
                      .genre = "Courrier",
                      .titre = "Convocation envoyée",
                      .auteur = "Secrétariat du CIO"},
                     {.jour = 2026y / 9 / 21,
                      .icone = Icone::drapeau,
                      .genre = "Signalement",
                      .titre = "Quatre demi-journées d’absence",
                      .auteur = "Lycée Émile-Zola"}}));
}

Html outils_de_saisie() {
    return section(
        h2("Étapes, avancement, comparaison"),
        etapes({"Choisir le fichier", "Vérifier", "Appliquer", "Compte rendu"}, 1),
        progres({.libelle = "Import du fichier eleves.csv",
                 .fait = 12000,
                 .total = 30000,
                 .etat = "12\u202f000 lignes sur 30\u202f000 lues",
                 .fragment = lien("/taches/4"),
                 .ici = lien("/imports/4")}),
        cote_a_cote("Deux dossiers pour une même personne ?", "Dossier 812", "Dossier 3 405",
                    {{"Nom", "DIALLO", "DIALLO", 4.2, ""},
                     {"Prénom", "Awa", "Hawa", 2.1, "un caractère de plus"},
                     {"Naissance", "04/03/2010", "04/08/2010", -1.4, "un chiffre diffère"},
                     {"INE", "123456789AB", "", {}, ""},
                     {"Commune", "Rennes", "Saint-Malo", -0.8, ""}}),
        form(attr("method", "post"), action(lien("/decisions")),
             boutons(bouton("Même personne", data("touche", "m"), name("decision"), value("meme")),
                     bouton_secondaire("Deux personnes", data("touche", "d"), name("decision"), value("deux")),
                     bouton_secondaire("Plus tard", data("touche", "p"), name("decision"), value("tard")))),
        confirmation({.question = "Clore le suivi de DIALLO Awa ?",
                      .consequences = p("Le dossier reste lisible. Le suivi pourra être rouvert."),
                      .bouton = "Clore le suivi",
                      .ou = lien("/cloture"),
                      .annuler = lien("/jeunes")},
                     csrf),
        aide("Qu’est-ce qu’un GPDS ?",
             p(sigle("GPDS", "Groupe de prévention du décrochage scolaire"), ", réuni dans chaque établissement.")),
        p("Un code à reprendre dans un autre logiciel : ", code("0350029N"), " ", bouton_copier("0350029N")));
}

Html tableau_de_bord() {
    return section(h2("Tableau de bord"),
                   chiffres({{"Jeunes suivis", "1\u202f234", "au 05/10/2026", lien("/jeunes")},
                             {"Sans solution", "312", "− 28 en un mois", lien("/jeunes")},
                             {"Premier contact", "6 jours", "délai médian"},
                             {"Retours en formation", "41,5\u00a0%", "à six mois"}}),
                   a_faire({{"Rappeler MOREAU Lina", lien("/jeunes/{}", 4), "sans nouvelles depuis le 14/09/2026",
                             Ton::erreur, "En retard"},
                            {"Préparer le GPDS du lycée Émile-Zola", lien("/reunions/{}", 4), "12 jeunes à examiner",
                             Ton::attention, "Demain"},
                            {"Lire la réponse de la mission locale", lien("/messages"), "BENALI Inès", Ton::information,
                             "Nouveau"}}),
                   div(clas("deux-colonnes"),
                       barres({"Jeunes accompagnés par bassin", "Au 5 octobre 2026, toutes situations.", "Bassin"},
                              {{"Rennes Nord", 412},
                               {"Rennes Sud", 388},
                               {"Saint-Malo", 201},
                               {"Fougères – Vitré", 154},
                               {"Redon", 79}}),
                       entonnoir({"Du repérage à la solution", "Jeunes repérés depuis septembre.", "Étape"},
                                 {{"Repérés", 1234}, {"Contactés", 980}, {"Reçus", 611}, {"En solution", 388}}),
                       barres_empilees({"Situation par bassin", "", "Bassin"},
                                       {"Rennes Nord", "Rennes Sud", "Saint-Malo", "Redon"},
                                       {{"En formation", {180, 170, 90, 40}},
                                        {"En emploi", {90, 80, 40, 12}},
                                        {"Sans solution", {142, 138, 71, 27}}}),
                       courbes({"Premiers contacts par mois", "Année en cours et précédente.", "Mois", "Contacts"},
                               {"sept.", "oct.", "nov.", "déc.", "janv.", "févr.", "mars", "avr.", "mai", "juin"},
                               {{"2025-2026", {40, 120, 140, 90, 150, 110, 130, 70, 85, 60}},
                                {"2024-2025", {30, 90, 110, 95, 100, 90, 105, 60, 70, 50}}})));
}

PageFrame cadre() {
    PageFrame c;
    c.titre = "DIALLO Awa";
    c.rubrique = "Jeunes";
    c.menu = {{"Aujourd’hui", lien("/"), false, 3},
              {"Jeunes", lien("/jeunes"), true},
              {"À vérifier", lien("/a-verifier"), false, 28},
              {"Réunions", lien("/reunions")},
              {"Actions", lien("/actions")},
              {"Partenaires", lien("/structures")},
              {"Pilotage", lien("/pilotage")},
              {"Échanges", lien("/echanges")}};
    c.fil = {{"Accueil", lien("/")}, {"Jeunes", lien("/jeunes")}, {"DIALLO Awa"}};
    c.compte = Compte{"Jeanne MARTIN",
                      "Coordonnatrice MLDS",
                      "Bassin de Rennes Nord",
                      lien("/profil"),
                      lien("/deconnexion"),
                      lien("/role"),
                      csrf};
    c.recherche = lien("/recherche");
    c.suggestions = lien("/recherche/suggestions");
    c.session = FinDeSession{1800, lien("/session"), lien("/connexion")};
    c.notices = {{Ton::succes, "", "Contact enregistré."}};
    c.version = "0.1.0";
    c.fictif = true;
    c.ici = lien("/jeunes/{}", 12);
    return c;
}

struct ConnexionForm {
    Field<std::string> identifiant{"identifiant", "Adresse électronique", required, email, autocomplete("username")};
    Field<std::string> secret{"secret", "Mot de passe", required, password, autocomplete("current-password")};
    auto fields() { return std::tie(identifiant, secret); }
};

std::string connexion() {
    PageFrame c;
    c.titre = "Se connecter";
    c.fictif = true;
    ConnexionForm form;
    return page(c, div(clas("etroit"), h1("Se connecter"),
                       formulaire(lien("/connexion"), csrf, champ(form.identifiant), champ(form.secret),
                                  boutons(bouton("Se connecter")))));
}

} // namespace

int main(int argc, char** argv) {
    std::filesystem::path const dossier = argc > 1 ? argv[1] : "/tmp/galerie";
    std::filesystem::create_directories(dossier / "s");
    auto const ici = *lien_local("/jeunes?bassin=3&tri=nom");
    auto const notices = section(h2("Avis"), notice(Ton::information, "La base est sauvegardée chaque nuit."),
                                 notice(Ton::attention, "Interruption prévue", p("Samedi 10 octobre, de 6 h à 7 h.")),
                                 notice(Ton::erreur, "Le fichier n’a pas pu être lu : il est vide."));
    std::ofstream{dossier / "index.html"}
        << page(cadre(), ensemble(fiche(), notices, formulaire_refuse(), liste(ici), outils_de_saisie()));
    auto large = cadre();
    large.large = true;
    std::ofstream{dossier / "large.html"} << page(large, ensemble(h1("Aujourd’hui"), tableau_de_bord()));
    std::ofstream{dossier / "connexion.html"} << connexion();
    for (StaticFile const& f : embedded_files())
        std::ofstream{dossier / ("." + std::string{static_url(f.name)}), std::ios::binary} << f.bytes;
    std::cout << dossier.string() << '\n';
}
