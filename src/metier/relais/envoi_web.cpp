// Envoyer un relais : la finalité d'abord, puis à qui, et le paquet qu'elle demande, montré avant de partir.
#include <algorithm>

#include "base/secret.hpp"
#include "base/texte.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/relais/pages.hpp"
#include "metier/relais/relais_web.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::relais {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;

Jeune exiger(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    auto j = jeunes::trouver(db, cx.portee(), id);
    if (!j)
        throw not_found();
    return *j;
}

/// Un contact de partenaire qui a un courriel.
struct Contact {
    std::int64_t id = 0;
    std::optional<Id<territoire::Etablissement>> etablissement;
    std::optional<Id<territoire::Structure>> structure;
    std::string partenaire, nom, adresse;
};
std::vector<Contact> contacts(Reader& db) {
    return db.all<Contact>(
        "select c.id, c.etablissement_id, c.structure_id, coalesce(e.nom, s.nom), c.nom, c.courriel from "
        "contact_partenaire c left join etablissement e on e.id = c.etablissement_id left join structure s on s.id = "
        "c.structure_id where c.retire_le is null and c.courriel <> '' order by 4, 5, 1");
}

std::vector<Choix> destinataires(Reader& db, Contexte const& cx, Id<Jeune> jeune, Finalite f) {
    std::vector<Choix> liste;
    for (auto const& c : collegues(db, jeune, cx.agent(), cx.jour()))
        if (f == Finalite::suivi_de_bassin ? c.ailleurs : !c.ailleurs)
            liste.push_back({"a" + std::to_string(c.id.valeur), c.nom,
                             c.ailleurs ? "Coordonnateurs d’autres bassins" : "Collègues qui ont un compte"});
    if (f != Finalite::suivi_de_bassin)
        for (auto const& c : contacts(db))
            liste.push_back(
                {"c" + std::to_string(c.id), c.partenaire + " – " + c.nom, "Partenaires sans compte, par un lien"});
    return liste;
}

EnvoiForm formulaire_d_envoi(Reader& db, Contexte const& cx, Id<Jeune> jeune, Finalite f) {
    EnvoiForm form;
    form.vers.offer_choices(destinataires(db, cx, jeune, f));
    return form;
}

Page page_finalites(Jeune const& j) {
    return {.titre = "Passer le relais",
            .rubrique = "Jeunes",
            .fil = {{jeunes::nom_affiche(j), jeunes::lien(j.id)}},
            .contenu = ensemble(
                h1("Passer le relais – ", jeunes::nom_affiche(j)),
                p("Pour quoi\u00a0? Le paquet ne contiendra que ce que cela demande, et vous garderez le relais dans "
                  "votre liste jusqu’au premier contact."),
                ul(clas("choix-liste"), each(finalites, [&](auto const& f) {
                       return li(a(href(web::lien("/jeunes/{}/relais/nouveau", j.id).avec("pour", f.code)), f.libelle));
                   })))};
}

/// « Ce destinataire en tient déjà un » : lequel, où il en est, et la question.
Html avis_sur_les_ouverts(Contexte const& cx, Reader& db, std::vector<Relais> const& ouverts, EnvoiForm const& form) {
    auto d = delais(db, cx.jour());
    auto lignes = each(ouverts, [&](Relais const& r) {
        bool mien = de_qui_envoie(db, cx.portee(), r) || de_qui_recoit(db, cx.portee(), r);
        auto titre = base::affiche(base::a_paris(r.envoye_le).jour) + "\u00a0: " + r.de_nom + " à " + r.vers_nom;
        return li(mien ? a(href(lien(r.id)), titre) : ensemble(titre), ", ",
                  base::minuscules(std::string(base::libelle(r.finalite))), " ", badge_d_etat(r, cx.jour(), d));
    });
    return ensemble(notice(Ton::attention, "Un relais est déjà ouvert chez ce destinataire, pour ce jeune",
                           ensemble(ul(lignes), p("Relancer le premier suffit souvent. Pour en envoyer un de plus, "
                                                  "dites pourquoi\u00a0: qui le recevra et qui suit ce jeune le "
                                                  "liront."))),
                    champ(form.en_plus));
}

