#include "web/router.hpp"

#include "base/ensure.hpp"

#include <algorithm>
#include <map>

namespace web {

struct RouteTable::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> parameter;
    std::map<std::string, std::size_t, std::less<>> routes; // by method
};

namespace {

std::vector<std::string_view> segments(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        path.remove_prefix(1); // the slash
        auto end = std::min(path.find('/'), path.size());
        parts.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return parts;
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::string conflict(std::string_view method, std::string_view pattern) {
    return "route already taken: " + std::string{method} + " " + std::string{pattern};
}

} // namespace

RouteTable::RouteTable() : root_{std::make_unique<Node>()} {}
RouteTable::~RouteTable() = default;
RouteTable::RouteTable(RouteTable&&) noexcept = default;
RouteTable& RouteTable::operator=(RouteTable&&) noexcept = default;

void RouteTable::add(std::string_view method, std::string_view pattern, std::size_t route) {
    ensure(pattern.starts_with('/'), "a pattern starts with a slash");
    auto* node = root_.get();
    auto parts = segments(pattern);
    for (auto segment : parts) {
        bool braces = segment.find_first_of("{}") != std::string_view::npos;
        ensure(is_parameter(segment) || !braces, "a {name} is a whole segment");
        ensure(!segment.empty() || parts.size() == 1, "a pattern has no empty segment");
        auto& next = is_parameter(segment) ? node->parameter : node->literals[std::string{segment}];
        if (!next)
            next = std::make_unique<Node>();
        node = next.get();
    }
    bool added = node->routes.emplace(method, route).second;
    ensure(added, conflict(method, pattern).c_str());
}

namespace {

using Parts = std::vector<std::string_view>;

/// Calls `visit` on each node that answers these segments, literals first, until it returns true.
template <class Node, class Visit>
bool walk(Node const& node, Parts const& parts, std::size_t at, Visit const& visit) {
    if (at == parts.size())
        return visit(node);
    auto literal = node.literals.find(parts[at]);
    if (literal != node.literals.end() && walk(*literal->second, parts, at + 1, visit))
        return true;
    return node.parameter && !parts[at].empty() && walk(*node.parameter, parts, at + 1, visit);
}

/// The values of the parameters on the way to `wanted`.
template <class Node>
bool values(Node const& node, Node const& wanted, Parts const& parts, std::size_t at, std::vector<std::string>& out) {
    if (at == parts.size())
        return &node == &wanted;
    auto literal = node.literals.find(parts[at]);
    if (literal != node.literals.end() && values(*literal->second, wanted, parts, at + 1, out))
        return true;
    if (!node.parameter || parts[at].empty())
        return false;
    out.emplace_back(parts[at]);
    if (values(*node.parameter, wanted, parts, at + 1, out))
        return true;
    out.pop_back();
    return false;
}

} // namespace

std::optional<Match> RouteTable::find(std::string_view method, std::string_view path) const {
    if (!path.starts_with('/'))
        return std::nullopt;
    auto parts = segments(path);
    for (auto tried : {method, std::string_view{method == "HEAD" ? "GET" : ""}}) {
        std::optional<Match> match;
        walk(*root_, parts, 0, [&](Node const& node) {
            auto route = node.routes.find(tried);
            if (route == node.routes.end())
                return false;
            match.emplace().route = route->second;
            return values(*root_, node, parts, 0, match->params);
        });
        if (match)
            return match;
    }
    return std::nullopt;
}

std::vector<std::string> RouteTable::methods_for(std::string_view path) const {
    std::vector<std::string> methods;
    if (!path.starts_with('/'))
        return methods;
    walk(*root_, segments(path), 0, [&](Node const& node) {
        for (auto const& [method, route] : node.routes)
            methods.push_back(method);
        return false;
    });
    std::sort(methods.begin(), methods.end());
    methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
    return methods;
}

} // namespace web
