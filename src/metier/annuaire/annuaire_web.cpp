#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/annuaire/annuaire.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::annuaire {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;
using territoire::Etablissement;
using territoire::GenreDeTerritoire;
using territoire::Territoire;

web::Lien lien(Id<Etablissement> id) { return web::lien("/etablissements/{}", id); }

namespace {

constexpr auto rubrique = "Établissements";

struct Filtres {
    Field<std::string> q{"q", "Nom, commune ou UAI", at_most(80)};
    Field<territoire::GenreDEtablissement> genre{"genre", "Genre", empty_choice("Tous")};
    Field<Id<Territoire>> dans{"dans", "Territoire", empty_choice("Tous")};
    auto fields() { return std::tie(q, genre, dans); }
};

struct FormAnnuaire {
    FileField fichier{"fichier", "Annuaire de l’éducation (CSV)",
                      "Le jeu « fr-en-annuaire-education » du ministère, en CSV.", ".csv,.gz,.zip"};
};

Html ligne(Etablissement const& e) {
    return tr(th(scope("row"), a(href(lien(e.id)), e.nom)), td(base::libelle(e.genre)), td(e.commune), td(e.uai),
              td(e.bassin));
}

Reply liste(Contexte& cx) {
    auto db = cx.db();
    Filtres f;
    f.dans.offer(
        territoire::territoires(db), [](auto const& t) { return t.id; },
        [](auto const& t) { return std::string(t.nom); });
    cx.lire(f);
    auto demande = lire_demande(cx.requete(), {"nom"});
    territoire::Recherche r{.mots = f.q.value().value_or(""),
                            .genre = f.genre.value(),
                            .dans = f.dans.value(),
                            .nombre = demande.par_page + 1};
    if (auto curseur_lu = lire_curseur(demande.apres, 2)) {
        r.apres_tri = (*curseur_lu)[0];
        r.apres_id = lire_entier((*curseur_lu)[1]).value_or(0);
    }
    auto trouves = territoire::chercher(db, r);
    std::string suivant;
    if (trouves.size() > static_cast<std::size_t>(demande.par_page)) {
        trouves.pop_back();
        auto const& dernier = trouves.back();
        suivant = curseur({base::cle_de_tri(dernier.nom + " " + dernier.commune), std::to_string(dernier.id.valeur)});
    }
    auto ici = lien_de(cx.requete());
    auto corps = trouves.empty()
                     ? etat_vide("Aucun établissement ne correspond.")
                     : ensemble(tableau("Établissements, par nom",
                                        {{"Nom"}, {"Genre"}, {"Commune"}, {"UAI"}, {"Bassin"}}, each(trouves, ligne)),
                                pagination({.ici = ici, .lignes = trouves.size(), .suivant = suivant}, demande));
    auto importer_ = cx.peut(Droit::gerer_territoire)
                         ? lien_bouton(web::lien("/etablissements/import"), "Importer l’annuaire")
                         : Html{};
    bool ouvert = f.q || f.genre || f.dans;
    return cx.page({.titre = "Établissements",
                    .rubrique = rubrique,
                    .contenu = ensemble(entete_de_fiche("Établissements", Html{}, importer_),
                                        filtres(web::lien("/etablissements"),
                                                ensemble(champ(f.q), champ(f.genre), champ(f.dans)), ouvert),
                                        corps)});
}

struct AJoindre {
    std::string nom, role, courriel;
};

/// Les agents de l'établissement et le coordonnateur de son secteur : de quoi confier un élève qui inquiète.
std::vector<AJoindre> a_joindre(storage::Reader& db, Etablissement const& e, Date jour) {
    return db.all<AJoindre>(
        "select distinct a.prenom || ' ' || a.nom, r.role, a.courriel from role_tenu r join agent a on a.id = "
        "r.agent_id where a.desactive_le is null and r.du <= ? and (r.au is null or r.au >= ?) and "
        "((r.etablissement_id = ? and r.role in ('chef_etablissement', 'referent_decrochage')) or "
        "(r.role = 'coordonnateur' and r.territoire_id in (select ancetre_id from territoire_contient where "
        "descendant_id = ?))) order by 2, 1",
        jour, jour, e.id, e.territoire);
}

Html qui_joindre(std::vector<AJoindre> const& agents) {
    if (agents.empty())
        return {};
    return ensemble(h2("Qui joindre"), tableau("Contre le décrochage, ici", {{"Nom"}, {"Rôle"}, {"Courriel"}},
                                               each(agents, [](AJoindre const& a) {
                                                   auto role_ = base::lire_code<acces::Role>(a.role);
                                                   return tr(th(scope("row"), a.nom),
                                                             td(role_ ? base::libelle(*role_) : a.role),
                                                             td(a_courriel(a.courriel)));
                                               })));
}

Reply montrer(Contexte& cx, Id<Etablissement> id) {
    auto db = cx.db();
    auto e = territoire::trouver(db, id);
    if (!e)
        throw not_found();
    std::vector<std::string> reseaux;
    for (auto const& r : territoire::reseaux(db, e->territoire))
        reseaux.push_back(r.nom);
    auto lignes = std::vector<Definition>{
        definition("UAI", e->uai),
        definition("Genre", base::libelle(e->genre)),
        definition("Secteur", e->secteur == "prive"    ? "Privé"
                              : e->secteur == "public" ? "Public"
                                                       : ""),
        definition("Adresse", base::joint({e->adresse, e->code_postal + " " + e->commune}, ", ")),
        definition("Téléphone", a_telephone(e->telephone)),
        definition("Courriel", a_courriel(e->courriel)),
        definition("Bassin", e->bassin),
        definition("Réseaux", base::joint(reseaux, ", ")),
    };
    if (e->ferme_le)
        lignes.push_back(definition("Fermé le", *e->ferme_le));
    auto jeunes = cx.peut(Droit::lire_dossier)
                      ? p(a(href(web::lien("/jeunes").avec("etablissement", id)), "Jeunes de cet établissement"))
                      : Html{};
    return cx.page(
        {.titre = e->nom,
         .rubrique = rubrique,
         .fil = {{"Établissements", web::lien("/etablissements")}},
         .contenu = ensemble(h1(e->nom), definitions(lignes), jeunes, qui_joindre(a_joindre(db, *e, cx.jour())))});
}

Page page_import(FormAnnuaire const& form, Csrf const& csrf, std::vector<std::string> const& remarques = {}) {
    auto notes = remarques.empty() ? Html{}
                                   : notice(Ton::attention, "Lignes écartées",
                                            ul(each(remarques, [](auto const& r) { return li(r); })));
    return {
        .titre = "Importer l’annuaire",
        .rubrique = rubrique,
        .fil = {{"Établissements", web::lien("/etablissements")}},
        .contenu = ensemble(
            h1("Importer l’annuaire de l’éducation"), notes,
            p("Déposez le fichier publié par le ministère. Les collèges, lycées, CFA et CIO sont créés ou mis à jour ; "
              "rien n’est supprimé. Le même fichier deux fois ne change rien."),
            formulaire_fichier(web::lien("/etablissements/import"), csrf, champ(form.fichier),
                               boutons(bouton("Importer"))))};
}

Reply importer_page(Contexte& cx) { return cx.page(page_import({}, cx.csrf())); }

Reply importer_fichier(Contexte& cx) {
    FormAnnuaire form;
    if (!form.fichier.read(cx.requete()))
        return cx.invalide(page_import(form, cx.csrf()));
    BilanAnnuaire bilan;
    try {
        cx.acte(Acte::annuaire_importe, [&](storage::Writer& db, acces::Trace& trace) {
            bilan = importer(db, (*form.fichier).path, (*form.fichier).filename, cx.jour());
            trace.detail = phrase(bilan);
        });
    } catch (documents::FichierRefuse const& e) { // le message est pour la personne qui a choisi le fichier
        form.fichier.refuse(e.what());
        return cx.invalide(page_import(form, cx.csrf()));
    }
    if (!bilan.remarques.empty())
        return cx.page(page_import(form, cx.csrf(), bilan.remarques));
    return cx.voir(web::lien("/etablissements"), phrase(bilan));
}

Reply regles(Contexte& cx) {
    auto db = cx.db();
    auto lignes = each(territoire::parametres(db), [](territoire::Parametre const& p_) {
        auto valeur =
            p_.unite == "oui/non" ? std::string(p_.valeur == "1" ? "oui" : "non") : p_.valeur + " " + p_.unite;
        return tr(th(scope("row"), code(p_.code)), td(valeur), td(p_.du),
                  td(p_.source, p_.a_confirmer ? ensemble(" ", badge(Ton::attention, "À confirmer")) : Html{}));
    });
    return cx.page({.titre = "Règles chiffrées",
                    .fil = {},
                    .contenu = ensemble(h1("Règles chiffrées"),
                                        p("Seuils, âges, délais et durées que Raccroche applique, avec leur date "
                                          "d’effet et leur source. Une règle changée garde son passé : "
                                          "ce qui a été calculé avant se recalcule à l’identique."),
                                        tableau("Règles et leurs sources",
                                                {{"Règle"}, {"Valeur"}, {"À partir du"}, {"Source"}}, lignes))});
}

} // namespace

void routes(acces::Routes& r) {
    r.menu({"Établissements", web::lien("/etablissements"), Droit::lire_territoire, 80,
            "Trouver un établissement, son réseau, sa plateforme, leurs contacts."});
    r.get("/etablissements", Droit::lire_territoire, liste);
    r.get("/etablissements/import", Droit::gerer_territoire, importer_page);
    r.depot("/etablissements/import", Droit::gerer_territoire, importer_fichier);
    r.get("/etablissements/{id}", Droit::lire_territoire, montrer);
    r.get("/regles", Droit::consulter_reglages, regles);
}

} // namespace metier::annuaire
