#include "web/reply_head.hpp"

#include "web/compress.hpp"

#include <algorithm>
#include <array>
#include <ctime>

namespace web {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> defaults{{
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
     "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"},
    {"Referrer-Policy", "same-origin"}, // the checks of origin need it
    {"X-Content-Type-Options", "nosniff"},
}};

bool same_name(std::string_view a, std::string_view b) {
    auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

std::string_view header(Reply const& reply, std::string_view name) {
    for (auto const& [key, value] : reply.headers)
        if (same_name(key, name))
            return value;
    return {};
}

bool has(Reply const& reply, std::string_view name) {
    return std::any_of(reply.headers.begin(), reply.headers.end(),
                       [&](auto const& h) { return same_name(h.first, name); });
}

/// Framing is the server's own business.
bool reserved(std::string_view name) {
    return same_name(name, "Content-Length") || same_name(name, "Transfer-Encoding") || same_name(name, "Connection") ||
           same_name(name, "Date");
}

void line(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

std::string reply_head(Reply const& reply, HeadOptions const& options) {
    std::string out;
    out.reserve(1024);
    out.append("HTTP/1.1 ").append(std::to_string(reply.status)).append(" ").append(reason(reply.status));
    out.append("\r\n");
    line(out, "Date", options.date);
    for (auto const& [name, value] : reply.headers)
        if (!reserved(name) && (name + value).find_first_of("\r\n") == std::string::npos)
            line(out, name, value);
    for (auto const& [name, value] : defaults)
        if (!has(reply, name))
            line(out, name, value);
    if (options.secure && !has(reply, "Strict-Transport-Security"))
        line(out, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    if (options.length)
        line(out, "Content-Length", std::to_string(*options.length));
    if (!options.keep_alive)
        line(out, "Connection", "close");
    return out += "\r\n";
}

std::string_view reason(int status) {
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 204: return "No Content";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "Status";
    }
}

std::string http_date(std::int64_t unix_seconds) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::time_t time = unix_seconds;
    std::tm tm{};
    gmtime_r(&time, &tm);
    char rest[32]; // by hand: strftime would follow the locale
    std::strftime(rest, sizeof rest, "%Y %H:%M:%S GMT", &tm);
    auto day = std::to_string(tm.tm_mday);
    return std::string{days.at(static_cast<std::size_t>(tm.tm_wday))} + ", " + (tm.tm_mday < 10 ? "0" : "") + day +
           " " + months.at(static_cast<std::size_t>(tm.tm_mon)) + " " + rest;
}

void compress(Reply& reply, Request const& request) {
    bool fit = reply.file.empty() && reply.body.size() > compression_threshold &&
               is_text(header(reply, "Content-Type")) && !has(reply, "Content-Encoding");
    if (!fit)
        return;
    if (!has(reply, "Vary"))
        reply.with("Vary", "Accept-Encoding");
    if (!accepts_gzip(request.header("accept-encoding")))
        return;
    reply.body = gzip(reply.body);
    reply.with("Content-Encoding", "gzip");
}

Reply tiny_page(int status, std::string_view message, std::string_view reference) {
    std::string body = "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Erreur ";
    body.append(std::to_string(status)).append("</title></head><body><h1>Erreur ").append(std::to_string(status));
    body.append("</h1><p>");
    for (char c : message)
        c == '<' ? body.append("&lt;") : c == '&' ? body.append("&amp;") : body.append(1, c);
    body.append("</p>");
    if (!reference.empty())
        body.append("<p>Référence à communiquer à l’assistance : ").append(reference).append("</p>");
    if (status != 503) // too busy to start another page
        body.append("<p><a href=\"/\">Revenir à l’accueil</a></p>");
    auto reply = html(body + "</body></html>\n", status);
    if (status == 405)
        reply.with("Allow", "GET, HEAD, POST");
    if (status == 503)
        reply.with("Retry-After", "5");
    return reply;
}

std::string_view advice(int status) {
    switch (status) {
    case 405: return "Cette adresse ne se demande pas de cette façon.";
    case 408: return "La demande a mis trop de temps à arriver. Vérifiez votre connexion, puis recommencez.";
    case 411: return "La taille de l’envoi n’est pas annoncée. Recommencez depuis la page.";
    case 413: return "L’envoi est trop volumineux. Réduisez le fichier ou le texte, puis recommencez.";
    case 414: return "L’adresse demandée est trop longue.";
    case 415: return "Ce type d’envoi n’est pas accepté.";
    case 431: return "Les en-têtes de la demande sont trop longs. Effacez les cookies de ce site, puis recommencez.";
    case 500:
        return "Le programme a rencontré une erreur. Rien n’a été enregistré. Recommencez ; si l’erreur revient, "
               "prévenez l’assistance avec la référence ci-dessous.";
    case 503: return "Le service est très demandé. Patientez quelques secondes, puis rechargez la page.";
    default: return "La demande n’a pas pu être comprise. Revenez à la page précédente et recommencez.";
    }
}

} // namespace web
