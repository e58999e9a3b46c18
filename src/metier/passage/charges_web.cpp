// Pour un collègue parti : le coordonnateur départemental, ou l'administrateur avant de fermer un compte, répartit des
// nombres, sans lire les dossiers.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/passage/dits.hpp"
#include "metier/passage/passage_web.hpp"

namespace metier::passage {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;
using jeunes::Apports;

std::vector<std::string> le_reste_en_clair(Reader& db, Apports const& apports, Charge const& c, Date jour) {
    return ce_qu_il_tient(db, apports, le_reste(db, c.agent), jour, true);
}

struct LigneDeCharge {
    Charge c;
    std::vector<std::string> tient;
    bool vide() const { return c.suivis == 0 && tient.empty(); }
};
/// Ceux qui sont là ; et des partis, ceux à qui il reste quelque chose.
std::vector<LigneDeCharge> lignes_de_charge(Contexte& cx, Apports const& apports) {
    auto db = cx.db();
    std::vector<LigneDeCharge> liste;
    for (auto const& c : charges(db, cx.portee().role_tenu, cx.jour()))
        liste.push_back({c, le_reste_en_clair(db, apports, c, cx.jour())});
    std::erase_if(liste, [](auto const& l) { return l.c.parti && l.vide(); });
    return liste;
}

Reply montrer_les_charges(Contexte& cx, Apports const& apports) {
    auto liste = lignes_de_charge(cx, apports);
    auto ligne = [](LigneDeCharge const& l) {
        return tr(th(scope("row"), l.c.nom, when(l.c.parti, [] { return ensemble(" ", badge(Ton::erreur, "Parti")); })),
                  td(clas("num"), l.c.suivis), td(clas("num"), l.c.echeances), td(base::joint(l.tient, "\u00a0; ")),
                  td(when(!l.vide(),
                          [&] {
                              return a(href(web::lien("/charges/{}", l.c.agent)), "Réattribuer",
                                       lecteur(" les suivis de ", l.c.nom));
                          }),
                     when(!l.c.parti, [&] {
                         return ensemble(" ", a(href(web::lien("/charges/{}/absence", l.c.agent)), "Absence",
                                                lecteur("\u00a0: confier le rôle de ", l.c.nom)));
                     })));
    };
    auto db = cx.db();
    return cx.page({.titre = "Charge des coordonnateurs",
                    .rubrique = "Charges",
                    .contenu = ensemble(h1("Charge des coordonnateurs"), p("Des nombres, aucun nom de jeune."),
                                        liste.empty() ? etat_vide("Aucun coordonnateur dans votre département.")
                                                      : tableau("Charge",
                                                                {{"Coordonnateur"},
                                                                 {"Suivis", "", "num"},
                                                                 {"Échéances ouvertes", "", "num"},
                                                                 {"Hors de ses dossiers"},
                                                                 {""}},
                                                                each(liste, ligne)),
                                        derniers_passages(db, cx))});
}

/// D'où l'on répartit : la page des charges, ou le compte que l'on va fermer.
struct Passation {
    Depart d;
    web::Lien ou, retour;
    std::string rubrique;
    std::vector<Etape> fil;
    std::vector<std::string> tient;

