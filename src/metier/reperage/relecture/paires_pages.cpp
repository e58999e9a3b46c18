#include "metier/reperage/relecture/paires_pages.hpp"

#include <cmath>

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
    // Le bouton mis en avant dit ce que la machine croit ; à égalité, de ne rien réunir.
    bool plutot_la_meme = m.paire.probabilite > 0.5;
    auto decider = [&](DecisionDePaire d, std::string_view touche, bool avant) {
        return avant ? bouton(choix(d), data("touche", touche), base::libelle(d))
                     : bouton_secondaire(choix(d), data("touche", touche), base::libelle(d));
    };
    return formulaire(web::lien("/rapprochements/{}/decision", m.paire.id), csrf, version_montree(m.paire.version),
                      cache("ordre", base::code(m.ordre)),
                      boutons(decider(DecisionDePaire::meme, "m", plutot_la_meme),
                              decider(DecisionDePaire::different, "d", !plutot_la_meme),
                              decider(DecisionDePaire::plus_tard, "p", false)));
}

Html ce_qui_est_decide(PaireMontree const& m, Csrf const& csrf) {
    auto const& p = m.paire;
    auto phrase = "« " + decision_en_clair(p) + " », décidé par " +
                  (p.decidee_par.empty() ? std::string("une importation") : p.decidee_par) + ".";
    return ensemble(notice(Ton::information, phrase), m.sans_retour ? web::p(*m.sans_retour) : annuler(p, csrf),
                    web::p(lien_bouton_principal(rapprochements(), "Paire suivante")));
}

/// Une erreur se voit à la page suivante : elle s'y défait.
Html sa_decision(Paire const& p, Csrf const& csrf) {
    return div(clas("suite"),
               web::p("Votre dernière décision : ", a(href(lien(p.id)), p.nom_a, " et ", p.nom_b), ", « ",
                      base::minuscules(decision_en_clair(p)), " »."),
               annuler(p, csrf));
}

/// Le compte tombe juste : d'où l'on part, ce qu'apportent les champs, où l'on arrive.
std::string compte_des_poids(PaireMontree const& m) {
    double champs = 0;
    for (auto const& l : m.fiches.lignes)
        champs += l.poids.value_or(0);
    auto dixiemes = static_cast<int>(std::lround(champs * 10));
    using rapprochement::affiche_poids;
    return "On part de " + affiche_poids(m.paire.dixiemes - dixiemes) +
           ", parce que deux fiches prises au hasard sont presque toujours deux personnes ; les champs apportent " +
           affiche_poids(dixiemes) + ". Total : " + affiche_poids(m.paire.dixiemes) + ", soit " + m.chances + ". ";
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
    bool reunis = p_.fusion.has_value();
    auto poids = ensemble(compte_des_poids(m), avis);
    auto contenu = ensemble(
        h1("Une ou deux personnes ?"), ouverte && m.derniere ? sa_decision(*m.derniere, csrf) : Html{},
        when(ouverte,
             [&] { return p(base::pluriel(m.restantes, "paire"), " à trancher. ", pourquoi_cet_ordre(m.ordre)); }),
        ul(titre_de(p_.nom_a, p_.a, m.fiches.a_visible, m.fiches.lieu_a),
           titre_de(p_.nom_b, p_.b, m.fiches.b_visible, m.fiches.lieu_b)),
        cote_a_cote(reunis ? "Les deux fiches, telles qu’elles étaient" : "Les deux fiches, champ par champ",
                    reunis ? "Dossier gardé" : "Cherché", reunis ? "Dossier réuni à l’autre" : "Vu cette année",
                    m.fiches.lignes),
        p(poids), m.refus ? notice(Ton::attention, "Fusion impossible pour l’instant : " + *m.refus) : Html{},
        ouverte ? boutons_de_decision(m, csrf) : ce_qui_est_decide(m, csrf));
    return {.titre = "Une ou deux personnes ?",
            .rubrique = "Rapprochements",
            .fil = {{"Rapprochements", rapprochements()}},
            .contenu = contenu};
}

} // namespace metier::reperage
