#include <set>

#include "metier/acces/delegation.hpp"
#include "metier/acces/journal.hpp"
#include "metier/acces/liens_signes.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/jeunes/saisies.hpp"
#include "metier/relais/pages.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::relais {
namespace {

std::string choisir() {
    return "select r.id, r.jeune_id, j.nom, j.nom_usage, j.prenom, r.nature, r.finalite, r.de_agent_id, a.prenom || ' "
           "' || a.nom, a.courriel, r.vers_agent_id, r.vers_nom, r.vers_adresse, r.champs, r.message, r.envoye_le, "
           "r.rappels, r.rappele_le, r.ouvert_par, r.ouvert_le, r.reponse, r.motif_refus, r.reponse_texte, "
           "r.repondu_le, r.contact_le, r.revenu_le, r.retire_le, r.retire_motif, r.repris_le, r.passe_le, "
           "r.envoye_par, r.recu_par, r.en_plus_motif, r.accepte_le, r.accepte_texte, r.version, " +
           courriels::pas_arrive_sql("'/relais/' || r.id") +
           " from relais r join jeune j on j.id = r.jeune_id join agent a on a.id = r.de_agent_id ";
}

constexpr auto titre_au_cercle = "par un relais";

/// Plus rien n'est attendu : ni de qui reçoit, ni de qui envoie.
constexpr auto fini = "(r.contact_le is not null or r.retire_le is not null or r.repris_le is not null)";

std::vector<Relais> d_un_cote(Reader& db, std::string const& colonne, acces::Portee const& portee, Date depuis) {
    auto sien = acces::est_a_lui(portee, "r." + colonne);
    return db.all<Relais>(choisir() + "where " + sien.sql + " and (not " + fini +
                              " or r.envoye_le >= ?) order by case when " + fini +
                              " then 1 else 0 end, r.envoye_le, r.id",
                          sien.p, base::depuis_paris(depuis, 0, 0));
}

/// Rien n'est plus attendu de qui reçoit : ses liens ne mènent plus à rien.
void eteindre_les_liens(Writer& db, Instant instant, Id<Relais> id, acces::Retrait pourquoi) {
    acces::retirer_liens(db, instant, "relais", objet(id), pourquoi);
    courriels::n_attend_plus(db, instant, lien(id).texte());
}

/// Il n'était entré dans le dossier que pour ce relais : sans finalité, plus d'accès (N-7).
void quitter_le_dossier(Writer& db, Instant instant, Relais const& r, std::string_view motif) {
    if (!r.vers || r.reponse != "accepte")
        return;
    for (auto const& m : jeunes::cercle(db, r.jeune))
        if (m.agent == *r.vers && !m.au && m.titre == titre_au_cercle)
            jeunes::retirer_du_cercle(db, r.jeune, *r.vers, base::a_paris(instant).jour, motif);
}

} // namespace

std::optional<Relais> trouver(Reader& db, Id<Relais> id) { return db.maybe<Relais>(choisir() + "where r.id = ?", id); }
std::vector<Relais> envoyes(Reader& db, acces::Portee const& portee, Date depuis) {
    return d_un_cote(db, "de_agent_id", portee, depuis);
}
std::vector<Relais> recus(Reader& db, acces::Portee const& portee, Date depuis) {
    auto liste = d_un_cote(db, "vers_agent_id", portee, depuis);
    for (auto& r : liste)
        r.pas_arrive = false; // c'est l'affaire de qui l'a envoyé
    return liste;
}
bool de_qui_envoie(Reader& db, acces::Portee const& portee, Relais const& r) {
    return acces::est_a_lui(db, portee, r.de);
}
bool de_qui_recoit(Reader& db, acces::Portee const& portee, Relais const& r) {
    return r.vers && acces::est_a_lui(db, portee, *r.vers);
}
bool encore_tenu(Relais const& r) {
    auto e = etat(r.suivi());
    return e != Etat::retire && e != Etat::revenu && e != Etat::refuse;
}
std::vector<Collegue> collegues(Reader& db, Id<Jeune> jeune, Id<acces::Agent> sauf, Date jour) {
    std::vector<Collegue> liste;
    auto proches = jeunes::membres_possibles(db, jeune, jour);
    for (auto const& m : jeunes::cercle(db, jeune)) // déjà du cercle : on lui passe la main
        if (!m.au)
            proches.emplace_back(m.agent, m.nom);
    std::set<Id<acces::Agent>> vus{sauf};
    for (auto const& [id, nom] : proches)
        if (vus.insert(id).second)
            liste.push_back({id, nom, false});
    struct Autre {
        Id<acces::Agent> id;
        std::string nom;
    };
    for (auto const& a : db.all<Autre>(
             "select a.id, a.prenom || ' ' || a.nom || ' – ' || t.nom from role_tenu r join agent a on a.id = "
             "r.agent_id join territoire t on t.id = r.territoire_id where r.role = 'coordonnateur' and a.desactive_le "
             "is null and r.du <= ? and (r.au is null or r.au >= ?) order by t.cle_tri, a.cle_tri, a.id",
             jour, jour))
        if (vus.insert(a.id).second)
            liste.push_back({a.id, a.nom, true});
    return liste;
}

