#pragma once

namespace app {

inline constexpr auto version = "0.1.0";

} // namespace app
