// Convoquer : un courriel par personne, son invitation de calendrier, et ce qu'il en est advenu. Aucun nom de jeune,
// rien de ce qui a été tapé comme titre.
#include <algorithm>
#include <map>

#include "base/texte.hpp"
#include "documents/calendrier.hpp"
#include "metier/acces/liens_signes.hpp"
#include "metier/courriels/courriels.hpp"
#include "metier/reunions/reunions_web.hpp"
#include "web/parts/tableau.hpp"

namespace metier::reunions {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

constexpr std::chrono::hours bientot{24}; // part aussi aux heures calmes

std::string prefixe(Id<Reunion> id) { return "reunion/" + std::to_string(id.valeur) + "/"; }

documents::Calendrier invitation(Contexte const& cx, Reunion const& r, std::string const& adresse, bool annule) {
    return {.methode = annule ? documents::MethodeIcs::annuler : documents::MethodeIcs::inviter,
            .organisateur = cx.session().courriel,
            .invite = adresse,
            .evenements = {{.uid = uid_de_calendrier(cx.coffre(), r.id),
                            .sequence = static_cast<int>(r.sequence),
                            .debut = r.debut,
                            .fin = r.fin(),
                            .titre = r.nom_public(),
                            .lieu = r.lieu,
                            .annule = annule,
                            .modifie = cx.instant()}}};
}

std::string corps(Contexte const& cx, Reunion const& r, Membre const& m, std::string const& premiere_phrase) {
    auto texte = "Bonjour,\n\n" + premiere_phrase + "\n\n" + r.nom_public() + "\n" + quand(r) + ", jusqu’à " +
                 heure(r.fin()) + "\n" + (r.lieu.empty() ? "" : "Lieu : " + r.lieu + "\n") + "\n";
    texte += m.agent ? "L’ordre du jour se lit ici, avec ce que votre rôle vous ouvre :\n" +
                           acces::adresse_entiere(cx, lien(r.id)) + "\n"
                     : "L’ordre du jour ne voyage pas par courriel : il vous sera présenté en séance.\n";
    return texte + "\nUn empêchement ? Répondez à l’invitation de votre calendrier, ou écrivez à " +
           cx.session().nom_complet() + " (" + cx.session().courriel + ").\n";
}

bool deposer_une(Writer& db, Contexte const& cx, Reunion const& r, Membre const& m, std::string const& objet_,
                 std::string const& phrase, bool annule, std::string const& suffixe = {}) {
    return courriels::deposer(
        db, cx.instant(),
        {.agent = m.agent,
         .adresse = m.courriel,
         .genre = annule ? "annulation" : "convocation",
         .objet = objet_ + " : " + r.nom_public() + ", " + base::affiche(r.jour()) + " à " + heure(r.debut),
         .texte = corps(cx, r, m, phrase),
         .calendrier = documents::ics(invitation(cx, r, m.courriel, annule)),
         .methode = annule ? "CANCEL" : "REQUEST",
         .origine = prefixe(r.id) + std::to_string(r.sequence) + suffixe,
         .urgent = r.debut - cx.instant() < bientot});
}

std::string nom_dans_le_lieu(Reader& db, Contexte const& cx, Reunion const& r) {
    if (!nomme_un_jeune(db, cx.portee(), r.id, r.lieu))
        return {};
    return "Le lieu contient le prénom et le nom d’un jeune, et il part dans un courriel : rien n’est parti. Corrigez "
           "le lieu (« Déplacer »), puis convoquez.";
}

Ton ton(courriels::Etat e) {
    using enum courriels::Etat;
    return e == envoye ? Ton::succes : e == a_envoyer ? Ton::neutre : Ton::erreur;
}

Reply montrer(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    auto const& r = o.reunion;
    auto db = cx.db();
    auto envois = courriels::de_l_origine(db, prefixe(id));
    auto liste = membres(db, id);
    auto ligne = [&](Membre const& m) {
        auto c = std::ranges::find(envois, m.courriel, &courriels::CourrielVu::adresse);
        auto sort = c == envois.end()
                        ? badge(Ton::neutre, "Pas encore convoqué")
                        : ensemble(badge(ton(c->etat), base::libelle(c->etat)),
                                   when(!c->reponse.empty(), [&] { return p(clas("aide-courte"), c->reponse); }));
        auto que_faire = c != envois.end() && c->etat == courriels::Etat::refuse
                             ? "Vérifiez l’adresse, ou joignez-le autrement"
                             : "";
        return tr(th(scope("row"), m.nom), td(m.courriel), td(sort),
                  td(c == envois.end() ? Html{} : ensemble(c->fini_le ? *c->fini_le : c->cree_le)), td(que_faire));
    };
    auto reste = std::ranges::count_if(liste, [&](auto const& m) {
        return std::ranges::none_of(envois,
                                    [&](auto const& c) { return c.adresse == m.courriel && c.genre == "convocation"; });
    });
    bool serveur = messagerie::serveur_de_l_environnement().has_value();
    auto refus = nom_dans_le_lieu(db, cx, r);
    auto envoyer = when(o.prepare() && reste > 0 && refus.empty(), [&] {
        return formulaire_bouton(web::lien("/reunions/{}/convocations", id), cx.csrf(),
                                 bouton("Convoquer " + base::pluriel(reste, "personne")));
    });
    return cx.page(
        {.titre = "Convocations",
         .rubrique = "Réunions",
         .fil = fil(r),
         .contenu = ensemble(
             h1("Convocations – ", r.nom()),
             p("Chacun reçoit la date, le lieu et une invitation de calendrier. Aucun nom de jeune, aucun titre : "
               "l’ordre du jour se lit sur la page, avec les droits de chacun."),
             when(!refus.empty(), [&] { return notice(Ton::erreur, refus); }),
             when(!serveur,
                  [] {
                      return notice(Ton::attention,
                                    "Aucun serveur de courrier n’est réglé : les convocations attendront.");
                  }),
             liste.empty() ? etat_vide("Personne n’est encore attendu.")
                           : tableau("Où en est chaque convocation",
                                     {{"Personne"}, {"Adresse"}, {"État"}, {"Le"}, {"Que faire"}}, each(liste, ligne)),
             boutons(envoyer, lien_bouton(lien(id), "Revenir à la réunion")))});
}

Reply convoquer(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    if (!o.prepare())
        return cx.voir(lien(id), "Cette réunion est close ou annulée.", Ton::attention);
    auto ici = web::lien("/reunions/{}/convocations", id);
    {
        auto db = cx.db();
        if (auto refus = nom_dans_le_lieu(db, cx, o.reunion); !refus.empty())
            return cx.voir(ici, refus, Ton::attention);
    }
    int deposes = cx.acte(Acte::reunion_convoquee, [&](Writer& db, acces::Trace& trace) {
        int n = 0;
        auto deja = courriels::de_l_origine(db, prefixe(id));
        for (auto const& m : membres(db, id))
            if (std::ranges::none_of(
                    deja, [&](auto const& c) { return c.adresse == m.courriel && c.genre == "convocation"; }))
                n += deposer_une(db, cx, o.reunion, m, "Convocation", "Vous êtes attendu à cette réunion.", false);
        trace.objet = objet(id);
        return n;
    });
    return cx.voir(ici, deposes == 0 ? "Tout le monde était déjà convoqué."
                                     : base::pluriel(deposes, "convocation déposée", "convocations déposées") + ".");
}

} // namespace

