#include "metier/territoire/gestion.hpp"

#include <algorithm>

#include "base/texte.hpp"
#include "metier/territoire/noms.hpp"

namespace metier::territoire {
namespace {

bool code_pris(storage::Reader& db, GenreDeTerritoire genre, std::string const& code) {
    return db.maybe<std::int64_t>("select 1 from territoire where genre = ? and code = ?", genre, code).has_value();
}

std::string code_libre(storage::Reader& db, GenreDeTerritoire genre, std::string const& voulu) {
    auto code = voulu;
    for (int n = 2; code_pris(db, genre, code); ++n)
        code = voulu + "-" + std::to_string(n);
    return code;
}

/// Le met, avec tout ce qu'il contient, sous ce parent.
void placer(storage::Writer& db, Id<Territoire> id, std::optional<Id<Territoire>> parent) {
    db.run("delete from territoire_contient where descendant_id in (select descendant_id from territoire_contient "
           "where ancetre_id = ?) and ancetre_id not in (select descendant_id from territoire_contient where "
           "ancetre_id = ?)",
           id, id);
    if (parent)
        db.run("insert into territoire_contient (ancetre_id, descendant_id) select a.ancetre_id, d.descendant_id from "
               "territoire_contient a join territoire_contient d on d.ancetre_id = ? where a.descendant_id = ?",
               id, *parent);
    db.run("update territoire set parent_id = ? where id = ?", parent, id);
}

struct Reference {
    std::string table, colonne, avec;
};

void faire_suivre(storage::Writer& db, Reference const& r, Id<Territoire> garde, Id<Territoire> absorbe) {
    auto ou = " where " + r.colonne + " = ?";
    if (r.avec.empty()) {
        db.run("update " + r.table + " set " + r.colonne + " = ?" + ou, garde, absorbe);
        return;
    }
    db.run("update " + r.table + " set " + r.colonne + " = ?" + ou + " and " + r.avec + " not in (select x." + r.avec +
               " from " + r.table + " x where x." + r.colonne + " = ?)",
           garde, absorbe, garde);
    db.run("delete from " + r.table + ou, absorbe); // le même lien existait déjà
}

} // namespace

std::optional<Territoire> du_meme_nom(storage::Reader& db, GenreDeTerritoire genre, std::string_view nom,
                                      std::optional<Id<Territoire>> parent, Id<Territoire> sauf) {
    auto cle = cle_de_nom(genre, nom);
    for (auto& t : territoires_ouverts(db))
        if (t.genre == genre && t.id != sauf && (!parent || t.parent == parent) && cle_de_nom(genre, t.nom) == cle)
            return t;
    return std::nullopt;
}

std::optional<Territoire> departement(storage::Reader& db, std::string const& code) {
    for (auto& t : territoires(db))
        if (t.genre == GenreDeTerritoire::departement && code_de_departement(t.code) == code)
            return t.fusionne_dans ? trouver(db, *t.fusionne_dans) : t;
    return std::nullopt;
}

Id<Territoire> bassin_a_preciser(storage::Writer& db, Id<Territoire> departement) {
    auto deja = db.all<Id<Territoire>>(
        "select id from territoire where parent_id = ? and provisoire = 1 and fusionne_dans is null order by id",
        departement);
    auto dep = trouver(db, departement);
    auto code = dep->code + ":apreciser";
    auto id = !deja.empty()
                  ? deja.front()
                  : territoire(db, GenreDeTerritoire::bassin, code, dep->nom + ", bassin à préciser", departement);
    // Fondu à la main dans un vrai bassin : ceux qui arrivent l'y suivent, il ne redevient pas une attente.
    db.run("update territoire set provisoire = 1, ferme_le = null where id = ? and (provisoire = 1 or code = ?)", id,
           code);
    return id;
}

Id<Territoire> creer(storage::Writer& db, GenreDeTerritoire genre, std::string const& nom,
                     std::optional<Id<Territoire>> parent, std::string code) {
    if (code.empty()) {
        auto dessus = parent ? trouver(db, *parent)->code + ":" : std::string{};
        code = dessus + base::cle_d_en_tete(cle_de_nom(genre, nom));
    }
    return territoire(db, genre, code_libre(db, genre, code), nom, parent);
}

void modifier(storage::Writer& db, Id<Territoire> id, std::string const& nom, std::optional<Id<Territoire>> parent,
              std::int64_t version) {
    auto avant = trouver(db, id);
    db.run_versioned("update territoire set nom = ?, cle_tri = ?, version = version + 1 where id = ? and version = ?",
                     nom, base::cle_de_tri(nom), id, version);
    if (avant && avant->parent != parent)
        placer(db, id, parent);
}

void fermer(storage::Writer& db, Id<Territoire> id, Date le, std::int64_t version) {
    db.run_versioned("update territoire set ferme_le = ?, version = version + 1 where id = ? and version = ? and "
                     "ferme_le is null",
                     le, id, version);
}

void rouvrir(storage::Writer& db, Id<Territoire> id) {
    db.run("update territoire set ferme_le = null, version = version + 1 where id = ? and fusionne_dans is null", id);
}

void fusionner(storage::Writer& db, Id<Territoire> garde, Id<Territoire> absorbe, Date le) {
    ensure(garde != absorbe, "un territoire ne se fusionne pas avec lui-même");
    for (auto enfant : db.all<Id<Territoire>>("select id from territoire where parent_id = ?", absorbe))
        placer(db, enfant, garde);
    for (auto const& r : db.all<Reference>("select nom_table, colonne, avec from reference_de_territoire order by 1"))
        faire_suivre(db, r, garde, absorbe);
    db.run("delete from territoire_contient where ancetre_id = ? or descendant_id = ?", absorbe, absorbe);
    db.run("update territoire set fusionne_dans = ? where fusionne_dans = ?", garde, absorbe);
    db.run("update territoire set ferme_le = ?, fusionne_dans = ?, version = version + 1 where id = ?", le, garde,
           absorbe);
    db.run("update territoire set version = version + 1 where id = ?", garde);
}

std::vector<std::string> ce_qui_en_depend(storage::Reader& db, Id<Territoire> id, Date jour) {
    struct Compte {
        std::int64_t territoires, etablissements, reseaux, structures, roles;
    };
    auto n = db.one<Compte>(
        "select (select count(*) from territoire where parent_id = ? and ferme_le is null), "
        "(select count(*) from etablissement where territoire_id = ? and (ferme_le is null or ferme_le > ?)), "
        "(select count(*) from reseau_bassin b join reseau r on r.id = b.reseau_id where b.territoire_id = ? and "
        "r.ferme_le is null), "
        "(select count(*) from structure where territoire_id = ? and ferme_le is null), "
        "(select count(*) from role_tenu where territoire_id = ? and (au is null or au >= ?))",
        id, id, jour, id, id, id, jour);
    std::vector<std::string> liste;
    auto dire = [&](std::int64_t combien, std::string_view un, std::string_view plusieurs = {}) {
        if (combien > 0)
            liste.push_back(base::pluriel(combien, un, plusieurs));
    };
    dire(n.territoires, "territoire ouvert à l’intérieur", "territoires ouverts à l’intérieur");
    dire(n.etablissements, "établissement");
    dire(n.reseaux, "réseau ou plateforme", "réseaux ou plateformes");
    dire(n.structures, "structure");
    dire(n.roles, "rôle tenu ici", "rôles tenus ici");
    return liste;
}

void ranger(storage::Writer& db, Id<Etablissement> id, Id<Territoire> bassin, Instant quand) {
    db.run("update etablissement set territoire_id = ?, range_le = ?, version = version + 1 where id = ?", bassin,
           quand, id);
}

} // namespace metier::territoire
