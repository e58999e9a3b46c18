#pragma once
// Requests that no browser sends, and the answer each one deserves.
#include <string>
#include <string_view>
#include <vector>

namespace web::essai {

struct Hostile {
    std::string name;
    std::string request;
    int status;
    bool in_body = false; ///< the head is sound, what follows is not
};

inline std::vector<Hostile> hostile() {
    using namespace std::string_literals;
    auto line = [](std::string_view target) { return "GET " + std::string{target} + " HTTP/1.1\r\nHost: a\r\n\r\n"; };
    auto with = [](std::string_view headers) {
        return "POST / HTTP/1.1\r\nHost: a\r\n" + std::string{headers} + "\r\n";
    };
    auto chunked = [&](std::string_view body) { return with("Transfer-Encoding: chunked\r\n") + std::string{body}; };
    std::string many;
    for (int i = 0; i < 150; ++i)
        many += "X-" + std::to_string(i) + ": 1\r\n";
    return {
        {"TE inconnu qui finit par chunked", with("Transfer-Encoding: xchunked\r\n"), 501},
        {"TE en liste", with("Transfer-Encoding: gzip, chunked\r\n"), 501},
        {"TE identity", with("Transfer-Encoding: identity\r\n"), 501},
        {"TE vide", with("Transfer-Encoding:\r\n"), 501},
        {"TE entre guillemets", with("Transfer-Encoding: \"chunked\"\r\n"), 501},
        {"TE deux fois", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
        {"TE avec tabulation verticale", with("Transfer-Encoding: \vchunked\r\n"), 400},
        {"TE avec CL", with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400},
        {"CL puis TE", with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400},
        {"TE en HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
        {"CL deux fois", with("Content-Length: 5\r\nContent-Length: 6\r\n"), 400},
        {"CL deux fois la même", with("Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
        {"CL en liste", with("Content-Length: 5, 5\r\n"), 400},
        {"CL avec un plus", with("Content-Length: +5\r\n"), 400},
        {"CL négative", with("Content-Length: -1\r\n"), 400},
        {"CL hexadécimale", with("Content-Length: 0x5\r\n"), 400},
        {"CL décimale", with("Content-Length: 5.0\r\n"), 400},
        {"CL vide", with("Content-Length: \r\n"), 400},
        {"CL au-delà de 64 bits", with("Content-Length: 18446744073709551617\r\n"), 413},
        {"POST sans longueur", with(""), 411},
        {"corps compressé", with("Content-Length: 5\r\nContent-Encoding: gzip\r\n"), 415},
        {"corps sur un GET", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n", 400},
        {"sans Host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"deux Host", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"Host vide", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
        {"Host avec chemin", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
        {"Host avec identité", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
        {"en-tête replié", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n suite\r\n\r\n", 400},
        {"premier en-tête replié", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
        {"blanc avant les deux-points", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
        {"nom vide", "GET / HTTP/1.1\r\nHost: a\r\n: 1\r\n\r\n", 400},
        {"ligne sans deux-points", "GET / HTTP/1.1\r\nHost: a\r\nabc\r\n\r\n", 400},
        {"octet nul dans un en-tête", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"s, 400},
        {"retour chariot seul", "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", 400},
        {"saut de ligne seul", "GET / HTTP/1.1\nHost: a\n\n", 400},
        {"saut de ligne seul après CRLF", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400},
        {"ligne vide d'abord", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"salut TLS", "\x16\x03\x01\x02\x00\x01"s, 400},
        {"adresse absolue", line("http://exemple.fr/"), 400},
        {"adresse absolue déguisée", line("//exemple.fr/"), 400},
        {"astérisque", line("*"), 400},
        {"sans barre", line("accueil"), 400},
        {"fragment", line("/a#b"), 400},
        {"barre inverse", line("/\\exemple.fr"), 400},
        {"barre inverse encodée", line("/%5Cexemple.fr"), 400},
        {"octet haut nu", line("/\xC3\xA9"), 400},
        {"octet nul encodé", line("/a%00b"), 400},
        {"saut de ligne encodé", line("/a%0d%0ab"), 400},
        {"pourcent seul", line("/a%"), 400},
        {"pourcent mal formé", line("/a%4x"), 400},
        {"pourcent mal formé dans la question", line("/a?b=%zz"), 400},
        {"octet nul dans la question", line("/a?b=%00"), 400},
        {"UTF-8 invalide", line("/%C3%28"), 400},
        {"UTF-8 trop long", line("/%C0%AE%C0%AE/"), 400},
        {"barre encodée", line("/a%2Fb"), 400},
        {"deux points", line("/a/../b"), 400},
        {"deux points encodés", line("/a/%2e%2E/b"), 400},
        {"deux points à la fin", line("/a/.."), 400},
        {"point", line("/./a"), 400},
        {"deux barres", line("/a//b"), 400},
        {"espace dans la cible", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"deux espaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"sans version", "GET /\r\nHost: a\r\n\r\n", 400},
        {"version 2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
        {"version en minuscules", "GET / http/1.1\r\nHost: a\r\n\r\n", 400},
        {"méthode connue non servie", "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", 405},
        {"CONNECT", "CONNECT exemple.fr:443 HTTP/1.1\r\nHost: a\r\n\r\n", 405},
        {"méthode inconnue", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        {"méthode en minuscules", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        {"méthode hors alphabet", "G{}T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"attente inconnue", with("Content-Length: 5\r\nExpect: 200-ok\r\n"), 417},
        {"cible trop longue", line("/" + std::string(9000, 'a')), 414},
        {"ligne de demande sans fin", "GET /" + std::string(20000, 'a'), 414},
        {"en-têtes trop longs", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20000, 'a') + "\r\n\r\n", 431},
        {"trop d'en-têtes", "GET / HTTP/1.1\r\nHost: a\r\n" + many + "\r\n", 431},
        {"extension de tranche longue", chunked("5;" + std::string(100, 'a') + "\r\nhello\r\n0\r\n\r\n"), 400, true},
        {"extension de tranche sans fin", chunked("5;" + std::string(40000, 'a')), 400, true},
        {"taille de tranche illisible", chunked("5g\r\nhello\r\n0\r\n\r\n"), 400, true},
        {"taille de tranche négative", chunked("-5\r\nhello\r\n0\r\n\r\n"), 400, true},
        {"taille de tranche préfixée", chunked("0x5\r\nhello\r\n0\r\n\r\n"), 400, true},
        {"taille de tranche au-delà de 64 bits", chunked("10000000000000005\r\nhello\r\n0\r\n\r\n"), 400, true},
        {"tranche plus longue qu'annoncé", chunked("3\r\nhello\r\n0\r\n\r\n"), 400, true},
        {"tranche immense", chunked("7fffffffffffffff\r\nhello"), 413, true},
        {"fin de tranche sans retour chariot", chunked("5\nhello\n0\n\n"), 400, true},
        {"en-tête de fin sans fin", chunked("0\r\nX: " + std::string(40000, 'a')), 400, true},
        {"en-tête après le corps", chunked("0\r\nHost: b\r\n\r\n"), 400, true},
        {"longueur annoncée trop grande", with("Content-Length: 999999999\r\n"), 413, true},
    };
}

} // namespace web::essai
