#include "metier/reperage/poids.hpp"

#include <algorithm>
#include <cstdlib>

#include "base/texte.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::reperage {
namespace {

namespace moteur = rapprochement;
constexpr std::size_t assez_pour_apprendre =
    2'000;                               // en dessous, les poids de référence valent mieux que l'apprentissage
constexpr std::int64_t au_moins = 1'000; // moins de cherchés ou de vus que cela n'y change rien

bool a_peu_pres(std::int64_t avant, std::int64_t apres, std::int64_t ecart) {
    avant = std::max(avant, au_moins);
    apres = std::max(apres, au_moins);
    return std::abs(apres - avant) * 100 <= avant * ecart;
}

} // namespace

bool valent_encore(PoidsDeCampagne const& p, std::string const& moteur, std::int64_t cherches, std::int64_t vus,
                   Date jour, ReglesDePoids const& r) {
    return !p.modele.empty() && p.moteur == moteur && p.le &&
           jour <= base::plus_jours(*p.le, static_cast<int>(r.jours)) && a_peu_pres(p.cherches, cherches, r.ecart) &&
           a_peu_pres(p.vus, vus, r.ecart);
}

std::string dits(PoidsDeCampagne const& p, ReglesDePoids const& r) {
    return "Poids appris le " + base::affiche(*p.le) + ", sur " + base::nombre(p.cherches) + " cherchés et " +
           base::nombre(p.vus) + " vus. Les mêmes servent jusqu’au " +
           base::affiche(base::plus_jours(*p.le, static_cast<int>(r.jours))) +
           ", à moins que ces nombres changent de " + std::to_string(r.ecart) + " %.";
}

PoidsDeCampagne poids_de_la_campagne(Reader& db, Id<Campagne> id) {
    return db.one<PoidsDeCampagne>(
        "select modele, poids_moteur, poids_cherches, poids_vus, poids_le from campagne where id = ?", id);
}

ReglesDePoids regles_de_poids(Reader& db, Date jour) {
    return {territoire::entier(db, "rapprochement.poids_valent", jour),
            territoire::entier(db, "rapprochement.poids_ecart", jour)};
}

std::optional<PoidsDeCampagne> apprendre_les_poids(moteur::Population const& p, moteur::Options const& options,
                                                   Date jour) {
    auto const a = p.taille_a(), b = p.taille_b();
    PoidsDeCampagne poids{"", moteur::version_du_moteur(), static_cast<std::int64_t>(a), static_cast<std::int64_t>(b),
                          jour};
    auto pour = [](std::size_t n) { return std::max<std::size_t>(n, au_moins); };
    try {
        poids.modele = moteur::ecrire(std::min(a, b) < assez_pour_apprendre
                                          ? moteur::aux_communes_de(p, moteur::modele_par_defaut(pour(a), pour(b)))
                                          : moteur::lier(p, options).modele);
    } catch (moteur::Interrompu const&) { // le programme s'arrête : la tâche sera reprise
        return std::nullopt;
    }
    return poids;
}

} // namespace metier::reperage
