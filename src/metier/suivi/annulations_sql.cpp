#include "metier/suivi/annulations.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/suivi/suivi_sql.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::suivi {
namespace {

std::string table(Saisi quoi) {
    switch (quoi) {
    case Saisi::contact: return "contact";
    case Saisi::entretien: return "entretien";
    case Saisi::exemption: break;
    }
    return "exemption_formation";
}

/// « contact/12 » : sous quel nom l'acte a réglé ou fait naître des échéances.
std::string acte(Saisi quoi, std::int64_t id) {
    return (quoi == Saisi::exemption ? "exemption" : table(quoi)) + "/" + std::to_string(id);
}

/// Un contact, ou un entretien avec le jeune, noté après celui-ci : c'est lui, désormais, qui règle ce qui restait.
bool suivi_depuis(Reader& db, Saisi quoi, std::int64_t id, bool entretiens_seuls) {
    auto autre = [&](std::string const& t, std::string const& et) {
        return db
            .maybe<std::int64_t>("select x.id from " + t + " x join " + table(quoi) +
                                     " m on m.jeune_id = x.jeune_id where m.id = ? and x.annule_le is null and "
                                     "x.cree_le > m.cree_le" +
                                     et + " limit 1",
                                 id)
            .has_value();
    };
    return autre("entretien", " and x.genre not in " + std::string(hors_jeune_sql)) ||
           (!entretiens_seuls && autre("contact", ""));
}

bool echange_depuis_la_confirmation(Reader& db, std::string const& acte) {
    return db
        .maybe<std::int64_t>("select e.id from echeance e join echange x on x.jeune_id = e.jeune_id where e.reglee_par "
                             "= ? and e.genre = ? and x.le >= substr(e.creee_le, 1, 10) limit 1",
                             acte, genre_premier_contact)
        .has_value();
}

/// Relances, rendez-vous, premiers contacts que cette saisie réglait, sauf si une autre l'a fait depuis.
void rouvrir(Writer& db, Saisi quoi, std::int64_t id) {
    auto nom = acte(quoi, id);
    if (!suivi_depuis(db, quoi, id, false))
        agenda::rouvrir_ce_que_reglait(db, nom, std::string(genre_relance));
    if (!suivi_depuis(db, quoi, id, true))
        agenda::rouvrir_ce_que_reglait(db, nom, std::string(genre_rendez_vous));
    if (!echange_depuis_la_confirmation(db, nom))
        agenda::rouvrir_ce_que_reglait(db, nom, std::string(genre_premier_contact));
}

/// La demande de droit au retour attend de nouveau son entretien, ou celui qui y répondait aussi.
void rouvrir_les_retours(Writer& db, Auteur const& auteur, Id<Entretien> id) {
    auto jeune = db.one<Id<Jeune>>("select jeune_id from entretien where id = ?", id);
    if (db.run("update retour set clos_le = null, entretien_id = null, version = version + 1 where entretien_id = ?",
               id) == 0)
        return;
    agenda::rouvrir_ce_que_reglait(db, acte(Saisi::entretien, id.valeur), std::string(genre_retour));
    for (auto autre : db.all<Id<Entretien>>("select id from entretien where jeune_id = ? and annule_le is null and "
                                            "genre not in " +
                                                std::string(hors_jeune_sql) + " order by jour, id",
                                            jeune))
        repondre_aux_retours(db, auteur, *entretien_brut(db, autre));
}

/// La convocation que l'exemption levait court de nouveau, si l'obligation n'est toujours pas remplie et
/// qu'aucune autre n'est en cours.
void rouvrir_la_convocation(Writer& db, Auteur const& auteur, std::int64_t exemption) {
    auto levee = db.maybe<Id<Convocation>>("select id from convocation where exemptee_par = ? and issue = 'exemption' "
                                           "order by le desc, id desc limit 1",
                                           exemption);
    if (!levee)
        return;
    auto jeune = db.one<Id<Jeune>>("select jeune_id from convocation where id = ?", *levee);
    auto statut = jeunes::obligation(jeunes::faits(db, jeune, auteur.jour()), auteur.jour(),
                                     fenetre_d_obligation(db, auteur.jour()))
                      .statut;
    using enum jeunes::StatutObligation;
    auto toutes = convocations(db, jeune);
    if (statut == remplie || statut == exempte || statut == hors_champ ||
        std::ranges::any_of(toutes, [](auto const& c) { return !c.close_le; }))
        return;
    db.run("update convocation set close_le = null, issue = '', exemptee_par = null, version = version + 1 where id = "
           "?",
           *levee);
    agenda::rouvrir_ce_que_reglait(db, acte(Saisi::exemption, exemption));
}

Contact contact_brut(Reader& db, std::int64_t id) {
    return db.one<Contact>(
        "select id, jeune_id, le, canal, qui, resultat, note, prochain, agent_id from contact where id = ?", id);
}

struct LigneExemption {
    Id<Jeune> jeune;
    Date du{};
    std::optional<Date> au;
    std::string signataire;
    std::optional<Id<acces::Agent>> agent;
    std::string auteur;
};
std::optional<LigneExemption> ligne_d_exemption(Reader& db, std::int64_t id) {
    return db.maybe<LigneExemption>(
        "select x.jeune_id, x.du, x.au, x.signataire, x.agent_id, coalesce(a.prenom || ' ' || a.nom, '') from "
        "exemption_formation x left join agent a on a.id = x.agent_id where x.id = ?",
        id);
}

void regler_de_nouveau(Writer& db, Auteur const& auteur, Saisi quoi, std::int64_t id) {
    if (quoi == Saisi::contact)
        regler(db, auteur, contact_brut(db, id));
    else if (quoi == Saisi::entretien)
        regler(db, auteur, *entretien_brut(db, Id<Entretien>{id}));
    else if (auto x = ligne_d_exemption(db, id))
        lever_pour(db, auteur, x->jeune, {x->du, x->au, x->signataire, x->agent, Id<jeunes::Exemption>{id}});
}

} // namespace

