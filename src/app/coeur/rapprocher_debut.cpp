#include "app/coeur/rapprocher_debut.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string_view>
#include <utility>

#include "app/coeur/rapprocher_lecture.hpp"
#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "rapprochement/hachage.hpp"

namespace app {
namespace {

constexpr std::size_t octets_au_debut = std::size_t{1} << 20; // the whole file is not read for that
constexpr std::size_t lignes_au_plus = 2'000;
constexpr std::uintmax_t fichier_court = std::uintmax_t{4} << 20; // this one is

bool court(std::string const& chemin) {
    constexpr std::uintmax_t compression = 8;
    std::error_code erreur;
    auto const octets = std::filesystem::file_size(chemin, erreur);
    return !erreur && octets <= (chemin.ends_with(".gz") ? fichier_court / compression : fichier_court);
}

/// Lines that are not what the header says, counted; the first one is named.
struct Abimees {
    std::size_t combien = 0;
    std::string premiere{};
    void noter(std::int64_t ligne, std::string const& lu) {
        if (++combien == 1)
            premiere = "ligne " + std::to_string(ligne) + "\u00A0: " + lu;
    }
    void dire(std::vector<std::string>& remarques) const {
        if (combien == 1)
            remarques.push_back(premiere);
        else if (combien > 1)
            remarques.push_back(premiere + " Il en est de même ailleurs (" +
                                base::nombre(static_cast<long long>(combien)) + " lignes de celles regardées).");
    }
};

struct Lecture {
    documents::LecteurCsv lecteur;
    std::size_t colonnes;
    Abimees guillemets{}, longueurs{};

    bool suivante(std::vector<std::string>& ligne) {
        if (!lecteur.suivante(ligne))
            return false;
        if (lecteur.guillemet_seul())
            guillemets.noter(lecteur.ligne(), "un guillemet s’ouvre et ne se ferme pas. Il est lu comme une lettre.");
        bool const trop =
            std::ranges::any_of(ligne.begin() + static_cast<std::ptrdiff_t>(std::min(colonnes, ligne.size())),
                                ligne.end(), [](auto const& cellule) { return !cellule.empty(); });
        if (trop)
            longueurs.noter(lecteur.ligne(), std::to_string(ligne.size()) + " cellules lues, " +
                                                 std::to_string(colonnes) +
                                                 " attendues d’après l’en-tête. Les dernières sont laissées de côté.");
        return true;
    }
};

/// Lines drawn by what they say: whatever their order, the same ones.
class Tirage {
public:
    void voir(std::vector<std::string> const& ligne) {
        tirees_.emplace_back(rapprochement::hache(base::joint(ligne, "\n")), ligne);
        if (tirees_.size() >= 4 * lignes_au_plus)
            choisir();
    }
    std::vector<std::vector<std::string>> rendre() {
        choisir();
        std::vector<std::vector<std::string>> lignes;
        for (auto& [_, ligne] : tirees_)
            lignes.push_back(std::move(ligne));
        return lignes;
    }

private:
    void choisir() {
        std::ranges::sort(tirees_);
        tirees_.resize(std::min(tirees_.size(), lignes_au_plus));
    }
    std::vector<std::pair<std::uint64_t, std::vector<std::string>>> tirees_{};
};

/// Whole lines from places spread over a long plain file, under its first line; a sorted list shows there all that it
/// has. Nothing where one cannot look into the middle: compressed, or two bytes a letter.
std::string extraits(std::string const& chemin) {
    constexpr std::uintmax_t places = 512, octets = 1 << 11;
    constexpr unsigned lignes_par_place = 4;
    std::ifstream flux{chemin, std::ios::binary};
    std::error_code erreur;
    auto const taille = std::filesystem::file_size(chemin, erreur);
    std::string texte;
    std::getline(flux, texte);
    auto guillemets_ouverts = [](std::string_view t) { return std::ranges::count(t, '"') % 2 != 0; };
    if (erreur || !flux || taille < places * octets || texte.starts_with("\x1F\x8B") ||
        texte.find('\0') != texte.npos || guillemets_ouverts(texte))
        return {};
    texte += '\n';
    for (std::uintmax_t k = 0; k < places; ++k) {
        std::array<char, octets> lus{};
        flux.clear();
        flux.seekg(static_cast<std::streamoff>(k * (taille - octets) / (places - 1)));
        flux.read(lus.data(), octets);
        std::string_view reste{lus.data(), static_cast<std::size_t>(flux.gcount())};
        reste.remove_prefix(std::min(reste.find('\n'), reste.size() - 1) + 1);
        for (unsigned n = 0; n < lignes_par_place; ++n) {
            auto const fin = reste.find('\n');
            if (fin == reste.npos || guillemets_ouverts(reste.substr(0, fin)))
                break;
            texte += reste.substr(0, fin + 1);
            reste.remove_prefix(fin + 1);
        }
    }
    return texte;
}

/// False when there are too few of them to speak for the list.
bool tirer_partout(std::string const& chemin, std::vector<std::string> const& en_tete, Tirage& tirage) try {
    documents::LecteurCsv lecteur{documents::source_de_texte(extraits(chemin), "")};
    std::vector<std::string> ligne;
    if (!lecteur.suivante(ligne) || ligne != en_tete)
        return false;
    std::size_t vues = 0;
    while (lecteur.suivante(ligne))
        if (ligne.size() == en_tete.size()) { // else cut in a cell
            tirage.voir(ligne);
            ++vues;
        }
    return vues >= lignes_au_plus / 2;
} catch (documents::FichierRefuse const&) { // said with its place when the whole list is read
    return false;
}

} // namespace

DebutDeListe debut_de_la_liste(std::string const& chemin) {
    DebutDeListe debut;
    bool const entier = court(chemin);
    auto lecteur = ouvrir_la_liste(chemin, debut.en_tete, entier ? std::nullopt : std::optional(octets_au_debut));
    Lecture lecture{.lecteur = std::move(lecteur), .colonnes = debut.en_tete.size()};
    Tirage tirage;
    bool const partout = !entier && tirer_partout(chemin, debut.en_tete, tirage);
    std::size_t vues = 0;
    for (std::vector<std::string> ligne; (entier || vues < lignes_au_plus) && lecture.suivante(ligne); ++vues)
        if (!partout)
            tirage.voir(ligne);
    debut.lignes = tirage.rendre();
    lecture.guillemets.dire(debut.remarques);
    lecture.longueurs.dire(debut.remarques);
    return debut;
}

} // namespace app
