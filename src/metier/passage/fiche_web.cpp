// La fiche de passage d'un dossier : une page à remettre à qui le reprend, avec ce que chaque partie y apporte.
#include <algorithm>

#include "base/articles.hpp"
#include "base/codes.hpp"
#include "base/texte.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/ecrits/ecrits.hpp"
#include "metier/jeunes/freins.hpp"
#include "metier/passage/passage_web.hpp"

namespace metier::passage {
namespace {

using namespace web;
using acces::Contexte;
using acces::Droit;

/// Une rubrique d'une autre partie, vide si elle n'a rien à dire.
void ajouter_rubrique(documents::Ecrit& e, std::string const& titre,
                      std::vector<jeunes::LigneDePassage> const& lignes) {
    bool un_terme = std::ranges::any_of(lignes, [](auto const& l) { return l.le.has_value(); });
    documents::Tableau t{titre, {"Quoi", "Où l’on en est"}, {}};
    if (un_terme)
        t.en_tetes.emplace_back("Terme");
    for (auto const& l : lignes) {
        t.lignes.push_back({l.quoi, l.texte});
        if (un_terme)
            t.lignes.back().push_back(l.le ? base::affiche(*l.le) : std::string{});
    }
    e.blocs.emplace_back(documents::Titre{titre});
    e.blocs.emplace_back(std::move(t));
}

/// « 06 12 34 56 78, 02 99 11 22 33 » ; dit aussi ce qui manque.
std::string telephones(std::vector<std::string> const& tous) {
    std::vector<std::string> dits;
    for (auto const& t : tous)
        if (!t.empty())
            dits.push_back(base::affiche_telephone(t));
    return dits.empty() ? "Aucun connu" : base::joint(dits, ", ");
}

std::string ou_inconnu(std::string const& courriel) { return courriel.empty() ? "Aucun connu" : courriel; }

/// Le jeune d'abord, puis ceux qui en répondent.
documents::Tableau comment_joindre(Reader& db, Jeune const& j) {
    documents::Tableau t{"Comment joindre", {"Qui", "Téléphone", "Courriel"}, {}};
    t.lignes.push_back({jeunes::nom_affiche(j), telephones({j.telephone}), ou_inconnu(j.courriel)});
    for (auto const& r : jeunes::responsables(db, j.id)) {
        auto const& q = r.personne;
        auto qui = base::propre(q.civilite + " " + q.prenom + " " + base::majuscules(q.nom)) + ", " +
                   base::dans_une_phrase(base::libelle(q.niveau)) +
                   (q.langue.empty() ? "" : ". Langue\u00a0: " + q.langue);
        if (q.contact_autorise)
            t.lignes.push_back({qui, telephones({q.telephone, q.telephone2}), ou_inconnu(q.courriel)});
        else
            t.lignes.push_back({qui, "Ne plus joindre", "Ne plus joindre"});
    }
    return t;
}

/// Ce que le jeune et ses responsables savent de leurs données.
std::string information(Jeune const& j) {
    if (j.informe_le)
        return "Remise le " + base::affiche(*j.informe_le);
    return j.non_informe_motif.empty() ? "À remettre" : "Pas remise\u00a0: " + j.non_informe_motif;
}

documents::Ecrit fiche(Contexte& cx, Reader& db, Jeune const& j, jeunes::Apports const& apports) {
    documents::Ecrit e;
    e.titre = "Fiche de passage";
    e.sous_titre = jeunes::nom_affiche(j) + ", " + jeunes::age_affiche(j.naissance, cx.jour());
    auto situation = jeunes::situation_au(db, j.id, cx.jour());
    std::vector<std::string> freins_;
    for (auto const& f : jeunes::freins(db, j.id))
        if (!f.au)
            freins_.emplace_back(base::libelle(f.code));
    auto referent = jeunes::referent(db, j.id);
    e.blocs.emplace_back(
        documents::Fiche{{{"Points d’appui", j.points_d_appui.empty() ? "À demander" : j.points_d_appui},
                          {"Situation", situation ? std::string(base::libelle(situation->situation.genre)) +
                                                        " depuis le " + base::affiche(situation->situation.du)
                                                  : "Inconnue"},
                          {"Freins ouverts", freins_.empty() ? "Aucun noté" : base::joint(freins_, ", ")},
                          {"Référent", referent ? referent->nom : "Aucun"},
                          {"Notice d’information", information(j)}}});
    e.blocs.emplace_back(documents::Titre{"Comment joindre"});
    e.blocs.emplace_back(comment_joindre(db, j));
    documents::Liste qui;
    for (auto const& m : jeunes::cercle(db, j.id))
        if (!m.au)
            qui.items.push_back(m.nom + (m.titre.empty() ? "" : ", " + m.titre) + ", depuis le " + base::affiche(m.du));
    if (!qui.items.empty()) {
        e.blocs.emplace_back(documents::Titre{"Qui le suit"});
        e.blocs.emplace_back(std::move(qui));
    }
    documents::Tableau prevu{"Ce qui est prévu", {"Pour le", "Quoi", "Qui"}, {}};
    for (auto const& x : agenda::du_jeune_pour_un_collegue(db, cx.portee(), j.id))
        prevu.lignes.push_back(
            {base::affiche(x.pour_le), x.objet, x.nom_de_l_agent.empty() ? "Tout coordonnateur" : x.nom_de_l_agent});
    e.blocs.emplace_back(documents::Titre{"Ce qui est prévu"});
    if (prevu.lignes.empty())
        e.blocs.emplace_back(documents::Paragraphe{"Rien n’est prévu : une première date est à fixer."});
    else
        e.blocs.emplace_back(std::move(prevu));
    for (auto const& r : apports.passages())
        if (auto lignes = r.f(cx, j.id); !lignes.empty())
            ajouter_rubrique(e, r.titre, lignes);
    e.pied = ecrits::pied(cx);
    return e;
}

Html montree(documents::Ecrit const& e) {
    Html html;
    for (auto const& b : e.blocs)
        std::visit(
            [&](auto const& bloc) {
                using B = std::decay_t<decltype(bloc)>;
                if constexpr (std::is_same_v<B, documents::Titre>)
                    html += h2(bloc.texte);
                else if constexpr (std::is_same_v<B, documents::Paragraphe>)
                    html += p(bloc.texte);
                else if constexpr (std::is_same_v<B, documents::Liste>)
                    html += ul(each(bloc.items, [](auto const& i) { return li(i); }));
                else if constexpr (std::is_same_v<B, documents::Fiche>) {
                    std::vector<Definition> faits;
                    for (auto const& [l, v] : bloc.lignes)
                        faits.push_back(definition(l, v));
                    html += definitions(faits);
                } else if constexpr (std::is_same_v<B, documents::Tableau>) {
                    std::vector<Colonne> colonnes;
                    for (auto const& t : bloc.en_tetes)
                        colonnes.push_back({t});
                    html += tableau(bloc.legende, colonnes, each(bloc.lignes, [](auto const& l) {
                                        return tr(each(l, [](auto const& c) { return td(c); }));
                                    }));
                }
            },
            b);
    return html;
}

Jeune exiger(Contexte& cx, Id<Jeune> id) {
    auto db = cx.db();
    auto j = jeunes::trouver(db, cx.portee(), id);
    if (!j)
        throw not_found();
    return *j;
}

Reply montrer_la_fiche(Contexte& cx, Id<Jeune> id, jeunes::Apports const& apports) {
    auto j = exiger(cx, id);
    cx.consulter(j.id, "passage");
    auto db = cx.db();
    auto e = fiche(cx, db, j, apports);
    auto nom = jeunes::nom_affiche(j);
    return cx.page(
        {.titre = "Fiche de passage",
         .rubrique = "Jeunes",
         .fil = {{nom, jeunes::lien(j.id)}},
         .contenu = ensemble(entete_de_fiche("Fiche de passage – " + nom, Html{},
                                             ecrits::boutons(web::lien("/jeunes/{}/passage", j.id), cx.csrf())),
                             montree(e))});
}

Reply emporter(Contexte& cx, Id<Jeune> id, jeunes::Apports const& apports) {
    auto j = exiger(cx, id);
    auto db = cx.db();
    return ecrits::emporter(cx, {fiche(cx, db, j, apports), "fiche-de-passage", j.id, "passage"},
                            ecrits::format_demande(cx.requete()));
}

} // namespace

void routes_de_la_fiche(acces::Routes& r, jeunes::Apports const& apports) {
    r.get("/jeunes/{id}/passage", Droit::lire_dossier,
          [&apports](Contexte& cx, Id<Jeune> id) { return montrer_la_fiche(cx, id, apports); });
    r.post("/jeunes/{id}/passage", Droit::lire_dossier,
           [&apports](Contexte& cx, Id<Jeune> id) { return emporter(cx, id, apports); });
}

} // namespace metier::passage
