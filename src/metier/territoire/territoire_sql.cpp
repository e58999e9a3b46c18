#include "metier/territoire/territoire.hpp"

#include <algorithm>
#include <tuple>

#include "base/texte.hpp"

namespace metier::territoire {
namespace {

constexpr auto colonnes_etablissement =
    "e.id, e.uai, e.nom, e.genre, e.secteur, e.adresse, e.code_postal, e.commune, e.code_insee, e.telephone, "
    "e.courriel, "
    "e.territoire_id, t.nom, e.ferme_le, e.range_le from etablissement e join territoire t on t.id = e.territoire_id ";

std::string choisir(std::string const& suite) { return std::string("select ") + colonnes_etablissement + suite; }

std::string territoires_sql(std::string const& suite) {
    return "select t.id, t.genre, t.code, t.nom, t.parent_id, t.ferme_le, t.fusionne_dans, t.provisoire, t.version "
           "from territoire t " +
           suite;
}

} // namespace

Id<Territoire> territoire(storage::Writer& db, GenreDeTerritoire genre, std::string const& code, std::string const& nom,
                          std::optional<Id<Territoire>> parent) {
    if (auto deja = db.maybe<Id<Territoire>>(
            "select coalesce(fusionne_dans, id) from territoire where genre = ? and code = ?", genre, code))
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
    return db.all<Territoire>(territoires_sql("order by t.genre, t.cle_tri, t.id"));
}

std::vector<Territoire> territoires_ouverts(storage::Reader& db) {
    return db.all<Territoire>(territoires_sql("where t.ferme_le is null order by t.genre, t.cle_tri, t.id"));
}

std::optional<Territoire> trouver(storage::Reader& db, Id<Territoire> id) {
    return db.maybe<Territoire>(territoires_sql("where t.id = ?"), id);
}

std::vector<Territoire> contenus(storage::Reader& db, Id<Territoire> id) {
    return db.all<Territoire>(territoires_sql("join territoire_contient c on c.descendant_id = t.id "
                                              "where c.ancetre_id = ? order by t.cle_tri, t.id"),
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

} // namespace metier::territoire
