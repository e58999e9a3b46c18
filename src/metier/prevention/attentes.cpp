// Ce qu'une réunion de l'établissement doit examiner : jamais examiné, ou à revoir ; la mission locale n'en voit rien.
#include "metier/agenda/attentes.hpp"

#include "metier/prevention/prevention.hpp"

namespace metier::prevention {
namespace {

struct Ligne {
    Id<Jeune> jeune;
    Etat etat = Etat::signalee;
    Date ouverte_le{};
    std::optional<Date> revoir_le;
};

/// Celles de l'établissement où la réunion se tient, que voit qui prépare : une plateforme n'en sait rien.
std::vector<agenda::Attente> situations_a_examiner(Reader& db, agenda::DemandeDAttentes const& d) {
    if (!d.etablissement)
        return {};
    auto c = acces::situation_visible(d.portee, "p");
    std::vector<agenda::Attente> liste;
    for (auto const& l : db.all<Ligne>(
             "select p.jeune_id, p.etat, p.ouverte_le, p.revoir_le from prevention p where p.etablissement_id = ? and "
             "p.ouverte_le <= ? and (p.etat = 'signalee' or (p.etat <> 'close' and p.revoir_le <= ?)) and " +
                 c.sql + " order by p.ouverte_le, p.id limit ?",
             *d.etablissement, d.jusqu_au, d.jusqu_au, c.p, d.au_plus)) {
        bool jamais = l.etat == Etat::signalee;
        auto depuis = jamais ? l.ouverte_le : l.revoir_le.value_or(l.ouverte_le);
        liste.push_back({l.jeune, agenda::Urgence::a_decider,
                         (jamais ? "Prévention : signalée le " : "Prévention : à revoir le ") + base::affiche(depuis),
                         depuis, acces::Visibilite::equipe, agenda::Titre::prevention});
    }
    return liste;
}

} // namespace

void attentes(agenda::Attentes& a) { a.fournisseur(situations_a_examiner); }

} // namespace metier::prevention
