#include "web/static_files.hpp"

#include "base/ensure.hpp"
#include "web/compress.hpp"

#include <algorithm>
#include <map>

namespace web {

namespace {

constexpr std::string_view folder = "/s/";

StaticFile const* find(std::span<StaticFile const> files, std::string_view name) {
    auto it = std::lower_bound(files.begin(), files.end(), name, [](auto const& f, auto n) { return f.name < n; });
    return it != files.end() && it->name == name ? &*it : nullptr;
}

std::string hashed(StaticFile const& file) {
    auto dot = std::min(file.name.rfind('.'), file.name.size());
    std::string url{folder};
    url.append(file.name.substr(0, dot)).append(".").append(file.hash).append(file.name.substr(dot));
    return url;
}

/// "theme.css" out of "theme.0123abcd.css"; nothing when there is no hash where one should be.
std::string without_hash(std::string_view name) {
    auto dot = std::min(name.rfind('.'), name.size());
    auto before = dot == 0 ? std::string_view::npos : name.rfind('.', dot - 1);
    if (before == std::string_view::npos || dot - before != 9)
        return {};
    return std::string{name.substr(0, before)}.append(name.substr(dot));
}

std::map<std::string_view, std::string> urls() {
    std::map<std::string_view, std::string> all;
    for (auto const& file : embedded_files())
        all.emplace(file.name, hashed(file));
    return all;
}

Reply content(StaticFile const& file, Request const& request, std::string cache) {
    bool zipped = !file.gzip.empty() && accepts_gzip(request.header("accept-encoding"));
    auto tag = "\"" + std::string{file.hash} + (zipped ? "-gz\"" : "\"");
    Reply reply;
    reply.with("Content-Type", std::string{file.type}).with("Cache-Control", std::move(cache)).with("ETag", tag);
    if (!file.gzip.empty())
        reply.with("Vary", "Accept-Encoding");
    reply.route = "/s/{fichier}";
    if (request.header("if-none-match").find(tag) != std::string_view::npos) {
        reply.status = 304;
        return reply;
    }
    if (zipped)
        reply.with("Content-Encoding", "gzip");
    reply.body = zipped ? file.gzip : file.bytes;
    return reply;
}

} // namespace

std::string_view static_url(std::string_view name) {
    static auto const all = urls();
    auto it = all.find(name);
    if (it == all.end())
        throw Defaut("no embedded file is named " + std::string{name});
    return it->second;
}

Reply serve_static(Request const& request) { return serve_static(embedded_files(), request); }

Reply serve_static(std::span<StaticFile const> files, Request const& request) {
    if (!request.path.starts_with(folder))
        throw not_found();
    auto name = std::string_view{request.path}.substr(folder.size());
    if (auto const* file = find(files, name))
        return content(*file, request, "no-cache");
    auto const* file = find(files, without_hash(name));
    if (!file || hashed(*file) != request.path)
        throw not_found();
    return content(*file, request, "public, max-age=31536000, immutable");
}

} // namespace web
