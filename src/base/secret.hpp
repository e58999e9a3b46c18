#pragma once
// Hashes, randomness and encryption at rest (libsodium). No key is ever logged.
#include <cstddef>
#include <string>
#include <string_view>

namespace base {

/// SHA-256 en hexadécimal minuscule.
std::string sha256(std::string_view octets);
/// La même, d'un fichier, en mémoire constante ; lève Defaut s'il ne se lit pas.
std::string sha256_de_fichier(std::string const& chemin);
/// n octets tirés au hasard, en base64 pour URL.
std::string jeton(std::size_t octets = 32);
std::string octets_au_hasard(std::size_t n);
bool egal_en_temps_constant(std::string_view a, std::string_view b);
/// Le même jeton sous une autre apparence à chaque fois : une page compressée n'aide pas à le deviner (BREACH).
std::string masque(std::string_view jeton);
/// Rien si ce n'est pas un jeton masqué.
std::string demasque(std::string_view masque);
std::string base64(std::string_view octets);
std::string depuis_base64(std::string_view texte);
std::string hexa(std::string_view octets);

/// Clé du dossier de données : chiffre ce qui doit l'être et rend l'INE retrouvable par valeur exacte.
class Coffre {
public:
    /// cle : 32 octets.
    explicit Coffre(std::string cle);
    /// Lit DOSSIER/cle.secrete (droits 600), la crée si elle manque et que `creer` ; la variable d'environnement
    /// RACCROCHE_CLE (base64) l'emporte, pour plusieurs serveurs sur une même base.
    static Coffre ouvrir(std::string const& dossier);
    std::string chiffrer(std::string_view clair) const; ///< base64, nonce compris
    /// Lève Defaut si le texte a été modifié ou chiffré par une autre clé.
    std::string dechiffrer(std::string_view chiffre) const;
    /// Empreinte à clé, pour chercher une valeur exacte sans la garder en clair.
    std::string empreinte(std::string_view clair) const;

private:
    std::string cle_;
    std::string cle_empreinte_;
};

} // namespace base
