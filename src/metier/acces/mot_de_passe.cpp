#include "metier/acces/mot_de_passe.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/ensure.hpp"
#include "base/secret.hpp"
#include "base/texte.hpp"
#include "web/http.hpp"

namespace metier::acces {

/// Un calcul à la fois par place ; la place est rendue à la fin.
class MotsDePasse::Tour {
public:
    explicit Tour(MotsDePasse& m) : m_{m} {
        std::unique_lock tenu{m_.verrou_};
        if (m_.libres_ == 0) {
            if (m_.file_ == 0)
                throw web::HttpError(503, "Trop de connexions en même temps. Réessayez dans quelques secondes.");
            --m_.file_;
            m_.libre_.wait(tenu, [&] { return m_.libres_ > 0; });
            ++m_.file_;
        }
        --m_.libres_;
        ++m_.evaluations_;
    }
    ~Tour() {
        {
            std::lock_guard tenu{m_.verrou_};
            ++m_.libres_;
        }
        m_.libre_.notify_one();
    }
    Tour(Tour const&) = delete;

private:
    MotsDePasse& m_;
};

MotsDePasse::MotsDePasse(CoutArgon2 cout, int a_la_fois, int en_attente)
    : cout_{cout}, libres_{a_la_fois}, file_{en_attente} {
    ensure(sodium_init() >= 0, "libsodium ne démarre pas");
    ensure(a_la_fois > 0, "au moins un calcul à la fois");
}

std::string MotsDePasse::hacher(std::string_view clair) {
    Tour tour{*this};
    std::array<char, crypto_pwhash_STRBYTES> hache{};
    auto fait = crypto_pwhash_str_alg(hache.data(), clair.data(), clair.size(), cout_.passes, cout_.memoire,
                                      crypto_pwhash_ALG_ARGON2ID13);
    if (fait != 0)
        throw std::bad_alloc{}; // la seule raison possible : la mémoire manque
    return hache.data();
}

bool MotsDePasse::verifier(std::string_view clair, std::string const& hache) {
    Tour tour{*this};
    // Un hachage de même coût, que rien ne vérifie : le compte inconnu prend le même temps que le compte connu.
    auto factice = "$argon2id$v=19$m=" + std::to_string(cout_.memoire / 1024) + ",t=" + std::to_string(cout_.passes) +
                   ",p=1$" + std::string(22, 'A') + "$" + std::string(43, 'A');
    auto const& contre = hache.empty() ? factice : hache;
    auto juste = crypto_pwhash_str_verify(contre.c_str(), clair.data(), clair.size()) == 0;
    return juste && !hache.empty();
}

namespace {

/// Ce qu'un attaquant essaie d'abord : mots, suites de touches, suites de chiffres.
constexpr std::array<std::string_view, 34> evidences{
    "motdepasse", "password",   "passe",     "azerty",   "azertyuiop", "qsdfghjklm", "wxcvbn",
    "qwerty",     "qwertyuiop", "asdfghjkl", "abcdef",   "abcdefgh",   "abc",        "raccroche",
    "education",  "nationale",  "academie",  "rectorat", "lycee",      "college",    "mlds",
    "decrochage", "bonjour",    "bienvenue", "soleil",   "vacances",   "rentree",    "admin",
    "secret",     "doudou",     "loulou",    "chouchou", "marseille",  "france"};

/// Retire un mot partout où il est.
void retire(std::string& texte, std::string_view mot) {
    if (mot.size() < 3)
        return;
    for (std::size_t i = 0; (i = texte.find(mot, i)) != texte.npos;)
        texte.erase(i, mot.size());
}

/// Caractères qui ne répètent ni ne suivent le précédent (« aaaa », « 1234 », « 4321 »).
std::size_t imprevus(std::string_view texte) {
    std::size_t n = texte.empty() ? 0 : 1;
    for (std::size_t i = 1; i < texte.size(); ++i)
        n += std::abs(texte[i] - texte[i - 1]) > 1;
    return n;
}

} // namespace

std::string defaut_du_mot_de_passe(std::string_view clair, std::vector<std::string> const& proches) {
    if (base::longueur(clair) < longueur_minimale)
        return "Choisissez au moins 12 caractères. Une phrase de quatre ou cinq mots convient.";
    if (clair.size() > longueur_maximale)
        return "Choisissez au plus 200 caractères.";
    if (std::set<char>(clair.begin(), clair.end()).size() < 5)
        return "Ce mot de passe répète trop peu de caractères. Une phrase de quatre ou cinq mots convient.";
    auto reste = base::cle_d_en_tete(clair); // sans accent, ni blanc, ni ponctuation, en minuscules
    auto signes = base::longueur(clair) - std::min(base::longueur(clair), reste.size());
    for (auto const& proche : proches)
        for (auto const& mot : base::mots(proche))
            retire(reste, base::minuscules(mot));
    std::vector<std::string_view> longs_d_abord(evidences.begin(), evidences.end());
    std::ranges::stable_sort(longs_d_abord, std::ranges::greater{}, &std::string_view::size);
    for (auto mot : longs_d_abord)
        retire(reste, mot);
    if (imprevus(reste) + std::min<std::size_t>(signes, 2) < 7)
        return "Ce mot de passe est trop facile à deviner : il reprend votre nom, un mot courant ou une suite de "
               "touches. "
               "Une phrase de quatre ou cinq mots convient.";
    return {};
}

std::string mot_de_passe_au_hasard() {
    constexpr std::string_view alphabet = "abcdefghjkmnpqrstuvwxyz23456789"; // ni i, l, o, 0, 1 : ils se confondent
    std::string clair;
    for (int i = 0; i < 16; ++i) {
        if (i != 0 && i % 4 == 0)
            clair += '-';
        clair += alphabet[randombytes_uniform(alphabet.size())];
    }
    return clair;
}

} // namespace metier::acces
