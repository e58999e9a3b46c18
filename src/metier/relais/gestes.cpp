// Accepter, refuser, noter le premier contact : le même geste, avec ou sans compte.
#include "base/texte.hpp"
#include "metier/acces/relecture.hpp"
#include "metier/relais/relais_web.hpp"

namespace metier::relais {

using acces::Acte;
using acces::Contexte;

namespace {

Geste accepter_(Contexte& cx, Relais const& r, Geste g, std::function<void(Writer&)> const& aussi) {
    if (!cx.lire(g.oui))
        return g;
    g.avis_oui = acces::relire(cx, g.oui);
    if (!g.avis_oui.empty())
        return g;
    cx.acte(Acte::relais_repondu, [&](Writer& db, acces::Trace& trace) {
        trace = {r.jeune, objet(r.id), "accepté", ""};
        if (aussi)
            aussi(db);
        accepter(db, cx.instant(), r, g.oui.texte.value().value_or(""));
        prevenir_l_envoyeur(db, cx.instant(), r, "accepté");
    });
    g.fait = "accepté";
    g.ecrit = true;
    return g;
}

Geste refuser_(Contexte& cx, Relais const& r, Geste g, std::function<void(Writer&)> const& aussi) {
    if (!cx.lire(g.non) || !verifier(g.non))
        return g;
    g.avis_non = acces::relire(cx, g.non);
    if (!g.avis_non.empty())
        return g;
    cx.acte(Acte::relais_repondu, [&](Writer& db, acces::Trace& trace) {
        trace = {r.jeune, objet(r.id), "refusé, " + std::string(base::code(*g.non.motif)), ""};
        if (aussi)
            aussi(db);
        refuser(db, cx.instant(), r, *g.non.motif, g.non.precision.value().value_or(""));
        prevenir_l_envoyeur(db, cx.instant(), r, "refusé");
    });
    g.fait = "refusé";
    g.ecrit = true;
    return g;
}

Geste noter_le_contact(Contexte& cx, Relais const& r, Geste g, jeunes::Apports const* apports,
                       std::function<void(Writer&)> const& aussi) {
    if (!cx.lire(g.contact))
        return g;
    cx.acte(Acte::relais_contact, [&](Writer& db, acces::Trace& trace) {
        trace = {r.jeune, objet(r.id), std::string(base::code(r.nature)), ""};
        if (aussi)
            aussi(db);
        if (auto ancien = confirmer_contact(db, cx.instant(), r, *g.contact.le); ancien && apports)
            for (auto const& passer : apports->relais())
                passer(db, cx, r.jeune, *ancien, *r.vers);
        prevenir_l_envoyeur(db, cx.instant(), r, "premier contact confirmé");
    });
    g.fait = "premier contact noté";
    g.ecrit = true;
    return g;
}

} // namespace

Geste gestes(Contexte const& cx, Relais const& r) {
    Geste g;
    g.contact.le.between(base::a_paris(r.envoye_le).jour, cx.jour());
    g.contact.le.set(cx.jour());
    return g;
}

Geste repondre(Contexte& cx, Relais const& r, jeunes::Apports const* apports,
               std::function<void(Writer&)> const& aussi) {
    auto quoi = cx.requete().field("geste");
    auto e = etat(r.suivi());
    bool attend = e == Etat::attend_reponse || e == Etat::attend_contact;
    auto g = gestes(cx, r);
    if (!attend || r.repris_le) { // double clic, retour en arrière, ou l'envoyeur a repris la main
        g.fait = "rien de plus n’est noté, plus rien n’est attendu de vous";
        return g;
    }
    if (quoi == "accepter" && e == Etat::attend_reponse)
        return accepter_(cx, r, std::move(g), aussi);
    if (quoi == "refuser") // jusqu'au premier contact : on peut avoir accepté trop vite
        return refuser_(cx, r, std::move(g), aussi);
    if (quoi == "contact")
        return noter_le_contact(cx, r, std::move(g), apports, aussi);
    g.fait = "rien de plus n’est noté, votre réponse l’était déjà";
    return g;
}

} // namespace metier::relais
