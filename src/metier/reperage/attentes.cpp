// Ce que le repérage met à l'ordre du jour d'une réunion.
#include "metier/agenda/attentes.hpp"
#include "metier/reperage/verifications.hpp"

namespace metier::reperage {

namespace {

using agenda::Attente;
using agenda::DemandeDAttentes;
using agenda::Urgence;

struct Datee {
    Id<Jeune> jeune;
    Date le{};
};

std::vector<Attente> a_verifier(Reader& db, DemandeDAttentes const& d) {
    auto campagne = campagne_courante(db, d.portee);
    if (!campagne)
        return {};
    auto c = d.parmi();
    std::vector<Attente> liste;
    for (auto const& p : db.all<Datee>("select p.jeune_id, c.observation from campagne_jeune p join campagne c on c.id "
                                       "= p.campagne_id join jeune j on j.id = p.jeune_id where p.campagne_id = ? and "
                                       "p.caisse = 'presume' and p.verification_id is null and " +
                                           c.sql + " order by p.cle_tri, p.jeune_id limit ?",
                                       *campagne, c.p, d.au_plus))
        liste.push_back({p.jeune, Urgence::a_decider,
                         "Présumé sorti au " + base::affiche(p.le) + " : situation à vérifier", p.le,
                         acces::Visibilite::partenaires});
    return liste;
}

std::vector<Attente> douteux(Reader& db, DemandeDAttentes const& d) {
    auto c = d.parmi();
    std::vector<Attente> liste;
    for (auto id : db.all<Id<Jeune>>("select distinct m.jeune_id from paire p join paire_membre m on m.paire_id = p.id "
                                     "and m.cote = 0 join jeune j on j.id = m.jeune_id where p.decision = '' and "
                                     "p.genre = 'douteux' and " +
                                         c.sql + " order by m.jeune_id limit ?",
                                     c.p, d.au_plus))
        liste.push_back({id,
                         Urgence::a_decider,
                         "Peut-être deux dossiers d’une même personne : à trancher",
                         {},
                         acces::Visibilite::equipe});
    return liste;
}

} // namespace

void attentes(agenda::Attentes& a) {
    a.fournisseur(a_verifier);
    a.fournisseur(douteux);
}

} // namespace metier::reperage
