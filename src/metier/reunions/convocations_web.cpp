// Convoquer : un courriel par personne, son invitation de calendrier, et ce qu'il en est advenu. Aucun nom de jeune,
// rien de ce qui a été tapé comme titre.
#include <algorithm>
#include <map>

#include "base/texte.hpp"
#include "documents/calendrier.hpp"
#include "metier/acces/delegation.hpp"
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

/// Où l'on voit ce qu'il est advenu de chacune, et quoi faire.
Lien ici(Id<Reunion> id) { return web::lien("/reunions/{}/convocations", id); }

/// À qui l'on répond, et qui saura qu'un courriel n'arrive pas.
struct Expediteur {
    Id<acces::Agent> agent;
    std::string nom, courriel;
};

Expediteur expediteur(Reader& db, Contexte const& cx, Id<Reunion> id) {
    auto ou = place(db, cx.portee(), id);
    if (!ou || !ou->conduit) // qui passe le témoin n'en est pas toujours
        for (auto const& m : membres(db, id))
            if (m.agent && m.fonction == Fonction::anime)
                return {*m.agent, m.nom, m.courriel};
    return {cx.agent(), cx.session().nom_complet(), cx.session().courriel};
}

std::string ou_se_lit_l_ordre_du_jour(Contexte const& cx, Reunion const& r, Membre const& m) {
    return m.agent ? "L’ordre du jour se lit ici, avec ce que votre rôle vous ouvre :\n" +
                         acces::adresse_entiere(cx, lien(r.id)) + "\n"
                   : "L’ordre du jour ne voyage pas par courriel : il vous sera présenté en séance.\n";
}

documents::Calendrier invitation(Contexte const& cx, Reunion const& r, Membre const& m, Expediteur const& de,
                                 bool annule) {
    return {.methode = annule ? documents::MethodeIcs::annuler : documents::MethodeIcs::inviter,
            .organisateur = {de.courriel, de.nom},
            .invite = {m.courriel, m.nom},
            .evenements = {{.uid = uid_de_calendrier(cx.coffre(), r.id),
                            .sequence = static_cast<int>(r.sequence),
                            .debut = r.debut,
                            .fin = r.fin(),
                            .titre = r.nom_public(),
                            .lieu = r.lieu,
                            .description = annule ? "" : ou_se_lit_l_ordre_du_jour(cx, r, m),
                            .adresse = annule || !m.agent ? "" : acces::adresse_entiere(cx, lien(r.id)),
                            .annule = annule,
                            .modifie = cx.instant()}}};
}

std::string corps(Contexte const& cx, Reunion const& r, Membre const& m, Expediteur const& de,
                  std::string const& premiere_phrase, bool annule) {
    auto texte = "Bonjour,\n\n" + premiere_phrase + "\n\n" + r.nom_public() + "\n" + quand(r) + ", jusqu’à " +
                 heure(r.fin()) + "\n" + (r.lieu.empty() ? "" : "Lieu : " + r.lieu + "\n") + "\n";
    auto a_qui = de.nom + " (" + de.courriel + ")";
    if (annule)
        return texte +
               "Votre calendrier l’efface avec la pièce jointe. Une question ? Répondez à ce courriel : " + a_qui +
               " le lira.\n";
    return texte + ou_se_lit_l_ordre_du_jour(cx, r, m) +
           "\nUn empêchement ? Répondez à l’invitation de votre calendrier, ou à ce courriel : " + a_qui +
           " le lira.\n";
}

/// Ce qui se dit en tête, et de quoi ne pas la confondre avec une autre.
struct Lettre {
    std::string objet, phrase;
    bool annule = false;
    std::string suffixe = {};
};
Lettre convocation() { return {"Convocation", "Vous êtes attendu à cette réunion."}; }
Lettre annulation(Reunion const& r) { return {"Annulée", "Cette réunion est annulée : " + r.annule_motif + ".", true}; }

