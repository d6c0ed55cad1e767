#pragma once

#include "model/types.hpp"

#include <array>
#include <string>
#include <vector>

/// The five colours of the maps and what they stand for.

namespace imdad::report {

inline constexpr std::size_t kCoverageClasses = 5;

/// Dark and warm where people are left out, pale and cool where they are served. Falling darkness
/// keeps the order for colour-blind readers and on black-and-white paper; the lowest class also
/// carries a hatch.
inline constexpr std::array<const char*, kCoverageClasses> kCoverageColours = {
    "#5b1a34", "#a8413d", "#df8a50", "#edbd76", "#cfe6de"};

struct CoverageClasses {
    std::array<model::Fixed9, kCoverageClasses - 1> limits;  ///< a class begins at its limit
    int points = 20;                                         ///< from one limit to the next

    /// Whether the classes are the usual ones, 0 to 100 in steps of twenty.
    [[nodiscard]] bool usual() const { return points == 20; }

    [[nodiscard]] std::size_t class_of(model::Fixed9 coverage) const;

    /// `under 20 %`, `20 to 40 %`, `80 % and more`.
    [[nodiscard]] std::string name(std::size_t coverage_class) const;
};

/// Classes of 20 points, because those can be compared between plans. Where these would paint
/// more than two areas in three in one colour, narrower ones around the middle area: the widest of
/// 10, 5, 2 and 1 points that tell areas apart. Always equal steps at round figures, so that a
/// small difference is not drawn as a large one without the legend saying so.
[[nodiscard]] CoverageClasses coverage_classes(std::vector<model::Fixed9> coverages);

}  // namespace imdad::report
