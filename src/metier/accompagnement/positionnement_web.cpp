// La même grille à l'entrée et à la sortie, et ce qui a changé (C-44). Jamais un total.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/accompagnement/commun.hpp"

namespace metier::accompagnement {
namespace {

using namespace web;
using acces::Acte;
using acces::Contexte;
using acces::Droit;
using acces::Page;

struct PositionnementForm {
    Field<Moment> moment{"moment", "Quand", required, radio};
    Field<Date> le{"le", "Le", required};
    std::vector<Field<Niveau>> grille;
    Field<std::string> mot{"mot", "Ce que le jeune en dit", at_most(300), facts_only};

    explicit PositionnementForm(Date jour) {
        le.between(base::plus_annees(jour, -1), jour);
        for (auto const& d : domaines)
            grille.emplace_back(d.code, d.libelle, empty_choice("Non vu"));
    }
    std::vector<FieldBase*> tous() {
        std::vector<FieldBase*> champs{&moment, &le};
        for (auto& g : grille)
            champs.push_back(&g);
        champs.push_back(&mot);
        return champs;
    }
    Niveaux niveaux() const {
        Niveaux n;
        for (std::size_t i = 0; i < grille.size(); ++i)
            if (grille[i])
                n[domaines[i].valeur] = *grille[i];
        return n;
    }
};

Lien lien_de(Id<Jeune> id) { return web::lien("/jeunes/{}/positionnements", id); }

/// Quatre cases, pleines jusqu'au niveau, et le niveau en toutes lettres : la couleur n'est pas seule.
Html niveau_montre(std::optional<Niveau> n) {
    if (!n)
        return ensemble("Non vu");
    std::string cases;
    for (int i = 1; i <= 4; ++i)
        cases += i <= static_cast<int>(*n) ? "●" : "○";
    return ensemble(span(aria("hidden", "true"), cases, " "), base::libelle(*n));
}

Html evolution(Niveaux const& avant, Niveaux const& apres, Domaine d) {
    if (!avant.contains(d) || !apres.contains(d))
        return {};
    auto pas = static_cast<int>(apres.at(d)) - static_cast<int>(avant.at(d));
    return pas > 0   ? badge(Ton::succes, "A progressé")
           : pas < 0 ? badge(Ton::neutre, "À reprendre")
                     : badge(Ton::neutre, "Stable");
}

Html tableau_des_niveaux(std::vector<Positionnement> const& tous, bool tient, Csrf const& csrf) {
    std::vector<Colonne> colonnes{{"Domaine"}};
    std::vector<Niveaux> lus;
    for (auto const& p : tous) {
        colonnes.push_back({std::string(base::libelle(p.moment)) + ", " + base::affiche(p.le)});
        lus.push_back(lire_niveaux(p.niveaux));
    }
    auto entree = std::ranges::find(tous.rbegin(), tous.rend(), Moment::entree, &Positionnement::moment);
    auto debut = entree == tous.rend() ? 0 : static_cast<std::size_t>(tous.rend() - entree) - 1; // du dernier parcours
    bool compare = debut + 1 < tous.size();
    if (compare)
        colonnes.push_back({"Depuis l’entrée"});
    auto lignes = each(domaines, [&](auto const& d) {
        return tr(th(scope("row"), d.libelle),
                  each(lus,
                       [&](Niveaux const& n) {
                           return td(
                               niveau_montre(n.contains(d.valeur) ? std::optional{n.at(d.valeur)} : std::nullopt));
                       }),
                  when(compare, [&] { return td(evolution(lus[debut], lus.back(), d.valeur)); }));
    });
    auto mots = each(tous, [&](Positionnement const& p) {
        auto retirer = when(tient, [&] {
            return formulaire_bouton(web::lien("/positionnements/{}/annulation", p.id), csrf,
                                     bouton_secondaire("Annuler cette saisie", lecteur(" du ", base::affiche(p.le))));
        });
        return li(base::libelle(p.moment), ", le ", p.le, p.par.empty() ? "" : ", par " + p.par,
                  p.mot.empty() ? "" : "\u00a0: « " + p.mot + " »", retirer);
    });
    return ensemble(tableau("Niveaux, domaine par domaine", colonnes, lignes), ul(mots));
}

Page page(Contexte& cx, Reader& db, Jeune const& j, PositionnementForm& form, Html const& avis = {}) {
    auto tous = positionnements(db, j.id);
    bool tient = accompagnement::tient(cx, db, j.id);
    auto erreurs_ = resume_erreurs(erreurs_de(form.tous()));
    return {.titre = "Positionnement",
            .rubrique = "Jeunes",
            .fil = fil(j),
            .contenu = ensemble(
                h1("Positionnement – ", jeunes::nom_affiche(j)), erreurs_,
                tous.empty() ? etat_vide("Aucun positionnement. Le premier se fait à l’entrée.")
                             : tableau_des_niveaux(tous, tient, cx.csrf()),
                when(tient, [&] {
                    return ensemble(
                        h2("Noter un positionnement"),
                        formulaire(lien_de(j.id), cx.csrf(), data("mots-sensibles", web::lien("/mots-sensibles")), avis,
                                   champ(form.moment), champ(form.le),
                                   each(form.grille, [](auto const& g) { return champ(g); }), champ(form.mot),
                                   acces::jeton_de_saisie(cx), boutons(acces::bouton_d_enregistrement(!avis.empty()))));
                }))};
}

Reply montrer(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    cx.consulter(j.id, "positionnement");
    auto db = cx.db();
    PositionnementForm form{cx.jour()};
    form.le.set(cx.jour());
    auto connus = positionnements(db, j.id);
    form.moment.set(connus.empty() || connus.back().moment == Moment::sortie ? Moment::entree : Moment::etape);
    return cx.page(page(cx, db, j, form));
}

Reply noter_(Contexte& cx, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto db = cx.db();
    PositionnementForm form{cx.jour()};
    bool bon = read_all(form.tous(), cx.requete().form);
    if (bon && form.niveaux().empty()) {
        form.grille.front().refuse("Notez au moins un domaine.");
        bon = false;
    }
    if (bon && !acces::deja_recu(db, cx)) {
        std::vector<Jalon> notes;
        for (auto const& p : positionnements(db, j.id))
            notes.push_back({p.moment, p.le});
        auto refus = refus_du_jalon(notes, {*form.moment, *form.le});
        bon = refus.empty();
        if (!bon)
            form.moment.refuse(refus);
    }
    if (!bon)
        return cx.invalide(page(cx, db, j, form));
    auto mot = form.mot.value().value_or("");
    if (auto avis = acces::avis_sur_les_mots(cx, {mot}); !avis.empty())
        return cx.invalide(page(cx, db, j, form, avis));
    acte_sur(cx, Acte::positionnement_note, j.id, "positionnement", std::string(base::code(*form.moment)),
             [&](Writer& w) {
                 if (!acces::premiere_fois(w, cx))
                     return;
                 noter(w, {{}, j.id, *form.moment, *form.le, ecrire(form.niveaux()), mot, ""}, cx.agent());
             });
    return cx.voir(lien_de(j.id), "Positionnement noté.");
}

Reply annuler_(Contexte& cx, Id<Positionnement> id) {
    auto db = cx.db();
    auto p = trouver(db, id);
    if (!p)
        throw not_found();
    auto j = exiger(cx, p->jeune);
    acte_sur(cx, Acte::saisie_annulee, j.id, "positionnement/" + std::to_string(id.valeur), "",
             [&](Writer& w) { annuler(w, cx.instant(), id); });
    return cx.voir(lien_de(j.id), "Saisie annulée.");
}

} // namespace

void routes_du_positionnement(acces::Routes& r) {
    r.get("/jeunes/{id}/positionnements", Droit::lire_dossier, montrer);
    r.post("/jeunes/{id}/positionnements", Droit::suivre, noter_);
    r.post("/positionnements/{id}/annulation", Droit::suivre, annuler_);
}

} // namespace metier::accompagnement
