// S'absenter : déléguer. Partir : passer ses suivis, et le reste.
#include <algorithm>
#include <set>

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

constexpr auto rubrique = "Passer le témoin";

struct ToutForm {
    Field<bool> tout{"tout", "Je pars\u00a0: passer cela aussi"};
    auto fields() { return std::tie(tout); }
};

/// Ceux de ce secteur d'abord ; le nom des autres dit qu'ils n'en sont pas.
std::vector<Charge> collegues(Reader& db, Contexte const& cx) {
    auto liste = du_meme_role(db, cx.portee().role_tenu, cx.agent(), cx.jour());
    auto ailleurs = d_ailleurs(db, cx.portee().role_tenu, liste, cx.jour());
    std::ranges::stable_partition(liste, [&](Charge const& c) { return !ailleurs.contains(c.agent); });
    for (auto& c : liste)
        if (ailleurs.contains(c.agent))
            c.nom += ", hors de votre secteur";
    return liste;
}

/// À qui, parmi ceux que l'on choisit, il manquera des yeux ; vide : tous sont du secteur.
Html avis_du_secteur(Contexte const& cx, Reader& db, std::vector<Charge> const& vers, bool des_reunions) {
    auto ailleurs = d_ailleurs(db, cx.portee().role_tenu, vers, cx.jour());
    if (ailleurs.empty())
        return {};
    std::vector<std::string> noms;
    for (auto const& c : vers)
        if (ailleurs.contains(c.agent))
            noms.push_back(c.nom.substr(0, c.nom.find(',')));
    return notice(Ton::attention, base::joint(noms, ", ") + "\u00a0: hors de votre secteur",
                  p("Les dossiers passés s’ouvrent à qui en devient référent\u00a0; ceux des autres, non. ",
                    when(des_reunions, [] {
                        return ensemble("Une réunion reprise par qui ne tient pas ce secteur n’aurait personne "
                                        "pour en ouvrir les situations\u00a0: confiez-la à un collègue du secteur, "
                                        "ou faites d’abord donner ce rôle à qui prend la suite.");
                    })));
}

DelegationForm formulaire_de_delegation(Reader& db, Contexte const& cx) {
    DelegationForm f;
    auto role = delegable(db, cx.portee().role_tenu);
    if (!role.recu) // ce qu'un absent a confié, lui seul le confie
        offrir(f.a, collegues(db, cx));
    auto dernier = base::plus_annees(cx.jour(), 1);
    if (role.au)
        dernier = std::max(cx.jour(), std::min(dernier, *role.au));
    f.du.between(cx.jour(), dernier);
    f.au.between(cx.jour(), dernier);
    return f;
}

PassageForm formulaire_de_passage(Reader& db, Contexte const& cx) {
    PassageForm f;
    offrir(f.vers, collegues(db, cx));
    return f;
}

Html tableau_des_suivis(std::vector<Suivi> const& liste) {
    return tableau("Les suivis dont vous êtes référent",
                   {{"Choix"}, {"Nom"}, {"Échéances à vous"}, {"Fiche de passage"}}, each(liste, [](Suivi const& s) {
                       auto nom = jeunes::nom_affiche(s.nom, s.nom_usage, s.prenom);
                       return tr(td(case_de_selection(std::to_string(s.jeune.valeur), nom)),
                                 th(scope("row"), a(href(jeunes::lien(s.jeune)), nom)), td(s.echeances),
                                 td(a(href(web::lien("/jeunes/{}/passage", s.jeune)), "Voir",
                                      lecteur(" la fiche de passage\u00a0: ", nom))));
                   }));
}

Html a_passer(Contexte const& cx, Reader& db, Apports const& apports, PassageForm const& f, ToutForm const& tout) {
    auto miens = suivis(db, cx.agent());
    auto reste = ce_qu_il_tient(db, apports, le_reste(db, cx.agent()), cx.jour(), true);
    if (miens.empty() && reste.empty())
        return etat_vide("Vous n’êtes référent d’aucun jeune.");
    return formulaire(
        web::lien("/passage/suivis"), cx.csrf(),
        when(!miens.empty(), [&] { return div(id("suivis"), attr("tabindex", "-1"), tableau_des_suivis(miens)); }),
        champ(f.vers),
        p("Cochez les dossiers à passer\u00a0; plusieurs collègues\u00a0: de quoi rapprocher leurs charges. Ce qui "
          "vous restait à "
          "faire, les relais et les situations de prévention de ces dossiers les suivent, et vous lisez encore trente "
          "jours."),
        when(!reste.empty(),
             [&] {
                 return ensemble(
                     p("Et qui ne tient à aucun de vos dossiers\u00a0: ", base::joint(reste, "\u00a0; "), "."),
                     champ(tout.tout));
             }),
        barre_de_selection(bouton("Voir la répartition")));
}

