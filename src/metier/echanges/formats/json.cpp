#include "metier/echanges/formats/json.hpp"

#include <nlohmann/json.hpp>

#include "base/ensure.hpp"

namespace metier::echanges {
namespace {

using nlohmann::json;

std::string texte(json const& j, char const* cle) { return j.value(cle, std::string()); }

json depuis(Anomalie const& a) {
    json j{{"gravite", a.gravite == Gravite::erreur ? "erreur" : "avertissement"},
           {"code", a.code},
           {"message", a.message}};
    if (a.champ)
        j["champ"] = code(*a.champ);
    if (!a.lu.empty())
        j["lu"] = a.lu;
    if (!a.attendu.empty())
        j["attendu"] = a.attendu;
    if (!a.proposition.empty())
        j["proposition"] = a.proposition;
    if (a.de_lecture)
        j["de_lecture"] = true;
    return j;
}

Anomalie anomalie(json const& j) {
    return {.gravite = texte(j, "gravite") == "erreur" ? Gravite::erreur : Gravite::avertissement,
            .code = texte(j, "code"),
            .champ = champ(texte(j, "champ")),
            .lu = texte(j, "lu"),
            .attendu = texte(j, "attendu"),
            .message = texte(j, "message"),
            .proposition = texte(j, "proposition"),
            .de_lecture = j.value("de_lecture", false)};
}

std::string ecrire(json const& j) { return j.dump(-1, ' ', false, json::error_handler_t::replace); }

/// Notre JSON mal formé est un défaut chez nous, pas une faute de frappe.
template <class F>
auto lire(std::string_view texte, F&& f) {
    try {
        return f(json::parse(texte));
    } catch (json::exception const& e) {
        throw Defaut(std::string("JSON gardé illisible : ") + e.what());
    }
}

} // namespace

std::string en_json(LigneLue const& ligne) {
    json j{{"genre", code(ligne.genre)}, {"numero", ligne.numero}, {"cellules", json::array()}};
    if (ligne.ligne > 0)
        j["ligne"] = ligne.ligne;
    if (!ligne.fichier.empty())
        j["fichier"] = ligne.fichier;
    for (auto const& c : ligne.cellules)
        j["cellules"].push_back(json::array({code(c.champ), c.valeur}));
    for (auto const& a : ligne.anomalies)
        j["anomalies"].push_back(depuis(a));
    return ecrire(j);
}

std::string en_json(Correspondance const& correspondance) {
    json j{{"feuille", correspondance.feuille}, {"colonnes", json::array()}};
    for (auto const& c : correspondance.colonnes)
        j["colonnes"].push_back({{"en_tete", c.en_tete}, {"champ", c.champ ? json(code(*c.champ)) : json()}});
    return ecrire(j);
}

LigneLue ligne_depuis_json(std::string_view json_) {
    return lire(json_, [](json const& j) {
        LigneLue ligne{.genre = Genre::eleve,
                       .numero = j.value("numero", std::int64_t{0}),
                       .ligne = j.value("ligne", std::int64_t{0}),
                       .fichier = texte(j, "fichier"),
                       .cellules = {},
                       .anomalies = {}};
        ligne.genre = genre(texte(j, "genre")).value_or(Genre::eleve);
        for (auto const& c : j.at("cellules"))
            if (auto connu = champ(c.at(0).get<std::string>()))
                ligne.cellules.push_back({*connu, c.at(1).get<std::string>()});
        for (auto const& a : j.value("anomalies", json::array()))
            ligne.anomalies.push_back(anomalie(a));
        return ligne;
    });
}

Correspondance correspondance_depuis_json(std::string_view json_) {
    return lire(json_, [](json const& j) {
        Correspondance c{.colonnes = {}, .feuille = texte(j, "feuille")};
        for (auto const& colonne : j.at("colonnes")) {
            auto const& nom = colonne.at("champ");
            c.colonnes.push_back(
                {texte(colonne, "en_tete"), nom.is_string() ? champ(nom.get<std::string>()) : std::nullopt});
        }
        return c;
    });
}

} // namespace metier::echanges
