#pragma once
// Ce que les pages des relais se passent.
#include "metier/relais/pages.hpp"

namespace metier::jeunes {
class Apports;
}

namespace metier::relais {

/// Un courriel, sans nom : vers la page s'il a un compte, par un nouveau lien sinon.
void prevenir_qui_recoit(Writer& db, acces::Contexte const& cx, Relais const& r, bool rappel);
void prevenir_qui_recoit(Writer& db, Instant instant, Relais const& r, bool rappel,
                         std::function<std::string(web::Lien const&)> const& adresse);

/// Ce que fait un geste de qui reçoit, sur le site ou par un lien : écrit, prévient l'envoyeur, passe les échéances.
Geste repondre(acces::Contexte& cx, Relais const& r, jeunes::Apports const* apports,
               std::function<void(Writer&)> const& aussi = {});
/// Les formulaires prêts à montrer.
Geste gestes(acces::Contexte const& cx, Relais const& r);

void routes_de_l_envoi(acces::Routes& r);
void routes_des_relais(acces::Routes& r, jeunes::Apports const& apports);
/// Ce que cette partie montre d'un jeune, et à qui.
void lectures(jeunes::Apports& apports);

} // namespace metier::relais