std::vector<Relais> du_jeune(Reader& db, Id<Jeune> jeune) {
    return db.all<Relais>(choisir() + "where r.jeune_id = ? order by r.envoye_le desc, r.id desc", jeune);
}

std::vector<Relais> ouverts_chez(Reader& db, Id<Jeune> jeune, Destinataire const& vers) {
    return db.all<Relais>(choisir() +
                              "where r.jeune_id = ? and (r.vers_agent_id = ? or "
                              "r.vers_etablissement_id = ? or r.vers_structure_id = ?) and not " +
                              fini + " and r.revenu_le is null and r.reponse <> 'refuse' order by r.envoye_le, r.id",
                          jeune, vers.agent, vers.etablissement, vers.structure);
}

Delais delais(Reader& db, Date jour) {
    auto jours = [&](std::string_view code) { return territoire::entier(db, code, jour); };
    return {jours("relais.rappel"), jours("relais.reponse"), jours("relais.contact")};
}

Id<Relais> envoyer(Writer& db, Instant instant, Id<acces::Agent> de, NouveauRelais const& r) {
    acces::un_a_la_fois(db);
    if (auto deja = db.maybe<Id<Relais>>("select id from relais where saisie = ?", r.saisie))
        return *deja;
    if (r.en_plus_motif.empty() && !ouverts_chez(db, r.jeune, r.vers).empty())
        throw storage::Conflict("Un relais est déjà ouvert chez ce destinataire.");
    return db.one<Id<Relais>>(
        "insert into relais (jeune_id, nature, finalite, de_agent_id, vers_agent_id, vers_etablissement_id, "
        "vers_structure_id, vers_nom, vers_adresse, champs, message, envoye_le, saisie, en_plus_motif) values (?, ?, "
        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
        r.jeune, r.nature, r.finalite, de, r.vers.agent, r.vers.etablissement, r.vers.structure, r.vers.nom,
        r.vers.adresse, ecrire(r.champs), r.message, instant, r.saisie, r.en_plus_motif);
}

void accepter(Writer& db, Instant instant, Relais const& r, std::string const& texte) {
    db.run_versioned(
        "update relais set reponse = 'accepte', reponse_texte = ?, repondu_le = ?, revenu_le = null, version "
        "= version + 1 where id = ? and version = ?",
        texte, instant, r.id, r.version);
    if (r.vers)
        jeunes::entrer_dans_le_cercle(db, r.jeune, *r.vers, base::a_paris(instant).jour, titre_au_cercle);
    courriels::n_attend_plus(db, instant, lien(r.id).texte());
}

void changer_d_adresse(Writer& db, Instant instant, Relais const& r, std::string const& adresse) {
    eteindre_les_liens(db, instant, r.id, acces::Retrait::remplace); // l'ancienne adresse n'est peut-être à personne
    db.run_versioned("update relais set vers_adresse = ?, ouvert_par = '', version = version + 1 where id = ? and "
                     "version = ?",
                     adresse, r.id, r.version);
}

void refuser(Writer& db, Instant instant, Relais const& r, MotifDeRefus motif, std::string const& texte) {
    db.run_versioned(
        "update relais set accepte_le = case when reponse = 'accepte' then repondu_le end, accepte_texte = case when "
        "reponse = 'accepte' then reponse_texte else '' end, reponse = 'refuse', motif_refus = ?, reponse_texte = ?, "
        "repondu_le = ?, version = "
        "version + 1 where id = ? and version = ?",
        motif, texte, instant, r.id, r.version);
    eteindre_les_liens(db, instant, r.id, acces::Retrait::refuse);
    quitter_le_dossier(db, instant, r, "relais refusé");
}

std::optional<Id<acces::Agent>> confirmer_contact(Writer& db, Instant instant, Relais const& r, Date le) {
    db.run_versioned("update relais set contact_le = ?, contact_note_le = ?, reponse = 'accepte', repondu_le = "
                     "coalesce(repondu_le, ?), version = version + 1 where id = ? and version = ?",
                     le, instant, instant, r.id, r.version);
    eteindre_les_liens(db, instant, r.id, acces::Retrait::fini);
    if (!r.vers)
        return {};
    auto jour = base::a_paris(instant).jour;
    if (r.nature == Nature::orientation) {
        jeunes::entrer_dans_le_cercle(db, r.jeune, *r.vers, jour, titre_au_cercle);
        return {};
    }
    auto ancien = jeunes::referent(db, r.jeune);
    jeunes::designer_referent(db, r.jeune, *r.vers, jour, "transfert");
    if (r.finalite == Finalite::suivi_de_bassin)
        if (auto bassin = db.maybe<Id<territoire::Territoire>>(
                "select min(t.territoire_id) from role_tenu t where t.agent_id = ? and t.role = 'coordonnateur' and "
                "t.du <= ? and (t.au is null or t.au >= ?) having count(*) = 1",
                *r.vers, jour, jour))
            jeunes::changer_de_bassin(db, r.jeune, *bassin);
    return ancien && ancien->agent != *r.vers ? std::optional{ancien->agent} : std::nullopt;
}

