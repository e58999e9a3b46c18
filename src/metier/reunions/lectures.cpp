// Ce qu'une réunion montre d'un jeune, et à qui : siéger ne donne accès à aucun dossier.
#include <algorithm>

#include "metier/jeunes/apports.hpp"
#include "metier/reunions/reunions_web.hpp"

namespace metier::reunions {

using acces::Contexte;
using acces::Droit;
using jeunes::Lu;

namespace {

constexpr auto partie = "Réunions";

struct Passage_ {
    Id<Reunion> reunion;
    Id<Point_> point;
};
std::vector<Passage_> passages(Reader& db, Id<Jeune> jeune) {
    return db.all<Passage_>("select reunion_id, id from reunion_point where jeune_id = ? and retire_le is null", jeune);
}

Lu points_(Contexte& lui, Id<Jeune> jeune) {
    auto db = lui.db();
    Lu lu;
    for (auto const& p : passages(db, jeune)) {
        ++lu.existe;
        auto ou = place(db, lui.portee(), p.reunion);
        auto vu = ou ? point(db, lecteur_de(lui), p.reunion, p.point) : std::nullopt;
        lu.lisibles += vu && vu->visible;
        lu.masque = lu.masque || (vu && !vu->visible); // « une situation », sans nom
    }
    if (lu.masque && lu.lisibles == 0)
        lu.titre = "il siège\u00a0: «\u00a0une situation\u00a0», sans nom ni texte";
    lu.masque = lu.masque && lu.lisibles == 0;
    return lu;
}

Lu textes_(Contexte& lui, Id<Jeune> jeune) {
    auto db = lui.db();
    Lu lu{jeunes::combien(
        db, "select count(*) from reunion_texte t join reunion_point q on q.id = t.point_id where q.jeune_id = ?",
        jeune)};
    for (auto const& p : passages(db, jeune))
        if (place(db, lui.portee(), p.reunion))
            lu.lisibles += static_cast<std::int64_t>(textes(db, lecteur_de(lui), p.reunion, p.point).size());
    return lu;
}

Lu decisions_(Contexte& lui, Id<Jeune> jeune) {
    auto db = lui.db();
    return {
        jeunes::combien(db, "select count(*) from reunion_decision where jeune_id = ? and retiree_le is null", jeune),
        std::ranges::count(decisions_du_jeune(db, lecteur_de(lui), jeune), true, &DecisionVue::visible)};
}

void gestes(jeunes::Apports& a) {
    a.ecriture(partie, "Passage à l’ordre du jour",
               {"/reunions/nouvelle/{genre}", "/reunions/{id}/points", "/reunions/{id}/points/{point}/monter",
                "/reunions/{id}/points/{point}/descendre", "/reunions/{id}/points/{point}/retirer",
                "/reunions/{id}/temps", "/reunions/{id}/classement", "/reunions/{id}/remplissage",
                "/reunions/{id}/dossiers", "/jeunes/{id}/reunions", "/reunions/{id}/points/{point}/examen"});
    a.ecriture(
        partie, "Ce qui s’y dit",
        {"/reunions/{id}/points/{point}/textes/{lecteurs}", "/reunions/{id}/ouverture", "/reunions/{id}/cloture"});
    a.emport(partie, "Ce qui s’y dit", {"/reunions/{id}/releve"});
    a.ecriture(partie, "Décisions",
               {"/reunions/{id}/points/{point}/decisions", "/decisions/{id}", "/decisions/{id}/reponse",
                "/decisions/{id}/correction", "/decisions/{id}/retrait", "/decisions/{id}/remise"});
}

} // namespace

void lectures(jeunes::Apports& a) {
    gestes(a);
    a.lecture({partie,
               "Passage à l’ordre du jour",
               Droit::lire_reunions,
               {{"Nom, et pourquoi il est examiné", "reunion_point.* reunion_motif.raison"}},
               "Les membres de la réunion qui voient aussi son dossier, ou sa situation de prévention dans cet "
               "établissement\u00a0; les autres savent qu’une situation est examinée",
               "Siéger n’ouvre pas un dossier (metier.md §4.1)",
               {"/reunions/{id}", "/reunions/{id}/points/{point}", "/reunions/{id}/attente", "/reunions/{id}/ecran",
                "/jeunes/{id}/reunions", "chronologie reunion"},
               points_});
    a.lecture({partie,
               "Ce qui s’y dit",
               Droit::lire_reunions,
               {{"Texte du relevé", "reunion_texte.texte"}},
               "Parmi ceux-là, les lecteurs de chaque texte\u00a0: équipe, ou tous",
               "Un relevé rendu selon les droits de qui lit (C-48)",
               {"/reunions/{id}", "/reunions/{id}/points/{point}", "/reunions/{id}/releve", "/reunions/{id}/ouverture",
                "/reunions/{id}/cloture"},
               textes_});
    a.lecture({partie,
               "Décisions",
               Droit::lire_reunions,
               {{"Quoi, qui, pour quand, suite", "reunion_decision.* reunion_decision_version.*"}},
               "Qui voit le dossier, ou la situation de prévention, et lit cette décision\u00a0; qui doit la tenir",
               "Une décision revient tant qu’elle n’est pas tenue (R-27)",
               {"/decisions/{id}", "/decisions/{id}/correction", "chronologie reunion", "/reunions/{id}",
                "/reunions/{id}/releve", "/"},
               decisions_});
}

} // namespace metier::reunions
