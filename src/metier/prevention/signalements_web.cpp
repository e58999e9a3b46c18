// Signaler une inquiétude en deux minutes (C-5), puis savoir ce qu'elle est devenue.
#include "base/articles.hpp"
#include "base/secret.hpp"
#include "base/texte.hpp"
#include "metier/prevention/prevention_web.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::prevention {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

constexpr int eleves_montres = 20;

std::string classe_dite(Eleve const& e) { return e.classe.empty() ? "classe non connue" : e.classe; }

Html resultats(std::vector<Eleve> const& eleves, std::string const& q) {
    if (eleves.empty())
        return etat_vide("Aucun élève de votre établissement ne répond à « " + q + " ».",
                         p("Essayez une partie du nom, ou la classe. S’il vient d’arriver, prévenez le référent "
                           "décrochage."));
    auto lignes = each(eleves, [](Eleve const& e) {
        return li(a(href(web::lien("/signalements/nouveau").avec("eleve", e.id)), e.nom_affiche()), " – ",
                  classe_dite(e));
    });
    return ensemble(
        h2("Lequel ?"), ul(clas("liste-large"), lignes),
        when(eleves.size() >= eleves_montres, p("Seuls les premiers sont montrés : précisez la recherche.")));
}

Reply choisir(Contexte& cx) {
    FormRecherche form;
    bool cherche = !cx.requete().param("q").empty();
    Html trouve;
    auto db = cx.db();
    if (!mon_etablissement(db, cx.portee()))
        trouve = notice(Ton::information, "Ouvrez d’abord le dossier du jeune",
                        p("Le bouton « Signaler une inquiétude » s’y trouve. ", when(cx.peut(Droit::rechercher), [] {
                              return a(href(web::lien("/recherche")), "Chercher un jeune");
                          })));
    else if (cherche && cx.lire(form))
        trouve = resultats(chercher_des_eleves(db, cx.portee(), *form.q, eleves_montres), *form.q);
    auto saisie = mon_etablissement(db, cx.portee())
                      ? formulaire_recherche(web::lien("/signalements/nouveau"), champ(form.q),
                                             boutons(bouton("Chercher l’élève")))
                      : Html{};
    return cx.page(
        {.titre = "Signaler une inquiétude",
         .rubrique = rubrique_signaler,
         .fil = {{"Mes signalements", web::lien("/signalements")}},
         .contenu = ensemble(h1("Signaler une inquiétude"), etapes({"L’élève", "Les faits"}, 0), saisie, trouve)});
}

acces::Page page_de_saisie(Contexte& cx, Eleve const& e, FormSignalement const& form, Html const& avis = {}) {
    auto precisions = details(etat("open", !form.appuis.error().empty() || !form.origine.error().empty()),
                              summary("Préciser, si vous le pouvez"), champ(form.appuis), champ(form.origine),
                              champ(form.locomotion));
    auto vers = web::lien("/signalements").avec("eleve", e.id);
    return {.titre = "Signaler une inquiétude",
            .rubrique = rubrique_signaler,
            .fil = {{"Mes signalements", web::lien("/signalements")}},
            .contenu = ensemble(
                h1("Signaler une inquiétude pour ", e.nom_affiche()), etapes({"L’élève", "Les faits"}, 1),
                p(classe_dite(e), ", ", e.lieu, ". La direction, le CPE et le référent décrochage le liront."),
                resume_erreurs(form),
                formulaire(vers, cx.csrf(), data("mots-sensibles", web::lien("/mots-sensibles")), avis,
                           champ(form.faits), champ(form.urgence), champ(form.famille_le), champ(form.accord),
                           champ(form.analyse), precisions, cache("saisie", form.saisie.typed_first()),
                           boutons(avis.empty() ? bouton("Envoyer le signalement") : bouton_d_enregistrement(true),
                                   lien_bouton(web::lien("/signalements"), "Annuler"))),
                p("Un enfant en danger : appelez le 119, gratuit, jour et nuit. Ce signalement n’y "
                  "suffit pas."))};
}

Eleve exiger_eleve(Contexte& cx) {
    auto numero = lire_entier(cx.requete().param("eleve"));
    auto db = cx.db();
    auto e = numero ? eleve_a_signaler(db, cx.portee(), Id<Jeune>{*numero}) : std::nullopt;
    if (!e)
        throw not_found();
    return *e;
}

Reply nouveau(Contexte& cx) {
    if (cx.requete().param("eleve").empty())
        return choisir(cx);
    auto e = exiger_eleve(cx);
    FormSignalement form;
    form.urgence.set(Urgence::ordinaire);
    form.origine.set(cx.role() == acces::Role::coordonnateur ? Origine::coordonnateur : Origine::etablissement);
    form.saisie.set(base::jeton(12));
    return cx.page(page_de_saisie(cx, e, form));
}

