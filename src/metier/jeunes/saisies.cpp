#include "metier/jeunes/saisies.hpp"

#include "base/texte.hpp"
#include "metier/jeunes/index.hpp"

namespace metier::jeunes {

void corriger_identite(Writer& db, Jeune const& j, std::int64_t version_montree) {
    db.run_versioned("update jeune set nom = ?, nom_usage = ?, prenom = ?, autres_prenoms = ?, sexe = ?, naissance = "
                     "?, naissance_presumee = 0, commune_naissance = ?, "
                     "adresse = ?, code_postal = ?, commune = ?, telephone = ?, courriel = ?, cle_tri = ?, version = "
                     "version + 1 where id = ? and version = ?",
                     j.nom, j.nom_usage, j.prenom, j.autres_prenoms, j.sexe, j.naissance, j.commune_naissance,
                     j.adresse, j.code_postal, j.commune, j.telephone, j.courriel,
                     base::cle_de_tri(j.nom + " " + j.prenom), j.id, version_montree);
    indexer(db, j.id);
}

void verifier_identite(Writer& db, Id<Jeune> jeune, std::int64_t version_montree, Id<acces::Agent> agent,
                       Instant maintenant) {
    db.run_versioned("update jeune set identite_verifiee_le = ?, identite_verifiee_par = ?, version = version + 1 "
                     "where id = ? and version = ?",
                     maintenant, agent, jeune, version_montree);
}

void noter_points_d_appui(Writer& db, Id<Jeune> jeune, std::int64_t version_montree, std::string const& texte) {
    db.run_versioned("update jeune set points_d_appui = ?, version = version + 1 where id = ? and version = ?", texte,
                     jeune, version_montree);
}

void ajouter_responsable(Writer& db, Id<Jeune> jeune, Responsable const& r) {
    db.run("insert into responsable (jeune_id, lien, niveau, civilite, nom, prenom, telephone, telephone2, courriel, "
           "adresse, code_postal, commune, accepte_sms, "
           "contact_autorise, langue) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
           jeune, r.lien, r.niveau, r.civilite, r.nom, r.prenom, r.telephone, r.telephone2, r.courriel, r.adresse,
           r.code_postal, r.commune, r.accepte_sms, r.contact_autorise, r.langue);
}

void corriger_responsable(Writer& db, Id<Jeune> jeune, Id<Responsable_> id, std::int64_t version_montree,
                          Responsable const& r) {
    db.run_versioned("update responsable set lien = ?, niveau = ?, nom = ?, prenom = ?, telephone = ?, courriel = ?, "
                     "adresse = ?, code_postal = ?, commune = ?, "
                     "accepte_sms = ?, contact_autorise = ?, langue = ?, source_id = null, version = version + 1 where "
                     "id = ? and jeune_id = ? and version = ?",
                     r.lien, r.niveau, r.nom, r.prenom, r.telephone, r.courriel, r.adresse, r.code_postal, r.commune,
                     r.accepte_sms, r.contact_autorise, r.langue, id, jeune, version_montree);
}

std::vector<InePorte> ine(Reader& db, Id<Jeune> jeune) {
    return db.all<InePorte>("select genre, chiffre from identifiant where jeune_id = ? order by id", jeune);
}

std::vector<Lecteur> lecteurs(Reader& db, Id<Jeune> jeune, int au_plus) {
    return db.all<Lecteur>(
        "select a.prenom || ' ' || a.nom, l.role, max(l.instant), count(*) from journal l join agent a on a.id = "
        "l.agent_id "
        "where l.acte = 'dossier_lu' and l.jeune_id in (select id from jeune where id = ? or fusionne_dans = ?) "
        "group by a.id, a.prenom, a.nom, l.role order by max(l.instant) desc, a.id limit ?",
        jeune, jeune, au_plus);
}

std::vector<std::pair<Id<acces::Agent>, std::string>> referents_possibles(Reader& db, Id<Jeune> jeune, Date jour) {
    struct Ligne {
        Id<acces::Agent> id;
        std::string nom;
    };
    std::vector<std::pair<Id<acces::Agent>, std::string>> liste;
    db.each<Ligne>(
        "select a.id, a.prenom || ' ' || a.nom from (select cast(? as bigint) as jeune, cast(? as text) as jour) q "
        "cross "
        "join agent a cross join jeune j where j.id = q.jeune and a.desactive_le is null and exists (select 1 from "
        "role_tenu r where r.agent_id = a.id "
        "and r.role in ('coordonnateur', 'referent_decrochage', 'directeur_cio', 'psyen', 'mission_locale') and r.du "
        "<= q.jour and (r.au is null or r.au >= q.jour) "
        "and " +
            acces::est_visible_de("r.id", "q.jour", "j") + ") order by a.cle_tri, a.id",
        [&](Ligne&& l) { liste.emplace_back(l.id, std::move(l.nom)); }, jeune, jour);
    return liste;
}

} // namespace metier::jeunes
