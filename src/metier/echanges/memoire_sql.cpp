#include "metier/echanges/memoire_sql.hpp"

namespace metier::echanges {

std::map<std::string, LigneConnue> connues(Reader& db, Id<jeunes::Source> source, std::span<std::string const> cles) {
    std::map<std::string, LigneConnue> trouvees;
    if (cles.empty())
        return trouvees;
    std::vector<storage::Param> p{storage::to_param(source)};
    for (auto const& cle : cles)
        p.emplace_back(cle);
    for (auto& l : db.all_with<LigneConnue>(
             "select cle, empreinte, jeune_id, active from ligne_connue where source_id = ? and cle in (" +
                 storage::placeholders(cles.size()) + ")",
             p))
        trouvees.emplace(l.cle, l);
    return trouvees;
}

void retenir(Writer& db, Importation const& i, LigneConnue const& l, std::string_view genre) {
    db.run("insert into ligne_connue (source_id, cle, empreinte, genre, jeune_id, importation_id, annee, active) "
           "values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (source_id, cle) do update set empreinte = excluded.empreinte, "
           "jeune_id = excluded.jeune_id, importation_id = excluded.importation_id, annee = excluded.annee, active = "
           "excluded.active",
           i.source, l.cle, l.empreinte, genre, l.jeune, i.id, i.annee, l.active);
}

Decisions decisions(Reader& db, std::span<std::string const> identites) {
    Decisions prises;
    if (identites.empty())
        return prises;
    struct Prise {
        std::string identite;
        std::int64_t jeune = 0;
        std::string decision;
    };
    std::vector<storage::Param> const p(identites.begin(), identites.end());
    for (auto const& d :
         db.all_with<Prise>("select identite, jeune_id, decision from decision_ligne where identite in (" +
                                storage::placeholders(identites.size()) + ")",
                            p))
        prises[{d.identite, d.jeune}] = d.decision == "meme";
    return prises;
}

void decider(Writer& db, Instant maintenant, std::optional<Id<acces::Agent>> agent, std::string_view identite,
             Id<jeunes::Jeune> jeune, bool meme) {
    db.run("insert into decision_ligne (identite, jeune_id, decision, agent_id, prise_le) values (?, ?, ?, ?, ?) "
           "on conflict (identite, jeune_id) do update set decision = excluded.decision, agent_id = excluded.agent_id, "
           "prise_le = excluded.prise_le",
           identite, jeune, meme ? "meme" : "different", agent, maintenant);
}

std::optional<std::string> correspondance(Reader& db, Id<jeunes::Source> source, std::string_view en_tetes) {
    return db.maybe<std::string>("select contenu from correspondance where source_id = ? and en_tetes = ?", source,
                                 en_tetes);
}

std::vector<CorrespondanceRetenue> correspondances(Reader& db, std::string_view en_tetes) {
    return db.all<CorrespondanceRetenue>("select s.code, s.nom, c.contenu from correspondance c join source s on s.id "
                                         "= c.source_id where c.en_tetes = ? order by s.id",
                                         en_tetes);
}

void oublier_la_decision(Writer& db, std::string_view identite) {
    db.run("delete from decision_ligne where identite = ? and prise_le = (select max(d.prise_le) from decision_ligne d "
           "where d.identite = ?)",
           identite, identite);
}

void retenir_correspondance(Writer& db, Instant maintenant, std::optional<Id<acces::Agent>> agent,
                            Id<jeunes::Source> source, std::string_view en_tetes, std::string_view contenu) {
    db.run("insert into correspondance (source_id, en_tetes, contenu, agent_id, choisie_le) values (?, ?, ?, ?, ?) "
           "on conflict (source_id, en_tetes) do update set contenu = excluded.contenu, agent_id = excluded.agent_id, "
           "choisie_le = excluded.choisie_le",
           source, en_tetes, contenu, agent, maintenant);
}

std::optional<std::string> libelle_exact(Reader& db, Id<jeunes::Source> source, std::string_view nomenclature,
                                         std::string_view code) {
    return db.maybe<std::string>(
        "select libelle from libelle_source where source_id = ? and nomenclature = ? and code = ?", source,
        nomenclature, code);
}

std::optional<std::string> libelle(Reader& db, Id<jeunes::Source> source, std::string_view nomenclature,
                                   std::string_view code) {
    if (code.empty())
        return std::nullopt;
    if (auto ici = libelle_exact(db, source, nomenclature, code))
        return ici;
    return db.maybe<std::string>(
        "select libelle from libelle_source where nomenclature = ? and code = ? order by source_id desc limit 1",
        nomenclature, code);
}

void retenir_libelle(Writer& db, Id<jeunes::Source> source, std::string_view nomenclature, std::string_view code,
                     std::string_view libelle) {
    db.run("insert into libelle_source (source_id, nomenclature, code, libelle) values (?, ?, ?, ?) "
           "on conflict (source_id, nomenclature, code) do update set libelle = excluded.libelle",
           source, nomenclature, code, libelle);
}

} // namespace metier::echanges
