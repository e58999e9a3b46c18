#pragma once
// Who is at the other end, behind the proxies that we trust.
#include <string>
#include <string_view>
#include <vector>

#include "web/http.hpp"

namespace web {

struct Client {
    std::string address;
    bool secure = false;
};

/// `peer`: address of the socket. X-Forwarded-For and X-Forwarded-Proto count only when it is a trusted proxy.
Client client_of(std::string peer, Pairs const& headers, std::vector<std::string> const& trusted_proxies);

} // namespace web
