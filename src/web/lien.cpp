#include "web/lien.hpp"

#include "base/codes.hpp"
#include "base/ensure.hpp"

#include <algorithm>

namespace web {

namespace {

/// Path of a request, decoded: encoded again, its slashes kept.
std::string chemin_encode(std::string_view chemin) {
    std::string out;
    while (!chemin.empty()) {
        auto const fin = std::min(chemin.find('/'), chemin.size());
        out += url_encode(chemin.substr(0, fin));
        if (fin < chemin.size())
            out += '/';
        chemin.remove_prefix(std::min(fin + 1, chemin.size()));
    }
    return out;
}

bool mene_ailleurs(std::string_view texte) {
    if (texte.empty() || texte[0] != '/' || texte.substr(0, 2) == "//" || texte.size() > 2000)
        return true;
    return std::ranges::any_of(texte,
                               [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\\' || c == 127; });
}

} // namespace

Lien lien_depuis(std::string_view patron, ValeurDeLien const* valeurs, std::size_t n) {
    Lien l;
    for (std::size_t i = 0; i < n; ++i) {
        auto const trou = patron.find("{}");
        auto const& texte = valeurs[i].texte();
        // An empty segment would lead to another route, "." and ".." to another page.
        ensure(!texte.empty() && texte != "." && texte != "..", "a value that cannot be a segment of a path");
        l.chemin_.append(patron.substr(0, trou));
        l.chemin_ += url_encode(texte);
        patron.remove_prefix(trou + 2);
    }
    l.chemin_.append(patron);
    return l;
}

Lien Lien::avec(std::string_view cle, ValeurDeLien const& valeur) const {
    Lien l = sans(cle);
    l.requete_.emplace_back(cle, valeur.texte());
    return l;
}

Lien Lien::avec_aussi(std::string_view cle, ValeurDeLien const& valeur) const {
    Lien l = *this;
    l.requete_.emplace_back(cle, valeur.texte());
    return l;
}

Lien Lien::sans(std::string_view cle) const {
    Lien l = *this;
    std::erase_if(l.requete_, [&](auto const& p) { return p.first == cle; });
    return l;
}

Lien Lien::sans(std::string_view cle, std::string_view valeur) const {
    Lien l = *this;
    std::erase_if(l.requete_, [&](auto const& p) { return p.first == cle && p.second == valeur; });
    return l;
}

Lien Lien::ancre(std::string_view id) const {
    Lien l = *this;
    l.ancre_ = id;
    return l;
}

std::string Lien::texte() const {
    std::string t = chemin_;
    char separateur = '?';
    for (auto const& [cle, valeur] : requete_) {
        t += separateur;
        t += url_encode(cle);
        t += '=';
        t += url_encode(valeur);
        separateur = '&';
    }
    if (!ancre_.empty()) {
        t += '#';
        t += url_encode(ancre_);
    }
    return t;
}

Lien lien_de(Request const& requete) {
    Lien l;
    l.chemin_ = chemin_encode(requete.path);
    l.requete_ = requete.query;
    return l;
}

std::optional<Lien> lien_local(std::string_view texte) {
    if (mene_ailleurs(texte))
        return std::nullopt;
    auto const diese = std::min(texte.find('#'), texte.size());
    auto const point = std::min(texte.find('?'), diese);
    auto const chemin = url_decode(texte.substr(0, point), false);
    auto const requete = parse_urlencoded(texte.substr(point, diese - point).substr(point < diese));
    auto const ancre = url_decode(texte.substr(diese).substr(diese < texte.size()), false);
    if (!chemin || !requete || !ancre || mene_ailleurs(*chemin))
        return std::nullopt;
    Lien l;
    l.chemin_ = chemin_encode(*chemin);
    l.requete_ = *requete;
    l.ancre_ = *ancre;
    return l;
}

std::optional<LienExterne> LienExterne::lire(std::string_view adresse) {
    bool const web = adresse.starts_with("https://") || adresse.starts_with("http://");
    bool const propre = std::ranges::none_of(
        adresse, [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '<'; });
    LienExterne l{std::string{adresse}};
    if (!web || !propre || l.hote().find('.') == std::string::npos)
        return std::nullopt;
    return l;
}

std::string LienExterne::hote() const {
    auto const debut = texte_.find("//") + 2;
    return texte_.substr(debut, texte_.find_first_of("/?#", debut) - debut);
}

LienExterne externe(AdresseConnue adresse) { return LienExterne{std::string{adresse.texte}}; }

std::optional<LienContact> LienContact::courriel(std::string_view adresse) {
    auto const lu = base::lire_courriel(adresse);
    if (!lu)
        return std::nullopt;
    auto const arobase = lu->rfind('@');
    return LienContact{"mailto:" + url_encode(lu->substr(0, arobase)) + lu->substr(arobase), *lu};
}

std::optional<LienContact> LienContact::telephone(std::string_view numero) {
    auto const lu = base::lire_telephone(numero);
    if (!lu)
        return std::nullopt;
    return LienContact{"tel:" + *lu, base::affiche_telephone(*lu)};
}

} // namespace web
