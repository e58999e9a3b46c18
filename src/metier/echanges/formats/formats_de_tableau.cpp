#include "metier/echanges/formats/formats_de_tableau.hpp"

#include <algorithm>
#include <string_view>

#include "base/texte.hpp"
#include "metier/echanges/formats/correspondance.hpp"

namespace metier::echanges {
namespace {

using enum Champ;

struct Propre {
    std::string_view cle;       ///< en-tête normalisé
    std::optional<Champ> champ; ///< rien : à ignorer malgré les synonymes
};

struct Connu {
    Format format;
    std::vector<std::string_view> signature; ///< tous présents
    std::vector<Propre> propres;
    bool synonymes = true; ///< les autres colonnes peuvent être nommées par leurs synonymes
};

/// Du plus précis au plus vague : le premier qui convient l'emporte.
std::vector<Connu> const& connus() {
    static std::vector<Connu> const liste{
        {.format = Format::annuaire,
         .signature = {"identifiantdeletablissement", "nometablissement"},
         .propres = {{"identifiantdeletablissement", uai},
                     {"nometablissement", nom_etablissement},
                     {"typeetablissement", type_etablissement},
                     {"statutpublicprive", secteur},
                     {"adresse1", adresse},
                     {"codepostal", code_postal},
                     {"nomcommune", commune},
                     {"codecommune", code_commune},
                     {"libelledepartement", departement},
                     {"libelleacademie", academie},
                     {"libelleregion", region},
                     {"telephone", telephone},
                     {"mail", courriel},
                     {"sirensiret", siret},
                     {"latitude", latitude},
                     {"longitude", longitude},
                     {"etat", etat},
                     {"dateouverture", date_ouverture},
                     {"libellenature", nature_etablissement},
                     {"etablissementmere", etablissement_mere},
                     {"codebassinformation", code_bassin},
                     {"libellebassinformation", libelle_bassin}},
         .synonymes = false},
        {.format = Format::pix, .signature = {"identifiantunique", "premierprenom", "nomdefamille"}, .propres = {}},
        {.format = Format::cfa_effectifs,
         .signature = {"nomapprenant", "prenomapprenant", "datedenaissanceapprenant"},
         .propres = {{"nomapprenant", nom_usage},
                     {"etablissementresponsableuai", uai},
                     {"anneeformation", niveau},
                     {"codecommuneinseeapprenant", code_commune},
                     {"dateinscriptionformation", std::nullopt}}},
        {.format = Format::cfa_liste_nominative,
         .signature = {"indicateur", "intituledelaformation", "denominationdelorganisme"},
         .propres = {}},
        {.format = Format::cfa_rupturants,
         .signature = {"daterupturecontrat", "nomducfa"},
         .propres = {{"age", std::nullopt}}},
        {.format = Format::affelnet,
         .signature = {"nomdeleleve", "prenom1", "codeuaietaborigine"},
         .propres = {{"codemef", std::nullopt},
                     {"libelleformation", formation_demandee},
                     {"libelleformationoriginedeleleve", formation},
                     {"libelleetablissementaccueil", std::nullopt},
                     {"villeetaborigine", std::nullopt}}},
        {.format = Format::siei_liste,
         .signature = {"campagne", "nomfamille", "prenoms", "datenaissance"},
         .propres = {{"libelleformation", formation}}},
        {.format = Format::onde,
         .signature = {"nomeleve", "prenomeleve", "datenaissance", "cycle"},
         .propres = {{"decisiondepassage", std::nullopt}}},
        {.format = Format::siecle_extraction, .signature = {"idnational", "codestructure", "nom"}, .propres = {}},
        {.format = Format::siecle_extraction, .signature = {"codestructure", "nom", "nomresplegal1"}, .propres = {}},
        {.format = Format::siecle_liste, .signature = {"nom", "prenom", "neele", "div"}, .propres = {}},
    };
    return liste;
}

std::size_t noms_connus(std::vector<std::string> const& cellules) {
    return static_cast<std::size_t>(
        std::ranges::count_if(cellules, [](auto const& c) { return champ_de_l_en_tete(c).has_value(); }));
}

std::vector<std::string> cles(std::vector<std::string> const& en_tetes) {
    std::vector<std::string> liste;
    for (auto const& t : en_tetes)
        liste.push_back(base::cle_d_en_tete(t));
    return liste;
}

} // namespace

std::optional<Format> reconnaitre(std::vector<std::string> const& en_tetes) {
    auto presentes = cles(en_tetes);
    for (auto const& c : connus()) {
        auto presente = [&](std::string_view cle) { return std::ranges::find(presentes, cle) != presentes.end(); };
        if (std::ranges::all_of(c.signature, presente))
            return c.format;
    }
    return std::nullopt;
}

EnTeteTrouve ligne_d_en_tete(std::vector<std::vector<std::string>> const& lignes) {
    EnTeteTrouve meilleure;
    for (std::size_t i = 0; i < std::min(lignes.size(), lignes_avant_l_en_tete); ++i) {
        if (reconnaitre(lignes[i]))
            return {i, lignes[i].size() + 1};
        if (auto n = noms_connus(lignes[i]); n > std::max<std::size_t>(meilleure.noms, 1))
            meilleure = {i, n};
    }
    return meilleure;
}

bool memes_en_tetes(std::vector<std::string> const& a, std::vector<std::string> const& b) {
    auto sans_fin_vide = [](std::vector<std::string> t) {
        while (!t.empty() && t.back().empty())
            t.pop_back();
        return t;
    };
    return sans_fin_vide(cles(a)) == sans_fin_vide(cles(b));
}

std::vector<std::optional<Champ>> colonnes_de(Format format, std::vector<std::string> const& en_tetes) {
    auto connu = std::ranges::find(connus(), format, &Connu::format);
    std::vector<std::optional<Champ>> colonnes;
    for (auto const& en_tete : en_tetes) {
        auto cle = base::cle_d_en_tete(en_tete);
        auto propre = std::ranges::find(connu->propres, cle, &Propre::cle);
        if (jamais_garde(en_tete))
            colonnes.push_back(std::nullopt);
        else if (propre != connu->propres.end())
            colonnes.push_back(propre->champ);
        else
            colonnes.push_back(connu->synonymes ? champ_de_l_en_tete(en_tete) : std::nullopt);
    }
    return colonnes;
}

} // namespace metier::echanges
