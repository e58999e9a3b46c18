#include "web/html.hpp"

#include <gtest/gtest.h>

using namespace web;

namespace {

struct Chose;

template <class T>
concept AccepteEnHref = requires(T t) {
    href(t);
};
static_assert(AccepteEnHref<Lien> && AccepteEnHref<LienContact>);
static_assert(!AccepteEnHref<char const*> && !AccepteEnHref<std::string> && !AccepteEnHref<LienExterne>);

template <class T>
concept EnfantDeBr = requires(T t) {
    br(t);
};
static_assert(EnfantDeBr<Attr> && !EnfantDeBr<char const*> && !EnfantDeBr<Html>);
static_assert(!std::is_constructible_v<Part, bool> && !std::is_constructible_v<Part, double>);

TEST(Constructeur, un_texte_est_toujours_echappe) {
    EXPECT_EQ(p("a < b & \"c\" > 'd'").str(), "<p>a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;</p>");
    EXPECT_EQ(p(std::string{"<script>alert(1)</script>"}).str(), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    EXPECT_EQ(p(std::string("a\0b", 3)).str(), "<p>a\uFFFDb</p>");
}

TEST(Constructeur, un_balisage_imbrique_n_est_pas_echappe_deux_fois) {
    EXPECT_EQ(ul(li(em("a & b"))).str(), "<ul><li><em>a &amp; b</em></li></ul>");
}

TEST(Constructeur, les_attributs_vont_dans_la_balise_ou_qu_ils_soient_ecrits) {
    EXPECT_EQ(td(clas("num"), 12, id("x")).str(), "<td class=\"num\" id=\"x\">12</td>");
    EXPECT_EQ(span(data("nom", "\"><b>")).str(), "<span data-nom=\"&quot;&gt;&lt;b&gt;\"></span>");
}

TEST(Constructeur, une_date_se_lit_par_les_gens_et_par_les_machines) {
    EXPECT_EQ(td(Date{2026y / 10 / 5}).str(), "<td><time datetime=\"2026-10-05\">05/10/2026</time></td>");
    EXPECT_EQ(td(std::optional<Date>{}).str(), "<td></td>");
    EXPECT_EQ(td(std::optional<int>{7}).str(), "<td>7</td>");
}

TEST(Constructeur, une_condition_fausse_ne_montre_rien_et_n_appelle_rien) {
    bool appele = false;
    EXPECT_EQ(p(when(false, [&] { return appele = true, em("x"); })).str(), "<p></p>");
    EXPECT_FALSE(appele);
    EXPECT_EQ(p(when(true, em("x")), when(false, clas("y"))).str(), "<p><em>x</em></p>");
}

TEST(Constructeur, chaque_element_d_une_liste_donne_sa_part) {
    std::vector<int> const nombres{1, 2};
    EXPECT_EQ(ul(each(nombres, [](int n) { return li(n); })).str(), "<ul><li>1</li><li>2</li></ul>");
    EXPECT_EQ(p(each(nombres, [](int n) { return n; })).str(), "<p>12</p>");
}

TEST(Constructeur, un_element_vide_n_a_que_des_attributs) {
    EXPECT_EQ(input(type("text"), value(""), etat("required", true), etat("checked", false)).str(),
              "<input type=\"text\" value=\"\" required>");
}

TEST(Constructeur, un_lien_externe_annonce_la_nouvelle_fenetre) {
    auto const html = a_externe(externe("https://exemple.fr/a"), "Exemple").str();
    EXPECT_NE(html.find("rel=\"noopener noreferrer\""), std::string::npos);
    EXPECT_NE(html.find("(nouvelle fenêtre)"), std::string::npos);
}

TEST(Liens, les_valeurs_sont_encodees_dans_le_chemin_et_la_requete) {
    EXPECT_EQ(lien("/jeunes/{}/contacts", Id<Chose>{12}).texte(), "/jeunes/12/contacts");
    EXPECT_EQ(lien("/f/{}", "a/b?c d").texte(), "/f/a%2Fb%3Fc%20d");
    EXPECT_EQ(lien("/jeunes").avec("q", "é&a=b").ancre("c3").texte(), "/jeunes?q=%C3%A9%26a%3Db#c3");
    EXPECT_EQ(lien("/a").avec("jour", Date{2026y / 10 / 5}).texte(), "/a?jour=2026-10-05");
    EXPECT_ANY_THROW(lien("/f/{}", ".."));
    EXPECT_ANY_THROW(lien("/f/{}", ""));
}

TEST(Liens, une_cle_se_remplace_s_ajoute_et_se_retire) {
    auto const l = lien("/l").avec("page", 1).avec_aussi("f", "a").avec_aussi("f", "b");
    EXPECT_EQ(l.avec("page", 2).texte(), "/l?f=a&f=b&page=2");
    EXPECT_EQ(l.sans("f", "a").texte(), "/l?page=1&f=b");
    EXPECT_EQ(l.sans("f").texte(), "/l?page=1");
}

TEST(Liens, une_adresse_rendue_par_un_formulaire_reste_dans_le_site) {
    EXPECT_EQ(lien_local("/jeunes/12?tri=nom&q=%C3%A9+a#c3")->texte(), "/jeunes/12?tri=nom&q=%C3%A9%20a#c3");
    for (auto const mauvais : {"", "jeunes", "//ailleurs.fr", "/\\ailleurs.fr", "https://ailleurs.fr", "/a\nb",
                               "javascript:alert(1)", "/%2Fexemple.fr", "/%5Cexemple.fr", "/a%0d%0ab"})
        EXPECT_FALSE(lien_local(mauvais)) << mauvais;
}

TEST(Html, les_espaces_du_francais_ne_finissent_pas_une_ligne) {
    EXPECT_EQ(p("Est-ce lui ? Oui : « 12 % »").str(), "<p>Est-ce lui\u00a0? Oui\u00a0: «\u00a012\u00a0%\u00a0»</p>");
    EXPECT_EQ(p("a :b", " c").str(), "<p>a :b c</p>");
    EXPECT_EQ(textarea("Lui ?").str(), "<textarea>Lui ?</textarea>");
}

TEST(Liens, l_adresse_d_une_requete_garde_ses_filtres) {
    Request r;
    r.path = "/jeunes/é";
    r.query = {{"bassin", "3"}};
    EXPECT_EQ(lien_de(r).avec("tri", "nom").texte(), "/jeunes/%C3%A9?bassin=3&tri=nom");
}

TEST(Liens, une_adresse_externe_est_http_ou_https) {
    EXPECT_EQ(LienExterne::lire("https://exemple.fr/x")->hote(), "exemple.fr");
    for (auto const mauvais : {"javascript:alert(1)", "ftp://exemple.fr", "https://", "https://a\"b.fr", "exemple.fr"})
        EXPECT_FALSE(LienExterne::lire(mauvais)) << mauvais;
}

TEST(Liens, telephone_et_courriel_ne_sont_liens_que_s_ils_en_sont) {
    EXPECT_EQ(LienContact::telephone("06.12.34.56.78")->texte(), "tel:0612345678");
    EXPECT_EQ(LienContact::courriel("a.b@exemple.fr")->texte(), "mailto:a.b@exemple.fr");
    EXPECT_EQ(a_telephone("inconnu").str(), "inconnu");
}

} // namespace
