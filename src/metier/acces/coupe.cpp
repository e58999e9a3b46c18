#include "metier/acces/coupe.hpp"

#include "metier/territoire/parametres.hpp"

namespace metier::acces {
namespace {

constexpr std::string_view ancrage = "empreinte=";

/// La plus récente des lignes qui partent : toutes celles d'avant elle sont aussi anciennes.
std::int64_t derniere_a_couper(storage::Reader& db, Date avant) {
    auto limite = base::iso(base::depuis_paris(avant, 0, 0));
    auto premiere_gardee =
        db.one<std::optional<std::int64_t>>("select min(id) from journal where instant >= ?", limite);
    if (!premiere_gardee)
        return db.one<std::int64_t>("select coalesce(max(id), 0) from journal");
    return db.one<std::int64_t>("select coalesce(max(id), 0) from journal where id < ?", *premiere_gardee);
}

} // namespace

std::int64_t lignes_a_couper(storage::Reader& db, Date avant) {
    return db.one<std::int64_t>("select count(*) from journal where id <= ?", derniere_a_couper(db, avant));
}

std::int64_t couper_le_journal(storage::Writer& db, Instant maintenant, Date avant) {
    auto derniere = derniere_a_couper(db, avant);
    auto empreinte = db.maybe<std::string>("select empreinte from journal where id = ?", derniere);
    if (!empreinte)
        return 0;
    auto retirees = db.run("delete from journal where id <= ?", derniere);
    consigner(
        db, maintenant, {}, "systeme", Acte::perime_efface,
        {{},
         "journal/" + std::to_string(derniere),
         std::string(ancrage) + *empreinte + ", " + std::to_string(retirees) + " lignes d’avant le " + base::iso(avant),
         "terme"});
    return retirees;
}

std::string depart_de_la_chaine(storage::Reader& db) {
    auto premiere = db.maybe<std::string>("select precedente from journal order by id limit 1").value_or("");
    if (premiere.empty())
        return {};
    auto note = std::string(ancrage) + premiere + ",";
    auto ancree = db.maybe<std::int64_t>("select id from journal where acte = ? and substr(detail, 1, ?) = ? limit 1",
                                         Acte::perime_efface, static_cast<std::int64_t>(note.size()), note);
    return ancree ? premiere : std::string{};
}

Date journal_garde_depuis(storage::Reader& db, Date jour) {
    return base::plus_mois(jour, -territoire::entier(db, "journal.conservation", jour));
}

} // namespace metier::acces
