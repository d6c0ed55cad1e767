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
    bool from_data = false;

    [[nodiscard]] std::size_t class_of(model::Fixed9 coverage) const;

    /// `under 20 %`, `20 to 40 %`, `80 % and more`.
    [[nodiscard]] std::string name(std::size_t coverage_class) const;
};

/// Classes of 20 points, because those can be compared between plans. Where these would paint
/// more than two areas in three in one colour, classes of about a fifth of the areas each.
[[nodiscard]] CoverageClasses coverage_classes(std::vector<model::Fixed9> coverages);

}  // namespace imdad::report
