#include "app/coeur/commande_rapprocher.hpp"

#include <sys/resource.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <unordered_set>

#include "base/commande.hpp"
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
    std::string a, b, sortie, cle;
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

std::string nom_de_fichier(std::string const& chemin) { return chemins::path(chemin).filename().string(); }

/// The column asked for with --cle, or `id`; nothing when neither is there.
std::optional<std::size_t> cle_nommee(std::string const& chemin, std::vector<std::string> const& en_tete,
                                      std::string const& demandee) {
    auto const voulue = demandee.empty() ? "id" : base::cle_d_en_tete(demandee);
    auto const trouvee = std::ranges::find(en_tete, voulue, [](auto const& c) { return base::cle_d_en_tete(c); });
    if (trouvee != en_tete.end())
        return static_cast<std::size_t>(trouvee - en_tete.begin());
    if (!demandee.empty())
        refuser(nom_de_fichier(chemin), "la colonne «\u00A0" + demandee + "\u00A0» demandée par --cle n’existe pas.");
    return std::nullopt;
}

/// The first column that is no evidence and whose values are unique: the file is read once more for that.
std::optional<std::size_t> cle_devinee(std::string const& chemin, std::vector<Role> const& roles) {
    std::vector<std::string> ligne;
    auto lecteur = ouvrir(chemin, ligne);
    std::vector<std::unordered_set<std::uint64_t>> vues(roles.size());
    std::vector<char> unique(roles.size(), 1);
    for (std::size_t c = 0; c < roles.size(); ++c)
        unique[c] = est_une_preuve(roles[c]) ? 0 : 1;
    while (std::ranges::find(unique, 1) != unique.end() && lecteur.suivante(ligne))
        for (std::size_t c = 0; c < roles.size(); ++c)
            if (unique[c] &&
                (c >= ligne.size() || ligne[c].empty() || !vues[c].insert(std::hash<std::string>{}(ligne[c])).second)) {
                unique[c] = 0;
                vues[c] = {};
            }
    auto const trouvee = std::ranges::find(unique, 1);
    return trouvee == unique.end() ? std::nullopt : std::optional(static_cast<std::size_t>(trouvee - unique.begin()));
}

struct Lecture {
    std::vector<std::string> colonnes{};  ///< « nom : nom de naissance », for the report
    std::vector<std::string> remarques{}; ///< French, each with the name of the file
    std::size_t lignes = 0;
};

/// The key is the named column, else a guessed one, else the line of the file. Evidence always stays evidence.
template <class F>
Lecture lire(std::string const& chemin, std::string const& cle_demandee, F ajouter) {
    auto const fichier = nom_de_fichier(chemin);
    Lecture lu;
    auto remarquer = [&](std::string const& texte) { lu.remarques.push_back(fichier + "\u00A0: " + texte); };
    std::vector<std::string> en_tete, ligne;
    auto lecteur = ouvrir(chemin, en_tete);
    auto roles = reconnaitre(en_tete);
    auto cle = cle_nommee(chemin, en_tete, cle_demandee);
    if (std::ranges::none_of(roles,
                             [](Role r) { return r == Role::nom || r == Role::nom_et_prenom || r == Role::ine; }))
        refuser(fichier, "aucune colonne de nom n’a été reconnue. Nommez les colonnes par exemple «\u00A0nom\u00A0», "
                         "«\u00A0prenom\u00A0», «\u00A0date_naissance\u00A0».");
    bool const nommee = cle.has_value();
    if (!nommee)
        cle = cle_devinee(chemin, roles);
    if (cle && roles[*cle] == Role::ignoree)
        roles[*cle] = Role::id;
    for (std::size_t c = 0; c < roles.size(); ++c)
        if (roles[c] != Role::ignoree)
            lu.colonnes.push_back(en_tete[c] + "\u00A0: " + std::string(libelle(roles[c])));
    std::unordered_set<std::uint64_t> vus;
    bool double_dit = false, date_lue = false;
    while (lecteur.suivante(ligne)) {
        ++lu.lignes;
        auto f = fiche_depuis(ligne, roles, cle.value_or(en_tete.size()));
        if (!cle)
            f.id = std::to_string(lecteur.ligne());
        if (nommee && !double_dit && !vus.insert(std::hash<std::string>{}(f.id)).second) {
            double_dit = true;
            vus = {};
            remarquer("l’identifiant «\u00A0" + f.id + "\u00A0» revient à la ligne " + std::to_string(lecteur.ligne()) +
                      "\u00A0: il ne désigne plus une seule fiche.");
        }
        date_lue = date_lue || f.naissance.has_value();
        ajouter(f);
    }
    if (lu.lignes == 0) {
        remarquer("aucune ligne de données après l’en-tête\u00A0: il n’y a rien à rapprocher.");
        return lu;
    }
    if (!cle)
        remarquer("pas de colonne d’identifiant\u00A0: chaque fiche porte le numéro de sa ligne dans le fichier "
                  "(l’en-tête est la ligne 1).");
    if (auto const naissance = remarque_sur_la_naissance(roles); !naissance.empty())
        remarquer(naissance);
    else if (!date_lue)
        remarquer("aucune date de naissance n’est lisible. Écrivez-les par exemple 31/12/2008 ou 2008-12-31.");
    return lu;
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
    std::error_code erreur;
    chemins::rename(provisoire, chemin, erreur);
    if (erreur) {
        chemins::remove(provisoire, erreur);
        refuser(chemin, "impossible de remplacer ce fichier\u00A0: vérifiez le dossier et les droits.");
    }
}

