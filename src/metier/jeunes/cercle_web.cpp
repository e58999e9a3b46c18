// Qui suit ce jeune : entrer dans le cercle, en sortir ; l'accès cesse quelque temps après la fin (C-18, C-92).
#include <algorithm>

#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/jeunes/dossier_pages.hpp"
#include "metier/jeunes/dossier_web.hpp"
#include "metier/jeunes/garde_fous.hpp"
#include "web/parts/tableau.hpp"

namespace metier::jeunes {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;
using acces::Trace;

namespace {

using web::lien;

/// Pourquoi cette personne lit le dossier, et jusqu'à quand.
std::string lecture(MembreDuCercle const& m, Date jour) {
    if (!m.lit_jusqu_au)
        return "Oui, au titre du suivi";
    return *m.lit_jusqu_au >= jour
               ? "Oui, au titre du suivi, jusqu’au " + base::affiche(*m.lit_jusqu_au)
               : "Non, depuis le " + base::affiche(base::plus_jours(*m.lit_jusqu_au, 1)) + " (au titre du suivi)";
}

Html geste(Jeune const& j, MembreDuCercle const& m) {
    if (m.au)
        return {};
    if (m.fonction == Fonction::referent)
        return a(href(lien("/jeunes/{}/referent", j.id)), "Désigner un autre référent");
    return a(href(lien("/jeunes/{}/cercle/{}/fin", j.id, m.agent)), "Mettre fin",
             lecteur(" au suivi ", base::de_ce_lieu(m.nom)));
}

Page page_du_cercle(Contexte& cx, Jeune const& j, std::vector<MembreDuCercle> const& membres, CercleForm const& form,
                    Html const& avis = {}) {
    auto ligne = [&](MembreDuCercle const& m) {
        return tr(th(scope("row"), m.nom), td(libelle(m.fonction)), td(m.titre), td(m.du),
                  td(m.au ? ensemble(*m.au, m.motif_fin.empty() ? "" : " : ", m.motif_fin) : Html{}),
                  td(lecture(m, cx.jour())), td(geste(j, m)));
    };
    auto qui = membres.empty()
                   ? etat_vide("Personne ne suit encore ce jeune.")
                   : tableau("Qui suit ou a suivi ce jeune",
                             {{"Nom"}, {"Fonction"}, {"Titre"}, {"Depuis"}, {"Fin"}, {"Lit le dossier"}, {""}},
                             each(membres, ligne));
    auto ajouter_ =
        form.agent.choices().empty()
            ? p("Tous ceux qui peuvent suivre ce jeune dans son secteur sont déjà dans le cercle.")
            : formulaire(lien("/jeunes/{}/cercle", j.id), cx.csrf(), data("mots-sensibles", lien("/mots-sensibles")),
                         avis, champ(form.agent), champ(form.titre), champ(form.du),
                         boutons(avis.empty() ? bouton("Ajouter au cercle") : bouton_d_enregistrement(true),
                                 lien_bouton(jeunes::lien(j.id), "Revenir au dossier")));
    return {"Qui suit ce jeune", "Jeunes", fil_du_dossier(&j),
            ensemble(h1("Qui suit ce jeune"), p(nom_affiche(j)),
                     p("Être dans le cercle donne à lire le dossier, au titre du suivi. Quand le suivi finit, la "
                       "lecture reste ouverte quelques jours, le temps du relais, puis cesse d’elle-même."),
                     resume_erreurs(form), qui, h2("Ajouter quelqu’un"), ajouter_)};
}

CercleForm vierge(Contexte& cx, Id<Jeune> id) {
    CercleForm form;
    auto db = cx.db();
    form.agent.offer(membres_possibles(db, id, cx.jour()));
    form.du.between({}, cx.jour());
    return form;
}

std::vector<MembreDuCercle> membres(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    return cercle(db, id);
}

Reply montrer(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto form = vierge(cx, j.id);
    form.du.set(cx.jour());
    return cx.page(page_du_cercle(cx, j, membres(cx, j.id), form));
}

Reply ajouter(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    exiger_d_ecrire(cx, j.id);
    auto form = vierge(cx, j.id);
    bool bon = cx.lire(form);
    auto deja = membres(cx, j.id);
    for (auto const& m : deja)
        if (!m.au && form.agent.typed_first() == std::to_string(m.agent.valeur))
            form.agent.refuse(m.nom + " suit déjà ce jeune, depuis le " + base::affiche(m.du) + ".");
    if (!pas_avant_la_naissance(form.du, j.naissance) || !bon)
        return cx.invalide(page_du_cercle(cx, j, membres(cx, j.id), form));
    auto titre_ = form.titre.value().value_or("");
    if (auto avis = avis_sur_les_mots(cx, {titre_}); !avis.empty())
        return cx.invalide(page_du_cercle(cx, j, membres(cx, j.id), form, avis));
    cx.acte(Acte::cercle_modifie, [&](Writer& db, Trace& trace) {
        entrer_dans_le_cercle(db, j.id, *form.agent, *form.du, titre_);
        trace_de(trace, cx, j.id, "cercle/" + std::to_string(form.agent->valeur));
        trace.detail = "entrée";
    });
    return cx.voir(lien("/jeunes/{}/cercle", j.id), "Cette personne suit maintenant ce jeune et lit son dossier.");
}

/// Le membre en place ; 404 si cette personne ne suit pas ce jeune, ou en est la référente.
MembreDuCercle exiger_membre(Contexte& cx, Id<Jeune> jeune, Id<acces::Agent> agent) {
    for (auto& m : membres(cx, jeune))
        if (m.agent == agent && !m.au && m.fonction == Fonction::membre)
            return m;
    throw not_found();
}

Page page_de_fin(Contexte& cx, Jeune const& j, MembreDuCercle const& m, FinForm& form, Html const& avis = {}) {
    return page_formulaire("Mettre fin au suivi " + base::de_ce_lieu(m.nom), j,
                           lien("/jeunes/{}/cercle/{}/fin", j.id, m.agent), cx.csrf(), form,
                           bouton_d_enregistrement(!avis.empty()), avis);
}

Reply formulaire_de_fin(Contexte& cx, Id<Jeune> id, Id<acces::Agent> agent) {
    auto j = exiger(cx, id);
    FinForm form;
    form.au.set(cx.jour());
    return cx.page(page_de_fin(cx, j, exiger_membre(cx, j.id, agent), form));
}

Reply finir(Contexte& cx, Id<Jeune> id, Id<acces::Agent> agent) {
    auto j = exiger(cx, id);
    exiger_d_ecrire(cx, j.id);
    auto m = exiger_membre(cx, j.id, agent);
    FinForm form;
    form.au.between(m.du, cx.jour());
    if (!cx.lire(form))
        return cx.invalide(page_de_fin(cx, j, m, form));
    if (auto avis = avis_sur_les_mots(cx, {*form.motif}); !avis.empty())
        return cx.invalide(page_de_fin(cx, j, m, form, avis));
    cx.acte(Acte::cercle_modifie, [&](Writer& db, Trace& trace) {
        if (*form.par_erreur)
            retirer_du_cercle(db, j.id, agent, cx.jour(), *form.motif);
        else
            sortir_du_cercle(db, j.id, agent, *form.au, *form.motif);
        trace_de(trace, cx, j.id, "cercle/" + std::to_string(agent.valeur));
        trace.detail = *form.par_erreur ? "ajout par erreur" : "fin";
    });
    if (*form.par_erreur)
        return cx.voir(agent == cx.agent() ? lien("/jeunes") : lien("/jeunes/{}/cercle", j.id),
                       m.nom + " a été retiré(e) du cercle et ne lit plus le dossier à ce titre.");
    auto apres = membres(cx, j.id);
    auto lui = std::ranges::find_if(
        apres, [&](MembreDuCercle const& x) { return x.agent == agent && x.du == m.du && x.au.has_value(); });
    auto jusqu_au = lui == apres.end() ? cx.jour() : lui->lit_jusqu_au.value_or(cx.jour());
    auto ou = agent == cx.agent() ? jeunes::lien(j.id) : lien("/jeunes/{}/cercle", j.id);
    return cx.voir(ou, "Fin du suivi notée : " + m.nom + " lit encore le dossier jusqu’au " + base::affiche(jusqu_au) +
                           " au plus tard, à ce titre.");
}

} // namespace

void routes_du_cercle(acces::Routes& r) {
    r.get("/jeunes/{id}/cercle", Droit::tenir_dossier, montrer);
    r.post("/jeunes/{id}/cercle", Droit::tenir_dossier, ajouter);
    r.get("/jeunes/{id}/cercle/{agent}/fin", Droit::tenir_dossier, formulaire_de_fin);
    r.post("/jeunes/{id}/cercle/{agent}/fin", Droit::tenir_dossier, finir);
}

} // namespace metier::jeunes
