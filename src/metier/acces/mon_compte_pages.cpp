#include "metier/acces/mon_compte_pages.hpp"

#include "base/texte.hpp"
#include "metier/acces/second_facteur.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::acces {
using namespace web;

namespace {

std::vector<Etape> fil() { return {{"Mon compte", lien("/compte")}}; }

Html second_facteur(MonCompte const& m) {
    if (!m.session.totp)
        return ensemble(
            notice(Ton::attention, "Votre compte n’est protégé que par votre mot de passe."),
            p("Avec le second facteur, un code à six chiffres de votre téléphone est demandé à chaque connexion."),
            boutons(lien_bouton_principal(lien("/compte/second-facteur"), "Mettre en place le second facteur")));
    return ensemble(p(badge(Ton::succes, "En place"), " Un code de votre téléphone est demandé à chaque connexion."),
                    p("Codes de secours inutilisés\u00a0: ", m.codes_restants, " sur 10."),
                    boutons(lien_bouton(lien("/compte/codes-de-secours"), "Renouveler les codes de secours"),
                            lien_bouton(lien("/compte/second-facteur/retrait"), "Retirer le second facteur")));
}

Html sessions(MonCompte const& m) {
    auto ligne = [](SessionOuverte const& s) {
        return tr(td(s.creee_le), td(s.vue_le), td(when(s.celle_ci, badge(Ton::succes, "Cette session"))));
    };
    return ensemble(
        p("Une session se ferme après 30 minutes sans activité, et au plus tard 12 heures après la connexion."),
        tableau("Sessions ouvertes", {{"Ouverte"}, {"Dernière activité"}, {"Où"}}, each(m.sessions, ligne)),
        formulaire_bouton(lien("/compte/sessions/fermeture"), m.csrf, bouton_secondaire("Se déconnecter de partout")));
}

} // namespace

Html intervalle(RoleDuCompte const& r) {
    if (r.au)
        return ensemble("du ", r.du, " au ", r.au);
    return ensemble("depuis le ", r.du);
}

Html roles_tenus(std::vector<RoleDuCompte> const& roles, Date jour) {
    if (roles.empty())
        return etat_vide("Aucun rôle donné.");
    return ul(each(roles, [&](auto const& r) {
        return li(strong(base::libelle(r.role)), when(!r.perimetre.empty(), ensemble(" – ", r.perimetre)), ", ",
                  intervalle(r),
                  when(!r.tenu(jour), ensemble(" ", badge(Ton::neutre, r.fini(jour) ? "Terminé" : "À venir"))));
    }));
}

Page page_mon_compte(MonCompte const& m) {
    return Page{"Mon compte",
                "",
                {},
                ensemble(h1("Mon compte"),
                         definitions({definition("Nom", m.session.nom + " " + m.session.prenom),
                                      definition("Adresse de courriel", m.session.courriel)}),
                         p("Une erreur\u00a0? Demandez la correction à l’administrateur de votre académie."),
                         h2("Mes rôles"), roles_tenus(m.roles, m.jour), h2("Mot de passe"),
                         boutons(lien_bouton(lien("/compte/mot-de-passe"), "Changer de mot de passe")),
                         h2("Rappels et absences"),
                         boutons(lien_bouton(lien("/compte/rappels"), "Mes rappels"),
                                 when(m.session.role && a_le_droit(*m.session.role, Droit::suivre),
                                      [] { return lien_bouton(lien("/passage"), "Je m’absente, ou je pars"); })),
                         h2("Second facteur"), second_facteur(m), h2("Mes sessions"), sessions(m))};
}

Page page_mot_de_passe(MotDePasseForm const& form, bool provisoire, Csrf const& csrf) {
    auto avis = when(provisoire, [] {
        return notice(Ton::attention,
                      "Le mot de passe qui vous a été remis est provisoire. Choisissez le vôtre pour continuer.");
    });
    return Page{
        "Changer de mot de passe", "", fil(),
        ensemble(h1("Changer de mot de passe"), resume_erreurs(form), avis, p("Vos autres sessions seront fermées."),
                 formulaire(lien("/compte/mot-de-passe"), csrf, champ(form.actuel), champ(form.nouveau),
                            champ(form.encore), boutons(bouton("Changer de mot de passe"), when(!provisoire, [] {
                                                            return lien_bouton(lien("/compte"), "Annuler");
                                                        }))))};
}

Page page_installation(CodeForm const& form, Installation const& i, Csrf const& csrf) {
    return Page{"Mettre en place le second facteur", "", fil(),
                ensemble(h1("Mettre en place le second facteur"), resume_erreurs(form),
                         ol(li("Installez sur votre téléphone une application d’authentification (code à usage unique, "
                               "norme TOTP)."),
                            li("Dans l’application, ajoutez un compte et lisez ce code QR, ou tapez la clé.",
                               div(clas("code-qr"), code_qr(i.adresse)),
                               p("Clé\u00a0: ", code(secret_affiche(i.secret)), " ",
                                 bouton_copier(secret_affiche(i.secret), "Copier la clé"))),
                            li("Recopiez ici le code à six chiffres que l’application affiche.")),
                         formulaire(lien("/compte/second-facteur"), csrf, cache("secret", i.scelle), champ(form.code),
                                    boutons(bouton("Mettre en place"), lien_bouton(lien("/compte"), "Annuler"))))};
}

Page page_codes_de_secours(std::vector<std::string> const& codes, std::string_view courriel) {
    return Page{"Codes de secours", "", fil(),
                ensemble(h1("Vos codes de secours"),
                         notice(Ton::attention,
                                "Ces codes ne seront plus jamais affichés. Imprimez-les ou recopiez-les maintenant."),
                         p("Compte\u00a0: ", courriel,
                           ". Chaque code remplace une fois celui du téléphone. Gardez-les loin de votre ordinateur."),
                         ul(clas("codes-de-secours"), each(codes, [](auto const& c) { return li(code(c)); })),
                         boutons(bouton_imprimer(), bouton_copier(base::joint(codes, "\n"), "Copier les codes"),
                                 lien_bouton_principal(lien("/compte"), "J’ai gardé mes codes")))};
}

Page page_confirmation(ActeSensible quoi, ConfirmationForm const& form, Csrf const& csrf) {
    bool codes = quoi == ActeSensible::renouveler_codes;
    auto titre = codes ? "Renouveler les codes de secours" : "Retirer le second facteur";
    auto suite = codes ? "Dix nouveaux codes seront affichés une fois. Les anciens ne vaudront plus rien."
                       : "Votre compte ne sera plus protégé que par votre mot de passe. Les codes de secours ne "
                         "vaudront plus rien.";
    auto ou = codes ? lien("/compte/codes-de-secours") : lien("/compte/second-facteur/retrait");
    return Page{titre, "", fil(),
                ensemble(h1(titre), resume_erreurs(form), p(suite),
                         formulaire(ou, csrf, champ(form.mot_de_passe),
                                    boutons(codes ? bouton(titre) : bouton_danger(titre),
                                            lien_bouton(lien("/compte"), "Annuler"))))};
}

} // namespace metier::acces
