// Demander les places à tous les membres d'un réseau ; la page que voit celui qui répond, sans compte.
#include <algorithm>

#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/partenariats/contacts.hpp"
#include "metier/partenariats/demandes.hpp"
#include "metier/partenariats/pages.hpp"
#include "metier/partenariats/partenariats.hpp"
#include "metier/partenariats/secteur.hpp"
#include "metier/territoire/reseaux.hpp"

namespace metier::partenariats {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::LienSigne;
using acces::Page;
using territoire::Reseau;

/// Les réseaux ouverts qui couvrent un bassin du rôle.
std::vector<Reseau> reseaux_du_role(Reader& db, Contexte const& cx) {
    std::vector<Reseau> liste;
    auto role = cx.portee().role_tenu;
    if (acces::perimetre(cx.role()) ==
        acces::Perimetre::etablissement) { // ceux que son établissement anime, ou dont il est membre
        for (auto id : db.all<Id<Reseau>>("select r.id from reseau r join role_tenu t on t.etablissement_id = "
                                          "r.etablissement_id or exists (select 1 from reseau_membre m where "
                                          "m.reseau_id = r.id and m.etablissement_id = t.etablissement_id and m.du <= "
                                          "? and (m.au is null or m.au >= ?)) where t.id = ? and r.ferme_le is null "
                                          "order by r.id",
                                          cx.jour(), cx.jour(), role))
            liste.push_back(*territoire::trouver(db, id));
        return liste;
    }
    auto ids = db.all<Id<Reseau>>("select distinct b.reseau_id from reseau_bassin b where b.territoire_id in (" +
                                      std::string(secteur_sql) + ") order by b.reseau_id",
                                  role, role);
    for (auto id : ids)
        if (auto r = territoire::trouver(db, id); r && r->ouvert())
            liste.push_back(*r);
    return liste;
}

std::string code_du_membre(territoire::MembreDeReseau const& m) {
    return m.etablissement ? "e" + std::to_string(m.etablissement->valeur) : "s" + std::to_string(m.structure->valeur);
}

Html etat_des_membres(Reader& db, Contexte& cx, Reseau const& r) {
    auto d = delais(db, cx.jour());
    auto un = [&](territoire::MembreDeReseau const& m) {
        auto p = exiger(db, code_du_membre(m));
        auto demandes = acces::liens_de(db, genre_de_lien, p.code());
        auto en_cours = courriels::en_cours(db, lien(p).texte());
        auto echec = std::ranges::find_if(en_cours, courriels::pas_arrive);
        std::int64_t libres = 0, grisees = 0;
        for (auto const& o : offres(db, p))
            if (ouverte(o, cx.jour()))
                (grisee(o, cx.jour(), d.place) ? grisees : libres) += o.nombre;
        auto places =
            base::pluriel(libres, "place") + (grisees == 0 ? "" : ", " + std::to_string(grisees) + " à confirmer");
        return tr(
            th(scope("row"), a(href(lien(p)), p.nom)), td(places),
            td(ensemble(demandes.empty() ? std::string(destinataires(db, p).empty() ? "Aucune adresse" : "Rien demandé")
                                         : acces::suite(demandes.front(), cx.instant())),
               when(echec != en_cours.end(),
                    [&] { return ensemble(" ", badge(Ton::erreur, courriels::etiquette(*echec))); })));
    };
    return ensemble(h2("Où en sont les membres"),
                    tableau("Membres " + base::de_ce_lieu(r.nom), {{"Membre"}, {"Places libres"}, {"Dernière demande"}},
                            each(territoire::membres(db, r.id, cx.jour()), un)));
}

DemandeForm formulaire_de_demande(Reader& db, Contexte const& cx) {
    DemandeForm form;
    auto liste = reseaux_du_role(db, cx);
    form.reseau.offer(liste, &Reseau::id, &Reseau::nom);
    if (liste.size() == 1)
        form.reseau.set(liste.front().id);
    return form;
}

Page page_demande(Reader& db, Contexte& cx, DemandeForm const& form) {
    auto corps =
        form.reseau.choices().empty()
            ? etat_vide("Les demandes partent aux membres d’un réseau, et aucun ne vous réunit encore.",
                        lien_bouton(web::lien("/reseaux"), "Réseaux et plateformes"))
            : ensemble(
                  p("Chaque membre reçoit un courriel avec un lien à lui, valable deux semaines, pour confirmer ou "
                    "corriger ses places sans compte. Aucun nom de jeune n’y figure."),
                  formulaire(web::lien("/places/demande"), cx.csrf(), champ(form.reseau),
                             boutons(bouton("Envoyer les demandes"), lien_bouton(web::lien("/places"), "Annuler"))));
    auto suivi = Html{};
    if (auto vu = web::lire_entier(cx.requete().param("reseau")))
        for (auto const& r : reseaux_du_role(db, cx))
            if (r.id.valeur == *vu)
                suivi = etat_des_membres(db, cx, r);
    return {.titre = "Demander les places libres",
            .rubrique = rubrique,
            .fil = {{"Partenaires", web::lien("/partenaires")}, {"Places libres", web::lien("/places")}},
            .contenu = ensemble(h1("Demander les places libres"), resume_erreurs(form), corps, suivi)};
}

Reply montrer_demande(Contexte& cx) {
    auto db = cx.db();
    return cx.page(page_demande(db, cx, formulaire_de_demande(db, cx)));
}

Reply envoyer(Contexte& cx) {
    auto db = cx.db();
    auto form = formulaire_de_demande(db, cx);
    if (!cx.lire(form))
        return cx.invalide(page_demande(db, cx, form));
    std::int64_t partis = 0, sans_adresse = 0;
    cx.acte(Acte::places_demandees, [&](Writer& w, acces::Trace& trace) {
        trace.objet = "reseau/" + std::to_string(form.reseau->valeur);
        for (auto const& m : territoire::membres(w, *form.reseau, cx.jour())) {
            auto qui = destinataires(w, exiger(w, code_du_membre(m)));
            sans_adresse += qui.empty() ? 1 : 0;
            for (auto const& d : qui)
                partis += demander(w, cx.instant(), d, cx.agent(), cx.session().nom_complet(),
                                   [&](web::Lien const& l) { return acces::adresse_entiere(cx, l); });
        }
        trace.detail = std::to_string(partis) + " demandes";
    });
    if (territoire::membres(db, *form.reseau, cx.jour()).empty())
        return cx.voir(web::lien("/places/demande").avec("reseau", *form.reseau),
                       "Cette instance n’a aucun membre\u00a0: personne à qui demander.", Ton::attention);
    auto dit = partis == 0 ? std::string("Rien de plus à envoyer aujourd’hui")
                           : base::pluriel(partis, "demande envoyée", "demandes envoyées");
    if (sans_adresse > 0)
        dit += "\u00a0; " + base::pluriel(sans_adresse, "membre n’a pas d’adresse", "membres n’ont pas d’adresse") +
               "\u00a0: ajoutez-leur un contact";
    return cx.voir(web::lien("/places/demande").avec("reseau", *form.reseau), dit + ".");
}

// ---- Par un lien, sans compte

Page page_du_lien(Contexte& cx, Partenaire const& p, std::vector<Offre> const& liste,
                  std::vector<Field<int>> const& champs, PlaceSimpleForm const& ajout, Delais const& d) {
    auto ici = *lien_local(cx.requete().path);
    auto toutes = erreurs_des_nombres(champs);
    auto de_l_ajout = web::erreurs(ajout);
    toutes.insert(toutes.end(), de_l_ajout.begin(), de_l_ajout.end());
    auto annoncees = liste.empty() ? web::p("Aucune place n’est annoncée pour le moment.")
                                   : ensemble(web::p("Vérifiez les nombres, corrigez-les au besoin, puis confirmez."),
                                              champs_de_confirmation(liste, champs, cx.jour(), d));
    auto nouvelle =
        fieldset(legend("Ajouter des places"), champ(ajout.formation), champ(ajout.nombre), champ(ajout.du));
    return {.titre = "Vos places libres",
            .contenu = ensemble(h1("Vos places libres – ", p.nom), resume_erreurs(toutes),
                                formulaire(ici, cx.csrf(), annoncees, nouvelle,
                                           boutons(bouton(liste.empty() ? "Enregistrer" : "Confirmer"))))};
}

constexpr int horizon_en_mois = 24; // au-delà, c'est une faute de frappe

/// Une place annoncée aujourd'hui s'ouvre aujourd'hui ou plus tard.
PlaceSimpleForm ajout_par_lien(Date jour) {
    PlaceSimpleForm form;
    form.du.between(jour, base::plus_mois(jour, horizon_en_mois));
    return form;
}

Page montrer_par_lien(Contexte& cx, LienSigne const& l) {
    auto db = cx.db();
    auto p = exiger(db, l.objet);
    auto liste = offres_a_corriger(db, p, l.cree_le);
    return page_du_lien(cx, p, liste, nombres(liste), ajout_par_lien(cx.jour()), delais(db, cx.jour()));
}

/// Une place ajoutée par un lien attend d'être précisée : elle dit « retour en lycée professionnel » par défaut selon
/// qui l'offre ; qui tient le partenaire la complète.
suivi::Code code_probable(Partenaire const& p) {
    return p.etablissement ? suivi::Code::retour_lycee_pro : suivi::Code::formation_region;
}

Reply repondre_au_lien(Contexte& cx, LienSigne const& l) {
    auto db = cx.db();
    auto p = exiger(db, l.objet);
    auto liste = offres_a_corriger(db, p, l.cree_le);
    auto champs = nombres(liste);
    auto ajout = ajout_par_lien(cx.jour());
    bool bon = lire(champs, cx.requete());
    bon = cx.lire(ajout) && bon;
    if (bon && ajout.formation && !ajout.nombre) {
        ajout.nombre.refuse("Indiquez combien de places sont libres.");
        bon = false;
    }
    if (bon && !ajout.formation && ajout.nombre) {
        ajout.formation.refuse("Indiquez la formation.");
        bon = false;
    }
    if (!bon)
        return cx.invalide(page_du_lien(cx, p, liste, champs, ajout, delais(db, cx.jour())));
    cx.acte(Acte::places_confirmees, [&](Writer& w, acces::Trace& trace) {
        trace.objet = "lien_signe/" + std::to_string(l.id.valeur);
        trace.detail = "partenaire/" + l.objet + ", sans compte";
        if (!acces::repondre_par_lien(w, cx.instant(), l))
            throw web::not_found();
        confirmer_par_sa_reponse(w, p, l.adresse, cx.jour());
        for (std::size_t i = 0; i < liste.size(); ++i)
            if (champs[i])
                confirmer(w, liste[i].id, *champs[i], {}, cx.instant());
        if (ajout.formation) {
            Offre o;
            o.formation = *ajout.formation;
            o.code = code_probable(p);
            o.nombre = *ajout.nombre;
            o.du = ajout.du.value().value_or(cx.jour());
            enregistrer(w, p, o, {}, cx.instant());
        }
    });
    return cx.page({.titre = "Merci",
                    .contenu = ensemble(h1("Merci"), web::p("Vos places sont à jour au ", cx.jour(),
                                                            ". Vous pouvez fermer "
                                                            "cette page, ou la rouvrir pour corriger jusqu’au ",
                                                            base::a_paris(l.expire_le).jour, "."))});
}

} // namespace

void routes_des_demandes(acces::Routes& r) {
    r.get("/places/demande", Droit::tenir_partenaires, montrer_demande);
    r.post("/places/demande", Droit::tenir_partenaires, envoyer);
}

void liens(acces::PorteDesLiens& porte) { porte.genre(genre_de_lien, {montrer_par_lien, repondre_au_lien}); }

} // namespace metier::partenariats
