#include "app/coeur/rapprocher_reprise.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace app {
namespace {

using namespace rapprochement;
namespace chemins = std::filesystem;

constexpr std::string_view version = "raccroche, reprise d'un rapprochement, 1\n";

void ecrire(std::ostream& flux, std::string_view texte) {
    auto const n = static_cast<std::uint64_t>(texte.size());
    flux.write(reinterpret_cast<char const*>(&n), sizeof n);
    flux.write(texte.data(), static_cast<std::streamsize>(n));
}

template <class T>
void ecrire(std::ostream& flux, std::vector<T> const& liste) {
    ecrire(flux, std::string_view(reinterpret_cast<char const*>(liste.data()), liste.size() * sizeof(T)));
}

std::string lire(std::istream& flux, std::uint64_t au_plus) {
    std::uint64_t n = 0;
    if (!flux.read(reinterpret_cast<char*>(&n), sizeof n) || n > au_plus)
        throw std::runtime_error("reprise");
    std::string texte(n, '\0');
    if (!flux.read(texte.data(), static_cast<std::streamsize>(n)))
        throw std::runtime_error("reprise");
    return texte;
}

template <class T>
std::vector<T> lire_liste(std::istream& flux, std::uint64_t au_plus) {
    auto const octets = lire(flux, au_plus);
    std::vector<T> liste(octets.size() / sizeof(T));
    std::copy_n(octets.data(), liste.size() * sizeof(T), reinterpret_cast<char*>(liste.data()));
    return liste;
}

} // namespace

std::string empreinte_des_fichiers(std::string const& a, std::string const& b) {
    std::string texte;
    for (auto const* chemin : {&a, &b}) {
        if (chemin->empty())
            continue;
        std::error_code erreur;
        texte += chemins::absolute(*chemin, erreur).string() + " " +
                 std::to_string(chemins::file_size(*chemin, erreur)) + " " +
                 std::to_string(chemins::last_write_time(*chemin, erreur).time_since_epoch().count()) + "\n";
    }
    return texte;
}

bool lire_la_reprise(std::string const& chemin, std::string const& empreinte, Reprise& reprise) {
    std::error_code erreur;
    auto const taille = chemins::file_size(chemin, erreur);
    std::ifstream flux(chemin, std::ios::binary);
    if (erreur || !flux)
        return false;
    try {
        if (lire(flux, taille) != version || lire(flux, taille) != empreinte)
            return false;
        Reprise r{.modele = lire_modele(lire(flux, taille)),
                  .comparees = lire_liste<std::uint64_t>(flux, taille),
                  .surs = lire_liste<PaireNotee>(flux, taille),
                  .reste = lire_liste<PaireNotee>(flux, taille)};
        r.passes = static_cast<unsigned>(r.comparees.size());
        reprise = std::move(r);
        return reprise.passes <= nombre_de_passes;
    } catch (std::exception const&) { // cut short, or of another day: start again
        return false;
    }
}

bool ecrire_la_reprise(std::string const& chemin, std::string const& empreinte, Reprise const& reprise) {
    auto const provisoire = chemin + ".partiel"; // killed meanwhile, what was there is still whole
    std::ofstream flux(provisoire, std::ios::binary);
    ecrire(flux, version);
    ecrire(flux, empreinte);
    ecrire(flux, rapprochement::ecrire(reprise.modele));
    ecrire(flux, reprise.comparees);
    ecrire(flux, reprise.surs);
    ecrire(flux, reprise.reste);
    flux.close();
    std::error_code erreur;
    if (flux)
        chemins::rename(provisoire, chemin, erreur);
    bool const ecrite = flux && !erreur;
    if (!ecrite)
        chemins::remove(provisoire, erreur);
    return ecrite;
}

} // namespace app
