// Rubriques de « Ma journée » et listes de veille : chaque ligne mène à l'acte qu'elle demande.
#include <map>

#include "base/texte.hpp"
#include "metier/jeunes/demandes.hpp"
#include "metier/jeunes/liste.hpp"
#include "metier/suivi/suivi_web.hpp"
#include "metier/territoire/parametres.hpp"
#include "web/parts/fiche.hpp"
#include "web/parts/tableau.hpp"

namespace metier::suivi {

using namespace web;
using acces::Contexte;
using acces::Droit;

namespace {

constexpr int lignes_par_rubrique = 20;

std::vector<AFaire> obligations(Contexte& cx) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& o :
         obligations_non_remplies(db, cx.portee(), fenetre_d_obligation(db, cx.jour()), lignes_par_rubrique))
        lignes.push_back({o.nom, web::lien("/jeunes/{}/obligation", o.jeune),
                          "Sans solution depuis le " + base::affiche(o.depuis), Ton::attention, "16-18 ans"});
    return lignes;
}

std::vector<AFaire> convocations_(Contexte& cx) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& c : convocations_echues(db, cx.portee(), lignes_par_rubrique))
        lignes.push_back({c.nom + " : transmission au département proposée", web::lien("/convocations/{}", c.id),
                          "Convocation du " + base::affiche(c.le), Ton::attention,
                          "Délai échu le " + base::affiche(c.terme)});
    return lignes;
}

std::vector<AFaire> retours_(Contexte& cx) {
    auto db = cx.db();
    auto avant = territoire::entier(db, "retour.alerte_avant", cx.jour());
    std::vector<AFaire> lignes;
    for (auto const& r : retours_dus(db, cx.portee(), base::plus_jours(cx.jour(), avant), lignes_par_rubrique)) {
        bool tard = r.pour_le < cx.jour();
        lignes.push_back({r.nom, web::lien("/jeunes/{}/entretiens/nouveau/{}", r.jeune, "situation"),
                          "Entretien à tenir au plus tard le " + base::affiche(r.pour_le),
                          tard ? Ton::erreur : Ton::attention,
                          tard ? "En retard" : base::pluriel(base::jours_entre(cx.jour(), r.pour_le), "jour")});
    }
    return lignes;
}

std::vector<AFaire> suivis_(Contexte& cx) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& s : suivis_dus(db, cx.portee(), base::plus_jours(cx.jour(), 7), lignes_par_rubrique)) {
        bool tard = s.pour_le < cx.jour();
        lignes.push_back({s.nom + " : " + std::string(libelle(s.code)), lien(s.solution), "Toujours en place ?",
                          tard ? Ton::erreur : Ton::neutre,
                          (tard ? "En retard depuis le " : "Pour le ") + base::affiche(s.pour_le)});
    }
    return lignes;
}

std::vector<Silencieux> lire_le_silence(Contexte& cx, int au_plus) {
    auto db = cx.db();
    auto jours = territoire::entier(db, "contact.silence", cx.jour());
    return silencieux(db, cx.portee(), base::plus_jours(cx.jour(), -jours), au_plus);
}

std::string dernier_echange(std::optional<Date> d) {
    return d ? "Dernier échange le " + base::affiche(*d) : "Aucun échange noté";
}

std::vector<AFaire> silence(Contexte& cx) {
    std::vector<AFaire> lignes;
    for (auto const& s : lire_le_silence(cx, lignes_par_rubrique))
        lignes.push_back({s.nom, web::lien("/jeunes/{}/contacts/nouveau", s.jeune), dernier_echange(s.dernier),
                          Ton::neutre, std::string(base::libelle(s.pourquoi))});
    return lignes;
}

