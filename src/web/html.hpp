#pragma once
// Pages as functions: a tag is a function, a text is escaped because it is a text, markup is another type (Html).
// p(clas("note"), "Vu le ", reunion.jour, ".")  →  <p class="note">Vu le <time datetime="…">05/10/2026</time>.</p>
// An unknown tag, a child in a void element, a `style` or `on…` attribute, an href that is not a Lien: no compilation.
#include "web/lien.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace web {

/// Finished markup. The only doors are the tags below and trusted().
class Html {
public:
    Html() = default;
    bool empty() const { return texte_.empty(); }
    std::string const& str() const& { return texte_; }
    std::string str() && { return std::move(texte_); }
    Html& operator+=(Html const& suite) {
        texte_ += suite.texte_;
        return *this;
    }
    friend Html trusted(std::string balisage);

private:
    friend class Ecriture;
    std::string texte_;
};

/// Markup made elsewhere in this program, never from what someone typed.
Html trusted(std::string balisage);

/// ` name="value"`, already escaped; an empty one prints nothing.
class Attr {
public:
    Attr() = default;
    std::string const& str() const { return texte_; }

private:
    friend class Ecriture;
    friend Attr attr_brut(std::string_view prefixe, std::string_view nom, std::string_view valeur);
    std::string texte_;
};

/// What may stand between the parentheses of a tag. It only looks at its argument: never kept.
class Part {
public:
    Part(char const* texte) : genre_{Genre::texte}, vue_{texte} {}
    Part(std::string_view texte) : genre_{Genre::texte}, vue_{texte} {}
    Part(std::string const& texte) : genre_{Genre::texte}, vue_{texte} {}
    Part(Html const& balisage) : genre_{Genre::balisage}, vue_{balisage.str()} {}
    Part(Attr const& attribut) : genre_{Genre::attribut}, vue_{attribut.str()} {}
    template <std::integral N>
    requires(!std::same_as<N, bool> && !std::same_as<N, char>) Part(N n)
        : genre_{Genre::entier}, nombre_{static_cast<std::int64_t>(n)} {}
    Part(bool) = delete;
    Part(char) = delete;
    Part(Date jour) : genre_{Genre::jour}, jour_{jour} {}
    Part(Instant instant) : genre_{Genre::instant}, nombre_{instant.time_since_epoch().count()} {}
    template <class T>
    Part(std::optional<T> const& valeur) : Part{valeur ? Part{*valeur} : Part{std::string_view{}}} {}

private:
    friend class Ecriture;
    enum class Genre { texte, balisage, attribut, entier, jour, instant };
    Genre genre_;
    std::string_view vue_;
    std::int64_t nombre_ = 0;
    Date jour_{};
};
using Parts = std::initializer_list<Part>;

Html element(std::string_view balise, Parts parts);
Html element_vide(std::string_view balise, std::initializer_list<Attr> attributs);
Html suite(Parts parts);     ///< everything but the attributes
Attr attributs(Parts parts); ///< the attributes alone, side by side
void escape(std::string& out, std::string_view texte);

/// Several parts side by side, without a tag around them.
template <class... P>
Html ensemble(P const&... p) {
    return suite({Part(p)...});
}

/// One part per item: each(reunions, [](auto const& r) { return tr(…); })
template <class Range, class F>
Html each(Range const& items, F montrer) {
    Html html;
    for (auto const& item : items)
        if constexpr (std::same_as<decltype(montrer(item)), Html>)
            html += montrer(item);
        else
            html += suite({Part(montrer(item))});
    return html;
}

/// Shown only if true. A function is called only if true: when(fin, [&] { return p(*fin); })
template <class T>
auto when(bool condition, T const& montrer) {
    if constexpr (std::is_invocable_v<T const&>)
        return condition ? ensemble(montrer()) : Html{};
    else if constexpr (std::same_as<T, Attr>)
        return condition ? montrer : Attr{};
    else
        return condition ? ensemble(montrer) : Html{};
}

