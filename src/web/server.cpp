#include "web/server.hpp"

#include "base/ensure.hpp"
#include "base/secret.hpp"
#include "web/answer.hpp"
#include "web/body.hpp"
#include "web/client.hpp"
#include "web/connection.hpp"
#include "web/drained_body.hpp"
#include "web/file.hpp"
#include "web/guard.hpp"
#include "web/reply_head.hpp"
#include "web/workers.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <list>
#include <unistd.h>
#include <unordered_map>

#ifndef __clang__
// g++ 12 takes the frames of coroutines, which Asio allocates by itself, for plain new (GCC bug 103993).
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace web {

namespace http = boost::beast::http;
using asio::awaitable;
using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::milliseconds;

namespace {

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

microseconds since(Clock::time_point start) { return duration_cast<microseconds>(Clock::now() - start); }

std::string address_text(tcp::socket const& socket) {
    error_code ec;
    auto address = socket.remote_endpoint(ec).address();
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return ec ? std::string{} : address.to_string();
}

constexpr milliseconds linger_time{2'000};

} // namespace

struct Server::Impl {
    Impl(Limits l, Hooks h);

    awaitable<void> accept(tcp::acceptor& acceptor);
    bool admit(tcp::socket& socket, std::string const& peer);
    void open(tcp::socket socket);
    awaitable<void> serve(std::list<Connection>::iterator connection);
    void closed(std::list<Connection>::iterator connection);

    awaitable<bool> serve_one(Connection& c, std::string& in);
    awaitable<std::optional<Refusal>> receive_head(Connection& c, std::string& in, std::size_t& size);
    void begin(Connection const& c, Exchange& x);
    awaitable<std::optional<Refusal>> receive_body(Connection& c, std::string& in, Parser& parser, Exchange& x,
                                                   BodyReader& body);
    awaitable<void> take_body(Connection& c, std::string& in, std::size_t head_size, Exchange& x);
    awaitable<void> store(BodyReader& body, std::string const& bytes);
    awaitable<void> work(Connection& c, Exchange& x, BodyReader* body);
    void handle(Exchange& x, BodyReader* body, Clock::time_point queued);
    void finish_reply(Exchange& x);
    awaitable<void> reply(Connection& c, Exchange& x);
    awaitable<bool> send_file(Connection& c, File const& file);
    void report(Connection const& c, Exchange& x);

    /// Runs `job` on a worker and comes back to the network thread. False: the queue is full.
    awaitable<bool> on(Workers& pool, std::function<void()> job);
    awaitable<void> sweep();
    void begin_stop();
    std::string_view date();
    GuardLimits guard_limits() const {
        return {.header_bytes = limits.header_bytes,
                .header_count = limits.header_count,
                .target_bytes = limits.target_bytes};
    }

    Limits limits;
    Hooks hooks;
    asio::io_context io{1};
    std::list<tcp::acceptor> acceptors;
    asio::steady_timer tick{io};
    std::optional<asio::signal_set> signals;
    std::array<char, 64 * 1024> scratch;
    std::list<Connection> connections;
    std::unordered_map<std::string, std::size_t> per_address;
    std::size_t uploads = 0;
    std::time_t date_second = 0;
    std::string date_text;
    Clock::time_point stop_deadline = Clock::time_point::max();

    std::atomic<std::size_t> connected = 0;
    std::atomic<std::uint64_t> served = 0;
    std::atomic<std::uint64_t> refused = 0;
    std::atomic<bool> stopping = false;

    Workers disk;    // writing uploads, reading files: never on the network thread
    Workers workers; // last: its jobs see everything above
};

Server::Impl::Impl(Limits l, Hooks h)
    : limits{std::move(l)}, hooks{std::move(h)}, disk{2, limits.connections * 2}, workers{limits.workers,
                                                                                          limits.queue} {
    ensure(hooks.handler != nullptr, "a server needs a handler");
    ensure(limits.workers > 0 && limits.connections > 0, "a server needs workers and connections");
}

// ---------------------------------------------------------------------------------------------------------------

awaitable<void> Server::Impl::accept(tcp::acceptor& acceptor) {
    while (!stopping) {
        tcp::socket socket{io};
        error_code ec;
        co_await acceptor.async_accept(socket, asio::redirect_error(asio::use_awaitable, ec));
        if (stopping || ec == asio::error::operation_aborted)
            co_return;
        if (!ec) {
            open(std::move(socket));
            continue;
        }
        asio::steady_timer pause{io, milliseconds{50}}; // out of file descriptors: let some close
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, ec));
    }
}

