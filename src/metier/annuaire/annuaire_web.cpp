#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/annuaire/gestion.hpp"
#include "metier/annuaire/onglets.hpp"
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

namespace {

struct Filtres {
    Field<std::string> q{"q", "Nom, commune ou UAI", at_most(80)};
    Field<territoire::GenreDEtablissement> genre{"genre", "Genre", empty_choice("Tous")};
    Field<Id<Territoire>> dans{"dans", "Territoire", empty_choice("Tous")};
    auto fields() { return std::tie(q, genre, dans); }
};

struct FormAnnuaire {
    FileField fichier{"fichier", "Annuaire de l’éducation (CSV)",
                      "Le jeu «\u00a0fr-en-annuaire-education\u00a0» du ministère, en CSV.", ".csv,.gz,.zip"};
};

Html ligne(Etablissement const& e) {
    return tr(th(scope("row"), a(href(lien(e.id)), e.nom)), td(base::libelle(e.genre)), td(e.commune), td(e.uai),
              td(e.bassin));
}

Reply liste(Contexte& cx) {
    auto db = cx.db();
    Filtres f;
    f.dans.offer(
        territoire::territoires_ouverts(db), [](auto const& t) { return t.id; },
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
                         ? ensemble(lien_bouton(web::lien("/etablissements/rangement"), "Ranger dans les bassins"),
                                    lien_bouton(web::lien("/etablissements/import"), "Importer l’annuaire"))
                         : Html{};
    bool ouvert = f.q || f.genre || f.dans;
    return cx.page(
        {.titre = "Établissements",
         .rubrique = rubrique,
         .contenu = ensemble(
             entete_de_fiche("Établissements", Html{}, importer_), onglets(Liste::etablissements),
             filtres(web::lien("/etablissements"), ensemble(champ(f.q), champ(f.genre), champ(f.dans)), ouvert),
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
    Html reseaux;
    for (auto const& r : territoire::reseaux(db, e->territoire))
        reseaux += ensemble(reseaux.empty() ? "" : ", ", a(href(lien(r.id)), r.nom));
    auto ranger = Gestion{db, cx}.accueille(e->territoire)
                      ? boutons(lien_bouton(web::lien("/etablissements/{}/bassin", id), "Changer de bassin"))
                      : Html{};
    auto lignes = std::vector<Definition>{
        definition("UAI", e->uai),
        definition("Genre", base::libelle(e->genre)),
        definition("Secteur", e->secteur == "prive"    ? "Privé"
                              : e->secteur == "public" ? "Public"
                                                       : ""),
        definition("Adresse", base::joint({e->adresse, e->code_postal + " " + e->commune}, ", ")),
        definition("Téléphone", a_telephone(e->telephone)),
        definition("Courriel", a_courriel(e->courriel)),
        definition("Bassin", a(href(lien(e->territoire)), e->bassin)),
        definition("Réseaux", reseaux),
    };
    if (e->ferme_le)
        lignes.push_back(definition("Fermé le", *e->ferme_le));
    auto jeunes = cx.peut(Droit::lire_dossier)
                      ? p(a(href(web::lien("/jeunes").avec("etablissement", id)), "Jeunes de cet établissement"))
                      : Html{};
    return cx.page({.titre = e->nom,
                    .rubrique = rubrique,
                    .fil = {{"Établissements", web::lien("/etablissements")}},
                    .contenu = ensemble(h1(e->nom), definitions(lignes), ranger, jeunes,
                                        qui_joindre(a_joindre(db, *e, cx.jour())))});
}

Page page_import(FormAnnuaire const& form, Csrf const& csrf, std::vector<std::string> const& remarques = {}) {
    auto notes = remarques.empty() ? Html{}
                                   : notice(Ton::attention, "Lignes écartées",
                                            ul(each(remarques, [](auto const& r) { return li(r); })));
    return {.titre = "Importer l’annuaire",
            .rubrique = rubrique,
            .fil = {{"Établissements", web::lien("/etablissements")}},
            .contenu = ensemble(
                h1("Importer l’annuaire de l’éducation"), notes,
                p("Déposez le fichier publié par le ministère. Les collèges, lycées, CFA et CIO sont créés ou mis à "
                  "jour\u00a0; "
                  "rien n’est supprimé. Ce que quelqu’un a rangé, renommé ou déplacé ici reste comme il est. Le même "
                  "fichier "
                  "deux fois ne change rien."),
                formulaire_fichier(web::lien("/etablissements/import"), csrf, champ(form.fichier),
                                   boutons(bouton("Importer"))))};
}

bool reste_a_ranger(storage::Reader& db) {
    return db
        .maybe<std::int64_t>("select 1 from etablissement e join territoire t on t.id = e.territoire_id where "
                             "t.provisoire = 1 limit 1")
        .has_value();
}

Reply importer_page(Contexte& cx) { return cx.page(page_import({}, cx.csrf())); }

Reply importer_fichier(Contexte& cx, Attaches const& attaches) {
    FormAnnuaire form;
    if (!form.fichier.read(cx.requete()))
        return cx.invalide(page_import(form, cx.csrf()));
    BilanAnnuaire bilan;
    try {
        cx.acte(Acte::annuaire_importe, [&](storage::Writer& db, acces::Trace& trace) {
            Gestion gestion{db, cx};
            bilan = importer(db, (*form.fichier).path, (*form.fichier).filename, gestion);
            attaches.faire_suivre(db, bilan.deplaces);
            trace.detail = phrase(bilan);
        });
    } catch (documents::FichierRefuse const& e) { // le message est pour la personne qui a choisi le fichier
        form.fichier.refuse(e.what());
        return cx.invalide(page_import(form, cx.csrf()));
    }
    if (!bilan.remarques.empty())
        return cx.page(page_import(form, cx.csrf(), bilan.remarques));
    auto db = cx.db();
    return cx.voir(reste_a_ranger(db) ? web::lien("/etablissements/rangement") : web::lien("/etablissements"),
                   phrase(bilan));
}

/// « 3 jours ouvrés », « 1 jour ouvré ».
std::string valeur_dite(territoire::Parametre const& parametre) {
    if (parametre.unite == "oui/non")
        return parametre.valeur == "1" ? "oui" : "non";
    std::string unite;
    for (auto mot : base::decoupe(parametre.unite, ' ')) {
        if (parametre.valeur == "1" && mot.ends_with('s') && mot != "mois")
            mot.pop_back();
        unite += " " + mot;
    }
    return parametre.valeur + unite;
}

Reply regles(Contexte& cx) {
    auto db = cx.db();
    auto lignes = each(territoire::parametres(db), [](territoire::Parametre const& p_) {
        return tr(th(scope("row"), code(p_.code)), td(valeur_dite(p_)), td(p_.du),
                  td(p_.source, p_.a_confirmer ? ensemble(" ", badge(Ton::attention, "À confirmer")) : Html{}));
    });
    return cx.page({.titre = "Règles chiffrées",
                    .fil = {},
                    .contenu = ensemble(h1("Règles chiffrées"),
                                        p("Seuils, âges, délais et durées que Raccroche applique, avec leur date "
                                          "d’effet et leur source. Une règle changée garde son passé\u00a0: "
                                          "ce qui a été calculé avant se recalcule à l’identique."),
                                        tableau("Règles et leurs sources",
                                                {{"Règle"}, {"Valeur"}, {"À partir du"}, {"Source"}}, lignes))});
}

} // namespace

void routes_des_etablissements(acces::Routes& r, Attaches const& attaches) {
    r.get("/etablissements", Droit::lire_territoire, liste);
    r.get("/etablissements/import", Droit::gerer_territoire, importer_page);
    r.depot("/etablissements/import", Droit::gerer_territoire,
            [&attaches](Contexte& cx) { return importer_fichier(cx, attaches); });
    r.get("/etablissements/{id}", Droit::lire_territoire, montrer);
    r.get("/regles", Droit::consulter_reglages, regles);
}

} // namespace metier::annuaire
