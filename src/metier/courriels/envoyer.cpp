// Le travail qui vide la file : un message à la fois, chacun noté avant le suivant. Tué entre l'envoi et la note, le
// même message part deux fois sous le même identifiant : les logiciels de courrier n'en montrent qu'un.
#include "metier/courriels/courriels_sql.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::courriels {

namespace {

messagerie::Courriel a_envoyer(AEnvoyer const& c, Instant maintenant) {
    messagerie::Courriel m;
    m.destinataire = c.adresse;
    m.objet = c.objet;
    m.texte = c.texte;
    // Le même d'un essai à l'autre, jamais celui d'une autre base du même domaine.
    m.identifiant =
        "courriel-" + std::to_string(c.id.valeur) + "." + std::to_string(c.cree_le.time_since_epoch().count());
    m.date = maintenant; // attendre la nuit ne le range pas parmi les courriels d'hier
    m.calendrier = c.calendrier;
    m.methode = c.methode;
    m.repondre_a = c.repondre_a;
    return m;
}

/// Faux quand plus rien n'est dû.
bool envoyer_un(acces::Environnement const& env, Envoyeur const& envoyeur) {
    auto maintenant = env.horloge.instant();
    int heures_d_abandon = 0;
    auto quand = maintenant;
    auto c = [&] {
        auto lease = env.base.read();
        auto db = lease.reader();
        heures_d_abandon = territoire::entier(db, "courriel.abandon", env.horloge.jour());
        auto trouve = prochain(db, maintenant);
        if (trouve)
            quand = quand_partir(db, trouve->agent, trouve->urgent, maintenant);
        return trouve;
    }();
    if (!c)
        return false;
    if (quand > maintenant) { // l'heure a passé, ou son choix a changé
        storage::Transaction tx{env.base};
        remettre(tx.writer(), *c, maintenant, quand);
        tx.commit();
        return true;
    }
    auto envoi = envoyeur(a_envoyer(*c, maintenant));
    auto fini = env.horloge.instant();
    storage::Transaction tx{env.base};
    if (envoi.sort == messagerie::Sort::envoye) {
        noter_envoye(tx.writer(), c->id, fini);
    } else {
        auto etat = envoi.sort == messagerie::Sort::refuse                        ? Etat::refuse
                    : fini - c->partir_le >= std::chrono::hours{heures_d_abandon} ? Etat::abandonne
                                                                                  : Etat::a_envoyer;
        noter_echec(tx.writer(), c->id, etat, envoi.reponse, fini, fini + attente(c->essais + 1));
    }
    tx.commit();
    return true;
}

} // namespace

std::map<std::string, storage::FaireTravail> travaux(acces::Environnement const& env,
                                                     std::function<std::optional<Envoyeur>()> envoyeur) {
    return {{"courriels.envoyer", [&env, envoyeur](storage::Travail& travail) -> std::optional<std::string> {
                 auto celui_ci = envoyeur();
                 if (!celui_ci)
                     return "Aucun serveur de courrier réglé : les messages attendent.";
                 std::int64_t faits = 0;
                 while (!travail.arret() && envoyer_un(env, *celui_ci)) {
                     ++faits;
                     travail.avance(faits, faits, "courriels");
                 }
                 if (travail.arret())
                     return std::nullopt;
                 return std::to_string(faits) + " courriels traités.";
             }}};
}

std::optional<Envoyeur> envoyeur_smtp() {
    auto serveur = messagerie::serveur_de_l_environnement();
    if (!serveur)
        return {};
    return [s = *serveur](messagerie::Courriel const& c) { return messagerie::envoyer(s, c); };
}

} // namespace metier::courriels