bool Server::Impl::admit(tcp::socket& socket, std::string const& peer) {
    auto const& proxies = limits.trusted_proxies;
    bool proxy = std::find(proxies.begin(), proxies.end(), peer) != proxies.end();
    auto& same = per_address[peer];
    if (connections.size() < limits.connections && (proxy || same < limits.connections_per_address)) {
        ++same;
        return true;
    }
    if (same == 0)
        per_address.erase(peer);
    ++refused;
    auto page = tiny_page(503, advice(503), {});
    auto text = reply_head(page, {.keep_alive = false, .length = page.body.size(), .date = date()}) + page.body;
    error_code ignored; // best effort: this socket closes now, and must cost nothing
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(text), ignored);
    return false;
}

void Server::Impl::open(tcp::socket socket) {
    auto peer = address_text(socket);
    if (!admit(socket, peer))
        return;
    connections.emplace_front(std::move(socket), std::move(peer), scratch);
    connected = connections.size();
    auto connection = connections.begin();
    asio::co_spawn(io, serve(connection), [this, connection](std::exception_ptr failure) {
        Exchange x;
        x.access.status = 500;
        x.access.error = "connection ended by an exception";
        if (failure)
            report(*connection, x);
        closed(connection);
    });
}

void Server::Impl::closed(std::list<Connection>::iterator connection) {
    auto same = per_address.find(connection->peer());
    if (--same->second == 0)
        per_address.erase(same);
    connections.erase(connection);
    connected = connections.size();
    if (stopping && connections.empty())
        tick.cancel();
}

awaitable<void> Server::Impl::serve(std::list<Connection>::iterator connection) {
    std::string in;
    while (co_await serve_one(*connection, in)) {
    }
}

// ---------------------------------------------------------------------------------------------------------------

/// One request and its reply. False: the connection is over.
awaitable<bool> Server::Impl::serve_one(Connection& c, std::string& in) {
    std::size_t size = 0;
    auto refusal = co_await receive_head(c, in, size);
    if (!refusal && size == 0)
        co_return false; // gone, or idle for too long
    Exchange x;
    x.received_before = c.received() - in.size();
    if (!refusal) {
        auto verdict = guard(std::string_view{in}.substr(0, size), guard_limits());
        if (auto* bad = std::get_if<Refusal>(&verdict))
            refusal = *bad;
        else
            x.head = std::move(std::get<Head>(verdict));
    }
    if (refusal) {
        x.request.reference = base::hexa(base::octets_au_hasard(4));
        x.answer = {tiny_page(refusal->status, advice(refusal->status), {}), refusal->why};
        x.close = x.unread = true;
        ++refused;
    } else {
        begin(c, x);
        co_await take_body(c, in, size, x);
    }
    if (x.answer.reply.status == 0)
        co_return false; // the client left in the middle of its body
    co_await reply(c, x);
    co_return !x.close;
}

awaitable<std::optional<Refusal>> Server::Impl::receive_head(Connection& c, std::string& in, std::size_t& size) {
    if (in.empty()) {
        in.shrink_to_fit(); // an idle connection weighs as little as possible
        c.give(limits.idle_time);
        c.idle = true;
        bool more = !stopping && co_await c.receive(in);
        c.idle = false;
        if (!more)
            co_return std::nullopt;
    }
    c.give(limits.header_time);
    auto const limit = guard_limits();
    for (std::size_t scanned = 0;;) {
        auto state = scan_head(in, scanned, limit);
        if (auto* bad = std::get_if<Refusal>(&state))
            co_return *bad;
        size = std::get<std::size_t>(state);
        if (size > 0)
            co_return std::nullopt;
        scanned = in.size();
        bool more = co_await c.receive(in);
        if (!more && c.expired())
            co_return Refusal{408, "headers too slow"};
        if (!more)
            co_return std::nullopt;
    }
}

