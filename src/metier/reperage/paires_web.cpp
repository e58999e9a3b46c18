#include "base/texte.hpp"
#include "metier/reperage/paires_pages.hpp"
#include "metier/reperage/reperage_web.hpp"

namespace metier::reperage {
namespace {

using acces::Acte;
using acces::Droit;
using web::Reply;
using Cx = acces::Contexte;
namespace moteur = rapprochement;

constexpr int au_plus_d_un_coup = 100;

std::string objet(Id<Paire> id) { return "paire/" + std::to_string(id.valeur); }

Paire exiger(Cx& cx, Reader& db, Id<Paire> id) {
    auto p = trouver_paire(db, cx.portee(), id);
    if (!p)
        throw web::not_found();
    return *std::move(p);
}

Reply accueil(Cx& cx) {
    auto db = cx.db();
    if (cx.requete().param("suivante") == "1")
        if (auto une = prochaine(db, cx.portee()))
            return cx.voir(lien(*une));
    return cx.page(page_des_paires(restantes(db, cx.portee()), lots_evidents(db, cx.portee()),
                                   decidees(db, cx.portee(), 50), cx.csrf()));
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
    auto suite = prochaine(db, cx.portee(), id);
    return cx.voir(suite ? lien(*suite) : web::lien("/rapprochements"),
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

Evidence exiger_l_evidence(std::string const& code_) {
    auto e = base::lire_code<Evidence>(code_);
    if (!e)
        throw web::not_found();
    return *e;
}

Reply montrer_un_lot(Cx& cx, std::string code_) {
    auto evidence = exiger_l_evidence(code_);
    auto db = cx.db();
    std::int64_t total = 0;
    for (auto const& l : lots_evidents(db, cx.portee()))
        if (l.evidence == evidence)
            total = l.paires;
    return cx.page(page_lot(evidence, total, paires_du_lot(db, cx.portee(), evidence, au_plus_d_un_coup), cx.csrf()));
}

/// « 12-1 » : numéro et version montrée.
std::optional<std::pair<Id<Paire>, std::int64_t>> lire_le_choix(std::string_view texte) {
    auto tiret = texte.find('-');
    auto id = web::lire_entier(texte.substr(0, tiret));
    auto version = tiret == texte.npos ? std::nullopt : web::lire_entier(texte.substr(tiret + 1));
    return id && version ? std::optional{std::pair{Id<Paire>{*id}, static_cast<std::int64_t>(*version)}} : std::nullopt;
}

Reply confirmer_un_lot(Cx& cx, std::string code_) {
    auto evidence = exiger_l_evidence(code_);
    auto db = cx.db();
    int faites = 0, laissees = 0;
    for (auto choix : cx.requete().fields("choix")) {
        auto lu = lire_le_choix(choix);
        auto paire =
            lu && faites + laissees < au_plus_d_un_coup ? trouver_paire(db, cx.portee(), lu->first) : std::nullopt;
        bool possible = paire && paire->evidence == base::code(evidence) && paire->genre == "lien" &&
                        paire->decision.empty() && !jeunes::empechement(db, paire->a, paire->b);
        bool faite = possible && cx.acte_ou_conflit(Acte::paire_tranchee, [&](Writer& ecrit, acces::Trace& trace) {
            trancher(ecrit, cx.instant(), cx.agent(), *paire, lu->second, DecisionDePaire::meme);
            trace = {paire->a, objet(paire->id), "meme, en lot", ""};
        });
        faite ? ++faites : ++laissees;
    }
    if (faites + laissees == 0)
        return cx.voir(web::lien("/rapprochements/lots/{}", code_), "Cochez au moins une paire.", web::Ton::attention);
    auto message =
        base::pluriel(faites, "paire confirmée", "paires confirmées") +
        (laissees ? ", " + base::pluriel(laissees, "laissée", "laissées") + " : déjà tranchées, ou fusion impossible."
                  : ".");
    return cx.voir(web::lien("/rapprochements"), message, laissees ? web::Ton::attention : web::Ton::succes);
}

} // namespace

void routes_des_paires(acces::Routes& r) {
    r.get("/rapprochements", Droit::trancher, accueil);
    r.get("/rapprochements/lots/{evidence}", Droit::trancher, montrer_un_lot);
    r.post("/rapprochements/lots/{evidence}", Droit::trancher, confirmer_un_lot);
    r.get("/rapprochements/{id}", Droit::trancher, montrer);
    r.post("/rapprochements/{id}/decision", Droit::trancher, decider);
    r.post("/rapprochements/{id}/annulation", Droit::trancher, annuler);
}

} // namespace metier::reperage
