// Structures sans UAI : missions locales, antennes de CIO, écoles de la deuxième chance…
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
using territoire::GenreDeTerritoire;
using territoire::Structure;
using territoire::Territoire;

std::string objet(Id<Structure> id) { return "structure/" + std::to_string(id.valeur); }

Structure exiger_tenue(storage::Reader& db, Contexte const& cx, Id<Structure> id) {
    auto s = territoire::trouver(db, id);
    if (!s || !Gestion{db, cx}.tient(*s))
        throw not_found();
    return *s;
}

Html lien_du_territoire(storage::Reader& db, Structure const& s) {
    auto t = s.territoire ? territoire::trouver(db, *s.territoire) : std::nullopt;
    return t ? a(href(lien(t->id)), t->nom) : Html{};
}

Html creation() { return lien_bouton_principal(web::lien("/structures/nouvelle"), "Créer une structure"); }

Reply lister(Contexte& cx) {
    auto db = cx.db();
    bool gere = Gestion{db, cx}.quelque_chose();
    auto lignes = each(territoire::toutes_les_structures(db), [&](Structure const& s) {
        return tr(th(scope("row"), a(href(lien(s.id)), s.nom)), td(base::libelle(s.genre)), td(s.commune),
                  td(lien_du_territoire(db, s)), td(a_telephone(s.telephone)),
                  td(s.ouvert() ? badge(Ton::succes, "Ouverte") : badge(Ton::neutre, "Fermée")));
    });
    auto corps =
        lignes.empty()
            ? etat_vide("Aucune structure. Notez ici les missions locales, antennes de CIO, écoles de la deuxième "
                        "chance et associations avec qui vous travaillez.",
                        when(gere, [] { return creation(); }))
            : tableau("Structures", {{"Nom"}, {"Genre"}, {"Commune"}, {"Territoire"}, {"Téléphone"}, {"État"}}, lignes);
    return cx.page({.titre = "Structures",
                    .rubrique = rubrique,
                    .contenu = ensemble(
                        entete_de_fiche("Structures", Html{}, when(gere && !lignes.empty(), [] { return creation(); })),
                        onglets(Liste::structures),
                        p("Les CIO qui ont un UAI viennent de l’annuaire\u00a0: ils sont parmi les ",
                          a(href(web::lien("/etablissements").avec("genre", "cio")), "établissements"), "."),
                        corps)});
}

Reply montrer(Contexte& cx, Id<Structure> id) {
    auto db = cx.db();
    auto s = territoire::trouver(db, id);
    if (!s)
        throw not_found();
    auto actions = !Gestion{db, cx}.tient(*s) ? Html{}
                   : s->ouvert() ? ensemble(lien_bouton(web::lien("/structures/{}/modification", id), "Modifier"),
                                            lien_bouton(web::lien("/structures/{}/cloture", id), "Fermer"))
                                 : formulaire_bouton(web::lien("/structures/{}/reouverture", id), cx.csrf(),
                                                     bouton_secondaire("Rouvrir"));
    std::vector<Definition> faits{definition("Genre", base::libelle(s->genre)), definition("Commune", s->commune),
                                  definition("Téléphone", a_telephone(s->telephone)),
                                  definition("Courriel", a_courriel(s->courriel)),
                                  definition("Territoire", lien_du_territoire(db, *s))};
    if (s->ferme_le)
        faits.push_back(definition("Fermée le", *s->ferme_le));
    return cx.page({.titre = s->nom,
                    .rubrique = rubrique,
                    .fil = fil(Liste::structures),
                    .contenu = ensemble(entete_de_fiche(s->nom, Html{}, actions), definitions(faits))});
}

StructureForm formulaire_de(storage::Reader& db, Contexte const& cx) {
    StructureForm form;
    auto tous = territoire::territoires_ouverts(db);
    auto permis = Gestion{db, cx}.ouverts(
        db, {GenreDeTerritoire::departement, GenreDeTerritoire::bassin, GenreDeTerritoire::district});
    std::erase_if(permis, [](Territoire const& t) { return t.provisoire; });
    form.territoire.offer(permis, &Territoire::id, [&](Territoire const& t) { return nom_situe(t, tous); });
    return form;
}

Page page_formulaire(std::optional<Structure> const& s, StructureForm const& form, Csrf const& csrf,
                     bool conflit = false) {
    auto titre = s ? "Modifier " + s->nom : std::string("Créer une structure");
    auto ou = s ? web::lien("/structures/{}/modification", s->id) : web::lien("/structures");
    auto retour = s ? lien(s->id) : web::lien("/structures");
    auto etapes = fil(Liste::structures);
    if (s)
        etapes.push_back({s->nom, retour});
    auto champs = ensemble(champ(form.genre), champ(form.nom), champ(form.commune), champ(form.telephone),
                           champ(form.courriel), champ(form.territoire), s ? version_montree(s->version) : Html{});
    auto corps = form.territoire.choices().empty()
                     ? etat_vide("Une structure a un territoire\u00a0: créez d’abord le département ou le bassin.",
                                 lien_bouton_principal(web::lien("/territoires"), "Voir les territoires"))
                     : formulaire(ou, csrf, champs,
                                  boutons(bouton(s ? "Enregistrer" : "Créer"), lien_bouton(retour, "Annuler")));
    return {.titre = titre,
            .rubrique = rubrique,
            .fil = etapes,
            .contenu = ensemble(h1(titre), resume_erreurs(form),
                                when(conflit,
                                     [] {
                                         return notice(Ton::attention,
                                                       "Quelqu’un a enregistré avant vous. Votre saisie est gardée "
                                                       "ci-dessous\u00a0: vérifiez-la, puis enregistrez.");
                                     }),
                                corps)};
}

