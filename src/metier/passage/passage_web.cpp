// S'absenter, partir : déléguer, réattribuer, emporter une fiche de passage.
#include <algorithm>
#include <set>

#include "base/texte.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/ecrits/ecrits.hpp"
#include "metier/jeunes/freins.hpp"
#include "metier/passage/passage.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::passage {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;

constexpr auto rubrique = "Passer le témoin";

struct DelegationForm {
    Field<Id<acces::Agent>> a{"a", "À qui", required};
    Field<Date> du{"du", "Du", required};
    Field<Date> au{"au", "Au (dernier jour)", required};
    Field<std::string> motif{"motif", "Mot pour lui ou elle", at_most(200)};
    auto fields() { return std::tie(a, du, au, motif); }
};
struct PassageForm {
    Field<std::vector<Id<acces::Agent>>> vers{"vers", "Passer à", required};
    auto fields() { return std::tie(vers); }
};

/// Les collègues du même secteur, ou tout le département si l'on y est seul.
std::vector<Charge> collegues(Reader& db, Contexte const& cx, Id<acces::Agent> sauf) {
    auto liste = db.all<Charge>(
        "select a.id, a.prenom || ' ' || a.nom, (select count(*) from cercle c join jeune j on j.id = c.jeune_id where "
        "c.agent_id = a.id and c.fonction = 'referent' and c.au is null and j.fusionne_dans is null), (select count(*) "
        "from "
        "echeance e where e.agent_id = a.id and e.faite_le is null) from agent a where a.desactive_le is null and a.id "
        "<> ? "
        "and a.id in (select t.agent_id from role_tenu t where t.role = (select role from role_tenu where id = ?) and "
        "t.du "
        "<= ? and (t.au is null or t.au >= ?)) order by a.cle_tri, a.id",
        sauf, cx.portee().role_tenu, cx.jour(), cx.jour());
    return liste;
}

template <class Form>
void offrir(Form& champ, std::vector<Charge> const& liste) {
    std::vector<std::pair<Id<acces::Agent>, std::string>> offres;
    for (auto const& c : liste)
        offres.emplace_back(c.agent, c.nom + " (" + base::pluriel(c.suivis, "suivi") + ")");
    champ.offer(offres);
}

DelegationForm formulaire_de_delegation(Reader& db, Contexte const& cx) {
    DelegationForm f;
    offrir(f.a, collegues(db, cx, cx.agent()));
    f.du.between(cx.jour(), base::plus_annees(cx.jour(), 1));
    f.au.between(cx.jour(), base::plus_annees(cx.jour(), 1));
    return f;
}

PassageForm formulaire_de_passage(Reader& db, Contexte const& cx) {
    PassageForm f;
    offrir(f.vers, collegues(db, cx, cx.agent()));
    return f;
}

Html bloc_des_delegations(std::vector<Delegation> const& liste, Contexte const& cx) {
    return when(!liste.empty(), [&] {
        return ul(each(liste, [&](Delegation const& d) {
            bool mienne = d.de == cx.agent();
            return li(mienne ? "Vous déléguez à " + d.nom_a : d.nom_de + " vous délègue", ", du ", d.du, " au ", d.au,
                      d.motif.empty() ? "" : "\u00a0: " + d.motif, when(mienne, [&] {
                          return formulaire_bouton(web::lien("/passage/delegations/{}/fin", d.id), cx.csrf(),
                                                   bouton_secondaire("Finir", lecteur(" la délégation à ", d.nom_a)));
                      }));
        }));
    });
}

Html tableau_des_suivis(std::vector<Suivi> const& liste) {
    return tableau(
        "Les suivis dont vous êtes référent", {{"Choix"}, {"Nom"}, {"Échéances à vous"}, {"Fiche de passage"}},
        each(liste, [](Suivi const& s) {
            auto nom = jeunes::nom_affiche(s.nom, s.nom_usage, s.prenom);
            return tr(td(case_de_selection(std::to_string(s.jeune.valeur), nom)),
                      th(scope("row"), a(href(jeunes::lien(s.jeune)), nom)), td(s.echeances),
                      td(a(href(web::lien("/jeunes/{}/passage", s.jeune)), "Voir", lecteur(" la fiche de ", nom))));
        }));
}

