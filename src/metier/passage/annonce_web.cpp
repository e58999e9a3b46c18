// « Votre interlocuteur change » : la lettre est prête, une par foyer ; c'est fait quand une personne le note (C-29).
// Aucun courriel ne part de lui-même vers une famille : personne n'y a consenti.
#include <algorithm>

#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/acces/comptes.hpp"
#include "metier/ecrits/ecrits.hpp"
#include "metier/jeunes/foyers.hpp"
#include "metier/passage/dits.hpp"
#include "metier/passage/passage_web.hpp"

namespace metier::passage {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using jeunes::Foyer;

enum class Comment { lettre, telephone, rencontre, sans_objet };
constexpr base::Entree<Comment> facons[] = {
    {Comment::lettre, "lettre", "La lettre est partie"},
    {Comment::telephone, "telephone", "Dit au téléphone"},
    {Comment::rencontre, "rencontre", "Dit de vive voix"},
    {Comment::sans_objet, "sans_objet", "Rien à dire\u00a0: ils le savent déjà, ou mieux vaut ne pas écrire"},
};
constexpr std::span<base::Entree<Comment> const> entrees(Comment) { return facons; }

struct AnnonceForm {
    Field<Comment> comment{"comment", "Ce qui a été fait", required, radio};
    auto fields() { return std::tie(comment); }
};

/// Majeur, c'est à lui qu'on écrit ; mineur, à qui a l'autorité sur lui.
std::vector<Foyer> a_qui_ecrire(Reader& db, Jeune const& j, Date jour) {
    auto foyers = jeunes::foyers(j, jeunes::responsables(db, j.id), jour);
    if (jeunes::est_majeur(j, jour))
        std::erase_if(foyers, [](Foyer const& f) { return !f.eleve; });
    return foyers;
}

/// Qui suivait ce jeune juste avant ; rien : on ne sait plus.
std::string ancien_referent(Reader& db, Id<Jeune> jeune) {
    for (auto const& m : jeunes::cercle(db, jeune))
        if (m.fonction == jeunes::Fonction::referent && m.au)
            return m.nom;
    return {};
}

struct Interlocuteur {
    std::string nom, role, courriel, ancien;
    Date depuis{};
};
std::optional<Interlocuteur> interlocuteur(Reader& db, Id<Jeune> jeune, Date jour) {
    auto r = jeunes::referent(db, jeune);
    auto compte = r ? acces::compte(db, r->agent) : std::nullopt;
    if (!compte)
        return std::nullopt;
    auto roles = acces::roles_du_jour(db, r->agent, jour);
    auto role = roles.empty() ? std::string{}
                              : std::string(base::libelle(roles.front().role)) +
                                    (roles.front().perimetre.empty() ? "" : ", " + roles.front().perimetre);
    return Interlocuteur{r->nom, role, compte->courriel, ancien_referent(db, jeune), r->du};
}

documents::Ecrit lettre(Jeune const& j, Foyer const& a, Interlocuteur const& i, Date jour) {
    documents::Ecrit e{.titre = "Votre interlocuteur change"};
    std::vector<std::string> de{i.nom};
    for (auto const& l : {i.role, i.courriel})
        if (!l.empty())
            de.push_back(l);
    e.lettre = documents::EnTeteDeLettre{.expediteur = de,
                                         .destinataire = a.lignes,
                                         .lieu_et_date = "Le " + base::affiche_long(jour),
                                         .objet = "Votre interlocuteur change"};
    auto depuis = "Depuis le " + base::affiche_long(i.depuis) + ", je prends la suite" +
                  (i.ancien.empty() ? std::string{} : " " + base::de_ce_lieu(i.ancien));
    auto qui = a.eleve ? std::string(" auprès de vous.") : " auprès de " + j.prenom + ".";
    e.blocs = {
        documents::Paragraphe{a.eleve ? "Bonjour " + j.prenom + "," : std::string("Madame, Monsieur,")},
        documents::Paragraphe{depuis + qui},
        documents::Paragraphe{
            "Rien de ce qui était convenu n’est perdu\u00a0: je connais ce qui est prévu, et je reste "
            "à votre disposition pour en parler."},
        documents::Paragraphe{"Vous pouvez me joindre à cette adresse\u00a0: " + i.courriel +
                              (a.eleve ? "" : ". " + j.prenom + " le peut aussi") + "."},
        documents::Paragraphe{a.eleve ? "À bientôt,"
                                      : "Je vous prie d’agréer, Madame, Monsieur, l’expression de ma considération."},
        documents::Signatures{{i.nom}},
    };
    return e;
}

Jeune exiger(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    auto j = jeunes::trouver(db, cx.portee(), id);
    if (!j)
        throw not_found();
    return *j;
}

Html lettres(Jeune const& j, std::vector<Foyer> const& foyers, Csrf const& csrf) {
    if (foyers.empty())
        return p("Aucune adresse à qui écrire n’est connue, ou il est demandé de ne plus joindre ces personnes. "
                 "Dites-le de vive voix.");
    std::size_t rang = 0;
    return each(foyers, [&](Foyer const& f) {
        auto format = [&](std::string_view code, auto const& texte) {
            return button(type("submit"), clas("btn btn-outline-secondary"), name("format"), value(code), texte,
                          lecteur("\u00a0: ", f.nom));
        };
        return formulaire(web::lien("/jeunes/{}/annonce/lettre", j.id), csrf, p(strong(base::joint(f.lignes, ", "))),
                          cache("foyer", std::to_string(rang++)),
                          boutons(format("pdf", "La lettre en PDF"), format("odt", "en ODT, à retoucher")));
    });
}

acces::Page page_annonce(Contexte& cx, Reader& db, Jeune const& j, Interlocuteur const& i, AnnonceForm const& form) {
    auto nom = jeunes::nom_affiche(j);
    auto foyers = a_qui_ecrire(db, j, cx.jour());
    return {.titre = "Votre interlocuteur change",
            .rubrique = "Jeunes",
            .fil = {{nom, jeunes::lien(j.id)}},
            .contenu = ensemble(h1("Votre interlocuteur change"), resume_erreurs(form),
                                p(nom, ", ", jeunes::age_affiche(j.naissance, cx.jour()), "\u00a0: depuis le ",
                                  i.depuis, ", ", i.nom, " prend la suite",
                                  i.ancien.empty() ? "" : " " + base::de_ce_lieu(i.ancien), ". Il reste à le dire ",
                                  jeunes::est_majeur(j, cx.jour()) ? "au jeune, majeur." : "à sa famille."),
                                h2("La lettre"), lettres(j, foyers, cx.csrf()), h2("C’est dit"),
                                formulaire(web::lien("/jeunes/{}/annonce", j.id), cx.csrf(), champ(form.comment),
                                           boutons(bouton("Noter"), lien_bouton(jeunes::lien(j.id), "Plus tard"))))};
}

Reply montrer(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto db = cx.db();
    auto i = interlocuteur(db, j.id, cx.jour());
    if (!i || !annonce_a_faire(db, cx.portee(), j.id))
        return cx.voir(jeunes::lien(j.id), "Il n’y a pas, ou plus, de changement à annoncer.", Ton::information);
    cx.consulter(j.id, "annonce");
    return cx.page(page_annonce(cx, db, j, *i, {}));
}

Reply noter(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto db = cx.db();
    auto i = interlocuteur(db, j.id, cx.jour());
    auto tache = annonce_a_faire(db, cx.portee(), j.id);
    if (!i || !tache)
        return cx.voir(jeunes::lien(j.id), "C’est déjà noté.", Ton::information);
    AnnonceForm form;
    if (!cx.lire(form))
        return cx.invalide(page_annonce(cx, db, j, *i, form));
    bool fait = cx.acte_ou_conflit(Acte::echeance_faite, [&](Writer& w, acces::Trace& trace) {
        agenda::clore(w, cx.instant(), cx.agent(), tache->id, tache->version,
                      std::string(base::libelle(*form.comment)));
        trace = {j.id, "echeance/" + std::to_string(tache->id.valeur), "annonce du référent", ""};
    });
    return cx.voir(web::lien("/"), fait ? "C’est noté." : "C’était déjà noté.");
}

Reply emporter(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto db = cx.db();
    auto i = interlocuteur(db, j.id, cx.jour());
    auto foyers = a_qui_ecrire(db, j, cx.jour());
    auto rang = static_cast<std::size_t>(lire_entier(cx.requete().field("foyer")).value_or(-1));
    if (!i || rang >= foyers.size() || !annonce_a_faire(db, cx.portee(), j.id))
        throw not_found();
    return ecrits::emporter(cx, {lettre(j, foyers[rang], *i, cx.jour()), "changement-d-interlocuteur", j.id, "annonce"},
                            ecrits::format_demande(cx.requete()));
}

} // namespace

void routes_de_l_annonce(acces::Routes& r) {
    r.get("/jeunes/{id}/annonce", Droit::suivre, montrer);
    r.post("/jeunes/{id}/annonce", Droit::suivre, noter);
    r.post("/jeunes/{id}/annonce/lettre", Droit::suivre, emporter);
}

} // namespace metier::passage
