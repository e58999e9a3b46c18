// Une décision mal tapée : la corriger, la retirer, la remettre. Le relevé figé, on dit pourquoi, et l'ancienne reste.
#include "base/texte.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/reunions/tenir.hpp"

namespace metier::reunions {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

struct Trouvee {
    Ouverte o;
    DecisionVue d;
    Tenants tenants;
};

Trouvee exiger_decision(Contexte& cx, Id<Decision_> id) {
    auto d = [&] {
        auto db = cx.db();
        return decision(db, lecteur_de(cx), id);
    }();
    if (!d || !d->visible)
        throw not_found();
    auto o = exiger(cx, d->reunion);
    auto p = exiger_point(cx, d->reunion, d->point);
    auto db = cx.db();
    return {o, *d, tenants(db, cx, o, p)};
}

/// Celle que l'on peut reprendre ; à défaut, où l'on va et ce qu'on en dit.
std::optional<Reply> pas_possible(Contexte& cx, Trouvee const& t) {
    if (peut_corriger(cx, t.o, t.d))
        return std::nullopt;
    if (!peut_ecrire(cx, t.o) || (!t.o.place.conduit && (t.o.reunion.close_le || t.d.prise_par != cx.agent())))
        throw not_found();
    std::string pourquoi =
        t.d.retiree_le ? "Cette décision est retirée." : "Cette décision est close : elle ne change plus.";
    if (cx.requete().method == "POST") // ce qui était tapé revient
        throw HttpError(409, pourquoi + " Rien n’a été changé.");
    return cx.voir(lien(t.d.reunion, t.d.point), pourquoi, Ton::attention);
}

bool fige(Trouvee const& t) { return t.o.reunion.close_le.has_value(); }

acces::Page page(Contexte& cx, Trouvee const& t, FormCorrection form, FormRetrait retrait, Html const& avis = {},
                 Html const& avis_retrait = {}) {
    auto titre = "Corriger la décision n°\u00a0" + std::to_string(t.d.numero);
    for (auto* v : {&form.version, &retrait.version})
        v->set(t.d.version.value_or(0));
    for (auto* r : {&form.raison, &retrait.raison})
        r->set_required(fige(t));
    auto etapes_ = fil(t.o.reunion);
    etapes_.push_back({"La situation", lien(t.d.reunion, t.d.point)});
    auto fautes = erreurs(form);
    for (auto const& e : erreurs(retrait))
        fautes.push_back(e);
    auto const& f = form.decision;
    auto ou = [&](std::string_view quoi) { return web::lien("/decisions/{}/{}", t.d.id, quoi); };
    auto sensibles = data("mots-sensibles", web::lien("/mots-sensibles"));
    return {
        .titre = titre,
        .rubrique = "Réunions",
        .fil = etapes_,
        .contenu = ensemble(
            h1(titre), resume_erreurs(fautes),
            p(fige(t) ? "Le relevé est figé : il dira la correction, qui l’a faite et pourquoi ; l’ancienne reste "
                        "lisible. La tâche suit."
                      : "La séance est ouverte : la décision change, et la tâche suit. Le relevé n’en garde que la "
                        "dernière écriture."),
            formulaire(ou("correction"), cx.csrf(), clas("decider"), sensibles, avis,
                       div(clas("decider-ligne"), champ(f.quoi), champ(f.qui), champ(f.quand), champ(f.lecteurs)),
                       when(f.a_demander, [&] { return champ(f.demander); }), qui_ne_la_tient_pas(t.tenants),
                       when(fige(t), [&] { return champ(form.raison); }), version_montree(*form.version),
                       boutons(acces::bouton_d_enregistrement(!avis.empty(), "Corriger la décision"),
                               lien_bouton(lien(t.d.reunion, t.d.point), "Ne rien changer"))),
            section(clas("partie"), h2("La retirer"),
                    p("Prise par erreur\u00a0: elle quitte les tâches de ", t.d.qui, ". ",
                      fige(t) ? "Le relevé dira qu’elle est retirée, et pourquoi."
                              : "Tant que la séance n’est pas close, elle se remet d’un clic, au bas des décisions de "
                                "la situation."),
                    formulaire(ou("retrait"), cx.csrf(), sensibles, avis_retrait,
                               when(fige(t), [&] { return champ(retrait.raison); }), version_montree(*retrait.version),
                               avis_retrait.empty() ? bouton_danger("Retirer la décision")
                                                    : acces::bouton_d_enregistrement(true, "Retirer la décision"))))};
}

FormCorrection vierge(Trouvee const& t) {
    FormCorrection form{decision_vierge(t.o, t.tenants)};
    auto& f = form.decision;
    f.quoi.set_hint("");
    f.quoi.set(t.d.quoi);
    f.qui.set(t.d.membre);
    f.quand.set(base::affiche(t.d.pour_le));
    f.lecteurs.set(t.d.lecteurs);
    return form;
}

Reply demander(Contexte& cx, Id<Decision_> id) {
    auto t = exiger_decision(cx, id);
    if (auto ailleurs = pas_possible(cx, t))
        return *ailleurs;
    if (t.d.jeune)
        consigner_la_lecture(cx, {.dossier = t.d.dossier}, *t.d.jeune, "decision/" + std::to_string(id.valeur));
    return cx.page(page(cx, t, vierge(t), {}));
}

constexpr auto a_change = "Cette décision a changé entre-temps. Relisez-la, puis enregistrez de nouveau si besoin.";

/// Remise telle quelle, une date passée reste permise : on corrige le texte d'une décision en retard.
bool lire(Contexte& cx, Trouvee const& t, FormCorrection& form) {
    auto const& saisi = cx.requete().form;
    form.raison.set_required(fige(t));
    bool bon = form.raison.read(saisi);
    bon = form.version.read(saisi) && bon;
    auto premier = std::min(t.d.pour_le, std::max(cx.jour(), t.o.reunion.seance()));
    bon = form.decision.lire(saisi, t.tenants.membres, premier, base::plus_mois(cx.jour(), horizon_en_mois)) && bon;
    return confiee_a_qui_la_voit(form.decision, t.tenants) && bon;
}

Reply corriger(Contexte& cx, Id<Decision_> id) {
    auto t = exiger_decision(cx, id);
    if (auto ailleurs = pas_possible(cx, t))
        return *ailleurs;
    auto form = vierge(t);
    if (!lire(cx, t, form))
        return cx.invalide(page(cx, t, form, {}));
    {
        auto db = cx.db();
        if (refuse_un_nom(db, cx.portee(), t.d.reunion, form.raison))
            return cx.invalide(page(cx, t, form, {}));
    }
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(page(cx, t, form, {}, avis));
    auto const& f = form.decision;
    DecisionPrise prise;
    bool fait = cx.acte_ou_conflit(Acte::compte_rendu_ecrit, [&](Writer& db, acces::Trace& trace) {
        prise = corriger_decision(db, cx.instant(), cx.portee(), t.d, *form.version,
                                  {t.d.point, *f.quoi, *f.qui, *f.jour, *f.lecteurs, ""},
                                  fige(t) ? form.raison.value().value_or("") : "");
        trace = {t.d.jeune, "decision/" + std::to_string(id.valeur), "décision corrigée", ""};
    });
    if (!fait) {
        form.decision.quoi.refuse(a_change);
        return cx.conflit(page(cx, exiger_decision(cx, id), form, {}));
    }
    auto qui = std::ranges::find(t.tenants.membres, *f.qui, &Membre::id)->nom;
    auto suite = ce_qui_s_ensuit(cx, prise, qui);
    constexpr std::string_view debut = "Décision prise";
    return cx.voir(lien(t.d.reunion, t.d.point), "Décision corrigée" + suite.substr(debut.size()) + jour_ferme(*f.jour),
                   prise.remise == Remise::en_main ? Ton::succes : Ton::attention);
}

Reply retirer(Contexte& cx, Id<Decision_> id) {
    auto t = exiger_decision(cx, id);
    if (auto ailleurs = pas_possible(cx, t))
        return *ailleurs;
    FormRetrait form;
    form.raison.set_required(fige(t));
    bool bon = cx.lire(form);
    if (auto db = cx.db(); refuse_un_nom(db, cx.portee(), t.d.reunion, form.raison) || !bon)
        return cx.invalide(page(cx, t, vierge(t), form));
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(page(cx, t, vierge(t), form, {}, avis));
    bool fait = cx.acte_ou_conflit(Acte::compte_rendu_ecrit, [&](Writer& db, acces::Trace& trace) {
        retirer_decision(db, cx.instant(), cx.agent(), t.d, *form.version,
                         fige(t) ? form.raison.value().value_or("") : "");
        trace = {t.d.jeune, "decision/" + std::to_string(id.valeur), "décision retirée", ""};
    });
    auto ici = lien(t.d.reunion, t.d.point);
    if (!fait)
        return cx.voir(ici, a_change, Ton::attention);
    return cx.voir(ici, "Décision n°\u00a0" + std::to_string(t.d.numero) + " retirée. " +
                            (fige(t) ? "Le relevé le dit, avec la raison."
                                     : "Pour la remettre : « 1 décision retirée », au bas des décisions."));
}

Reply remettre(Contexte& cx, Id<Decision_> id) {
    auto t = exiger_decision(cx, id);
    auto ici = lien(t.d.reunion, t.d.point);
    if (!t.d.retiree_le && peut_corriger(cx, t.o, t.d)) // deux clics
        return cx.voir(ici, "Cette décision est à tenir.");
    if (!peut_remettre(cx, t.o, t.d)) {
        if (!peut_ecrire(cx, t.o) || !t.o.reunion.close_le)
            throw not_found();
        return cx.voir(ici, "Le relevé vient d’être clos : la décision reste retirée.", Ton::attention);
    }
    cx.acte(Acte::compte_rendu_ecrit, [&](Writer& db, acces::Trace& trace) {
        remettre_decision(db, t.d);
        trace = {t.d.jeune, "decision/" + std::to_string(id.valeur), "décision remise", ""};
    });
    return cx.voir(ici, "Décision n°\u00a0" + std::to_string(t.d.numero) + " remise : elle est de nouveau à tenir.");
}

} // namespace

void routes_des_corrections(acces::Routes& r) {
    r.get("/decisions/{id}/correction", Droit::tenir_reunions, demander);
    r.post("/decisions/{id}/correction", Droit::tenir_reunions, corriger);
    r.post("/decisions/{id}/retrait", Droit::tenir_reunions, retirer);
    r.post("/decisions/{id}/remise", Droit::tenir_reunions, remettre);
}

} // namespace metier::reunions
