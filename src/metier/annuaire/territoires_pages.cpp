#include "metier/annuaire/territoires_pages.hpp"

#include <algorithm>

#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/territoire/noms.hpp"

namespace metier::annuaire {

using namespace web;
using acces::Page;
using territoire::GenreDeTerritoire;
using territoire::Territoire;

namespace {

std::vector<Etape> fil_de(Territoire const& t) {
    auto etapes = fil(Liste::territoires);
    etapes.push_back({t.nom, lien(t.id)});
    return etapes;
}

Html etat(Territoire const& t) {
    if (t.ferme_le)
        return ensemble(" ", badge(Ton::neutre, "Fermé"), " le ", *t.ferme_le);
    return t.provisoire ? ensemble(" ", badge(Ton::attention, "À préciser")) : Html{};
}

/// « Bassin » avant « Pays de Vitré » ; rien avant « Académie de Rennes », qui le dit déjà.
std::string genre_a_part(Territoire const& t) {
    auto genre = base::libelle(t.genre);
    return base::genre_et_nom(genre, t.nom, " ") == t.nom ? "" : std::string(genre);
}

Html details(Noeud const& n) {
    std::vector<std::string> faits;
    if (n.etablissements > 0)
        faits.push_back(base::pluriel(n.etablissements, "établissement"));
    if (!n.coordonnateurs.empty())
        faits.push_back(base::joint(n.coordonnateurs, ", "));
    else if (n.territoire.genre == GenreDeTerritoire::bassin && n.territoire.ouvert() && !n.territoire.provisoire)
        faits.emplace_back("sans coordonnateur");
    return faits.empty() ? Html{} : ensemble(" – ", base::joint(faits, "\u00a0; "));
}

Html branche(Arbre const& arbre, std::optional<Id<Territoire>> parent) {
    Html lignes;
    for (auto const& n : arbre.noeuds) {
        auto const& t = n.territoire;
        if (t.parent != parent || (!t.ouvert() && !arbre.avec_les_fermes))
            continue;
        auto genre = genre_a_part(t);
        lignes += li(when(!genre.empty(), [&] { return ensemble(small(genre), " "); }), a(href(lien(t.id)), t.nom),
                     etat(t), details(n), branche(arbre, t.id));
    }
    return lignes.empty() ? Html{} : ul(lignes);
}

Html ajouts(Gestion const& gestion) {
    return gestion.tout() ? lien_bouton(web::lien("/territoires/nouveau"), "Ajouter une académie") : Html{};
}

} // namespace

Page page_arbre(Arbre const& arbre, Gestion const& gestion) {
    auto corps = branche(arbre, {});
    bool fermes = std::ranges::any_of(arbre.noeuds, [](auto const& n) { return !n.territoire.ouvert(); });
    auto montrer = arbre.avec_les_fermes
                       ? a(href(web::lien("/territoires")), "Cacher les territoires fermés")
                       : a(href(web::lien("/territoires").avec("fermes", "1")), "Montrer aussi les territoires fermés");
    return {.titre = "Territoires",
            .rubrique = rubrique,
            .contenu = ensemble(entete_de_fiche("Territoires", Html{}, ajouts(gestion)), onglets(Liste::territoires),
                                when(!arbre.a_faire.empty(),
                                     [&] { return ensemble(h2("Ce qui reste à faire"), web::a_faire(arbre.a_faire)); }),
                                when(!arbre.a_faire.empty(), h2("L’académie et ses bassins")),
                                corps.empty()
                                    ? etat_vide("Aucun territoire encore.",
                                                when(gestion.tout(),
                                                     [] {
                                                         return lien_bouton_principal(web::lien("/territoires/nouveau"),
                                                                                      "Ajouter une académie");
                                                     }))
                                    : section(clas("arbre"), aria("label", "Arbre des territoires"), corps),
                                when(fermes, [&] { return p(montrer); }))};
}

namespace {

Html actions(Fiche const& f, Csrf const& csrf) {
    auto const& t = f.territoire;
    if (t.fusionne_dans)
        return {};
    if (!t.ouvert())
        return when(f.tenu, [&] {
            return formulaire_bouton(web::lien("/territoires/{}/reouverture", t.id), csrf,
                                     bouton_secondaire("Rouvrir"));
        });
    return ensemble(when(f.accueille && t.genre != GenreDeTerritoire::district,
                         [&] {
                             return lien_bouton(web::lien("/territoires/nouveau").avec("parent", t.id),
                                                t.genre == GenreDeTerritoire::academie      ? "Ajouter un département"
                                                : t.genre == GenreDeTerritoire::departement ? "Ajouter un bassin"
                                                                                            : "Ajouter un district");
                         }),
                    when(f.tenu, [&] {
                        return ensemble(
                            lien_bouton(web::lien("/territoires/{}/modification", t.id), "Renommer ou déplacer"),
                            lien_bouton(web::lien("/territoires/{}/fusion", t.id), "Fusionner"),
                            lien_bouton(web::lien("/territoires/{}/cloture", t.id), "Fermer"));
                    }));
}

Html liens(auto const& liste, std::string_view rien) {
    Html tous;
    for (auto const& x : liste)
        tous += ensemble(tous.empty() ? "" : ", ", a(href(lien(x.id)), x.nom));
    return tous.empty() ? ensemble(rien) : tous;
}

Html personnes(Fiche const& f) {
    auto ou = f.comptes ? lien_bouton(web::lien("/comptes"), "Donner un rôle à quelqu’un") : Html{};
    if (f.personnes.empty())
        return etat_vide("Personne n’a encore de rôle sur ce territoire.", ou);
    return ensemble(
        tableau("Rôles tenus aujourd’hui sur ce territoire", {{"Nom"}, {"Rôle"}},
                each(f.personnes, [](PersonneDuLieu const& x) { return tr(th(scope("row"), x.nom), td(x.role)); })),
        boutons(ou));
}

} // namespace

Page page_territoire(Fiche const& f, Csrf const& csrf) {
    auto const& t = f.territoire;
    auto etablissements = f.etablissements == 0 ? ensemble("Aucun")
                                                : a(href(web::lien("/etablissements").avec("dans", t.id)),
                                                    base::pluriel(f.etablissements, "établissement"));
    auto ranger = when(f.accueille && t.ouvert() && f.etablissements > 0, [&] {
        return ensemble(" – ", a(href(web::lien("/etablissements/rangement").avec("dans", t.id)),
                                 t.provisoire ? "les ranger dans leur bassin" : "en changer le bassin"));
    });
    return {.titre = t.nom,
            .rubrique = rubrique,
            .fil = fil(Liste::territoires),
            .contenu = ensemble(
                entete_de_fiche(t.nom, ensemble(genre_a_part(t), etat(t)), actions(f, csrf)),
                when(t.provisoire && t.ouvert(),
                     [] {
                         return notice(
                             Ton::information,
                             "L’annuaire ne dit pas dans quel bassin sont ces établissements. Rangez-les\u00a0: "
                             "aucun coordonnateur de bassin ne voit leurs jeunes d’ici là.");
                     }),
                definitions({definition("À l’intérieur de", liens(f.dessus, "Rien\u00a0: il est tout en haut")),
                             definition("Contient", liens(f.dedans, "Aucun autre territoire")),
                             definition("Établissements", ensemble(etablissements, ranger)),
                             definition("Réseaux et plateformes", liens(f.reseaux, "Aucun")),
                             definition("Structures", liens(f.structures, "Aucune"))}),
                h2("Qui suit ce territoire"), personnes(f))};
}

Page page_nouveau(std::optional<Territoire> const& parent, TerritoireForm const& form, Csrf const& csrf) {
    auto ou = parent ? web::lien("/territoires").avec("parent", parent->id) : web::lien("/territoires");
    auto seul = form.genre.choices().size() == 1;
    bool departement = std::ranges::any_of(form.genre.choices(), [](auto const& c) { return c.code == "departement"; });
    return {.titre = "Ajouter un territoire",
            .rubrique = rubrique,
            .fil = parent ? fil_de(*parent) : fil(Liste::territoires),
            .contenu = ensemble(
                h1(parent ? "Ajouter un territoire dans " + parent->nom : "Ajouter une académie"), resume_erreurs(form),
                formulaire(ou, csrf, seul ? cache("genre", form.genre.choices().front().code) : champ(form.genre),
                           champ(form.nom), when(departement, [&] { return champ(form.code); }),
                           boutons(bouton("Ajouter"),
                                   lien_bouton(parent ? lien(parent->id) : web::lien("/territoires"), "Annuler"))))};
}

namespace {

Html champs(Territoire const& t, ModificationForm const& form) {
    return ensemble(champ(form.nom), when(!form.parent.choices().empty(), [&] { return champ(form.parent); }),
                    version_montree(t.version));
}

std::string nom_du_parent(ModificationForm const& form) {
    for (auto const& c : form.parent.choices())
        if (c.code == form.parent.typed_first())
            return c.libelle;
    return "";
}

} // namespace

Page page_modification(Territoire const& t, ModificationForm const& form, Csrf const& csrf) {
    return {.titre = "Renommer ou déplacer",
            .rubrique = rubrique,
            .fil = fil_de(t),
            .contenu = ensemble(h1("Renommer ou déplacer ", t.nom), resume_erreurs(form),
                                formulaire(web::lien("/territoires/{}/modification", t.id), csrf, champs(t, form),
                                           boutons(bouton("Enregistrer"), lien_bouton(lien(t.id), "Annuler"))))};
}

Page page_conflit(Territoire const& actuel, ModificationForm const& form, Csrf const& csrf) {
    std::string parent;
    for (auto const& c : form.parent.choices())
        if (actuel.parent && c.code == std::to_string(actuel.parent->valeur))
            parent = c.libelle;
    return {.titre = "Renommer ou déplacer",
            .rubrique = rubrique,
            .fil = fil_de(actuel),
            .contenu = ensemble(
                h1("Quelqu’un a enregistré avant vous"),
                p("Votre saisie n’est pas perdue. Comparez, corrigez si besoin, puis enregistrez à nouveau."),
                cote_a_cote("Les deux versions", "Enregistrée", "La vôtre",
                            {{.libelle = "Nom", .gauche = actuel.nom, .droite = std::string(form.nom.typed_first())},
                             {.libelle = "À l’intérieur de", .gauche = parent, .droite = nom_du_parent(form)}}),
                formulaire(web::lien("/territoires/{}/modification", actuel.id), csrf, champs(actuel, form),
                           boutons(bouton("Enregistrer ma version"), lien_bouton(lien(actuel.id), "Garder l’autre"))))};
}

Page page_deplacement(Territoire const& t, ModificationForm const& form, Territoire const* vers, Html const& effet,
                      Csrf const& csrf) {
    return {.titre = "Déplacer " + t.nom,
            .rubrique = rubrique,
            .fil = fil_de(t),
            .contenu = confirmation(
                {.question = "Déplacer " + t.nom + (vers ? " dans " + vers->nom : " tout en haut") + "\u00a0?",
                 .consequences =
                     ensemble(p("Tout ce qu’il contient suit\u00a0: territoires, établissements, jeunes."), effet),
                 .bouton = "Déplacer",
                 .ou = web::lien("/territoires/{}/modification", t.id),
                 .annuler = web::lien("/territoires/{}/modification", t.id),
                 .danger = false},
                csrf,
                ensemble(cache("nom", form.nom.typed_first()), cache("parent", form.parent.typed_first()),
                         version_montree(t.version), cache("confirme", "1")))};
}

Page page_fermeture(Territoire const& t, std::vector<std::string> const& empechements, ClotureForm const& form,
                    bool fusionnable, Csrf const& csrf) {
    auto pas_encore = [&] {
        return ensemble(
            notice(Ton::attention, "Il ne peut pas encore fermer",
                   ensemble(p("Ceci en dépend encore\u00a0:"),
                            ul(each(empechements, [](auto const& e) { return li(e); })))),
            p("Déplacez d’abord ce qu’il contient, ou fondez-le dans un autre\u00a0: tout ce qui y tient suivra."),
            boutons(when(fusionnable,
                         [&] {
                             return lien_bouton_principal(web::lien("/territoires/{}/fusion", t.id),
                                                          "Le fondre dans un autre");
                         }),
                    lien_bouton(lien(t.id), "Revenir")));
    };
    auto fermer = [&] {
        return ensemble(p("Il ne sera plus proposé nulle part. Rien n’est effacé\u00a0; il peut être rouvert."),
                        formulaire(web::lien("/territoires/{}/cloture", t.id), csrf, champ(form.le),
                                   version_montree(t.version),
                                   boutons(bouton_danger("Fermer"), lien_bouton(lien(t.id), "Annuler"))));
    };
    return {.titre = "Fermer " + t.nom,
            .rubrique = rubrique,
            .fil = fil_de(t),
            .contenu =
                ensemble(h1("Fermer ", t.nom), resume_erreurs(form), empechements.empty() ? fermer() : pas_encore())};
}

Page page_fusion(Territoire const& t, FusionForm const& form) {
    auto corps =
        form.avec.choices().empty()
            ? etat_vide("Il n’y a aucun autre territoire du même genre où le fondre.",
                        lien_bouton(lien(t.id), "Revenir"))
            : ensemble(
                  p("Quand le même territoire existe deux fois, l’un rejoint l’autre\u00a0: établissements, réseaux, "
                    "rôles, jeunes et campagnes suivent. Celui-ci reste dans l’historique, fermé."),
                  formulaire_recherche(web::lien("/territoires/{}/fusion", t.id), champ(form.avec),
                                       boutons(bouton("Voir ce qui changera"), lien_bouton(lien(t.id), "Annuler"))));
    return {.titre = "Fusionner " + t.nom,
            .rubrique = rubrique,
            .fil = fil_de(t),
            .contenu = ensemble(h1("Fondre ", t.nom, " dans un autre territoire"), corps)};
}

Page page_confirmer_fusion(FusionAConfirmer const& f, Csrf const& csrf) {
    auto titre = "Fondre " + f.absorbe.nom + " dans " + f.garde.nom;
    auto retour = web::lien("/territoires/{}/fusion", f.absorbe.id);
    if (!f.refus.empty())
        return {.titre = titre,
                .rubrique = rubrique,
                .fil = fil_de(f.absorbe),
                .contenu = ensemble(h1(titre), notice(Ton::attention, f.refus),
                                    boutons(lien_bouton(retour, "Choisir un autre territoire")))};
    auto suit = f.suivent.empty() ? p("Il ne contient rien.")
                                  : ensemble(p("Passent dans ", strong(f.garde.nom), "\u00a0:"),
                                             ul(each(f.suivent, [](auto const& s) { return li(s); })));
    return {.titre = titre,
            .rubrique = rubrique,
            .fil = fil_de(f.absorbe),
            .contenu = confirmation(
                {.question = titre + "\u00a0?",
                 .consequences = ensemble(suit, f.effet,
                                          p("Cette fusion ne se défait pas d’un clic\u00a0: pour revenir en "
                                            "arrière, il faudrait tout ranger de nouveau.")),
                 .bouton = "Fusionner",
                 .ou = retour,
                 .annuler = lien(f.absorbe.id),
                 .danger = true},
                csrf, cache("avec", std::to_string(f.garde.id.valeur)))};
}

} // namespace metier::annuaire
