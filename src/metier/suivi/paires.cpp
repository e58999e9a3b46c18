#include "metier/suivi/paires.hpp"

#include <nlohmann/json.hpp>

#include "base/ensure.hpp"

namespace metier::suivi {

using nlohmann::json;

namespace {

json tableau(Paires const& paires) {
    json t = json::array();
    for (auto const& [nom, valeur] : paires)
        t.push_back(json::array({nom, valeur}));
    return t;
}

std::string texte(json const& j) { return j.dump(-1, ' ', false, json::error_handler_t::replace); }

} // namespace

std::string ecrire_paires(Paires const& paires) { return texte(tableau(paires)); }

Paires lire_paires(std::string const& source) {
    auto j = json::parse(source, nullptr, false);
    ensure(j.is_array(), "paires illisibles en base");
    Paires paires;
    for (auto const& p : j) {
        ensure(p.is_array() && p.size() == 2 && p[0].is_string() && p[1].is_string(), "paires illisibles en base");
        paires.emplace_back(p[0].get<std::string>(), p[1].get<std::string>());
    }
    return paires;
}

std::string json_du_brouillon(std::string const& enregistre, Paires const& champs) {
    return texte({{"enregistre", enregistre}, {"champs", tableau(champs)}});
}

std::string json_des_mots(Paires const& mots) {
    json t = json::array();
    for (auto const& [mot, conseil] : mots)
        t.push_back({{"mot", mot}, {"conseil", conseil}});
    return texte(t);
}

} // namespace metier::suivi
