#include "metier/partenariats/contacts.hpp"

namespace metier::partenariats {
namespace {

constexpr auto choisir_contact =
    "select c.id, c.etablissement_id, c.structure_id, c.nom, c.fonction, c.telephone, c.courriel, c.recoit_places, "
    "c.confirme_le, coalesce(a.prenom || ' ' || a.nom, ''), c.retire_le, c.version from contact_partenaire c left join "
    "agent a on a.id = c.confirme_par ";
constexpr auto choisir_convention =
    "select id, etablissement_id, structure_id, objet, du, au, signataires, tacite, clause_donnees, note, close_le, "
    "close_motif, version from convention ";

} // namespace

std::vector<Contact> contacts(Reader& db, Partenaire const& p) {
    return db.all<Contact>(std::string(choisir_contact) + "where (c.etablissement_id = ? or c.structure_id = ?) and "
                                                          "c.retire_le is null order by c.nom, c.id",
                           p.etablissement, p.structure);
}

std::optional<Contact> trouver(Reader& db, Id<Contact> id) {
    return db.maybe<Contact>(std::string(choisir_contact) + "where c.id = ?", id);
}

Id<Contact> enregistrer(Writer& db, Partenaire const& p, Contact const& c, Id<acces::Agent> par, Date jour) {
    if (c.id == Id<Contact>{})
        return db.one<Id<Contact>>(
            "insert into contact_partenaire (etablissement_id, structure_id, nom, fonction, telephone, courriel, "
            "recoit_places, confirme_le, confirme_par) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
            p.etablissement, p.structure, c.nom, c.fonction, c.telephone, c.courriel, c.recoit_places, jour, par);
    db.run_versioned(
        "update contact_partenaire set nom = ?, fonction = ?, telephone = ?, courriel = ?, recoit_places = "
        "?, confirme_le = ?, confirme_par = ?, version = version + 1 where id = ? and version = ?",
        c.nom, c.fonction, c.telephone, c.courriel, c.recoit_places, jour, par, c.id, c.version);
    return c.id;
}

void confirmer(Writer& db, Id<Contact> id, Id<acces::Agent> par, Date jour) {
    db.run("update contact_partenaire set confirme_le = ?, confirme_par = ?, version = version + 1 where id = ? and "
           "retire_le is null",
           jour, par, id);
}

void confirmer_par_sa_reponse(Writer& db, Partenaire const& p, std::string const& adresse, Date jour) {
    db.run("update contact_partenaire set confirme_le = ?, confirme_par = null, version = version + 1 where "
           "(etablissement_id = ? or structure_id = ?) and courriel = ? and retire_le is null and confirme_le < ?",
           jour, p.etablissement, p.structure, adresse, jour);
}

void retirer(Writer& db, Id<Contact> id, Date jour) {
    db.run("update contact_partenaire set retire_le = ?, version = version + 1 where id = ? and retire_le is null",
           jour, id);
}

EtatDeConvention etat(Convention const& c, Date jour, int alerte) {
    if (c.close_le)
        return EtatDeConvention::close;
    if (jour < c.du)
        return EtatDeConvention::a_venir;
    if (jour > c.au)
        return c.tacite ? EtatDeConvention::a_renouveler : EtatDeConvention::echue;
    return base::jours_entre(jour, c.au) <= alerte ? EtatDeConvention::a_renouveler : EtatDeConvention::en_cours;
}

std::vector<Convention> conventions(Reader& db, Partenaire const& p) {
    return db.all<Convention>(std::string(choisir_convention) +
                                  "where etablissement_id = ? or structure_id = ? order by case when close_le is null "
                                  "then 0 else 1 end, au, id",
                              p.etablissement, p.structure);
}

std::optional<Convention> trouver(Reader& db, Id<Convention> id) {
    return db.maybe<Convention>(std::string(choisir_convention) + "where id = ?", id);
}

Id<Convention> enregistrer(Writer& db, Partenaire const& p, Convention const& c, Id<acces::Agent> par) {
    if (c.id == Id<Convention>{})
        return db.one<Id<Convention>>(
            "insert into convention (etablissement_id, structure_id, objet, du, au, signataires, tacite, "
            "clause_donnees, note, cree_par) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
            p.etablissement, p.structure, c.objet, c.du, c.au, c.signataires, c.tacite, c.clause_donnees, c.note, par);
    db.run_versioned(
        "update convention set objet = ?, du = ?, au = ?, signataires = ?, tacite = ?, clause_donnees = ?, "
        "note = ?, version = version + 1 where id = ? and version = ?",
        c.objet, c.du, c.au, c.signataires, c.tacite, c.clause_donnees, c.note, c.id, c.version);
    return c.id;
}

void clore(Writer& db, Id<Convention> id, std::int64_t version, Date le, std::string const& motif) {
    db.run_versioned("update convention set close_le = ?, close_motif = ?, version = version + 1 where id = ? and "
                     "close_le is null and version = ?",
                     le, motif, id, version);
}

} // namespace metier::partenariats
