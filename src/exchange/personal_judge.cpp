#include "exchange/personal_scan.hpp"

#include <algorithm>
#include <cmath>

/// When what was added up makes a column personal: the thresholds of the import guard.

namespace imdad::exchange {

namespace {

/// Fewer values than this say nothing by their share.
constexpr std::size_t kFewest = 3;

/// At least `percent` of the values, and no fewer than `kFewest` (all, if there are not so many).
bool most(std::size_t count, const ColumnLook& column, std::size_t percent) {
    return count > 0 && count * 100 >= column.filled * percent &&
           count >= std::min(kFewest, std::max<std::size_t>(column.filled, 2));
}

/// Words that could be somebody's name, with enough given names among them that everybody knows;
/// less evidence is asked for where the table is a list of people.
bool names_people(const ColumnLook& column, bool person) {
    constexpr std::size_t kShapePercent = 50;
    constexpr std::size_t kShapePercentAlone = 80;
    constexpr std::size_t kKnownPercent = 25;
    constexpr std::size_t kKnownPercentOfList = 10;
    constexpr std::size_t kKnownPercentAlone = 50;
    const auto share = [&](std::size_t count, std::size_t percent, std::size_t fewest) {
        return count >= fewest && count * 100 >= column.filled * percent;
    };
    const bool listed = person || column.sense.one_person;
    if (listed && (column.sense.one_person || column.sense.only_name) &&
        share(column.name_shapes, kShapePercentAlone, 1)) {
        return true;
    }
    // In a short table two are as telling as three in a long one.
    constexpr std::size_t kShort = 8;
    const std::size_t fewest = listed ? 1 : (column.filled <= kShort ? 2 : kFewest);
    return (share(column.name_shapes, kShapePercent, fewest) &&
            share(column.known_names, listed ? kKnownPercentOfList : kKnownPercent, fewest)) ||
           share(column.known_names, kKnownPercentAlone, kFewest);
}

}  // namespace

/// Two columns such as sex and age: each row is about one person, not about a place or a group.
bool TableScan::person_in_each_row() const {
    std::size_t signs = 0;
    for (const ColumnLook& column : columns_) {
        const std::size_t fitting = column.sense.age ? column.ages : column.short_words;
        const bool values_fit = fitting * 10 >= column.filled * 8;
        const bool sign = column.sense.about_person && column.owner == ColumnOwner::sender;
        const bool named = column.found && column.found->evidence != PersonalEvidence::values;
        signs += (sign && values_fit) || column.sense.one_person || named ? 1U : 0U;
    }
    return signs >= 2;
}

void TableScan::judge(std::size_t position, bool person) {
    ColumnLook& column = columns_[position];
    if (column.found || column.filled == 0) {
        return;
    }
    const auto by_values = [&](PersonalKind kind) {
        find(position, kind, PersonalEvidence::values, column.line_first);
    };
    const HeaderSense& sense = column.sense;
    const bool codes = sense.codes_things || sense.names_things;
    const bool trade = column.trade_numbers * 100 >= column.filled * 60;
    constexpr std::size_t kPhonePercent = 50;
    constexpr std::size_t kCheckedPercent = 80;
    constexpr std::size_t kIdPercent = 90;
    if (!codes && !trade) {
        if (most(column.phones_maybe, column, kPhonePercent)) {
            return by_values(PersonalKind::phone);
        }
        if (!sense.amounts && most(column.identities_checked, column, kCheckedPercent) &&
            column.distinct.size() >= kFewest) {
            return by_values(PersonalKind::identity);
        }
        if (person && !sense.amounts && column.same_length &&
            most(column.long_digits, column, kIdPercent) &&
            column.distinct.size() * 10 >= column.filled * 9) {
            return by_values(column.digits_length <= 10 ? PersonalKind::phone
                                                        : PersonalKind::identity);
        }
    }
    constexpr int kYearsOfLives = 15;
    if (person && most(column.dates, column, kIdPercent) &&
        column.last_year - column.first_year >= kYearsOfLives) {
        return by_values(PersonalKind::birth);
    }
    if (!sense.names_things && column.owner != ColumnOwner::officials &&
        names_people(column, person)) {
        by_values(PersonalKind::name);
    }
}

/// A position in each row with a time of day, close to the one before: somebody on the way. Or the
/// position of each person of a list: where they live.
void TableScan::judge_tracks(bool person) {
    constexpr std::size_t kPointsMin = 5;
    constexpr double kStepDegrees = 0.05;  // some five kilometres
    const auto is_latitude = [](const ColumnLook& column) { return column.sense.latitude; };
    const auto is_longitude = [](const ColumnLook& column) { return column.sense.longitude; };
    const auto latitude = std::ranges::find_if(columns_, is_latitude);
    const auto longitude = std::ranges::find_if(columns_, is_longitude);
    if (latitude == columns_.end() || longitude == columns_.end() || latitude->found) {
        return;
    }
    const bool timed = std::ranges::any_of(columns_, [](const ColumnLook& column) {
        return column.filled > 0 && column.moments * 10 >= column.filled * 9;
    });
    const std::size_t points = std::min(latitude->degrees.size(), longitude->degrees.size());
    std::size_t small_steps = 0;
    for (std::size_t i = 1; i < points; ++i) {
        const double north = std::abs(latitude->degrees[i] - latitude->degrees[i - 1]);
        const double east = std::abs(longitude->degrees[i] - longitude->degrees[i - 1]);
        small_steps += north + east < kStepDegrees && north + east > 0 ? 1U : 0U;
    }
    const bool moving = timed && points >= kPointsMin && small_steps * 10 >= (points - 1) * 7;
    if (moving || (person && points > 0)) {
        const auto position = static_cast<std::size_t>(latitude - columns_.begin());
        find(position, PersonalKind::whereabouts, PersonalEvidence::values, latitude->line_first);
    }
}

}  // namespace imdad::exchange
