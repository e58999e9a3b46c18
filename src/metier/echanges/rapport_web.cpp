#include <filesystem>
#include <sstream>

#include "base/texte.hpp"
#include "documents/csv.hpp"
#include "documents/xlsx.hpp"
#include "metier/echanges/fiche_de_ligne.hpp"
#include "metier/echanges/importations_pages.hpp"
#include "metier/echanges/liens.hpp"
#include "metier/echanges/lignes_web.hpp"

namespace metier::echanges {
namespace {

using acces::Acte;
using acces::Droit;
using web::Reply;
using Cx = acces::Contexte;

std::vector<std::string> const en_tetes{"Ligne", "Personne", "Issue", "Motif", "Appliquée"};

/// Toutes les lignes, par lots : numéro, personne, issue, motif.
template <class F>
void chaque_ligne(Reader& db, base::Coffre const& coffre, Id<Importation> id, F f) {
    for (std::int64_t rang = 0;;) {
        auto lot = lignes(db, id, rang, 500);
        if (lot.empty())
            return;
        rang = lot.back().rang;
        for (auto const& l : lot) {
            auto issue = base::lire_code<Issue>(l.issue);
            f(l.numero, l.contenu.empty() ? std::string{} : designation(l.lue(coffre)),
              issue ? std::string(base::libelle(*issue)) : std::string{}, l.motif, l.appliquee);
        }
    }
}

std::string en_csv(Reader& db, base::Coffre const& coffre, Id<Importation> id) {
    std::ostringstream texte;
    documents::EcrivainCsv csv{texte};
    csv.ligne(en_tetes);
    chaque_ligne(db, coffre, id,
                 [&](std::int64_t n, std::string const& qui, std::string const& issue, std::string const& motif,
                     bool appliquee) {
                     csv.ligne({std::to_string(n), qui, issue, motif, appliquee ? "oui" : "non"});
                 });
    return texte.str();
}

void en_xlsx(Reader& db, base::Coffre const& coffre, Id<Importation> id, std::filesystem::path const& chemin) {
    documents::EcrivainXlsx classeur{chemin};
    classeur.feuille("Rapport", en_tetes);
    chaque_ligne(db, coffre, id,
                 [&](std::int64_t n, std::string const& qui, std::string const& issue, std::string const& motif,
                     bool appliquee) {
                     documents::CelluleXlsx const cellules[] = {static_cast<double>(n), qui, issue, motif,
                                                                std::string(appliquee ? "oui" : "non")};
                     classeur.ligne(cellules);
                 });
    classeur.fermer();
}

Reply demander(Cx& cx, Id<Importation> id) {
    auto db = cx.db();
    auto i = exiger(cx, db, id);
    FormExport form;
    return cx.page(page_de(i, "Exporter le rapport", corps_export(i, form, cx.csrf())));
}

Reply exporter(Cx& cx, Id<Importation> id) {
    auto db = cx.db();
    auto i = exiger(cx, db, id);
    FormExport form;
    if (!cx.lire(form))
        return cx.invalide(page_de(i, "Exporter le rapport", corps_export(i, form, cx.csrf())));
    cx.acte(Acte::export_fait, [&](storage::Writer&, acces::Trace& trace) {
        trace.objet = "importation/" + std::to_string(id.valeur);
        trace.detail = std::string(base::code(*form.format)) + ", " + std::to_string(i.comptes().lues) +
                       " lignes : " + *form.motif;
    });
    Reply r;
    auto nom = "rapport-import-" + std::to_string(id.valeur) + "." + std::string(base::code(*form.format));
    r.with("Content-Disposition", "attachment; filename=\"" + nom + "\"");
    if (*form.format == FormatDeRapport::csv) {
        r.with("Content-Type", "text/csv; charset=utf-8");
        r.body = en_csv(db, cx.coffre(), id);
        return r;
    }
    auto chemin = std::filesystem::path(cx.env().dossier) / ("rapport_" + base::jeton(12) + ".xlsx");
    en_xlsx(db, cx.coffre(), id, chemin);
    r.with("Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    r.file = chemin.string();
    r.remove_file = true;
    return r;
}

} // namespace

void routes_du_rapport(acces::Routes& r) {
    r.get("/importations/{id}/export", Droit::exporter, demander);
    r.post("/importations/{id}/export", Droit::exporter, exporter);
}

} // namespace metier::echanges
