#pragma once
// The HTTP server: one network thread, a bounded pool of workers, a limit on everything (architecture.md §3).
#include "web/http.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web {

struct Limits {
    std::size_t header_bytes = 16 * 1024;      ///< request line and headers: 431
    std::size_t header_count = 100;            ///< 431
    std::size_t target_bytes = 8 * 1024;       ///< 414
    std::uint64_t body_bytes = 1 << 20;        ///< ordinary requests: 413
    std::uint64_t upload_bytes = 512ull << 20; ///< routes that accept files
    std::size_t form_fields = 10'000;          ///< fields of one form
    std::size_t upload_files = 20;             ///< files of one form

    std::chrono::milliseconds header_time{10'000}; ///< from the first byte to the end of the headers
    std::chrono::milliseconds chunk_time{30'000};  ///< to receive 64 kB of body, or what is left of it
    std::chrono::milliseconds idle_time{60'000};   ///< between two requests
    std::chrono::milliseconds write_time{30'000};  ///< for the client to take 64 kB
    std::chrono::milliseconds queue_time{15'000};  ///< a request that waited longer for a worker gets 503
    std::chrono::milliseconds stop_time{30'000};   ///< stop(): after that, connections are cut

    std::size_t connections = 10'000;
    std::size_t connections_per_address = 512; ///< trusted proxies are not counted
    std::size_t queue = 256;                   ///< requests waiting for a worker: 503 with Retry-After beyond
    unsigned workers = 8;
    std::size_t uploads = 16; ///< bodies with files received at the same time: 503 beyond

    std::string upload_folder = "/tmp";         ///< where uploads are streamed
    std::vector<std::string> trusted_proxies{}; ///< addresses whose X-Forwarded-For and X-Forwarded-Proto are believed
};

/// What the access log may know of a request: nothing about anybody.
struct Access {
    std::string method;
    std::string route; ///< pattern given by Reply::route, never the path; empty when no handler was reached
    int status = 0;
    std::chrono::microseconds queued{};  ///< waiting for a worker
    std::chrono::microseconds handled{}; ///< in the handler
    std::chrono::microseconds total{};   ///< from the end of the headers to the last byte sent
    std::uint64_t bytes_in = 0;
    std::uint64_t bytes_out = 0;
    std::string reference; ///< Request::reference
    std::string error;     ///< what went wrong, for 5xx and refusals; never shown to the client
};

struct Failure {
    int status = 500;
    std::string message; ///< for the person, in French; empty when only the log may know
};

struct Hooks {
    Handler handler; ///< on a worker, one thread per request
    /// On the network thread, before the queue: must neither block nor touch the database. Nothing: handler answers.
    std::function<std::optional<Reply>(Request const&)> immediate{};
    /// On the network thread, before the body is read, with the decoded path: may this request carry files?
    std::function<bool(std::string_view method, std::string_view path)> accepts_upload{};
    /// Page of an error: one that a handler threw, or a body refused before any handler, then on the network thread;
    /// so it must not block. Default: a tiny French page.
    std::function<Reply(Request const&, Failure const&)> error_page{};
    /// On the network thread, once the reply is sent: must not block.
    std::function<void(Access const&)> log{};
};

struct Load {
    std::size_t connections = 0;
    std::size_t queued = 0;  ///< requests waiting for a worker
    std::size_t working = 0; ///< requests in a handler
    std::uint64_t served = 0;
    std::uint64_t refused = 0; ///< by the guard, a limit or a full queue
    bool stopping = false;
};

class Server {
public:
    Server(Limits limits, Hooks hooks);
    Server(Limits limits, Handler handler);
    ~Server();

    /// `address`: "127.0.0.1", "::1", "0.0.0.0"; `port` 0 lets the system choose. May be called several times.
    void listen(std::string const& address, std::uint16_t port);
    /// Port of the first listen().
    std::uint16_t port() const;
    /// Serves until stop(); returns once the requests at work are answered.
    void run();
    /// From any thread: no new connection, idle ones closed, requests at work answered, then run() returns.
    void stop();
    /// SIGINT and SIGTERM call stop() while run() runs.
    void stop_on_signals();
    /// From any thread.
    Load load() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace web
