// Pour qui une place est faite : une règle pure, qui dit ce qui a été lu et ce qui est demandé (R-06, C-64).
#include <algorithm>

#include "base/texte.hpp"
#include "metier/partenariats/places.hpp"

namespace metier::partenariats {
namespace {

void juger_l_age(Offre const& o, Candidat const& c, Date entree, Avis& avis) {
    if (!o.age_de && !o.age_a)
        return;
    if (!c.naissance) {
        avis.a_voir.emplace_back("date de naissance à vérifier");
        return;
    }
    auto ans = base::age(*c.naissance, entree);
    auto lu = std::to_string(ans) + " ans au " + base::affiche(entree);
    if (o.age_de && ans < *o.age_de)
        avis.contre.push_back(lu + ", il en faut " + std::to_string(*o.age_de));
    if (o.age_a && ans > *o.age_a)
        avis.contre.push_back(lu + ", " + std::to_string(*o.age_a) + " au plus");
}

void juger_l_interruption(Offre const& o, Candidat const& c, Date entree, Avis& avis) {
    if (!o.interruption)
        return;
    if (!c.sorti_le) {
        avis.a_voir.emplace_back("date de sortie à vérifier");
        return;
    }
    if (auto permise = base::plus_mois(*c.sorti_le, *o.interruption); entree < permise)
        avis.contre.push_back("sorti le " + base::affiche(*c.sorti_le) + ", il faut " +
                              std::to_string(*o.interruption) + " mois d’interruption\u00a0: possible à partir du " +
                              base::affiche(permise));
}

} // namespace

Avis avis(Offre const& o, Candidat const& c, bool deja_proposee, Date jour) {
    Avis avis;
    auto entree = std::max(o.du, jour);
    juger_l_age(o, c, entree, avis);
    juger_l_interruption(o, c, entree, avis);
    if (o.sans_qualification && c.qualifie)
        avis.contre.emplace_back("déjà diplômé, la place est réservée à qui n’a ni bac ni diplôme professionnel");
    if (deja_proposee)
        avis.contre.emplace_back("cette place lui a déjà été proposée");
    if (c.mobilite)
        avis.a_voir.emplace_back("frein de mobilité à lever");
    else if (!c.commune.empty() && !o.commune.empty() && base::normalise(c.commune) != base::normalise(o.commune))
        avis.a_voir.push_back("habite " + c.commune + ", la place est à " + o.commune);
    return avis;
}

} // namespace metier::partenariats
