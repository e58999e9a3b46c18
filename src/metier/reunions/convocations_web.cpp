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

/// Qui anime, et a un compte ; à défaut, qui écrit. À lui l'on répond.
documents::Personne qui_anime(Reader& db, Contexte const& cx, Id<Reunion> id) {
    std::optional<documents::Personne> lui;
    for (auto const& m : membres(db, id))
        if (m.agent && m.fonction == Fonction::anime && (!lui || m.agent == cx.agent()))
            lui = documents::Personne{m.courriel, m.nom};
    return lui.value_or(documents::Personne{cx.session().courriel, cx.session().nom_complet()});
}

/// Qui saura qu'un courriel n'arrive pas : qui l'a fait partir, s'il lit cette page (qui passe le témoin, pas
/// toujours).
Id<acces::Agent> qui_saura(Reader& db, Contexte const& cx, Id<Reunion> id) {
    auto ou = place(db, cx.portee(), id);
    if (!ou || !ou->conduit)
        for (auto const& m : membres(db, id))
            if (m.agent && m.fonction == Fonction::anime)
                return *m.agent;
    return cx.agent();
}

/// RFC 5546 : un agenda ignore ce que lui dit un autre organisateur. Celui de la première convocation le reste.
documents::Personne organisateur(Writer& db, Id<Reunion> id, documents::Personne const& anime) {
    struct Ligne {
        std::string courriel, nom;
    };
    auto l = db.one<Ligne>("select organisateur, organisateur_nom from reunion where id = ?", id);
    if (!l.courriel.empty())
        return {l.courriel, l.nom};
    db.run("update reunion set organisateur = ?, organisateur_nom = ? where id = ?", anime.courriel, anime.nom, id);
    return anime;
}

documents::RoleIcs role_de(Fonction f) {
    switch (f) {
    case Fonction::anime: return documents::RoleIcs::preside;
    case Fonction::membre: return documents::RoleIcs::attendu;
    case Fonction::invite: return documents::RoleIcs::facultatif;
    }
    return documents::RoleIcs::attendu;
}

/// Un événement s'adresse à tous : son nom part ; le titre d'une autre réunion reste sur la page.
bool ouvert_a_tous(Reunion const& r) { return r.genre == Genre::evenement; }
std::string nom_envoye(Reunion const& r) { return ouvert_a_tous(r) ? r.nom() : r.nom_public(); }

/// Ce qu'on y fera : où se lit l'ordre du jour, ou à qui s'adresse l'événement.
std::string de_quoi_il_s_agit(Contexte const& cx, Reunion const& r, Membre const& m) {
    std::string texte;
    if (ouvert_a_tous(r)) {
        texte = (r.publics.empty() ? "" : "Public : " + r.publics + "\n") +
                (r.supports.empty() ? "" : "Supports : " + r.supports + "\n");
        return m.agent ? texte + "La page de l’événement :\n" + acces::adresse_entiere(cx, lien(r.id)) + "\n" : texte;
    }
    return m.agent ? "L’ordre du jour se lit ici, avec ce que votre rôle vous ouvre :\n" +
                         acces::adresse_entiere(cx, lien(r.id)) + "\n"
                   : "L’ordre du jour ne voyage pas par courriel : il vous sera présenté en séance.\n";
}

/// Ce qui se dit en tête, et de quoi ne pas la confondre avec une autre.
struct Lettre {
    std::string objet, phrase;
    bool annule = false;
    std::string suffixe = {};
    bool lui_seul = false; ///< il n'est plus attendu ; la réunion, elle, a lieu
};
Lettre convocation(Reunion const& r) {
    return {ouvert_a_tous(r) ? "Invitation" : "Convocation", ouvert_a_tous(r)
                                                                 ? "Vous avez une invitation à cet événement."
                                                                 : "Votre présence est attendue à cette réunion."};
}
Lettre annulation(Reunion const& r) { return {"Annulée", "Cette réunion est annulée : " + r.annule_motif + ".", true}; }

