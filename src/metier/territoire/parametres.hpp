#pragma once
// Les nombres du métier (seuils, âges, délais, durées) : datés, avec leur source, modifiables. Jamais dans le code.
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "storage/connection.hpp"

namespace metier::territoire {

struct Parametre {
    std::string code;
    Date du;
    std::string valeur, unite, source;
    bool a_confirmer = false;
};

/// Valeur en vigueur ce jour-là.
std::optional<std::string> valeur(storage::Reader& db, std::string_view code, Date jour);
/// La même, entière, et la plus ancienne pour un jour d'avant la règle ; lève Defaut si la règle n'existe pas ou n'est
/// pas un nombre.
int entier(storage::Reader& db, std::string_view code, Date jour);
bool vrai(storage::Reader& db, std::string_view code, Date jour);
std::vector<Parametre> parametres(storage::Reader& db);
/// Une nouvelle valeur à partir d'un jour ; les anciennes restent, pour recalculer le passé.
void fixer(storage::Writer& db, Parametre const& p);

} // namespace metier::territoire
