#pragma once
// The body of a request as it arrives: a form in memory, files on disk, within limits.
#include "web/guard.hpp"
#include "web/http.hpp"
#include "web/multipart.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace web {

/// Takes the decoded body piece by piece and fills a Request. Throws HttpError.
class BodyReader {
public:
    BodyReader(Head const& head, MultipartLimits limits);

    void write(std::string_view bytes);
    /// Called once the body is complete, on a worker: decoding a large form takes time.
    void finish(Request& request);
    /// Does write() touch the disk?
    bool on_disk() const { return multipart_ != nullptr; }

private:
    bool urlencoded_ = false;
    std::size_t fields_;
    std::string text_;
    std::unique_ptr<MultipartParser> multipart_;
};

/// Removes the files of a request that nobody moved away.
class UploadsGuard {
public:
    explicit UploadsGuard(Request const& request);
    ~UploadsGuard();
    UploadsGuard(UploadsGuard const&) = delete;
    UploadsGuard& operator=(UploadsGuard const&) = delete;

private:
    std::vector<std::string> paths_; // those received, whatever the handler writes in its request
};

} // namespace web