// Tags, in the order of the standard.
// clang-format off
template <class... P> Html section(P const&... p) { return element("section", {Part(p)...}); }
template <class... P> Html article(P const&... p) { return element("article", {Part(p)...}); }
template <class... P> Html nav(P const&... p) { return element("nav", {Part(p)...}); }
template <class... P> Html aside(P const&... p) { return element("aside", {Part(p)...}); }
template <class... P> Html h1(P const&... p) { return element("h1", {Part(p)...}); }
template <class... P> Html h2(P const&... p) { return element("h2", {Part(p)...}); }
template <class... P> Html h3(P const&... p) { return element("h3", {Part(p)...}); }
template <class... P> Html h4(P const&... p) { return element("h4", {Part(p)...}); }
template <class... P> Html header(P const&... p) { return element("header", {Part(p)...}); }
template <class... P> Html footer(P const&... p) { return element("footer", {Part(p)...}); }
template <class... P> Html address(P const&... p) { return element("address", {Part(p)...}); }
template <class... P> Html p(P const&... p) { return element("p", {Part(p)...}); }
template <class... P> Html blockquote(P const&... p) { return element("blockquote", {Part(p)...}); }
template <class... P> Html pre(P const&... p) { return element("pre", {Part(p)...}); }
template <class... P> Html ol(P const&... p) { return element("ol", {Part(p)...}); }
template <class... P> Html ul(P const&... p) { return element("ul", {Part(p)...}); }
template <class... P> Html li(P const&... p) { return element("li", {Part(p)...}); }
template <class... P> Html dl(P const&... p) { return element("dl", {Part(p)...}); }
template <class... P> Html dt(P const&... p) { return element("dt", {Part(p)...}); }
template <class... P> Html dd(P const&... p) { return element("dd", {Part(p)...}); }
template <class... P> Html figure(P const&... p) { return element("figure", {Part(p)...}); }
template <class... P> Html figcaption(P const&... p) { return element("figcaption", {Part(p)...}); }
template <class... P> Html div(P const&... p) { return element("div", {Part(p)...}); }
template <class... P> Html a(P const&... p) { return element("a", {Part(p)...}); }
template <class... P> Html em(P const&... p) { return element("em", {Part(p)...}); }
template <class... P> Html strong(P const&... p) { return element("strong", {Part(p)...}); }
template <class... P> Html small(P const&... p) { return element("small", {Part(p)...}); }
template <class... P> Html abbr(P const&... p) { return element("abbr", {Part(p)...}); }
template <class... P> Html code(P const&... p) { return element("code", {Part(p)...}); }
template <class... P> Html mark(P const&... p) { return element("mark", {Part(p)...}); }
template <class... P> Html ins(P const&... p) { return element("ins", {Part(p)...}); }
template <class... P> Html del(P const&... p) { return element("del", {Part(p)...}); }
template <class... P> Html span(P const&... p) { return element("span", {Part(p)...}); }
template <class... P> Html table(P const&... p) { return element("table", {Part(p)...}); }
template <class... P> Html caption(P const&... p) { return element("caption", {Part(p)...}); }
template <class... P> Html thead(P const&... p) { return element("thead", {Part(p)...}); }
template <class... P> Html tbody(P const&... p) { return element("tbody", {Part(p)...}); }
template <class... P> Html tfoot(P const&... p) { return element("tfoot", {Part(p)...}); }
template <class... P> Html tr(P const&... p) { return element("tr", {Part(p)...}); }
template <class... P> Html th(P const&... p) { return element("th", {Part(p)...}); }
template <class... P> Html td(P const&... p) { return element("td", {Part(p)...}); }
template <class... P> Html form(P const&... p) { return element("form", {Part(p)...}); }
template <class... P> Html fieldset(P const&... p) { return element("fieldset", {Part(p)...}); }
template <class... P> Html legend(P const&... p) { return element("legend", {Part(p)...}); }
template <class... P> Html label(P const&... p) { return element("label", {Part(p)...}); }
template <class... P> Html select(P const&... p) { return element("select", {Part(p)...}); }
template <class... P> Html optgroup(P const&... p) { return element("optgroup", {Part(p)...}); }
template <class... P> Html option(P const&... p) { return element("option", {Part(p)...}); }
template <class... P> Html textarea(P const&... p) { return element("textarea", {Part(p)...}); }
template <class... P> Html button(P const&... p) { return element("button", {Part(p)...}); }
template <class... P> Html output(P const&... p) { return element("output", {Part(p)...}); }
template <class... P> Html details(P const&... p) { return element("details", {Part(p)...}); }
template <class... P> Html summary(P const&... p) { return element("summary", {Part(p)...}); }
// Void elements: attributes only.
template <std::same_as<Attr>... A> Html br(A const&... a) { return element_vide("br", {a...}); }
template <std::same_as<Attr>... A> Html hr(A const&... a) { return element_vide("hr", {a...}); }
template <std::same_as<Attr>... A> Html img(A const&... a) { return element_vide("img", {a...}); }
template <std::same_as<Attr>... A> Html input(A const&... a) { return element_vide("input", {a...}); }

