#include "metier/reperage/denombrement.hpp"

#include <algorithm>

namespace metier::reperage {
namespace {

/// Où compter : « from » et « where », « p » étant campagne_jeune, et leurs valeurs dans cet ordre.
struct Ou {
    std::string depuis = " from campagne_jeune p", condition = " where p.campagne_id = ?";
    std::vector<storage::Param> p;
};

/// « cross join » : SQLite part des quelques bassins demandés, non des centaines de milliers de places.
Ou dans_les_lieux(Id<Campagne> campagne, Lieux const& lieux) {
    Ou ou;
    if (!lieux.territoires.empty()) {
        ou.depuis = " from (select distinct descendant_id as id from territoire_contient where ancetre_id in (" +
                    storage::placeholders(lieux.territoires.size()) + ")) lieu cross join campagne_jeune p";
        ou.condition = " where p.territoire_id = lieu.id and p.campagne_id = ?";
        for (auto const& t : lieux.territoires)
            ou.p.push_back(storage::to_param(t));
    }
    ou.p.push_back(storage::to_param(campagne));
    if (lieux.etablissement) {
        ou.condition += " and p.etablissement_id = ?";
        ou.p.push_back(storage::to_param(*lieux.etablissement));
    }
    return ou;
}
constexpr std::string_view sans_les_fusionnes =
    " and p.jeune_id not in (select id from jeune where fusionne_dans is not null)";

struct Verdict {
    Id<Jeune> jeune;
    Resultat resultat = Resultat::confirme;
    Date jour;
};
struct Designation {
    Id<Jeune> jeune;
    Date jour;
};

FaitDePresume* celui(std::vector<FaitDePresume>& faits, Id<Jeune> jeune) {
    auto f = std::ranges::lower_bound(faits, jeune.valeur, {}, [](FaitDePresume const& x) { return x.jeune.valeur; });
    return f != faits.end() && f->jeune == jeune ? &*f : nullptr;
}

struct Place {
    Id<Jeune> jeune;
    std::optional<Id<territoire::Territoire>> territoire;
    std::optional<Id<territoire::Etablissement>> etablissement;
    std::string sexe;
    std::optional<Date> naissance;
    std::string classe;
};

} // namespace

std::vector<FaitDePresume> presumes(Reader& db, Campagne const& campagne, Lieux const& lieux, Date au) {
    auto ou = dans_les_lieux(campagne.id, lieux);
    std::vector<FaitDePresume> faits;
    for (auto& p : db.all_with<Place>(
             "select p.jeune_id, p.territoire_id, p.etablissement_id, p.sexe, p.naissance, p.classe" + ou.depuis +
                 ou.condition + std::string(sans_les_fusionnes) + " and p.caisse = 'presume'",
             ou.p))
        faits.push_back({p.jeune, p.territoire, p.etablissement, p.sexe, p.naissance, std::move(p.classe), {}, {}, {}});
    std::ranges::sort(faits, {}, [](FaitDePresume const& f) { return f.jeune.valeur; });
    // Les faits sont datés : une vérification défaite depuis valait encore ce jour-là.
    auto fin_du_jour = base::depuis_paris(base::plus_jours(au, 1), 0, 0);
    // Vérifié par une autre campagne de l'année, il l'est aussi pour celle-ci, tant qu'elle n'était pas close.
    db.each<Verdict>(
        "select v.jeune_id, v.resultat, v.jour from verification v join campagne c on c.id = v.campagne_id where "
        "c.annee = ? and (c.id = ? or v.faite_le <= ?) and v.jour <= ? and (v.annulee_le is null or v.annulee_le >= ?) "
        "order by v.jour, v.id",
        [&](Verdict const& v) {
            if (auto* f = celui(faits, v.jeune))
                f->resultat = v.resultat, f->verifie_le = v.jour;
        },
        campagne.annee, campagne.id, campagne.close_le.value_or(fin_du_jour), au, fin_du_jour);
    db.each<Designation>(
        "select jeune_id, min(jour) from signalement where jour between ? and ? group by jeune_id",
        [&](Designation const& s) {
            if (auto* f = celui(faits, s.jeune))
                f->signale_le = s.jour;
        },
        campagne.annee.premier_jour(), au);
    return faits;
}

Selection selection_des_presumes(Id<Campagne> campagne, Lieux const& lieux) {
    auto ou = dans_les_lieux(campagne, lieux);
    return {"select p.jeune_id" + ou.depuis + ou.condition + std::string(sans_les_fusionnes) +
                " and p.caisse = 'presume'",
            ou.p};
}

std::vector<EffectifDeCaisse> effectifs(Reader& db, Id<Campagne> campagne, Lieux const& lieux) {
    // Une campagne compte des centaines de milliers de places, et quelques fusions : tout l'index, moins elles.
    auto ou = dans_les_lieux(campagne, lieux);
    auto tous = db.all_with<EffectifDeCaisse>(
        "select p.caisse, count(*)" + ou.depuis + ou.condition + " group by p.caisse", ou.p);
    auto fusionnes = db.all_with<EffectifDeCaisse>(
        "select p.caisse, count(*)" + ou.depuis + ou.condition +
            " and p.jeune_id in (select id from jeune where fusionne_dans is not null) group by p.caisse",
        ou.p);
    for (auto const& f : fusionnes)
        std::ranges::find(tous, f.caisse, &EffectifDeCaisse::caisse)->personnes -= f.personnes;
    std::erase_if(tous, [](EffectifDeCaisse const& e) { return e.personnes == 0; });
    return tous;
}

std::vector<PresumeNomme> presumes_visibles(Reader& db, acces::Portee const& portee, Id<Campagne> campagne,
                                            Lieux const& lieux) {
    auto ou = dans_les_lieux(campagne, lieux);
    auto v = acces::est_visible(portee, "j");
    return db.all<PresumeNomme>(
        "select p.jeune_id, j.nom, j.prenom, j.sexe, j.naissance, coalesce(t.nom, ''), coalesce(e.nom, ''), p.classe, "
        "j.cle_tri" +
            ou.depuis +
            " join jeune j on j.id = p.jeune_id left join territoire t on t.id = p.territoire_id "
            "left join etablissement e on e.id = p.etablissement_id" +
            ou.condition + " and p.caisse = 'presume' and " + v.sql + " order by j.cle_tri, j.id",
        ou.p, v.p);
}

} // namespace metier::reperage
