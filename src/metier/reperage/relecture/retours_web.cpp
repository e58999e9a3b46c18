#include "base/secret.hpp"
#include "base/texte.hpp"
#include "metier/reperage/relecture/relecture_web.hpp"
#include "metier/reperage/relecture/retours_pages.hpp"

namespace metier::reperage {
namespace {

using acces::Acte;
using acces::Droit;
using web::Reply;
using Cx = acces::Contexte;

Reply lister(Cx& cx, Id<Campagne> id) {
    auto db = cx.db();
    auto c = exiger_la_campagne(cx, db, id);
    return cx.page(page_des_retours(c, taux_des_sources(db, cx.portee(), id)));
}

Retour exiger(Cx& cx, Reader& db, Id<Campagne> campagne, Id<Source> source) {
    auto r = retour(db, cx.portee(), campagne, source);
    if (!r)
        throw web::not_found();
    return *std::move(r);
}

acces::Page page_de(Cx& cx, Campagne const& c, Retour const& r, FormRetour const& form) {
    return page_du_retour(c, r, cx.peut(Droit::exporter) ? &form : nullptr, cx.csrf());
}

Reply montrer(Cx& cx, Id<Campagne> campagne, Id<Source> source) {
    auto db = cx.db();
    auto c = exiger_la_campagne(cx, db, campagne);
    return cx.page(page_de(cx, c, exiger(cx, db, campagne, source), {}));
}

std::string provenance(Cx& cx, Campagne const& c, Retour const& r, std::string const& motif) {
    return "Retour à « " + r.nom + " », " + c.nom + ", établi par " + cx.session().nom_complet() + " le " +
           base::affiche(cx.instant()) + ". Motif : " + motif +
           ". Données personnelles : à détruire dès que la source est corrigée.";
}

Reply rendre(Cx& cx, Id<Campagne> campagne, Id<Source> source) {
    auto db = cx.db();
    auto c = exiger_la_campagne(cx, db, campagne);
    auto r = exiger(cx, db, campagne, source);
    FormRetour form;
    if (!cx.lire(form))
        return cx.invalide(page_de(cx, c, r, form));
    std::string format{base::code(*form.format)};
    auto chemin = std::filesystem::path(cx.env().dossier) / ("retour_" + base::jeton(12) + "." + format);
    ecrire(chemin, *form.format, provenance(cx, c, r, *form.motif), r);
    try {
        cx.acte(Acte::export_fait, [&](Writer&, acces::Trace& trace) {
            trace.objet = "source/" + std::to_string(source.valeur);
            trace.detail = "retour à la source, campagne " + std::to_string(campagne.valeur) + ", " + format + ", " +
                           std::to_string(r.faux.size()) + " lignes : " + *form.motif;
        });
    } catch (...) { // ce qui n'est pas consigné n'est pas emporté
        std::filesystem::remove(chemin);
        throw;
    }
    Reply reponse;
    reponse.with("Content-Disposition", "attachment; filename=\"retour-source-" + std::to_string(source.valeur) + "-" +
                                            base::iso(cx.jour()) + "." + format + "\"");
    reponse.with("Content-Type", *form.format == FormatDeRetour::csv
                                     ? "text/csv; charset=utf-8"
                                     : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    reponse.file = chemin.string();
    reponse.remove_file = true;
    return reponse;
}

} // namespace

void routes_des_retours(acces::Routes& r) {
    r.get("/campagnes/{id}/retours", Droit::verifier, lister);
    r.get("/campagnes/{id}/retours/{source}", Droit::verifier, montrer);
    r.post("/campagnes/{id}/retours/{source}/fichier", Droit::exporter, rendre);
}

} // namespace metier::reperage
