#include "metier/suivi/suivi_sql.hpp"

#include "base/texte.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::suivi {

Id<acces::Agent> qui_agit(Reader& db, Id<Jeune> jeune, Id<acces::Agent> auteur) {
    auto referent = jeunes::referent(db, jeune);
    return referent ? referent->agent : auteur;
}

std::string lisibles_sql(acces::Role role) {
    std::string liste = "(''";
    for (auto v : acces::lisibles(role))
        liste += ", '" + std::string(base::code(v)) + "'";
    return liste + ")";
}

std::string entretiens_lus_sql(acces::Portee const& portee, std::string const& x) {
    return "(" + x + ".agent_id = " + std::to_string(portee.agent.valeur) + " or " + x + ".visibilite in " +
           lisibles_sql(portee.role) + ")";
}

void regler(Writer& db, Auteur const& auteur, Contact const& c) {
    auto issue = std::string(libelle(c.resultat)), acte = "contact/" + std::to_string(c.id.valeur);
    // Un nouvel essai règle la relance que le précédent avait fait naître.
    agenda::clore_reglees(db, auteur.instant, auteur.agent, c.jeune, std::string(genre_relance), issue, c.le,
                          base::plus_jours(c.le, 1), acte);
    if (abouti(c.resultat)) // un confirmé du repérage sort de la file des premiers contacts
        agenda::clore_pour(db, auteur.instant, auteur.agent, c.jeune, std::string(genre_premier_contact), issue, acte);
}

Id<Contact> enregistrer_contact(Writer& db, Auteur const& auteur, Contact const& c, std::string const& saisie) {
    if (auto deja = deja_saisi<Contact>(db, "contact", saisie))
        return *deja;
    auto id = db.one<Id<Contact>>(
        "insert into contact (jeune_id, le, canal, qui, resultat, note, prochain, agent_id, cree_le, saisie) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
        c.jeune, c.le, c.canal, c.qui, c.resultat, base::propre(c.note), c.prochain, auteur.agent, auteur.instant,
        jeton_ou_rien(saisie));
    auto note = c;
    note.id = id;
    regler(db, auteur, note);
    if (c.prochain)
        agenda::creer(db, auteur.instant, auteur.agent,
                      {.jeune = c.jeune,
                       .agent = qui_agit(db, c.jeune, auteur.agent),
                       .genre = std::string(genre_relance),
                       .objet = "Reprendre contact",
                       .pour_le = *c.prochain,
                       .origine = "contact/" + std::to_string(id.valeur)});
    return id;
}

std::optional<ContactVu> contact(Reader& db, acces::Portee const& portee, Id<Contact> id) {
    auto c = db.maybe<Contact>(
        "select id, jeune_id, le, canal, qui, resultat, note, prochain, agent_id from contact where id = ?", id);
    if (!c || !acces::motif(db, portee, c->jeune))
        return std::nullopt;
    auto auteur = c->agent ? db.maybe<std::string>("select prenom || ' ' || nom from agent where id = ?", *c->agent)
                           : std::nullopt;
    return ContactVu{*c, auteur.value_or(""), annulation(db, Saisi::contact, id.valeur)};
}

std::vector<Contact> contacts(Reader& db, Id<Jeune> jeune, int au_plus) {
    return db.all<Contact>(
        "select id, jeune_id, le, canal, qui, resultat, note, prochain, agent_id from contact where jeune_id = ? "
        "and annule_le is null order by le desc, id desc limit ?",
        jeune, au_plus);
}

std::optional<Date> dernier_entretien_avec(Reader& db, acces::Portee const& portee, Id<Jeune> jeune, Date jusqu_au) {
    return db.one<std::optional<Date>>(
        "select max(jour) from entretien where annule_le is null and jeune_id = ? and jour <= ? and genre not in " +
            std::string(hors_jeune_sql) + " and " + entretiens_lus_sql(portee),
        jeune, jusqu_au);
}

bool dit_injoignable(Reader& db, Id<Jeune> jeune) {
    return db
        .maybe<std::int64_t>("select id from solution where jeune_id = ? and code = 'injoignable' and etat in "
                             "('proposee', 'acceptee', 'active') limit 1",
                             jeune)
        .has_value();
}

SeuilsDeContact seuils_de_contact(Reader& db, Date jour) {
    return {territoire::entier(db, "contact.tentatives_injoignable", jour),
            territoire::entier(db, "contact.canaux_injoignable", jour)};
}

} // namespace metier::suivi
