#include "report/coverage_classes.hpp"

#include "report/catalogue.hpp"

#include <algorithm>

namespace imdad::report {
namespace {

using model::Fixed9;

constexpr std::int64_t kTenthOfPoint = Fixed9::kScale / 1000;

CoverageClasses fixed_classes() {
    CoverageClasses classes;
    for (std::size_t i = 0; i < classes.limits.size(); ++i) {
        classes.limits[i] = Fixed9::from_nano(static_cast<std::int64_t>(i + 1) * Fixed9::kScale /
                                              static_cast<std::int64_t>(kCoverageClasses));
    }
    return classes;
}

std::string bare(Fixed9 limit) {
    const std::int64_t tenths = limit.nano() / kTenthOfPoint;
    return tenths % 10 == 0 ? fmt::format("{}", tenths / 10)
                            : fmt::format("{}.{}", tenths / 10, tenths % 10);
}

}  // namespace

std::size_t CoverageClasses::class_of(Fixed9 coverage) const {
    return static_cast<std::size_t>(std::upper_bound(limits.begin(), limits.end(), coverage) -
                                    limits.begin());
}

std::string CoverageClasses::name(std::size_t coverage_class) const {
    if (coverage_class == 0) {
        return say("map.class_first", fmt::arg("to", bare(limits.front())));
    }
    if (coverage_class + 1 == kCoverageClasses) {
        return say("map.class_last", fmt::arg("from", bare(limits.back())));
    }
    return say("map.class_middle",
               fmt::arg("from", bare(limits[coverage_class - 1])),
               fmt::arg("to", bare(limits[coverage_class])));
}

CoverageClasses coverage_classes(std::vector<Fixed9> coverages) {
    CoverageClasses classes = fixed_classes();
    std::array<std::size_t, kCoverageClasses> counts{};
    for (const Fixed9 coverage : coverages) {
        ++counts[classes.class_of(coverage)];
    }
    if (*std::max_element(counts.begin(), counts.end()) * 3 <= coverages.size() * 2 ||
        coverages.size() < 2 * kCoverageClasses) {
        return classes;
    }
    std::sort(coverages.begin(), coverages.end());
    CoverageClasses quantiles;
    quantiles.from_data = true;
    for (std::size_t i = 0; i < quantiles.limits.size(); ++i) {
        const Fixed9 value = coverages[(i + 1) * coverages.size() / kCoverageClasses];
        quantiles.limits[i] = Fixed9::from_nano(value.nano() / kTenthOfPoint * kTenthOfPoint);
        // Ties leave no five different classes; then the fixed ones say more.
        if (quantiles.limits[i].nano() <= (i == 0 ? 0 : quantiles.limits[i - 1].nano())) {
            return classes;
        }
    }
    return quantiles;
}

}  // namespace imdad::report
