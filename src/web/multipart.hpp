#pragma once
// multipart/form-data read as it arrives: fields in memory within limits, files straight to disk.
#include "web/http.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web {

struct MultipartLimits {
    std::size_t fields = 10'000;
    std::size_t field_bytes = 1 << 20; ///< all fields together, names included
    std::size_t files = 20;            ///< 0: this form takes no file
    std::string folder = "/tmp";       ///< where files are written, readable by the owner only
};

/// The boundary of a Content-Type; nothing when it is not multipart/form-data or the boundary is malformed.
std::optional<std::string> multipart_boundary(std::string_view content_type);

/// Throws HttpError 400 or 413, in French, when the body cannot be read; 503 when the disk refuses.
class MultipartParser {
public:
    MultipartParser(std::string_view boundary, MultipartLimits limits);
    ~MultipartParser(); ///< removes the files that were not taken
    MultipartParser(MultipartParser const&) = delete;
    MultipartParser& operator=(MultipartParser const&) = delete;

    void feed(std::string_view bytes);
    /// The body ended: throws unless the closing boundary was seen.
    void finish();
    Pairs take_form() { return std::move(form_); }
    std::vector<Upload> take_uploads();

private:
    enum class State { preamble, boundary, headers, field, file, ignored, done };

    bool step();
    bool skip_preamble();
    bool after_boundary();
    bool read_headers();
    bool read_content();
    void begin_part(std::string_view headers);
    void content(std::string_view bytes);
    void end_part();
    void open_file();
    void close_file();
    std::string_view rest() const { return std::string_view{buffer_}.substr(at_); }

    std::string delimiter_;
    MultipartLimits limits_;
    State state_ = State::preamble;
    std::string buffer_ = "\r\n"; // so that the first boundary looks like the others
    std::size_t at_ = 0;          // what precedes has been read
    std::size_t field_bytes_ = 0;
    std::size_t files_seen_ = 0;
    Pairs form_;
    std::vector<Upload> uploads_;
    int fd_ = -1;
};

} // namespace web