documents::Calendrier invitation(Writer& db, Contexte const& cx, Reunion const& r, Membre const& m,
                                 documents::Personne const& anime, Lettre const& l) {
    return {.methode = l.annule ? documents::MethodeIcs::annuler : documents::MethodeIcs::inviter,
            .organisateur = organisateur(db, r.id, anime),
            .au_nom_de = anime.courriel,
            .invite = {m.courriel, m.nom, role_de(m.fonction)},
            .evenements = {{.uid = uid_de_calendrier(cx.coffre(), r.id),
                            .sequence = static_cast<int>(r.sequence),
                            .debut = r.debut,
                            .fin = r.fin(),
                            .titre = nom_envoye(r),
                            .lieu = r.lieu,
                            .description = l.annule ? "" : de_quoi_il_s_agit(cx, r, m),
                            .adresse = l.annule || !m.agent ? "" : acces::adresse_entiere(cx, lien(r.id)),
                            .annule = l.annule && !l.lui_seul,
                            .modifie = cx.instant()}}};
}

std::string corps(Contexte const& cx, Reunion const& r, Membre const& m, documents::Personne const& anime,
                  Lettre const& l) {
    auto texte = "Bonjour,\n\n" + l.phrase + "\n\n" + nom_envoye(r) + "\n" + quand(r) + ", jusqu’à " + heure(r.fin()) +
                 "\n" + (r.lieu.empty() ? "" : "Lieu : " + r.lieu + "\n") + "\n";
    auto a_qui = anime.nom + " (" + anime.courriel + ") vous lira.\n";
    if (l.annule)
        return texte +
               "Votre calendrier l’efface avec la pièce jointe. Une question ? Répondez à ce courriel : " + a_qui;
    return texte + de_quoi_il_s_agit(cx, r, m) + "\nUn empêchement ? Répondez à ce courriel : " + a_qui;
}