Page page_passage(Contexte& cx, Reader& db, Apports const& apports, DelegationForm const& d, PassageForm const& f,
                  ToutForm const& tout = {}, std::string const& refus = {}) {
    auto a_corriger = erreurs(d);
    for (auto const& e : erreurs(f))
        a_corriger.push_back(e);
    if (!refus.empty())
        a_corriger.push_back({"suivis", "Vos suivis", refus});
    auto tient = ce_qu_il_tient(db, apports, {cx.agent()}, cx.jour());
    return {.titre = rubrique,
            .fil = {{"Mon compte", web::lien("/compte")}},
            .contenu = ensemble(
                h1("Passer le témoin"), resume_erreurs(a_corriger), h2("Je m’absente"),
                p("Un collègue tient votre rôle pendant votre absence, du premier au dernier jour\u00a0: il voit votre "
                  "secteur et les dossiers que vous suivez, et fait à votre place vos échéances",
                  tient.empty() ? std::string(".")
                                : ", et ce que vous tenez\u00a0: " + base::joint(tient, "\u00a0; ") + ".",
                  " Vos écrits privés restent à vous."),
                bloc_des_delegations(cx, db, apports),
                d.a.choices().empty()
                    ? p(delegable(db, cx.portee().role_tenu).recu
                            ? "Vous tenez ce rôle par délégation\u00a0: il ne se délègue pas à son tour."
                            : "Aucun collègue ne tient le même rôle.")
                    : formulaire(web::lien("/passage/delegations"), cx.csrf(), champ(d.a), champ(d.du), champ(d.au),
                                 champ(d.motif), boutons(bouton("Déléguer"))),
                h2("Je pars, ou je passe une partie de mes suivis"), a_passer(cx, db, apports, f, tout))};
}

Reply montrer(Contexte& cx, Apports const& apports) {
    auto db = cx.db();
    auto d = formulaire_de_delegation(db, cx);
    d.du.set(cx.jour());
    return cx.page(page_passage(cx, db, apports, d, formulaire_de_passage(db, cx)));
}

