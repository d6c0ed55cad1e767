#pragma once

#include "base/sentences.hpp"

#include <array>
#include <type_traits>

#include <fmt/format.h>

/// Every sentence in which tables are told not to fit together. Their translations stand in
/// web/src/problems. Included by few files: who reports it.

namespace imdad::model {

// clang-format off
inline constexpr auto kSentences = std::to_array<base::Sentence>({
    {"tables.row_without_its_row", "row {} of {} refers to something that does not exist ({})"},
    {"tables.parent_level", "area {} has a parent of the same or a deeper level"},
    {"tables.place_without_area", "place {} has no area; only a pool may lack one"},
    {"tables.lane_figures", "a lane needs every_weeks >= 1, lead_days and first_week >= 0"},
    {"tables.serves_figures", "units_per_person must be above 0 and 0 <= wastage_rate < 1"},
    {"tables.need_without_area", "row {} of needs is at a place without an area"},
    {"tables.lock_figures", "lock {} needs 0 <= at_least <= at_most, and one of the two at least"},
    {"tables.doses", "the doses of product {} for programme {} are not numbered 1, 2, ... each once"},
    {"tables.horizon", "the start must be a Monday and weeks 1 to 104"},
    {"tables.circle", "goods could travel in a circle: {}"},
});
// clang-format on

/// `say("tables.circle", path)`.
template <typename... Arguments>
[[nodiscard]] base::Said say(
    std::type_identity_t<base::SentenceOf<kSentences, sizeof...(Arguments)>> sentence,
    const Arguments&... arguments) {
    return base::filled(sentence.row(), {fmt::format("{}", arguments)...});
}

}  // namespace imdad::model
