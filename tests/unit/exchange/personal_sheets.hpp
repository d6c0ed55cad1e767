#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Made-up sheets for the import guard, as offices send them: ordinary ones, and ones into which
/// personal data is planted under headers of many offices and languages, under headers that say
/// nothing, under HXL tags, without a header, within remarks. All people in them are invented. The
/// words here are written as forms in the field write them, not copied from the guard's lists.

namespace imdad::exchange_test {

struct Sheet {
    std::string what;  ///< how it was made, for the message of a failing test
    std::string bytes;
    std::vector<std::string> planted;  ///< values that must not come out anywhere
};

/// The same for the same seed on every machine.
[[nodiscard]] Sheet ordinary_sheet(std::uint64_t seed);
[[nodiscard]] Sheet sheet_with_people(std::uint64_t seed);

/// An invented person.
[[nodiscard]] std::string full_name(std::uint64_t seed);

}  // namespace imdad::exchange_test
