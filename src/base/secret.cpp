#include "base/secret.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/ensure.hpp"

namespace base {
namespace {

unsigned char const* octets(std::string_view s) { return reinterpret_cast<unsigned char const*>(s.data()); }
unsigned char* octets(std::string& s) { return reinterpret_cast<unsigned char*>(s.data()); }

void sodium_pret() {
    static bool const pret = sodium_init() >= 0;
    ensure(pret, "libsodium");
}

std::string encode(std::string_view o, int variante) {
    std::string s(sodium_base64_encoded_len(o.size(), variante), '\0');
    sodium_bin2base64(s.data(), s.size(), octets(o), o.size(), variante);
    s.pop_back(); // final NUL
    return s;
}

} // namespace

std::string hexa(std::string_view o) {
    std::string s(o.size() * 2 + 1, '\0');
    sodium_bin2hex(s.data(), s.size(), octets(o), o.size());
    s.pop_back();
    return s;
}

std::string sha256(std::string_view o) {
    std::string condense(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(octets(condense), octets(o), o.size());
    return hexa(condense);
}

std::string sha256_de_fichier(std::string const& chemin) {
    sodium_pret();
    std::ifstream fichier{chemin, std::ios::binary};
    ensure(fichier.is_open(), "fichier illisible");
    crypto_hash_sha256_state etat;
    crypto_hash_sha256_init(&etat);
    std::string morceau(std::size_t{1} << 18, '\0');
    while (fichier) {
        fichier.read(morceau.data(), static_cast<std::streamsize>(morceau.size()));
        crypto_hash_sha256_update(&etat, octets(morceau), static_cast<unsigned long long>(fichier.gcount()));
    }
    ensure(fichier.eof(), "fichier illisible");
    std::string empreinte(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&etat, octets(empreinte));
    return hexa(empreinte);
}

std::string octets_au_hasard(std::size_t n) {
    sodium_pret();
    std::string s(n, '\0');
    randombytes_buf(s.data(), s.size());
    return s;
}

std::string jeton(std::size_t n) { return encode(octets_au_hasard(n), sodium_base64_VARIANT_URLSAFE_NO_PADDING); }

std::string masque(std::string_view jeton) {
    auto hasard = octets_au_hasard(jeton.size());
    std::string cache(jeton);
    for (std::size_t i = 0; i < cache.size(); ++i)
        cache[i] = static_cast<char>(cache[i] ^ hasard[i]);
    return hexa(hasard) + hexa(cache);
}

std::string demasque(std::string_view masque) {
    std::string tout(masque.size() / 2, '\0');
    std::size_t lus = 0;
    if (masque.size() % 4 != 0 ||
        sodium_hex2bin(octets(tout), tout.size(), masque.data(), masque.size(), nullptr, &lus, nullptr) != 0 ||
        lus != tout.size())
        return {};
    auto moitie = tout.size() / 2;
    std::string jeton(moitie, '\0');
    for (std::size_t i = 0; i < moitie; ++i)
        jeton[i] = static_cast<char>(tout[i] ^ tout[moitie + i]);
    return jeton;
}

bool egal_en_temps_constant(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string base64(std::string_view o) { return encode(o, sodium_base64_VARIANT_ORIGINAL); }

std::string depuis_base64(std::string_view t) {
    std::string s(t.size(), '\0');
    std::size_t n = 0;
    if (sodium_base642bin(octets(s), s.size(), t.data(), t.size(), "\r\n ", &n, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0)
        throw Defaut("base64 illisible");
    s.resize(n);
    return s;
}

Coffre::Coffre(std::string cle) : cle_{std::move(cle)} {
    sodium_pret();
    ensure(cle_.size() == crypto_secretbox_KEYBYTES, "la clé du coffre fait 32 octets");
    // A key of its own for fingerprints, so that one never serves as the other.
    cle_empreinte_.resize(32);
    crypto_generichash(octets(cle_empreinte_), 32, octets("empreinte"), 9, octets(cle_), cle_.size());
}

Coffre Coffre::ouvrir(std::string const& dossier) {
    if (char const* cle = std::getenv("RACCROCHE_CLE"); cle && *cle)
        return Coffre{depuis_base64(cle)};
    auto chemin = dossier + "/cle.secrete";
    if (!std::filesystem::exists(chemin)) {
        auto texte = base64(octets_au_hasard(crypto_secretbox_KEYBYTES)) + "\n";
        int fd = ::open(chemin.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd >= 0) {
            bool ecrit =
                ::write(fd, texte.data(), texte.size()) == static_cast<ssize_t>(texte.size()) && ::fsync(fd) == 0;
            ::close(fd);
            ensure(ecrit, "écriture de cle.secrete");
        }
    }
    std::ifstream fichier{chemin};
    std::string texte;
    std::getline(fichier, texte);
    return Coffre{depuis_base64(texte)};
}

std::string Coffre::chiffrer(std::string_view clair) const {
    std::string nonce = octets_au_hasard(crypto_secretbox_NONCEBYTES);
    std::string chiffre(clair.size() + crypto_secretbox_MACBYTES, '\0');
    crypto_secretbox_easy(octets(chiffre), octets(clair), clair.size(), octets(nonce), octets(cle_));
    return base64(nonce + chiffre);
}

std::string Coffre::dechiffrer(std::string_view texte) const {
    auto tout = depuis_base64(texte);
    if (tout.size() < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES)
        throw Defaut("donnée chiffrée trop courte");
    std::string_view chiffre = std::string_view(tout).substr(crypto_secretbox_NONCEBYTES);
    std::string clair(chiffre.size() - crypto_secretbox_MACBYTES, '\0');
    if (crypto_secretbox_open_easy(octets(clair), octets(chiffre), chiffre.size(), octets(tout), octets(cle_)) != 0)
        throw Defaut("donnée chiffrée illisible : mauvaise clé ou donnée modifiée");
    return clair;
}

std::string Coffre::empreinte(std::string_view clair) const {
    std::string e(16, '\0');
    crypto_generichash(octets(e), e.size(), octets(clair), clair.size(), octets(cle_empreinte_), cle_empreinte_.size());
    return hexa(e);
}

} // namespace base
