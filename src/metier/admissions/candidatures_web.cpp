// Présenter un jeune à une action, juger de sa recevabilité, sortir de la liste.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/conflits.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/admissions/admissions_web.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::admissions {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;

namespace {

struct JugementForm {
    Field<Recevabilite> recevabilite{"recevabilite", "Recevabilité", required, radio};
    Field<std::string> motif{"motif", "Motif, tel qu’on peut le dire au jeune", at_most(300), facts_only};
    auto fields() { return std::tie(recevabilite, motif); }
};
struct MotifForm {
    Field<std::string> motif{"motif", "Motif, tel qu’on peut le dire au jeune", required, at_most(300), facts_only};
    auto fields() { return std::tie(motif); }
};
struct CandidatureForm {
    Field<Id<Action>> action{"action", "Action", required};
    Field<Date> demandee_le{"demandee_le", "Demandée le", required};
    auto fields() { return std::tie(action, demandee_le); }
};

struct Trouvee {
    Candidature candidature;
    Action action;
};
Trouvee exiger_candidature(Contexte& cx, Reader& db, Id<Candidature> id) {
    auto c = trouver(db, id);
    if (!c)
        throw not_found();
    cx.exiger_visible(c->jeune);
    return {*c, exiger(db, cx, c->action)};
}

Page page_candidature(Candidature const& c, Action const& a, JugementForm const& f, MotifForm const& m,
                      Html const& avis, Csrf const& csrf, Html const& conflit = {}) {
    auto nom = jeunes::nom_affiche(c.nom, c.nom_usage, c.prenom);
    auto d = doute(a, c.naissance);
    bool admise = c.issue == Issue::admis, attend = c.issue == Issue::liste_attente;
    auto juger_ =
        formulaire(web::lien("/candidatures/{}", c.id), csrf, data("mots-sensibles", web::lien("/mots-sensibles")),
                   avis, champ(f.recevabilite), champ(f.motif), version_montree(c.version),
                   boutons(acces::bouton_d_enregistrement(!avis.empty(), "Enregistrer la décision"),
                           lien_bouton(lien(a.id), "Annuler")));
    auto sortir = when(admise || attend, [&] {
        return ensemble(h2("La suite change"),
                        formulaire(web::lien("/candidatures/{}/sortie", c.id), csrf, champ(m.motif),
                                   version_montree(c.version),
                                   boutons(bouton_danger(name("issue"), value("desiste"), "Il ou elle se désiste"),
                                           bouton_danger(name("issue"), value("refuse"), "Refuser"))));
    });
    return {.titre = "Candidature – " + nom,
            .rubrique = rubrique,
            .fil = {{"Actions", web::lien("/actions")}, {a.intitule, lien(a.id)}},
            .contenu = ensemble(h1("Candidature – ", nom), conflit, resume_erreurs(f), resume_erreurs(m),
                                definitions({definition("Action", web::a(href(lien(a.id)), a.intitule)),
                                             definition("Demandée le", c.demandee_le),
                                             definition("Décision", ou_en_est(c)), definition("Motif", c.motif)}),
                                d.empty() ? Html{} : notice(Ton::attention, d + " Une dérogation peut se demander."),
                                juger_, sortir)};
}

Reply montrer_candidature(Contexte& cx, Id<Candidature> id) {
    auto db = cx.db();
    auto [c, a] = exiger_candidature(cx, db, id);
    JugementForm f;
    f.recevabilite.set(c.recevabilite);
    f.motif.set(c.motif);
    return cx.page(page_candidature(c, a, f, {}, {}, cx.csrf()));
}

JugementForm jugement_note(Candidature const& c) {
    JugementForm f;
    f.recevabilite.set(c.recevabilite);
    return f;
}

/// Ce qui a été décidé entre-temps, à côté de ce qui vient d'être saisi : le motif n'est pas perdu.
Reply en_conflit(Contexte& cx, Id<Candidature> id, JugementForm const& f, MotifForm const& m, std::string const& dit) {
    auto db = cx.db();
    auto [c, a] = exiger_candidature(cx, db, id);
    auto motif = f.motif.typed_first().empty() ? m.motif.typed_first() : f.motif.typed_first();
    // Recevable des deux côtés n'est pas une différence, même si l'un est déjà en liste d'attente.
    bool meme = c.recevabilite && std::string(base::libelle(*c.recevabilite)) == dit;
    return cx.conflit(page_candidature(c, a, f, m, {}, cx.csrf(),
                                       acces::enregistre_entre_temps({{"Décision", meme ? dit : ou_en_est(c), dit},
                                                                      {"Motif", c.motif, std::string(motif)}})));
}

Reply juger_(Contexte& cx, Id<Candidature> id) {
    auto db = cx.db();
    auto [c, a] = exiger_candidature(cx, db, id);
    JugementForm f;
    bool bon = cx.lire(f);
    if (bon && *f.recevabilite != Recevabilite::recevable && !f.motif) {
        f.motif.refuse("Un motif est dû au jeune, et à qui relira.");
        bon = false;
    }
    if (!bon)
        return cx.invalide(page_candidature(c, a, f, {}, {}, cx.csrf()));
    auto motif = f.motif.value().value_or("");
    if (auto avis = acces::avis_sur_les_mots(cx, {motif}); !avis.empty())
        return cx.invalide(page_candidature(c, a, f, {}, avis, cx.csrf()));
    auto lecture = cx.exiger_visible(c.jeune);
    auto montree = c;
    montree.version = version_vue(cx);
    bool fait = cx.acte_ou_conflit(Acte::candidature_jugee, [&](Writer& w, acces::Trace& trace) {
        trace = {c.jeune, objet(id), std::string(base::code(*f.recevabilite)), lecture};
        juger(w, cx.instant(), cx.agent(), a, montree, *f.recevabilite, motif);
    });
    if (!fait)
        return en_conflit(cx, id, f, {}, std::string(base::libelle(*f.recevabilite)));
    auto faite = trouver(db, id);
    return cx.voir(lien(a.id), "Candidature de " + jeunes::nom_affiche(c.nom, c.nom_usage, c.prenom) +
                                   "\u00a0: " + base::minuscules(ou_en_est(*faite)) + ".");
}

Reply sortir_(Contexte& cx, Id<Candidature> id) {
    auto db = cx.db();
    auto [c, a] = exiger_candidature(cx, db, id);
    MotifForm m;
    auto issue = base::lire_code<Issue>(cx.requete().field("issue"));
    if (!cx.lire(m) || (issue != Issue::desiste && issue != Issue::refuse)) {
        return cx.invalide(page_candidature(c, a, jugement_note(c), m, {}, cx.csrf()));
    }
    if (c.issue == issue && c.motif == *m.motif) // double clic
        return cx.voir(lien(a.id), "Cette candidature est déjà close.", Ton::information);
    if (c.issue != Issue::admis && c.issue != Issue::liste_attente)
        return en_conflit(cx, id, jugement_note(c), m, std::string(base::libelle(*issue)));
    auto lecture = cx.exiger_visible(c.jeune);
    auto montree = c;
    montree.version = version_vue(cx);
    std::vector<Candidature> entre;
    bool fait = cx.acte_ou_conflit(Acte::candidature_jugee, [&](Writer& w, acces::Trace& trace) {
        trace = {c.jeune, objet(id), std::string(base::code(*issue)), lecture};
        if (*issue == Issue::desiste)
            entre = desister(w, cx.instant(), cx.agent(), a, montree, *m.motif);
        else
            refuser(w, cx.instant(), cx.agent(), a, montree, *m.motif);
    });
    if (!fait)
        return en_conflit(cx, id, jugement_note(c), m, std::string(base::libelle(*issue)));
    return cx.voir(lien(a.id), !entre.empty()
                                   ? "Noté. Une place s’est libérée\u00a0: le premier de la liste entre, son référent "
                                     "est prévenu."
                                   : "Noté.");
}

// ---- Depuis le dossier

CandidatureForm formulaire_de_candidature(Reader& db, Contexte const& cx) {
    CandidatureForm f;
    auto ouvertes = actions(db, cx.portee());
    std::erase_if(ouvertes, [&](Action const& a) { return a.close_le || a.au < cx.jour(); });
    std::vector<std::pair<Id<Action>, std::string>> choix;
    for (auto const& a : ouvertes)
        choix.emplace_back(a.id, a.intitule + " (" + base::affiche(a.du) + " – " + base::affiche(a.au) + ")");
    f.action.offer(choix);
    f.demandee_le.between(base::plus_annees(cx.jour(), -1), cx.jour());
    return f;
}

Page page_presenter(Jeune const& j, CandidatureForm const& f, Csrf const& csrf) {
    auto nom = jeunes::nom_affiche(j);
    auto corps =
        f.action.choices().empty()
            ? etat_vide("Aucune action ouverte dans votre secteur.", lien_bouton(web::lien("/actions"), "Actions"))
            : formulaire(web::lien("/jeunes/{}/candidatures", j.id), csrf, champ(f.action), champ(f.demandee_le),
                         boutons(bouton("Présenter"), lien_bouton(jeunes::lien(j.id), "Annuler")));
    return {.titre = "Présenter à une action",
            .rubrique = "Jeunes",
            .fil = {{nom, jeunes::lien(j.id)}},
            .contenu = ensemble(h1("Présenter à une action – ", nom), resume_erreurs(f), corps)};
}

Jeune exiger_jeune(Reader& db, Contexte const& cx, Id<Jeune> id) {
    auto j = jeunes::trouver(db, cx.portee(), id);
    if (!j)
        throw not_found();
    return *j;
}

Reply demander_candidature(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    auto f = formulaire_de_candidature(db, cx);
    f.demandee_le.set(cx.jour());
    return cx.page(page_presenter(exiger_jeune(db, cx, id), f, cx.csrf()));
}

Reply presenter_(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    auto j = exiger_jeune(db, cx, id);
    auto f = formulaire_de_candidature(db, cx);
    if (!cx.lire(f))
        return cx.invalide(page_presenter(j, f, cx.csrf()));
    auto motif = cx.exiger_visible(j.id);
    auto c = cx.acte(Acte::candidature_presentee, [&](Writer& w, acces::Trace& trace) {
        auto creee = presenter(w, cx.instant(), *f.action, j.id, *f.demandee_le);
        trace = {j.id, objet(creee.id), objet(*f.action), motif};
        return creee;
    });
    if (!c.nouvelle)
        return cx.voir(lien(*f.action), "Déjà présentée à cette action\u00a0: rien n’a changé.", Ton::information);
    if (!cx.peut(Droit::mener_campagne))
        return cx.voir(lien(*f.action), "Candidature présentée\u00a0: le coordonnateur en juge.");
    return cx.voir(web::lien("/candidatures/{}", c.id), "Candidature présentée\u00a0: reste à juger sa recevabilité.");
}

Html au_dossier(Contexte& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    auto toutes = du_jeune(db, jeune);
    return when(!toutes.empty(), [&] {
        return ul(each(toutes, [&](Candidature const& c) {
            auto a_ = trouver(db, c.action);
            return li(web::a(href(lien(c.action)), a_->intitule), "\u00a0: ", base::minuscules(ou_en_est(c)),
                      ", demandée le ", c.demandee_le);
        }));
    });
}

/// Pour la preuve de diligence : à quoi on l'a présenté, et ce qui a été décidé.
std::vector<jeunes::Demarche> presentees(Contexte& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    std::vector<jeunes::Demarche> liste;
    for (auto const& c : du_jeune(db, jeune))
        liste.push_back({c.demandee_le, "Candidature\u00a0: " + trouver(db, c.action)->intitule,
                         ou_en_est(c) + (c.decidee_le ? ", le " + base::affiche(*c.decidee_le) : "")});
    return liste;
}

/// À juger, en liste d'attente avec son rang, ou admis à une action qui dure encore.
std::vector<jeunes::LigneDePassage> a_la_fiche(Contexte& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    std::vector<jeunes::LigneDePassage> lignes;
    for (auto const& c : du_jeune(db, jeune)) {
        auto action = trouver(db, c.action);
        bool en_vue = !c.issue || c.issue == Issue::liste_attente || c.issue == Issue::admis;
        if (!action || !en_vue || c.recevabilite == Recevabilite::non_recevable || action->au < cx.jour())
            continue;
        auto texte = ou_en_est(c) + ". Demandée le " + base::affiche(c.demandee_le);
        auto attend = liste_d_attente(*action, candidatures(db, action->id));
        auto place = std::ranges::find(attend, c.id, &Candidature::id);
        if (place != attend.end())
            texte += "\u00a0; rang " + std::to_string(place - attend.begin() + 1) + " sur " +
                     std::to_string(attend.size()) + " dans la liste d’attente";
        lignes.push_back({action->intitule, texte, action->au});
    }
    return lignes;
}

} // namespace

void routes_des_candidatures(acces::Routes& r) {
    r.get("/candidatures/{id}", Droit::mener_campagne, montrer_candidature);
    r.post("/candidatures/{id}", Droit::mener_campagne, juger_);
    r.post("/candidatures/{id}/sortie", Droit::mener_campagne, sortir_);
    r.get("/jeunes/{id}/candidatures/nouvelle", Droit::suivre, demander_candidature);
    r.post("/jeunes/{id}/candidatures", Droit::suivre, presenter_);
}

void apports(jeunes::Apports& a) {
    lectures(a);
    a.bloc(19, "Actions", au_dossier);
    a.demarches(presentees);
    a.passage(15, "Actions et listes d’attente", a_la_fiche);
    a.action(55, "Présenter à une action", [](Contexte& cx, Id<Jeune> id) {
        return cx.peut(Droit::suivre) ? std::optional{web::lien("/jeunes/{}/candidatures/nouvelle", id)} : std::nullopt;
    });
}

} // namespace metier::admissions
