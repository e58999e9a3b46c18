#include "base/texte.hpp"
#include "metier/jeunes/demandes.hpp"
#include "metier/jeunes/dossier_pages.hpp"
#include "metier/jeunes/dossier_web.hpp"
#include "metier/jeunes/preuve.hpp"
#include "metier/jeunes/recherche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::jeunes {

using acces::Contexte;
using acces::Droit;
using web::Html;
using web::Reply;

namespace {

std::string nom_de(Resume const& r) { return nom_affiche(r.nom, r.nom_usage, r.prenom); }

std::vector<web::Colonne> const& colonnes() {
    static std::vector<web::Colonne> const liste{
        {"Nom"}, {"Naissance"}, {"Dernier lieu connu"}, {"Situation"}, {"Référent"}};
    return liste;
}

/// Ce qui est noté ; à défaut, ce que disent les listes de cette année.
std::string situation_de(Resume const& r) {
    if (r.situation)
        return std::string(libelle(*r.situation));
    return r.inscriptions_en_cours > 0 ? "En classe cette année" : "Non notée";
}

Html ligne(Resume const& r, Date jour) {
    return web::tr(web::th(web::scope("row"), web::a(web::href(lien(r.id)), nom_de(r))),
                   web::td(web::clas("court"), r.naissance, " (", age_affiche(r.naissance, jour), ")"),
                   web::td(r.etablissement, r.formation.empty() ? "" : ", " + r.formation), web::td(situation_de(r)),
                   web::td(r.referent.empty() ? "Aucun" : r.referent));
}

void offrir(Contexte& cx, FiltreForm& form) {
    struct Nomme {
        std::int64_t id = 0;
        std::string nom;
    };
    auto db = cx.db();
    std::vector<std::pair<Id<Territoire>, std::string>> bassins;
    std::vector<std::pair<Id<Etablissement>, std::string>> etablissements;
    // Ceux du périmètre du rôle : son territoire, son réseau, son établissement.
    db.each<Nomme>(
        "select t.id, t.nom from territoire t where t.genre in ('bassin', 'district') and t.id in (select "
        "c.descendant_id from territoire_contient c "
        "where c.ancetre_id in (select r.territoire_id from role_tenu r where r.id = ? union select b.territoire_id "
        "from role_tenu r "
        "join reseau_bassin b on b.reseau_id = r.reseau_id where r.id = ?)) order by t.cle_tri",
        [&](Nomme&& n) { bassins.emplace_back(Id<Territoire>{n.id}, n.nom); }, cx.portee().role_tenu,
        cx.portee().role_tenu);
    db.each<Nomme>(
        "select e.id, e.nom from etablissement e where e.id in (select r.etablissement_id from role_tenu r where r.id "
        "= ?) or e.territoire_id in "
        "(select c.descendant_id from territoire_contient c where c.ancetre_id in (select r.territoire_id from "
        "role_tenu r where r.id = ? union "
        "select b.territoire_id from role_tenu r join reseau_bassin b on b.reseau_id = r.reseau_id where r.id = ?)) "
        "order by e.cle_tri, e.id limit 500",
        [&](Nomme&& n) { etablissements.emplace_back(Id<Etablissement>{n.id}, n.nom); }, cx.portee().role_tenu,
        cx.portee().role_tenu, cx.portee().role_tenu);
    form.bassin.offer(bassins);
    form.etablissement.offer(etablissements);
}

FiltreDeListe filtre(Contexte& cx, FiltreForm const& form, web::DemandeDeListe const& demande) {
    auto db = cx.db();
    FiltreDeListe f;
    f.bassin = form.bassin.value();
    f.etablissement = form.etablissement.value();
    f.situation = form.situation.value();
    f.age_de = form.age_de.value();
    f.age_a = form.age_a.value();
    f.sans_referent = form.sans_referent.value().value_or(false);
    f.obligation = form.obligation.value();
    f.fenetre = fenetre_de_l_obligation(db, cx.jour());
    f.nombre = demande.par_page;
    auto bord = [](std::string const& texte) -> std::optional<std::pair<std::string, std::int64_t>> {
        auto valeurs = web::lire_curseur(texte, 2);
        auto n = valeurs ? web::lire_entier((*valeurs)[1]) : std::nullopt;
        return n ? std::optional{std::pair{(*valeurs)[0], static_cast<std::int64_t>(*n)}} : std::nullopt;
    };
    f.apres = bord(demande.apres);
    if (!f.apres)
        f.avant = bord(demande.avant);
    return f;
}

bool filtre_quelque_chose(FiltreForm& form) {
    for (auto const* c : web::champs_de(form))
        if (!c->typed_first().empty())
            return true;
    return false;
}

std::string curseur_de(LigneDeListe const& l) { return web::curseur({l.cle_tri, std::to_string(l.resume.id.valeur)}); }

Reply liste(Contexte& cx) {
    FiltreForm form;
    offrir(cx, form);
    cx.lire(form);
    auto demande = web::lire_demande(cx.requete(), {"nom"});
    auto db = cx.db();
    auto page = lister(db, cx.portee(), filtre(cx, form, demande));
    auto ici = web::lien_de(cx.requete());
    Html champs;
    for (auto const* c : web::champs_de(form))
        champs += web::champ(*c);
    Html lignes = web::each(page.lignes, [&](LigneDeListe const& l) { return ligne(l.resume, cx.jour()); });
    web::Pagination p{ici,
                      page.lignes.size(),
                      {},
                      page.precedente && !page.lignes.empty() ? curseur_de(page.lignes.front()) : "",
                      page.suivante && !page.lignes.empty() ? curseur_de(page.lignes.back()) : ""};
    auto corps = page.lignes.empty()
                     ? web::etat_vide("Aucun jeune ne répond à ces critères dans votre périmètre.",
                                      web::p(web::a(web::href(web::lien("/jeunes")), "Retirer les filtres")))
                     : web::ensemble(web::tableau("Jeunes de votre périmètre, par nom", colonnes(), lignes),
                                     web::pagination(p, demande));
    auto bouton = [&](Droit droit, web::Lien const& ou, std::string_view quoi) {
        return cx.peut(droit) ? web::lien_bouton(ou, quoi) : Html{};
    };
    auto actions = web::ensemble(cx.peut(Droit::tenir_dossier)
                                     ? web::lien_bouton_principal(web::lien("/jeunes/nouveau"), "Nouveau dossier")
                                     : Html{},
                                 bouton(Droit::accorder_acces, web::lien("/demandes-acces"), "Demandes d’accès"),
                                 bouton(Droit::trancher, web::lien("/fusions"), "Fusions"));
    return cx.page({"Jeunes",
                    "Jeunes",
                    {},
                    web::ensemble(web::entete_de_fiche("Jeunes", {}, actions),
                                  web::filtres(web::lien("/jeunes"), champs, filtre_quelque_chose(form)), corps),
                    true});
}

Html ailleurs(Contexte& cx, Ailleurs const& a) {
    auto quoi = a.initiales + (a.annee ? ", né(e) en " + std::to_string(*a.annee) : "");
    MotifForm form;
    auto demander = web::details(
        web::summary("Demander l’accès"),
        web::formulaire(
            web::lien("/jeunes/{}/demande-acces", a.jeune), cx.csrf(), web::cache("preuve", preuve(cx, a.jeune)),
            web::label(web::pour("motif-" + std::to_string(a.jeune.valeur)), "Pourquoi en avez-vous besoin ?"),
            web::textarea(web::id("motif-" + std::to_string(a.jeune.valeur)), web::name("motif"),
                          web::clas("form-control")),
            web::boutons(web::bouton("Envoyer la demande"))),
        web::p("Cela ne peut pas attendre\u00a0? ",
               web::a(web::href(web::lien("/jeunes/{}/urgence", a.jeune).avec("preuve", preuve(cx, a.jeune))),
                      "Ouvrir un accès d’urgence", web::lecteur(" au dossier de ", quoi)),
               "."));
    return web::li(web::strong(quoi), a.suivi ? " : suivi ailleurs. " : " : connu hors de votre périmètre. ",
                   a.demande ? web::badge(web::Ton::information, "Demande envoyée, en attente de réponse") : demander);
}

Reply chercher_une_personne(Contexte& cx) {
    auto saisie = std::string(cx.requete().param("q"));
    auto question = lire_question(saisie);
    auto db = cx.db();
    auto r = chercher(db, cx.portee(), cx.coffre(), question, Frappe::complete);
    std::vector<Id<Jeune>> ids;
    for (auto const& t : r.trouves)
        ids.push_back(t.jeune);
    auto lus = resumes(db, cx.portee(), ids, cx.jour());
    auto formulaire =
        web::formulaire_recherche(web::lien("/recherche"), web::role("search"),
                                  web::label(web::pour("q-page"), "Nom, prénom, date de naissance ou INE"),
                                  web::input(web::id("q-page"), web::type("search"), web::name("q"), web::value(saisie),
                                             web::clas("form-control")),
                                  web::boutons(web::bouton("Rechercher")));
    Html corps;
    if (question.vide())
        corps = web::p("Écrivez un nom, un prénom, ou les deux, dans n’importe quel ordre ; ajoutez au besoin une "
                       "année ou une date de naissance : « diallo 2009 ».");
    else if (lus.empty() && r.ailleurs.empty())
        corps =
            web::etat_vide("Personne ne répond à « " + saisie + " » dans votre périmètre.",
                           cx.peut(Droit::tenir_dossier)
                               ? web::p(web::a(web::href(web::lien("/jeunes/nouveau")), "Ouvrir un nouveau dossier"))
                               : Html{});
    auto creer_ = cx.peut(Droit::tenir_dossier) && !question.vide() && !lus.empty()
                      ? web::p("Ce n’est aucun d’eux ? ",
                               web::a(web::href(web::lien("/jeunes/nouveau")), "Ouvrir un nouveau dossier"), ".")
                      : Html{};
    if (!lus.empty())
        corps += web::tableau(base::pluriel(static_cast<long long>(lus.size()), "réponse") + ", la plus proche d’abord",
                              colonnes(), web::each(lus, [&](Resume const& x) { return ligne(x, cx.jour()); }));
    if (!r.ailleurs.empty())
        corps += web::section(web::h2("Hors de votre périmètre"),
                              web::ul(web::each(r.ailleurs, [&](Ailleurs const& a) { return ailleurs(cx, a); })));
    return cx.page({"Recherche", "Jeunes", {}, web::ensemble(web::h1("Recherche"), formulaire, corps, creer_), true});
}

Reply suggestions(Contexte& cx) {
    auto question = lire_question(cx.requete().param("q"));
    bool trop_court = question.mots.size() == 1 && question.mots[0].size() < 2 && !question.naissance;
    std::vector<web::Suggestion> liste;
    if (!trop_court && !question.vide()) {
        auto db = cx.db();
        std::vector<Id<Jeune>> ids;
        for (auto const& t : chercher(db, cx.portee(), cx.coffre(), question, Frappe::en_cours, 8).trouves)
            ids.push_back(t.jeune);
        for (auto const& r : resumes(db, cx.portee(), ids, cx.jour()))
            liste.push_back({lien(r.id), nom_de(r),
                             (r.naissance ? base::affiche(*r.naissance) : "") +
                                 (r.etablissement.empty() ? "" : ", " + r.etablissement)});
    }
    return cx.fragment(web::suggestions_html(liste));
}

} // namespace

void routes_des_listes(acces::Routes& r) {
    r.get("/jeunes", Droit::lire_dossier, liste);
    r.get("/recherche", Droit::rechercher, chercher_une_personne);
    r.get("/recherche/suggestions", Droit::rechercher, suggestions);
}

} // namespace metier::jeunes