Page page_envoi(Jeune const& j, Finalite f, EnvoiForm const& form, std::vector<LigneDuPaquet> const& tout,
                Html const& avis, Html const& bouton_, Csrf const& csrf) {
    auto nom = jeunes::nom_affiche(j);
    auto ou = web::lien("/jeunes/{}/relais/nouveau", j.id).avec("pour", base::code(f));
    auto corps =
        form.vers.choices().empty()
            ? etat_vide("Personne à qui l’adresser pour cela. Notez un contact, avec un courriel, sur la fiche d’un "
                        "partenaire.",
                        lien_bouton(web::lien("/partenaires"), "Partenaires"))
            : formulaire(ou, csrf, data("mots-sensibles", web::lien("/mots-sensibles")), avis, champ(form.vers),
                         champ(form.nature), champ(form.champs),
                         aide("Ce que dirait aujourd’hui chaque champ, s’il est coché", tableau_du_paquet(tout)),
                         champ(form.message), cache("saisie", form.saisie.typed_first()),
                         boutons(bouton_, lien_bouton(jeunes::lien(j.id), "Annuler")));
    return {.titre = "Passer le relais",
            .rubrique = "Jeunes",
            .fil = {{nom, jeunes::lien(j.id)}, {"Passer le relais", web::lien("/jeunes/{}/relais/nouveau", j.id)}},
            .contenu = ensemble(h1(base::libelle(f), " – ", nom), resume_erreurs(form), corps)};
}

std::vector<Champ> tous_les_champs() {
    std::vector<Champ> tous;
    for (auto const& c : champs_du_paquet)
        tous.push_back(c.valeur);
    return tous;
}

Reply nouveau(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto f = base::lire_code<Finalite>(cx.requete().param("pour"));
    if (!f)
        return cx.page(page_finalites(j));
    auto db = cx.db();
    auto form = formulaire_d_envoi(db, cx, j.id, *f);
    form.nature.set(*f == Finalite::suivi_de_bassin ? Nature::transfert : Nature::orientation);
    form.champs.set(champs_utiles(*f));
    form.saisie.set(base::jeton(12));
    return cx.page(
        page_envoi(j, *f, form, paquet(db, j.id, tous_les_champs(), cx.jour()), {}, bouton("Envoyer"), cx.csrf()));
}

Destinataire lire_destinataire(Reader& db, std::string const& code, std::vector<Choix> const& choix) {
    auto libelle = std::ranges::find(choix, code, &Choix::code)->libelle;
    auto numero = *lire_entier(std::string_view(code).substr(1));
    if (code.front() == 'a') {
        Id<acces::Agent> agent{numero};
        return {agent, {}, {}, libelle, db.one<std::string>("select courriel from agent where id = ?", agent)};
    }
    auto liste = contacts(db);
    auto c = std::ranges::find(liste, numero, &Contact::id);
    ensure(c != liste.end(), "le contact offert existe");
    return {{}, c->etablissement, c->structure, c->partenaire + ", " + c->nom, c->adresse};
}

