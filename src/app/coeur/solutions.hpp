#pragma once
// What the follow-up knows of a solution, told to the verification of a presumed leaver: neither part knows the other.
#include "metier/reperage/reperage.hpp"

namespace app {

metier::reperage::Solutions solutions_du_suivi();

} // namespace app
