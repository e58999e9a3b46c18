#include "app/coeur/rapprocher_debut.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

#include "app/coeur/rapprocher_lecture.hpp"
#include "base/texte.hpp"
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

std::vector<std::vector<std::string>> premieres(Lecture& lecture) {
    std::vector<std::vector<std::string>> lignes;
    for (std::vector<std::string> ligne; lignes.size() < lignes_au_plus && lecture.suivante(ligne);)
        lignes.push_back(ligne);
    return lignes;
}

std::vector<std::vector<std::string>> sans_ordre(Lecture& lecture) {
    std::vector<std::pair<std::uint64_t, std::vector<std::string>>> tirees;
    auto choisir = [&] {
        std::ranges::sort(tirees);
        tirees.resize(std::min(tirees.size(), lignes_au_plus));
    };
    for (std::vector<std::string> ligne; lecture.suivante(ligne);) {
        tirees.emplace_back(rapprochement::hache(base::joint(ligne, "\n")), ligne);
        if (tirees.size() >= 4 * lignes_au_plus)
            choisir();
    }
    choisir();
    std::vector<std::vector<std::string>> lignes;
    for (auto& [_, ligne] : tirees)
        lignes.push_back(std::move(ligne));
    return lignes;
}

} // namespace

DebutDeListe debut_de_la_liste(std::string const& chemin) {
    DebutDeListe debut;
    bool const entier = court(chemin);
    auto lecteur = ouvrir_la_liste(chemin, debut.en_tete, entier ? std::nullopt : std::optional(octets_au_debut));
    Lecture lecture{.lecteur = std::move(lecteur), .colonnes = debut.en_tete.size()};
    debut.lignes = entier ? sans_ordre(lecture) : premieres(lecture);
    lecture.guillemets.dire(debut.remarques);
    lecture.longueurs.dire(debut.remarques);
    return debut;
}

} // namespace app
