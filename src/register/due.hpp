#pragma once

#include "register/lacks.hpp"
#include "register/request.hpp"

#include <string>
#include <vector>

/// What the calendar asks for: steps that happen by themselves, steps that somebody should think
/// of, and warnings before an end. Nothing here changes anything; `decide` takes the steps.

namespace imdad::registry {

/// A step whose day has come. Imdad takes it as soon as nothing is missing.
struct DueStep {
    Kind kind = Kind::instrument;
    std::string id;
    State to = State::none;
    Lacks lacks;  ///< what holds it up

    friend bool operator==(const DueStep&, const DueStep&) = default;
};

/// Automatic steps: what enters into force before what stands under it, what expires after it, so
/// that one may free the next. Taking one may bring others: ask again until none is free.
[[nodiscard]] std::vector<DueStep> due_steps(const Register& current, const Context& context);

/// Ready activities whose first quarter has begun. Only who was there can say that one is under
/// way, so these are suggestions.
[[nodiscard]] std::vector<DueStep> suggested_steps(const Register& current, const Context& context);

struct ExpiryWarning {
    std::string instrument;
    std::int64_t days_left = 0;  ///< 0: today is its last day
    int within_days = 0;         ///< 180, 90 or 30: the smallest that holds
    std::string successor;       ///< the renewal under way, if there is one

    friend bool operator==(const ExpiryWarning&, const ExpiryWarning&) = default;
};

/// Instruments in force or suspended that end within 180 days, the first to end first.
[[nodiscard]] std::vector<ExpiryWarning> expiry_warnings(const Register& current, Day today);

/// Action points pending after their due day, the longest overdue first.
[[nodiscard]] std::vector<std::string> overdue_action_points(const Register& current, Day today);

}  // namespace imdad::registry
