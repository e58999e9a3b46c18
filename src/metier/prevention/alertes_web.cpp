// Une alerte d'absence : le compte jour par jour, ce que la loi demande ensuite, la décision écrite qui la clôt (C-3,
// C-4).
#include <algorithm>

#include "base/texte.hpp"
#include "metier/ecrits/ecrits.hpp"
#include "metier/prevention/absences_web.hpp"
#include "metier/prevention/courriers.hpp"
#include "metier/territoire/parametres.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::prevention {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

struct FormCourrier {
    web::Field<std::string> a_qui{"a_qui", "À qui écrire", web::hint("Une lettre par foyer")};
    auto fields() { return std::tie(a_qui); }
    void offrir(std::vector<Destinataire> const& foyers) {
        std::vector<web::Choix> choix;
        for (std::size_t i = 0; i < foyers.size(); ++i)
            choix.push_back({std::to_string(i), foyers[i].nom});
        a_qui.offer_choices(std::move(choix));
        if (!foyers.empty())
            a_qui.set("0");
    }
};
/// Plusieurs se montrent sur la même page : chaque champ porte le nom de sa suite.
struct FormSuite {
    GenreDeSuite genre;
    web::Field<Date> le, suivre_le;
    explicit FormSuite(GenreDeSuite g)
        : genre{g}, le{"le_" + std::string(code(g)), "Fait le", web::required},
          suivre_le{"suivre_le_" + std::string(code(g)), "À suivre le",
                    web::hint("Facultatif : la date revient dans « Ma journée »")} {}
    auto fields() { return std::tie(le, suivre_le); }
    void border(Alerte const& a, Date jour) {
        le.between(std::min(a.mois, jour), jour);
        suivre_le.between(jour, base::plus_mois(jour, 6));
    }
};
struct FormDecision {
    web::Field<std::string> decision{"decision",
                                     "Décision",
                                     web::required,
                                     web::long_text(3),
                                     web::at_most(400),
                                     web::facts_only,
                                     web::hint("Ce qui est décidé, par qui : c’est cette phrase qui clôt l’alerte")};
    web::Field<std::int64_t> version{"version", "Version", web::required};
    auto fields() { return std::tie(decision, version); }
};

/// Ce qui vient d'être refusé, montré tel que saisi.
struct Saisies {
    FormDecision decision = {};
    Html avis = {};
    std::optional<FormSuite> suite = {};
    std::string courrier = {}; ///< pourquoi la lettre ne peut pas se préparer
};

Alerte exiger_alerte(Contexte& cx, Id<Alerte> id) {
    auto db = cx.db();
    auto a = alerte(db, cx.portee(), id);
    if (!a)
        throw not_found();
    return *a;
}

FaitsDuCourrier faits(Contexte& cx, Alerte const& a) {
    auto db = cx.db();
    auto c = territoire::calendrier(db, a.etablissement, cx.jour());
    FaitsDuCourrier f{.alerte = a};
    for (auto const& m : mois_de(db, a.jeune, a.etablissement))
        if (m.mois == a.mois)
            f.jours = detail(m, c);
    f.regle = regle_dite(static_cast<int>(a.nombre), a.mois, seuils(db, a.mois));
    f.etablissement = *territoire::trouver(db, a.etablissement);
    f.responsables = jeunes::responsables(db, a.jeune);
    f.suites = suites_de(db, a.id);
    if (auto j = jeunes::trouver_sans_portee(db, a.jeune)) // l'alerte elle-même a déjà été exigée
        f.eleve = *j;
    for (auto const& i : jeunes::inscriptions(db, a.jeune))
        if (i.etablissement == a.etablissement && f.classe.empty())
            f.classe = i.classe;
    return f;
}

Html jour_par_jour(FaitsDuCourrier const& f) {
    if (f.jours.empty())
        return etat_vide("Le fichier reçu ne donne qu’un total : le détail des jours n’est pas connu.");
    auto ligne = [](DemiJournee const& d) {
        auto pourquoi = !d.pas_classe.empty() ? "Non : " + d.pas_classe
                        : d.justifiee         ? "Non : justifiée"
                        : d.partielle         ? "Pour une moitié"
                                              : "Oui";
        return tr(td(base::affiche_long(d.jour)), td(d.moment == Moment::matin ? "Matin" : "Après-midi"), td(pourquoi));
    };
    return tableau("Chaque demi-journée d’absence du mois", {{"Jour"}, {"Demi-journée"}, {"Compte"}},
                   each(f.jours, ligne));
}