Reply envoyer_(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto f = base::lire_code<Finalite>(cx.requete().param("pour"));
    if (!f)
        throw not_found();
    auto db = cx.db();
    auto form = formulaire_d_envoi(db, cx, j.id, *f);
    bool bon = cx.lire(form);
    if (bon && *form.nature == Nature::transfert && form.vers->front() != 'a') {
        form.nature.refuse("Un transfert se fait vers un collègue qui a un compte\u00a0: il devient référent.");
        bon = false;
    }
    auto refuser_page = [&](Html const& avis, Html const& bouton_) {
        return cx.invalide(
            page_envoi(j, *f, form, paquet(db, j.id, tous_les_champs(), cx.jour()), avis, bouton_, cx.csrf()));
    };
    if (!bon)
        return refuser_page({}, bouton("Envoyer"));
    auto message = form.message.value().value_or(""), en_plus = form.en_plus.value().value_or("");
    auto vers = lire_destinataire(db, *form.vers, form.vers.choices());
    auto deja_parti = db.maybe<std::int64_t>("select 1 from relais where saisie = ?", form.saisie.typed_first());
    auto ouverts = deja_parti ? std::vector<Relais>{} : ouverts_chez(db, j.id, vers);
    auto deja_ouvert = ouverts.empty() ? Html{} : avis_sur_les_ouverts(cx, db, ouverts, form);
    auto demander_pourquoi = [&](std::vector<Relais> const& chez) {
        form.en_plus.refuse("Dites pourquoi un relais de plus, ou annulez.");
        return refuser_page(avis_sur_les_ouverts(cx, db, chez, form), bouton("Envoyer quand même"));
    };
    if (!ouverts.empty() && en_plus.empty())
        return demander_pourquoi(ouverts);
    if (auto avis = acces::avis_sur_les_mots(cx, {message, en_plus}); !avis.empty())
        return refuser_page(ensemble(avis, deja_ouvert), acces::bouton_d_enregistrement(true));
    auto motif = cx.exiger_visible(j.id);
    auto jeton = std::string(form.saisie.value().value_or(base::jeton(12)));
    Id<Relais> numero;
    bool parti = cx.acte_ou_conflit(Acte::relais_envoye, [&](Writer& w, acces::Trace& trace) {
        bool deja = w.maybe<std::int64_t>("select 1 from relais where saisie = ?", jeton).has_value();
        auto r = envoyer(w, cx.instant(), cx.agent(),
                         {j.id, *form.nature, *f, vers, *form.champs, message, jeton, ouverts.empty() ? "" : en_plus});
        trace = {j.id, objet(r), std::string(base::code(*form.nature)) + ", " + std::string(base::code(*f)), motif};
        if (!deja) // le même formulaire renvoyé ne change pas le lien déjà parti
            prevenir_qui_recoit(w, cx, *trouver(w, r), false);
        numero = r;
    });
    if (!parti) // quelqu'un vient d'en envoyer un au même
        return demander_pourquoi(ouverts_chez(db, j.id, vers));
    return cx.voir(lien(numero), "Relais envoyé. Il reste dans votre liste jusqu’au premier contact.");
}

} // namespace

void prevenir_qui_recoit(Writer& db, Contexte const& cx, Relais const& r, bool rappel) {
    prevenir_qui_recoit(db, cx.instant(), r, rappel, [&](web::Lien const& l) { return acces::adresse_entiere(cx, l); });
}

void prevenir_qui_recoit(Writer& db, Instant instant, Relais const& r, bool rappel,
                         std::function<std::string(web::Lien const&)> const& adresse) {
    courriels::ADeposer c;
    c.agent = r.vers;
    c.adresse = r.vers_adresse;
    c.genre = "relais";
    c.objet = rappel ? "Rappel\u00a0: une situation vous attend" : "Une situation vous est adressée";
    auto jour = base::a_paris(instant).jour;
    std::string ou, terme_du_lien;
    if (r.vers) {
        ou = adresse(lien(r.id));
    } else {
        // Les précédents restent : l'appareil qui a ouvert le paquet le garde jusqu'à ce qu'on ouvre le nouveau.
        auto jours = territoire::entier(db, "relais.lien", jour);
        terme_du_lien = base::affiche(base::plus_jours(jour, jours));
        ou = adresse(acces::lien_du_secret(
            acces::creer_lien(db, instant, {"relais", objet(r.id), r.vers_adresse, r.de, jours})));
    }
    c.texte = "Bonjour,\n\n" + r.de_nom +
              " vous adresse une situation : " + base::minuscules(std::string(base::libelle(r.finalite))) +
              ".\nPour la voir et répondre :\n\n" + ou + "\n\n" +
              (r.vers ? std::string{}
                      : "Ce lien vaut jusqu’au " + terme_du_lien +
                            " et il est pour vous seul : il ne s’ouvre que sur le premier appareil qui l’utilise.\n") +
              "Aucune information sur la personne ne figure dans ce message.\n";
    c.de = r.de;
    c.page = lien(r.id).texte();
    c.origine = objet(r.id) + "/" + std::to_string(r.rappels) + "/" + base::iso(instant);
    courriels::deposer(db, instant, c);
}

void routes_de_l_envoi(acces::Routes& r) {
    r.get("/jeunes/{id}/relais/nouveau", Droit::passer_relais, nouveau);
    r.post("/jeunes/{id}/relais/nouveau", Droit::passer_relais, envoyer_);
}

} // namespace metier::relais
