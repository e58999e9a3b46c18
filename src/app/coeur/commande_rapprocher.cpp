#include "app/coeur/commande_rapprocher.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <new>
#include <optional>

#include "app/coeur/rapprocher_avancement.hpp"
#include "app/coeur/rapprocher_ecriture.hpp"
#include "app/coeur/rapprocher_rapport.hpp"
#include "app/coeur/rapprocher_reprise.hpp"
#include "app/coeur/rapprocher_sortie.hpp"
#include "app/coeur/rapprocher_sources.hpp"
#include "app/coeur/rapprocher_travail.hpp"
#include "base/commande.hpp"
#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "rapprochement/rapprochement.hpp"

namespace app {
namespace {

using namespace rapprochement;

/// What was read of one or two files, and what was found.
struct Travail {
    ListePreparee premiere{};
    std::optional<ListePreparee> seconde{}; ///< or the index
    std::optional<Index> index{};
    Population population{};
    Resultat resultat{};
    std::vector<std::string> remarques{};
    bool vide = false;
};

void ouvrir_l_index(Travail& t, Demande const& demande) {
    t.index = Index::ouvrir(demande.contre, {.fils = demande.fils});
    t.population = t.index->population();
    auto const notice = t.index->notice();
    t.seconde =
        ListePreparee{.chemin = demande.contre, .nom = std::string(notice.substr(0, notice.find(nom_et_suite)))};
}

void lire_les_listes(Travail& t, Options const& options) {
    auto const lu_a = lire_la_liste(t.premiere, t.population, Fichier::a, options);
    t.remarques = lu_a.remarques;
    t.vide = lu_a.lignes == 0;
    if (t.seconde && !t.index) {
        auto const lu_b = lire_la_liste(*t.seconde, t.population, Fichier::b, options);
        t.remarques.insert(t.remarques.end(), lu_b.remarques.begin(), lu_b.remarques.end());
        t.vide = t.vide || lu_b.lignes == 0;
    }
}

/// What an interruption leaves is beside the output, and goes on from there when the same lists are given again.
void lier_les_listes(Travail& t, Options options, std::string const& sortie, std::ostream& erreurs) {
    auto const chemin = sortie + ".reprise";
    bool const reprenable = !sortie.empty() && sortie != "-";
    auto const empreinte = empreinte_des_fichiers(t.premiere.chemin, t.seconde ? t.seconde->chemin : "");
    Reprise reprise;
    if (reprenable && lire_la_reprise(chemin, empreinte, reprise))
        erreurs << "Reprise après la passe «\u00A0" << noms_des_passes[reprise.passes - 1] << "\u00A0».\n";
    options.reprise = &reprise;
    try {
        t.resultat = t.seconde ? lier(t.population, options) : dedoublonner(t.population, options);
    } catch (Interrompu const&) {
        if (reprenable && reprise.passes > 0 && ecrire_la_reprise(chemin, empreinte, reprise))
            erreurs << "Interrompu. Ce qui est fait est gardé dans " << chemin
                    << "\u00A0: la même commande reprendra là.\n";
        throw;
    }
    if (reprenable)
        std::remove(chemin.c_str());
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
    Travail t{.premiere = preparer_la_liste(seul ? demande.dedoublonner : demande.listes.at(0), demande.cle,
                                            configuration.premier)};
    if (!demande.contre.empty())
        ouvrir_l_index(t, demande);
    else if (!seul)
        t.seconde = preparer_la_liste(demande.listes.at(1), demande.cle, configuration.second);
    if (t.seconde && !t.index && demande.config.empty())
        accorder(t.premiere, *t.seconde, annee_courante());
    if (!demande.ecrire_config.empty()) {
        ecrire_la_configuration(demande.ecrire_config, sortie, t.premiere,
                                t.seconde && !t.index ? &*t.seconde : nullptr);
        if (demande.sortie.empty())
            return 0;
    }
    auto const relues = lire_les_relues(demande.relues);
    prevoir_la_memoire(t.seconde && !t.index ? std::vector<ListePreparee const*>{&t.premiere, &*t.seconde}
                                             : std::vector<ListePreparee const*>{&t.premiere},
                       demande, erreurs);
    EcouteInterruption const ecoute;
    auto options = options_de(demande, configuration);
    options.arret = ecoute.arret();
    {
        Avance avance{erreurs, !demande.json && isatty(STDERR_FILENO) && &erreurs == &std::cerr};
        options.progres = [&](Avancement const& a) { avance.dire(a); };
        lire_les_listes(t, options);
        if (demande.plan) {
            auto const passes = prevoir(t.population, options);
            demande.json ? plan_en_json(passes, sortie) : dire_le_plan(passes, t.seconde.has_value(), sortie);
            return 0;
        }
        if (!t.vide)
            lier_les_listes(t, options, demande.sortie, erreurs);
        options.progres = {};
        options.arret = nullptr;
    }
    for (auto const& remarque : t.remarques) {
        erreurs << remarque << "\n";
        if (demande.json)
            t.resultat.remarques.push_back(remarque);
    }
    auto const* seconde = t.seconde ? &*t.seconde : nullptr;
    if (t.index && !demande.expliquer.empty())
        t.resultat.frequences = t.index->frequences(); // the pair asked for may be none of those kept
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
    if (t.index)
        sortie << t.index->notice();
    else if (t.seconde)
        sortie << colonnes_en_clair(*t.seconde);
    ecrire_texte(sortie, t.resultat, t.population, mesures, seul);
    return 0;
}

/// The exit status when nothing can be done; what is missing is said.
std::optional<int> verifier(Demande const& demande, std::ostream& erreurs) {
    std::size_t const voulus = demande.un_seul_fichier() || !demande.preparer.empty() ? 0
                               : !demande.contre.empty()                              ? 1
                                                                                      : 2;
    auto const sorties = demande.sortie + demande.ecrire_config + demande.rapport;
    bool const un_seul_usage = (demande.un_seul_fichier() + !demande.preparer.empty() + !demande.contre.empty()) <= 1;
    bool const sortie_dite = !sorties.empty() || demande.plan || !demande.expliquer.empty();
    bool const listes_dites = voulus == 2 ? demande.listes.size() >= 2 : demande.listes.size() == voulus;
    if (listes_dites && un_seul_usage && sortie_dite)
        return std::nullopt;
    erreurs << "Il faut deux fichiers et -o : raccroche rapprocher a.csv b.csv -o liens.csv\n"
               "Ou un fichier à dédoublonner : raccroche rapprocher --dedoublonner fichier.csv -o groupes.csv\n"
               "Ou trois listes et plus : raccroche rapprocher a.csv b.csv c.csv -o groupes.csv --liens liens.csv\n"
               "Ou des personnes connues, préparées une fois : raccroche rapprocher --preparer connus.csv -o "
               "connus.index\n"
               "puis autant de listes que l’on veut : raccroche rapprocher nouveaux.csv --contre connus.index -o "
               "liens.csv\n";
    return 2;
}

constexpr unsigned fils_au_plus = 512;

/// « 20,5 » as well as « 20.5 »; what CLI11 shows of a refusal is what was read.
std::string nombre_positif(std::string& texte) {
    constexpr double au_plus = 1e9;
    std::ranges::replace(texte, ',', '.');
    double x = 0;
    auto const [fin, erreur] = std::from_chars(texte.data(), texte.data() + texte.size(), x);
    bool const lu = erreur == std::errc{} && fin == texte.data() + texte.size();
    return lu && x > 0 && x <= au_plus ? std::string{} : "Value " + texte + " refused";
}

} // namespace

int commande_rapprocher(std::vector<std::string> const& arguments, std::ostream& sortie, std::ostream& erreurs) {
    Demande demande;
    CLI::App cli{"Rapprocher deux listes de personnes : qui est dans les deux ?", "raccroche rapprocher"};
    base::en_francais(cli);
    cli.add_option("listes", demande.listes,
                   "Deux listes ou plus (CSV, tout séparateur et tout encodage, .gz accepté)");
    cli.add_option("--dedoublonner", demande.dedoublonner, "Une seule liste : qui y est plusieurs fois ?");
    cli.add_option("--preparer", demande.preparer,
                   "Des personnes connues : en faire un index (-o), lu ensuite en un instant");
    cli.add_option("--apprendre-avec", demande.apprendre_avec,
                   "Avec --preparer : une liste d’hier, rapprochée pour apprendre ce que vaut chaque ressemblance");
    cli.add_option("--contre", demande.contre, "Rapprocher une liste des personnes connues de cet index");
    cli.add_option("-o,--sortie", demande.sortie, "Fichier des liens ou des groupes (« - » : à l’écran)");
    cli.add_option("--paires", demande.paires, "Avec --dedoublonner : fichier des paires, liées et douteuses");
    cli.add_option("--liens", demande.liens, "Avec trois listes ou plus : fichier des liens, deux sources à la fois");
    cli.add_flag("--doublons", demande.doublons,
                 "Avec plusieurs listes : une personne peut être plusieurs fois dans l’une d’elles");
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
                   "Mémoire à ne pas dépasser, en Mo : refuser plutôt que la dépasser")
        ->check(CLI::PositiveNumber);
    cli.add_flag("--un-a-un", demande.un_a_un, "Un seul lien par fiche, même si une liste porte des doublons");
    cli.add_flag("--json", demande.json, "Donner les chiffres en JSON");
    cli.add_option("--fils", demande.fils, "Nombre de fils d’exécution (0 : tous)")
        ->check(CLI::Range(0U, fils_au_plus));
    cli.add_option("--cout", demande.cout, "Combien de fois un lien faux coûte plus qu’un lien manqué")
        ->transform(CLI::Validator(nombre_positif, "POSITIVE"))
        ->capture_default_str();
    auto const fini = base::lire_arguments(cli, arguments, sortie, erreurs);
    if (fini && *fini == 0)
        return 0;
    try {
        if (auto const refus = fini ? fini : verifier(demande, erreurs))
            return *refus;
        auto entrees = demande.listes;
        for (auto const* autre : {&demande.dedoublonner, &demande.preparer, &demande.apprendre_avec, &demande.contre,
                                  &demande.config, &demande.relues})
            entrees.push_back(*autre);
        verifier_les_chemins(entrees,
                             {demande.sortie, demande.paires, demande.liens, demande.rapport, demande.ecrire_config});
        auto const rendu = demande.plusieurs_sources() ? grouper_les_sources(demande, sortie, erreurs)
                           : demande.preparer.empty()  ? faire(demande, sortie, erreurs)
                                                       : preparer(demande, sortie, erreurs);
        verifier_l_ecran(sortie);
        return rendu;
    } catch (IndexRefuse const& e) {
        erreurs << e.what() << "\n";
        return 2;
    } catch (documents::FichierRefuse const& e) { // a file of the person who asks: nothing was written
        erreurs << e.what() << "\n";
        return 2;
    } catch (Interrompu const& e) { // by the person who waits, or the machine that stops
        erreurs << e.what() << "\n";
        return EcouteInterruption::code_de_fin();
    } catch (std::bad_alloc const&) { // the bound given, or the machine's
        erreurs << "Il n’y a pas assez de mémoire pour ces listes. Rien n’a été écrit.\n";
        return 1;
    }
}

} // namespace app
