#include "base/texte.hpp"
#include "metier/reperage/relecture/echantillon_pages.hpp"
#include "metier/reperage/relecture/paires_pages.hpp"
#include "metier/reperage/relecture/relecture_web.hpp"

namespace metier::reperage {
namespace {

using acces::Acte;
using acces::Droit;
using web::Reply;
using Cx = acces::Contexte;

std::string objet(Id<Paire> id) { return "paire/" + std::to_string(id.valeur); }

Paire exiger(Cx& cx, Reader& db, Id<Paire> id) {
    auto p = trouver_paire(db, cx.portee(), id);
    if (!p)
        throw web::not_found();
    return *std::move(p);
}

OrdreDePaires ordre_demande(Cx& cx) {
    return base::lire_code<OrdreDePaires>(cx.requete().param("ordre")).value_or(OrdreDePaires::utilite);
}

Reply accueil(Cx& cx) {
    auto db = cx.db();
    AccueilDesPaires m;
    m.ordre = ordre_demande(cx);
    if (cx.requete().param("suivante") == "1")
        if (auto une = prochaine(db, cx.portee(), m.ordre))
            return cx.voir(lien(*une, m.ordre));
    m.restantes = restantes(db, cx.portee());
    m.lots = lots(db, cx.portee());
    m.confirmes = lots_confirmes(db, cx.portee());
    m.decidees = decidees(db, cx.portee(), 50);
    return cx.page(page_des_paires(m, cx.csrf()));
}

acces::Page page_de(Cx& cx, Reader& db, Paire paire) {
    PaireMontree m;
    m.paire = std::move(paire);
    m.ordre = ordre_demande(cx);
    m.fiches = deux_fiches(cx, db, m.paire.a, m.paire.b, m.paire.explication, objet(m.paire.id));
    m.chances = chances(db, m.paire.campagne, m.paire.dixiemes, m.paire.probabilite);
    m.restantes = restantes(db, cx.portee());
    if (m.paire.decision.empty())
        m.derniere = sa_derniere(db, cx.portee());
    if (m.paire.decision.empty())
        m.refus = jeunes::empechement(db, m.paire.a, m.paire.b);
    else
        m.sans_retour = empechement_d_annuler(db, m.paire, cx.instant(), cx.jour());
    return page_paire(m, cx.csrf());
}

Reply montrer(Cx& cx, Id<Paire> id) {
    auto db = cx.db();
    return cx.page(page_de(cx, db, exiger(cx, db, id)));
}

Reply decider(Cx& cx, Id<Paire> id) {
    auto db = cx.db();
    auto paire = exiger(cx, db, id);
    FormPaire form;
    if (!cx.lire(form))
        return cx.invalide(page_de(cx, db, paire));
    if (*form.decision == DecisionDePaire::meme && paire.decision.empty())
        if (auto pourquoi = jeunes::empechement(db, paire.a, paire.b))
            return cx.invalide(page_de(cx, db, paire));
    bool fait = cx.acte_ou_conflit(Acte::paire_tranchee, [&](Writer& ecrit, acces::Trace& trace) {
        auto r = trancher(ecrit, cx.instant(), cx.agent(), paire, *form.version, *form.decision);
        ensure(r.refus.empty(), "fusion devenue impossible pendant la décision");
        trace = {paire.a, objet(id), std::string(base::code(*form.decision)), ""};
    });
    if (!fait) // quelqu'un a décidé avant : on voit ce qu'il a décidé
        return cx.conflit(page_de(cx, db, exiger(cx, db, id)));
    auto ordre = form.ordre.value().value_or(OrdreDePaires::utilite);
    auto suite = prochaine(db, cx.portee(), ordre, id);
    std::string fait_en_clair = *form.decision == DecisionDePaire::plus_tard ? "Remise à plus tard." : "Décidé.";
    return cx.voir(suite ? lien(*suite, ordre) : web::lien("/rapprochements"),
                   fait_en_clair +
                       (suite ? " Voici la paire suivante." : " Il ne reste aucune autre paire à trancher."));
}

Reply annuler(Cx& cx, Id<Paire> id) {
    auto db = cx.db();
    auto paire = exiger(cx, db, id);
    FormCloture form;
    if (!cx.lire(form))
        return cx.invalide(page_de(cx, db, paire));
    if (auto pourquoi = empechement_d_annuler(db, paire, cx.instant(), cx.jour()))
        return cx.voir(lien(id), *pourquoi, web::Ton::attention);
    bool fait = cx.acte_ou_conflit(Acte::decision_annulee, [&](Writer& ecrit, acces::Trace& trace) {
        annuler_la_decision(ecrit, cx.instant(), cx.agent(), paire, *form.version, cx.jour());
        trace = {paire.a, objet(id), "", ""};
    });
    if (!fait)
        return cx.conflit(page_de(cx, db, exiger(cx, db, id)));
    return cx.voir(lien(id), "Décision annulée : la paire est de nouveau à trancher.");
}

} // namespace

void routes_des_paires(acces::Routes& r) {
    r.get("/rapprochements", Droit::trancher, accueil);
    r.get("/rapprochements/{id}", Droit::trancher, montrer);
    r.post("/rapprochements/{id}/decision", Droit::trancher, decider);
    r.post("/rapprochements/{id}/annulation", Droit::trancher, annuler);
}

} // namespace metier::reperage