/// Said before hours of work, not after.
void verifier_la_sortie(std::string const& chemin) {
    if (chemin == "-")
        return;
    std::error_code erreur;
    if (chemins::is_directory(chemin, erreur))
        refuser(chemin, "c’est un dossier. Donnez à -o le nom d’un fichier, par exemple liens.csv dans ce dossier.");
    auto const dossier = chemins::path(chemin).parent_path();
    if (!dossier.empty() && !chemins::is_directory(dossier, erreur))
        refuser(chemin, "le dossier de ce fichier n’existe pas.");
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

int rapprocher(Demande const& demande, std::ostream& sortie, std::ostream& erreurs) {
    auto const debut = std::chrono::steady_clock::now();
    verifier_la_sortie(demande.sortie);
    Population population;
    auto const lu_a = lire(demande.a, demande.cle, [&](Fiche const& f) { population.ajouter_a(f); });
    auto const lu_b = lire(demande.b, demande.cle, [&](Fiche const& f) { population.ajouter_b(f); });
    Resultat resultat;
    if (lu_a.lignes > 0 && lu_b.lignes > 0)
        resultat = lier(population, {.fils = demande.fils, .seuils = seuils_par_couts(demande.cout, 1), .proches = 0});
    for (auto const* lu : {&lu_a, &lu_b})
        for (auto const& remarque : lu->remarques) {
            erreurs << remarque << "\n";
            if (demande.json)
                resultat.remarques.push_back(remarque);
        }
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
    for (auto const& [fichier, colonnes] : {std::pair(demande.a, lu_a.colonnes), std::pair(demande.b, lu_b.colonnes)})
        sortie << chemins::path(fichier).filename().string() << " : " << base::joint(colonnes, ", ") << ".\n";
    ecrire_texte(sortie, resultat, population, mesures);
    return 0;
}

} // namespace

int commande_rapprocher(std::vector<std::string> const& arguments, std::ostream& sortie, std::ostream& erreurs) {
    Demande demande;
    CLI::App cli{"Rapprocher deux listes de personnes : qui est dans les deux ?", "raccroche rapprocher"};
    base::en_francais(cli);
    cli.add_option("premiere", demande.a, "Première liste (CSV, tout séparateur et tout encodage, .gz accepté)")
        ->required();
    cli.add_option("seconde", demande.b, "Seconde liste")->required();
    cli.add_option("-o,--sortie", demande.sortie, "Fichier des liens (« - » : à l’écran)")->required();
    cli.add_option("--cle", demande.cle, "Colonne qui désigne chaque ligne (« id » sinon)");
    cli.add_flag("--json", demande.json, "Donner les chiffres en JSON");
    cli.add_option("--fils", demande.fils, "Nombre de fils d’exécution (0 : tous)");
    cli.add_option("--cout", demande.cout, "Combien de fois un lien faux coûte plus qu’un lien manqué")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    if (auto fini = base::lire_arguments(cli, arguments, sortie, erreurs)) {
        if (*fini != 0)
            erreurs << "Il faut deux fichiers et -o : raccroche rapprocher a.csv b.csv -o liens.csv\n";
        return *fini;
    }
    try {
        return rapprocher(demande, sortie, erreurs);
    } catch (documents::FichierRefuse const& e) { // a file of the person who asks: nothing was written
        erreurs << e.what() << "\n";
        return 2;
    }
}

} // namespace app
