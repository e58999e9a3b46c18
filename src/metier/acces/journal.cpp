#include "metier/acces/journal.hpp"

#include "base/secret.hpp"

namespace metier::acces {
namespace {

std::string sceau(LigneJournal const& l) {
    auto numero = [](auto const& id) { return id ? std::to_string(id->valeur) : std::string{}; };
    std::string tout = l.precedente;
    for (auto const& partie : {base::iso(l.instant), numero(l.agent), l.role, l.acte, l.motif, numero(l.jeune), l.objet, l.detail})
        tout += '\x1f' + partie;
    return base::sha256(tout);
}

} // namespace

void consigner(storage::Writer& db, Instant instant, std::optional<Id<Agent>> agent, std::string_view role, Acte acte,
               Trace const& trace) {
    // La tête d'abord : sur PostgreSQL, sa ligne sert de verrou jusqu'à la fin de la transaction.
    db.run("update journal_tete set id = id where id = 1");
    LigneJournal l{0, instant, agent, std::string(role), std::string(base::code(acte)), trace.motif, trace.jeune,
                   trace.objet, trace.detail, db.one<std::string>("select empreinte from journal_tete where id = 1"), ""};
    l.empreinte = sceau(l);
    db.run("insert into journal (instant, agent_id, role, acte, motif, jeune_id, objet, detail, precedente, empreinte) "
           "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
           l.instant, l.agent, l.role, l.acte, l.motif, l.jeune, l.objet, l.detail, l.precedente, l.empreinte);
    db.run("update journal_tete set empreinte = ? where id = 1", l.empreinte);
}

Verdict verifier_journal(storage::Reader& db) {
    Verdict verdict;
    std::string precedente;
    // Par tranches : la connexion n'a jamais tout le journal en mémoire.
    for (std::int64_t depuis = 0;;) {
        auto tranche = db.all<LigneJournal>("select id, instant, agent_id, role, acte, motif, jeune_id, objet, detail, precedente, "
                                            "empreinte from journal where id > ? order by id limit 5000", depuis);
        for (auto const& ligne : tranche) {
            depuis = ligne.id;
            ++verdict.lignes;
            if (ligne.precedente != precedente || sceau(ligne) != ligne.empreinte) {
                verdict.rompu = ligne.id;
                verdict.pourquoi = ligne.precedente != precedente ? "une ligne a été retirée ou déplacée juste avant"
                                                                  : "le contenu de la ligne a été modifié";
                return verdict;
            }
            precedente = ligne.empreinte;
        }
        if (tranche.empty())
            break;
    }
    if (db.one<std::string>("select empreinte from journal_tete where id = 1") != precedente) {
        verdict.rompu = verdict.lignes;
        verdict.pourquoi = "les dernières lignes manquent";
    }
    return verdict;
}

} // namespace metier::acces
