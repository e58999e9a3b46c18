// Ce que le suivi met à l'ordre du jour d'une réunion : un fait daté par raison.
#include <algorithm>

#include "metier/agenda/attentes.hpp"
#include "metier/suivi/journee_sql.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::suivi {

namespace {

using acces::Visibilite;
using agenda::Attente;
using agenda::DemandeDAttentes;
using agenda::Urgence;

struct Datee {
    Id<Jeune> jeune;
    Date le{}, terme{};
};

/// Ce qui échoit avant la réunion suivante se décide à celle-ci.
Date avant_la_suivante(Reader& db, DemandeDAttentes const& d) {
    return base::plus_jours(d.jusqu_au, territoire::entier(db, "reunion.regard", d.portee.jour));
}

std::vector<Attente> retours_a_tenir(Reader& db, DemandeDAttentes const& d) {
    auto c = d.parmi();
    std::vector<Attente> liste;
    for (auto const& r : db.all<Datee>("select r.jeune_id, r.demande_le, r.pour_le from retour r join jeune j on j.id "
                                       "= r.jeune_id where r.clos_le is null and " +
                                           c.sql + " order by r.pour_le, r.id limit ?",
                                       c.p, d.au_plus))
        liste.push_back(
            {r.jeune, Urgence::terme_legal,
             "Droit au retour demandé le " + base::affiche(r.le) + " : entretien dû le " + base::affiche(r.terme),
             r.terme, Visibilite::partenaires});
    return liste;
}

std::vector<Attente> convocations_au_terme(Reader& db, DemandeDAttentes const& d) {
    auto parmi = d.parmi();
    std::vector<Attente> liste;
    for (auto const& r :
         db.all<Datee>("select c.jeune_id, c.le, c.terme from convocation c join jeune j on j.id = "
                       "c.jeune_id where c.close_le is null and c.terme <= ? and " +
                           std::string(jamais_remplie_sql) + " and " + parmi.sql + " order by c.terme, c.id limit ?",
                       avant_la_suivante(db, d), d.portee.jour, parmi.p, d.au_plus))
        liste.push_back(
            {r.jeune, Urgence::terme_legal,
             "Obligation de formation : convocation du " + base::affiche(r.le) + ", terme le " + base::affiche(r.terme),
             r.terme, Visibilite::partenaires});
    return liste;
}

std::vector<Attente> solutions_a_revoir(Reader& db, DemandeDAttentes const& d) {
    auto c = d.parmi();
    std::vector<Attente> liste;
    for (auto const& r : db.all<Datee>(
             "select e.jeune_id, e.pour_le, e.pour_le from echeance e join jeune j on j.id = e.jeune_id where "
             "e.genre = ? and e.faite_le is null and e.pour_le <= ? and " +
                 c.sql + " order by e.pour_le, e.id limit ?",
             genre_suivi, d.jusqu_au, c.p, d.au_plus))
        liste.push_back({r.jeune, Urgence::a_decider, "Solution à revoir depuis le " + base::affiche(r.terme), r.terme,
                         Visibilite::partenaires});
    return liste;
}

std::vector<Attente> exemptions_qui_finissent(Reader& db, DemandeDAttentes const& d) {
    auto c = d.parmi();
    std::vector<Attente> liste;
    for (auto const& r :
         db.all<Datee>("select e.jeune_id, e.du, e.au from exemption_formation e join jeune j on j.id = e.jeune_id "
                       "where e.annule_le is null and e.au >= ? and e.au <= ? and " +
                           c.sql + " order by e.au, e.id limit ?",
                       base::plus_jours(d.portee.jour, -territoire::entier(db, "reunion.regard", d.portee.jour)),
                       avant_la_suivante(db, d), c.p, d.au_plus))
        liste.push_back({r.jeune, Urgence::a_decider,
                         "Exemption de l’obligation de formation : dernier jour le " + base::affiche(r.terme), r.terme,
                         Visibilite::equipe});
    return liste;
}

/// Les plus longs silences d'abord. On part des dossiers suivis, puis on ne garde que ceux du terrain.
std::vector<Attente> silences(Reader& db, DemandeDAttentes const& d) {
    constexpr int regardes = 1000;
    auto limite = base::plus_jours(d.portee.jour, -territoire::entier(db, "contact.silence", d.portee.jour));
    auto muets = silencieux(db, d.portee, limite, regardes);
    if (muets.empty())
        return {};
    std::vector<storage::Param> p;
    for (auto const& s : muets)
        p.emplace_back(s.jeune.valeur);
    auto sql = "select j.id from jeune j where j.id in (" + storage::placeholders(p.size()) + ")";
    if (!d.terrain.sql.empty()) {
        sql += " and " + d.terrain.sql;
        p.insert(p.end(), d.terrain.p.begin(), d.terrain.p.end());
    }
    auto dedans = db.all_with<Id<Jeune>>(sql + " order by j.id", p);
    // Ce qu'un partenaire compte comme échange n'est pas ce qu'en lit l'équipe : chacun garde le sien.
    auto lecteurs = d.portee.role == acces::Role::mission_locale ? Visibilite::partenaires : Visibilite::equipe;
    std::vector<Attente> liste;
    for (auto const& s : muets)
        if (std::ranges::binary_search(dedans, s.jeune) && liste.size() < static_cast<std::size_t>(d.au_plus))
            liste.push_back({s.jeune, Urgence::silence,
                             s.dernier ? "Sans nouvelles depuis le " + base::affiche(*s.dernier)
                                       : std::string("Aucun échange noté"),
                             s.dernier, lecteurs});
    return liste;
}

} // namespace

void attentes(agenda::Attentes& a) {
    a.fournisseur(retours_a_tenir);
    a.fournisseur(convocations_au_terme);
    a.fournisseur(solutions_a_revoir);
    a.fournisseur(exemptions_qui_finissent);
    a.fournisseur(silences);
}

} // namespace metier::suivi
