#include "app/coeur/tests/banc_cas.hpp"

#include <algorithm>
#include <regex>

namespace essais {
namespace {

/// {table.colonne} devient sa marque ; $jeune, $awa… leur numéro ; $jour, $instant ceux de l'essai.
constexpr char const* semis[] = {
    "update jeune set points_d_appui = '{jeune.points_d_appui}', adresse = '{jeune.adresse}', commune_naissance = "
    "'{jeune.commune_naissance}' where id = $jeune",
    "insert into responsable (jeune_id, lien, niveau, nom, prenom, langue) values ($jeune, 'mere', "
    "'representant_legal', 'DURAND', '{responsable.prenom}', '')",
    "update inscription set formation = '{inscription.formation}', classe = 'TCAP' where jeune_id = $jeune",
    "insert into diplome (jeune_id, libelle, genre, preuve) values ($jeune, '{diplome.libelle}', 'autre', "
    "'declaration')",
    "insert into situation (jeune_id, genre, du, structure, fondement) values ($jeune, 'sans_solution', '2026-09-01', "
    "'{situation.structure}', 'declaration')",
    "insert into cercle (jeune_id, agent_id, fonction, du, titre) values ($jeune, $psy, 'membre', '2026-09-02', "
    "'{cercle.titre}')",
    "insert into demande_acces (jeune_id, role_tenu_id, motif, demandee_le) select $jeune, id, "
    "'{demande_acces.motif}', '$instant' from role_tenu where agent_id = $ines",
    "insert into contact (jeune_id, le, canal, qui, resultat, note, agent_id, cree_le) values ($jeune, '2026-10-01', "
    "'telephone', 'jeune', 'joint', '{contact.note}', $awa, '$instant')",
    "insert into entretien (jeune_id, genre, jour, objet, resume, avis, visibilite, visibilite_analyse, agent_id, "
    "cree_le, modifie_le) values ($jeune, 'situation', '2026-10-01', '{entretien.objet}', '{entretien.resume}', "
    "'{entretien.avis}', 'equipe', 'privee', $awa, '$instant', '$instant')",
    "insert into solution (jeune_id, code, structure, etat, proposee_le, agent_id, cree_le) values ($jeune, "
    "'retour_lycee_pro', '{solution.structure}', 'proposee', '2026-10-01', $awa, '$instant')",
    "insert into exemption_formation (jeune_id, du, signataire, agent_id) values ($jeune, '2026-09-10', "
    "'{exemption_formation.signataire}', $awa)",
    "insert into echeance (jeune_id, agent_id, genre, objet, pour_le, origine, creee_le, visibilite) values ($jeune, "
    "$awa, 'relance', '{echeance.objet}', '2026-10-06', 'essai/1', '$instant', 'equipe')",
    "insert into campagne (nom, annee, territoire_id, observation, creee_le, calculee_le) values ('Octobre', 2026, "
    "$nord, '2026-10-01', '$instant', '$instant')",
    "insert into campagne_jeune (campagne_id, jeune_id, calcul, caisse, motif, nom, prenom, cle_tri) values (1, "
    "$jeune, "
    "1, 'presume', '{campagne_jeune.motif}', 'BERNARD', 'Lina', 'bernard lina')",
    "insert into verification (campagne_id, jeune_id, resultat, preuve, structure, jour, depuis, faite_le, agent_id) "
    "values (1, $jeune, 'confirme', 'declaration', '{verification.structure}', '2026-10-02', '2026-09-01', '$instant', "
    "$awa)",
    "insert into serie (genre, etablissement_id, rythme, cle, creee_le) values ('gpds', $zola, 'seule', 'gpds/1', "
    "'$instant')",
    "insert into reunion (serie_id, debut, duree, ouverte_le) values (1, '2026-10-05T12:00:00Z', 90, '$instant')",
    "insert into reunion_membre (reunion_id, agent_id, nom, courriel, fonction) values (1, $ott, 'Paul OTT', "
    "'ott@exemple.invalid', 'anime')",
    "insert into reunion_membre (reunion_id, agent_id, nom, courriel, fonction) values (1, $cpe, 'Luc PETIT', "
    "'petit@exemple.invalid', 'membre')",
    "insert into reunion_membre (reunion_id, agent_id, nom, courriel, fonction) values (1, $diop, 'Fatou DIOP', "
    "'diop@exemple.invalid', 'membre')",
    "insert into reunion_membre (reunion_id, agent_id, nom, courriel, fonction) values (1, $lea, 'Léa PROF', "
    "'prof@exemple.invalid', 'membre')",
    "insert into reunion_point (reunion_id, jeune_id, rang, minutes, urgence, examine_le) values (1, $jeune, 1, 5, "
    "'a_decider', '$instant')",
    "insert into reunion_texte (point_id, visibilite, texte, ecrit_le) values (1, 'equipe', '{reunion_texte.texte}', "
    "'$instant')",
    "insert into echeance (jeune_id, agent_id, genre, objet, pour_le, origine, creee_le, visibilite) values ($jeune, "
    "$ott, 'decision', 'Une décision', '2026-10-09', 'decision/1', '$instant', 'equipe')",
    "insert into reunion_decision (reunion_id, point_id, jeune_id, numero, quoi, membre_id, pour_le, visibilite, "
    "echeance_id, prise_le) values (1, 1, $jeune, 1, '{reunion_decision.quoi}', 1, '2026-10-09', 'equipe', 2, "
    "'$instant')",
    "insert into prevention (jeune_id, etablissement_id, etat, ouverte_le, revoir_le) values ($jeune, $zola, 'suivie', "
    "'2026-09-15', '2026-10-20')",
    "insert into prevention_fait (prevention_id, jeune_id, le, genre, texte, agent_id, cree_le) values (1, $jeune, "
    "'2026-09-20', 'decision', '{prevention_fait.texte}', $ba, '$instant')",
    "insert into prevention_reponse (prevention_id, jeune_id, code, du, precision, agent_id, cree_le) values (1, "
    "$jeune, 'tutorat', '2026-09-20', '{prevention_reponse.precision}', $ba, '$instant')",
    "insert into fiche_signalement (jeune_id, etablissement_id, prevention_id, auteur_id, le, origine, urgence, faits, "
    "avis, reponse, repondue_le, cree_le) values ($jeune, $zola, 1, $lea, '2026-09-15', 'etablissement', 'ordinaire', "
    "'{fiche_signalement.faits}', '{fiche_signalement.avis}', '{fiche_signalement.reponse}', '$instant', '$instant')",
    "insert into repere (jeune_id, etablissement_id, code, force, constat, le, agent_id, cree_le) values ($jeune, "
    "$zola, 'chute_des_resultats', 'fort', '{repere.constat}', '2026-09-25', $ba, '$instant')",
    "insert into veille (jeune_id, etablissement_id, motif, depuis, revoir_le, agent_id) values ($jeune, $zola, "
    "'{veille.motif}', '2026-09-25', '2026-10-20', $ba)",
    "insert into absence_alerte (jeune_id, etablissement_id, mois, niveau, nombre, nee_le, changee_le, close_le, "
    "decision) values ($jeune, $zola, '2026-09-01', 'vigilance', 5, '$instant', '$instant', '$instant', "
    "'{absence_alerte.decision}')",
    "insert into parcours_amenage (jeune_id, etablissement_id, genre, etat, debut, fin_prevue, duree_max, accueil, "
    "agent_id, cree_le) values ($jeune, $zola, 'pafi', 'propose', '2026-10-12', '2026-12-12', 3, "
    "'{parcours_amenage.accueil}', $ba, '$instant')",
    "insert into parcours_point (parcours_id, jeune_id, le, texte, agent_id, cree_le) values (1, $jeune, '2026-10-02', "
    "'{parcours_point.texte}', $ba, '$instant')",
    "insert into relais (jeune_id, nature, finalite, de_agent_id, vers_agent_id, vers_nom, champs, message, envoye_le, "
    "reponse, reponse_texte, repondu_le, en_plus_motif) values ($jeune, 'orientation', 'suivi_de_bassin', $awa, $ines, "
    "'Inès MOREAU', 'identite', '{relais.message}', '2026-10-02T08:00:00Z', 'accepte', '{relais.reponse_texte}', "
    "'$instant', '{relais.en_plus_motif}')",
    "insert into plan_ligne (jeune_id, objectif, action, qui, pour_le, creee_le) values ($jeune, 'Reprendre', "
    "'{plan_ligne.action}', 'Lina', '2026-10-20', '$instant')",
    "insert into contrat (jeune_id, objet, du, au, tuteur, engagements_jeune, engagements_tuteur) values ($jeune, "
    "'{contrat.objet}', '2026-09-10', '2026-12-10', 'M. Roux', '{contrat.engagements_jeune}', 'Aider')",
    "insert into tutorat (jeune_id, tuteur, objet, du, frequence, minutes_prevues) values ($jeune, 'M. Roux', "
    "'{tutorat.objet}', '2026-09-10', 7, 600)",
    "insert into rencontre_de_tutorat (tutorat_id, jeune_id, le, vu, minutes, mot, note_le) values (1, $jeune, "
    "'2026-09-20', 1, 30, '{rencontre_de_tutorat.mot}', '$instant')",
    "insert into positionnement (jeune_id, moment, le, niveaux, mot) values ($jeune, 'entree', '2026-09-12', "
    "'francais=2', '{positionnement.mot}')",
    "insert into action_mlds (intitule, type, territoire_id, places, du, au) values ('Session', 'remobilisation', "
    "$nord, 3, "
    "'2026-10-12', '2027-03-12')",
    "insert into candidature (action_id, jeune_id, demandee_le, recevabilite, decision, motif, cree_le) values (1, "
    "$jeune, '2026-10-01', 'non_recevable', 'refuse', '{candidature.motif}', '$instant')",
    "insert into voeu_suivi (jeune_id, formation, rang, etat_le) values ($jeune, '{voeu_suivi.formation}', 1, "
    "'2026-10-01')",
    "insert into acces_urgence (jeune_id, role_tenu_id, motif, precision_, ouvert_le, expire_le) select $jeune, id, "
    "'danger', '{acces_urgence.precision_}', '2026-09-20T08:00:00Z', '2026-09-21T08:00:00Z' from role_tenu where "
    "agent_id = $ines",
    "insert into purge_annonce (jeune_id, dernier_le, dernier_quoi, terme, annoncee_le, decision, motif, detail, "
    "jusqu_au) values ($jeune, '2026-10-01', 'contact', '2028-10-01', '$instant', 'garder', 'controle', "
    "'{purge_annonce.detail}', '2027-10-01')",
};

} // namespace

std::string marque(std::string colonne) {
    std::erase_if(colonne, [](char c) { return c == '.' || c == '_'; });
    return "Zqmarque" + colonne;
}

CasDuBanc dossier_ou_tout_est_rempli(Distribution& d) {
    using R = acces::Role;
    auto lea = d.un_agent("Léa", "PROF", R::enseignant, {}, d.zola),
         max = d.un_agent("Max", "PROF", R::enseignant, {}, d.zola),
         psy = d.un_agent("Eva", "PSY", R::psyen, {}, {}, d.psad_nord),
         autre_psy = d.un_agent("Guy", "PSY", R::psyen, {}, {}, d.psad_nord),
         psad = d.un_agent("Noé", "PSAD", R::psad, {}, {}, d.psad_nord);
    CasDuBanc cas;
    cas.nom = "BERNARDIN";
    cas.jeune = un_jeune().nomme(cas.nom, "Lina").ne_le(2010y / 3 / 4).au(d.zola).en_psad(2026y / 9 / 10).cree(d);
    cas.agents = {{"coordonnatrice", d.awa},
                  {"coordonnatrice d’ailleurs, qui reçoit un relais", d.ines},
                  {"chef d’établissement", d.ott},
                  {"référente", d.ba},
                  {"CPE", d.cpe},
                  {"enseignante qui a signalé", lea},
                  {"enseignant", max},
                  {"mission locale", d.diop},
                  {"coresponsable PSAD", psad},
                  {"directeur de CIO", d.roy},
                  {"psychologue du cercle", psy},
                  {"psychologue", autre_psy},
                  {"IEN-IO", d.vidal},
                  {"DASEN", d.dasen},
                  {"délégué", d.dpd},
                  {"administrateur", d.admin}};
    std::pair<std::string, std::int64_t> const numeros[] = {
        {"$jeune", cas.jeune.valeur}, {"$awa", d.awa.valeur},   {"$ines", d.ines.valeur}, {"$ott", d.ott.valeur},
        {"$cpe", d.cpe.valeur},       {"$ba", d.ba.valeur},     {"$diop", d.diop.valeur}, {"$lea", lea.valeur},
        {"$psy", psy.valeur},         {"$nord", d.nord.valeur}, {"$zola", d.zola.valeur}};
    static std::regex const trou{R"(\{(\w+\.\w+)\})"};
    d.ecrire([&](storage::Writer& db) {
        db.run("insert into cercle (jeune_id, agent_id, fonction, du) values (?, ?, 'referent', '2026-09-01')",
               cas.jeune, d.awa);
        for (std::string sql : semis) {
            for (std::smatch m; std::regex_search(sql, m, trou);) {
                std::string colonne = m[1];
                cas.colonnes.push_back(colonne);
                sql.replace(static_cast<std::size_t>(m.position()), static_cast<std::size_t>(m.length()),
                            marque(colonne));
            }
            for (auto const& [nom, valeur] : numeros)
                for (auto i = sql.find(nom); i != sql.npos; i = sql.find(nom))
                    sql.replace(i, nom.size(), std::to_string(valeur));
            for (auto i = sql.find("$instant"); i != sql.npos; i = sql.find("$instant"))
                sql.replace(i, 8, base::iso(d.horloge.instant()));
            db.run(sql);
        }
    });
    return cas;
}

std::set<std::string> const& pages_qui_ne_montrent_personne() {
    static std::set<std::string> const pages{"/accessibilite",
                                             "/actions",
                                             "/actions/nouvelle",
                                             "/actions/{id}/modification",
                                             "/aide",
                                             "/apparence",
                                             "/calendrier/{secret}",
                                             "/campagnes",
                                             "/campagnes/nouvelle",
                                             "/campagnes/{id}",
                                             "/campagnes/{id}/listes",
                                             "/campagnes/{id}/progression",
                                             "/campagnes/{id}/relecture",
                                             "/campagnes/{id}/relecture/suivante",
                                             "/campagnes/{id}/retours",
                                             "/charges",
                                             "/charges/{id}",
                                             "/charges/passages/{id}/retour",
                                             "/charges/{id}/absence",
                                             "/passage/delegations/{id}/fin",
                                             "/code-source",
                                             "/compte",
                                             "/compte/codes-de-secours",
                                             "/compte/mot-de-passe",
                                             "/compte/rappels",
                                             "/compte/second-facteur",
                                             "/compte/second-facteur/retrait",
                                             "/comptes",
                                             "/comptes/nouveau",
                                             "/comptes/{id}",
                                             "/comptes/{id}/desactivation",
                                             "/comptes/{id}/modification",
                                             "/comptes/{id}/passation",
                                             "/comptes/{id}/reactivation",
                                             "/comptes/{id}/reinitialisation",
                                             "/comptes/{id}/roles/nouveau",
                                             "/comptes/{id}/roles/{role}/retrait",
                                             "/comptes/{id}/second-facteur/retrait",
                                             "/connexion",
                                             "/connexion/second-facteur",
                                             "/conservation/rapports",
                                             "/conservation/rapports/{id}",
                                             "/conventions/{id}",
                                             "/courriels",
                                             "/donnees-personnelles",
                                             "/droits",
                                             "/droits/essai",
                                             "/etablissements",
                                             "/etablissements/import",
                                             "/etablissements/rangement",
                                             "/etablissements/rangement/fichier",
                                             "/etablissements/{id}",
                                             "/etablissements/{id}/bassin",
                                             "/importations",
                                             "/importations/{id}/application",
                                             "/importations/{id}/avancement",
                                             "/indicateurs",
                                             "/indicateurs/export",
                                             "/indicateurs/lignes/export",
                                             "/indicateurs/photos/{id}",
                                             "/jeunes/nouveau",
                                             "/journal",
                                             "/journal/verification",
                                             "/l/{secret}",

                                             "/mentions-legales",
                                             "/mots-sensibles",
                                             "/nouveautes",
                                             "/partenaires",
                                             "/partenaires/contacts/{id}/modification",
                                             "/partenaires/{code}",
                                             "/partenaires/{code}/contacts/nouveau",
                                             "/partenaires/{code}/conventions/nouvelle",
                                             "/partenaires/{code}/places",
                                             "/partenaires/{code}/places/nouvelle",
                                             "/places",
                                             "/places/demande",
                                             "/places/{id}/modification",
                                             "/plan-du-site",
                                             "/premier-demarrage",
                                             "/rapprochements",
                                             "/regles",
                                             "/reseaux",
                                             "/reseaux/nouveau",
                                             "/reseaux/{id}",
                                             "/reseaux/{id}/cloture",
                                             "/reseaux/{id}/modification",
                                             "/reunions",
                                             "/reunions/nouvelle",
                                             "/reunions/nouvelle/{genre}",
                                             "/reunions/{id}/annulation",
                                             "/reunions/{id}/convocations",
                                             "/reunions/{id}/deplacement",
                                             "/reunions/{id}/membres",
                                             "/reunions/{id}/membres/{membre}",
                                             "/reunions/{id}/presentation",
                                             "/role",
                                             "/stats",
                                             "/structures",
                                             "/structures/nouvelle",
                                             "/structures/{id}",
                                             "/structures/{id}/cloture",
                                             "/structures/{id}/modification",
                                             "/territoires",
                                             "/territoires/nouveau",
                                             "/territoires/{id}",
                                             "/territoires/{id}/cloture",
                                             "/territoires/{id}/fusion",
                                             "/territoires/{id}/modification",
                                             "/verifications/sources"};
    return pages;
}

std::set<std::string> const& ecritures_qui_ne_touchent_personne() {
    static std::set<std::string> const adresses{"/absences/jours",
                                                "/actions/nouvelle",
                                                "/actions/{id}/modification",
                                                "/compte/codes-de-secours",
                                                "/compte/mot-de-passe",
                                                "/compte/rappels",
                                                "/compte/rappels/calendrier",
                                                "/compte/second-facteur",
                                                "/compte/second-facteur/retrait",
                                                "/compte/sessions/fermeture",
                                                "/comptes",
                                                "/comptes/{id}/desactivation",
                                                "/comptes/{id}/modification",
                                                "/comptes/{id}/reactivation",
                                                "/comptes/{id}/reinitialisation",
                                                "/comptes/{id}/roles",
                                                "/comptes/{id}/roles/{role}/retrait",
                                                "/comptes/{id}/second-facteur/retrait",
                                                "/connexion",
                                                "/connexion/second-facteur",
                                                "/conventions/{id}",
                                                "/conventions/{id}/cloture",
                                                "/courriels/{id}/vu",
                                                "/deconnexion",
                                                "/droits/ecrit",
                                                "/etablissements/import",
                                                "/etablissements/rangement",
                                                "/etablissements/rangement/confirmation",
                                                "/etablissements/rangement/fichier",
                                                "/indicateurs/export",
                                                "/indicateurs/photos",
                                                "/jeunes/{id}/ine",
                                                "/partenaires/contacts/{id}/confirmation",
                                                "/partenaires/contacts/{id}/modification",
                                                "/partenaires/contacts/{id}/retrait",
                                                "/partenaires/{code}/contacts/nouveau",
                                                "/partenaires/{code}/conventions/nouvelle",
                                                "/partenaires/{code}/places",
                                                "/partenaires/{code}/places/confirmation",
                                                "/partenaires/{code}/places/nouvelle",
                                                "/passage/delegations",
                                                "/passage/delegations/{id}/fin",
                                                "/passage/delegations/{id}/vue",
                                                "/charges/{id}/absence",
                                                "/charges/{id}/absence/fin",
                                                "/passage/recus/{id}/lu",
                                                "/places/demande",
                                                "/places/{id}/confirmation",
                                                "/places/{id}/modification",
                                                "/premier-demarrage",
                                                "/reseaux",
                                                "/reseaux/{id}/cloture",
                                                "/reseaux/{id}/membres",
                                                "/reseaux/{id}/membres/{membre}/retrait",
                                                "/reseaux/{id}/modification",
                                                "/reseaux/{id}/reouverture",
                                                "/reunions/{id}/annulation",
                                                "/reunions/{id}/convocations",
                                                "/reunions/{id}/deplacement",
                                                "/reunions/{id}/excuse",
                                                "/reunions/{id}/invites",
                                                "/reunions/{id}/membres",
                                                "/reunions/{id}/membres/{membre}",
                                                "/reunions/{id}/membres/{membre}/retrait",
                                                "/reunions/{id}/presentation",
                                                "/role",
                                                "/session/prolonger",
                                                "/structures",
                                                "/structures/{id}/cloture",
                                                "/structures/{id}/modification",
                                                "/structures/{id}/reouverture",
                                                "/territoires",
                                                "/territoires/{id}/cloture",
                                                "/territoires/{id}/fusion",
                                                "/territoires/{id}/modification",
                                                "/territoires/{id}/reouverture"};
    return adresses;
}

} // namespace essais
