// Les actions du secteur, leurs admis, leur liste d'attente dans son ordre.
#include <algorithm>
#include <set>

#include "base/texte.hpp"
#include "metier/admissions/admissions_web.hpp"
#include "metier/territoire/territoire.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::admissions {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;

std::int64_t version_vue(Contexte const& cx) { return lire_entier(cx.requete().field("version")).value_or(0); }

Action exiger(Reader& db, Contexte const& cx, Id<Action> id) {
    auto miennes = actions(db, cx.portee());
    auto a = std::ranges::find(miennes, id, &Action::id);
    if (a == miennes.end())
        throw not_found();
    return *a;
}

namespace {

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

std::string places_dites(Action const& a, std::vector<Candidature> const& toutes) {
    auto pris = admis(toutes);
    auto attente = static_cast<long long>(liste_d_attente(a, toutes).size());
    return std::to_string(pris) + " sur " + std::to_string(a.places) +
           (attente > 0 ? ", " + std::to_string(attente) + " en attente" : "");
}

/// Pourquoi une place est libre et quelqu'un attend.
Html places_gardees_dites(Action const& a, std::vector<Candidature> const& toutes) {
    auto gardees = places_gardees(a, toutes);
    if (gardees == 0 || liste_d_attente(a, toutes).empty())
        return {};
    return notice(Ton::information, base::pluriel(gardees, "place gardée", "places gardées") +
                                        " pour des demandes à juger, plus haut dans l’ordre de la liste.");
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
                      lecteur("\u00a0: ", jeunes::nom_affiche(c.nom, c.nom_usage, c.prenom)));
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
        auto etat_ =
            ensemble(ou_en_est(c), when(vu && !c.motif.empty(), [&] { return ensemble("\u00a0: ", c.motif); }));
        auto d = vu ? doute(a, c.naissance) : std::string{};
        return tr(when(rangs, [&] { return td(clas("num"), ++rang); }), th(scope("row"), nom_montre(c, vu)),
                  td(c.demandee_le), td(etat_, d.empty() || c.issue ? Html{} : badge(Ton::attention, d)),
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
            entete_de_fiche(a.intitule, Html{}, actions_), definitions(faits), places_gardees_dites(a, toutes),
            toutes.empty() ? etat_vide("Aucune candidature. On en présente une depuis le dossier d’un jeune.") : Html{},
            groupe("À juger", a_juger, vus, a, decide, false), groupe("Admis", admises, vus, a, decide, false),
            groupe("Liste d’attente, dans l’ordre", liste_d_attente(a, toutes), vus, a, decide, true),
            groupe("Non recevables, refusés, désistements", closes, vus, a, decide, false))};
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
    constexpr int annees = 3; // au-delà, c'est une faute de frappe
    f.du.between(base::plus_annees(cx.jour(), -annees), base::plus_annees(cx.jour(), annees));
    f.au.between(base::plus_annees(cx.jour(), -annees), base::plus_annees(cx.jour(), annees));
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
        auto creee = enregistrer(w, cx.instant(), saisie(f), cx.agent());
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
        enregistrer(w, cx.instant(), nouvelle_, cx.agent());
    });
    if (!fait)
        return cx.conflit(page_saisie(trouver(db, id), f, cx.csrf(), true));
    return cx.voir(lien(id), "Action modifiée.");
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
    routes_des_candidatures(r);
}

} // namespace metier::admissions
