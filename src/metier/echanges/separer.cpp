// Défaire « même personne » après l'application (C-125) : ce que la ligne avait écrit quitte le dossier pour un autre.
#include "metier/echanges/appliquer.hpp"
#include "metier/echanges/fiche_de_ligne.hpp"
#include "metier/echanges/memoire_sql.hpp"
#include "metier/jeunes/index.hpp"
#include "metier/reperage/reperage.hpp"

namespace metier::echanges {
namespace {

/// Les faits que cette ligne, et elle seule, avait apportés.
void deplacer(Writer& db, Importation const& i, LigneImport const& l, std::string const& cle, Id<jeunes::Jeune> de,
              Id<jeunes::Jeune> vers) {
    auto ligne = "ligne_import/" + std::to_string(l.id.valeur);
    db.run("update inscription set jeune_id = ? where jeune_id = ? and source_id = ? and cle_source = ?", vers, de,
           i.source, cle);
    db.run("update ligne_connue set jeune_id = ? where jeune_id = ? and source_id = ? and cle = ?", vers, de, i.source,
           l.cle);
    db.run("update signalement set jeune_id = ? where jeune_id = ? and origine = ?", vers, de, ligne);
    db.run("update signalement_liste set jeune_id = ? where jeune_id = ? and ligne_id = ?", vers, de, l.id);
    db.run("update voeu set jeune_id = ? where jeune_id = ? and importation_id = ?", vers, de, i.id);
    db.run("update situation set jeune_id = ? where jeune_id = ? and origine = ?", vers, de,
           "importation/" + std::to_string(i.id.valeur));
    auto d_autres =
        db.one<std::int64_t>("select count(*) from identite where jeune_id = ? and source_id = ?", de, i.source);
    if (d_autres > 0)
        return; // la source parle aussi de lui : ses responsables et ses diplômes restent
    db.run("update responsable set jeune_id = ? where jeune_id = ? and source_id = ?", vers, de, i.source);
    db.run("update diplome set jeune_id = ? where jeune_id = ? and source_id = ? and saisi_par is null", vers, de,
           i.source);
}

} // namespace

Id<jeunes::Jeune> separer(Writer& db, acces::Environnement const& env, Importation const& i, LigneImport const& l,
                          Id<acces::Agent> agent) {
    ensure(l.jeune.has_value() && l.appliquee, "rien à séparer");
    auto ancien = jeunes::resoudre(db, *l.jeune);
    auto instant = env.horloge.instant();
    Annuaire annuaire;
    auto lue = l.lue(env.coffre);
    auto fiche = controler(lue, regles_de_lecture(i, annuaire, db));
    auto cle = cle_de_personne(fiche, i, env.coffre);
    db.run("delete from identite where jeune_id = ? and source_id = ? and cle_source = ?", ancien, i.source, cle);
    auto bassin = db.one<std::optional<Id<territoire::Territoire>>>("select bassin_id from jeune where id = ?", ancien);
    auto neuf = jeunes::creer(db, env.coffre, instant, i.source, cle, identite_lue(fiche), bassin);
    deplacer(db, i, l, cle, ancien, neuf);
    jeunes::indexer(db, ancien);
    if (i.nature == Nature::decrocheurs || i.nature == Nature::affectation)
        jeunes::entrer_en_psad(db, neuf, i.jour);
    decider(db, instant, agent, l.identite, ancien, false);
    reperage::retenir_decision(db, neuf, ancien, reperage::DecisionDePaire::different, agent, instant);
    db.run_versioned("update ligne_import set jeune_id = ?, decidee = 'different', motif = ?, version = version + 1 "
                     "where id = ? and version = ?",
                     neuf, une_autre_personne, l.id, l.version);
    return neuf;
}

} // namespace metier::echanges
