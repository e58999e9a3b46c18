// Clore une décision, d'où que l'on vienne ; ce que le dossier en raconte.
#include "base/texte.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "metier/reunions/tenir.hpp"

namespace metier::reunions {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

/// La décision, si l'on sait de qui elle parle ou si l'on doit la tenir ; et de quoi dire d'où elle vient.
struct Trouvee {
    DecisionVue d;
    Reunion reunion;
    bool peut_clore = false, lit_la_reunion = false, se_corrige = false;
};

Trouvee exiger_decision(Contexte& cx, Id<Decision_> id) {
    auto db = cx.db();
    auto d = decision(db, lecteur_de(cx), id);
    if (!d)
        throw not_found();
    auto ou = place(db, cx.portee(), d->reunion);
    // Un point général n'a pas de dossier : seuls ceux de la réunion, et qui doit agir, le lisent.
    if (!d->jeune && !ou && !d->sienne)
        throw not_found();
    auto r = *trouver(db, d->reunion);
    return {*d, r, !d->retiree_le && peut_clore(cx, ou, *d), ou.has_value(), ou && peut_corriger(cx, {r, *ou}, *d)};
}

Html de_quelle_reunion(Trouvee const& t) {
    auto le = ", le " + base::affiche(t.reunion.seance());
    return t.lit_la_reunion ? a(href(lien(t.d.reunion)), t.reunion.nom(), le) : ensemble(t.reunion.nom_public(), le);
}

Html pour_qui(DecisionVue const& d) {
    if (!d.jeune)
        return ensemble("Point général");
    auto nom = jeunes::nom_affiche(d.nom, d.nom_usage, d.prenom);
    return d.dossier ? a(href(web::lien("/jeunes/{}", *d.jeune)), nom) : ensemble(nom);
}

Html sa_reponse(DecisionVue const& d) {
    if (!d.repondue_le)
        return {};
    return notice(Ton::information, d.qui + " a répondu le " + base::affiche(base::a_paris(*d.repondue_le).jour),
                  p("« ", d.reponse, " »"));
}

acces::Page page_decision(Contexte& cx, Trouvee const& t, FormIssue form, Html const& avis = {}) {
    auto const& d = t.d;
    form.version.set(d.version.value_or(0));
    if (d.repondue_le && form.issue.typed_first().empty())
        form.issue.set(d.reponse);
    auto clore_ = when(d.ouverte() && t.peut_clore, [&] {
        return section(clas("partie"), h2("C’est fait ?"),
                       formulaire(lien(d.id), cx.csrf(), data("mots-sensibles", web::lien("/mots-sensibles")), avis,
                                  champ(form.issue), version_montree(*form.version),
                                  boutons(acces::bouton_d_enregistrement(!avis.empty(), "Clore la décision"))));
    });
    return {
        .titre = "Décision n°\u00a0" + std::to_string(d.numero),
        .rubrique = "Réunions",
        .fil = {{"Réunions", web::lien("/reunions")}},
        .contenu = ensemble(
            h1(d.quoi), resume_erreurs(form), p(ou_en_est(d, cx.jour())), sa_reponse(d),
            definitions({definition("Pour", pour_qui(d)), definition("Qui", d.qui_la_tient()),
                         definition("Attend sa réponse", d.attend_sa_reponse() ? d.nom_de_la_charge : ""),
                         definition("Pour le", d.pour_le), definition("Prise en réunion", de_quelle_reunion(t))}),
            when(d.ouverte() && d.dossier && cx.peut(Droit::suivre),
                 [&] { return p(a(href(agenda::lien(d.echeance)), "La remettre à un autre jour")); }),
            when(d.retiree_le.has_value(),
                 [&] {
                     return p("Retirée le ", *d.retiree_le,
                              d.retrait_raison.empty() ? "" : "\u00a0: ", d.retrait_raison, ".");
                 }),
            when(t.se_corrige,
                 [&] { return p(a(href(web::lien("/decisions/{}/correction", d.id)), "La corriger ou la retirer")); }),
            when(d.prevue != d.pour_le && !d.retiree_le,
                 [&] { return p("Remise : prévue d’abord pour le ", d.prevue, "."); }),
            clore_)};
}

/// Pour qui doit la tenir sans savoir de qui elle parle : ni nom, ni dossier ; de quoi répondre.
acces::Page page_a_repondre(Contexte& cx, Trouvee const& t, FormReponse form, Html const& avis = {}) {
    auto const& d = t.d;
    auto titre = d.nom_public();
    form.version.set(d.version.value_or(0));
    if (d.repondue_le && form.reponse.typed_first().empty())
        form.reponse.set(d.reponse);
    auto quoi = d.quoi.empty() ? p("Ce qu’il y a à faire n’est pas écrit pour votre rôle\u00a0: demandez-le à ",
                                   strong(d.nom_de_la_charge), ", qui anime.")
                               : p(clas("texte-ecrit"), d.quoi);
    auto deja = when(d.repondue_le.has_value(), [&] {
        return notice(Ton::succes, "",
                      p("Votre réponse est remise à ", d.nom_de_la_charge,
                        ", qui clôt la décision. Vous pouvez la "
                        "compléter tant qu’elle ne l’est pas."));
    });
    auto repondre_ = when(d.ouverte(), [&] {
        return section(clas("partie"), h2("C’est fait ?"), deja,
                       formulaire(web::lien("/decisions/{}/reponse", d.id), cx.csrf(),
                                  data("mots-sensibles", web::lien("/mots-sensibles")), avis, champ(form.reponse),
                                  version_montree(*form.version),
                                  boutons(acces::bouton_d_enregistrement(!avis.empty(), "Répondre"))));
    });
    auto close_ = when(!d.ouverte(), [] { return p("Cette décision est close : il n’y a plus rien à faire."); });
    return {.titre = titre,
            .rubrique = "Réunions",
            .fil = {{"Réunions", web::lien("/reunions")}},
            .contenu = ensemble(h1(titre), resume_erreurs(form), quoi,
                                p("La situation ne vous est pas ouverte\u00a0: son nom ne figure pas ici. Au besoin, ",
                                  d.nom_de_la_charge, " vous dira de vive voix ce qu’il faut savoir."),
                                definitions({definition("Qui", d.qui_la_tient()), definition("Pour le", d.pour_le),
                                             definition("Rendre compte à", d.nom_de_la_charge),
                                             definition("Prise en réunion", de_quelle_reunion(t))}),
                                repondre_, close_)};
}

Reply montrer(Contexte& cx, Id<Decision_> id) {
    auto t = exiger_decision(cx, id);
    if (t.d.a_repondre)
        return cx.page(page_a_repondre(cx, t, {}));
    if (t.d.jeune)
        consigner_la_lecture(cx, {.dossier = t.d.dossier}, *t.d.jeune, "decision/" + std::to_string(id.valeur));
    return cx.page(page_decision(cx, t, {}));
}

constexpr auto a_change =
    "Cette décision a changé entre-temps. Voici ce qu’elle est devenue ; enregistrez de nouveau si besoin.";

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
        form.issue.refuse(a_change);
        return cx.conflit(page_decision(cx, exiger_decision(cx, id), form));
    }
    return cx.voir(t.reunion.ouverte_le && !t.reunion.close_le && t.lit_la_reunion ? lien(t.d.reunion) : web::lien("/"),
                   "Décision close.");
}

