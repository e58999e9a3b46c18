#include "base/texte.hpp"
#include "metier/reperage/relecture/paires_pages.hpp"
#include "metier/reperage/relecture/relecture_web.hpp"

namespace metier::reperage {
namespace {

using acces::Acte;
using acces::Droit;
using web::Reply;
using Cx = acces::Contexte;
namespace moteur = rapprochement;

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

/// Hors portée, on ne montre que ce qui identifie : ni adresse, ni téléphone, ni INE.
bool se_montre(moteur::Champ c, bool les_deux_visibles) {
    switch (c) {
    case moteur::Champ::nom:
    case moteur::Champ::prenom:
    case moteur::Champ::naissance:
    case moteur::Champ::sexe: return true;
    case moteur::Champ::lieu_naissance:
    case moteur::Champ::foyer:
    case moteur::Champ::commune: return les_deux_visibles;
    case moteur::Champ::ine: return false; // une empreinte, jamais un numéro
    }
    return false;
}

/// Les valeurs d'aujourd'hui, les poids du jour où la paire a été proposée.
std::vector<web::LigneComparee> comparer(Reader& db, PaireMontree const& m) {
    auto a = jeunes::fiche(db, m.paire.a), b = jeunes::fiche(db, m.paire.b);
    if (!a || !b)
        return {};
    auto reference = moteur::modele_d_un_bassin(1'000, 1'000);
    auto poids = lire_explication(m.paire.explication);
    std::vector<web::LigneComparee> lignes;
    for (auto const& l : moteur::comparer(*a, *b, reference).lignes) {
        bool montre = se_montre(l.champ, m.a_visible && m.b_visible);
        auto cache = [&](std::string const& v) {
            return montre ? v : v.empty() ? std::string{} : std::string("renseigné, masqué");
        };
        web::LigneComparee ligne{std::string(moteur::libelle(l.champ)), cache(l.valeur_a), cache(l.valeur_b),
                                 l.dixiemes / 10.0, l.phrase};
        for (auto const& garde : poids)
            if (garde.champ == l.champ) {
                ligne.poids = garde.dixiemes / 10.0;
                ligne.motif = garde.phrase;
            }
        lignes.push_back(std::move(ligne));
    }
    return lignes;
}

std::string lieu(Reader& db, Id<Jeune> id) {
    auto liste = jeunes::inscriptions(db, id);
    return liste.empty() ? std::string{} : liste.front().lieu + ", " + liste.front().annee.affiche();
}

acces::Page page_de(Cx& cx, Reader& db, Paire paire) {
    PaireMontree m;
    m.paire = std::move(paire);
    m.ordre = ordre_demande(cx);
    for (auto [id, visible, ou] :
         {std::tuple{m.paire.a, &m.a_visible, &m.lieu_a}, std::tuple{m.paire.b, &m.b_visible, &m.lieu_b}})
        if (acces::motif(db, cx.portee(), id)) {
            *visible = true;
            *ou = lieu(db, id);
            cx.consulter(id, objet(m.paire.id));
        }
    m.lignes = comparer(db, m);
    m.restantes = restantes(db, cx.portee());
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
    return cx.voir(suite ? lien(*suite, ordre) : web::lien("/rapprochements"),
                   suite ? "Décidé. Voici la paire suivante." : "Décidé. Il ne reste aucune paire à trancher.");
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
