#pragma once
// Our own assumptions. A broken one ends the request with a reference number, the transaction undone.
#include <stdexcept>
#include <string>

struct Defaut : std::logic_error {
    using std::logic_error::logic_error;
};

inline void ensure(bool vrai, char const* pourquoi) {
    if (!vrai)
        throw Defaut(pourquoi);
}
