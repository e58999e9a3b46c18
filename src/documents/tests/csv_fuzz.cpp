// Any bytes: lines or a refusal, valid UTF-8, and nothing else.
#include <cstdlib>

#include "base/texte.hpp"
#include "documents/csv.hpp"
#include "documents/fichier_refuse.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* octets, std::size_t n) {
    try {
        documents::LecteurCsv csv(documents::source_de_texte({reinterpret_cast<char const*>(octets), n}, "f.csv"));
        for (std::vector<std::string> l; csv.suivante(l);)
            for (auto const& champ : l)
                if (!base::est_utf8(champ))
                    std::abort();
    } catch (documents::FichierRefuse const&) {
    }
    return 0;
}
