// Ce que la prévention apporte au dossier du jeune et à « Ma journée ».
#include "metier/jeunes/apports.hpp"
#include "base/texte.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/prevention/parcours_web.hpp"
#include "metier/territoire/parametres.hpp"
#include "web/parts/fiche.hpp"

namespace metier::prevention {

using namespace web;
using acces::Contexte;
using acces::Droit;

namespace {

constexpr std::size_t lignes_par_rubrique = 20;
constexpr int jours_d_avance = 7;

Html bloc(Contexte& cx, Id<Jeune> id) {
    if (!cx.peut(Droit::lire_prevention))
        return {};
    auto db = cx.db();
    Html lignes;
    for (auto const& p : situations_de(db, cx.portee(), id))
        lignes += li(a(href(lien(p.id)), libelle(p.etat), " depuis le ", p.ouverte_le), ", ", p.lieu, " ",
                     badge_du_lien(p), " ", p.revoir_le ? ensemble("à revoir le ", *p.revoir_le) : Html{});
    for (auto const& x : alertes_de(db, cx.portee(), id))
        if (!x.close_le)
            lignes += li(a(href(lien(x.id)), "Absences, ", mois_affiche(x.mois)), " ",
                         badge(ton(x.niveau), libelle(x.niveau)), " ",
                         base::pluriel(x.nombre, "demi-journée non justifiée", "demi-journées non justifiées"));
    for (auto const& x : parcours_de(db, cx.portee(), id))
        lignes += li(a(href(lien(x.id)), sigle_de(x.p.genre), " du ", x.p.debut, " au ", x.p.fin_prevue), ", ",
                     base::minuscules(libelle(x.p.etat)));
    return lignes.empty() ? Html{} : ul(lignes);
}

std::vector<jeunes::EvenementDuDossier> evenements(Contexte& cx, Id<Jeune> id, jeunes::Filtre const& filtre) {
    std::vector<jeunes::EvenementDuDossier> liste;
    if (!cx.peut(Droit::lire_prevention))
        return liste;
    auto db = cx.db();
    struct Ligne {
        std::int64_t id;
        Date le;
        std::string code, texte, auteur;
        std::optional<Id<acces::Agent>> agent;
        Id<Prevention> situation;
    };
    auto c = situation_visible(cx.portee(), "p");
    auto jour = filtre.avant_instant().substr(0, 10);
    auto sql = "select f.id, f.le, f.genre || '/' || f.code, f.texte, coalesce(a.prenom || ' ' || a.nom, ''), "
               "f.agent_id, p.id from prevention_fait f join prevention p on p.id = f.prevention_id left join agent a "
               "on a.id = f.agent_id where f.jeune_id = ? and f.le <= ? and f.genre in ('etat', 'decision') and " +
               c.sql + " order by f.le desc, f.id desc limit 500";
    for (auto const& l : db.all<Ligne>(sql, id, jour, c.p)) {
        auto cle = jeunes::cle_d_evenement(l.le, "prevention", l.id);
        bool voulu = (filtre.avant.empty() || cle < filtre.avant) && (!filtre.auteur || l.agent == filtre.auteur) &&
                     liste.size() < static_cast<std::size_t>(filtre.au_plus);
        if (!voulu)
            continue;
        auto etat = lire_code<Etat>(l.code.substr(l.code.find('/') + 1));
        liste.push_back({.vue = {.jour = l.le,
                                 .icone = Icone::drapeau,
                                 .genre = "Prévention",
                                 .titre = etat ? "Situation " + base::minuscules(libelle(*etat)) : "Décision",
                                 .auteur = l.auteur,
                                 .texte = l.texte.empty() ? Html{} : p(l.texte),
                                 .lien = lien(l.situation)},
                         .cle = cle,
                         .genre = "prevention",
                         .auteur = l.agent.value_or(Id<acces::Agent>{})});
    }
    return liste;
}

agenda::Contenu termes(Contexte& cx) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& x : parcours_en_cours(db, cx.portee())) {
        auto avant = plafonds(db, x.p.genre, cx.jour()).alerte_jours;
        auto r = rappel(x.p, cx.jour(), avant);
        if (r != Rappel::aucun && lignes.size() < lignes_par_rubrique)
            lignes.push_back({std::string(sigle_de(x.p.genre)) + " – " + x.nom_affiche(), lien(x.id),
                              rappel_dit(x.p, cx.jour(), avant), r == Rappel::depasse ? Ton::erreur : Ton::attention,
                              r == Rappel::depasse ? "Terme dépassé" : "Fin proche"});
    }
    return lignes;
}

