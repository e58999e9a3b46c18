#include "rapprochement/differences.hpp"

#include <algorithm>
#include <string>

#include "base/texte.hpp"

namespace rapprochement {
namespace {

constexpr std::size_t lettres_max = 256;

/// Comparison form of each code point; punctuation and blanks are all alike.
std::vector<std::string> lettres(std::string_view utf8) {
    std::vector<std::string> liste;
    for (std::size_t i = 0, j; i < utf8.size(); i = j) {
        for (j = i + 1; j < utf8.size() && (static_cast<unsigned char>(utf8[j]) & 0xC0) == 0x80;)
            ++j;
        liste.push_back(base::normalise(utf8.substr(i, j - i)));
    }
    return liste;
}

} // namespace

std::pair<std::vector<bool>, std::vector<bool>> differences(std::string_view a, std::string_view b) {
    auto const x = lettres(a), y = lettres(b);
    std::vector<bool> da(x.size(), true), db(y.size(), true);
    auto const n = std::min(x.size(), lettres_max), m = std::min(y.size(), lettres_max);
    std::vector<std::vector<unsigned short>> communes(n + 1, std::vector<unsigned short>(m + 1));
    for (auto i = n; i-- > 0;)
        for (auto j = m; j-- > 0;)
            communes[i][j] = x[i] == y[j] ? static_cast<unsigned short>(communes[i + 1][j + 1] + 1)
                                          : std::max(communes[i + 1][j], communes[i][j + 1]);
    for (std::size_t i = 0, j = 0; i < n && j < m;) {
        if (x[i] == y[j])
            da[i++] = db[j++] = false;
        else if (communes[i + 1][j] >= communes[i][j + 1])
            ++i;
        else
            ++j;
    }
    return {da, db};
}

} // namespace rapprochement
