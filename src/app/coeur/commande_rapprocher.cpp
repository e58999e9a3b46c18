#include "app/coeur/commande_rapprocher.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <optional>

#include "app/coeur/rapprocher_ecriture.hpp"
#include "app/coeur/rapprocher_lecture.hpp"
#include "app/coeur/rapprocher_population.hpp"
#include "app/coeur/rapprocher_rapport.hpp"
#include "app/coeur/rapprocher_sortie.hpp"
#include "base/commande.hpp"
#include "documents/fichier_refuse.hpp"
#include "rapprochement/rapprochement.hpp"

namespace app {
namespace {

using namespace rapprochement;

struct Demande {
    std::string a, b, sortie, cle, config, ecrire_config, dedoublonner, paires, rapport, relues;
    std::vector<std::string> expliquer;
    bool json = false;
    unsigned fils = 0;
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
};

Options options_de(Demande const& demande, Configuration const& configuration) {
    constexpr unsigned voisins_montres = 3;
    bool const expliquer = !demande.rapport.empty() || !demande.expliquer.empty();
    Options options{
        .fils = demande.fils, .seuils = seuils_par_couts(demande.cout, 1), .proches = expliquer ? voisins_montres : 0};
    appliquer(configuration, options);
    return options;
}

void rapprocher(Travail& t, Options const& options) {
    auto const lu_a = lire(t.premiere, t.population, Fichier::a, options);
    t.remarques = lu_a.remarques;
    auto lignes_b = lu_a.lignes;
    if (t.seconde) {
        auto const lu_b = lire(*t.seconde, t.population, Fichier::b, options);
        t.remarques.insert(t.remarques.end(), lu_b.remarques.begin(), lu_b.remarques.end());
        lignes_b = lu_b.lignes;
    }
    if (lu_a.lignes > 0 && lignes_b > 0)
        t.resultat = t.seconde ? lier(t.population, options) : dedoublonner(t.population, options);
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
    if (!demande.ecrire_config.empty()) {
        ecrire_la_configuration(demande.ecrire_config, t.premiere, t.seconde ? &*t.seconde : nullptr);
        if (demande.sortie.empty())
            return 0;
    }
    auto const relues = lire_les_relues(demande.relues);
    auto const options = options_de(demande, configuration);
    rapprocher(t, options);
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
    if (fichiers && (!sorties.empty() || !demande.expliquer.empty()))
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
    }
}

} // namespace app
