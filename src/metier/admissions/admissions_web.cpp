// Les actions du secteur, leurs candidatures, la liste d'attente dans son ordre.
#include <algorithm>
#include <set>

#include "base/texte.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/admissions/admissions.hpp"
#include "metier/territoire/territoire.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::admissions {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;

constexpr auto rubrique = "Actions";

struct ActionForm {
    Field<std::string> intitule{"intitule", "Intitulé", required, at_most(150)};
    Field<TypeDAction> type{"type", "Type", required};
    Field<Id<territoire::Territoire>> territoire{"territoire", "Bassin", required};
    Field<Id<territoire::Etablissement>> etablissement{"etablissement", "Où elle se tient", empty_choice("Ailleurs")};
    Field<int> places{"places", "Places", required, at_least(1), at_most(200)};
    Field<Date> du{"du", "Du", required};
    Field<Date> au{"au", "Au (dernier jour)", required};
    Field<int> age_de{"age_de", "Âge minimal au premier jour", at_least(12), at_most(30)};
    Field<int> age_a{"age_a", "Âge maximal au premier jour", at_least(12), at_most(30)};
    Field<Ordre> ordre{"ordre", "Ordre de la liste d’attente, montré à tous", required, radio};
    auto fields() { return std::tie(intitule, type, territoire, etablissement, places, du, au, age_de, age_a, ordre); }
};
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

Lien lien(Id<Action> id) { return web::lien("/actions/{}", id); }
std::string objet(Id<Action> id) { return "action/" + std::to_string(id.valeur); }
std::string objet(Id<Candidature> id) { return "candidature/" + std::to_string(id.valeur); }
std::int64_t version_vue(Contexte const& cx) { return lire_entier(cx.requete().field("version")).value_or(0); }

Action exiger(Reader& db, Contexte const& cx, Id<Action> id) {
    auto miennes = actions(db, cx.portee());
    auto a = std::ranges::find(miennes, id, &Action::id);
    if (a == miennes.end())
        throw not_found();
    return *a;
}

std::string places_dites(Action const& a, std::vector<Candidature> const& toutes) {
    auto pris = admis(toutes);
    auto attente = static_cast<long long>(liste_d_attente(a, toutes).size());
    return std::to_string(pris) + " sur " + std::to_string(a.places) +
           (attente > 0 ? ", " + std::to_string(attente) + " en attente" : "");
}

Reply lister(Contexte& cx) {
    auto db = cx.db();
    auto liste = actions(db, cx.portee());
    auto nouvelle = when(cx.peut(Droit::mener_campagne),
                         [] { return lien_bouton_principal(web::lien("/actions/nouvelle"), "Ouvrir une action"); });
    auto corps = liste.empty()
                     ? etat_vide("Aucune action dans votre secteur.", nouvelle)
                     : tableau("Actions", {{"Intitulé"}, {"Type"}, {"Où"}, {"Dates"}, {"Places prises"}},
                               each(liste, [&](Action const& a) {
                                   return tr(th(scope("row"), web::a(href(lien(a.id)), a.intitule)),
                                             td(base::libelle(a.type)), td(a.lieu), td(a.du, " – ", a.au),
                                             td(a.close_le ? "Close" : places_dites(a, candidatures(db, a.id))));
                               }));
    return cx.page({.titre = rubrique,
                    .rubrique = rubrique,
                    .contenu = ensemble(entete_de_fiche("Actions", Html{}, when(!liste.empty(), nouvelle)), corps)});
}

// ---- Une action et ses candidatures

Html nom_montre(Candidature const& c, bool visible) {
    auto nom = jeunes::nom_affiche(c.nom, c.nom_usage, c.prenom);
    return visible ? web::a(href(jeunes::lien(c.jeune)), nom)
                   : ensemble(c.prenom.substr(0, 1), ". ", c.nom.substr(0, 1), ". (suivi ailleurs)");
}