Reply envoyer(Contexte& cx) {
    auto e = exiger_eleve(cx);
    FormSignalement form;
    form.famille_le.between(base::AnneeScolaire::du(cx.jour()).premier_jour(), cx.jour());
    if (!cx.lire(form))
        return cx.invalide(page_de_saisie(cx, e, form));
    if (auto avis = avis_sur_les_mots(cx, form.textes()); !avis.empty())
        return cx.invalide(page_de_saisie(cx, e, form, avis));
    Signalement s{{},
                  e.id,
                  e.etablissement,
                  *form.origine,
                  *form.urgence,
                  *form.faits,
                  form.analyse.value().value_or(""),
                  form.appuis.value().value_or(""),
                  form.locomotion.value(),
                  form.famille_le.value(),
                  form.accord.value()};
    auto id = cx.acte(Acte::signalement_fait, [&](Writer& db, acces::Trace& trace) {
        auto fait = signaler(db, auteur(cx), s, form.saisie.value().value_or(""));
        trace = {e.id, "signalement/" + std::to_string(fait.valeur), std::string(code(s.urgence)), "auteur"};
        return fait;
    });
    return cx.voir(lien(id), "Signalement n° " + std::to_string(id.valeur) + " transmis à l’équipe " +
                                 base::de_ce_lieu(e.lieu) + ".");
}

Html ligne(SignalementVu const& v) {
    return tr(td(a(href(lien(v.s.id)), v.le)), td(v.nom), td(ce_qu_il_en_est(v)),
              td(v.reponse.empty() ? "Pas encore de réponse" : v.reponse));
}

Reply les_miens(Contexte& cx) {
    auto db = cx.db();
    auto liste = mes_signalements(db, cx.portee());
    auto contenu = liste.empty()
                       ? etat_vide("Vous n’avez encore rien signalé.")
                       : tableau("Vos signalements, le plus récent d’abord",
                                 {{"Le"}, {"Élève"}, {"Où en est la situation"}, {"Réponse"}}, each(liste, ligne));
    return cx.page(
        {.titre = "Mes signalements",
         .rubrique = rubrique_signaler,
         .contenu = ensemble(
             h1("Mes signalements"),
             boutons(lien_bouton_principal(web::lien("/signalements/nouveau"), "Signaler une inquiétude")), contenu)});
}

Reply montrer(Contexte& cx, Id<Signalement> id) {
    auto db = cx.db();
    auto v = mon_signalement(db, cx.portee(), id);
    if (!v)
        throw not_found();
    if (v->reponse_a_lire())
        cx.acte(Acte::dossier_lu, [&](Writer& w, acces::Trace& trace) {
            lire_la_reponse(w, auteur(cx), id);
            trace = {v->s.jeune, "signalement/" + std::to_string(id.valeur), "réponse", "auteur"};
        });
    auto const& s = v->s;
    return cx.page(
        {.titre = "Signalement n° " + std::to_string(id.valeur),
         .rubrique = rubrique_signaler,
         .fil = {{"Mes signalements", web::lien("/signalements")}},
         .contenu = ensemble(
             h1("Signalement n° ", id.valeur, " – ", v->nom),
             notice(Ton::information, ce_qu_il_en_est(*v),
                    p(v->reponse.empty() ? "L’équipe n’a pas encore répondu. Vous en serez averti dans « Ma journée »."
                                         : v->reponse)),
             definitions(
                 {definition("Signalé le", v->le), definition("Établissement", v->etablissement),
                  definition("Les faits", s.faits), definition("Votre avis", s.analyse),
                  definition("Ce qui marche", s.appuis), definition("À regarder", libelle(s.urgence)),
                  definition("Famille informée le", s.famille_le ? ensemble(*s.famille_le) : Html{}),
                  definition("Le jeune accepte d’être contacté", s.accord ? ensemble(libelle(*s.accord)) : Html{})}))});
}

} // namespace

void routes_des_signalements(acces::Routes& r) {
    r.menu({rubrique_signaler, web::lien("/signalements"), Droit::signaler, 21,
            "Dire qu’un élève vous inquiète, et savoir ce qu’on en a fait.", acces::groupe::prevention});
    r.get("/signalements", Droit::signaler, les_miens);
    r.get("/signalements/nouveau", Droit::signaler, nouveau);
    r.post("/signalements", Droit::signaler, envoyer);
    r.get("/signalements/{id}", Droit::signaler, montrer);
}

} // namespace metier::prevention
