#include <algorithm>

#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/reperage/reperage_web.hpp"
#include "metier/reperage/verifications_pages.hpp"

namespace metier::reperage {
namespace {

using acces::Acte;
using acces::Droit;
using web::Reply;
using Cx = acces::Contexte;

struct Trouve {
    Campagne campagne;
    PlaceVue place;
    std::optional<SolutionConnue> solution;
};
Trouve exiger(Cx& cx, Reader& db, Solutions const& solutions, Id<Campagne> campagne, Id<Jeune> jeune) {
    auto c = exiger_la_campagne(cx, db, campagne);
    auto p = place(db, cx.portee(), campagne, jeune);
    if (!p)
        throw web::not_found();
    return {std::move(c), *std::move(p), solution_de(db, solutions, jeune)};
}

/// L'inscription qu'une liste reçue depuis le calcul montre.
std::optional<jeunes::InscriptionVue> revu(Reader& db, acces::Portee const& portee, Trouve const& t) {
    auto faits = jeunes::Faits{};
    faits.inscriptions = jeunes::inscriptions(db, t.place.jeune);
    return inscription_en_cours(faits, t.campagne.annee, portee.jour);
}

/// Accompagné, en emploi… d'après une liste reçue depuis le calcul : elle propose, rien ne sort de la file tout seul.
std::string situation_dite(Reader& db, Id<Jeune> jeune, Date jour) {
    auto vue = jeunes::situation_au(db, jeune, jour);
    if (!vue || !resultat_de(vue->situation.genre))
        return {};
    auto const& s = vue->situation;
    return std::string(base::libelle(s.genre)) + (s.structure.empty() ? "" : " (" + s.structure + ")") + " depuis le " +
           base::affiche(s.du);
}

acces::Page page_de(Cx& cx, Reader& db, Prets const& prets, Trouve const& t, FormVerification const& form,
                    std::string const& conflit = {}, web::Html const& avis = {}) {
    VerificationMontree m{t.campagne,
                          t.place,
                          {},
                          sources_cherchees(db, t.campagne.id),
                          proches(db, t.campagne.id, t.place.jeune),
                          verifications(db, t.place.jeune),
                          {},
                          cx.jour(),
                          filtre_de(cx, t.campagne),
                          decisions_du_jour(db, cx.portee(), t.campagne.id),
                          cx.peut(Droit::lire_campagnes),
                          t.solution,
                          {},
                          prets.en_attente ? prets.en_attente(cx, db, t.place.jeune) : web::Html{}};
    if (auto i = t.place.verification ? std::nullopt : revu(db, cx.portee(), t))
        m.revu = i->lieu;
    m.situation = t.solution || t.place.verification ? std::string{} : situation_dite(db, t.place.jeune, cx.jour());
    m.pourquoi_je_le_vois = cx.pourquoi(cx.consulter(t.place.jeune, "verification"));
    return page_verification(m, form, cx.csrf(), conflit, avis);
}

FormVerification formulaire_de(Cx& cx, Reader& db, Trouve const& t) {
    FormVerification form;
    form.depuis.between({}, cx.jour());
    form.source.offer(sources_possibles(db, t.campagne.id));
    if (t.solution)
        form.dernier_jour.between(t.solution->depuis, base::plus_jours(cx.jour(), -1));
    return form;
}

Reply montrer(Cx& cx, Prets const& prets, Id<Campagne> campagne, Id<Jeune> jeune) {
    auto db = cx.db();
    auto t = exiger(cx, db, prets, campagne, jeune);
    auto form = formulaire_de(cx, db, t);
    if (t.solution && t.solution->prouvee && !t.place.verification) {
        form.preuve.set(Preuve::attestation);
        form.preuve.set_hint("Proposé : la solution en cours repose sur « " + t.solution->preuve +
                             " ». À vous de garder cette preuve ou d’en choisir une autre.");
    }
    if (auto i = t.place.verification ? std::nullopt : revu(db, cx.portee(), t)) {
        form.preuve.set(Preuve::liste);
        form.preuve.set_hint("Proposé : une liste reçue le montre inscrit " + base::a_ce_lieu(i->lieu) + " depuis le " +
                             base::affiche(i->du) + (i->source.empty() ? "" : " (" + i->source + ")") +
                             ". À vous de garder cette preuve ou d’en choisir une autre.");
        form.structure.set(i->lieu);
        form.depuis.set(std::min(i->du, cx.jour()));
    }
    return cx.page(page_de(cx, db, prets, t, form));
}

/// Un double clic : la décision qui vaut est la sienne, du jour, et la même.
bool deja_notee(Cx& cx, Reader& db, Trouve const& t, NouvelleVerification const& v) {
    auto vaut = t.place.verification ? trouver_verification(db, *t.place.verification) : std::nullopt;
    return vaut && vaut->agent_id == cx.agent() && vaut->jour == v.jour && vaut->resultat == v.resultat &&
           vaut->depuis == v.depuis && vaut->structure == base::propre(v.structure);
}

/// Contredire une solution en cours, c'est dire ce qu'elle est devenue : rien n'est rompu en silence.
bool fin_dite(Cx& cx, Trouve const& t, FormVerification& form, NouvelleVerification& v) {
    if (!contredit(v, t.solution))
        return true;
    auto quoi = "« " + t.solution->quoi + " »";
    if (t.solution->depuis >= cx.jour())
        form.fin.refuse(quoi + " commence aujourd’hui : si c’est une erreur, ouvrez la solution pour la corriger.");
    else if (!form.fin)
        form.fin.refuse(quoi + " est en cours depuis le " + base::affiche(t.solution->depuis) +
                        " : dites ce qu’elle est devenue.");
    if (!form.dernier_jour)
        form.dernier_jour.refuse("Dites son dernier jour.");
    if (!form.fin.error().empty() || !form.dernier_jour.error().empty())
        return false;
    v.fin = form.fin.value();
    v.dernier_jour = form.dernier_jour.value();
    v.depuis = form.depuis.value().value_or(base::plus_jours(*v.dernier_jour, 1));
    if (v.depuis > *v.dernier_jour)
        return true;
    form.depuis.refuse("Le " + base::affiche(v.depuis) + ", " + quoi +
                       " durait encore : donnez un jour qui suit le dernier.");
    return false;
}

Reply noter(Cx& cx, Prets const& prets, Id<Campagne> campagne, Id<Jeune> jeune) {
    auto db = cx.db();
    auto t = exiger(cx, db, prets, campagne, jeune);
    auto form = formulaire_de(cx, db, t);
    bool bon = cx.lire(form);
    bon = preuve_donnee(form.preuve, form.resultat) && bon;
    if (!bon)
        return cx.invalide(page_de(cx, db, prets, t, form));
    if (auto avis = acces::relire(cx, form); !avis.empty())
        return cx.invalide(page_de(cx, db, prets, t, form, {}, avis));
    if (t.campagne.close_le || t.place.caisse != Caisse::presume)
        return cx.voir(lien_de_verification(campagne, jeune), "Il n’y a plus rien à vérifier ici.",
                       web::Ton::attention);
    NouvelleVerification v{*form.resultat,
                           preuve_de(form.preuve, *form.resultat),
                           form.structure.value().value_or(""),
                           form.cause.value(),
                           form.source.value(),
                           cx.jour(),
                           form.depuis.value().value_or(cx.jour())};
    if (!deja_notee(cx, db, t, v) && !fin_dite(cx, t, form, v))
        return cx.invalide(page_de(cx, db, prets, t, form));
    v = accordee(db, jeune, v, t.solution);
    if (auto refus = refus_de_situation(db, jeune, v); !refus.empty()) {
        form.depuis.refuse(refus);
        return cx.invalide(page_de(cx, db, prets, t, form));
    }
    bool fait = cx.acte_ou_conflit(Acte::situation_verifiee, [&](Writer& ecrit, acces::Trace& trace) {
        auto faite = verifier(ecrit, cx.instant(), cx.agent(), campagne, jeune, *form.version, v, prets);
        trace = {jeune, objet(faite.id), std::string(base::code(v.resultat)) + (v.fin ? ", solution rompue" : ""), ""};
    });
    auto la = exiger(cx, db, prets, campagne, jeune);
    if (!fait && !deja_notee(cx, db, la, v))
        return cx.conflit(page_de(cx, db, prets, la, form,
                                  "Quelqu’un l’a vérifié entre-temps : voyez sa décision plus bas. Pour la remplacer, "
                                  "enregistrez de nouveau."));
    auto f = filtre_de(cx, t.campagne);
    auto suite = suivant(db, cx.portee(), f, jeune);
    auto message = t.place.nom + " " + t.place.prenom + " : " + base::minuscules(base::libelle(v.resultat)) + ".";
    return cx.voir(avec_filtre(suite ? lien_de_verification(campagne, *suite) : lien_de_la_file(campagne), f), message);
}

/// D'une relance : la vérification de ce jeune dans la campagne en cours, à défaut son dossier.
Reply reprendre(Cx& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    cx.exiger_visible(jeune);
    auto campagne = campagne_courante(db, cx.portee());
    bool dedans = campagne && place(db, cx.portee(), *campagne, jeune);
    return cx.voir(dedans ? lien_de_verification(*campagne, jeune) : jeunes::lien(jeune));
}

Reply annuler(Cx& cx, Solutions const& solutions, Id<Verification> id) {
    auto db = cx.db();
    auto v = trouver_verification(db, id);
    if (!v)
        throw web::not_found();
    exiger(cx, db, solutions, v->campagne, v->jeune);
    auto retour = lien_de_verification(v->campagne, v->jeune);
    if (auto pourquoi = empechement_d_annuler(db, id, cx.instant()))
        return cx.voir(retour, *pourquoi, web::Ton::attention);
    bool fait = cx.acte_ou_conflit(Acte::verification_annulee, [&](Writer& ecrit, acces::Trace& trace) {
        annuler_verification(ecrit, cx.instant(), cx.agent(), id, solutions);
        trace = {v->jeune, objet(id), "", ""};
    });
    return cx.voir(retour,
                   fait ? "Vérification annulée : le jeune est de nouveau à vérifier." : "Quelqu’un l’a déjà annulée.",
                   fait ? web::Ton::succes : web::Ton::attention);
}

} // namespace

void routes_des_verifications(acces::Routes& r, std::shared_ptr<Prets const> const& prets) {
    r.get("/verifications/jeunes/{jeune}", Droit::verifier, reprendre);
    r.get("/campagnes/{id}/verifications/{jeune}", Droit::verifier,
          [prets](Cx& cx, Id<Campagne> c, Id<Jeune> j) { return montrer(cx, *prets, c, j); });
    r.post("/campagnes/{id}/verifications/{jeune}", Droit::verifier,
           [prets](Cx& cx, Id<Campagne> c, Id<Jeune> j) { return noter(cx, *prets, c, j); });
    r.post("/verifications/{id}/annulation", Droit::verifier,
           [prets](Cx& cx, Id<Verification> id) { return annuler(cx, *prets, id); });
}

} // namespace metier::reperage
