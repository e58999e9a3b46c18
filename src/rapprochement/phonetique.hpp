#pragma once
// The French phonetic key: it brings candidates together, it is never evidence by itself.
#include <string>
#include <string_view>

namespace rapprochement {

/// Clé phonétique d'un mot ou d'un nom (accents et casse indifférents, blancs ignorés) : « LEFEBVRE » et « LEFEVRE »
/// ont la même. Vide si le mot n'a pas de lettre. Stable : elle est enregistrée dans des bases.
std::string cle_phonetique(std::string_view mot);

} // namespace rapprochement