    bool vide() const { return d.de.suivis == 0 && tient.empty(); }
};

Passation depuis_les_charges(Reader& db, Contexte const& cx, Apports const& apports, Id<acces::Agent> id) {
    Depart d;
    for (auto& c : charges(db, cx.portee().role_tenu, cx.jour()))
        if (c.agent == id)
            d.de = c;
        else if (!c.parti)
            d.autres.push_back(c);
    if (d.de.agent != id)
        throw not_found();
    auto retour = web::lien("/charges");
    return {d,         web::lien("/charges/{}", id), retour,
            "Charges", {{"Charges", retour}},        le_reste_en_clair(db, apports, d.de, cx.jour())};
}

Passation depuis_le_compte(Reader& db, Contexte const& cx, Apports const& apports, Id<acces::Agent> id) {
    auto d = depart(db, id, cx.jour());
    if (!d)
        throw not_found();
    auto retour = web::lien("/comptes/{}", id);
    return {*d,
            web::lien("/comptes/{}/passation", id),
            retour,
            "Comptes",
            {{"Comptes", web::lien("/comptes")}, {d->de.nom, retour}},
            le_reste_en_clair(db, apports, d->de, cx.jour())};
}

Html choix_du_successeur(Passation const& p, PassageForm const& f, Csrf const& csrf) {
    if (p.vide())
        return etat_vide("Il n’y a rien à passer.", lien_bouton(p.retour, "Revenir"));
    if (p.d.autres.empty())
        return etat_vide("Personne d’autre ne tient ce rôle à cet endroit. Donnez d’abord ce rôle à qui prend la "
                         "suite, puis revenez ici. Les suivis d’un coordonnateur peuvent aussi être répartis dans le "
                         "département, par le coordonnateur départemental (rubrique «\u00a0Charges\u00a0»).",
                         lien_bouton(p.retour, "Revenir"));
    return formulaire(p.ou, csrf, champ(f.vers), boutons(bouton("Voir la répartition")));
}

Page page_reattribution(Passation const& p, PassageForm const& f, Csrf const& csrf, Html const& repartition_ = {}) {
    bool suivis = p.d.de.suivis > 0;
    auto titre = (suivis ? "Réattribuer les suivis de " : "Passer ce que tient ") + p.d.de.nom;
    return {.titre = titre,
            .rubrique = p.rubrique,
            .fil = p.fil,
            .contenu = ensemble(
                h1(titre), resume_erreurs(f),
                when(suivis,
                     [&] {
                         return web::p(base::pluriel(p.d.de.suivis, "suivi"), ", ",
                                       base::pluriel(p.d.de.echeances, "échéance ouverte", "échéances ouvertes"),
                                       ". Plusieurs collègues\u00a0: de quoi rapprocher leurs charges.");
                     }),
                when(!p.tient.empty(),
                     [&] { return web::p(suivis ? "Et aussi\u00a0: " : "", base::joint(p.tient, "\u00a0; "), "."); }),
                repartition_.empty() ? choix_du_successeur(p, f, csrf) : repartition_)};
}

Reply demander(Contexte& cx, Passation const& p) {
    PassageForm f;
    offrir(f.vers, p.d.autres);
    return cx.page(page_reattribution(p, f, cx.csrf()));
}

void passer_les_lots(Contexte& cx, Apports const& apports, Id<acces::Agent> de, Repartition const& r) {
    for (std::size_t i = 0; i < r.vers.size(); ++i)
        if (!r.lots[i].empty())
            cx.acte(Acte::suivis_reattribues, [&](Writer& w, acces::Trace& trace) {
                passer(w, cx, apports, de, r.vers[i].agent, r.lots[i]);
                trace.objet = "agent/" + std::to_string(r.vers[i].agent.valeur);
                trace.detail = base::pluriel(static_cast<long long>(r.lots[i].size()), "suivi") + " de agent/" +
                               std::to_string(de.valeur);
            });
}

Html a_confirmer(Contexte& cx, Apports const& apports, Passation const& p, Repartition const& r, ResteForm const& f) {
    auto db = cx.db();
    return ensemble(
        resume_erreurs(f), tableau_de_repartition(db, apports, p.d.de.agent, r, cx.jour()),
        formulaire(p.ou, cx.csrf(),
                   each(r.vers, [](auto const& v) { return cache("vers", std::to_string(v.agent.valeur)); }),
                   cache("confirme", "oui"), when(!p.tient.empty(), [&] { return champ(f.a); }),
                   boutons(bouton("Réattribuer"), lien_bouton(p.retour, "Annuler"))));
}

Reply reattribuer(Contexte& cx, Apports const& apports, Passation const& p) {
    auto id = p.d.de.agent;
    PassageForm f;
    offrir(f.vers, p.d.autres);
    if (!cx.lire(f))
        return cx.invalide(page_reattribution(p, f, cx.csrf()));
    std::vector<Id<Jeune>> quoi;
    {
        auto db = cx.db();
        for (auto const& s : suivis(db, id))
            quoi.push_back(s.jeune);
    }
    auto r = repartition(p.d.autres, *f.vers, quoi);
    ResteForm reste;
    offrir(reste.a, r.vers);
    if (cx.requete().field("confirme") != "oui") {
        reste.a.set(r.vers.front().agent);
        return cx.page(page_reattribution(p, f, cx.csrf(), a_confirmer(cx, apports, p, r, reste)));
    }
    if (!p.tient.empty() && !cx.lire(reste))
        return cx.invalide(page_reattribution(p, f, cx.csrf(), a_confirmer(cx, apports, p, r, reste)));
    if (p.vide())
        return cx.voir(p.retour, "Il n’y a plus rien à passer\u00a0: c’est déjà fait.", Ton::information);
    passer_les_lots(cx, apports, id, r);
    auto aussi = !p.tient.empty() ? passer_le_reste(cx, apports, id, *reste.a) : std::string{};
    return cx.voir(p.retour,
                   base::pluriel(static_cast<long long>(quoi.size()), "suivi réattribué", "suivis réattribués") +
                       (aussi.empty() ? "" : ", et " + aussi) + ".");
}

/// Ce qu'un collègue parti a laissé : une tâche, tant qu'il en reste.
agenda::Contenu des_partis(Contexte& cx, Apports const& apports) {
    std::vector<AFaire> lignes;
    for (auto const& l : lignes_de_charge(cx, apports)) {
        if (!l.c.parti)
            continue;
        auto tient = l.tient;
        if (l.c.suivis > 0)
            tient.insert(tient.begin(), base::pluriel(l.c.suivis, "suivi"));
        lignes.push_back({l.c.nom, web::lien("/charges/{}", l.c.agent), base::joint(tient, "\u00a0; "), Ton::erreur,
                          "Personne ne les tient plus"});
    }
    return lignes;
}

} // namespace