Page page_passage(Contexte& cx, Reader& db, DelegationForm const& d, PassageForm const& f,
                  std::string const& refus = {}) {
    auto miens = suivis(db, cx.agent());
    auto lots =
        miens.empty()
            ? etat_vide("Vous n’êtes référent d’aucun jeune.")
            : formulaire(web::lien("/passage/suivis"), cx.csrf(), tableau_des_suivis(miens), champ(f.vers),
                         p("Cochez les dossiers à passer\u00a0; plusieurs collègues\u00a0: en parts égales. Ce qui "
                           "vous restait à faire les suit, et vous lisez encore trente jours."),
                         barre_de_selection(bouton("Voir la répartition")));
    return {.titre = rubrique,
            .fil = {{"Mon compte", web::lien("/compte")}},
            .contenu =
                ensemble(h1("Passer le témoin"), resume_erreurs(d), resume_erreurs(f),
                         when(!refus.empty(), [&] { return notice(Ton::erreur, refus); }), h2("Je m’absente"),
                         p("Un collègue tient votre rôle pendant votre absence\u00a0: il voit votre secteur et vos "
                           "échéances. Un relais ou une situation de prévention confiés se passent à part."),
                         bloc_des_delegations(delegations(db, cx.agent(), cx.jour()), cx),
                         d.a.choices().empty()
                             ? p("Aucun collègue ne tient le même rôle.")
                             : formulaire(web::lien("/passage/delegations"), cx.csrf(), champ(d.a), champ(d.du),
                                          champ(d.au), champ(d.motif), boutons(bouton("Déléguer"))),
                         h2("Je pars, ou je passe une partie de mes suivis"), lots)};
}

Reply montrer(Contexte& cx) {
    auto db = cx.db();
    auto d = formulaire_de_delegation(db, cx);
    d.du.set(cx.jour());
    return cx.page(page_passage(cx, db, d, formulaire_de_passage(db, cx)));
}

Reply deleguer_(Contexte& cx) {
    auto db = cx.db();
    auto f = formulaire_de_delegation(db, cx);
    bool bon = cx.lire(f);
    if (bon && *f.au < *f.du) {
        f.au.refuse("Indiquez une date à partir du " + base::affiche(*f.du) + ".");
        bon = false;
    }
    if (!bon)
        return cx.invalide(page_passage(cx, db, f, formulaire_de_passage(db, cx)));
    cx.acte(Acte::delegation_modifiee, [&](Writer& w, acces::Trace& trace) {
        deleguer(w, cx.instant(), cx.agent(), cx.portee().role_tenu, *f.a, *f.du, *f.au, f.motif.value().value_or(""));
        trace.objet = "agent/" + std::to_string(f.a->valeur);
        trace.detail = "du " + base::iso(*f.du) + " au " + base::iso(*f.au);
    });
    return cx.voir(web::lien("/passage"),
                   "Délégation donnée. Votre collègue la trouvera dans ses rôles à partir de ce jour-là.");
}

Reply finir_(Contexte& cx, Id<Delegation> id) {
    auto db = cx.db();
    auto d = trouver(db, id);
    if (!d || d->de != cx.agent())
        throw not_found();
    cx.acte(Acte::delegation_modifiee, [&](Writer& w, acces::Trace& trace) {
        trace.objet = "agent/" + std::to_string(d->a.valeur);
        trace.detail = "finie";
        finir(w, *d, cx.jour());
    });
    return cx.voir(web::lien("/passage"), "Délégation finie.");
}

// ---- Passer des suivis : la répartition est montrée, puis confirmée

std::vector<Id<Jeune>> choisis(Contexte const& cx, std::vector<Suivi> const& miens) {
    std::set<std::int64_t> coches;
    for (auto v : cx.requete().fields("choix"))
        if (auto n = lire_entier(v))
            coches.insert(*n);
    std::vector<Id<Jeune>> liste;
    for (auto const& s : miens)
        if (coches.contains(s.jeune.valeur))
            liste.push_back(s.jeune);
    return liste;
}

std::int64_t passer(Writer& db, Contexte const& cx, jeunes::Apports const& apports, Id<acces::Agent> de,
                    Id<acces::Agent> a, std::vector<Id<Jeune>> const& quoi) {
    std::int64_t echeances = 0;
    for (auto j : quoi) {
        jeunes::designer_referent(db, j, a, cx.jour(), "passage de témoin");
        for (auto const& r : apports.relais())
            echeances += r(db, cx, j, de, a);
    }
    return echeances;
}

Html tableau_de_repartition(std::vector<Charge> const& vers, std::vector<std::vector<Id<Jeune>>> const& lots) {
    Html lignes;
    for (std::size_t i = 0; i < vers.size(); ++i)
        lignes += tr(th(scope("row"), vers[i].nom), td(vers[i].suivis), td("+ " + std::to_string(lots[i].size())),
                     td(vers[i].suivis + static_cast<std::int64_t>(lots[i].size())));
    return tableau("Charge de chacun",
                   {{"Collègue"}, {"Suivis avant", "", "num"}, {"Reçoit", "", "num"}, {"Suivis après", "", "num"}},
                   lignes);
}

