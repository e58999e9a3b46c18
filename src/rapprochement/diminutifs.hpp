#pragma once
// First names that people use for one another: « Bob » and « Robert », « Pepe » and « José ».
#include <string_view>

namespace rapprochement {

/// Normalised names, of which one at least is a full form; two short forms of the same name count too.
bool diminutif(std::string_view a, std::string_view b);
/// False for a name that diminutif() says of no other.
bool peut_etre_diminutif(std::string_view nom);

} // namespace rapprochement