/// Un total reçu en dit plus que les jours connus : le dire, plutôt que deux nombres qui ne s'accordent pas.
Html d_un_total(FaitsDuCourrier const& f) {
    auto connues = std::ranges::count_if(f.jours, [](auto const& d) { return d.compte(); });
    if (connues >= f.alerte.nombre)
        return {};
    return p("Le nombre vient de fichiers de totaux : c’est le moins qu’ils disent de ce mois. Jour par jour, ",
             connues == 0 ? "aucune n’est connue." : "on n’en connaît que " + std::to_string(connues) + ".");
}

bool est_un_courrier(GenreDeSuite g) { return g == GenreDeSuite::famille || g == GenreDeSuite::dasen; }

/// Une lettre se prépare, se relit, s'envoie ; elle n'est faite que quand une personne le note.
Html preparer(Contexte& cx, FaitsDuCourrier const& f, GenreDeSuite g) {
    FormCourrier form;
    auto foyers = g == GenreDeSuite::famille ? destinataires(f, cx.jour()) : std::vector<Destinataire>{};
    form.offrir(foyers);
    auto format = [](std::string_view c, auto const& texte) {
        return button(type("submit"), clas("btn btn-outline-secondary"), name("format"), value(c), texte);
    };
    return formulaire(web::lien("/absences/alertes/{}/courriers/{}", f.alerte.id, std::string(code(g))), cx.csrf(),
                      when(foyers.size() > 1, [&] { return champ(form.a_qui); }),
                      boutons(format("pdf", "Préparer la lettre en PDF"), format("odt", "en ODT, à retoucher")));
}

Html noter(Contexte& cx, FaitsDuCourrier const& f, GenreDeSuite g, Saisies const& s) {
    bool refusee = s.suite && s.suite->genre == g;
    auto form = refusee ? *s.suite : FormSuite{g};
    auto db = cx.db();
    if (!refusee) {
        form.le.set(cx.jour());
        form.suivre_le.set(base::plus_jours(cx.jour(), territoire::entier(db, "absence.suivi_courrier", cx.jour())));
    }
    auto saisie =
        formulaire(web::lien("/absences/alertes/{}/suites/{}", f.alerte.id, std::string(code(g))), cx.csrf(),
                   champ(form.le), champ(form.suivre_le),
                   boutons(bouton_secondaire(est_un_courrier(g) ? "Noter qu’elle est partie" : "Noter que c’est fait",
                                             lecteur(" : ", libelle(g)))));
    return details(etat("open", refusee), summary(est_un_courrier(g) ? "Elle est partie" : "C’est fait"), saisie);
}

/// Une suite demandée : ce qui a été fait, et de quoi la faire en un clic.
Html une_suite(Contexte& cx, FaitsDuCourrier const& f, GenreDeSuite g, Saisies const& s) {
    bool ouverte = !f.alerte.close_le && cx.peut(Droit::tenir_prevention);
    Html faites;
    for (auto const& x : f.suites)
        if (x.genre == g)
            faites += li("Fait le ", x.le, x.agent.empty() ? "" : " par " + x.agent,
                         x.suivre_le ? ensemble(", à suivre le ", *x.suivre_le) : Html{}, when(ouverte, [&] {
                             return formulaire(web::lien("/absences/alertes/{}/suites/{}/retrait", f.alerte.id, x.id),
                                               cx.csrf(),
                                               bouton_secondaire("Retirer", lecteur(" : ", libelle(g), ", ", x.le)));
                         }));
    auto actions =
        !ouverte ? Html{} : ensemble(when(est_un_courrier(g), [&] { return preparer(cx, f, g); }), noter(cx, f, g, s));
    return article(clas("carte"), id("suite-" + std::string(code(g))), h3(libelle(g)),
                   faites.empty() ? p(clas("absent"), "Pas encore fait.") : ul(faites), actions);
}

