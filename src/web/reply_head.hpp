#pragma once
// What the server adds to a reply: status line, framing, date, security headers; and its own tiny pages.
#include "web/http.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace web {

struct HeadOptions {
    bool keep_alive = true;
    bool secure = false;                   ///< HTTPS in front: adds Strict-Transport-Security
    std::optional<std::uint64_t> length{}; ///< nothing for 204 and 304
    std::string_view date{};               ///< as http_date() gives it
};

/// Status line and headers, final empty line included. A handler's own value wins over ours.
std::string reply_head(Reply const& reply, HeadOptions const& options);
std::string_view reason(int status);
/// "Sun, 06 Nov 1994 08:49:37 GMT"
std::string http_date(std::int64_t unix_seconds);
/// Compresses the body when the request allows it and it pays.
void compress(Reply& reply, Request const& request);
/// A page by itself, for refusals and for errors that no other page can show.
Reply tiny_page(int status, std::string_view message, std::string_view reference);
/// What to tell a person about a status that the server itself answers.
std::string_view advice(int status);

} // namespace web