bool deposer_une(Writer& db, Contexte const& cx, Reunion const& r, Membre const& m, Lettre const& l) {
    auto de = expediteur(db, cx, r.id);
    return courriels::deposer(
        db, cx.instant(),
        {.agent = m.agent,
         .adresse = m.courriel,
         .genre = l.annule ? "annulation" : "convocation",
         .objet = l.objet + " : " + r.nom_public() + ", " + base::affiche(r.jour()) + " à " + heure(r.debut),
         .texte = corps(cx, r, m, de, l.phrase, l.annule),
         .calendrier = documents::ics(invitation(cx, r, m, de, l.annule)),
         .methode = l.annule ? "CANCEL" : "REQUEST",
         .repondre_a = de.courriel,
         .origine = prefixe(r.id) + std::to_string(r.sequence) + l.suffixe,
         .de = de.agent,
         .page = ici(r.id).texte(),
         .urgent = r.debut - cx.instant() < bientot});
}

using Envois = std::vector<courriels::CourrielVu>;
courriels::CourrielVu const* dernier(Envois const& envois, std::string const& adresse) {
    auto c = std::ranges::find(envois, adresse, &courriels::CourrielVu::adresse);
    return c == envois.end() ? nullptr : &*c;
}

/// Jamais convoqué, ou décommandé puis attendu de nouveau.
bool a_convoquer(Envois const& envois, Membre const& m) {
    auto c = dernier(envois, m.courriel);
    return !c || c->genre == "annulation";
}

