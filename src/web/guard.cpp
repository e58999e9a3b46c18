#include "web/guard.hpp"

#include "base/texte.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace web {

namespace {

using Verdict = std::optional<Refusal>;

bool is_token(char c) {
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_token(c); });
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::string lower(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

std::string_view trimmed(std::string_view text) {
    auto start = text.find_first_not_of(" \t");
    if (start == std::string_view::npos)
        return {};
    return text.substr(start, text.find_last_not_of(" \t") - start + 1);
}

/// Takes the text up to `end` off the front of `rest`.
std::optional<std::string_view> cut(std::string_view& rest, std::string_view end) {
    auto at = rest.find(end);
    if (at == std::string_view::npos)
        return std::nullopt;
    auto taken = rest.substr(0, at);
    rest.remove_prefix(at + end.size());
    return taken;
}

Verdict check_method(std::string_view method) {
    constexpr std::array served{"GET", "HEAD", "POST"};
    constexpr std::array known{"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"};
    if (!is_token(method) || method.size() > 32)
        return Refusal{400, "method is not a token"};
    if (std::find(served.begin(), served.end(), method) != served.end())
        return std::nullopt;
    if (std::find(known.begin(), known.end(), method) != known.end())
        return Refusal{405, "method not served"};
    return Refusal{501, "unknown method"};
}

bool has_dot_segment(std::string_view path) {
    for (std::size_t start = 0; start <= path.size();) {
        auto end = std::min(path.find('/', start), path.size());
        auto segment = path.substr(start, end - start);
        if (segment == "." || segment == "..")
            return true;
        start = end + 1;
    }
    return false;
}

/// Only « /path?query »: no scheme, no authority, nothing that another reader could take for one.
Verdict check_target(std::string_view target, Head& head) {
    if (!target.starts_with('/'))
        return Refusal{400, "target is not a path"};
    auto forbidden = [](char c) { return is_control(c) || static_cast<unsigned char>(c) >= 0x80 || c == ' '; };
    if (std::any_of(target.begin(), target.end(), forbidden) || target.find_first_of("#\\") != target.npos)
        return Refusal{400, "forbidden byte in the target"};

    auto mark = std::min(target.find('?'), target.size());
    auto path = url_decode(target.substr(0, mark), false);
    if (!path || !base::est_utf8(*path))
        return Refusal{400, "bad percent-encoding in the path"};
    auto raw_slashes = std::count(target.begin(), target.begin() + static_cast<std::ptrdiff_t>(mark), '/');
    bool ambiguous = std::any_of(path->begin(), path->end(), is_control) || path->find('\\') != path->npos ||
                     std::count(path->begin(), path->end(), '/') != raw_slashes || path->find("//") != path->npos;
    if (ambiguous || has_dot_segment(*path))
        return Refusal{400, "ambiguous path"};

    auto query = parse_urlencoded(target.substr(std::min(mark + 1, target.size())));
    if (!query)
        return Refusal{400, "bad percent-encoding in the query"};
    head.path = std::move(*path);
    head.query = std::move(*query);
    return std::nullopt;
}

Verdict check_request_line(std::string_view line, GuardLimits const& limits, Head& head, bool& old) {
    auto method = cut(line, " ");
    auto target = cut(line, " ");
    if (!method || !target)
        return Refusal{400, "malformed request line"};
    if (line != "HTTP/1.1" && line != "HTTP/1.0")
        return line.starts_with("HTTP/") && line.size() == 8 ? Refusal{505, "HTTP version not served"}
                                                             : Refusal{400, "malformed request line"};
    if (target->size() > limits.target_bytes)
        return Refusal{414, "target too long"};
    if (auto refusal = check_method(*method))
        return refusal;
    old = line == "HTTP/1.0";
    head.method = *method;
    return check_target(*target, head);
}

Verdict read_header(std::string_view line, Head& head) {
    if (line.starts_with(' ') || line.starts_with('\t'))
        return Refusal{400, "folded header"};
    auto name = cut(line, ":");
    if (!name || !is_token(*name))
        return Refusal{400, "malformed header name"};
    if (std::any_of(line.begin(), line.end(), [](char c) { return is_control(c) && c != '\t'; }))
        return Refusal{400, "control byte in a header"};
    head.headers.emplace_back(lower(*name), std::string{trimmed(line)});
    return std::nullopt;
}

Verdict read_headers(std::string_view lines, GuardLimits const& limits, Head& head) {
    while (lines != "\r\n") {
        auto line = cut(lines, "\r\n");
        if (!line)
            return Refusal{400, "unfinished header"};
        if (head.headers.size() == limits.header_count)
            return Refusal{431, "too many headers"};
        if (auto refusal = read_header(*line, head))
            return refusal;
    }
    return std::nullopt;
}

std::size_t count(Head const& head, std::string_view name) {
    return static_cast<std::size_t>(
        std::count_if(head.headers.begin(), head.headers.end(), [&](auto const& h) { return h.first == name; }));
}

Verdict check_singles(Head const& head) {
    for (auto name : {"host", "content-length", "transfer-encoding", "content-type", "expect", "origin"})
        if (count(head, name) > 1)
            return Refusal{400, "header repeated that may not be"};
    return std::nullopt;
}

Verdict check_host(Head const& head, bool old) {
    if (count(head, "host") == 0)
        return old ? Verdict{} : Refusal{400, "no Host"};
    auto host = head.header("host");
    auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view{".-_:[]"}.find(c) != std::string_view::npos;
    };
    if (host.empty() || host.size() > 255 || !std::all_of(host.begin(), host.end(), allowed))
        return Refusal{400, "malformed Host"};
    return std::nullopt;
}

