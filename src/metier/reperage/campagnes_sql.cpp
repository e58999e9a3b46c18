#include "metier/reperage/campagnes.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::reperage {
namespace {

constexpr std::string_view campagnes_sql =
    "select c.id, c.nom, c.annee, c.territoire_id, t.nom, c.observation, c.calcul, c.calcul_fini, c.calculee_le, "
    "c.tache_id, c.remarques, c.close_le, c.version "
    "from campagne c join territoire t on t.id = c.territoire_id ";
constexpr std::string_view places_sql =
    "select p.campagne_id, p.jeune_id, p.caisse, p.motif, p.legale, p.siei, p.locale, p.pourquoi_legale, "
    "p.pourquoi_siei, p.pourquoi_locale, p.origine, "
    "coalesce(s.nom, ''), p.nom, p.prenom, p.naissance, coalesce(e.nom, ''), p.classe, p.formation, p.verification_id, "
    "p.version from campagne_jeune p "
    "left join source s on s.id = p.source_id left join etablissement e on e.id = p.etablissement_id ";
/// « cross join » : d'abord les bassins, quelques-uns, puis leurs places par l'index.
constexpr std::string_view places_de_mes_bassins =
    " from (select territoire_id as bassin from repere_bassin where role_tenu_id = ?) b cross join campagne_jeune p "
    "where p.campagne_id = ? and p.territoire_id = b.bassin";

std::string suite(std::string_view debut, std::string_view fin) { return std::string(debut) + std::string(fin); }

} // namespace

std::string nom_distinct(Campagne const& c, std::vector<Campagne> const& liste) {
    auto memes = std::ranges::count(liste, c.nom, &Campagne::nom);
    return memes > 1 ? c.nom + " – " + c.nom_du_territoire : c.nom;
}

Id<Campagne> creer_campagne(Writer& db, Instant maintenant, std::optional<Id<acces::Agent>> par,
                            NouvelleCampagne const& c) {
    return db.one<Id<Campagne>>("insert into campagne (nom, annee, territoire_id, observation, creee_le, creee_par) "
                                "values (?, ?, ?, ?, ?, ?) returning id",
                                base::propre(c.nom), c.annee, c.territoire, c.observation, maintenant, par);
}

std::optional<Campagne> trouver_campagne(Reader& db, acces::Portee const& portee, Id<Campagne> id) {
    return db.maybe<Campagne>(
        suite(campagnes_sql,
              "where c.id = ? and c.id in (select campagne_id from campagne_visible where role_tenu_id = ?)"),
        id, portee.role_tenu);
}

std::optional<Campagne> trouver_campagne_sans_portee(Reader& db, Id<Campagne> id) {
    return db.maybe<Campagne>(suite(campagnes_sql, "where c.id = ?"), id);
}

std::vector<Campagne> campagnes(Reader& db, acces::Portee const& portee) {
    return db.all<Campagne>(suite(campagnes_sql,
                                  "where c.id in (select campagne_id from campagne_visible where role_tenu_id = ?) "
                                  "order by c.annee desc, c.observation desc, c.id desc limit 200"),
                            portee.role_tenu);
}

std::optional<Id<Campagne>> campagne_la_plus_large(Reader& db, acces::Portee const& portee) {
    auto liste = db.all<Id<Campagne>>(
        "select c.id from campagne c join territoire_contient t on t.ancetre_id = c.territoire_id "
        "join repere_bassin b on b.territoire_id = t.descendant_id where b.role_tenu_id = ? "
        "group by c.id, c.annee, c.observation order by c.annee desc, count(*) desc, c.observation desc, c.id desc "
        "limit 1",
        portee.role_tenu);
    return liste.empty() ? std::nullopt : std::optional{liste.front()};
}

std::vector<std::pair<Id<territoire::Territoire>, std::string>> territoires_possibles(Reader& db,
                                                                                      acces::Portee const& portee) {
    struct Ligne {
        Id<territoire::Territoire> id;
        std::string nom;
    };
    std::vector<std::pair<Id<territoire::Territoire>, std::string>> liste;
    for (auto& l : db.all<Ligne>("select t.id, t.nom from repere_bassin b join territoire t on t.id = b.territoire_id "
                                 "where b.role_tenu_id = ? order by t.cle_tri, t.id",
                                 portee.role_tenu))
        liste.emplace_back(l.id, std::move(l.nom));
    return liste;
}

