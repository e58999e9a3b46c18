#include <algorithm>
#include <map>

#include "base/texte.hpp"
#include "metier/jeunes/regles.hpp"
#include "metier/partenariats/places.hpp"
#include "metier/partenariats/secteur.hpp"
#include "metier/suivi/journee_sql.hpp"

namespace metier::partenariats {
namespace {

constexpr auto choisir =
    "select o.id, o.etablissement_id, o.structure_id, coalesce(e.nom, s.nom), coalesce(e.commune, s.commune), o.code, "
    "o.formation, o.nombre, o.du, o.au, o.conditions, o.age_de, o.age_a, o.sans_qualification, o.interruption, "
    "o.confirmee_le, coalesce(a.prenom || ' ' || a.nom, ''), o.retiree_le, o.version from offre_de_places o left join "
    "etablissement e on e.id = o.etablissement_id left join structure s on s.id = o.structure_id left join agent a on "
    "a.id = o.confirmee_par ";

/// Sans solution ce jour-là : dit tel, et rien d'autre de connu. Trois fois deux fois le jour.
constexpr std::string_view en_cours = "s.jeune_id = j.id and s.du <= ? and (s.au is null or s.au >= ?)";
std::string const sans_solution = "exists (select 1 from situation s where " + std::string(en_cours) +
                                  " and s.genre = 'sans_solution') and not exists (select 1 from situation s where " +
                                  std::string(en_cours) + " and s.genre not in ('sans_solution', 'inconnue'))";
std::string const choisir_candidats =
    "select j.id, j.nom, j.nom_usage, j.prenom, j.naissance, j.commune, (select max(i.au) from inscription i where "
    "i.jeune_id = j.id), 0, case when exists (select 1 from frein f where f.jeune_id = j.id and f.code = 'mobilite' "
    "and f.au is null) then 1 else 0 end, case when " +
    sans_solution + " then 1 else 0 end from jeune j where j.fusionne_dans is null and j.id in (";

} // namespace

std::optional<Offre> trouver(Reader& db, Id<Offre> id) {
    return db.maybe<Offre>(std::string(choisir) + "where o.id = ?", id);
}

std::vector<Offre> offres(Reader& db, Partenaire const& p) {
    return db.all<Offre>(std::string(choisir) + "where (o.etablissement_id = ? or o.structure_id = ?) and o.retiree_le "
                                                "is null order by o.du, o.id",
                         p.etablissement, p.structure);
}

std::vector<Offre> offres_a_corriger(Reader& db, Partenaire const& p, Instant depuis) {
    return db.all<Offre>(std::string(choisir) +
                             "where (o.etablissement_id = ? or o.structure_id = ?) and (o.retiree_le is null or "
                             "(o.nombre = 0 and o.confirmee_par is null and o.confirmee_le >= ?)) order by o.du, o.id",
                         p.etablissement, p.structure, depuis);
}

constexpr auto offerte = "where o.retiree_le is null and o.nombre > 0 and (o.au is null or o.au >= ?) ";
constexpr auto par_fraicheur = "order by o.confirmee_le desc, o.id limit ?";

std::vector<Offre> toutes_les_offres(Reader& db, Date jour, int nombre) {
    return db.all<Offre>(std::string(choisir) + offerte + par_fraicheur, jour, nombre);
}

bool repond(Offre const& o, std::string_view mots) {
    auto tout = base::cle_de_tri(o.formation + " " + o.partenaire + " " + o.commune);
    auto cherches = base::decoupe(base::cle_de_tri(mots), ' ');
    return std::ranges::all_of(cherches, [&](auto const& mot) { return tout.find(mot) != std::string::npos; });
}

std::vector<Offre> offres_du_secteur(Reader& db, acces::Portee const& portee, int nombre) {
    return db.all<Offre>(std::string(choisir) + offerte + "and (coalesce(e.territoire_id, s.territoire_id) in (" +
                             std::string(secteur_sql) +
                             ") or o.etablissement_id in (select etablissement_id from role_tenu where id = ?)) " +
                             par_fraicheur,
                         portee.jour, portee.role_tenu, portee.role_tenu, portee.role_tenu, nombre);
}

Id<Offre> enregistrer(Writer& db, Partenaire const& p, Offre const& o, std::optional<Id<acces::Agent>> par,
                      Instant instant) {
    if (o.id == Id<Offre>{})
        return db.one<Id<Offre>>(
            "insert into offre_de_places (etablissement_id, structure_id, code, formation, nombre, du, au, conditions, "
            "age_de, age_a, sans_qualification, interruption, confirmee_le, confirmee_par) values (?, ?, ?, ?, ?, ?, "
            "?, ?, ?, ?, ?, ?, ?, ?) returning id",
            p.etablissement, p.structure, o.code, o.formation, o.nombre, o.du, o.au, o.conditions, o.age_de, o.age_a,
            o.sans_qualification, o.interruption, instant, par);
    db.run_versioned("update offre_de_places set code = ?, formation = ?, nombre = ?, du = ?, au = ?, conditions = ?, "
                     "age_de = ?, age_a = ?, sans_qualification = ?, interruption = ?, confirmee_le = ?, confirmee_par "
                     "= ?, version = version + 1 where id = ? and version = ? and retiree_le is null",
                     o.code, o.formation, o.nombre, o.du, o.au, o.conditions, o.age_de, o.age_a, o.sans_qualification,
                     o.interruption, instant, par, o.id, o.version);
    return o.id;
}

bool confirmer(Writer& db, Id<Offre> id, std::int64_t nombre, std::optional<Id<acces::Agent>> par, Instant instant) {
    auto avant = db.maybe<std::int64_t>("select nombre from offre_de_places where id = ? and (retiree_le is null "
                                        "or (nombre = 0 and confirmee_par is null))",
                                        id);
    if (!avant)
        return false;
    std::optional<Date> retiree;
    if (nombre == 0)
        retiree = base::a_paris(instant).jour;
    db.run("update offre_de_places set nombre = ?, confirmee_le = ?, confirmee_par = ?, retiree_le = ?, version = "
           "version + 1 where id = ?",
           nombre, instant, par, retiree, id);
    return *avant != nombre;
}

namespace {

/// Qui est qualifié, d'après la règle du dossier et non d'après une requête.
void qualifier(Reader& db, std::vector<Candidat>& liste) {
    if (liste.empty())
        return;
    std::vector<storage::Param> ids;
    for (auto const& c : liste)
        ids.push_back(storage::to_param(c.id));
    struct Lu {
        Id<jeunes::Jeune> jeune;
        std::optional<int> niveau;
        jeunes::GenreDiplome genre = jeunes::GenreDiplome::autre;
    };
    std::map<std::int64_t, std::vector<jeunes::Diplome>> diplomes;
    for (auto const& d : db.all_with<Lu>("select jeune_id, niveau, genre from diplome where jeune_id in (" +
                                             storage::placeholders(ids.size()) + ")",
                                         ids))
        diplomes[d.jeune.valeur].push_back({"", d.niveau, d.genre, false, {}});
    for (auto& c : liste)
        if (auto d = diplomes.find(c.id.valeur); d != diplomes.end())
            c.qualifie = jeunes::qualifie(d->second);
}

std::vector<Candidat> lire(Reader& db, std::vector<Id<jeunes::Jeune>> const& qui, Date jour, bool sans_solution_seuls) {
    std::vector<Candidat> tous;
    constexpr std::size_t d_un_coup = 2000;
    for (std::size_t i = 0; i < qui.size(); i += d_un_coup) {
        std::vector<storage::Param> ids;
        for (auto j = i; j < std::min(qui.size(), i + d_un_coup); ++j)
            ids.push_back(storage::to_param(qui[j]));
        std::vector<storage::Param> p(4, storage::to_param(jour));
        p.insert(p.end(), ids.begin(), ids.end());
        auto sql = choisir_candidats + storage::placeholders(ids.size()) + ")";
        if (sans_solution_seuls) {
            sql += " and " + sans_solution;
            p.insert(p.end(), 4, storage::to_param(jour));
        }
        auto part = db.all_with<Candidat>(sql, p);
        qualifier(db, part);
        tous.insert(tous.end(), part.begin(), part.end());
    }
    std::ranges::sort(tous, {}, [](Candidat const& c) { return std::tie(c.nom, c.prenom, c.id); });
    return tous;
}

} // namespace

std::vector<Candidat> candidats(Reader& db, acces::Portee const& portee) {
    return lire(db, suivi::dossiers_suivis(db, portee), portee.jour, true);
}

std::optional<Candidat> candidat(Reader& db, Id<jeunes::Jeune> jeune, Date jour) {
    auto lus = lire(db, {jeune}, jour, false);
    return lus.empty() ? std::nullopt : std::optional{lus.front()};
}

namespace {

constexpr auto proposees = " from place_proposee p join solution x on x.id = p.solution_id where x.annulee_le is null ";

} // namespace

std::set<Id<jeunes::Jeune>> deja_proposee_a(Reader& db, Id<Offre> offre) {
    auto lus = db.all<Id<jeunes::Jeune>>(std::string("select p.jeune_id") + proposees + "and p.offre_id = ?", offre);
    return {lus.begin(), lus.end()};
}

std::set<Id<Offre>> deja_proposees(Reader& db, Id<jeunes::Jeune> jeune) {
    auto lus = db.all<Id<Offre>>(std::string("select p.offre_id") + proposees + "and p.jeune_id = ?", jeune);
    return {lus.begin(), lus.end()};
}

void noter_proposee(Writer& db, Id<Offre> offre, Id<jeunes::Jeune> jeune, std::int64_t solution, Instant instant,
                    Id<acces::Agent> par) {
    db.run("insert into place_proposee (offre_id, jeune_id, solution_id, le, agent_id) values (?, ?, ?, ?, ?)", offre,
           jeune, solution, instant, par);
}

} // namespace metier::partenariats
