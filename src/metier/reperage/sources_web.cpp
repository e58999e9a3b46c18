#include <sstream>

#include "documents/csv.hpp"
#include "metier/reperage/reperage_web.hpp"
#include "metier/reperage/verifications_pages.hpp"

namespace metier::reperage {
namespace {

using acces::Acte;
using acces::Droit;
using web::Reply;
using Cx = acces::Contexte;

acces::Page page_de(Cx& cx, Reader& db, Campagne const& c, FormMotif const& form) {
    return page_des_sources(c, taux_d_erreur_par_source(db, cx.portee(), c.id),
                            cx.peut(Droit::exporter) ? &form : nullptr, cx.csrf());
}

Reply montrer(Cx& cx) {
    auto db = cx.db();
    auto demandee = web::lire_entier(cx.requete().param("campagne"));
    auto id = demandee ? std::optional{Id<Campagne>{*demandee}} : campagne_courante(db, cx.portee());
    if (!id)
        return cx.page(page_sans_campagne(cx.peut(Droit::mener_campagne)));
    return cx.page(page_de(cx, db, exiger_la_campagne(cx, db, *id), {}));
}

std::string en_csv(std::vector<ErreurDeSource> const& liste) {
    std::ostringstream texte;
    documents::EcrivainCsv csv{texte};
    csv.ligne({"Liste", "Présumés", "Vérifiés", "Faux signalements", "Inscription tardive", "Liste manquante",
               "Sortie mal notée", "Identité différente", "Diplôme non transmis"});
    for (auto const& s : liste) {
        std::vector<std::string> cellules{s.nom};
        for (auto n : {s.presumes, s.verifies, s.faux_positifs, s.inscription_tardive, s.liste_manquante,
                       s.sortie_non_notee, s.identite_differente, s.diplome_non_transmis})
            cellules.push_back(std::to_string(n));
        csv.ligne(cellules);
    }
    return texte.str();
}

Reply exporter(Cx& cx) {
    auto db = cx.db();
    auto demandee = web::lire_entier(cx.requete().field("campagne"));
    auto c = exiger_la_campagne(cx, db, Id<Campagne>{demandee.value_or(0)});
    FormMotif form;
    form.campagne.offer({{c.id, c.nom}});
    if (!cx.lire(form))
        return cx.invalide(page_de(cx, db, c, form));
    auto liste = taux_d_erreur_par_source(db, cx.portee(), c.id);
    cx.acte(Acte::export_fait, [&](Writer&, acces::Trace& trace) {
        trace.objet = "campagne/" + std::to_string(c.id.valeur);
        trace.detail = "taux d’erreur des listes, csv, " + std::to_string(liste.size()) + " lignes : " + *form.motif;
    });
    Reply r;
    r.with("Content-Type", "text/csv; charset=utf-8");
    r.with("Content-Disposition",
           "attachment; filename=\"taux-d-erreur-campagne-" + std::to_string(c.id.valeur) + ".csv\"");
    r.body = en_csv(liste);
    return r;
}

} // namespace

void routes_des_sources(acces::Routes& r) {
    r.get("/verifications/sources", Droit::verifier, montrer);
    r.post("/verifications/sources/export", Droit::exporter, exporter);
}

} // namespace metier::reperage
