#include "metier/reperage/denombrement.hpp"

#include <algorithm>

namespace metier::reperage {
namespace {

/// « p » est campagne_jeune.
Selection dans_les_lieux(Id<Campagne> campagne, Lieux const& lieux,
                         std::string const& debut = " where p.campagne_id = ? and p.jeune_id not in (select id from "
                                                    "jeune where fusionne_dans is not null)") {
    Selection s{debut, {storage::to_param(campagne)}};
    if (lieux.etablissement) {
        s.sql += " and p.etablissement_id = ?";
        s.parametres.push_back(storage::to_param(*lieux.etablissement));
    }
    if (!lieux.territoires.empty()) {
        s.sql += " and p.territoire_id in (select descendant_id from territoire_contient where ancetre_id in (" +
                 storage::placeholders(lieux.territoires.size()) + "))";
        for (auto const& t : lieux.territoires)
            s.parametres.push_back(storage::to_param(t));
    }
    return s;
}

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
    for (auto& p : db.all_with<Place>("select p.jeune_id, p.territoire_id, p.etablissement_id, p.sexe, p.naissance, "
                                      "p.classe from campagne_jeune p" +
                                          ou.sql + " and p.caisse = 'presume'",
                                      ou.parametres))
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
    auto s = dans_les_lieux(campagne, lieux);
    s.sql = "select p.jeune_id from campagne_jeune p" + s.sql + " and p.caisse = 'presume'";
    return s;
}

std::vector<EffectifDeCaisse> effectifs(Reader& db, Id<Campagne> campagne, Lieux const& lieux) {
    // Une campagne compte des centaines de milliers de places, et quelques fusions : tout l'index, moins elles.
    auto ou = dans_les_lieux(campagne, lieux, " where p.campagne_id = ?");
    auto tous = db.all_with<EffectifDeCaisse>(
        "select p.caisse, count(*) from campagne_jeune p" + ou.sql + " group by p.caisse", ou.parametres);
    auto fusionnes =
        db.all_with<EffectifDeCaisse>("select p.caisse, count(*) from jeune j cross join campagne_jeune p" + ou.sql +
                                          " and j.fusionne_dans is not null and p.jeune_id = j.id group by "
                                          "p.caisse",
                                      ou.parametres);
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
        "j.cle_tri "
        "from campagne_jeune p join jeune j on j.id = p.jeune_id left join territoire t on t.id = p.territoire_id "
        "left join etablissement e on e.id = p.etablissement_id" +
            ou.sql + " and p.caisse = 'presume' and " + v.sql + " order by j.cle_tri, j.id",
        ou.parametres, v.p);
}

} // namespace metier::reperage