bool a_renvoyer(Envois const& envois, Membre const& m) {
    auto c = dernier(envois, m.courriel);
    return c && (c->etat == courriels::Etat::refuse || c->etat == courriels::Etat::abandonne);
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

/// Une annulation à qui n'a rien reçu ferait naître la réunion dans son calendrier. Une adresse refusée : il a pu être
/// prévenu autrement, et il faudra le faire de nouveau.
bool a_pu_recevoir(Envois const& envois, Membre const& m) {
    return std::ranges::any_of(envois, [&](auto const& c) {
        return c.adresse == m.courriel && (c.etat == courriels::Etat::envoye || c.essais > 0);
    });
}

/// Quoi faire de ce qui n'est pas arrivé ; le bouton, à qui l'a fait partir.
Html que_faire(Contexte& cx, courriels::CourrielVu const& c, bool en_cours, std::vector<Id<acces::Agent>> const& moi) {
    if (!courriels::pas_arrive(c))
        return {};
    if (!en_cours)
        return ensemble("Fait autrement");
    auto sien = c.de && std::ranges::find(moi, *c.de) != moi.end();
    return ensemble(c.etat == courriels::Etat::refuse      ? "Vérifiez l’adresse, ou joignez-le autrement."
                    : c.etat == courriels::Etat::a_envoyer ? "Si c’est pressé, téléphonez."
                                                           : "Renvoyez-le, ou joignez-le autrement.",
                    when(sien, [&] { return courriels::fait_autrement(cx.csrf(), c); }));
}

Html ou_il_en_est(courriels::CourrielVu const& c, Instant maintenant) {
    auto partira = courriels::quand_il_partira(c, maintenant);
    return ensemble(badge(ton(c.etat), base::libelle(c.etat)),
                    when(c.genre == "annulation", [] { return p(clas("aide-courte"), "Annulation"); }),
                    when(!partira.empty(),
                         [&] { return p(clas("aide-courte"), partira, c.essais == 0 ? " (heures calmes)." : "."); }),
                    when(!c.reponse.empty(), [&] { return p(clas("aide-courte"), c.reponse); }));
}

Html tableau_des_envois(Contexte& cx, Reader& db, Id<Reunion> id, std::vector<Membre> const& liste,
                        Envois const& envois) {
    auto moi = acces::agit_pour(db, cx.portee());
    auto encore = courriels::en_cours(db, ici(id).texte());
    auto en_cours = [&](courriels::CourrielVu const& c) {
        return std::ranges::find(encore, c.id, &courriels::CourrielVu::id) != encore.end();
    };
    auto ligne = [&](std::string const& nom, std::string const& adresse, courriels::CourrielVu const* c) {
        auto sort = c ? ou_il_en_est(*c, cx.instant()) : badge(Ton::neutre, "Pas encore convoqué");
        return tr(th(scope("row"), nom), td(adresse), td(sort),
                  td(c ? ensemble(c->fini_le ? *c->fini_le : c->cree_le) : Html{}),
                  td(c ? que_faire(cx, *c, en_cours(*c), moi) : Html{}));
    };
    Html lignes = each(liste, [&](Membre const& m) { return ligne(m.nom, m.courriel, dernier(envois, m.courriel)); });
    for (auto const& c : encore) // qui n'est plus attendu, et ne le sait pas
        if (courriels::pas_arrive(c) && std::ranges::find(liste, c.adresse, &Membre::courriel) == liste.end())
            lignes += ligne("N’est plus attendu", c.adresse, &c);
    return tableau("Où en est chaque convocation", {{"Personne"}, {"Adresse"}, {"État"}, {"Le"}, {"Que faire"}},
                   lignes);
}

Html gestes(Contexte& cx, Ouverte const& o, std::vector<Membre> const& liste, Envois const& envois) {
    auto combien = [&](auto regle) {
        return std::ranges::count_if(liste, [&](auto const& m) { return regle(envois, m); });
    };
    auto reste = o.prepare() ? combien(a_convoquer) : 0;
    auto encore = o.reunion.close_le ? 0 : combien(a_renvoyer);
    auto ou = ici(o.reunion.id);
    return ensemble(
        when(reste > 0,
             [&] { return formulaire_bouton(ou, cx.csrf(), bouton("Convoquer " + base::pluriel(reste, "personne"))); }),
        when(encore > 0, [&] {
            return formulaire(ou, cx.csrf(), cache("renvoyer", "1"),
                              bouton_secondaire("Renvoyer à qui ne l’a pas reçu"));
        }));
}

Reply montrer(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    auto const& r = o.reunion;
    auto db = cx.db();
    auto envois = courriels::de_l_origine(db, prefixe(id));
    auto liste = membres(db, id);
    bool serveur = messagerie::serveur_de_l_environnement().has_value();
    auto refus = nom_dans_le_lieu(db, cx, r);
    return cx.page(
        {.titre = "Convocations",
         .rubrique = "Réunions",
         .fil = fil(r),
         .contenu = ensemble(
             h1("Convocations – ", r.nom()),
             p("Chacun reçoit la date, le lieu et une invitation de calendrier. Aucun nom de jeune, aucun titre : "
               "l’ordre du jour se lit sur la page, avec les droits de chacun. Qui répond au courriel vous écrit."),
             when(!refus.empty(), [&] { return notice(Ton::erreur, refus); }),
             when(!serveur,
                  [] {
                      return notice(Ton::attention,
                                    "Aucun serveur de courrier n’est réglé : les convocations attendront.");
                  }),
             liste.empty() ? etat_vide("Personne n’est encore attendu.")
                           : tableau_des_envois(cx, db, id, liste, envois),
             boutons(when(refus.empty(), [&] { return gestes(cx, o, liste, envois); }),
                     lien_bouton(lien(id), "Revenir à la réunion")))});
}

/// Dépose pour chacun de ceux que désigne cette règle ; rend combien.
int deposer_a(Writer& db, Contexte& cx, Reunion const& r, bool renvoyer) {
    int n = 0;
    auto envois = courriels::de_l_origine(db, prefixe(r.id));
    for (auto const& m : membres(db, r.id)) {
        if (renvoyer ? !a_renvoyer(envois, m) : !a_convoquer(envois, m))
            continue;
        auto l = r.annulee_le ? annulation(r) : convocation();
        if (auto c = dernier(envois, m.courriel)) // le même, une fois de plus : une autre origine
            l.suffixe = "/encore/" + std::to_string(c->id.valeur);
        n += deposer_une(db, cx, r, m, l);
    }
    return n;
}

Reply convoquer(Contexte& cx, Id<Reunion> id) {
    auto o = exiger_conduite(cx, id);
    bool renvoyer = cx.requete().field("renvoyer") == "1";
    if (o.reunion.close_le || (o.reunion.annulee_le && !renvoyer))
        return cx.voir(lien(id), "Cette réunion est close ou annulée.", Ton::attention);
    {
        auto db = cx.db();
        if (auto refus = nom_dans_le_lieu(db, cx, o.reunion); !refus.empty())
            return cx.voir(ici(id), refus, Ton::attention);
    }
    int deposes = cx.acte(Acte::reunion_convoquee, [&](Writer& db, acces::Trace& trace) {
        trace.objet = objet(id);
        return deposer_a(db, cx, o.reunion, renvoyer);
    });
    if (deposes == 0)
        return cx.voir(ici(id), renvoyer ? "Rien à renvoyer." : "Tout le monde était déjà convoqué.");
    auto db = cx.db();
    auto attendent = std::ranges::any_of(courriels::en_cours(db, ici(id).texte()), [&](auto const& c) {
        return !courriels::quand_il_partira(c, cx.instant()).empty();
    });
    return cx.voir(ici(id),
                   base::pluriel(deposes, "convocation déposée", "convocations déposées") +
                       (attendent ? ". Aux heures calmes, un courriel attend : son départ est dit ci-dessous." : "."));
}

} // namespace

