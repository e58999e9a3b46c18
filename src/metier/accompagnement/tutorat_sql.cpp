#include <algorithm>

#include "base/texte.hpp"
#include "metier/accompagnement/accompagnement.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::accompagnement {
namespace {

/// S'il n'arrive pas, qui l'a demandé le sait ; de lui-même, le programme le dit au référent.
void suivre_l_envoi(Reader& db, courriels::ADeposer& c, Tutorat const& t, std::optional<Id<acces::Agent>> par) {
    c.de = par;
    if (auto referent = jeunes::referent(db, t.jeune); !par && referent)
        c.de = referent->agent;
    c.page = web::lien("/tutorats/{}", t.id).texte();
}

constexpr auto choisir = "select t.id, t.jeune_id, j.nom, j.nom_usage, j.prenom, t.tuteur, t.adresse, t.agent_id, "
                         "t.objet, t.objectifs, t.du, "
                         "t.au, t.frequence, t.minutes_prevues, t.accord_le, t.bilan, t.clos_le, t.demande_le, "
                         "t.version from tutorat t join "
                         "jeune j on j.id = t.jeune_id ";

std::string objet(Id<Tutorat> id) { return "tutorat/" + std::to_string(id.valeur); }

struct Demandeur {
    std::optional<Id<acces::Agent>> agent;
    std::string nom;
};
/// Qui demande ; si c'est le programme, au nom du référent, sinon de qui a commencé ce tutorat.
Demandeur demandeur(Reader& db, Tutorat const& t, std::optional<Id<acces::Agent>> par) {
    if (!par)
        if (auto referent = jeunes::referent(db, t.jeune))
            par = referent->agent;
    if (!par)
        par = db.maybe<Id<acces::Agent>>("select cree_par from tutorat where id = ? and cree_par is not null", t.id);
    auto nom = par ? db.maybe<std::string>("select prenom || ' ' || nom from agent where id = ?", *par) : std::nullopt;
    return {par, nom.value_or("")};
}

/// Un courriel de ce jour est parti ou part, et son lien mène encore quelque part.
bool en_route(Reader& db, Instant instant, Tutorat const& t, std::vector<courriels::CourrielVu> const& du_jour) {
    auto part = std::ranges::any_of(du_jour, [&](auto const& c) {
        return c.adresse == t.adresse && (c.etat == courriels::Etat::a_envoyer || c.etat == courriels::Etat::envoye);
    });
    return part && std::ranges::any_of(acces::liens_de(db, "tutorat", objet(t.id)), [&](auto const& l) {
               return l.adresse == t.adresse && acces::etat(l, instant) == acces::EtatDeLien::valable;
           });
}

std::string texte_de_la_demande(std::string const& qui, std::string const& adresse) {
    return "Bonjour,\n\n" + (qui.empty() ? "Nous vous demandons" : qui + " vous demande") +
           " des nouvelles de votre tutorat. Trente secondes suffisent, sans compte : l’avez-vous vu, comment ça va, "
           "une ligne.\n\n" +
           adresse + "\n\nCe lien est pour vous. S’il ne s’ouvre plus, demandez-en un autre" +
           (qui.empty() ? "" : " à " + qui) +
           ".\nLe nom du jeune ne figure pas dans ce message.\nMerci de ce que vous faites.\n";
}

} // namespace

std::vector<Tutorat> tutorats(Reader& db, Id<Jeune> jeune) {
    return db.all<Tutorat>(std::string(choisir) +
                               "where t.jeune_id = ? order by case when t.clos_le is null then 0 else 1 "
                               "end, t.du desc, t.id desc",
                           jeune);
}

std::optional<Tutorat> trouver(Reader& db, Id<Tutorat> id) {
    return db.maybe<Tutorat>(std::string(choisir) + "where t.id = ?", id);
}

Id<Tutorat> enregistrer(Writer& db, Tutorat const& t, Id<acces::Agent> par) {
    if (t.id == Id<Tutorat>{})
        return db.one<Id<Tutorat>>(
            "insert into tutorat (jeune_id, tuteur, adresse, agent_id, objet, objectifs, du, au, frequence, "
            "minutes_prevues, accord_le, cree_par) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
            t.jeune, t.tuteur, t.adresse, t.agent, t.objet, t.objectifs, t.du, t.au, t.frequence, t.minutes_prevues,
            t.accord_le, par);
    db.run_versioned(
        "update tutorat set tuteur = ?, adresse = ?, agent_id = ?, objet = ?, objectifs = ?, du = ?, au = ?, "
        "frequence = ?, minutes_prevues = ?, accord_le = ?, version = version + 1 where id = ? and version = "
        "? and clos_le is null",
        t.tuteur, t.adresse, t.agent, t.objet, t.objectifs, t.du, t.au, t.frequence, t.minutes_prevues, t.accord_le,
        t.id, t.version);
    return t.id;
}

void clore(Writer& db, Tutorat const& t, Date le, std::string const& bilan) {
    db.run_versioned(
        "update tutorat set clos_le = ?, bilan = ?, version = version + 1 where id = ? and version = ? and "
        "clos_le is null",
        le, bilan, t.id, t.version);
}

