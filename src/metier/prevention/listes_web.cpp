// La liste vivante de l'établissement (C-12), et ceux dont personne n'a rien écrit (C-6).
#include "base/texte.hpp"
#include "metier/prevention/reperes_web.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::prevention {

using namespace web;
using acces::Contexte;
using acces::Droit;

namespace {

constexpr int eleves_montres = 20;
constexpr std::size_t lignes_montrees = 200;

struct FormEleve {
    Field<std::string> q{"q", "Chercher un élève : pourquoi est-il, ou n’est-il pas, sur la liste", at_most(80)};
    auto fields() { return std::tie(q); }
};

Html revoir(std::optional<Date> le, Date jour) {
    if (!le)
        return badge(Ton::attention, "À fixer");
    return ensemble(*le, " ", when(*le < jour, [] { return badge(Ton::erreur, "En retard"); }));
}

Html nom_et_classe(ARegarder const& e) {
    return ensemble(a(href(lien_de_la_grille(e.jeune)), e.nom_affiche()), e.classe.empty() ? "" : ", " + e.classe);
}

Html ou_en_est(ARegarder const& e) {
    if (!e.situation)
        return ensemble("Pas de situation ouverte");
    return a(href(lien(*e.situation)), libelle(*e.etat), lecteur(" : ", e.nom_affiche()));
}

Html ligne(ARegarder const& e, Date jour) {
    auto presse = e.rang().pressant() ? ensemble(" ", badge(Ton::erreur, "À voir aujourd’hui")) : Html{};
    return tr(td(nom_et_classe(e), presse), td(e.entree.phrase), td(place_dite(e.rang(), jour)),
              td(revoir(e.revoir_le, jour)), td(ou_en_est(e)));
}

Html la_liste(std::vector<ARegarder> const& tous, Date jour) {
    std::vector<ARegarder> sur;
    for (auto const& e : tous)
        if (e.entree.entre && sur.size() < lignes_montrees)
            sur.push_back(e);
    if (sur.empty())
        return etat_vide("Personne n’est sur la liste.");
    return tableau(base::pluriel(static_cast<long long>(sur.size()), "élève à regarder", "élèves à regarder"),
                   {{"Élève"}, {"Pourquoi"}, {"Sa place"}, {"À revoir le"}, {"Situation"}},
                   each(sur, [&](auto const& e) { return ligne(e, jour); }));
}

Html recherche(Contexte& cx, Reader& db) {
    FormEleve form;
    cx.lire(form);
    Html trouves;
    if (form.q) {
        auto liste = chercher_des_eleves(db, cx.portee(), *form.q, eleves_montres);
        trouves = liste.empty() ? etat_vide("Aucun élève de votre établissement ne répond à « " + *form.q + " ».")
                                : ul(clas("liste-large"), each(liste, [](Eleve const& e) {
                                         return li(a(href(lien_de_la_grille(e.id)), e.nom_affiche()),
                                                   e.classe.empty() ? "" : ", " + e.classe);
                                     }));
    }
    return ensemble(formulaire_recherche(web::lien("/prevention"), champ(form.q), boutons(bouton("Chercher"))),
                    trouves);
}

Html ligne_confiee(PreventionVue const& p, Date jour) {
    return tr(td(a(href(lien(p.id)), p.nom_affiche())), td(p.lieu),
              td(libelle(p.etat), " ", badge_d_urgence(p.urgence)), td(badge_du_lien(p)), td(revoir(p.revoir_le, jour)),
              td(p.dernier_echange ? ensemble(*p.dernier_echange) : ensemble("Aucun échange noté")));
}

Html confiees(Contexte& cx, Reader& db) {
    auto liste = ouvertes(db, cx.portee());
    if (liste.empty())
        return etat_vide("Aucune situation ne vous est confiée.",
                         p("Un établissement confie une situation depuis sa page, « Confiée aussi à »."));
    return tableau(base::pluriel(static_cast<long long>(liste.size()), "situation confiée", "situations confiées"),
                   {{"Élève"}, {"Établissement"}, {"État"}, {"Lien"}, {"À revoir le"}, {"Dernier échange"}},
                   each(liste, [&](auto const& p) { return ligne_confiee(p, cx.jour()); }));
}

Reply lister(Contexte& cx) {
    auto db = cx.db();
    auto ici = mon_etablissement(db, cx.portee());
    Html contenu;
    if (!ici) {
        contenu = confiees(cx, db);
    } else {
        auto f = fraicheur(db, *ici, cx.jour());
        contenu = ensemble(boutons(lien_bouton_principal(web::lien("/signalements/nouveau"), "Signaler une inquiétude"),
                                   lien_bouton(web::lien("/absences"), "Absences"),
                                   lien_bouton(web::lien("/parcours"), "Parcours aménagés"),
                                   lien_bouton(web::lien("/prevention/sans-ecrit"), "Des signes, et rien d’écrit")),
                           when(!f.calculable(cx.jour()), [&] { return notice(Ton::attention, f.dite(cx.jour())); }),
                           p("Dans l’ordre : signalements à voir aujourd’hui, obligations légales, plus long silence, "
                             "nombre de familles de signes, "
                             "nouveauté. Aucun élève n’a de note ni de rang."),
                           la_liste(tous_les_connus(db, *ici, cx.jour()), cx.jour()), h2("Un élève qui n’y est pas"),
                           recherche(cx, db));
    }
    return cx.page({.titre = "Prévention",
                    .rubrique = rubrique_prevention,
                    .contenu = ensemble(h1(ici ? "À regarder dans l’établissement" : "Prévention"), contenu),
                    .large = true});
}

Reply lister_sans_ecrit(Contexte& cx) {
    auto db = cx.db();
    auto ici = mon_etablissement(db, cx.portee());
    if (!ici)
        throw not_found();
    auto r = reglages(db, cx.jour());
    std::vector<ARegarder> liste;
    for (auto const& e : tous_les_connus(db, *ici, cx.jour()))
        if (sans_ecrit(e, r, cx.jour()) && liste.size() < lignes_montrees)
            liste.push_back(e);
    auto une = [&](ARegarder const& e) {
        return tr(td(nom_et_classe(e)), td(e.entree.phrase),
                  td(e.connu.dernier_echange ? ensemble(*e.connu.dernier_echange) : ensemble("Aucun échange noté")),
                  td(e.connu.dernier_ecrit ? ensemble(*e.connu.dernier_ecrit) : ensemble("Rien d’écrit")));
    };
    auto contenu = liste.empty() ? etat_vide("Chaque élève qui a plusieurs signes a eu un écrit récent.")
                                 : tableau(base::pluriel(static_cast<long long>(liste.size()), "élève", "élèves"),
                                           {{"Élève"}, {"Les signes"}, {"Dernier échange humain"}, {"Dernier écrit"}},
                                           each(liste, une));
    return cx.page({.titre = "Beaucoup de signes, et rien d’écrit",
                    .rubrique = rubrique_prevention,
                    .fil = {{"Prévention", web::lien("/prevention")}},
                    .contenu = ensemble(h1("Beaucoup de signes, et personne n’a rien écrit"),
                                        p("Un seuil de la loi ou des signes de ", std::to_string(r.familles),
                                          " familles, et ni contact, ni entretien, ni décision depuis ",
                                          base::pluriel(r.silence, "jour"), "."),
                                        contenu)});
}

} // namespace

void routes_des_listes(acces::Routes& r) {
    r.menu({rubrique_prevention, web::lien("/prevention"), Droit::lire_prevention, 20,
            "Élèves à regarder, absences, situations suivies dans votre établissement.", acces::groupe::prevention});
    r.get("/prevention", Droit::lire_prevention, lister);
    r.get("/prevention/sans-ecrit", Droit::lire_prevention, lister_sans_ecrit);
}

} // namespace metier::prevention
