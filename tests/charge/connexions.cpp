// 5 000 idle connections and 200 slow senders while a normal user asks for pages: what does this user see?
//   connexions [idle] [slow] [seconds]
// Server and clients are two processes on this machine; only the loopback is used.
#include "web/server.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

long resident_kb(pid_t pid) {
    std::ifstream statm{"/proc/" + std::to_string(pid) + "/statm"};
    long total = 0, pages = 0;
    statm >> total >> pages;
    return pages * (::sysconf(_SC_PAGESIZE) / 1024);
}

std::string page() {
    std::string body = "<!doctype html><title>Ma journée</title><table>";
    for (int i = 0; i < 200; ++i)
        body += "<tr><td>Entretien " + std::to_string(i) + "</td><td>Lycée</td></tr>";
    return body + "</table>";
}

/// The child: serves until it is told to stop, its port written in the pipe.
[[noreturn]] void serve(int pipe) {
    web::Limits limits;
    limits.connections = 20'000;
    limits.connections_per_address = 20'000;
    limits.header_time = limits.chunk_time = limits.idle_time = std::chrono::minutes{10};
    web::Server server{limits, {.handler = [body = page()](web::Request const&) { return web::html(body); }}};
    server.listen("127.0.0.1", 0);
    auto port = server.port();
    server.stop_on_signals();
    if (::write(pipe, &port, sizeof port) != sizeof port)
        std::_Exit(1);
    server.run();
    std::_Exit(0);
}

int connect_to(std::uint16_t port) {
    int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || ::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
        std::perror("connexion");
        std::exit(1);
    }
    int yes = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return fd;
}

/// One page on a kept connection; its size, 0 when it did not come.
std::size_t ask(int fd) {
    constexpr std::string_view request = "GET / HTTP/1.1\r\nHost: charge\r\nAccept-Encoding: gzip\r\n\r\n";
    if (::send(fd, request.data(), request.size(), MSG_NOSIGNAL) < 0)
        return 0;
    std::string got;
    for (std::size_t whole = 0; whole == 0 || got.size() < whole;) {
        char buffer[65536];
        auto n = ::recv(fd, buffer, sizeof buffer, 0);
        if (n <= 0)
            return 0;
        got.append(buffer, static_cast<std::size_t>(n));
        auto end = got.find("\r\n\r\n");
        auto length = got.find("Content-Length: ");
        if (end != std::string::npos && length < end)
            whole = end + 4 + std::stoul(got.substr(length + 16));
    }
    return got.size();
}

struct Times {
    std::vector<double> ms;
    double at(double share) const {
        return ms.empty() ? 0 : ms[std::min(ms.size() - 1, static_cast<std::size_t>(share * double(ms.size())))];
    }
};

/// A user who asks for a page every 5 ms.
Times user(std::uint16_t port, int seconds) {
    Times times;
    int fd = connect_to(port);
    auto until = Clock::now() + std::chrono::seconds{seconds};
    while (Clock::now() < until) {
        auto start = Clock::now();
        if (ask(fd) == 0) {
            std::puts("une page n'est pas venue");
            std::exit(1);
        }
        times.ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    ::close(fd);
    std::sort(times.ms.begin(), times.ms.end());
    return times;
}

/// Pages a second with `clients` connections that ask without pause.
double rate(std::uint16_t port, int clients, int seconds) {
    std::vector<std::thread> threads;
    std::vector<long> counts(static_cast<std::size_t>(clients));
    auto until = Clock::now() + std::chrono::seconds{seconds};
    for (auto& count : counts)
        threads.emplace_back([&count, port, until] {
            int fd = connect_to(port);
            while (Clock::now() < until && ask(fd) > 0)
                ++count;
            ::close(fd);
        });
    for (auto& thread : threads)
        thread.join();
    long total = 0;
    for (auto count : counts)
        total += count;
    return double(total) / seconds;
}

void line(char const* what, Times const& t) {
    std::printf("%-34s %5zu pages   p50 %.2f ms   p99 %.2f ms   max %.2f ms\n", what, t.ms.size(), t.at(0.5),
                t.at(0.99), t.at(1));
}

} // namespace

int main(int argc, char** argv) {
    int idle = argc > 1 ? std::atoi(argv[1]) : 5000;
    int slow = argc > 2 ? std::atoi(argv[2]) : 200;
    int seconds = argc > 3 ? std::atoi(argv[3]) : 5;
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);

    int pipe[2];
    if (::pipe(pipe) != 0)
        return 1;
    pid_t child = ::fork();
    if (child == 0)
        serve(pipe[1]);
    std::uint16_t port = 0;
    if (::read(pipe[0], &port, sizeof port) != sizeof port)
        return 1;

    ask(connect_to(port));
    long before = resident_kb(child);
    line("seul", user(port, seconds));

    std::vector<int> quiet, senders;
    for (int i = 0; i < idle; ++i)
        quiet.push_back(connect_to(port));
    std::this_thread::sleep_for(std::chrono::milliseconds{200});
    long after = resident_kb(child);
    constexpr std::string_view start = "POST / HTTP/1.1\r\nHost: charge\r\nContent-Length: 1000000\r\n\r\n";
    for (int i = 0; i < slow; ++i) {
        senders.push_back(connect_to(port));
        (void)!::send(senders.back(), start.data(), start.size(), MSG_NOSIGNAL);
    }
    std::atomic<bool> over = false;
    std::thread drip{[&] { // each slow sender gives one byte every 100 ms
        while (!over) {
            for (int fd : senders)
                (void)!::send(fd, "x", 1, MSG_NOSIGNAL);
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
        }
    }};
    auto label = std::to_string(idle) + " muettes, " + std::to_string(slow) + " lentes";
    line(label.c_str(), user(port, seconds));
    std::printf("mémoire du serveur : %ld ko, puis %ld ko avec %d connexions muettes (%.1f ko chacune)\n", before,
                after, idle, double(after - before) / std::max(idle, 1));
    std::printf("débit, 32 connexions, page de %zu octets compressée : %.0f pages/s\n", page().size(),
                rate(port, 32, seconds));
    over = true;
    drip.join();
    ::kill(child, SIGTERM);
    for (int fd : senders)
        ::close(fd);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
