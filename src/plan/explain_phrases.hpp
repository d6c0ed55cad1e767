#pragma once

#include "base/sentences.hpp"
#include "model/phrase.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

/// Sentences and clauses in which reasons are told, with holes. Who says one keeps its parts, so
/// that a screen can say it in another language (web/src/explanations): `phrase("takes_days",
/// lane, 70)`. A code that is not in the table, or has another number of holes, does not compile.

namespace imdad::plan {

// clang-format off
inline constexpr auto kPhrases = std::to_array<base::Sentence>({
    // lists, two at a time: the first hole has what stands before
    {"list_comma", "{}, {}"},
    {"list_semicolon", "{}; {}"},
    {"list_and", "{}; and {}"},
    {"list_more", "{} and {} more"},
    // things
    {"day", "{}"},
    {"weeks", "{} to {} ({} weeks)"},
    {"named", "{} ({})"},
    {"lane", "lane {} ({} to {})"},
    {"class_ambient", "ambient"},
    {"class_cold", "cold"},
    {"class_frozen", "frozen"},
    {"class_ultra_cold", "ultra-cold"},
    {"class_maximum", "maximum stock"},
    {"supplies_any", "supplies"},
    {"supplies_at", "{} ({})"},
    {"teams", "the teams of {}, {} persons a week"},
    {"teams_for", "the teams of {} for {}, {} persons a week"},
    {"lock", "lock {}, {} of {} in {} (\"{}\")"},
    {"lock_nobody", "nobody"},
    {"lock_at_most", "at most {}"},
    {"lock_at_least", "at least {}"},
    {"lock_between", "at least {} and at most {}"},
    {"lock_exactly", "exactly {}"},
    // what stands in the way
    {"closed_to", "{} is closed from {} to {}"},
    {"closed_to_why", "{} is closed from {} to {} ({})"},
    {"closed_on", "{} is closed from {} on"},
    {"closed_on_why", "{} is closed from {} on ({})"},
    {"closures_everywhere", "closures stand in every way"},
    {"earmarks", "earmark {}"},
    {"earmark_only", "{} allows only {}"},
    {"earmark_of_only", "{} of {} allows only {}"},
    {"earmark_purpose", "its purpose"},
    {"earmark_dates", "{} to {}"},
    {"earmark_from", "{} to the end"},
    {"earmark_to", "the start to {}"},
    {"earmarks_exclude", "the earmarks of what could come exclude these people"},
    {"refuses", "{} refuses {}"},
    {"refuses_until", "{} refuses {} until {}"},
    {"put_off", "{} has put off {}"},
    {"put_off_until", "{} has put off {} until {}"},
    {"eligibility_excludes", "eligibility excludes what could come"},
    {"no_room", "there is no room for one pack or shipment: {}"},
    {"rooms_everywhere", "stores and lanes on every way"},
    {"room_under_pack", "{} may hold less than one pack"},
    {"room_litres", "{} has {} litres {}"},
    {"would_expire", "{} would expire, or have too little shelf life left"},
    {"too_late", "{} come too late"},
    {"usable_from", "{} can be used from {} only"},
    {"takes_days", "{} takes {} days"},
    {"lead_times_beyond", "lead times reach beyond the weeks of the need"},
    {"departs_after_end", "{} departs after the end only"},
    {"departs_weekly", "{} departs every week, first on {}"},
    {"departs_every", "{} departs every {} weeks, first on {}"},
    {"no_round", "no round departs in time"},
    {"series_too_long", "the doses of the series cannot all be given before the end"},
    {"locks_everywhere", "locks stand in every way"},
    {"not_counted_on", "only supplies that are announced or pledged would do: {}"},
    // causes without a way
    {"no_place", "No place serves these people."},
    {"no_supply", "There is no supply of any product that serves this programme."},
    {"no_lane", "No lane leads here from any supply that serves this programme."},
    {"unknown", "There is no way, and lifting one limit or all together does not tell why."},
    {"no_way", "No way: {}."},
    {"no_way_first_goods", "No way: {}. The first goods can be used here in the week of {}."},
    // causes with a price
    {"worth_persons", "worth as much as serving {} more persons here"},
    {"worth_nothing", "worth nothing here"},
    {"used_up", "{} is used up: {}. One more pack is {}."},
    {"used_up_earmarked", "{} is used up, earmarked {}: {}. One more pack is {}."},
    {"lane_full", "{} is full ({}), departures of {}. One more litre on each is {}."},
    {"store_full", "{} is full ({}), weeks of {}. One more litre is {}."},
    {"maximum_reached", "Maximum stock of {} at {} is reached, weeks of {}. One more unit is {}."},
    {"capacity_used_up", "Capacity is used up: {}, weeks of {}. One more person a week is {}."},
    {"held_back", "Held back by {}. One more person let in is {}."},
    {"whole_packs", "Whole packs: a plan that may split packs would serve them at these prices; whole packs, or the search for them, leave them out."},
    {"no_worth", "The programme or the area has weight 0: nobody is served for its sake."},
    // why not all that the locks ask for can be had
    {"locks_short", "Not all that the locks ask for can be had, because of: {}."},
    {"locks_short_unknown", "Not all that the locks ask for can be had: goods cannot be there, or people do not ask, in those weeks."},
    {"scarce_supply", "{} is used up ({})"},
    {"scarce_lane", "{} is full ({}), departures of {}"},
    {"scarce_store", "{} is full ({}), weeks of {}"},
    {"scarce_teams", "{}, weeks of {}"},
    {"scarce_maximum", "the maximum stock of {} at {}"},
    // ways
    {"way_starts", "{} {} at {} from {}"},
    {"way_ships", "{} on {}"},
    {"way_used", "used at {} in the week of {}"},
    // helps
    {"more_packs", "one more pack of {}: {}"},
    {"more_packs_earmarked", "one more pack of {}, earmarked {}: {}"},
    {"more_on_lane", "one more litre ({}) on every departure of {}"},
    {"more_in_store", "one more litre ({}) in {}"},
    {"more_maximum", "one more unit of {} allowed in {}"},
    {"more_absorbed", "one more person a week for {}"},
    {"more_let_in", "one more person let in by {}"},
    {"fewer_asked", "one person fewer asked for by {}"},
    {"earmark_lifted", "earmark {} lifted from one pack of {}: {}"},
    {"earmark_of_lifted", "earmark {} of {} lifted from one pack of {}: {}"},
    {"closure_lifted", "the closure lifted: {}"},
    // remarks
    {"not_confirmed_small", "Not confirmed: less than solving again can see ({})"},
    {"not_confirmed_large", "Not confirmed: too large to be solved anew for every closure"},
    {"not_confirmed_late", "Not confirmed: out of time"},
    {"not_confirmed_again", "Not confirmed: no time to solve again"},
    {"price_of_packs", "The price holds for less than this many packs: {}"},
    {"price_of_litres", "The price holds for less than this many litres: {}"},
    {"price_of_units", "The price holds for less than this many units: {}"},
    {"price_of_persons", "The price holds for less than this many persons: {}"},
    {"price_of_persons_a_week", "The price holds for less than this many persons a week: {}"},
    {"more_than_price", "More than the price says: the prices are approximate"},
});
// clang-format on

namespace phrases {

[[nodiscard]] inline model::Phrase part(model::Phrase phrase) {
    return phrase;
}

template <typename Value>
    requires(!std::same_as<Value, model::Phrase>)
[[nodiscard]] model::Phrase part(const Value& value) {
    return {.code = {}, .arguments = {}, .value = fmt::format("{}", value)};
}

}  // namespace phrases

/// Arguments are phrases, or what stands for itself: texts and whole numbers.
template <typename... Arguments>
[[nodiscard]] model::Phrase phrase(
    std::type_identity_t<base::SentenceOf<kPhrases, sizeof...(Arguments)>> which,
    Arguments... arguments) {
    model::Phrase result{.code = std::string(which.row().key), .arguments = {}, .value = {}};
    result.arguments.reserve(sizeof...(Arguments));
    (result.arguments.push_back(phrases::part(std::move(arguments))), ...);
    return result;
}

/// The phrase in English: what `Cause::text` and its like have.
[[nodiscard]] std::string english(const model::Phrase& phrase);

/// The table as JSON: code to text, holes numbered from 0 (`{0}`).
[[nodiscard]] std::string phrases_document();

}  // namespace imdad::plan
