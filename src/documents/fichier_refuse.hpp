#pragma once
// The one exception of this part: a file we will not read, and why, in words for the person who sent it.
#include <cstdint>
#include <stdexcept>
#include <string>

namespace documents {

struct Refus {
    std::string fichier{};    ///< nom montré à l'utilisateur, jamais un chemin du serveur
    std::string message{};    ///< phrase française : ce qui ne va pas et quoi faire
    std::int64_t ligne = 0;   ///< 0 : sans objet
    std::int64_t colonne = 0; ///< 0 : sans objet
    std::string lu{};         ///< extrait du fichier
    std::string attendu{};
};

class FichierRefuse : public std::runtime_error {
public:
    explicit FichierRefuse(Refus refus);
    Refus const& refus() const { return refus_; }

private:
    Refus refus_;
};

/// « eleves.xml, ligne 12, colonne 4 : … »
std::string phrase(Refus const& refus);

} // namespace documents
