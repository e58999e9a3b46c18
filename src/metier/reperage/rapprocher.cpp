#include <algorithm>

#include "base/texte.hpp"
#include "metier/reperage/calcul.hpp"
#include "metier/reperage/propositions.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::reperage {
namespace {

namespace moteur = rapprochement;
constexpr std::size_t assez_pour_apprendre =
    2'000; // en dessous, les poids de référence valent mieux que l'apprentissage
constexpr std::size_t par_lot = 200;

/// Les cherchés (a), et tous ceux que l'on voit cette année où que ce soit (b), en forme compacte.
moteur::Population charger(Reader& db, Campagne const& c) {
    moteur::Population p;
    std::vector<std::int64_t> cherches;
    std::vector<storage::Param> qui{storage::to_param(c.id)};
    jeunes::fiches(db,
                   "select jeune_id from campagne_jeune where campagne_id = ? and caisse in ('presume', "
                   "'rapproche') and verification_id is null",
                   qui, [&](Id<Jeune> id, moteur::Fiche&& f) {
                       cherches.push_back(id.valeur);
                       p.ajouter_a(f);
                   });
    if (cherches.empty())
        return p;
    auto jour = storage::to_param(c.observation);
    std::vector<storage::Param> ou{storage::to_param(c.annee), jour, jour, jour, jour};
    jeunes::fiches(db,
                   "select jeune_id from inscription where annee = ? and du <= ? and (au is null or au >= ?) and "
                   "sans_classe = 0 union "
                   "select jeune_id from situation where du <= ? and (au is null or au >= ?) and genre not in "
                   "('sans_solution', 'inconnue')",
                   ou, [&](Id<Jeune> id, moteur::Fiche&& f) {
                       if (!std::ranges::binary_search(cherches, id.valeur))
                           p.ajouter_b(f);
                   });
    return p;
}

/// Rien si `suivi` a demandé l'arrêt.
std::optional<moteur::Resultat> lier(Reader& db, Campagne const& c, moteur::Population const& p, Suivi const& suivi) {
    moteur::Options o;
    o.seuils = moteur::seuils_par_couts(territoire::entier(db, "rapprochement.cout_cache", c.observation), 1);
    auto reference = moteur::aux_communes_de(p, moteur::modele_par_defaut(std::max<std::size_t>(p.taille_a(), 1'000),
                                                                          std::max<std::size_t>(p.taille_b(), 1'000)));
    if (std::min(p.taille_a(), p.taille_b()) < assez_pour_apprendre)
        o.modele = &reference;
    std::atomic<bool> arret{false};
    o.arret = &arret;
    o.progres = [&](moteur::Avancement const& a) {
        if (suivi && suivi(static_cast<std::int64_t>(a.part * 100), 100, "Rapprochement : " + std::string(a.etape)))
            arret = true;
    };
    try {
        return moteur::lier(p, o);
    } catch (moteur::Interrompu const&) { // le programme s'arrête : la tâche sera reprise
        return std::nullopt;
    }
}

void garder_le_modele(storage::Database& base, Campagne const& c, moteur::Resultat const& r) {
    storage::Transaction tx{base};
    auto remarques = r.remarques;
    remarques.push_back("Liens sans doute faux : " + std::to_string(static_cast<int>(r.faux_attendus + 0.5)) +
                        " ; liens sans doute manqués : " + std::to_string(static_cast<int>(r.manques_attendus + 0.5)) +
                        ".");
    tx.writer().run("update campagne set modele = ?, remarques = ? where id = ?", moteur::ecrire(r.modele),
                    base::joint(remarques, "\n"), c.id);
    tx.commit();
}

} // namespace

bool rapprocher(storage::Database& base, Instant maintenant, Campagne const& c, Suivi const& suivi, Etendue etendue) {
    auto lease = base.read();
    auto db = lease.reader();
    if (suivi && suivi(0, 0, "Lecture des dossiers à rapprocher"))
        return false;
    auto population = charger(db, c);
    if (population.taille_a() == 0)
        return true;
    auto resultat = lier(db, c, population, suivi);
    if (!resultat)
        return false;
    auto const liste = trouves(population, *resultat);
    Propositions propositions{base, maintenant, c, *resultat, etendue};
    for (std::size_t debut = 0; debut < liste.size(); debut += par_lot) {
        if (suivi && suivi(static_cast<std::int64_t>(debut), static_cast<std::int64_t>(liste.size()), "Propositions"))
            return false;
        propositions.ecrire(std::span{liste}.subspan(debut, std::min(par_lot, liste.size() - debut)));
    }
    garder_le_modele(base, c, *resultat);
    return true;
}

} // namespace metier::reperage
