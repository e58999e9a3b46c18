#include "metier/reunions/releve.hpp"

#include <algorithm>
#include <map>

#include "base/texte.hpp"
#include "metier/acces/sessions.hpp"
#include "metier/jeunes/jeunes.hpp"
#include "metier/reunions/reunions_web.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::reunions {

namespace {

std::string noms(std::vector<Membre> const& membres, auto choix) {
    std::vector<std::string> liste;
    for (auto const& m : membres)
        if (choix(m))
            liste.push_back(m.nom);
    return base::joint(liste, ", ");
}

documents::Fiche en_tete(Reader& db, Reunion const& r, Date jour) {
    auto liste = membres(db, r.id);
    auto present = [](Presence p) { return [p](Membre const& m) { return m.presence == p; }; };
    documents::Fiche f;
    f.lignes.emplace_back("Quand", quand(r) + " – " + heure(r.fin()) + (r.lieu.empty() ? "" : ", " + r.lieu));
    if (r.tenue_un_autre_jour())
        f.lignes.emplace_back("Tenue", base::affiche_long(r.seance()) + " à " + heure(*r.ouverte_le) +
                                           " ; elle était prévue un autre jour" +
                                           (r.ouverte_motif.empty() ? "" : " – " + r.ouverte_motif));
    f.lignes.emplace_back("Anime", noms(liste, [](Membre const& m) { return m.fonction == Fonction::anime; }));
    for (auto const& [libelle_, p] : {std::pair{"Présents", Presence::present},
                                      {"Excusés", Presence::excuse},
                                      {"Absents", Presence::absent},
                                      {"Attendus, présence non notée", Presence::attendu}})
        if (auto qui = noms(liste, present(p)); !qui.empty())
            f.lignes.emplace_back(libelle_, qui);
    auto q = quorum(type_de(r.genre).quorum, compter(liste), territoire::entier(db, "reunion.quorum", jour));
    if (q.demande)
        f.lignes.emplace_back("Quorum", std::string(q.atteint ? "atteint" : "non atteint") + " (règle : " + q.regle +
                                            ", soit " + std::to_string(q.il_en_faut) + ")");
    f.lignes.emplace_back("Relevé", r.close_le ? "figé le " + base::affiche(*r.close_le)
                                               : "provisoire, la séance n’est pas close");
    return f;
}

/// Le relevé garde qui en avait été chargé, et dit à qui elle est passée depuis.
std::string chargee(DecisionVue const& d) {
    return d.a_la_place_de.empty() ? d.qui : d.a_la_place_de + ", passée à " + d.qui;
}

std::string sort_de(DecisionVue const& d) {
    auto fait = d.issue == "Fait" ? std::string("Fait") : "Fait : " + d.issue;
    if (d.faite_le)
        return fait;
    return "Pour le " + base::affiche(d.pour_le) + (d.repondue_le ? " – réponse : " + d.reponse : "");
}

/// Ce que lit, d'une décision qu'il doit tenir, qui ne sait pas de qui elle parle.
std::string sans_nommer(DecisionVue const& d) {
    return d.nom_public() + (d.quoi.empty() ? ", à demander à " + d.nom_de_la_charge + ", qui anime" : " : " + d.quoi);
}

/// De toute la réunion, lu une fois.
struct Matiere {
    std::vector<PointVu> points;
    std::vector<TexteVu> textes;
    std::vector<DecisionVue> decisions, retirees;
    std::vector<DecisionCorrigee> corrigees;
};

/// Le relevé figé, ce qui a changé depuis se dit : l'ancienne décision, par qui, pourquoi.
void ce_qui_a_change(documents::Ecrit& e, PointVu const& p, Matiere const& m) {
    for (auto const& d : m.decisions)
        for (auto const& c : m.corrigees)
            if (d.point == p.id && d.visible && c.decision == d.id)
                e.blocs.push_back(documents::Paragraphe{"Décision n°\u00a0" + std::to_string(d.numero) +
                                                        " corrigée le " + base::affiche(c.le) + " par " + c.auteur +
                                                        " : " + c.raison + ". Avant : « " + c.quoi + " », " + c.qui +
                                                        ", pour le " + base::affiche(c.pour_le) + "."});
    for (auto const& d : m.retirees)
        if (d.point == p.id && d.visible && !d.retrait_raison.empty())
            e.blocs.push_back(documents::Paragraphe{"Décision n°\u00a0" + std::to_string(d.numero) + " retirée le " +
                                                    base::affiche(*d.retiree_le) + " : " + d.retrait_raison +
                                                    ". C’était : « " + d.quoi + " », " + d.qui + "."});
}

/// Un texte, et ce qu'on y a corrigé depuis : lui, pas celui d'un autre cercle.
void un_texte(documents::Ecrit& e, TexteVu const& t, std::vector<CorrectionVue> const& corrections) {
    if (!t.texte.empty())
        e.blocs.push_back(documents::Paragraphe{t.texte});
    for (auto const& c : corrections)
        if (c.lecteurs == t.lecteurs)
            e.blocs.push_back(documents::Paragraphe{(t.texte.empty() ? "Texte retiré le " : "Texte corrigé le ") +
                                                    base::affiche(c.le) + " par " + c.auteur + " : " + c.raison + "."});
}

void un_point(Reader& db, Lecteur const& qui, documents::Ecrit& e, PointVu const& p, Matiere const& m, Date jour) {
    auto numero = std::to_string(p.numero) + ". ";
    if (!p.visible) { // qu'elle l'a été, rien de plus
        e.blocs.push_back(documents::Paragraphe{numero + "Une situation a été examinée."});
        return;
    }
    e.blocs.push_back(
        documents::Titre{numero + nom_du_point(p) + (p.jeune ? ", " + jeunes::age_affiche(p.naissance, jour) : ""), 3});
    auto corrigees = corrections(db, qui, p.id);
    for (auto const& t : m.textes)
        if (t.point == p.id)
            un_texte(e, t, corrigees);
    documents::Tableau t{"Décisions du point " + std::to_string(p.numero), {"N°", "Quoi", "Qui", "Échéance"}, {}};
    for (auto const& d : m.decisions)
        if (d.point == p.id && d.visible)
            t.lignes.push_back({std::to_string(d.numero), d.quoi, chargee(d), sort_de(d)});
    if (!t.lignes.empty())
        e.blocs.push_back(std::move(t));
    else if (std::ranges::find(m.decisions, p.id, &DecisionVue::point) == m.decisions.end())
        e.blocs.push_back(documents::Paragraphe{"Examiné, sans décision."});
    ce_qui_a_change(e, p, m);
}

/// A-08 : qui contacte qui, personne par personne.
void qui_fait_quoi(documents::Ecrit& e, std::vector<DecisionVue> const& decisions) {
    std::map<std::string, std::vector<DecisionVue const*>> par_personne;
    for (auto const& d : decisions)
        if (d.visible || d.a_repondre)
            par_personne[chargee(d)].push_back(&d);
    if (par_personne.empty())
        return;
    e.blocs.push_back(documents::Titre{"Qui fait quoi", 2});
    documents::Tableau t{"Par personne", {"Qui", "Pour qui", "Quoi", "Échéance"}, {}};
    for (auto const& [qui, siennes] : par_personne)
        for (auto const* d : siennes)
            t.lignes.push_back({qui,
                                d->a_repondre ? "Une situation"
                                : d->jeune    ? jeunes::nom_affiche(d->nom, "", d->prenom)
                                              : "Tous",
                                d->a_repondre ? sans_nommer(*d) : d->quoi, sort_de(*d)});
    e.blocs.push_back(std::move(t));
}

} // namespace