Html lien_de_decision(Candidature const& c, bool permis) {
    return when(permis, [&] {
        return web::a(href(web::lien("/candidatures/{}", c.id)), c.issue ? "Revoir" : "Décider",
                      lecteur("\u00a0: ", c.prenom, " ", c.nom));
    });
}

Html groupe(std::string_view titre, std::vector<Candidature> const& liste, std::set<Id<Jeune>> const& visibles_,
            Action const& a, bool decide, bool rangs) {
    if (liste.empty())
        return {};
    std::vector<Colonne> colonnes{{"Nom"}, {"Demandée le"}, {"Où elle en est"}, {""}};
    if (rangs)
        colonnes.insert(colonnes.begin(), {"Rang", "", "num"});
    int rang = 0;
    auto lignes = each(liste, [&](Candidature const& c) {
        bool vu = visibles_.contains(c.jeune);
        auto etat_ = c.issue ? ensemble(base::libelle(*c.issue), c.promue_le ? ", de la liste d’attente" : "",
                                        when(vu && !c.motif.empty(), [&] { return ensemble("\u00a0: ", c.motif); }))
                     : c.recevabilite ? ensemble(base::libelle(*c.recevabilite))
                                      : ensemble("À juger");
        auto d = vu ? doute(a, c.naissance) : std::string{};
        return tr(when(rangs, [&] { return td(++rang); }), th(scope("row"), nom_montre(c, vu)), td(c.demandee_le),
                  td(etat_, d.empty() || c.issue ? Html{} : badge(Ton::attention, d)),
                  td(lien_de_decision(c, decide && vu)));
    });
    return ensemble(h2(titre), tableau(titre, colonnes, lignes));
}

Page page_action(Contexte& cx, Reader& db, Action const& a) {
    auto toutes = candidatures(db, a.id);
    auto vus = visibles(db, cx.portee(), a.id);
    bool decide = cx.peut(Droit::mener_campagne);
    auto parmi = [&](auto condition) {
        std::vector<Candidature> liste;
        std::ranges::copy_if(toutes, std::back_inserter(liste), condition);
        return liste;
    };
    auto a_juger = parmi([](auto const& c) { return !c.issue; });
    auto admises = parmi([](auto const& c) { return c.issue == Issue::admis; });
    auto closes = parmi([](auto const& c) { return c.issue == Issue::refuse || c.issue == Issue::desiste; });
    std::vector<Definition> faits{definition("Type", base::libelle(a.type)),
                                  definition("Où", a.lieu),
                                  definition("Du", a.du),
                                  definition("Au", a.au),
                                  definition("Places prises", places_dites(a, toutes)),
                                  definition("Liste d’attente", base::libelle(a.ordre))};
    auto actions_ = when(cx.peut(Droit::mener_campagne),
                         [&] { return lien_bouton(web::lien("/actions/{}/modification", a.id), "Modifier"); });
    return {
        .titre = a.intitule,
        .rubrique = rubrique,
        .fil = {{"Actions", web::lien("/actions")}},
        .contenu = ensemble(
            entete_de_fiche(a.intitule, Html{}, actions_), definitions(faits),
            toutes.empty() ? etat_vide("Aucune candidature. On en présente une depuis le dossier d’un jeune.") : Html{},
            groupe("À juger", a_juger, vus, a, decide, false), groupe("Admis", admises, vus, a, decide, false),
            groupe("Liste d’attente, dans l’ordre", liste_d_attente(a, toutes), vus, a, decide, true),
            groupe("Refusés et désistements", closes, vus, a, decide, false))};
}

Reply montrer(Contexte& cx, Id<Action> id) {
    auto db = cx.db();
    return cx.page(page_action(cx, db, exiger(db, cx, id)));
}

