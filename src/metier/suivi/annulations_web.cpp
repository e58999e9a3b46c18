// Annuler une saisie faite par erreur, et la rétablir : le même écran pour un contact, un entretien, une exemption.
#include "metier/suivi/suivi_web.hpp"
#include "web/parts/fiche.hpp"

namespace metier::suivi {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;

namespace {

std::string_view chemin(Saisi quoi) {
    switch (quoi) {
    case Saisi::contact: return "contacts";
    case Saisi::entretien: return "entretiens";
    case Saisi::exemption: break;
    }
    return "exemptions";
}
Lien page(Saisi quoi, std::int64_t id) { return web::lien("/{}/{}", chemin(quoi), id); }
Lien annulation_de(Saisi quoi, std::int64_t id) { return web::lien("/{}/{}/annulation", chemin(quoi), id); }
Lien retablissement_de(Saisi quoi, std::int64_t id) { return web::lien("/{}/{}/retablissement", chemin(quoi), id); }

} // namespace

Html avis_d_annulation(Contexte& cx, std::optional<Annulation> const& a, Saisi quoi, std::int64_t id) {
    if (!a)
        return {};
    auto db = cx.db();
    auto jusqu_au = retablissable_jusqu_au(db, *a);
    auto retablir =
        cx.peut(Droit::suivre) && cx.jour() <= jusqu_au
            ? ensemble(p("Se rétablit jusqu’au ", jusqu_au, "."),
                       formulaire_bouton(retablissement_de(quoi, id), cx.csrf(), bouton_secondaire("Rétablir")))
            : Html{};
    return notice(Ton::attention,
                  (quoi == Saisi::exemption ? "Annulée le " : "Annulé le ") + base::affiche(base::a_paris(a->le).jour) +
                      (a->par.empty() ? "" : " par " + a->par),
                  ensemble(p(a->motif),
                           p("Ne compte plus : ni dans les délais, ni dans les listes, ni dans les chiffres."),
                           retablir));
}

Html lien_d_annulation(Contexte& cx, std::optional<Annulation> const& a, Saisi quoi, std::int64_t id) {
    return a || !cx.peut(Droit::suivre) ? Html{} : lien_bouton(annulation_de(quoi, id), "Noté par erreur : annuler");
}

namespace {

/// Ce que l'on annule ou rétablit.
struct Cible {
    Saisi quoi;
    std::int64_t id = 0;
    Id<Jeune> jeune;
    std::string nom;        ///< « l’entretien du 05/10/2026 »
    std::string apres = {}; ///< ce qui reste à faire à la main
    std::optional<Annulation> annulation;

