#pragma once
// A client that writes exactly the bytes it is told to, and a server that runs for the time of a test.
#include "web/server.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <netinet/in.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/time.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace web::essai {

class Running {
public:
    Running(Limits limits, Hooks hooks) : server{std::move(limits), std::move(hooks)} {
        server.listen("127.0.0.1", 0);
        thread_ = std::thread{[this] { server.run(); }};
    }
    ~Running() { stop(); }
    void stop() {
        if (!thread_.joinable())
            return;
        server.stop();
        thread_.join();
    }
    Server server;

private:
    std::thread thread_;
};

struct Received {
    int status = 0; ///< 0: nothing came
    std::string head;
    std::string body;
};

class RawClient {
public:
    explicit RawClient(std::uint16_t port) : fd_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
        timeval limit{.tv_sec = 5, .tv_usec = 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
    }
    ~RawClient() { ::close(fd_); }
    RawClient(RawClient&& other) noexcept
        : fd_{std::exchange(other.fd_, -1)}, connected_{other.connected_}, kept_{std::move(other.kept_)} {}
    RawClient& operator=(RawClient&&) = delete;

    bool connected() const { return connected_; }
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            auto n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }
    /// One reply, framed by its Content-Length; a reply to HEAD has no body.
    Received receive(bool head_only = false) {
        Received got;
        auto end = std::string::npos;
        while ((end = kept_.find("\r\n\r\n")) == std::string::npos)
            if (!more())
                return got;
        got.head = kept_.substr(0, end + 2);
        kept_.erase(0, end + 4);
        got.status = std::stoi(got.head.substr(9, 3));
        auto at = got.head.find("\r\nContent-Length: ");
        auto length = at == std::string::npos || head_only ? 0 : std::stoul(got.head.substr(at + 18));
        while (kept_.size() < length && more()) {
        }
        got.body = kept_.substr(0, length);
        kept_.erase(0, got.body.size());
        return got;
    }
    Received ask(std::string_view bytes) {
        send(bytes);
        return receive();
    }
    /// True once the server has closed and nothing more came.
    bool closed() {
        while (more()) {
        }
        return ended_ && kept_.empty();
    }

private:
    bool more() {
        char buffer[65536];
        auto n = ::recv(fd_, buffer, sizeof buffer, 0);
        if (n > 0)
            kept_.append(buffer, static_cast<std::size_t>(n));
        ended_ = n == 0 || (n < 0 && errno == ECONNRESET);
        return n > 0;
    }

    int fd_;
    bool connected_ = false;
    bool ended_ = false;
    std::string kept_;
};

inline std::string get(std::string_view path, std::string_view more = {}) {
    return "GET " + std::string{path} + " HTTP/1.1\r\nHost: essai\r\n" + std::string{more} + "\r\n";
}

inline std::string post(std::string_view path, std::string_view body,
                        std::string_view type = "application/x-www-form-urlencoded") {
    return "POST " + std::string{path} + " HTTP/1.1\r\nHost: essai\r\nContent-Type: " + std::string{type} +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

inline std::chrono::milliseconds since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

} // namespace web::essai
