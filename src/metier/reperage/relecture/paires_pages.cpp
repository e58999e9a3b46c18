#include "metier/reperage/relecture/paires_pages.hpp"

#include "base/texte.hpp"
#include "metier/reperage/relecture/lots_pages.hpp"
#include "metier/reperage/relecture/relecture_web.hpp"
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
        cache("ordre", base::code(m.ordre)),
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

Html ce_qui_reste(AccueilDesPaires const& m) {
    if (m.restantes == 0)
        return etat_vide("Aucun rapprochement à trancher.");
    std::vector<Onglet> ordres;
    for (auto const& e : ordres_de_paires)
        ordres.push_back({std::string(e.libelle), rapprochements().avec("ordre", e.code), e.valeur == m.ordre});
    return ensemble(
        p(clas("chapo"), base::pluriel(m.restantes, "paire"), " à trancher. Personne n’est fusionné sans vous."),
        onglets("Ordre", ordres), p(pourquoi_cet_ordre(m.ordre)),
        p(lien_bouton_principal(rapprochements().avec("suivante", "1").avec("ordre", base::code(m.ordre)),
                                "Trancher une par une")));
}

} // namespace

Lien lien(Id<Paire> id, OrdreDePaires ordre) {
    return ordre == OrdreDePaires::utilite ? lien(id) : lien(id).avec("ordre", base::code(ordre));
}

acces::Page page_des_paires(AccueilDesPaires const& m, Csrf const& csrf) {
    auto passees = m.decidees.empty()
                       ? Html{}
                       : ensemble(h2("Décisions prises une par une"),
                                  tableau("Décisions, la dernière d’abord",
                                          {{"Dossiers"}, {"Décision"}, {"Par"}, {"Le"}, {"Annuler"}},
                                          each(m.decidees, [&](Paire const& d) {
                                              return tr(th(scope("row"), a(href(lien(d.id)), d.nom_a, " et ", d.nom_b)),
                                                        td(decision_en_clair(d)), td(d.decidee_par), td(d.decidee_le),
                                                        td(annuler(d, csrf)));
                                          })));
    return {.titre = "Rapprochements",
            .rubrique = "Rapprochements",
            .contenu = ensemble(h1("Rapprochements"), ce_qui_reste(m), les_lots(m.lots),
                                les_lots_confirmes(m.confirmes), passees)};
}

acces::Page page_paire(PaireMontree const& m, Csrf const& csrf) {
    auto const& p_ = m.paire;
    bool ouverte = p_.decision.empty();
    auto avis = p_.genre == "lien" ? "Tout indique une seule personne." : "On ne peut pas en être sûr sans vous.";
    auto poids = ensemble("Poids total : ", rapprochement::affiche_poids(p_.dixiemes),
                          " (plus il est grand, plus les deux fiches se ressemblent), soit ", m.chances, ". ", avis);
    auto contenu = ensemble(
        h1("Une ou deux personnes ?"),
        when(ouverte,
             [&] { return p(base::pluriel(m.restantes, "paire"), " à trancher. ", pourquoi_cet_ordre(m.ordre)); }),
        ul(titre_de(p_.nom_a, p_.a, m.fiches.a_visible, m.fiches.lieu_a),
           titre_de(p_.nom_b, p_.b, m.fiches.b_visible, m.fiches.lieu_b)),
        cote_a_cote("Les deux fiches, champ par champ", "Cherché", "Vu cette année", m.fiches.lignes), p(poids),
        m.refus ? notice(Ton::attention, "Fusion impossible pour l’instant : " + *m.refus) : Html{},
        ouverte ? boutons_de_decision(m, csrf) : ce_qui_est_decide(m, csrf));
    return {.titre = "Une ou deux personnes ?",
            .rubrique = "Rapprochements",
            .fil = {{"Rapprochements", rapprochements()}},
            .contenu = contenu};
}

} // namespace metier::reperage