    Lien ou() const { return page(quoi, id); }
    /// « contact/12 »
    std::string objet() const {
        auto pluriel = chemin(quoi);
        return std::string(pluriel.substr(0, pluriel.size() - 1)) + "/" + std::to_string(id);
    }
};

template <class Vu>
Vu exiger_vu(std::optional<Vu> vu) {
    if (!vu)
        throw not_found();
    return *std::move(vu);
}

Cible cible(Contexte& cx, Id<Contact> id) {
    auto db = cx.db();
    auto vu = exiger_vu(contact(db, cx.portee(), id));
    return {Saisi::contact, id.valeur, vu.contact.jeune, "le contact du " + base::affiche(vu.contact.le), {},
            vu.annulation};
}

Cible cible(Contexte& cx, Id<Entretien> id) {
    auto db = cx.db();
    auto vu = exiger_vu(entretien(db, cx.portee(), id));
    return {Saisi::entretien,
            id.valeur,
            vu.entretien.jeune,
            "l’entretien du " + base::affiche(vu.entretien.jour),
            vu.entretien.freins.empty()
                ? ""
                : "Les freins cochés restent ouverts au dossier : levez-les s’ils n’ont pas lieu d’être.",
            vu.annulation};
}

Cible cible(Contexte& cx, Id<jeunes::Exemption> id) {
    auto db = cx.db();
    auto vu = exiger_vu(exemption(db, cx.portee(), id));
    return {Saisi::exemption, id.valeur, vu.jeune, "l’exemption du " + base::affiche(vu.exemption.du), {},
            vu.annulation};
}

acces::Page page_annulation(Contexte& cx, Cible const& c, FormRetrait const& form, Html const& avis = {}) {
    auto nom = jeunes::nom_affiche(exiger(cx, c.jeune));
    auto titre = "Annuler " + c.nom;
    auto consequences =
        ensemble(p("Ne comptera plus : ce qui avait été réglé de ce fait est de nouveau à faire, ce qui avait été "
                   "prévu ne l’est plus. "
                   "La ligne reste lisible, comme annulée, et se rétablit pendant quatre-vingt-dix jours."),
                 when(!c.apres.empty(), [&] { return p(c.apres); }));
    return {.titre = titre,
            .rubrique = "Jeunes",
            .fil = {{nom, dossier(c.jeune)}},
            .contenu = ensemble(
                h1(titre, " – ", nom), consequences, resume_erreurs(form),
                formulaire(annulation_de(c.quoi, c.id), cx.csrf(), avis, champ(form.motif),
                           boutons(avis.empty() ? bouton_danger("Annuler " + c.nom) : bouton_d_enregistrement(true),
                                   lien_bouton(c.ou(), "Ne rien changer"))))};
}

template <class T>
Reply demander(Contexte& cx, Id<T> id) {
    auto c = cible(cx, id);
    return c.annulation ? cx.voir(c.ou(), "Déjà annulé.", Ton::attention) : cx.page(page_annulation(cx, c, {}));
}

template <class T>
Reply annulation_demandee(Contexte& cx, Id<T> id) {
    auto c = cible(cx, id);
    if (c.annulation)
        return cx.voir(c.ou(), "Déjà annulé.", Ton::attention);
    FormRetrait form;
    if (!cx.lire(form))
        return cx.invalide(page_annulation(cx, c, form));
    if (auto avis = avis_sur_les_mots(cx, {*form.motif}); !avis.empty())
        return cx.invalide(page_annulation(cx, c, form, avis));
    bool fait = cx.acte_ou_conflit(Acte::saisie_annulee, [&](Writer& db, acces::Trace& trace) {
        annuler_saisie(db, auteur(cx), c.quoi, c.id, *form.motif);
        trace = {c.jeune, c.objet(), "", ""};
    });
    return fait ? cx.voir(c.ou(), "Annulé. Ce qui était réglé de ce fait est de nouveau à faire.")
                : cx.voir(c.ou(), "Déjà annulé.", Ton::attention);
}

template <class T>
Reply retablissement_demande(Contexte& cx, Id<T> id) {
    auto c = cible(cx, id);
    if (!c.annulation)
        return cx.voir(c.ou(), "Rien à rétablir : cette saisie compte déjà.", Ton::attention);
    auto db = cx.db();
    if (cx.jour() > retablissable_jusqu_au(db, *c.annulation))
        return cx.voir(c.ou(), "Trop tard pour rétablir : notez-le de nouveau.", Ton::attention);
    bool fait = cx.acte_ou_conflit(Acte::saisie_retablie, [&](Writer& w, acces::Trace& trace) {
        retablir_saisie(w, auteur(cx), c.quoi, c.id);
        trace = {c.jeune, c.objet(), "", ""};
    });
    return cx.voir(c.ou(), fait ? "Rétabli." : "Déjà rétabli.");
}

template <class T>
void routes_de(acces::Routes& r, std::string const& ou) {
    r.get(ou + "/{id}/annulation", Droit::suivre, demander<T>);
    r.post(ou + "/{id}/annulation", Droit::suivre, annulation_demandee<T>);
    r.post(ou + "/{id}/retablissement", Droit::suivre, retablissement_demande<T>);
}

} // namespace

void routes_des_annulations(acces::Routes& r) {
    routes_de<Contact>(r, "/contacts");
    routes_de<Entretien>(r, "/entretiens");
    routes_de<jeunes::Exemption>(r, "/exemptions");
}

} // namespace metier::suivi
