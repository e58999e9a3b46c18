// L'arbre des territoires : voir, ajouter, renommer, déplacer, fermer, fusionner.
#include <algorithm>
#include <map>

#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/annuaire/effets.hpp"
#include "metier/annuaire/territoires_pages.hpp"
#include "metier/territoire/gestion.hpp"
#include "metier/territoire/noms.hpp"

namespace metier::annuaire {
namespace {

using acces::Acte;
using acces::Contexte;
using acces::Droit;
using territoire::GenreDeTerritoire;
using territoire::Territoire;
using web::Reply;

std::string objet(Id<Territoire> id) { return "territoire/" + std::to_string(id.valeur); }

Territoire exiger(storage::Reader& db, Id<Territoire> id) {
    auto t = territoire::trouver(db, id);
    if (!t)
        throw web::not_found();
    return *t;
}

/// Ouvert, et à l'intérieur de ce que le rôle tient.
Territoire exiger_tenu(storage::Reader& db, Contexte const& cx, Id<Territoire> id) {
    auto t = exiger(db, id);
    if (!Gestion{db, cx}.tient(id) || t.fusionne_dans)
        throw web::not_found();
    return t;
}

std::vector<Noeud> noeuds(storage::Reader& db, Date jour) {
    struct Compte {
        Id<Territoire> ou;
        std::int64_t combien;
    };
    struct Coordonnateur {
        Id<Territoire> ou;
        std::string nom;
    };
    std::map<Id<Territoire>, Noeud> par_id;
    auto tous = territoire::territoires(db);
    for (auto const& c : db.all<Compte>("select territoire_id, count(*) from etablissement where ferme_le is null or "
                                        "ferme_le > ? group by territoire_id",
                                        jour))
        par_id[c.ou].etablissements = c.combien;
    for (auto& c : db.all<Coordonnateur>(
             "select r.territoire_id, a.prenom || ' ' || a.nom from role_tenu r join agent a on a.id = r.agent_id "
             "where "
             "r.role in ('coordonnateur', 'coordonnateur_departemental') and r.territoire_id is not null and "
             "a.desactive_le is null and r.du <= ? and (r.au is null or r.au >= ?) order by a.cle_tri",
             jour, jour))
        par_id[c.ou].coordonnateurs.push_back(std::move(c.nom));
    std::vector<Noeud> liste;
    for (auto& t : tous) {
        if (t.fusionne_dans)
            continue;
        auto n = par_id[t.id];
        n.territoire = t;
        liste.push_back(std::move(n));
    }
    return liste;
}

Reply lister(Contexte& cx) {
    auto db = cx.db();
    Gestion gestion{db, cx};
    Arbre arbre{.noeuds = noeuds(db, cx.jour()),
                .avec_les_fermes = !cx.requete().param("fermes").empty(),
                .a_faire = gestion.quelque_chose() ? a_completer(cx) : std::vector<web::AFaire>{}};
    return cx.page(page_arbre(arbre, gestion));
}

Reply montrer(Contexte& cx, Id<Territoire> id) {
    auto db = cx.db();
    auto t = exiger(db, id);
    if (t.fusionne_dans)
        return cx.voir(lien(*t.fusionne_dans), t.nom + " a été fondu dans ce territoire.", web::Ton::information);
    Gestion gestion{db, cx};
    Fiche f{.territoire = t,
            .tenu = gestion.tient(id),
            .accueille = gestion.accueille(id),
            .comptes = cx.peut(Droit::gerer_comptes)};
    for (auto const& autre : territoire::territoires(db)) {
        if (autre.id == t.parent)
            f.dessus.push_back(autre);
        if (autre.parent == id && autre.ouvert())
            f.dedans.push_back(autre);
    }
    f.etablissements = static_cast<std::int64_t>(territoire::etablissements(db, id).size());
    f.reseaux = territoire::reseaux(db, id);
    f.structures = territoire::structures(db);
    std::erase_if(f.structures, [&](auto const& s) { return s.territoire != id; });
    for (auto& p : db.all<PersonneDuLieu>(
             "select a.prenom || ' ' || a.nom, r.role from role_tenu r join agent a on a.id = r.agent_id where "
             "r.territoire_id = ? and a.desactive_le is null and r.du <= ? and (r.au is null or r.au >= ?) order by "
             "r.role, a.cle_tri",
             id, cx.jour(), cx.jour())) {
        auto role = base::lire_code<acces::Role>(p.role);
        f.personnes.push_back({p.nom, role ? std::string(base::libelle(*role)) : p.role});
    }
    return cx.page(page_territoire(f, cx.csrf()));
}

/// Le parent demandé, s'il accueille ; sans parent, une académie, pour qui tient tout.
std::optional<Territoire> parent_demande(storage::Reader& db, Contexte const& cx) {
    Gestion gestion{db, cx};
    auto n = web::lire_entier(cx.requete().param("parent"));
    if (!n && gestion.tout())
        return std::nullopt;
    auto t = territoire::trouver(db, Id<Territoire>{n.value_or(0)});
    if (!t || !t->ouvert() || !gestion.accueille(t->id) || t->genre == GenreDeTerritoire::district)
        throw web::not_found();
    return t;
}

TerritoireForm formulaire_sous(std::optional<Territoire> const& parent) {
    TerritoireForm form;
    auto choix = web::choix_de<GenreDeTerritoire>();
    std::erase_if(choix, [&](web::Choix const& c) {
        auto genre = *base::lire_code<GenreDeTerritoire>(c.code);
        return parent ? !territoire::peut_contenir(parent->genre, genre) : genre != GenreDeTerritoire::academie;
    });
    form.genre.offer_choices(choix);
    return form;
}

Reply nouveau(Contexte& cx) {
    auto db = cx.db();
    auto parent = parent_demande(db, cx);
    auto form = formulaire_sous(parent);
    if (form.genre.choices().size() > 1)
        form.genre.set(*base::lire_code<GenreDeTerritoire>(form.genre.choices().front().code));
    return cx.page(page_nouveau(parent, form, cx.csrf()));
}

std::optional<Id<Territoire>> id_de(std::optional<Territoire> const& t) {
    return t ? std::optional{t->id} : std::nullopt;
}

bool acceptable(storage::Reader& db, TerritoireForm& form, std::optional<Territoire> const& parent) {
    if (territoire::du_meme_nom(db, *form.genre, *form.nom, id_de(parent)))
        form.nom.refuse("Ce nom est déjà pris ici. Choisissez-en un autre, ou renommez l’existant.");
    if (*form.genre != GenreDeTerritoire::departement)
        return form.nom.error().empty();
    auto code = territoire::code_de_departement(form.code.value().value_or(""));
    if (code.empty())
        form.code.refuse("Indiquez le numéro du département, par exemple 35, 2A ou 974.");
    else if (auto deja = territoire::departement(db, code))
        form.code.refuse("Ce département existe déjà\u00a0: " + deja->nom + ".");
    return form.nom.error().empty() && form.code.error().empty();
}

Reply creer(Contexte& cx) {
    auto db = cx.db();
    auto parent = parent_demande(db, cx);
    auto form = formulaire_sous(parent);
    if (!cx.lire(form) || !acceptable(db, form, parent))
        return cx.invalide(page_nouveau(parent, form, cx.csrf()));
    auto code = *form.genre == GenreDeTerritoire::departement ? territoire::code_de_departement(*form.code) : "";
    auto id = cx.acte(Acte::territoire_cree, [&](storage::Writer& w, acces::Trace& trace) {
        auto cree = territoire::creer(w, *form.genre, *form.nom, id_de(parent), code);
        trace.objet = objet(cree);
        trace.detail = *form.nom;
        return cree;
    });
    return cx.voir(lien(id), std::string(base::libelle(*form.genre)) + " ajouté" +
                                 (*form.genre == GenreDeTerritoire::academie ? "e." : "."));
}

/// On ne le met que là où il peut être, et que dans ce que l'on tient.
ModificationForm modification(storage::Reader& db, Contexte const& cx, Territoire const& t) {
    ModificationForm form;
    Gestion gestion{db, cx};
    auto tous = territoire::territoires_ouverts(db);
    std::vector<std::pair<Id<Territoire>, std::string>> choix;
    for (auto const& p : tous)
        if (territoire::peut_contenir(p.genre, t.genre) && gestion.accueille(p.id))
            choix.emplace_back(p.id, base::genre_et_nom(base::libelle(p.genre), nom_situe(p, tous), " – "));
    form.parent.offer(choix);
    form.parent.set_required(!choix.empty());
    form.nom.set(t.nom);
    form.parent.set(t.parent);
    return form;
}

Reply demander_modification(Contexte& cx, Id<Territoire> id) {
    auto db = cx.db();
    auto t = exiger_tenu(db, cx, id);
    return cx.page(page_modification(t, modification(db, cx, t), cx.csrf()));
}

Reply modifier(Contexte& cx, Id<Territoire> id) {
    auto db = cx.db();
    auto t = exiger_tenu(db, cx, id);
    auto form = modification(db, cx, t);
    bool bon = cx.lire(form);
    if (bon && territoire::du_meme_nom(db, t.genre, *form.nom, form.parent.value(), id)) {
        form.nom.refuse("Ce nom est déjà pris là. Choisissez-en un autre, ou fusionnez les deux.");
        bon = false;
    }
    if (!bon)
        return cx.invalide(page_modification(t, form, cx.csrf()));
    if (version_vue(cx) != t.version)
        return cx.conflit(page_conflit(t, form, cx.csrf()));
    if (form.parent.value() != t.parent && cx.requete().field("confirme").empty()) {
        auto vers = exiger(db, *form.parent);
        auto effet = effet_du_deplacement(db, t.parent ? lignee(db, *t.parent) : std::vector<Id<Territoire>>{},
                                          lignee(db, vers.id), cx.jour());
        return cx.page(page_deplacement(t, form, &vers, dire(effet), cx.csrf()));
    }
    bool fait = cx.acte_ou_conflit(Acte::territoire_modifie, [&](storage::Writer& w, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = t.nom == *form.nom ? "déplacé" : t.nom + " devient " + *form.nom;
        territoire::modifier(w, id, *form.nom, form.parent.value(), version_vue(cx));
    });
    if (!fait)
        return cx.conflit(page_conflit(exiger(db, id), form, cx.csrf()));
    return cx.voir(lien(id), "Territoire modifié.");
}

std::vector<std::string> empechements(storage::Reader& db, Attaches const& attaches, Id<Territoire> id, Date jour) {
    auto liste = territoire::ce_qui_en_depend(db, id, jour);
    for (auto const& tient : attaches.tient)
        std::ranges::move(tient(db, id), std::back_inserter(liste));
    return liste;
}

Reply demander_fermeture(Contexte& cx, Id<Territoire> id, Attaches const& attaches) {
    auto db = cx.db();
    auto t = exiger_tenu(db, cx, id);
    ClotureForm form;
    borner(form, cx.jour());
    form.le.set(cx.jour());
    return cx.page(page_fermeture(t, empechements(db, attaches, id, cx.jour()), form, true, cx.csrf()));
}

Reply fermer(Contexte& cx, Id<Territoire> id, Attaches const& attaches) {
    auto db = cx.db();
    auto t = exiger_tenu(db, cx, id);
    ClotureForm form;
    borner(form, cx.jour());
    auto raisons = empechements(db, attaches, id, cx.jour());
    if (!cx.lire(form) || !raisons.empty())
        return cx.invalide(page_fermeture(t, raisons, form, true, cx.csrf()));
    bool fait = cx.acte_ou_conflit(Acte::territoire_ferme, [&](storage::Writer& w, acces::Trace& trace) {
        if (!empechements(w, attaches, id, cx.jour()).empty())
            throw storage::Conflict{};
        trace.objet = objet(id);
        trace.detail = "fermé le " + base::affiche(*form.le);
        territoire::fermer(w, id, *form.le, version_vue(cx));
    });
    if (!fait)
        return cx.conflit(
            page_fermeture(exiger(db, id), empechements(db, attaches, id, cx.jour()), form, true, cx.csrf()));
    return cx.voir(lien(id), "Territoire fermé.");
}

Reply rouvrir(Contexte& cx, Id<Territoire> id) {
    auto db = cx.db();
    auto t = exiger_tenu(db, cx, id);
    cx.acte(Acte::territoire_ferme, [&](storage::Writer& w, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = "rouvert";
        territoire::rouvrir(w, id);
    });
    return cx.voir(lien(id), "Territoire rouvert.");
}

FusionForm fusion(storage::Reader& db, Contexte const& cx, Territoire const& t) {
    FusionForm form;
    Gestion gestion{db, cx};
    auto tous = territoire::territoires_ouverts(db);
    std::vector<std::pair<Id<Territoire>, std::string>> choix;
    for (auto const& autre : tous)
        if (autre.genre == t.genre && autre.id != t.id && gestion.tient(autre.id))
            choix.emplace_back(autre.id, nom_situe(autre, tous));
    form.avec.offer(choix);
    return form;
}

FusionAConfirmer a_confirmer(storage::Reader& db, Attaches const& attaches, Territoire const& absorbe,
                             Territoire const& garde, Date jour) {
    FusionAConfirmer f{absorbe, garde, empechements(db, attaches, absorbe.id, jour), {}, {}};
    for (auto const& separe : attaches.separe)
        if (f.refus.empty())
            f.refus = separe(db, absorbe.id, garde.id);
    auto effet = effet_du_deplacement(db, lignee(db, absorbe.id), lignee(db, garde.id), jour);
    // Les rôles tenus sur lui passent à l'autre : ceux-là ne perdent rien.
    std::erase_if(effet.perdent, [&](Regard const& r) { return r.perimetre == absorbe.nom; });
    f.effet = dire(effet);
    return f;
}

Reply demander_fusion(Contexte& cx, Id<Territoire> id, Attaches const& attaches) {
    auto db = cx.db();
    auto t = exiger_tenu(db, cx, id);
    auto form = fusion(db, cx, t);
    if (cx.requete().param("avec").empty())
        return cx.page(page_fusion(t, form));
    if (!cx.lire(form))
        return cx.page(page_fusion(t, form), 422);
    auto garde = exiger(db, *form.avec);
    return cx.page(page_confirmer_fusion(a_confirmer(db, attaches, t, garde, cx.jour()), cx.csrf()));
}

Reply fusionner(Contexte& cx, Id<Territoire> id, Attaches const& attaches) {
    auto db = cx.db();
    auto t = exiger_tenu(db, cx, id);
    auto form = fusion(db, cx, t);
    if (!cx.lire(form))
        return cx.page(page_fusion(t, form), 422);
    auto garde = exiger(db, *form.avec);
    if (auto f = a_confirmer(db, attaches, t, garde, cx.jour()); !f.refus.empty())
        return cx.invalide(page_confirmer_fusion(f, cx.csrf()));
    cx.acte(Acte::territoires_fusionnes, [&](storage::Writer& w, acces::Trace& trace) {
        trace.objet = objet(garde.id);
        trace.detail = t.nom + " (" + objet(id) + ") fondu dans " + garde.nom;
        territoire::fusionner(w, garde.id, id, cx.jour());
    });
    return cx.voir(lien(garde.id), t.nom + " est fondu dans " + garde.nom + ".");
}

} // namespace

void routes_des_territoires(acces::Routes& r, Attaches const& attaches) {
    r.get("/territoires", Droit::lire_territoire, lister);
    r.get("/territoires/nouveau", Droit::gerer_territoire, nouveau);
    r.post("/territoires", Droit::gerer_territoire, creer);
    r.get("/territoires/{id}", Droit::lire_territoire, montrer);
    r.get("/territoires/{id}/modification", Droit::gerer_territoire, demander_modification);
    r.post("/territoires/{id}/modification", Droit::gerer_territoire, modifier);
    r.get("/territoires/{id}/cloture", Droit::gerer_territoire,
          [&attaches](Contexte& cx, Id<Territoire> id) { return demander_fermeture(cx, id, attaches); });
    r.post("/territoires/{id}/cloture", Droit::gerer_territoire,
           [&attaches](Contexte& cx, Id<Territoire> id) { return fermer(cx, id, attaches); });
    r.post("/territoires/{id}/reouverture", Droit::gerer_territoire, rouvrir);
    r.get("/territoires/{id}/fusion", Droit::gerer_territoire,
          [&attaches](Contexte& cx, Id<Territoire> id) { return demander_fusion(cx, id, attaches); });
    r.post("/territoires/{id}/fusion", Droit::gerer_territoire,
           [&attaches](Contexte& cx, Id<Territoire> id) { return fusionner(cx, id, attaches); });
}

} // namespace metier::annuaire
