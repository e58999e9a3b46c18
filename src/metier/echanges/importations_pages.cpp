#include "metier/echanges/importations_pages.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/echanges/liens.hpp"
#include "web/parts/fiche.hpp"

namespace metier::echanges {

using namespace web;

namespace {

Ton ton(Etape e) {
    switch (e) {
    case Etape::appliquee: return Ton::succes;
    case Etape::refusee: return Ton::erreur;
    case Etape::abandonnee: return Ton::neutre;
    case Etape::question:
    case Etape::colonnes:
    case Etape::prevue: return Ton::attention;
    case Etape::recue:
    case Etape::lue: return Ton::information;
    }
    return Ton::neutre;
}

std::string auteur(Importation const& i) { return i.nom_agent.empty() ? "ligne de commande" : i.nom_agent; }

Html rangee(Importation const& i) {
    return tr(th(scope("row"), a(href(lien(i.id)), i.nom)), td(i.nom_source), td(i.annee.affiche()),
              td(i.deposee_le, " par ", auteur(i)), td(badge(ton(i.etape), base::libelle(i.etape))),
              td(i.comptes().lues > 0 ? phrase(i.comptes()) : std::string{}));
}

Html formulaire_de_depot(FormDepot const& form, Csrf const& csrf) {
    return ensemble(h2("Déposer une liste"), resume_erreurs(erreurs(form)),
                    formulaire_fichier(lien_des_listes(), csrf, web::champ(form.fichier),
                                       details(summary("Préciser ce que le fichier ne dit pas"),
                                               web::champ(form.nature), web::champ(form.expediteur),
                                               web::champ(form.uai), web::champ(form.annee), web::champ(form.jour)),
                                       boutons(bouton("Déposer le fichier"))));
}

std::size_t rang(Importation const& i) {
    switch (i.etape) {
    case Etape::colonnes: return 1;
    case Etape::question: return !i.a_lire() ? 3 : i.correspondance.empty() ? 0 : 2;
    case Etape::recue: return 2; // ses colonnes sont connues, ses lignes se lisent
    case Etape::lue:
    case Etape::prevue: return 3;
    case Etape::appliquee: return 4;
    case Etape::refusee:
    case Etape::abandonnee: return 0;
    }
    return 0;
}

Html ou_en_est_elle(Importation const& i) {
    if (i.etape == Etape::refusee || i.etape == Etape::abandonnee)
        return {};
    if (i.correspondance.empty()) // format connu : il n'y a pas de colonnes à dire
        return etapes({"Fichier reçu", "Lignes lues", "Plan", "Rapport"}, std::max<std::size_t>(rang(i), 1) - 1);
    return etapes({"Fichier reçu", "Colonnes", "Lignes lues", "Plan", "Rapport"}, rang(i));
}

Html identite_de_la_liste(Importation const& i) {
    std::vector<Definition> d{definition("Format", i.libelle_format),
                              definition("Nature", std::string(base::libelle(i.nature))),
                              definition("Expéditeur", i.nom_source),
                              definition("Année scolaire", i.annee.affiche()),
                              definition("Date de la liste", i.jour),
                              definition("Déposée", ensemble(i.deposee_le, " par ", auteur(i))),
                              definition("Taille", web::poids(static_cast<std::uint64_t>(i.octets)))};
    return definitions(d);
}

Html avertissements(Importation const& i) {
    if (i.avertissements.empty())
        return {};
    return notice(Ton::attention, "À savoir sur ce fichier",
                  ul(each(base::decoupe(i.avertissements, '\n'), [](auto const& a) { return li(a); })));
}

Html nombres(Importation const& i) {
    auto const& c = i.comptes();
    auto un = [&](Issue issue, std::int64_t n, std::string note) {
        return Chiffre{std::string(base::libelle(issue)), base::nombre(n), std::move(note),
                       n > 0 ? std::optional{lien_lignes(i.id, issue)} : std::nullopt};
    };
    std::vector<Chiffre> liste{{"Lignes lues", base::nombre(c.lues), "", lien_lignes(i.id)},
                               un(Issue::nouvelle, c.nouvelles, ""),
                               un(Issue::mise_a_jour, c.mises_a_jour, ""),
                               un(Issue::identique, c.identiques, ""),
                               un(Issue::douteuse, c.douteuses, "jamais fusionnées sans votre décision"),
                               un(Issue::refusee, c.refusees, ""),
                               un(Issue::erreur, c.erreurs, "corrigeables à l’écran")};
    return chiffres(liste);
}

Html questions_posees(Importation const& i, Csrf const& csrf, bool peut) {
    auto liste = lire_questions(i.questions);
    auto texte = ul(each(liste, [](auto const& q) { return li(strong(q.code), " : ", q.phrase); }));
    if (!peut)
        return notice(Ton::attention, "Une confirmation est attendue", texte);
    return ensemble(
        notice(Ton::attention, "Votre confirmation est attendue", texte),
        formulaire(lien_confirmation(i.id), csrf, version_montree(i.version), boutons(bouton("Continuer quand même"))),
        formulaire_bouton(lien_abandon(i.id), csrf, bouton_secondaire("Abandonner cette liste")));
}

Html actions_du_plan(Importation const& i, std::int64_t a_appliquer, Csrf const& csrf, CeQuiEstOffert const& peut) {
    auto boutons_ = ensemble(
        when(peut.importer && a_appliquer > 0,
             [&] {
                 return lien_bouton_principal(lien_application(i.id), "Appliquer ", base::pluriel(a_appliquer, "ligne"),
                                              "…");
             }),
        when(peut.trancher && i.comptes().douteuses > 0,
             [&] {
                 return lien_bouton(lien_douteuses(i.id), "Trancher ",
                                    base::pluriel(i.comptes().douteuses, "ligne douteuse", "lignes douteuses"));
             }),
        when(i.comptes().erreurs > 0,
             [&] {
                 return lien_bouton(lien_lignes(i.id, Issue::erreur), "Corriger ",
                                    base::pluriel(i.comptes().erreurs, "ligne mal formée", "lignes mal formées"));
             }),
        when(peut.exporter, [&] { return lien_bouton(lien_export(i.id), "Exporter le rapport"); }));
    auto abandon = when(peut.importer && i.etape == Etape::prevue, [&] {
        return formulaire_bouton(lien_abandon(i.id), csrf, bouton_secondaire("Abandonner cette liste"));
    });
    return ensemble(boutons(boutons_), abandon);
}

Html constat(Importation const& i) {
    if (i.lues == 0)
        return notice(Ton::attention, std::string(aucune_ligne));
    if (i.etape == Etape::prevue && i.comptes().nouvelles + i.comptes().mises_a_jour == 0 && i.comptes().identiques > 0)
        return notice(Ton::information, "Tout ce que dit ce fichier est déjà connu : rien ne change. L’appliquer note "
                                        "seulement que cette liste les a revus.");
    if (i.etape != Etape::appliquee)
        return {};
    auto texte = "Appliquée le " + base::affiche(*i.appliquee_le) + " : " + phrase(i.comptes()) + ".";
    if (i.disparues > 0)
        texte += " " +
                 base::pluriel(i.disparues, "élève du dernier fichier n’y figure plus",
                               "élèves du dernier fichier n’y figurent plus") +
                 " : à vérifier, rien n’a été supprimé.";
    return notice(Ton::succes, texte);
}

} // namespace

Html corps_liste(std::vector<Importation> const& listes, FormDepot const& form, Csrf const& csrf,
                 CeQuiEstOffert const& peut, Pagination const& page, DemandeDeListe const& demande) {
    auto tableau_ =
        listes.empty() ? etat_vide("Aucune liste reçue.", peut.importer ? p("Déposez la première ci-dessous.") : Html{})
                       : ensemble(tableau("Listes reçues, la plus récente d’abord",
                                          {{"Fichier"}, {"Expéditeur"}, {"Année"}, {"Déposé"}, {"Étape"}, {"Lignes"}},
                                          each(listes, rangee)),
                                  pagination(page, demande));
    return ensemble(h1("Listes reçues"), tableau_,
                    when(peut.importer, [&] { return formulaire_de_depot(form, csrf); }));
}

Html avancement(Importation const& i, std::optional<storage::TacheVue> const& tache) {
    Progres p{.libelle = "Traitement de « " + i.nom + " »", .fragment = lien_avancement(i.id), .ici = lien(i.id)};
    p.fini = !tache || !tache->vivante();
    if (tache) {
        p.fait = tache->fait;
        p.total = tache->total;
        p.etat = tache->etape.empty() ? "En attente" : tache->etape;
        if (tache->fait > 0)
            p.etat += " : " + base::pluriel(tache->fait, "ligne");
        if (tache->total > 0)
            p.etat += " sur " + base::nombre(tache->total);
    }
    return progres(p);
}

Html corps_importation(Importation const& i, std::optional<storage::TacheVue> const& tache, std::int64_t a_appliquer,
                       Csrf const& csrf, CeQuiEstOffert const& peut) {
    bool en_travail = tache && tache->vivante();
    Html suite;
    if (en_travail)
        suite = ensemble(avancement(i, tache), p("Vous pouvez quitter cette page : le travail continue."));
    else if (i.etape == Etape::question)
        suite = questions_posees(i, csrf, peut.importer);
    else if (i.etape == Etape::refusee)
        suite = ensemble(
            notice(Ton::erreur, "Fichier refusé, rien n’a été importé. " + i.motif),
            when(peut.importer, [] { return boutons(lien_bouton(lien_des_listes(), "Déposer un autre fichier")); }));
    else if (i.etape == Etape::abandonnee)
        suite = notice(Ton::information, "Liste abandonnée : rien n’a été importé.");
    else if (i.etape == Etape::recue || i.etape == Etape::lue)
        suite = notice(Ton::attention,
                       tache ? "Le traitement s’est arrêté : " + tache->message : "Le traitement n’a pas commencé.");
    if (!en_travail && (i.etape == Etape::prevue || i.etape == Etape::appliquee))
        suite = ensemble(constat(i), nombres(i), actions_du_plan(i, a_appliquer, csrf, peut));
    if (!en_travail && peut.importer && (i.etape == Etape::recue || i.etape == Etape::lue))
        suite += formulaire(lien_confirmation(i.id), csrf, version_montree(i.version), boutons(bouton("Relancer")));
    return ensemble(h1(i.nom), ou_en_est_elle(i), suite, avertissements(i), h2("Le fichier"), identite_de_la_liste(i));
}

Html corps_colonnes(Importation const& i, FormColonnes& form, Csrf const& csrf) {
    Html champs;
    for (auto const& c : form.colonnes)
        champs += web::champ(c);
    return ensemble(h1("Colonnes de « ", i.nom, " »"), ou_en_est_elle(i), resume_erreurs(erreurs_de(form.champs())),
                    when(form.sans_ligne, [] { return notice(Ton::attention, std::string(aucune_ligne)); }),
                    p("Ce tableau n’est pas un format connu. Dites ce que contient chaque colonne : votre choix sera "
                      "retenu pour cet expéditeur."),
                    formulaire(lien_correspondance(i.id), csrf, version_montree(i.version), web::champ(form.nature),
                               web::champ(form.expediteur), h2("Colonnes du fichier"), champs,
                               boutons(bouton("Lire le fichier ainsi"))),
                    formulaire_bouton(lien_abandon(i.id), csrf, bouton_secondaire("Abandonner cette liste")));
}

Html corps_application(Importation const& i, std::int64_t a_appliquer, std::int64_t a_creer, Csrf const& csrf) {
    auto const& c = i.comptes();
    auto details_ = ul(li(base::pluriel(a_creer, "dossier sera créé", "dossiers seront créés"), "."),
                       li(base::pluriel(c.mises_a_jour, "ligne met à jour", "lignes mettent à jour"),
                          " un dossier connu ; un fait vérifié n’est jamais écrasé."),
                       li(base::pluriel(c.douteuses, "ligne douteuse attend", "lignes douteuses attendent"),
                          " votre décision : rien ne s’applique sans elle."),
                       li(base::pluriel(c.refusees + c.erreurs, "ligne est écartée", "lignes sont écartées"),
                          " : chacune a son motif."));
    return ensemble(
        h1("Appliquer « ", i.nom, " »"),
        confirmation({.question = "Appliquer " + base::pluriel(a_appliquer, "ligne") + " de « " + i.nom + " » ?",
                      .consequences = details_,
                      .bouton = "Appliquer " + base::pluriel(a_appliquer, "ligne"),
                      .ou = lien_application(i.id),
                      .annuler = lien(i.id),
                      .danger = false},
                     csrf, version_montree(i.version)));
}

Html corps_export(Importation const& i, FormExport const& form, Csrf const& csrf) {
    return ensemble(h1("Exporter le rapport de « ", i.nom, " »"), resume_erreurs(erreurs(form)),
                    p("Le rapport donne, pour chaque ligne, son numéro, la personne, ce qu’elle est devenue et "
                      "pourquoi. Sans INE."),
                    formulaire(lien_export(i.id), csrf, web::champ(form.format), web::champ(form.motif),
                               boutons(bouton("Exporter"), lien_bouton(lien(i.id), "Annuler"))));
}

acces::Page page_de(Importation const& i, std::string titre, Html contenu) {
    acces::Page p;
    p.titre = std::move(titre);
    p.rubrique = rubrique;
    p.fil = {{rubrique, lien_des_listes()}};
    if (p.titre != i.nom)
        p.fil.push_back({i.nom, lien(i.id)});
    p.contenu = std::move(contenu);
    return p;
}

} // namespace metier::echanges
