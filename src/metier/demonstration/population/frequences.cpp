#include "metier/demonstration/population/frequences.hpp"

#include <algorithm>

#include "metier/demonstration/population/lecture.hpp"

namespace metier::demonstration {

Tirage::Tirage(std::vector<double> const& poids) : seuils_(poids.size(), 1.F), autres_(poids.size()) {
    double total = 0;
    for (auto p : poids)
        total += p;
    std::vector<double> parts(poids.size());
    std::vector<std::uint32_t> petits, grands;
    for (std::uint32_t i = 0; i < poids.size(); ++i) {
        autres_[i] = i;
        parts[i] = poids[i] * static_cast<double>(poids.size()) / total;
        (parts[i] < 1 ? petits : grands).push_back(i);
    }
    while (!petits.empty() && !grands.empty()) {
        auto const petit = petits.back(), grand = grands.back();
        petits.pop_back();
        seuils_[petit] = static_cast<float>(parts[petit]);
        autres_[petit] = grand;
        if ((parts[grand] -= 1 - parts[petit]) < 1) {
            grands.pop_back();
            petits.push_back(grand);
        }
    }
}

std::string sans_accent(std::string_view utf8) {
    constexpr std::string_view plates = "AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";
    std::string sortie;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        auto const c = static_cast<unsigned char>(utf8[i]);
        if (c == 0xC3 && i + 1 < utf8.size())
            sortie += plates[static_cast<unsigned char>(utf8[++i]) & 0x3F];
        else if (c == 0xC5 && i + 1 < utf8.size()) // Œ œ Ÿ
            sortie += utf8[++i] == '\x92' ? "OE" : utf8[i] == '\x93' ? "oe" : "Y";
        else
            sortie += utf8[i];
    }
    return sortie;
}

Frequences::Frequences(std::filesystem::path const& data) {
    lire_noms(data / "patronymes.csv.gz");
    lire_prenoms(data / "prenoms_sexe_annee.csv.gz");
}

void Frequences::lire_noms(std::filesystem::path const& fichier) {
    std::vector<double> poids;
    lire_table(fichier, {"nom", "poids_par_million"}, [&](Cases c) {
        noms_.emplace_back(c[0]);
        poids.push_back(reel(c[1]));
    });
    tirage_des_noms_ = Tirage{poids};
}

std::uint32_t Frequences::rang(std::string_view prenom) {
    auto const [ou, neuf] = rangs_.try_emplace(std::string{prenom}, static_cast<std::uint32_t>(prenoms_.size()));
    if (neuf)
        prenoms_.emplace_back(prenom);
    return ou->second;
}

void Frequences::lire_prenoms(std::filesystem::path const& fichier) {
    std::array<std::array<std::vector<double>, fin - debut + 1>, 2> poids;
    std::array<std::vector<double>, 2> recents;
    lire_table(fichier, {"annee", "sexe", "prenom", "naissances"}, [&](Cases c) {
        auto const annee = entier(c[0]);
        std::size_t const sexe = c[1] == "F" ? 0 : 1;
        auto const ligne = static_cast<std::size_t>(annee - debut);
        auto const r = rang(c[2]);
        auto const naissances = reel(c[3]);
        annees_[sexe][ligne].rangs.push_back(r);
        poids[sexe][ligne].push_back(naissances);
        if (recents[sexe].size() <= r)
            recents[sexe].resize(r + 1);
        if (annee >= 2012)
            recents[sexe][r] += naissances;
    });
    for (std::size_t s = 0; s < 2; ++s)
        for (std::size_t a = 0; a < poids[s].size(); ++a)
            annees_[s][a].tirage = Tirage{poids[s][a]};
    rendre_les_accents(recents);
    rangs_.clear();
}

void Frequences::rendre_les_accents(std::array<std::vector<double>, 2> const& recents) {
    for (std::size_t s = 0; s < 2; ++s) {
        accents_[s].resize(prenoms_.size());
        for (std::uint32_t r = 0; r < recents[s].size(); ++r) {
            if (recents[s][r] == 0)
                continue;
            auto const plat = sans_accent(prenoms_[r]);
            auto const ou = plat == prenoms_[r] ? rangs_.end() : rangs_.find(plat);
            if (ou == rangs_.end())
                continue;
            auto const sans = ou->second < recents[s].size() ? recents[s][ou->second] : 0;
            auto const part = static_cast<float>(recents[s][r] / (recents[s][r] + sans));
            if (part > accents_[s][ou->second].part)
                accents_[s][ou->second] = {r, part};
        }
    }
}

std::string_view Frequences::nom(Hasard& hasard) const { return noms_[tirage_des_noms_.un(hasard)]; }

std::string_view Frequences::prenom(Hasard& hasard, Sexe sexe, int annee) const {
    std::size_t const s = sexe == Sexe::feminin ? 0 : 1;
    auto const& table = annees_[s][static_cast<std::size_t>(std::clamp(annee, debut, fin) - debut)];
    auto const r = table.rangs[table.tirage.un(hasard)];
    auto const& accent = accents_[s][r];
    return prenoms_[annee < 2012 && hasard.chance(accent.part) ? accent.accentue : r];
}

} // namespace metier::demonstration
