#include "metier/courriels/courriels_sql.hpp"

#include "metier/territoire/parametres.hpp"

namespace metier::courriels {

namespace {

constexpr auto genre_envoi = "courriels.envoyer";
constexpr auto choisir = "select id, adresse, genre, objet, etat, essais, reponse, prochain_essai, cree_le, fini_le, "
                         "de_agent_id from courriel ";

/// '0' suit '/' : tout ce qui commence par « reunion/12/ », sans `like`.
std::string fin_de(std::string origine) {
    if (origine.ends_with('/'))
        origine.back() = '0';
    else
        origine += '\x01';
    return origine;
}

} // namespace

Instant quand_partir(storage::Reader& db, std::optional<Id<acces::Agent>> agent, bool urgent, Instant maintenant) {
    if (urgent)
        return maintenant;
    return heure_permise(maintenant, heures_communes(db, base::a_paris(maintenant).jour),
                         agent ? repos(db, *agent) : Repos{});
}

bool deposer(storage::Writer& db, Instant maintenant, ADeposer const& c) {
    auto quand = quand_partir(db, c.agent, c.urgent, maintenant);
    auto deposes =
        db.run("insert into courriel (agent_id, adresse, genre, objet, texte, calendrier, methode, origine, "
               "prochain_essai, partir_le, urgent, cree_le, de_agent_id, page, repondre_a) values (?, ?, ?, ?, "
               "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (origine, adresse) do nothing",
               c.agent, c.adresse, c.genre, c.objet, c.texte, c.calendrier, c.methode, c.origine, quand, quand,
               c.urgent, maintenant, c.de, c.page, c.repondre_a);
    if (deposes > 0 && quand == maintenant)
        storage::demander(db, maintenant, genre_envoi, "", genre_envoi);
    return deposes > 0;
}

void retirer(storage::Writer& db, std::string const& origine) {
    db.run("delete from courriel where origine >= ? and origine < ? and etat = 'a_envoyer'", origine, fin_de(origine));
}

void retirer(storage::Writer& db, std::string const& origine, std::string const& adresse) {
    db.run("delete from courriel where origine >= ? and origine < ? and adresse = ? and etat = 'a_envoyer'", origine,
           fin_de(origine), adresse);
}

std::vector<CourrielVu> de_l_origine(storage::Reader& db, std::string const& origine) {
    return db.all<CourrielVu>(std::string(choisir) + "where origine >= ? and origine < ? order by id desc", origine,
                              fin_de(origine));
}

std::optional<AEnvoyer> prochain(storage::Reader& db, Instant maintenant) {
    return db.maybe<AEnvoyer>(
        "select id, agent_id, adresse, objet, texte, calendrier, methode, repondre_a, essais, cree_le, "
        "coalesce(partir_le, cree_le), urgent from courriel where etat = 'a_envoyer' and "
        "prochain_essai <= ? order by prochain_essai, id limit 1",
        maintenant);
}

void remettre(storage::Writer& db, AEnvoyer const& c, Instant maintenant, Instant quand) {
    auto partir = c.essais == 0 ? quand : c.partir_le + (quand - maintenant);
    db.run("update courriel set prochain_essai = ?, partir_le = ? where id = ? and etat = 'a_envoyer'", quand, partir,
           c.id);
}

void noter_envoye(storage::Writer& db, Id<CourrielVu> id, Instant maintenant) {
    db.run("update courriel set etat = 'envoye', essais = essais + 1, reponse = '', texte = '', fini_le = ? where "
           "id = ?",
           maintenant, id);
}

void noter_echec(storage::Writer& db, Id<CourrielVu> id, Etat etat, std::string const& reponse, Instant maintenant,
                 Instant prochain_essai) {
    std::optional<Instant> fini;
    if (etat != Etat::a_envoyer)
        fini = maintenant;
    db.run("update courriel set etat = ?, essais = essais + 1, reponse = ?, prochain_essai = ?, fini_le = ?, "
           "texte = case when ? = 'a_envoyer' then texte else '' end where id = ?",
           etat, reponse, prochain_essai, fini, etat, id);
}

std::vector<CourrielVu> en_souffrance(storage::Reader& db, std::int64_t apres, int nombre) {
    return db.all<CourrielVu>(std::string(choisir) + "where etat <> 'envoye' and id > ? order by id limit ?", apres,
                              nombre);
}

std::vector<Compte> comptes(storage::Reader& db) {
    return db.all<Compte>("select etat, count(*) from courriel group by etat order by etat");
}

bool demander_les_envois(acces::Environnement const& env) {
    auto maintenant = env.horloge.instant();
    {
        auto lease = env.base.read();
        auto db = lease.reader();
        if (!prochain(db, maintenant))
            return false;
    }
    storage::Transaction tx{env.base};
    storage::demander(tx.writer(), maintenant, genre_envoi, "", genre_envoi);
    tx.commit();
    return true;
}

std::int64_t effacer_le_perime(storage::Writer& db, Date jour, Instant maintenant) {
    auto jours = territoire::entier(db, "courriel.conservation", jour);
    return db.run("delete from courriel where etat <> 'a_envoyer' and fini_le <= ?", maintenant - Jours{jours});
}

} // namespace metier::courriels
