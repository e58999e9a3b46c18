// Ce que le suivi apporte à la page du dossier : événements, blocs, boutons.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/acces/delegation.hpp"
#include "metier/acces/sessions.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/suivi/suivi_web.hpp"
#include "metier/territoire/parametres.hpp"
#include "web/parts/fiche.hpp"

namespace metier::suivi {

using namespace web;
using acces::Contexte;
using acces::Droit;
using jeunes::EvenementDuDossier;
using jeunes::Filtre;

namespace {

using Evenements = std::vector<EvenementDuDossier>;

/// Le jour jusqu'auquel lire ; les événements du même jour se départagent ensuite par leur clé.
std::string borne(Filtre const& f) { return f.avant_instant().substr(0, 10); }

struct Ligne {
    std::int64_t id = 0;
    Date jour{};
    std::string a, b, c, d;
    std::optional<Id<acces::Agent>> agent;
    std::string auteur;
    std::optional<Instant> annule_le;
    std::string annule_motif;
};

/// Où et quand lire : la table, l'expression de son jour, et qui lit s'il ne lit pas tout.
struct Lecture {
    std::string colonnes, table, jour;
    bool annulable = false;
    std::optional<acces::Portee> lecteur = {}; ///< écrits à visibilité : les siens, et ceux que son rôle lit
};

/// Au plus `au_plus` événements jusqu'au jour demandé, et tous ceux de ce jour-là : leur clé les départage ensuite.
std::vector<Ligne> lire(Reader& db, Lecture const& l, Id<Jeune> jeune, Filtre const& f) {
    std::vector<storage::Param> p{jeune.valeur, borne(f)};
    auto sql = "select x.id, " + l.colonnes + ", x.agent_id, coalesce(a.prenom || ' ' || a.nom, '')" +
               (l.annulable ? ", x.annule_le, x.annule_motif" : ", null, ''") + " from " + l.table +
               " x left join agent a on a.id = x.agent_id where x.jeune_id = ? and " + l.jour + " <= ?";
    if (l.lecteur) {
        sql += " and (x.agent_id = ? or x.visibilite in " + lisibles_sql(l.lecteur->role) + ")";
        p.push_back(storage::to_param(l.lecteur->agent));
    }
    if (f.auteur) {
        sql += " and x.agent_id = ?";
        p.push_back(storage::to_param(*f.auteur));
    }
    sql += " order by " + l.jour + " desc, x.id desc limit ? + (select count(*) from " + l.table +
           " x where x.jeune_id = ? and " + l.jour + " = ?)";
    p.insert(p.end(), {std::int64_t{f.au_plus}, jeune.valeur, borne(f)});
    return db.all_with<Ligne>(sql, p);
}

void garder(Evenements& liste, EvenementDuDossier e, Filtre const& f) {
    if ((f.avant.empty() || e.cle < f.avant) && liste.size() < static_cast<std::size_t>(f.au_plus))
        liste.push_back(std::move(e));
}

EvenementDuDossier evenement(Ligne const& l, std::string const& genre, Icone icone, std::string libelle_du_genre,
                             std::string titre, Html texte, std::optional<Lien> ou) {
    if (l.annule_le) { // lisible comme annulé, par ceux qui le lisaient
        titre += " (annulé)";
        texte += p("Annulé le ", base::a_paris(*l.annule_le).jour, " : ", l.annule_motif);
    }
    return {.vue = {.jour = l.jour,
                    .icone = icone,
                    .genre = std::move(libelle_du_genre),
                    .titre = std::move(titre),
                    .auteur = l.auteur,
                    .texte = std::move(texte),
                    .lien = ou},
            .cle = jeunes::cle_d_evenement(l.jour, genre, l.id),
            .genre = genre,
            .auteur = l.agent.value_or(Id<acces::Agent>{})};
}

template <class E>
std::string dit(std::string const& code) {
    auto valeur = base::lire_code<E>(code);
    return valeur ? std::string(base::libelle(*valeur)) : code;
}

Evenements des_contacts(Contexte& cx, Id<Jeune> id, Filtre const& f) {
    auto db = cx.db();
    Evenements liste;
    for (auto const& l : lire(db, {"x.le, x.canal, x.qui, x.resultat, x.note", "contact", "x.le", true}, id, f))
        garder(liste,
               evenement(l, "contact", Icone::telephone, "Contact",
                         dit<Canal>(l.a) + ", " + base::minuscules(dit<Interlocuteur>(l.b)) + " : " +
                             base::minuscules(dit<Resultat>(l.c)),
                         l.d.empty() ? Html{} : p(l.d), web::lien("/contacts/{}", l.id)),
               f);
    return liste;
}

Evenements des_entretiens(Contexte& cx, Id<Jeune> id, Filtre const& f) {
    auto db = cx.db();
    Evenements liste;
    for (auto const& l : lire(
             db, {"x.jour, x.genre, x.objet, x.resume, x.visibilite", "entretien", "x.jour", true, cx.portee()}, id, f))
        garder(liste,
               evenement(l, "entretien", Icone::note, dit<TypeEntretien>(l.a), l.b, l.c.empty() ? Html{} : p(l.c),
                         web::lien("/entretiens/{}", l.id)),
               f);
    return liste;
}

Evenements des_solutions(Contexte& cx, Id<Jeune> id, Filtre const& f) {
    auto db = cx.db();
    Evenements liste;
    std::string jour = "coalesce(x.effet_le, x.proposee_le)";
    for (auto const& l :
         lire(db,
              {jour + ", x.code, x.structure, case when x.annulee_le is null then x.etat else '' end, case "
                      "when x.annulee_le is null then x.motif else x.annule_motif end",
               "solution", jour},
              id, f))
        garder(liste,
               evenement(l, "solution", Icone::drapeau, "Solution",
                         dit<Code>(l.a) + (l.b.empty() ? "" : ", " + l.b) + " : " +
                             (l.c.empty() ? "saisie par erreur, annulée" : base::minuscules(dit<Etat>(l.c))),
                         l.d.empty() ? Html{} : p(l.d), web::lien("/solutions/{}", l.id)),
               f);
    return liste;
}

Evenements des_demarches(Contexte& cx, Id<Jeune> id, Filtre const& f) {
    auto db = cx.db();
    Evenements liste;
    for (auto const& l : lire(db, {"x.le, x.terme, x.issue, x.motif, ''", "convocation", "x.le"}, id, f))
        garder(liste,
               evenement(l, "convocation", Icone::courriel, "Convocation",
                         "Convocation, terme le " + base::affiche(*base::lire_date(l.a)), {},
                         web::lien("/convocations/{}", l.id)),
               f);
    return liste;
}

Evenements des_retours(Contexte& cx, Id<Jeune> id, Filtre const& f) {
    auto db = cx.db();
    Evenements liste;
    for (auto const& l : lire(db, {"x.demande_le, x.pour_le, '', '', ''", "retour", "x.demande_le"}, id, f))
        garder(liste,
               evenement(l, "retour", Icone::horloge, "Droit au retour",
                         "Demande de retour, entretien au plus tard le " + base::affiche(*base::lire_date(l.a)), {},
                         {}),
               f);
    return liste;
}

/// Une convocation court encore, que rien n'a remplie depuis.
bool a_transmettre(Reader& db, Id<Jeune> id, Date jour) {
    return std::ranges::any_of(
        convocations(db, id), [&](Convocation const& c) { return !c.close_le && remplie_depuis(db, c, jour).empty(); });
}

Html bloc_a_faire(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& e : agenda::du_jeune(db, cx.portee(), id)) {
        if (e.genre == genre_transmission && !a_transmettre(db, id, cx.jour()))
            continue;
        bool tard = e.en_retard(cx.jour());
        auto detail = e.attend.empty() ? std::string{} : "On attend : " + e.attend;
        lignes.push_back({e.objet, agenda::lien(e.id), detail, tard ? Ton::erreur : Ton::neutre,
                          (tard ? "En retard depuis le " : "Pour le ") + base::affiche(e.pour_le)});
    }
    return lignes.empty() ? Html{} : a_faire(lignes);
}

bool ecrit(Contexte& cx, Reader& db, Id<Jeune> id) {
    return cx.peut(Droit::suivre) && !acces::lit_seulement(db, cx.portee(), id);
}

Html bloc_contact(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    auto e = echelle(contacts(db, id, 50), dernier_entretien_avec(db, cx.portee(), id, cx.jour()),
                     seuils_de_contact(db, cx.jour()));
    if (!e.injoignable_propose || dit_injoignable(db, id))
        return {};
    return notice(Ton::attention, "Faut-il le dire injoignable ?",
                  p(base::pluriel(e.tentatives, "tentative"), " sans réponse par ",
                    base::pluriel(e.canaux, "canal", "canaux"), ". ",
                    ecrit(cx, db, id)
                        ? a(href(web::lien("/jeunes/{}/solutions/nouvelle", id).avec("code", "injoignable")),
                            "Noter « injoignable »")
                        : Html{}));
}

Html bloc_solutions(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    Html lignes;
    for (auto const& s : solutions(db, id))
        if (s.etat == Etat::active || s.etat == Etat::proposee || s.etat == Etat::acceptee)
            lignes += li(a(href(lien(s.id)), libelle(s.code)), s.structure.empty() ? "" : ", ", s.structure, " : ",
                         base::minuscules(libelle(s.etat)), s.effet_le ? ensemble(" depuis le ", *s.effet_le) : Html{});
    return lignes.empty() ? Html{} : ul(lignes);
}

/// Les horloges en cours ; le statut lui-même est calculé par jeunes/regles.hpp.
Html bloc_obligation(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    Html lignes;
    auto naissance = db.one<std::optional<Date>>("select naissance from jeune where id = ?", id);
    if (naissance && cx.jour() < base::plus_annees(*naissance, fenetre_d_obligation(db, cx.jour()).de))
        lignes += p(badge(Ton::attention, "Instruction obligatoire"),
                    " Moins de 16 ans : orienter vers la DSDEN (dérogation possible si la 3e est achevée).");
    auto avant = territoire::entier(db, "retour.alerte_avant", cx.jour());
    bool suit = ecrit(cx, db, id);
    for (auto const& r : retours(db, id)) {
        auto information =
            r.information_le ? ensemble("Information écrite remise le ", *r.information_le, ".")
            : suit ? a(href(web::lien("/retours/{}/information", r.id)), "Noter l’information écrite remise")
                   : ensemble("Information écrite pas encore notée.");
        auto etat = !r.annule_motif.empty() ? ensemble("annulée le ", *r.clos_le, ", notée par erreur")
                    : r.clos_le             ? ensemble("entretien tenu le ", *r.clos_le)
                                            : ensemble("entretien à tenir au plus tard le ", r.pour_le);
        if (!r.clos_le && r.information_le && suit)
            etat += ensemble(" (", a(href(web::lien("/retours/{}/information", r.id)), "corriger"), ")");
        auto alerte = !r.clos_le && retour_en_alerte(r.pour_le, cx.jour(), avant);
        lignes += p(when(alerte,
                         [&] {
                             return r.pour_le < cx.jour() ? badge(Ton::erreur, "En retard")
                                                          : badge(Ton::attention, "Échéance proche");
                         }),
                    " Droit au retour demandé le ", r.demande_le, " : ", etat, ". ", information);
    }
    for (auto const& x : jeunes::exemptions(db, id))
        lignes += p("Exemption du ", x.du, x.au ? ensemble(" au ", *x.au) : Html{}, x.annulee_le ? ", annulée. " : ". ",
                    a(href(lien(x.id)), "Voir", lecteur(" l’exemption du ", x.du)));
    for (auto const& c : convocations(db, id))
        if (!c.close_le)
            lignes += p("Convocation du ", c.le, " : terme le ", c.terme, ". ",
                        a(href(web::lien("/convocations/{}", c.id)), "Voir"));
    if (cx.peut(Droit::suivre))
        lignes += p(a(href(web::lien("/jeunes/{}/diligence", id)), "Démarches accomplies (à imprimer)"));
    return lignes;
}

/// Le référent change : ce que l'ancien devait faire passe au nouveau. L'alerte de transmission reste à la mission
/// locale, sauf si le nouveau en est.
std::int64_t passer_les_echeances(Writer& db, Contexte const& cx, Id<Jeune> jeune, Id<acces::Agent> ancien,
                                  Id<acces::Agent> nouveau) {
    auto roles = acces::roles_du_jour(db, nouveau, cx.jour());
    bool mission_locale =
        std::ranges::any_of(roles, [](auto const& r) { return r.role == acces::Role::mission_locale; });
    return agenda::passer(db, cx.instant(), cx.agent(), jeune, ancien, nouveau,
                          mission_locale ? std::string{} : std::string(genre_transmission));
}

auto si_suit(Lien (*ou)(Id<Jeune>)) {
    return [ou](Contexte& cx, Id<Jeune> id) { return cx.peut(Droit::suivre) ? std::optional{ou(id)} : std::nullopt; };
}

} // namespace

