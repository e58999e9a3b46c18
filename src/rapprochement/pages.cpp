#include "rapprochement/pages.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

namespace rapprochement {

void peupler(Equipe const& equipe, void* debut, std::size_t octets) {
#ifdef MADV_POPULATE_WRITE
    constexpr std::size_t tranche = std::size_t{1} << 21, peu = 8 * tranche;
    if (octets < peu)
        return;
    auto const page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    auto const premiere = (reinterpret_cast<std::uintptr_t>(debut) + page - 1) / page * page;
    auto const derniere = (reinterpret_cast<std::uintptr_t>(debut) + octets) / page * page;
    auto* const place = reinterpret_cast<char*>(premiere);
    equipe.tranches("mémoire", derniere - premiere, tranche, [&](auto, auto de, auto a, unsigned) {
        (void)madvise(place + de, a - de, MADV_POPULATE_WRITE); // refused (Linux before 5.14): pages come one by one
    });
#endif
}

} // namespace rapprochement
