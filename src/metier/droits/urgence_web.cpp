// Accès d'urgence : le demander depuis la recherche, le dire à l'équipe et au délégué, le relire.
#include "base/articles.hpp"
#include "base/secret.hpp"
#include "metier/acces/liens_signes.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/droits/droits_web.hpp"
#include "metier/jeunes/preuve.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::droits {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;
using jeunes::Jeune;

struct UrgenceForm {
    Field<MotifDUrgence> motif{"motif", "Ce qui presse", required, radio};
    Field<std::string> precision{"precision", "En une phrase, sans détail de santé ni de justice", required,
                                 at_most(300)};
    Field<std::string> preuve{"preuve", "", at_most(200)};
    auto fields() { return std::tie(motif, precision, preuve); }
};
struct AvisForm {
    Field<std::string> avis{"avis", "Ce que vous en concluez", required, at_most(300)};
    auto fields() { return std::tie(avis); }
};

struct Destinataire {
    Id<acces::Agent> id;
    std::string courriel;
};
/// Qui suit ce jeune aujourd'hui, sauf qui demande.
std::vector<Destinataire> a_prevenir(Reader& db, Contexte const& cx, Id<Jeune> jeune) {
    return db.all<Destinataire>(
        "select distinct a.id, a.courriel from cercle c join agent a on a.id = c.agent_id where "
        "c.jeune_id = ? and c.au is null and a.desactive_le is null and a.id <> ? order by a.id",
        jeune, cx.agent());
}
std::vector<Destinataire> delegues(Reader& db, Date jour) {
    return db.all<Destinataire>("select distinct a.id, a.courriel from role_tenu r join agent a on a.id = r.agent_id "
                                "where r.role = 'dpd' and a.desactive_le is null and r.du <= ? and (r.au is null or "
                                "r.au >= ?) order by a.id",
                                jour, jour);
}

std::string objet(Id<Urgence> id) { return "acces_urgence/" + std::to_string(id.valeur); }

/// « L’équipe qui suit ce jeune et le délégué… sont prévenus » : ceux qui le sont vraiment.
std::string qui_est_prevenu(bool equipe, std::string const& verbe) {
    return equipe
               ? "Ceux qui suivent ce jeune et le délégué à la protection des données " + verbe + " prévenus aussitôt"
               : "Personne ne suit encore ce jeune\u00a0; le délégué à la protection des données " +
                     std::string(verbe == "seront" ? "sera" : "est") + " prévenu aussitôt";
}

bool a_une_equipe(Reader& db, Contexte const& cx, Id<Jeune> jeune) { return !a_prevenir(db, cx, jeune).empty(); }

Page page_demande(Contexte& cx, Id<Jeune> id, UrgenceForm const& form) {
    auto db = cx.db();
    return {.titre = "Accès d’urgence",
            .rubrique = "Jeunes",
            .fil = {{"Jeunes", web::lien("/jeunes")}},
            .contenu = ensemble(
                h1("Accès d’urgence"), resume_erreurs(form),
                notice(Ton::attention, "Vous lirez ce dossier pendant vingt-quatre heures, sans pouvoir y écrire. " +
                                           qui_est_prevenu(a_une_equipe(db, cx, id), "seront") +
                                           ", et votre motif sera relu."),
                formulaire(web::lien("/jeunes/{}/urgence", id), cx.csrf(), champ(form.motif), champ(form.precision),
                           cache("preuve", form.preuve.typed_first()),
                           boutons(bouton_danger("Ouvrir le dossier"), lien_bouton(web::lien("/jeunes"), "Annuler"))))};
}

/// Qui vient de le trouver par la recherche, dans ce rôle, aujourd'hui.
void exiger_preuve(Contexte& cx, Id<Jeune> id, std::string_view montree) {
    if (!base::egal_en_temps_constant(montree, jeunes::preuve(cx, id)))
        throw not_found();
}

Reply demander(Contexte& cx, Id<Jeune> id) {
    exiger_preuve(cx, id, cx.requete().param("preuve"));
    UrgenceForm form;
    form.preuve.set(std::string(cx.requete().param("preuve")));
    return cx.page(page_demande(cx, id, form));
}

void ecrire(Writer& db, Contexte const& cx, Id<Urgence> urgence, Destinataire const& d, std::string const& phrase,
            web::Lien const& ou) {
    courriels::ADeposer c;
    c.agent = d.id;
    c.adresse = d.courriel;
    c.genre = "urgence";
    c.objet = "Un accès d’urgence vient d’être ouvert";
    c.texte = "Bonjour,\n\n" + phrase + "\n\n" + acces::adresse_entiere(cx, ou) +
              "\n\nAucune information sur la personne ne figure dans ce message.\n";
    c.origine = objet(urgence) + "/" + std::to_string(d.id.valeur);
    c.urgent = true;
    courriels::deposer(db, cx.instant(), c);
}

/// Tous ceux qui suivent ce jeune, et chaque délégué : une tâche et un courriel aussitôt, jamais un nom.
void prevenir(Writer& db, Contexte const& cx, Id<Jeune> jeune, Id<Urgence> urgence, std::string const& motif,
              std::string const& precision) {
    for (auto const& m : a_prevenir(db, cx, jeune)) {
        auto tache = agenda::creer(
            db, cx.instant(), cx.agent(),
            {.jeune = jeune,
             .agent = m.id,
             .genre = "urgence",
             .objet = "Accès d’urgence de " + cx.session().nom_complet() + " : " + motif + ". « " + precision + " »",
             .pour_le = cx.jour(),
             .origine = objet(urgence) + "/" + std::to_string(m.id.valeur)});
        ecrire(
            db, cx, urgence, m,
            "Un accès d’urgence, de vingt-quatre heures, vient d’être ouvert sur un dossier que vous suivez. Par qui "
            "et pourquoi :",
            agenda::lien(tache));
    }
    for (auto const& d : delegues(db, cx.jour()))
        ecrire(db, cx, urgence, d,
               "Un accès d’urgence vient d’être ouvert par un agent. Son motif est à relire :", web::lien("/urgences"));
}

