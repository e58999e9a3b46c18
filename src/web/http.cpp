#include "web/http.hpp"

#include "base/ensure.hpp"
#include "base/texte.hpp"

#include <algorithm>

namespace web {

namespace {

std::string_view first(Pairs const& pairs, std::string_view name) {
    auto it = std::find_if(pairs.begin(), pairs.end(), [&](auto const& p) { return p.first == name; });
    return it == pairs.end() ? std::string_view{} : std::string_view{it->second};
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

std::string_view trimmed(std::string_view text) {
    auto start = text.find_first_not_of(" \t");
    if (start == std::string_view::npos)
        return {};
    return text.substr(start, text.find_last_not_of(" \t") - start + 1);
}

std::optional<std::string> form_text(std::string_view text) {
    auto decoded = url_decode(text, true);
    if (!decoded || decoded->find('\0') != std::string::npos || !base::est_utf8(*decoded))
        return std::nullopt;
    return decoded;
}

Reply typed(std::string type, std::string body, int status) {
    Reply reply;
    reply.status = status;
    reply.headers.emplace_back("Content-Type", std::move(type));
    reply.body = std::move(body);
    return reply;
}

} // namespace

std::string_view Request::header(std::string_view name) const { return first(headers, name); }
std::string_view Request::param(std::string_view name) const { return first(query, name); }
std::string_view Request::field(std::string_view name) const { return first(form, name); }

std::vector<std::string_view> Request::fields(std::string_view name) const {
    std::vector<std::string_view> values;
    for (auto const& [key, value] : form)
        if (key == name)
            values.push_back(value);
    return values;
}

std::optional<std::string> Request::cookie(std::string_view name) const {
    for (auto const& [key, value] : headers) {
        if (key != "cookie")
            continue;
        for (std::string_view rest = value; !rest.empty();) {
            auto end = std::min(rest.find(';'), rest.size());
            auto one = trimmed(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            auto equal = one.find('=');
            if (equal != std::string_view::npos && one.substr(0, equal) == name)
                return std::string{one.substr(equal + 1)};
        }
    }
    return std::nullopt;
}

Reply& Reply::with(std::string name, std::string value) & {
    ensure(name.find_first_of("\r\n: ") == std::string::npos && !name.empty(), "header name");
    ensure(value.find_first_of(std::string_view{"\r\n\0", 3}) == std::string::npos, "line break in a header");
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

Reply&& Reply::with(std::string name, std::string value) && {
    with(std::move(name), std::move(value));
    return std::move(*this);
}

Reply html(std::string body, int status) { return typed("text/html; charset=utf-8", std::move(body), status); }
Reply text(std::string body, int status) { return typed("text/plain; charset=utf-8", std::move(body), status); }
Reply json(std::string body, int status) { return typed("application/json", std::move(body), status); }

Reply see_other(std::string where) {
    bool local = where.starts_with('/') && !where.starts_with("//") && where.find('\\') == std::string::npos;
    ensure(local, "a redirect goes to a path of this site");
    Reply reply;
    reply.status = 303;
    return std::move(reply).with("Location", std::move(where));
}

std::string url_encode(std::string_view text) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size() + 8);
    for (char c : text) {
        if (unreserved(c)) {
            out += c;
            continue;
        }
        auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

std::optional<std::string> url_decode(std::string_view text, bool plus_is_space) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '+' && plus_is_space) {
            out += ' ';
        } else if (c != '%') {
            out += c;
        } else {
            int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
            int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    return out;
}

std::optional<Pairs> parse_urlencoded(std::string_view text) {
    Pairs pairs;
    while (!text.empty()) {
        auto end = std::min(text.find('&'), text.size());
        auto one = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (one.empty())
            continue;
        auto equal = std::min(one.find('='), one.size());
        auto name = form_text(one.substr(0, equal));
        auto value = form_text(one.substr(std::min(equal + 1, one.size())));
        if (!name || !value)
            return std::nullopt;
        pairs.emplace_back(std::move(*name), std::move(*value));
    }
    return pairs;
}

HttpError not_found() {
    return {404, "Cette page n’existe pas, ou elle ne vous est pas accessible. Vérifiez l’adresse, ou revenez à "
                 "l’accueil."};
}

HttpError forbidden(std::string why) { return {403, std::move(why)}; }

} // namespace web