agenda::Contenu pafi_decides(Contexte& cx) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& x : decisions_a_lire(db, cx.portee(), cx.jour(), static_cast<int>(lignes_par_rubrique))) {
        bool refuse = x.p.etat == EtatDeParcours::refuse;
        lignes.push_back({x.nom_affiche(), lien(x.id), x.decide_motif.empty() ? x.lieu : x.decide_motif,
                          refuse ? Ton::attention : Ton::succes, refuse ? "PAFI refusé" : "PAFI validé"});
    }
    return lignes;
}

/// Une situation qu'un établissement vient de confier : elle se lit une fois, puis suit ses dates.
agenda::Contenu confiees_a_lire(Contexte& cx) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& x : confiees_non_lues(db, cx.portee(), static_cast<int>(lignes_par_rubrique)))
        lignes.push_back({x.nom_affiche(), lien(x.id), x.lieu, Ton::information, "Vient de vous être confiée"});
    return lignes;
}

agenda::Contenu pafi_a_valider(Contexte& cx) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& x : a_valider(db, cx.portee(), static_cast<int>(lignes_par_rubrique)))
        lignes.push_back({x.nom_affiche(), web::lien("/pafi/{}", x.id), x.lieu,
                          x.p.a_revoir.empty() ? Ton::neutre : Ton::attention,
                          x.p.a_revoir.empty() ? "Début le " + base::affiche(x.p.debut)
                                               : std::string("Changé depuis la validation")});
    return lignes;
}

agenda::Contenu alertes(Contexte& cx) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& x : alertes_ouvertes(db, cx.portee(), static_cast<int>(lignes_par_rubrique)))
        lignes.push_back({x.nom_affiche(), lien(x.id),
                          base::pluriel(x.nombre, "demi-journée non justifiée", "demi-journées non justifiées") +
                              " en " + mois_affiche(x.mois) + (x.suites == 0 ? ", rien n’a été fait" : ""),
                          ton(x.niveau), std::string(libelle(x.niveau))});
    return lignes;
}

agenda::Contenu a_lire(Contexte& cx) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& p : ouvertes(db, cx.portee()))
        if (p.non_lus > 0 && lignes.size() < lignes_par_rubrique)
            lignes.push_back({p.nom_affiche(), lien(p.id),
                              base::pluriel(p.non_lus, "signalement à lire", "signalements à lire"), ton(p.urgence),
                              std::string(libelle(p.urgence))});
    return lignes;
}

AFaire a_revoir_le(std::string const& nom, web::Lien const& ou, std::string const& detail, std::optional<Date> le,
                   Date jour) {
    if (!le)
        return {nom, ou, detail, Ton::attention, "Date à fixer"};
    bool tard = *le < jour;
    return {nom, ou, detail, tard ? Ton::erreur : Ton::neutre,
            (tard ? "En retard depuis le " : "Pour le ") + base::affiche(*le)};
}

/// Dans un établissement, toute la liste à regarder ; ailleurs, les situations confiées.
agenda::Contenu a_revoir(Contexte& cx) {
    auto db = cx.db();
    auto bientot = base::plus_jours(cx.jour(), jours_d_avance);
    std::vector<AFaire> lignes;
    auto garder = [&](std::string const& nom, web::Lien const& ou, std::string const& detail, std::optional<Date> le) {
        if ((!le || *le <= bientot) && lignes.size() < lignes_par_rubrique)
            lignes.push_back(a_revoir_le(nom, ou, detail, le, cx.jour()));
    };
    if (auto ici = mon_etablissement(db, cx.portee())) {
        for (auto const& e : tous_les_connus(db, *ici, cx.jour()))
            if (e.entree.entre)
                garder(e.nom_affiche(), e.situation ? lien(*e.situation).ancre("examiner") : lien_de_la_grille(e.jeune),
                       e.entree.phrase, e.revoir_le);
    } else {
        for (auto const& x : ouvertes(db, cx.portee()))
            garder(x.nom_affiche(), lien(x.id).ancre("examiner"), std::string(libelle(x.etat)), x.revoir_le);
    }
    return lignes;
}