Reply ouvrir_(Contexte& cx, Id<Jeune> id) {
    UrgenceForm form;
    bool lu = cx.lire(form);
    exiger_preuve(cx, id, form.preuve.typed_first());
    if (!lu)
        return cx.invalide(page_demande(cx, id, form));
    auto db = cx.db();
    if (acces::motif(db, cx.portee(), id)) // double clic, ou il le voyait déjà
        return cx.voir(jeunes::lien(id));
    cx.acte(Acte::acces_d_urgence, [&](Writer& w, acces::Trace& trace) {
        auto u = ouvrir(w, cx.instant(), cx.portee().role_tenu, id, *form.motif, *form.precision);
        trace = {id, objet(u), std::string(base::code(*form.motif)), *form.precision};
        prevenir(w, cx, id, u, base::dans_une_phrase(base::libelle(*form.motif)), *form.precision);
    });
    return cx.voir(jeunes::lien(id),
                   "Accès ouvert pour vingt-quatre heures, en lecture seule. " +
                       qui_est_prevenu(a_une_equipe(db, cx, id), "sont") + ".",
                   Ton::attention);
}

// ---- Le délégué relit

std::string heure(Instant i) {
    auto local = base::a_paris(i);
    return base::affiche(local.jour) + " à " + Heure{local.heure, local.minute}.affiche();
}

Page page_urgences(std::vector<Urgence> const& liste, Csrf const& csrf,
                   std::optional<std::pair<Id<Urgence>, AvisForm>> saisie) {
    auto une = [&](Urgence const& u) {
        auto motif = base::lire_code<MotifDUrgence>(u.motif);
        auto role_ = base::lire_code<acces::Role>(u.role);
        AvisForm form;
        if (saisie && saisie->first == u.id)
            form = saisie->second;
        auto suite_ =
            u.relu_le ? p("Relu le ", base::a_paris(*u.relu_le).jour, " par ", u.relu_par, "\u00a0: ", u.avis)
                      : formulaire(web::lien("/urgences/{}", u.id), csrf, champ(form.avis), boutons(bouton("Relu")));
        return article(
            clas("carte"), h2(u.agent, role_ ? ", " + base::dans_une_phrase(base::libelle(*role_)) : ""),
            definitions({definition("Dossier", "n° " + std::to_string(u.jeune.valeur)),
                         definition("Ouvert le", heure(u.ouvert_le)), definition("Jusqu’au", heure(u.expire_le)),
                         definition("Motif", motif ? base::libelle(*motif) : std::string_view{u.motif}),
                         definition("Précision", u.precision)}),
            suite_);
    };
    return {.titre = "Accès d’urgence",
            .rubrique = "Droits",
            .fil = {{"Droits", web::lien("/droits")}},
            .contenu = ensemble(h1("Accès d’urgence"),
                                when(saisie.has_value(), [&] { return resume_erreurs(saisie->second); }),
                                p("Chaque accès d’urgence se relit. Aucun nom de jeune n’est montré ici."),
                                liste.empty() ? etat_vide("Aucun accès d’urgence depuis un an.") : each(liste, une))};
}

std::vector<Urgence> a_montrer(Contexte& cx) {
    auto db = cx.db();
    return urgences(db, base::depuis_paris(base::plus_annees(cx.jour(), -1), 0, 0));
}

Reply lister(Contexte& cx) { return cx.page(page_urgences(a_montrer(cx), cx.csrf(), {})); }

Reply relire_(Contexte& cx, Id<Urgence> id) {
    auto db = cx.db();
    if (!trouver(db, id))
        throw not_found();
    AvisForm form;
    if (!cx.lire(form))
        return cx.invalide(page_urgences(a_montrer(cx), cx.csrf(), std::pair{id, form}));
    cx.acte(Acte::urgence_relue, [&](Writer& w, acces::Trace& trace) {
        trace.objet = objet(id);
        relire(w, cx.instant(), id, cx.agent(), *form.avis);
    });
    return cx.voir(web::lien("/urgences"), "Accès relu.");
}

agenda::Contenu a_relire(Contexte& cx) {
    std::vector<AFaire> lignes;
    for (auto const& u : a_montrer(cx))
        if (!u.relu_le)
            lignes.push_back(
                {u.agent, web::lien("/urgences"), u.precision, Ton::attention, "Ouvert le " + heure(u.ouvert_le)});
    return lignes;
}

} // namespace

void rubriques(agenda::Journee& journee) {
    journee.rubrique({5, "Accès d’urgence à relire", Droit::eprouver_droits, a_relire,
                      [](Contexte&) { return std::optional{web::lien("/urgences")}; }});
}

void routes_de_l_urgence(acces::Routes& r) {
    r.get("/jeunes/{id}/urgence", Droit::lire_dossier, demander);
    r.post("/jeunes/{id}/urgence", Droit::lire_dossier, ouvrir_);
    r.get("/urgences", Droit::eprouver_droits, lister);
    r.post("/urgences/{id}", Droit::eprouver_droits, relire_);
}

} // namespace metier::droits
