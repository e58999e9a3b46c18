// Passer le témoin : tutorats et contrats suivent le dossier, jusqu'à leur terme ; la fiche de passage les dit.
#include "base/texte.hpp"
#include "metier/accompagnement/commun.hpp"

namespace metier::accompagnement {

using acces::Contexte;
using acces::Droit;
using jeunes::Apports;
using jeunes::LigneDePassage;

namespace {

/// En cours, des jeunes dont il est référent ; jusqu'au terme le plus tardif.
auto des_siens(std::string table, std::string ouvert) {
    return [table = std::move(table), ouvert = std::move(ouvert)](Reader& db, Apports::Etendue const& e, Date) {
        return db.one<Apports::Tenu::Nombre>(
            "select count(*), max(x.au) from " + table + " x where " + ouvert +
                " and exists (select 1 from cercle c where c.jeune_id = x.jeune_id and c.agent_id = ? and c.fonction = "
                "'referent' and c.au is null) and " +
                e.condition("x.jeune_id"),
            e.de);
    };
}

std::vector<LigneDePassage> le_plan(Contexte& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    std::vector<LigneDePassage> lignes;
    for (auto const& l : plan(db, jeune))
        if (l.etat == EtatDeLigne::a_faire)
            lignes.push_back({l.action, l.qui + (l.objectif.empty() ? "" : ". " + l.objectif), l.pour_le});
    return lignes;
}

std::vector<LigneDePassage> les_tutorats(Contexte& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    std::vector<LigneDePassage> lignes;
    for (auto const& t : tutorats(db, jeune)) {
        if (t.clos_le)
            continue;
        auto vues = rencontres(db, t.id);
        std::erase_if(vues, [](Rencontre const& r) { return r.annulee_le || !r.vu; });
        lignes.push_back({t.tuteur,
                          t.objet + ". " + std::to_string(minutes_faites(vues) / 60) + "\u00a0h faites sur " +
                              std::to_string(t.minutes_prevues / 60) +
                              (vues.empty() ? "" : "\u00a0; dernière rencontre le " + base::affiche(vues.front().le)),
                          t.au});
    }
    return lignes;
}

/// Ce à quoi chacun s'engage n'est lu que de ceux qui suivent.
std::vector<LigneDePassage> les_contrats(Contexte& cx, Id<Jeune> jeune) {
    auto db = cx.db();
    std::vector<LigneDePassage> lignes;
    for (auto const& c : contrats(db, jeune)) {
        if (c.clos_le)
            continue;
        auto texte = c.signe() ? std::string("Signé de tous") : std::string("Signatures à recueillir");
        if (cx.peut(Droit::suivre))
            texte += ". Le jeune\u00a0: " + c.engagements_jeune + ". " + c.tuteur + "\u00a0: " + c.engagements_tuteur;
        lignes.push_back({c.objet, texte, c.au});
    }
    return lignes;
}

} // namespace

void temoin(Apports& a) {
    a.passage(10, "Plan convenu", le_plan);
    a.passage(20, "Tutorat", les_tutorats);
    a.passage(25, "Contrat", les_contrats);
    a.tenu({"tutorat en cours", "tutorats en cours", des_siens("tutorat", "x.clos_le is null")});
    a.tenu({"contrat en cours", "contrats en cours", des_siens("contrat", "x.clos_le is null")});
}

} // namespace metier::accompagnement
