#pragma once
// Files made by the tests themselves, in a folder that goes away with them.
#include <zip.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <unistd.h>

#include "base/secret.hpp"
#include "documents/fichier_refuse.hpp"

namespace essai {

class Dossier {
public:
    Dossier() : chemin_(std::filesystem::temp_directory_path() / ("essai_" + base::jeton(9))) {
        std::filesystem::create_directories(chemin_);
    }
    ~Dossier() { std::filesystem::remove_all(chemin_); }
    Dossier(Dossier const&) = delete;
    Dossier& operator=(Dossier const&) = delete;

    std::filesystem::path chemin(std::string const& nom) const { return chemin_ / nom; }
    std::filesystem::path ecrire(std::string const& nom, std::string_view octets) const {
        std::ofstream(chemin(nom), std::ios::binary).write(octets.data(), static_cast<std::streamsize>(octets.size()));
        return chemin(nom);
    }
    std::filesystem::path zip(std::string const& nom,
                              std::vector<std::pair<std::string, std::string>> const& entrees) const {
        int erreur = 0;
        auto* archive = zip_open(chemin(nom).c_str(), ZIP_CREATE | ZIP_TRUNCATE, &erreur);
        for (auto const& [n, octets] : entrees)
            zip_file_add(archive, n.c_str(), zip_source_buffer(archive, octets.data(), octets.size(), 0),
                         ZIP_FL_ENC_UTF_8);
        zip_close(archive);
        return chemin(nom);
    }

private:
    std::filesystem::path chemin_;
};

inline std::string tout(std::filesystem::path const& chemin) {
    std::ifstream f(chemin, std::ios::binary);
    return {std::istreambuf_iterator<char>(f), {}};
}

/// ASCII and Latin-1 letters of this UTF-8 text as UTF-16 with its BOM.
inline std::string utf16(std::string_view texte, bool petit_boutiste = true) {
    std::string octets = petit_boutiste ? "\xFF\xFE" : "\xFE\xFF";
    auto ajouter = [&](unsigned c) {
        char const bas = static_cast<char>(c & 0xFF), haut = static_cast<char>(c >> 8);
        octets += petit_boutiste ? std::string{bas, haut} : std::string{haut, bas};
    };
    for (std::size_t i = 0; i < texte.size(); ++i) {
        auto const o = static_cast<unsigned char>(texte[i]);
        ajouter(o < 0x80 ? o : (o & 0x1FU) << 6 | (static_cast<unsigned char>(texte[++i]) & 0x3FU));
    }
    return octets;
}

/// Message of the refusal; empty if nothing was refused.
template <class F>
documents::Refus refus(F&& f) {
    try {
        f();
    } catch (documents::FichierRefuse const& e) {
        return e.refus();
    }
    return {};
}

} // namespace essai
