// Ce qui a été passé de main, à lire une fois : qui, combien, dossier par dossier.
#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/passage/dits.hpp"
#include "metier/passage/passage_web.hpp"

namespace metier::passage {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

std::string le_jour(Instant i) { return base::affiche(base::a_paris(i).jour); }

std::string titre_pour(PassageDit const& p, Id<acces::Agent> agent) {
    return agent == p.a ? p.quoi() + " " + base::de_ce_lieu(p.nom_de) : p.quoi() + " à " + p.nom_a;
}

agenda::Contenu a_lire_(Contexte& cx) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& x : a_lire(db, cx.agent())) {
        bool un = x.suivis == 1 && x.reste.empty();
        std::string recu = un ? "Vous est confié par " : "Vous sont confiés par ",
                    perdu = un ? "N’est plus à vous\u00a0: passé par " : "Ne sont plus à vous\u00a0: passés par ";
        lignes.push_back({titre_pour(x, cx.agent()), web::lien("/passage/recus/{}", x.id),
                          (cx.agent() == x.a ? recu : perdu) + x.nom_par + " le " + le_jour(x.le), Ton::attention,
                          "À lire"});
    }
    return lignes;
}

agenda::Contenu a_annoncer(Contexte& cx) {
    constexpr int montrees = 20;
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& e :
         agenda::a_faire(db, cx.portee(), base::plus_annees(cx.jour(), 1), montrees, {.seuls = {genre_annonce}}))
        lignes.push_back({e.nom_du_jeune, web::lien("/jeunes/{}/annonce", *e.jeune),
                          "Une lettre est prête, ou dites-le de vive voix",
                          e.en_retard(cx.jour()) ? Ton::erreur : Ton::neutre, "Avant le " + base::affiche(e.pour_le)});
    return {lignes, lignes.empty() ? "" : "Leur référent a changé\u00a0: c’est à vous de le leur dire."};
}

/// En cours : qui l'on remplace, si on l'a lu et qu'on agit dans un autre rôle ; et qui vous remplace.
agenda::Contenu remplacements(Contexte& cx) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& d : delegations(db, cx.agent(), cx.jour()))
        if (d.de == cx.agent() && d.du <= cx.jour())
            lignes.push_back({d.nom_a + " vous remplace", web::lien("/passage"), "Finir la délégation à votre retour",
                              Ton::information, "Jusqu’au " + base::affiche(d.au)});
        else if (d.a == cx.agent() && d.vue_le && d.du <= cx.jour() && d.role_tenu != cx.portee().role_tenu)
            lignes.push_back({"Vous remplacez " + d.nom_de, web::lien("/role"),
                              "Prendre son rôle, pour voir et faire ce qui l’attend" +
                                  (d.motif.empty() ? std::string{} : ". Son mot\u00a0: " + d.motif),
                              Ton::information, "Jusqu’au " + base::affiche(d.au)});
    return lignes;
}

agenda::Contenu delegations_recues(Contexte& cx) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& d : delegations(db, cx.agent(), cx.jour()))
        if (d.a == cx.agent() && !d.vue_le)
            lignes.push_back({d.nom_de + " vous confie son rôle", web::lien("/passage"),
                              d.motif.empty() ? "Le temps de son absence" : "Son mot\u00a0: " + d.motif, Ton::attention,
                              "Du " + base::affiche(d.du) + " au " + base::affiche(d.au)});
    return lignes;
}

PassageDit exiger_dit(Contexte& cx, Id<PassageDit> id) {
    auto db = cx.db();
    auto x = trouver(db, id);
    if (!x || (x->a != cx.agent() && x->de != cx.agent()))
        throw not_found();
    return *x;
}

Html ligne(SuiviPasse const& s, bool recoit) {
    auto nom = jeunes::nom_affiche(s.nom, s.nom_usage, s.prenom);
    auto annonce = s.a_annoncer ? a(href(web::lien("/jeunes/{}/annonce", s.jeune)), "À prévenir",
                                    lecteur("\u00a0: ", nom, ", que son interlocuteur change"))
                                : ensemble("Rien à dire, ou déjà dit");
    return tr(
        th(scope("row"), a(href(jeunes::lien(s.jeune)), nom)),
        td(a(href(web::lien("/jeunes/{}/passage", s.jeune)), "Voir", lecteur(" la fiche de passage\u00a0: ", nom))),
        when(recoit, [&] { return td(annonce); }));
}

Html les_suivis(std::vector<SuiviPasse> const& liste, bool recoit) {
    std::vector<Colonne> colonnes{{"Nom"}, {"Fiche de passage"}};
    if (recoit)
        colonnes.push_back({"Le jeune et sa famille"});
    return liste.empty()
               ? p("Aucun de ces dossiers ne vous est ouvert aujourd’hui.")
               : tableau("Les dossiers passés", colonnes, each(liste, [&](auto const& s) { return ligne(s, recoit); }));
}

Reply montrer(Contexte& cx, Id<PassageDit> id) {
    auto x = exiger_dit(cx, id);
    bool recoit = x.a == cx.agent();
    auto db = cx.db();
    auto quand = "Le " + le_jour(x.le) + ", par " + x.nom_par + ". ";
    auto phrase = recoit ? quand + "Les échéances, les relais et les situations de prévention de ces dossiers vous "
                                   "reviennent avec eux."
                         : quand + "Vous lisez encore ces dossiers trente jours, le temps de dire ce que vous savez.";
    auto lu = x.lu_par(cx.agent())
                  ? p("Vous l’avez lu.")
                  : formulaire(web::lien("/passage/recus/{}/lu", x.id), cx.csrf(), boutons(bouton("J’ai lu")));
    return cx.page(
        {.titre = titre_pour(x, cx.agent()),
         .contenu =
             ensemble(h1(titre_pour(x, cx.agent())), p(phrase),
                      when(!x.reste.empty(), [&] { return p("Et hors de ces dossiers\u00a0: ", x.reste, "."); }),
                      when(x.suivis > 0, [&] { return les_suivis(suivis_passes(db, cx.portee(), x), recoit); }), lu)});
}

Reply lire_(Contexte& cx, Id<PassageDit> id) {
    auto x = exiger_dit(cx, id);
    cx.acte(Acte::suivis_reattribues, [&](Writer& w, acces::Trace& trace) {
        trace.objet = "passage_dit/" + std::to_string(id.valeur);
        trace.detail = "lu";
        noter_lu(w, cx.instant(), x, cx.agent());
    });
    return cx.voir(web::lien("/"), "C’est noté\u00a0: vous l’avez lu.");
}

} // namespace

void rubriques_des_dits(agenda::Journee& journee) {
    journee.rubrique({3, "On vous confie un rôle", Droit::connecte, delegations_recues});
    journee.rubrique({4, "Passages de témoin à lire", Droit::suivre, a_lire_});
    journee.rubrique({17, "Jeunes et familles à prévenir d’un changement", Droit::suivre, a_annoncer});
    journee.rubrique(
        {.ordre = 18, .titre = "Remplacements", .droit = Droit::connecte, .lignes = remplacements, .tache = false});
    journee.prend(genre_annonce);
    journee.mene(genre_annonce, [](agenda::Echeance const& e) { return web::lien("/jeunes/{}/annonce", *e.jeune); });
}

void routes_des_dits(acces::Routes& r) {
    r.get("/passage/recus/{id}", Droit::suivre, montrer);
    r.post("/passage/recus/{id}/lu", Droit::suivre, lire_);
}

} // namespace metier::passage
