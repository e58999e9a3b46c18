#pragma once
// Header lines of a message: what was typed can add neither a line nor a header.
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace messagerie {

/// « =?UTF-8?B?…?= » in lines of at most 76 characters (RFC 2047 §2), cut between letters; plain ASCII stays as it is.
/// `deja`: characters before it on its first line, « Subject: ».
std::string mot_encode(std::string_view texte, std::size_t deja = 0);
/// « Mon, 05 Oct 2026 12:30:00 +0000 ».
std::string date_de_message(Instant instant);

} // namespace messagerie
