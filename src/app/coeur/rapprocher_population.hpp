#pragma once
// A list of any size read into a population: by several threads when it is a CSV as most are, by one otherwise.
#include "documents/csv.hpp"
#include "rapprochement/lecture.hpp"

namespace app {

/// The first line, a header, is left out.
rapprochement::Lu lire_la_population(rapprochement::Population& population, rapprochement::Fichier fichier,
                                     documents::Source const& source, rapprochement::Lecture const& lecture,
                                     rapprochement::Options const& options);
/// Of the record of this position (0: the first after the header): its line in the file, and one of its cells.
std::pair<std::int64_t, std::string> ligne_et_cellule(documents::Source const& source, std::size_t position,
                                                      std::size_t colonne);

} // namespace app
