#pragma once
// The clock is handed in; tests choose the day.
#include "base/date.hpp"

namespace base {

class Horloge {
public:
    virtual ~Horloge() = default;
    virtual Instant instant() const = 0;
    /// Jour civil à Paris.
    Date jour() const { return a_paris(instant()).jour; }
};

class HorlogeSysteme final : public Horloge {
public:
    Instant instant() const override {
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    }
};

class HorlogeReglee final : public Horloge {
public:
    explicit HorlogeReglee(Instant i) : instant_{i} {}
    Instant instant() const override { return instant_; }
    void regler(Instant i) { instant_ = i; }
    void avancer(std::chrono::seconds duree) { instant_ += duree; }

private:
    Instant instant_;
};

} // namespace base