/// Celui qui a signalé sait ce qu'il en est (C-5, C-56, P-4).
agenda::Contenu mes_reponses(Contexte& cx) {
    auto db = cx.db();
    auto depuis = base::depuis_paris(
        base::plus_jours(cx.jour(), -territoire::entier(db, "signalement.retour_auteur", cx.jour())), 0, 0);
    std::vector<AFaire> lignes;
    for (auto const& v : mes_signalements(db, cx.portee()))
        if (v.reponse_a_lire() && *v.repondue_le >= depuis && lignes.size() < lignes_par_rubrique)
            lignes.push_back({v.nom, lien(v.s.id), v.reponse, Ton::information, ce_qu_il_en_est(v)});
    return lignes;
}

} // namespace

void rubriques(agenda::Journee& journee) {
    auto liste = [](Contexte&) { return std::optional{web::lien("/prevention")}; };
    journee.rubrique({13,
                      "Alertes d’absence",
                      Droit::tenir_prevention,
                      alertes,
                      [](Contexte&) { return std::optional{web::lien("/absences")}; },
                      {}});
    journee.mene(genre_suivi_d_absence, [](agenda::Echeance const& e) {
        auto numero = lire_entier(std::string_view{e.origine}.substr(e.origine.find('/') + 1));
        return lien(Id<Alerte>{numero.value_or(0)});
    });
    journee.rubrique({15,
                      "Parcours aménagés au terme",
                      Droit::tenir_prevention,
                      termes,
                      [](Contexte&) { return std::optional{web::lien("/parcours")}; },
                      {}});
    journee.rubrique({14, "Situations confiées, à lire", Droit::tenir_prevention, confiees_a_lire, liste, {}});
    journee.rubrique({14,
                      "PAFI : décisions à lire",
                      Droit::tenir_prevention,
                      pafi_decides,
                      [](Contexte&) { return std::optional{web::lien("/parcours")}; },
                      {}});
    journee.rubrique({15, "PAFI à valider", Droit::valider_parcours, pafi_a_valider,
                      [](Contexte&) { return std::optional{web::lien("/pafi")}; },
                      "Aucun PAFI n’attend votre validation."});
    journee.geste({"Signaler une inquiétude", Droit::signaler, [](Contexte& cx) {
                       auto db = cx.db();
                       return mon_etablissement(db, cx.portee()) ? std::optional{web::lien("/signalements/nouveau")}
                                                                 : std::nullopt;
                   }});
    journee.rubrique({14, "Signalements à lire", Droit::tenir_prevention, a_lire, liste, {}});
    journee.rubrique({16, "Prévention : à revoir", Droit::tenir_prevention, a_revoir, liste, {}});
    journee.rubrique({18,
                      "Réponses à vos signalements",
                      Droit::signaler,
                      mes_reponses,
                      [](Contexte&) { return std::optional{web::lien("/signalements")}; },
                      {}});
}

void apports(jeunes::Apports& a) {
    lectures(a);
    a.evenements("prevention", "Prévention", evenements);
    a.bloc(28, "Prévention", bloc);
    a.tenu({"situation de prévention confiée", "situations de prévention confiées",
            [](Reader& db, jeunes::Apports::Etendue const& e, Date) -> jeunes::Apports::Tenu::Nombre {
                return {confiees(db, e)};
            },
            [](Writer& db, Contexte const& cx, jeunes::Apports::Etendue const& e, Id<acces::Agent> vers) {
                return passer(db, {cx.agent(), cx.instant()}, e, vers);
            }});
    a.action(
        70, "Signaler une inquiétude",
        [](Contexte& cx, Id<Jeune> id) -> std::optional<web::Lien> {
            auto db = cx.db();
            if (!cx.peut(Droit::signaler) || !eleve_a_signaler(db, cx.portee(), id))
                return std::nullopt;
            return web::lien("/signalements/nouveau").avec("eleve", id);
        },
        true);
}

} // namespace metier::prevention
