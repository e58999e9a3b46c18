// Champ par champ : montré ou non, et pourquoi. Rien n'est rejoué : chaque partie compte avec ses propres lectures.
#include <algorithm>

#include "base/articles.hpp"
#include "base/texte.hpp"
#include "metier/acces/delegation.hpp"
#include "metier/droits/droits_web.hpp"

namespace metier::droits {
namespace {

using acces::Contexte;
using acces::Droit;
using jeunes::Jeune;

/// « membre du cercle, en lecture seule jusqu’au 04/11/2026 ».
std::string titre_du_cercle(Reader& db, Contexte const& lui, Id<Jeune> jeune) {
    for (auto const& m : jeunes::cercle(db, jeune))
        if (m.agent == lui.agent() && !m.au)
            return "membre du cercle qui suit ce jeune";
    auto fin = db.maybe<Date>("select max(visible_jusqu_au) from cercle where jeune_id = ? and agent_id = ? having "
                              "count(*) > 0",
                              jeune, lui.agent());
    return "il ne le suit plus\u00a0: en lecture seule" + (fin ? " jusqu’au " + base::affiche(*fin) : std::string{});
}

std::string titre_court(Reader& db, Contexte& lui, std::string const& motif, Id<Jeune> jeune) {
    if (motif == "suivi")
        return titre_du_cercle(db, lui, jeune);
    if (motif == "remplacement")
        return "il remplace " + acces::pour_qui(db, lui.portee()) + ", du cercle";
    if (motif == "etablissement")
        return "élève de son établissement, ou parti il y a moins d’un an";
    if (motif == "bassin")
        return "jeune de son secteur";
    if (motif == "psad")
        return "jeune de la plateforme";
    if (motif == "demande")
        return "accès demandé et accordé";
    auto fin = db.maybe<Instant>("select max(expire_le) from acces_urgence where jeune_id = ? and role_tenu_id = ? "
                                 "having count(*) > 0",
                                 jeune, lui.portee().role_tenu);
    auto local = fin ? std::optional{base::a_paris(*fin)} : std::nullopt;
    return "accès d’urgence" + (local ? ", jusqu’au " + base::affiche(local->jour) + " à " +
                                            web::Heure{local->heure, local->minute}.affiche()
                                      : std::string{});
}

std::string pourquoi_non(Reader& db, Contexte& lui, jeunes::Lecture const& l, Id<Jeune> jeune) {
    if (!acces::motif(db, lui.portee(), jeune) && l.cercle == jeunes::qui_voit_le_dossier)
        return "aucun titre ne le rattache à ce jeune";
    return "il n’en est pas. " + l.cercle;
}

} // namespace

Verdict juger(Contexte& lui, jeunes::Lecture const& l, Id<Jeune> jeune) {
    if (l.droit != acces::Droit::connecte && !lui.peut(l.droit))
        return {Parait::cache, "ce rôle n’a pas le droit «\u00a0" + std::string(base::libelle(l.droit)) + "\u00a0»"};
    auto lu = l.voir(lui, jeune);
    auto db = lui.db();
    if (lu.masque)
        return {Parait::masque, lu.titre.empty() ? base::dans_une_phrase(l.cercle) : lu.titre};
    if (lu.existe == 0)
        return {Parait::vide, "rien encore. " + l.cercle};
    if (lu.lisibles == 0)
        return {Parait::cache, pourquoi_non(db, lui, l, jeune)};
    auto motif = acces::motif(db, lui.portee(), jeune);
    // Un cercle plus étroit que le dossier est la raison ; sinon, le titre qui lui ouvre le dossier.
    bool du_dossier = l.cercle == jeunes::qui_voit_le_dossier;
    auto titre = !lu.titre.empty() ? lu.titre
                 : motif && du_dossier
                     ? titre_court(db, lui, *motif, jeune)
                     : "il en est. " + l.cercle + (motif ? " (" + titre_court(db, lui, *motif, jeune) + ")" : "");
    if (lu.lisibles < lu.existe)
        return {Parait::en_partie, std::to_string(lu.lisibles) + " sur " + std::to_string(lu.existe) +
                                       "\u00a0: le reste a d’autres lecteurs. " + titre};
    return {Parait::montre, titre};
}

std::vector<acces::Droit> droits_des_gestes(acces::Routes const& routes, jeunes::Apports const& apports,
                                            jeunes::Lecture const& l, bool emporte) {
    std::vector<acces::Droit> droits;
    for (auto const& g : apports.gestes()) {
        if (g.emporte != emporte || g.partie != l.partie || g.rubrique != l.rubrique)
            continue;
        for (auto const& r : routes.liste())
            if (r.methode == "POST" && r.droit != Droit::public_ && std::ranges::count(g.postes, r.patron) > 0 &&
                std::ranges::count(droits, r.droit) == 0)
                droits.push_back(r.droit);
    }
    return droits;
}

std::string geste_permis(Contexte& lui, std::vector<acces::Droit> const& droits, jeunes::Lecture const& l,
                         Verdict const& v, Id<Jeune> jeune, bool emporte) {
    auto db = lui.db();
    auto motif = acces::motif(db, lui.portee(), jeune);
    bool ouvert = v.parait != Parait::cache && (motif || l.cercle != jeunes::qui_voit_le_dossier);
    std::vector<std::string> permis;
    for (auto d : droits)
        if (ouvert && (d == Droit::connecte || lui.peut(d)))
            permis.push_back(base::dans_une_phrase(base::libelle(d)));
    if (permis.empty())
        return droits.empty() ? "" : "Non";
    if (!emporte && motif && acces::lit_seulement(db, lui.portee(), jeune))
        return "Non\u00a0: en lecture seule";
    // Rien n'est encore noté, et le cercle est plus étroit que le dossier : seule la page le dira.
    bool selon = v.parait == Parait::vide && l.cercle != jeunes::qui_voit_le_dossier;
    return (selon ? "S’il en est\u00a0: " : "Oui\u00a0: ") + base::joint(permis, ", ");
}

acces::Session session_de(acces::Compte const& compte, acces::RoleOffert const& role) {
    acces::Session s;
    s.agent = compte.id;
    s.role_tenu = role.id;
    s.etape = "ouverte";
    s.nom = compte.nom;
    s.prenom = compte.prenom;
    s.courriel = compte.courriel;
    s.role = role.role;
    s.perimetre = role.perimetre;
    return s;
}

namespace {

void gestes(jeunes::Apports& a) {
    a.ecriture("Accès d’urgence", "Motifs donnés", {"/jeunes/{id}/urgence", "/urgences/{id}"});
}

} // namespace

void lectures(jeunes::Apports& a) {
    gestes(a);
    a.lecture({"Accès d’urgence",
               "Motifs donnés",
               acces::Droit::eprouver_droits,
               {{"Qui, quand, pourquoi, et la relecture\u00a0; jamais le nom du jeune", "acces_urgence.*"}},
               "Le délégué à la protection des données",
               "Chaque accès d’urgence se relit (C-87)",
               {"/urgences", "/"},
               [](Contexte& lui, Id<Jeune> jeune) {
                   auto db = lui.db();
                   auto n = jeunes::combien(db, "select count(*) from acces_urgence where jeune_id = ?", jeune);
                   return jeunes::Lu{n, n, "il relit chaque accès d’urgence"};
               }});
}

} // namespace metier::droits