void apports(jeunes::Apports& a) {
    lectures(a);
    a.evenements("contact", "Contacts", des_contacts);
    a.evenements("entretien", "Entretiens", des_entretiens);
    a.evenements("solution", "Solutions", des_solutions);
    a.evenements("convocation", "Convocations", des_demarches);
    a.evenements("retour", "Droit au retour", des_retours);
    a.relais(passer_les_echeances);
    a_la_fiche_de_passage(a);
    a.tenu({"échéance hors de ces dossiers", "échéances hors de ces dossiers",
            [](Reader& db, jeunes::Apports::Etendue const& e, Date) -> jeunes::Apports::Tenu::Nombre {
                return {e.quoi == e.le_reste ? agenda::hors_de_ses_dossiers(db, e.de) : 0};
            },
            [](Writer& db, Contexte const& cx, jeunes::Apports::Etendue const& e, Id<acces::Agent> vers) {
                return e.quoi == e.le_reste
                           ? agenda::passer_hors_de_ses_dossiers(db, cx.instant(), cx.agent(), e.de, vers)
                           : 0;
            }});
    a.bloc(10, "À faire", bloc_a_faire);
    a.bloc(12, "Joindre", bloc_contact);
    a.bloc(15, "Obligation de formation et droit au retour", bloc_obligation);
    a.bloc(20, "Solutions", bloc_solutions);
    a.action(10, "Noter un contact",
             si_suit([](Id<Jeune> id) { return web::lien("/jeunes/{}/contacts/nouveau", id); }));
    a.action(20, "Entretien", si_suit([](Id<Jeune> id) { return web::lien("/jeunes/{}/entretiens/nouveau", id); }));
    a.action(30, "Solution", si_suit([](Id<Jeune> id) { return web::lien("/jeunes/{}/solutions/nouvelle", id); }));
    a.action(40, "Échéance", si_suit([](Id<Jeune> id) { return web::lien("/jeunes/{}/echeances/nouvelle", id); }));
    a.action(50, "Rendez-vous", si_suit([](Id<Jeune> id) { return web::lien("/jeunes/{}/rendez-vous/nouveau", id); }));
    a.action(60, "Obligation et droit au retour",
             si_suit([](Id<Jeune> id) { return web::lien("/jeunes/{}/obligation", id); }));
}

} // namespace metier::suivi