struct Repartition {
    std::vector<Charge> vers;
    std::vector<std::vector<Id<Jeune>>> lots;
};
Repartition repartition(std::vector<Charge> const& tous, std::vector<Id<acces::Agent>> const& choix,
                        std::vector<Id<Jeune>> const& quoi) {
    Repartition r;
    for (auto const& c : tous)
        if (std::ranges::find(choix, c.agent) != choix.end())
            r.vers.push_back(c);
    r.lots = repartir(quoi, r.vers.size());
    return r;
}

Reply passer_mes_suivis(Contexte& cx, jeunes::Apports const& apports) {
    auto db = cx.db();
    auto f = formulaire_de_passage(db, cx);
    auto miens = suivis(db, cx.agent());
    bool bon = cx.lire(f);
    auto quoi = choisis(cx, miens);
    if (!bon || quoi.empty())
        return cx.invalide(page_passage(cx, db, formulaire_de_delegation(db, cx), f,
                                        quoi.empty() ? "Cochez au moins un dossier à passer." : ""));
    auto r = repartition(collegues(db, cx, cx.agent()), *f.vers, quoi);
    if (cx.requete().field("confirme") != "oui") {
        auto caches =
            ensemble(each(quoi, [](auto j) { return cache("choix", std::to_string(j.valeur)); }),
                     each(r.vers, [](auto const& v) { return cache("vers", std::to_string(v.agent.valeur)); }));
        return cx.page(
            {.titre = "Répartition",
             .fil = {{"Mon compte", web::lien("/compte")}, {rubrique, web::lien("/passage")}},
             .contenu = ensemble(
                 h1("Répartition"), tableau_de_repartition(r.vers, r.lots),
                 formulaire(web::lien("/passage/suivis"), cx.csrf(), caches, cache("confirme", "oui"),
                            boutons(bouton("Passer ", base::pluriel(static_cast<long long>(quoi.size()), "suivi")),
                                    lien_bouton(web::lien("/passage"), "Annuler"))))});
    }
    std::int64_t echeances = 0;
    for (std::size_t i = 0; i < r.vers.size(); ++i)
        cx.acte(Acte::suivis_reattribues, [&](Writer& w, acces::Trace& trace) {
            echeances += passer(w, cx, apports, cx.agent(), r.vers[i].agent, r.lots[i]);
            trace.objet = "agent/" + std::to_string(r.vers[i].agent.valeur);
            trace.detail = base::pluriel(static_cast<long long>(r.lots[i].size()), "suivi");
        });
    return cx.voir(web::lien("/passage"),
                   base::pluriel(static_cast<long long>(quoi.size()), "suivi passé", "suivis passés") + ", avec " +
                       base::pluriel(echeances, "échéance") + ". Vous lisez encore ces dossiers trente jours.");
}

// ---- Pour un collègue parti : le coordonnateur départemental répartit des nombres, sans lire les dossiers

Reply montrer_les_charges(Contexte& cx) {
    auto db = cx.db();
    auto liste = charges(db, cx.portee().role_tenu, cx.jour());
    return cx.page(
        {.titre = "Charge des coordonnateurs",
         .rubrique = "Charges",
         .contenu =
             ensemble(h1("Charge des coordonnateurs"), p("Des nombres, aucun nom de jeune."),
                      liste.empty()
                          ? etat_vide("Aucun coordonnateur dans votre département.")
                          : tableau("Charge",
                                    {{"Coordonnateur"}, {"Suivis", "", "num"}, {"Échéances ouvertes", "", "num"}, {""}},
                                    each(liste, [](Charge const& c) {
                                        return tr(th(scope("row"), c.nom), td(c.suivis), td(c.echeances),
                                                  td(when(c.suivis > 0, [&] {
                                                      return a(href(web::lien("/charges/{}", c.agent)), "Réattribuer",
                                                               lecteur(" les suivis de ", c.nom));
                                                  })));
                                    })))});
}

struct Parti {
    Charge de;
    std::vector<Charge> autres;
};
Parti exiger_parti(Reader& db, Contexte const& cx, Id<acces::Agent> id) {
    Parti p;
    bool trouve = false;
    for (auto& c : charges(db, cx.portee().role_tenu, cx.jour())) {
        trouve = trouve || c.agent == id;
        if (c.agent == id)
            p.de = c;
        else
            p.autres.push_back(c);
    }
    if (!trouve)
        throw not_found();
    return p;
}

