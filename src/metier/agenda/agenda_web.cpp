#include <algorithm>
#include <iterator>

#include "metier/acces/relecture.hpp"
#include "metier/agenda/agenda_pages.hpp"

namespace metier::agenda {

using acces::Acte;
using acces::Contexte;
using acces::Droit;
using web::Reply;

web::Lien lien(Id<Echeance> id) { return web::lien("/echeances/{}", id); }

void Journee::rubrique(Rubrique r) {
    auto place = std::ranges::upper_bound(rubriques_, r.ordre, {}, &Rubrique::ordre);
    rubriques_.insert(place, std::move(r));
}

web::Lien Journee::ou(Echeance const& e) const {
    auto mene = std::ranges::find(menes_, e.genre, [](auto const& m) { return m.first; });
    return mene == menes_.end() ? lien(e.id) : mene->second(e);
}

namespace {

constexpr int horizon_en_mois = 24; // au-delà, c'est une faute de frappe

Reply montrer_journee(Contexte& cx, Journee const& journee) {
    std::vector<RubriqueRemplie> remplies;
    for (auto const& r : journee.rubriques()) {
        if (r.droit != Droit::connecte && !cx.peut(r.droit))
            continue;
        auto [lignes, chapo] = r.lignes(cx);
        if (lignes.empty() && chapo.empty() && r.vide.empty())
            continue;
        auto tout = r.tout_voir ? r.tout_voir(cx) : std::nullopt;
        remplies.push_back({r.titre, std::move(lignes), tout, r.vide, std::move(chapo)});
    }
    std::vector<std::pair<std::string, web::Lien>> gestes;
    for (auto const& g : journee.gestes())
        if (auto vers = cx.peut(g.droit) ? g.lien(cx) : std::nullopt)
            gestes.emplace_back(g.libelle, *vers);
    return cx.page(
        page_journee({cx.session().prenom, cx.jour(), *cx.session().role, remplies, cx.menu_permis(), gestes}));
}

Echeance exiger(Contexte& cx, Id<Echeance> id) {
    auto db = cx.db();
    auto e = trouver(db, cx.portee(), id);
    if (!e)
        throw web::not_found();
    return *e;
}

acces::Page composer(Contexte& cx, Echeance const& e, FormCloture const& cloture, FormReport const& report,
                     web::Html const& avis = {}) {
    auto db = cx.db();
    return page_echeance(e, relais(db, e.id), cloture, report, cx.csrf(), cx.peut(Droit::suivre), avis);
}

Reply montrer(Contexte& cx, Id<Echeance> id) {
    auto e = exiger(cx, id);
    return cx.page(composer(cx, e, {}, {}));
}

Reply cloturer(Contexte& cx, Id<Echeance> id) {
    auto e = exiger(cx, id);
    FormCloture form;
    if (!cx.lire(form))
        return cx.invalide(composer(cx, e, form, {}));
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(composer(cx, e, form, {}, avis));
    bool fait = cx.acte_ou_conflit(Acte::echeance_faite, [&](storage::Writer& db, acces::Trace& trace) {
        clore(db, cx.instant(), cx.agent(), id, *form.version, *form.issue);
        trace = {e.jeune, "echeance/" + std::to_string(id.valeur), "", ""};
    });
    if (!fait) {
        form.issue.refuse(
            "Cette échéance a changé entre-temps. Voici ce qu’elle est devenue ; enregistrez de nouveau si besoin.");
        return cx.conflit(composer(cx, exiger(cx, id), form, {}));
    }
    return cx.voir(web::lien("/"), "Échéance close.");
}

Reply remettre(Contexte& cx, Id<Echeance> id) {
    auto e = exiger(cx, id);
    FormReport form;
    form.pour_le.between(cx.jour(), base::plus_mois(cx.jour(), horizon_en_mois));
    bool bon = cx.lire(form);
    if (auto db = cx.db(); bon && deja_prevue(db, id, *form.pour_le)) {
        form.pour_le.refuse(
            "La même échéance est déjà prévue ce jour-là : choisissez-en un autre, ou closez celle-ci.");
        bon = false;
    }
    if (!bon)
        return cx.invalide(composer(cx, e, {}, form));
    bool fait = cx.acte_ou_conflit(Acte::echeance_creee, [&](storage::Writer& db, acces::Trace& trace) {
        reporter(db, id, *form.version, *form.pour_le);
        trace = {e.jeune, "echeance/" + std::to_string(id.valeur), "remise à plus tard", ""};
    });
    if (!fait) {
        form.pour_le.refuse("Cette échéance a changé entre-temps. Voici ce qu’elle est devenue.");
        return cx.conflit(composer(cx, exiger(cx, id), {}, form));
    }
    return cx.voir(web::lien("/"), "Échéance remise au " + base::affiche(*form.pour_le) + ".");
}

/// Un formulaire ouvert avant une fusion vaut pour le dossier gardé.
std::string nom_du_jeune(Contexte& cx, Id<jeunes::Jeune>& id) {
    id =
        cx.db().maybe<Id<jeunes::Jeune>>("select coalesce(fusionne_dans, id) from jeune where id = ?", id).value_or(id);
    cx.exiger_visible(id);
    return cx.db().one<std::string>("select nom || ' ' || prenom from jeune where id = ?", id);
}

Reply nouvelle(Contexte& cx, Id<jeunes::Jeune> jeune) {
    auto nom = nom_du_jeune(cx, jeune);
    return cx.page(page_nouvelle(jeune, nom, {}, cx.csrf()));
}

Reply creer_a_la_main(Contexte& cx, Id<jeunes::Jeune> jeune) {
    auto nom = nom_du_jeune(cx, jeune);
    FormEcheance form;
    form.pour_le.between(cx.jour(), base::plus_mois(cx.jour(), horizon_en_mois));
    if (!cx.lire(form))
        return cx.invalide(page_nouvelle(jeune, nom, form, cx.csrf()));
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(page_nouvelle(jeune, nom, form, cx.csrf(), avis));
    cx.acte(Acte::echeance_creee, [&](storage::Writer& db, acces::Trace& trace) {
        auto id =
            creer(db, cx.instant(), cx.agent(),
                  {.jeune = jeune,
                   .agent = cx.agent(),
                   .genre = "relance",
                   .objet = *form.objet,
                   .pour_le = *form.pour_le,
                   .attend = form.attend.value().value_or(""),
                   .origine = "main/" + std::to_string(jeune.valeur) + "/" + base::sha256(*form.objet).substr(0, 16)});
        trace = {jeune, "echeance/" + std::to_string(id.valeur), "", ""};
    });
    return cx.voir(web::lien("/jeunes/{}", jeune), "Échéance enregistrée.");
}

} // namespace

void routes(acces::Routes& r, Journee const& journee) {
    r.menu({"Ma journée", web::lien("/"), Droit::connecte, 0});
    r.get("/", Droit::connecte, [&journee](Contexte& cx) { return montrer_journee(cx, journee); });
    r.get("/echeances/{id}", Droit::lire_dossier, montrer);
    r.post("/echeances/{id}/cloture", Droit::suivre, cloturer);
    r.post("/echeances/{id}/report", Droit::suivre, remettre);
    r.get("/jeunes/{id}/echeances/nouvelle", Droit::suivre, nouvelle);
    r.post("/jeunes/{id}/echeances", Droit::suivre, creer_a_la_main);
}

/// Les deux rubriques que l'agenda apporte lui-même.
void rubriques(Journee& journee) {
    auto ligne = [&journee](Echeance const& e, Date jour, std::string const& detail) {
        bool retard = e.en_retard(jour);
        auto quoi = e.nom_du_jeune.empty() ? std::string{} : e.objet;
        return web::AFaire{e.nom_du_jeune.empty() ? e.objet : e.nom_du_jeune, journee.ou(e),
                           quoi + (quoi.empty() || detail.empty() ? "" : ". ") + detail,
                           retard              ? web::Ton::erreur
                           : e.pour_le == jour ? web::Ton::attention
                                               : web::Ton::neutre,
                           retard              ? "En retard depuis le " + base::affiche(e.pour_le)
                           : e.pour_le == jour ? "Aujourd’hui"
                                               : "Pour le " + base::affiche(e.pour_le)};
    };
    journee.rubrique({10,
                      "À faire",
                      Droit::suivre,
                      [ligne, &journee](Contexte& cx) {
                          auto db = cx.db();
                          std::vector<web::AFaire> lignes;
                          for (auto const& e :
                               a_faire(db, cx.portee(), base::plus_jours(cx.jour(), 7), 50, {.sauf = journee.pris()}))
                              lignes.push_back(ligne(e, cx.jour(), ""));
                          return lignes;
                      },
                      {},
                      "Rien à faire d’ici sept jours."});
    journee.rubrique({.ordre = 20,
                      .titre = "J’attends une réponse",
                      .droit = Droit::suivre,
                      .lignes =
                          [ligne, &journee](Contexte& cx) {
                              auto db = cx.db();
                              std::vector<web::AFaire> lignes;
                              for (auto const& e : en_attente(db, cx.portee(), 50))
                                  lignes.push_back(ligne(e, cx.jour(), "De : " + e.attend));
                              for (auto const& attendus : journee.attendus())
                                  std::ranges::copy(attendus(cx), std::back_inserter(lignes));
                              return lignes;
                          },
                      .tache = false});
}

} // namespace metier::agenda
