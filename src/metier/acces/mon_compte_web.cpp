// Ce que chacun fait de son propre compte.
#include "metier/acces/acces_web.hpp"
#include "metier/acces/mon_compte_pages.hpp"
#include "metier/acces/second_facteur.hpp"

namespace metier::acces {
namespace {

using web::Reply;

Reply montrer_mon_compte(Contexte& cx) {
    auto db = cx.db();
    auto agent = cx.session().agent;
    auto roles = roles_du_compte(db, agent);
    auto sessions = sessions_de(db, agent, cx.jeton_de_session(), cx.instant(), cx.env().durees);
    return cx.page(
        page_mon_compte({cx.session(), roles, sessions, codes_de_secours_restants(db, agent), cx.jour(), cx.csrf()}));
}

Page page(Contexte& cx, MotDePasseForm const& form) {
    return page_mot_de_passe(form, cx.session().provisoire, cx.csrf());
}

Reply montrer_mot_de_passe(Contexte& cx) { return cx.page(page(cx, {})); }

/// Ce qui se voit sans calcul : le nouveau mot de passe convient, et il est le même deux fois.
bool nouveau_convient(Contexte& cx, MotDePasseForm& form) {
    auto const& s = cx.session();
    if (auto defaut = defaut_du_mot_de_passe(*form.nouveau, {s.nom, s.prenom, s.courriel}); !defaut.empty())
        form.nouveau.refuse(defaut);
    else if (*form.nouveau == *form.actuel)
        form.nouveau.refuse("Choisissez un mot de passe différent de l’actuel.");
    else if (*form.nouveau != *form.encore)
        form.encore.refuse("Les deux saisies du nouveau mot de passe diffèrent. Tapez-le deux fois à l’identique.");
    else
        return true;
    return false;
}

Reply changer_le_mien(Contexte& cx) {
    MotDePasseForm form;
    if (!cx.lire(form) || !nouveau_convient(cx, form) || !mot_de_passe_confirme(cx, form.actuel, *form.actuel))
        return cx.invalide(page(cx, form));
    auto hachage = cx.env().mots_de_passe->hacher(*form.nouveau);
    auto agent = cx.session().agent;
    auto jeton = cx.acte(Acte::mot_de_passe_change, [&](storage::Writer& db, Trace& trace) {
        trace.objet = objet("agent", agent);
        changer_mot_de_passe(db, agent, hachage, MotDePasse::choisi);
        auto nouveau = ouvrir_session(db, cx.instant(), agent, false, cx.env().durees);
        if (cx.session().role_tenu)
            choisir_role(db, nouveau, agent, *cx.session().role_tenu, cx.jour());
        return nouveau;
    });
    return cx.voir(web::lien("/compte"), "Mot de passe changé. Vos autres sessions sont fermées.")
        .with("Set-Cookie", cookie_de_session(jeton, cx.requete().secure));
}

Installation installation(Contexte& cx, std::string const& secret) {
    auto scelle = cx.coffre().chiffrer(objet("agent", cx.session().agent) + "\n" + secret);
    return {secret, scelle, adresse_otpauth(secret, cx.session().courriel)};
}

/// Le secret proposé à cet agent-là, tel qu'il revient du formulaire ; rien s'il a été touché.
std::optional<std::string> secret_propose(Contexte& cx) {
    auto debut = objet("agent", cx.session().agent) + "\n";
    try {
        auto clair = cx.coffre().dechiffrer(cx.requete().field("secret"));
        if (clair.starts_with(debut))
            return clair.substr(debut.size());
    } catch (Defaut const&) { // un scellé qui ne s'ouvre pas est une saisie fausse, pas une panne
    }
    return std::nullopt;
}

Reply proposer_second_facteur(Contexte& cx) {
    if (cx.session().totp)
        return cx.voir(web::lien("/compte"), "Le second facteur est déjà en place.", web::Ton::information);
    return cx.page(page_installation({}, installation(cx, nouveau_secret()), cx.csrf()));
}

Reply installer(Contexte& cx) {
    if (cx.session().totp)
        return cx.voir(web::lien("/compte"), "Le second facteur est déjà en place.", web::Ton::information);
    auto secret = secret_propose(cx);
    if (!secret)
        return cx.voir(web::lien("/compte/second-facteur"), "Recommencez avec ce nouveau code QR.",
                       web::Ton::attention);
    CodeForm form;
    bool lu = cx.lire(form);
    if (lu && !pas_du_code(*secret, *form.code, cx.instant())) {
        form.code.refuse(
            "Ce code n’est pas le bon. Vérifiez l’heure du téléphone, attendez le code suivant et recopiez-le.");
        lu = false;
    }
    if (!lu)
        return cx.invalide(page_installation(form, installation(cx, *secret), cx.csrf()));
    auto codes = cx.acte(Acte::second_facteur_installe, [&](storage::Writer& db, Trace& trace) {
        trace.objet = objet("agent", cx.session().agent);
        fermer_les_autres(db, cx.session().agent, cx.jeton_de_session());
        return installer_second_facteur(db, cx.coffre(), cx.session().agent, *secret, *form.code, cx.instant());
    });
    ensure(codes.has_value(), "le code vient d'être vérifié");
    return cx.page(page_codes_de_secours(*codes, cx.session().courriel));
}

Reply demander_confirmation(Contexte& cx, ActeSensible quoi) {
    if (!cx.session().totp)
        return cx.voir(web::lien("/compte"), "Le second facteur n’est pas en place.", web::Ton::information);
    return cx.page(page_confirmation(quoi, {}, cx.csrf()));
}

Reply demander_codes(Contexte& cx) { return demander_confirmation(cx, ActeSensible::renouveler_codes); }
Reply demander_retrait(Contexte& cx) { return demander_confirmation(cx, ActeSensible::retirer_second_facteur); }

Reply renouveler_codes(Contexte& cx) {
    ConfirmationForm form;
    if (!cx.session().totp)
        return demander_codes(cx);
    if (!cx.lire(form) || !mot_de_passe_confirme(cx, form.mot_de_passe, *form.mot_de_passe))
        return cx.invalide(page_confirmation(ActeSensible::renouveler_codes, form, cx.csrf()));
    auto codes = cx.acte(Acte::second_facteur_installe, [&](storage::Writer& db, Trace& trace) {
        trace.objet = objet("agent", cx.session().agent);
        trace.detail = "codes de secours renouvelés";
        return renouveler_codes_de_secours(db, cx.coffre(), cx.session().agent);
    });
    return cx.page(page_codes_de_secours(codes, cx.session().courriel));
}

Reply retirer(Contexte& cx) {
    ConfirmationForm form;
    if (!cx.session().totp)
        return demander_retrait(cx);
    if (!cx.lire(form) || !mot_de_passe_confirme(cx, form.mot_de_passe, *form.mot_de_passe))
        return cx.invalide(page_confirmation(ActeSensible::retirer_second_facteur, form, cx.csrf()));
    cx.acte(Acte::second_facteur_retire, [&](storage::Writer& db, Trace& trace) {
        trace.objet = objet("agent", cx.session().agent);
        retirer_second_facteur(db, cx.session().agent);
    });
    return cx.voir(web::lien("/compte"), "Second facteur retiré.", web::Ton::attention);
}

Reply fermer_partout(Contexte& cx) {
    cx.acte(Acte::connexion_fermee, [&](storage::Writer& db, Trace& trace) {
        trace.objet = objet("agent", cx.session().agent);
        trace.detail = "toutes les sessions";
        fermer_toutes(db, cx.session().agent);
    });
    return cx.voir(web::lien("/connexion"), "Toutes vos sessions sont fermées. Reconnectez-vous.")
        .with("Set-Cookie", "session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

} // namespace

void routes_de_mon_compte(Routes& r) {
    r.get("/compte", Droit::connecte, montrer_mon_compte);
    r.get("/compte/mot-de-passe", Droit::connecte, montrer_mot_de_passe);
    r.post("/compte/mot-de-passe", Droit::connecte, changer_le_mien);
    r.get("/compte/second-facteur", Droit::connecte, proposer_second_facteur);
    r.post("/compte/second-facteur", Droit::connecte, installer);
    r.get("/compte/second-facteur/retrait", Droit::connecte, demander_retrait);
    r.post("/compte/second-facteur/retrait", Droit::connecte, retirer);
    r.get("/compte/codes-de-secours", Droit::connecte, demander_codes);
    r.post("/compte/codes-de-secours", Droit::connecte, renouveler_codes);
    r.post("/compte/sessions/fermeture", Droit::connecte, fermer_partout);
}

} // namespace metier::acces
