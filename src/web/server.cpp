#include "web/server.hpp"

#include "web/session.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <csignal>
#include <list>
#include <unordered_map>

#ifndef __clang__
// g++ 12 takes the frames of coroutines, which Asio allocates by itself, for plain new (GCC bug 103993).
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

namespace web {

namespace {

std::string address_text(tcp::socket const& socket) {
    error_code ec;
    auto address = socket.remote_endpoint(ec).address();
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return ec ? std::string{} : address.to_string();
}

} // namespace

struct Server::Impl : Shared {
    using Shared::Shared;

    awaitable<void> accept(tcp::acceptor& acceptor);
    bool admit(tcp::socket& socket, std::string const& peer);
    void open(tcp::socket socket);
    awaitable<void> serve(std::list<Connection>::iterator connection);
    void closed(std::list<Connection>::iterator connection);
    awaitable<void> sweep();
    void begin_stop();

    std::list<tcp::acceptor> acceptors;
    std::uint16_t port = 0; // of the first acceptor
    asio::steady_timer tick{io};
    std::optional<asio::signal_set> signals;
    std::list<Connection> connections;
    std::unordered_map<std::string, std::size_t> per_address;
    Clock::time_point stop_deadline = Clock::time_point::max();
};

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
            Session{*this, *connection}.report(x);
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
    Session session{*this, *connection};
    co_await session.serve();
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

Server::Server(Limits limits, Hooks hooks) : impl_{std::make_unique<Impl>(std::move(limits), std::move(hooks))} {}
Server::Server(Limits limits, Handler handler) : Server{std::move(limits), Hooks{.handler = std::move(handler)}} {}
Server::~Server() = default;

namespace {

/// Said to whoever started the program, instead of the words of the system.
std::string why_not(boost::system::error_code code, std::string const& address, std::uint16_t port) {
    auto which = "Le port " + std::to_string(port);
    if (code == asio::error::address_in_use)
        return which + " est déjà utilisé par un autre programme (peut-être Raccroche, déjà lancé). Arrêtez-le, ou "
                       "choisissez un autre port avec --port.";
    if (code == asio::error::access_denied)
        return which + " est réservé au système. Choisissez-en un à partir de 1024 avec --port.";
    return which + " de l’adresse " + address + " ne peut pas être ouvert : " + code.message() + ".";
}

} // namespace

void Server::listen(std::string const& address, std::uint16_t port) {
    try {
        tcp::endpoint endpoint{asio::ip::make_address(address), port};
        auto& acceptor = impl_->acceptors.emplace_back(impl_->io, endpoint, true);
        if (impl_->port == 0)
            impl_->port = acceptor.local_endpoint().port();
    } catch (boost::system::system_error const& e) {
        throw std::runtime_error{why_not(e.code(), address, port)};
    }
}

std::uint16_t Server::port() const {
    ensure(impl_->port != 0, "listen() comes first");
    return impl_->port;
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
