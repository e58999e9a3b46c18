#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/echanges/deposer.hpp"
#include "metier/echanges/echanges.hpp"
#include "metier/echanges/importations_pages.hpp"
#include "metier/echanges/liens.hpp"
#include "metier/echanges/lignes_web.hpp"
#include "metier/echanges/lire.hpp"
#include "metier/echanges/travaux.hpp"

namespace metier::echanges {
namespace {

using acces::Acte;
using acces::Droit;
using web::Reply;
using Cx = acces::Contexte;

std::string objet(Id<Importation> id) { return "importation/" + std::to_string(id.valeur); }

CeQuiEstOffert offert(Cx const& cx) {
    return {cx.peut(Droit::importer), cx.peut(Droit::trancher), cx.peut(Droit::exporter)};
}

Reply montrer_la_liste(Cx& cx, FormDepot const& form, int statut) {
    auto db = cx.db();
    auto demande = web::lire_demande(cx.requete(), {"date"});
    auto avant = web::lire_entier(demande.apres).value_or(0);
    auto listes = visibles(db, cx.portee(), {}, avant, demande.par_page + 1);
    web::Pagination page{.ici = web::lien_de(cx.requete())};
    if (listes.size() > static_cast<std::size_t>(demande.par_page)) {
        listes.pop_back();
        page.suivant = std::to_string(listes.back().id.valeur);
    }
    page.lignes = listes.size();
    acces::Page p{rubrique, rubrique, {}, corps_liste(listes, form, cx.csrf(), offert(cx), page, demande), true};
    return cx.page(p, statut);
}

Reply liste(Cx& cx) { return montrer_la_liste(cx, FormDepot{}, 200); }

std::optional<Demande> lire_le_depot(Cx& cx, FormDepot& form) {
    bool fichier = form.fichier.read(cx.requete());
    bool champs = cx.lire(form);
    if (form.annee && !base::AnneeScolaire::lire(*form.annee)) {
        form.annee.refuse("Indiquez une année scolaire, par exemple 2026-2027.");
        return std::nullopt;
    }
    if (!fichier || !champs)
        return std::nullopt;
    Demande d;
    d.chemin = (*form.fichier).path;
    d.nom = (*form.fichier).filename;
    d.nature = form.nature.value();
    d.expediteur = form.expediteur.value().value_or("");
    d.uai = form.uai.value();
    if (form.annee)
        d.annee = base::AnneeScolaire::lire(*form.annee);
    d.jour = form.jour.value();
    return d;
}

Reply deja_vue(Cx& cx, Importation const& deja) {
    auto db = cx.db();
    auto message = deja.etape == Etape::appliquee
                       ? "Ce fichier a déjà été importé le " +
                             base::affiche(deja.appliquee_le.value_or(deja.deposee_le)) + " : rien ne change."
                       : "Ce fichier a déjà été déposé le " + base::affiche(deja.deposee_le) + " : le voici.";
    bool visible = trouver(db, cx.portee(), deja.id).has_value();
    return cx.voir(visible ? lien(deja.id) : lien_des_listes(), message, web::Ton::information);
}

Reply recevoir(Cx& cx) {
    FormDepot form;
    auto demande = lire_le_depot(cx, form);
    if (!demande)
        return montrer_la_liste(cx, form, 422);
    auto db = cx.db();
    Reconnu r;
    try {
        r = reconnaitre(cx.env(), db, *demande);
    } catch (documents::FichierRefuse const& e) { // un fichier refusé est une saisie à corriger
        form.fichier.refuse(documents::phrase(e.refus()));
        return montrer_la_liste(cx, form, 422);
    }
    if (r.deja)
        return deja_vue(cx, *r.deja);
    auto au_nom_de = deposant(db, cx.portee());
    auto posees = questions(db, r, *demande, au_nom_de);
    auto range = ranger(cx.env(), demande->chemin, true);
    auto id = cx.acte(Acte::fichier_depose, [&](storage::Writer& ecrit, acces::Trace& trace) {
        auto i = deposer(ecrit, cx.env(), std::move(r), range, posees, au_nom_de);
        trace.objet = objet(i.id);
        trace.detail = i.format;
        return i.id;
    });
    return cx.voir(lien(id), "Fichier reçu.");
}

std::optional<storage::TacheVue> tache_de(Reader& db, Importation const& i) {
    return i.tache ? storage::tache(db, Id<storage::Tache>{*i.tache}) : std::nullopt;
}

FormColonnes form_colonnes(Importation const& i) {
    auto lecteur = ouvrir(i.fichier, i.nom);
    return FormColonnes{lecteur->proposition().value_or(Proposition{}), i};
}

Reply montrer(Cx& cx, Id<Importation> id) {
    auto db = cx.db();
    auto i = exiger(cx, db, id);
    if (i.etape == Etape::colonnes && cx.peut(Droit::importer)) {
        auto form = form_colonnes(i);
        return cx.page(page_de(i, "Colonnes", corps_colonnes(i, form, cx.csrf())));
    }
    auto tache = tache_de(db, i);
    auto p = page_de(i, i.nom, corps_importation(i, tache, combien_a_appliquer(db, id), cx.csrf(), offert(cx)));
    if (tache && tache->vivante())
        p.recharger = 10;
    return cx.page(p);
}

Reply montrer_l_avancement(Cx& cx, Id<Importation> id) {
    auto db = cx.db();
    auto i = exiger(cx, db, id);
    return cx.fragment(avancement(i, tache_de(db, i)));
}

/// 409 si l'on agit sur une liste qui a changé d'étape entre-temps.
void exiger_la_version(Cx& cx, Importation const& i) {
    if (web::lire_entier(cx.requete().field("version")).value_or(0) != i.version)
        throw storage::Conflict{};
}

Reply confirmer_correspondance(Cx& cx, Id<Importation> id) {
    auto db = cx.db();
    auto i = exiger(cx, db, id);
    if (i.etape != Etape::colonnes)
        return cx.voir(lien(id), "Les colonnes de cette liste sont déjà confirmées.", web::Ton::information);
    auto form = form_colonnes(i);
    bool lu = web::read_all(form.champs(), cx.requete().form);
    auto correspondance = form.correspondance();
    auto manque = lu ? ce_qui_manque(correspondance, *form.nature) : std::string{};
    if (!manque.empty())
        form.nature.refuse("Dites quelle colonne contient " + manque + ".");
    if (!lu || !manque.empty())
        return cx.invalide(page_de(i, "Colonnes", corps_colonnes(i, form, cx.csrf())));
    exiger_la_version(cx, i);
    Demande dite{.chemin = i.fichier,
                 .nom = i.nom,
                 .nature = *form.nature,
                 .expediteur = form.expediteur.value().value_or(""),
                 .uai = base::Uai::lire(i.uai),
                 .annee = {},
                 .jour = i.jour,
                 .correspondance = correspondance};
    auto r = reconnaitre(cx.env(), db, dite);
    auto posees = questions(db, r, dite, deposant(db, cx.portee()));
    cx.acte(Acte::correspondance_choisie, [&](storage::Writer& ecrit, acces::Trace& trace) {
        trace.objet = objet(id);
        confirmer_les_colonnes(ecrit, cx.env(), i, r, posees, cx.agent());
    });
    return cx.voir(lien(id), "Colonnes retenues.");
}

Reply confirmer(Cx& cx, Id<Importation> id) {
    auto db = cx.db();
    auto i = exiger(cx, db, id);
    exiger_la_version(cx, i);
    bool a_relancer = i.etape == Etape::recue || i.etape == Etape::lue;
    if (i.etape != Etape::question && !a_relancer)
        return cx.voir(lien(id));
    cx.acte(Acte::fichier_depose, [&](storage::Writer& ecrit, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = a_relancer ? "relancée" : "confirmée : " + lire_questions(i.questions).front().code;
        if (!a_relancer) {
            ecrit.run("update importation set confirmee_le = ?, confirmee_par = ? where id = ?", cx.instant(),
                      cx.agent(), id);
            passer(ecrit, i, i.a_lire() ? Etape::recue : Etape::prevue);
        }
        if (a_relancer || i.a_lire())
            demander_le_travail(ecrit, cx.instant(), id, travail_lire, cx.agent());
    });
    return cx.voir(lien(id));
}

Reply abandonner(Cx& cx, Id<Importation> id) {
    auto db = cx.db();
    auto i = exiger(cx, db, id);
    if (!i.en_cours())
        return cx.voir(lien(id), "Cette liste ne peut plus être abandonnée.", web::Ton::attention);
    cx.acte(Acte::liste_abandonnee, [&](storage::Writer& ecrit, acces::Trace& trace) {
        trace.objet = objet(id);
        effacer_les_lignes(ecrit, id);
        ecrit.run("update importation set fichier = '' where id = ?", id);
        passer(ecrit, i, Etape::abandonnee);
    });
    effacer_le_fichier(cx.env(), i);
    return cx.voir(lien_des_listes(), "Liste abandonnée : rien n’a été importé.");
}

Reply demander_l_application(Cx& cx, Id<Importation> id) {
    auto db = cx.db();
    auto i = exiger(cx, db, id);
    auto n = combien_a_appliquer(db, id);
    if ((i.etape != Etape::prevue && i.etape != Etape::appliquee) || n == 0)
        return cx.voir(lien(id), "Il n’y a rien à appliquer.", web::Ton::information);
    return cx.page(page_de(i, "Appliquer", corps_application(i, n, combien_a_creer(db, id), cx.csrf())));
}

Reply appliquer_la_liste(Cx& cx, Id<Importation> id) {
    auto db = cx.db();
    auto i = exiger(cx, db, id);
    if (i.etape != Etape::prevue && i.etape != Etape::appliquee)
        return cx.voir(lien(id), "Cette liste n’est pas prête à être appliquée.", web::Ton::attention);
    exiger_la_version(cx, i);
    cx.acte(Acte::liste_appliquee, [&](storage::Writer& ecrit, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = "demandée";
        demander_le_travail(ecrit, cx.instant(), id, travail_appliquer, cx.agent());
    });
    return cx.voir(lien(id), "Application commencée.");
}

} // namespace

Importation exiger(acces::Contexte& cx, Reader& db, Id<Importation> id) {
    auto i = trouver(db, cx.portee(), id);
    if (!i)
        throw web::not_found();
    return *std::move(i);
}

void routes(acces::Routes& r) {
    r.menu({rubrique, lien_des_listes(), Droit::lire_importations, 33,
            "Déposer les listes d’élèves, d’apprentis, de sortants ; corriger, prévoir, appliquer.",
            acces::groupe::reperage});
    r.get("/importations", Droit::lire_importations, liste);
    r.depot("/importations", Droit::importer, recevoir);
    r.get("/importations/{id}", Droit::lire_importations, montrer);
    r.get("/importations/{id}/avancement", Droit::lire_importations, montrer_l_avancement);
    r.post("/importations/{id}/correspondance", Droit::importer, confirmer_correspondance);
    r.post("/importations/{id}/confirmation", Droit::importer, confirmer);
    r.post("/importations/{id}/abandon", Droit::importer, abandonner);
    r.get("/importations/{id}/application", Droit::importer, demander_l_application);
    r.post("/importations/{id}/application", Droit::importer, appliquer_la_liste);
    routes_des_lignes(r);
    routes_du_rapport(r);
}

} // namespace metier::echanges