std::optional<Annulation> annulation(Reader& db, Saisi quoi, std::int64_t id) {
    return db.maybe<Annulation>("select x.annule_le, coalesce(a.prenom || ' ' || a.nom, ''), x.annule_motif from " +
                                    table(quoi) +
                                    " x left join agent a on a.id = x.annule_par where x.id = ? and x.annule_le is not "
                                    "null",
                                id);
}

void annuler_saisie(Writer& db, Auteur const& auteur, Saisi quoi, std::int64_t id, std::string const& motif) {
    // « jour = jour » : ce qui surveille les faits d'un entretien voit qu'il ne compte plus.
    db.run_versioned("update " + table(quoi) + " set annule_le = ?, annule_par = ?, annule_motif = ?" +
                         (quoi == Saisi::entretien ? ", jour = jour" : "") + " where id = ? and annule_le is null",
                     auteur.instant, auteur.agent, base::propre(motif), id);
    auto nom = acte(quoi, id);
    agenda::clore_celles_de(db, auteur.instant, auteur.agent, nom, "Saisie annulée", {}, "annulation/" + nom);
    if (quoi == Saisi::exemption)
        return rouvrir_la_convocation(db, auteur, id);
    rouvrir(db, quoi, id);
    if (quoi == Saisi::entretien)
        rouvrir_les_retours(db, auteur, Id<Entretien>{id});
}

void retablir_saisie(Writer& db, Auteur const& auteur, Saisi quoi, std::int64_t id) {
    db.run_versioned("update " + table(quoi) + " set annule_le = null, annule_par = null, annule_motif = ''" +
                         (quoi == Saisi::entretien ? ", jour = jour" : "") + " where id = ? and annule_le is not null",
                     id);
    regler_de_nouveau(db, auteur, quoi, id); // avant de rouvrir ce qu'elle demandait elle-même
    agenda::rouvrir_ce_que_reglait(db, "annulation/" + acte(quoi, id));
}

Date retablissable_jusqu_au(Reader& db, Annulation const& a) {
    auto jour = base::a_paris(a.le).jour;
    return base::plus_jours(jour, territoire::entier(db, "saisie.delai_annulation", jour));
}

std::optional<ExemptionVue> exemption(Reader& db, acces::Portee const& portee, Id<jeunes::Exemption> id) {
    auto l = ligne_d_exemption(db, id.valeur);
    if (!l || !acces::motif(db, portee, l->jeune))
        return std::nullopt;
    return ExemptionVue{
        l->jeune, {l->du, l->au, l->signataire, l->agent, id}, l->auteur, annulation(db, Saisi::exemption, id.valeur)};
}

} // namespace metier::suivi
