#include "metier/echanges/compte_rendu.hpp"

#include <algorithm>
#include <array>
#include <ostream>

#include <nlohmann/json.hpp>

#include "base/ensure.hpp"
#include "base/texte.hpp"
#include "metier/echanges/fiche_de_ligne.hpp"
#include "metier/echanges/formats/json.hpp"

namespace metier::echanges {
namespace {

using nlohmann::json;

/// « Nom » : nom_famille ; « Remarque » : ignorée
std::string colonnes_en_clair(Correspondance const& c) {
    std::vector<std::string> colonnes;
    for (auto const& colonne : c.colonnes)
        colonnes.push_back("«\u00A0" + colonne.en_tete +
                           "\u00A0»\u00A0: " + (colonne.champ ? std::string(code(*colonne.champ)) : "ignorée"));
    return base::joint(colonnes, "\u00A0; ");
}

std::vector<std::string> remarques(LigneLue const& lue) {
    std::vector<std::string> phrases;
    for (auto const& a : lue.anomalies)
        if (a.gravite == Gravite::avertissement)
            phrases.push_back(phrase(a));
    return phrases;
}

std::string_view issue_en_json(Issue i) { return base::code(i == Issue::erreur ? Issue::refusee : i); }

std::string redige(json const& j) { return j.dump(2, ' ', false, json::error_handler_t::replace); }

std::string decale(std::string_view texte, std::size_t marge) {
    std::string const blancs(marge, ' ');
    std::string decale{blancs};
    for (char c : texte) {
        decale += c;
        if (c == '\n')
            decale += blancs;
    }
    return decale;
}

} // namespace

Brouillon::Brouillon() : fichier_{std::tmpfile()} { ensure(fichier_ != nullptr, "le disque refuse un brouillon"); }

void Brouillon::ajouter(std::string_view texte) {
    ensure(std::fwrite(texte.data(), 1, texte.size(), fichier_.get()) == texte.size(), "le disque est plein");
    octets_ += texte.size();
}

void Brouillon::recopier(std::ostream& sortie, std::size_t marge) {
    std::rewind(fichier_.get());
    std::string const blancs(marge, ' ');
    std::array<char, 1 << 16> morceau;
    sortie << blancs;
    while (auto n = std::fread(morceau.data(), 1, morceau.size(), fichier_.get()))
        for (std::string_view reste{morceau.data(), n}; !reste.empty();) {
            auto const fin = reste.find('\n');
            sortie << reste.substr(0, fin == reste.npos ? fin : fin + 1);
            if (fin == reste.npos)
                break;
            sortie << blancs;
            reste.remove_prefix(fin + 1);
        }
    std::fseek(fichier_.get(), 0, SEEK_END);
}

std::vector<std::string> CompteRendu::avertissements() const {
    auto tous = liste.avertissements.empty() ? std::vector<std::string>{} : base::decoupe(liste.avertissements, '\n');
    if (comptes.lues == 0)
        tous.emplace_back(aucune_ligne);
    return tous;
}

void CompteRendu::dire(LigneImport const& l, base::Coffre const& coffre) {
    auto const issue = *base::lire_code<Issue>(l.issue);
    auto const lue = l.contenu.empty() ? LigneLue{} : l.lue(coffre);
    auto const dites = remarques(lue);
    comptes.compter(issue);
    avec_remarques_ += !dites.empty();
    if (langage_ == Langage::json) {
        json dite{{"numero", l.numero}, {"genre", l.genre}, {"issue", issue_en_json(issue)}, {"motif", l.motif}};
        if (lue.ligne > 0)
            dite["ligne"] = lue.ligne;
        if (!lue.fichier.empty())
            dite["fichier"] = lue.fichier;
        if (!dites.empty())
            dite["remarques"] = dites;
        lignes_.ajouter((lignes_.vide() ? "" : ",\n") + redige(dite));
    } else if (issue == Issue::refusee || issue == Issue::erreur || issue == Issue::douteuse) {
        auto ou = l.contenu.empty() ? repere(liste, l) : lue.repere();
        if (!lue.fichier.empty())
            ou = lue.fichier + ", " + ou;
        lignes_.ajouter("  " + ou + ", " + base::minuscules(base::libelle(issue)) + " — " + l.motif + "\n");
    }
}

void CompteRendu::ecrire(std::ostream& sortie, std::size_t marge) {
    langage_ == Langage::json ? ecrire_en_json(sortie, marge) : ecrire_en_clair(sortie);
}

void CompteRendu::ecrire_en_json(std::ostream& sortie, std::size_t marge) {
    auto const& c = comptes;
    json j{{"fichier", liste.nom},
           {"format", liste.format},
           {"nature", base::code(liste.nature)},
           {"lues", c.lues},
           {"nouvelles", c.nouvelles},
           {"mises_a_jour", c.mises_a_jour},
           {"identiques", c.identiques},
           {"douteuses", c.douteuses},
           {"refusees", c.ecartees()},
           {"dont_mal_formees", c.erreurs},
           {"lignes", json::array()}};
    if (!message.empty())
        j["message"] = message;
    if (auto a = avertissements(); !a.empty())
        j["avertissements"] = std::move(a);
    if (page)
        j["importation"] = page->valeur;
    auto const tout = decale(redige(j), marge);
    if (lignes_.vide()) {
        sortie << tout;
        return;
    }
    auto const crochet = tout.find("\"lignes\": []") + std::string_view{"\"lignes\": ["}.size();
    sortie << tout.substr(0, crochet) << "\n";
    lignes_.recopier(sortie, marge + 4);
    sortie << "\n" << std::string(marge + 2, ' ') << tout.substr(crochet);
}

void CompteRendu::ecrire_en_clair(std::ostream& sortie) {
    sortie << liste.nom << "\n  " << liste.libelle_format << "\n  "
           << base::pluriel(comptes.lues, "ligne lue", "lignes lues") << " : " << phrase(comptes) << ".\n";
    if (!message.empty())
        sortie << "  " << message << "\n";
    if (!liste.correspondance.empty())
        sortie << "  Colonnes — " << colonnes_en_clair(correspondance_depuis_json(liste.correspondance)) << "\n";
    for (auto const& a : avertissements())
        sortie << "  À savoir : " << a << "\n";
    lignes_.recopier(sortie, 0);
    if (avec_remarques_ > 0)
        sortie << "  " << base::pluriel(avec_remarques_, "ligne porte une remarque", "lignes portent une remarque")
               << " (INE, code, téléphone…) : --json les donne.\n";
    if (comptes.douteuses > 0 && page)
        sortie << "  Les lignes douteuses se tranchent dans la page /importations/" << page->valeur << "/douteuses\n";
}

void ecrire_non_importe(std::ostream& sortie, std::size_t marge, std::string const& nom, std::string const& message,
                        bool refuse) {
    json const j{{"fichier", nom},         {"format", ""},   {"lues", 0},     {"nouvelles", 0},   {"mises_a_jour", 0},
                 {"identiques", 0},        {"douteuses", 0}, {"refusees", 0}, {"refuse", refuse}, {"message", message},
                 {"lignes", json::array()}};
    sortie << decale(redige(j), marge);
}

} // namespace metier::echanges
