#include "web/html.hpp"

#include "base/codes.hpp"

#include <charconv>

namespace web {

void escape(std::string& out, std::string_view texte) {
    std::size_t debut = 0;
    for (std::size_t i = 0; i < texte.size(); ++i) {
        std::string_view remplace;
        switch (texte[i]) {
        case '&': remplace = "&amp;"; break;
        case '<': remplace = "&lt;"; break;
        case '>': remplace = "&gt;"; break;
        case '"': remplace = "&quot;"; break;
        case '\'': remplace = "&#39;"; break;
        case '\0': remplace = "\uFFFD"; break;
        default: continue;
        }
        out.append(texte, debut, i - debut).append(remplace);
        debut = i + 1;
    }
    out.append(texte, debut);
}

namespace {

/// « Est-ce lui ? » : the space that French puts inside quotes and before a double sign or a percent never ends a line.
bool espace_insecable(std::string_view texte, std::size_t i) {
    auto const avant = texte.substr(0, i), apres = texte.substr(i + 1);
    if (avant.ends_with("«") || apres.starts_with("»"))
        return true;
    bool const signe = !apres.empty() && std::string_view{":;?!%"}.find(apres.front()) != std::string_view::npos;
    return signe && (apres.size() == 1 || std::string_view{" .,)"}.find(apres[1]) != std::string_view::npos);
}

/// A text meant for reading: escaped, and its spaces as a French typographer sets them.
void texte_lu(std::string& out, std::string_view texte) {
    std::size_t debut = 0;
    for (std::size_t i = texte.find(' '); i != std::string_view::npos; i = texte.find(' ', i + 1))
        if (espace_insecable(texte, i)) {
            escape(out, texte.substr(debut, i - debut));
            out.append("\u00a0");
            debut = i + 1;
        }
    escape(out, texte.substr(debut));
}

} // namespace

/// Writes parts into one string: the attributes in the opening tag, the rest in its place.
class Ecriture {
public:
    static Html element(std::string_view balise, Parts parts) {
        Html html;
        std::string& out = html.texte_;
        out.reserve(2 * balise.size() + 5 + taille(parts));
        out.append(1, '<').append(balise);
        for (Part const& p : parts)
            if (p.genre_ == Part::Genre::attribut)
                out.append(p.vue_);
        out.append(1, '>');
        contenu(out, parts, balise == "textarea" ? escape : texte_lu); // what is being typed is left as it is
        out.append("</").append(balise).append(1, '>');
        return html;
    }

    static Html vide(std::string_view balise, std::initializer_list<Attr> attributs) {
        Html html;
        html.texte_.append(1, '<').append(balise);
        for (Attr const& a : attributs)
            html.texte_.append(a.str());
        html.texte_.append(1, '>');
        return html;
    }

    static Html suite(Parts parts) {
        Html html;
        html.texte_.reserve(taille(parts));
        contenu(html.texte_, parts, texte_lu);
        return html;
    }

    static Attr attributs(Parts parts) {
        Attr tous;
        for (Part const& p : parts)
            if (p.genre_ == Part::Genre::attribut)
                tous.texte_.append(p.vue_);
        return tous;
    }

private:
    static std::size_t taille(Parts parts) {
        std::size_t n = 0;
        for (Part const& p : parts)
            n += p.vue_.empty() ? 24 : p.vue_.size();
        return n;
    }

    static void contenu(std::string& out, Parts parts, void (*texte)(std::string&, std::string_view)) {
        for (Part const& p : parts)
            switch (p.genre_) {
            case Part::Genre::texte: texte(out, p.vue_); break;
            case Part::Genre::balisage: out.append(p.vue_); break;
            case Part::Genre::attribut: break;
            case Part::Genre::entier: entier(out, p.nombre_); break;
            case Part::Genre::jour: jour(out, p.jour_); break;
            case Part::Genre::instant: instant(out, Instant{std::chrono::seconds{p.nombre_}}); break;
            }
    }

    static void entier(std::string& out, std::int64_t n) {
        char chiffres[24];
        auto const fin = std::to_chars(chiffres, chiffres + sizeof chiffres, n).ptr;
        out.append(chiffres, fin);
    }

    static void jour(std::string& out, Date d) {
        out.append("<time datetime=\"").append(base::iso(d)).append("\">").append(base::affiche(d)).append("</time>");
    }

    static void instant(std::string& out, Instant i) {
        out.append("<time datetime=\"").append(base::iso(i)).append("\">").append(base::affiche(i)).append("</time>");
    }
};

Html element(std::string_view balise, Parts parts) { return Ecriture::element(balise, parts); }
Html element_vide(std::string_view balise, std::initializer_list<Attr> attributs) {
    return Ecriture::vide(balise, attributs);
}
Html suite(Parts parts) { return Ecriture::suite(parts); }
Attr attributs(Parts parts) { return Ecriture::attributs(parts); }

Html trusted(std::string balisage) {
    Html html;
    html.texte_ = std::move(balisage);
    return html;
}

Attr attr_brut(std::string_view prefixe, std::string_view nom, std::string_view valeur) {
    Attr a;
    if (nom == "class" && valeur.empty())
        return a;
    a.texte_.reserve(prefixe.size() + nom.size() + valeur.size() + 4);
    a.texte_.append(1, ' ').append(prefixe).append(nom);
    if (!valeur.empty() || nom == "value" || nom == "alt") {
        a.texte_.append("=\"");
        escape(a.texte_, valeur);
        a.texte_.append(1, '"');
    }
    return a;
}

Attr data(NomDAttribut n, Lien const& lien) { return attr_brut("data-", n.nom, lien.texte()); }
Attr href(Lien const& lien) { return attr_brut("", "href", lien.texte()); }
Attr href(LienContact const& lien) { return attr_brut("", "href", lien.texte()); }
Attr src(Lien const& lien) { return attr_brut("", "src", lien.texte()); }
Attr action(Lien const& lien) { return attr_brut("", "action", lien.texte()); }
Attr formaction(Lien const& lien) { return attr_brut("", "formaction", lien.texte()); }

Html a_externe(LienExterne const& lien, std::string_view texte) {
    return a(attr_brut("", "href", lien.texte()), attr_brut("", "target", "_blank"), attr("rel", "noopener noreferrer"),
             clas("externe"), texte, lecteur(" (nouvelle fenêtre)"));
}

Html a_courriel(std::string_view adresse) {
    auto const l = LienContact::courriel(adresse);
    return l ? a(href(*l), l->affiche()) : ensemble(adresse);
}

Html a_telephone(std::string_view numero) {
    auto const l = LienContact::telephone(numero);
    return l ? a(href(*l), clas("telephone"), l->affiche()) : ensemble(numero);
}

} // namespace web