void Server::Impl::begin(Connection const& c, Exchange& x) {
    x.access.method = x.head.method;
    auto client = client_of(c.peer(), x.head.headers, limits.trusted_proxies);
    x.request.method = x.head.method;
    x.request.path = x.head.path;
    x.request.query = x.head.query;
    x.request.headers = x.head.headers;
    x.request.remote = std::move(client.address);
    x.request.secure = client.secure;
    x.request.reference = base::hexa(base::octets_au_hasard(4));
}

/// Reads the body within the limits of its route, then has the request answered.
awaitable<void> Server::Impl::take_body(Connection& c, std::string& in, std::size_t head_size, Exchange& x) {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    bool upload = x.head.method == "POST" && hooks.accepts_upload && hooks.accepts_upload(x.head.method, x.head.path);
    auto most = upload ? limits.upload_bytes : limits.body_bytes;
    auto refuse = [&](int status, char const* why) {
        x.answer = fail(hooks, x.request, status, {}, why);
        x.close = x.unread = true;
        ++refused;
    };
    if (x.head.length > most)
        co_return refuse(413, "announced body too large");
    if (upload && uploads >= limits.uploads)
        co_return refuse(503, "too many uploads at once");

    // Two readers, one answer: what the guard accepted, the parser must read in the same way.
    error_code ec;
    parser.body_limit(most);
    auto read = parser.put(asio::buffer(in.data(), head_size), ec);
    bool chunked = x.head.framing == Framing::chunked;
    bool agreed = !ec && read == head_size && parser.is_header_done() && parser.chunked() == chunked &&
                  parser.content_length().value_or(0) == x.head.length;
    in.erase(0, head_size);
    if (!agreed)
        co_return refuse(400, "the parser does not read what the guard read");
    if (!chunked && x.head.length == 0)
        co_return co_await work(c, x, nullptr);

    std::optional<BodyReader> body;
    std::optional<HttpError> error;
    std::optional<Refusal> refusal;
    uploads += upload ? 1 : 0;
    try {
        body.emplace(x.head, MultipartLimits{.fields = limits.form_fields,
                                             .field_bytes = limits.body_bytes,
                                             .files = upload ? limits.upload_files : 0,
                                             .folder = limits.upload_folder});
        refusal = co_await receive_body(c, in, parser, x, *body);
    } catch (HttpError const& e) {
        error = e;
    }
    uploads -= upload ? 1 : 0;
    if (error) {
        x.answer = fail(hooks, x.request, error->status, error->what(), "unreadable body");
        x.close = x.unread = true;
        ++refused;
    } else if (refusal && refusal->status == 0) {
        x.answer.reply.status = 0;
    } else if (refusal) {
        refuse(refusal->status, refusal->why);
    } else {
        co_await work(c, x, &*body);
    }
}

awaitable<std::optional<Refusal>> Server::Impl::receive_body(Connection& c, std::string& in, Parser& parser,
                                                             Exchange& x, BodyReader& body) {
    constexpr std::size_t step = 64 * 1024;
    auto check_extension = [](std::uint64_t, boost::beast::string_view extension, error_code& ec) {
        if (extension.size() > longest_chunk_extension)
            ec = http::error::bad_chunk_extension;
    };
    parser.on_chunk_header(check_extension);
    parser.eager(true);
    if (x.head.expects_continue && in.empty())
        if (!co_await c.send("HTTP/1.1 100 Continue\r\n\r\n", limits.write_time))
            co_return Refusal{0, "client gone"};

    c.give(limits.chunk_time);
    std::size_t since_give = 0;
    while (true) {
        error_code ec;
        if (!in.empty())
            in.erase(0, parser.put(asio::buffer(in), ec));
        if (ec == http::error::body_limit)
            co_return Refusal{413, "body too large"};
        bool stuck = in.size() > limits.header_bytes; // a chunk header or a trailer that never ends
        if ((ec && ec != http::error::need_more) || (stuck && !parser.is_done()))
            co_return Refusal{400, "malformed body"};
        since_give += parser.get().body().size();
        if (!parser.get().body().empty()) {
            std::string bytes;
            bytes.swap(parser.get().body());
            co_await store(body, bytes);
        }
        if (parser.is_done())
            co_return std::nullopt;
        if (since_give >= step) {
            c.give(limits.chunk_time);
            since_give = 0;
        }
        bool more = co_await c.receive(in);
        if (!more)
            co_return c.expired() ? Refusal{408, "body too slow"} : Refusal{0, "client gone"};
    }
}