Page page_reattribution(Parti const& p, PassageForm const& f, Csrf const& csrf, Html const& repartition_ = {}) {
    return {.titre = "Réattribuer les suivis de " + p.de.nom,
            .rubrique = "Charges",
            .fil = {{"Charges", web::lien("/charges")}},
            .contenu = ensemble(h1("Réattribuer les suivis de ", p.de.nom), resume_erreurs(f),
                                web::p(base::pluriel(p.de.suivis, "suivi"), ", ",
                                       base::pluriel(p.de.echeances, "échéance ouverte", "échéances ouvertes"),
                                       ". Plusieurs collègues\u00a0: en parts égales."),
                                repartition_.empty() ? formulaire(web::lien("/charges/{}", p.de.agent), csrf,
                                                                  champ(f.vers), boutons(bouton("Voir la répartition")))
                                                     : repartition_)};
}

Reply demander_reattribution(Contexte& cx, Id<acces::Agent> id) {
    auto db = cx.db();
    auto p = exiger_parti(db, cx, id);
    PassageForm f;
    offrir(f.vers, p.autres);
    return cx.page(page_reattribution(p, f, cx.csrf()));
}

Reply reattribuer(Contexte& cx, Id<acces::Agent> id, jeunes::Apports const& apports) {
    auto db = cx.db();
    auto p = exiger_parti(db, cx, id);
    PassageForm f;
    offrir(f.vers, p.autres);
    if (!cx.lire(f))
        return cx.invalide(page_reattribution(p, f, cx.csrf()));
    std::vector<Id<Jeune>> quoi;
    for (auto const& s : suivis(db, id))
        quoi.push_back(s.jeune);
    auto r = repartition(p.autres, *f.vers, quoi);
    if (cx.requete().field("confirme") != "oui")
        return cx.page(page_reattribution(
            p, f, cx.csrf(),
            ensemble(
                tableau_de_repartition(r.vers, r.lots),
                formulaire(web::lien("/charges/{}", id), cx.csrf(),
                           each(r.vers, [](auto const& v) { return cache("vers", std::to_string(v.agent.valeur)); }),
                           cache("confirme", "oui"),
                           boutons(bouton("Réattribuer"), lien_bouton(web::lien("/charges"), "Annuler"))))));
    for (std::size_t i = 0; i < r.vers.size(); ++i)
        cx.acte(Acte::suivis_reattribues, [&](Writer& w, acces::Trace& trace) {
            passer(w, cx, apports, id, r.vers[i].agent, r.lots[i]);
            trace.objet = "agent/" + std::to_string(r.vers[i].agent.valeur);
            trace.detail = base::pluriel(static_cast<long long>(r.lots[i].size()), "suivi") + " de agent/" +
                           std::to_string(id.valeur);
        });
    return cx.voir(web::lien("/charges"),
                   base::pluriel(static_cast<long long>(quoi.size()), "suivi réattribué", "suivis réattribués") + ".");
}

// ---- La fiche de passage d'un dossier

documents::Ecrit fiche(Contexte& cx, Reader& db, Jeune const& j) {
    documents::Ecrit e;
    e.titre = "Fiche de passage";
    e.sous_titre = jeunes::nom_affiche(j) + ", " + jeunes::age_affiche(j.naissance, cx.jour());
    auto situation = jeunes::situation_au(db, j.id, cx.jour());
    std::vector<std::string> freins_;
    for (auto const& f : jeunes::freins(db, j.id))
        if (!f.au)
            freins_.emplace_back(base::libelle(f.code));
    auto referent = jeunes::referent(db, j.id);
    e.blocs.emplace_back(
        documents::Fiche{{{"Points d’appui", j.points_d_appui.empty() ? "À demander" : j.points_d_appui},
                          {"Situation", situation ? std::string(base::libelle(situation->situation.genre)) +
                                                        " depuis le " + base::affiche(situation->situation.du)
                                                  : "Inconnue"},
                          {"Freins ouverts", freins_.empty() ? "Aucun noté" : base::joint(freins_, ", ")},
                          {"Référent", referent ? referent->nom : "Aucun"}}});
    documents::Liste qui;
    for (auto const& m : jeunes::cercle(db, j.id))
        if (!m.au)
            qui.items.push_back(m.nom + (m.titre.empty() ? "" : ", " + m.titre) + ", depuis le " + base::affiche(m.du));
    if (!qui.items.empty()) {
        e.blocs.emplace_back(documents::Titre{"Qui le suit"});
        e.blocs.emplace_back(std::move(qui));
    }
    documents::Tableau prevu{"Ce qui est prévu", {"Pour le", "Quoi", "Qui"}, {}};
    for (auto const& x : agenda::du_jeune(db, cx.portee(), j.id))
        prevu.lignes.push_back(
            {base::affiche(x.pour_le), x.objet, x.nom_de_l_agent.empty() ? "Tout coordonnateur" : x.nom_de_l_agent});
    e.blocs.emplace_back(documents::Titre{"Ce qui est prévu"});
    if (prevu.lignes.empty())
        e.blocs.emplace_back(documents::Paragraphe{"Rien n’est prévu : une première date est à fixer."});
    else
        e.blocs.emplace_back(std::move(prevu));
    e.pied = ecrits::pied(cx);
    return e;
}

