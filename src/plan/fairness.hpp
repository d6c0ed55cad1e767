#pragma once

#include "model/measures.hpp"

#include <vector>

namespace imdad::plan {

struct AreaPoint {
    std::int64_t coverage_nano = 0;
    std::int64_t people = 0;
};

/// Minimum, tenth percentile (nearest rank), mean, Gini, Theil and shares of people in areas under
/// 20, 40, 60, 80 %; areas weigh by their people, minimum and percentile count areas.
/// No areas: all zero. Source: Cowell, Measuring Inequality, 3rd ed., ch. 2 (Gini, Theil).
[[nodiscard]] model::Fairness fairness_of(std::vector<AreaPoint> areas);

/// Nearest-rank tenth percentile and minimum of coverages, 0 for none.
[[nodiscard]] std::pair<std::int64_t, std::int64_t> minimum_and_p10(
    std::vector<std::int64_t> coverages_nano);

/// Weighted mean of coverages, rounded down; 0 if the weights sum to 0.
[[nodiscard]] std::int64_t weighted_mean(
    const std::vector<std::pair<std::int64_t, std::int64_t>>& coverage_and_weight);

/// part / whole in nano, rounded down; 0 for an empty whole.
[[nodiscard]] std::int64_t share_nano(std::int64_t part, std::int64_t whole);

}  // namespace imdad::plan
