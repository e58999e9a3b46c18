// Ranger les établissements : choisir, voir qui verra qui, confirmer.
#include <algorithm>
#include <map>

#include "base/texte.hpp"
#include "documents/fichier_refuse.hpp"
#include "metier/annuaire/effets.hpp"
#include "metier/annuaire/formulaires.hpp"
#include "metier/annuaire/onglets.hpp"
#include "metier/annuaire/rangement.hpp"
#include "web/parts/tableau.hpp"

namespace metier::annuaire {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;
using territoire::Etablissement;
using territoire::Territoire;

constexpr int au_plus = 500; ///< établissements montrés d'un coup

auto nom_dans(std::vector<Territoire> const& tous) {
    return [&tous](Territoire const& t) { return nom_situe(t, tous); };
}

void offrir(storage::Reader& db, Gestion const& gestion, Field<Id<Territoire>>& champ, bool provisoires) {
    auto bassins = gestion.bassins(db);
    if (!provisoires)
        std::erase_if(bassins, [](Territoire const& t) { return t.provisoire; });
    auto tous = territoire::territoires_ouverts(db);
    champ.offer(bassins, &Territoire::id, nom_dans(tous));
}

std::vector<Etablissement> a_ranger(storage::Reader& db, Gestion const& gestion, FiltreDeRangement const& f) {
    auto liste = territoire::chercher(
        db, {.mots = f.q.value().value_or(""), .genre = f.genre.value(), .dans = f.dans.value(), .nombre = 100'000});
    auto postal = f.code_postal.value().value_or("");
    std::erase_if(liste, [&](Etablissement const& e) {
        return e.ferme_le || !gestion.accueille(e.territoire) || !e.code_postal.starts_with(postal);
    });
    return liste;
}

Html ligne(Etablissement const& e, bool cochee) {
    return tr(td(case_de_selection(std::to_string(e.id.valeur), e.nom, cochee)),
              th(scope("row"), a(href(lien(e.id)), e.nom)), td(base::libelle(e.genre)),
              td(e.code_postal, " ", e.commune), td(e.bassin));
}

struct AMontrer {
    std::vector<Etablissement> etablissements;
    FiltreDeRangement const& filtre;
    RangementForm const& form;
    std::vector<std::string> coches;
};

Html choisir_le_bassin(AMontrer const& m, Csrf const& csrf) {
    bool trop = m.etablissements.size() > au_plus;
    auto montres = m.etablissements;
    if (trop)
        montres.resize(au_plus);
    auto cochee = [&](Etablissement const& e) {
        return std::ranges::find(m.coches, std::to_string(e.id.valeur)) != m.coches.end();
    };
    return ensemble(
        p(strong(base::pluriel(static_cast<long long>(m.etablissements.size()), "établissement")),
          trop ? "\u00a0: les 500 premiers sont montrés, filtrez pour voir les autres." : "."),
        formulaire(web::lien("/etablissements/rangement/confirmation"), csrf,
                   barre_de_selection(ensemble(champ(m.form.vers), bouton("Ranger dans ce bassin…"))),
                   tableau("Établissements à ranger", {{"Choisir"}, {"Nom"}, {"Genre"}, {"Commune"}, {"Bassin"}},
                           each(montres, [&](Etablissement const& e) { return ligne(e, cochee(e)); }))));
}

Html sans_bassin() {
    return etat_vide(
        "Aucun bassin n’existe encore\u00a0: il faut d’abord en créer, ou déposer un tableau qui les nomme.",
        ensemble(lien_bouton_principal(web::lien("/territoires"), "Créer les bassins"), " ",
                 lien_bouton(web::lien("/etablissements/rangement/fichier"), "Déposer un tableau")));
}

Page page_rangement(AMontrer const& m, Csrf const& csrf, std::string_view refus = {}) {
    auto const& f = m.filtre;
    bool ouvert = f.q || f.code_postal || f.genre || f.dans;
    auto corps = m.form.vers.choices().empty() ? sans_bassin()
                 : m.etablissements.empty()
                     ? etat_vide("Aucun établissement ne correspond.",
                                 lien_bouton(web::lien("/etablissements/import"), "Importer l’annuaire"))
                     : choisir_le_bassin(m, csrf);
    return {
        .titre = "Ranger les établissements",
        .rubrique = rubrique,
        .fil = fil(Liste::etablissements),
        .contenu = ensemble(
            entete_de_fiche("Ranger les établissements dans leur bassin", Html{},
                            lien_bouton(web::lien("/etablissements/rangement/fichier"), "Tout ranger d’un tableau")),
            when(!refus.empty(), [&] { return notice(Ton::erreur, refus); }), resume_erreurs(m.form),
            p("Le bassin d’un établissement décide qui voit ses jeunes. Filtrez par commune, code postal ou genre, "
              "cochez, choisissez le bassin\u00a0: la page suivante dit ce qui change, avant que rien ne soit écrit."),
            filtres(web::lien("/etablissements/rangement"),
                    ensemble(champ(f.q), champ(f.code_postal), champ(f.genre), champ(f.dans)), ouvert),
            corps),
        .large = true};
}

FiltreDeRangement filtre(storage::Reader& db, Gestion const& gestion) {
    FiltreDeRangement f;
    offrir(db, gestion, f.dans, true);
    return f;
}

Reply choisir(Contexte& cx) {
    auto db = cx.db();
    Gestion gestion{db, cx};
    auto f = filtre(db, gestion);
    cx.lire(f);
    RangementForm form;
    offrir(db, gestion, form.vers, false);
    return cx.page(page_rangement({a_ranger(db, gestion, f), f, form, {}}, cx.csrf()));
}

/// Ceux qui vont d'un même bassin à un même autre.
struct Trajet {
    std::string de, vers;
    std::optional<Id<Territoire>> id_de, id_vers;
    bool a_creer = false;
    Etablissements ids;
    std::vector<std::string> noms;
};
std::vector<Trajet> trajets(PlanDeRangement const& plan) {
    std::map<std::pair<std::int64_t, std::string>, Trajet> par;
    for (auto const& l : plan.lignes) {
        auto vers = l.vers ? std::to_string(l.vers->id.valeur) : "=" + l.a_creer;
        auto& t = par[{l.etablissement.territoire.valeur, vers}];
        t.de = l.etablissement.bassin;
        t.vers = l.vers ? l.vers->nom : l.a_creer;
        t.id_de = l.etablissement.territoire;
        t.id_vers = l.vers ? std::optional{l.vers->id} : std::nullopt;
        t.a_creer = !l.vers;
        t.ids.push_back(l.etablissement.id);
        t.noms.push_back(l.etablissement.nom + " – " + l.etablissement.commune);
    }
    std::vector<Trajet> liste;
    for (auto& [cle, t] : par)
        liste.push_back(std::move(t));
    return liste;
}

Html dire_le_trajet(storage::Reader& db, Attaches const& attaches, Trajet const& t, Date jour) {
    auto n = attaches.combien(db, t.ids);
    auto effet = effet_du_deplacement(db, lignee(db, *t.id_de),
                                      t.id_vers ? lignee(db, *t.id_vers) : std::vector<Id<Territoire>>{}, jour);
    if (t.a_creer) // le département, lui, les garde
        std::erase_if(effet.perdent, [&](Regard const& r) { return r.perimetre != t.de; });
    return section(
        h2("De ", t.de, " à ", t.vers), when(t.a_creer, [] { return p(badge(Ton::information, "Bassin à créer")); }),
        p(strong(base::pluriel(static_cast<long long>(t.ids.size()), "établissement")), ", ",
          n == 0 ? "aucun jeune" : base::pluriel(n, "jeune change de bassin", "jeunes changent de bassin"), "."),
        dire(effet), aide("Voir les établissements", ul(each(t.noms, [](auto const& nom) { return li(nom); }))));
}

Page page_confirmation(storage::Reader& db, Attaches const& attaches, PlanDeRangement const& plan, Date jour,
                       Csrf const& csrf) {
    Html corps;
    for (auto const& t : trajets(plan))
        corps += dire_le_trajet(db, attaches, t, jour);
    if (plan.deja > 0)
        corps += p(base::pluriel(plan.deja, "établissement y est déjà", "établissements y sont déjà"), ".");
    auto nombre = base::pluriel(static_cast<long long>(plan.lignes.size()), "établissement");
    auto retour = web::lien("/etablissements/rangement");
    auto fil_ = fil(Liste::etablissements);
    fil_.push_back({"Ranger", retour});
    if (plan.lignes.empty())
        corps += boutons(lien_bouton(retour, "Revenir"));
    return {.titre = "Ranger les établissements",
            .rubrique = rubrique,
            .fil = fil_,
            .contenu = plan.lignes.empty() ? ensemble(h1("Rien ne change"), corps)
                                           : confirmation({.question = "Ranger " + nombre + "\u00a0?",
                                                           .consequences = corps,
                                                           .bouton = "Ranger " + nombre,
                                                           .ou = retour,
                                                           .annuler = retour,
                                                           .danger = false},
                                                          csrf, cache("rangement", ecrire(plan)))};
}

Reply confirmer(Contexte& cx, Attaches const& attaches) {
    auto db = cx.db();
    Gestion gestion{db, cx};
    RangementForm form;
    offrir(db, gestion, form.vers, false);
    std::vector<std::string> coches;
    Etablissements ids;
    for (auto const& [nom, valeur] : cx.requete().form)
        if (auto n = nom == "choix" ? lire_entier(valeur) : std::nullopt) {
            coches.push_back(valeur);
            ids.push_back(Id<Etablissement>{*n});
        }
    bool bon = cx.lire(form);
    if (!bon || ids.empty()) {
        auto f = filtre(db, gestion);
        auto refus = ids.empty() ? "Cochez au moins un établissement." : std::string{};
        return cx.invalide(page_rangement({a_ranger(db, gestion, f), f, form, coches}, cx.csrf(), refus));
    }
    auto plan = vers_un_bassin(db, gestion, ids, *territoire::trouver(db, *form.vers));
    return cx.page(page_confirmation(db, attaches, plan, cx.jour(), cx.csrf()));
}

Reply ranger(Contexte& cx, Attaches const& attaches) {
    auto db = cx.db();
    Gestion gestion{db, cx};
    auto plan = relire(db, gestion, cx.requete().field("rangement"));
    if (plan.lignes.empty())
        return cx.voir(web::lien("/etablissements/rangement"), "Rien n’a changé\u00a0: ils y étaient déjà.",
                       Ton::information);
    auto nombre =
        base::pluriel(static_cast<long long>(plan.lignes.size()), "établissement rangé", "établissements rangés");
    cx.acte(Acte::etablissements_ranges, [&](storage::Writer& w, acces::Trace& trace) {
        auto deplaces = appliquer(w, plan, cx.instant());
        attaches.faire_suivre(w, deplaces);
        trace.detail = nombre;
        if (deplaces.size() == 1)
            trace.objet = "etablissement/" + std::to_string(deplaces.front().valeur);
    });
    return cx.voir(web::lien("/etablissements/rangement"), nombre + ".");
}

/// Un seul établissement : le même chemin, la case déjà cochée.
Reply un_seul(Contexte& cx, Id<Etablissement> id) {
    auto db = cx.db();
    Gestion gestion{db, cx};
    auto e = territoire::trouver(db, id);
    if (!e || !gestion.accueille(e->territoire))
        throw not_found();
    RangementForm form;
    offrir(db, gestion, form.vers, false);
    auto etapes = fil(Liste::etablissements);
    etapes.push_back({e->nom, lien(id)});
    auto corps = form.vers.choices().empty()
                     ? sans_bassin()
                     : formulaire(web::lien("/etablissements/rangement/confirmation"), cx.csrf(),
                                  cache("choix", std::to_string(id.valeur)), champ(form.vers),
                                  boutons(bouton("Voir ce qui changera"), lien_bouton(lien(id), "Annuler")));
    return cx.page({.titre = "Changer de bassin",
                    .rubrique = rubrique,
                    .fil = etapes,
                    .contenu = ensemble(h1("Changer de bassin\u00a0: ", e->nom),
                                        p("Aujourd’hui dans ", strong(e->bassin), "."), corps)});
}

Page page_fichier(FichierDeRangement const& form, Csrf const& csrf, Html const& suite = {}) {
    auto etapes = fil(Liste::etablissements);
    etapes.push_back({"Ranger", web::lien("/etablissements/rangement")});
    return {
        .titre = "Ranger d’après un tableau",
        .rubrique = rubrique,
        .fil = etapes,
        .contenu = ensemble(
            h1("Ranger tous les établissements d’après un tableau"), suite,
            p("Un CSV ou un classeur à deux colonnes\u00a0: l’UAI et le nom (ou le code) du bassin. Rien n’est écrit "
              "avant que vous ayez vu ce qui change."),
            pre("uai;bassin\n0350028R;Rennes centre\n0350029S;Redon"),
            formulaire_fichier(
                web::lien("/etablissements/rangement/fichier"), csrf, champ(form.fichier), champ(form.creer),
                boutons(bouton("Lire le tableau"), lien_bouton(web::lien("/etablissements/rangement"), "Annuler"))))};
}

Reply demander_fichier(Contexte& cx) { return cx.page(page_fichier({}, cx.csrf())); }

/// Des lignes fausses : on les montre toutes ; les bonnes peuvent être rangées quand même.
Page page_des_erreurs(storage::Reader& db, Attaches const& attaches, PlanDeRangement const& plan,
                      FichierDeRangement const& form, Date jour, Csrf const& csrf) {
    auto liste =
        notice(Ton::erreur,
               base::pluriel(static_cast<long long>(plan.erreurs.size()), "ligne à corriger", "lignes à corriger"),
               ul(each(plan.erreurs, [](auto const& e) { return li(e); })));
    if (plan.lignes.empty())
        return page_fichier(form, csrf, liste);
    auto page = page_confirmation(db, attaches, plan, jour, csrf);
    page.contenu = ensemble(liste,
                            p("Corrigez le tableau et ",
                              a(href(web::lien("/etablissements/rangement/fichier")), "déposez-le de nouveau"),
                              ", ou rangez dès maintenant les lignes justes."),
                            page.contenu);
    return page;
}

Reply lire_fichier(Contexte& cx, Attaches const& attaches) {
    auto db = cx.db();
    Gestion gestion{db, cx};
    FichierDeRangement form;
    bool creer = !cx.requete().field("creer").empty();
    form.creer.set(creer);
    if (!form.fichier.read(cx.requete()))
        return cx.invalide(page_fichier(form, cx.csrf()));
    try {
        auto plan = lire_tableau(db, gestion, (*form.fichier).path, (*form.fichier).filename, creer);
        if (!plan.erreurs.empty())
            return cx.invalide(page_des_erreurs(db, attaches, plan, form, cx.jour(), cx.csrf()));
        return cx.page(page_confirmation(db, attaches, plan, cx.jour(), cx.csrf()));
    } catch (documents::FichierRefuse const& e) { // le message est pour la personne qui a choisi le fichier
        form.fichier.refuse(e.what());
        return cx.invalide(page_fichier(form, cx.csrf()));
    }
}

} // namespace

void routes_du_rangement(acces::Routes& r, Attaches const& attaches) {
    r.get("/etablissements/rangement", Droit::gerer_territoire, choisir);
    r.post("/etablissements/rangement/confirmation", Droit::gerer_territoire,
           [&attaches](Contexte& cx) { return confirmer(cx, attaches); });
    r.post("/etablissements/rangement", Droit::gerer_territoire,
           [&attaches](Contexte& cx) { return ranger(cx, attaches); });
    r.get("/etablissements/rangement/fichier", Droit::gerer_territoire, demander_fichier);
    r.depot("/etablissements/rangement/fichier", Droit::gerer_territoire,
            [&attaches](Contexte& cx) { return lire_fichier(cx, attaches); });
    r.get("/etablissements/{id}/bassin", Droit::gerer_territoire, un_seul);
}

} // namespace metier::annuaire
