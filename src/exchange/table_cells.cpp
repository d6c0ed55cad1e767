#include "exchange/csv_writer.hpp"
#include "exchange/numbers.hpp"
#include "exchange/sentences.hpp"
#include "exchange/table_reader.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

/// Cells of the current row as values: what cannot be read is reported and gives no value.

namespace imdad::exchange {

namespace {

constexpr std::size_t kIdMax = 120;
/// Less than half of a cell, so that a text of quotes still fits once they are doubled; also what
/// one cell of a spreadsheet holds at most.
constexpr std::size_t kTextMax = 32'700;

std::int64_t saturating_multiply(std::int64_t value, std::int64_t factor) {
    std::int64_t product = 0;
    if (!__builtin_mul_overflow(value, factor, &product)) {
        return product;
    }
    return value < 0 ? std::numeric_limits<std::int64_t>::min()
                     : std::numeric_limits<std::int64_t>::max();
}

std::int64_t power_of_ten(int digits) {
    std::int64_t power = 1;
    for (int i = 0; i < digits; ++i) {
        power *= 10;
    }
    return power;
}

}  // namespace

std::string_view TableReader::cell(std::size_t column) const {
    return cells_[column];
}

std::string TableReader::text(std::size_t column) {
    return short_enough(column) ? std::string(without_guard(cells_[column])) : std::string();
}

bool TableReader::short_enough(std::size_t column) {
    const std::size_t size = cells_[column].size();
    if (size > kTextMax) {
        bad(column, "text_too_long", say("text_too_long", size), say("right.bytes", kTextMax));
    }
    return size <= kTextMax;
}

bool TableReader::acceptable_word(std::size_t column, std::string_view word) {
    if (word.size() > kIdMax) {
        bad(column, "bad_id", say("id_too_long", word.size()));
        return false;
    }
    const auto forbidden = [](char c) {
        return static_cast<unsigned char>(c) < 0x20U || c == 0x7F || c == ';' || c == ',' ||
               c == '"';
    };
    if (std::ranges::any_of(word, forbidden)) {
        bad(column, "bad_id", say("id_with_signs"));
        return false;
    }
    if (std::string_view("=+-@").find(word.front()) != std::string_view::npos) {
        bad(column, "bad_id", say("id_is_formula"));
        return false;
    }
    return true;
}

std::string_view TableReader::word(std::size_t column) {
    const std::string_view value = cells_[column];
    return value.empty() || !acceptable_word(column, value) ? std::string_view() : value;
}

std::vector<std::string_view> TableReader::words(std::size_t column) {
    std::vector<std::string_view> result;
    std::string_view rest = cells_[column];
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        const std::string_view word = trimmed(rest.substr(0, end));
        if (!word.empty() && acceptable_word(column, word)) {
            result.push_back(word);
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return result;
}

/// Values are whole numbers of 1/scale; the range is in whole ones.
bool TableReader::in_range(std::size_t column, std::int64_t value, std::int64_t scale) {
    const Column& definition = table_.columns[column];
    const std::int64_t minimum = saturating_multiply(definition.minimum, scale);
    const std::int64_t maximum = saturating_multiply(definition.maximum, scale);
    const bool low = definition.above_minimum ? value <= minimum : value < minimum;
    const bool high = definition.below_maximum ? value >= maximum : value > maximum;
    if (low && value < 0) {
        bad(column, "negative_number", say("number_negative"));
    } else if (low || high) {
        bad(column, "out_of_range", low ? say("number_too_small") : say("number_too_large"));
    }
    return !low && !high;
}

std::optional<std::int64_t> TableReader::whole(std::size_t column) {
    const std::string_view value = cells_[column];
    if (value.empty()) {
        return std::nullopt;
    }
    const ScaledNumber number = parse_scaled(value, 0);
    if (number.fault == NumberFault::too_large) {
        bad(column,
            value.starts_with('-') ? "negative_number" : "number_too_large",
            say("number_beyond_64_bits"));
        return std::nullopt;
    }
    if (number.fault == NumberFault::not_a_number || value.find('.') != std::string_view::npos) {
        bad(column, "not_a_number", say("not_whole"));
        return std::nullopt;
    }
    return in_range(column, number.value, 1) ? std::optional(number.value) : std::nullopt;
}

std::optional<int> TableReader::small(std::size_t column) {
    const auto value = whole(column);
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

bool TableReader::is_number(std::size_t column, NumberFault fault) {
    if (fault == NumberFault::too_large) {
        bad(column, "number_too_large", say("number_too_large"));
    } else if (fault == NumberFault::not_a_number) {
        bad(column, "not_a_number", say("not_a_number"));
    }
    return fault == NumberFault::none;
}

std::optional<std::int64_t> TableReader::scaled(std::size_t column, int digits) {
    if (cells_[column].empty()) {
        return std::nullopt;
    }
    const ScaledNumber number = parse_scaled(cells_[column], digits);
    if (!is_number(column, number.fault)) {
        return std::nullopt;
    }
    if (number.cut) {
        bad(column, "too_many_decimals", say("too_many_decimals", digits));
        return std::nullopt;
    }
    return in_range(column, number.value, power_of_ten(digits)) ? std::optional(number.value)
                                                                : std::nullopt;
}

std::optional<std::int64_t> TableReader::money(std::size_t column, int exponent) {
    if (cells_[column].empty()) {
        return std::nullopt;
    }
    // One decimal more than the currency has, to round by.
    const ScaledNumber number = parse_scaled(cells_[column], exponent + 1);
    if (!is_number(column, number.fault) ||
        !in_range(column, number.value, power_of_ten(exponent + 1))) {
        return std::nullopt;
    }
    if (number.cut || number.value % 10 != 0) {
        warn(column,
             "rounded",
             say("money_rounded", exponent),
             what_is_right(table_.columns[column]));
    }
    return (number.value + 5) / 10;
}

std::optional<base::Fixed9> TableReader::decimal(std::size_t column) {
    const auto nano = scaled(column, 9);
    return nano ? std::optional(base::Fixed9::from_nano(*nano)) : std::nullopt;
}

std::int64_t TableReader::litres_as_cm3(std::size_t column) {
    return scaled(column, 3).value_or(model::kNotStated);
}

std::optional<base::Day> TableReader::date(std::size_t column) {
    if (cells_[column].empty()) {
        return std::nullopt;
    }
    const auto day = base::parse_day(cells_[column]);
    if (!day) {
        bad(column, "not_a_date", say("not_a_day"));
    }
    return day;
}

std::optional<double> TableReader::degrees(std::size_t column) {
    const std::string_view value = cells_[column];
    if (value.empty()) {
        return std::nullopt;
    }
    const auto number = parse_measured(value);
    if (!number) {
        bad(column, "not_a_number", say("not_a_number"));
        return std::nullopt;
    }
    const Column& definition = table_.columns[column];
    if (*number < static_cast<double>(definition.minimum) ||
        *number > static_cast<double>(definition.maximum)) {
        bad(column, "out_of_range", say("outside_globe"));
        return std::nullopt;
    }
    return number;
}

std::optional<std::size_t> TableReader::choice(std::size_t column) {
    const std::string_view value = cells_[column];
    if (value.empty()) {
        return std::nullopt;
    }
    std::string_view rest = table_.columns[column].choices;
    for (std::size_t i = 0; !rest.empty(); ++i) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        if (rest.substr(0, end) == value) {
            return i;
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    bad(column, "unknown_value", say("word_unknown"));
    return std::nullopt;
}

model::Origin TableReader::origin(std::size_t column) {
    const std::string_view value = cells_[column];
    if (value.empty() || !short_enough(column)) {
        return {};
    }
    const std::size_t colon = value.find(':');
    const std::string_view kind = trimmed(value.substr(0, colon));
    model::Origin result;
    if (kind == "real") {
        result.kind = model::Origin::Kind::real;
    } else if (kind == "derived") {
        result.kind = model::Origin::Kind::derived;
    } else if (kind == "assumed") {
        result.kind = model::Origin::Kind::assumed;
    } else {
        bad(column, "unknown_value", say("origin_unknown"));
        return {};
    }
    if (colon != std::string_view::npos) {
        std::string_view note = value.substr(colon + 1);
        note.remove_prefix(note.starts_with(' ') ? 1 : 0);
        result.note = note;
    }
    return result;
}

std::optional<TableReader::DaysOfDays> TableReader::days_of_days(std::size_t column) {
    const std::string_view value = cells_[column];
    if (value.empty()) {
        return std::nullopt;
    }
    const std::size_t slash = value.find('/');
    const ScaledNumber days = parse_scaled(value.substr(0, slash), 0);
    ScaledNumber of;
    const bool has_of = slash != std::string_view::npos;
    if (has_of) {
        of = parse_scaled(value.substr(slash + 1), 0);
    }
    const auto plain = [](const ScaledNumber& number) {
        return number.fault == NumberFault::none && !number.cut;
    };
    if (!plain(days) || !plain(of)) {
        bad(column, "not_a_number", say("not_days"));
        return std::nullopt;
    }
    const std::int64_t limit = has_of ? of.value : 30;
    if (days.value < 0 || days.value >= limit || limit > table_.columns[column].maximum) {
        bad(column, "out_of_range", say("days_out_of_stock", days.value, limit));
        return std::nullopt;
    }
    DaysOfDays result{static_cast<int>(days.value), std::nullopt};
    if (has_of) {
        result.of = static_cast<int>(of.value);
    }
    return result;
}

std::string_view without_guard(std::string_view text) {
    if (text.starts_with('\'') && needs_guard(text.substr(1))) {
        text.remove_prefix(1);
    }
    return text;
}

}  // namespace imdad::exchange
