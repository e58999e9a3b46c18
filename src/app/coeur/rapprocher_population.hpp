#pragma once
// A list of any size read into a population: by several threads when it is a CSV as most are, by one otherwise.
#include "documents/csv.hpp"
#include "rapprochement/lecture.hpp"

namespace app {

/// The first line, a header, is left out.
rapprochement::Lu lire_la_population(rapprochement::Population& population, rapprochement::Fichier fichier,
                                     documents::Source const& source, rapprochement::Lecture const& lecture,
                                     rapprochement::Options const& options);
} // namespace app
