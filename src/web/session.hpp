#pragma once
// One connection from its first byte to its last: read a request, have it answered, reply, again.
// Private to server.cpp, the one unit that sees Boost.
#include "base/secret.hpp"
#include "web/answer.hpp"
#include "web/body.hpp"
#include "web/client.hpp"
#include "web/drained_body.hpp"
#include "web/file.hpp"
#include "web/shared.hpp"

#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <optional>

namespace web {

namespace http = boost::beast::http;
using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::milliseconds;

using Parser = http::request_parser<DrainedBody>;

/// A request on its way, and what comes out of it.
struct Exchange {
    Head head;
    Request request;
    Answer answer;
    File file;
    Access access;
    Clock::time_point began = Clock::now();
    std::uint64_t received_before = 0; // on this connection
    bool close = false;                // after this reply
    bool unread = false;               // bytes of this request are still to come
};

inline microseconds since(Clock::time_point start) { return duration_cast<microseconds>(Clock::now() - start); }

inline constexpr milliseconds linger_time{2'000};

class Session {
public:
    Session(Shared& shared, Connection& connection) : s_{shared}, c_{connection} {}

    awaitable<void> serve() {
        for (bool more = true; more;)
            more = co_await serve_one();
    }
    void report(Exchange& x);

private:
    awaitable<bool> serve_one();
    awaitable<std::optional<Refusal>> receive_head(std::size_t& size);
    void begin(Exchange& x);
    awaitable<void> take_body(std::size_t head_size, Exchange& x);
    awaitable<std::optional<Refusal>> receive_body(Parser& parser, Exchange& x, BodyReader& body);
    awaitable<void> store(BodyReader& body, std::string const& bytes);
    awaitable<void> work(Exchange& x, BodyReader* body);
    void handle(Exchange& x, BodyReader* body, Clock::time_point queued);
    void finish_reply(Exchange& x);
    awaitable<void> reply(Exchange& x);
    awaitable<bool> send_file(File const& file);

    Shared& s_;
    Connection& c_;
    std::string in_; // received, not read yet
};

/// One request and its reply. False: the connection is over.
inline awaitable<bool> Session::serve_one() {
    std::size_t size = 0;
    auto refusal = co_await receive_head(size);
    if (!refusal && size == 0)
        co_return false; // gone, or idle for too long
    Exchange x;
    x.received_before = c_.received() - in_.size();
    if (!refusal) {
        auto verdict = guard(std::string_view{in_}.substr(0, size), s_.guard_limits());
        if (auto* bad = std::get_if<Refusal>(&verdict))
            refusal = *bad;
        else
            x.head = std::move(std::get<Head>(verdict));
    }
    if (refusal) {
        x.request.reference = base::hexa(base::octets_au_hasard(4));
        x.answer = {tiny_page(refusal->status, advice(refusal->status), x.request.reference), refusal->why};
        x.close = x.unread = true;
        ++s_.refused;
    } else {
        begin(x);
        co_await take_body(size, x);
    }
    if (x.answer.reply.status == 0)
        co_return false; // the client left in the middle of its body
    co_await reply(x);
    co_return !x.close;
}

inline awaitable<std::optional<Refusal>> Session::receive_head(std::size_t& size) {
    if (in_.empty()) {
        in_.shrink_to_fit(); // an idle connection weighs as little as possible
        c_.give(s_.limits.idle_time);
        c_.idle = true;
        bool more = !s_.stopping && co_await c_.receive(in_);
        c_.idle = false;
        if (!more)
            co_return std::nullopt;
    }
    c_.give(s_.limits.header_time);
    auto const limit = s_.guard_limits();
    for (std::size_t scanned = 0;;) {
        auto state = scan_head(in_, scanned, limit);
        if (auto* bad = std::get_if<Refusal>(&state))
            co_return *bad;
        size = std::get<std::size_t>(state);
        if (size > 0)
            co_return std::nullopt;
        scanned = in_.size();
        bool more = co_await c_.receive(in_);
        if (!more && c_.expired())
            co_return Refusal{408, "headers too slow"};
        if (!more)
            co_return std::nullopt;
    }
}

inline void Session::begin(Exchange& x) {
    x.access.method = x.head.method;
    auto client = client_of(c_.peer(), x.head.headers, s_.limits.trusted_proxies);
    x.request.method = x.head.method;
    x.request.path = x.head.path;
    x.request.query = x.head.query;
    x.request.headers = x.head.headers;
    x.request.remote = std::move(client.address);
    x.request.secure = client.secure;
    x.request.reference = base::hexa(base::octets_au_hasard(4));
}

/// Reads the body within the limits of its route, then has the request answered.
inline awaitable<void> Session::take_body(std::size_t head_size, Exchange& x) {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(s_.limits.header_bytes));
    bool upload =
        x.head.method == "POST" && s_.hooks.accepts_upload && s_.hooks.accepts_upload(x.head.method, x.head.path);
    auto most = upload ? s_.limits.upload_bytes : s_.limits.body_bytes;
    auto refuse = [&](int status, char const* why) {
        x.answer = fail(s_.hooks, x.request, status, {}, why);
        x.close = x.unread = true;
        ++s_.refused;
    };
    if (x.head.length > most)
        co_return refuse(413, "announced body too large");
    if (upload && s_.uploads >= s_.limits.uploads)
        co_return refuse(503, "too many uploads at once");

    // Two readers, one answer: what the guard accepted, the parser must read in the same way.
    error_code ec;
    parser.body_limit(most);
    auto read = parser.put(asio::buffer(in_.data(), head_size), ec);
    bool chunked = x.head.framing == Framing::chunked;
    bool agreed = !ec && read == head_size && parser.is_header_done() && parser.chunked() == chunked &&
                  parser.content_length().value_or(0) == x.head.length;
    in_.erase(0, head_size);
    if (!agreed)
        co_return refuse(400, "the parser does not read what the guard read");
    if (!chunked && x.head.length == 0)
        co_return co_await work(x, nullptr);

    std::optional<BodyReader> body;
    std::optional<HttpError> error;
    std::optional<Refusal> refusal;
    s_.uploads += upload ? 1 : 0;
    try {
        body.emplace(x.head, MultipartLimits{.fields = s_.limits.form_fields,
                                             .field_bytes = s_.limits.body_bytes,
                                             .files = upload ? s_.limits.upload_files : 0,
                                             .folder = s_.limits.upload_folder});
        refusal = co_await receive_body(parser, x, *body);
    } catch (HttpError const& e) {
        error = e;
    }
    s_.uploads -= upload ? 1 : 0;
    if (error) {
        x.answer = fail(s_.hooks, x.request, error->status, error->what(), "unreadable body");
        x.close = x.unread = true;
        ++s_.refused;
    } else if (refusal && refusal->status == 0) {
        x.answer.reply.status = 0;
    } else if (refusal) {
        refuse(refusal->status, refusal->why);
    } else {
        co_await work(x, &*body);
    }
}

inline awaitable<std::optional<Refusal>> Session::receive_body(Parser& parser, Exchange& x, BodyReader& body) {
    constexpr std::size_t step = 64 * 1024;
    auto check_extension = [](std::uint64_t, boost::beast::string_view extension, error_code& ec) {
        if (extension.size() > longest_chunk_extension)
            ec = http::error::bad_chunk_extension;
    };
    parser.on_chunk_header(check_extension);
    parser.eager(true);
    if (x.head.expects_continue && in_.empty())
        if (!co_await c_.send("HTTP/1.1 100 Continue\r\n\r\n", s_.limits.write_time))
            co_return Refusal{0, "client gone"};

    c_.give(s_.limits.chunk_time);
    std::size_t since_give = 0;
    while (true) {
        error_code ec;
        if (!in_.empty())
            in_.erase(0, parser.put(asio::buffer(in_), ec));
        if (ec == http::error::body_limit)
            co_return Refusal{413, "body too large"};
        bool stuck = in_.size() > s_.limits.header_bytes; // a chunk header or a trailer that never ends
        if ((ec && ec != http::error::need_more) || (stuck && !parser.is_done()))
            co_return Refusal{400, "malformed body"};
        since_give += parser.get().body().size();
        if (!parser.get().body().empty()) {
            std::string bytes;
            bytes.swap(parser.get().body());
            co_await store(body, bytes);
        }
        if (parser.is_done() && std::distance(parser.get().begin(), parser.get().end()) !=
                                    static_cast<std::ptrdiff_t>(x.head.headers.size()))
            co_return Refusal{400, "headers after the body"};
        if (parser.is_done())
            co_return std::nullopt;
        if (since_give >= step) {
            c_.give(s_.limits.chunk_time);
            since_give = 0;
        }
        bool more = co_await c_.receive(in_);
        if (!more)
            co_return c_.expired() ? Refusal{408, "body too slow"} : Refusal{0, "client gone"};
    }
}

inline awaitable<void> Session::store(BodyReader& body, std::string const& bytes) {
    if (!body.on_disk()) {
        body.write(bytes);
        co_return;
    }
    std::optional<HttpError> error;
    std::function<void()> job = [&] {
        try {
            body.write(bytes);
        } catch (HttpError const& e) {
            error = e;
        } catch (std::exception const&) { // out of memory: the worker goes on, this request ends
            error = HttpError{500, std::string{advice(500)}};
        }
    };
    bool done = co_await s_.on(s_.disk, job);
    if (!done)
        throw HttpError{503, std::string{advice(503)}};
    if (error)
        throw *error;
}

inline awaitable<void> Session::work(Exchange& x, BodyReader* body) {
    if (!body && s_.hooks.immediate) {
        std::optional<Reply> quick = s_.hooks.immediate(x.request);
        if (quick) {
            x.answer.reply = std::move(*quick);
            co_return finish_reply(x);
        }
    }
    c_.pause();
    auto queued = Clock::now();
    std::function<void()> job = [this, &x, body, queued] { handle(x, body, queued); };
    bool taken = co_await s_.on(s_.workers, job);
    if (taken)
        co_return;
    x.answer = fail(s_.hooks, x.request, 503, {}, "queue full");
    x.close = true;
    ++s_.refused;
}

/// On a worker.
inline void Session::handle(Exchange& x, BodyReader* body, Clock::time_point queued) {
    x.access.queued = since(queued);
    auto start = Clock::now();
    try {
        if (body)
            body->finish(x.request);
        UploadsGuard uploaded{x.request};
        x.answer = x.access.queued > s_.limits.queue_time ? fail(s_.hooks, x.request, 503, {}, "waited too long")
                                                          : answer(s_.hooks, x.request);
        x.access.handled = since(start);
        finish_reply(x);
    } catch (HttpError const& e) {
        x.answer = fail(s_.hooks, x.request, e.status, e.what(), "unreadable form");
    } catch (std::exception const& e) {
        x.answer = fail(s_.hooks, x.request, 500, {}, e.what());
    }
}

inline void Session::finish_reply(Exchange& x) {
    auto& reply = x.answer.reply;
    if (!reply.file.empty()) {
        x.file = File{reply.file};
        if (reply.remove_file)
            ::unlink(reply.file.c_str());
    }
    compress(reply, x.request);
}

inline awaitable<void> Session::reply(Exchange& x) {
    auto const& reply = x.answer.reply;
    bool bodiless = reply.status == 204 || reply.status == 304;
    x.close = x.close || s_.stopping || (x.access.method.empty() ? true : !x.head.keep_alive);
    std::optional<std::uint64_t> length;
    if (!bodiless)
        length = x.file.open() ? x.file.size() : reply.body.size();
    auto head =
        reply_head(reply, {.keep_alive = !x.close, .secure = x.request.secure, .length = length, .date = s_.date()});

    bool send_body = !bodiless && x.head.method != "HEAD";
    bool apart = reply.body.size() > 64 * 1024;
    if (send_body && !apart)
        head += reply.body;
    auto before = c_.sent();
    bool sent = co_await c_.send(head, s_.limits.write_time);
    if (sent && send_body && apart)
        sent = co_await c_.send(reply.body, s_.limits.write_time);
    if (sent && send_body && x.file.open())
        sent = co_await send_file(x.file);
    x.access.bytes_out = c_.sent() - before;
    if (!sent) {
        x.close = true;
        x.unread = false;
        x.answer.error += x.answer.error.empty() ? "reply not taken" : " ; reply not taken";
    }
    report(x);
    if (x.close && sent)
        co_await c_.linger(x.unread ? linger_time : milliseconds{200});
}

inline awaitable<bool> Session::send_file(File const& file) {
    std::string piece;
    for (std::uint64_t at = 0; at < file.size(); at += piece.size()) {
        piece.resize(std::min<std::uint64_t>(64 * 1024, file.size() - at));
        std::size_t read = 0;
        std::function<void()> job = [&] { read = file.read(piece, at); };
        c_.pause();
        bool done = co_await s_.on(s_.disk, job);
        if (!done || read == 0)
            co_return false; // shorter than announced: only closing tells the client
        piece.resize(read);
        bool sent = co_await c_.send(piece, s_.limits.write_time);
        if (!sent)
            co_return false;
    }
    co_return true;
}

inline void Session::report(Exchange& x) {
    ++s_.served;
    if (!s_.hooks.log)
        return;
    x.access.status = x.answer.reply.status;
    x.access.route = x.answer.reply.route;
    x.access.total = since(x.began);
    x.access.bytes_in = c_.received() - x.received_before;
    x.access.reference = x.request.reference;
    x.access.error = x.answer.error;
    s_.hooks.log(x.access);
}

} // namespace web
