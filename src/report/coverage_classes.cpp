#include "report/coverage_classes.hpp"

#include "report/catalogue.hpp"

#include <algorithm>

namespace imdad::report {
namespace {

using model::Fixed9;

constexpr std::int64_t kPoint = Fixed9::kScale / 100;

/// Limits `points` apart, the first at `first` points.
CoverageClasses classes_from(int first, int points) {
    CoverageClasses classes;
    classes.points = points;
    int limit = first;
    for (Fixed9& each : classes.limits) {
        each = Fixed9::from_nano(limit * kPoint);
        limit += points;
    }
    return classes;
}

/// Limits that put `middle` into the third of the five classes, moved to lie between 0 and 100.
CoverageClasses classes_around(Fixed9 middle, int points) {
    const int below = static_cast<int>(middle.nano() / kPoint) / points * points;
    const int last_first = 100 - points * static_cast<int>(kCoverageClasses - 1);
    return classes_from(std::clamp(below - points, points, last_first), points);
}

bool tells_apart(const CoverageClasses& classes, const std::vector<Fixed9>& coverages) {
    std::array<std::size_t, kCoverageClasses> counts{};
    for (const Fixed9 coverage : coverages) {
        ++counts[classes.class_of(coverage)];
    }
    return *std::max_element(counts.begin(), counts.end()) * 3 <= coverages.size() * 2;
}

int points_of(Fixed9 limit) {
    return static_cast<int>(limit.nano() / kPoint);
}

}  // namespace

std::size_t CoverageClasses::class_of(Fixed9 coverage) const {
    return static_cast<std::size_t>(std::upper_bound(limits.begin(), limits.end(), coverage) -
                                    limits.begin());
}

std::string CoverageClasses::name(std::size_t coverage_class) const {
    if (coverage_class == 0) {
        return say("map.class_first", fmt::arg("to", points_of(limits.front())));
    }
    if (coverage_class + 1 == kCoverageClasses) {
        return say("map.class_last", fmt::arg("from", points_of(limits.back())));
    }
    return say("map.class_middle",
               fmt::arg("from", points_of(limits[coverage_class - 1])),
               fmt::arg("to", points_of(limits[coverage_class])));
}

CoverageClasses coverage_classes(std::vector<Fixed9> coverages) {
    const CoverageClasses usual = classes_from(20, 20);
    if (coverages.size() < 2 * kCoverageClasses || tells_apart(usual, coverages)) {
        return usual;
    }
    std::sort(coverages.begin(), coverages.end());
    const Fixed9 middle = coverages[coverages.size() / 2];
    for (const int points : {10, 5, 2, 1}) {
        const CoverageClasses classes = classes_around(middle, points);
        if (tells_apart(classes, coverages)) {
            return classes;
        }
    }
    return usual;
}

}  // namespace imdad::report
