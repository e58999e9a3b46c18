#include "metier/acces/contexte.hpp"

#include <algorithm>

#include "metier/acces/delegation.hpp"

namespace metier::acces {

Contexte::Contexte(Environnement const& env, web::Request const& requete, std::optional<Session> session,
                   std::string jeton, std::vector<EntreeDuMenu> const& menu)
    : env_{env}, requete_{requete}, session_{std::move(session)}, jeton_{std::move(jeton)}, menu_{menu},
      instant_{env.horloge.instant()}, jour_{base::a_paris(instant_).jour} {
    if (session_ && session_->ouverte() && session_->role_tenu)
        portee_ = Portee{session_->agent, *session_->role_tenu, *session_->role, jour_, instant_};
}

storage::Reader Contexte::db() {
    if (!lease_)
        lease_.emplace(env_.base.read());
    return lease_->reader();
}

Portee const& Contexte::portee() const {
    ensure(portee_.has_value(), "une page publique n'a pas de portée");
    return *portee_;
}

bool Contexte::peut(Droit droit) const { return portee_ && a_le_droit(portee_->role, droit); }

std::vector<EntreeDuMenu> Contexte::menu_permis() const {
    std::vector<EntreeDuMenu> permises;
    std::ranges::copy_if(menu_, std::back_inserter(permises), [&](auto const& e) { return peut(e.droit); });
    return permises;
}

namespace {

/// Lire, demander un accès, ou finir un relais que l'on a soi-même envoyé ou reçu : qui ne suit plus le peut encore.
bool ecrit_sur_le_dossier(Acte quoi) {
    switch (quoi) {
    case Acte::dossier_lu:
    case Acte::ine_montre:
    case Acte::acces_demande:
    case Acte::acces_d_urgence:
    case Acte::ecrit_emporte:
    case Acte::export_fait:
    case Acte::signalement_fait:
    case Acte::relais_lu:
    case Acte::relais_repondu:
    case Acte::relais_contact:
    case Acte::relais_rappele:
    case Acte::relais_retire:
    case Acte::droits_essayes:
    // Rendre la main : le référent qui se retire lui-même vient de quitter le cercle dans cet acte.
    case Acte::referent_designe:
    case Acte::cercle_modifie: return false;
    default: return true;
    }
}

} // namespace

void Contexte::sceller(storage::Transaction& tx, Acte quoi, Trace& trace) {
    auto agent = trace.agent ? trace.agent : session_ ? std::optional{session_->agent} : std::nullopt;
    auto role = session_ && session_->role ? base::code(*session_->role) : std::string_view{""};
    if (portee_) {
        if (trace.jeune && ecrit_sur_le_dossier(quoi) && lit_seulement(tx.writer(), *portee_, *trace.jeune))
            throw web::forbidden(par_urgence(tx.writer(), *portee_, *trace.jeune)
                                     ? "Un accès d’urgence donne à lire, pas à écrire. Dites ce que vous savez à ceux "
                                       "qui suivent ce jeune, ou demandez l’accès à son dossier."
                                     : "Vous ne suivez plus ce jeune : son dossier vous reste ouvert quelques jours, "
                                       "en lecture seule. Demandez à son référent de noter ce que vous savez.");
        if (auto pour = pour_qui(tx.writer(), *portee_); !pour.empty())
            trace.detail += (trace.detail.empty() ? "pour " : ", pour ") + pour;
    }
    consigner(tx.writer(), instant_, agent, role, quoi, trace);
    ecritures_ += tx.writer().queries();
    tx.commit();
}

std::string Contexte::exiger_visible(Id<jeunes::Jeune> jeune) {
    auto lecteur = db();
    auto titre = motif(lecteur, portee(), jeune);
    if (!titre)
        throw web::not_found();
    return *titre;
}

std::string Contexte::consulter(Id<jeunes::Jeune> jeune, std::string_view quoi) {
    auto titre = exiger_visible(jeune);
    acte(Acte::dossier_lu, [&](storage::Writer&, Trace& trace) { trace = {jeune, std::string(quoi), "", titre}; });
    return titre;
}

std::string Contexte::pourquoi(std::string_view titre) const {
    return acces::pourquoi(titre, portee().role, session_->perimetre);
}

web::Reply Contexte::page(Page const& p, int statut) {
    web::PageFrame cadre;
    cadre.titre = p.titre;
    cadre.rubrique = p.rubrique == p.titre ? "" : p.rubrique;
    cadre.ici = web::lien_de(requete_);
    cadre.apparence = web::apparence(requete_);
    cadre.version = env_.version;
    cadre.fictif = env_.fictif;
    cadre.recharger = p.recharger;
    cadre.large = p.large;
    cadre.projection = p.projection;
    if (connecte()) {
        web::Compte compte{session_->nom_complet(),
                           session_->role ? std::string(base::libelle(*session_->role)) : "Sans rôle",
                           session_->perimetre,
                           web::lien("/compte"),
                           web::lien("/deconnexion"),
                           std::nullopt,
                           csrf()};
        if (session_->plusieurs_roles) {
            compte.changer = web::lien("/role");
            auto lecteur = db();
            if (auto pour = portee_ ? a_la_place_de(lecteur, portee_->role_tenu, jour_) : ""; !pour.empty())
                compte.organisation += (compte.organisation.empty() ? "" : ", ") + pour;
        }
        cadre.compte = compte;
        for (auto const& entree : menu_permis())
            cadre.menu.push_back(
                {entree.libelle, entree.lien, entree.libelle == p.rubrique, 0, std::string(entree.groupe)});
        if (peut(Droit::rechercher)) {
            cadre.recherche = web::lien("/recherche");
            cadre.suggestions = web::lien("/recherche/suggestions");
            cadre.cherche = std::string(requete_.param("q"));
        }
        auto fin = std::min(session_->vue_le + env_.durees.inactivite, session_->expire_le);
        cadre.session = web::FinDeSession{static_cast<int>(std::max<std::int64_t>(0, (fin - instant_).count())),
                                          web::lien("/session/prolonger"), web::lien("/connexion")};
        if (requete_.path != "/") {
            cadre.fil.push_back({"Ma journée", web::lien("/")});
            cadre.fil.insert(cadre.fil.end(), p.fil.begin(), p.fil.end());
            cadre.fil.push_back({p.titre});
        }
    }
    auto message = requete_.cookie("message");
    if (message && !message->empty()) {
        auto ton = message->front();
        cadre.notices.push_back({ton == 'a'   ? web::Ton::attention
                                 : ton == 'i' ? web::Ton::information
                                 : ton == 'e' ? web::Ton::erreur
                                              : web::Ton::succes,
                                 "", web::url_decode(message->substr(1), false).value_or("")});
    }
    auto reponse = web::html(web::page(cadre, p.contenu), statut);
    if (message)
        reponse.with("Set-Cookie", "message=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    return reponse;
}

web::Reply Contexte::voir(web::Lien const& ou, std::string_view message, web::Ton ton) {
    auto reponse = web::see_other(ou.texte());
    if (!message.empty()) {
        char marque = ton == web::Ton::attention     ? 'a'
                      : ton == web::Ton::information ? 'i'
                      : ton == web::Ton::erreur      ? 'e'
                                                     : 's';
        reponse.with("Set-Cookie", std::string("message=") + marque + web::url_encode(message) +
                                       "; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
    }
    return reponse;
}

web::Reply Contexte::fragment(web::Html const& html) { return web::html(html.str()); }

} // namespace metier::acces
