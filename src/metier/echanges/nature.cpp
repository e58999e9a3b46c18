#include "metier/echanges/nature.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "base/texte.hpp"

namespace metier::echanges {
namespace {

using enum Champ;

/// Ce qui trahit une nature : un champ, ou un morceau d'en-tête (minuscules, sans accent ni blanc).
struct Indice {
    Nature nature;
    std::span<Champ const> champs;
    std::span<std::string_view const> morceaux;
};

constexpr Champ champs_de_decrocheurs[] = {campagne, id_siei, psad};
constexpr std::string_view mots_de_decrocheurs[] = {"siei", "psad", "decroch"};
constexpr std::string_view mots_de_mission_locale[] = {"imilo", "pacea", "cej", "conseiller", "contratdengagement"};
constexpr Champ champs_d_apprentis[] = {contrat_debut, contrat_rupture, uai_formateur, nom_cfa};
constexpr Champ champs_d_affectation[] = {rang_voeu, formation_demandee};
constexpr std::string_view mots_d_affectation[] = {"affect", "voeu"};
constexpr Indice surs[] = {
    {Nature::decrocheurs, champs_de_decrocheurs, mots_de_decrocheurs},
    {Nature::mission_locale, {}, mots_de_mission_locale},
    {Nature::apprentis, champs_d_apprentis, {}},
    {Nature::affectation, champs_d_affectation, mots_d_affectation},
};

constexpr Champ champs_de_sortis[] = {uai_origine,          mef_origine, classe_origine,
                                      derniere_inscription, date_sortie, motif_sortie};
constexpr std::string_view mots_de_sortis[] = {"dernier", "sortie", "abandon"};
constexpr Champ champs_d_eleves[] = {division, regime, doublement};
/// Une liste de sortis dit le dernier établissement ; une liste d'élèves, la classe. Les deux à la fois : on demande.
constexpr Indice probables[] = {
    {Nature::decrocheurs, champs_de_sortis, mots_de_sortis},
    {Nature::eleves, champs_d_eleves, {}},
};

/// Dans un titre : « Liste RIO du 5 octobre ». Mots entiers, en majuscules sans accents.
struct IndiceDeTitre {
    Nature nature;
    std::string_view mots;
};
constexpr IndiceDeTitre titres[] = {
    {Nature::decrocheurs, "RIO"},           {Nature::decrocheurs, "SIEI"},
    {Nature::decrocheurs, "DECROCHEURS"},   {Nature::decrocheurs, "DECROCHAGE"},
    {Nature::decrocheurs, "SORTIS"},        {Nature::decrocheurs, "SORTANTS"},
    {Nature::decrocheurs, "PERDUS DE VUE"}, {Nature::mission_locale, "MISSION LOCALE"},
    {Nature::mission_locale, "I MILO"},     {Nature::apprentis, "APPRENTIS"},
    {Nature::affectation, "NON AFFECTES"},  {Nature::affectation, "AFFELNET"},
    {Nature::affectation, "AFFECTATION"},
};

std::string entre_guillemets(std::string const& t) { return "«\u00A0" + base::coupe(t, 60) + "\u00A0»"; }

bool le_dit(Indice const& i, ColonneProposee const& c) {
    auto cle = base::cle_d_en_tete(c.en_tete);
    return (c.champ && std::ranges::find(i.champs, *c.champ) != i.champs.end()) ||
           std::ranges::any_of(i.morceaux, [&](auto m) { return cle.find(m) != cle.npos; });
}

/// Une seule nature trahie, sinon rien.
std::optional<NatureDeduite> d_apres_les_colonnes(Proposition const& p, std::span<Indice const> indices) {
    std::optional<NatureDeduite> trouvee;
    for (auto const& i : indices) {
        auto ou = std::ranges::find_if(p.colonnes, [&](auto const& c) { return le_dit(i, c); });
        if (ou == p.colonnes.end())
            continue;
        if (trouvee)
            return NatureDeduite{};
        trouvee = {i.nature, "la colonne " + entre_guillemets(ou->en_tete)};
    }
    return trouvee;
}

std::optional<NatureDeduite> d_apres_le_titre(Proposition const& p) {
    std::optional<NatureDeduite> trouvee;
    auto textes = p.au_dessus;
    textes.push_back(p.feuille);
    for (auto const& texte : textes) {
        auto mots = " " + base::normalise(texte) + " ";
        for (auto const& t : titres) {
            if (mots.find(" " + std::string(t.mots) + " ") == mots.npos)
                continue;
            if (trouvee && trouvee->nature != t.nature)
                return NatureDeduite{};
            if (!trouvee)
                trouvee = {t.nature, "le titre " + entre_guillemets(texte)};
        }
    }
    return trouvee;
}

} // namespace

NatureDeduite nature_deduite(Proposition const& p) {
    if (auto titre = d_apres_le_titre(p))
        return *titre;
    if (auto sure = d_apres_les_colonnes(p, surs))
        return *sure;
    return d_apres_les_colonnes(p, probables).value_or(NatureDeduite{});
}

Nature nature_de_la_source(std::string_view code) {
    auto genre = code.substr(0, code.find(':'));
    return genre == "siei"       ? Nature::decrocheurs
           : genre == "ml"       ? Nature::mission_locale
           : genre == "cfa"      ? Nature::apprentis
           : genre == "affelnet" ? Nature::affectation
                                 : Nature::eleves;
}

} // namespace metier::echanges