ActionForm formulaire_d_action(Reader& db, Contexte const& cx) {
    ActionForm f;
    std::vector<std::pair<Id<territoire::Territoire>, std::string>> bassins;
    auto permis = db.all<Id<territoire::Territoire>>(
        "select distinct c.descendant_id from role_tenu r left join reseau_bassin b on b.reseau_id = r.reseau_id join "
        "territoire_contient c on c.ancetre_id = coalesce(r.territoire_id, b.territoire_id) where r.id = ?",
        cx.portee().role_tenu);
    std::vector<Choix> etablissements;
    for (auto id : permis)
        if (auto t = territoire::trouver(db, id);
            t && t->ouvert() && t->genre == territoire::GenreDeTerritoire::bassin && bassins.size() < 60) {
            bassins.emplace_back(id, t->nom);
            for (auto const& e : territoire::etablissements(db, id))
                if (!e.ferme_le)
                    etablissements.push_back({std::to_string(e.id.valeur), e.nom + " – " + e.commune, t->nom});
        }
    f.territoire.offer(bassins);
    f.etablissement.offer_choices(etablissements);
    if (bassins.size() == 1)
        f.territoire.set(bassins.front().first);
    return f;
}

bool acceptable(Contexte const& cx, ActionForm& f) {
    bool bon = cx.lire(f);
    if (bon && *f.au < *f.du) {
        f.au.refuse("Indiquez une date à partir du " + base::affiche(*f.du) + ".");
        bon = false;
    }
    if (bon && f.age_de && f.age_a && *f.age_a < *f.age_de) {
        f.age_a.refuse("L’âge maximal est au moins l’âge minimal, " + std::to_string(*f.age_de) + " ans.");
        bon = false;
    }
    return bon;
}

Action saisie(ActionForm const& f) {
    Action a;
    a.intitule = *f.intitule;
    a.type = *f.type;
    a.territoire = *f.territoire;
    a.etablissement = f.etablissement.value();
    a.places = *f.places;
    a.du = *f.du;
    a.au = *f.au;
    a.age_de = f.age_de.value();
    a.age_a = f.age_a.value();
    a.ordre = *f.ordre;
    return a;
}

Page page_saisie(std::optional<Action> const& a, ActionForm const& f, Csrf const& csrf, bool conflit = false) {
    auto titre = a ? "Modifier " + a->intitule : std::string("Ouvrir une action");
    auto ou = a ? web::lien("/actions/{}/modification", a->id) : web::lien("/actions/nouvelle");
    return {.titre = titre,
            .rubrique = rubrique,
            .fil = {{"Actions", web::lien("/actions")}},
            .contenu =
                ensemble(h1(titre), resume_erreurs(f),
                         when(conflit,
                              [] {
                                  return notice(Ton::attention, "Quelqu’un a enregistré avant vous. Votre saisie est "
                                                                "gardée ci-dessous\u00a0: vérifiez-la.");
                              }),
                         formulaire(ou, csrf, champ(f.intitule), champ(f.type), champ(f.territoire),
                                    champ(f.etablissement), champ(f.places), champ(f.du), champ(f.au), champ(f.age_de),
                                    champ(f.age_a), champ(f.ordre), a ? version_montree(a->version) : Html{},
                                    boutons(bouton("Enregistrer"),
                                            lien_bouton(a ? lien(a->id) : web::lien("/actions"), "Annuler"))))};
}

Reply nouvelle(Contexte& cx) {
    auto db = cx.db();
    auto f = formulaire_d_action(db, cx);
    f.places.set(15);
    f.ordre.set(Ordre::demande);
    return cx.page(page_saisie({}, f, cx.csrf()));
}

Reply creer(Contexte& cx) {
    auto db = cx.db();
    auto f = formulaire_d_action(db, cx);
    if (!acceptable(cx, f))
        return cx.invalide(page_saisie({}, f, cx.csrf()));
    auto id = cx.acte(Acte::action_modifiee, [&](Writer& w, acces::Trace& trace) {
        auto creee = enregistrer(w, saisie(f), cx.agent());
        trace.objet = objet(creee);
        trace.detail = "ouverte";
        return creee;
    });
    return cx.voir(lien(id), "Action ouverte.");
}