NonJoints non_joints(Reader& db, Id<Reunion> id, std::vector<Membre> const& membres) {
    NonJoints n;
    for (auto const& c : courriels::en_cours(db, ici(id).texte())) {
        if (!courriels::pas_arrive(c))
            continue;
        auto m = std::ranges::find(membres, c.adresse, &Membre::courriel);
        auto& liste = c.etat == courriels::Etat::a_envoyer ? n.en_attente
                      : c.genre == "annulation"            ? n.annulations
                                                           : n.convocations;
        liste.push_back(m == membres.end() ? c.adresse : m->nom);
    }
    return n;
}

int annoncer_le_changement(Writer& db, Contexte& cx, Reunion r) {
    r.lieu = lieu_publiable(db, cx.portee(), r.id, r.lieu);
    auto deja = courriels::de_l_origine(db, prefixe(r.id));
    int n = 0;
    for (auto const& m : membres(db, r.id)) {
        courriels::retirer(db, prefixe(r.id), m.courriel); // ce qui attend dit l'ancienne date
        auto convoque = std::ranges::any_of(
            deja, [&](auto const& c) { return c.adresse == m.courriel && c.genre == "convocation"; });
        if (r.annulee_le && a_pu_recevoir(deja, m))
            n += deposer_une(db, cx, r, m, annulation(r));
        else if (!r.annulee_le && convoque)
            n += deposer_une(db, cx, r, m, {"Nouvelle date", "Cette réunion change : voici ce qui vaut désormais."});
    }
    return n;
}

void convoquer_a_son_tour(Writer& db, Contexte const& cx, Reunion r, Membre const& m) {
    r.lieu = lieu_publiable(db, cx.portee(), r.id, r.lieu);
    bool convoques = std::ranges::any_of(courriels::de_l_origine(db, prefixe(r.id)),
                                         [](auto const& c) { return c.genre == "convocation"; });
    if (convoques)
        deposer_une(db, cx, r, m, {"Convocation", "Vous êtes attendu à cette réunion, à la place d’un collègue."});
}

void decommander(Writer& db, Contexte& cx, Reunion r, Membre const& m) {
    r.lieu = lieu_publiable(db, cx.portee(), r.id, r.lieu);
    auto recu = a_pu_recevoir(courriels::de_l_origine(db, prefixe(r.id)), m);
    courriels::retirer(db, prefixe(r.id), m.courriel);
    courriels::n_attend_plus(db, cx.instant(), ici(r.id).texte(), m.courriel);
    if (recu)
        deposer_une(db, cx, r, m,
                    {"Vous n’êtes plus attendu", "Vous n’êtes plus attendu à cette réunion.", true,
                     "/retrait/" + std::to_string(m.version)});
}

void convocations_closes(Writer& db, Instant le, Id<Reunion> id) { courriels::n_attend_plus(db, le, ici(id).texte()); }

void routes_des_convocations(acces::Routes& r) {
    r.get("/reunions/{id}/convocations", Droit::tenir_reunions, montrer);
    r.post("/reunions/{id}/convocations", Droit::tenir_reunions, convoquer);
}

} // namespace metier::reunions
