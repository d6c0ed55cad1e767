#pragma once

#include "base/sentences.hpp"

#include <array>
#include <type_traits>

#include <fmt/format.h>

/// Every sentence about a row of quantification.csv of which no need can be worked out, or not all
/// of which is used. Their translations stand in web/src/problems. Included by few files: who
/// reports it.

namespace imdad::quantify {

// clang-format off
inline constexpr auto kSentences = std::to_array<base::Sentence>({
    {"needs.population_negative", "a population cannot be negative"},
    {"needs.growth_not_used", "the row states its own population, which is taken as that of the start; the growth rate is not used"},
    {"needs.place_without_population", "{} is a place and has no population of its own; state the population that it serves"},
    {"needs.no_population", "neither this row nor area {} in areas.csv states a population"},
    {"needs.area_population_negative", "area {} has a negative population"},
    {"needs.not_a_growth_rate", "{} is not a yearly rate above -1 and at most 1; 2.5 % is written 0.025"},
    {"needs.population_without_year", "a growth rate needs the year of the population; area {} has no population_year in areas.csv"},
    {"needs.population_too_far", "the population of area {} is of {}, {} years from the start; at most {} are allowed"},
    {"needs.share_missing", "the {} method needs it; 100 % is written 1"},
    {"needs.not_a_share", "{} is not a share from 0 to 1; 95 % is written 0.95"},
    {"needs.served_negative", "nobody can be served a negative number of times; give 0 or more"},
    {"needs.nothing_left", "more are served already than the target asks for; the need is 0 persons"},
    {"needs.cases_missing", "the morbidity method needs the cases expected per 1,000 people in the horizon"},
    {"needs.cases_negative", "a rate of cases cannot be negative"},
    {"needs.use_missing", "the consumption method needs the number of persons served in the period"},
    {"needs.use_negative", "use cannot be negative"},
    {"needs.reporting_missing", "the consumption method needs the share of reports that came in; write 1 if all did"},
    {"needs.not_a_reporting_rate", "{} is not a share above 0 and at most 1; 98 % is written 0.98"},
    {"needs.stockout_missing", "the consumption method needs the days without stock and the period, such as 5/31; write 0/31 if there were none"},
    {"needs.stockout_days", "{} days without stock out of {}: there must be at least one day with stock, or nothing is known about the use"},
    {"needs.people_missing", "the kit method needs the people in need: state them as the row's population, or the share of the area's population"},
    {"needs.buffer_negative", "a buffer cannot be negative"},
    {"needs.not_used", "the {} method does not use this column; empty it or choose another method"},
    {"needs.too_many_persons", "{} gives more than {} persons; check the units of its inputs"},
});
// clang-format on

/// `say("needs.not_a_share", value)`.
template <typename... Arguments>
[[nodiscard]] base::Said say(
    std::type_identity_t<base::SentenceOf<kSentences, sizeof...(Arguments)>> sentence,
    const Arguments&... arguments) {
    return base::filled(sentence.row(), {fmt::format("{}", arguments)...});
}

}  // namespace imdad::quantify