bool deposer_une(Writer& db, Contexte const& cx, Reunion const& r, Membre const& m, Lettre const& l) {
    auto anime = qui_anime(db, cx, r.id);
    return courriels::deposer(
        db, cx.instant(),
        {.agent = m.agent,
         .adresse = m.courriel,
         .genre = l.annule ? "annulation" : "convocation",
         .objet = l.objet + " : " + nom_envoye(r) + ", " + base::affiche(r.jour()) + " à " + heure(r.debut),
         .texte = corps(cx, r, m, anime, l),
         .calendrier = documents::ics(invitation(db, cx, r, m, anime, l)),
         .methode = l.annule ? "CANCEL" : "REQUEST",
         .repondre_a = anime.courriel,
         .origine = prefixe(r.id) + std::to_string(r.sequence) + l.suffixe,
         .de = qui_saura(db, cx, r.id),
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

/// Ce qui a été tapé et partirait.
std::vector<std::string const*> textes_envoyes(Reunion const& r) {
    return ouvert_a_tous(r) ? std::vector{&r.lieu, &r.titre, &r.publics, &r.supports} : std::vector{&r.lieu};
}

std::string nom_dans_le_lieu(Reader& db, Contexte const& cx, Reunion const& r) {
    for (auto const* texte : textes_envoyes(r))
        if (nomme_un_jeune(db, cx.portee(), r.id, *texte))
            return texte == &r.lieu
                       ? "Le lieu contient le prénom et le nom d’un jeune, et il part dans un courriel : rien n’est "
                         "parti. Corrigez le lieu (« Déplacer »), puis convoquez."
                       : "Le titre, le public ou les supports contiennent le prénom et le nom d’un jeune, et ils "
                         "partent "
                         "dans un courriel : rien n’est parti. Corrigez-les, puis convoquez.";
    return {};
}

/// La même, sans ce qui nommerait un jeune : ce qui part de soi-même ne demande rien à personne.
Reunion publiable(Reader& db, Contexte const& cx, Reunion r) {
    r.lieu = lieu_publiable(db, cx.portee(), r.id, r.lieu);
    if (ouvert_a_tous(r))
        for (auto* texte : {&r.titre, &r.publics, &r.supports})
            *texte = lieu_publiable(db, cx.portee(), r.id, *texte);
    return r;
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
Html que_faire(Contexte& cx, Id<Reunion> id, Membre const* m, courriels::CourrielVu const& c, bool en_cours,
               std::vector<Id<acces::Agent>> const& moi) {
    if (!courriels::pas_arrive(c))
        return {};
    if (!en_cours)
        return ensemble("Fait autrement");
    auto sien = c.de && std::ranges::find(moi, *c.de) != moi.end();
    auto dit = c.etat == courriels::Etat::refuse      ? "Vérifiez l’adresse, ou joignez-le autrement."
               : c.etat == courriels::Etat::a_envoyer ? "Si c’est pressé, téléphonez."
                                                      : "Renvoyez-le, ou joignez-le autrement.";
    auto corriger = when(m && !m->agent && c.etat == courriels::Etat::refuse, [&] {
        return ensemble(" ", a(href(web::lien("/reunions/{}/membres/{}", id, m->id)), "Corriger l’adresse"));
    });
    return ensemble(dit, corriger, when(sien, [&] { return courriels::fait_autrement(cx.csrf(), c); }));
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
    auto ligne = [&](std::string const& nom, std::string const& adresse, courriels::CourrielVu const* c,
                     Membre const* m) {
        auto sort = c ? ou_il_en_est(*c, cx.instant()) : badge(Ton::neutre, "Pas encore convoqué");
        return tr(th(scope("row"), nom), td(adresse), td(sort),
                  td(c ? ensemble(c->fini_le ? *c->fini_le : c->cree_le) : Html{}),
                  td(c ? que_faire(cx, id, m, *c, en_cours(*c), moi) : Html{}));
    };
    Html lignes =
        each(liste, [&](Membre const& m) { return ligne(m.nom, m.courriel, dernier(envois, m.courriel), &m); });
    for (auto const& c : encore) // qui n'est plus attendu, et ne le sait pas
        if (courriels::pas_arrive(c) && std::ranges::find(liste, c.adresse, &Membre::courriel) == liste.end())
            lignes += ligne("Retiré de la liste", c.adresse, &c, nullptr);
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
             p("Chacun reçoit la date, le lieu et une invitation de calendrier. Aucun nom de jeune. ",
               ouvert_a_tous(r) ? "Le nom de l’événement, son public et ses supports partent aussi."
                                : "Aucun titre : l’ordre du jour se lit sur la page, avec les droits de chacun.",
               " « Répondre » écrit à qui anime."),
             when(!refus.empty(), [&] { return notice(Ton::erreur, refus); }),
             when(!serveur,
                  [] {
                      return notice(Ton::attention,
                                    "Aucun serveur de courrier n’est réglé : les convocations attendront.");
                  }),
             liste.empty() ? etat_vide("La liste est encore vide.") : tableau_des_envois(cx, db, id, liste, envois),
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
        auto l = r.annulee_le ? annulation(r) : convocation(r);
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
    r = publiable(db, cx, std::move(r));
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
    r = publiable(db, cx, std::move(r));
    bool convoques = std::ranges::any_of(courriels::de_l_origine(db, prefixe(r.id)),
                                         [](auto const& c) { return c.genre == "convocation"; });
    if (convoques)
        deposer_une(db, cx, r, m,
                    {"Convocation", "Votre présence est attendue à cette réunion, à la place d’un collègue."});
}

void decommander(Writer& db, Contexte const& cx, Reunion r, Membre const& m) {
    r = publiable(db, cx, std::move(r));
    auto recu = a_pu_recevoir(courriels::de_l_origine(db, prefixe(r.id)), m);
    courriels::retirer(db, prefixe(r.id), m.courriel);
    courriels::n_attend_plus(db, cx.instant(), ici(r.id).texte(), m.courriel);
    if (!recu)
        return;
    db.run("update reunion set sequence = sequence + 1 where id = ?", r.id);
    ++r.sequence;
    deposer_une(db, cx, r, m,
                {"Votre présence n’est plus attendue", "Votre présence n’est plus attendue à cette réunion.", true,
                 "/retrait/" + std::to_string(m.version), true});
}

void oublier_l_adresse(Writer& db, Instant le, Id<Reunion> id, std::string const& adresse) {
    courriels::retirer(db, prefixe(id), adresse);
    courriels::n_attend_plus(db, le, ici(id).texte(), adresse);
}

void convocations_closes(Writer& db, Instant le, Id<Reunion> id) { courriels::n_attend_plus(db, le, ici(id).texte()); }

void routes_des_convocations(acces::Routes& r) {
    r.get("/reunions/{id}/convocations", Droit::tenir_reunions, montrer);
    r.post("/reunions/{id}/convocations", Droit::tenir_reunions, convoquer);
}

} // namespace metier::reunions
