#pragma once
// What is seen of a list before it is read: its header, some lines, what is broken in them.
#include <string>
#include <vector>

namespace app {

struct DebutDeListe {
    std::vector<std::string> en_tete{};
    std::vector<std::vector<std::string>> lignes{};
    std::vector<std::string> remarques{};
};

/// Some lines of all of them where the list is short, the same ones whatever their order; else some lines of five
/// hundred places spread over the file (of its beginning, where it is compressed).
DebutDeListe debut_de_la_liste(std::string const& chemin);

} // namespace app
