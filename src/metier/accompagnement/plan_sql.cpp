#include "metier/accompagnement/accompagnement.hpp"

namespace metier::accompagnement {
namespace {

constexpr auto choisir =
    "select id, jeune_id, objectif, action, qui, agent_id, pour_le, etat, finie_le, issue, version, creee_le "
    "from plan_ligne ";
constexpr auto choisir_contrat =
    "select id, jeune_id, objet, du, au, tuteur, engagements_jeune, engagements_tuteur, engagements_famille, "
    "signe_jeune, signe_tuteur, signe_famille, clos_le, clos_motif, version from contrat ";
constexpr auto choisir_positionnement =
    "select p.id, p.jeune_id, p.moment, p.le, p.niveaux, p.mot, coalesce(a.prenom || ' ' || a.nom, '') from "
    "positionnement p left join agent a on a.id = p.agent_id where p.annule_le is null ";

std::string origine(Id<LigneDePlan> id) { return "plan/" + std::to_string(id.valeur); }

} // namespace

bool couvre(SignatureDePlan const& s, LigneDePlan const& l) {
    return !(s.jusqu_a < l.id) && base::a_paris(l.creee_le).jour <= s.le;
}

std::vector<LigneDePlan> plan(Reader& db, Id<Jeune> jeune) {
    return db.all<LigneDePlan>(std::string(choisir) +
                                   "where jeune_id = ? order by case etat when 'a_faire' then 0 else 1 "
                                   "end, pour_le, id",
                               jeune);
}

std::optional<LigneDePlan> trouver(Reader& db, Id<LigneDePlan> id) {
    return db.maybe<LigneDePlan>(std::string(choisir) + "where id = ?", id);
}

Id<LigneDePlan> ajouter(Writer& db, Instant instant, Id<acces::Agent> par, LigneDePlan const& l) {
    auto id = db.one<Id<LigneDePlan>>("insert into plan_ligne (jeune_id, objectif, action, qui, agent_id, pour_le, "
                                      "creee_le, creee_par) values (?, ?, "
                                      "?, ?, ?, ?, ?, ?) returning id",
                                      l.jeune, l.objectif, l.action, l.qui, l.agent, l.pour_le, instant, par);
    if (l.agent)
        agenda::creer(db, instant, par,
                      {.jeune = l.jeune,
                       .agent = l.agent,
                       .genre = "plan",
                       .objet = l.action,
                       .pour_le = l.pour_le,
                       .origine = origine(id)});
    return id;
}

void finir(Writer& db, Instant instant, Id<acces::Agent> par, LigneDePlan const& l, EtatDeLigne etat,
           std::string const& issue) {
    db.run_versioned("update plan_ligne set etat = ?, finie_le = ?, issue = ?, version = version + 1 where id = ? and "
                     "version = ? and etat = 'a_faire'",
                     etat, base::a_paris(instant).jour, issue, l.id, l.version);
    agenda::clore_celles_de(db, instant, par, origine(l.id), std::string(base::code(etat)));
}

std::vector<SignatureDePlan> signatures(Reader& db, Id<Jeune> jeune) {
    return db.all<SignatureDePlan>("select s.qui, s.le, s.jusqu_a, coalesce(a.prenom || ' ' || a.nom, '') from "
                                   "plan_signature s left join agent a on a.id = s.recueillie_par where s.jeune_id = ? "
                                   "order by s.le desc, s.id desc",
                                   jeune);
}

void signer(Writer& db, Id<Jeune> jeune, Signataire qui, Date le, Id<acces::Agent> par) {
    db.run("insert into plan_signature (jeune_id, qui, le, jusqu_a, recueillie_par) select ?, ?, ?, max(id), ? from "
           "plan_ligne where jeune_id = ? having max(id) is not null",
           jeune, qui, le, par, jeune);
}

std::vector<Contrat> contrats(Reader& db, Id<Jeune> jeune) {
    return db.all<Contrat>(std::string(choisir_contrat) + "where jeune_id = ? order by du desc, id desc", jeune);
}

std::optional<Contrat> trouver(Reader& db, Id<Contrat> id) {
    return db.maybe<Contrat>(std::string(choisir_contrat) + "where id = ?", id);
}

Id<Contrat> enregistrer(Writer& db, Contrat const& c, Id<acces::Agent> par) {
    if (c.id == Id<Contrat>{})
        return db.one<Id<Contrat>>(
            "insert into contrat (jeune_id, objet, du, au, tuteur, engagements_jeune, engagements_tuteur, "
            "engagements_famille, signe_jeune, signe_tuteur, signe_famille, cree_par) values (?, ?, ?, ?, ?, ?, ?, ?, "
            "?, "
            "?, ?, ?) returning id",
            c.jeune, c.objet, c.du, c.au, c.tuteur, c.engagements_jeune, c.engagements_tuteur, c.engagements_famille,
            c.signe_jeune, c.signe_tuteur, c.signe_famille, par);
    db.run_versioned(
        "update contrat set objet = ?, du = ?, au = ?, tuteur = ?, engagements_jeune = ?, engagements_tuteur "
        "= ?, engagements_famille = ?, signe_jeune = ?, signe_tuteur = ?, signe_famille = ?, version = "
        "version + 1 where id = ? and version = ? and clos_le is null",
        c.objet, c.du, c.au, c.tuteur, c.engagements_jeune, c.engagements_tuteur, c.engagements_famille, c.signe_jeune,
        c.signe_tuteur, c.signe_famille, c.id, c.version);
    return c.id;
}

void clore(Writer& db, Contrat const& c, Date le, std::string const& motif) {
    db.run_versioned(
        "update contrat set clos_le = ?, clos_motif = ?, version = version + 1 where id = ? and version = ? "
        "and clos_le is null",
        le, motif, c.id, c.version);
}

std::vector<Positionnement> positionnements(Reader& db, Id<Jeune> jeune) {
    return db.all<Positionnement>(std::string(choisir_positionnement) + "and p.jeune_id = ? order by p.le, p.id",
                                  jeune);
}

std::optional<Positionnement> trouver(Reader& db, Id<Positionnement> id) {
    return db.maybe<Positionnement>(std::string(choisir_positionnement) + "and p.id = ?", id);
}

Id<Positionnement> noter(Writer& db, Positionnement const& p, Id<acces::Agent> par) {
    return db.one<Id<Positionnement>>("insert into positionnement (jeune_id, moment, le, niveaux, mot, agent_id) "
                                      "values (?, ?, ?, ?, ?, ?) returning id",
                                      p.jeune, p.moment, p.le, p.niveaux, p.mot, par);
}

void annuler(Writer& db, Instant instant, Id<Positionnement> id) {
    db.run("update positionnement set annule_le = ? where id = ? and annule_le is null", instant, id);
}

} // namespace metier::accompagnement
