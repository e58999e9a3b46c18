#pragma once
// Freins : après plusieurs échecs, chaque nouvel essai se fait attendre. En base, donc pour tous les serveurs.
#include <chrono>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/secret.hpp"
#include "storage/connection.hpp"

namespace metier::acces {

/// Combien d'échecs sans attendre, puis l'attente qui double à chaque échec jusqu'au plafond.
struct Frein {
    int libres = 5;
    std::chrono::seconds premiere{30};
    std::chrono::seconds plafond{15 * 60};
    std::chrono::seconds memoire{24 * 3600}; ///< un échec plus ancien ne compte plus
};
/// Par compte : cinq essais libres. Par adresse : cinquante, car tout un lycée sort par la même.
inline constexpr Frein frein_du_compte{};
inline constexpr Frein frein_de_l_adresse{.libres = 50, .memoire = std::chrono::hours{1}};

/// Attente après tant d'échecs.
std::chrono::seconds attente(Frein const& frein, std::int64_t echecs);

/// Ce qui est freiné : l'empreinte d'un courriel ou d'une adresse, jamais la valeur elle-même.
struct Freine {
    std::string cle;
    Frein frein;
};
std::vector<Freine> freines(base::Coffre const& coffre, std::string_view compte, std::string_view adresse);

/// Compte l'essai (avant qu'il ait lieu : des essais simultanés comptent tous) ; rend zéro, ou ce qu'il reste à
/// attendre, et alors l'essai n'a pas lieu et ne compte pas.
std::chrono::seconds tenter(storage::Writer& db, std::vector<Freine> const& freines, Instant maintenant);
/// L'essai a réussi : les échecs du compte sont oubliés, et l'essai de l'adresse aussi.
void reussir(storage::Writer& db, std::vector<Freine> const& freines, Instant maintenant);

/// « dans 30 secondes », « dans 4 minutes ».
std::string dans(std::chrono::seconds duree);

} // namespace metier::acces