Structure saisie(StructureForm const& f) {
    return {.id = {},
            .genre = *f.genre,
            .nom = *f.nom,
            .commune = f.commune.value().value_or(""),
            .telephone = f.telephone.value().value_or(""),
            .courriel = f.courriel.value().value_or(""),
            .territoire = f.territoire.value()};
}

bool acceptable(storage::Reader& db, Contexte const& cx, StructureForm& form, Id<Structure> sauf) {
    if (!cx.lire(form))
        return false;
    if (territoire::nom_de_structure_pris(db, *form.genre, *form.nom, sauf))
        form.nom.refuse("Cette structure existe déjà. Ouvrez-la dans la liste, ou précisez le nom.");
    return form.nom.error().empty();
}

Reply nouvelle(Contexte& cx) {
    auto db = cx.db();
    return cx.page(page_formulaire({}, formulaire_de(db, cx), cx.csrf()));
}

Reply creer(Contexte& cx) {
    auto db = cx.db();
    auto form = formulaire_de(db, cx);
    if (!acceptable(db, cx, form, {}))
        return cx.invalide(page_formulaire({}, form, cx.csrf()));
    auto id = cx.acte(Acte::structure_modifiee, [&](storage::Writer& w, acces::Trace& trace) {
        auto creee = territoire::enregistrer(w, saisie(form));
        trace.objet = objet(creee);
        trace.detail = "créée\u00a0: " + *form.nom;
        return creee;
    });
    return cx.voir(lien(id), "Structure créée.");
}

Reply demander_modification(Contexte& cx, Id<Structure> id) {
    auto db = cx.db();
    auto s = exiger_tenue(db, cx, id);
    auto form = formulaire_de(db, cx);
    form.genre.set(s.genre);
    form.nom.set(s.nom);
    form.commune.set(s.commune);
    form.telephone.set(s.telephone);
    form.courriel.set(s.courriel);
    form.territoire.set(s.territoire);
    return cx.page(page_formulaire(s, form, cx.csrf()));
}

Reply modifier(Contexte& cx, Id<Structure> id) {
    auto db = cx.db();
    auto s = exiger_tenue(db, cx, id);
    auto form = formulaire_de(db, cx);
    if (!acceptable(db, cx, form, id))
        return cx.invalide(page_formulaire(s, form, cx.csrf()));
    bool fait = cx.acte_ou_conflit(Acte::structure_modifiee, [&](storage::Writer& w, acces::Trace& trace) {
        trace.objet = objet(id);
        trace.detail = "modifiée\u00a0: " + *form.nom;
        auto nouvelle_version = saisie(form);
        nouvelle_version.id = id;
        nouvelle_version.version = version_vue(cx);
        territoire::enregistrer(w, nouvelle_version);
    });
    if (!fait)
        return cx.conflit(page_formulaire(territoire::trouver(db, id), form, cx.csrf(), true));
    return cx.voir(lien(id), "Structure modifiée.");
}

constexpr Fermeture<Structure> fermeture{
    .acte = Acte::structure_modifiee,
    .liste = Liste::structures,
    .exiger = exiger_tenue,
    .objet = objet,
    .envoi = [](Id<Structure> id) { return web::lien("/structures/{}/cloture", id); },
    .annonce = "Elle ne sera plus proposée nulle part. Rien n’est effacé\u00a0; elle peut être rouverte.",
    .empechement = "Elle ne peut pas encore fermer\u00a0: il reste ",
    .que_faire = ". Retirez-la d’abord de ses membres.",
    .ferme = "fermée",
    .rouvert = "rouverte",
    .dit_ferme = "Structure fermée.",
    .dit_rouvert = "Structure rouverte."};

} // namespace

void routes_des_structures(acces::Routes& r) {
    r.get("/structures", Droit::lire_territoire, lister);
    r.get("/structures/nouvelle", Droit::gerer_territoire, nouvelle);
    r.post("/structures", Droit::gerer_territoire, creer);
    r.get("/structures/{id}", Droit::lire_territoire, montrer);
    r.get("/structures/{id}/modification", Droit::gerer_territoire, demander_modification);
    r.post("/structures/{id}/modification", Droit::gerer_territoire, modifier);
    fermeture.routes(r, "/structures");
}

} // namespace metier::annuaire
