#include "metier/reperage/campagnes_pages.hpp"

#include <numeric>

#include "base/texte.hpp"
#include "metier/jeunes/scolarite_inconnue.hpp"
#include "web/parts/fiche.hpp"

namespace metier::reperage {

using namespace web;

namespace {

Html etat_de(Campagne const& c) {
    if (c.close_le)
        return badge(Ton::neutre, "Close");
    if (!c.calculee_le)
        return badge(Ton::attention, "À calculer");
    return badge(Ton::succes, "Calculée le " + base::affiche(*c.calculee_le));
}

Html les_caisses(CampagneMontree const& m) {
    std::vector<Chiffre> liste;
    for (auto const& e : caisses) {
        auto n = m.caisses.contains(e.valeur) ? m.caisses.at(e.valeur) : 0;
        auto vers = m.peut_lire_les_noms && n > 0
                        ? std::optional{web::lien("/campagnes/{}/caisses/{}", m.campagne.id, e.code)}
                        : std::nullopt;
        liste.push_back({std::string(e.libelle), base::nombre(n), {}, vers});
    }
    return chiffres(liste);
}

Html les_definitions(CampagneMontree const& m) {
    auto const& d = m.definitions;
    auto chiffre = [&](jeunes::Definition quelle, std::int64_t n, std::string note) {
        auto vers = m.peut_verifier && n > 0 ? std::optional{lien_de_la_file(m.campagne.id)
                                                                 .avec("definition", base::code(quelle))
                                                                 .avec("etat", "tous")}
                                             : std::nullopt;
        return Chiffre{std::string(base::libelle(quelle)), base::nombre(n), std::move(note), vers};
    };
    return chiffres(
        {chiffre(jeunes::Definition::legale, d.legale, "ni baccalauréat ni diplôme professionnel de niveau 3 ou 4"),
         chiffre(jeunes::Definition::siei, d.siei, "sans le diplôme du cursus suivi l’an dernier"),
         chiffre(jeunes::Definition::locale, d.locale, "règle de l’académie")});
}

Html les_sources(std::vector<SourceCherchee> const& sources) {
    if (sources.empty())
        return etat_vide("Aucune liste reçue : importez les listes de cette année avant de calculer.",
                         lien_bouton(web::lien("/importations"), "Voir les listes reçues"));
    auto listes = tableau("Où l’on a cherché", {{"Liste"}, {"Année"}, {"Personnes", "", "num"}, {"Dernière réception"}},
                          each(sources, [](SourceCherchee const& s) {
                              return tr(th(scope("row"), s.nom), td(s.annee.affiche()),
                                        td(clas("num"), base::nombre(s.personnes)), td(s.vue_le));
                          }));
    return listes;
}

/// Une académie reçoit un millier de listes : la page dit combien, une autre les montre.
Html les_sources_ou_leur_page(Campagne const& c, std::vector<SourceCherchee> const& sources) {
    constexpr std::size_t beaucoup = 12;
    return sources.size() <= beaucoup ? les_sources(sources) : p(lien_des_listes(c.id, sources.size()));
}

Html l_entonnoir(LigneDEntonnoir const& e) {
    return chiffres({{"Présumés", base::nombre(e.presumes), "à vérifier ou vérifiés", {}},
                     {"Vérifiés", base::nombre(e.verifies) + " / " + base::nombre(e.presumes), "", {}},
                     {"Faux positifs",
                      base::nombre(e.faux_positifs) + " / " + base::nombre(e.verifies),
                      "inscrits ailleurs ou déjà diplômés",
                      {}},
                     {"Déjà en solution", base::nombre(e.deja_en_solution) + " / " + base::nombre(e.verifies), "", {}},
                     {"Confirmés sans solution", base::nombre(e.confirmes), "", {}},
                     {"Injoignables", base::nombre(e.injoignables), "non vérifiés", {}}});
}

Html les_actes(CampagneMontree const& m, Csrf const& csrf) {
    auto const& c = m.campagne;
    Html boutons_;
    if (m.peut_verifier && c.calcul_fini > 0)
        boutons_ += lien_bouton_principal(lien_de_la_file(c.id), "Vérifier les présumés");
    if (m.peut_recalculer && !c.close_le)
        boutons_ +=
            formulaire_bouton(web::lien("/campagnes/{}/calcul", c.id), csrf,
                              bouton_secondaire(c.calcul_fini ? "Recalculer avec les dernières listes" : "Calculer"));
    if (m.peut_mener && !c.close_le && c.calcul_fini)
        boutons_ += formulaire(web::lien("/campagnes/{}/cloture", c.id), csrf, version_montree(c.version),
                               bouton_secondaire("Clore la campagne"));
    return boutons_.empty() ? Html{} : div(clas("boutons"), boutons_);
}

/// Des zéros sans un mot ne diraient pas que la campagne ne cherche personne ici.
Html personne_du_secteur(CampagneMontree const& m) {
    auto somme = [](std::int64_t n, auto const& c) { return n + c.second; };
    if (std::accumulate(m.caisses.begin(), m.caisses.end(), std::int64_t{0}, somme) > 0)
        return {};
    return notice(Ton::attention, "Cette campagne ne compte personne dans votre secteur",
                  p("Elle porte sur : ", m.campagne.nom_du_territoire,
                    ". Les nombres ci-dessous sont ceux de votre secteur ; si vous y attendez quelqu’un, importez la "
                    "liste des inscrits de l’an dernier, puis recalculez."));
}

Html les_remarques(Campagne const& c) {
    if (c.remarques.empty())
        return {};
    return aide("Ce que dit le moteur de rapprochement",
                ul(each(base::decoupe(c.remarques, '\n'), [](std::string const& r) { return li(r); })));
}

} // namespace

acces::Page page_des_campagnes(std::vector<Campagne> const& liste, bool peut_mener) {
    auto nouvelle =
        peut_mener ? p(lien_bouton_principal(web::lien("/campagnes/nouvelle"), "Nouvelle campagne")) : Html{};
    auto corps = liste.empty()
                     ? etat_vide("Aucune campagne sur votre secteur.")
                     : tableau("Campagnes, la plus récente d’abord",
                               {{"Campagne"}, {"Année"}, {"Territoire"}, {"Jour d’observation"}, {"État"}},
                               each(liste, [](Campagne const& c) {
                                   return tr(th(scope("row"), a(href(lien(c.id)), c.nom)), td(c.annee.affiche()),
                                             td(c.nom_du_territoire), td(c.observation), td(etat_de(c)));
                               }));
    return {.titre = "Campagnes", .rubrique = "Campagnes", .contenu = ensemble(h1("Campagnes"), nouvelle, corps)};
}

acces::Page page_nouvelle_campagne(FormCampagne const& form, Csrf const& csrf, std::optional<Campagne> const& deja) {
    auto avis =
        deja ? notice(Ton::attention, "Une campagne est déjà ouverte sur ce territoire pour cette année",
                      p("Recalculez ", a(href(lien(deja->id)), deja->nom),
                        " avec les dernières listes, ou demandez qu’elle soit close avant d’en ouvrir une autre."))
             : Html{};
    auto contenu =
        ensemble(h1("Nouvelle campagne"),
                 p(clas("chapo"), "La campagne cherche chaque inscrit de l’an dernier dans toutes les listes de cette "
                                  "année, et dit qui reste introuvable, et pourquoi."),
                 avis, resume_erreurs(form),
                 formulaire(web::lien("/campagnes"), csrf, champ(form.nom), champ(form.annee), champ(form.territoire),
                            champ(form.observation),
                            boutons(bouton("Ouvrir et calculer"), lien_bouton(web::lien("/campagnes"), "Annuler"))));
    return {.titre = "Nouvelle campagne",
            .rubrique = "Campagnes",
            .fil = {{"Campagnes", web::lien("/campagnes")}},
            .contenu = contenu};
}

Html progression(Campagne const& c, storage::TacheVue const& t) {
    auto etat = t.etape + (t.total > 0 ? " : " + base::nombre(t.fait) + " sur " + base::nombre(t.total) : "");
    return progres({.libelle = "Calcul de la campagne",
                    .fait = t.fait,
                    .total = t.total,
                    .etat = etat,
                    .fini = !t.vivante(),
                    .fragment = web::lien("/campagnes/{}/progression", c.id),
                    .ici = lien(c.id)});
}

acces::Page page_campagne(CampagneMontree const& m, Csrf const& csrf) {
    auto const& c = m.campagne;
    bool en_cours = m.tache && m.tache->vivante();
    Html calcul;
    if (en_cours)
        calcul = progression(c, *m.tache);
    else if (m.tache && m.tache->etat == "echouee")
        calcul = notice(Ton::erreur, "Le calcul a échoué : " + m.tache->message + " Relancez-le.");
    auto resultats_ = c.calcul_fini == 0
                          ? Html{}
                          : ensemble(personne_du_secteur(m), h2("Chacun dans une case"),
                                     p("Chaque inscrit de l’an dernier est dans une seule case, avec son motif."),
                                     les_caisses(m), h2("Les présumés selon chaque définition"), les_definitions(m),
                                     h2("Où en est la vérification"), l_entonnoir(m.entonnoir), m.bloc,
                                     h2("Où l’on a cherché"), les_sources_ou_leur_page(c, m.sources), les_remarques(c));
    auto sous_titre =
        ensemble(c.nom_du_territoire, ", ", c.annee.affiche(), ", observée le ", c.observation, " ", etat_de(c));
    auto contenu = ensemble(entete_de_fiche(c.nom, sous_titre), calcul,
                            when(!en_cours, [&] { return les_actes(m, csrf); }), resultats_);
    return {.titre = c.nom,
            .rubrique = "Campagnes",
            .fil = {{"Campagnes", web::lien("/campagnes")}},
            .contenu = contenu,
            .recharger = en_cours ? std::optional{5} : std::nullopt};
}

Html lien_des_listes(Id<Campagne> id, std::size_t combien) {
    return a(href(web::lien("/campagnes/{}/listes", id)), "Voir les ", combien, " listes où l’on a cherché");
}

acces::Page page_des_listes(Campagne const& c, std::vector<SourceCherchee> const& toutes, std::size_t debut) {
    constexpr std::size_t par_page = 200;
    debut = std::min(debut, toutes.size());
    auto fin = std::min(debut + par_page, toutes.size());
    auto page = [&](std::size_t ou) {
        return web::lien("/campagnes/{}/listes", c.id).avec("debut", std::to_string(ou));
    };
    std::vector<SourceCherchee> montrees(toutes.begin() + static_cast<std::ptrdiff_t>(debut),
                                         toutes.begin() + static_cast<std::ptrdiff_t>(fin));
    auto tourner =
        ensemble(when(debut > 0,
                      [&] { return lien_bouton(page(debut > par_page ? debut - par_page : 0), "Listes précédentes"); }),
                 " ", when(fin < toutes.size(), [&] { return lien_bouton(page(fin), "Listes suivantes"); }));
    auto contenu = ensemble(
        h1("Listes où l’on a cherché"),
        when(!montrees.empty(), [&] { return p("Listes ", debut + 1, " à ", fin, " sur ", toutes.size(), "."); }),
        les_sources(montrees), p(tourner));
    return {.titre = "Listes où l’on a cherché",
            .rubrique = "Campagnes",
            .fil = {{"Campagnes", web::lien("/campagnes")}, {c.nom, lien(c.id)}},
            .contenu = contenu};
}

acces::Page page_caisse(Campagne const& c, Caisse caisse, std::vector<JeuneDeCaisse> const& liste,
                        Pagination const& pagination_, DemandeDeListe const& demande) {
    std::string titre_{libelle(caisse)};
    auto corps =
        liste.empty()
            ? etat_vide("Personne dans cette case sur votre secteur.")
            : ensemble(tableau(titre_,
                               {{"Nom"}, {"Naissance"}, {"Dernier établissement"}, {"Dernière classe"}, {"Pourquoi"}},
                               each(liste,
                                    [](JeuneDeCaisse const& j) {
                                        return tr(
                                            th(scope("row"), a(href(jeunes::lien(j.jeune)), j.nom, " ", j.prenom)),
                                            td(j.naissance), td(j.etablissement), td(j.classe), td(j.motif));
                                    })),
                       pagination(pagination_, demande));
    return {.titre = titre_,
            .rubrique = "Campagnes",
            .fil = {{"Campagnes", web::lien("/campagnes")}, {c.nom, lien(c.id)}},
            .contenu = ensemble(h1(titre_), corps),
            .large = true};
}

Html definitions_cote_a_cote(PlaceVue const& p) {
    auto ligne = [](jeunes::Definition d, bool oui, std::string const& pourquoi) {
        return tr(th(scope("row"), base::libelle(d)),
                  td(oui                                      ? badge(Ton::attention, "Décrocheur présumé")
                     : pourquoi == jeunes::scolarite_inconnue ? badge(Ton::neutre, "On ne sait pas")
                                                              : badge(Ton::neutre, "Non")),
                  td(pourquoi));
    };
    return tableau("Selon chaque définition", {{"Définition"}, {"Résultat"}, {"Pourquoi"}},
                   ensemble(ligne(jeunes::Definition::legale, p.legale, p.pourquoi_legale),
                            ligne(jeunes::Definition::siei, p.siei, p.pourquoi_siei),
                            ligne(jeunes::Definition::locale, p.locale, p.pourquoi_locale)));
}

} // namespace metier::reperage
