#pragma once
// Relais : envoyer, répondre, confirmer le premier contact, reprendre. Ce que le programme branche est à la fin.
#include "metier/acces/liens_signes.hpp"
#include "metier/acces/routes.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "metier/relais/regles.hpp"

namespace metier::relais {

using jeunes::Jeune;
using storage::Reader;
using storage::Writer;

struct Relais {
    Id<Relais> id;
    Id<Jeune> jeune;
    std::string nom, nom_usage, prenom; ///< du jeune
    Nature nature = Nature::orientation;
    Finalite finalite = Finalite::place;
    Id<acces::Agent> de;
    std::string de_nom, de_courriel;
    std::optional<Id<acces::Agent>> vers;
    std::string vers_nom, vers_adresse, champs, message;
    Instant envoye_le{};
    std::int64_t rappels = 0;
    std::optional<Instant> rappele_le;
    std::string ouvert_par;
    std::optional<Instant> ouvert_le;
    std::string reponse, motif_refus, reponse_texte;
    std::optional<Instant> repondu_le;
    std::optional<Date> contact_le;
    std::optional<Instant> revenu_le, retire_le;
    std::string retire_motif;
    std::optional<Instant> repris_le;
    std::optional<Instant> passe_le;   ///< à un autre que ceux d'avant
    std::string envoye_par, recu_par;  ///< ceux d'avant
    std::string en_plus_motif;         ///< pourquoi un second relais au même, pendant que le premier était ouvert
    std::optional<Instant> accepte_le; ///< avant de refuser
    std::string accepte_texte;
    std::int64_t version = 1;
    bool pas_arrive = false; ///< son dernier courriel : adresse refusée, ou serveur muet

    Suivi suivi() const {
        return {envoye_le,
                rappele_le,
                repondu_le,
                reponse == "accepte",
                contact_le,
                revenu_le.has_value(),
                retire_le.has_value()};
    }
};
struct Destinataire {
    std::optional<Id<acces::Agent>> agent;
    std::optional<Id<territoire::Etablissement>> etablissement;
    std::optional<Id<territoire::Structure>> structure;
    std::string nom, adresse;
};
std::optional<Relais> trouver(Reader& db, Id<Relais> id);
/// Ceux que cet agent, ou qui il remplace, a envoyés et garde encore, puis ceux finis depuis peu ; les plus anciens
/// d'abord.
std::vector<Relais> envoyes(Reader& db, acces::Portee const& portee, Date depuis);
std::vector<Relais> recus(Reader& db, acces::Portee const& portee, Date depuis);
bool de_qui_envoie(Reader& db, acces::Portee const& portee, Relais const& r);
bool de_qui_recoit(Reader& db, acces::Portee const& portee, Relais const& r);
/// Refusé, retiré ou revenu : plus de finalité, il n'est plus à qui le recevait, qui ne lit plus rien (N-7, R-75).
bool encore_tenu(Relais const& r);
std::vector<Relais> du_jeune(Reader& db, Id<Jeune> jeune);
/// Ceux de ce jeune que ce même destinataire (cette personne, ce partenaire) tient encore ; le plus ancien d'abord.
std::vector<Relais> ouverts_chez(Reader& db, Id<Jeune> jeune, Destinataire const& vers);
Delais delais(Reader& db, Date jour);

struct NouveauRelais {
    Id<Jeune> jeune;
    Nature nature = Nature::orientation;
    Finalite finalite = Finalite::place;
    Destinataire vers;
    std::vector<Champ> champs;
    std::string message;
    std::string saisie;
    std::string en_plus_motif = {};
};
/// Conflict si un relais est déjà ouvert chez ce destinataire et que rien ne dit pourquoi un de plus.
Id<Relais> envoyer(Writer& db, Instant instant, Id<acces::Agent> de, NouveauRelais const& r);
/// Ces six lèvent Conflict si le relais a changé depuis.
void changer_d_adresse(Writer& db, Instant instant, Relais const& r, std::string const& adresse);
void accepter(Writer& db, Instant instant, Relais const& r, std::string const& texte);
void refuser(Writer& db, Instant instant, Relais const& r, MotifDeRefus motif, std::string const& texte);
/// Premier contact réel : l'orienté entre dans le cercle ; le transféré change de référent et, au besoin, de bassin.
/// Rend l'ancien référent, s'il change.
std::optional<Id<acces::Agent>> confirmer_contact(Writer& db, Instant instant, Relais const& r, Date le);
void retirer(Writer& db, Instant instant, Relais const& r, std::string const& motif);
void reprendre(Writer& db, Instant instant, Relais const& r);
void noter_rappel(Writer& db, Instant instant, Relais const& r);
void noter_ouverture(Writer& db, Instant instant, Id<Relais> id, std::string const& empreinte);
/// Ceux qui attendent quelque chose de cet agent, à l'un des deux bouts.
std::int64_t tenus(Reader& db, jeunes::Apports::Etendue const& e);
/// Un autre les tient à sa place. Entre l'un et l'autre, il n'a plus d'objet : retiré.
std::int64_t passer(Writer& db, Instant instant, jeunes::Apports::Etendue const& e, Id<acces::Agent> a);
/// Ni finis, ni revenus, ni refusés.
std::vector<Relais> en_attente(Reader& db);
/// Fait revenir ceux qui ont passé leur terme ; rend combien.
std::int64_t faire_revenir(Writer& db, Instant instant);

/// Le paquet : libellé et texte, des seuls champs choisis.
struct LigneDuPaquet {
    std::string libelle, texte;
};
std::vector<LigneDuPaquet> paquet(Reader& db, Id<Jeune> jeune, std::vector<Champ> const& champs, Date jour);

/// Qui peut recevoir : collègues du secteur, coordonnateurs d'ailleurs.
struct Collegue {
    Id<acces::Agent> id;
    std::string nom;
    bool ailleurs = false;
};
std::vector<Collegue> collegues(Reader& db, Id<Jeune> jeune, Id<acces::Agent> sauf, Date jour);

// ---- Ce que le programme branche

/// `apports` : ce qui suit le référent (échéances) suit aussi un transfert ; vit aussi longtemps que les routes.
void routes(acces::Routes& r, jeunes::Apports const& apports);
void rubriques(agenda::Journee& journee);
void apports(jeunes::Apports& apports);
void liens(acces::PorteDesLiens& porte);
/// Chaque nuit : rappels permis, relais revenus. Rend ce qu'elle a fait, en français.
std::string ronde(acces::Environnement const& env);

} // namespace metier::relais