std::vector<std::string> non_joints(Reader& db, Id<Reunion> id, std::vector<Membre> const& membres) {
    auto envois = courriels::de_l_origine(db, prefixe(id));
    std::vector<std::string> noms;
    for (auto const& m : membres) {
        auto c = std::ranges::find(envois, m.courriel, &courriels::CourrielVu::adresse);
        if (c != envois.end() && (c->etat == courriels::Etat::refuse || c->etat == courriels::Etat::abandonne))
            noms.push_back(m.nom);
    }
    return noms;
}

int annoncer_le_changement(Writer& db, Contexte& cx, Reunion r) {
    r.lieu = lieu_publiable(db, cx.portee(), r.id, r.lieu);
    auto deja = courriels::de_l_origine(db, prefixe(r.id));
    for (std::int64_t s = 0; s < r.sequence; ++s)
        courriels::retirer(db, prefixe(r.id) + std::to_string(s));
    int n = 0;
    for (auto const& m : membres(db, r.id)) {
        auto convoque = std::ranges::any_of(
            deja, [&](auto const& c) { return c.adresse == m.courriel && c.genre == "convocation"; });
        // Une annulation à qui n'a rien reçu ferait naître la réunion dans son calendrier.
        auto recu = std::ranges::any_of(deja, [&](auto const& c) {
            return c.adresse == m.courriel && (c.etat == courriels::Etat::envoye || c.essais > 0);
        });
        if (r.annulee_le && recu)
            n += deposer_une(db, cx, r, m, "Annulée", "Cette réunion est annulée : " + r.annule_motif + ".", true);
        else if (!r.annulee_le && convoque)
            n += deposer_une(db, cx, r, m, "Nouvelle date", "Cette réunion change : voici ce qui vaut désormais.",
                             false);
    }
    return n;
}

void convoquer_a_son_tour(Writer& db, Contexte const& cx, Reunion r, Membre const& m) {
    r.lieu = lieu_publiable(db, cx.portee(), r.id, r.lieu);
    bool convoques = std::ranges::any_of(courriels::de_l_origine(db, prefixe(r.id)),
                                         [](auto const& c) { return c.genre == "convocation"; });
    if (convoques)
        deposer_une(db, cx, r, m, "Convocation", "Vous êtes attendu à cette réunion, à la place d’un collègue.", false);
}

void decommander(Writer& db, Contexte const& cx, Reunion r, Membre const& m) {
    r.lieu = lieu_publiable(db, cx.portee(), r.id, r.lieu);
    auto recu = std::ranges::any_of(courriels::de_l_origine(db, prefixe(r.id)), [&](auto const& c) {
        return c.adresse == m.courriel && c.etat == courriels::Etat::envoye;
    });
    if (recu)
        deposer_une(db, cx, r, m, "Vous n’êtes plus attendu", "Vous n’êtes plus attendu à cette réunion.", true,
                    "/retrait/" + std::to_string(m.version));
}

void routes_des_convocations(acces::Routes& r) {
    r.get("/reunions/{id}/convocations", Droit::tenir_reunions, montrer);
    r.post("/reunions/{id}/convocations", Droit::tenir_reunions, convoquer);
}

} // namespace metier::reunions
