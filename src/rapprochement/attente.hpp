#pragma once
// Asking memory for what will be read in a moment.

namespace rapprochement {

/// The empty statement says that something is done: a function that only asks is otherwise taken by g++ for one that
/// does nothing, and its calls are dropped.
inline void annoncer(void const* adresse) {
    __asm__ volatile("" : : "r"(adresse));
    __builtin_prefetch(adresse);
}

/// The whole of it, which may lie across two lines.
template <class T>
void annoncer_tout(T const& objet) {
    annoncer(&objet);
    annoncer(reinterpret_cast<char const*>(&objet + 1) - 1);
}

} // namespace rapprochement
