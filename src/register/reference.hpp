#pragma once

#include "register/view.hpp"

#include <string>
#include <string_view>

/// References by which people quote instruments: TYPE/ORG/YEAR/NNN, for example MOU/WHO/2022/001.
/// Numbers count from 1 within type, organisation and year, with at least three digits.

namespace imdad::registry {

[[nodiscard]] std::string reference_of(InstrumentType type,
                                       std::string_view org,
                                       int year,
                                       std::int64_t number);

/// The reference after the last one in use. Requires: the view holds every instrument whose
/// reference begins with the same type, organisation and year.
[[nodiscard]] std::string next_reference(const View& view,
                                         InstrumentType type,
                                         std::string_view org,
                                         int year);

/// Whether `reference` is of `type` and `org`, of a year from 1900 to 2200, with a number above 0.
[[nodiscard]] bool is_reference(std::string_view reference,
                                InstrumentType type,
                                std::string_view org);

}  // namespace imdad::registry
