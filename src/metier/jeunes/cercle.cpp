#include "metier/jeunes/saisies.hpp"

namespace metier::jeunes {
namespace {

constexpr int lecture_apres_relais = 30; // jours (C-92)

void fermer(Writer& db, Id<Jeune> jeune, std::string_view condition, Id<acces::Agent> agent, Date jour,
            std::string_view motif) {
    db.run("update cercle set au = ?, motif_fin = ?, visible_jusqu_au = ? where jeune_id = ? and au is null and " +
               std::string(condition),
           jour, motif, base::plus_jours(jour, lecture_apres_relais), jeune, agent);
}

} // namespace

void designer_referent(Writer& db, Id<Jeune> jeune, Id<acces::Agent> agent, Date jour, std::string_view motif) {
    auto actuel = referent(db, jeune);
    if (actuel && actuel->agent == agent)
        return;
    fermer(db, jeune, "fonction = 'referent' and agent_id <> ?", agent, jour, motif);
    fermer(db, jeune, "fonction = 'membre' and agent_id = ?", agent, jour, "devient référent");
    db.run("insert into cercle (jeune_id, agent_id, fonction, du) values (?, ?, 'referent', ?)", jeune, agent, jour);
}

std::optional<MembreDuCercle> referent(Reader& db, Id<Jeune> jeune) {
    return db.maybe<MembreDuCercle>(
        "select c.agent_id, a.prenom || ' ' || a.nom, c.fonction, c.du, c.au, c.motif_fin, c.titre, "
        "case when c.au is null then null else c.visible_jusqu_au end from cercle c join agent a on a.id = c.agent_id "
        "where c.jeune_id = ? and c.fonction = 'referent' and c.au is null",
        jeune);
}

void entrer_dans_le_cercle(Writer& db, Id<Jeune> jeune, Id<acces::Agent> agent, Date jour, std::string_view titre) {
    db.run("insert into cercle (jeune_id, agent_id, fonction, du, titre) select ?, ?, 'membre', ?, ? "
           "where not exists (select 1 from cercle where jeune_id = ? and agent_id = ? and au is null)",
           jeune, agent, jour, titre, jeune, agent);
}

bool sortir_du_cercle(Writer& db, Id<Jeune> jeune, Id<acces::Agent> agent, Date jour, std::string_view motif) {
    auto actuel = referent(db, jeune);
    if (actuel && actuel->agent == agent)
        return false;
    fermer(db, jeune, "agent_id = ?", agent, jour, motif);
    return true;
}

bool retirer_du_cercle(Writer& db, Id<Jeune> jeune, Id<acces::Agent> agent, Date jour, std::string_view motif) {
    if (!sortir_du_cercle(db, jeune, agent, jour, motif))
        return false;
    db.run("update cercle set visible_jusqu_au = ? where jeune_id = ? and agent_id = ? and visible_jusqu_au >= ?",
           base::plus_jours(jour, -1), jeune, agent, jour);
    return true;
}

std::vector<MembreDuCercle> cercle(Reader& db, Id<Jeune> jeune) {
    return db.all<MembreDuCercle>(
        "select c.agent_id, a.prenom || ' ' || a.nom, c.fonction, c.du, c.au, c.motif_fin, c.titre, "
        "case when c.au is null then null else c.visible_jusqu_au end from cercle c join agent a on a.id = c.agent_id "
        "where c.jeune_id = ? "
        "order by case when c.au is null then 0 else 1 end, c.fonction desc, c.du desc, c.id desc",
        jeune);
}

} // namespace metier::jeunes