acces::CeQuIlTient ce_qu_un_compte_tient(Apports const& apports) {
    return [&apports](Reader& db, Id<acces::Agent> agent, Date jour) {
        auto liste = ce_qu_il_tient(db, apports, le_reste(db, agent), jour, true);
        if (auto n = static_cast<std::int64_t>(suivis(db, agent).size()); n > 0)
            liste.insert(liste.begin(), base::pluriel(n, "suivi") + " dont il ou elle est référent");
        return liste;
    };
}

void rubriques(agenda::Journee& journee, Apports const& apports) {
    rubriques_des_dits(journee);
    journee.rubrique({15,
                      "Suivis d’un collègue parti",
                      Droit::reattribuer,
                      [&apports](Contexte& cx) { return des_partis(cx, apports); },
                      [](Contexte&) { return std::optional{web::lien("/charges")}; },
                      {}});
}

void routes_des_charges(acces::Routes& r, Apports const& apports) {
    r.menu({"Charges", web::lien("/charges"), Droit::reattribuer, 61,
            "La charge de chaque coordonnateur, et sa réattribution.", acces::groupe::pilotage});
    r.get("/charges", Droit::reattribuer, [&apports](Contexte& cx) { return montrer_les_charges(cx, apports); });
    auto deux_gestes = [&](std::string const& motif, Droit droit, auto d_ou) {
        r.get(motif, droit, [&apports, d_ou](Contexte& cx, Id<acces::Agent> id) {
            auto db = cx.db();
            return demander(cx, d_ou(db, cx, apports, id));
        });
        r.post(motif, droit, [&apports, d_ou](Contexte& cx, Id<acces::Agent> id) {
            auto db = cx.db();
            return reattribuer(cx, apports, d_ou(db, cx, apports, id));
        });
    };
    deux_gestes("/charges/{id}", Droit::reattribuer, depuis_les_charges);
    deux_gestes("/comptes/{id}/passation", Droit::gerer_comptes, depuis_le_compte);
}

} // namespace metier::passage