Reply demander_modification(Contexte& cx, Id<Action> id) {
    auto db = cx.db();
    auto a = exiger(db, cx, id);
    auto f = formulaire_d_action(db, cx);
    f.intitule.set(a.intitule);
    f.type.set(a.type);
    f.territoire.set(a.territoire);
    f.etablissement.set(a.etablissement);
    f.places.set(static_cast<int>(a.places));
    f.du.set(a.du);
    f.au.set(a.au);
    f.age_de.set(a.age_de);
    f.age_a.set(a.age_a);
    f.ordre.set(a.ordre);
    return cx.page(page_saisie(a, f, cx.csrf()));
}

Reply modifier(Contexte& cx, Id<Action> id) {
    auto db = cx.db();
    auto a = exiger(db, cx, id);
    auto f = formulaire_d_action(db, cx);
    bool bon = acceptable(cx, f);
    if (auto pris = admis(candidatures(db, id)); bon && *f.places < pris) {
        f.places.refuse(base::pluriel(pris, "jeune est déjà admis", "jeunes sont déjà admis") +
                        "\u00a0: gardez au moins " + std::to_string(pris) + " places.");
        bon = false;
    }
    if (!bon)
        return cx.invalide(page_saisie(a, f, cx.csrf()));
    auto nouvelle_ = saisie(f);
    nouvelle_.id = id;
    nouvelle_.close_le = a.close_le;
    nouvelle_.version = version_vue(cx);
    bool fait = cx.acte_ou_conflit(Acte::action_modifiee, [&](Writer& w, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = "modifiée";
        enregistrer(w, nouvelle_, cx.agent());
    });
    if (!fait)
        return cx.conflit(page_saisie(trouver(db, id), f, cx.csrf(), true));
    return cx.voir(lien(id), "Action modifiée.");
}

// ---- Une candidature

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
                      Html const& avis, Csrf const& csrf) {
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
            .contenu = ensemble(h1("Candidature – ", nom), resume_erreurs(f), resume_erreurs(m),
                                definitions({definition("Action", web::a(href(lien(a.id)), a.intitule)),
                                             definition("Demandée le", c.demandee_le),
                                             definition("Décision", c.issue ? base::libelle(*c.issue) : "À juger"),
                                             definition("Motif", c.motif)}),
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
        return cx.voir(web::lien("/candidatures/{}", id), "Quelqu’un a décidé avant vous\u00a0: relisez.",
                       Ton::attention);
    auto faite = trouver(db, id);
    return cx.voir(lien(a.id), jeunes::nom_affiche(c.nom, c.nom_usage, c.prenom) + "\u00a0: " +
                                   base::minuscules(std::string(faite->issue ? base::libelle(*faite->issue)
                                                                             : base::libelle(*faite->recevabilite))) +
                                   ".");
}

Reply sortir_(Contexte& cx, Id<Candidature> id) {
    auto db = cx.db();
    auto [c, a] = exiger_candidature(cx, db, id);
    MotifForm m;
    auto issue = base::lire_code<Issue>(cx.requete().field("issue"));
    if (!cx.lire(m) || (issue != Issue::desiste && issue != Issue::refuse)) {
        JugementForm f;
        f.recevabilite.set(c.recevabilite);
        return cx.invalide(page_candidature(c, a, f, m, {}, cx.csrf()));
    }
    if (c.issue != Issue::admis && c.issue != Issue::liste_attente)
        return cx.voir(lien(a.id), "Cette candidature est déjà close.", Ton::information);
    auto lecture = cx.exiger_visible(c.jeune);
    auto montree = c;
    montree.version = version_vue(cx);
    std::optional<Candidature> entre;
    bool fait = cx.acte_ou_conflit(Acte::candidature_jugee, [&](Writer& w, acces::Trace& trace) {
        trace = {c.jeune, objet(id), std::string(base::code(*issue)), lecture};
        if (*issue == Issue::desiste)
            entre = desister(w, cx.instant(), cx.agent(), a, montree, *m.motif);
        else
            refuser(w, cx.instant(), cx.agent(), a, montree, *m.motif);
    });
    if (!fait)
        return cx.voir(web::lien("/candidatures/{}", id), "Quelqu’un a décidé avant vous\u00a0: relisez.",
                       Ton::attention);
    return cx.voir(lien(a.id), entre
                                   ? "Noté. Une place s’est libérée\u00a0: le premier de la liste entre, son référent "
                                     "est prévenu."
                                   : "Noté.");
}

// ---- Depuis le dossier

CandidatureForm formulaire_de_candidature(Reader& db, Contexte const& cx) {
    CandidatureForm f;
    auto ouvertes = actions(db, cx.portee());
    std::erase_if(ouvertes, [&](Action const& a) { return a.close_le || a.au < cx.jour(); });
    f.action.offer(ouvertes, &Action::id, &Action::intitule);
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
        trace = {j.id, objet(creee), objet(*f.action), motif};
        return creee;
    });
    auto presentee = trouver(db, c);
    if (presentee->issue || presentee->recevabilite)
        return cx.voir(lien(*f.action), "Déjà présentée à cette action\u00a0: rien n’a changé.", Ton::information);
    if (!cx.peut(Droit::mener_campagne))
        return cx.voir(lien(*f.action), "Candidature présentée\u00a0: le coordonnateur en juge.");
    return cx.voir(web::lien("/candidatures/{}", c), "Candidature présentée\u00a0: reste à juger sa recevabilité.");
}

