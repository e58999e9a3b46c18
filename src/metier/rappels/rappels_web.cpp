// « Mes rappels » : quand recevoir le récapitulatif ; l'adresse de son calendrier. Et le calendrier lui-même.
#include <algorithm>
#include <cctype>
#include <map>

#include "base/texte.hpp"
#include "documents/calendrier.hpp"
#include "metier/acces/liens_signes.hpp"
#include "metier/acces/sessions.hpp"
#include "metier/rappels/rappels.hpp"
#include "metier/reunions/reunions_sql.hpp"
#include "metier/suivi/suivi_sql.hpp"
#include "web/parts/fiche.hpp"

namespace metier::rappels {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;

struct PreferenceForm {
    Field<Recapitulatif> recapitulatif{"recapitulatif", "Récapitulatif par courriel", required, radio};
    Field<std::vector<courriels::JourDeSemaine>> repos{"repos", "Jours sans courriel"};
    Field<std::string> pas_avant{"pas_avant", "Rien avant"};
    Field<std::string> pas_apres{"pas_apres", "Rien après"};
    auto fields() { return std::tie(recapitulatif, repos, pas_avant, pas_apres); }
};

/// Les heures d'un jour, dans celles que tout le monde partage ; la première et la dernière ne changent rien.
PreferenceForm formulaire_de(storage::Reader& db, Contexte const& cx) {
    PreferenceForm form;
    auto communes = courriels::heures_communes(db, cx.jour());
    std::vector<Choix> debuts, fins;
    for (auto h = communes.premiere; h < communes.derniere; ++h) {
        debuts.push_back({std::to_string(h), std::to_string(h) + "\u00a0h"});
        fins.push_back({std::to_string(h + 1), std::to_string(h + 1) + "\u00a0h"});
    }
    form.pas_avant.offer_choices(debuts);
    form.pas_apres.offer_choices(fins);
    return form;
}

void remplir(PreferenceForm& form, storage::Reader& db, Contexte const& cx) {
    auto r = courriels::repos(db, cx.agent());
    auto communes = courriels::heures_communes(db, cx.jour());
    form.recapitulatif.set(preferences(db, cx.agent()).recapitulatif);
    form.repos.set(r.jours);
    form.pas_avant.set(std::to_string(std::clamp(r.heures.premiere, communes.premiere, communes.derniere - 1)));
    form.pas_apres.set(std::to_string(std::clamp(r.heures.derniere, communes.premiere + 1, communes.derniere)));
}

/// Ce qui est choisi ; refuse ce qui ne laisserait passer aucun courriel.
std::optional<courriels::Repos> lire_le_repos(PreferenceForm& form) {
    courriels::Repos r{.jours = *form.repos, .heures = {}};
    if (auto h = form.pas_avant ? lire_entier(*form.pas_avant) : std::nullopt)
        r.heures.premiere = *h;
    if (auto h = form.pas_apres ? lire_entier(*form.pas_apres) : std::nullopt)
        r.heures.derniere = *h;
    if (r.jours.size() == std::size(courriels::jours_de_semaine))
        form.repos.refuse("Laissez au moins un jour\u00a0: des réponses vous attendront.");
    else if (r.heures.premiere >= r.heures.derniere)
        form.pas_apres.refuse("Indiquez une heure après " + std::to_string(r.heures.premiere) + "\u00a0h.");
    else
        return r;
    return {};
}

Page page(Contexte& cx, PreferenceForm const& form, std::string const& secret = {}) {
    auto db = cx.db();
    auto p = preferences(db, cx.agent());
    auto adresse = secret.empty()
                       ? Html{}
                       : notice(Ton::succes, "Votre adresse de calendrier",
                                ensemble(web::p(code(acces::adresse_entiere(cx, web::lien("/calendrier/{}", secret)))),
                                         bouton_copier(acces::adresse_entiere(cx, web::lien("/calendrier/{}", secret))),
                                         web::p("Copiez-la maintenant dans votre agenda\u00a0: elle ne sera plus "
                                                "montrée. Qui la connaît voit vos rendez-vous, sans aucun nom.")));
    auto flux =
        p.flux.empty()
            ? formulaire_bouton(web::lien("/compte/rappels/calendrier"), cx.csrf(),
                                bouton_secondaire(name("geste"), value("ouvrir"), "Créer l’adresse de mon calendrier"))
            : formulaire_bouton(web::lien("/compte/rappels/calendrier"), cx.csrf(),
                                ensemble(bouton_secondaire(name("geste"), value("ouvrir"), "Changer l’adresse"), " ",
                                         bouton_danger(name("geste"), value("fermer"), "Fermer le calendrier")));
    return {
        .titre = "Mes rappels",
        .fil = {{"Mon compte", web::lien("/compte")}},
        .contenu = ensemble(
            h1("Mes rappels"), resume_erreurs(form), adresse,
            web::p("Un récapitulatif compte ce qui vous attend, sans aucun nom. S’il n’y a rien à faire, rien "
                   "n’est envoyé."),
            formulaire(web::lien("/compte/rappels"), cx.csrf(), champ(form.recapitulatif), h2("Quand ne rien recevoir"),
                       web::p("Un courriel qui arriverait alors attend la première heure permise, et le "
                              "récapitulatif le premier jour travaillé\u00a0: rien n’est perdu. Seule l’urgence "
                              "passe\u00a0: une réunion proche qui change, un accès d’urgence à un dossier que vous "
                              "suivez."),
                       champ(form.repos), champ(form.pas_avant), champ(form.pas_apres), boutons(bouton("Enregistrer"))),
            h2("Calendrier"),
            web::p(p.flux.empty()
                       ? "Réunions, entretiens et nombre d’échéances peuvent se lire dans votre agenda habituel."
                       : "Votre calendrier a une adresse secrète. Si elle a été vue, changez-la."),
            flux)};
}

Reply montrer(Contexte& cx) {
    auto db = cx.db();
    auto form = formulaire_de(db, cx);
    remplir(form, db, cx);
    return cx.page(page(cx, form));
}

Reply enregistrer(Contexte& cx) {
    auto db = cx.db();
    auto form = formulaire_de(db, cx);
    bool bon = cx.lire(form);
    auto repos = bon ? lire_le_repos(form) : std::nullopt;
    if (!repos)
        return cx.invalide(page(cx, form));
    cx.acte(Acte::preferences_modifiees, [&](storage::Writer& w, acces::Trace& trace) {
        trace.detail = std::string(base::code(*form.recapitulatif));
        choisir(w, cx.agent(), *form.recapitulatif);
        courriels::choisir_le_repos(w, cx.instant(), cx.agent(), *repos);
    });
    return cx.voir(web::lien("/compte/rappels"), "Préférences enregistrées.");
}

Reply changer_le_calendrier(Contexte& cx) {
    bool ferme = cx.requete().field("geste") == "fermer";
    auto secret = cx.acte(Acte::preferences_modifiees, [&](storage::Writer& w, acces::Trace& trace) {
        trace.detail = ferme ? "calendrier fermé" : "adresse du calendrier changée";
        if (ferme) {
            fermer_le_flux(w, cx.agent());
            return std::string{};
        }
        return renouveler_le_flux(w, cx.agent());
    });
    if (ferme)
        return cx.voir(web::lien("/compte/rappels"), "Calendrier fermé\u00a0: son adresse ne mène plus à rien.");
    auto db = cx.db();
    auto form = formulaire_de(db, cx);
    remplir(form, db, cx);
    return cx.page(page(cx, form, secret));
}

// ---- Le flux

constexpr int jours_passes = 30, jours_a_venir = 180;

/// DTSTAMP : l'instant où le calendrier s'écrit (RFC 5545 §3.8.7.2).
void ajouter_les_reunions(storage::Reader& db, base::Coffre const& coffre, Id<acces::Agent> agent, Instant maintenant,
                          std::vector<documents::Evenement>& ou) {
    auto jour = base::a_paris(maintenant).jour;
    auto roles = acces::roles_du_jour(db, agent, jour);
    if (roles.empty())
        return;
    acces::Portee portee{agent, roles.front().id, roles.front().role, jour};
    for (auto const& r : reunions::calendrier(db, portee,
                                              {.de = base::depuis_paris(base::plus_jours(jour, -jours_passes), 0, 0),
                                              .a = base::depuis_paris(base::plus_jours(jour, jours_a_venir), 0, 0),
                                              .attendu_seulement = true,
                                              .nombre = 500}))
        ou.push_back({.uid = reunions::uid_de_calendrier(coffre, r.id),
                      .debut = r.debut,
                      .fin = r.debut + std::chrono::minutes{r.duree},
                      .titre = std::string(base::libelle(r.genre)) +
                               (r.lieu_du_terrain.empty() ? "" : " – " + r.lieu_du_terrain),
                      .lieu = reunions::lieu_publiable(db, portee, r.id, r.lieu),
                      .annule = r.annulee_le.has_value(),
                      .modifie = maintenant});
}

/// « Entretien à 14 h 05, CIO » : l'heure seule en sort.
std::optional<Heure> heure_de(std::string const& objet) {
    std::vector<int> nombres;
    for (std::size_t i = 0; i < objet.size() && nombres.size() < 2; ++i)
        if (std::isdigit(static_cast<unsigned char>(objet[i]))) {
            int n = 0;
            for (; i < objet.size() && std::isdigit(static_cast<unsigned char>(objet[i])) && n < 100; ++i)
                n = n * 10 + (objet[i] - '0');
            nombres.push_back(n);
        }
    nombres.resize(2);
    return nombres[0] < 24 && nombres[1] < 60 ? std::optional{Heure{nombres[0], nombres[1]}} : std::nullopt;
}

void ajouter_les_echeances(storage::Reader& db, base::Coffre const& coffre, Id<acces::Agent> agent, Instant maintenant,
                           std::vector<documents::Evenement>& ou) {
    auto jour = base::a_paris(maintenant).jour;
    auto ici = "@" + coffre.empreinte("calendrier").substr(0, 12) + ".raccroche";
    struct Due {
        std::int64_t id = 0;
        std::string genre, objet;
        Date pour_le{};
    };
    std::map<Date, int> par_jour;
    for (auto const& e :
         db.all<Due>("select id, genre, objet, pour_le from echeance where agent_id = ? and faite_le is null and "
                     "pour_le >= ? and pour_le <= ? order by pour_le, id",
                     agent, base::plus_jours(jour, -jours_passes), base::plus_jours(jour, jours_a_venir))) {
        auto h = e.genre == suivi::genre_rendez_vous ? heure_de(e.objet) : std::nullopt;
        if (!h) {
            ++par_jour[e.pour_le];
            continue;
        }
        auto debut = base::depuis_paris(e.pour_le, h->heure, h->minute);
        ou.push_back({.uid = "echeance-" + std::to_string(e.id) + ici,
                      .debut = debut,
                      .fin = debut + std::chrono::minutes{45},
                      .titre = "Entretien",
                      .modifie = maintenant});
    }
    for (auto [le, n] : par_jour) {
        auto debut = base::depuis_paris(le, 8, 0);
        ou.push_back({.uid = "echeances-" + std::to_string(agent.valeur) + "-" + base::iso(le) + ici,
                      .debut = debut,
                      .fin = debut + std::chrono::minutes{15},
                      .titre = base::pluriel(n, "échéance"),
                      .modifie = maintenant});
    }
}

Reply flux(Contexte& cx, std::string const& secret) {
    auto db = cx.db();
    auto agent = agent_du_flux(db, secret);
    if (!agent)
        throw not_found();
    documents::Calendrier c{.methode = documents::MethodeIcs::publier, .nom = "Raccroche"};
    ajouter_les_reunions(db, cx.coffre(), *agent, cx.instant(), c.evenements);
    ajouter_les_echeances(db, cx.coffre(), *agent, cx.instant(), c.evenements);
    Reply r;
    r.body = documents::ics(c);
    r.headers = {{"Content-Type", "text/calendar; charset=utf-8"}};
    return r;
}

} // namespace

void routes(acces::Routes& r) {
    r.get("/compte/rappels", Droit::connecte, montrer);
    r.post("/compte/rappels", Droit::connecte, enregistrer);
    r.post("/compte/rappels/calendrier", Droit::connecte, changer_le_calendrier);
    r.get("/calendrier/{secret}", Droit::public_, flux);
}

} // namespace metier::rappels
