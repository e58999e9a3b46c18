#include "app/coeur/rapprocher_lecture.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <unordered_set>

#include "app/coeur/rapprocher_debut.hpp"
#include "app/coeur/rapprocher_sortie.hpp"
#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"

namespace app {
namespace {

using namespace rapprochement;
namespace chemins = std::filesystem;

constexpr std::uint64_t octets_au_plus = std::uint64_t{16} << 30; // ten million records, decompressed

std::optional<std::size_t> position(std::vector<Colonne> const& colonnes, std::string const& en_tete) {
    auto const voulue = base::cle_d_en_tete(en_tete);
    auto ou = std::ranges::find(colonnes, en_tete, &Colonne::en_tete);
    if (ou == colonnes.end())
        ou = std::ranges::find_if(colonnes, [&](auto const& c) { return base::cle_d_en_tete(c.en_tete) == voulue; });
    return ou == colonnes.end() ? std::nullopt : std::optional(static_cast<std::size_t>(ou - colonnes.begin()));
}

/// Columns whose values are all different and filled in: the whole file is read, as far as there is hope.
std::vector<char> colonnes_uniques(std::string const& chemin, std::vector<char> candidates) {
    std::vector<std::string> ligne;
    auto lecteur = ouvrir_la_liste(chemin, ligne);
    std::vector<std::unordered_set<std::uint64_t>> vues(candidates.size());
    while (std::ranges::find(candidates, 1) != candidates.end() && lecteur.suivante(ligne))
        for (std::size_t c = 0; c < candidates.size(); ++c)
            if (candidates[c] &&
                (c >= ligne.size() || ligne[c].empty() || !vues[c].insert(std::hash<std::string>{}(ligne[c])).second)) {
                candidates[c] = 0;
                vues[c] = {};
            }
    return candidates;
}

/// The first unique column that is no evidence; else a personal number: it then names the row and is compared no more.
std::optional<std::size_t> cle_devinee(std::string const& chemin, std::vector<Colonne> const& colonnes) {
    std::vector<char> candidates;
    for (auto const& c : colonnes)
        candidates.push_back(!est_une_preuve(c.role) || c.role == Role::ine);
    auto const uniques = colonnes_uniques(chemin, candidates);
    for (bool preuve : {false, true})
        for (std::size_t c = 0; c < colonnes.size(); ++c)
            if (uniques[c] && est_une_preuve(colonnes[c].role) == preuve)
                return c;
    return std::nullopt;
}

} // namespace

void refuser_la_liste(std::string const& fichier, std::string message) {
    throw documents::FichierRefuse({.fichier = fichier, .message = std::move(message)});
}

documents::Source source_de_la_liste(std::string const& chemin) {
    return documents::source_de_fichier(chemin, chemins::path(chemin).filename().string(), octets_au_plus);
}

documents::LecteurCsv ouvrir_la_liste(std::string const& chemin, std::vector<std::string>& en_tete,
                                      std::optional<std::size_t> octets) {
    auto const nom = chemins::path(chemin).filename().string();
    std::error_code erreur;
    if (!chemins::is_regular_file(chemin, erreur))
        refuser_la_liste(nom, "ce fichier n’existe pas ou ne peut pas être lu.");
    auto source = source_de_la_liste(chemin);
    documents::LecteurCsv lecteur{octets ? documents::debut_de(source, *octets) : std::move(source)};
    if (!lecteur.suivante(en_tete))
        refuser_la_liste(nom, "le fichier est vide. Il faut une première ligne avec le nom des colonnes.");
    return lecteur;
}

ListePreparee preparer_la_liste(std::string const& chemin, std::string const& cle_demandee,
                                FichierConfigure const& voulu) {
    ListePreparee liste{.chemin = chemin, .nom = chemins::path(chemin).filename().string()};
    auto vu = debut_de_la_liste(chemin);
    liste.echantillon = std::move(vu.lignes);
    liste.plan = proposer(vu.en_tete, liste.echantillon);
    liste.plan.remarques.insert(liste.plan.remarques.end(), vu.remarques.begin(), vu.remarques.end());
    auto& colonnes = liste.plan.colonnes;
    try {
        appliquer(voulu, liste.plan);
    } catch (std::invalid_argument const& e) { // of the file, seen from the file it speaks of
        refuser_la_liste(liste.nom, e.what());
    }
    auto const nommee = !cle_demandee.empty() ? cle_demandee : !voulu.cle.empty() ? voulu.cle : std::string("id");
    liste.cle = position(colonnes, nommee);
    liste.cle_nommee = liste.cle.has_value();
    if (!liste.cle && nommee != "id")
        refuser_la_liste(liste.nom, "la colonne «\u00A0" + nommee + "\u00A0» demandée par " +
                                        (cle_demandee.empty() ? "la configuration" : "--cle") + " n’existe pas.");
    if (liste.cle)
        colonnes[*liste.cle].role = Role::id; // the key is never evidence
    if (auto const refus = pourquoi_pas_des_personnes(liste.plan); !refus.empty())
        refuser_la_liste(liste.nom, refus);
    if (!liste.cle)
        liste.cle = cle_devinee(chemin, colonnes);
    if (liste.cle) {
        colonnes[*liste.cle].role = Role::id;
        colonnes[*liste.cle].raison = liste.cle_nommee ? "désigne chaque ligne" : "première colonne sans doublon";
    }
    return liste;
}

void accorder(ListePreparee& premiere, ListePreparee& seconde, int annee_courante) {
    accorder(premiere.plan, premiere.echantillon, seconde.plan, seconde.echantillon, annee_courante);
    premiere.echantillon = seconde.echantillon = {};
}

std::string colonnes_en_clair(ListePreparee const& liste) {
    auto texte = liste.nom + "\u00A0:\n";
    std::vector<std::string> ignorees;
    for (auto const& c : liste.plan.colonnes)
        if (c.role == Role::ignoree)
            ignorees.push_back(c.en_tete);
        else
            texte += "  " + c.en_tete + " → " + std::string(libelle(c.role)) + " (" + c.raison + ")\n";
    if (!ignorees.empty())
        texte += "  sans usage\u00A0: " + base::joint(ignorees, ", ") + "\n";
    return texte;
}

Configuration lire_la_configuration(std::string const& chemin) {
    if (chemin.empty())
        return {};
    std::ifstream flux(chemin, std::ios::binary);
    if (!flux)
        refuser_la_liste(chemin, "ce fichier de configuration ne peut pas être lu.");
    std::string const texte{std::istreambuf_iterator<char>{flux}, {}};
    try {
        return lire_configuration(texte);
    } catch (std::invalid_argument const& e) { // said with the name of the file
        refuser_la_liste(chemin, e.what());
    }
}

void ecrire_la_configuration(std::string const& chemin, std::ostream& sortie, ListePreparee const& premiere,
                             ListePreparee const* seconde) {
    Configuration configuration{.premier = configure(premiere.plan, premiere.nom, premiere.cle)};
    if (seconde)
        configuration.second = configure(seconde->plan, seconde->nom, seconde->cle);
    ecrire_le_fichier(chemin, sortie, [&](std::ostream& flux) {
        flux << ecrire(configuration, premiere.plan, seconde ? &seconde->plan : nullptr);
    });
}

} // namespace app