Reply repondre_(Contexte& cx, Id<Decision_> id) {
    auto t = exiger_decision(cx, id);
    if (!t.d.a_repondre)
        return cx.voir(lien(id), "Cette situation vous est ouverte : closez la décision ici.", Ton::attention);
    if (!t.d.ouverte())
        return cx.voir(lien(id), "Cette décision est déjà close.");
    FormReponse form;
    if (!cx.lire(form))
        return cx.invalide(page_a_repondre(cx, t, form));
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(page_a_repondre(cx, t, form, avis));
    if (t.d.repondue_le && t.d.reponse == *form.reponse) // deux clics
        return cx.voir(lien(id), "Réponse déjà remise à " + t.d.nom_de_la_charge + ".");
    bool fait = cx.acte_ou_conflit(Acte::decision_repondue, [&](Writer& db, acces::Trace& trace) {
        repondre(db, cx.instant(), cx.portee(), t.d, *form.version, *form.reponse);
        auto jeune = db.one<std::optional<Id<Jeune>>>("select jeune_id from reunion_decision where id = ?", id);
        trace = {jeune, "decision/" + std::to_string(id.valeur), "", "reunion"};
    });
    if (!fait) {
        auto la = exiger_decision(cx, id);
        form.reponse.refuse(a_change);
        return cx.conflit(page_a_repondre(cx, la, form));
    }
    return cx.voir(web::lien("/"), "Réponse remise à qui anime la réunion.");
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
    r.post("/decisions/{id}/reponse", Droit::lire_reunions, repondre_);
}

} // namespace metier::reunions
