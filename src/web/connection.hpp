#pragma once
// One client's socket: receive and send with a deadline. Private to server.cpp, the one unit that sees Boost.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace web {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

class Connection {
public:
    Connection(tcp::socket socket, std::string peer, std::span<char> scratch)
        : socket_{std::move(socket)}, peer_{std::move(peer)}, scratch_{scratch} {
        error_code ignored; // a socket already gone shows at its first read
        socket_.non_blocking(true, ignored);
        socket_.set_option(tcp::no_delay{true}, ignored);
    }

    std::string const& peer() const { return peer_; }

    /// The phase that starts must be over by then, whatever arrives meanwhile.
    void give(std::chrono::milliseconds time) {
        deadline_ = Clock::now() + time;
        expired_ = false;
    }
    /// Nothing is expected of the client: a worker has the request.
    void pause() { deadline_ = Clock::time_point::max(); }
    bool expired() const { return expired_; }
    bool idle = false; ///< between two requests

    /// Called by the sweeper.
    void check(Clock::time_point now) {
        if (now >= deadline_) {
            expired_ = true;
            cancel();
        }
    }
    void cancel() {
        error_code ignored;
        socket_.cancel(ignored);
    }
    void cut() {
        error_code ignored;
        socket_.close(ignored);
    }

    /// Waits for bytes and adds them to `into`. False: end, failure, deadline or stop.
    asio::awaitable<bool> receive(std::string& into) {
        constexpr int fair_share = 16; // reads in a row before the other connections get their turn
        while (true) {
            error_code ec = asio::error::would_block;
            auto n = in_a_row_ < fair_share ? socket_.read_some(asio::buffer(scratch_.data(), scratch_.size()), ec) : 0;
            if (!ec) {
                ++in_a_row_;
                into.append(scratch_.data(), n);
                received_ += n;
                co_return true;
            }
            if (ec != asio::error::would_block)
                co_return false;
            in_a_row_ = 0;
            co_await socket_.async_wait(tcp::socket::wait_read, asio::redirect_error(asio::use_awaitable, ec));
            if (ec)
                co_return false;
        }
    }

    /// `time` to take each 64 kB.
    asio::awaitable<bool> send(std::string_view bytes, std::chrono::milliseconds time) {
        constexpr std::size_t slice = 64 * 1024;
        while (!bytes.empty()) {
            give(time);
            auto part = bytes.substr(0, slice);
            bytes.remove_prefix(part.size());
            error_code ec;
            auto n = socket_.write_some(asio::buffer(part.data(), part.size()), ec);
            sent_ += n;
            part.remove_prefix(n);
            if (ec && ec != asio::error::would_block)
                co_return false;
            if (part.empty())
                continue;
            sent_ += co_await asio::async_write(socket_, asio::buffer(part.data(), part.size()),
                                                asio::redirect_error(asio::use_awaitable, ec));
            if (ec)
                co_return false;
        }
        co_return true;
    }

    /// Says that no more will be sent, then reads what the client still sends: closing at once would make its
    /// system throw away the reply.
    asio::awaitable<void> linger(std::chrono::milliseconds time) {
        error_code ignored;
        socket_.shutdown(tcp::socket::shutdown_send, ignored);
        give(time);
        std::string unread;
        for (bool more = true; more && Clock::now() < deadline_; unread.clear())
            more = co_await receive(unread);
    }

    std::uint64_t received() const { return received_; }
    std::uint64_t sent() const { return sent_; }

private:
    tcp::socket socket_;
    std::string peer_;
    std::span<char> scratch_; // shared by all connections of the network thread
    Clock::time_point deadline_ = Clock::time_point::max();
    bool expired_ = false;
    int in_a_row_ = 0;
    std::uint64_t received_ = 0;
    std::uint64_t sent_ = 0;
};

} // namespace web
