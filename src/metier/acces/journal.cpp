#include "metier/acces/journal_du_dossier.hpp"

#include <algorithm>

#include "base/secret.hpp"
#include "metier/acces/coupe.hpp"

namespace metier::acces {
namespace {

constexpr std::string_view colonnes =
    "select id, instant, agent_id, role, acte, motif, jeune_id, objet, detail, precedente, "
    "empreinte from journal ";

std::string sceau(LigneJournal const& l) {
    auto numero = [](auto const& id) { return id ? std::to_string(id->valeur) : std::string{}; };
    std::string tout = l.precedente;
    for (auto const& partie :
         {base::iso(l.instant), numero(l.agent), l.role, l.acte, l.motif, numero(l.jeune), l.objet, l.detail})
        tout += '\x1f' + partie;
    return base::sha256(tout);
}

} // namespace

void un_a_la_fois(storage::Writer& db) {
    // Sur PostgreSQL, la ligne de tête sert de verrou jusqu'à la fin de la transaction.
    db.run("update journal_tete set id = id where id = 1");
}

void consigner(storage::Writer& db, Instant instant, std::optional<Id<Agent>> agent, std::string_view role, Acte acte,
               Trace const& trace) {
    un_a_la_fois(db);
    LigneJournal l{0,
                   instant,
                   agent,
                   std::string(role),
                   std::string(base::code(acte)),
                   trace.motif,
                   trace.jeune,
                   trace.objet,
                   trace.detail,
                   db.one<std::string>("select empreinte from journal_tete where id = 1"),
                   ""};
    l.empreinte = sceau(l);
    db.run("insert into journal (instant, agent_id, role, acte, motif, jeune_id, objet, detail, precedente, empreinte) "
           "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
           l.instant, l.agent, l.role, l.acte, l.motif, l.jeune, l.objet, l.detail, l.precedente, l.empreinte);
    db.run("update journal_tete set empreinte = ? where id = 1", l.empreinte);
}

Verdict verifier_journal(storage::Reader& db, std::int64_t apres) {
    Verdict verdict;
    if (apres > 0)
        verdict.derniere = db.one<std::string>("select empreinte from journal where id = ?", apres);
    else
        verdict.derniere = depart_de_la_chaine(db);
    // Par tranches : la connexion n'a jamais tout le journal en mémoire. La tête se lit avant la tranche : ce qui
    // s'ajoute pendant la vérification ne passe pas pour une rupture.
    for (std::int64_t depuis = apres;;) {
        auto tete = db.maybe<std::string>("select empreinte from journal_tete where id = 1").value_or("(absente)");
        auto tranche = db.all<LigneJournal>(std::string{colonnes} + "where id > ? order by id limit 5000", depuis);
        for (auto const& ligne : tranche) {
            depuis = ligne.id;
            ++verdict.lignes;
            if (ligne.precedente != verdict.derniere || sceau(ligne) != ligne.empreinte) {
                verdict.rompu = ligne.id;
                verdict.pourquoi = ligne.precedente != verdict.derniere
                                       ? "une ligne a été retirée ou déplacée juste avant"
                                       : "le contenu de la ligne a été modifié";
                return verdict;
            }
            verdict.derniere = ligne.empreinte;
        }
        if (!tranche.empty())
            continue;
        if (tete != verdict.derniere) {
            verdict.rompu = depuis;
            verdict.pourquoi = "une ou plusieurs lignes manquent après elle";
        } else if (verdict.lignes == 0 && apres == 0 && db.maybe<std::int64_t>("select id from agent limit 1")) {
            verdict.rompu = 0; // un compte ne se crée pas sans laisser de ligne
            verdict.pourquoi = "le journal est vide alors que des comptes existent";
        }
        return verdict;
    }
}

namespace {

std::string debut(Date jour) { return base::iso(base::depuis_paris(jour, 0, 0)); }
/// Bornes d'instants ; les deux bouts de tous les temps quand rien n'est demandé.
std::string depuis_le(std::optional<Date> jour) { return jour ? debut(*jour) : "0000"; }
std::string jusqu_au(std::optional<Date> jour) { return jour ? debut(base::plus_jours(*jour, 1)) : "9999"; }

} // namespace

std::vector<LigneLue> lire_journal(storage::Reader& db, DemandeDeJournal const& d) {
    return lire_journal(db, DemandeAuJournal{d, {}});
}

std::vector<LigneLue> lire_journal(storage::Reader& db, DemandeAuJournal const& d) {
    bool vers_le_present = d.apres > 0;
    std::string sql =
        "select j.id, j.instant, coalesce(a.prenom || ' ' || a.nom, ''), j.role, j.acte, j.motif, j.jeune_id, "
        "j.objet, j.detail from journal j left join agent a on a.id = j.agent_id where j.instant >= ? and j.instant < "
        "?";
    std::vector<storage::Param> valeurs{storage::to_param(depuis_le(d.du)), storage::to_param(jusqu_au(d.au))};
    auto et = [&](std::string_view condition, storage::Param valeur) {
        sql += condition;
        valeurs.push_back(std::move(valeur));
    };
    if (d.acte)
        et(" and j.acte = ?", storage::to_param(*d.acte));
    if (d.agent)
        et(" and j.agent_id = ?", storage::to_param(*d.agent));
    if (d.jeune)
        et(" and j.jeune_id = ?", storage::to_param(*d.jeune));
    if (d.avant > 0)
        et(" and j.id < ?", storage::to_param(d.avant));
    if (vers_le_present)
        et(" and j.id > ?", storage::to_param(d.apres));
    et(vers_le_present ? " order by j.id limit ?" : " order by j.id desc limit ?", storage::to_param(d.nombre));
    auto lignes = db.all_with<LigneLue>(sql, valeurs);
    if (vers_le_present)
        std::ranges::reverse(lignes);
    return lignes;
}

void parcourir_journal(storage::Reader& db, std::optional<Date> du, std::optional<Date> au,
                       std::function<void(LigneJournal const&)> const& ligne) {
    db.each<LigneJournal>(
        std::string{colonnes} + "where instant >= ? and instant < ? order by id", [&](LigneJournal&& l) { ligne(l); },
        depuis_le(du), jusqu_au(au));
}

std::int64_t ligne_avant_les_dernieres(storage::Reader& db, std::int64_t recul) {
    return db.maybe<std::int64_t>("select id from journal order by id desc limit 1 offset ?", recul).value_or(0);
}

} // namespace metier::acces