Html au_dossier(Contexte& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    auto toutes = du_jeune(db, jeune);
    return when(!toutes.empty(), [&] {
        return ul(each(toutes, [&](Candidature const& c) {
            auto a_ = trouver(db, c.action);
            return li(web::a(href(lien(c.action)), a_->intitule), "\u00a0: ",
                      c.issue ? base::minuscules(std::string(base::libelle(*c.issue))) : std::string("à juger"),
                      ", demandée le ", c.demandee_le);
        }));
    });
}

} // namespace

void routes(acces::Routes& r) {
    r.menu({rubrique, web::lien("/actions"), Droit::lire_dossier, 40,
            "Les actions MLDS, leurs admissions et leurs listes d’attente.", acces::groupe::accompagnement});
    r.get("/actions", Droit::lire_dossier, lister);
    r.get("/actions/nouvelle", Droit::mener_campagne, nouvelle);
    r.post("/actions/nouvelle", Droit::mener_campagne, creer);
    r.get("/actions/{id}", Droit::lire_dossier, montrer);
    r.get("/actions/{id}/modification", Droit::mener_campagne, demander_modification);
    r.post("/actions/{id}/modification", Droit::mener_campagne, modifier);
    r.get("/candidatures/{id}", Droit::mener_campagne, montrer_candidature);
    r.post("/candidatures/{id}", Droit::mener_campagne, juger_);
    r.post("/candidatures/{id}/sortie", Droit::mener_campagne, sortir_);
    r.get("/jeunes/{id}/candidatures/nouvelle", Droit::suivre, demander_candidature);
    r.post("/jeunes/{id}/candidatures", Droit::suivre, presenter_);
}

void apports(jeunes::Apports& a) {
    a.bloc(19, "Actions", au_dossier);
    a.action(55, "Présenter à une action", [](Contexte& cx, Id<Jeune> id) {
        return cx.peut(Droit::suivre) ? std::optional{web::lien("/jeunes/{}/candidatures/nouvelle", id)} : std::nullopt;
    });
}

} // namespace metier::admissions
