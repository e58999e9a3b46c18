#pragma once
// La file des courriels : on y dépose dans la transaction de l'acte ; un travail envoie, réessaie, abandonne, et chacun
// peut voir ce qu'il est advenu du sien. Un courriel ne nomme jamais un jeune : il mène à une page (C-49, C-118).
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "messagerie/courriel.hpp"
#include "metier/acces/routes.hpp"
#include "metier/courriels/repos.hpp"
#include "metier/courriels/suite.hpp"
#include "storage/jobs.hpp"

namespace metier::courriels {

enum class Etat { a_envoyer, envoye, refuse, abandonne };
inline constexpr base::Entree<Etat> etats[] = {
    {Etat::a_envoyer, "a_envoyer", "En attente d’envoi"},
    {Etat::envoye, "envoye", "Envoyé"},
    {Etat::refuse, "refuse", "Refusé par le serveur du destinataire"},
    {Etat::abandonne, "abandonne", "Abandonné, faute de réponse du serveur de courrier"},
};
constexpr std::span<base::Entree<Etat> const> entrees(Etat) { return etats; }
using base::code, base::lire_code;

struct ADeposer {
    std::optional<Id<acces::Agent>> agent = {};
    std::string adresse, genre, objet, texte;
    std::string calendrier = {}, methode = {};
    std::string repondre_a = {}; ///< où mène « Répondre » : personne ne lit l'adresse qui envoie
    std::string origine; ///< « reunion/12/3 » : déposer deux fois la même à la même adresse n'en fait qu'un
    std::optional<Id<acces::Agent>> de = {}; ///< qui l'a fait partir, et saura s'il n'arrive pas (`suite`)
    std::string page = {};                   ///< « /relais/4 » : où il agit alors
    bool urgent = false; ///< part aussi aux heures calmes et les jours de repos (réunion annulée ce soir)
};
/// Faux si ce message attendait déjà, ou est déjà parti. Le texte est effacé dès l'envoi : il peut porter un lien
/// signé.
bool deposer(storage::Writer& db, Instant maintenant, ADeposer const& c);
/// Ce qui attend encore sous cette origine (« recapitulatif/4/ » : et de celles qui commencent ainsi) ne partira pas.
/// Avec une adresse : sous celles qui commencent ainsi, à elle seule.
void retirer(storage::Writer& db, std::string const& origine);
void retirer(storage::Writer& db, std::string const& origine, std::string const& adresse);

struct CourrielVu {
    Id<CourrielVu> id;
    std::string adresse, genre, objet;
    Etat etat = Etat::a_envoyer;
    std::int64_t essais = 0;
    std::string reponse;
    Instant prochain_essai{}, cree_le{};
    std::optional<Instant> fini_le;
    std::optional<Id<acces::Agent>> de = {};
};
/// Ceux de cette origine (« reunion/12/ » : et de celles qui commencent ainsi), le plus récent d'abord.
std::vector<CourrielVu> de_l_origine(storage::Reader& db, std::string const& origine);

/// Attente après le n-ième échec : 1, 5, 15 minutes, puis 1 et 4 heures.
std::chrono::minutes attente(std::int64_t essais);

/// Un seul envoi à la fois ; les essais en donnent un autre que SMTP.
using Envoyeur = std::function<messagerie::Envoi(messagerie::Courriel const&)>;
/// `envoyeur` rend rien quand aucun serveur de courrier n'est réglé : tout attend.
std::map<std::string, storage::FaireTravail> travaux(acces::Environnement const& env,
                                                     std::function<std::optional<Envoyeur>()> envoyeur);
/// Celui que règle l'environnement du programme.
std::optional<Envoyeur> envoyeur_smtp();
/// Demande l'envoi de ce qui est dû ; faux si rien ne l'est.
bool demander_les_envois(acces::Environnement const& env);
std::int64_t effacer_le_perime(storage::Writer& db, Date jour, Instant maintenant);

/// /courriels : ce qui attend et ce qui a été refusé, pour qui tient le serveur. Ni objet, ni texte.
void routes(acces::Routes& r);

} // namespace metier::courriels
