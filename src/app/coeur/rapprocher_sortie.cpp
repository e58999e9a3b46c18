#include "app/coeur/rapprocher_sortie.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <numeric>

#include "app/coeur/rapprocher_lecture.hpp"
#include "base/texte.hpp"

namespace app {
namespace {

using namespace rapprochement;
namespace chemins = std::filesystem;

} // namespace

std::string cellule_csv(std::string_view texte) {
    if (texte.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(texte);
    std::string s = "\"";
    for (char c : texte)
        s += c == '"' ? std::string("\"\"") : std::string(1, c);
    return s + "\"";
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

namespace {

template <class Liste, class F>
std::string liste_json(Liste const& liste, F element) {
    std::string s = "[";
    for (auto const& x : liste)
        s += (s.size() > 1 ? ", " : "") + element(x);
    return s + "]";
}

long long entier(std::size_t n) { return static_cast<long long>(n); }

} // namespace

Mesures mesurer(std::chrono::steady_clock::time_point debut) {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    auto en_secondes = [](timeval t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - debut).count(),
            en_secondes(usage.ru_utime) + en_secondes(usage.ru_stime), usage.ru_maxrss / 1024};
}

void ecrire_les_groupes(std::ostream& flux, Resultat const& r, Population const& p) {
    auto const n = p.taille_a();
    std::vector<std::uint32_t> groupe_de(n), ordre(n), numero(n);
    std::iota(groupe_de.begin(), groupe_de.end(), 0U);
    for (auto const& groupe : r.groupes)
        for (auto i : groupe)
            groupe_de[i] = groupe.front();
    std::iota(ordre.begin(), ordre.end(), 0U);
    std::ranges::stable_sort(ordre, [&](auto x, auto y) { return p.id_a(x) < p.id_a(y); });
    flux << "id,groupe\n";
    std::uint32_t dernier = 0;
    for (auto i : ordre) {
        auto& rang = numero[groupe_de[i]];
        rang = rang ? rang : ++dernier;
        flux << cellule_csv(p.id_a(i)) << ',' << rang << '\n';
    }
}

void verifier_l_ecran(std::ostream& sortie) {
    sortie.flush();
    if (!sortie)
        refuser_la_liste("la sortie",
                         "tout n’a pas pu y être écrit\u00A0: la place manque, ou qui lisait s’est arrêté.");
}

void verifier_les_chemins(std::vector<std::string> const& entrees, std::vector<std::string> const& sorties) {
    auto memes = [](std::string const& a, std::string const& b) {
        std::error_code erreur;
        return chemins::equivalent(a, b, erreur) ||
               chemins::weakly_canonical(a, erreur) == chemins::weakly_canonical(b, erreur);
    };
    auto dits = [](std::string const& s) { return !s.empty() && s != "-"; };
    for (std::size_t i = 0; i < sorties.size(); ++i) {
        if (!dits(sorties[i]))
            continue;
        for (auto const& e : entrees)
            if (dits(e) && memes(e, sorties[i]))
                refuser_la_liste(sorties[i],
                                 "c’est aussi une liste à lire\u00A0: elle serait perdue. Donnez un autre nom.");
        for (std::size_t j = i + 1; j < sorties.size(); ++j)
            if (dits(sorties[j]) && memes(sorties[i], sorties[j]))
                refuser_la_liste(sorties[i], "deux résultats iraient dans ce fichier\u00A0: donnez deux noms.");
    }
}

void ecrire_le_fichier(std::string const& chemin, std::ostream& sortie,
                       std::function<void(std::ostream&)> const& ecrire) {
    constexpr auto pas_ecrit =
        "impossible d’écrire ce fichier\u00A0: vérifiez le dossier, les droits et la place sur le disque.";
    if (chemin == "-") {
        ecrire(sortie);
        return verifier_l_ecran(sortie);
    }
    std::error_code erreur;
    if (chemins::exists(chemin, erreur) &&
        !chemins::is_regular_file(chemin, erreur)) { // tube, périphérique : on y écrit
        std::ofstream flux(chemin, std::ios::binary | std::ios::app);
        ecrire(flux);
        flux.flush();
        if (!flux)
            refuser_la_liste(chemin, pas_ecrit);
        return;
    }
    // Un lien mène à un fichier : c'est lui que l'on remplace.
    auto const vrai = chemins::is_symlink(chemin, erreur) ? chemins::weakly_canonical(chemin, erreur).string() : chemin;
    auto const provisoire = vrai + ".partiel";
    {
        std::ofstream flux(provisoire, std::ios::binary);
        ecrire(flux);
        flux.flush();
        if (!flux) {
            chemins::remove(provisoire);
            refuser_la_liste(chemin, pas_ecrit);
        }
    }
    chemins::rename(provisoire, vrai, erreur);
    if (erreur) {
        chemins::remove(provisoire, erreur);
        refuser_la_liste(chemin, "impossible de remplacer ce fichier\u00A0: vérifiez le dossier et les droits.");
    }
}

void verifier_la_sortie(std::string const& chemin) {
    if (chemin.empty() || chemin == "-")
        return;
    std::error_code erreur;
    if (chemins::is_directory(chemin, erreur))
        refuser_la_liste(chemin,
                         "c’est un dossier. Donnez à -o le nom d’un fichier, par exemple liens.csv dans ce dossier.");
    auto const dossier = chemins::path(chemin).parent_path();
    if (!dossier.empty() && !chemins::is_directory(dossier, erreur))
        refuser_la_liste(chemin, "le dossier de ce fichier n’existe pas.");
}

namespace {

std::string perte_en_json(Resultat const& r) {
    if (!r.perte_de_blocage)
        return ", \"perte_de_blocage\": null";
    char texte[96];
    std::snprintf(texte, sizeof texte, ", \"perte_de_blocage\": %.1f, \"perte_plus_ou_moins\": %.1f",
                  *r.perte_de_blocage, r.perte_plus_ou_moins);
    return texte;
}

} // namespace

void ecrire_json(std::ostream& flux, Resultat const& r, Population const& p, Mesures const& m, bool un_seul_fichier) {
    char chiffres[256];
    std::snprintf(chiffres, sizeof chiffres,
                  "\"faux_attendus\": %.2f, \"manques_attendus\": %.2f, \"secondes\": %.2f, \"secondes_cpu\": %.2f, "
                  "\"secondes_sans_les_fichiers\": %.3f",
                  r.faux_attendus, r.manques_attendus, m.secondes, m.secondes_cpu, r.secondes);
    flux << "{\"fiches_a\": " << p.taille_a();
    if (un_seul_fichier)
        flux << ", \"groupes\": " << r.groupes.size();
    else
        flux << ", \"fiches_b\": " << p.taille_b();
    flux << ", \"liens\": " << r.liens.size() << ", \"douteux\": " << r.douteux.size() << ", " << chiffres
         << perte_en_json(r) << ", \"pic_memoire_mo\": " << m.pic_memoire_mo << ", \"passes\": "
         << liste_json(r.passes,
                       [](Passe const& x) {
                           return "{\"passe\": " + texte_json(x.nom) + ", \"paires\": " + std::to_string(x.paires) +
                                  ", \"blocs_subdivises\": " + std::to_string(x.blocs_subdivises) +
                                  ", \"blocs_refuses\": " + std::to_string(x.blocs_refuses) +
                                  ", \"paires_refusees\": " + std::to_string(x.paires_refusees) + "}";
                       })
         << ", \"remarques\": " << liste_json(r.remarques, [](std::string const& x) { return texte_json(x); }) << "}\n";
}

void ecrire_texte(std::ostream& flux, Resultat const& r, Population const& p, Mesures const& m, bool un_seul_fichier) {
    if (un_seul_fichier)
        flux << base::pluriel(entier(p.taille_a()), "fiche") << "\u00A0: "
             << base::pluriel(entier(r.groupes.size()), "personne présente plusieurs fois",
                              "personnes présentes plusieurs fois")
             << ", ";
    else
        flux << base::nombre(entier(p.taille_a())) << " et " << base::nombre(entier(p.taille_b()))
             << " fiches : " << base::pluriel(entier(r.liens.size()), "lien") << ", ";
    flux << base::pluriel(entier(r.douteux.size()), "paire douteuse", "paires douteuses") << " à vérifier.\n";
    char chiffres[200];
    std::snprintf(chiffres, sizeof chiffres,
                  "Erreurs attendues : %.1f liens faux, %.1f manqués. %.1f s, %.1f s CPU, %ld Mo au plus.\n",
                  r.faux_attendus, r.manques_attendus, m.secondes, m.secondes_cpu, m.pic_memoire_mo);
    std::string texte = chiffres;
    if (r.perte_de_blocage) {
        std::snprintf(chiffres, sizeof chiffres,
                      "Paires vraies qu’aucune passe n’a réunies\u00A0: environ %.0f, à %.0f près (capture et "
                      "recapture).\n",
                      *r.perte_de_blocage, r.perte_plus_ou_moins);
        texte += chiffres;
    }
    for (std::size_t i = 1; i + 1 < texte.size(); ++i) // French decimals
        if (texte[i] == '.' && std::isdigit(static_cast<unsigned char>(texte[i + 1])))
            texte[i] = ',';
    flux << texte;
    for (auto const& remarque : r.remarques)
        flux << remarque << "\n";
}

} // namespace app
