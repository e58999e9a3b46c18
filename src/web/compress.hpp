#pragma once
// gzip of replies, when it pays and when the client takes it.
#include <string>
#include <string_view>

namespace web {

/// Shorter than this, a reply is sent as it is.
inline constexpr std::size_t compression_threshold = 1024;

std::string gzip(std::string_view bytes, int level = 1);
/// Content of a gzip stream; throws Defaut when it is not one, or holds more than `most` bytes.
std::string gunzip(std::string_view bytes, std::size_t most);
/// What Accept-Encoding says of gzip, q-values included.
bool accepts_gzip(std::string_view accept_encoding);
bool is_text(std::string_view content_type);

} // namespace web
