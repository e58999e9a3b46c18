#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

namespace storage {

/// One statement from its literal pieces, in order.
inline std::string assemble(std::initializer_list<std::string_view> pieces) {
    std::string text;
    for (auto piece : pieces)
        text += piece;
    return text;
}

} // namespace storage
