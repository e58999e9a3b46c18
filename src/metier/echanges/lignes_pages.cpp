#include "metier/echanges/lignes_pages.hpp"

#include <cmath>

#include "base/texte.hpp"
#include "metier/echanges/formats/lecteur.hpp"
#include "metier/echanges/liens.hpp"

namespace metier::echanges {

using namespace web;

namespace {

Ton ton(std::string_view issue) {
    if (issue == base::code(Issue::erreur) || issue == base::code(Issue::refusee))
        return Ton::erreur;
    if (issue == base::code(Issue::douteuse))
        return Ton::attention;
    return issue == base::code(Issue::identique) ? Ton::neutre : Ton::succes;
}

std::string issue_affichee(LigneImport const& l) {
    auto issue = base::lire_code<Issue>(l.issue);
    return issue ? std::string(base::libelle(*issue)) : "À prévoir";
}

Html etat_de(LigneImport const& l) {
    return ensemble(badge(ton(l.issue), issue_affichee(l)),
                    when(l.appliquee, [] { return ensemble(" ", badge(Ton::succes, "Appliquée")); }));
}

std::string colonne_du_numero(Importation const& i) {
    return est_un_xml(format(i.format).value_or(Format::tableau)) ? "N°" : "Ligne";
}

Html rangee(Importation const& i, LigneMontree const& m) {
    auto const& l = m.ligne;
    return tr(td(clas("num"), l.numero), th(scope("row"), a(href(lien(i.id, l.id)), m.qui.empty() ? m.ou : m.qui)),
              td(etat_de(l)), td(l.motif),
              td(l.avertissements > 0 ? base::pluriel(l.avertissements, "avertissement") : std::string{}));
}

Html onglets_par_issue(Importation const& i, std::optional<Issue> filtre) {
    auto const& c = i.comptes();
    std::vector<Onglet> liste{{"Toutes", lien_lignes(i.id), !filtre, static_cast<int>(c.lues)}};
    auto ajouter = [&](Issue issue, std::string nom, std::int64_t n) {
        if (n > 0 || filtre == issue)
            liste.push_back({std::move(nom), lien_lignes(i.id, issue), filtre == issue, static_cast<int>(n)});
    };
    ajouter(Issue::nouvelle, "Nouvelles", c.nouvelles);
    ajouter(Issue::mise_a_jour, "Mises à jour", c.mises_a_jour);
    ajouter(Issue::identique, "Identiques", c.identiques);
    ajouter(Issue::douteuse, "Douteuses", c.douteuses);
    ajouter(Issue::refusee, "Refusées", c.refusees);
    ajouter(Issue::erreur, "Mal formées", c.erreurs);
    return onglets("Lignes par issue", liste);
}

Html differences(DetailDeLigne const& d) {
    if (d.changements.empty())
        return {};
    return ensemble(h2("Ce qui changerait dans le dossier"),
                    tableau("Avant et après, champ par champ", {{"Champ"}, {"Dossier"}, {"Fichier"}, {""}},
                            each(d.changements, [](auto const& c) {
                                return tr(
                                    th(scope("row"), c.champ), td(c.avant), td(c.apres),
                                    td(c.propose ? badge(Ton::information, "Proposé, rien n’est écrasé") : Html{}));
                            })));
}

/// Ce qu'on vient de décider, et de quoi le défaire.
Html defaire(Importation const& i, LigneMontree const& m, Csrf const& csrf) {
    auto dit = m.ligne.decidee == "meme" ? "même personne" : "une autre personne";
    return formulaire(lien_annulation(i.id, m.ligne.id), csrf, version_montree(m.ligne.version),
                      p("Décidé : ", m.ou, ", ", m.qui, " : ", dit, ". ",
                        bouton_secondaire(data("touche", "u"), "Annuler cette décision")));
}

Html un_candidat(Importation const& i, LigneImport const& l, CandidatMontre const& c, bool premier, Csrf const& csrf,
                 bool peut) {
    auto touche = premier ? data("touche", "m") : Attr{};
    auto decision = when(peut, [&] {
        return formulaire(lien_decision(i.id, l.id), csrf, version_montree(l.version), cache("reponse", "meme"),
                          cache("jeune", std::to_string(c.jeune.valeur)), boutons(bouton(touche, "Même personne")));
    });
    return section(
        h2(c.titre),
        when(c.ailleurs, [] { return p("Dossier suivi ailleurs : seuls le nom et la naissance sont montrés."); }),
        cote_a_cote("Comparaison champ par champ", "Dans la liste", "Dossier connu", c.lignes),
        p("Probabilité que ce soit la même personne : ", base::nombre(std::lround(c.probabilite * 100)), " %."),
        decision);
}

/// Aucun dossier à choisir : la même personne que l'autre ligne, ou deux personnes.
Html la_ligne_opposee(Importation const& i, LigneImport const& l, LigneOpposee const& o, Csrf const& csrf, bool peut) {
    auto decision = when(peut, [&] {
        return formulaire(lien_decision(i.id, l.id), csrf, version_montree(l.version), cache("reponse", "meme"),
                          boutons(bouton(data("touche", "m"), "La même personne, inscrite deux fois")));
    });
    return section(h2(o.montree.ou, " : ", o.montree.qui),
                   cote_a_cote("Comparaison champ par champ", "Cette ligne", "L’autre ligne", o.lignes), decision);
}

} // namespace

Html corps_lignes(Importation const& i, std::vector<LigneMontree> const& lignes, std::optional<Issue> filtre,
                  Pagination const& page, DemandeDeListe const& demande) {
    auto corps =
        lignes.empty()
            ? etat_vide("Aucune ligne.")
            : ensemble(tableau("Lignes du fichier, dans l’ordre",
                               {{colonne_du_numero(i), "", "num"}, {"Qui"}, {"Issue"}, {"Motif"}, {"Remarques"}},
                               each(lignes, [&](auto const& m) { return rangee(i, m); })),
                       pagination(page, demande));
    return ensemble(h1("Lignes de « ", i.nom, " »"), onglets_par_issue(i, filtre), corps);
}

Html corps_ligne(Importation const& i, DetailDeLigne const& d, FormLigne& form, Csrf const& csrf) {
    auto const& l = d.montree.ligne;
    Html cellules;
    for (auto const& c : form.cellules)
        cellules += web::champ(c);
    auto corriger = when(d.corrigible, [&] {
        return ensemble(h2("Corriger"), formulaire(lien(i.id, l.id), csrf, version_montree(l.version), cellules,
                                                   boutons(bouton("Enregistrer et revérifier"))));
    });
    auto a_dire = d.anomalies; // les erreurs sont déjà dans le motif
    std::erase_if(a_dire, [&](Anomalie const& a) { return l.est(Issue::erreur) && a.gravite == Gravite::erreur; });
    auto remarques = when(!a_dire.empty(), [&] {
        return ensemble(h2("Remarques"), ul(each(a_dire, [](Anomalie const& a) {
                            return li(badge(a.gravite == Gravite::erreur ? Ton::erreur : Ton::attention, a.code), " ",
                                      phrase(a));
                        })));
    });
    return ensemble(h1(d.montree.ou, when(!d.montree.qui.empty(), [&] { return ensemble(" : ", d.montree.qui); })),
                    when(d.saisie_refusee, [&] { return resume_erreurs(erreurs_de(form.champs())); }),
                    p(etat_de(l), " ", l.motif),
                    when(d.dossier.has_value(), [&] { return p(a(href(*d.dossier), "Ouvrir le dossier")); }),
                    when(d.peut_annuler, [&] { return defaire(i, d.montree, csrf); }),
                    when(!d.pourquoi_ne_pas_annuler.empty(), [&] { return p(d.pourquoi_ne_pas_annuler); }),
                    differences(d), remarques, corriger);
}

Html corps_douteuse(Importation const& i, Douteuse const& d, Csrf const& csrf, bool peut) {
    auto const& l = d.montree.ligne;
    Html candidats;
    bool premier = true;
    for (auto const& c : d.candidats)
        candidats += un_candidat(i, l, c, std::exchange(premier, false), csrf, peut);
    auto autres = when(peut, [&] {
        return ensemble(formulaire(
            lien_decision(i.id, l.id), csrf, version_montree(l.version), cache("reponse", "different"),
            boutons(bouton_secondaire(data("touche", "d"), d.opposee ? "Deux personnes" : "Une autre personne"),
                    a(clas("btn btn-outline-secondary"), data("touche", "p"),
                      href(lien_douteuses(i.id).avec("apres", l.rang)), "Plus tard"))));
    });
    return ensemble(h1("Même personne ?"), when(d.avant && peut, [&] { return defaire(i, *d.avant, csrf); }),
                    p(base::pluriel(d.restantes, "ligne douteuse à trancher", "lignes douteuses à trancher"), ". ",
                      d.montree.ou, " : ", strong(d.montree.qui), ". ", l.motif),
                    when(d.opposee.has_value(), [&] { return la_ligne_opposee(i, l, *d.opposee, csrf, peut); }),
                    candidats, autres);
}

} // namespace metier::echanges
