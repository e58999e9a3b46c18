#pragma once
// Formulaires et morceaux de page des relais.
#include "metier/relais/relais.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::relais {

inline constexpr auto rubrique = "Relais";

struct EnvoiForm {
    web::Field<Nature> nature{"nature", "Ce que vous demandez", web::required, web::radio};
    /// « a12 » : agent ; « c3 » : contact d'un partenaire.
    web::Field<std::string> vers{"vers", "À qui", web::required};
    web::Field<std::vector<Champ>> champs{"champs", "Ce que le paquet contient", web::required};
    web::Field<std::string> message{"message", "Ce qu’il faut savoir pour l’accueillir", web::long_text(4),
                                    web::at_most(800), web::facts_only};
    /// Demandé seulement si ce destinataire tient déjà un relais ouvert de ce jeune : le dire, c'est confirmer.
    web::Field<std::string> en_plus{"en_plus", "Pourquoi un relais de plus", web::at_most(200), web::facts_only,
                                    web::hint("Par exemple\u00a0: une autre demande, que le premier ne couvre pas")};
    web::Field<std::string> saisie{"saisie", "", web::at_most(40)};
    auto fields() { return std::tie(nature, vers, champs, message, en_plus, saisie); }
};

struct AcceptationForm {
    web::Field<std::string> texte{"texte", "Mot à qui vous l’adresse", web::at_most(300), web::facts_only,
                                  web::hint("Facultatif. Par exemple\u00a0: rendez-vous fixé jeudi à 10 h")};
    auto fields() { return std::tie(texte); }
};
struct RefusForm {
    web::Field<MotifDeRefus> motif{"motif", "Pourquoi", web::required, web::radio};
    web::Field<std::string> precision{"precision", "Précision", web::at_most(300), web::facts_only};
    auto fields() { return std::tie(motif, precision); }
};
struct ContactForm {
    web::Field<Date> le{"le", "Premier contact réel avec le jeune, le", web::required};
    auto fields() { return std::tie(le); }
};
struct RetraitForm {
    web::Field<std::string> motif{"motif", "Pourquoi le retirer", web::required, web::at_most(200)};
    auto fields() { return std::tie(motif); }
};
/// « autre » demande une précision.
bool verifier(RefusForm& form);

web::Lien lien(Id<Relais> id);
web::Html badge_d_etat(Relais const& r, Date jour, Delais const& d);
/// Ce qui s'est passé, le plus ancien d'abord.
web::Html histoire(Relais const& r);
web::Html tableau_du_paquet(std::vector<LigneDuPaquet> const& lignes);
/// Ce que qui reçoit vient de saisir, et ce qui en a été fait.
struct Geste {
    AcceptationForm oui;
    RefusForm non;
    ContactForm contact;
    web::Html avis_oui = {}, avis_non = {}; ///< mots sensibles repérés, pas encore assumés (R-73)
    std::string fait;                       ///< « accepté », vide s'il y a quelque chose à corriger
    bool ecrit = false;                     ///< faux : une réponse était déjà notée, rien ne change
};
/// Les gestes de qui reçoit, selon l'état ; `geste` : le champ qui dit lequel. On refuse jusqu'au premier contact.
web::Html gestes_de_qui_recoit(Relais const& r, web::Lien const& ou, web::Csrf const& csrf, Geste const& g);
std::string objet(Id<Relais> id);

/// Dit à qui l'a envoyé ce qu'il en est, par un courriel sans nom.
void prevenir_l_envoyeur(Writer& db, Instant instant, Relais const& r, std::string const& quoi);

} // namespace metier::relais
