#include "exchange/scenario_tables.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::exchange {

std::span<const TableView> scenario_tables() {
    static constexpr std::array<TableView, 19> kTables = {kAreas.view(),
                                                          kPlaces.view(),
                                                          kLanes.view(),
                                                          kClosures.view(),
                                                          kProducts.view(),
                                                          kPackaging.view(),
                                                          kProgrammes.view(),
                                                          kServes.view(),
                                                          kNeeds.view(),
                                                          kQuantification.view(),
                                                          kAbsorption.view(),
                                                          kStock.view(),
                                                          kSupplies.view(),
                                                          kPolicy.view(),
                                                          kFunds.view(),
                                                          kPrices.view(),
                                                          kEarmarks.view(),
                                                          kEligibility.view(),
                                                          kLocks.view()};
    return kTables;
}

namespace {

std::string range_text(const Column& column, std::string_view noun) {
    constexpr std::int64_t kOpenEnd = std::numeric_limits<std::int64_t>::max();
    std::string text =
        fmt::format("{} {} {}", noun, column.above_minimum ? "above" : "from", column.minimum);
    if (column.maximum != kOpenEnd) {
        text += fmt::format(" {} {}", column.below_maximum ? "to below" : "to", column.maximum);
    }
    return text;
}

}  // namespace

std::string what_is_right(const Column& column) {
    switch (column.type) {
        case CellType::id:
        case CellType::word:
            return "at most 120 bytes without ; , \" or control characters, not beginning with = + "
                   "- @";
        case CellType::word_list:
            return "words separated by ;";
        case CellType::text:
            return "UTF-8 text";
        case CellType::reference:
            return fmt::format("an id of {}", column.choices);
        case CellType::reference_list:
            return fmt::format("ids of {}, separated by ;", column.choices);
        case CellType::at:
            return "a place_id of places.csv or a P-code of areas.csv";
        case CellType::choice: {
            std::string words(column.choices);
            std::ranges::replace(words, ' ', '|');
            return words;
        }
        case CellType::whole:
            return range_text(column, "a whole number");
        case CellType::decimal:
            return range_text(column, "a number with at most nine decimals,");
        case CellType::litres:
            return range_text(column, "litres with at most three decimals,");
        case CellType::money:
            return range_text(column, "an amount with the currency's decimals,");
        case CellType::date:
            return "a date as YYYY-MM-DD";
        case CellType::degrees:
            return range_text(column, "degrees");
        case CellType::days_of_days:
            return "days as 5, or as 5/31 (5 of 31 days)";
        case CellType::origin:
            return "real, derived or assumed, then ': ' and a note if there is one";
    }
    return "";
}

}  // namespace imdad::exchange
