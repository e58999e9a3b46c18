// Réseaux FOQUALE et plateformes PSAD : les créer, dire ce qu'ils couvrent, qui les fait vivre.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/annuaire/fermeture.hpp"
#include "metier/annuaire/formulaires.hpp"
#include "metier/annuaire/gestion.hpp"
#include "metier/annuaire/onglets.hpp"
#include "web/parts/tableau.hpp"

namespace metier::annuaire {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;
using territoire::Etablissement;
using territoire::GenreDeReseau;
using territoire::Reseau;
using territoire::Territoire;

std::string objet(Id<Reseau> id) { return "reseau/" + std::to_string(id.valeur); }

std::string noms(std::vector<Territoire> const& liste) {
    std::vector<std::string> tous;
    for (auto const& t : liste)
        tous.push_back(t.nom);
    return base::joint(tous, ", ");
}

Reseau exiger_tenu(storage::Reader& db, Contexte const& cx, Id<Reseau> id) {
    auto r = territoire::trouver(db, id);
    if (!r || !Gestion{db, cx}.tient(db, *r))
        throw not_found();
    return *r;
}

struct Responsable {
    std::string nom, role, courriel;
};
/// Coresponsables et agents qui tiennent ce jour un rôle sur ce réseau.
std::vector<Responsable> responsables(storage::Reader& db, Id<Reseau> id, Date jour) {
    auto liste = db.all<Responsable>(
        "select a.prenom || ' ' || a.nom, r.role, a.courriel from role_tenu r join agent a on a.id = r.agent_id where "
        "r.reseau_id = ? and a.desactive_le is null and r.du <= ? and (r.au is null or r.au >= ?) order by r.role "
        "desc, a.cle_tri",
        id, jour, jour);
    for (auto& r : liste)
        if (auto role = base::lire_code<acces::Role>(r.role))
            r.role = base::libelle(*role);
    return liste;
}

Html creations() {
    return ensemble(lien_bouton_principal(web::lien("/reseaux/nouveau").avec("genre", "psad"), "Créer une PSAD"),
                    lien_bouton(web::lien("/reseaux/nouveau").avec("genre", "foquale"), "Créer un réseau FOQUALE"));
}

Reply lister(Contexte& cx) {
    auto db = cx.db();
    bool gere = Gestion{db, cx}.quelque_chose();
    auto lignes = each(territoire::tous_les_reseaux(db), [&](Reseau const& r) {
        auto qui = responsables(db, r.id, cx.jour()).size();
        return tr(th(scope("row"), a(href(lien(r.id)), r.nom)), td(base::libelle(r.genre)),
                  td(noms(territoire::bassins_couverts(db, r.id))),
                  td(qui == 0 ? ensemble("Aucun rôle donné")
                              : ensemble(base::pluriel(static_cast<long long>(qui), "personne"))),
                  td(r.ouvert() ? badge(Ton::succes, "Ouvert") : badge(Ton::neutre, "Fermé")));
    });
    auto corps =
        lignes.empty()
            ? etat_vide(
                  "Aucun réseau ni plateforme. Les rôles de coresponsable de PSAD, de CIO, de mission locale et de "
                  "réseau FOQUALE se tiennent dessus\u00a0: créez-les d’abord.",
                  when(gere, [] { return creations(); }))
            : tableau("Réseaux FOQUALE et plateformes",
                      {{"Nom"}, {"Genre"}, {"Bassins couverts"}, {"Qui y tient un rôle"}, {"État"}}, lignes);
    return cx.page({.titre = "Réseaux et plateformes",
                    .rubrique = rubrique,
                    .contenu = ensemble(entete_de_fiche("Réseaux et plateformes", Html{},
                                                        when(gere && !lignes.empty(), [] { return creations(); })),
                                        onglets(Liste::reseaux), corps)});
}

/// Ce qui peut devenir membre : CIO et établissements des bassins couverts, structures.
std::vector<Choix> membres_possibles(storage::Reader& db, Id<Reseau> id) {
    std::vector<Choix> cio, autres, liste;
    for (auto const& b : territoire::bassins_couverts(db, id))
        for (auto const& e : territoire::etablissements(db, b.id)) {
            bool un_cio = e.genre == territoire::GenreDEtablissement::cio;
            if (!e.ferme_le)
                (un_cio ? cio : autres)
                    .push_back({"e" + std::to_string(e.id.valeur), e.nom + " – " + e.commune,
                                un_cio ? "CIO" : "Établissements"});
        }
    liste = std::move(cio);
    for (auto const& s : territoire::structures(db))
        liste.push_back({"s" + std::to_string(s.id.valeur), s.nom, std::string(base::libelle(s.genre))});
    std::ranges::move(autres, std::back_inserter(liste));
    return liste;
}

MembreForm formulaire_de_membre(storage::Reader& db, Id<Reseau> id) {
    MembreForm form;
    form.membre.offer_choices(membres_possibles(db, id));
    return form;
}

Html bloc_des_membres(Reseau const& r, std::vector<territoire::MembreDeReseau> const& membres, MembreForm const& form,
                      bool tenu, Csrf const& csrf) {
    auto ligne = [&](territoire::MembreDeReseau const& m) {
        auto nom = m.etablissement ? a(href(lien(*m.etablissement)), m.nom) : a(href(lien(*m.structure)), m.nom);
        auto retirer = when(tenu, [&] {
            return formulaire_bouton(web::lien("/reseaux/{}/membres/{}/retrait", r.id, m.id), csrf,
                                     bouton_secondaire("Retirer", lecteur("\u00a0: ", m.nom)));
        });
        return tr(th(scope("row"), nom), td(m.commune), td(m.du), td(retirer));
    };
    auto ajout = when(tenu && r.ouvert(), [&] {
        return formulaire(web::lien("/reseaux/{}/membres", r.id), csrf, champ(form.membre),
                          boutons(bouton_secondaire("Ajouter ce membre"),
                                  lien_bouton(web::lien("/structures/nouvelle"), "Créer une structure")));
    });
    return ensemble(h2("Membres"),
                    membres.empty()
                        ? p("Aucun membre noté.")
                        : tableau("Membres", {{"Nom"}, {"Commune"}, {"Depuis le"}, {"Action"}}, each(membres, ligne)),
                    ajout);
}

Html bloc_des_responsables(std::vector<Responsable> const& liste, bool comptes) {
    auto ou = when(comptes, [] { return lien_bouton(web::lien("/comptes"), "Donner un rôle à quelqu’un"); });
    if (liste.empty())
        return ensemble(
            h2("Coresponsables et agents"),
            etat_vide("Personne n’a encore de rôle ici\u00a0: coresponsable, directeur de CIO, mission locale, "
                      "psychologue… se donnent depuis le compte de la personne.",
                      ou));
    return ensemble(h2("Coresponsables et agents"),
                    tableau("Qui tient un rôle ici", {{"Nom"}, {"Rôle"}, {"Courriel"}},
                            each(liste,
                                 [](Responsable const& r) {
                                     return tr(th(scope("row"), r.nom), td(r.role), td(a_courriel(r.courriel)));
                                 })),
                    boutons(ou));
}

Page page_reseau(storage::Reader& db, Contexte& cx, Reseau const& r, MembreForm const& form) {
    bool tenu = Gestion{db, cx}.tient(db, r);
    auto actions = !tenu        ? Html{}
                   : r.ouvert() ? ensemble(lien_bouton(web::lien("/reseaux/{}/modification", r.id), "Modifier"),
                                           lien_bouton(web::lien("/reseaux/{}/cloture", r.id), "Fermer"))
                                : formulaire_bouton(web::lien("/reseaux/{}/reouverture", r.id), cx.csrf(),
                                                    bouton_secondaire("Rouvrir"));
    Html bassins;
    for (auto const& b : territoire::bassins_couverts(db, r.id))
        bassins += ensemble(bassins.empty() ? "" : ", ", a(href(lien(b.id)), b.nom));
    auto pilote = r.pilote ? territoire::trouver(db, *r.pilote) : std::nullopt;
    std::vector<Definition> faits{definition("Bassins couverts", bassins)};
    if (r.genre == GenreDeReseau::foquale)
        faits.push_back(definition("Animé par", pilote ? a(href(lien(pilote->id)), pilote->nom) : Html{}));
    if (r.ferme_le)
        faits.push_back(definition("Fermé le", *r.ferme_le));
    return {.titre = r.nom,
            .rubrique = rubrique,
            .fil = fil(Liste::reseaux),
            .contenu = ensemble(entete_de_fiche(r.nom, ensemble(base::libelle(r.genre)), actions), resume_erreurs(form),
                                definitions(faits),
                                bloc_des_responsables(responsables(db, r.id, cx.jour()), cx.peut(Droit::gerer_comptes)),
                                bloc_des_membres(r, territoire::membres(db, r.id, cx.jour()), form, tenu, cx.csrf()))};
}

Reply montrer(Contexte& cx, Id<Reseau> id) {
    auto db = cx.db();
    auto r = territoire::trouver(db, id);
    if (!r)
        throw not_found();
    return cx.page(page_reseau(db, cx, *r, formulaire_de_membre(db, id)));
}

GenreDeReseau genre_demande(Contexte const& cx) {
    auto genre = base::lire_code<GenreDeReseau>(cx.requete().param("genre"));
    return genre.value_or(GenreDeReseau::psad);
}

ReseauForm formulaire_de(storage::Reader& db, Contexte const& cx, GenreDeReseau genre) {
    ReseauForm form;
    Gestion gestion{db, cx};
    auto tous = territoire::territoires_ouverts(db);
    std::vector<std::pair<Id<Territoire>, std::string>> bassins;
    for (auto const& b : gestion.bassins(db))
        if (!b.provisoire)
            bassins.emplace_back(b.id, nom_situe(b, tous));
    form.bassins.offer(bassins);
    if (genre == GenreDeReseau::foquale) {
        std::vector<std::pair<Id<Etablissement>, std::string>> choix;
        for (auto const& e : territoire::etablissements(db))
            if (!e.ferme_le && e.genre != territoire::GenreDEtablissement::cio && gestion.accueille(e.territoire))
                choix.emplace_back(e.id, e.nom + " – " + e.commune);
        form.pilote.offer(choix);
        form.nom.set_hint("Par exemple\u00a0: Réseau FOQUALE de Rennes");
    }
    return form;
}

Html champs(ReseauForm const& form, GenreDeReseau genre) {
    return ensemble(champ(form.nom), champ(form.bassins),
                    when(genre == GenreDeReseau::foquale, [&] { return champ(form.pilote); }));
}

std::string_view article(GenreDeReseau genre) {
    return genre == GenreDeReseau::psad ? "une plateforme (PSAD)" : "un réseau FOQUALE";
}

Page page_nouveau(GenreDeReseau genre, ReseauForm const& form, Csrf const& csrf) {
    auto ou = web::lien("/reseaux").avec("genre", base::code(genre));
    auto corps = form.bassins.choices().empty()
                     ? etat_vide("Il couvre un ou plusieurs bassins\u00a0: créez d’abord un bassin.",
                                 lien_bouton_principal(web::lien("/territoires"), "Créer un bassin"))
                     : formulaire(ou, csrf, champs(form, genre),
                                  boutons(bouton("Créer"), lien_bouton(web::lien("/reseaux"), "Annuler")));
    auto titre = "Créer " + std::string(article(genre));
    return {.titre = titre,
            .rubrique = rubrique,
            .fil = fil(Liste::reseaux),
            .contenu = ensemble(h1(titre), resume_erreurs(form), corps)};
}

Reply nouveau(Contexte& cx) {
    auto db = cx.db();
    auto genre = genre_demande(cx);
    return cx.page(page_nouveau(genre, formulaire_de(db, cx, genre), cx.csrf()));
}

bool acceptable(storage::Reader& db, Contexte const& cx, ReseauForm& form, GenreDeReseau genre, Id<Reseau> sauf) {
    if (!cx.lire(form))
        return false;
    if (territoire::nom_de_reseau_pris(db, genre, *form.nom, sauf))
        form.nom.refuse("Ce nom est déjà pris. Choisissez-en un autre, ou modifiez l’existant.");
    return form.nom.error().empty();
}

Reply creer(Contexte& cx) {
    auto db = cx.db();
    auto genre = genre_demande(cx);
    auto form = formulaire_de(db, cx, genre);
    if (!acceptable(db, cx, form, genre, {}))
        return cx.invalide(page_nouveau(genre, form, cx.csrf()));
    auto id = cx.acte(Acte::reseau_modifie, [&](storage::Writer& w, acces::Trace& trace) {
        auto cree = territoire::reseau(w, genre, *form.nom, *form.bassins, form.pilote.value());
        trace.objet = objet(cree);
        trace.detail = "créé\u00a0: " + *form.nom;
        return cree;
    });
    return cx.voir(lien(id), genre == GenreDeReseau::psad ? "Plateforme créée." : "Réseau créé.");
}

Page page_modification(Reseau const& r, ReseauForm const& form, std::size_t roles, Csrf const& csrf,
                       bool conflit = false) {
    auto etapes = fil(Liste::reseaux);
    etapes.push_back({r.nom, lien(r.id)});
    return {.titre = "Modifier " + r.nom,
            .rubrique = rubrique,
            .fil = etapes,
            .contenu = ensemble(
                h1("Modifier ", r.nom), resume_erreurs(form),
                when(conflit,
                     [&] {
                         return notice(Ton::attention, "Quelqu’un a enregistré avant vous (nom "
                                                       "enregistré\u00a0: «\u00a0" +
                                                           r.nom +
                                                           "\u00a0»). Votre saisie est gardée ci-dessous\u00a0: "
                                                           "vérifiez-la, puis enregistrez.");
                     }),
                when(roles > 0,
                     [&] {
                         return p(
                             "Les bassins couverts décident de ce que voient ",
                             base::pluriel(static_cast<long long>(roles), "personne"),
                             "\u00a0: les jeunes pris en charge par la plateforme dans ces bassins, et eux seuls.");
                     }),
                formulaire(web::lien("/reseaux/{}/modification", r.id), csrf, champs(form, r.genre),
                           version_montree(r.version),
                           boutons(bouton("Enregistrer"), lien_bouton(lien(r.id), "Annuler"))))};
}

Reply demander_modification(Contexte& cx, Id<Reseau> id) {
    auto db = cx.db();
    auto r = exiger_tenu(db, cx, id);
    auto form = formulaire_de(db, cx, r.genre);
    form.nom.set(r.nom);
    form.pilote.set(r.pilote);
    std::vector<Id<Territoire>> bassins;
    for (auto const& b : territoire::bassins_couverts(db, id))
        bassins.push_back(b.id);
    form.bassins.set(bassins);
    return cx.page(page_modification(r, form, responsables(db, id, cx.jour()).size(), cx.csrf()));
}

Reply modifier(Contexte& cx, Id<Reseau> id) {
    auto db = cx.db();
    auto r = exiger_tenu(db, cx, id);
    auto form = formulaire_de(db, cx, r.genre);
    auto roles = responsables(db, id, cx.jour()).size();
    if (!acceptable(db, cx, form, r.genre, id))
        return cx.invalide(page_modification(r, form, roles, cx.csrf()));
    bool fait = cx.acte_ou_conflit(Acte::reseau_modifie, [&](storage::Writer& w, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = "modifié\u00a0: " + *form.nom;
        territoire::modifier(
            w,
            {.id = id, .genre = r.genre, .nom = *form.nom, .pilote = form.pilote.value(), .version = version_vue(cx)},
            *form.bassins);
    });
    if (!fait)
        return cx.conflit(page_modification(*territoire::trouver(db, id), form, roles, cx.csrf(), true));
    return cx.voir(lien(id), "Modification enregistrée.");
}

Reply ajouter_membre(Contexte& cx, Id<Reseau> id) {
    auto db = cx.db();
    auto r = exiger_tenu(db, cx, id);
    auto form = formulaire_de_membre(db, id);
    if (!cx.lire(form))
        return cx.invalide(page_reseau(db, cx, r, form));
    auto n = *lire_entier(std::string_view(*form.membre).substr(1));
    bool etablissement = form.membre->front() == 'e';
    cx.acte(Acte::reseau_modifie, [&](storage::Writer& w, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = "membre ajouté";
        territoire::ajouter_membre(w, id, etablissement ? std::optional{Id<Etablissement>{n}} : std::nullopt,
                                   etablissement ? std::nullopt : std::optional{Id<territoire::Structure>{n}},
                                   cx.jour());
    });
    return cx.voir(lien(id), "Membre ajouté.");
}

Reply retirer_membre(Contexte& cx, Id<Reseau> id, std::int64_t membre) {
    auto db = cx.db();
    exiger_tenu(db, cx, id);
    cx.acte(Acte::reseau_modifie, [&](storage::Writer& w, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = "membre retiré";
        territoire::retirer_membre(w, id, membre, base::plus_jours(cx.jour(), -1));
    });
    return cx.voir(lien(id), "Membre retiré.");
}

constexpr Fermeture<Reseau> fermeture{
    .acte = Acte::reseau_modifie,
    .liste = Liste::reseaux,
    .exiger = exiger_tenu,
    .objet = objet,
    .envoi = [](Id<Reseau> id) { return web::lien("/reseaux/{}/cloture", id); },
    .annonce = "Il ne sera plus proposé nulle part. Rien n’est effacé\u00a0; il peut être rouvert.",
    .empechement = "Il ne peut pas encore fermer\u00a0: il reste ",
    .que_faire = ". Retirez d’abord ces rôles, depuis les comptes.",
    .ferme = "fermé",
    .rouvert = "rouvert",
    .dit_ferme = "Fermé.",
    .dit_rouvert = "Rouvert."};

} // namespace

void routes_des_reseaux(acces::Routes& r) {
    r.get("/reseaux", Droit::lire_territoire, lister);
    r.get("/reseaux/nouveau", Droit::gerer_territoire, nouveau);
    r.post("/reseaux", Droit::gerer_territoire, creer);
    r.get("/reseaux/{id}", Droit::lire_territoire, montrer);
    r.get("/reseaux/{id}/modification", Droit::gerer_territoire, demander_modification);
    r.post("/reseaux/{id}/modification", Droit::gerer_territoire, modifier);
    r.post("/reseaux/{id}/membres", Droit::gerer_territoire, ajouter_membre);
    r.post("/reseaux/{id}/membres/{membre}/retrait", Droit::gerer_territoire, retirer_membre);
    fermeture.routes(r, "/reseaux");
}

} // namespace metier::annuaire
