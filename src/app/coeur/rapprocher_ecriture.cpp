#include "app/coeur/rapprocher_ecriture.hpp"

#include <algorithm>
#include <cstdio>
#include <ostream>

#include "rapprochement/parallele.hpp"

namespace app {
namespace {

using namespace rapprochement;

void cellule(std::string& ligne, std::string_view texte) {
    if (texte.find_first_of(",\"\r\n") == std::string_view::npos) {
        ligne += texte;
        return;
    }
    ligne += '"';
    for (char c : texte)
        ligne.append(c == '"' ? 2 : 1, c);
    ligne += '"';
}

/// « ,12.3,0.999800, »: the same weights come back all the time.
class Chiffres {
public:
    std::string const& de(Paire const& p) {
        auto& place = places_[static_cast<unsigned>(p.dixiemes) % places_.size()];
        if (place.texte.empty() || place.dixiemes != p.dixiemes || place.probabilite != p.probabilite) {
            char tampon[64];
            std::snprintf(tampon, sizeof tampon, ",%.1f,%.6f,", p.dixiemes / 10.0, p.probabilite);
            place = {p.dixiemes, p.probabilite, tampon};
        }
        return place.texte;
    }

private:
    struct Place {
        int dixiemes = 0;
        double probabilite = 0;
        std::string texte{};
    };
    std::vector<Place> places_ = std::vector<Place>(2048);
};

} // namespace

void ecrire_les_paires(std::ostream& flux, Resultat const& r, Population const& p, Options const& options,
                       bool un_seul_fichier) {
    std::vector<Paire const*> ordre;
    ordre.reserve(r.liens.size() + r.douteux.size());
    auto id_b = [&](Paire const& x) { return un_seul_fichier ? p.id_a(x.b) : p.id_b(x.b); };
    auto devant = [&](Paire const* x, Paire const* y) {
        auto const c = x->a == y->a ? 0 : p.id_a(x->a).compare(p.id_a(y->a));
        return c != 0 ? c < 0 : id_b(*x) < id_b(*y);
    };
    for (auto const* liste : {&r.liens, &r.douteux})
        for (auto const& x : *liste)
            ordre.push_back(&x);
    std::inplace_merge(ordre.begin(), ordre.begin() + static_cast<std::ptrdiff_t>(r.liens.size()), ordre.end(), devant);
    flux << "id_a,id_b,poids,probabilite,decision\n";
    Equipe const equipe{options};
    constexpr std::size_t par_morceau = 1 << 14, morceaux_a_la_fois = 64;
    std::vector<Chiffres> chiffres(equipe.fils());
    for (std::size_t debut = 0; debut < ordre.size(); debut += par_morceau * morceaux_a_la_fois) {
        auto const combien = std::min(par_morceau * morceaux_a_la_fois, ordre.size() - debut);
        std::vector<std::string> morceaux(morceaux_a_la_fois);
        equipe.tranches("écriture", combien, par_morceau, [&](std::size_t t, auto de, auto a, unsigned fil) {
            for (auto i = debut + de; i < debut + a; ++i) {
                auto const& x = *ordre[i];
                cellule(morceaux[t], p.id_a(x.a));
                morceaux[t] += ',';
                cellule(morceaux[t], id_b(x));
                morceaux[t] += chiffres[fil].de(x);
                morceaux[t] += code(x.decision);
                morceaux[t] += '\n';
            }
        });
        for (auto const& morceau : morceaux)
            flux << morceau;
    }
}

} // namespace app