acces::Page page_alerte(Contexte& cx, Alerte const& a, Saisies const& saisies) {
    auto f = faits(cx, a);
    auto db = cx.db();
    auto fraiche = fraicheur(db, a.etablissement, cx.jour());
    Html suites;
    for (auto g : suites_demandees(a.niveau))
        suites += une_suite(cx, f, g, saisies);
    for (auto const& s : f.suites) // faites à un autre niveau : elles restent dites
        if (auto voulues = suites_demandees(a.niveau); std::ranges::find(voulues, s.genre) == voulues.end())
            suites += p(libelle(s.genre), " : fait le ", s.le, ".");
    auto sans_adresse =
        destinataires(f, cx.jour()).empty()
            ? notice(Ton::attention, "Aucun responsable légal à qui écrire n’est connu : la lettre sera à compléter.")
            : Html{};
    bool ouverte = !a.close_le && cx.peut(Droit::tenir_prevention);
    auto const& form = saisies.decision;
    auto const& avis = saisies.avis;
    auto refusee = saisies.suite ? erreurs(*saisies.suite) : std::vector<Erreur>{};
    auto cloture =
        section(h2("Décider et clore"), resume_erreurs(form),
                formulaire(web::lien("/absences/alertes/{}/cloture", a.id), cx.csrf(), avis, champ(form.decision),
                           version_montree(a.version),
                           boutons(avis.empty() ? bouton("Clore l’alerte")
                                                : bouton("Clore quand même", name("quand_meme"), value("1")))));
    auto situation = situation_ouverte(db, a.jeune, a.etablissement);
    auto ouvrir_ = situation ? lien_bouton(lien(*situation), "Situation de prévention")
                   : cx.peut(Droit::signaler)
                       ? lien_bouton(web::lien("/signalements/nouveau").avec("eleve", a.jeune), "Signaler")
                       : Html{};
    return {.titre = "Absences – " + a.nom_affiche(),
            .rubrique = rubrique_prevention,
            .fil = {{"Prévention", web::lien("/prevention")}, {"Absences", web::lien("/absences")}},
            .contenu = ensemble(
                entete_de_fiche(
                    "Absences – " + a.nom_affiche(),
                    ensemble(badge(ton(a.niveau), libelle(a.niveau)), p(mois_affiche(a.mois), ", ", a.lieu)), ouvrir_),
                resume_erreurs(refusee),
                when(!saisies.courrier.empty(), [&] { return notice(Ton::erreur, saisies.courrier); }),
                notice(fraiche.calculable(cx.jour()) ? Ton::information : Ton::attention, f.regle,
                       p(fraiche.dite(cx.jour()))),
                when(a.close_le.has_value(),
                     [&] { return notice(Ton::succes, "Close le " + base::affiche(*a.close_le), p(a.decision)); }),
                jour_par_jour(f), d_un_total(f), h2("Ce que la règle demande"),
                p("Circulaire n° 2014-159 du 24/12/2014. Le directeur académique peut ensuite saisir le "
                  "procureur."),
                sans_adresse, suites, when(ouverte, cloture))};
}

Reply montrer(Contexte& cx, Id<Alerte> id) {
    auto a = exiger_alerte(cx, id);
    cx.acte(Acte::dossier_lu, [&](Writer&, acces::Trace& trace) {
        trace = {a.jeune, "absence_alerte/" + std::to_string(id.valeur), "", titre_de_lecture(cx)};
    });
    return cx.page(page_alerte(cx, a, {}));
}

GenreDeSuite exiger_le_genre(std::string const& texte) {
    auto g = lire_code<GenreDeSuite>(texte);
    if (!g)
        throw not_found();
    return *g;
}

Reply preparer_(Contexte& cx, Id<Alerte> id, std::string const& genre) {
    auto a = exiger_alerte(cx, id);
    auto g = exiger_le_genre(genre);
    if (!est_un_courrier(g))
        throw not_found();
    if (a.close_le)
        return cx.voir(lien(id), "Cette alerte est close.", Ton::attention);
    auto f = faits(cx, a);
    auto foyers = destinataires(f, cx.jour());
    FormCourrier form;
    form.offrir(foyers);
    bool bon = cx.lire(form);
    if (foyers.empty())
        foyers.push_back({.nom = {}, .lignes = {"Aux responsables légaux de", a.nom_affiche()}});
    auto rang = static_cast<std::size_t>(web::lire_entier(form.a_qui.value().value_or("0")).value_or(0));
    if (!bon || rang >= foyers.size())
        return cx.invalide(
            page_alerte(cx, a, {.courrier = "La lettre n’est pas préparée : choisissez à qui écrire dans la liste."}));
    bool famille = g == GenreDeSuite::famille;
    auto ecrit = famille ? lettre_a_la_famille(f, foyers.at(rang), cx.jour()) : information_du_dasen(f, cx.jour());
    if (!famille) // une lettre à la famille n'est pas un écrit interne
        ecrit.pied = ecrits::pied(cx);
    return ecrits::emporter(cx,
                            {.ecrit = ecrit,
                             .nom = famille ? "lettre-absences" : "information-dasen",
                             .jeune = a.jeune,
                             .objet = "absence_alerte/" + std::to_string(id.valeur)},
                            ecrits::format_demande(cx.requete()));
}

