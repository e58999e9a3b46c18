#include "base/secret.hpp"
#include "metier/pilotage/chiffres.hpp"
#include "metier/pilotage/exports.hpp"
#include "metier/pilotage/pages.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::pilotage {

using acces::Acte;
using acces::Contexte;
using acces::Droit;
using web::Reply;

void routes_des_exports(acces::Routes& r, Chiffres& chiffres);

namespace {

Vue exiger_vue(Contexte& cx, Reader& db) {
    auto vue = lire_vue(cx, db);
    if (!vue || !acceptable(vue->form))
        throw web::not_found();
    return *vue;
}

std::string de_quoi(Vue const& vue) {
    return vue.campagne.nom + ", " + vue.perimetre.nom + ", au " + base::affiche(vue.au);
}

std::string colonnes_de(std::vector<Feuille> const& feuilles) {
    std::string texte;
    for (auto const& c : feuilles.front().en_tetes)
        texte += (texte.empty() ? "" : ", ") + c;
    return texte;
}

/// Écrit le fichier, consigne l'export, le sert puis l'efface : rien ne reste sur le serveur.
Reply emporter(Contexte& cx, Reader& db, Vue const& vue, std::string const& genre, FormExport const& form,
               std::vector<Feuille> const& feuilles) {
    auto expire = base::plus_jours(cx.jour(), territoire::entier(db, "export.conservation", cx.jour()));
    auto marque =
        filigrane(cx.session().nom_complet(), std::string(base::libelle(cx.role())), cx.instant(), *form.motif, expire);
    auto format = std::string(base::code(*form.format));
    auto chemin = std::filesystem::path(cx.env().dossier) / ("export_" + base::jeton(12) + "." + format);
    ecrire(chemin, *form.format, marque, feuilles);
    ExportFait fait{genre,
                    format,
                    std::string(base::code(*form.finalite)),
                    *form.motif,
                    de_quoi(vue),
                    colonnes_de(feuilles),
                    nombre_de_lignes(feuilles),
                    expire};
    try {
        cx.acte(Acte::export_fait, [&](Writer& ecriture, acces::Trace& trace) {
            noter_export(ecriture, cx.instant(), cx.agent(), fait);
            trace.objet = "indicateurs/" + genre;
            trace.detail = format + ", " + std::to_string(fait.lignes) + " lignes, colonnes : " + fait.colonnes +
                           " ; " + fait.finalite + " : " + fait.motif;
        });
    } catch (...) { // ce qui n'est pas consigné n'est pas emporté
        std::filesystem::remove(chemin);
        throw;
    }
    Reply r;
    r.with("Content-Disposition", "attachment; filename=\"" + genre + "-" + base::iso(cx.jour()) + "." + format + "\"");
    r.with("Content-Type", *form.format == FormatDExport::csv
                               ? "text/csv; charset=utf-8"
                               : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    r.file = chemin.string();
    r.remove_file = true;
    return r;
}

acces::Page page_des_tableaux(Contexte& cx, Vue const& vue, FormExport const& form) {
    return page_export("Exporter les tableaux", de_quoi(vue) + ". Aucun nom, petits nombres cachés.",
                       vue.a(web::lien("/indicateurs/export")), vue.a(web::lien("/indicateurs")), form, {}, cx.csrf());
}

Reply demander_les_tableaux(Contexte& cx) {
    auto db = cx.db();
    return cx.page(page_des_tableaux(cx, exiger_vue(cx, db), {}));
}

Reply exporter_les_tableaux(Contexte& cx, Chiffres& chiffres) {
    auto db = cx.db();
    auto vue = exiger_vue(cx, db);
    FormExport form;
    if (!cx.lire(form))
        return cx.invalide(page_des_tableaux(cx, vue, form));
    return emporter(cx, db, vue, "tableaux", form,
                    feuilles_du_bilan(*chiffres.partages(db, vue.campagne, vue.perimetre, vue.au)));
}

acces::Page page_des_lignes(Contexte& cx, Vue const& vue, GroupeDeJeunes const& groupe,
                            FormExportDeLignes const& form) {
    return page_export("Exporter les lignes",
                       std::string(libelle(groupe.mesure)) + ", " + de_quoi(vue) + ". Données nominatives, INE exclu.",
                       lien_de_l_export(vue, groupe), lien_des_lignes(vue, groupe), form, web::champ(form.colonnes),
                       cx.csrf());
}

Reply demander_les_lignes(Contexte& cx) {
    auto db = cx.db();
    return cx.page(page_des_lignes(cx, exiger_vue(cx, db), lire_groupe(cx.requete()), {}));
}

Reply exporter_les_lignes(Contexte& cx) {
    auto db = cx.db();
    auto vue = exiger_vue(cx, db);
    auto groupe = lire_groupe(cx.requete());
    FormExportDeLignes form;
    if (!cx.lire(form))
        return cx.invalide(page_des_lignes(cx, vue, groupe, form));
    auto releve = relever(db, vue.campagne, vue.perimetre, vue.au);
    return emporter(cx, db, vue, "lignes", form,
                    {feuille_des_lignes(lignes_visibles(db, cx.portee(), vue, releve, groupe), *form.colonnes)});
}

} // namespace

void routes_des_exports(acces::Routes& r, Chiffres& chiffres) {
    r.get("/indicateurs/export", Droit::lire_indicateurs, demander_les_tableaux);
    r.post("/indicateurs/export", Droit::lire_indicateurs,
           [&chiffres](Contexte& cx) { return exporter_les_tableaux(cx, chiffres); });
    r.get("/indicateurs/lignes/export", Droit::exporter, demander_les_lignes);
    r.post("/indicateurs/lignes/export", Droit::exporter, exporter_les_lignes);
}

} // namespace metier::pilotage