documents::Ecrit releve(Reader& db, Lecteur const& qui, Reunion const& r, Date jour) {
    documents::Ecrit e;
    e.titre = "Relevé de décisions – " + r.nom();
    e.sous_titre = quand(r);
    e.blocs.push_back(en_tete(db, r, jour));
    Matiere m{points(db, qui, r.id), textes(db, qui, r.id), decisions(db, qui, r.id), decisions_retirees(db, qui, r.id),
              decisions_corrigees(db, r.id)};
    e.blocs.push_back(documents::Titre{"Points examinés", 2});
    std::size_t examines = 0;
    for (auto const& p : m.points)
        if (p.examine_le)
            ++examines, un_point(db, qui, e, p, m, jour);
    if (examines == 0)
        e.blocs.push_back(documents::Paragraphe{"Aucun point n’a été examiné."});
    if (auto reste = static_cast<long long>(m.points.size() - examines); reste > 0)
        e.blocs.push_back(
            documents::Paragraphe{base::pluriel(reste, "point n’a pas été examiné", "points n’ont pas été examinés") +
                                  " : " + quand_ca_revient(db, r) + "."});
    qui_fait_quoi(e, m.decisions);
    return e;
}

Lecteur lecteur_pour(Reader& db, Lecteur const& moi, Membre const& m, Date jour) {
    auto l = moi;
    auto roles = m.agent ? acces::roles_du_jour(db, *m.agent, jour) : std::vector<acces::RoleOffert>{};
    l.sans_compte = roles.empty();
    if (roles.empty())
        return l;
    // De ses rôles, celui qui en ouvre le plus : un dossier, sinon la prévention.
    auto ouvre = [](acces::Role r) {
        return acces::a_le_droit(r, acces::Droit::lire_dossier) ? 2
                                                                : acces::a_le_droit(r, acces::Droit::lire_prevention);
    };
    auto r = std::ranges::max_element(roles, {}, [&](auto const& x) { return ouvre(x.role); });
    l.et_aussi = acces::Portee{*m.agent, r->id, r->role, jour};
    return l;
}

} // namespace metier::reunions
