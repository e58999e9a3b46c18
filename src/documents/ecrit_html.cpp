#include "documents/ecrit.hpp"

#include <pugixml.hpp>
#include <sstream>

namespace documents {

namespace {

using pugi::xml_node;

constexpr char const* style = R"(
@page { size: A4; margin: 20mm 18mm 22mm 18mm;
        @bottom-left { content: string(pied); font: 8pt sans-serif; color: #444; text-align: left; }
        @bottom-right { content: "page " counter(page) " sur " counter(pages); font: 8pt sans-serif; color: #444;
                        white-space: nowrap; } }
body { font: 10.5pt/1.4 "DejaVu Sans", "Liberation Sans", Arial, sans-serif; color: #111; }
.pied { string-set: pied content(); position: absolute; font-size: 0; }
h1 { font-size: 16pt; margin: 0 0 2mm; } h2 { font-size: 12.5pt; margin: 6mm 0 2mm; } h3 { font-size: 11pt; margin: 4mm 0 1mm; }
h1, h2, h3 { break-after: avoid; } p { margin: 0 0 2.5mm; orphans: 2; widows: 2; }
.sous-titre { color: #444; } .objet { margin-top: 8mm; }
.destinataire { margin: 6mm 0 6mm 50%; } .date { text-align: right; }
table { border-collapse: collapse; width: 100%; margin: 2mm 0 4mm; }
caption { text-align: left; font-weight: bold; margin-bottom: 1mm; }
th, td { border: 0.4pt solid #777; padding: 1.2mm 1.8mm; text-align: left; vertical-align: top; }
th { background: #eee; } tr { break-inside: avoid; } thead { display: table-header-group; }
dl { display: grid; grid-template-columns: 55mm 1fr; gap: 1mm 4mm; margin: 0 0 4mm; }
dl div { display: block; margin-bottom: 1mm; } dt { font-weight: bold; display: inline; } dd { display: inline; margin: 0; }
.lettre { line-height: 1.3; } .lettre th, .lettre td { padding: 0.6mm 1.8mm; } .lettre .signatures td { height: 26mm; }
.signatures { table-layout: fixed; break-inside: avoid; break-before: avoid; } .signatures.seule { width: 50%; }
.signatures td { height: 32mm; } .signatures .note { margin: 1mm 0 0; color: #444; font-size: 9pt; } .saut { break-before: page; }
)";

xml_node texte(xml_node parent, char const* balise, std::string const& contenu, char const* classe = nullptr) {
    auto n = parent.append_child(balise);
    if (classe)
        n.append_attribute("class") = classe;
    n.text().set(contenu.c_str());
    return n;
}

/// Several lines in one block, a break between them.
void lignes(xml_node parent, std::vector<std::string> const& contenu, char const* classe) {
    auto n = parent.append_child("p");
    n.append_attribute("class") = classe;
    for (std::size_t i = 0; i < contenu.size(); ++i) {
        if (i)
            n.append_child("br");
        n.append_child(pugi::node_pcdata).set_value(contenu[i].c_str());
    }
}

struct EnHtml {
    xml_node corps;

    void operator()(Titre const& t) { texte(corps, t.niveau <= 2 ? "h2" : "h3", t.texte); }
    void operator()(Paragraphe const& p) {
        texte(p.fort ? corps.append_child("p") : corps, p.fort ? "strong" : "p", p.texte);
    }
    void operator()(Liste const& l) {
        auto n = corps.append_child(l.numerotee ? "ol" : "ul");
        for (auto const& item : l.items)
            texte(n, "li", item);
    }
    void operator()(Fiche const& f) {
        auto n = corps.append_child("dl");
        for (auto const& [libelle, valeur] : f.lignes) {
            auto d = n.append_child("div");
            texte(d, "dt", libelle + "\u00a0: ");
            texte(d, "dd", valeur);
        }
    }
    void operator()(Tableau const& t) {
        auto n = corps.append_child("table");
        if (!t.legende.empty())
            texte(n, "caption", t.legende);
        auto tete = n.append_child("thead").append_child("tr");
        for (auto const& e : t.en_tetes)
            texte(tete, "th", e).append_attribute("scope") = "col";
        auto corps_du_tableau = n.append_child("tbody");
        for (auto const& ligne : t.lignes) {
            auto tr = corps_du_tableau.append_child("tr");
            for (auto const& cellule : ligne)
                texte(tr, "td", cellule);
        }
    }
    void operator()(Signatures const& s) {
        auto n = corps.append_child("table");
        n.append_attribute("class") = s.qui.size() == 1 ? "signatures seule" : "signatures";
        auto tr = n.append_child("tr");
        for (std::size_t i = 0; i < s.qui.size(); ++i) {
            auto td = texte(tr, "td", s.qui[i]);
            if (i < s.notees.size() && !s.notees[i].empty())
                texte(td, "p", s.notees[i], "note");
        }
    }
    void operator()(SautDePage) { corps.append_child("div").append_attribute("class") = "saut"; }
};

void en_tete(xml_node corps, EnTeteDeLettre const& l) {
    lignes(corps, l.expediteur, "expediteur");
    lignes(corps, l.destinataire, "destinataire");
    texte(corps, "p", l.lieu_et_date, "date");
    texte(corps, "p", "Objet\u00a0: " + l.objet, "objet");
}

} // namespace

std::string page_imprimable(Ecrit const& ecrit) {
    pugi::xml_document doc;
    doc.append_child(pugi::node_doctype).set_value("html");
    auto html = doc.append_child("html");
    html.append_attribute("lang") = "fr";
    auto tete = html.append_child("head");
    tete.append_child("meta").append_attribute("charset") = "utf-8";
    texte(tete, "title", ecrit.titre);
    texte(tete, "style", "");
    tete.last_child().first_child().set_value(style);
    auto corps = html.append_child("body");
    if (ecrit.lettre)
        corps.append_attribute("class") = "lettre";
    texte(corps, "div", ecrit.pied, "pied");
    if (ecrit.lettre)
        en_tete(corps, *ecrit.lettre);
    else
        texte(corps, "h1", ecrit.titre);
    if (!ecrit.sous_titre.empty())
        texte(corps, "p", ecrit.sous_titre, "sous-titre");
    for (auto const& bloc : ecrit.blocs)
        std::visit(EnHtml{corps}, bloc);
    std::ostringstream s;
    doc.save(s, "", pugi::format_raw | pugi::format_no_declaration);
    return s.str();
}

std::string poids_affiche(std::string const& format, std::size_t octets) {
    auto ko = (octets + 1'023) / 1'024;
    auto taille = ko < 1'024 ? std::to_string(ko) + "\u00a0Ko"
                             : std::to_string(ko / 1'024) + "," + std::to_string(ko % 1'024 * 10 / 1'024) + "\u00a0Mo";
    return format + ", " + taille;
}

} // namespace documents
