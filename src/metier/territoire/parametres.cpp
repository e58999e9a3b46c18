#include "metier/territoire/parametres.hpp"

#include <charconv>

namespace metier::territoire {

std::optional<std::string> valeur(storage::Reader& db, std::string_view code, Date jour) {
    return db.maybe<std::string>("select valeur from parametre where code = ? and du <= ? order by du desc limit 1",
                                 code, jour);
}

int entier(storage::Reader& db, std::string_view code, Date jour) {
    auto texte = valeur(db, code, jour);
    if (!texte) // un jour d'avant la règle : sa première valeur, plutôt qu'une page en panne pour une date ancienne
        texte = db.maybe<std::string>("select valeur from parametre where code = ? order by du limit 1", code);
    ensure(texte.has_value(), "règle sans valeur");
    int n = 0;
    auto [fin, erreur] = std::from_chars(texte->data(), texte->data() + texte->size(), n);
    ensure(erreur == std::errc{} && fin == texte->data() + texte->size(), "règle qui n'est pas un nombre");
    return n;
}

bool vrai(storage::Reader& db, std::string_view code, Date jour) { return entier(db, code, jour) != 0; }

std::vector<Parametre> parametres(storage::Reader& db) {
    return db.all<Parametre>("select code, du, valeur, unite, source, a_confirmer from parametre order by code, du");
}

void fixer(storage::Writer& db, Parametre const& p) {
    db.run("insert into parametre (code, du, valeur, unite, source, a_confirmer) values (?, ?, ?, ?, ?, ?) "
           "on conflict (code, du) do update set valeur = excluded.valeur, unite = excluded.unite, source = "
           "excluded.source, "
           "a_confirmer = excluded.a_confirmer",
           p.code, p.du, p.valeur, p.unite, p.source, p.a_confirmer);
}

} // namespace metier::territoire
