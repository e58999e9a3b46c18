#include "base/texte.hpp"
#include "metier/acces/comptes.hpp"
#include "metier/acces/delegation.hpp"
#include "metier/acces/liens_signes.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/passage/dits.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::passage {
namespace {

constexpr auto choisir = "select p.id, p.de_agent_id, p.a_agent_id, x.prenom || ' ' || x.nom, y.prenom || ' ' || "
                         "y.nom, z.prenom || ' ' || z.nom, p.le, p.suivis, p.reste, p.lu_par_a, p.lu_par_de from "
                         "passage_dit p join agent x on x.id = p.de_agent_id join agent y on y.id = p.a_agent_id join "
                         "agent z on z.id = p.par_agent_id ";

/// `origine` : la même pour tout ce qu'un geste lui annonce, qui ne fait qu'un courriel.
void ecrire_a(Writer& db, acces::Contexte const& cx, Id<acces::Agent> qui, std::string const& origine,
              std::string const& objet, std::string const& phrase, web::Lien const& ou) {
    auto compte = acces::compte(db, qui);
    if (qui == cx.agent() || !compte || !compte->actif())
        return;
    courriels::ADeposer c;
    c.agent = qui;
    c.adresse = compte->courriel;
    c.genre = "passage";
    c.objet = objet;
    c.texte = "Bonjour,\n\n" + phrase + "\n\n" + acces::adresse_entiere(cx, ou) +
              "\n\nAucune information sur les jeunes ne figure dans ce message.\n";
    c.origine = origine;
    courriels::deposer(db, cx.instant(), c);
}

std::optional<Id<PassageDit>> deja_dit(Reader& db, Id<acces::Agent> de, Id<acces::Agent> a, Instant le) {
    return db.maybe<Id<PassageDit>>("select id from passage_dit where de_agent_id = ? and a_agent_id = ? and le = ?",
                                    de, a, le);
}

Id<PassageDit> noter(Writer& db, Instant le, Id<acces::Agent> par, Id<acces::Agent> de, Id<acces::Agent> a,
                     std::int64_t suivis, std::string const& reste) {
    auto lu = [&](Id<acces::Agent> qui) { return qui == par ? std::optional{le} : std::nullopt; };
    return db.one<Id<PassageDit>>(
        "insert into passage_dit (de_agent_id, a_agent_id, par_agent_id, le, suivis, reste, lu_par_a, lu_par_de) "
        "values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (de_agent_id, a_agent_id, le) do update set suivis = "
        "passage_dit.suivis + excluded.suivis, reste = case when excluded.reste = '' then passage_dit.reste else "
        "excluded.reste end returning id",
        de, a, par, le, suivis, reste, lu(a), lu(de));
}

void demander_l_annonce(Writer& db, Instant instant, Id<acces::Agent> par, Id<Jeune> jeune, Id<acces::Agent> referent) {
    auto jour = base::a_paris(instant).jour;
    agenda::creer(db, instant, par,
                  {.jeune = jeune,
                   .agent = referent,
                   .genre = genre_annonce,
                   .objet = "Dire au jeune et à sa famille que leur interlocuteur change",
                   .pour_le = base::plus_jours(jour, territoire::entier(db, "passage.annonce", jour)),
                   .origine = "referent/" + std::to_string(jeune.valeur)});
}

} // namespace

std::string PassageDit::quoi() const {
    auto dit = suivis > 0 ? base::pluriel(suivis, "suivi") : std::string{};
    return reste.empty() ? dit : dit.empty() ? reste : dit + ", et " + reste;
}

void dire(Writer& db, acces::Contexte const& cx, Id<acces::Agent> de, Id<acces::Agent> a, std::int64_t suivis,
          std::string const& reste) {
    if (suivis == 0 && reste.empty())
        return;
    auto id = noter(db, cx.instant(), cx.agent(), de, a, suivis, reste);
    auto combien = suivis > 0 ? base::pluriel(suivis, "suivi") : reste;
    ecrire_a(db, cx, a, "passage_dit/" + std::to_string(id.valeur), "On vous passe le témoin",
             "À partir d’aujourd’hui, ceci vous est confié : " + combien +
                 ". Ce qui vous attend, dossier par dossier, est dans Raccroche :",
             web::lien("/passage/recus/{}", id));
    ecrire_a(
        db, cx, de, "passage_de/" + std::to_string(de.valeur) + "/" + base::iso(cx.instant()), "On prend votre suite",
        "À partir d’aujourd’hui, une partie au moins de ce que vous teniez est confiée à d’autres. Quoi, et à qui, "
        "est en tête de « Ma journée », dans Raccroche :",
        web::lien("/"));
}

