#pragma once
// Header lines of a message: what was typed can add neither a line nor a header.
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace messagerie {

/// « =?UTF-8?B?…?= » in words of at most 75 characters, cut between letters; plain ASCII stays as it is.
std::string mot_encode(std::string_view texte);
/// « Mon, 05 Oct 2026 12:30:00 +0000 ».
std::string date_de_message(Instant instant);

} // namespace messagerie