Reply deleguer_(Contexte& cx, Apports const& apports) {
    auto db = cx.db();
    auto f = formulaire_de_delegation(db, cx);
    bool bon = cx.lire(f);
    if (bon && *f.au < *f.du) {
        f.au.refuse("Indiquez une date à partir du " + base::affiche(*f.du) + ".");
        bon = false;
    }
    if (!bon)
        return cx.invalide(page_passage(cx, db, apports, f, formulaire_de_passage(db, cx)));
    auto aussi = aussi_ces_jours_la(db, cx, *f.a, *f.du, *f.au);
    cx.acte(Acte::delegation_modifiee, [&](Writer& w, acces::Trace& trace) {
        auto id = deleguer(w, cx.instant(), cx.agent(), cx.portee().role_tenu, *f.a, *f.du, *f.au,
                           f.motif.value().value_or(""));
        ecrire_au_delegue(w, cx, id, *f.a, *f.du, *f.au);
        trace.objet = "agent/" + std::to_string(f.a->valeur);
        trace.detail = "du " + base::iso(*f.du) + " au " + base::iso(*f.au);
    });
    return cx.voir(
        web::lien("/passage"),
        "Délégation donnée, et dite à votre collègue. Ce rôle s’ajoute aux siens du premier au dernier jour." + aussi,
        aussi.empty() ? Ton::succes : Ton::attention);
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

/// La répartition, avant de la faire : qui reçoit quoi, avec quoi, et le reste.
Page page_repartition(Contexte& cx, Reader& db, Apports const& apports, Repartition const& r,
                      std::vector<Id<Jeune>> const& quoi, std::vector<std::string> const& reste, ResteForm const& f) {
    auto caches = ensemble(each(quoi, [](auto j) { return cache("choix", std::to_string(j.valeur)); }),
                           each(r.vers, [](auto const& v) { return cache("vers", std::to_string(v.agent.valeur)); }),
                           when(!reste.empty(), [] { return cache("tout", "1"); }));
    auto aussi = when(!reste.empty(), [&] {
        return ensemble(p("Et aussi, dès maintenant et sans terme\u00a0: ", base::joint(reste, "\u00a0; "), "."),
                        champ(f.a));
    });
    auto quoi_ =
        quoi.empty() ? std::string("Passer") : "Passer " + base::pluriel(static_cast<long long>(quoi.size()), "suivi");
    return {.titre = "Répartition",
            .fil = {{"Mon compte", web::lien("/compte")}, {rubrique, web::lien("/passage")}},
            .contenu = ensemble(
                h1("Répartition"), resume_erreurs(f), avis_du_secteur(cx, db, r.vers, !reste.empty()),
                when(!quoi.empty(), [&] { return tableau_de_repartition(db, apports, cx.agent(), r, cx.jour()); }),
                formulaire(web::lien("/passage/suivis"), cx.csrf(), caches, cache("confirme", "oui"), aussi,
                           boutons(bouton(quoi_), lien_bouton(web::lien("/passage"), "Annuler"))))};
}

std::int64_t passer_les_lots(Contexte& cx, Apports const& apports, Repartition const& r) {
    std::int64_t echeances = 0;
    for (std::size_t i = 0; i < r.vers.size(); ++i)
        if (!r.lots[i].empty())
            cx.acte(Acte::suivis_reattribues, [&](Writer& w, acces::Trace& trace) {
                echeances += passer(w, cx, apports, cx.agent(), r.vers[i].agent, r.lots[i]);
                trace.objet = "agent/" + std::to_string(r.vers[i].agent.valeur);
                trace.detail = base::pluriel(static_cast<long long>(r.lots[i].size()), "suivi");
            });
    return echeances;
}

Reply passer_mes_suivis(Contexte& cx, Apports const& apports) {
    auto db = cx.db();
    auto f = formulaire_de_passage(db, cx);
    ToutForm tout;
    bool bon = cx.lire(f);
    cx.lire(tout);
    auto quoi = choisis(cx, suivis(db, cx.agent()));
    auto reste = tout.tout.value().value_or(false)
                     ? ce_qu_il_tient(db, apports, le_reste(db, cx.agent()), cx.jour(), true)
                     : std::vector<std::string>{};
    bool rien = quoi.empty() && reste.empty();
    if (!bon || rien)
        return cx.invalide(page_passage(cx, db, apports, formulaire_de_delegation(db, cx), f, tout,
                                        rien ? "Cochez au moins un dossier à passer." : ""));
    auto r = repartition(collegues(db, cx), *f.vers, quoi);
    ResteForm f_reste;
    offrir(f_reste.a, r.vers);
    if (cx.requete().field("confirme") != "oui") {
        f_reste.a.set(r.vers.front().agent);
        return cx.page(page_repartition(cx, db, apports, r, quoi, reste, f_reste));
    }
    if (!reste.empty() && !cx.lire(f_reste))
        return cx.invalide(page_repartition(cx, db, apports, r, quoi, reste, f_reste));
    auto echeances = passer_les_lots(cx, apports, r);
    auto aussi = reste.empty() ? std::string{} : passer_le_reste(cx, apports, cx.agent(), *f_reste.a);
    return cx.voir(web::lien("/passage"),
                   base::pluriel(static_cast<long long>(quoi.size()), "suivi passé", "suivis passés") + ", avec " +
                       base::pluriel(echeances, "échéance") + (aussi.empty() ? "" : "\u00a0; et " + aussi) +
                       ". Vous lisez encore ces dossiers trente jours.");
}

} // namespace

void routes(acces::Routes& r, Apports const& apports) {
    r.get("/passage", Droit::suivre, [&apports](Contexte& cx) { return montrer(cx, apports); });
    r.post("/passage/delegations", Droit::suivre, [&apports](Contexte& cx) { return deleguer_(cx, apports); });
    r.post("/passage/suivis", Droit::suivre, [&apports](Contexte& cx) { return passer_mes_suivis(cx, apports); });
    routes_des_delegations(r);
    routes_des_dits(r);
    routes_de_l_annonce(r);
    routes_des_absences(r, apports);
    routes_des_charges(r, apports);
    routes_de_la_fiche(r, apports);
}

void apports(jeunes::Apports& a) {
    lectures(a);
    a.relais([](Writer& db, Contexte const& cx, Id<Jeune> jeune, Id<acces::Agent> ancien, Id<acces::Agent> nouveau) {
        dire_le_changement(db, cx, jeune, ancien, nouveau);
        return std::int64_t{0};
    });
    a.action(
        90, "Fiche de passage",
        [](Contexte& cx, Id<Jeune> id) {
            return cx.peut(Droit::suivre) ? std::optional{web::lien("/jeunes/{}/passage", id)} : std::nullopt;
        },
        true);
}

} // namespace metier::passage