awaitable<void> Server::Impl::store(BodyReader& body, std::string const& bytes) {
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
        }
    };
    bool done = co_await on(disk, job);
    if (!done)
        throw HttpError{503, std::string{advice(503)}};
    if (error)
        throw *error;
}

// ---------------------------------------------------------------------------------------------------------------

awaitable<void> Server::Impl::work(Connection& c, Exchange& x, BodyReader* body) {
    if (!body && hooks.immediate) {
        std::optional<Reply> quick = hooks.immediate(x.request);
        if (quick) {
            x.answer.reply = std::move(*quick);
            co_return finish_reply(x);
        }
    }
    c.pause();
    auto queued = Clock::now();
    std::function<void()> job = [this, &x, body, queued] { handle(x, body, queued); };
    bool taken = co_await on(workers, job);
    if (taken)
        co_return;
    x.answer = fail(hooks, x.request, 503, {}, "queue full");
    x.close = true;
    ++refused;
}

/// On a worker.
void Server::Impl::handle(Exchange& x, BodyReader* body, Clock::time_point queued) {
    x.access.queued = since(queued);
    auto start = Clock::now();
    try {
        if (body)
            body->finish(x.request);
        UploadsGuard uploaded{x.request};
        x.answer = x.access.queued > limits.queue_time ? fail(hooks, x.request, 503, {}, "waited too long")
                                                       : answer(hooks, x.request);
        x.access.handled = since(start);
        finish_reply(x);
    } catch (HttpError const& e) {
        x.answer = fail(hooks, x.request, e.status, e.what(), "unreadable form");
    } catch (std::exception const& e) {
        x.answer = fail(hooks, x.request, 500, {}, e.what());
    }
}

void Server::Impl::finish_reply(Exchange& x) {
    auto& reply = x.answer.reply;
    if (!reply.file.empty()) {
        x.file = File{reply.file};
        if (reply.remove_file)
            ::unlink(reply.file.c_str());
    }
    compress(reply, x.request);
}

awaitable<void> Server::Impl::reply(Connection& c, Exchange& x) {
    auto const& reply = x.answer.reply;
    bool bodiless = reply.status == 204 || reply.status == 304;
    x.close = x.close || stopping || (x.access.method.empty() ? true : !x.head.keep_alive);
    std::optional<std::uint64_t> length;
    if (!bodiless)
        length = x.file.open() ? x.file.size() : reply.body.size();
    auto head =
        reply_head(reply, {.keep_alive = !x.close, .secure = x.request.secure, .length = length, .date = date()});

    bool send_body = !bodiless && x.head.method != "HEAD";
    bool apart = reply.body.size() > 64 * 1024;
    if (send_body && !apart)
        head += reply.body;
    auto before = c.sent();
    bool sent = co_await c.send(head, limits.write_time);
    if (sent && send_body && apart)
        sent = co_await c.send(reply.body, limits.write_time);
    if (sent && send_body && x.file.open())
        sent = co_await send_file(c, x.file);
    x.access.bytes_out = c.sent() - before;
    if (!sent) {
        x.close = true;
        x.unread = false;
        x.answer.error += x.answer.error.empty() ? "reply not taken" : " ; reply not taken";
    }
    report(c, x);
    if (x.close && sent)
        co_await c.linger(x.unread ? linger_time : milliseconds{200});
}

awaitable<bool> Server::Impl::send_file(Connection& c, File const& file) {
    std::string piece;
    for (std::uint64_t at = 0; at < file.size(); at += piece.size()) {
        piece.resize(std::min<std::uint64_t>(64 * 1024, file.size() - at));
        std::size_t read = 0;
        std::function<void()> job = [&] { read = file.read(piece, at); };
        c.pause();
        bool done = co_await on(disk, job);
        if (!done || read == 0)
            co_return false; // shorter than announced: only closing tells the client
        piece.resize(read);
        bool sent = co_await c.send(piece, limits.write_time);
        if (!sent)
            co_return false;
    }
    co_return true;
}

