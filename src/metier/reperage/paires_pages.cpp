#include "metier/reperage/paires_pages.hpp"

#include "base/texte.hpp"
#include "metier/reperage/reperage_web.hpp"
#include "web/parts/tableau.hpp"

namespace metier::reperage {

using namespace web;

namespace {

Lien rapprochements() { return web::lien("/rapprochements"); }

std::string decision_en_clair(Paire const& p) {
    auto d = base::lire_code<DecisionDePaire>(p.decision);
    return d ? std::string(base::libelle(*d)) : std::string{};
}

Html annuler(Paire const& p, Csrf const& csrf) {
    return formulaire(web::lien("/rapprochements/{}/annulation", p.id), csrf, version_montree(p.version),
                      bouton_secondaire("Annuler", lecteur(" la décision sur ", p.nom_a, " et ", p.nom_b)));
}

Html boutons_de_decision(PaireMontree const& m, Csrf const& csrf) {
    auto choix = [](DecisionDePaire d) { return attributs({name("decision"), value(base::code(d))}); };
    return formulaire(
        web::lien("/rapprochements/{}/decision", m.paire.id), csrf, version_montree(m.paire.version),
        boutons(bouton(choix(DecisionDePaire::meme), data("touche", "m"), base::libelle(DecisionDePaire::meme)),
                bouton_secondaire(choix(DecisionDePaire::different), data("touche", "d"),
                                  base::libelle(DecisionDePaire::different)),
                bouton_secondaire(choix(DecisionDePaire::plus_tard), data("touche", "p"),
                                  base::libelle(DecisionDePaire::plus_tard))));
}

Html ce_qui_est_decide(PaireMontree const& m, Csrf const& csrf) {
    auto const& p = m.paire;
    auto phrase = "« " + decision_en_clair(p) + " », décidé par " +
                  (p.decidee_par.empty() ? std::string("une importation") : p.decidee_par) + ".";
    return ensemble(notice(Ton::information, phrase), m.sans_retour ? web::p(*m.sans_retour) : annuler(p, csrf),
                    web::p(lien_bouton_principal(rapprochements(), "Paire suivante")));
}

Html titre_de(std::string const& nom, Id<Jeune> id, bool visible, std::string const& lieu) {
    return li(visible ? a(href(jeunes::lien(id)), nom) : ensemble(nom), " : ",
              visible ? (lieu.empty() ? std::string("aucune inscription connue") : lieu)
                      : std::string("suivi ailleurs, identité seule"));
}

} // namespace

acces::Page page_des_paires(std::int64_t restantes, std::vector<LotEvident> const& lots,
                            std::vector<Paire> const& decidees, Csrf const& csrf) {
    auto reste =
        restantes == 0
            ? etat_vide("Aucun rapprochement à trancher.")
            : ensemble(p(clas("chapo"), base::pluriel(restantes, "paire"),
                         " à trancher. Personne n’est fusionné sans vous."),
                       p(lien_bouton_principal(rapprochements().avec("suivante", "1"), "Trancher une par une")));
    auto evidentes = lots.empty()
                         ? Html{}
                         : ensemble(h2("Les évidentes, d’un coup"), ul(each(lots, [](LotEvident const& l) {
                                        return li(a(href(web::lien("/rapprochements/lots/{}", base::code(l.evidence))),
                                                    base::pluriel(l.paires, "paire"), " dont les fiches ",
                                                    base::libelle(l.evidence)));
                                    })));
    auto passees = decidees.empty()
                       ? Html{}
                       : ensemble(h2("Décisions prises"),
                                  tableau("Décisions, la dernière d’abord",
                                          {{"Dossiers"}, {"Décision"}, {"Par"}, {"Le"}, {"Annuler"}},
                                          each(decidees, [&](Paire const& d) {
                                              return tr(th(scope("row"), a(href(lien(d.id)), d.nom_a, " et ", d.nom_b)),
                                                        td(decision_en_clair(d)), td(d.decidee_par), td(d.decidee_le),
                                                        td(annuler(d, csrf)));
                                          })));
    return {.titre = "Rapprochements",
            .rubrique = "Rapprochements",
            .contenu = ensemble(h1("Rapprochements"), reste, evidentes, passees)};
}

acces::Page page_paire(PaireMontree const& m, Csrf const& csrf) {
    auto const& p_ = m.paire;
    bool ouverte = p_.decision.empty();
    auto avis = p_.genre == "lien" ? "Tout indique une seule personne." : "On ne peut pas en être sûr sans vous.";
    auto poids = ensemble("Poids total : ", rapprochement::affiche_poids(p_.dixiemes),
                          " (plus il est grand, plus les deux fiches se ressemblent). ", avis);
    auto contenu =
        ensemble(h1("Une ou deux personnes ?"),
                 when(ouverte, [&] { return p(base::pluriel(m.restantes, "paire"), " à trancher."); }),
                 ul(titre_de(p_.nom_a, p_.a, m.a_visible, m.lieu_a), titre_de(p_.nom_b, p_.b, m.b_visible, m.lieu_b)),
                 cote_a_cote("Les deux fiches, champ par champ", "Cherché", "Vu cette année", m.lignes), p(poids),
                 m.refus ? notice(Ton::attention, "Fusion impossible pour l’instant : " + *m.refus) : Html{},
                 ouverte ? boutons_de_decision(m, csrf) : ce_qui_est_decide(m, csrf));
    return {.titre = "Une ou deux personnes ?",
            .rubrique = "Rapprochements",
            .fil = {{"Rapprochements", rapprochements()}},
            .contenu = contenu};
}

acces::Page page_lot(Evidence evidence, std::int64_t total, std::vector<Paire> const& paires, Csrf const& csrf) {
    auto titre_ = (total <= 1 ? std::string("Une paire dont les fiches ") : "Ces " + base::nombre(total) + " paires ") +
                  std::string(base::libelle(evidence));
    auto lignes = each(paires, [](Paire const& p) {
        return tr(td(case_de_selection(std::to_string(p.id.valeur) + "-" + std::to_string(p.version),
                                       p.nom_a + " et " + p.nom_b)),
                  th(scope("row"), a(href(lien(p.id)), p.nom_a)), td(p.nom_b),
                  td(clas("num"), rapprochement::affiche_poids(p.dixiemes)));
    });
    auto corps =
        paires.empty()
            ? etat_vide("Plus aucune paire de ce genre.", lien_bouton(rapprochements(), "Retour"))
            : formulaire(web::lien("/rapprochements/lots/{}", base::code(evidence)), csrf,
                         p("Cochez celles que vous confirmez : leurs dossiers seront réunis. Chaque fusion se défait "
                           "pendant 90 jours."),
                         barre_de_selection(bouton("Même personne pour les paires choisies")),
                         tableau(titre_, {{"Choix"}, {"Cherché"}, {"Vu cette année"}, {"Poids", "", "num"}}, lignes));
    return {.titre = titre_,
            .rubrique = "Rapprochements",
            .fil = {{"Rapprochements", rapprochements()}},
            .contenu = ensemble(h1(titre_), corps)};
}

} // namespace metier::reperage
