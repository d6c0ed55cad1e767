#include "plan/fairness.hpp"

#include <algorithm>
#include <cmath>

namespace imdad::plan {

namespace {

using base::Int128;
using model::Fixed9;

Fixed9 rounded(double value) {
    return Fixed9::from_nano(static_cast<std::int64_t>(std::llround(value * 1e9)));
}

/// Both figures by one pass over the areas in order of coverage.
std::pair<double, double> gini_and_theil(const std::vector<AreaPoint>& sorted,
                                         double people,
                                         double mean) {
    double lorenz = 0;  // twice the area under the Lorenz curve
    double below = 0;
    double theil = 0;
    for (const AreaPoint& area : sorted) {
        const double share = static_cast<double>(area.people) / people;
        const double part = share * static_cast<double>(area.coverage_nano) / 1e9 / mean;
        lorenz += share * (2 * below + part);
        below += part;
        const double relative = static_cast<double>(area.coverage_nano) / 1e9 / mean;
        if (relative > 0) {
            theil += share * relative * std::log(relative);
        }
    }
    return {std::max(0.0, 1 - lorenz), std::max(0.0, theil)};
}

}  // namespace

std::int64_t share_nano(std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0 : static_cast<std::int64_t>(Int128{part} * Fixed9::kScale / whole);
}

std::pair<std::int64_t, std::int64_t> minimum_and_p10(std::vector<std::int64_t> coverages_nano) {
    if (coverages_nano.empty()) {
        return {0, 0};
    }
    std::ranges::sort(coverages_nano);
    const std::size_t rank = (coverages_nano.size() + 9) / 10;
    return {coverages_nano.front(), coverages_nano[rank - 1]};
}

std::int64_t weighted_mean(
    const std::vector<std::pair<std::int64_t, std::int64_t>>& coverage_and_weight) {
    Int128 sum = 0;
    Int128 weights = 0;
    for (const auto& [coverage, weight] : coverage_and_weight) {
        sum += Int128{coverage} * weight;
        weights += weight;
    }
    return weights == 0 ? 0 : static_cast<std::int64_t>(sum / weights);
}

model::Fairness fairness_of(std::vector<AreaPoint> areas) {
    model::Fairness result;
    std::vector<std::int64_t> coverages;
    std::vector<std::pair<std::int64_t, std::int64_t>> weighted;
    std::int64_t people = 0;
    for (const AreaPoint& area : areas) {
        coverages.push_back(area.coverage_nano);
        weighted.emplace_back(area.coverage_nano, area.people);
        people += area.people;
    }
    const auto [minimum, p10] = minimum_and_p10(coverages);
    result.minimum = Fixed9::from_nano(minimum);
    result.p10 = Fixed9::from_nano(p10);
    result.mean = Fixed9::from_nano(weighted_mean(weighted));
    constexpr std::array<std::int64_t, 4> kUnder = {
        200'000'000, 400'000'000, 600'000'000, 800'000'000};
    for (std::size_t i = 0; i < kUnder.size(); ++i) {
        std::int64_t under = 0;
        for (const AreaPoint& area : areas) {
            under += area.coverage_nano < kUnder[i] ? area.people : 0;
        }
        result.under[i] = Fixed9::from_nano(share_nano(under, people));
    }
    const double mean = result.mean.to_double();
    if (mean > 0 && people > 0) {
        std::ranges::stable_sort(areas, {}, &AreaPoint::coverage_nano);
        const auto [gini, theil] = gini_and_theil(areas, static_cast<double>(people), mean);
        result.gini = rounded(gini);
        result.theil = rounded(theil);
    }
    return result;
}

}  // namespace imdad::plan
