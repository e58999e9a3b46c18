#include "web/compress.hpp"

#include "base/ensure.hpp"

#include <algorithm>
#include <zlib.h>

namespace web {

namespace {

constexpr int gzip_format = 15 + 16; // zlib: largest window, gzip header

std::string compact_lower(std::string_view text) {
    std::string out;
    for (char c : text)
        if (c != ' ' && c != '\t')
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
}

/// "q=0", "q=0.000" : refused.
bool is_refused(std::string_view parameters) {
    auto q = parameters.find("q=");
    return q != std::string_view::npos && parameters.find_first_of("123456789", q) == std::string_view::npos;
}

} // namespace

std::string gzip(std::string_view bytes, int level) {
    z_stream z{};
    ensure(deflateInit2(&z, level, Z_DEFLATED, gzip_format, 8, Z_DEFAULT_STRATEGY) == Z_OK, "deflateInit2");
    std::string out(deflateBound(&z, static_cast<uLong>(bytes.size())), '\0');
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    z.next_out = reinterpret_cast<Bytef*>(out.data());
    z.avail_out = static_cast<uInt>(out.size());
    bool done = deflate(&z, Z_FINISH) == Z_STREAM_END;
    out.resize(z.total_out);
    deflateEnd(&z);
    ensure(done, "deflate");
    return out;
}

std::string gunzip(std::string_view bytes, std::size_t most) {
    z_stream z{};
    ensure(inflateInit2(&z, gzip_format) == Z_OK, "inflateInit2");
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    int state = Z_OK;
    while (state == Z_OK && out.size() <= most) {
        auto size = out.size();
        out.resize(size + 65536);
        z.next_out = reinterpret_cast<Bytef*>(out.data() + size);
        z.avail_out = 65536;
        state = inflate(&z, Z_NO_FLUSH);
        out.resize(size + 65536 - z.avail_out);
    }
    inflateEnd(&z);
    ensure(state == Z_STREAM_END && out.size() <= most, "not a gzip stream, or too large");
    return out;
}

bool accepts_gzip(std::string_view accept_encoding) {
    auto list = compact_lower(accept_encoding);
    bool any = false;
    for (std::string_view rest = list; !rest.empty();) {
        auto end = std::min(rest.find(','), rest.size());
        auto one = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        auto mark = std::min(one.find(';'), one.size());
        auto coding = one.substr(0, mark);
        if (coding == "gzip" || coding == "x-gzip")
            return !is_refused(one.substr(mark));
        any = any || (coding == "*" && !is_refused(one.substr(mark)));
    }
    return any;
}

bool is_text(std::string_view content_type) {
    auto type = content_type.substr(0, content_type.find(';'));
    return type.starts_with("text/") || type == "application/json" || type == "image/svg+xml" ||
           type == "application/xml" || type == "application/javascript";
}

} // namespace web
