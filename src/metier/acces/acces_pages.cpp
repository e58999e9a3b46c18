#include "metier/acces/acces_pages.hpp"

#include "web/parts/fiche.hpp"

namespace metier::acces {
using namespace web;

Page page_connexion(PageDeConnexion const& p) {
    auto oubli = ensemble(web::p("Demandez un mot de passe provisoire à l’administrateur de votre académie. Vous "
                                 "choisirez le vôtre à la connexion."),
                          when(!p.contact.empty(), [&] { return web::p("Contact\u00a0: ", p.contact); }));
    return Page{"Se connecter",
                "",
                {},
                div(clas("etroit"), h1("Se connecter"), resume_erreurs(p.form),
                    web::p("Raccroche est réservé aux agents qui suivent des jeunes en risque de décrochage."),
                    formulaire(p.envoyer, p.csrf, champ(p.form.courriel), champ(p.form.mot_de_passe),
                               boutons(bouton("Se connecter"))),
                    aide("Mot de passe oublié\u00a0?", oubli))};
}

Page page_second_facteur(CodeForm const& form, Lien const& envoyer, Csrf const& csrf) {
    auto secours =
        p("Tapez à la place l’un de vos codes de secours. Chacun ne sert qu’une fois. Si vous n’en avez plus, "
          "demandez à l’administrateur de retirer le second facteur de votre compte.");
    return Page{
        "Vérifier que c’est bien vous",
        "",
        {},
        div(clas("etroit"), h1("Vérifier que c’est bien vous"), resume_erreurs(form),
            p("Ouvrez l’application d’authentification de votre téléphone et recopiez le code à six "
              "chiffres de Raccroche."),
            formulaire(envoyer, csrf, champ(form.code), boutons(bouton("Continuer"))),
            aide("Téléphone perdu ou indisponible\u00a0?", secours),
            formulaire_bouton(lien("/deconnexion"), csrf, bouton_secondaire("Se connecter avec un autre compte")))};
}

namespace {

Html un_role(RoleAChoisir const& choix, bool actuel, Lien const& envoyer, Csrf const& csrf) {
    auto const& r = choix.role;
    auto const& pour = choix.pour;
    auto nom = ensemble(strong(base::libelle(r.role)), when(!r.perimetre.empty(), ensemble(" – ", r.perimetre)));
    auto jusque = pour.empty() ? when(r.au.has_value(), [&] { return ensemble(", jusqu’au ", r.au); })
                               : ensemble(", ", strong(pour));
    if (actuel)
        return li(nom, jusque, " ", badge(Ton::succes, "Rôle en cours"));
    return li(nom, jusque,
              formulaire(envoyer, csrf, cache("role", std::to_string(r.id.valeur)),
                         bouton_secondaire("Agir dans ce rôle",
                                           lecteur("\u00a0: ", base::libelle(r.role), " ", r.perimetre, " ", pour))));
}

} // namespace

Page page_role(std::vector<RoleAChoisir> const& roles, std::optional<Id<RoleTenu>> actuel, Lien const& envoyer,
               Csrf const& csrf) {
    auto choix = roles.empty() ? etat_vide("Aucun rôle ne vous est donné aujourd’hui.",
                                           p("Demandez à l’administrateur de votre académie de vous donner un rôle. "
                                             "Rien d’autre n’est possible en attendant."))
                               : ensemble(p("Ce que vous voyez et ce que vous pouvez faire dépendent du rôle choisi. "
                                            "Il reste affiché en haut de chaque page."),
                                          ul(clas("roles"), each(roles, [&](auto const& r) {
                                                 return un_role(r, r.role.id == actuel, envoyer, csrf);
                                             })));
    return Page{"Changer de rôle", "", {}, ensemble(h1("Changer de rôle"), choix)};
}

} // namespace metier::acces
