// The parser never crashes, never leaves a file behind, and reads the same thing however the bytes are cut.
#include "web/multipart.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <unistd.h>

namespace {

struct Result {
    web::Pairs form;
    std::vector<std::pair<std::string, std::uint64_t>> files;
    friend bool operator==(Result const&, Result const&) = default;
};

std::optional<Result> parse(std::string_view body, std::size_t step) {
    try {
        web::MultipartParser parser{"X", {.fields = 20, .field_bytes = 1000, .files = 3, .folder = "/tmp"}};
        for (std::size_t at = 0; at < body.size(); at += step)
            parser.feed(body.substr(at, step));
        parser.finish();
        Result result{.form = parser.take_form(), .files = {}};
        for (auto const& upload : parser.take_uploads()) {
            result.files.emplace_back(upload.filename, upload.size);
            ::unlink(upload.path.c_str());
        }
        return result;
    } catch (web::HttpError const&) {
        return std::nullopt;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view text{reinterpret_cast<char const*>(data), size};
    auto line = std::min(text.find('\n'), text.size());
    (void)web::multipart_boundary(text.substr(0, line));
    (void)web::parse_urlencoded(text);
    auto whole = parse(text, std::max<std::size_t>(text.size(), 1));
    auto cut = parse(text, 3);
    if (whole != cut)
        std::abort();
    return 0;
}
