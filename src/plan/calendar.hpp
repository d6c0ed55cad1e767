#pragma once

#include "model/scenario.hpp"

/// Days and weeks of the horizon, as docs/method/planning.md counts them.

namespace imdad::plan {

class Calendar {
 public:
    explicit Calendar(const model::Header& header) : start_(header.start), weeks_(header.weeks) {}

    [[nodiscard]] int weeks() const { return weeks_; }

    /// Days from the first Monday; negative before it.
    [[nodiscard]] int offset(model::Day day) const {
        return static_cast<int>((day - start_).count());
    }

    [[nodiscard]] model::Day monday(int week) const { return start_ + std::chrono::days(7 * week); }

    /// Week that contains the day, unclipped; negative before the horizon.
    [[nodiscard]] int week_of(model::Day day) const {
        const int days = offset(day);
        return days >= 0 ? days / 7 : -((-days + 6) / 7);
    }

    /// First week whose Monday is on or after the day, never below 0.
    [[nodiscard]] int first_week_from(model::Day day) const {
        const int days = offset(day);
        return days <= 0 ? 0 : (days + 6) / 7;
    }

 private:
    model::Day start_;
    int weeks_;
};

}  // namespace imdad::plan
