#include "base/texte.hpp"
#include "metier/reperage/calcul.hpp"
#include "metier/reperage/campagnes_pages.hpp"
#include "metier/reperage/reperage_web.hpp"
#include "web/parts/tableau.hpp"

namespace metier::reperage {
namespace {

using acces::Acte;
using acces::Droit;
using web::Reply;
using Cx = acces::Contexte;

std::string objet(Id<Campagne> id) { return "campagne/" + std::to_string(id.valeur); }

Reply liste(Cx& cx) {
    auto db = cx.db();
    return cx.page(page_des_campagnes(campagnes(db, cx.portee()), cx.peut(Droit::mener_campagne)));
}

FormCampagne formulaire_de(Cx& cx) {
    FormCampagne form;
    auto db = cx.db();
    form.territoire.offer(territoires_possibles(db, cx.portee()));
    return form;
}

Reply nouvelle(Cx& cx) {
    auto form = formulaire_de(cx);
    form.annee.set(base::AnneeScolaire::du(cx.jour()));
    form.observation.set(cx.jour());
    return cx.page(page_nouvelle_campagne(form, cx.csrf()));
}

/// Le même formulaire envoyé deux fois mène à la campagne ; un autre se voit refusé, avec le lien.
Reply deja_ouverte(Cx& cx, FormCampagne& form) {
    auto db = cx.db();
    auto deja = campagne_ouverte(db, *form.territoire, *form.annee);
    if (deja && deja->nom == base::propre(*form.nom) && deja->observation == *form.observation)
        return cx.voir(lien(deja->id), "Cette campagne est déjà ouverte : la voici.", web::Ton::attention);
    form.territoire.refuse("Une campagne y est déjà ouverte pour " + form.annee->affiche() + " : reprenez celle-là.");
    return cx.invalide(page_nouvelle_campagne(form, cx.csrf(), deja));
}

Reply ouvrir(Cx& cx) {
    auto form = formulaire_de(cx);
    bool bonne = cx.lire(form);
    if (bonne && base::AnneeScolaire::du(*form.observation) != *form.annee) {
        form.observation.refuse("Ce jour n’est pas dans l’année " + form.annee->affiche() +
                                " : choisissez un jour entre le " + base::affiche(form.annee->premier_jour()) +
                                " et le " + base::affiche(form.annee->dernier_jour()) + ".");
        bonne = false;
    }
    if (!bonne)
        return cx.invalide(page_nouvelle_campagne(form, cx.csrf()));
    Id<Campagne> id;
    bool fait = cx.acte_ou_conflit(Acte::campagne_ouverte, [&](Writer& db, acces::Trace& trace) {
        exiger_aucune_ouverte(db, *form.territoire, *form.annee);
        id =
            creer_campagne(db, cx.instant(), cx.agent(), {*form.nom, *form.annee, *form.territoire, *form.observation});
        demander_le_calcul(db, cx.instant(), cx.agent(), id);
        trace.objet = objet(id);
    });
    if (!fait)
        return deja_ouverte(cx, form);
    return cx.voir(lien(id), "Campagne ouverte. Le calcul commence.");
}

std::optional<storage::TacheVue> tache_de(Reader& db, Campagne const& c) {
    return c.tache ? storage::tache(db, *c.tache) : std::nullopt;
}

/// Mener une campagne demande tout son territoire ; en voir les nombres, un de ses bassins.
bool est_la_sienne(Reader& db, acces::Portee const& portee, Campagne const& c) {
    return db
        .maybe<std::int64_t>("select territoire_id from repere_bassin where role_tenu_id = ? and territoire_id = ?",
                             portee.role_tenu, c.territoire)
        .has_value();
}

Campagne exiger_la_sienne(Cx& cx, Reader& db, Id<Campagne> id) {
    auto c = exiger_la_campagne(cx, db, id);
    if (!est_la_sienne(db, cx.portee(), c))
        throw web::not_found();
    return c;
}

Reply montrer(Cx& cx, BlocDeCampagne const& bloc, Id<Campagne> id) {
    auto db = cx.db();
    CampagneMontree m;
    m.campagne = exiger_la_campagne(cx, db, id);
    m.caisses = par_caisse(db, cx.portee(), id);
    m.definitions = par_definition(db, cx.portee(), id);
    m.sources = sources_cherchees(db, id);
    m.entonnoir = entonnoir(db, id, {.role = cx.portee().role_tenu}, Ventilation::aucune).front();
    if (bloc && m.campagne.calcul_fini > 0)
        m.bloc = bloc(cx, db, m.campagne);
    m.tache = tache_de(db, m.campagne);
    m.peut_recalculer = cx.peut(Droit::mener_campagne);
    m.peut_mener = cx.peut(Droit::mener_campagne) && est_la_sienne(db, cx.portee(), m.campagne);
    m.peut_verifier = cx.peut(Droit::verifier);
    m.peut_lire_les_noms = cx.peut(Droit::lire_dossier);
    return cx.page(page_campagne(m, cx.csrf()));
}

Reply montrer_les_listes(Cx& cx, Id<Campagne> id) {
    auto db = cx.db();
    auto c = exiger_la_campagne(cx, db, id);
    auto debut = web::lire_entier(cx.requete().param("debut")).value_or(0);
    return cx.page(
        page_des_listes(c, sources_cherchees(db, id), static_cast<std::size_t>(std::max<std::int64_t>(0, debut))));
}

Reply montrer_la_progression(Cx& cx, Id<Campagne> id) {
    auto db = cx.db();
    auto c = exiger_la_campagne(cx, db, id);
    auto t = tache_de(db, c);
    if (!t)
        throw web::not_found();
    return cx.fragment(progression(c, *t));
}

Reply calculer_de_nouveau(Cx& cx, Id<Campagne> id) {
    auto db = cx.db();
    auto c = exiger_la_campagne(cx, db, id); // plus large que son secteur aussi : refaire le calcul n'y défait rien
    if (c.close_le)
        return cx.voir(lien(id), "Cette campagne est close : elle ne se recalcule plus.", web::Ton::attention);
    cx.acte(Acte::campagne_calculee, [&](Writer& ecrit, acces::Trace& trace) {
        demander_le_calcul(ecrit, cx.instant(), cx.agent(), id);
        trace.objet = objet(id);
        trace.detail = "demandé";
    });
    return cx.voir(lien(id), "Le calcul commence. Les vérifications et les décisions déjà prises restent.");
}

Reply cloturer(Cx& cx, Id<Campagne> id) {
    auto db = cx.db();
    exiger_la_sienne(cx, db, id);
    FormCloture form;
    if (!cx.lire(form))
        return cx.voir(lien(id), "Rechargez la page, puis recommencez.", web::Ton::attention);
    bool fait = cx.acte_ou_conflit(Acte::campagne_close, [&](Writer& ecrit, acces::Trace& trace) {
        clore(ecrit, cx.instant(), cx.agent(), id, *form.version);
        trace.objet = objet(id);
    });
    return cx.voir(lien(id),
                   fait ? "Campagne close." : "Quelqu’un l’a changée entre-temps : voici ce qu’elle est devenue.",
                   fait ? web::Ton::succes : web::Ton::attention);
}

Reply caisse_de(Cx& cx, Id<Campagne> id, std::string code_) {
    auto db = cx.db();
    auto c = exiger_la_campagne(cx, db, id);
    auto caisse = base::lire_code<Caisse>(code_);
    if (!caisse || !cx.peut(Droit::lire_dossier))
        throw web::not_found();
    auto demande = web::lire_demande(cx.requete(), {"nom"});
    auto curseur = web::lire_curseur(demande.apres, 2);
    auto numero = curseur ? web::lire_entier(curseur->at(1)) : std::nullopt;
    auto trouves = de_la_caisse(db, cx.portee(), id, *caisse, curseur ? curseur->at(0) : "", numero.value_or(0),
                                demande.par_page + 1);
    web::Pagination page{.ici = web::lien_de(cx.requete())};
    if (trouves.size() > static_cast<std::size_t>(demande.par_page)) {
        trouves.pop_back();
        page.suivant = web::curseur({trouves.back().cle_tri, std::to_string(trouves.back().jeune.valeur)});
    }
    page.lignes = trouves.size();
    return cx.page(page_caisse(c, *caisse, trouves, page, demande));
}

} // namespace

void routes_des_campagnes(acces::Routes& r, BlocDeCampagne bloc) {
    r.get("/campagnes", Droit::lire_campagnes, liste);
    r.get("/campagnes/nouvelle", Droit::mener_campagne, nouvelle);
    r.post("/campagnes", Droit::mener_campagne, ouvrir);
    r.get("/campagnes/{id}", Droit::lire_campagnes,
          [bloc = std::move(bloc)](Cx& cx, Id<Campagne> id) { return montrer(cx, bloc, id); });
    r.get("/campagnes/{id}/listes", Droit::lire_campagnes, montrer_les_listes);
    r.get("/campagnes/{id}/progression", Droit::lire_campagnes, montrer_la_progression);
    r.post("/campagnes/{id}/calcul", Droit::mener_campagne, calculer_de_nouveau);
    r.post("/campagnes/{id}/cloture", Droit::mener_campagne, cloturer);
    r.get("/campagnes/{id}/caisses/{caisse}", Droit::lire_campagnes, caisse_de);
}

} // namespace metier::reperage
