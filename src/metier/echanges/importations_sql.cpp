#include "metier/echanges/importations_sql.hpp"

#include "metier/territoire/territoire.hpp"

namespace metier::echanges {
namespace {

/// Dans l'ordre des membres d'Importation.
constexpr std::string_view colonnes = R"(
    select i.id, i.nom, i.sha256, i.octets, i.fichier, i.format, i.libelle_format, i.nature, i.source_id, s.nom, i.uai,
           i.etablissement_id, i.annee, i.horodatage, i.jour, i.campagne, i.deposee_le, i.agent_id,
           coalesce(a.prenom || ' ' || a.nom, ''), i.etape, i.motif, i.questions, i.correspondance, i.avertissements,
           i.lues, i.nouvelles, i.mises_a_jour, i.identiques, i.douteuses, i.refusees, i.erreurs,
           i.disparues, i.crees, i.dernier_jeune, i.tache_id, i.appliquee_le, i.effacee_le, i.version
      from importation i
      join source s on s.id = i.source_id
      left join agent a on a.id = i.agent_id )";

template <class... A>
std::optional<Importation> une(Reader& db, std::string_view suite, A const&... a) {
    return db.maybe<Importation>(std::string(colonnes) + std::string(suite), a...);
}

} // namespace

Deposant deposant(Reader& db, acces::Portee const& portee) {
    return {
        portee.agent,
        db.one<std::optional<Id<territoire::Reseau>>>("select reseau_id from role_tenu where id = ?", portee.role_tenu),
        db.all<Id<territoire::Territoire>>("select territoire_id from bassin_du_role where role_tenu_id = ?",
                                           portee.role_tenu)};
}

Deposant deposant_systeme(Reader& db, std::optional<Id<territoire::Etablissement>> etablissement) {
    if (etablissement)
        if (auto e = territoire::trouver(db, *etablissement))
            return {{}, {}, {e->territoire}};
    Deposant tous;
    for (auto const& t : territoire::territoires_ouverts(db))
        if (t.genre == territoire::GenreDeTerritoire::bassin || t.genre == territoire::GenreDeTerritoire::district)
            tous.bassins.push_back(t.id);
    return tous;
}

Id<Importation> enregistrer(Writer& db, Importation const& i, Deposant const& d) {
    auto id =
        db.one<Id<Importation>>(R"(
        insert into importation (nom, sha256, octets, fichier, format, libelle_format, nature, source_id, uai, etablissement_id,
                                 annee, horodatage, jour, campagne, deposee_le, agent_id, reseau_id, etape, questions,
                                 correspondance, avertissements)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id)",
                                i.nom, i.sha256, i.octets, i.fichier, i.format, i.libelle_format, i.nature, i.source,
                                i.uai, i.etablissement, i.annee, i.horodatage, i.jour, i.campagne, i.deposee_le,
                                d.agent, d.reseau, i.etape, i.questions, i.correspondance, i.avertissements);
    for (auto bassin : d.bassins)
        db.run("insert into importation_bassin (territoire_id, importation_id) values (?, ?) on conflict do nothing",
               bassin, id);
    return id;
}

std::optional<Importation> trouver(Reader& db, Id<Importation> id) { return une(db, "where i.id = ?", id); }

std::optional<Importation> trouver(Reader& db, acces::Portee const& portee, Id<Importation> id) {
    return une(db, "where i.id = ? and i.id in (select importation_id from importation_visible where role_tenu_id = ?)",
               id, portee.role_tenu);
}

std::vector<Importation> visibles(Reader& db, acces::Portee const& portee, std::optional<Etape> etape,
                                  std::int64_t avant, int combien) {
    std::string sql{colonnes};
    sql += "where i.id in (select importation_id from importation_visible where role_tenu_id = ?)";
    std::vector<storage::Param> p{storage::to_param(portee.role_tenu)};
    if (etape) {
        sql += " and i.etape = ?";
        p.push_back(storage::to_param(*etape));
    }
    if (avant > 0) {
        sql += " and i.id < ?";
        p.push_back(storage::to_param(avant));
    }
    sql += " order by i.id desc limit ?";
    p.push_back(storage::to_param(combien));
    return db.all_with<Importation>(sql, p);
}

std::optional<Importation> derniere_appliquee(Reader& db, Id<jeunes::Source> source, std::string_view format,
                                              base::AnneeScolaire annee) {
    return une(
        db,
        "where i.source_id = ? and i.format = ? and i.annee = ? and i.etape = 'appliquee' order by i.id desc limit 1",
        source, format, annee);
}

std::optional<Importation> deja_recue(Reader& db, std::string_view sha256, Nature nature,
                                      std::optional<base::AnneeScolaire> annee) {
    auto meme =
        une(db,
            "where i.sha256 = ? and (i.nature = ? or ? = 'a_dire') and (i.annee = ? or ? = 0) and i.etape not in "
            "('refusee', 'abandonnee') order by i.id desc limit 1",
            sha256, nature, nature, annee.value_or(base::AnneeScolaire{}), annee.value_or(base::AnneeScolaire{}));
    if (!meme || meme->etape != Etape::appliquee)
        return meme;
    auto derniere = derniere_appliquee(db, meme->source, meme->format, meme->annee);
    return derniere && derniere->id == meme->id ? meme : std::nullopt;
}

void passer(Writer& db, Importation const& i, Etape etape, std::string_view motif) {
    db.run_versioned("update importation set etape = ?, motif = ?, version = version + 1 where id = ? and etape = ?",
                     etape, motif, i.id, i.etape);
}

Comptes recompter(Writer& db, Id<Importation> id) {
    Comptes c;
    struct Compte {
        Issue issue = Issue::erreur;
        std::int64_t n = 0;
    };
    for (auto const& [issue, n] : db.all<Compte>(
             "select issue, count(*) from ligne_import where importation_id = ? and issue <> '' group by issue", id))
        c.compter(issue, n);
    db.run("update importation set lues = ?, nouvelles = ?, mises_a_jour = ?, identiques = ?, douteuses = ?, refusees "
           "= ?, erreurs = ? "
           "where id = ?",
           c.lues, c.nouvelles, c.mises_a_jour, c.identiques, c.douteuses, c.refusees, c.erreurs, id);
    return c;
}

std::int64_t actifs_connus(Reader& db, Id<jeunes::Source> source, base::AnneeScolaire annee) {
    return db.one<std::int64_t>(
        "select count(*) from ligne_connue where source_id = ? and annee = ? and active = 1 and genre = 'eleve'",
        source, annee);
}

} // namespace metier::echanges
