#include "metier/demonstration/population/lecture.hpp"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <stdexcept>
#include <vector>

namespace metier::demonstration {
namespace {

std::string tout(std::filesystem::path const& fichier) {
    std::unique_ptr<gzFile_s, int (*)(gzFile)> gz{gzopen(fichier.c_str(), "rb"), gzclose};
    if (!gz)
        throw std::runtime_error("Fichier de données absent : " + fichier.string());
    gzbuffer(gz.get(), 1 << 18);
    std::string texte;
    constexpr std::size_t pas = 1 << 20;
    for (int lus = 1; lus > 0;) {
        auto const avant = texte.size();
        texte.resize(avant + pas);
        lus = gzread(gz.get(), texte.data() + avant, pas);
        if (lus < 0)
            throw std::runtime_error("Fichier de données abîmé : " + fichier.string());
        texte.resize(avant + static_cast<std::size_t>(lus));
    }
    return texte;
}

std::string_view une_ligne(std::string_view& reste) {
    auto const fin = std::min(reste.find('\n'), reste.size());
    auto ligne = reste.substr(0, fin);
    reste.remove_prefix(std::min(fin + 1, reste.size()));
    if (ligne.ends_with('\r'))
        ligne.remove_suffix(1);
    return ligne;
}

/// Nos fichiers n'ont ni saut de ligne ni guillemet doublé dans un champ.
void couper(std::string_view ligne, std::vector<std::string_view>& cases) {
    cases.clear();
    while (true) {
        bool const habille = ligne.starts_with('"');
        auto const fin = habille ? ligne.find('"', 1) : std::min(ligne.find(';'), ligne.size());
        if (fin == ligne.npos)
            throw std::runtime_error("Guillemet jamais fermé dans les données");
        cases.push_back(habille ? ligne.substr(1, fin - 1) : ligne.substr(0, fin));
        auto const suite = fin + (habille ? 1 : 0);
        if (suite >= ligne.size())
            return;
        ligne.remove_prefix(suite + 1);
    }
}

} // namespace

void lire_table(std::filesystem::path const& fichier, std::initializer_list<std::string_view> colonnes,
                std::function<void(Cases)> const& ligne) {
    auto const texte = tout(fichier);
    std::string_view reste = texte;
    if (reste.starts_with("\xEF\xBB\xBF"))
        reste.remove_prefix(3);
    std::vector<std::string_view> cases, voulues(colonnes.size());
    couper(une_ligne(reste), cases);
    std::vector<std::size_t> rangs;
    for (auto colonne : colonnes) {
        auto const ou = std::find(cases.begin(), cases.end(), colonne);
        if (ou == cases.end())
            throw std::runtime_error("Colonne « " + std::string{colonne} + " » absente de " + fichier.string());
        rangs.push_back(static_cast<std::size_t>(ou - cases.begin()));
    }
    while (!reste.empty()) {
        couper(une_ligne(reste), cases);
        for (std::size_t i = 0; i < rangs.size(); ++i)
            voulues[i] = rangs[i] < cases.size() ? cases[rangs[i]] : std::string_view{};
        ligne(voulues);
    }
}

int entier(std::string_view texte) {
    int n = 0;
    std::from_chars(texte.data(), texte.data() + texte.size(), n);
    return n;
}

double reel(std::string_view texte) {
    double x = 0;
    std::from_chars(texte.data(), texte.data() + texte.size(), x);
    return x;
}

} // namespace metier::demonstration