Verdict read_length(std::string_view value, Head& head) {
    auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (value.empty() || !std::all_of(value.begin(), value.end(), digit))
        return Refusal{400, "malformed Content-Length"};
    if (value.size() > 18)
        return Refusal{413, "Content-Length beyond reason"};
    for (char c : value)
        head.length = head.length * 10 + static_cast<std::uint64_t>(c - '0');
    head.framing = Framing::length;
    return std::nullopt;
}

Verdict check_framing(Head& head, bool old) {
    bool coded = count(head, "transfer-encoding") > 0;
    bool sized = count(head, "content-length") > 0;
    if (coded && sized)
        return Refusal{400, "Transfer-Encoding with Content-Length"};
    if (coded && old)
        return Refusal{400, "Transfer-Encoding in HTTP/1.0"};
    if (coded && lower(head.header("transfer-encoding")) != "chunked")
        return Refusal{501, "Transfer-Encoding other than chunked"};
    if (coded)
        head.framing = Framing::chunked;
    if (sized)
        if (auto refusal = read_length(head.header("content-length"), head))
            return refusal;

    bool body = coded || head.length > 0;
    if (head.method != "POST" && body)
        return Refusal{400, "body where none is expected"};
    if (head.method == "POST" && head.framing == Framing::none)
        return Refusal{411, "POST without length"};
    if (auto coding = head.header("content-encoding"); body && !coding.empty() && lower(coding) != "identity")
        return Refusal{415, "compressed request body"};
    return std::nullopt;
}

bool connection_has(Head const& head, std::string_view token) {
    for (auto const& [name, value] : head.headers) {
        if (name != "connection")
            continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            auto end = std::min(rest.find(','), rest.size());
            if (lower(trimmed(rest.substr(0, end))) == token)
                return true;
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    return false;
}

Verdict check_expect(Head& head) {
    auto expect = head.header("expect");
    if (expect.empty())
        return std::nullopt;
    if (lower(expect) != "100-continue")
        return Refusal{417, "unknown expectation"};
    head.expects_continue = head.framing != Framing::none;
    return std::nullopt;
}

Verdict read_head(std::string_view text, GuardLimits const& limits, Head& head) {
    bool old = false;
    auto line = cut(text, "\r\n");
    if (!line)
        return Refusal{400, "unfinished request line"};
    if (auto refusal = check_request_line(*line, limits, head, old))
        return refusal;
    if (auto refusal = read_headers(text, limits, head))
        return refusal;
    if (auto refusal = check_singles(head))
        return refusal;
    if (auto refusal = check_host(head, old))
        return refusal;
    if (auto refusal = check_framing(head, old))
        return refusal;
    head.keep_alive = !old && !connection_has(head, "close");
    return check_expect(head);
}

} // namespace

std::string_view Head::header(std::string_view name) const {
    auto it = std::find_if(headers.begin(), headers.end(), [&](auto const& h) { return h.first == name; });
    return it == headers.end() ? std::string_view{} : std::string_view{it->second};
}

std::variant<std::size_t, Refusal> scan_head(std::string_view received, std::size_t from, GuardLimits const& limits) {
    if (!received.empty() && !is_token(received.front()))
        return Refusal{400, "not HTTP"}; // TLS on a plain port, stray line break
    for (auto at = received.find('\n', from); at != received.npos; at = received.find('\n', at + 1)) {
        if (at > limits.header_bytes)
            break;
        if (at == 0 || received[at - 1] != '\r')
            return Refusal{400, "bare line feed"};
        if (at >= 3 && received.substr(at - 3, 4) == "\r\n\r\n")
            return at + 1;
    }
    if (received.size() <= limits.header_bytes)
        return std::size_t{0};
    bool in_first_line = received.substr(0, limits.header_bytes).find('\n') == received.npos;
    return in_first_line ? Refusal{414, "request line too long"} : Refusal{431, "headers too long"};
}

std::variant<Head, Refusal> guard(std::string_view text, GuardLimits const& limits) {
    Head head;
    if (auto refusal = read_head(text, limits, head))
        return *refusal;
    return head;
}

} // namespace web
