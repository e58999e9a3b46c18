#pragma once
// What the connections of one server share. Private to server.cpp, the one unit that sees Boost.
#include "base/ensure.hpp"
#include "web/connection.hpp"
#include "web/guard.hpp"
#include "web/reply_head.hpp"
#include "web/server.hpp"
#include "web/workers.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <array>
#include <atomic>
#include <ctime>
#include <memory>

namespace web {

using asio::awaitable;

struct Shared {
    Shared(Limits l, Hooks h);

    /// Runs `job` on a worker and comes back to the network thread. False: the queue is full.
    awaitable<bool> on(Workers& pool, std::function<void()> job);
    std::string_view date();
    GuardLimits guard_limits() const {
        return {.header_bytes = limits.header_bytes,
                .header_count = limits.header_count,
                .target_bytes = limits.target_bytes};
    }

    Limits const limits;
    Hooks const hooks;
    asio::io_context io{1};
    std::array<char, 64 * 1024> scratch; // every read of the network thread lands here first
    std::size_t uploads = 0;             // bodies with files being received
    std::time_t date_second = 0;
    std::string date_text;

    std::atomic<std::size_t> connected = 0;
    std::atomic<std::uint64_t> served = 0;
    std::atomic<std::uint64_t> refused = 0;
    std::atomic<bool> stopping = false;

    Workers disk;    // writing uploads, reading files: never on the network thread
    Workers workers; // last: its jobs see everything above
};

inline Shared::Shared(Limits l, Hooks h)
    : limits{std::move(l)}, hooks{std::move(h)}, disk{2, limits.connections * 2}, workers{limits.workers,
                                                                                          limits.queue} {
    ensure(hooks.handler != nullptr, "a server needs a handler");
    ensure(limits.workers > 0 && limits.connections > 0, "a server needs workers and connections");
}

inline awaitable<bool> Shared::on(Workers& pool, std::function<void()> job) {
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

inline std::string_view Shared::date() {
    auto now = std::time(nullptr);
    if (now != date_second) {
        date_second = now;
        date_text = http_date(now);
    }
    return date_text;
}

} // namespace web
