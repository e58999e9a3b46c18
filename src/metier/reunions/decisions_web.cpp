// Clore une décision, d'où que l'on vienne ; ce que le dossier en raconte.
#include "base/texte.hpp"
#include "metier/acces/delegation.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/reunions/reunions_web.hpp"

namespace metier::reunions {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

/// La décision, si l'on en lit le dossier ou si l'on doit la tenir ; et de quoi dire d'où elle vient.
struct Trouvee {
    DecisionVue d;
    Reunion reunion;
    bool peut_clore = false;
};

Trouvee exiger_decision(Contexte& cx, Id<Decision_> id) {
    auto db = cx.db();
    auto d = decision(db, lecteur_de(cx), id);
    if (!d)
        throw not_found();
    auto ou = place(db, cx.portee(), d->reunion);
    bool sienne = d->agent && acces::est_a_lui(db, cx.portee(), *d->agent);
    // Un point général n'a pas de dossier : seuls ceux de la réunion, et qui doit agir, le lisent.
    if (!d->jeune && !ou && !sienne)
        throw not_found();
    return {*d, *trouver(db, d->reunion), sienne || (ou && ou->conduit) || (d->jeune && cx.peut(Droit::suivre))};
}

acces::Page page_decision(Contexte& cx, Trouvee const& t, FormIssue form, Html const& avis = {}) {
    auto const& d = t.d;
    form.version.set(d.version.value_or(0));
    auto titre = "Décision n° " + std::to_string(d.numero);
    auto clore_ = when(d.ouverte() && t.peut_clore, [&] {
        return section(clas("partie"), h2("C’est fait ?"),
                       formulaire(lien(d.id), cx.csrf(), data("mots-sensibles", web::lien("/mots-sensibles")), avis,
                                  champ(form.issue), version_montree(*form.version),
                                  boutons(acces::bouton_d_enregistrement(!avis.empty(), "Clore la décision"))));
    });
    return {
        .titre = titre,
        .rubrique = "Réunions",
        .fil = {{"Réunions", web::lien("/reunions")}},
        .contenu = ensemble(
            h1(d.quoi), resume_erreurs(form), p(ou_en_est(d, cx.jour())),
            definitions(
                {definition("Pour", d.jeune ? a(href(web::lien("/jeunes/{}", *d.jeune)), d.nom, " ", d.prenom)
                                            : ensemble("Point général")),
                 definition("Qui", d.qui), definition("Pour le", d.pour_le),
                 definition("Prise en réunion", a(href(lien(d.reunion)), t.reunion.nom(), ", le ", t.reunion.jour()))}),
            when(d.ouverte() && d.jeune && cx.peut(Droit::suivre),
                 [&] { return p(a(href(agenda::lien(d.echeance)), "La remettre à un autre jour")); }),
            when(d.prevue != d.pour_le, [&] { return p("Remise : prévue d’abord pour le ", d.prevue, "."); }), clore_)};
}

Reply montrer(Contexte& cx, Id<Decision_> id) {
    auto t = exiger_decision(cx, id);
    if (t.d.jeune)
        cx.consulter(*t.d.jeune, "decision/" + std::to_string(id.valeur));
    return cx.page(page_decision(cx, t, {}));
}

Reply clore_(Contexte& cx, Id<Decision_> id) {
    auto t = exiger_decision(cx, id);
    if (!t.peut_clore)
        throw not_found();
    if (!t.d.ouverte())
        return cx.voir(lien(id), "Cette décision est déjà close.");
    FormIssue form;
    if (!cx.lire(form))
        return cx.invalide(page_decision(cx, t, form));
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(page_decision(cx, t, form, avis));
    bool fait = cx.acte_ou_conflit(Acte::decision_close, [&](Writer& db, acces::Trace& trace) {
        clore_decision(db, cx.instant(), cx.agent(), t.d, *form.version, *form.issue);
        trace = {t.d.jeune, "decision/" + std::to_string(id.valeur), "", ""};
    });
    if (!fait) {
        form.issue.refuse(
            "Cette décision a changé entre-temps. Voici ce qu’elle est devenue ; enregistrez de nouveau si besoin.");
        return cx.conflit(page_decision(cx, exiger_decision(cx, id), form));
    }
    return cx.voir(t.reunion.ouverte_le && !t.reunion.close_le ? lien(t.d.reunion) : web::lien("/"), "Décision close.");
}

struct PassageEnReunion {
    Id<Reunion> reunion;
    Id<Point_> point;
    Genre genre = Genre::gpds;
    std::string ou;
    Instant debut{};
};

/// Une situation examinée est un moment du dossier, avec ce que ce lecteur peut lire de ce qui s'y est décidé.
std::vector<jeunes::EvenementDuDossier> evenements(Contexte& cx, Id<Jeune> jeune, jeunes::Filtre const& f) {
    if (f.auteur)
        return {};
    auto db = cx.db();
    auto passages = db.all<PassageEnReunion>(
        "select q.reunion_id, q.id, s.genre, coalesce(e.nom, x.nom, w.nom, ''), r.debut from reunion_point q join "
        "reunion r on r.id = q.reunion_id join serie s on s.id = r.serie_id left join etablissement e on "
        "e.id = s.etablissement_id left join reseau x on x.id = s.reseau_id left join territoire w on w.id = "
        "s.territoire_id where q.jeune_id = ? and q.examine_le is not null and q.retire_le is null and r.debut <= ? "
        "order by r.debut desc limit ?",
        jeune, f.avant_instant(), f.au_plus);
    if (passages.empty())
        return {};
    auto toutes = decisions_du_jeune(db, lecteur_de(cx), jeune);
    std::vector<jeunes::EvenementDuDossier> liste;
    for (auto const& p : passages) {
        auto ou = place(db, cx.portee(), p.reunion);
        Html prises;
        for (auto const& d : toutes)
            if (d.point == p.point && d.visible)
                prises += ligne_de_decision(d, cx.jour(), false, false);
        liste.push_back({.vue = {.jour = base::a_paris(p.debut).jour,
                                 .icone = Icone::groupe,
                                 .genre = "Réunion",
                                 .titre = "Examiné en " + std::string(libelle(p.genre)) + " – " + p.ou,
                                 .texte = prises.empty() ? Html{} : ul(clas("decisions"), prises),
                                 .lien = ou ? std::optional{lien(p.reunion, p.point)} : std::nullopt},
                         .cle = jeunes::cle_d_evenement(p.debut, "reunion", p.point.valeur),
                         .genre = "reunion"});
    }
    if (!f.avant.empty())
        std::erase_if(liste, [&](auto const& e) { return e.cle >= f.avant; });
    return liste;
}

} // namespace

void apports(jeunes::Apports& a) {
    lectures(a);
    temoin(a);
    a.evenements("reunion", "Réunions", evenements);
    a.action(60, "Mettre à l’ordre du jour", [](Contexte& cx, Id<Jeune> jeune) {
        return cx.peut(Droit::tenir_reunions) ? std::optional{web::lien("/jeunes/{}/reunions", jeune)} : std::nullopt;
    });
}

void routes_des_decisions(acces::Routes& r) {
    r.get("/decisions/{id}", Droit::lire_reunions, montrer);
    r.post("/decisions/{id}", Droit::lire_reunions, clore_);
}

} // namespace metier::reunions
