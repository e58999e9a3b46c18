#pragma once
// One list, one model after another while it is learned: how rare each name is only depends on u, and is worked out
// once.
#include <optional>

#include "rapprochement/notation.hpp"

namespace rapprochement {

class Notations {
public:
    /// Both are kept by reference.
    Notations(Codes const& codes, Frequences const* frequences) : codes_{codes}, frequences_{frequences} {}
    Notation avec(Modele const& modele);

private:
    Codes const& codes_;
    Frequences const* frequences_;
    std::optional<Notation> derniere_{};
};

} // namespace rapprochement
