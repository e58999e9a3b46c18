#include "metier/territoire/territoire.hpp"

#include <algorithm>
#include <tuple>

#include "base/texte.hpp"

namespace metier::territoire {
namespace {

constexpr auto colonnes_etablissement =
    "e.id, e.uai, e.nom, e.genre, e.secteur, e.adresse, e.code_postal, e.commune, e.code_insee, e.telephone, "
    "e.courriel, "
    "e.territoire_id, t.nom, e.ferme_le from etablissement e join territoire t on t.id = e.territoire_id ";

std::string choisir(std::string const& suite) { return std::string("select ") + colonnes_etablissement + suite; }

} // namespace

Id<Territoire> territoire(storage::Writer& db, GenreDeTerritoire genre, std::string const& code, std::string const& nom,
                          std::optional<Id<Territoire>> parent) {
    if (auto deja = db.maybe<Id<Territoire>>("select id from territoire where genre = ? and code = ?", genre, code))
        return *deja;
    auto id = db.one<Id<Territoire>>(
        "insert into territoire (genre, code, nom, parent_id, cle_tri) values (?, ?, ?, ?, ?) returning id", genre,
        code, nom, parent, base::cle_de_tri(nom));
    db.run("insert into territoire_contient (ancetre_id, descendant_id) values (?, ?)", id, id);
    if (parent)
        db.run(
            "insert into territoire_contient (ancetre_id, descendant_id) select ancetre_id, ? from territoire_contient "
            "where descendant_id = ?",
            id, *parent);
    return id;
}

std::vector<Territoire> territoires(storage::Reader& db) {
    return db.all<Territoire>("select id, genre, code, nom, parent_id from territoire order by genre, cle_tri, id");
}

std::optional<Territoire> trouver(storage::Reader& db, Id<Territoire> id) {
    return db.maybe<Territoire>("select id, genre, code, nom, parent_id from territoire where id = ?", id);
}

std::vector<Territoire> contenus(storage::Reader& db, Id<Territoire> id) {
    return db.all<Territoire>(
        "select t.id, t.genre, t.code, t.nom, t.parent_id from territoire t join territoire_contient c "
        "on c.descendant_id = t.id where c.ancetre_id = ? order by t.cle_tri, t.id",
        id);
}

Ecrit enregistrer(storage::Writer& db, Etablissement const& e) {
    auto ancien = db.maybe<Etablissement>(choisir("where e.uai = ?"), e.uai);
    auto tri = base::cle_de_tri(e.nom + " " + e.commune);
    if (!ancien) {
        db.run("insert into etablissement (uai, nom, genre, secteur, adresse, code_postal, commune, code_insee, "
               "telephone, courriel, "
               "territoire_id, ferme_le, cle_tri) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
               e.uai, e.nom, e.genre, e.secteur, e.adresse, e.code_postal, e.commune, e.code_insee, e.telephone,
               e.courriel, e.territoire, e.ferme_le, tri);
        return Ecrit::cree;
    }
    bool pareil = ancien->nom == e.nom && ancien->genre == e.genre && ancien->secteur == e.secteur &&
                  ancien->adresse == e.adresse && ancien->code_postal == e.code_postal &&
                  ancien->commune == e.commune && ancien->code_insee == e.code_insee &&
                  ancien->telephone == e.telephone && ancien->courriel == e.courriel &&
                  ancien->territoire == e.territoire && ancien->ferme_le == e.ferme_le;
    if (pareil)
        return Ecrit::identique;
    db.run(
        "update etablissement set nom = ?, genre = ?, secteur = ?, adresse = ?, code_postal = ?, commune = ?, "
        "code_insee = ?, "
        "telephone = ?, courriel = ?, territoire_id = ?, ferme_le = ?, cle_tri = ?, version = version + 1 where id = ?",
        e.nom, e.genre, e.secteur, e.adresse, e.code_postal, e.commune, e.code_insee, e.telephone, e.courriel,
        e.territoire, e.ferme_le, tri, ancien->id);
    return Ecrit::modifie;
}

std::optional<Etablissement> trouver(storage::Reader& db, Id<Etablissement> id) {
    return db.maybe<Etablissement>(choisir("where e.id = ?"), id);
}

std::optional<Etablissement> trouver(storage::Reader& db, base::Uai const& uai) {
    return db.maybe<Etablissement>(choisir("where e.uai = ?"), uai.texte());
}

std::vector<Etablissement> etablissements(storage::Reader& db, std::optional<Id<Territoire>> dans) {
    if (!dans)
        return db.all<Etablissement>(choisir("order by e.cle_tri, e.id"));
    return db.all<Etablissement>(
        choisir("where e.territoire_id in (select descendant_id from territoire_contient where ancetre_id = ?) "
                "order by e.cle_tri, e.id"),
        *dans);
}

std::vector<Etablissement> chercher(storage::Reader& db, Recherche const& r) {
    // L'annuaire tient en mémoire (quelques milliers de lignes) : on filtre ici, la base reste portable.
    auto mots = base::mots(r.mots);
    std::vector<Etablissement> trouves;
    auto tous = etablissements(db, r.dans);
    for (auto& e : tous) {
        auto cle = base::cle_de_tri(e.nom + " " + e.commune);
        bool deja_vu = !r.apres_tri.empty() && std::tie(cle, e.id.valeur) <= std::tie(r.apres_tri, r.apres_id);
        if (deja_vu || (r.genre && e.genre != *r.genre))
            continue;
        auto texte = base::normalise(e.nom + " " + e.commune + " " + e.uai);
        bool convient =
            std::ranges::all_of(mots, [&](std::string const& mot) { return texte.find(mot) != texte.npos; });
        if (convient)
            trouves.push_back(std::move(e));
        if (trouves.size() == static_cast<std::size_t>(r.nombre))
            break;
    }
    return trouves;
}

Id<Reseau> reseau(storage::Writer& db, GenreDeReseau genre, std::string const& nom,
                  std::vector<Id<Territoire>> const& bassins, std::optional<Id<Etablissement>> pilote) {
    auto id = db.maybe<Id<Reseau>>("select id from reseau where genre = ? and nom = ?", genre, nom);
    if (!id)
        id = db.one<Id<Reseau>>(
            "insert into reseau (genre, nom, etablissement_id, cle_tri) values (?, ?, ?, ?) returning id", genre, nom,
            pilote, base::cle_de_tri(nom));
    for (auto bassin : bassins)
        db.run("insert into reseau_bassin (reseau_id, territoire_id) values (?, ?) on conflict do nothing", *id,
               bassin);
    return *id;
}

std::vector<Reseau> reseaux(storage::Reader& db, std::optional<Id<Territoire>> bassin) {
    if (!bassin)
        return db.all<Reseau>("select id, genre, nom from reseau order by genre, cle_tri, id");
    return db.all<Reseau>("select r.id, r.genre, r.nom from reseau r join reseau_bassin b on b.reseau_id = r.id where "
                          "b.territoire_id = ? "
                          "order by r.genre, r.cle_tri, r.id",
                          *bassin);
}

Id<Structure> structure(storage::Writer& db, std::string const& genre, std::string const& nom,
                        std::string const& commune, std::optional<Id<Territoire>> territoire) {
    if (auto deja = db.maybe<Id<Structure>>("select id from structure where genre = ? and nom = ?", genre, nom))
        return *deja;
    return db.one<Id<Structure>>(
        "insert into structure (genre, nom, commune, territoire_id, cle_tri) values (?, ?, ?, ?, ?) returning id",
        genre, nom, commune, territoire, base::cle_de_tri(nom));
}

std::vector<Structure> structures(storage::Reader& db, std::string const& genre) {
    if (genre.empty())
        return db.all<Structure>("select id, genre, nom, commune from structure order by genre, cle_tri, id");
    return db.all<Structure>("select id, genre, nom, commune from structure where genre = ? order by cle_tri, id",
                             genre);
}

} // namespace metier::territoire
