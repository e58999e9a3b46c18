#include "metier/acces/acces_web.hpp"

#include <algorithm>

#include "metier/acces/acces.hpp"
#include "metier/acces/acces_pages.hpp"
#include "metier/acces/delegation.hpp"
#include "metier/acces/second_facteur.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::acces {

void routes(Routes& r, CeQuIlTient tient) {
    routes_de_connexion(r);
    routes_de_mon_compte(r);
    routes_des_comptes(r, std::move(tient));
    routes_du_journal(r);
    routes_du_premier_demarrage(r);
    routes_publiques(r);
}

std::string cookie_de_session(std::string_view jeton, bool https) {
    return "session=" + std::string{jeton} + "; Path=/; HttpOnly; SameSite=Lax" + (https ? "; Secure" : "");
}

std::chrono::seconds freiner(Contexte& cx, std::vector<Freine> const& essai) {
    return en_base(cx, [&](storage::Writer& db) { return tenter(db, essai, cx.instant()); });
}

std::string trop_d_essais(std::chrono::seconds reste) { return "Trop d’essais. Réessayez " + dans(reste) + "."; }

web::Reply plus_tard(Contexte& cx, Page page, std::chrono::seconds reste) {
    return cx.page(std::move(page), 429).with("Retry-After", std::to_string(reste.count()));
}

bool mot_de_passe_confirme(Contexte& cx, web::FieldBase& champ, std::string const& saisi) {
    auto essai = freines(cx.coffre(), cx.session().courriel, cx.requete().remote);
    if (auto reste = freiner(cx, essai); reste > 0s) {
        champ.refuse(trop_d_essais(reste));
        return false;
    }
    auto db = cx.db();
    auto qui = identifiants(db, cx.session().courriel);
    if (!cx.env().mots_de_passe->verifier(saisi, qui ? qui->hachage : "")) {
        champ.refuse("Ce n’est pas votre mot de passe actuel. Vérifiez la touche majuscule et recommencez.");
        return false;
    }
    en_base(cx, [&](storage::Writer& w) { return reussir(w, essai, cx.instant()), true; });
    return true;
}

