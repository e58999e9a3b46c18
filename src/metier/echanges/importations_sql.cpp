#include "metier/echanges/importations_sql.hpp"

#include "metier/territoire/territoire.hpp"

namespace metier::echanges {
namespace {

constexpr std::string_view colonnes = R"(
    select i.id, i.nom, i.sha256, i.octets, i.fichier, i.format, i.libelle_format, i.nature, i.source_id, s.nom, i.uai,
           i.etablissement_id, i.annee, i.horodatage, i.jour, i.campagne, i.deposee_le, i.agent_id,
           coalesce(a.prenom || ' ' || a.nom, ''), i.etape, i.motif, i.questions, i.correspondance, i.avertissements,
           i.lues, i.nouvelles, i.mises_a_jour, i.identiques, i.douteuses, i.refusees, i.erreurs,
           i.disparues, i.crees, i.dernier_jeune, i.tache_id, i.appliquee_le, i.effacee_le, i.version
      from importation i
      join source s on s.id = i.source_id
      left join agent a on a.id = i.agent_id )";

/// Les colonnes ci-dessus, à plat.
struct Rangee {
    Id<Importation> id;
    std::string nom, sha256;
    std::int64_t octets = 0;
    std::string fichier, format, libelle_format;
    Nature nature = Nature::eleves;
    Id<jeunes::Source> source;
    std::string nom_source, uai;
    std::optional<Id<territoire::Etablissement>> etablissement;
    base::AnneeScolaire annee;
    std::string horodatage;
    Date jour;
    std::string campagne;
    Instant deposee_le{};
    std::optional<Id<acces::Agent>> agent;
    std::string nom_agent;
    Etape etape = Etape::recue;
    std::string motif, questions, correspondance, avertissements;
    std::int64_t lues = 0, nouvelles = 0, mises_a_jour = 0, identiques = 0, douteuses = 0, refusees = 0, erreurs = 0;
    std::int64_t disparues = 0, crees = 0, dernier_jeune = 0;
    std::optional<std::int64_t> tache;
    std::optional<Instant> appliquee_le, effacee_le;
    std::int64_t version = 1;
};

Importation depuis(Rangee&& r) {
    return {.id = r.id,
            .nom = std::move(r.nom),
            .sha256 = std::move(r.sha256),
            .octets = r.octets,
            .fichier = std::move(r.fichier),
            .format = std::move(r.format),
            .libelle_format = std::move(r.libelle_format),
            .nature = r.nature,
            .source = r.source,
            .nom_source = std::move(r.nom_source),
            .uai = std::move(r.uai),
            .etablissement = r.etablissement,
            .annee = r.annee,
            .horodatage = std::move(r.horodatage),
            .jour = r.jour,
            .campagne = std::move(r.campagne),
            .deposee_le = r.deposee_le,
            .agent = r.agent,
            .nom_agent = std::move(r.nom_agent),
            .etape = r.etape,
            .motif = std::move(r.motif),
            .questions = std::move(r.questions),
            .correspondance = std::move(r.correspondance),
            .avertissements = std::move(r.avertissements),
            .comptes = {r.lues, r.nouvelles, r.mises_a_jour, r.identiques, r.douteuses, r.refusees, r.erreurs},
            .disparues = r.disparues,
            .crees = r.crees,
            .dernier_jeune = r.dernier_jeune,
            .tache = r.tache,
            .appliquee_le = r.appliquee_le,
            .effacee_le = r.effacee_le,
            .version = r.version};
}

template <class... A>
std::optional<Importation> une(Reader& db, std::string_view suite, A const&... a) {
    auto r = db.maybe<Rangee>(std::string(colonnes) + std::string(suite), a...);
    return r ? std::optional{depuis(*std::move(r))} : std::nullopt;
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
    for (auto const& t : territoire::territoires(db))
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
    std::vector<Importation> liste;
    for (auto& r : db.all_with<Rangee>(sql, p))
        liste.push_back(depuis(std::move(r)));
    return liste;
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
    auto meme = une(
        db,
        "where i.sha256 = ? and i.nature = ? and (i.annee = ? or ? = 0) and i.etape not in ('refusee', 'abandonnee') "
        "order by i.id desc limit 1",
        sha256, nature, annee.value_or(base::AnneeScolaire{}), annee.value_or(base::AnneeScolaire{}));
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
