// Ce que l'accompagnement montre d'un jeune, et à qui ; et ce que voit un tuteur sans compte.
#include "metier/accompagnement/commun.hpp"

#include "base/texte.hpp"

namespace metier::accompagnement {

using acces::Droit;
using jeunes::qui_voit_le_dossier, jeunes::table_du_dossier;

namespace {

constexpr auto partie = "Accompagnement";

std::vector<jeunes::LectureSansCompte> tuteurs(Reader& db, Id<Jeune> jeune, Instant maintenant) {
    std::vector<jeunes::LectureSansCompte> liste;
    for (auto const& t : tutorats(db, jeune))
        for (auto const& l : acces::liens_de(db, "tutorat", "tutorat/" + std::to_string(t.id.valeur)))
            if (acces::etat(l, maintenant) == acces::EtatDeLien::valable)
                liste.push_back({t.tuteur,
                                 "Tutorat",
                                 {"Initiales", "Objet du tutorat"},
                                 l.repondu_le ? "a répondu le " + base::affiche(base::a_paris(*l.repondu_le).jour)
                                              : std::string("réponse attendue"),
                                 l.expire_le});
    return liste;
}

void gestes(jeunes::Apports& a) {
    a.ecriture(partie, "Plan", {"/jeunes/{id}/plan", "/jeunes/{id}/plan/signatures", "/plan/{id}"});
    a.emport(partie, "Plan", {"/jeunes/{id}/plan/ecrit"});
    a.ecriture(partie, "Contrat\u00a0: objet et dates",
               {"/jeunes/{id}/contrats", "/contrats/{id}", "/contrats/{id}/cloture"});
    a.ecriture(partie, "Contrat\u00a0: engagements et signatures", {"/jeunes/{id}/contrats", "/contrats/{id}"});
    a.emport(partie, "Contrat\u00a0: engagements et signatures", {"/contrats/{id}/ecrit"});
    a.ecriture(partie, "Tutorat",
               {"/jeunes/{id}/tutorats", "/tutorats/{id}/modification", "/tutorats/{id}/rencontres",
                "/tutorats/{id}/fin", "/tutorats/{id}/nouvelles", "/rencontres/{id}/annulation", "/l/{secret}"});
    a.ecriture(partie, "Positionnement", {"/jeunes/{id}/positionnements", "/positionnements/{id}/annulation"});
    a.ecriture(partie, "Vœux", {"/jeunes/{id}/voeux", "/voeux/{id}"});
}

} // namespace

void lectures(jeunes::Apports& a) {
    gestes(a);
    a.lecture({partie,
               "Plan",
               Droit::lire_dossier,
               {{"Objectif, action, qui, pour quand", "plan_ligne.*"}, {"Signatures", "plan_signature.*"}},
               qui_voit_le_dossier,
               "Ce que l’on a convenu avec lui (C-19)",
               {"/jeunes/{id}/plan", "/plan/{id}", "bloc Accompagnement", "/jeunes/{id}/passage"},
               table_du_dossier("plan_ligne")});
    a.lecture({partie,
               "Contrat\u00a0: objet et dates",
               Droit::lire_dossier,
               {{"Objet, dates", "contrat.objet contrat.du contrat.au contrat.clos_le"}},
               qui_voit_le_dossier,
               "Savoir qu’un contrat court, et jusqu’à quand (C-39)",
               {"bloc Accompagnement", "/jeunes/{id}/passage"},
               table_du_dossier("contrat")});
    a.lecture({partie,
               "Contrat\u00a0: engagements et signatures",
               Droit::suivre,
               {{"Ce à quoi chacun s’engage",
                 "contrat.tuteur contrat.engagements_jeune contrat.engagements_tuteur contrat.engagements_famille "
                 "contrat.signe_jeune contrat.signe_tuteur contrat.signe_famille contrat.clos_motif"}},
               "Ceux qui suivent, parmi qui voit le dossier",
               "Tenir ce à quoi chacun s’est engagé (C-39)",
               {"/contrats/{id}", "/jeunes/{id}/contrats/nouveau", "/jeunes/{id}/passage"},
               table_du_dossier("contrat")});
    a.lecture({partie,
               "Tutorat",
               Droit::lire_dossier,
               {{"Tuteur, objet, objectifs, bilan", "tutorat.*"}, {"Rencontres", "rencontre_de_tutorat.*"}},
               qui_voit_le_dossier,
               "Savoir si le tuteur et le jeune se voient (C-40, C-41, N-20)",
               {"/tutorats/{id}", "/tutorats/{id}/modification", "/jeunes/{id}/tutorats/nouveau", "bloc Accompagnement",
                "/jeunes/{id}/passage"},
               table_du_dossier("tutorat")});
    a.lecture({partie,
               "Positionnement",
               Droit::lire_dossier,
               {{"Niveaux de maîtrise, sans total", "positionnement.*"}},
               qui_voit_le_dossier,
               "Mesurer le chemin fait, de l’entrée à la sortie (C-44)",
               {"/jeunes/{id}/positionnements", "bloc Accompagnement"},
               table_du_dossier("positionnement")});
    a.lecture({partie,
               "Vœux",
               Droit::lire_dossier,
               {{"Formation, lieu, état, note", "voeu_suivi.*"}},
               qui_voit_le_dossier,
               "Suivre ses vœux jusqu’à une place (A-18)",
               {"/jeunes/{id}/voeux", "/voeux/{id}", "bloc Accompagnement", "/jeunes/{id}/diligence"},
               table_du_dossier("voeu_suivi")});
    a.sans_compte(tuteurs);
}

} // namespace metier::accompagnement
