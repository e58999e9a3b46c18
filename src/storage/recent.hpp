#pragma once
// Prepared statements used lately, by text. Bounded: a text built at run time must not fill the memory.
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace storage {

template <class T>
class Recent {
public:
    explicit Recent(std::size_t most) : most_{most} {}

    T* find(std::string_view sql) {
        auto it = kept_.find(sql);
        if (it == kept_.end())
            return nullptr;
        it->second.used = ++clock_;
        return &it->second.value;
    }
    /// Forgets the older half first when there is no room left. `drop(value)` frees one; false: in use, keep it.
    template <class F>
    T& add(std::string_view sql, T value, F&& drop) {
        if (kept_.size() >= most_)
            forget_the_older_half(drop);
        return kept_.insert_or_assign(std::string(sql), Entry{std::move(value), ++clock_}).first->second.value;
    }
    template <class F>
    void clear(F&& drop) {
        for (auto& [sql, entry] : kept_)
            drop(entry.value);
        kept_.clear();
    }
    std::size_t size() const { return kept_.size(); }

private:
    struct Entry {
        T value;
        std::uint64_t used = 0;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    template <class F>
    void forget_the_older_half(F&& drop) {
        std::vector<std::uint64_t> ages;
        for (auto const& [sql, entry] : kept_)
            ages.push_back(entry.used);
        auto middle = ages.begin() + static_cast<std::ptrdiff_t>(ages.size() / 2);
        std::nth_element(ages.begin(), middle, ages.end());
        std::erase_if(kept_,
                      [&, limit = *middle](auto& kept) { return kept.second.used < limit && drop(kept.second.value); });
    }

    std::size_t most_;
    std::uint64_t clock_ = 0;
    std::unordered_map<std::string, Entry, Hash, std::equal_to<>> kept_;
};

/// Enough for every fixed statement of the program.
inline constexpr std::size_t statements_kept = 600;

} // namespace storage