Reply donner(Contexte& cx, Id<Alerte> id, std::string const& genre) {
    auto a = exiger_alerte(cx, id);
    auto g = exiger_le_genre(genre);
    if (a.close_le)
        return cx.voir(lien(id), "Cette alerte est close.", Ton::attention);
    FormSuite form{g};
    form.border(a, cx.jour());
    if (!cx.lire(form))
        return cx.invalide(page_alerte(cx, a, {.suite = form}));
    cx.acte(Acte::alerte_suite_donnee, [&](Writer& db, acces::Trace& trace) {
        donner_suite(db, auteur(cx), a, g, *form.le, form.suivre_le.value());
        trace = {a.jeune, "absence_alerte/" + std::to_string(id.valeur), genre, titre_de_lecture(cx)};
    });
    return cx.voir(lien(id).ancre("suite-" + genre), "C’est noté.");
}

Reply retirer(Contexte& cx, Id<Alerte> id, Id<SuiteDonnee> suite) {
    auto a = exiger_alerte(cx, id);
    if (a.close_le)
        return cx.voir(lien(id), "Cette alerte est close.", Ton::attention);
    bool fait = cx.acte(Acte::alerte_suite_donnee, [&](Writer& db, acces::Trace& trace) {
        trace = {a.jeune, "absence_alerte/" + std::to_string(id.valeur), "retirée", titre_de_lecture(cx)};
        return retirer_une_suite(db, auteur(cx), id, suite);
    });
    return cx.voir(lien(id), fait ? "Retirée : elle n’est plus notée comme faite." : "Elle n’était déjà plus notée.",
                   fait ? Ton::succes : Ton::attention);
}

Reply clore_(Contexte& cx, Id<Alerte> id) {
    auto a = exiger_alerte(cx, id);
    FormDecision form;
    if (!cx.lire(form))
        return cx.invalide(page_alerte(cx, a, {.decision = form}));
    if (auto avis = avis_sur_les_mots(cx, {*form.decision}); !avis.empty())
        return cx.invalide(page_alerte(cx, a, {.decision = form, .avis = avis}));
    bool fait = cx.acte_ou_conflit(Acte::alerte_close, [&](Writer& db, acces::Trace& trace) {
        clore_l_alerte(db, auteur(cx), id, *form.version, *form.decision);
        trace = {a.jeune, "absence_alerte/" + std::to_string(id.valeur), "", titre_de_lecture(cx)};
    });
    if (fait)
        return cx.voir(lien(id), "Alerte close.");
    auto actuelle = exiger_alerte(cx, id);
    if (actuelle.close_le)
        return cx.voir(lien(id), "Cette alerte vient d’être close.", Ton::attention);
    form.decision.refuse("L’alerte a changé entre-temps : relisez-la, puis clôturez de nouveau.");
    return cx.conflit(page_alerte(cx, actuelle, {.decision = form}));
}

} // namespace

void routes_des_alertes(acces::Routes& r) {
    r.get("/absences/alertes/{id}", Droit::lire_prevention, montrer);
    r.post("/absences/alertes/{id}/courriers/{genre}", Droit::tenir_prevention, preparer_);
    r.post("/absences/alertes/{id}/suites/{genre}", Droit::tenir_prevention, donner);
    r.post("/absences/alertes/{id}/suites/{suite}/retrait", Droit::tenir_prevention, retirer);
    r.post("/absences/alertes/{id}/cloture", Droit::tenir_prevention, clore_);
}

} // namespace metier::prevention
