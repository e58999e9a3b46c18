#include "base/texte.hpp"
#include "metier/reperage/relecture/formulaires.hpp"
#include "metier/reperage/relecture/lots_pages.hpp"
#include "metier/reperage/relecture/relecture_web.hpp"
#include "metier/reperage/relecture/tirage.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::reperage {
namespace {

using acces::Acte;
using acces::Droit;
using web::Reply;
using Cx = acces::Contexte;

std::string objet(Id<LotConfirme> id) { return "paire_lot/" + std::to_string(id.valeur); }

/// Ce que l'acte confirmerait : au plus tant de paires.
LotMontre le_lot(Cx& cx, Reader& db, std::string const& ecart) {
    if (!lire_ecarts(ecart))
        throw web::not_found();
    LotMontre m;
    m.ecart = ecart;
    for (auto const& l : lots(db, cx.portee()))
        if (l.ecart == ecart)
            m.total = l.paires;
    m.paires = paires_du_lot(db, cx.portee(), ecart, territoire::entier(db, "rapprochement.lot_au_plus", cx.jour()));
    return m;
}

std::string ne_le(Reader& db, Id<Jeune> id) {
    auto j = jeunes::trouver_sans_portee(db, id);
    return j && j->naissance ? base::affiche(*j->naissance) : std::string{};
}

/// Le même échantillon tant que le lot ne change pas.
void tirer_l_echantillon(Cx& cx, Reader& db, LotMontre& m) {
    auto combien = territoire::entier(db, "rapprochement.lot_echantillon", cx.jour());
    for (auto place : tirer(m.paires.size(), static_cast<std::size_t>(combien), graine(empreinte(m.paires)))) {
        auto const& p = m.paires[place];
        m.a_regarder.push_back(p);
        m.nes_le.push_back(ne_le(db, p.a) + "|" + ne_le(db, p.b));
    }
}

Reply montrer(Cx& cx, std::string ecart) {
    auto db = cx.db();
    auto m = le_lot(cx, db, ecart);
    tirer_l_echantillon(cx, db, m);
    return cx.page(page_lot(m));
}

Reply demander(Cx& cx, std::string ecart) {
    auto db = cx.db();
    auto m = le_lot(cx, db, ecart);
    return cx.page(m.paires.empty() ? page_lot(m) : page_de_confirmation(m, cx.csrf()));
}

void consigner_chacune(Writer& db, Cx& cx, Acte acte, LotFait const& fait) {
    for (auto const& p : fait.faites)
        acces::consigner(db, cx.instant(), cx.agent(), base::code(cx.role()), acte,
                         {p.a, "paire/" + std::to_string(p.id.valeur), "en lot", ""});
}

Reply confirmer(Cx& cx, std::string ecart) {
    auto db = cx.db();
    auto m = le_lot(cx, db, ecart);
    FormLotDePaires form;
    m.change = !cx.lire(form) || *form.nombre != static_cast<std::int64_t>(m.paires.size()) ||
               *form.empreinte != empreinte(m.paires);
    if (m.change)
        return cx.conflit(m.paires.empty() ? page_lot(m) : page_de_confirmation(m, cx.csrf()));
    LotFait fait;
    bool ecrit_ = cx.acte_ou_conflit(Acte::lot_confirme, [&](Writer& ecrit, acces::Trace& trace) {
        fait = confirmer_le_lot(ecrit, cx.instant(), cx.agent(), ecart, m.paires);
        consigner_chacune(ecrit, cx, Acte::paire_tranchee, fait);
        trace.objet = fait.id ? objet(*fait.id) : "";
        trace.detail = ecart + ", " + std::to_string(fait.faites.size()) + " paires";
    });
    if (!ecrit_) {
        m = le_lot(cx, db, ecart);
        m.change = true;
        return cx.conflit(m.paires.empty() ? page_lot(m) : page_de_confirmation(m, cx.csrf()));
    }
    auto message = base::pluriel(static_cast<long long>(fait.faites.size()), "paire réunie", "paires réunies") +
                   (fait.laissees ? ", " + base::pluriel(fait.laissees, "laissée", "laissées") +
                                        " : fiche changée depuis, ou fusion impossible. Tranchez-les une par une."
                                  : std::string(". Tout se défait d’ici pendant 90 jours."));
    return cx.voir(fait.id ? lien(*fait.id) : web::lien("/rapprochements"), message,
                   fait.laissees ? web::Ton::attention : web::Ton::succes);
}

LotConfirme exiger(Cx& cx, Reader& db, Id<LotConfirme> id) {
    auto lot = trouver_lot(db, cx.portee(), id);
    if (!lot)
        throw web::not_found();
    return *std::move(lot);
}

Reply montrer_confirme(Cx& cx, Id<LotConfirme> id) {
    auto db = cx.db();
    auto lot = exiger(cx, db, id);
    return cx.page(page_lot_confirme(lot, paires_confirmees(db, cx.portee(), id), cx.csrf()));
}

Reply annuler(Cx& cx, Id<LotConfirme> id) {
    auto db = cx.db();
    auto lot = exiger(cx, db, id);
    auto paires = paires_confirmees(db, cx.portee(), id);
    LotFait fait;
    bool ecrit_ = cx.acte_ou_conflit(Acte::lot_annule, [&](Writer& ecrit, acces::Trace& trace) {
        fait = annuler_le_lot(ecrit, cx.instant(), cx.agent(), lot, paires, cx.jour());
        consigner_chacune(ecrit, cx, Acte::decision_annulee, fait);
        trace.objet = objet(id);
        trace.detail = std::to_string(fait.faites.size()) + " paires";
    });
    if (!ecrit_)
        return cx.voir(lien(id), "Quelqu’un a changé une de ces décisions entre-temps : voici ce qui reste.",
                       web::Ton::attention);
    auto message =
        base::pluriel(static_cast<long long>(fait.faites.size()), "décision annulée", "décisions annulées") +
        (fait.laissees ? ", " + base::pluriel(fait.laissees, "laissée", "laissées") + " : elles ne s’annulent plus ici."
                       : ".");
    return cx.voir(lien(id), message, fait.laissees ? web::Ton::attention : web::Ton::succes);
}

} // namespace

void routes_des_lots(acces::Routes& r) {
    r.get("/rapprochements/lots/{ecart}", Droit::trancher, montrer);
    r.get("/rapprochements/lots/{ecart}/confirmation", Droit::trancher, demander);
    r.post("/rapprochements/lots/{ecart}", Droit::trancher, confirmer);
    r.get("/rapprochements/lots-confirmes/{id}", Droit::trancher, montrer_confirme);
    r.post("/rapprochements/lots-confirmes/{id}/annulation", Droit::trancher, annuler);
}

} // namespace metier::reperage