void dire_le_changement(Writer& db, acces::Contexte const& cx, Id<Jeune> jeune, Id<acces::Agent> ancien,
                        Id<acces::Agent> nouveau) {
    if (!deja_dit(db, ancien, nouveau, cx.instant()))
        dire(db, cx, ancien, nouveau, 1, {});
    agenda::clore_pour(db, cx.instant(), cx.agent(), jeune, genre_annonce, "Le référent a changé de nouveau");
    // Par un transfert, il a déjà rencontré le jeune avant de devenir son référent.
    auto motif = db.maybe<std::string>("select motif_fin from cercle where jeune_id = ? and agent_id = ? and fonction "
                                       "= 'referent' and au is not null order by au desc, id desc limit 1",
                                       jeune, ancien);
    if (motif == "transfert")
        return;
    demander_l_annonce(db, cx.instant(), cx.agent(), jeune, nouveau);
}

void passage_vecu(Writer& db, Instant instant, Id<Jeune> jeune, Id<acces::Agent> de, Id<acces::Agent> a,
                  Id<acces::Agent> par) {
    jeunes::designer_referent(db, jeune, a, base::a_paris(instant).jour, "passage de témoin");
    noter(db, instant, par, de, a, 1, {});
    demander_l_annonce(db, instant, par, jeune, a);
}

std::vector<PassageDit> a_lire(Reader& db, Id<acces::Agent> agent) {
    return db.all<PassageDit>(std::string(choisir) +
                                  "where (p.a_agent_id = ? and p.lu_par_a is null) or (p.de_agent_id "
                                  "= ? and p.lu_par_de is null) order by p.le desc, p.id desc",
                              agent, agent);
}

std::vector<PassageDit> faits_par(Reader& db, Id<acces::Agent> agent, Date depuis) {
    return db.all<PassageDit>(
        std::string(choisir) + "where p.par_agent_id = ? and p.le >= ? and p.suivis > 0 order by p.le desc, p.id desc",
        agent, base::depuis_paris(depuis, 0, 0));
}

std::vector<Id<Jeune>> a_rendre(Reader& db, PassageDit const& p) {
    auto jour = base::a_paris(p.le).jour;
    return db.all<Id<Jeune>>(
        "select c.jeune_id from cercle c join jeune j on j.id = c.jeune_id where c.agent_id = ? and c.fonction = "
        "'referent' and c.au is null and c.du = ? and j.fusionne_dans is null and exists (select 1 from cercle d where "
        "d.jeune_id = c.jeune_id and d.agent_id = ? and d.fonction = 'referent' and d.au = ?) order by j.nom, "
        "j.prenom, "
        "j.id",
        p.a, jour, p.de, jour);
}

std::optional<PassageDit> trouver(Reader& db, Id<PassageDit> id) {
    return db.maybe<PassageDit>(std::string(choisir) + "where p.id = ?", id);
}

void noter_lu(Writer& db, Instant instant, PassageDit const& p, Id<acces::Agent> agent) {
    if (agent == p.a)
        db.run("update passage_dit set lu_par_a = ? where id = ? and lu_par_a is null", instant, p.id);
    if (agent == p.de)
        db.run("update passage_dit set lu_par_de = ? where id = ? and lu_par_de is null", instant, p.id);
}

std::vector<SuiviPasse> suivis_passes(Reader& db, acces::Portee const& portee, PassageDit const& p) {
    auto visible = acces::est_visible(portee, "j");
    auto jour = base::a_paris(p.le).jour;
    auto parametres = storage::params_of(genre_annonce, p.a, p.a, jour, p.de, jour);
    parametres.insert(parametres.end(), visible.p.begin(), visible.p.end());
    return db.all<SuiviPasse>(
        "select j.id, j.nom, j.nom_usage, j.prenom, case when exists (select 1 from echeance e where e.jeune_id = j.id "
        "and e.genre = ? and e.agent_id = ? and e.faite_le is null) then 1 else 0 end from cercle c join jeune j on "
        "j.id = c.jeune_id where c.agent_id = ? and c.fonction = 'referent' and c.du = ? and j.fusionne_dans is null "
        "and exists (select 1 from cercle d where d.jeune_id = c.jeune_id and d.agent_id = ? and d.fonction = "
        "'referent' and d.au = ?) and " +
            visible.sql + " order by j.nom, j.prenom, j.id",
        parametres);
}

std::optional<agenda::Echeance> annonce_a_faire(Reader& db, acces::Portee const& portee, Id<Jeune> jeune) {
    for (auto const& e : agenda::du_jeune(db, portee, jeune))
        if (e.genre == genre_annonce && e.agent && acces::est_a_lui(db, portee, *e.agent))
            return e;
    return std::nullopt;
}

void effacer_le_perime(Writer& db, Date jour) {
    auto avant = base::plus_annees(jour, -1);
    db.run("delete from passage_dit where le < ?", base::depuis_paris(avant, 0, 0));
    db.run("delete from delegation where au < ?", avant);
}

} // namespace metier::passage
