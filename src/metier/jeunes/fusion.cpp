#include "metier/jeunes/fusion.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "metier/jeunes/index.hpp"
#include "metier/jeunes/regles.hpp"

namespace metier::jeunes {
namespace {

using nlohmann::json;

struct TableDuRegistre {
    std::string table, colonne;
};

/// Tables dont les lignes suivent la personne. Le journal et les fusions restent où ils sont (on n'y touche pas) ; mots
/// et clés se recalculent, un changement se note de lui-même ; les situations suivent à part, pour ne pas se
/// chevaucher.
std::vector<TableDuRegistre> tables_a_deplacer(Reader& db) {
    return db.all<TableDuRegistre>(
        "select nom_table, colonne from registre where nom_table not in ('journal', "
        "'fusion', 'jeune_mot', 'jeune_cle', 'situation', 'changement', 'campagne_a_revoir', 'fiche_changee') "
        "order by nom_table");
}

/// Colonnes de la clé primaire, dans l'ordre ; la seule question que les deux bases ne posent pas de même.
std::vector<std::string> cle_primaire(Reader& db, std::string const& table) {
    if (db.connection().engine() == storage::Engine::sqlite)
        return db.all<std::string>("select name from pragma_table_info(?) where pk > 0 order by pk", table);
    return db.all<std::string>(
        "select a.attname::text from pg_index i cross join lateral unnest(i.indkey) with ordinality k(num, rang) "
        "join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num "
        "where i.indrelid = ?::regclass and i.indisprimary order by k.rang",
        table);
}

/// Autres colonnes de chaque contrainte d'unicité qui contient le jeune : une ligne qui la briserait ne se déplace pas.
std::vector<std::vector<std::string>> unicites(Reader& db, TableDuRegistre const& t) {
    struct Colonne {
        std::string index, colonne;
    };
    auto lignes =
        db.connection().engine() == storage::Engine::sqlite
            ? db.all<Colonne>("select l.name, i.name from pragma_index_list(?) l join pragma_index_info(l.name) i "
                              "where l.\"unique\" = 1 and l.partial = 0 order by l.name, i.seqno",
                              t.table)
            : db.all<Colonne>(
                  "select i.indexrelid::text, a.attname::text from pg_index i cross join lateral unnest(i.indkey) with "
                  "ordinality k(num, rang) "
                  "join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.num "
                  "where i.indrelid = ?::regclass and i.indisunique and i.indpred is null order by 1, k.rang",
                  t.table);
    std::vector<std::pair<std::string, std::vector<std::string>>> par_index;
    for (auto const& l : lignes) {
        if (par_index.empty() || par_index.back().first != l.index)
            par_index.push_back({l.index, {}});
        par_index.back().second.push_back(l.colonne);
    }
    std::vector<std::vector<std::string>> liste;
    for (auto& [nom, colonnes] : par_index)
        if (std::erase(colonnes, t.colonne) > 0)
            liste.push_back(colonnes);
    return liste;
}

std::string condition_d_unicite(Reader& db, TableDuRegistre const& t, std::int64_t garde) {
    std::string condition;
    for (auto const& colonnes : unicites(db, t)) {
        condition += " and not exists (select 1 from " + t.table + " deja where deja." + t.colonne + " = " +
                     std::to_string(garde);
        for (auto const& c : colonnes)
            condition += " and deja." + c + " = " + t.table + "." + c;
        condition += ")";
    }
    return condition;
}

/// Ce qui n'est ouvert qu'une fois par personne : le référent, un même frein. Celui du dossier gardé reste.
std::string un_seul_ouvert(std::string const& table, std::int64_t garde) {
    auto sauf = [&](std::string const& quoi, std::string const& meme) {
        return " and not (" + quoi + table + ".au is null and exists (select 1 from " + table +
               " deja where deja.jeune_id = " + std::to_string(garde) + " and deja.au is null and " + meme + "))";
    };
    if (table == "cercle")
        return sauf("cercle.fonction = 'referent' and ", "deja.fonction = 'referent'");
    return table == "frein" ? sauf("", "deja.code = frein.code") : std::string{};
}

/// Déplace les lignes qui le peuvent ; rend leurs clés, pour pouvoir les rendre.
json deplacer(Writer& db, TableDuRegistre const& t, Id<Jeune> garde, Id<Jeune> absorbe) {
    auto cle = cle_primaire(db, t.table);
    std::erase(cle, t.colonne);
    std::string rendues;
    for (auto const& c : cle)
        rendues += (rendues.empty() ? "" : ", ") + ("cast(" + t.table + "." + c + " as text)");
    json lignes = json::array();
    std::vector<storage::Param> const p{garde.valeur, absorbe.valeur};
    db.connection().execute("update " + t.table + " set " + t.colonne + " = ? where " + t.colonne + " = ?" +
                                condition_d_unicite(db, t, garde.valeur) + un_seul_ouvert(t.table, garde.valeur) +
                                (rendues.empty() ? "" : " returning " + rendues),
                            p, [&](storage::Row const& row) {
                                json une = json::array();
                                for (int i = 0; i < row.columns(); ++i)
                                    une.push_back(std::string(row.text(i)));
                                lignes.push_back(une);
                                return true;
                            });
    return {{"table", t.table}, {"colonne", t.colonne}, {"cle", cle}, {"lignes", lignes}};
}

/// Les situations qui ne recouvrent rien suivent ; les autres restent avec le dossier absorbé, et l'écran le dit.
json deplacer_situations(Writer& db, Id<Jeune> garde, Id<Jeune> absorbe) {
    json lignes = json::array();
    auto fin = [](SituationVue const& s) { return s.situation.au.value_or(Date{9999y / 12 / 31}); };
    auto presentes = situations(db, garde);
    for (auto const& s : situations(db, absorbe)) {
        bool recouvre = std::ranges::any_of(
            presentes, [&](SituationVue const& p) { return p.situation.du <= fin(s) && s.situation.du <= fin(p); });
        if (recouvre)
            continue;
        db.run("update situation set jeune_id = ? where id = ?", garde, s.id);
        presentes.push_back(s);
        lignes.push_back(json::array({std::to_string(s.id.valeur)}));
    }
    return {{"table", "situation"}, {"colonne", "jeune_id"}, {"cle", {"id"}}, {"lignes", lignes}};
}

constexpr std::string_view champs_a_completer[] = {"nom_usage", "autres_prenoms", "sexe",    "commune_naissance",
                                                   "adresse",   "code_postal",    "commune", "telephone",
                                                   "courriel",  "points_d_appui"};

/// Ce qui manque au dossier gardé vient de l'autre ; rien n'est remplacé.
json completer(Writer& db, Id<Jeune> garde, Id<Jeune> absorbe) {
    json champs = json::object();
    for (auto champ : champs_a_completer) {
        std::string c{champ};
        auto valeur = db.one<std::string>("select " + c + " from jeune where id = ?", absorbe);
        if (valeur.empty() ||
            db.run("update jeune set " + c + " = ? where id = ? and " + c + " = ''", valeur, garde) == 0)
            continue;
        champs[c] = valeur;
    }
    return champs;
}

void rendre(Writer& db, json const& deplacement, Id<Jeune> garde, Id<Jeune> absorbe) {
    auto const table = deplacement["table"].get<std::string>();
    auto const colonne = deplacement["colonne"].get<std::string>();
    std::string sql = "update " + table + " set " + colonne + " = ? where " + colonne + " = ?";
    for (auto const& c : deplacement["cle"])
        sql += " and cast(" + c.get<std::string>() + " as text) = ?";
    for (auto const& ligne : deplacement["lignes"]) {
        std::vector<storage::Param> p{absorbe.valeur, garde.valeur};
        for (auto const& valeur : ligne)
            p.emplace_back(valeur.get<std::string>());
        db.connection().execute(sql, p, {});
    }
}

struct LigneFusion {
    Id<Jeune> garde, absorbe;
    std::string deplacements;
    Instant faite_le{};
    std::optional<Instant> defaite_le;
};
std::optional<LigneFusion> ligne(Reader& db, Id<Fusion> id) {
    return db.maybe<LigneFusion>(
        "select garde_id, absorbe_id, deplacements, faite_le, defaite_le from fusion where id = ?", id);
}

acces::Condition celles_qu_il_voit(acces::Portee const& portee) {
    auto v = acces::est_visible(portee, "g");
    return {"select f.id, f.garde_id, f.absorbe_id, upper(g.nom) || ' ' || g.prenom, upper(a.nom) || ' ' || a.prenom, "
            "f.motif, "
            "coalesce(ag.prenom || ' ' || ag.nom, ''), "
            "f.faite_le, f.defaite_le from fusion f join jeune g on g.id = f.garde_id join jeune a on a.id = "
            "f.absorbe_id left "
            "join agent ag on ag.id = f.faite_par "
            "where " +
                v.sql,
            v.p};
}

} // namespace

std::optional<std::string> empechement(Reader& db, Id<Jeune> garde, Id<Jeune> absorbe) {
    if (garde == absorbe)
        return "C’est le même dossier.";
    auto g = trouver_sans_portee(db, garde), a = trouver_sans_portee(db, absorbe);
    if (!g || !a)
        return "L’un des deux dossiers n’existe pas.";
    if (g->fusionne_dans || a->fusionne_dans)
        return "L’un des deux dossiers a déjà été fusionné : ouvrez celui qui a été gardé.";
    auto rg = referent(db, garde), ra = referent(db, absorbe);
    if (rg && ra && rg->agent != ra->agent)
        return "Chacun a son référent (" + rg->nom + " et " + ra->nom +
               ") : décidez d’abord entre vous qui le reste, puis désignez-le sur les deux dossiers.";
    if (g->verifiee_le && a->verifiee_le && g->naissance && a->naissance && *g->naissance != *a->naissance)
        return "Les deux identités ont été vérifiées avec des dates de naissance différentes : ce sont deux personnes, "
               "ou l’une des vérifications est à reprendre.";
    return std::nullopt;
}

Id<Fusion> fusionner(Writer& db, Id<Jeune> garde, Id<Jeune> absorbe, std::string_view motif,
                     std::optional<Id<acces::Agent>> agent, Instant maintenant) {
    if (auto pourquoi = empechement(db, garde, absorbe))
        throw std::invalid_argument(*pourquoi);
    json trace;
    trace["tables"] = json::array();
    for (auto const& t : tables_a_deplacer(db))
        trace["tables"].push_back(deplacer(db, t, garde, absorbe));
    trace["tables"].push_back(deplacer_situations(db, garde, absorbe));
    trace["champs"] = completer(db, garde, absorbe);
    auto a = trouver_sans_portee(db, absorbe);
    trace["bassin"] = a->bassin ? json(a->bassin->valeur) : json();
    // Absorbé, il n'est plus dans aucun bassin : il ne se voit plus que par celui qui l'a gardé.
    db.run("update jeune set fusionne_dans = ?, bassin_id = null, version = version + 1 where id = ?", garde, absorbe);
    db.run("update jeune set bassin_id = coalesce(bassin_id, ?), psad_depuis = coalesce(psad_depuis, ?), version = "
           "version + 1 where id = ?",
           a->bassin, a->psad_depuis, garde);
    db.run("delete from jeune_mot where jeune_id = ?", absorbe);
    db.run("delete from jeune_cle where jeune_id = ?", absorbe);
    indexer(db, garde);
    return db.one<Id<Fusion>>("insert into fusion (garde_id, absorbe_id, motif, deplacements, faite_le, faite_par) "
                              "values (?, ?, ?, ?, ?, ?) returning id",
                              garde, absorbe, motif, trace.dump(), maintenant, agent);
}

std::optional<std::string> empechement_de_defaire(Reader& db, Id<Fusion> id, Instant maintenant, int jours) {
    auto f = ligne(db, id);
    if (!f)
        return "Cette fusion n’existe pas.";
    if (f->defaite_le)
        return "Cette fusion a déjà été défaite.";
    if (maintenant > f->faite_le + std::chrono::days{jours})
        return "Le délai de " + std::to_string(jours) + " jours est passé : la fusion ne peut plus être défaite ici.";
    if (trouver_sans_portee(db, f->garde)->fusionne_dans)
        return "Le dossier gardé a lui-même été fusionné depuis : défaites d’abord cette fusion plus récente.";
    return std::nullopt;
}

void defaire_fusion(Writer& db, Id<Fusion> id, std::optional<Id<acces::Agent>> agent, Instant maintenant, int jours) {
    if (auto pourquoi = empechement_de_defaire(db, id, maintenant, jours))
        throw std::invalid_argument(*pourquoi);
    auto f = *ligne(db, id);
    auto trace = json::parse(f.deplacements);
    for (auto const& deplacement : trace["tables"])
        rendre(db, deplacement, f.garde, f.absorbe);
    for (auto const& [champ, valeur] : trace["champs"].items()) // ce qui a été corrigé depuis reste
        db.run("update jeune set " + champ + " = '' where id = ? and " + champ + " = ?", f.garde,
               valeur.get<std::string>());
    auto bassin = trace["bassin"].is_null() ? std::nullopt : std::optional{trace["bassin"].get<std::int64_t>()};
    // Le bassin d'alors a pu être fondu dans un autre depuis.
    db.run("update jeune set fusionne_dans = null, bassin_id = (select coalesce(t.fusionne_dans, t.id) from territoire "
           "t where t.id = ?), version = version + 1 where id = ?",
           bassin, f.absorbe);
    db.run("update jeune set version = version + 1 where id = ?", f.garde);
    db.run("update fusion set defaite_le = ?, defaite_par = ? where id = ?", maintenant, agent, id);
    indexer(db, f.garde);
    indexer(db, f.absorbe);
}

std::vector<FusionVue> fusions(Reader& db, acces::Portee const& portee, int au_plus) {
    auto v = celles_qu_il_voit(portee);
    return db.all<FusionVue>(v.sql + " order by f.id desc limit ?", v.p, au_plus);
}

std::optional<FusionVue> fusion(Reader& db, acces::Portee const& portee, Id<Fusion> id) {
    auto v = celles_qu_il_voit(portee);
    return db.maybe<FusionVue>(v.sql + " and f.id = ?", v.p, id);
}

} // namespace metier::jeunes
