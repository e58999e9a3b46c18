#include "metier/echanges/diplome_lu.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/jeunes/regles.hpp"

namespace metier::echanges {
namespace {

using jeunes::GenreDiplome;

struct Intitule {
    std::string_view mots; ///< en majuscules sans accents, entiers, dans cet ordre
    GenreDiplome genre;
    int niveau; ///< 0 : ne compte pas, ou pas de niveau
};
/// Du plus précis au plus vague : le premier qui se lit est le bon. Niveaux : cadre national, décret 2019-14.
constexpr Intitule intitules[] = {
    {"BREVET DE TECHNICIEN SUPERIEUR", GenreDiplome::professionnel, 5},
    {"BREVET DE TECHNICIEN", GenreDiplome::professionnel, 4},
    {"BREVET PROFESSIONNEL AGRICOLE", GenreDiplome::professionnel, 3},
    {"BREVET PROFESSIONNEL", GenreDiplome::professionnel, 4},
    {"BREVET DES METIERS D ART", GenreDiplome::professionnel, 4},
    {"BREVET D ETUDES PROFESSIONNELLES", GenreDiplome::professionnel, 3},
    {"CERTIFICAT DE FORMATION GENERALE", GenreDiplome::cfg, 0},
    {"CERTIFICAT D APTITUDE PROFESSIONNELLE", GenreDiplome::professionnel, 3},
    {"BACCALAUREAT PROFESSIONNEL", GenreDiplome::professionnel, 4},
    {"BACCALAUREAT TECHNOLOGIQUE", GenreDiplome::bac_techno, 4},
    {"BACCALAUREAT GENERAL", GenreDiplome::bac_general, 4},
    {"BAC PROFESSIONNEL", GenreDiplome::professionnel, 4},
    {"BAC PRO", GenreDiplome::professionnel, 4},
    {"BAC TECHNOLOGIQUE", GenreDiplome::bac_techno, 4},
    {"BAC TECHNO", GenreDiplome::bac_techno, 4},
    {"BAC GENERAL", GenreDiplome::bac_general, 4},
    {"BAC GEN", GenreDiplome::bac_general, 4},
    {"STMG", GenreDiplome::bac_techno, 4},
    {"STI2D", GenreDiplome::bac_techno, 4},
    {"ST2S", GenreDiplome::bac_techno, 4},
    {"STAV", GenreDiplome::bac_techno, 4},
    {"BTS", GenreDiplome::professionnel, 5},
    {"BTSA", GenreDiplome::professionnel, 5},
    {"DUT", GenreDiplome::professionnel, 5},
    {"BUT", GenreDiplome::professionnel, 6},
    {"LICENCE", GenreDiplome::autre, 6},
    {"CAP", GenreDiplome::professionnel, 3},
    {"CAPA", GenreDiplome::professionnel, 3},
    {"BEP", GenreDiplome::professionnel, 3},
    {"BEPA", GenreDiplome::professionnel, 3},
    {"BPA", GenreDiplome::professionnel, 3},
    {"BMA", GenreDiplome::professionnel, 4},
    {"CFG", GenreDiplome::cfg, 0},
    {"DNB", GenreDiplome::dnb, 0},
    {"BREVET", GenreDiplome::dnb, 0},
    {"BACCALAUREAT", GenreDiplome::autre, 4},
    {"BAC", GenreDiplome::autre, 4},
};

/// Un niveau écrit seul : celui d'aujourd'hui, ou celui d'avant 2019 en chiffres romains.
struct Niveau {
    std::string_view ecrit;
    int niveau;
};
constexpr Niveau niveaux[] = {
    {"3", 3}, {"4", 4}, {"5", 5}, {"6", 6}, {"7", 7}, {"V", 3}, {"IV", 4}, {"III", 5}, {"II", 6}, {"I", 7},
};

constexpr std::string_view negations[] = {"AUCUN", "AUCUNE", "SANS",   "PAS",    "NON",
                                          "NEANT", "ECHEC",  "REFUSE", "AJOURNE"};

std::optional<int> niveau_seul(std::string const& mots) {
    std::string_view ecrit = mots;
    if (ecrit.starts_with("NIVEAU "))
        ecrit.remove_prefix(7);
    auto trouve = std::ranges::find(niveaux, ecrit, &Niveau::ecrit);
    return trouve == std::end(niveaux) ? std::nullopt : std::optional{trouve->niveau};
}

bool dans(std::string const& mots, std::string_view cherches) {
    return (" " + mots + " ").find(" " + std::string(cherches) + " ") != std::string::npos;
}

} // namespace

std::optional<jeunes::Diplome> diplome_lu(std::string_view texte) {
    auto mots = base::normalise(texte);
    auto dit = std::string(base::propre(texte));
    if (std::ranges::any_of(negations, [&](auto n) { return dans(mots, n); }))
        return std::nullopt;
    if (auto niveau = niveau_seul(mots))
        return jeunes::Diplome{"Diplôme de niveau " + std::to_string(*niveau), *niveau, GenreDiplome::autre, false, {}};
    for (auto const& i : intitules)
        if (dans(mots, i.mots))
            return jeunes::Diplome{dit, i.niveau ? std::optional{i.niveau} : std::nullopt, i.genre, false, {}};
    bool un_mot = std::ranges::any_of(mots, [](char c) { return c >= 'A' && c <= 'Z'; }) && mots.size() > 3;
    return un_mot ? std::optional{jeunes::Diplome{dit, {}, GenreDiplome::autre, false, {}}} : std::nullopt;
}

int niveau_du_cursus(std::string_view mef, std::string_view formation) {
    for (std::string_view cap : {"240", "241", "242", "261", "270", "271"}) // dispositifs de CAP (BCN)
        if (mef.starts_with(cap))
            return 3;
    for (std::string_view bts : {"310", "311", "370", "371"})
        if (mef.starts_with(bts))
            return 5;
    if (!mef.empty())
        return 4;
    auto prepare = diplome_lu(formation);
    return prepare && prepare->niveau ? *prepare->niveau : 4;
}

std::optional<jeunes::Diplome> diplome_de(storage::Reader& db, FicheLue const& f, Id<jeunes::Jeune> jeune) {
    auto d = diplome_lu(f.diplome);
    if (!d || !jeunes::compte(*d))
        return d;
    auto mef = f.mef_origine ? *f.mef_origine : f.mef.value_or("");
    auto formation = f.formation;
    if (mef.empty() && formation.empty())
        if (auto connues = jeunes::inscriptions(db, jeune); !connues.empty())
            mef = connues.front().mef, formation = connues.front().formation;
    d->du_cursus = d->niveau.value_or(0) >= niveau_du_cursus(mef, formation);
    return d;
}

} // namespace metier::echanges
