#pragma once
// A file that a reply streams: opened by a worker, so that it may be removed before it is sent.
#include "base/ensure.hpp"

#include <cstdint>
#include <fcntl.h>
#include <span>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace web {

class File {
public:
    File() = default;
    explicit File(std::string const& path) : fd_{::open(path.c_str(), O_RDONLY | O_CLOEXEC)} {
        struct stat s {};
        ensure(fd_ >= 0 && ::fstat(fd_, &s) == 0 && S_ISREG(s.st_mode), "the file of a reply cannot be read");
        size_ = static_cast<std::uint64_t>(s.st_size);
    }
    ~File() {
        if (fd_ >= 0)
            ::close(fd_);
    }
    File(File&& other) noexcept : fd_{std::exchange(other.fd_, -1)}, size_{other.size_} {}
    File& operator=(File&& other) noexcept {
        std::swap(fd_, other.fd_);
        std::swap(size_, other.size_);
        return *this;
    }
    bool open() const { return fd_ >= 0; }
    std::uint64_t size() const { return size_; }
    std::size_t read(std::span<char> into, std::uint64_t at) const {
        auto n = ::pread(fd_, into.data(), into.size(), static_cast<off_t>(at));
        return n > 0 ? static_cast<std::size_t>(n) : 0;
    }

private:
    int fd_ = -1;
    std::uint64_t size_ = 0;
};

} // namespace web
