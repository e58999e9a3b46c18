#include "metier/acces/second_facteur.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include <liboath/oath.h>
#include <qrencode.h>

#include "base/ensure.hpp"
#include "metier/acces/mot_de_passe.hpp"

namespace metier::acces {
namespace {

constexpr unsigned pas_en_secondes = 30;
constexpr unsigned chiffres = 6;

std::int64_t pas(Instant instant) { return instant.time_since_epoch().count() / pas_en_secondes; }

std::string en_base32(std::string const& secret) {
    char* texte = nullptr;
    std::size_t taille = 0;
    ensure(oath_base32_encode(secret.data(), secret.size(), &texte, &taille) == OATH_OK, "base 32");
    std::unique_ptr<char, decltype(&std::free)> tenu{texte, &std::free};
    std::string base32{texte, taille};
    base32.erase(std::ranges::find(base32, '='), base32.end());
    return base32;
}

std::string code_du_pas(std::string const& secret, std::int64_t numero) {
    std::array<char, chiffres + 1> code{};
    auto fait = oath_totp_generate(secret.data(), secret.size(), numero * pas_en_secondes, pas_en_secondes, 0, chiffres,
                                   code.data());
    ensure(fait == OATH_OK, "calcul du code à six chiffres");
    return code.data();
}

std::string sans_blancs(std::string_view texte) {
    std::string net;
    for (char c : texte)
        if (c != ' ' && c != '-')
            net += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return net;
}

std::string empreinte(base::Coffre const& coffre, Id<Agent> agent, std::string_view code) {
    return coffre.empreinte("secours:" + std::to_string(agent.valeur) + ":" + sans_blancs(code));
}

} // namespace

std::string nouveau_secret() { return base::octets_au_hasard(20); }

std::string secret_affiche(std::string const& secret) {
    std::string groupes;
    for (char c : en_base32(secret)) {
        if (groupes.size() % 5 == 4)
            groupes += ' ';
        groupes += c;
    }
    return groupes;
}

std::string adresse_otpauth(std::string const& secret, std::string_view courriel) {
    return "otpauth://totp/Raccroche:" + web::url_encode(courriel) + "?secret=" + en_base32(secret) +
           "&issuer=Raccroche&algorithm=SHA1&digits=6&period=30";
}

web::Html code_qr(std::string const& texte) {
    std::unique_ptr<QRcode, decltype(&QRcode_free)> qr{
        QRcode_encodeString(texte.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), &QRcode_free};
    ensure(qr != nullptr, "code QR");
    constexpr int marge = 4; // la norme demande quatre modules blancs autour
    auto cote = std::to_string(qr->width + 2 * marge);
    std::string chemin;
    for (int y = 0; y < qr->width; ++y)
        for (int x = 0; x < qr->width; ++x)
            if (qr->data[y * qr->width + x] & 1)
                chemin += "M" + std::to_string(x + marge) + " " + std::to_string(y + marge) + "h1v1h-1z";
    return web::trusted(
        "<svg role=\"img\" aria-label=\"Code QR à lire avec l’application\" width=\"240\" height=\"240\" "
        "viewBox=\"0 0 " +
        cote + " " + cote + "\" shape-rendering=\"crispEdges\"><rect width=\"" + cote + "\" height=\"" + cote +
        "\" fill=\"#fff\"/><path fill=\"#000\" d=\"" + chemin + "\"/></svg>");
}

std::string code_totp(std::string const& secret, Instant instant) { return code_du_pas(secret, pas(instant)); }

std::optional<std::int64_t> pas_du_code(std::string const& secret, std::string_view code, Instant instant) {
    auto net = sans_blancs(code);
    std::optional<std::int64_t> trouve;
    for (auto ecart : {0, -1, 1}) // l'horloge d'un téléphone peut être décalée d'un pas
        if (base::egal_en_temps_constant(code_du_pas(secret, pas(instant) + ecart), net) && !trouve)
            trouve = pas(instant) + ecart;
    return trouve;
}

std::optional<std::vector<std::string>> installer_second_facteur(storage::Writer& db, base::Coffre const& coffre,
                                                                 Id<Agent> agent, std::string const& secret,
                                                                 std::string_view code, Instant instant) {
    auto numero = pas_du_code(secret, code, instant);
    if (!numero)
        return std::nullopt;
    db.run("update agent set totp = ?, totp_dernier = ? where id = ?", coffre.chiffrer(secret), *numero, agent);
    return renouveler_codes_de_secours(db, coffre, agent);
}

void retirer_second_facteur(storage::Writer& db, Id<Agent> agent) {
    db.run("update agent set totp = null, totp_dernier = 0 where id = ?", agent);
    db.run("delete from code_de_secours where agent_id = ?", agent);
}

bool accepter_code(storage::Writer& db, base::Coffre const& coffre, Id<Agent> agent, std::string_view code,
                   Instant instant) {
    auto chiffre = db.maybe<std::string>("select totp from agent where id = ? and totp is not null", agent);
    if (!chiffre)
        return false;
    auto numero = pas_du_code(coffre.dechiffrer(*chiffre), code, instant);
    // Le même code, présenté deux fois ou par deux serveurs, n'est accepté qu'une fois.
    return numero &&
           db.run("update agent set totp_dernier = ? where id = ? and totp_dernier < ?", *numero, agent, *numero) == 1;
}

bool accepter_code_de_secours(storage::Writer& db, base::Coffre const& coffre, Id<Agent> agent, std::string_view code,
                              Instant instant) {
    return db.run(
               "update code_de_secours set utilise_le = ? where agent_id = ? and empreinte = ? and utilise_le is null",
               instant, agent, empreinte(coffre, agent, code)) == 1;
}

std::vector<std::string> renouveler_codes_de_secours(storage::Writer& db, base::Coffre const& coffre, Id<Agent> agent) {
    db.run("delete from code_de_secours where agent_id = ?", agent);
    std::vector<std::string> codes;
    for (int i = 0; i < 10; ++i) {
        codes.push_back(mot_de_passe_au_hasard().substr(0, 14)); // douze signes tirés parmi 31
        db.run("insert into code_de_secours (agent_id, empreinte) values (?, ?)", agent,
               empreinte(coffre, agent, codes.back()));
    }
    return codes;
}

std::int64_t codes_de_secours_restants(storage::Reader& db, Id<Agent> agent) {
    return db.one<std::int64_t>("select count(*) from code_de_secours where agent_id = ? and utilise_le is null",
                                agent);
}

} // namespace metier::acces
