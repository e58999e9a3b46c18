#pragma once
// The phonetic key of text already normalised, written into a buffer that is used again.
#include <string>
#include <string_view>

namespace rapprochement {

void cle_phonetique_de(std::string_view normalise, std::string& cle);

} // namespace rapprochement