namespace {

using web::Reply;

/// Où aller après la connexion : une page d'ici, jamais ailleurs.
web::Lien retour(Contexte const& cx) {
    auto ou = web::lien_local(cx.requete().param("retour"));
    return ou && ou->chemin() != "/connexion" ? *ou : web::lien("/");
}
web::Lien avec_retour(Contexte const& cx, web::Lien const& ou) {
    auto vers = retour(cx).texte();
    return vers == "/" ? ou : ou.avec("retour", vers);
}

Page page(Contexte& cx, ConnexionForm const& form) {
    auto db = cx.db();
    auto contact = territoire::valeur(db, "site.contact", cx.jour()).value_or("");
    return page_connexion({form, avec_retour(cx, web::lien("/connexion")), cx.csrf(), contact});
}

Reply montrer_connexion(Contexte& cx) {
    if (cx.connecte())
        return cx.voir(retour(cx));
    auto db = cx.db();
    if (aucun_compte(db))
        return cx.voir(web::lien("/premier-demarrage"));
    return cx.page(page(cx, {}));
}

Reply refuser_connexion(Contexte& cx, ConnexionForm& form, std::optional<Identifiants> const& qui) {
    cx.acte(Acte::connexion_refusee, [&](storage::Writer&, Trace& trace) {
        trace.objet = qui ? objet("agent", qui->agent) : "";
        trace.detail = "mot de passe";
    });
    form.mot_de_passe.refuse(
        "Adresse ou mot de passe incorrect. Vérifiez l’adresse et la touche majuscule, puis recommencez.");
    return cx.invalide(page(cx, form));
}

/// Où l'agent arrive une fois connecté : il choisit son rôle quand il en tient plusieurs, ou aucun (U-9).
Reply accueillir(Contexte& cx, Id<Agent> agent, std::string const& jeton, std::string_view message) {
    auto db = cx.db();
    auto plusieurs = roles_du_jour(db, agent, cx.jour()).size() != 1;
    auto reponse = cx.voir(plusieurs ? avec_retour(cx, web::lien("/role")) : retour(cx), message);
    return reponse.with("Set-Cookie", cookie_de_session(jeton, cx.requete().secure));
}

Reply connecter(Contexte& cx) {
    ConnexionForm form;
    if (!cx.lire(form))
        return cx.invalide(page(cx, form));
    auto essai = freines(cx.coffre(), *form.courriel, cx.requete().remote);
    if (auto reste = freiner(cx, essai); reste > 0s) {
        form.mot_de_passe.refuse(trop_d_essais(reste));
        return plus_tard(cx, page(cx, form), reste);
    }
    auto db = cx.db();
    auto qui = identifiants(db, *form.courriel);
    if (!cx.env().mots_de_passe->verifier(*form.mot_de_passe, qui ? qui->hachage : ""))
        return refuser_connexion(cx, form, qui);

    auto jeton = cx.acte(Acte::connexion_ouverte, [&](storage::Writer& w, Trace& trace) {
        trace.agent = qui->agent;
        trace.objet = objet("agent", qui->agent);
        trace.detail = qui->totp ? "mot de passe, second facteur attendu" : "mot de passe";
        reussir(w, essai, cx.instant());
        fermer_session(w, cx.jeton_de_session()); // un jeton posé avant la connexion ne sert plus à rien
        return ouvrir_session(w, cx.instant(), qui->agent, qui->totp, cx.env().durees);
    });
    if (!qui->totp)
        return accueillir(cx, qui->agent, jeton, "");
    return cx.voir(avec_retour(cx, web::lien("/connexion/second-facteur")))
        .with("Set-Cookie", cookie_de_session(jeton, cx.requete().secure));
}

Page page(Contexte& cx, CodeForm const& form) {
    return page_second_facteur(form, avec_retour(cx, web::lien("/connexion/second-facteur")), cx.csrf());
}

Reply montrer_second_facteur(Contexte& cx) {
    if (!cx.second_facteur_attendu())
        return cx.voir(avec_retour(cx, web::lien("/connexion")));
    return cx.page(page(cx, CodeForm{}));
}

Reply refuser_code(Contexte& cx, CodeForm& form) {
    cx.acte(Acte::connexion_refusee, [&](storage::Writer&, Trace& trace) {
        trace.objet = objet("agent", cx.session().agent);
        trace.detail = "second facteur";
    });
    form.code.refuse("Ce code n’est pas valable, ou il a déjà servi. Attendez le suivant et recopiez-le.");
    return cx.invalide(page(cx, form));
}

Reply verifier_second_facteur(Contexte& cx) {
    if (!cx.second_facteur_attendu())
        return cx.voir(web::lien("/connexion"), "Le délai est passé. Recommencez la connexion.", web::Ton::attention);
    CodeForm form;
    if (!cx.lire(form))
        return cx.invalide(page(cx, form));
    auto agent = cx.session().agent;
    auto essai = freines(cx.coffre(), objet("second facteur", agent), cx.requete().remote);
    if (auto reste = freiner(cx, essai); reste > 0s) {
        form.code.refuse(trop_d_essais(reste));
        return plus_tard(cx, page(cx, form), reste);
    }
    auto par_code =
        en_base(cx, [&](storage::Writer& w) { return accepter_code(w, cx.coffre(), agent, *form.code, cx.instant()); });
    auto de_secours = !par_code && en_base(cx, [&](storage::Writer& w) {
        return accepter_code_de_secours(w, cx.coffre(), agent, *form.code, cx.instant());
    });
    if (!par_code && !de_secours)
        return refuser_code(cx, form);

    auto jeton = cx.acte(Acte::connexion_ouverte, [&](storage::Writer& w, Trace& trace) {
        trace.objet = objet("agent", agent);
        trace.detail = de_secours ? "code de secours" : "second facteur";
        reussir(w, essai, cx.instant());
        return ouvrir_apres_second_facteur(w, cx.jeton_de_session(), agent);
    });
    auto db = cx.db();
    auto message = de_secours ? "Code de secours accepté. Il vous en reste " +
                                    std::to_string(codes_de_secours_restants(db, agent)) +
                                    ", à renouveler dans « Mon compte »."
                              : std::string{};
    return accueillir(cx, agent, jeton, message);
}

Reply se_deconnecter(Contexte& cx) {
    if (cx.connecte())
        cx.acte(Acte::connexion_fermee, [&](storage::Writer& w, Trace& trace) {
            trace.objet = objet("agent", cx.session().agent);
            fermer_session(w, cx.jeton_de_session());
        });
    else
        en_base(cx, [&](storage::Writer& w) { return fermer_session(w, cx.jeton_de_session()), true; });
    return cx.voir(web::lien("/connexion"), "Vous êtes déconnecté.")
        .with("Set-Cookie", "session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

Reply prolonger(Contexte& cx) {
    en_base(cx, [&](storage::Writer& w) { return prolonger_session(w, cx.jeton_de_session(), cx.instant()), true; });
    Reply vide;
    vide.status = 204;
    return vide;
}

Reply montrer_roles(Contexte& cx) {
    auto db = cx.db();
    std::vector<RoleAChoisir> roles;
    for (auto const& r : roles_du_jour(db, cx.session().agent, cx.jour()))
        roles.push_back({r, a_la_place_de(db, r.id, cx.jour())});
    return cx.page(page_role(roles, cx.session().role_tenu, avec_retour(cx, web::lien("/role")), cx.csrf()));
}

Reply changer_de_role(Contexte& cx) {
    auto demande = web::lire_entier(cx.requete().field("role"));
    auto voulu = Id<RoleTenu>{demande.value_or(0)};
    auto db = cx.db();
    auto roles = roles_du_jour(db, cx.session().agent, cx.jour());
    auto choisi = std::ranges::find(roles, voulu, &RoleOffert::id);
    if (choisi == roles.end())
        throw web::not_found();
    cx.acte(Acte::role_change, [&](storage::Writer& w, Trace& trace) {
        trace.objet = objet("role", voulu);
        trace.detail = base::code(choisi->role);
        choisir_role(w, cx.jeton_de_session(), cx.session().agent, voulu, cx.jour());
    });
    auto ou = choisi->perimetre.empty() ? std::string{} : " – " + choisi->perimetre;
    if (auto pour = a_la_place_de(db, voulu, cx.jour()); !pour.empty())
        ou += ", " + pour;
    return cx.voir(retour(cx),
                   "Vous agissez maintenant comme\u00a0: " + std::string{base::libelle(choisi->role)} + ou + ".");
}

Reply changer_d_apparence(Contexte& cx) {
    auto choix = cx.requete().param("choix");
    auto connue = choix == "claire" || choix == "sombre" ? std::string{choix} : "systeme";
    return cx.voir(retour(cx)).with("Set-Cookie", "apparence=" + connue + "; Path=/; Max-Age=31536000; SameSite=Lax");
}

} // namespace

void routes_de_connexion(Routes& r) {
    r.get("/connexion", Droit::public_, montrer_connexion);
    r.post("/connexion", Droit::public_, connecter);
    r.get("/connexion/second-facteur", Droit::public_, montrer_second_facteur);
    r.post("/connexion/second-facteur", Droit::public_, verifier_second_facteur);
    r.post("/deconnexion", Droit::public_, se_deconnecter);
    r.post("/session/prolonger", Droit::connecte, prolonger);
    r.get("/role", Droit::connecte, montrer_roles);
    r.post("/role", Droit::connecte, changer_de_role);
    r.get("/apparence", Droit::public_, changer_d_apparence);
}

} // namespace metier::acces
