#include "web/client.hpp"

#include <algorithm>

namespace web {

namespace {

/// Addresses of all X-Forwarded-For headers, the nearest last.
std::vector<std::string> hops(Pairs const& headers) {
    std::vector<std::string> all;
    for (auto const& [name, value] : headers) {
        if (name != "x-forwarded-for")
            continue;
        for (std::string_view rest = value; !rest.empty();) {
            auto end = std::min(rest.find(','), rest.size());
            std::string hop;
            std::copy_if(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(end), std::back_inserter(hop),
                         [](char c) { return c != ' ' && c != '\t'; });
            all.push_back(std::move(hop));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    return all;
}

bool looks_like_an_address(std::string_view text) {
    auto fit = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '.' || c == ':';
    };
    return !text.empty() && text.size() <= 45 && std::all_of(text.begin(), text.end(), fit);
}

std::string_view last(Pairs const& headers, std::string_view name) {
    auto it = std::find_if(headers.rbegin(), headers.rend(), [&](auto const& h) { return h.first == name; });
    return it == headers.rend() ? std::string_view{} : std::string_view{it->second};
}

} // namespace

Client client_of(std::string peer, Pairs const& headers, std::vector<std::string> const& trusted_proxies) {
    auto trusted = [&](std::string const& address) {
        return std::find(trusted_proxies.begin(), trusted_proxies.end(), address) != trusted_proxies.end();
    };
    Client client{.address = std::move(peer)};
    if (!trusted(client.address))
        return client;
    client.secure = last(headers, "x-forwarded-proto") == "https";
    auto all = hops(headers);
    while (!all.empty() && trusted(client.address) && looks_like_an_address(all.back())) {
        client.address = std::move(all.back());
        all.pop_back();
    }
    return client;
}

} // namespace web