void Server::Impl::report(Connection const& c, Exchange& x) {
    ++served;
    if (!hooks.log)
        return;
    x.access.status = x.answer.reply.status;
    x.access.route = x.answer.reply.route;
    x.access.total = since(x.began);
    x.access.bytes_in = c.received() - x.received_before;
    x.access.reference = x.request.reference;
    x.access.error = x.answer.error;
    hooks.log(x.access);
}

// ---------------------------------------------------------------------------------------------------------------

awaitable<bool> Server::Impl::on(Workers& pool, std::function<void()> job) {
    auto start = [this, &pool, &job](auto handler) {
        using H = decltype(handler);
        auto back = std::make_shared<H>(std::move(handler)); // shared: std::function wants copies
        auto alive = asio::make_work_guard(io);
        auto resume = [back](bool done) {
            auto h = std::move(*back);
            h(done);
        };
        bool taken = pool.submit([this, job = std::move(job), resume, alive]() mutable {
            job();
            asio::post(io, [resume = std::move(resume)] { resume(true); });
        });
        if (!taken)
            asio::post(io, [resume] { resume(false); });
    };
    co_return co_await asio::async_initiate<asio::use_awaitable_t<> const, void(bool)>(start, asio::use_awaitable);
}

/// The deadlines of all connections, watched by one timer.
awaitable<void> Server::Impl::sweep() {
    auto shortest = std::min({limits.header_time, limits.chunk_time, limits.idle_time, limits.write_time});
    auto period = std::clamp(shortest / 10, milliseconds{5}, milliseconds{250});
    while (!stopping || !connections.empty()) {
        tick.expires_after(period);
        error_code ec;
        co_await tick.async_wait(asio::redirect_error(asio::use_awaitable, ec));
        auto now = Clock::now();
        for (auto& connection : connections)
            now >= stop_deadline ? connection.cut() : connection.check(now);
    }
}

void Server::Impl::begin_stop() {
    if (stopping.exchange(true))
        return;
    stop_deadline = Clock::now() + limits.stop_time;
    if (signals)
        signals->cancel();
    error_code ignored; // already closed is closed
    for (auto& acceptor : acceptors)
        acceptor.close(ignored);
    for (auto& connection : connections)
        if (connection.idle)
            connection.cancel();
    if (connections.empty())
        tick.cancel();
}

std::string_view Server::Impl::date() {
    auto now = std::time(nullptr);
    if (now != date_second) {
        date_second = now;
        date_text = http_date(now);
    }
    return date_text;
}

Server::Server(Limits limits, Hooks hooks) : impl_{std::make_unique<Impl>(std::move(limits), std::move(hooks))} {}
Server::Server(Limits limits, Handler handler) : Server{std::move(limits), Hooks{.handler = std::move(handler)}} {}
Server::~Server() = default;

void Server::listen(std::string const& address, std::uint16_t port) {
    tcp::endpoint endpoint{asio::ip::make_address(address), port};
    impl_->acceptors.emplace_back(impl_->io, endpoint, true);
}

std::uint16_t Server::port() const {
    ensure(!impl_->acceptors.empty(), "listen() comes first");
    return impl_->acceptors.front().local_endpoint().port();
}

void Server::run() {
    std::signal(SIGPIPE, SIG_IGN); // a client that leaves is an error code, not the end of the program
    for (auto& acceptor : impl_->acceptors)
        asio::co_spawn(impl_->io, impl_->accept(acceptor), [](std::exception_ptr e) {
            if (e)
                std::rethrow_exception(e);
        });
    asio::co_spawn(impl_->io, impl_->sweep(), [](std::exception_ptr e) {
        if (e)
            std::rethrow_exception(e);
    });
    impl_->io.run();
}

void Server::stop() {
    asio::post(impl_->io, [impl = impl_.get()] { impl->begin_stop(); });
}

void Server::stop_on_signals() {
    impl_->signals.emplace(impl_->io, SIGINT, SIGTERM);
    impl_->signals->async_wait([impl = impl_.get()](error_code ec, int) {
        if (!ec)
            impl->begin_stop();
    });
}

Load Server::load() const {
    auto counts = impl_->workers.counts();
    return {.connections = impl_->connected,
            .queued = counts.queued,
            .working = counts.working,
            .served = impl_->served,
            .refused = impl_->refused,
            .stopping = impl_->stopping};
}

} // namespace web
