#include "metier/echanges/compte_rendu.hpp"

#include <algorithm>
#include <ostream>

#include <nlohmann/json.hpp>

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

void ajouter_le_detail(LigneDite& dite, LigneLue const& lue) {
    dite.ou = lue.fichier.empty() ? lue.repere() : lue.fichier + ", " + lue.repere();
    dite.ligne = lue.ligne;
    dite.fichier = lue.fichier;
    for (auto const& a : lue.anomalies)
        if (a.gravite == Gravite::avertissement)
            dite.remarques.push_back(phrase(a));
}

std::string_view issue_en_json(Issue i) { return base::code(i == Issue::erreur ? Issue::refusee : i); }

} // namespace

std::vector<std::string> CompteRendu::avertissements() const {
    auto tous = liste.avertissements.empty() ? std::vector<std::string>{} : base::decoupe(liste.avertissements, '\n');
    if (comptes.lues == 0)
        tous.emplace_back(aucune_ligne);
    return tous;
}

void CompteRendu::dire(LigneImport const& l, base::Coffre const& coffre) {
    lignes.push_back({l.numero, repere(liste, l), l.genre, *base::lire_code<Issue>(l.issue), l.motif});
    comptes.compter(lignes.back().issue);
    if (!l.contenu.empty())
        ajouter_le_detail(lignes.back(), l.lue(coffre));
}

json en_json(CompteRendu const& r) {
    auto const& c = r.comptes;
    json j{{"fichier", r.liste.nom},
           {"format", r.liste.format},
           {"nature", base::code(r.liste.nature)},
           {"lues", c.lues},
           {"nouvelles", c.nouvelles},
           {"mises_a_jour", c.mises_a_jour},
           {"identiques", c.identiques},
           {"douteuses", c.douteuses},
           {"refusees", c.ecartees()},
           {"dont_mal_formees", c.erreurs},
           {"lignes", json::array()}};
    if (!r.message.empty())
        j["message"] = r.message;
    if (auto a = r.avertissements(); !a.empty())
        j["avertissements"] = std::move(a);
    if (r.page)
        j["importation"] = r.page->valeur;
    for (auto const& l : r.lignes) {
        json dite{{"numero", l.numero}, {"genre", l.genre}, {"issue", issue_en_json(l.issue)}, {"motif", l.motif}};
        if (l.ligne > 0)
            dite["ligne"] = l.ligne;
        if (!l.fichier.empty())
            dite["fichier"] = l.fichier;
        if (!l.remarques.empty())
            dite["remarques"] = l.remarques;
        j["lignes"].push_back(std::move(dite));
    }
    return j;
}

void ecrire(CompteRendu const& r, std::ostream& out) {
    out << r.liste.nom << "\n  " << r.liste.libelle_format << "\n  "
        << base::pluriel(r.comptes.lues, "ligne lue", "lignes lues") << " : " << phrase(r.comptes) << ".\n";
    if (!r.message.empty())
        out << "  " << r.message << "\n";
    if (!r.liste.correspondance.empty())
        out << "  Colonnes — " << colonnes_en_clair(correspondance_depuis_json(r.liste.correspondance)) << "\n";
    for (auto const& a : r.avertissements())
        out << "  À savoir : " << a << "\n";
    for (auto const& l : r.lignes)
        if (l.issue == Issue::refusee || l.issue == Issue::erreur || l.issue == Issue::douteuse)
            out << "  " << l.ou << ", " << base::minuscules(base::libelle(l.issue)) << " — " << l.motif << "\n";
    if (auto n = std::ranges::count_if(r.lignes, [](auto const& l) { return !l.remarques.empty(); }); n > 0)
        out << "  " << base::pluriel(n, "ligne porte une remarque", "lignes portent une remarque")
            << " (INE, code, téléphone…) : --json les donne.\n";
    if (r.comptes.douteuses > 0 && r.page)
        out << "  Les lignes douteuses se tranchent dans la page /importations/" << r.page->valeur << "/douteuses\n";
}

json non_importe(std::string const& nom, std::string const& message, bool refuse) {
    return {{"fichier", nom},         {"format", ""},   {"lues", 0},     {"nouvelles", 0},   {"mises_a_jour", 0},
            {"identiques", 0},        {"douteuses", 0}, {"refusees", 0}, {"refuse", refuse}, {"message", message},
            {"lignes", json::array()}};
}

} // namespace metier::echanges
