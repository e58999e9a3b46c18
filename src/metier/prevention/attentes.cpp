// Ce qu'une réunion de l'établissement doit examiner : jamais examiné, ou à revoir ; la mission locale n'en voit rien.
#include "metier/agenda/attentes.hpp"

#include "metier/acces/delegation.hpp"
#include "metier/prevention/prevention.hpp"

namespace metier::prevention {
namespace {

struct Ligne {
    Id<Jeune> jeune;
    Etat etat = Etat::signalee;
    Date ouverte_le{};
    std::optional<Date> revoir_le;
};

/// De l'établissement de qui prépare, ou confiées à lui.
std::vector<agenda::Attente> situations_a_examiner(Reader& db, agenda::DemandeDAttentes const& d) {
    auto c = d.parmi();
    auto confiee = acces::est_a_lui(d.portee, "p.confie_a");
    std::vector<agenda::Attente> liste;
    for (auto const& l : db.all<Ligne>(
             "select p.jeune_id, p.etat, p.ouverte_le, p.revoir_le from prevention p join jeune j on j.id = p.jeune_id "
             "where (p.etat = 'signalee' or (p.etat <> 'close' and p.revoir_le <= ?)) and (" +
                 confiee.sql +
                 " or "
                 "p.etablissement_id in (select etablissement_id from role_tenu where id = ?)) and " +
                 c.sql + " order by p.ouverte_le, p.id limit ?",
             d.jusqu_au, confiee.p, d.portee.role_tenu, c.p, d.au_plus)) {
        bool jamais = l.etat == Etat::signalee;
        auto depuis = jamais ? l.ouverte_le : l.revoir_le.value_or(l.ouverte_le);
        liste.push_back({l.jeune, agenda::Urgence::a_decider,
                         (jamais ? "Prévention : signalée le " : "Prévention : à revoir le ") + base::affiche(depuis),
                         depuis, acces::Visibilite::equipe});
    }
    return liste;
}

} // namespace

void attentes(agenda::Attentes& a) { a.fournisseur(situations_a_examiner); }

} // namespace metier::prevention
