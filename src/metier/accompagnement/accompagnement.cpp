// Ce que le programme branche : routes et bloc du dossier.
#include "metier/accompagnement/accompagnement.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/accompagnement/commun.hpp"

namespace metier::accompagnement {

using namespace web;
using acces::Contexte;
using acces::Droit;

namespace {

Html le_plan(std::vector<LigneDePlan> const& lignes, Id<Jeune> jeune) {
    if (lignes.empty())
        return {};
    auto faites = std::ranges::count(lignes, EtatDeLigne::faite, &LigneDePlan::etat);
    auto total = static_cast<long long>(lignes.size());
    auto suivante = std::ranges::find(lignes, EtatDeLigne::a_faire, &LigneDePlan::etat);
    return li(a(href(web::lien("/jeunes/{}/plan", jeune)), "Plan"), "\u00a0: ", faites, " sur ",
              base::pluriel(total, "ligne faite", "lignes faites"), when(suivante != lignes.end(), [&] {
                  return ensemble("\u00a0; ensuite, ", suivante->action, " (", suivante->qui, ", pour le ",
                                  suivante->pour_le, ")");
              }));
}

/// Plan, contrats, tutorats, positionnements : une ligne chacun, et de quoi en commencer.
Html bloc(Contexte& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    auto lignes = le_plan(plan(db, jeune), jeune);
    for (auto const& c : contrats(db, jeune))
        lignes +=
            li(a(href(web::lien("/contrats/{}", c.id)), "Contrat"), "\u00a0: ", c.objet, ", du ", c.du, " au ", c.au,
               c.clos_le    ? ensemble(", clos")
               : !c.signe() ? ensemble(" ", badge(Ton::attention, "Signatures à recueillir"))
                            : Html{});
    for (auto const& t : tutorats(db, jeune))
        lignes += li(a(href(web::lien("/tutorats/{}", t.id)), "Tutorat"), "\u00a0: ", t.tuteur, ", ", t.objet,
                     t.clos_le ? ", fini" : "");
    if (auto p = positionnements(db, jeune); !p.empty())
        lignes += li(a(href(web::lien("/jeunes/{}/positionnements", jeune)), "Positionnement"),
                     "\u00a0: ", base::minuscules(std::string(base::libelle(p.back().moment))), ", le ", p.back().le);
    for (auto const& v : voeux(db, jeune))
        lignes += li(a(href(web::lien("/jeunes/{}/voeux", jeune)), "Vœu ", v.rang), "\u00a0: ", v.formation,
                     v.ou.empty() ? "" : ", " + v.ou, " ",
                     badge(v.etat == EtatDeVoeu::accepte  ? Ton::succes
                           : v.etat == EtatDeVoeu::refuse ? Ton::attention
                                                          : Ton::neutre,
                           base::libelle(v.etat)));
    if (!tient(cx, db, jeune))
        return lignes.empty() ? Html{} : ul(lignes);
    return ensemble(when(!lignes.empty(), [&] { return ul(lignes); }),
                    p(a(href(web::lien("/jeunes/{}/plan", jeune)), "Convenir d’un plan"), " · ",
                      a(href(web::lien("/jeunes/{}/contrats/nouveau", jeune)), "Contrat"), " · ",
                      a(href(web::lien("/jeunes/{}/tutorats/nouveau", jeune)), "Tutorat"), " · ",
                      a(href(web::lien("/jeunes/{}/positionnements", jeune)), "Positionnement"), " · ",
                      a(href(web::lien("/jeunes/{}/voeux", jeune)), "Vœux et prime")));
}

/// Pour la preuve de diligence : chaque vœu, et ce qu'il est devenu.
std::vector<jeunes::Demarche> voeux_faits(Contexte& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    std::vector<jeunes::Demarche> liste;
    for (auto const& v : voeux(db, jeune))
        liste.push_back({v.etat_le,
                         "Vœu " + std::to_string(v.rang) + "\u00a0: " + v.formation + (v.ou.empty() ? "" : ", " + v.ou),
                         std::string(base::libelle(v.etat))});
    return liste;
}

} // namespace

void routes(acces::Routes& r) {
    routes_du_plan(r);
    routes_des_contrats(r);
    routes_du_tutorat(r);
    routes_du_positionnement(r);
    routes_des_voeux(r);
}

void apports(jeunes::Apports& a) {
    lectures(a);
    temoin(a);
    a.bloc(18, "Accompagnement", bloc);
    a.demarches(voeux_faits);
}

} // namespace metier::accompagnement
