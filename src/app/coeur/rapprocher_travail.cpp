#include "app/coeur/rapprocher_travail.hpp"

#include <ostream>

#include "app/coeur/rapprocher_avancement.hpp"
#include "app/coeur/rapprocher_cles.hpp"
#include "app/coeur/rapprocher_sortie.hpp"
#include "base/texte.hpp"

namespace app {

using namespace rapprochement;

ListeLue lire_la_liste(ListePreparee const& liste, Population& population, Fichier fichier, Options const& options) {
    ListeLue lu;
    auto remarquer = [&](std::string const& texte) { lu.remarques.push_back(liste.nom + "\u00A0: " + texte); };
    auto const source = source_de_la_liste(liste.chemin);
    ClesRefaites refaites;
    Lecture const lecture{
        .roles = roles(liste.plan),
        .cle = liste.cle_ou_aucune(),
        .lire =
            [&](std::span<std::string const> ligne) { return fiche_depuis(ligne, liste.plan, liste.cle_ou_aucune()); },
        .nommer = [&](auto const& positions) { return refaites.nommer(source, *liste.cle, positions); }};
    auto const lues = lire_la_population(population, fichier, source, lecture, options);
    lu.lignes = lues.lignes;
    if (lu.lignes == 0) {
        remarquer("aucune ligne de données après l’en-tête\u00A0: il n’y a rien à rapprocher.");
        return lu;
    }
    for (auto const& remarque : refaites.remarques())
        remarquer(remarque);
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

Options options_de(Demande const& demande, Configuration const& configuration) {
    constexpr unsigned voisins_montres = 3;
    bool const expliquer = !demande.rapport.empty() || !demande.expliquer.empty();
    Options options{
        .fils = demande.fils, .seuils = seuils_par_couts(demande.cout, 1), .proches = expliquer ? voisins_montres : 0};
    options.plusieurs = !demande.un_a_un && !demande.plusieurs_sources();
    appliquer(configuration, options);
    return options;
}

namespace {

std::uint64_t lignes_estimees(ListePreparee const& liste) {
    auto const source = source_de_la_liste(liste.chemin);
    return documents::lignes_estimees(source, documents::octets_decompresses(liste.chemin));
}

} // namespace

void prevoir_la_memoire(std::vector<ListePreparee const*> const& listes, Demande const& demande,
                        std::ostream& erreurs) {
    bool adresses = false, contacts = false;
    std::uint64_t fiches = 0;
    for (auto const* liste : listes) {
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
        refuser_la_liste(listes.front()->nom, "il faudrait à peu près " + base::nombre(static_cast<long long>(mo)) +
                                                  "\u00A0Mo de mémoire, et --memoire-max en permet " +
                                                  base::nombre(static_cast<long long>(demande.memoire_mo)) +
                                                  ". Partagez les listes, par exemple par année de naissance.");
    if (demande.memoire_mo)
        borner_la_memoire(demande.memoire_mo);
}

void plan_en_json(std::vector<Passe> const& passes, std::ostream& sortie) {
    std::uint64_t total = 0;
    sortie << "{\"passes\": [";
    for (auto const& passe : passes) {
        sortie << (&passe == passes.data() ? "" : ", ") << "{\"nom\": " << texte_json(passe.nom)
               << ", \"paires\": " << passe.paires << ", \"paires_refusees\": " << passe.paires_refusees << "}";
        total += passe.paires;
    }
    sortie << "], \"paires\": " << total << "}\n";
}

void dire_le_plan(std::vector<Passe> const& passes, bool deux_listes, std::ostream& sortie) {
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
           << (deux_listes
                   ? " paires, au plus\u00A0: les liens sûrs sont mis à part avant les dernières passes.\n"
                   : " paires, au plus\u00A0: une paire que plusieurs passes réunissent n’est comparée qu’une fois.\n");
}

} // namespace app
