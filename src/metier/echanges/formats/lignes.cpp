#include "metier/echanges/formats/lignes.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::echanges {

std::string_view code(Genre genre) {
    switch (genre) {
    case Genre::eleve: return "eleve";
    case Genre::responsable: return "responsable";
    case Genre::division: return "division";
    case Genre::nomenclature: return "nomenclature";
    case Genre::etablissement: return "etablissement";
    }
    return {};
}

std::optional<Genre> genre(std::string_view code_) {
    for (auto g : {Genre::eleve, Genre::responsable, Genre::division, Genre::nomenclature, Genre::etablissement})
        if (code(g) == code_)
            return g;
    return std::nullopt;
}

namespace {

/// « Cette date… » → « cette date… » ; « SIECLE n’écrit… » garde ses capitales.
std::string initiale_de_phrase(std::string const& message) {
    bool sigle = message.size() > 1 && message[1] >= 'A' && message[1] <= 'Z';
    return sigle ? message : base::minuscules(message.substr(0, 1)) + message.substr(1);
}

} // namespace

std::string phrase(Anomalie const& a) {
    auto message = a.message;
    if (a.champ && !a.lu.empty() && description(*a.champ).type != TypeChamp::ine)
        message = std::string(libelle(*a.champ)) + " «\u00A0" + base::coupe(base::propre(a.lu), 40) +
                  "\u00A0»\u00A0: " + initiale_de_phrase(message);
    if (!a.attendu.empty()) {
        if (message.ends_with('.'))
            message.pop_back();
        message += " (attendu\u00A0: " + a.attendu + ").";
    }
    return message;
}

std::string repere(Genre genre, std::int64_t numero, bool de_xml) {
    auto mot = [&]() -> std::string {
        switch (genre) {
        case Genre::eleve: return "élève";
        case Genre::responsable: return "responsable";
        case Genre::division: return "classe ou groupe";
        case Genre::nomenclature: return "code";
        case Genre::etablissement: return "établissement";
        }
        return {};
    };
    return (de_xml ? mot() + " n°\u00A0" : std::string("ligne ")) + std::to_string(numero);
}

std::string LigneLue::repere() const {
    auto ou = echanges::repere(genre, numero, ligne > 0);
    return ligne > 0 ? ou + " (ligne " + std::to_string(ligne) + ")" : ou;
}

std::string_view LigneLue::operator[](Champ champ) const {
    auto ou = std::ranges::find(cellules, champ, &Cellule::champ);
    return ou == cellules.end() ? std::string_view() : ou->valeur;
}

void LigneLue::poser(Champ champ, std::string valeur) {
    auto ou = std::ranges::find(cellules, champ, &Cellule::champ);
    if (valeur.empty()) {
        if (ou != cellules.end())
            cellules.erase(ou);
    } else if (ou == cellules.end()) {
        cellules.push_back({champ, std::move(valeur)});
    } else {
        ou->valeur = std::move(valeur);
    }
}

bool LigneLue::a_une_erreur() const {
    return std::ranges::any_of(anomalies, [](auto const& a) { return a.gravite == Gravite::erreur; });
}

} // namespace metier::echanges
