#pragma once
// Mots de passe : Argon2id, en nombre limité à la fois ; ce qui est trop facile à deviner est refusé.
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace metier::acces {

/// 64 Mo et deux passes : environ un dixième de seconde par essai.
struct CoutArgon2 {
    unsigned long long passes = 2;
    std::size_t memoire = std::size_t{64} * 1024 * 1024;
};

/// Chaque calcul prend sa mémoire : ils attendent leur tour, et au-delà de la file la demande est refusée (503).
class MotsDePasse {
public:
    explicit MotsDePasse(CoutArgon2 cout = {}, int a_la_fois = 2, int en_attente = 8);

    std::string hacher(std::string_view clair);
    /// `hache` vide (compte inconnu) : le même calcul est fait sur un hachage factice, et la réponse est non.
    bool verifier(std::string_view clair, std::string const& hache);
    /// Nombre de calculs faits depuis le départ.
    std::int64_t evaluations() const { return evaluations_; }

private:
    class Tour;
    CoutArgon2 cout_;
    int libres_;
    int file_;
    std::mutex verrou_;
    std::condition_variable libre_;
    std::atomic<std::int64_t> evaluations_ = 0;
};

inline constexpr std::size_t longueur_minimale = 12;
inline constexpr std::size_t longueur_maximale = 200;

/// Ce qui ne va pas dans ce mot de passe, et que faire ; vide s'il convient. `proches` : nom, prénom, courriel.
std::string defaut_du_mot_de_passe(std::string_view clair, std::vector<std::string> const& proches);
/// Mot de passe provisoire, facile à recopier : « kfm4-p2qd-8xwt-hn6r ».
std::string mot_de_passe_au_hasard();

} // namespace metier::acces
