#pragma once
// Which route answers a method and a path. Rights and handlers belong to whoever holds the route numbers.
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace web {

struct Match {
    std::size_t route = 0;
    std::vector<std::string> params; ///< values of the {names} of the pattern, in order
};

/// A trie of path segments. Filled at start, then read by any number of threads.
class RouteTable {
public:
    RouteTable();
    ~RouteTable();
    RouteTable(RouteTable&&) noexcept;
    RouteTable& operator=(RouteTable&&) noexcept;

    /// `pattern`: "/reunions/{id}/releve". A {name} stands for one whole non-empty segment; a literal segment wins
    /// over a {name}. Throws Defaut when the pattern is malformed or already taken for this method.
    void add(std::string_view method, std::string_view pattern, std::size_t route);
    /// `path` decoded, as in Request::path. HEAD is answered by the GET route when it has none of its own.
    std::optional<Match> find(std::string_view method, std::string_view path) const;
    /// What a 405 lists in Allow; empty when no route has this path.
    std::vector<std::string> methods_for(std::string_view path) const;

private:
    struct Node;
    std::unique_ptr<Node> root_;
};

} // namespace web