std::vector<AFaire> brouillons(Contexte& cx) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& b : brouillons_en_attente(db, cx.portee())) {
        bool nouveau = b.cle.starts_with("nouveau/");
        auto fin = b.cle.substr(b.cle.rfind('/') + 1);
        auto ou = nouveau ? web::lien("/jeunes/{}/entretiens/nouveau/{}", b.jeune, fin)
                          : web::lien("/entretiens/{}/modifier", fin);
        lignes.push_back({b.nom, ou.avec("brouillon", "1"), "Entretien commencé le " + base::affiche(b.enregistre_le),
                          Ton::neutre, "Brouillon"});
    }
    return lignes;
}

/// Quelqu'un attend une réponse : elle se donne sur la page des demandes.
std::vector<AFaire> demandes_d_acces(Contexte& cx) {
    auto db = cx.db();
    std::vector<AFaire> lignes;
    for (auto const& d : jeunes::demandes_en_attente(db, cx.portee()))
        if (lignes.size() < lignes_par_rubrique)
            lignes.push_back({jeunes::nom_affiche(d.nom, d.nom_usage, d.prenom), web::lien("/demandes-acces"),
                              d.demandeur + " : " + d.motif, Ton::attention,
                              "Depuis le " + base::affiche(base::a_paris(d.demandee_le).jour)});
    return lignes;
}

/// Celui qui a demandé sait ce qu'il en est ; un refus ne dit toujours pas de qui il s'agit.
std::vector<AFaire> reponses_a_ses_demandes(Contexte& cx) {
    constexpr int jours_montres = 15;
    auto db = cx.db();
    auto depuis = base::depuis_paris(base::plus_jours(cx.jour(), -jours_montres), 0, 0);
    std::vector<AFaire> lignes;
    for (auto const& r : jeunes::reponses_recues(db, cx.portee(), depuis)) {
        auto le = "Répondue le " + base::affiche(base::a_paris(r.repondue_le).jour);
        auto initiales = base::normalise(r.prenom).substr(0, 1) + ". " + base::normalise(r.nom).substr(0, 1) + ".";
        if (r.acceptee)
            lignes.push_back({"Accès accordé : " + jeunes::nom_affiche(r.nom, r.nom_usage, r.prenom), dossier(r.jeune),
                              r.jusqu_au ? "Jusqu’au " + base::affiche(*r.jusqu_au) : "", Ton::succes, le});
        else
            lignes.push_back({"Accès refusé : " + initiales, web::lien("/recherche"),
                              "Ceux qui suivent ce jeune n’ont pas ouvert son dossier", Ton::neutre, le});
    }
    return lignes;
}

constexpr int lignes_par_liste = 200;

/// N-10 : le silence par cause, pour le réseau ; jamais un palmarès de personnes.
Reply page_silence(Contexte& cx) {
    auto liste = lire_le_silence(cx, lignes_par_liste);
    Html parties;
    for (auto const& c : causes) {
        std::vector<AFaire> lignes;
        for (auto const& s : liste)
            if (s.pourquoi == c.valeur)
                lignes.push_back({s.nom, web::lien("/jeunes/{}/contacts/nouveau", s.jeune), dernier_echange(s.dernier),
                                  Ton::neutre, ""});
        if (!lignes.empty())
            parties += section(h2(c.libelle, " (", lignes.size(), ")"), a_faire(lignes));
    }
    auto reste = liste.size() == lignes_par_liste ? p("Les ", lignes_par_liste, " plus anciens sont montrés.") : Html{};
    return cx.page(
        {.titre = "Dossiers sans contact",
         .rubrique = "Jeunes",
         .contenu = ensemble(h1("Dossiers sans contact humain"), reste,
                             parties.empty() ? etat_vide("Aucun dossier n’est resté sans contact.") : parties)});
}

