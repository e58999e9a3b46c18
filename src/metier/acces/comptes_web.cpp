// Comptes et rôles, pour l'administrateur.
#include "base/texte.hpp"
#include "metier/acces/acces_web.hpp"
#include "metier/acces/comptes_pages.hpp"
#include "metier/acces/second_facteur.hpp"
#include "metier/territoire/territoire.hpp"

namespace metier::acces {
namespace {

using web::Reply;

Compte exiger(Contexte& cx, Id<Agent> id) {
    auto db = cx.db();
    auto trouve = compte(db, id);
    if (!trouve)
        throw web::not_found();
    return *trouve;
}

std::optional<BordDeListe> bord(std::string const& texte) {
    auto valeurs = web::lire_curseur(texte, 2);
    auto id = valeurs ? web::lire_entier((*valeurs)[1]) : std::nullopt;
    return id ? std::optional{BordDeListe{(*valeurs)[0], *id}} : std::nullopt;
}

Reply lister(Contexte& cx) {
    auto demande = web::lire_demande(cx.requete(), {"nom"});
    std::string cherche{cx.requete().param("q")};
    auto db = cx.db();
    auto liste = comptes(db, {cherche, bord(demande.apres), bord(demande.avant), demande.par_page, cx.jour()});
    return cx.page(page_comptes({liste, cherche, web::lien_de(cx.requete()), demande, cx.jour()}));
}

Reply nouveau(Contexte& cx) { return cx.page(page_nouveau_compte({}, cx.csrf())); }

bool libre(Contexte& cx, CompteForm& form, std::optional<Id<Agent>> sauf) {
    auto db = cx.db();
    if (!courriel_pris(db, *form.courriel, sauf))
        return true;
    form.courriel.refuse("Un compte existe déjà avec cette adresse. Cherchez-le dans la liste.");
    return false;
}

Reply creer(Contexte& cx) {
    CompteForm form;
    if (!cx.lire(form) || !libre(cx, form, {}))
        return cx.invalide(page_nouveau_compte(form, cx.csrf()));
    auto clair = mot_de_passe_au_hasard();
    auto hachage = cx.env().mots_de_passe->hacher(clair);
    auto id = cx.acte(Acte::compte_cree, [&](storage::Writer& db, Trace& trace) {
        auto agent =
            creer_compte(db, cx.instant(), {*form.courriel, *form.nom, *form.prenom}, hachage, MotDePasse::provisoire);
        trace.objet = objet("agent", agent);
        return agent;
    });
    return cx.page(page_mot_de_passe_remis(exiger(cx, id), clair, true));
}

Reply montrer(Contexte& cx, Id<Agent> id) {
    auto c = exiger(cx, id);
    auto db = cx.db();
    return cx.page(page_compte(c, roles_du_compte(db, id), cx.jour()));
}

Reply demander_modification(Contexte& cx, Id<Agent> id) {
    auto c = exiger(cx, id);
    CompteForm form;
    form.nom.set(c.nom);
    form.prenom.set(c.prenom);
    form.courriel.set(c.courriel);
    return cx.page(page_modifier_compte(c, form, cx.csrf()));
}

Reply modifier(Contexte& cx, Id<Agent> id) {
    auto c = exiger(cx, id);
    CompteForm form;
    if (!cx.lire(form) || !libre(cx, form, id))
        return cx.invalide(page_modifier_compte(c, form, cx.csrf()));
    auto version = web::lire_entier(cx.requete().field("version")).value_or(0);
    bool fait = cx.acte_ou_conflit(Acte::compte_modifie, [&](storage::Writer& db, Trace& trace) {
        trace.objet = objet("agent", id);
        modifier_compte(db, id, {*form.courriel, *form.nom, *form.prenom}, version);
    });
    if (!fait)
        return cx.conflit(page_comptes_en_conflit(exiger(cx, id), form, cx.csrf()));
    return cx.voir(web::lien("/comptes/{}", id), "Compte modifié.");
}

std::vector<std::string> encore_tenu(CeQuIlTient const& tient, Contexte& cx, Id<Agent> id) {
    auto db = cx.db();
    return tient ? tient(db, id, cx.jour()) : std::vector<std::string>{};
}

Reply confirmer(Contexte& cx, Id<Agent> id, ActeSurCompte quoi) {
    return cx.page(page_acte_sur_compte(quoi, exiger(cx, id), cx.csrf()));
}
Reply demander_desactivation(Contexte& cx, Id<Agent> id, CeQuIlTient const& tient_) {
    if (auto tient = encore_tenu(tient_, cx, id); !tient.empty())
        return cx.page(page_compte_encore_tenu(exiger(cx, id), tient));
    return confirmer(cx, id, ActeSurCompte::desactiver);
}
Reply demander_reactivation(Contexte& cx, Id<Agent> id) { return confirmer(cx, id, ActeSurCompte::reactiver); }
Reply demander_reinitialisation(Contexte& cx, Id<Agent> id) { return confirmer(cx, id, ActeSurCompte::reinitialiser); }
Reply demander_retrait_second_facteur(Contexte& cx, Id<Agent> id) {
    return confirmer(cx, id, ActeSurCompte::retirer_second_facteur);
}

constexpr std::string_view dernier_administrateur = "C’est le dernier administrateur : plus personne ne pourrait gérer "
                                                    "les comptes. Donnez d’abord ce rôle à quelqu’un d’autre.";

Reply desactiver(Contexte& cx, Id<Agent> id, CeQuIlTient const& tient_) {
    auto c = exiger(cx, id);
    auto db = cx.db();
    if (!reste_un_administrateur(db, cx.jour(), id))
        return cx.voir(web::lien("/comptes/{}", id), dernier_administrateur, web::Ton::attention);
    // Personne ne reste sans référent, rien ne reste sans quelqu'un (N-24, C-18).
    if (auto tient = encore_tenu(tient_, cx, id); !tient.empty())
        return cx.page(page_compte_encore_tenu(c, tient), 422);
    cx.acte(Acte::compte_desactive, [&](storage::Writer& w, Trace& trace) {
        trace.objet = objet("agent", id);
        desactiver_compte(w, id, cx.instant());
    });
    return cx.voir(web::lien("/comptes/{}", id), "Compte désactivé.");
}

Reply reactiver(Contexte& cx, Id<Agent> id) {
    exiger(cx, id);
    cx.acte(Acte::compte_modifie, [&](storage::Writer& db, Trace& trace) {
        trace.objet = objet("agent", id);
        trace.detail = "réactivé";
        reactiver_compte(db, id);
    });
    return cx.voir(web::lien("/comptes/{}", id), "Compte réactivé.");
}

Reply reinitialiser(Contexte& cx, Id<Agent> id) {
    auto c = exiger(cx, id);
    auto clair = mot_de_passe_au_hasard();
    auto hachage = cx.env().mots_de_passe->hacher(clair);
    cx.acte(Acte::mot_de_passe_change, [&](storage::Writer& db, Trace& trace) {
        trace.objet = objet("agent", id);
        trace.detail = "par l’administrateur";
        changer_mot_de_passe(db, id, hachage, MotDePasse::provisoire);
    });
    return cx.page(page_mot_de_passe_remis(c, clair, false));
}

Reply retirer_le_second_facteur(Contexte& cx, Id<Agent> id) {
    exiger(cx, id);
    cx.acte(Acte::second_facteur_retire, [&](storage::Writer& db, Trace& trace) {
        trace.objet = objet("agent", id);
        trace.detail = "par l’administrateur";
        retirer_second_facteur(db, id);
        fermer_toutes(db, id);
    });
    return cx.voir(web::lien("/comptes/{}", id), "Second facteur retiré.", web::Ton::attention);
}

/// Groupés par genre : « Bassin », « Réseau FOQUALE »…
template <class T>
std::vector<web::Choix> par_genre(std::vector<T> const& liste) {
    std::vector<web::Choix> choix;
    for (auto const& x : liste)
        choix.push_back({std::to_string(x.id.valeur), x.nom, std::string{base::libelle(x.genre)}});
    return choix;
}

/// Un responsable de réseau FOQUALE, un coresponsable de PSAD ont chacun le leur ; les autres, l'un ou l'autre.
std::vector<territoire::Reseau> reseaux_offerts(storage::Reader& db, Role role) {
    auto liste = territoire::reseaux(db);
    auto genre = genre_de_reseau(role);
    std::erase_if(liste, [&](auto const& r) { return genre && r.genre != *genre; });
    return liste;
}

/// Ce qui est offert est ce qui sera accepté.
void offrir_le_perimetre(Contexte& cx, RoleForm& form, Role role) {
    auto db = cx.db();
    form.role.offer({{role, std::string{base::libelle(role)}}});
    switch (perimetre(role)) {
    case Perimetre::territoire:
        form.territoire.offer_choices(par_genre(territoire::territoires_ouverts(db)));
        form.territoire.set_required(true);
        return;
    case Perimetre::etablissement:
        if (auto mots = cx.requete().param("cherche"); !mots.empty())
            form.etablissement.offer(
                territoire::chercher(
                    db, {.mots = std::string{mots}, .genre = {}, .dans = {}, .apres_tri = {}, .nombre = 100}),
                [](auto const& e) { return e.id; },
                [](auto const& e) { return e.nom + " – " + e.commune + " (" + e.uai + ")"; });
        form.etablissement.set_required(true);
        return;
    case Perimetre::reseau:
        form.reseau.offer_choices(par_genre(reseaux_offerts(db, role)));
        form.reseau.set_required(true);
        return;
    case Perimetre::structure:
    case Perimetre::aucun: return;
    }
}

Page page(Contexte& cx, Compte const& c, RoleForm const& form, Role role) {
    return page_donner_role({c, form, role, std::string{cx.requete().param("cherche")}, cx.csrf()});
}

Reply choisir_un_role(Contexte& cx, Id<Agent> id) {
    auto c = exiger(cx, id);
    auto role = base::lire_code<Role>(cx.requete().param("role"));
    if (!role)
        return cx.page(page_choix_du_role(c));
    RoleForm form;
    offrir_le_perimetre(cx, form, *role);
    form.du.set(cx.jour());
    return cx.page(page(cx, c, form, *role));
}

Reply donner(Contexte& cx, Id<Agent> id) {
    auto c = exiger(cx, id);
    auto role = base::lire_code<Role>(cx.requete().field("role"));
    if (!role)
        return cx.page(page_choix_du_role(c), 422);
    RoleForm form;
    offrir_le_perimetre(cx, form, *role);
    bool bon = cx.lire(form);
    if (bon && form.au && *form.au < *form.du) {
        form.au.refuse("Le dernier jour vient avant le premier. Corrigez l’un des deux.");
        bon = false;
    }
    if (!bon)
        return cx.invalide(page(cx, c, form, *role));
    cx.acte(Acte::role_donne, [&](storage::Writer& db, Trace& trace) {
        Assise assise{form.territoire.value(), form.etablissement.value(), form.reseau.value(), {}};
        donner_role(db, cx.instant(), id, *role, assise, *form.du, form.au.value());
        trace.objet = objet("agent", id);
        trace.detail = base::code(*role);
    });
    return cx.voir(web::lien("/comptes/{}", id), "Rôle donné.");
}

RoleDuCompte exiger(Contexte& cx, Id<Agent> id, Id<RoleTenu> role) {
    auto db = cx.db();
    auto trouve = role_du_compte(db, id, role);
    if (!trouve || trouve->fini(cx.jour()))
        throw web::not_found();
    return *trouve;
}

Reply demander_retrait(Contexte& cx, Id<Agent> id, Id<RoleTenu> role, CeQuIlTient const& tient) {
    return cx.page(page_retirer_role(exiger(cx, id), exiger(cx, id, role), {}, cx.csrf(), encore_tenu(tient, cx, id)));
}

Reply retirer(Contexte& cx, Id<Agent> id, Id<RoleTenu> tenu) {
    auto c = exiger(cx, id);
    auto role = exiger(cx, id, tenu);
    RetraitForm form;
    form.au.between(base::plus_jours(cx.jour(), -1), std::nullopt);
    if (!cx.lire(form))
        return cx.invalide(page_retirer_role(c, role, form, cx.csrf()));
    auto db = cx.db();
    if (role.role == Role::administrateur && !reste_un_administrateur(db, cx.jour(), {}, tenu)) {
        form.au.refuse(std::string{dernier_administrateur});
        return cx.invalide(page_retirer_role(c, role, form, cx.csrf()));
    }
    cx.acte(Acte::role_retire, [&](storage::Writer& w, Trace& trace) {
        trace.objet = objet("agent", id);
        trace.detail = base::code(role.role);
        retirer_role(w, id, tenu, form.au ? *form.au : base::plus_jours(cx.jour(), -1));
    });
    return cx.voir(web::lien("/comptes/{}", id), "Rôle retiré.");
}

} // namespace

void routes_des_comptes(Routes& r, CeQuIlTient tient) {
    r.menu({"Comptes", web::lien("/comptes"), Droit::gerer_comptes, 81,
            "Créer un compte, donner ou retirer un rôle, remettre un mot de passe.", acces::groupe::administration});
    r.get("/comptes", Droit::gerer_comptes, lister);
    r.get("/comptes/nouveau", Droit::gerer_comptes, nouveau);
    r.post("/comptes", Droit::gerer_comptes, creer);
    r.get("/comptes/{id}", Droit::gerer_comptes, montrer);
    r.get("/comptes/{id}/modification", Droit::gerer_comptes, demander_modification);
    r.post("/comptes/{id}/modification", Droit::gerer_comptes, modifier);
    r.get("/comptes/{id}/desactivation", Droit::gerer_comptes,
          [tient](Contexte& cx, Id<Agent> id) { return demander_desactivation(cx, id, tient); });
    r.post("/comptes/{id}/desactivation", Droit::gerer_comptes,
           [tient](Contexte& cx, Id<Agent> id) { return desactiver(cx, id, tient); });
    r.get("/comptes/{id}/reactivation", Droit::gerer_comptes, demander_reactivation);
    r.post("/comptes/{id}/reactivation", Droit::gerer_comptes, reactiver);
    r.get("/comptes/{id}/reinitialisation", Droit::gerer_comptes, demander_reinitialisation);
    r.post("/comptes/{id}/reinitialisation", Droit::gerer_comptes, reinitialiser);
    r.get("/comptes/{id}/second-facteur/retrait", Droit::gerer_comptes, demander_retrait_second_facteur);
    r.post("/comptes/{id}/second-facteur/retrait", Droit::gerer_comptes, retirer_le_second_facteur);
    r.get("/comptes/{id}/roles/nouveau", Droit::gerer_comptes, choisir_un_role);
    r.post("/comptes/{id}/roles", Droit::gerer_comptes, donner);
    r.get("/comptes/{id}/roles/{role}/retrait", Droit::gerer_comptes,
          [tient](Contexte& cx, Id<Agent> id, Id<RoleTenu> role) { return demander_retrait(cx, id, role, tient); });
    r.post("/comptes/{id}/roles/{role}/retrait", Droit::gerer_comptes, retirer);
}

} // namespace metier::acces
