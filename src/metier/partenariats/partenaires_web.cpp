// L'annuaire des partenaires et la fiche de chacun.
#include "base/texte.hpp"
#include "metier/acces/liens_signes.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/partenariats/pages.hpp"

namespace metier::partenariats {
namespace {

using namespace web;
using acces::Contexte;
using acces::Droit;

constexpr int lignes_montrees = 100;

Html a_reprendre(LigneDePartenaire const& l, Date jour, Delais const& d) {
    Html html;
    if (l.plus_vieux_contact && base::jours_entre(*l.plus_vieux_contact, jour) > d.contact)
        html += badge(Ton::attention, "Contact à confirmer");
    auto dues = conventions_dues(l, jour);
    if (!dues.empty())
        html += ensemble(" ", badge(*l.terme < jour ? Ton::erreur : Ton::attention, "À reprendre\u00a0: " + dues));
    if (l.plus_vieille_place && base::jours_entre(base::a_paris(*l.plus_vieille_place).jour, jour) > d.place)
        html += ensemble(" ", badge(Ton::attention, Icone::horloge, "Places à confirmer"));
    return html;
}

Reply lister(Contexte& cx) {
    auto db = cx.db();
    FiltreDePartenaires filtre;
    cx.lire(filtre);
    Recherche r{filtre.q.value().value_or(""), *filtre.a_reprendre, cx.portee().role_tenu, cx.jour(), lignes_montrees};
    if (*filtre.tous)
        r.du_role.reset();
    auto trouves = chercher(db, r);
    auto d = delais(db, cx.jour());
    auto lignes = each(trouves, [&](LigneDePartenaire const& l) {
        return tr(th(scope("row"), a(href(web::lien("/partenaires/{}", l.code)), l.nom)), td(l.commune),
                  td(l.contacts == 0 ? ensemble("Aucun") : ensemble(l.contacts)), td(l.places),
                  td(a_reprendre(l, cx.jour(), d)));
    });
    auto corps =
        trouves.empty()
            ? etat_vide("Aucun partenaire ne correspond. Un établissement se cherche dans l’annuaire, une "
                        "structure se crée par qui tient le territoire.",
                        boutons(lien_bouton(web::lien("/etablissements"), "Établissements"),
                                lien_bouton(web::lien("/structures"), "Structures")))
            : ensemble(tableau("Partenaires", {{"Nom"}, {"Commune"}, {"Contacts"}, {"Places libres"}, {"À reprendre"}},
                               lignes),
                       when(trouves.size() == lignes_montrees, [] {
                           return p("Les cent premiers sont montrés\u00a0: cherchez par nom ou par commune.");
                       }));
    bool ouvert = !r.mots.empty() || r.a_reprendre || *filtre.tous;
    return cx.page(
        {.titre = rubrique,
         .rubrique = rubrique,
         .contenu = ensemble(entete_de_fiche("Partenaires", Html{}, lien_bouton(web::lien("/places"), "Places libres")),
                             p("À qui s’adresser, ce qui a été convenu, où il reste des places, pour votre secteur."),
                             filtres(web::lien("/partenaires"),
                                     ensemble(champ(filtre.q), champ(filtre.a_reprendre), champ(filtre.tous)), ouvert),
                             corps)});
}

Html bloc_des_contacts(Partenaire const& p, std::vector<Contact> const& liste, bool tenu, Date jour, Delais const& d,
                       Csrf const& csrf) {
    auto un = [&](Contact const& c) {
        auto gestes = when(tenu, [&] {
            return boutons(
                when(a_confirmer(c, jour, d.contact),
                     [&] {
                         return formulaire_bouton(web::lien("/partenaires/contacts/{}/confirmation", c.id), csrf,
                                                  bouton_secondaire("Toujours bon", lecteur("\u00a0: ", c.nom)));
                     }),
                lien_bouton(web::lien("/partenaires/contacts/{}/modification", c.id), "Modifier", lecteur(" ", c.nom)));
        });
        return tr(
            th(scope("row"), c.nom), td(c.fonction), td(a_telephone(c.telephone), " ", a_courriel(c.courriel)),
            td(badge_de_contact(c, jour, d),
               when(c.recoit_places, [] { return badge(Ton::information, Icone::courriel, "Confirme les places"); })),
            td(gestes));
    };
    return ensemble(
        h2("Contacts"),
        liste.empty()
            ? web::p("Aucun contact noté.")
            : tableau("Contacts", {{"Nom"}, {"Fonction"}, {"Joindre"}, {"État"}, {"Gestes"}}, each(liste, un)),
        when(tenu, [&] {
            return boutons(lien_bouton(web::lien("/partenaires/{}/contacts/nouveau", p.code()), "Ajouter un contact"));
        }));
}

Html bloc_des_conventions(Partenaire const& p, std::vector<Convention> const& liste, bool tenu, Date jour,
                          Delais const& d) {
    auto une = [&](Convention const& c) {
        auto objet = tenu && !c.close_le ? a(href(web::lien("/conventions/{}", c.id)), c.objet) : ensemble(c.objet);
        return tr(th(scope("row"), objet), td(c.du, " – ", c.au), td(c.signataires),
                  td(badge_de_convention(c, jour, d), when(!c.clause_donnees && !c.close_le, [] {
                         return badge(Ton::attention, "Sans clause sur les données");
                     })));
    };
    return ensemble(h2("Conventions"),
                    liste.empty()
                        ? web::p("Aucune convention notée.")
                        : tableau("Conventions", {{"Objet"}, {"Durée"}, {"Signataires"}, {"État"}}, each(liste, une)),
                    when(tenu, [&] {
                        return boutons(lien_bouton(web::lien("/partenaires/{}/conventions/nouvelle", p.code()),
                                                   "Noter une convention"));
                    }));
}

Html bloc_des_places(Partenaire const& p, std::vector<Offre> const& liste, bool tenu, Date jour, Delais const& d,
                     Csrf const& csrf) {
    auto une = [&](Offre const& o) {
        return tr(th(scope("row"), a(href(lien(o.id)), o.formation)), td(o.nombre), td(o.du), td(conditions(o)),
                  td(badge_de_place(o, jour, d)));
    };
    auto gestes = when(tenu, [&] {
        return boutons(
            when(!liste.empty(),
                 [&] {
                     return formulaire_bouton(web::lien("/partenaires/{}/places/confirmation", p.code()), csrf,
                                              bouton("Tout est à jour\u00a0: confirmer"));
                 }),
            when(!liste.empty(),
                 [&] { return lien_bouton(web::lien("/partenaires/{}/places", p.code()), "Corriger les nombres"); }),
            lien_bouton(web::lien("/partenaires/{}/places/nouvelle", p.code()), "Ajouter des places"));
    });
    return ensemble(
        h2("Places libres"),
        liste.empty() ? web::p("Aucune place annoncée.")
                      : tableau("Places libres",
                                {{"Formation"}, {"Places", "", "num"}, {"À partir du"}, {"Conditions"}, {"Confirmée"}},
                                each(liste, une)),
        gestes);
}

/// Où en sont les demandes envoyées à ceux qui n'ont pas de compte.
Html bloc_des_demandes(Reader& db, Contexte& cx, Partenaire const& p) {
    auto envoyes = acces::liens_de(db, "places", p.code());
    if (envoyes.size() > 5)
        envoyes.resize(5);
    return when(!envoyes.empty(), [&] {
        return ensemble(h3("Demandes de confirmation"), ul(each(envoyes, [&](acces::LienSigne const& l) {
                            return li(l.adresse, "\u00a0: ", acces::suite(l, cx.instant()), ".");
                        })));
    });
}

Reply montrer(Contexte& cx, std::string const& code) {
    auto db = cx.db();
    auto p = exiger(db, code);
    bool tenu = tient(db, cx, p);
    auto d = delais(db, cx.jour());
    std::vector<Definition> faits{definition("Genre", p.genre), definition("Commune", p.commune),
                                  definition("Téléphone", a_telephone(p.telephone)),
                                  definition("Courriel", a_courriel(p.courriel))};
    if (p.ferme_le)
        faits.push_back(definition("Fermé le", *p.ferme_le));
    return cx.page({.titre = p.nom,
                    .rubrique = rubrique,
                    .fil = {{"Partenaires", web::lien("/partenaires")}},
                    .contenu = ensemble(h1(p.nom), definitions(faits),
                                        when(tenu, [&] { return courriels::avis(db, cx.csrf(), lien(p).texte()); }),
                                        bloc_des_places(p, offres(db, p), tenu, cx.jour(), d, cx.csrf()),
                                        when(tenu, [&] { return bloc_des_demandes(db, cx, p); }),
                                        bloc_des_contacts(p, contacts(db, p), tenu, cx.jour(), d, cx.csrf()),
                                        bloc_des_conventions(p, conventions(db, p), tenu, cx.jour(), d))});
}

} // namespace

void routes_des_partenaires(acces::Routes& r) {
    r.menu({rubrique, web::lien("/partenaires"), Droit::lire_partenaires, 42,
            "À qui s’adresser, les conventions, les places libres.", acces::groupe::accompagnement});
    r.get("/partenaires", Droit::lire_partenaires, lister);
    r.get("/partenaires/{code}", Droit::lire_partenaires, montrer);
}

} // namespace metier::partenariats
