// Ce que devient une campagne quand le territoire change sous elle.
#include "metier/reperage/reperage.hpp"

namespace metier::reperage {

std::vector<std::string> campagnes_ouvertes_sur(Reader& db, Id<territoire::Territoire> ou) {
    auto noms = db.all<std::string>(
        "select nom from campagne where territoire_id = ? and close_le is null order by annee desc, nom", ou);
    for (auto& nom : noms)
        nom = "la campagne ouverte «\u00a0" + nom + "\u00a0»";
    return noms;
}

std::string campagnes_qui_separent(Reader& db, Id<territoire::Territoire> a, Id<territoire::Territoire> b) {
    auto annees = db.all<base::AnneeScolaire>(
        "select distinct x.annee from campagne x join campagne y on y.annee = x.annee where x.territoire_id = ? and "
        "y.territoire_id = ? and x.close_le is null and y.close_le is null order by x.annee",
        a, b);
    return annees.empty() ? std::string{}
                          : "Chacun a une campagne ouverte pour " + annees.front().affiche() +
                                "\u00a0: close l’une des deux, ils pourront fusionner.";
}

void suivre_les_etablissements(Writer& db, std::vector<Id<territoire::Etablissement>> const& ids) {
    for (auto id : ids)
        db.run("update campagne_jeune set territoire_id = (select e.territoire_id from etablissement e where e.id = "
               "campagne_jeune.etablissement_id) where etablissement_id = ? and exists (select 1 from campagne c join "
               "territoire_contient t on t.ancetre_id = c.territoire_id join etablissement e on e.territoire_id = "
               "t.descendant_id where c.id = campagne_jeune.campagne_id and c.close_le is null and e.id = "
               "campagne_jeune.etablissement_id)",
               id);
}

} // namespace metier::reperage