std::optional<Campagne> campagne_ouverte(Reader& db, Id<territoire::Territoire> ou, base::AnneeScolaire annee) {
    auto liste = db.all<Campagne>(suite(campagnes_sql, "where c.territoire_id = ? and c.annee = ? and c.close_le is "
                                                       "null order by c.id limit 1"),
                                  ou, annee);
    return liste.empty() ? std::nullopt : std::optional{std::move(liste.front())};
}

void exiger_aucune_ouverte(Writer& db, Id<territoire::Territoire> ou, base::AnneeScolaire annee) {
    db.run("update territoire set nom = nom where id = ?", ou); // la seconde attend que la première ait fini
    if (campagne_ouverte(db, ou, annee))
        throw storage::Conflict{};
}

std::map<Caisse, std::int64_t> par_caisse(Reader& db, acces::Portee const& portee, Id<Campagne> id) {
    std::map<Caisse, std::int64_t> nombres;
    for (auto const& c : caisses) // l'index seul compte chacune, bassin par bassin
        if (auto n = db.one<std::int64_t>(suite("select count(*)", places_de_mes_bassins) + " and p.caisse = ?",
                                          portee.role_tenu, id, c.valeur))
            nombres[c.valeur] = n;
    return nombres;
}

ParDefinition par_definition(Reader& db, acces::Portee const& portee, Id<Campagne> id) {
    return db.one<ParDefinition>(suite("select coalesce(sum(p.legale), 0), coalesce(sum(p.siei), 0), "
                                       "coalesce(sum(p.locale), 0), count(*)",
                                       places_de_mes_bassins) +
                                     " and p.caisse = 'presume'",
                                 portee.role_tenu, id);
}

std::vector<SourceCherchee> sources_cherchees(Reader& db, Id<Campagne> id) {
    return db.all<SourceCherchee>("select s.nom, c.annee, c.personnes, c.vue_le from campagne_source c join source s "
                                  "on s.id = c.source_id where c.campagne_id = ? "
                                  "order by c.annee desc, s.nom",
                                  id);
}

void clore(Writer& db, Instant maintenant, Id<acces::Agent> agent, Id<Campagne> id, std::int64_t version) {
    db.run_versioned("update campagne set close_le = ?, close_par = ?, version = version + 1 where id = ? and version "
                     "= ? and close_le is null",
                     maintenant, agent, id, version);
    db.run("delete from campagne_proche where campagne_id = ?", id);
    db.run("delete from campagne_a_revoir where campagne_id = ?", id);
}

std::optional<PlaceVue> place(Reader& db, acces::Portee const& portee, Id<Campagne> campagne, Id<Jeune> jeune) {
    auto v = acces::est_visible(portee, "j");
    return db.maybe<PlaceVue>(
        suite(places_sql, "join jeune j on j.id = p.jeune_id where p.campagne_id = ? and p.jeune_id = ? and ") + v.sql,
        campagne, jeune, v.p);
}

std::vector<PlaceVue> places(Reader& db, Id<Jeune> jeune) {
    return db.all<PlaceVue>(suite(places_sql, "join campagne c on c.id = p.campagne_id where p.jeune_id = ? order by "
                                              "c.observation desc, c.id desc limit 20"),
                            jeune);
}

std::vector<JeuneDeCaisse> de_la_caisse(Reader& db, acces::Portee const& portee, Id<Campagne> campagne, Caisse caisse,
                                        std::string const& apres_tri, std::int64_t apres_id, int nombre) {
    auto v = acces::est_visible(portee, "j");
    return db.all<JeuneDeCaisse>(
        suite("select p.jeune_id, p.nom, p.prenom, p.naissance, coalesce(e.nom, ''), p.classe, p.motif, p.cle_tri from "
              "campagne_jeune p join jeune j on j.id = p.jeune_id "
              "left join etablissement e on e.id = p.etablissement_id where p.campagne_id = ? and p.caisse = ? "
              "and (p.cle_tri, p.jeune_id) > (?, ?) and ",
              v.sql) +
            " order by p.cle_tri, p.jeune_id limit ?",
        campagne, caisse, apres_tri, apres_id, v.p, nombre);
}

std::vector<Proche> proches(Reader& db, Id<Campagne> campagne, Id<Jeune> jeune) {
    return db.all<Proche>("select p.proche_id, j.nom, j.prenom, j.naissance, p.dixiemes, p.pourquoi from "
                          "campagne_proche p join jeune j on j.id = p.proche_id "
                          "where p.campagne_id = ? and p.jeune_id = ? order by p.rang",
                          campagne, jeune);
}

} // namespace metier::reperage
