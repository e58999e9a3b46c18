#include "metier/conservation/conservation_pages.hpp"

#include "base/texte.hpp"
#include "web/parts/fiche.hpp"

namespace metier::conservation {

using namespace web;

Lien lien_des_annonces(Etat etat) {
    auto l = web::lien("/conservation");
    return etat == Etat::a_decider ? l : l.avec("etat", code(etat));
}
Lien lien(Id<Rapport> id) { return web::lien("/conservation/rapports/{}", id); }

namespace {

std::string regle_lisible(std::string_view code_) {
    if (code_ == "dossier.conservation")
        return "Durée de conservation d’un dossier, après le dernier fait connu";
    if (code_ == "purge.annonce")
        return "Délai entre l’annonce et la purge";
    return code_ == "purge.exception" ? "Durée d’une exception motivée" : "Durée de conservation du journal";
}

Html ligne_de_regle(std::string_view code_, std::string const& duree, std::string const& source, bool a_confirmer) {
    return tr(th(scope("row"), regle_lisible(code_)), td(duree),
              td(source, when(a_confirmer, [] { return ensemble(" ", badge(Ton::attention, "À confirmer")); })));
}

Html les_regles(std::vector<Regle> const& regles) {
    return aide("Les règles, et d’où elles viennent",
                tableau("Règles en vigueur", {{"Règle"}, {"Durée"}, {"Source"}}, each(regles, [](Regle const& r) {
                            return ligne_de_regle(r.code, r.valeur + " " + r.unite, r.source, r.a_confirmer);
                        })));
}

Html les_onglets(ListeMontree const& m) {
    std::vector<Onglet> liste;
    for (auto const& e : etats)
        liste.push_back({std::string(e.libelle), lien_des_annonces(e.valeur), e.valeur == m.etat,
                         static_cast<int>(m.combien.at(e.valeur))});
    return onglets("Dossiers qui arrivent à leur terme", liste);
}

std::string decision_lisible(Annonce const& a, Durees const& d) {
    if (a.decision == "purger")
        return "Purge le " + base::affiche(purgeable_le(a.terme, a.annoncee_le, d)) + ", décidée par " + a.decidee_par;
    if (a.decision == "garder")
        return "Gardé jusqu’au " + base::affiche(a.jusqu_au.value_or(a.terme)) + " par " + a.decidee_par + " : " +
               base::minuscules(libelle(lire_code<Motif>(a.motif).value_or(Motif::reprise))) +
               (a.detail.empty() ? "" : ". " + a.detail);
    return "À décider. Purge possible à partir du " + base::affiche(purgeable_le(a.terme, a.annoncee_le, d));
}

Html la_table(ListeMontree const& m) {
    return tableau("Dossiers, du plus ancien terme",
                   {{"Choisir"}, {"Jeune"}, {"Dernier fait connu"}, {"Terme"}, {"Ce qu’il en est"}},
                   each(m.lignes, [&](Annonce const& a) {
                       auto choix = std::to_string(a.jeune.valeur) + "-" + std::to_string(a.version);
                       bool cochee = std::ranges::find(m.cochees, choix) != m.cochees.end();
                       auto raison = a.retenue.empty() ? std::string{}
                                                       : std::string(libelle(*lire_code<Retenue>(a.retenue))) + ". ";
                       return tr(td(case_de_selection(choix, a.nom, cochee)),
                                 th(scope("row"), web::a(href(web::lien("/jeunes/{}", a.jeune)), a.nom)),
                                 td(libelle(a.quoi), ", le ", a.dernier_le), td(a.terme),
                                 td(raison, decision_lisible(a, m.durees)));
                   }));
}

Html ce_qui_reste() {
    return aide(
        "Ce qu’une purge efface, et ce qui reste",
        ensemble(p("S’effacent\u00a0: l’identité, les coordonnées, les responsables, l’INE, tout texte libre, les noms "
                   "des agents, les jours. Le dossier ne se retrouve plus et ne s’ouvre plus."),
                 p("Restent, au mois et sans nom\u00a0: la scolarité, les contacts et entretiens comptés, les "
                   "solutions, les vérifications. Les taux d’une campagne passée se refont, sauf le délai de premier "
                   "contact."),
                 p("Une purge faite ne se défait pas. Un rapport dit combien de lignes, selon quelle règle et sur "
                   "quelle décision.")));
}

} // namespace

acces::Page page_des_annonces(ListeMontree const& m, FormDecision const& form, Csrf const& csrf) {
    auto vide = m.etat == Etat::a_decider ? "Aucun dossier n’attend de décision." : "Aucun dossier dans cette liste.";
    auto corps = m.lignes.empty()
                     ? etat_vide(vide)
                     : ensemble(formulaire(lien_des_annonces(m.etat), csrf, resume_erreurs(form),
                                           barre_de_selection(ensemble(champ(form.choix), champ(form.motif),
                                                                       champ(form.jusqu_au), champ(form.detail),
                                                                       bouton("Décider pour les lignes choisies"))),
                                           la_table(m)),
                                pagination(m.pagination, m.demande));
    auto contenu = ensemble(h1(rubrique_du_menu),
                            p(clas("chapo"), "Un dossier sans nouvelle depuis ", m.durees.dossier,
                              " mois arrive à son terme. La machine l’annonce ", m.durees.annonce,
                              " jours avant\u00a0; vous décidez. Rien ne s’efface sans décision."),
                            les_onglets(m), corps, ce_qui_reste(), les_regles(m.regles),
                            p(a(href(web::lien("/conservation/rapports")), "Rapports de purge")));
    return {.titre = rubrique_du_menu, .rubrique = rubrique_du_menu, .contenu = contenu, .large = true};
}

acces::Page page_des_rapports(std::vector<RapportLu> const& liste, std::vector<Regle> const& regles, bool decide) {
    auto lignes = each(liste, [](RapportLu const& r) {
        return tr(th(scope("row"), a(href(lien(r.id)), "Purge du ", base::a_paris(r.fait_le).jour)),
                  td(clas("num"), base::nombre(r.dossiers)), td(clas("num"), base::nombre(r.suivis)));
    });
    auto contenu = ensemble(
        h1("Rapports de purge"),
        p(clas("chapo"), "Ce qui a été rendu anonyme, selon quelle règle, sur quelle décision. Aucun nom de jeune."),
        liste.empty() ? etat_vide("Aucune purge n’a encore eu lieu.")
                      : tableau("Purges, la plus récente d’abord",
                                {{"Purge"}, {"Dossiers", "", "num"}, {"Dont suivis", "", "num"}}, lignes),
        les_regles(regles),
        when(decide, [] { return p(a(href(web::lien("/conservation")), "Dossiers qui arrivent à leur terme")); }));
    return {.titre = "Rapports de purge", .rubrique = rubrique_du_menu, .contenu = contenu};
}

acces::Page page_du_rapport(RapportLu const& r) {
    auto jour = base::affiche(base::a_paris(r.fait_le).jour);
    auto regles = each(base::decoupe(r.regles, '\n'), [](std::string const& l) {
        auto m = base::decoupe(l, '|');
        return m.size() < 4 ? Html{} : ligne_de_regle(m[0], m[1], m[2], m[3] == "1");
    });
    auto lignes = each(r.lignes, [](LigneDeRapport const& l) {
        return tr(th(scope("row"), l.contenu), td(clas("num"), base::nombre(l.effacees)),
                  td(clas("num"), base::nombre(l.au_mois)));
    });
    Html qui, laisses;
    for (auto const& l : base::decoupe(r.decideurs, '\n'))
        if (auto m = base::decoupe(l, '|'); m.size() == 2)
            qui += li(m[0], "\u00a0: ", m[1]);
    for (auto const& l : base::decoupe(r.retenus, '\n'))
        if (auto m = base::decoupe(l, '|'); m.size() == 2)
            laisses += li(
                m[1], "\u00a0: ", base::minuscules(libelle(lire_code<Retenue>(m[0]).value_or(Retenue::suivi_ouvert))));
    auto contenu = ensemble(
        h1("Purge du ", jour),
        p(clas("chapo"), base::pluriel(r.dossiers, "dossier rendu anonyme", "dossiers rendus anonymes"), ", dont ",
          base::nombre(r.suivis), " où un contact ou un entretien avait été noté. Chacun a sa ligne au journal."),
        boutons(bouton_imprimer()), h2("Décidé par"), ul(qui),
        when(!laisses.empty(), ensemble(h2("Décidés, mais laissés"), ul(laisses))), h2("Selon ces règles"),
        tableau("Règles en vigueur ce jour-là", {{"Règle"}, {"Durée"}, {"Source"}}, regles), h2("Ce qui a été touché"),
        tableau("Lignes, par genre de données",
                {{"Données"}, {"Lignes effacées", "", "num"}, {"Gardées au mois, sans nom", "", "num"}}, lignes));
    return {.titre = "Purge du " + jour,
            .rubrique = rubrique_du_menu,
            .fil = {{"Rapports de purge", web::lien("/conservation/rapports")}},
            .contenu = contenu};
}

} // namespace metier::conservation
