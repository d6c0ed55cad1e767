#include "plan/lock_notes.hpp"

#include "plan/explain_phrases.hpp"
#include "plan/explain_text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

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

model::Phrase phrase_of(const Wording& words,
                        const model::Scenario& scenario,
                        const RowPrice& row,
                        const Part& part) {
    model::Phrase when = words.weeks(part.weeks);
    switch (row.row) {
        case Row::supply: {
            const model::Supply& supply = scenario->supplies[row.first];
            return phrase(
                "scarce_supply", scenario[scenario[supply.batch].product].name, supply.supply_id);
        }
        case Row::lane:
            return phrase("scarce_lane",
                          words.lane(row.first),
                          Wording::storage_class(row.second),
                          std::move(when));
        case Row::store:
            return phrase("scarce_store",
                          words.place(row.first),
                          Wording::storage_class(row.second),
                          std::move(when));
        case Row::absorption:
            return phrase("scarce_teams", words.absorption(row.first), std::move(when));
        case Row::lock_most:
            return words.lock(row.first);
        case Row::maximum:
            return phrase(
                "scarce_maximum", scenario->products[row.second].name, words.place(row.first));
        case Row::lock_least:
            break;
    }
    return {};
}

model::Phrase note_of(const model::Scenario& scenario, const model::Certificate& certificate) {
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
        return phrase("locks_short_unknown");
    }
    const Wording words(scenario);
    model::Phrase told;
    for (std::size_t i = 0; i < std::min(order.size(), kNamed); ++i) {
        const auto& [key, part] = order[i];
        model::Phrase one =
            phrase_of(words,
                      scenario,
                      {.row = key.first, .first = key.second.first, .second = key.second.second},
                      part);
        told = i == 0 ? std::move(one) : phrase("list_semicolon", std::move(told), std::move(one));
    }
    return phrase("locks_short", std::move(told));
}

}  // namespace

model::Phrase lock_note(const model::Scenario& scenario,
                        const std::vector<model::CertifiedBound>& bounds) {
    const auto found = std::ranges::find_if(bounds, [](const model::CertifiedBound& bound) {
        return bound.certificate.aim == model::Certificate::Aim::locks;
    });
    return found == bounds.end() ? model::Phrase() : note_of(scenario, found->certificate);
}

}  // namespace imdad::plan