Html montree(documents::Ecrit const& e) {
    Html html;
    for (auto const& b : e.blocs)
        std::visit(
            [&](auto const& bloc) {
                using B = std::decay_t<decltype(bloc)>;
                if constexpr (std::is_same_v<B, documents::Titre>)
                    html += h2(bloc.texte);
                else if constexpr (std::is_same_v<B, documents::Paragraphe>)
                    html += p(bloc.texte);
                else if constexpr (std::is_same_v<B, documents::Liste>)
                    html += ul(each(bloc.items, [](auto const& i) { return li(i); }));
                else if constexpr (std::is_same_v<B, documents::Fiche>) {
                    std::vector<Definition> faits;
                    for (auto const& [l, v] : bloc.lignes)
                        faits.push_back(definition(l, v));
                    html += definitions(faits);
                } else if constexpr (std::is_same_v<B, documents::Tableau>) {
                    std::vector<Colonne> colonnes;
                    for (auto const& t : bloc.en_tetes)
                        colonnes.push_back({t});
                    html += tableau(bloc.legende, colonnes, each(bloc.lignes, [](auto const& l) {
                                        return tr(each(l, [](auto const& c) { return td(c); }));
                                    }));
                }
            },
            b);
    return html;
}

Jeune exiger(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    auto j = jeunes::trouver(db, cx.portee(), id);
    if (!j)
        throw not_found();
    return *j;
}

Reply montrer_la_fiche(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    cx.consulter(j.id, "passage");
    auto db = cx.db();
    auto e = fiche(cx, db, j);
    auto nom = jeunes::nom_affiche(j);
    return cx.page(
        {.titre = "Fiche de passage",
         .rubrique = "Jeunes",
         .fil = {{nom, jeunes::lien(j.id)}},
         .contenu = ensemble(entete_de_fiche("Fiche de passage – " + nom, Html{},
                                             ecrits::boutons(web::lien("/jeunes/{}/passage", j.id), cx.csrf())),
                             montree(e))});
}

Reply emporter(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto db = cx.db();
    return ecrits::emporter(cx, {fiche(cx, db, j), "fiche-de-passage", j.id, "passage"},
                            ecrits::format_demande(cx.requete()));
}

} // namespace

void routes(acces::Routes& r, jeunes::Apports const& apports) {
    r.menu({"Charges", web::lien("/charges"), Droit::reattribuer, 61,
            "La charge de chaque coordonnateur, et sa réattribution.", acces::groupe::pilotage});
    r.get("/passage", Droit::suivre, montrer);
    r.post("/passage/delegations", Droit::suivre, deleguer_);
    r.post("/passage/delegations/{id}/fin", Droit::suivre, finir_);
    r.post("/passage/suivis", Droit::suivre, [&apports](Contexte& cx) { return passer_mes_suivis(cx, apports); });
    r.get("/charges", Droit::reattribuer, montrer_les_charges);
    r.get("/charges/{id}", Droit::reattribuer, demander_reattribution);
    r.post("/charges/{id}", Droit::reattribuer,
           [&apports](Contexte& cx, Id<acces::Agent> id) { return reattribuer(cx, id, apports); });
    r.get("/jeunes/{id}/passage", Droit::lire_dossier, montrer_la_fiche);
    r.post("/jeunes/{id}/passage", Droit::lire_dossier, emporter);
}

void apports(jeunes::Apports& a) {
    a.action(90, "Fiche de passage", [](Contexte& cx, Id<Jeune> id) {
        return cx.peut(Droit::suivre) ? std::optional{web::lien("/jeunes/{}/passage", id)} : std::nullopt;
    });
}

} // namespace metier::passage
