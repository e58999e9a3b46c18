// L'assistant de premier démarrage : ouvert tant qu'aucun compte n'existe, gardé par un code affiché dans le terminal.
#include "base/texte.hpp"
#include "metier/acces/acces.hpp"
#include "metier/acces/acces_web.hpp"
#include "metier/acces/formulaires.hpp"
#include "metier/acces/premier_demarrage.hpp"
#include "metier/territoire/noms.hpp"
#include "web/parts/fiche.hpp"

namespace metier::acces {
namespace {

using namespace web;

/// Après le premier compte, cette page n'existe plus.
void exiger_une_base_vide(Contexte& cx) {
    auto db = cx.db();
    if (!aucun_compte(db))
        throw not_found();
}

Page page(PremierDemarrageForm const& f, Csrf const& csrf) {
    auto bloc = [](std::string_view titre, Html const& contenu) { return fieldset(legend(titre), contenu); };
    return Page{
        "Premier démarrage",
        "",
        {},
        ensemble(
            h1("Premier démarrage"), resume_erreurs(f),
            p("Raccroche est vide. Décrivez votre académie et créez le premier compte. Le reste (bassins, "
              "établissements, "
              "agents) s’ajoute ensuite, ou s’importe de l’annuaire."),
            formulaire(lien("/premier-demarrage"), csrf, champ(f.code),
                       bloc("L’académie", ensemble(champ(f.academie), champ(f.departement_code), champ(f.departement))),
                       bloc("L’administrateur technique\u00a0: vous",
                            ensemble(p("Il gère les comptes et le journal, et ne voit aucun dossier."), champ(f.nom),
                                     champ(f.prenom), champ(f.courriel), champ(f.mot_de_passe))),
                       bloc("Le premier coordonnateur MLDS (facultatif)",
                            ensemble(p("Laissez tout vide pour le créer plus tard."), champ(f.bassin),
                                     champ(f.coordo_nom), champ(f.coordo_prenom), champ(f.coordo_courriel))),
                       boutons(bouton("Créer l’académie"))))};
}

bool coordonnateur_complet(PremierDemarrageForm& f) {
    if (!f.avec_coordonnateur())
        return true;
    bool complet = true;
    for (auto* champ : {&f.bassin, &f.coordo_nom, &f.coordo_prenom, &f.coordo_courriel})
        if (!*champ) {
            champ->refuse("Complétez ce champ, ou laissez vides les quatre champs du coordonnateur.");
            complet = false;
        }
    if (complet && base::minuscules(*f.coordo_courriel) == base::minuscules(*f.courriel)) {
        f.coordo_courriel.refuse("Cette adresse est déjà celle de l’administrateur. Une personne, un compte.");
        complet = false;
    }
    return complet;
}

bool convient(Contexte& cx, PremierDemarrageForm& f) {
    if (!cx.lire(f))
        return false;
    auto essai = freines(cx.coffre(), "premier démarrage", cx.requete().remote);
    if (auto reste = freiner(cx, essai); reste > std::chrono::seconds{0}) {
        f.code.refuse(trop_d_essais(reste));
        return false;
    }
    if (!base::egal_en_temps_constant(base::minuscules(*f.code), code_premier_demarrage(cx.env()))) {
        f.code.refuse("Ce n’est pas le code affiché au démarrage. Recopiez-le depuis le terminal.");
        return false;
    }
    en_base(cx, [&](storage::Writer& db) { return reussir(db, essai, cx.instant()), true; });
    if (auto defaut = defaut_du_mot_de_passe(*f.mot_de_passe, {*f.nom, *f.prenom, *f.courriel}); !defaut.empty())
        f.mot_de_passe.refuse(defaut);
    if (territoire::code_de_departement(*f.departement_code).empty())
        f.departement_code.refuse("Ce n’est pas un numéro de département. Par exemple : 35, 2A ou 974.");
    return coordonnateur_complet(f) && f.mot_de_passe.error().empty() && f.departement_code.error().empty();
}

/// Ce que l'administrateur trouvera à faire une fois connecté, dans cet ordre.
Html suite() {
    return ensemble(h2("La suite, avec votre compte d’administrateur"),
                    ol(li(a(href(lien("/etablissements/import")), "Importer l’annuaire de l’éducation"),
                          "\u00a0: les établissements du département."),
                       li(a(href(lien("/etablissements/rangement")), "Ranger chaque établissement dans son bassin"),
                          "\u00a0: un coordonnateur voit les jeunes des établissements de son bassin."),
                       li(a(href(lien("/reseaux")), "Créer les plateformes (PSAD) et les réseaux FOQUALE"),
                          "\u00a0: les rôles de CIO, de mission locale et de plateforme se tiennent dessus."),
                       li(a(href(lien("/comptes")), "Créer les comptes et donner les rôles"), ".")),
                    p("La page d’accueil de l’administrateur rappelle ce qui manque encore."));
}

Page page_faite(std::string const& courriel, std::string const& mot_de_passe) {
    return Page{"Académie créée",
                "",
                {},
                ensemble(h1("Académie créée"),
                         notice(Ton::attention,
                                "Ce mot de passe ne sera plus jamais affiché. Notez-le et remettez-le à la personne."),
                         definitions({definition("Adresse de connexion du coordonnateur", courriel),
                                      definition("Mot de passe provisoire",
                                                 ensemble(code(mot_de_passe), " ", bouton_copier(mot_de_passe)))}),
                         suite(), boutons(lien_bouton_principal(lien("/connexion"), "Se connecter")))};
}

Reply montrer(Contexte& cx) {
    exiger_une_base_vide(cx);
    return cx.page(page({}, cx.csrf()));
}

Reply creer(Contexte& cx) {
    exiger_une_base_vide(cx);
    PremierDemarrageForm f;
    if (!convient(cx, f))
        return cx.invalide(page(f, cx.csrf()));
    PremiereAcademie academie{*f.academie,
                              *f.departement_code,
                              *f.departement,
                              {*f.courriel, *f.nom, *f.prenom},
                              cx.env().mots_de_passe->hacher(*f.mot_de_passe)};
    auto clair = mot_de_passe_au_hasard();
    std::optional<PremierBassin> bassin;
    if (f.avec_coordonnateur())
        bassin = PremierBassin{
            *f.bassin, {*f.coordo_courriel, *f.coordo_nom, *f.coordo_prenom}, cx.env().mots_de_passe->hacher(clair)};
    cx.acte(Acte::premier_demarrage, [&](storage::Writer& db, Trace& trace) {
        if (!aucun_compte(db)) // deux envois à la fois : le premier l'emporte
            throw not_found();
        trace.agent = creer_academie(db, cx.instant(), academie, bassin);
        trace.objet = objet("agent", *trace.agent);
    });
    if (bassin)
        return cx.page(page_faite(*f.coordo_courriel, clair));
    return cx.voir(lien("/connexion"), "Académie créée. Connectez-vous avec le compte que vous venez de "
                                       "créer\u00a0: l’accueil vous dira ce qui reste à faire.");
}

} // namespace

void routes_du_premier_demarrage(Routes& r) {
    r.get("/premier-demarrage", Droit::public_, montrer);
    r.post("/premier-demarrage", Droit::public_, creer);
}

} // namespace metier::acces
