#include "web/chart.hpp"
#include "web/layout.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

#include <gtest/gtest.h>

#include <cmath>

using namespace web;

namespace {

std::size_t combien(std::string_view texte, std::string_view motif) {
    std::size_t n = 0;
    for (auto i = texte.find(motif); i != texte.npos; i = texte.find(motif, i + motif.size()))
        ++n;
    return n;
}

bool contient(Html const& html, std::string_view texte) { return combien(html.str(), texte) > 0; }

PageFrame cadre() {
    PageFrame c;
    c.titre = "DIALLO <Awa>";
    c.rubrique = "Jeunes";
    c.menu = {{"Accueil", lien("/")}, {"Jeunes", lien("/jeunes"), true, 3}};
    c.fil = {{"Accueil", lien("/")}, {"DIALLO <Awa>"}};
    c.recherche = lien("/recherche");
    c.compte = Compte{.nom = "Jeanne MARTIN",
                      .role = "Coordonnatrice",
                      .organisation = "Rennes Nord",
                      .profil = lien("/profil"),
                      .deconnexion = lien("/deconnexion"),
                      .csrf = {"j3t0n"}};
    c.ici = lien("/jeunes/{}", 12);
    return c;
}

TEST(Cadre, a_ses_reperes_son_titre_et_ses_liens_d_evitement) {
    auto const html = page(cadre(), h1("DIALLO <Awa>"));
    EXPECT_TRUE(html.starts_with("<!doctype html>\n<html lang=\"fr\""));
    EXPECT_EQ(combien(html, "<title>DIALLO &lt;Awa&gt; – Jeunes – Raccroche</title>"), 1u);
    for (auto const repere : {"<header ", "<main ", "<footer ", "<h1>", "role=\"search\"",
                              "aria-label=\"Vous êtes ici\"", "aria-label=\"Menu principal\""})
        EXPECT_EQ(combien(html, repere), 1u) << repere;
    auto const premier_lien = html.find("<a ");
    EXPECT_EQ(html.substr(premier_lien, 18), "<a href=\"#contenu\"");
    for (auto const cible : {"contenu", "menu", "recherche", "pied"}) {
        EXPECT_EQ(combien(html, "href=\"#" + std::string{cible} + "\""), 1u) << cible;
        EXPECT_EQ(combien(html, " id=\"" + std::string{cible} + "\""), 1u) << cible;
    }
    EXPECT_EQ(combien(html, "aria-current=\"page\""), 2u); // menu, breadcrumb
}

TEST(Cadre, un_groupe_du_menu_tient_en_une_entree_et_montre_ses_pages_quand_on_y_est) {
    auto c = cadre();
    c.menu = {{"Accueil", lien("/")},
              {"Campagnes", lien("/campagnes"), false, 0, "Repérage"},
              {"Listes", lien("/listes"), false, 0, "Repérage"},
              {"Relais", lien("/relais"), false, 0, "Accompagnement"}};
    auto ailleurs = page(c, h1("x"));
    EXPECT_EQ(combien(ailleurs, "<a href=\"/campagnes\">Repérage</a>"), 1u) << "il mène à sa première page";
    EXPECT_EQ(combien(ailleurs, "/listes"), 0u);
    EXPECT_EQ(combien(ailleurs, ">Relais</a>"), 1u) << "seule de son groupe, elle se montre elle-même";
    c.menu[2].courante = true;
    auto dedans = page(c, h1("x"));
    EXPECT_EQ(combien(dedans, "<a href=\"/campagnes\" aria-current=\"true\">Repérage</a>"), 1u);
    EXPECT_EQ(combien(dedans, "<a href=\"/listes\" aria-current=\"page\">Listes</a>"), 1u);
    EXPECT_EQ(combien(dedans, ">Campagnes</a>"), 1u);
}

TEST(Cadre, n_a_ni_style_ni_script_dans_la_page) {
    auto const html = page(cadre(), ensemble(h1("x"), barre_de_poids(-2, 4)));
    EXPECT_EQ(combien(html, " style="), 0u);
    EXPECT_EQ(combien(html, "<style"), 0u);
    EXPECT_EQ(combien(html, "<script"), combien(html, "<script type=\"module\" src=\"/s/"));
    EXPECT_EQ(combien(html, " on"), 0u);
}

TEST(Cadre, ne_charge_un_module_que_si_la_page_s_en_sert) {
    auto const simple = page(cadre(), h1("x"));
    EXPECT_EQ(combien(simple, "/s/clavier."), 0u);
    EXPECT_EQ(combien(simple, "/s/gestes."), 1u);
    auto const avec_touche = page(cadre(), ensemble(h1("x"), bouton("Oui", data("touche", "o"))));
    EXPECT_EQ(combien(avec_touche, "/s/clavier."), 1u);
}

TEST(Cadre, une_page_publique_n_a_ni_menu_ni_compte) {
    PageFrame c;
    c.titre = "Se connecter";
    auto const html = page(c, h1("Se connecter"));
    EXPECT_EQ(combien(html, "Se déconnecter"), 0u);
    EXPECT_EQ(combien(html, "href=\"#menu\""), 0u);
    EXPECT_EQ(combien(html, "<title>Se connecter – Raccroche</title>"), 1u);
}

TEST(Cadre, garde_l_apparence_choisie_et_revient_a_la_page) {
    Request r;
    r.query = {{"choix", "sombre"}, {"retour", "/jeunes/12?tri=nom"}};
    auto const reponse = choisir_apparence(r);
    EXPECT_EQ(reponse.status, 303);
    auto entete = [&](std::string_view nom) {
        for (auto const& [cle, valeur] : reponse.headers)
            if (cle == nom)
                return valeur;
        return std::string{};
    };
    EXPECT_EQ(entete("Location"), "/jeunes/12?tri=nom");
    EXPECT_TRUE(entete("Set-Cookie").starts_with("apparence=sombre; Path=/;"));

    r.query = {{"choix", "x; Path=/mal"}, {"retour", "//ailleurs.fr"}};
    auto const refus = choisir_apparence(r);
    EXPECT_EQ(refus.headers.size(), reponse.headers.size() - 1);
    Request suivante;
    suivante.headers = {{"cookie", "apparence=sombre"}};
    EXPECT_EQ(apparence(suivante), Apparence::sombre);
    EXPECT_EQ(apparence(Request{}), Apparence::systeme);
}

TEST(Liste, un_curseur_revient_tel_quel_et_rien_d_autre_n_en_est_un) {
    std::vector<std::string> const valeurs{"N’DIAYE é", "", "12:3"};
    auto const c = curseur(valeurs);
    EXPECT_EQ(lien("/l").avec("apres", c).texte(), "/l?apres=" + c);
    EXPECT_EQ(lire_curseur(c, 3), valeurs);
    EXPECT_FALSE(lire_curseur(c, 2));
    for (auto const mauvais : {"", "!", "AAAA", "OTk6YQ", "LTE6YQ"})
        EXPECT_FALSE(lire_curseur(mauvais, 1)) << mauvais;
    EXPECT_EQ(lire_curseur("", 0), std::vector<std::string>{});
}

TEST(Liste, l_adresse_dit_le_tri_la_taille_et_la_page) {
    Request r;
    r.query = {{"tri", "jour"}, {"sens", "desc"}, {"par", "50"}, {"apres", "abc"}};
    auto d = lire_demande(r, {"nom", "jour"});
    EXPECT_EQ(d.tri, "jour");
    EXPECT_TRUE(d.decroissant);
    EXPECT_EQ(d.par_page, 50);
    EXPECT_EQ(d.apres, "abc");
    r.query = {{"tri", "mot_de_passe"}, {"par", "100000"}};
    d = lire_demande(r, {"nom", "jour"});
    EXPECT_EQ(d.tri, "nom");
    EXPECT_EQ(d.par_page, 20);
}

TEST(Liste, trier_garde_les_filtres_et_revient_a_la_premiere_page) {
    auto const ici = lien("/jeunes").avec("bassin", 3).avec("apres", "abc");
    DemandeDeListe d;
    d.tri = "nom";
    auto const html = tableau("Jeunes", {{"Nom", "nom"}, {"Depuis", "jour"}, {""}}, tr(td("x")), d, ici);
    EXPECT_TRUE(contient(html, "<caption>Jeunes</caption>"));
    EXPECT_TRUE(contient(html, "aria-sort=\"ascending\""));
    EXPECT_TRUE(contient(html, "href=\"/jeunes?bassin=3&amp;tri=nom&amp;sens=desc\""));
    EXPECT_TRUE(contient(html, "href=\"/jeunes?bassin=3&amp;tri=jour\""));
    EXPECT_EQ(combien(html.str(), "<th "), 2u);
}

TEST(Liste, la_premiere_page_n_a_pas_de_precedent) {
    auto const html = pagination({.ici = lien("/l").avec("q", "a"), .lignes = 20, .total = 1234, .suivant = "abc"}, {});
    EXPECT_TRUE(contient(html, "href=\"/l?q=a&amp;apres=abc\""));
    EXPECT_EQ(combien(html.str(), "avant="), 0u);
    EXPECT_TRUE(contient(html, "20 lignes affichées"));
    EXPECT_TRUE(contient(html, "aria-current=\"true\">20</a>"));
}

TEST(Fiche, seules_les_differences_sont_marquees) {
    auto const [a, b] = marque_differences("04/03/2010", "04/08/2010");
    EXPECT_EQ(a.str(), "04/0<mark>3</mark>/2010");
    EXPECT_EQ(b.str(), "04/0<mark>8</mark>/2010");
    auto const [c, d] = marque_differences("Zoé", "Zoè"); // é and è share their first byte
    EXPECT_EQ(c.str(), "Zo<mark>é</mark>");
    EXPECT_EQ(d.str(), "Zo<mark>è</mark>");
    auto const [g, h] = marque_differences("Inès, Stone", "Inès, Marie");
    EXPECT_EQ(g.str(), "Inès, <mark>Stone</mark>");
    EXPECT_EQ(h.str(), "Inès, <mark>Marie</mark>");
    auto const [e, f] = marque_differences("Anne", "Annne");
    EXPECT_EQ(e.str(), "Anne");
    EXPECT_EQ(f.str(), "Ann<mark>n</mark>e");
}

TEST(Fiche, un_poids_dit_son_sens_en_toutes_lettres) {
    EXPECT_TRUE(contient(barre_de_poids(-1.35, 4), "−1,4"));
    EXPECT_TRUE(contient(barre_de_poids(-1.35, 4), " contre"));
    EXPECT_TRUE(contient(barre_de_poids(4.2, 4), "width=\"50\""));
}

TEST(Fiche, l_absence_se_dit) {
    EXPECT_TRUE(contient(definitions({definition("Adresse", std::string{})}), "Non renseigné"));
}

TEST(Fiche, les_etapes_disent_ou_l_on_en_est_et_la_suite) {
    auto const html = etapes({"Choisir", "Vérifier", "Appliquer"}, 1);
    EXPECT_TRUE(contient(html, "Étape 2 sur 3\u00a0: Vérifier"));
    EXPECT_TRUE(contient(html, "Ensuite\u00a0: Appliquer"));
    EXPECT_EQ(combien(html.str(), "aria-current=\"step\""), 1u);
}

TEST(Fiche, un_travail_fini_n_est_plus_redemande) {
    Progres p{.libelle = "Import", .fait = 3, .total = 3, .etat = "fini", .fini = true};
    EXPECT_EQ(combien(progres(p).str(), "data-progres"), 0u);
    p.fini = false;
    p.fragment = lien("/taches/4");
    EXPECT_TRUE(contient(progres(p), "data-progres=\"/taches/4\""));
}

TEST(Fiche, un_fichier_dit_son_format_et_son_poids) {
    EXPECT_EQ(poids(900), "900 octets");
    EXPECT_EQ(poids(63'400), "62 Ko");
    EXPECT_EQ(poids(1'600'000), "1,5 Mo");
}

TEST(Tableau, large_chaque_cellule_porte_le_titre_de_sa_colonne_et_son_role) {
    auto const ligne = tr(td(label("x")), th(scope("row"), "DIALLO <i>"), td(colspan(2), "né"), td(clas("num"), "3"));
    auto const html =
        tableau("Jeunes", {{""}, {"Nom"}, {"Naissance"}, {"Lieu & jour"}, {"Contacts", "", "num"}}, ligne).str();
    EXPECT_NE(html.find("<table class=\"table empile\" role=\"table\">"), html.npos) << html;
    EXPECT_NE(html.find("<th role=\"columnheader\" scope=\"col\">Nom</th>"), html.npos);
    EXPECT_NE(html.find("<tr role=\"row\"><td role=\"cell\"><label>x</label></td>"), html.npos) << "sans titre";
    EXPECT_NE(html.find("<th role=\"rowheader\" data-titre=\"Nom\" scope=\"row\">DIALLO &lt;i&gt;</th>"), html.npos);
    EXPECT_NE(html.find("<td role=\"cell\" data-titre=\"Contacts\" class=\"num\">3</td>"), html.npos)
        << "une cellule sur deux colonnes en compte deux";
    auto const etroit = tableau("Listes", {{"Nom"}, {"Depuis"}}, tr(td("x"), td("y"))).str();
    EXPECT_EQ(etroit.find("empile"), etroit.npos) << "deux colonnes tiennent côte à côte";
}

TEST(Tableau, dans_une_cellule_garde_les_siennes) {
    auto const dedans = table(tbody(tr(td("dedans"))));
    auto const html = tableau("T", {{"A"}, {"B"}, {"C"}, {"D"}}, tr(td(dedans), td("b"), td("c"), td("d"))).str();
    EXPECT_NE(html.find("<tr><td>dedans</td></tr>"), html.npos) << html;
    EXPECT_NE(html.find("data-titre=\"B\">b</td>"), html.npos);
}

TEST(Diagramme, a_toujours_titre_description_et_tableau) {
    Diagramme const d{"Par <bassin>", "Au 5 octobre.", "Bassin"};
    std::vector<Serie> const series{{"A", {1, 2}}, {"B", {3, 4}}};
    for (auto const& html :
         {barres(d, {{"Rennes", 12}, {"Redon", 3}}), entonnoir(d, {{"Rennes", 12}, {"Redon", 3}}),
          barres_empilees(d, {"Rennes", "Redon"}, series), courbes(d, {"Rennes", "Redon"}, series)}) {
        EXPECT_EQ(combien(html.str(), "<title>Par &lt;bassin&gt;</title>"), 1u);
        EXPECT_EQ(combien(html.str(), "<desc>Au 5 octobre.</desc>"), 1u);
        EXPECT_EQ(combien(html.str(), "scope=\"row\">"), 2u);
        EXPECT_EQ(combien(html.str(), "style="), 0u);
    }
    EXPECT_ANY_THROW(courbes(d, {"un"}, series));
}

TEST(Diagramme, sans_donnee_reste_un_dessin_valide) {
    for (auto const& html : {barres({"t"}, {}), entonnoir({"t"}, {{"Repérés", 0}}), barres_empilees({"t"}, {}, {}),
                             courbes({"t"}, {}, {})}) {
        EXPECT_EQ(combien(html.str(), "nan"), 0u);
        EXPECT_EQ(combien(html.str(), "inf"), 0u);
    }
}

} // namespace
