// Ce qu'un relais montre d'un jeune : à qui voit le dossier, à ses deux bouts, et à un partenaire sans compte.
#include "base/texte.hpp"
#include "metier/acces/delegation.hpp"
#include "metier/relais/relais_web.hpp"

namespace metier::relais {

using acces::Contexte;
using acces::Droit;
using jeunes::Lu;

namespace {

/// Les deux bouts, et qui les remplace ; refusé, retiré ou revenu, qui recevait ne le voit plus.
Lu paquets(Contexte& lui, Id<Jeune> jeune) {
    auto db = lui.db();
    Lu lu;
    for (auto const& r : du_jeune(db, jeune)) {
        ++lu.existe;
        lu.lisibles += de_qui_envoie(db, lui.portee(), r) || (de_qui_recoit(db, lui.portee(), r) && encore_tenu(r));
    }
    lu.titre = "il l’a envoyé ou le reçoit, ou remplace qui l’a fait";
    return lu;
}

std::vector<jeunes::LectureSansCompte> partenaires(Reader& db, Id<Jeune> jeune, Instant maintenant) {
    std::vector<jeunes::LectureSansCompte> liste;
    for (auto const& r : du_jeune(db, jeune)) {
        if (r.vers)
            continue;
        std::vector<std::string> champs{"Message"};
        for (auto c : lire_champs(r.champs))
            champs.emplace_back(base::libelle(c));
        auto liens = acces::liens_de(db, "relais", objet(r.id)); // le dernier : les précédents mènent au même paquet
        if (!liens.empty() && acces::etat(liens.front(), maintenant) == acces::EtatDeLien::valable)
            liste.push_back(
                {r.vers_nom, "Relais\u00a0: " + base::minuscules(std::string(base::libelle(r.finalite))), champs,
                 r.ouvert_le && !r.ouvert_par.empty()
                     ? "ouvert le " + base::affiche(base::a_paris(*r.ouvert_le).jour) + ", sur un seul appareil"
                     : std::string("pas encore ouvert"),
                 liens.front().expire_le});
    }
    return liste;
}

void gestes(jeunes::Apports& a) {
    a.ecriture("Relais", "Où en est chaque relais",
               {"/jeunes/{id}/relais/nouveau", "/relais/{id}", "/relais/{id}/rappel", "/relais/{id}/retrait",
                "/relais/{id}/reprise", "/relais/{id}/adresse"});
    a.ecriture("Relais", "Paquet et réponses", {"/jeunes/{id}/relais/nouveau", "/relais/{id}", "/l/{secret}"});
}

} // namespace

void lectures(jeunes::Apports& a) {
    gestes(a);
    a.lecture({"Relais",
               "Où en est chaque relais",
               Droit::lire_dossier,
               {{"De qui, à qui, pour quoi, où il en est",
                 "relais.nature relais.finalite relais.vers_nom relais.envoye_le relais.reponse relais.contact_le "
                 "relais.revenu_le relais.retire_le relais.repris_le relais.rappels relais.rappele_le "
                 "relais.contact_note_le relais.passe_le"},
                {"Pourquoi un second, en même temps qu’un premier", "relais.en_plus_motif"}},
               jeunes::qui_voit_le_dossier,
               "Ne pas passer la main deux fois (N-6)",
               {"bloc Relais", "/jeunes/{id}/relais/nouveau", "/jeunes/{id}/passage", "/jeunes/{id}/diligence"},
               jeunes::table_du_dossier("relais")});
    a.lecture({"Relais",
               "Paquet et réponses",
               Droit::passer_relais,
               {{"Message et champs choisis pour sa finalité",
                 "relais.message relais.champs relais.en_plus_motif jeune.nom jeune.prenom relais.vers_adresse"},
                {"Réponse, motif de refus ou de retrait",
                 "relais.reponse_texte relais.accepte_texte relais.accepte_le relais.motif_refus "
                 "relais.retire_motif relais.repondu_le relais.ouvert_le"}},
               "Qui l’a envoyé et qui le reçoit, même sans voir le dossier\u00a0; refusé, retiré ou revenu\u00a0: "
               "l’envoyeur seul",
               "Le minimum pour sa finalité (N-7, C-90)",
               {"/relais", "/relais/{id}", "/"},
               paquets});
    a.sans_compte(partenaires);
}

} // namespace metier::relais
