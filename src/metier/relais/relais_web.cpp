// Les relais envoyés et reçus, et la page de chacun, pour qui l'a envoyé et pour qui le reçoit.
#include "metier/relais/relais_web.hpp"

#include "base/texte.hpp"

namespace metier::relais {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;

constexpr int jours_montres = 60;

Html liste(std::string_view legende, std::vector<Relais> const& tous, bool recus, Date jour, Delais const& d) {
    auto un = [&](Relais const& r) {
        // Qui reçoit ne voit le nom qu'en ouvrant : la lecture est alors consignée.
        auto qui = recus ? std::string(base::libelle(r.finalite)) : jeunes::nom_affiche(r.nom, r.nom_usage, r.prenom);
        auto titre = recus && !encore_tenu(r) ? ensemble(qui) : a(href(lien(r.id)), qui);
        return tr(th(scope("row"), titre), td(recus ? r.de_nom : r.vers_nom), td(base::a_paris(r.envoye_le).jour),
                  td(badge_d_etat(r, jour, d)));
    };
    return tableau(legende, {{recus ? "Situation" : "Jeune"}, {recus ? "De" : "À"}, {"Envoyé le"}, {"Où il en est"}},
                   each(tous, un));
}

Reply lister(Contexte& cx) {
    auto db = cx.db();
    auto d = delais(db, cx.jour());
    auto depuis = base::plus_jours(cx.jour(), -jours_montres);
    auto partis = envoyes(db, cx.portee(), depuis), arrives = recus(db, cx.portee(), depuis);
    return cx.page(
        {.titre = rubrique,
         .rubrique = rubrique,
         .contenu = ensemble(
             h1("Relais"),
             p("Un relais envoyé reste ici jusqu’au premier contact avec le jeune. Il s’envoie depuis un dossier, "
               "bouton "
               "«\u00a0Passer le relais\u00a0»."),
             h2("Reçus"),
             arrives.empty() ? p("Aucun relais reçu.") : liste("Relais reçus", arrives, true, cx.jour(), d),
             h2("Envoyés"),
             partis.empty() ? p("Aucun relais envoyé.") : liste("Relais envoyés", partis, false, cx.jour(), d))});
}

Html gestes_de_l_envoyeur(Contexte const& cx, Relais const& r, Delais const& d) {
    auto e = etat(r.suivi());
    if (r.repris_le || !encore_chez_l_envoyeur(e))
        return {};
    auto permis = rappel_permis(r.suivi(), d);
    auto rappel = when(permis.has_value(), [&] {
        return *permis <= cx.jour()
                   ? formulaire_bouton(web::lien("/relais/{}/rappel", r.id), cx.csrf(), bouton_secondaire("Rappeler"))
                   : p("Un rappel sera possible le ", *permis, ".");
    });
    bool attend = e == Etat::attend_reponse || e == Etat::attend_contact;
    auto retrait = when(attend, [&] {
        RetraitForm form;
        return details(summary("Retirer ce relais"), formulaire(web::lien("/relais/{}/retrait", r.id), cx.csrf(),
                                                                champ(form.motif), boutons(bouton_danger("Retirer"))));
    });
    auto reprise = when(!attend, [&] {
        return boutons(
            formulaire_bouton(web::lien("/relais/{}/reprise", r.id), cx.csrf(), bouton("Je reprends la main")),
            lien_bouton(web::lien("/jeunes/{}/relais/nouveau", r.jeune), "Passer à quelqu’un d’autre"));
    });
    return ensemble(h2("Vous"), reprise, rappel, retrait);
}

Page page_relais(Contexte& cx, Reader& db, Relais const& r, Geste const& g) {
    bool recoit = de_qui_recoit(db, cx.portee(), r);
    auto d = delais(db, cx.jour());
    auto nom = jeunes::nom_affiche(r.nom, r.nom_usage, r.prenom);
    std::vector<Definition> faits{definition("De", r.de_nom), definition("À", r.vers_nom),
                                  definition("Pour", base::libelle(r.finalite)),
                                  definition("Demande", base::libelle(r.nature)), definition("Message", r.message)};
    bool visible = acces::motif(db, cx.portee(), r.jeune).has_value();
    auto actions = when(visible, [&] { return lien_bouton(jeunes::lien(r.jeune), "Voir le dossier"); });
    auto erreurs_ = ensemble(resume_erreurs(g.oui), resume_erreurs(g.non), resume_erreurs(g.contact));
    return {.titre = "Relais – " + nom,
            .rubrique = rubrique,
            .fil = {{"Relais", web::lien("/relais")}},
            .contenu =
                ensemble(entete_de_fiche("Relais – " + nom, badge_d_etat(r, cx.jour(), d), actions), erreurs_,
                         definitions(faits), h2("Le paquet"),
                         tableau_du_paquet(paquet(db, r.jeune, lire_champs(r.champs), cx.jour())),
                         recoit ? gestes_de_qui_recoit(r, lien(r.id), cx.csrf(), g) : gestes_de_l_envoyeur(cx, r, d),
                         h2("Ce qui s’est passé"), histoire(r))};
}

/// Les deux bouts seulement ; retiré ou revenu, qui recevait ne le voit plus.
Relais exiger(Contexte& cx, Reader& db, Id<Relais> id) {
    auto r = trouver(db, id);
    if (!r)
        throw not_found();
    if (!de_qui_envoie(db, cx.portee(), *r) && !(de_qui_recoit(db, cx.portee(), *r) && encore_tenu(*r)))
        throw not_found();
    return *r;
}

/// Pourquoi ce relais n'est plus à qui le recevait.
std::string plus_a_vous(Relais const& r) {
    auto le = [](std::optional<Instant> i) { return base::affiche(base::a_paris(*i).jour); };
    switch (etat(r.suivi())) {
    case Etat::refuse:
        return "Vous avez refusé ce relais le " + le(r.repondu_le) + "\u00a0: il ne vous est plus ouvert. " + r.de_nom +
               " le sait\u00a0; si vous avez changé d’avis, dites-le-lui.";
    case Etat::revenu:
        return "Sans suite à temps, cette situation est revenue à " + r.de_nom + " le " + le(r.revenu_le) +
               ". Si vous pouvez encore agir, dites-le-lui. Rien n’a été enregistré.";
    default:
        return r.de_nom +
               " a repris cette situation\u00a0: elle ne vous est plus adressée, et rien n’a été enregistré.";
    }
}

/// Qui recevait apprend ce qu'il en est, plutôt qu'une page introuvable.
std::optional<Reply> plus_a_lui(Contexte& cx, Reader& db, Id<Relais> id) {
    auto r = trouver(db, id);
    if (!r || !de_qui_recoit(db, cx.portee(), *r) || de_qui_envoie(db, cx.portee(), *r) || encore_tenu(*r))
        return {};
    return cx.voir(web::lien("/relais"), plus_a_vous(*r), Ton::attention);
}

Reply montrer(Contexte& cx, Id<Relais> id) {
    auto db = cx.db();
    if (auto ailleurs = plus_a_lui(cx, db, id))
        return *std::move(ailleurs);
    auto r = exiger(cx, db, id);
    cx.acte(Acte::relais_lu, [&](Writer&, acces::Trace& trace) { trace = {r.jeune, objet(id), "", "relais"}; });
    return cx.page(page_relais(cx, db, r, gestes(cx, r)));
}

Reply revoir(Contexte& cx, Id<Relais> id, std::string const& message) { return cx.voir(lien(id), message); }

// ---- Qui reçoit

Reply repondre_(Contexte& cx, Id<Relais> id, jeunes::Apports const& apports) {
    auto db = cx.db();
    if (auto ailleurs = plus_a_lui(cx, db, id))
        return *std::move(ailleurs);
    auto r = exiger(cx, db, id);
    if (!de_qui_recoit(db, cx.portee(), r))
        throw not_found();
    auto g = repondre(cx, r, &apports);
    if (g.fait.empty())
        return cx.invalide(page_relais(cx, db, r, g));
    return cx.voir(g.fait == "refusé" ? web::lien("/relais") : lien(id), "Relais\u00a0: " + g.fait + ".",
                   g.ecrit ? Ton::succes : Ton::attention);
}

// ---- Qui a envoyé

Relais exiger_envoye(Contexte& cx, Reader& db, Id<Relais> id) {
    auto r = trouver(db, id);
    if (!r || !de_qui_envoie(db, cx.portee(), *r))
        throw not_found();
    return *r;
}

Reply rappeler(Contexte& cx, Id<Relais> id) {
    auto db = cx.db();
    auto r = exiger_envoye(cx, db, id);
    auto permis = rappel_permis(r.suivi(), delais(db, cx.jour()));
    if (!permis || *permis > cx.jour())
        return cx.voir(lien(id),
                       permis ? "Un rappel sera possible le " + base::affiche(*permis) + "."
                              : std::string("Rien n’est plus attendu\u00a0: il n’y a personne à rappeler."),
                       Ton::attention);
    cx.acte(Acte::relais_rappele, [&](Writer& w, acces::Trace& trace) {
        trace = {r.jeune, objet(id), "", ""};
        noter_rappel(w, cx.instant(), r);
        prevenir_qui_recoit(w, cx, *trouver(w, id), true);
    });
    return revoir(cx, id, "Rappel envoyé.");
}

Reply retirer_(Contexte& cx, Id<Relais> id) {
    auto db = cx.db();
    auto r = exiger_envoye(cx, db, id);
    RetraitForm form;
    if (!cx.lire(form))
        return cx.voir(lien(id), "Dites pourquoi vous le retirez.", Ton::attention);
    cx.acte(Acte::relais_retire, [&](Writer& w, acces::Trace& trace) {
        trace = {r.jeune, objet(id), "", *form.motif};
        retirer(w, cx.instant(), r, *form.motif);
    });
    return revoir(cx, id, "Relais retiré\u00a0: son lien ne mène plus à rien.");
}

Reply reprendre_(Contexte& cx, Id<Relais> id) {
    auto db = cx.db();
    auto r = exiger_envoye(cx, db, id);
    cx.acte(Acte::relais_retire, [&](Writer& w, acces::Trace& trace) {
        trace = {r.jeune, objet(id), "repris", ""};
        reprendre(w, cx.instant(), r);
    });
    return revoir(cx, id, "Vous reprenez la main sur cette situation.");
}

} // namespace

void routes_des_relais(acces::Routes& r, jeunes::Apports const& apports) {
    r.menu({rubrique, web::lien("/relais"), Droit::passer_relais, 41,
            "Les situations passées à un collègue ou à un partenaire.", acces::groupe::accompagnement});
    r.get("/relais", Droit::passer_relais, lister);
    r.get("/relais/{id}", Droit::passer_relais, montrer);
    r.post("/relais/{id}", Droit::passer_relais,
           [&apports](Contexte& cx, Id<Relais> id) { return repondre_(cx, id, apports); });
    r.post("/relais/{id}/rappel", Droit::passer_relais, rappeler);
    r.post("/relais/{id}/retrait", Droit::passer_relais, retirer_);
    r.post("/relais/{id}/reprise", Droit::passer_relais, reprendre_);
}

} // namespace metier::relais