// clang-format on

/// Attribute name known to the compiler; those that run code, style or lead somewhere have no door here.
struct NomDAttribut {
    consteval NomDAttribut(char const* n) : nom{n} {
        if (nom.empty() || nom == "style" || nom == "href" || nom == "src" || nom == "srcset" || nom == "srcdoc" ||
            nom == "action" || nom == "formaction" || nom == "xlink:href" || nom == "ping" || nom == "background" ||
            nom == "poster" || nom == "cite" || nom == "http-equiv" || nom == "target" ||
            (nom.size() > 1 && nom[0] == 'o' && nom[1] == 'n'))
            throw "this attribute is not for pages";
        for (char const c : nom)
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
                throw "attribute names are lower case letters, digits and dashes";
    }
    std::string_view nom;
};

Attr attr_brut(std::string_view prefixe, std::string_view nom, std::string_view valeur);
inline Attr attr(NomDAttribut n, std::string_view valeur) { return attr_brut("", n.nom, valeur); }
inline Attr attr(NomDAttribut n, std::int64_t valeur) { return attr_brut("", n.nom, std::to_string(valeur)); }
inline Attr attr(NomDAttribut n) { return attr_brut("", n.nom, ""); }
inline Attr data(NomDAttribut n, std::string_view valeur = "") { return attr_brut("data-", n.nom, valeur); }
Attr data(NomDAttribut n, Lien const& lien);
inline Attr aria(NomDAttribut n, std::string_view valeur) { return attr_brut("aria-", n.nom, valeur); }
inline Attr clas(std::string_view noms) { return attr_brut("", "class", noms); }
inline Attr id(std::string_view v) { return attr_brut("", "id", v); }
inline Attr lang(std::string_view v) { return attr_brut("", "lang", v); }
inline Attr role(std::string_view v) { return attr_brut("", "role", v); }
inline Attr scope(std::string_view v) { return attr_brut("", "scope", v); }
inline Attr colspan(int n) { return attr("colspan", n); }
inline Attr rowspan(int n) { return attr("rowspan", n); }
inline Attr name(std::string_view v) { return attr_brut("", "name", v); }
inline Attr value(std::string_view v) { return attr_brut("", "value", v); }
inline Attr type(std::string_view v) { return attr_brut("", "type", v); }
inline Attr pour(std::string_view id_du_champ) { return attr_brut("", "for", id_du_champ); }
inline Attr titre(std::string_view v) { return attr_brut("", "title", v); }
inline Attr alt(std::string_view v) { return attr_brut("", "alt", v); }
/// `hidden`, `checked`…: present or not.
inline Attr etat(NomDAttribut n, bool present) { return present ? attr(n) : Attr{}; }
Attr href(Lien const& lien);
Attr href(LienContact const& lien);
Attr src(Lien const& lien);
Attr action(Lien const& lien);
Attr formaction(Lien const& lien);

/// For screen readers alone.
template <class... P>
Html lecteur(P const&... p) {
    return span(clas("visually-hidden"), p...);
}
/// External link: announces the new window, leaks no referrer.
Html a_externe(LienExterne const& lien, std::string_view texte);
/// The address or number as a link; as plain text if it is not one.
Html a_courriel(std::string_view adresse);
Html a_telephone(std::string_view numero);

} // namespace web