Reply page_rendez_vous(Contexte& cx) {
    auto db = cx.db();
    auto fenetre = fenetre_d_obligation(db, cx.jour());
    auto debut = base::AnneeScolaire::du(cx.jour()).premier_jour();
    auto curseur = lire_curseur(cx.requete().param("apres"), 2);
    auto numero = curseur ? lire_entier(curseur->at(1)) : std::nullopt;
    auto apres = numero ? ApresAttendu{curseur->at(0), *numero} : ApresAttendu{};
    auto liste = attendus_en_entretien(db, cx.portee(), base::plus_mois(debut, -1), lignes_par_liste + 1, apres);
    Html reste;
    if (liste.size() > lignes_par_liste) {
        liste.pop_back();
        auto suite = web::lien("/suivi/rendez-vous")
                         .avec("apres", web::curseur({liste.back().rang, std::to_string(liste.back().jeune.valeur)}));
        reste = p(lignes_par_liste, " jeunes sont montrés. ", a(href(suite), "Voir les suivants"));
    }
    auto debut_de_liste = numero ? p(a(href(web::lien("/suivi/rendez-vous")), "Revenir au début de la liste")) : Html{};
    auto lignes = each(liste, [&](SansRendezVous const& s) {
        bool instruction = s.naissance && cx.jour() < base::plus_annees(*s.naissance, fenetre.de);
        return tr(td(a(href(dossier(s.jeune)), s.nom)),
                  td(instruction ? badge(Ton::attention, "Instruction obligatoire : orienter vers la DSDEN") : Html{}),
                  td(s.rendez_vous ? ensemble(*s.rendez_vous)
                                   : a(href(web::lien("/jeunes/{}/rendez-vous/nouveau", s.jeune)), "Fixer une date",
                                       lecteur(" pour ", s.nom))));
    });
    auto contenu = liste.empty() ? etat_vide("Aucun entretien n’est attendu.")
                                 : tableau("Jeunes sans solution à voir en entretien, ceux sans date d’abord",
                                           {{"Jeune"}, {"À savoir"}, {"Rendez-vous"}}, lignes);
    return cx.page({.titre = "Entretiens à fixer",
                    .rubrique = "Jeunes",
                    .contenu = ensemble(h1("Entretiens à fixer"), debut_de_liste, contenu, reste)});
}

} // namespace

void routes_de_la_veille(acces::Routes& r) {
    r.get("/suivi/silence", Droit::suivre, page_silence);
    r.get("/suivi/rendez-vous", Droit::suivre, page_rendez_vous);
}

void rubriques(agenda::Journee& journee) {
    using Lien = web::Lien;
    for (auto genre : {genre_suivi, genre_retour, genre_transmission})
        journee.prend(genre);
    journee.mene(genre_relance, [](agenda::Echeance const& e) {
        return e.jeune ? web::lien("/jeunes/{}/contacts/nouveau", *e.jeune) : agenda::lien(e.id);
    });
    journee.mene(genre_rendez_vous, [](agenda::Echeance const& e) {
        return e.jeune ? web::lien("/jeunes/{}/entretiens/nouveau/{}", *e.jeune, "situation") : agenda::lien(e.id);
    });
    auto vers = [](Lien const& ou) { return [ou](Contexte&) { return std::optional{ou}; }; };
    journee.rubrique({8, "Demandes d’accès : une réponse est attendue", Droit::accorder_acces, demandes_d_acces,
                      vers(web::lien("/demandes-acces")), ""});
    journee.rubrique({18, "Réponses à vos demandes d’accès", Droit::rechercher, reponses_a_ses_demandes, {}, ""});
    journee.rubrique({5, "Droit au retour : entretiens à tenir", Droit::suivre, retours_, {}, ""});
    journee.rubrique({12, "Saisies à terminer", Droit::suivre, brouillons, {}, ""});
    journee.rubrique({15, "Convocations : délai échu", Droit::suivre, convocations_, {}, ""});
    journee.rubrique({30, "Obligation de formation non remplie", Droit::suivre, obligations,
                      vers(web::lien("/jeunes")
                               .avec("obligation", base::code(jeunes::FiltreObligation::a_verifier))
                               .avec("situation", base::code(jeunes::GenreSituation::sans_solution))),
                      ""});
    journee.rubrique({40, "Solutions à revoir", Droit::suivre, suivis_, {}, ""});
    journee.rubrique({50, "Sans contact humain", Droit::suivre, silence, vers(web::lien("/suivi/silence")), ""});
}

} // namespace metier::suivi
