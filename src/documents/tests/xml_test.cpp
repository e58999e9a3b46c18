#include "documents/xml.hpp"

#include <gtest/gtest.h>

#include "documents/tests/fichiers.hpp"

using namespace documents;

namespace {

LecteurXml xml(std::string octets, LimitesXml limites = {}) {
    return LecteurXml(source_de_texte(std::move(octets), "eleves.xml"), limites);
}

std::string parcours(std::string octets, LimitesXml limites = {}) {
    auto x = xml(std::move(octets), limites);
    std::string s;
    while (x.suivant())
        s += x.nature() == NoeudXml::texte
                 ? std::string(x.texte())
                 : (x.nature() == NoeudXml::ouverture ? "<" : "</") + std::string(x.nom()) + ">";
    return s;
}

Refus refuse(std::string octets) {
    return essai::refus([&] { parcours(std::move(octets)); });
}

} // namespace

TEST(Xml, un_element_vide_s_ouvre_et_se_ferme) {
    EXPECT_EQ(parcours("<a><b/><c x='1'>t</c><!-- non --></a>"), "<a><b></b><c>t</c></a>");
}

TEST(Xml, contenu_et_passer_finissent_sur_la_fermeture) {
    auto x = xml("<a><b>un<i>deux</i>trois</b><c><d/></c><e>fin</e></a>");
    x.suivant();
    x.suivant();
    EXPECT_EQ(x.contenu(), "untrois");
    EXPECT_EQ(x.nom(), "b");
    x.suivant();
    EXPECT_EQ(x.nom(), "c");
    EXPECT_EQ(x.profondeur(), 2);
    x.passer();
    x.suivant();
    EXPECT_EQ(x.nom(), "e");
    EXPECT_EQ(x.contenu(), "fin");
}

TEST(Xml, iso_8859_15_garde_l_oe_et_l_euro) {
    EXPECT_EQ(parcours("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><a>\xBC\x64ile \xBD\x75vre \xA4</a>"),
              "<a>Œdile œuvre €</a>");
    EXPECT_EQ(parcours("<a>No\xEB\x6C</a>"), "<a>Noël</a>"); // rien d'annoncé
}

TEST(Xml, un_utf8_annonce_iso_est_lu_en_utf8_et_signale) {
    auto x = xml("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><a>Maëlys</a>");
    x.suivant();
    EXPECT_EQ(x.contenu(), "Maëlys");
    EXPECT_NE(x.encodage().avertissement.find("il est en UTF-8"), std::string::npos);
}

TEST(Xml, un_iso_annonce_utf8_est_lu_en_iso_et_signale) {
    auto x = xml("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>Ma\xEBlys</a>");
    x.suivant();
    EXPECT_EQ(x.contenu(), "Maëlys");
    EXPECT_NE(x.encodage().avertissement.find("ISO-8859-15"), std::string::npos);
}

TEST(Xml, marque_utf8_et_utf8_annonce_ne_disent_rien) {
    auto x = xml("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>Maëlys</a>");
    x.suivant();
    EXPECT_EQ(x.contenu(), "Maëlys");
    EXPECT_TRUE(x.encodage().avertissement.empty());
}

TEST(Xml, les_entites_recursives_sont_refusees_avant_d_etre_lues) {
    std::string bombe = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\">";
    for (int i = 1; i < 10; ++i) {
        bombe += "<!ENTITY lol" + std::to_string(i) + " \"";
        for (int k = 0; k < 10; ++k)
            bombe += "&lol" + (i > 1 ? std::to_string(i - 1) : "") + ";";
        bombe += "\">";
    }
    auto r = refuse(bombe + "]><lolz>&lol9;</lolz>");
    EXPECT_NE(r.message.find("déclare des entités"), std::string::npos) << r.message;
}

TEST(Xml, une_entite_externe_est_refusee) {
    auto r = refuse("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>");
    EXPECT_NE(r.message.find("entités"), std::string::npos);
    auto parametre = refuse("<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://localhost/x.dtd\"> %x;]><a/>");
    EXPECT_NE(parametre.message.find("entités"), std::string::npos);
    EXPECT_FALSE(refuse("<a>&inconnue;</a>").message.empty());
}

TEST(Xml, un_doctype_externe_est_ignore_meme_sans_prologue) {
    EXPECT_EQ(
        parcours(
            "<!DOCTYPE ficAlimMENESR SYSTEM \"ficAlimMENESR.dtd\"><ficAlimMENESR><a>x &amp; y</a></ficAlimMENESR>"),
        "<ficAlimMENESR><a>x & y</a></ficAlimMENESR>");
}

TEST(Xml, un_fichier_tronque_est_refuse_avec_ligne_et_extrait) {
    auto r = refuse("<a>\n<b>texte</b>\n<c>cou");
    EXPECT_NE(r.message.find("incomplet"), std::string::npos) << r.message;
    EXPECT_EQ(r.ligne, 3);
    auto croise = refuse("<a>\n<b>texte</c></a>");
    EXPECT_NE(croise.message.find("balise"), std::string::npos);
    EXPECT_EQ(croise.ligne, 2);
    EXPECT_NE(croise.lu.find("texte"), std::string::npos);
}

TEST(Xml, trop_de_niveaux_ou_un_texte_demesure_sont_refuses) {
    std::string profond;
    for (int i = 0; i < 70; ++i)
        profond += "<a>";
    EXPECT_NE(refuse(profond).message.find("niveaux"), std::string::npos);
    EXPECT_NE(refuse("<a>" + std::string(2 << 20, 'x') + "</a>").message.find("démesuré"), std::string::npos);
}

TEST(Xml, une_balise_de_cent_mille_attributs_est_refusee_aussitot) {
    std::string balise = "<BEE_ELEVES>\n<ELEVE";
    for (int i = 0; i < 100'000; ++i)
        balise += " a" + std::to_string(i) + "=\">\"";
    auto r = refuse(balise + "/></BEE_ELEVES>");
    EXPECT_NE(r.message.find("attributs"), std::string::npos) << r.message;
    EXPECT_EQ(r.ligne, 2);
}

TEST(Xml, un_octet_nul_est_refuse) {
    using namespace std::string_literals;
    EXPECT_EQ(refuse("<a>\n\0</a>"s).ligne, 2);
}

TEST(Xml, la_racine_se_lit_seule) {
    EXPECT_EQ(racine_xml(source_de_texte("<?xml version='1.0'?>\n<!-- x --><BEE_ELEVES VERSION='3.0'><", "e.xml")),
              "BEE_ELEVES");
}

TEST(Xml, l_utf16_se_lit_quel_que_soit_l_ordre_des_octets) {
    for (bool petit : {true, false}) {
        auto octets = essai::utf16("<?xml version='1.0' encoding='UTF-16'?>\n<a>Maëlys</a>", petit);
        EXPECT_EQ(parcours(octets), "<a>Maëlys</a>");
        EXPECT_EQ(libelle(xml(octets).encodage().encodage), "UTF-16");
        EXPECT_EQ(racine_xml(source_de_texte(octets, "e.xml")), "a");
    }
    auto entite = refuse(essai::utf16("<!DOCTYPE a [\n<!ENTITY x 'y'>]><a/>"));
    EXPECT_EQ(entite.ligne, 2);
    EXPECT_EQ(refuse(essai::utf16("<a>\n<b></c></a>")).ligne, 2);
}
