#include "base/texte.hpp"
#include "metier/reperage/relecture/echantillon_pages.hpp"
#include "metier/reperage/relecture/formulaires.hpp"
#include "metier/reperage/relecture/relecture_web.hpp"

namespace metier::reperage {
namespace {

using acces::Acte;
using acces::Droit;
using web::Reply;
using Cx = acces::Contexte;

std::string objet(Id<PaireAuditee> id) { return "echantillon_paire/" + std::to_string(id.valeur); }

Reply montrer_la_mesure(Cx& cx, Id<Campagne> id) {
    auto db = cx.db();
    MesureMontree m;
    m.campagne = exiger_la_campagne(cx, db, id);
    m.echantillon = echantillon(db, id);
    m.peut_tirer = cx.peut(Droit::mener_campagne);
    m.peut_relire = cx.peut(Droit::trancher);
    if (m.peut_relire && m.echantillon.id) {
        m.restantes = static_cast<std::int64_t>(a_relire(db, cx.portee(), id).size());
        m.miennes = mes_reponses(db, cx.agent(), id);
    }
    return cx.page(page_de_la_mesure(m, cx.csrf()));
}

Reply tirer_le_sien(Cx& cx, Id<Campagne> id) {
    auto db = cx.db();
    auto c = exiger_la_campagne(cx, db, id);
    if (c.close_le || c.calcul_fini == 0)
        return cx.voir(lien_de_la_mesure(id), "Rien à tirer : la campagne est close, ou n’a pas encore été calculée.",
                       web::Ton::attention);
    std::int64_t paires = 0;
    bool fait = cx.acte_ou_conflit(Acte::echantillon_tire, [&](Writer& ecrit, acces::Trace& trace) {
        paires = tirer_l_echantillon(ecrit, cx.instant(), cx.agent(), c);
        trace.objet = "campagne/" + std::to_string(id.valeur);
        trace.detail = std::to_string(paires) + " paires";
    });
    return fait ? cx.voir(lien_de_la_mesure(id), "Échantillon tiré : " + base::pluriel(paires, "paire") + ".")
                : cx.voir(lien_de_la_mesure(id), "L’échantillon est déjà tiré : le voici.", web::Ton::attention);
}

Reply aller_a_la_suivante(Cx& cx, Id<Campagne> id, std::string_view message = {}) {
    auto db = cx.db();
    exiger_la_campagne(cx, db, id);
    auto reste = a_relire(db, cx.portee(), id);
    if (reste.empty())
        return cx.voir(lien_de_la_mesure(id), "Il ne vous reste rien à relire.");
    return cx.voir(lien(reste.front()), message);
}

AveugleMontree exiger(Cx& cx, Reader& db, Id<PaireAuditee> id) {
    auto p = paire_aveugle(db, cx.portee(), id);
    if (!p)
        throw web::not_found();
    AveugleMontree m;
    m.paire = *std::move(p);
    m.campagne = exiger_la_campagne(cx, db, m.paire.campagne);
    m.peut_repondre = !m.campagne.close_le;
    return m;
}

acces::Page page_de(Cx& cx, Reader& db, AveugleMontree m) {
    auto const& q = m.paire;
    // Avant la réponse, rien de ce qu'en pense la machine ne sort d'ici.
    m.machine_montree = !q.reponse.empty() && cx.requete().param("machine") == "1";
    m.fiches = deux_fiches(cx, db, q.a, q.b, q.strate == Strate::refus ? std::string{} : q.pourquoi, objet(q.id));
    m.restantes = static_cast<std::int64_t>(a_relire(db, cx.portee(), q.campagne).size());
    return page_aveugle(m, cx.csrf());
}

Reply montrer(Cx& cx, Id<PaireAuditee> id) {
    auto db = cx.db();
    return cx.page(page_de(cx, db, exiger(cx, db, id)));
}

Reply dire(Cx& cx, Id<PaireAuditee> id) {
    auto db = cx.db();
    auto m = exiger(cx, db, id);
    FormReponse form;
    if (!m.peut_repondre || !cx.lire(form))
        return cx.invalide(page_de(cx, db, std::move(m)));
    bool fait = cx.acte_ou_conflit(Acte::reponse_donnee, [&](Writer& ecrit, acces::Trace& trace) {
        repondre(ecrit, cx.instant(), cx.agent(), m.paire, *form.reponse);
        trace = {m.paire.a, objet(id), "", ""};
    });
    if (!fait)
        return cx.conflit(page_de(cx, db, exiger(cx, db, id)));
    return aller_a_la_suivante(cx, m.campagne.id,
                               "Noté. Voici la suivante ; vos réponses s’annulent depuis la page de la mesure.");
}

Reply annuler(Cx& cx, Id<PaireAuditee> id) {
    auto db = cx.db();
    auto m = exiger(cx, db, id);
    if (!m.peut_repondre)
        return cx.voir(lien(id), "La campagne est close : les réponses ne changent plus.", web::Ton::attention);
    if (m.paire.reponse.empty())
        return cx.voir(lien(id), "Vous n’avez pas de réponse ici.", web::Ton::attention);
    cx.acte(Acte::reponse_annulee, [&](Writer& ecrit, acces::Trace& trace) {
        annuler_la_reponse(ecrit, cx.instant(), cx.agent(), id);
        trace = {m.paire.a, objet(id), "", ""};
    });
    return cx.voir(lien(id), "Réponse annulée : la paire est de nouveau à relire.");
}

} // namespace

void routes_de_l_echantillon(acces::Routes& r) {
    r.get("/campagnes/{id}/relecture", Droit::lire_campagnes, montrer_la_mesure);
    r.post("/campagnes/{id}/relecture", Droit::mener_campagne, tirer_le_sien);
    r.get("/campagnes/{id}/relecture/suivante", Droit::trancher,
          [](Cx& cx, Id<Campagne> id) { return aller_a_la_suivante(cx, id); });
    r.get("/relectures/{id}", Droit::trancher, montrer);
    r.post("/relectures/{id}/reponse", Droit::trancher, dire);
    r.post("/relectures/{id}/annulation", Droit::trancher, annuler);
}

} // namespace metier::reperage
