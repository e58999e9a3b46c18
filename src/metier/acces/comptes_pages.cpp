#include "metier/acces/comptes_pages.hpp"

#include "base/texte.hpp"
#include "metier/acces/mon_compte_pages.hpp"
#include "web/parts/fiche.hpp"

namespace metier::acces {
using namespace web;

namespace {

std::vector<Etape> fil() { return {{"Comptes", lien("/comptes")}}; }
std::vector<Etape> fil(Compte const& c) {
    return {{"Comptes", lien("/comptes")}, {c.nom_complet(), lien("/comptes/{}", c.id)}};
}

Html ligne(LigneDeCompte const& l, std::vector<RoleDuCompte> const& tous, Date jour) {
    std::vector<RoleDuCompte> siens;
    for (auto const& r : tous)
        if (r.agent == l.id)
            siens.push_back(r);
    return tr(td(a(href(lien("/comptes/{}", l.id)), l.nom, " ", l.prenom)), td(l.courriel),
              td(siens.empty() ? badge(Ton::attention, "Aucun rôle") : roles_tenus(siens, jour)),
              td(l.totp ? "En place" : "Absent"),
              td(l.desactive_le ? badge(Ton::neutre, "Désactivé") : badge(Ton::succes, "Actif")));
}

std::string bord(LigneDeCompte const& l) { return curseur({l.cle_tri, std::to_string(l.id.valeur)}); }

Html champs(CompteForm const& form) { return ensemble(champ(form.nom), champ(form.prenom), champ(form.courriel)); }

} // namespace

Page page_comptes(PageDesComptes const& p) {
    auto const& l = p.liste;
    Pagination pages{.ici = p.ici, .lignes = l.lignes.size(), .total = l.total};
    if (l.il_y_en_a_avant && !l.lignes.empty())
        pages.precedent = bord(l.lignes.front());
    if (l.il_y_en_a_apres && !l.lignes.empty())
        pages.suivant = bord(l.lignes.back());
    auto recherche = formulaire_recherche(
        lien("/comptes"),
        div(clas("champ"), label(clas("form-label"), pour("f-q"), "Nom, prénom ou courriel"),
            input(type("search"), clas("form-control"), id("f-q"), name("q"), value(p.cherche))),
        boutons(bouton("Chercher"),
                when(!p.cherche.empty(), [] { return lien_bouton(lien("/comptes"), "Tout afficher"); })));
    auto contenu = l.lignes.empty()
                       ? etat_vide("Aucun compte ne correspond.")
                       : ensemble(tableau("Comptes des agents, par nom",
                                          {{"Nom"}, {"Courriel"}, {"Rôles"}, {"Second facteur"}, {"État"}},
                                          each(l.lignes, [&](auto const& x) { return ligne(x, l.roles, p.jour); })),
                                  pagination(pages, p.demande));
    Page page{"Comptes",
              "Comptes",
              {},
              ensemble(h1("Comptes"), boutons(lien_bouton_principal(lien("/comptes/nouveau"), "Créer un compte")),
                       recherche, contenu)};
    page.large = true;
    return page;
}

Page page_nouveau_compte(CompteForm const& form, Csrf const& csrf) {
    return Page{
        "Créer un compte", "Comptes", fil(),
        ensemble(h1("Créer un compte"), resume_erreurs(form),
                 p("Un mot de passe provisoire sera affiché une fois. Vous donnerez ensuite un rôle à cette personne."),
                 formulaire(lien("/comptes"), csrf, champs(form),
                            boutons(bouton("Créer le compte"), lien_bouton(lien("/comptes"), "Annuler"))))};
}

Page page_modifier_compte(Compte const& compte, CompteForm const& form, Csrf const& csrf) {
    return Page{
        "Modifier le compte", "Comptes", fil(compte),
        ensemble(h1("Modifier le compte"), resume_erreurs(form),
                 formulaire(lien("/comptes/{}/modification", compte.id), csrf, version_montree(compte.version),
                            champs(form),
                            boutons(bouton("Enregistrer"), lien_bouton(lien("/comptes/{}", compte.id), "Annuler"))))};
}

Page page_comptes_en_conflit(Compte const& actuel, CompteForm const& saisi, Csrf const& csrf) {
    auto ligne = [](std::string libelle, std::string gauche, FieldBase const& droite) {
        return LigneComparee{
            .libelle = std::move(libelle), .gauche = std::move(gauche), .droite = std::string{droite.typed_first()}};
    };
    return Page{"Modifier le compte", "Comptes", fil(actuel),
                ensemble(h1("Quelqu’un a enregistré avant vous"),
                         p("Votre saisie n’est pas perdue. Comparez, corrigez si besoin, puis enregistrez à nouveau."),
                         cote_a_cote("Les deux versions", "Enregistrée", "La vôtre",
                                     {ligne("Nom", actuel.nom, saisi.nom), ligne("Prénom", actuel.prenom, saisi.prenom),
                                      ligne("Courriel", actuel.courriel, saisi.courriel)}),
                         formulaire(lien("/comptes/{}/modification", actuel.id), csrf, version_montree(actuel.version),
                                    champs(saisi),
                                    boutons(bouton("Enregistrer ma version"),
                                            lien_bouton(lien("/comptes/{}", actuel.id), "Garder l’autre"))))};
}

Page page_mot_de_passe_remis(Compte const& c, std::string const& mot_de_passe, bool nouveau) {
    return Page{
        "Mot de passe provisoire", "Comptes", fil(c),
        ensemble(
            h1(nouveau ? "Compte créé" : "Mot de passe réinitialisé"),
            notice(
                Ton::attention,
                "Ce mot de passe ne sera plus jamais affiché. Remettez-le à la personne, de vive voix ou sur papier."),
            definitions({definition("Personne", c.nom_complet()), definition("Adresse de connexion", c.courriel),
                         definition("Mot de passe provisoire",
                                    ensemble(code(mot_de_passe), " ", bouton_copier(mot_de_passe)))}),
            p("Il devra être changé à la première connexion."),
            boutons(
                when(nouveau,
                     [&] { return lien_bouton_principal(lien("/comptes/{}/roles/nouveau", c.id), "Donner un rôle"); }),
                lien_bouton(lien("/comptes/{}", c.id), "Voir le compte")))};
}

namespace {

Html ligne_de_role(RoleDuCompte const& r, Date jour) {
    auto retrait = [&] {
        return lien_bouton(lien("/comptes/{}/roles/{}/retrait", r.agent, r.id), "Retirer",
                           lecteur("\u00a0: ", base::libelle(r.role), " ", r.perimetre));
    };
    bool jamais = r.au && *r.au < r.du; // retiré avant son premier jour
    return tr(td(base::libelle(r.role)), td(r.perimetre.empty() ? "Toute l’application" : r.perimetre),
              td(jamais ? ensemble("aurait commencé le ", r.du) : ensemble(intervalle(r))),
              td(jamais         ? badge(Ton::neutre, "N’a pas eu lieu")
                 : r.fini(jour) ? badge(Ton::neutre, "Terminé")
                 : r.tenu(jour) ? badge(Ton::succes, "En cours")
                                : badge(Ton::information, "À venir")),
              td(when(!r.fini(jour), retrait)));
}

Html etat(Compte const& c) {
    return c.actif() ? badge(Ton::succes, "Actif") : ensemble(badge(Ton::neutre, "Désactivé"), " le ", c.desactive_le);
}

Html actions(Compte const& c) {
    if (!c.actif())
        return boutons(lien_bouton(lien("/comptes/{}/reactivation", c.id), "Réactiver le compte"));
    return boutons(lien_bouton(lien("/comptes/{}/modification", c.id), "Modifier"),
                   lien_bouton(lien("/comptes/{}/reinitialisation", c.id), "Réinitialiser le mot de passe"),
                   when(c.totp,
                        [&] {
                            return lien_bouton(lien("/comptes/{}/second-facteur/retrait", c.id),
                                               "Retirer le second facteur");
                        }),
                   lien_bouton(lien("/comptes/{}/desactivation", c.id), "Désactiver"));
}

} // namespace

Page page_compte(Compte const& c, std::vector<RoleDuCompte> const& roles, Date jour) {
    auto les_roles = roles.empty()
                         ? etat_vide("Aucun rôle donné\u00a0: cette personne peut se connecter, mais ne voit rien.")
                         : tableau("Rôles tenus", {{"Rôle"}, {"Périmètre"}, {"Période"}, {"État"}, {"Action"}},
                                   each(roles, [&](auto const& r) { return ligne_de_role(r, jour); }));
    return Page{
        c.nom_complet(), "Comptes", fil(),
        ensemble(h1(c.nom_complet()),
                 definitions({definition("Adresse de courriel", c.courriel), definition("État", etat(c)),
                              definition("Second facteur", c.totp ? "En place" : "Absent"),
                              definition("Mot de passe", c.provisoire ? "Provisoire, à changer à la prochaine connexion"
                                                                      : "Choisi par la personne"),
                              definition("Créé", ensemble(c.cree_le))}),
                 actions(c), h2("Rôles"), les_roles, when(c.actif(), [&] {
                     return boutons(lien_bouton_principal(lien("/comptes/{}/roles/nouveau", c.id), "Donner un rôle"));
                 }))};
}

namespace {

Confirmation confirmation_de(ActeSurCompte quoi, Compte const& c) {
    auto qui = c.nom_complet();
    auto annuler = lien("/comptes/{}", c.id);
    switch (quoi) {
    case ActeSurCompte::desactiver:
        return {"Désactiver le compte de " + qui + "\u00a0?",
                p("Ses sessions se ferment et la connexion lui est refusée. Rien n’est effacé\u00a0; le compte peut "
                  "être réactivé."),
                "Désactiver le compte",
                lien("/comptes/{}/desactivation", c.id),
                annuler,
                true};
    case ActeSurCompte::reactiver:
        return {"Réactiver le compte de " + qui + "\u00a0?",
                p("La personne pourra de nouveau se connecter, avec ses rôles encore en cours."),
                "Réactiver le compte",
                lien("/comptes/{}/reactivation", c.id),
                annuler,
                false};
    case ActeSurCompte::reinitialiser:
        return {"Réinitialiser le mot de passe de " + qui + "\u00a0?",
                p("Ses sessions se ferment. Un mot de passe provisoire sera affiché une fois."),
                "Réinitialiser le mot de passe",
                lien("/comptes/{}/reinitialisation", c.id),
                annuler,
                true};
    case ActeSurCompte::retirer_second_facteur:
        return {"Retirer le second facteur de " + qui + "\u00a0?",
                p("Assurez-vous que c’est bien cette personne qui le demande. Ses sessions se ferment\u00a0; le mot de "
                  "passe seul suffira."),
                "Retirer le second facteur",
                lien("/comptes/{}/second-facteur/retrait", c.id),
                annuler,
                true};
    }
    return {};
}

} // namespace

Page page_acte_sur_compte(ActeSurCompte quoi, Compte const& compte, Csrf const& csrf) {
    auto c = confirmation_de(quoi, compte);
    return Page{c.bouton, "Comptes", fil(compte), confirmation(c, csrf)};
}

namespace {

Html ce_qu_il_tient(Compte const& c, std::vector<std::string> const& tient) {
    return ensemble(p(c.nom_complet(), " tient encore\u00a0:"), ul(each(tient, [](auto const& t) { return li(t); })));
}

web::Lien passation(Compte const& c) { return lien("/comptes/{}/passation", c.id); }

} // namespace

Page page_compte_encore_tenu(Compte const& c, std::vector<std::string> const& tient) {
    return Page{"Compte encore utile", "Comptes", fil(c),
                ensemble(h1("Le compte de ", c.nom_complet(), " ne peut pas encore être désactivé"),
                         ce_qu_il_tient(c, tient),
                         p("Rien ne doit rester sans personne\u00a0: passez-le d’abord à qui prend la suite. Pour lui "
                           "couper l’accès tout de suite, ",
                           a(href(lien("/comptes/{}/reinitialisation", c.id)), "réinitialisez son mot de passe"), "."),
                         boutons(lien_bouton_principal(passation(c), "Passer à qui prend la suite"),
                                 lien_bouton(lien("/comptes/{}", c.id), "Annuler")))};
}

Page page_choix_du_role(Compte const& compte) {
    RoleForm form;
    return Page{"Donner un rôle", "Comptes", fil(compte),
                ensemble(h1("Donner un rôle à ", compte.nom_complet()),
                         etapes({"Choisir le rôle", "Choisir le périmètre et les dates"}, 0),
                         formulaire_recherche(
                             lien("/comptes/{}/roles/nouveau", compte.id), champ(form.role),
                             boutons(bouton("Continuer"), lien_bouton(lien("/comptes/{}", compte.id), "Annuler"))))};
}

namespace {

/// L'établissement se cherche d'abord : une académie en a des centaines.
Html chercher_etablissement(RoleADonner const& p) {
    return formulaire_recherche(
        lien("/comptes/{}/roles/nouveau", p.compte.id), cache("role", base::code(p.role)),
        div(clas("champ"), label(clas("form-label"), pour("f-cherche"), "Établissement"),
            div(clas("form-text"), id("f-cherche-aide"), "UAI, nom ou commune. Par exemple 0350017D"),
            input(type("search"), clas("form-control"), id("f-cherche"), name("cherche"), value(p.cherche),
                  aria("describedby", "f-cherche-aide"))),
        boutons(bouton_secondaire("Chercher")));
}

Html champ_du_perimetre(RoleADonner const& p) {
    switch (perimetre(p.role)) {
    case Perimetre::territoire: return champ(p.form.territoire);
    case Perimetre::etablissement: return champ(p.form.etablissement);
    case Perimetre::reseau: return champ(p.form.reseau);
    case Perimetre::structure:
    case Perimetre::aucun: return {};
    }
    return {};
}

/// Le rôle se tient sur quelque chose qui n'existe pas encore : dire où le créer.
Html a_creer_d_abord(Role role) {
    if (perimetre(role) == Perimetre::territoire)
        return etat_vide("Ce rôle se tient sur un territoire, et il n’y en a encore aucun.",
                         lien_bouton_principal(lien("/territoires"), "Créer les territoires"));
    auto genre = genre_de_reseau(role).value_or(territoire::GenreDeReseau::psad);
    bool psad = genre == territoire::GenreDeReseau::psad;
    return etat_vide(
        psad ? "Ce rôle se tient sur une plateforme (PSAD), et il n’y en a encore aucune. Créez-la avec les "
               "bassins qu’elle couvre, puis revenez donner le rôle."
             : "Ce rôle se tient sur un réseau FOQUALE, et il n’y en a encore aucun. Créez-le avec les "
               "bassins qu’il couvre, puis revenez donner le rôle.",
        lien_bouton_principal(lien("/reseaux/nouveau").avec("genre", base::code(genre)),
                              psad ? "Créer une plateforme" : "Créer un réseau FOQUALE"));
}

/// Rien à choisir dans la liste que ce rôle demande.
bool rien_a_choisir(RoleADonner const& p) {
    return (perimetre(p.role) == Perimetre::territoire && p.form.territoire.choices().empty()) ||
           (perimetre(p.role) == Perimetre::reseau && p.form.reseau.choices().empty());
}

} // namespace

Page page_donner_role(RoleADonner const& p) {
    bool etablissement = perimetre(p.role) == Perimetre::etablissement;
    bool manque = rien_a_choisir(p);
    bool pret = !manque && (!etablissement || !p.form.etablissement.choices().empty());
    auto ou = lien("/comptes/{}/roles", p.compte.id);
    auto suite = [&] {
        return formulaire(p.cherche.empty() ? ou : ou.avec("cherche", p.cherche), p.csrf,
                          cache("role", base::code(p.role)), champ_du_perimetre(p), champ(p.form.du), champ(p.form.au),
                          boutons(bouton("Donner ce rôle"), lien_bouton(lien("/comptes/{}", p.compte.id), "Annuler")));
    };
    auto rien = when(etablissement && !pret && !p.cherche.empty(), [] {
        return notice(Ton::attention, "Aucun établissement ne correspond.",
                      web::p("Vérifiez l’UAI, ou essayez un seul mot du nom. S’il manque, ",
                             a(href(lien("/etablissements/import")), "importez l’annuaire de l’éducation"), "."));
    });
    return Page{"Donner un rôle", "Comptes", fil(p.compte),
                ensemble(h1("Donner un rôle à ", p.compte.nom_complet()),
                         etapes({"Choisir le rôle", "Choisir le périmètre et les dates"}, 1), resume_erreurs(p.form),
                         web::p("Rôle\u00a0: ", strong(base::libelle(p.role)), ". ",
                                a(href(lien("/comptes/{}/roles/nouveau", p.compte.id)), "Choisir un autre rôle")),
                         when(etablissement, [&] { return chercher_etablissement(p); }), rien,
                         when(manque, [&] { return a_creer_d_abord(p.role); }), when(pret, suite))};
}

Page page_retirer_role(Compte const& compte, RoleDuCompte const& role, RetraitForm const& form, Csrf const& csrf,
                       std::vector<std::string> const& tient) {
    auto quoi = std::string{base::libelle(role.role)} + (role.perimetre.empty() ? "" : " – " + role.perimetre);
    return Page{
        "Retirer un rôle", "Comptes", fil(compte),
        ensemble(h1("Retirer un rôle à ", compte.nom_complet()), resume_erreurs(form),
                 p("Rôle\u00a0: ", strong(quoi), ", ", intervalle(role), ". Il reste dans l’historique du compte."),
                 when(!tient.empty(),
                      [&] {
                          return notice(Ton::attention, "Quelqu’un prend-il la suite\u00a0?",
                                        ensemble(ce_qu_il_tient(compte, tient),
                                                 p(a(href(passation(compte)), "Passer à qui prend la suite"))));
                      }),
                 formulaire(lien("/comptes/{}/roles/{}/retrait", compte.id, role.id), csrf, champ(form.au),
                            boutons(bouton_danger("Retirer ce rôle"),
                                    lien_bouton(lien("/comptes/{}", compte.id), "Annuler"))))};
}

} // namespace metier::acces
