#pragma once
// A request and its reply as plain values: handlers are functions Reply f(Request const&), tested without sockets.
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace web {

/// Names and values in the order received; a name may come several times.
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A file received with a multipart form: streamed to disk, removed when the request ends unless moved away.
struct Upload {
    std::string field;
    std::string filename; ///< as announced by the browser, never used as a path
    std::string path;     ///< where the bytes are
    std::uint64_t size = 0;
};

struct Request {
    std::string method; ///< GET, HEAD or POST
    std::string path;   ///< decoded, starts with '/', without query; "..", NUL and invalid UTF-8 already refused
    Pairs query;        ///< decoded
    Pairs headers;      ///< names in lower case
    Pairs form;         ///< decoded fields of an urlencoded or multipart body
    std::vector<Upload> uploads;
    std::string body;      ///< raw, when it is neither of these forms
    std::string remote;    ///< address of the client (last trusted hop)
    bool secure = false;   ///< came through HTTPS (X-Forwarded-Proto of a trusted proxy)
    std::string reference; ///< number shown on error pages and written in the logs

    /// First value of that name; empty when absent.
    std::string_view header(std::string_view name) const;
    std::string_view param(std::string_view name) const; ///< query
    std::string_view field(std::string_view name) const; ///< form
    std::vector<std::string_view> fields(std::string_view name) const;
    std::optional<std::string> cookie(std::string_view name) const;
};

struct Reply {
    int status = 200;
    Pairs headers; ///< Content-Length, Date and the security headers are added by the server
    std::string body;
    std::string file; ///< when set, the body is streamed from this path
    bool remove_file = false;
    std::string route;        ///< pattern of the route, for the access log
    std::int64_t queries = 0; ///< SQL statements it took: page tests pin it

    /// Throws Defaut when the value holds a line break.
    Reply& with(std::string name, std::string value) &;
    Reply&& with(std::string name, std::string value) &&;
};

using Handler = std::function<Reply(Request const&)>;

Reply html(std::string body, int status = 200);
Reply text(std::string body, int status = 200);
Reply json(std::string body, int status = 200);
/// 303 after a write. `where` is a local path.
Reply see_other(std::string where);
/// Percent-encodes a query or path component.
std::string url_encode(std::string_view text);
std::optional<std::string> url_decode(std::string_view text, bool plus_is_space);
std::optional<Pairs> parse_urlencoded(std::string_view text);

/// Ends the request with this status; caught in one place (style.md §7).
struct HttpError : std::runtime_error {
    HttpError(int s, std::string message) : std::runtime_error{std::move(message)}, status{s} {}
    int status;
};
/// The same 404 for « does not exist » and « not for you », on purpose.
HttpError not_found();
HttpError forbidden(std::string why);

} // namespace web
