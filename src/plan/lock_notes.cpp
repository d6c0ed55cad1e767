#include "plan/lock_notes.hpp"

#include "plan/explain_phrases.hpp"
#include "plan/explain_text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace imdad::plan {

namespace {

using model::RowPrice;
using Row = RowPrice::Row;

constexpr std::size_t kNamed = 3;

/// Parts of the bound below this share are noise of the method that found the prices.
constexpr double kNoise = 0.02;

/// One scarce thing, all its weeks together.
struct Part {
    double persons = 0;  ///< of the bound
    std::vector<int> weeks;
};

double right_side(const model::Scenario& scenario, const RowPrice& row) {
    switch (row.row) {
        case Row::supply:
            return static_cast<double>(scenario->supplies[row.first].packs.value());
        case Row::lane:
            return static_cast<double>(scenario->lanes[row.first].room.cm3[row.second]);
        case Row::store:
            return static_cast<double>(scenario->places[row.first].room.cm3[row.second]);
        case Row::absorption:
            return static_cast<double>(scenario->absorptions[row.first].persons_per_week.value());
        case Row::lock_most:
            return static_cast<double>(scenario->locks[row.first].at_most->value());
        case Row::maximum:
        case Row::lock_least:
            break;
    }
    return 0;
}

std::string text_of(const Wording& words,
                    const model::Scenario& scenario,
                    const RowPrice& row,
                    const Part& part) {
    const std::string when = english(words.weeks(part.weeks));
    switch (row.row) {
        case Row::supply: {
            const model::Supply& supply = scenario->supplies[row.first];
            return fmt::format("{} is used up ({})",
                               scenario[scenario[supply.batch].product].name,
                               supply.supply_id);
        }
        case Row::lane:
            return fmt::format("{} is full ({}), departures of {}",
                               english(words.lane(row.first)),
                               english(Wording::storage_class(row.second)),
                               when);
        case Row::store:
            return fmt::format("{} is full ({}), weeks of {}",
                               english(words.place(row.first)),
                               english(Wording::storage_class(row.second)),
                               when);
        case Row::absorption:
            return fmt::format("{}, weeks of {}", english(words.absorption(row.first)), when);
        case Row::lock_most:
            return english(words.lock(row.first));
        case Row::maximum:
            return fmt::format("the maximum stock of {} at {}",
                               scenario->products[row.second].name,
                               english(words.place(row.first)));
        case Row::lock_least:
            break;
    }
    return {};
}

}  // namespace

std::optional<std::string> lock_note(const model::Scenario& scenario,
                                     const model::Certificate& certificate) {
    using Key = std::pair<Row, std::pair<std::uint32_t, std::uint32_t>>;
    std::map<Key, Part> parts;
    double all = 0;
    for (const RowPrice& row : certificate.prices) {
        const double persons = std::ldexp(static_cast<double>(row.price), -certificate.scale_bits) *
                               right_side(scenario, row);
        if (row.row != Row::lock_least && persons > 0) {
            Part& part = parts[{row.row, {row.first, row.second}}];
            part.persons += persons;
            part.weeks.push_back(row.week);
            all += persons;
        }
    }
    std::vector<std::pair<Key, Part>> order(parts.begin(), parts.end());
    std::erase_if(order, [&](const auto& item) { return item.second.persons < kNoise * all; });
    std::ranges::stable_sort(
        order, std::greater<>(), [](const auto& item) { return item.second.persons; });
    if (order.empty()) {
        return "Not all that the locks ask for can be had: goods cannot be there, or people do not "
               "ask, in those weeks.";
    }
    const Wording words(scenario);
    std::string text;
    for (std::size_t i = 0; i < std::min(order.size(), kNamed); ++i) {
        const auto& [key, part] = order[i];
        text += (i == 0 ? "" : "; ") +
                text_of(words,
                        scenario,
                        {.row = key.first, .first = key.second.first, .second = key.second.second},
                        part);
    }
    return fmt::format("Not all that the locks ask for can be had, because of: {}.", text);
}

}  // namespace imdad::plan
