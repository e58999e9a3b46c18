#pragma once
// The request guard: judges the head of a request before anything of its body is read (architecture.md §5).
#include "web/http.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace web {

struct GuardLimits {
    std::size_t header_bytes = 16 * 1024;
    std::size_t header_count = 100;
    std::size_t target_bytes = 8 * 1024;
};

struct Refusal {
    int status;
    char const* why; ///< for the log
};

enum class Framing { none, length, chunked };

struct Head {
    std::string method;
    std::string path; ///< decoded
    Pairs query;      ///< decoded
    Pairs headers;    ///< names in lower case
    Framing framing = Framing::none;
    std::uint64_t length = 0; ///< announced by Content-Length
    bool keep_alive = true;
    bool expects_continue = false;

    std::string_view header(std::string_view name) const;
};

/// Where the head stands in the bytes received so far: its size once complete, 0 while more is needed, or a refusal
/// as soon as it can only be bad. `from`: bytes already scanned.
std::variant<std::size_t, Refusal> scan_head(std::string_view received, std::size_t from, GuardLimits const& limits);

/// `head`: request line and headers, final empty line included.
std::variant<Head, Refusal> guard(std::string_view head, GuardLimits const& limits);

/// Longest chunk extension accepted in a chunked body.
inline constexpr std::size_t longest_chunk_extension = 64;

} // namespace web
