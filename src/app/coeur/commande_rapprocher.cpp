#include "app/coeur/commande_rapprocher.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <new>
#include <optional>

#include "app/coeur/rapprocher_avancement.hpp"
#include "app/coeur/rapprocher_ecriture.hpp"
#include "app/coeur/rapprocher_lecture.hpp"
#include "app/coeur/rapprocher_population.hpp"
#include "app/coeur/rapprocher_rapport.hpp"
#include "app/coeur/rapprocher_reprise.hpp"
#include "app/coeur/rapprocher_sortie.hpp"
#include "base/commande.hpp"
#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "rapprochement/rapprochement.hpp"

namespace app {
namespace {

using namespace rapprochement;

struct Demande {
    std::string a, b, sortie, cle, config, ecrire_config, dedoublonner, paires, rapport, relues;
    std::vector<std::string> expliquer;
    bool json = false, plan = false;
    unsigned fils = 0;
    std::uint64_t memoire_mo = 0;
    double cout = 20;
    bool un_seul_fichier() const { return !dedoublonner.empty(); }
};

struct ListeLue {
    std::vector<std::string> remarques{}; ///< French, each with the name of the file
    std::size_t lignes = 0;
};

ListeLue lire(ListePreparee const& liste, Population& population, Fichier fichier, Options const& options) {
    ListeLue lu;
    auto remarquer = [&](std::string const& texte) { lu.remarques.push_back(liste.nom + "\u00A0: " + texte); };
    auto const source = source_de_la_liste(liste.chemin);
    Lecture const lecture{
        .roles = roles(liste.plan), .cle = liste.cle_ou_aucune(), .lire = [&](std::span<std::string const> ligne) {
            return fiche_depuis(ligne, liste.plan, liste.cle_ou_aucune());
        }};
    auto const lues = lire_la_population(population, fichier, source, lecture, options);
    lu.lignes = lues.lignes;
    if (lu.lignes == 0) {
        remarquer("aucune ligne de données après l’en-tête\u00A0: il n’y a rien à rapprocher.");
        return lu;
    }
    if (liste.cle_nommee && lues.cle_en_double) {
        auto const [ligne, cle] = ligne_et_cellule(source, *lues.cle_en_double, *liste.cle);
        remarquer("l’identifiant «\u00A0" + cle + "\u00A0» revient à la ligne " + std::to_string(ligne) +
                  "\u00A0: il ne désigne plus une seule fiche.");
    }
    for (auto const& remarque : liste.plan.remarques)
        remarquer(remarque);
    if (!liste.cle)
        remarquer("pas de colonne d’identifiant\u00A0: chaque fiche porte le numéro de sa ligne dans le fichier "
                  "(l’en-tête est la ligne 1).");
    if (auto const naissance = remarque_sur_la_naissance(roles(liste.plan)); !naissance.empty())
        remarquer(naissance);
    else if (!lues.date_lue)
        remarquer("aucune date de naissance n’est lisible. Écrivez-les par exemple 31/12/2008 ou 2008-12-31.");
    return lu;
}

/// What was read of one or two files, and what was found.
struct Travail {
    ListePreparee premiere{};
    std::optional<ListePreparee> seconde{};
    Population population{};
    Resultat resultat{};
    std::vector<std::string> remarques{};
    bool vide = false;
};

Options options_de(Demande const& demande, Configuration const& configuration) {
    constexpr unsigned voisins_montres = 3;
    bool const expliquer = !demande.rapport.empty() || !demande.expliquer.empty();
    Options options{
        .fils = demande.fils, .seuils = seuils_par_couts(demande.cout, 1), .proches = expliquer ? voisins_montres : 0};
    appliquer(configuration, options);
    return options;
}

std::uint64_t lignes_estimees(ListePreparee const& liste) {
    auto const source = source_de_la_liste(liste.chemin);
    return documents::lignes_estimees(source, documents::octets_decompresses(liste.chemin));
}

/// What it will take, said before it is taken; refused beyond what is allowed.
void prevoir_la_memoire(Travail const& t, Demande const& demande, std::ostream& erreurs) {
    bool adresses = false, contacts = false;
    std::uint64_t fiches = 0;
    for (auto const* liste : {&t.premiere, t.seconde ? &*t.seconde : nullptr}) {
        if (!liste)
            continue;
        fiches += lignes_estimees(*liste);
        for (auto const& c : liste->plan.colonnes) {
            adresses = adresses || c.role == Role::adresse;
            contacts = contacts || c.role == Role::telephone || c.role == Role::courriel;
        }
    }
    auto const mo = memoire_prevue(fiches, adresses, contacts) >> 20;
    constexpr std::uint64_t gros = 1'000'000; // below, it is over before it is read
    if (fiches >= gros)
        erreurs << "Environ " << base::nombre(static_cast<long long>(fiches)) << " fiches\u00A0: il faudra à peu près "
                << base::nombre(static_cast<long long>(mo)) << "\u00A0Mo de mémoire.\n";
    if (demande.memoire_mo && mo > demande.memoire_mo)
        refuser_la_liste(t.premiere.nom, "il faudrait à peu près " + base::nombre(static_cast<long long>(mo)) +
                                             "\u00A0Mo de mémoire, et --memoire-max en permet " +
                                             base::nombre(static_cast<long long>(demande.memoire_mo)) +
                                             ". Partagez les listes, par exemple par année de naissance.");
    if (demande.memoire_mo)
        borner_la_memoire(demande.memoire_mo);
}

void lire_les_listes(Travail& t, Options const& options) {
    auto const lu_a = lire(t.premiere, t.population, Fichier::a, options);
    t.remarques = lu_a.remarques;
    t.vide = lu_a.lignes == 0;
    if (t.seconde) {
        auto const lu_b = lire(*t.seconde, t.population, Fichier::b, options);
        t.remarques.insert(t.remarques.end(), lu_b.remarques.begin(), lu_b.remarques.end());
        t.vide = t.vide || lu_b.lignes == 0;
    }
}

/// What an interruption leaves is beside the output, and goes on from there when the same lists are given again.
void lier_les_listes(Travail& t, Options options, std::string const& sortie, std::ostream& erreurs) {
    auto const chemin = sortie + ".reprise";
    bool const reprenable = !sortie.empty() && sortie != "-";
    auto const empreinte = empreinte_des_fichiers(t.premiere.chemin, t.seconde->chemin);
    Reprise reprise;
    if (reprenable && lire_la_reprise(chemin, empreinte, reprise))
        erreurs << "Reprise après la passe «\u00A0" << noms_des_passes[reprise.passes - 1] << "\u00A0».\n";
    options.reprise = &reprise;
    try {
        t.resultat = lier(t.population, options);
    } catch (Interrompu const&) {
        if (reprenable && reprise.passes > 0 && ecrire_la_reprise(chemin, empreinte, reprise))
            erreurs << "Interrompu. Ce qui est fait est gardé dans " << chemin
                    << "\u00A0: la même commande reprendra là.\n";
        throw;
    }
    if (reprenable)
        std::remove(chemin.c_str());
}

void dire_le_plan(std::vector<Passe> const& passes, std::ostream& sortie) {
    std::uint64_t total = 0;
    for (auto const& passe : passes) {
        total += passe.paires;
        sortie << passe.nom << "\u00A0: " << base::nombre(static_cast<long long>(passe.paires)) << " paires";
        if (passe.paires_refusees)
            sortie << ", " << base::nombre(static_cast<long long>(passe.paires_refusees)) << " refusées («\u00A0"
                   << passe.plus_gros_refus << "\u00A0»)";
        sortie << "\n";
    }
    sortie << "En tout\u00A0: " << base::nombre(static_cast<long long>(total))
           << " paires, au plus\u00A0: les liens sûrs sont mis à part avant les dernières passes.\n";
}

int annee_courante() {
    using namespace std::chrono;
    return static_cast<int>(year_month_day{floor<days>(system_clock::now())}.year());
}

int faire(Demande const& demande, std::ostream& sortie, std::ostream& erreurs) {
    auto const debut = std::chrono::steady_clock::now();
    for (auto const* chemin : {&demande.sortie, &demande.paires, &demande.ecrire_config, &demande.rapport})
        verifier_la_sortie(*chemin);
    auto const configuration = lire_la_configuration(demande.config);
    bool const seul = demande.un_seul_fichier();
    Travail t{.premiere =
                  preparer_la_liste(seul ? demande.dedoublonner : demande.a, demande.cle, configuration.premier)};
    if (!seul)
        t.seconde = preparer_la_liste(demande.b, demande.cle, configuration.second);
    if (t.seconde && demande.config.empty())
        accorder(t.premiere, *t.seconde, annee_courante());
    if (!demande.ecrire_config.empty()) {
        ecrire_la_configuration(demande.ecrire_config, t.premiere, t.seconde ? &*t.seconde : nullptr);
        if (demande.sortie.empty())
            return 0;
    }
    auto const relues = lire_les_relues(demande.relues);
    prevoir_la_memoire(t, demande, erreurs);
    EcouteInterruption const ecoute;
    auto options = options_de(demande, configuration);
    options.arret = ecoute.arret();
    {
        Avance avance{erreurs, !demande.json && isatty(STDERR_FILENO) && &erreurs == &std::cerr};
        options.progres = [&](Avancement const& a) { avance.dire(a); };
        lire_les_listes(t, options);
        if (demande.plan) {
            dire_le_plan(t.seconde ? prevoir(t.population, options) : std::vector<Passe>{}, sortie);
            return 0;
        }
        if (!t.vide && t.seconde)
            lier_les_listes(t, options, demande.sortie, erreurs);
        else if (!t.vide)
            t.resultat = dedoublonner(t.population, options);
        options.progres = {};
        options.arret = nullptr;
    }
    for (auto const& remarque : t.remarques) {
        erreurs << remarque << "\n";
        if (demande.json)
            t.resultat.remarques.push_back(remarque);
    }
    auto const* seconde = t.seconde ? &*t.seconde : nullptr;
    if (!demande.expliquer.empty())
        sortie << explication_en_texte(t.premiere, seconde, t.population, t.resultat, demande.expliquer[0],
                                       demande.expliquer[1]);
    if (!demande.rapport.empty()) {
        auto const echantillon = relire(t.premiere, seconde, t.population, t.resultat);
        Rapport const rapport{t.premiere, seconde, t.population, t.resultat, options, mesurer(debut), relues};
        ecrire_le_fichier(demande.rapport, sortie,
                          [&](std::ostream& flux) { flux << rapport_html(rapport, echantillon); });
    }
    if (demande.sortie.empty())
        return 0;
    ecrire_le_fichier(demande.sortie, sortie, [&](std::ostream& flux) {
        seul ? ecrire_les_groupes(flux, t.resultat, t.population)
             : ecrire_les_paires(flux, t.resultat, t.population, options);
    });
    if (!demande.paires.empty())
        ecrire_le_fichier(demande.paires, sortie, [&](std::ostream& flux) {
            ecrire_les_paires(flux, t.resultat, t.population, options, seul);
        });
    if (demande.sortie == "-")
        return 0;
    auto const mesures = mesurer(debut);
    if (demande.json) {
        ecrire_json(sortie, t.resultat, t.population, mesures, seul);
        return 0;
    }
    sortie << colonnes_en_clair(t.premiere);
    if (t.seconde)
        sortie << colonnes_en_clair(*t.seconde);
    ecrire_texte(sortie, t.resultat, t.population, mesures, seul);
    return 0;
}

/// The exit status when nothing can be done; what is missing is said.
std::optional<int> verifier(Demande const& demande, std::ostream& erreurs) {
    bool const fichiers = demande.un_seul_fichier() ? demande.a.empty() : !demande.a.empty() && !demande.b.empty();
    auto const sorties = demande.sortie + demande.ecrire_config + demande.rapport;
    if (fichiers && (!sorties.empty() || demande.plan || !demande.expliquer.empty()))
        return std::nullopt;
    erreurs << "Il faut deux fichiers et -o : raccroche rapprocher a.csv b.csv -o liens.csv\n"
               "Ou un fichier à dédoublonner : raccroche rapprocher --dedoublonner fichier.csv -o groupes.csv\n";
    return 2;
}

} // namespace

int commande_rapprocher(std::vector<std::string> const& arguments, std::ostream& sortie, std::ostream& erreurs) {
    Demande demande;
    CLI::App cli{"Rapprocher deux listes de personnes : qui est dans les deux ?", "raccroche rapprocher"};
    base::en_francais(cli);
    cli.add_option("premiere", demande.a, "Première liste (CSV, tout séparateur et tout encodage, .gz accepté)");
    cli.add_option("seconde", demande.b, "Seconde liste");
    cli.add_option("--dedoublonner", demande.dedoublonner, "Une seule liste : qui y est plusieurs fois ?");
    cli.add_option("-o,--sortie", demande.sortie, "Fichier des liens ou des groupes (« - » : à l’écran)");
    cli.add_option("--paires", demande.paires, "Avec --dedoublonner : fichier des paires, liées et douteuses");
    cli.add_option("--cle", demande.cle, "Colonne qui désigne chaque ligne (« id » sinon)");
    cli.add_option("--config", demande.config, "Fichier qui dit le rôle des colonnes et les réglages");
    cli.add_option("--ecrire-config", demande.ecrire_config,
                   "Écrire ce qui est deviné, à modifier puis à donner à --config");
    cli.add_option("--rapport", demande.rapport, "Rapport à lire dans un navigateur (un seul fichier HTML)");
    cli.add_option("--relues", demande.relues,
                   "Réponses de relecteurs (id_a, id_b, reponse) à mesurer dans le rapport");
    cli.add_option("--expliquer", demande.expliquer, "Expliquer deux fiches et leurs rivales : ID_A ID_B")->expected(2);
    cli.add_flag("--plan", demande.plan, "Dire le nombre exact de paires de chaque passe, sans rien comparer");
    cli.add_option("--memoire-max", demande.memoire_mo,
                   "Mémoire à ne pas dépasser, en Mo : refuser plutôt que la dépasser");
    cli.add_flag("--json", demande.json, "Donner les chiffres en JSON");
    cli.add_option("--fils", demande.fils, "Nombre de fils d’exécution (0 : tous)");
    cli.add_option("--cout", demande.cout, "Combien de fois un lien faux coûte plus qu’un lien manqué")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    auto const fini = base::lire_arguments(cli, arguments, sortie, erreurs);
    if (fini && *fini == 0)
        return 0;
    try {
        if (auto const refus = fini ? fini : verifier(demande, erreurs))
            return *refus;
        return faire(demande, sortie, erreurs);
    } catch (documents::FichierRefuse const& e) { // a file of the person who asks: nothing was written
        erreurs << e.what() << "\n";
        return 2;
    } catch (Interrompu const& e) { // by the person who waits
        erreurs << e.what() << "\n";
        return 130;
    } catch (std::bad_alloc const&) { // the bound given, or the machine's
        erreurs << "Il n’y a pas assez de mémoire pour ces listes. Rien n’a été écrit.\n";
        return 1;
    }
}

} // namespace app
