// Ce que le dossier lui-même montre d'un jeune, et à qui.
#include "metier/jeunes/lectures.hpp"

#include "metier/jeunes/demandes.hpp"
#include "metier/jeunes/dossier_web.hpp"

namespace metier::jeunes {

using acces::Contexte;
using acces::Droit;

Lu avec_le_dossier(Contexte& lui, Id<Jeune> jeune, std::int64_t existe) {
    auto db = lui.db();
    return {existe, acces::motif(db, lui.portee(), jeune) ? existe : 0};
}

std::function<Lu(Contexte&, Id<Jeune>)> table_du_dossier(std::string table) {
    return [table = std::move(table)](Contexte& lui, Id<Jeune> jeune) {
        auto db = lui.db();
        return avec_le_dossier(lui, jeune, combien(db, "select count(*) from " + table + " where jeune_id = ?", jeune));
    };
}

namespace {

constexpr auto partie = "Dossier";

/// Une des colonnes du dossier est remplie.
auto du_jeune(std::string condition) {
    return [condition = std::move(condition)](Contexte& lui, Id<Jeune> jeune) {
        auto db = lui.db();
        return avec_le_dossier(lui, jeune,
                               combien(db, "select count(*) from jeune where id = ? and (" + condition + ")", jeune));
    };
}

/// Hors portée, la recherche dit qu'un dossier existe à qui a déjà écrit le nom : des initiales, une année.
Lu par_la_recherche(Contexte& lui, Id<Jeune> jeune) {
    auto db = lui.db();
    bool voit = acces::motif(db, lui.portee(), jeune).has_value();
    return {1, voit ? 1 : 0, voit ? "" : "initiales et année, s’il écrit déjà son nom exact", !voit};
}

Lu ine_(Contexte& lui, Id<Jeune> jeune) {
    auto db = lui.db();
    auto lu = avec_le_dossier(lui, jeune, combien(db, "select count(*) from identifiant where jeune_id = ?", jeune));
    if (lu.lisibles > 0)
        lu.titre = "masqué\u00a0; s’affiche sur demande, qui est consignée";
    lu.masque = lu.lisibles > 0;
    return lu;
}

Lu demandes_(Contexte& lui, Id<Jeune> jeune) {
    auto db = lui.db();
    Lu lu{combien(db, "select count(*) from demande_acces where jeune_id = ? and reponse is null", jeune)};
    for (auto const& d : demandes_en_attente(db, lui.portee()))
        lu.lisibles += d.jeune == jeune;
    return lu;
}

void de_l_identite(Apports& a) {
    a.lecture({partie,
               "Identité",
               Droit::lire_dossier,
               {{"Nom et prénom", "jeune.nom jeune.nom_usage jeune.prenom jeune.autres_prenoms"},
                {"Naissance", "jeune.naissance jeune.commune_naissance"},
                {"Sexe", "jeune.sexe"},
                {"Vérifiée sur pièce", "jeune.identite_verifiee_le"}},
               qui_voit_le_dossier,
               "Savoir de qui l’on parle",
               {"/jeunes/{id}", "/jeunes", "/recherche", "/recherche/suggestions", "/jeunes/{id}/identite"},
               du_jeune("1 = 1")});
    a.lecture({partie,
               "Initiales, par la recherche",
               Droit::rechercher,
               {{"Initiales et année de naissance", ""}},
               "Qui a le droit de rechercher, et connaît déjà le nom exact",
               "Savoir que quelqu’un le suit, et à qui demander (C-88)",
               {"/recherche", "/jeunes/{id}/urgence"},
               par_la_recherche});
    a.lecture({partie,
               "Coordonnées",
               Droit::lire_dossier,
               {{"Adresse", "jeune.adresse jeune.code_postal jeune.commune"},
                {"Téléphone", "jeune.telephone"},
                {"Courriel", "jeune.courriel"}},
               qui_voit_le_dossier,
               "Le joindre",
               {"/jeunes/{id}", "/jeunes/{id}/identite"},
               du_jeune("telephone <> '' or courriel <> '' or adresse <> '' or commune <> ''")});
    a.lecture({partie,
               "INE",
               Droit::lire_dossier,
               {{"INE", "identifiant.chiffre identifiant.genre"}},
               qui_voit_le_dossier,
               "Rapprocher deux listes (R-70)\u00a0: masqué, chiffré",
               {"/jeunes/{id}"},
               ine_});
    a.lecture({partie,
               "Ce que disent les sources",
               Droit::lire_dossier,
               {{"Valeurs d’une source qui diffèrent du dossier", "identite.*"}},
               qui_voit_le_dossier,
               "Corriger ce qui est faux",
               {"/jeunes/{id}", "/jeunes/{id}/identite"},
               table_du_dossier("identite")});
}

void de_ce_qui_l_entoure(Apports& a) {
    a.lecture({partie,
               "Points d’appui",
               Droit::lire_dossier,
               {{"Points d’appui", "jeune.points_d_appui"}},
               qui_voit_le_dossier,
               "Commencer par ce qui marche",
               {"/jeunes/{id}", "/jeunes/{id}/appui", "/jeunes/{id}/passage"},
               du_jeune("points_d_appui <> ''")});
    a.lecture({partie,
               "Responsables",
               Droit::lire_dossier,
               {{"Nom, lien et langue", "responsable.nom responsable.prenom responsable.lien responsable.niveau "
                                        "responsable.civilite responsable.langue"},
                {"Téléphone et courriel, si l’on peut les joindre",
                 "responsable.telephone responsable.telephone2 responsable.courriel responsable.accepte_sms "
                 "responsable.contact_autorise"},
                {"Adresse", "responsable.adresse responsable.code_postal responsable.commune"}},
               qui_voit_le_dossier,
               "Les associer (L. 114-1)",
               {"/jeunes/{id}", "/jeunes/{id}/responsables/nouveau", "/jeunes/{id}/responsables/{responsable}"},
               table_du_dossier("responsable")});
    a.lecture({partie,
               "Qui le suit",
               Droit::lire_dossier,
               {{"Membres du cercle", "cercle.*"}},
               qui_voit_le_dossier,
               "Un référent, jamais vide (C-18)",
               {"/jeunes/{id}", "/jeunes/{id}/cercle", "/jeunes/{id}/cercle/{agent}/fin", "/jeunes/{id}/referent",
                "/jeunes/{id}/passage"},
               table_du_dossier("cercle")});
    a.lecture({partie,
               "Qui l’a lu",
               Droit::lire_dossier,
               {{"Lecteurs, et quand", "journal.*"}},
               qui_voit_le_dossier,
               "Chacun sait qui lit (N-5, C-89)",
               {"/jeunes/{id}"},
               [](Contexte& lui, Id<Jeune> jeune) {
                   auto db = lui.db();
                   return avec_le_dossier(
                       lui, jeune,
                       combien(db, "select count(*) from journal where jeune_id = ? and acte = 'dossier_lu'", jeune));
               }});
    a.lecture({partie,
               "Notice d’information",
               Droit::lire_dossier,
               {{"Remise, ou pourquoi non", "jeune.informe_le jeune.non_informe_motif"}},
               qui_voit_le_dossier,
               "Savoir si l’on a dit au jeune et à sa famille ce que l’on garde (R-78, C-91)",
               {"/jeunes/{id}", "/jeunes/{id}/information"},
               du_jeune("informe_le is not null or non_informe_motif <> ''")});
    a.lecture({partie,
               "Demandes d’accès",
               Droit::accorder_acces,
               {{"Qui demande, et pourquoi", "demande_acces.*"}},
               "Qui répond aux demandes, pour un dossier qu’il voit",
               "Accorder ou refuser (C-87)",
               {"/demandes-acces"},
               demandes_});
    a.lecture({partie,
               "Fusions",
               Droit::trancher,
               {{"Dossiers réunis, et pourquoi", "fusion.*"}},
               qui_voit_le_dossier,
               "Une erreur se défait (C-125)",
               {"/fusions", "/jeunes/{id}/fusion/{autre}"},
               [](Contexte& lui, Id<Jeune> jeune) {
                   auto db = lui.db();
                   return avec_le_dossier(lui, jeune,
                                          combien(db, "select count(*) from fusion where garde_id = ?", jeune));
               }});
}

void du_parcours(Apports& a) {
    a.lecture({partie,
               "Scolarité",
               Droit::lire_dossier,
               {{"Établissement, classe, formation",
                 "inscription.structure inscription.formation inscription.classe inscription.mef inscription.regime "
                 "inscription.annee inscription.statut inscription.sans_classe"},
                {"Dates et motif de sortie",
                 "inscription.du inscription.au inscription.visible_jusqu_au inscription.motif_sortie"}},
               qui_voit_le_dossier,
               "Dernière scolarité (arrêté du 15/10/2020)",
               {"/jeunes/{id}", "/jeunes"},
               table_du_dossier("inscription")});
    a.lecture({partie,
               "Diplômes",
               Droit::lire_dossier,
               {{"Diplôme, niveau, preuve",
                 "diplome.libelle diplome.niveau diplome.genre diplome.du_cursus diplome.obtenu_le diplome.preuve "
                 "diplome.retire_le diplome.motif_retrait"}},
               qui_voit_le_dossier,
               "Décrocheur ou non (R-04, R-05)",
               {"/jeunes/{id}", "/jeunes/{id}/diplomes/nouveau", "/jeunes/{id}/diplomes/{diplome}",
                "/jeunes/{id}/diplomes/{diplome}/retrait"},
               table_du_dossier("diplome")});
    a.lecture({partie,
               "Situations successives",
               Droit::lire_dossier,
               {{"Genre, lieu, dates, fondement", "situation.*"}},
               qui_voit_le_dossier,
               "Où il en est, et depuis quand",
               {"/jeunes/{id}", "/jeunes/{id}/situation", "/jeunes/{id}/passage"},
               table_du_dossier("situation")});
    a.lecture({partie,
               "Freins",
               Droit::lire_dossier,
               {{"Code, sans aucun détail", "frein.*"}},
               qui_voit_le_dossier,
               "Savoir où chercher de l’aide\u00a0; le détail reste chez qui accompagne (R-72)",
               {"/jeunes/{id}", "bloc Freins", "chronologie frein", "/jeunes/{id}/freins", "/jeunes/{id}/passage"},
               table_du_dossier("frein")});
}

void gestes(Apports& a) {
    a.ecriture(partie, "Identité", {"/jeunes", "/jeunes/{id}/identite", "/jeunes/{id}/verification-identite"});
    a.ecriture(partie, "Coordonnées", {"/jeunes", "/jeunes/{id}/identite"});
    a.ecriture(partie, "Points d’appui", {"/jeunes/{id}/appui"});
    a.ecriture(partie, "Responsables", {"/jeunes/{id}/responsables", "/jeunes/{id}/responsables/{responsable}"});
    a.ecriture(partie, "Qui le suit",
               {"/jeunes/{id}/cercle", "/jeunes/{id}/cercle/{agent}/fin", "/jeunes/{id}/referent"});
    a.ecriture(partie, "Notice d’information", {"/jeunes/{id}/information"});
    a.ecriture(partie, "Demandes d’accès", {"/jeunes/{id}/demande-acces", "/demandes-acces/{id}"});
    a.ecriture(partie, "Fusions", {"/jeunes/{id}/fusion/{autre}", "/fusions/{id}/annulation"});
    a.ecriture(partie, "Diplômes",
               {"/jeunes/{id}/diplomes", "/jeunes/{id}/diplomes/{diplome}", "/jeunes/{id}/diplomes/{diplome}/retrait"});
    a.ecriture(partie, "Situations successives", {"/jeunes/{id}/situation"});
    a.ecriture(partie, "Freins", {"/jeunes/{id}/freins", "/freins/{id}/levee", "/freins/{id}/reouverture"});
}

} // namespace

void lectures_du_dossier(Apports& a) {
    gestes(a);
    de_l_identite(a);
    de_ce_qui_l_entoure(a);
    du_parcours(a);
}

} // namespace metier::jeunes
