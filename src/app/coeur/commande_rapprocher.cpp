#include "app/coeur/commande_rapprocher.hpp"

#include <sys/resource.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <unordered_set>

#include "base/texte.hpp"
#include "documents/csv.hpp"
#include "documents/fichier_refuse.hpp"
#include "rapprochement/colonnes.hpp"
#include "rapprochement/rapprochement.hpp"

namespace app {
namespace {

using namespace rapprochement;
namespace chemins = std::filesystem;

constexpr std::uint64_t octets_au_plus = std::uint64_t{16} << 30; // ten million records, decompressed

struct Demande {
    std::string a, b, sortie;
    bool json = false;
    unsigned fils = 0;
    double cout = 20;
};

[[noreturn]] void refuser(std::string const& fichier, std::string message) {
    throw documents::FichierRefuse({.fichier = fichier, .message = std::move(message)});
}

documents::LecteurCsv ouvrir(std::string const& chemin, std::vector<std::string>& en_tete) {
    auto const nom = chemins::path(chemin).filename().string();
    std::error_code erreur;
    if (!chemins::is_regular_file(chemin, erreur))
        refuser(nom, "ce fichier n’existe pas ou ne peut pas être lu.");
    documents::LecteurCsv lecteur{documents::source_de_fichier(chemin, nom, octets_au_plus)};
    if (!lecteur.suivante(en_tete))
        refuser(nom, "le fichier est vide. Il faut une première ligne avec le nom des colonnes.");
    return lecteur;
}

/// Column `id`, else the first whose values are unique: the file is read once more for that.
std::size_t colonne_cle(std::string const& chemin) {
    std::vector<std::string> en_tete, ligne;
    auto lecteur = ouvrir(chemin, en_tete);
    for (std::size_t c = 0; c < en_tete.size(); ++c)
        if (base::cle_d_en_tete(en_tete[c]) == "id")
            return c;
    std::vector<std::unordered_set<std::uint64_t>> vues(en_tete.size());
    std::vector<char> unique(en_tete.size(), 1);
    while (lecteur.suivante(ligne))
        for (std::size_t c = 0; c < en_tete.size(); ++c)
            if (unique[c] &&
                (c >= ligne.size() || ligne[c].empty() || !vues[c].insert(std::hash<std::string>{}(ligne[c])).second)) {
                unique[c] = 0;
                vues[c] = {};
            }
    auto const trouvee = std::ranges::find(unique, 1);
    if (trouvee == unique.end())
        refuser(chemins::path(chemin).filename().string(),
                "aucune colonne n’identifie chaque ligne. Ajoutez une colonne « id » avec un numéro par ligne.");
    return static_cast<std::size_t>(trouvee - unique.begin());
}

template <class F>
std::vector<std::string> lire(std::string const& chemin, F ajouter) {
    auto const cle = colonne_cle(chemin);
    std::vector<std::string> en_tete, ligne, reconnues;
    auto lecteur = ouvrir(chemin, en_tete);
    auto roles = reconnaitre(en_tete);
    roles[cle] = Role::id; // a key is never evidence
    if (std::ranges::none_of(roles,
                             [](Role r) { return r == Role::nom || r == Role::nom_et_prenom || r == Role::ine; }))
        refuser(
            chemins::path(chemin).filename().string(),
            "aucune colonne de nom n’a été reconnue. Nommez-les par exemple « nom », « prenom », « date_naissance ».");
    for (std::size_t c = 0; c < roles.size(); ++c)
        if (roles[c] != Role::ignoree)
            reconnues.push_back(en_tete[c] + " : " + std::string(libelle(roles[c])));
    while (lecteur.suivante(ligne))
        ajouter(fiche_depuis(ligne, roles, cle));
    return reconnues;
}

std::string cellule(std::string_view texte) {
    if (texte.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(texte);
    std::string s = "\"";
    for (char c : texte)
        s += c == '"' ? std::string("\"\"") : std::string(1, c);
    return s + "\"";
}

void ecrire_les_paires(std::ostream& flux, Resultat const& r, Population const& p) {
    auto paires = r.liens;
    paires.insert(paires.end(), r.douteux.begin(), r.douteux.end());
    std::ranges::sort(paires, [&](Paire const& x, Paire const& y) {
        auto const ordre = p.id_a(x.a).compare(p.id_a(y.a));
        return ordre != 0 ? ordre < 0 : p.id_b(x.b) < p.id_b(y.b);
    });
    flux << "id_a,id_b,poids,probabilite,decision\n";
    for (auto const& x : paires) {
        char chiffres[64];
        std::snprintf(chiffres, sizeof chiffres, ",%.1f,%.6f,", x.dixiemes / 10.0, x.probabilite);
        flux << cellule(p.id_a(x.a)) << ',' << cellule(p.id_b(x.b)) << chiffres << code(x.decision) << '\n';
    }
}

/// Written beside, then renamed: a half-written file never has the right name.
void ecrire_le_fichier(std::string const& chemin, Resultat const& r, Population const& p) {
    auto const provisoire = chemin + ".partiel";
    {
        std::ofstream flux(provisoire, std::ios::binary);
        ecrire_les_paires(flux, r, p);
        flux.flush();
        if (!flux) {
            chemins::remove(provisoire);
            refuser(chemin,
                    "impossible d’écrire ce fichier : vérifiez le dossier, les droits et la place sur le disque.");
        }
    }
    chemins::rename(provisoire, chemin);
}

struct Mesures {
    double secondes, secondes_cpu;
    long pic_memoire_mo;
};

Mesures mesurer(std::chrono::steady_clock::time_point debut) {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    auto en_secondes = [](timeval t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - debut).count(),
            en_secondes(usage.ru_utime) + en_secondes(usage.ru_stime), usage.ru_maxrss / 1024};
}

std::string texte_json(std::string_view texte) {
    std::string s = "\"";
    for (char c : texte) {
        if (c == '"' || c == '\\')
            s += '\\';
        s += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return s + "\"";
}

template <class Liste, class F>
std::string liste_json(Liste const& liste, F element) {
    std::string s = "[";
    for (auto const& x : liste)
        s += (s.size() > 1 ? ", " : "") + element(x);
    return s + "]";
}

void ecrire_json(std::ostream& flux, Resultat const& r, Population const& p, Mesures const& m) {
    char chiffres[256];
    std::snprintf(chiffres, sizeof chiffres,
                  "\"faux_attendus\": %.2f, \"manques_attendus\": %.2f, \"secondes\": %.2f, \"secondes_cpu\": %.2f",
                  r.faux_attendus, r.manques_attendus, m.secondes, m.secondes_cpu);
    flux << "{\"fiches_a\": " << p.taille_a() << ", \"fiches_b\": " << p.taille_b() << ", \"liens\": " << r.liens.size()
         << ", \"douteux\": " << r.douteux.size() << ", " << chiffres << ", \"pic_memoire_mo\": " << m.pic_memoire_mo
         << ", \"passes\": "
         << liste_json(r.passes,
                       [](Passe const& x) {
                           return "{\"passe\": " + texte_json(x.nom) + ", \"paires\": " + std::to_string(x.paires) +
                                  ", \"blocs_subdivises\": " + std::to_string(x.blocs_subdivises) +
                                  ", \"blocs_refuses\": " + std::to_string(x.blocs_refuses) +
                                  ", \"paires_refusees\": " + std::to_string(x.paires_refusees) + "}";
                       })
         << ", \"remarques\": " << liste_json(r.remarques, [](std::string const& x) { return texte_json(x); }) << "}\n";
}

void ecrire_texte(std::ostream& flux, Resultat const& r, Population const& p, Mesures const& m) {
    flux << base::nombre(static_cast<long long>(p.taille_a())) << " et "
         << base::nombre(static_cast<long long>(p.taille_b()))
         << " fiches : " << base::pluriel(static_cast<long long>(r.liens.size()), "lien") << ", "
         << base::pluriel(static_cast<long long>(r.douteux.size()), "paire douteuse", "paires douteuses")
         << " à vérifier.\n";
    char chiffres[200];
    std::snprintf(chiffres, sizeof chiffres,
                  "Erreurs attendues : %.1f liens faux, %.1f manqués. %.1f s, %.1f s CPU, %ld Mo au plus.\n",
                  r.faux_attendus, r.manques_attendus, m.secondes, m.secondes_cpu, m.pic_memoire_mo);
    std::string texte = chiffres;
    for (std::size_t i = 1; i + 1 < texte.size(); ++i) // French decimals
        if (texte[i] == '.' && std::isdigit(static_cast<unsigned char>(texte[i + 1])))
            texte[i] = ',';
    flux << texte;
    for (auto const& remarque : r.remarques)
        flux << remarque << "\n";
}

int rapprocher(Demande const& demande, std::ostream& sortie) {
    auto const debut = std::chrono::steady_clock::now();
    Population population;
    auto const colonnes_a = lire(demande.a, [&](Fiche const& f) { population.ajouter_a(f); });
    auto const colonnes_b = lire(demande.b, [&](Fiche const& f) { population.ajouter_b(f); });
    auto const resultat =
        lier(population, {.fils = demande.fils, .seuils = seuils_par_couts(demande.cout, 1), .proches = 0});
    if (demande.sortie == "-") {
        ecrire_les_paires(sortie, resultat, population);
        return 0;
    }
    ecrire_le_fichier(demande.sortie, resultat, population);
    auto const mesures = mesurer(debut);
    if (demande.json) {
        ecrire_json(sortie, resultat, population, mesures);
        return 0;
    }
    for (auto const& [fichier, colonnes] : {std::pair(demande.a, colonnes_a), std::pair(demande.b, colonnes_b)})
        sortie << chemins::path(fichier).filename().string() << " : " << base::joint(colonnes, ", ") << ".\n";
    ecrire_texte(sortie, resultat, population, mesures);
    return 0;
}

} // namespace

int commande_rapprocher(std::vector<std::string> const& arguments, std::ostream& sortie, std::ostream& erreurs) {
    Demande demande;
    CLI::App cli{"Rapprocher deux listes de personnes : qui est dans les deux ?", "raccroche rapprocher"};
    cli.set_help_flag("-h,--help,--aide", "Afficher cette aide");
    cli.add_option("a", demande.a, "Première liste (CSV, tout séparateur et tout encodage, .gz accepté)")->required();
    cli.add_option("b", demande.b, "Seconde liste")->required();
    cli.add_option("-o,--sortie", demande.sortie, "Fichier des liens (« - » : à l’écran)")->required();
    cli.add_flag("--json", demande.json, "Donner les chiffres en JSON");
    cli.add_option("--fils", demande.fils, "Nombre de fils d’exécution (0 : tous)");
    cli.add_option("--cout", demande.cout, "Combien de fois un lien faux coûte plus qu’un lien manqué")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    try {
        cli.parse(std::vector<std::string>{arguments.rbegin(), arguments.rend()}); // CLI11 wants them reversed
    } catch (CLI::ParseError const& e) {
        if (e.get_exit_code() == 0)
            return cli.exit(e, sortie, erreurs);
        erreurs
            << "Il faut deux fichiers et -o : raccroche rapprocher a.csv b.csv -o liens.csv (--aide pour le reste).\n";
        return 2;
    }
    try {
        return rapprocher(demande, sortie);
    } catch (documents::FichierRefuse const& e) { // a file of the person who asks: nothing was written
        erreurs << e.what() << "\n";
        return 2;
    }
}

} // namespace app
