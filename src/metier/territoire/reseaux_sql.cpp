#include "metier/territoire/reseaux.hpp"

#include <algorithm>

#include "base/texte.hpp"

namespace metier::territoire {
namespace {

std::string reseaux_sql(std::string const& suite) {
    return "select r.id, r.genre, r.nom, r.etablissement_id, r.ferme_le, r.version from reseau r " + suite;
}
std::string structures_sql(std::string const& suite) {
    return "select s.id, s.genre, s.nom, s.commune, s.telephone, s.courriel, s.territoire_id, s.ferme_le, s.version "
           "from structure s " +
           suite;
}

void couvrir(storage::Writer& db, Id<Reseau> id, std::vector<Id<Territoire>> const& bassins) {
    for (auto bassin : bassins)
        db.run("insert into reseau_bassin (reseau_id, territoire_id) values (?, ?) on conflict do nothing", id, bassin);
}

/// Même nom à la casse et aux accents près.
template <class T>
bool meme_nom(std::vector<T> const& liste, auto genre, std::string_view nom, Id<T> sauf) {
    auto cle = base::normalise(nom);
    return std::ranges::any_of(
        liste, [&](T const& x) { return x.genre == genre && x.id != sauf && base::normalise(x.nom) == cle; });
}

} // namespace

Id<Reseau> reseau(storage::Writer& db, GenreDeReseau genre, std::string const& nom,
                  std::vector<Id<Territoire>> const& bassins, std::optional<Id<Etablissement>> pilote) {
    auto id = db.maybe<Id<Reseau>>("select id from reseau where genre = ? and nom = ?", genre, nom);
    if (!id)
        id = db.one<Id<Reseau>>(
            "insert into reseau (genre, nom, etablissement_id, cle_tri) values (?, ?, ?, ?) returning id", genre, nom,
            pilote, base::cle_de_tri(nom));
    couvrir(db, *id, bassins);
    return *id;
}

std::vector<Reseau> reseaux(storage::Reader& db, std::optional<Id<Territoire>> bassin) {
    if (!bassin)
        return db.all<Reseau>(reseaux_sql("where r.ferme_le is null order by r.genre, r.cle_tri, r.id"));
    return db.all<Reseau>(reseaux_sql("join reseau_bassin b on b.reseau_id = r.id where b.territoire_id = ? and "
                                      "r.ferme_le is null order by r.genre, r.cle_tri, r.id"),
                          *bassin);
}

std::vector<Reseau> tous_les_reseaux(storage::Reader& db) {
    return db.all<Reseau>(reseaux_sql("order by r.genre desc, r.cle_tri, r.id"));
}

std::optional<Reseau> trouver(storage::Reader& db, Id<Reseau> id) {
    return db.maybe<Reseau>(reseaux_sql("where r.id = ?"), id);
}

std::vector<Territoire> bassins_couverts(storage::Reader& db, Id<Reseau> id) {
    std::vector<Territoire> liste;
    for (auto bassin : db.all<Id<Territoire>>("select b.territoire_id from reseau_bassin b join territoire t on t.id = "
                                              "b.territoire_id where b.reseau_id = ? order by t.cle_tri, t.id",
                                              id))
        liste.push_back(*trouver(db, bassin));
    return liste;
}

bool nom_de_reseau_pris(storage::Reader& db, GenreDeReseau genre, std::string_view nom, Id<Reseau> sauf) {
    return meme_nom(tous_les_reseaux(db), genre, nom, sauf);
}

void modifier(storage::Writer& db, Reseau const& r, std::vector<Id<Territoire>> const& bassins) {
    db.run_versioned("update reseau set nom = ?, etablissement_id = ?, cle_tri = ?, version = version + 1 where id = ? "
                     "and version = ?",
                     r.nom, r.pilote, base::cle_de_tri(r.nom), r.id, r.version);
    db.run("delete from reseau_bassin where reseau_id = ?", r.id);
    couvrir(db, r.id, bassins);
}

void fermer(storage::Writer& db, Id<Reseau> id, Date le, std::int64_t version) {
    db.run_versioned(
        "update reseau set ferme_le = ?, version = version + 1 where id = ? and version = ? and ferme_le is null", le,
        id, version);
}

void rouvrir(storage::Writer& db, Id<Reseau> id) {
    db.run("update reseau set ferme_le = null, version = version + 1 where id = ?", id);
}

std::vector<MembreDeReseau> membres(storage::Reader& db, Id<Reseau> id, Date jour) {
    return db.all<MembreDeReseau>(
        "select m.id, m.etablissement_id, m.structure_id, coalesce(e.nom, s.nom), coalesce(e.commune, s.commune), m.du "
        "from reseau_membre m left join etablissement e on e.id = m.etablissement_id left join structure s on s.id = "
        "m.structure_id where m.reseau_id = ? and m.du <= ? and (m.au is null or m.au >= ?) "
        "order by coalesce(e.cle_tri, s.cle_tri), m.id",
        id, jour, jour);
}

void ajouter_membre(storage::Writer& db, Id<Reseau> id, std::optional<Id<Etablissement>> etablissement,
                    std::optional<Id<Structure>> structure, Date du) {
    for (auto const& m : membres(db, id, du))
        if (m.etablissement == etablissement && m.structure == structure)
            return;
    db.run("insert into reseau_membre (reseau_id, etablissement_id, structure_id, du) values (?, ?, ?, ?)", id,
           etablissement, structure, du);
}

void retirer_membre(storage::Writer& db, Id<Reseau> id, std::int64_t membre, Date dernier_jour) {
    db.run("update reseau_membre set au = ? where id = ? and reseau_id = ? and au is null", dernier_jour, membre, id);
}

Id<Structure> structure(storage::Writer& db, GenreDeStructure genre, std::string const& nom, std::string const& commune,
                        std::optional<Id<Territoire>> territoire) {
    if (auto deja = db.maybe<Id<Structure>>("select id from structure where genre = ? and nom = ?", genre, nom))
        return *deja;
    return enregistrer(db, {.id = {},
                            .genre = genre,
                            .nom = nom,
                            .commune = commune,
                            .telephone = {},
                            .courriel = {},
                            .territoire = territoire});
}

std::vector<Structure> structures(storage::Reader& db, std::optional<GenreDeStructure> genre) {
    auto liste = db.all<Structure>(structures_sql("where s.ferme_le is null order by s.genre, s.cle_tri, s.id"));
    std::erase_if(liste, [&](Structure const& s) { return genre && s.genre != *genre; });
    return liste;
}

std::vector<Structure> toutes_les_structures(storage::Reader& db) {
    return db.all<Structure>(structures_sql("order by s.genre, s.cle_tri, s.id"));
}

std::optional<Structure> trouver(storage::Reader& db, Id<Structure> id) {
    return db.maybe<Structure>(structures_sql("where s.id = ?"), id);
}

bool nom_de_structure_pris(storage::Reader& db, GenreDeStructure genre, std::string_view nom, Id<Structure> sauf) {
    return meme_nom(toutes_les_structures(db), genre, nom, sauf);
}

Id<Structure> enregistrer(storage::Writer& db, Structure const& s) {
    if (s.id == Id<Structure>{})
        return db.one<Id<Structure>>("insert into structure (genre, nom, commune, telephone, courriel, territoire_id, "
                                     "cle_tri) values (?, ?, ?, ?, ?, ?, ?) returning id",
                                     s.genre, s.nom, s.commune, s.telephone, s.courriel, s.territoire,
                                     base::cle_de_tri(s.nom));
    db.run_versioned("update structure set genre = ?, nom = ?, commune = ?, telephone = ?, courriel = ?, territoire_id "
                     "= ?, cle_tri = ?, version = version + 1 where id = ? and version = ?",
                     s.genre, s.nom, s.commune, s.telephone, s.courriel, s.territoire, base::cle_de_tri(s.nom), s.id,
                     s.version);
    return s.id;
}

void fermer(storage::Writer& db, Id<Structure> id, Date le, std::int64_t version) {
    db.run_versioned(
        "update structure set ferme_le = ?, version = version + 1 where id = ? and version = ? and ferme_le is null",
        le, id, version);
}

void rouvrir(storage::Writer& db, Id<Structure> id) {
    db.run("update structure set ferme_le = null, version = version + 1 where id = ?", id);
}

std::vector<std::string> ce_qui_en_depend(storage::Reader& db, Id<Reseau> id, Date jour) {
    auto roles = db.one<std::int64_t>("select count(*) from role_tenu where reseau_id = ? and (au is null or au >= ?)",
                                      id, jour);
    return roles == 0 ? std::vector<std::string>{}
                      : std::vector{base::pluriel(roles, "rôle tenu dessus", "rôles tenus dessus")};
}

std::vector<std::string> ce_qui_en_depend(storage::Reader& db, Id<Structure> id, Date jour) {
    auto reseaux =
        db.one<std::int64_t>("select count(*) from reseau_membre m join reseau r on r.id = m.reseau_id where "
                             "m.structure_id = ? and (m.au is null or m.au >= ?) and r.ferme_le is null",
                             id, jour);
    return reseaux == 0 ? std::vector<std::string>{}
                        : std::vector{base::pluriel(reseaux, "réseau ou plateforme dont elle est membre",
                                                    "réseaux ou plateformes dont elle est membre")};
}

} // namespace metier::territoire
