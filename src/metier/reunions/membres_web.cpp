// Qui est attendu : des agents, des personnes du dehors ; leur fonction, leur présence, l'heure où ils partent.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/reunions/reunions_web.hpp"
#include "web/parts/tableau.hpp"

namespace metier::reunions {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

Html ligne(Id<Reunion> id, Membre const& m, bool prepare) {
    auto nom = prepare ? a(href(web::lien("/reunions/{}/membres/{}", id, m.id)), m.nom) : ensemble(m.nom);
    return tr(th(scope("row"), nom), td(libelle(m.fonction)), td(libelle(m.presence)),
              td(m.part_a.empty() ? std::string{} : "à " + m.part_a), td(m.agent ? "Oui" : "Non, courriel seul"));
}

acces::Page page_membres(Contexte& cx, Ouverte const& o, FormAgent form_agent, FormDuDehors const& dehors) {
    auto db = cx.db();
    auto const& r = o.reunion;
    auto liste = membres(db, r.id);
    std::vector<Choix> agents;
    for (auto const& a : agents_du_terrain(db, r.id, cx.jour()))
        agents.push_back({std::to_string(a.id.valeur), a.nom, std::string(base::libelle(a.role))});
    std::ranges::stable_sort(agents, {}, &Choix::groupe);
    form_agent.agent.offer_choices(std::move(agents));
    auto tableau_ =
        liste.empty()
            ? etat_vide("La liste est encore vide.")
            : tableau(base::pluriel(static_cast<long long>(liste.size()), "personne attendue", "personnes attendues"),
                      {{"Nom"}, {"Fonction"}, {"Présence"}, {"Part"}, {"Compte"}},
                      each(liste, [&](auto const& m) { return ligne(r.id, m, o.prepare()); }));
    auto ajouter = when(o.prepare(), [&] {
        return ensemble(
            h2("Ajouter quelqu’un"),
            formulaire(web::lien("/reunions/{}/membres", r.id), cx.csrf(),
                       fieldset(legend("Un collègue du terrain"), champ(form_agent.agent), champ(form_agent.fonction),
                                champ(form_agent.suivantes), boutons(bouton("Ajouter ce collègue")))),
            formulaire(
                web::lien("/reunions/{}/invites", r.id), cx.csrf(),
                fieldset(legend("Une personne du dehors, sans compte"), champ(dehors.nom), champ(dehors.courriel),
                         champ(dehors.fonction_du_dehors), champ(dehors.suivantes_du_dehors),
                         p(clas("form-text"), "Elle reçoit la convocation, jamais un nom de jeune ni l’ordre du jour."),
                         boutons(bouton("Ajouter cette personne")))));
    });
    return {.titre = "Participants",
            .rubrique = "Réunions",
            .fil = fil(r),
            .contenu = ensemble(h1("Participants – ", r.nom()),
                                etapes({"Quelle réunion", "Où et quand", "Qui et quoi"}, 2), resume_erreurs(form_agent),
                                resume_erreurs(dehors), montrer_le_quorum(db, r, liste, cx.jour()), tableau_,
                                boutons(lien_bouton_principal(lien(r.id), "Aller à l’ordre du jour"),
                                        lien_bouton(web::lien("/reunions/{}/convocations", r.id), "Convoquer")),
                                ajouter)};
}

FormAgent formulaire_agent() {
    FormAgent f;
    f.fonction.set(Fonction::membre);
    f.suivantes.set(true);
    return f;
}
FormDuDehors formulaire_du_dehors() {
    FormDuDehors f;
    f.fonction_du_dehors.set(Fonction::invite);
    f.suivantes_du_dehors.set(true);
    return f;
}

Reply montrer(Contexte& cx, Id<Reunion> id) {
    return cx.page(page_membres(cx, exiger(cx, id), formulaire_agent(), formulaire_du_dehors()));
}

Reply enregistrer(Contexte& cx, Ouverte const& o, Membre const& m, bool suivantes_aussi) {
    cx.acte(Acte::reunion_modifiee, [&](Writer& db, acces::Trace& trace) {
        ajouter_membre(db, o.reunion.id, m);
        if (suivantes_aussi)
            for (auto suivante : suivantes(db, o.reunion))
                ajouter_membre(db, suivante, m);
        trace.objet = objet(o.reunion.id);
        trace.detail = "membre ajouté";
    });
    return cx.voir(web::lien("/reunions/{}/membres", o.reunion.id), "Sur la liste : " + m.nom + ".");
}

Reply close_(Contexte& cx, Id<Reunion> id) {
    return cx.voir(lien(id), "Cette réunion est close ou annulée : sa liste ne change plus.", Ton::attention);
}

Reply ajouter_agent(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    if (!o.prepare())
        return close_(cx, id);
    FormAgent form;
    {
        auto db = cx.db();
        form.agent.offer(agents_du_terrain(db, id, cx.jour()), &AgentOffert::id, &AgentOffert::nom);
    }
    bool bon = cx.lire(form);
    auto m = form.agent ? comme_membre(*std::make_unique<Reader>(cx.db()), *form.agent) : std::nullopt;
    if (!bon || !m)
        return cx.invalide(page_membres(cx, o, form, formulaire_du_dehors()));
    m->fonction = *form.fonction;
    return enregistrer(cx, o, *m, form.suivantes.value().value_or(false));
}

Reply ajouter_du_dehors(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    if (!o.prepare())
        return close_(cx, id);
    FormDuDehors form;
    bool bon = cx.lire(form);
    if (bon && !messagerie::adresse_plausible(*form.courriel)) {
        form.courriel.refuse("Cette adresse ne peut pas recevoir de courriel. Par exemple : prenom.nom@exemple.fr.");
        bon = false;
    }
    if (auto db = cx.db(); refuse_un_nom(db, cx.portee(), id, form.nom) || !bon)
        return cx.invalide(page_membres(cx, o, formulaire_agent(), form));
    Membre m;
    m.nom = *form.nom;
    m.courriel = *form.courriel;
    m.fonction = *form.fonction_du_dehors;
    return enregistrer(cx, o, m, form.suivantes_du_dehors.value().value_or(false));
}

Membre exiger_membre(Contexte& cx, Id<Reunion> id, Id<Membre> qui) {
    auto db = cx.db();
    auto m = membre(db, id, qui);
    if (!m)
        throw not_found();
    return *m;
}

acces::Page page_membre(Contexte& cx, Ouverte const& o, Membre const& m, FormMembre const& form) {
    auto ou = web::lien("/reunions/{}/membres/{}", o.reunion.id, m.id);
    auto etapes_ = fil(o.reunion);
    etapes_.push_back({"Participants", web::lien("/reunions/{}/membres", o.reunion.id)});
    return {.titre = m.nom,
            .rubrique = "Réunions",
            .fil = etapes_,
            .contenu =
                ensemble(h1(m.nom), resume_erreurs(form),
                         formulaire(ou, cx.csrf(), champ(form.fonction), champ(form.presence), champ(form.part_a),
                                    when(!m.agent, [&] { return champ(form.courriel); }),
                                    version_montree(form.version.value().value_or(m.version)),
                                    boutons(bouton("Enregistrer"),
                                            lien_bouton(web::lien("/reunions/{}/membres", o.reunion.id), "Annuler"))),
                         h2("Retirer de la liste"),
                         p("Une personne déjà convoquée en est avertie, et son calendrier oublie la réunion."),
                         formulaire(web::lien("/reunions/{}/membres/{}/retrait", o.reunion.id, m.id), cx.csrf(),
                                    version_montree(m.version), bouton_danger("Retirer ", m.nom)))};
}

/// Sans lui, plus personne n'anime qui ait un compte : ce qu'on demande à d'autres ne reviendrait à personne.
bool seul_a_animer(Contexte& cx, Id<Reunion> id, Membre const& m) {
    if (!m.agent || m.fonction != Fonction::anime)
        return false;
    auto db = cx.db();
    return std::ranges::none_of(
        membres(db, id), [&](auto const& x) { return x.id != m.id && x.agent && x.fonction == Fonction::anime; });
}

std::string nommer_d_abord(Membre const& m) {
    return m.nom + " est la seule personne ayant un compte à animer cette réunion : nommez-en d’abord une autre. Ce "
                   "qu’on demande à qui n’a pas de compte revient à qui anime.";
}

/// L'heure où l'on part tombe pendant la réunion.
bool pendant(Reunion const& r, web::Field<Heure>& part_a) {
    if (!part_a)
        return true;
    auto l = base::a_paris(r.debut).jour;
    auto a = base::depuis_paris(l, part_a->heure, part_a->minute);
    if (a > r.debut && a < r.fin())
        return true;
    part_a.refuse("La réunion va de " + heure(r.debut) + " à " + heure(r.fin()) +
                  " : indiquez une heure entre les deux, ou rien.");
    return false;
}

Reply modifier(Contexte& cx, Id<Reunion> id, Id<Membre> qui) {
    auto o = exiger_conduite(cx, id);
    auto m = exiger_membre(cx, id, qui);
    FormMembre form;
    form.fonction.set(m.fonction);
    if (m.presence != Presence::attendu)
        form.presence.set(m.presence);
    form.part_a.set(Heure::lire(m.part_a));
    form.courriel.set(m.courriel);
    form.version.set(m.version);
    return cx.page(page_membre(cx, o, m, form));
}

/// De qui n'a pas de compte, l'adresse se corrige : elle peut recevoir un courriel, et n'est à personne d'autre ici.
bool son_adresse(Contexte& cx, Ouverte const& o, Membre const& m, FormMembre& form) {
    if (m.agent)
        return true;
    auto db = cx.db();
    auto courriel = base::minuscules(form.courriel.value().value_or(m.courriel));
    form.courriel.set(courriel);
    if (!messagerie::adresse_plausible(courriel))
        form.courriel.refuse("Cette adresse ne peut pas recevoir de courriel. Par exemple : prenom.nom@exemple.fr.");
    else if (db.maybe<std::int64_t>("select id from reunion_membre where reunion_id = ? and courriel = ? and id <> ?",
                                    o.reunion.id, courriel, m.id))
        form.courriel.refuse("Cette adresse est celle d’une autre personne de la liste.");
    return form.courriel.error().empty();
}

Reply enregistrer_membre(Contexte& cx, Id<Reunion> id, Id<Membre> qui) {
    auto o = exiger_conduite(cx, id);
    auto m = exiger_membre(cx, id, qui);
    if (!o.prepare())
        return close_(cx, id);
    FormMembre form;
    if (!cx.lire(form) || !son_adresse(cx, o, m, form))
        return cx.invalide(page_membre(cx, o, m, form));
    if (*form.fonction != Fonction::anime && seul_a_animer(cx, id, m))
        form.fonction.refuse(nommer_d_abord(m));
    if (!pendant(o.reunion, form.part_a) || !form.fonction.error().empty())
        return cx.invalide(page_membre(cx, o, m, form));
    auto voulu = m;
    if (!m.agent)
        voulu.courriel = base::minuscules(*form.courriel);
    voulu.fonction = *form.fonction;
    voulu.presence = form.presence.value().value_or(Presence::attendu);
    voulu.part_a = form.part_a ? form.part_a->iso() : "";
    voulu.version = *form.version;
    bool fait = cx.acte_ou_conflit(Acte::reunion_modifiee, [&](Writer& db, acces::Trace& trace) {
        modifier_membre(db, voulu);
        if (voulu.courriel != m.courriel)
            oublier_l_adresse(db, cx.instant(), id, m.courriel);
        if (!o.reunion.ordre_manuel)
            reclasser(db, id); // qui part tôt fait passer ses dossiers d'abord
        trace.objet = objet(id);
        trace.detail = "membre";
    });
    if (!fait) {
        auto la = exiger_membre(cx, id, qui);
        form.version.set(la.version);
        form.fonction.refuse("Quelqu’un vient de l’enregistrer : " + std::string(libelle(la.fonction)) + ", " +
                             std::string(libelle(la.presence)) +
                             ". Enregistrez de nouveau pour garder ce que vous voyez.");
        return cx.conflit(page_membre(cx, o, la, form));
    }
    return cx.voir(web::lien("/reunions/{}/membres", id), "Enregistré.");
}

Reply retirer(Contexte& cx, Id<Reunion> id, Id<Membre> qui) {
    auto o = exiger_conduite(cx, id);
    auto m = exiger_membre(cx, id, qui);
    if (!o.prepare())
        return close_(cx, id);
    if (seul_a_animer(cx, id, m))
        return cx.voir(web::lien("/reunions/{}/membres/{}", id, qui), nommer_d_abord(m), Ton::attention);
    auto version = lire_entier(cx.requete().field("version")).value_or(0);
    bool fait = cx.acte_ou_conflit(Acte::reunion_modifiee, [&](Writer& db, acces::Trace& trace) {
        retirer_membre(db, qui, version, cx.instant());
        decommander(db, cx, o.reunion, m);
        trace.objet = objet(id);
        trace.detail = "membre retiré";
    });
    return cx.voir(web::lien("/reunions/{}/membres", id),
                   fait ? "Retiré de la liste : " + m.nom + "."
                        : "Cette personne vient d’être modifiée : regardez avant de la retirer.",
                   fait ? Ton::succes : Ton::attention);
}

Reply s_excuser(Contexte& cx, Id<Reunion> id) {
    auto o = exiger(cx, id);
    if (o.reunion.ouverte_le || o.reunion.annulee_le)
        return cx.voir(lien(id), "La séance est ouverte, ou n’aura pas lieu : votre absence se note en séance.",
                       Ton::attention);
    bool vient = cx.requete().field("vient") == "1"; // il a changé d'avis
    auto liste = [&] {
        auto db = cx.db();
        return membres(db, id);
    }();
    for (auto const& m : liste)
        if (m.agent == cx.agent() && (!vient || m.presence == Presence::excuse))
            cx.acte(Acte::presence_notee, [&](Writer& ecriture, acces::Trace& trace) {
                noter_presence(ecriture, m.id, vient ? Presence::attendu : Presence::excuse);
                trace.objet = objet(id);
            });
    return cx.voir(lien(id),
                   vient ? "C’est noté\u00a0: votre présence est de nouveau attendue."
                         : "C’est noté\u00a0: votre absence est excusée. Qui anime le voit ici et dans sa journée.");
}

} // namespace

void routes_des_membres(acces::Routes& r) {
    r.get("/reunions/{id}/membres", Droit::lire_reunions, montrer);
    r.post("/reunions/{id}/membres", Droit::tenir_reunions, ajouter_agent);
    r.post("/reunions/{id}/invites", Droit::tenir_reunions, ajouter_du_dehors);
    r.get("/reunions/{id}/membres/{membre}", Droit::tenir_reunions, modifier);
    r.post("/reunions/{id}/membres/{membre}", Droit::tenir_reunions, enregistrer_membre);
    r.post("/reunions/{id}/membres/{membre}/retrait", Droit::tenir_reunions, retirer);
    r.post("/reunions/{id}/excuse", Droit::lire_reunions, s_excuser);
}

} // namespace metier::reunions
