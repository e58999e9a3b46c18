#include <algorithm>

#include "base/texte.hpp"
#include "metier/reperage/decisions.hpp"

namespace metier::reperage {
namespace {

struct Decidee {
    Id<Paire> id;
    std::string decision, identites;
};

/// La dernière paire décidée de ces deux dossiers, dans un sens ou dans l'autre.
std::optional<Decidee> derniere(Reader& db, Id<Jeune> a, Id<Jeune> b) {
    auto liste = db.all<Decidee>("select p.id, p.decision, p.identites from paire_membre ma join paire_membre mb on "
                                 "mb.paire_id = ma.paire_id and mb.cote <> ma.cote join paire p on p.id = ma.paire_id "
                                 "where ma.jeune_id = ? and mb.jeune_id = ? and p.decision <> '' order by p.decidee_le "
                                 "desc, p.id desc limit 1",
                                 a, b);
    return liste.empty() ? std::nullopt : std::optional{std::move(liste.front())};
}

bool a_reposer(Reader& db, Decidee const& d, Id<Jeune> a, Id<Jeune> b) {
    return d.decision == base::code(DecisionDePaire::different) && !vaut_encore(d.identites, identites(db, a, b));
}

std::string identite(Reader& db, Id<Jeune> id) {
    auto j = jeunes::trouver_sans_portee(db, id);
    return std::to_string(id.valeur) + ":" +
           (j ? base::normalise(j->nom) + " " + base::normalise(j->prenom) + " " +
                    (j->naissance ? base::iso(*j->naissance) : std::string{})
              : std::string{});
}

} // namespace

void noter_la_decision(Writer& db, Id<Paire> id, std::string_view decision, std::optional<Id<acces::Agent>> agent,
                       Instant maintenant) {
    db.run("insert into paire_decision (paire_id, decision, agent_id, prise_le) values (?, ?, ?, ?)", id, decision,
           agent, maintenant);
}

std::string identites(Reader& db, Id<Jeune> a, Id<Jeune> b) {
    auto [petit, grand] = std::minmax(a, b);
    return identite(db, petit) + "|" + identite(db, grand);
}

bool vaut_encore(std::string_view alors, std::string_view maintenant) {
    auto avant = base::decoupe(alors, '|'), apres = base::decoupe(maintenant, '|');
    return std::ranges::all_of(avant, [&](std::string const& une) {
        auto numero = une.substr(0, une.find(':') + 1);
        auto meme = std::ranges::find_if(apres, [&](std::string const& x) { return x.starts_with(numero); });
        return numero.empty() || meme == apres.end() || *meme == une; // absorbé depuis : ce n'est plus ce dossier
    });
}

std::optional<DecisionDePaire> decision_connue(Reader& db, Id<Jeune> a, Id<Jeune> b) {
    auto const x = jeunes::resoudre(db, a), y = jeunes::resoudre(db, b);
    auto d = derniere(db, x, y);
    return d && !a_reposer(db, *d, x, y) ? base::lire_code<DecisionDePaire>(d->decision) : std::nullopt;
}

void reposer_si_l_identite_a_change(Writer& db, Id<Jeune> a, Id<Jeune> b, Instant maintenant) {
    auto d = derniere(db, a, b);
    if (!d || !a_reposer(db, *d, a, b) || paire_a_trancher(db, a, b))
        return;
    db.run("update paire set decision = '', decidee_le = null, decidee_par = null, lot_id = null, reportee_le = null, "
           "version = version + 1 where id = ?",
           d->id);
    noter_la_decision(db, d->id, "identite_changee", {}, maintenant);
}

std::optional<Id<Paire>> paire_a_trancher(Reader& db, Id<Jeune> a, Id<Jeune> b) {
    auto liste = db.all<Id<Paire>>("select p.id from paire_membre ma join paire_membre mb on mb.paire_id = ma.paire_id "
                                   "and mb.cote <> ma.cote join paire p on p.id = ma.paire_id where ma.jeune_id = ? "
                                   "and mb.jeune_id = ? and p.decision = '' order by p.id limit 1",
                                   a, b);
    return liste.empty() ? std::nullopt : std::optional{liste.front()};
}

void retenir_decision(Writer& db, Id<Jeune> a, Id<Jeune> b, DecisionDePaire decision,
                      std::optional<Id<acces::Agent>> agent, Instant maintenant) {
    if (a == b || decision == DecisionDePaire::plus_tard || decision_connue(db, a, b))
        return;
    reposer_si_l_identite_a_change(db, a, b, maintenant);
    auto id = paire_a_trancher(db, a, b);
    if (!id) {
        id = db.one<Id<Paire>>("insert into paire (cle, genre, proposee_le) values (?, 'douteux', ?) returning id",
                               cle_de_paire(a, b), maintenant);
        db.run("insert into paire_membre (paire_id, cote, jeune_id) values (?, 0, ?), (?, 1, ?)", *id, a, *id, b);
    }
    db.run("update paire set decision = ?, decidee_le = ?, decidee_par = ?, identites = ?, version = version + 1 where "
           "id = ?",
           decision, maintenant, agent, identites(db, a, b), *id);
    noter_la_decision(db, *id, base::code(decision), agent, maintenant);
}

} // namespace metier::reperage
