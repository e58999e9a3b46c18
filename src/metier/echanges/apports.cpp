// Ce que les listes reçues ajoutent au dossier et à « Ma journée ».
#include <algorithm>

#include "metier/acces/portee.hpp"
#include "metier/agenda/agenda.hpp"
#include "metier/echanges/echanges.hpp"
#include "metier/echanges/formats/affectation.hpp"
#include "metier/echanges/importations_sql.hpp"
#include "metier/echanges/liens.hpp"
#include "metier/jeunes/apports.hpp"
#include "metier/territoire/parametres.hpp"

namespace metier::echanges {
namespace {

using acces::Droit;
using Cx = acces::Contexte;

constexpr int lignes_par_rubrique = 20;

struct Voeu {
    Date jour;
    std::int64_t rang = 0;
    std::string formation, resultat, source;
    Affectation affectation = Affectation::inconnue;
    Id<Importation> liste;
    std::string fichier;
};

std::vector<Voeu> voeux(Reader& db, Id<jeunes::Jeune> jeune) {
    return db.all<Voeu>("select v.jour, v.rang, v.formation, v.resultat, s.nom, v.affectation, i.id, i.nom from voeu v "
                        "join source s on s.id = v.source_id join importation i on i.id = v.importation_id "
                        "where v.jeune_id = ? and v.jour is not null order by v.jour desc, v.rang desc",
                        jeune);
}

web::Evenement evenement(Cx& cx, Reader& db, Voeu const& v) {
    web::Evenement e{.jour = v.jour, .genre = "Affectation"};
    auto dit = v.affectation == Affectation::inconnue ? v.resultat : std::string(base::libelle(v.affectation));
    e.titre = (dit.empty() ? "Vœu" : dit) + ", d’après " + v.source;
    auto voeu = v.rang > 0 ? "Vœu " + std::to_string(v.rang) + (v.formation.empty() ? "" : " : " + v.formation) + ". "
                : v.formation.empty() ? ""
                                      : v.formation + ". ";
    e.texte = web::p(voeu, "Liste « ", v.fichier, " ».");
    if (trouver(db, cx.portee(), v.liste))
        e.lien = lien(v.liste);
    return e;
}

/// Quelques vœux par jeune : on les lit tous, puis on garde la page demandée.
std::vector<jeunes::EvenementDuDossier> evenements(Cx& cx, Id<jeunes::Jeune> jeune, jeunes::Filtre const& filtre) {
    auto db = cx.db();
    std::vector<jeunes::EvenementDuDossier> liste;
    if (filtre.auteur)
        return liste;
    for (auto const& v : voeux(db, jeune))
        if (auto cle = jeunes::cle_d_evenement(v.jour, "affectation", v.rang);
            filtre.avant.empty() || cle < filtre.avant)
            liste.push_back({evenement(cx, db, v), cle, "affectation", {}});
    std::ranges::sort(liste, std::greater{}, &jeunes::EvenementDuDossier::cle);
    if (liste.size() > static_cast<std::size_t>(filtre.au_plus))
        liste.resize(static_cast<std::size_t>(filtre.au_plus));
    return liste;
}

struct SansPlace {
    Id<jeunes::Jeune> jeune;
    std::string nom;
    std::optional<Date> naissance;
    Date jour;
    std::string source;
};

/// A-01 : non affectés de l'année, ni placés, ni inscrits depuis, ni en solution, sans rendez-vous ni échange.
std::vector<SansPlace> sans_place(Reader& db, acces::Portee const& portee) {
    auto v = acces::est_visible(portee, "j");
    return db.all<SansPlace>(
        "select j.id, j.nom || ' ' || j.prenom, j.naissance, w.jour, s.nom from voeu w join jeune j on j.id = "
        "w.jeune_id join source s on s.id = w.source_id where w.affectation = 'non_affecte' and w.jour >= ? and "
        "j.psad_depuis is not null and j.fusionne_dans is null and not exists (select 1 from voeu p where p.jeune_id = "
        "j.id and p.annee = w.annee and (p.affectation = 'affecte' or (p.affectation = 'non_affecte' and p.rang < "
        "w.rang))) and not exists (select 1 from inscription n where n.jeune_id = j.id and n.du > w.jour and n.au is "
        "null and n.sans_classe = 0) and not exists (select 1 from situation t where t.jeune_id = j.id and t.du <= ? "
        "and (t.au is null or t.au >= ?) and t.genre not in ('sans_solution', 'inconnue')) and not exists (select 1 "
        "from echeance e where e.jeune_id = j.id and e.genre = 'rendez_vous' and e.faite_le is null) and "
        "coalesce(j.dernier_echange, '') < w.jour and " +
            v.sql + " order by w.jour, j.cle_tri, j.id limit ?",
        base::plus_annees(portee.jour, -1), portee.jour, portee.jour, v.p, lignes_par_rubrique);
}

std::vector<web::AFaire> a_convoquer(Cx& cx) {
    auto db = cx.db();
    auto seize = territoire::entier(db, "siei.age_minimal", cx.jour());
    std::vector<web::AFaire> lignes;
    for (auto const& s : sans_place(db, cx.portee())) {
        bool instruction = s.naissance && cx.jour() < base::plus_annees(*s.naissance, seize);
        lignes.push_back({s.nom, web::lien("/jeunes/{}/rendez-vous/nouveau", s.jeune),
                          "D’après " + s.source + ", le " + base::affiche(s.jour),
                          instruction ? web::Ton::attention : web::Ton::neutre,
                          instruction ? "Instruction obligatoire : orienter vers la DSDEN" : "Entretien à fixer"});
    }
    return lignes;
}

struct EnAttente {
    Id<Importation> liste;
    std::string fichier, source;
    std::int64_t rang = 0;
};

} // namespace

web::Html lignes_en_attente(acces::Contexte& cx, storage::Reader& db, Id<jeunes::Jeune> jeune) {
    auto lignes = db.all<EnAttente>(
        "select i.id, i.nom, s.nom, l.rang from ligne_candidat c join ligne_import l on l.id = c.ligne_id join "
        "importation i on i.id = l.importation_id join source s on s.id = i.source_id where c.jeune_id = ? and l.issue "
        "= 'douteuse' and i.etape in ('prevue', 'appliquee') and i.id in (select importation_id from "
        "importation_visible where role_tenu_id = ?) order by i.id desc, l.rang limit ?",
        jeune, cx.portee().role_tenu, lignes_par_rubrique);
    if (lignes.empty())
        return {};
    return web::notice(web::Ton::attention, "Une ligne en attente lui ressemble",
                       web::ul(web::each(lignes, [](EnAttente const& l) {
                           return web::li(web::a(web::href(lien_douteuses(l.liste).avec("apres", l.rang - 1)),
                                                 "Trancher la ligne de « ", l.fichier, " »"),
                                          ", reçue de ", l.source, ".");
                       })));
}

void apports(jeunes::Apports& a) {
    lectures(a);
    a.evenements("affectation", "Affectation", evenements);
}

void rubriques(agenda::Journee& journee) {
    journee.rubrique({28, "Non affectés : entretiens à fixer", Droit::suivre, a_convoquer,
                      [](Cx&) { return std::optional{web::lien("/suivi/rendez-vous")}; }, ""});
}

} // namespace metier::echanges
