#include "metier/reperage/reperage.hpp"

#include <algorithm>

namespace metier::reperage {
namespace {

/// Les présumés de la campagne et la vérification qui vaut. La vérifiée garde sa place même si une liste la rattrape.
constexpr std::string_view depuis_sql =
    "campagne_jeune p join campagne c on c.id = p.campagne_id join jeune j on j.id = p.jeune_id and "
    "j.fusionne_dans is null "
    "left join verification v on v.id = p.verification_id left join etablissement e on e.id = p.etablissement_id "
    "left join territoire t on t.id = p.territoire_id where p.campagne_id = ? and p.caisse = 'presume'";

std::string filtre(Etage etage) {
    switch (etage) {
    case Etage::presumes: return "1 = 1";
    case Etage::verifies: return "v.resultat <> 'injoignable'";
    case Etage::faux_positifs: return "v.resultat in ('inscrit_ailleurs', 'deja_diplome')";
    case Etage::deja_en_solution: return "v.resultat in ('en_emploi', 'stagiaire', 'service_civique', 'accompagne')";
    case Etage::confirmes: return "v.resultat = 'confirme'";
    case Etage::injoignables: return "v.resultat = 'injoignable'";
    }
    return "1 = 0";
}

struct Cles {
    std::string cle, libelle;
};

/// La tranche se lit au jour d'observation : les dates ISO se comparent comme des textes.
std::string age_sql(Date observation) {
    auto ne_apres = [&](int ans) { return "'" + base::iso(base::plus_annees(observation, -ans)) + "'"; };
    return "case when p.naissance is null then 'inconnu' when p.naissance > " + ne_apres(18) +
           " then '16-17' when p.naissance > " + ne_apres(21) + " then '18-20' when p.naissance > " + ne_apres(26) +
           " then '21-25' else '26 et plus' end";
}

Cles cles(Ventilation par, Date observation) {
    switch (par) {
    case Ventilation::aucune: return {"''", "'Ensemble'"};
    case Ventilation::bassin:
        return {"coalesce(cast(p.territoire_id as text), '')", "coalesce(t.nom, 'Bassin inconnu')"};
    case Ventilation::etablissement:
        return {"coalesce(cast(p.etablissement_id as text), '')", "coalesce(e.nom, 'Établissement inconnu')"};
    case Ventilation::sexe:
        return {"p.sexe", "case p.sexe when 'F' then 'Filles' when 'M' then 'Garçons' else 'Non renseigné' end"};
    case Ventilation::age: return {age_sql(observation), age_sql(observation)};
    case Ventilation::classe: return {"p.classe", "case p.classe when '' then 'Classe inconnue' else p.classe end"};
    }
    return {"''", "''"};
}

struct Condition {
    std::string sql;
    std::vector<storage::Param> p;
};
Condition dans(Id<Campagne> campagne, Perimetre const& perimetre) {
    Condition c{" from ", {}};
    if (perimetre.role) { // d'abord ses bassins, puis leurs places par l'index
        c.sql += "(select territoire_id as bassin from repere_bassin where role_tenu_id = ?) b cross join ";
        c.p.push_back(storage::to_param(*perimetre.role));
    }
    c.sql += depuis_sql;
    c.p.push_back(storage::to_param(campagne));
    if (perimetre.role)
        c.sql += " and p.territoire_id = b.bassin";
    if (perimetre.territoire) {
        c.sql += " and p.territoire_id in (select descendant_id from territoire_contient where ancetre_id = ?)";
        c.p.push_back(storage::to_param(*perimetre.territoire));
    }
    if (perimetre.etablissement) {
        c.sql += " and p.etablissement_id = ?";
        c.p.push_back(storage::to_param(*perimetre.etablissement));
    }
    return c;
}

Date observation(Reader& db, Id<Campagne> id) {
    return db.one<Date>("select observation from campagne where id = ?", id);
}

} // namespace

std::vector<LigneDEntonnoir> entonnoir(Reader& db, Id<Campagne> campagne, Perimetre const& perimetre, Ventilation par) {
    auto c = dans(campagne, perimetre);
    auto k = cles(par, par == Ventilation::age ? observation(db, campagne) : Date{});
    std::string sql = "select cle, libelle";
    for (auto const& e : etages)
        sql += ", coalesce(sum(" + std::string(e.code) + "), 0)";
    sql += " from (select " + k.cle + " as cle, " + k.libelle + " as libelle";
    for (auto const& e : etages)
        sql += ", case when " + filtre(e.valeur) + " then 1 else 0 end as " + std::string(e.code);
    auto lignes = db.all_with<LigneDEntonnoir>(sql + c.sql + ") x group by cle, libelle order by libelle, cle", c.p);
    if (par == Ventilation::aucune && lignes.empty())
        lignes.push_back({"", "Ensemble"});
    return lignes;
}

std::vector<Id<Jeune>> derriere(Reader& db, acces::Portee const& portee, Id<Campagne> campagne,
                                Perimetre const& perimetre, Etage etage, Ventilation par, std::string const& cle,
                                int au_plus) {
    auto c = dans(campagne, perimetre);
    c.sql += " and " + filtre(etage);
    if (par != Ventilation::aucune) {
        c.sql += " and " + cles(par, par == Ventilation::age ? observation(db, campagne) : Date{}).cle + " = ?";
        c.p.push_back(storage::to_param(cle));
    }
    auto v = acces::est_visible(portee, "j");
    c.sql += " and " + v.sql + " order by p.cle_tri, p.jeune_id limit ?";
    c.p = storage::params_of(c.p, v.p, au_plus);
    return db.all_with<Id<Jeune>>("select p.jeune_id" + c.sql, c.p);
}

std::vector<ErreurDeSource> taux_d_erreur_par_source(Reader& db, acces::Portee const& portee, Id<Campagne> campagne) {
    std::string sql = "select s.id, s.nom, count(*), sum(case when v.resultat <> 'injoignable' then 1 else 0 end), "
                      "sum(case when v.resultat in ('inscrit_ailleurs', 'deja_diplome') then 1 else 0 end)";
    for (auto const* cause :
         {"inscription_tardive", "liste_manquante", "sortie_non_notee", "identite_differente", "diplome_non_transmis"})
        sql += std::string(", sum(case when v.cause = '") + cause + "' then 1 else 0 end)";
    auto v = acces::est_visible(portee, "j");
    return db.all<ErreurDeSource>(
        sql +
            " from campagne_jeune p join jeune j on j.id = p.jeune_id and j.fusionne_dans is null left join "
            "verification v on v.id = p.verification_id "
            "join source s on s.id = coalesce(v.source_id, p.source_id) where p.campagne_id = ? and p.caisse = "
            "'presume' "
            "and " +
            v.sql + " group by s.id, s.nom order by s.nom, s.id",
        campagne, v.p);
}

} // namespace metier::reperage
