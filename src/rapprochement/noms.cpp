#include "rapprochement/noms.hpp"

#include <algorithm>

#include "base/codes.hpp"
#include "base/texte.hpp"
#include "rapprochement/diminutifs.hpp"
#include "rapprochement/hachage.hpp"
#include "rapprochement/parallele.hpp"
#include "rapprochement/phonetique_normalisee.hpp"

namespace rapprochement {
namespace {

constexpr std::string_view particules[] = {"DE", "DU", "DES", "LE", "LA", "LES", "D",   "L",   "DA",
                                           "DI", "DO", "DOS", "EL", "AL", "VAN", "VON", "DER", "DEN"};
constexpr std::string_view inconnus[] = {"SNP",
                                         "SPC",
                                         "SNC",
                                         "INCONNU",
                                         "INCONNUE",
                                         "X",
                                         "XX",
                                         "XXX",
                                         "NEANT",
                                         "NC",
                                         "NR",
                                         "ND",
                                         "NON CONNU",
                                         "UNKNOWN",
                                         "UNK",
                                         "BABY",
                                         "BABY BOY",
                                         "BABY GIRL",
                                         "INFANT",
                                         "NULL",
                                         "NONE",
                                         "NON RENSEIGNE",
                                         "SANS NOM",
                                         "SANS PRENOM",
                                         "SANS NOM PATRONYMIQUE",
                                         "SANS PRENOM CONNU"};

/// « TOUR DE LA » → « DE LA TOUR »: a directory sorts names this way.
std::string particules_devant(std::string_view nom) {
    auto fin = nom.size();
    while (fin > 0) {
        auto const blanc = nom.substr(0, fin).rfind(' ');
        if (blanc == std::string_view::npos || !est_une_particule(nom.substr(blanc + 1, fin - blanc - 1)))
            break;
        fin = blanc;
    }
    if (fin == nom.size())
        return std::string(nom);
    return std::string(nom.substr(fin + 1)) + " " + std::string(nom.substr(0, fin));
}

std::string_view sans_particules(std::string_view nom) {
    auto reste = nom;
    while (true) {
        auto const blanc = reste.find(' ');
        if (blanc == std::string_view::npos || !est_une_particule(reste.substr(0, blanc)))
            return reste;
        reste.remove_prefix(blanc + 1);
    }
}

std::uint32_t quatre_lettres(std::string_view texte) {
    std::uint32_t p = 0;
    int lettres = 0;
    for (char c : texte)
        if (c != ' ' && lettres++ < 4)
            p = p << 8 | static_cast<unsigned char>(c);
    return lettres >= 4 ? p : p << (8 * (4 - lettres));
}

Nom etudier(std::string_view texte) {
    auto const devant = particules_devant(texte);
    Nom n{};
    std::string compact, son;
    chaque_mot(devant, [&](std::string_view mot) {
        if (mot == "ST")
            mot = "SAINT";
        if (mot == "STE")
            mot = "SAINTE";
        compact += mot;
        n.mots += hache(mot);
    });
    n.compact = hache(compact);
    cle_phonetique_de(compact, son);
    n.son = hache(son);
    auto const premier = devant.substr(0, devant.find(' '));
    cle_phonetique_de(premier, son);
    n.son_premier = hache(son);
    n.prefixe = quatre_lettres(sans_particules(devant));
    n.silhouette = silhouette(texte);
    n.peut_etre_diminutif = peut_etre_diminutif(texte);
    return n;
}

} // namespace

bool est_une_particule(std::string_view mot) { return std::ranges::find(particules, mot) != std::end(particules); }

std::string nom_normalise(std::string_view nom) {
    auto n = base::normalise(nom);
    if (n.size() > 200)
        n.resize(200);
    if (std::ranges::find(inconnus, n) != std::end(inconnus) || base::est_vide(n))
        return {};
    return n;
}

std::uint32_t Noms::code(std::string_view normalise) {
    auto const c = textes_.code(normalise);
    if (c == taille())
        noms_.push_back(etudier(normalise));
    return c;
}

std::uint32_t Noms::reprendre(Noms const& autres, std::uint32_t code) {
    auto const c = textes_.code(autres.texte(code));
    if (c == taille())
        noms_.push_back(autres[code]);
    return c;
}

std::vector<std::uint32_t> Noms::accueillir(Textes const& autres, Equipe const& equipe) {
    auto codes = textes_.accueillir(autres);
    auto const connus = noms_.size();
    noms_.resize(textes_.taille() - dernier_du_fond_);
    equipe.tranches("dictionnaire", noms_.size() - connus, 4096, [&](auto, auto debut, auto fin, unsigned) {
        for (auto c = connus + debut; c < connus + fin; ++c)
            noms_[c] = etudier(textes_.texte(static_cast<std::uint32_t>(dernier_du_fond_ + c)));
    });
    return codes;
}

} // namespace rapprochement
