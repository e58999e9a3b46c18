#pragma once
// Fuzzers give bytes; archives want a path: a file that lives in memory.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

namespace essai {

class EnMemoire {
public:
    EnMemoire(std::uint8_t const* octets, std::size_t n) : fd_(memfd_create("fuzz", 0)) {
        for (std::size_t ecrits = 0; ecrits < n;) {
            auto m = write(fd_, octets + ecrits, n - ecrits);
            if (m <= 0)
                break;
            ecrits += static_cast<std::size_t>(m);
        }
    }
    ~EnMemoire() { close(fd_); }
    EnMemoire(EnMemoire const&) = delete;
    EnMemoire& operator=(EnMemoire const&) = delete;
    std::filesystem::path chemin() const { return "/proc/self/fd/" + std::to_string(fd_); }

private:
    int fd_;
};

} // namespace essai