std::vector<Rencontre> rencontres(Reader& db, Id<Tutorat> tutorat) {
    return db.all<Rencontre>(
        "select r.id, r.tutorat_id, r.le, r.vu, r.minutes, r.humeur, r.mot, coalesce(a.prenom || ' ' "
        "|| a.nom, ''), r.annulee_le from rencontre_de_tutorat r left join agent a on a.id = "
        "r.note_par where r.tutorat_id = ? order by r.le desc, r.id desc",
        tutorat);
}

bool noter(Writer& db, Instant instant, Tutorat const& t, Rencontre const& r, std::optional<Id<acces::Agent>> par,
           std::string const& saisie) {
    auto notees =
        db.run("insert into rencontre_de_tutorat (tutorat_id, jeune_id, le, vu, minutes, humeur, mot, note_le, "
               "note_par, saisie) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (saisie) do nothing",
               t.id, t.jeune, r.le, r.vu, r.vu ? r.minutes : 0, r.humeur, r.mot, instant, par, saisie);
    return notees > 0;
}

void annuler_rencontre(Writer& db, Instant instant, Id<Rencontre> id) {
    db.run("update rencontre_de_tutorat set annulee_le = ? where id = ? and annulee_le is null", instant, id);
}

std::int64_t minutes_faites(std::vector<Rencontre> const& r) {
    std::int64_t total = 0;
    for (auto const& une : r)
        total += une.annulee_le ? 0 : une.minutes;
    return total;
}

Compte compte(std::vector<Rencontre> const& r, Tutorat const& t, Rencontre const& nouvelle) {
    Compte c;
    c.minutes = nouvelle.vu ? nouvelle.minutes : 0;
    c.faites = minutes_faites(r);
    c.prevues = t.minutes_prevues;
    for (auto const& une : r)
        if (!une.annulee_le && une.le == nouvelle.le) {
            ++c.ce_jour;
            c.minutes_ce_jour += une.minutes;
        }
    return c;
}

bool deja_notee(Reader& db, std::string const& saisie) {
    return db.maybe<std::int64_t>("select 1 from rencontre_de_tutorat where saisie = ?", saisie).has_value();
}

std::vector<Tutorat> a_interroger(Reader& db, Date jour) {
    std::vector<Tutorat> dus;
    for (auto const& t :
         db.all<Tutorat>(std::string(choisir) + "where t.clos_le is null and t.adresse <> '' and t.du <= ? "
                                                "and (t.au is null or t.au >= ?) order by t.id",
                         jour, jour)) {
        auto derniere =
            db.maybe<Date>("select max(le) from rencontre_de_tutorat where tutorat_id = ? and annulee_le is "
                           "null having count(*) > 0",
                           t.id);
        auto depuis = std::max(derniere.value_or(t.du), t.demande_le ? base::a_paris(*t.demande_le).jour : t.du);
        if (base::jours_entre(depuis, jour) >= t.frequence)
            dus.push_back(t);
    }
    return dus;
}

bool interroger(Writer& db, Instant instant, Tutorat const& t, std::optional<Id<acces::Agent>> par,
                std::function<std::string(web::Lien const&)> const& adresse) {
    auto jour = base::a_paris(instant).jour;
    auto du_jour = objet(t.id) + "/" + base::iso(jour) + "/";
    auto deja = courriels::de_l_origine(db, du_jour);
    if (en_route(db, instant, t, deja))
        return false;
    auto qui = demandeur(db, t, par);
    auto secret = acces::creer_lien(
        db, instant, {"tutorat", objet(t.id), t.adresse, qui.agent, territoire::entier(db, "tutorat.lien", jour)});
    courriels::ADeposer c;
    c.adresse = t.adresse;
    c.genre = "tutorat";
    suivre_l_envoi(db, c, t, par);
    c.objet = "Votre tutorat\u00a0: comment ça va ?";
    c.texte = texte_de_la_demande(qui.nom, adresse(acces::lien_du_secret(secret)));
    c.origine = du_jour + std::to_string(deja.size());
    if (!courriels::deposer(db, instant, c)) { // deux demandes au même instant : l'autre est partie, son lien vaut
        acces::oublier_lien(db, secret);
        return false;
    }
    acces::retirer_liens(db, instant, "tutorat", objet(t.id), acces::Retrait::remplace, secret);
    db.run("update tutorat set demande_le = ? where id = ?", instant, t.id);
    return true;
}

std::int64_t interroger_les_tuteurs(acces::Environnement const& env) {
    if (env.adresse.empty())
        return 0;
    storage::Transaction tx{env.base};
    auto& db = tx.writer();
    std::int64_t partis = 0;
    for (auto const& t : a_interroger(db, env.horloge.jour())) {
        if (interroger(db, env.horloge.instant(), t, {}, [&](web::Lien const& l) { return env.adresse + l.texte(); }))
            ++partis;
    }
    if (partis > 0) {
        acces::Trace trace;
        trace.detail = base::pluriel(partis, "tuteur interrogé", "tuteurs interrogés");
        acces::consigner(db, env.horloge.instant(), {}, "", acces::Acte::tuteurs_interroges, trace);
    }
    tx.commit();
    return partis;
}

} // namespace metier::accompagnement
