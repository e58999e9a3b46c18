#include "metier/jeunes/numeros.hpp"

#include <charconv>

namespace metier::jeunes {

void noter_numero_interne(Writer& db, Id<Etablissement> etablissement, std::string_view texte, Id<Jeune> jeune) {
    std::int64_t numero = 0;
    auto [fin, erreur] = std::from_chars(texte.data(), texte.data() + texte.size(), numero);
    if (erreur == std::errc{} && fin == texte.data() + texte.size())
        db.run("insert into numero_interne (etablissement_id, numero, jeune_id) values (?, ?, ?) on conflict "
               "(etablissement_id, numero) do update set jeune_id = excluded.jeune_id",
               etablissement, numero, jeune);
}

} // namespace metier::jeunes