void retirer(Writer& db, Instant instant, Relais const& r, std::string const& motif) {
    db.run_versioned(
        "update relais set retire_le = ?, retire_motif = ?, version = version + 1 where id = ? and version = "
        "? and contact_le is null",
        instant, motif, r.id, r.version);
    eteindre_les_liens(db, instant, r.id, acces::Retrait::retire);
    quitter_le_dossier(db, instant, r, "relais retiré");
}

void reprendre(Writer& db, Instant instant, Relais const& r) {
    db.run_versioned(
        "update relais set repris_le = ?, version = version + 1 where id = ? and version = ? and repris_le is "
        "null",
        instant, r.id, r.version);
    eteindre_les_liens(db, instant, r.id, acces::Retrait::retire);
}

void noter_rappel(Writer& db, Instant instant, Relais const& r) {
    db.run("update relais set rappels = rappels + 1, rappele_le = ? where id = ?", instant, r.id);
}

void noter_ouverture(Writer& db, Instant instant, Id<Relais> id, std::string const& empreinte) {
    db.run("update relais set ouvert_par = ?, ouvert_le = ? where id = ?", empreinte, instant, id);
}

namespace {

std::string tenus_sql(jeunes::Apports::Etendue const& e) {
    return "(r.de_agent_id = ? or r.vers_agent_id = ?) and not " + std::string(fini) + " and " +
           e.condition("r.jeune_id");
}

void donner_a(Writer& db, Instant instant, Relais const& r, Id<acces::Agent> de, Id<acces::Agent> a) {
    struct Nouveau {
        std::string nom, courriel;
    };
    auto qui = db.one<Nouveau>("select prenom || ' ' || nom, courriel from agent where id = ?", a);
    db.run(
        "update relais set passe_le = ?, envoye_par = case when envoye_par = '' then ? else envoye_par end, recu_par "
        "= case when recu_par = '' then vers_nom else recu_par end, version = version + 1 where id = ?",
        instant, r.de_nom, r.id);
    if (r.de == de)
        db.run("update relais set de_agent_id = ? where id = ?", a, r.id);
    if (r.vers == de) {
        db.run("update relais set vers_agent_id = ?, vers_nom = ?, vers_adresse = ? where id = ?", a, qui.nom,
               qui.courriel, r.id);
        if (r.reponse == "accepte")
            jeunes::entrer_dans_le_cercle(db, r.jeune, a, base::a_paris(instant).jour, "relais");
    }
}

} // namespace

std::int64_t tenus(Reader& db, jeunes::Apports::Etendue const& e) {
    return db.one<std::int64_t>("select count(*) from relais r where " + tenus_sql(e), e.de, e.de);
}

std::int64_t passer(Writer& db, Instant instant, jeunes::Apports::Etendue const& e, Id<acces::Agent> a) {
    auto liste = db.all<Relais>(choisir() + "where " + tenus_sql(e) + " order by r.id", e.de, e.de);
    for (auto const& r : liste)
        if (r.de == a || r.vers == a || r.de == r.vers)
            retirer(db, instant, r, "passage de témoin\u00a0: l’autre bout tient maintenant les deux");
        else
            donner_a(db, instant, r, e.de, a);
    return static_cast<std::int64_t>(liste.size());
}

std::vector<Relais> en_attente(Reader& db) {
    return db.all<Relais>(choisir() + "where not " + fini +
                          " and r.revenu_le is null and r.reponse <> 'refuse' order by r.id");
}

std::int64_t faire_revenir(Writer& db, Instant instant) {
    auto jour = base::a_paris(instant).jour;
    auto d = delais(db, jour);
    std::int64_t revenus = 0;
    for (auto const& r : en_attente(db)) {
        auto fin = terme(r.suivi(), d);
        if (!fin || *fin >= jour)
            continue;
        db.run("update relais set revenu_le = ?, version = version + 1 where id = ?", instant, r.id);
        eteindre_les_liens(db, instant, r.id, acces::Retrait::revenu);
        quitter_le_dossier(db, instant, r, "relais revenu sans suite");
        ++revenus;
    }
    return revenus;
}

} // namespace metier::relais
