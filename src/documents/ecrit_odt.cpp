#include <pugixml.hpp>
#include <sstream>

#include "documents/ecrit.hpp"
#include "documents/zip_ecriture.hpp"

namespace documents {

namespace {

using pugi::xml_node;

constexpr char const* type_odt = "application/vnd.oasis.opendocument.text";
constexpr char const* espaces[][2] = {
    {"xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"},
    {"xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"},
    {"xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"},
    {"xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"},
    {"xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"},
    {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
    {"xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"},
};

xml_node racine(pugi::xml_document& doc, char const* nom) {
    auto n = doc.append_child(nom);
    for (auto const& e : espaces)
        n.append_attribute(e[0]) = e[1];
    n.append_attribute("office:version") = "1.3";
    return n;
}

std::string texte_xml(pugi::xml_document const& doc) {
    std::ostringstream s;
    s << R"(<?xml version="1.0" encoding="UTF-8"?>)";
    doc.save(s, "", pugi::format_raw | pugi::format_no_declaration);
    return s.str();
}

xml_node paragraphe(xml_node parent, std::string const& contenu, char const* style_nomme) {
    auto n = parent.append_child("text:p");
    n.append_attribute("text:style-name") = style_nomme;
    n.append_child(pugi::node_pcdata).set_value(contenu.c_str());
    return n;
}

void titre(xml_node parent, std::string const& contenu, int niveau) {
    auto n = parent.append_child("text:h");
    n.append_attribute("text:style-name") = niveau == 1 ? "Titre" : niveau == 2 ? "Titre_2" : "Titre_3";
    n.append_attribute("text:outline-level") = niveau;
    n.append_child(pugi::node_pcdata).set_value(contenu.c_str());
}

void cellules(xml_node ligne, std::vector<std::string> const& contenu, std::size_t colonnes, char const* style_nomme) {
    for (std::size_t i = 0; i < colonnes; ++i) {
        auto c = ligne.append_child("table:table-cell");
        c.append_attribute("table:style-name") = "Cellule";
        c.append_attribute("office:value-type") = "string";
        paragraphe(c, i < contenu.size() ? contenu[i] : "", style_nomme);
    }
}

struct EnOdt {
    xml_node corps;

    void operator()(Titre const& t) { titre(corps, t.texte, t.niveau <= 2 ? 2 : 3); }
    void operator()(Paragraphe const& p) { paragraphe(corps, p.texte, p.fort ? "Fort" : "Texte"); }
    void operator()(Liste const& l) {
        auto n = corps.append_child("text:list");
        n.append_attribute("text:style-name") = l.numerotee ? "Numeros" : "Puces";
        for (auto const& item : l.items)
            paragraphe(n.append_child("text:list-item"), item, "Texte");
    }
    void operator()(Fiche const& f) {
        for (auto const& [libelle, valeur] : f.lignes) {
            auto p = corps.append_child("text:p");
            p.append_attribute("text:style-name") = "Texte";
            auto fort = p.append_child("text:span");
            fort.append_attribute("text:style-name") = "Gras";
            fort.append_child(pugi::node_pcdata).set_value((libelle + "\u00a0: ").c_str());
            p.append_child(pugi::node_pcdata).set_value(valeur.c_str());
        }
    }
    void operator()(Tableau const& t) {
        if (!t.legende.empty())
            paragraphe(corps, t.legende, "Fort");
        auto n = corps.append_child("table:table");
        n.append_attribute("table:style-name") = "Tableau";
        if (t.en_tetes.empty())
            return;
        n.append_child("table:table-column").append_attribute("table:number-columns-repeated") = t.en_tetes.size();
        cellules(n.append_child("table:table-header-rows").append_child("table:table-row"), t.en_tetes,
                 t.en_tetes.size(), "Fort");
        for (auto const& ligne : t.lignes)
            cellules(n.append_child("table:table-row"), ligne, t.en_tetes.size(), "Texte");
        paragraphe(corps, "", "Texte");
    }
    void operator()(Signatures const& s) {
        if (s.qui.empty())
            return;
        auto n = corps.append_child("table:table");
        n.append_attribute("table:style-name") = "Tableau";
        n.append_child("table:table-column").append_attribute("table:number-columns-repeated") = s.qui.size();
        auto ligne = n.append_child("table:table-row");
        ligne.append_attribute("table:style-name") = "A_signer";
        cellules(ligne, s.qui, s.qui.size(), "Texte");
        auto cellule = ligne.first_child();
        for (std::size_t i = 0; i < s.qui.size(); ++i, cellule = cellule.next_sibling())
            if (i < s.notees.size() && !s.notees[i].empty())
                paragraphe(cellule, s.notees[i], "Texte");
    }
    void operator()(SautDePage) { paragraphe(corps, "", "Saut"); }
};

void lignes(xml_node parent, std::vector<std::string> const& contenu, char const* style_nomme) {
    auto n = parent.append_child("text:p");
    n.append_attribute("text:style-name") = style_nomme;
    for (std::size_t i = 0; i < contenu.size(); ++i) {
        if (i)
            n.append_child("text:line-break");
        n.append_child(pugi::node_pcdata).set_value(contenu[i].c_str());
    }
}

std::string contenu(Ecrit const& ecrit) {
    pugi::xml_document doc;
    auto corps = racine(doc, "office:document-content").append_child("office:body").append_child("office:text");
    if (ecrit.lettre) {
        lignes(corps, ecrit.lettre->expediteur, "Texte");
        lignes(corps, ecrit.lettre->destinataire, "Destinataire");
        paragraphe(corps, ecrit.lettre->lieu_et_date, "Date");
        paragraphe(corps, "Objet\u00a0: " + ecrit.lettre->objet, "Fort");
    } else {
        titre(corps, ecrit.titre, 1);
    }
    if (!ecrit.sous_titre.empty())
        paragraphe(corps, ecrit.sous_titre, "Texte");
    for (std::size_t i = 0; i < ecrit.blocs.size(); ++i) {
        // A signature never stands alone on its page: what it signs comes with it.
        auto const* avant = std::get_if<Paragraphe>(&ecrit.blocs[i]);
        if (avant && i + 1 < ecrit.blocs.size() && std::holds_alternative<Signatures>(ecrit.blocs[i + 1]))
            paragraphe(corps, avant->texte, "Texte_lie");
        else
            std::visit(EnOdt{corps}, ecrit.blocs[i]);
    }
    return texte_xml(doc);
}

/// The named styles; a word processor changes them all at once.
constexpr char const* styles_communs = R"(<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:language="fr" fo:country="FR" fo:font-size="10.5pt" fo:font-family="Liberation Sans"/></style:default-style>
<style:style style:name="Texte" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.2cm"/></style:style>
<style:style style:name="Texte_lie" style:family="paragraph" style:parent-style-name="Texte"><style:paragraph-properties fo:keep-with-next="always"/></style:style>
<style:style style:name="Fort" style:family="paragraph" style:parent-style-name="Texte"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Titre" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.3cm"/><style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Titre_2" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.5cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="12.5pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Titre_3" style:family="paragraph"><style:paragraph-properties fo:margin-top="0.3cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"/><style:text-properties fo:font-size="11pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Destinataire" style:family="paragraph"><style:paragraph-properties fo:margin-left="8.5cm" fo:margin-top="0.6cm" fo:margin-bottom="0.6cm"/></style:style>
<style:style style:name="Date" style:family="paragraph"><style:paragraph-properties fo:text-align="end" fo:margin-bottom="0.8cm"/></style:style>
<style:style style:name="Saut" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="Gras" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Tableau" style:family="table"><style:table-properties table:align="margins"/></style:style>
<style:style style:name="Cellule" style:family="table-cell"><style:table-cell-properties fo:padding="0.12cm" fo:border="0.4pt solid #777777"/></style:style>
<style:style style:name="A_signer" style:family="table-row"><style:table-row-properties style:min-row-height="3.2cm" fo:keep-together="always"/></style:style>
<text:list-style style:name="Puces"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:space-before="0.3cm" text:min-label-width="0.5cm"/></text:list-level-style-bullet></text:list-style>
<text:list-style style:name="Numeros"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."><style:list-level-properties text:space-before="0.3cm" text:min-label-width="0.6cm"/></text:list-level-style-number></text:list-style>
</office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="1.5cm" fo:margin-left="1.8cm" fo:margin-right="1.8cm"/><style:footer-style/></style:page-layout></office:automatic-styles>)";

std::string styles(Ecrit const& ecrit) {
    pugi::xml_document doc;
    auto r = racine(doc, "office:document-styles");
    r.append_buffer(styles_communs, std::char_traits<char>::length(styles_communs),
                    pugi::parse_default | pugi::parse_fragment);
    auto maitre = r.append_child("office:master-styles").append_child("style:master-page");
    maitre.append_attribute("style:name") = "Standard";
    maitre.append_attribute("style:page-layout-name") = "A4";
    auto p = paragraphe(maitre.append_child("style:footer"), ecrit.pied.empty() ? "" : ecrit.pied + " · ", "Texte");
    p.append_child(pugi::node_pcdata).set_value("page ");
    p.append_child("text:page-number").append_attribute("text:select-page") = "current";
    p.append_child(pugi::node_pcdata).set_value(" sur ");
    p.append_child("text:page-count");
    return texte_xml(doc);
}

std::string meta(Ecrit const& ecrit) {
    pugi::xml_document doc;
    auto m = racine(doc, "office:document-meta").append_child("office:meta");
    m.append_child("dc:title").text().set(ecrit.titre.c_str());
    m.append_child("dc:language").text().set("fr-FR");
    m.append_child("meta:generator").text().set("Raccroche");
    return texte_xml(doc);
}

constexpr char const* manifeste = R"(<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
</manifest:manifest>)";

} // namespace

std::string odt(Ecrit const& ecrit) {
    return zip_en_memoire({{"mimetype", type_odt, true},
                           {"content.xml", contenu(ecrit)},
                           {"styles.xml", styles(ecrit)},
                           {"meta.xml", meta(ecrit)},
                           {"META-INF/manifest.xml", manifeste}});
}

} // namespace documents
