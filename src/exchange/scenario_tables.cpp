#include "exchange/scenario_tables.hpp"

#include "exchange/sentences.hpp"

#include <algorithm>

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

base::Said range_text(const Column& column, std::string_view noun) {
    constexpr std::int64_t kOpenEnd = std::numeric_limits<std::int64_t>::max();
    const std::int64_t least = column.minimum;
    const std::int64_t most = column.maximum;
    if (most == kOpenEnd) {
        return column.above_minimum ? say("right.above", noun, least)
                                    : say("right.from", noun, least);
    }
    if (column.above_minimum) {
        return column.below_maximum ? say("right.above_to_below", noun, least, most)
                                    : say("right.above_to", noun, least, most);
    }
    return column.below_maximum ? say("right.from_to_below", noun, least, most)
                                : say("right.from_to", noun, least, most);
}

}  // namespace

base::Said what_is_right(const Column& column) {
    switch (column.type) {
        case CellType::id:
        case CellType::word:
            return say("right.id");
        case CellType::word_list:
            return say("right.words");
        case CellType::text:
            return say("right.text");
        case CellType::reference:
            return say("right.id_of", column.choices);
        case CellType::reference_list:
            return say("right.ids_of", column.choices);
        case CellType::at:
            return say("right.at");
        case CellType::choice: {
            std::string words(column.choices);
            std::ranges::replace(words, ' ', '|');
            return say("right.value", words);
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
            return say("right.date");
        case CellType::degrees:
            return range_text(column, "degrees");
        case CellType::days_of_days:
            return say("right.days");
        case CellType::origin:
            return say("right.origin");
    }
    return {};
}

}  // namespace imdad::exchange
