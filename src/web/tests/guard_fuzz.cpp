// The guard never crashes, and what it lets through keeps its promises.
#include "web/guard.hpp"

#include "base/texte.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool truth) {
    if (!truth)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view received{reinterpret_cast<char const*>(data), size};
    auto scan = web::scan_head(received, 0, {});
    auto* end = std::get_if<std::size_t>(&scan);
    if (!end || *end == 0)
        return 0;
    require(received.substr(0, *end).ends_with("\r\n\r\n"));
    auto verdict = web::guard(received.substr(0, *end), {});
    auto* head = std::get_if<web::Head>(&verdict);
    if (!head) {
        auto status = std::get<web::Refusal>(verdict).status;
        require(status >= 400 && status < 600);
        return 0;
    }
    require(head->path.starts_with('/') && !head->path.starts_with("//"));
    require(head->path.find("/../") == std::string::npos && !head->path.ends_with("/.."));
    require(head->path.find('\0') == std::string::npos && base::est_utf8(head->path));
    require(head->method == "GET" || head->method == "HEAD" || head->method == "POST");
    require(head->method == "POST" || head->length == 0);
    for (auto const& [name, value] : head->headers)
        require(!name.empty() && value.find_first_of("\r\n") == std::string::npos);
    return 0;
}
