// Ce que le suivi met sur la fiche de passage : où l'on en est avec ce jeune, et ce que la loi attend. Elle est remise
// à un collègue : rien de ce qui n'est lu que de son auteur n'y figure (C-31).
#include <algorithm>

#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/suivi/suivi_web.hpp"

namespace metier::suivi {

using acces::Contexte;
using jeunes::LigneDePassage;

namespace {

std::string par(Reader& db, std::optional<Id<acces::Agent>> agent) {
    auto nom =
        agent ? db.maybe<std::string>("select prenom || ' ' || nom from agent where id = ?", *agent) : std::nullopt;
    return nom ? ", par " + *nom : std::string{};
}

LigneDePassage ligne(Reader& db, std::string const& quoi, Contact const& c) {
    return {quoi + " le " + base::affiche(c.le) + par(db, c.agent),
            std::string(base::libelle(c.canal)) + ", " + base::dans_une_phrase(base::libelle(c.qui)) +
                "\u00a0: " + base::dans_une_phrase(base::libelle(c.resultat)) + (c.note.empty() ? "" : ". " + c.note)};
}

/// Le dernier où quelqu'un a répondu, et ce qui a été tenté depuis.
void les_contacts(Reader& db, Id<Jeune> jeune, std::vector<LigneDePassage>& lignes) {
    auto tous = contacts(db, jeune);
    auto humain = std::ranges::find_if(tous, [](Contact const& c) { return abouti(c.resultat); });
    if (humain != tous.end())
        lignes.push_back(ligne(db, "Dernier contact abouti,", *humain));
    if (auto tentes = humain - tous.begin(); tentes > 0)
        lignes.push_back(ligne(db,
                               tentes == 1 ? "Tenté depuis, sans réponse,"
                                           : "Tenté depuis " + std::to_string(tentes) + " fois, la dernière",
                               tous.front()));
}

void le_dernier_entretien(Reader& db, acces::Portee const& portee, Id<Jeune> jeune,
                          std::vector<LigneDePassage>& lignes) {
    for (auto const& r : entretiens_lisibles(db, portee, jeune)) {
        auto vu = entretien(db, portee, r.id);
        if (!vu || vu->entretien.visibilite == acces::Visibilite::privee)
            continue;
        auto const& e = vu->entretien;
        std::vector<std::string> dits;
        for (auto const* texte : {&e.objet, &e.resume})
            if (!texte->empty())
                dits.push_back(*texte);
        if (!e.decisions.empty())
            dits.push_back("Décidé\u00a0: " + e.decisions);
        lignes.push_back({"Dernier entretien, le " + base::affiche(e.jour) + ", par " + vu->auteur +
                              "\u00a0: " + base::dans_une_phrase(base::libelle(e.type)),
                          base::joint(dits, " – "), e.prochaine});
        return;
    }
}

std::vector<LigneDePassage> ou_l_on_en_est(Contexte& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    std::vector<LigneDePassage> lignes;
    les_contacts(db, jeune, lignes);
    le_dernier_entretien(db, cx.portee(), jeune, lignes);
    for (auto const& s : solutions(db, jeune))
        if (s.etat == Etat::active || s.etat == Etat::proposee || s.etat == Etat::acceptee)
            lignes.push_back({"Solution\u00a0: " + std::string(base::libelle(s.code)),
                              std::string(base::libelle(s.etat)) + (s.structure.empty() ? "" : ", " + s.structure),
                              s.fin_le});
    return lignes;
}

std::vector<LigneDePassage> ce_que_la_loi_attend(Contexte& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    auto o = jeunes::obligation(jeunes::faits(db, jeune, cx.jour()), cx.jour(), fenetre_d_obligation(db, cx.jour()));
    std::vector<LigneDePassage> lignes{{"Obligation de formation",
                                        std::string(base::libelle(o.statut)) + (o.motif.empty() ? "" : ". " + o.motif) +
                                            (o.verifiee_le ? ". Vérifiée le " + base::affiche(*o.verifiee_le) : ""),
                                        o.fin}};
    for (auto const& c : convocations(db, jeune))
        if (!c.close_le)
            lignes.push_back({"Convocation du " + base::affiche(c.le), "En cours", c.terme});
    for (auto const& r : retours(db, jeune))
        if (!r.clos_le)
            lignes.push_back(
                {"Droit au retour demandé le " + base::affiche(r.demande_le), "Entretien à tenir", r.pour_le});
    if (auto x = jeunes::exemption_au(db, jeune, cx.jour()))
        lignes.push_back({"Exemption depuis le " + base::affiche(x->du), "En cours", x->au});
    return lignes;
}

} // namespace

void a_la_fiche_de_passage(jeunes::Apports& a) {
    a.passage(5, "Où l’on en est", ou_l_on_en_est);
    a.passage(7, "Ce que la loi attend", ce_que_la_loi_attend);
}

} // namespace metier::suivi
