// La preuve de diligence (N-2) : une feuille, imprimable, de tout ce qui a été tenté pour un jeune soumis à
// l'obligation.
#include <algorithm>

#include "base/texte.hpp"
#include "metier/ecrits/ecrits.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/suivi/suivi_web.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::suivi {

using namespace web;
using acces::Contexte;

namespace {

using jeunes::Apports, jeunes::Demarche;

/// « Avec la famille » seul ne dit pas que c'est un entretien.
std::string entretien_dit(TypeEntretien type) {
    auto dit = std::string(libelle(type));
    return dit.starts_with("Entretien") ? dit : "Entretien\u00a0: " + base::minuscules(dit);
}

/// Ni résumé ni analyse : ce qui a été fait, quand, avec quelle réponse.
std::vector<Demarche> faits_de_diligence(Contexte& cx, Reader& db, Apports const& apports, Id<Jeune> id) {
    std::vector<Demarche> liste;
    for (auto const& f : apports.demarches())
        for (auto const& d : f(cx, id))
            liste.push_back(d);
    for (auto const& c : contacts(db, id))
        liste.push_back({c.le, "Contact : " + std::string(libelle(c.canal)) + ", " + std::string(libelle(c.qui)),
                         std::string(libelle(c.resultat))});
    for (auto const& e : entretiens_lisibles(db, cx.portee(), id))
        liste.push_back({e.jour, entretien_dit(e.type), ""});
    for (auto const& s : solutions(db, id))
        if (!s.annulee_le)
            liste.push_back(
                {s.proposee_le,
                 "Proposition : " + std::string(libelle(s.code)) + (s.structure.empty() ? "" : ", " + s.structure),
                 std::string(libelle(s.etat))});
    for (auto const& c : convocations(db, id))
        liste.push_back(
            {c.le, "Convocation du jeune et de son représentant légal",
             "Terme le " + base::affiche(c.terme) + (c.close_le ? ", close le " + base::affiche(*c.close_le) : "")});
    for (auto const& r : retours(db, id))
        if (r.annule_motif.empty())
            liste.push_back({r.demande_le, "Demande de droit au retour",
                             r.clos_le ? "Entretien tenu le " + base::affiche(*r.clos_le)
                                       : "Entretien dû le " + base::affiche(r.pour_le)});
    std::ranges::stable_sort(liste, {}, &Demarche::jour);
    return liste;
}

Reply montrer(Contexte& cx, Apports const& apports, Id<Jeune> id) {
    auto j = exiger(cx, id);
    cx.consulter(j.id, "diligence");
    auto db = cx.db();
    auto o = jeunes::obligation(jeunes::faits(db, j.id, cx.jour()), cx.jour(), fenetre_d_obligation(db, cx.jour()));
    auto faits = faits_de_diligence(cx, db, apports, j.id);
    auto nom = jeunes::nom_affiche(j);
    auto lignes = each(faits, [](Demarche const& f) { return tr(td(f.jour), td(f.quoi), td(f.resultat)); });
    auto contenu = faits.empty() ? etat_vide("Rien n’a encore été noté pour ce jeune.")
                                 : tableau("Démarches, de la plus ancienne à la plus récente",
                                           {{"Date"}, {"Démarche"}, {"Résultat"}}, lignes);
    return cx.page({.titre = "Démarches accomplies",
                    .rubrique = "Jeunes",
                    .fil = {{nom, dossier(j.id)}},
                    .contenu = ensemble(
                        h1("Démarches accomplies – ", nom), p(jeunes::libelle(o.statut), ". ", o.motif),
                        p("Au ", cx.jour(), ". Chaque ligne vient d’un acte consigné au journal."),
                        boutons(bouton_imprimer(), ecrits::boutons(web::lien("/jeunes/{}/diligence", j.id), cx.csrf())),
                        contenu)});
}

/// Ce qui scelle la feuille : la dernière ligne du journal, que toute ligne suivante scelle à son tour (C-106, N-2).
std::string sceau(Reader& db) {
    struct Ligne {
        std::int64_t id = 0;
        std::string empreinte;
    };
    auto l = db.all<Ligne>("select id, empreinte from journal order by id desc limit 1");
    return l.empty()
               ? ""
               : "Journal, ligne " + std::to_string(l.front().id) + ", empreinte " + l.front().empreinte.substr(0, 32);
}

Reply emporter(Contexte& cx, Apports const& apports, Id<Jeune> id) {
    auto j = exiger(cx, id);
    auto db = cx.db();
    auto o = jeunes::obligation(jeunes::faits(db, j.id, cx.jour()), cx.jour(), fenetre_d_obligation(db, cx.jour()));
    documents::Ecrit e;
    e.titre = "Démarches accomplies";
    e.sous_titre = jeunes::nom_affiche(j);
    documents::Tableau t{"Démarches, de la plus ancienne à la plus récente", {"Date", "Démarche", "Résultat"}, {}};
    for (auto const& f : faits_de_diligence(cx, db, apports, j.id))
        t.lignes.push_back({base::affiche(f.jour), f.quoi, f.resultat});
    e.blocs.emplace_back(documents::Fiche{{{"Obligation de formation au " + base::affiche(cx.jour()),
                                            std::string(jeunes::libelle(o.statut)) + ". " + o.motif},
                                           {"Scellé par", sceau(db)}}});
    if (t.lignes.empty())
        e.blocs.emplace_back(documents::Paragraphe{"Rien n’a encore été noté pour ce jeune."});
    else
        e.blocs.emplace_back(std::move(t));
    e.pied = ecrits::pied(cx);
    return ecrits::emporter(cx, {e, "demarches-accomplies", j.id, "diligence"}, ecrits::format_demande(cx.requete()));
}

} // namespace

void routes_de_la_diligence(acces::Routes& r, Apports const& apports) {
    r.get("/jeunes/{id}/diligence", acces::Droit::suivre,
          [&apports](Contexte& cx, Id<Jeune> id) { return montrer(cx, apports, id); });
    r.post("/jeunes/{id}/diligence", acces::Droit::suivre,
           [&apports](Contexte& cx, Id<Jeune> id) { return emporter(cx, apports, id); });
}

} // namespace metier::suivi
