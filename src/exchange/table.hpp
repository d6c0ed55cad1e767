#pragma once

#include "exchange/problem.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

/// How a table is defined: its columns with type, range and meaning, and short ways to write them.
/// The tables themselves are in scenario_tables.hpp and plan_tables.hpp.

namespace imdad::exchange {

enum class CellType : std::uint8_t {
    id,              ///< names the row; unique in the file unless it is a word
    word,            ///< as an id, but need not be unique
    word_list,       ///< words separated by ';'
    text,            ///< free text, guarded against spreadsheet formulas
    reference,       ///< id of a row of the file `refers_to`
    reference_list,  ///< ids separated by ';'
    at,              ///< place_id or P-code
    choice,          ///< one of `choices`
    whole,           ///< whole number
    decimal,         ///< at most nine decimals
    litres,          ///< at most three decimals
    money,           ///< in the currency of the row
    date,            ///< YYYY-MM-DD
    degrees,         ///< latitude, longitude
    days_of_days,    ///< "5" or "5/31"
    origin,          ///< real, derived or assumed, with an optional note
};

struct Column {
    std::string_view name;
    CellType type = CellType::text;
    std::string_view meaning = {};
    bool required = false;                ///< the column must be there and no cell empty
    Severity when_bad = Severity::error;  ///< critical where a dropped value would lift a limit
    std::int64_t minimum = 0;
    std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
    bool above_minimum = false;      ///< the minimum itself is not allowed
    bool below_maximum = false;      ///< the maximum itself is not allowed
    std::string_view choices = {};   ///< separated by ' '; or the file referred to
    std::string_view fallback = {};  ///< what an empty cell means, for the reader of the docs
    bool extra = false;  ///< few tables have the column, so its absence is not worth a word

    [[nodiscard]] constexpr Column needed() const {
        Column copy = *this;
        copy.required = true;
        copy.when_bad = Severity::critical;
        return copy;
    }

    /// A value that cannot be read refuses the row: without it a limit would silently vanish.
    [[nodiscard]] constexpr Column guarding() const {
        Column copy = *this;
        copy.when_bad = Severity::critical;
        return copy;
    }

    [[nodiscard]] constexpr Column above() const {
        Column copy = *this;
        copy.above_minimum = true;
        return copy;
    }

    [[nodiscard]] constexpr Column below() const {
        Column copy = *this;
        copy.below_maximum = true;
        return copy;
    }

    [[nodiscard]] constexpr Column rare() const {
        Column copy = *this;
        copy.extra = true;
        return copy;
    }

    [[nodiscard]] constexpr Column or_else(std::string_view text) const {
        Column copy = *this;
        copy.fallback = text;
        return copy;
    }
};

/// A table whatever its number of columns.
struct TableView {
    std::string_view file;
    std::string_view about;
    bool required = false;
    std::span<const Column> columns;
};

template <std::size_t N>
struct TableOf {
    std::string_view file;
    std::string_view about;
    bool required = false;
    std::array<Column, N> columns;

    /// Position of a column; a name that does not exist does not compile.
    [[nodiscard]] consteval std::size_t operator[](std::string_view name) const {
        for (std::size_t i = 0; i < N; ++i) {
            if (columns[i].name == name) {
                return i;
            }
        }
        throw std::logic_error("no such column");
    }

    [[nodiscard]] constexpr TableView view() const { return {file, about, required, columns}; }
};

namespace column {

/// More of anything than one scenario holds; keeps every product of two such figures below 2^62.
inline constexpr std::int64_t kManyMax = 1'000'000'000'000;
inline constexpr std::int64_t kDaysMax = 36'500;
inline constexpr std::int64_t kWeeksMax = 5'200;

constexpr Column id(std::string_view name, std::string_view meaning) {
    return Column{.name = name, .type = CellType::id, .meaning = meaning}.needed();
}

constexpr Column word(std::string_view name, std::string_view meaning) {
    return {.name = name, .type = CellType::word, .meaning = meaning};
}

constexpr Column words(std::string_view name, std::string_view meaning) {
    return {.name = name,
            .type = CellType::word_list,
            .meaning = meaning,
            .when_bad = Severity::critical};
}

constexpr Column text(std::string_view name, std::string_view meaning) {
    return {.name = name, .type = CellType::text, .meaning = meaning};
}

constexpr Column ref(std::string_view name, std::string_view file, std::string_view meaning) {
    return {.name = name,
            .type = CellType::reference,
            .meaning = meaning,
            .when_bad = Severity::critical,
            .choices = file};
}

constexpr Column refs(std::string_view name, std::string_view file, std::string_view meaning) {
    return {.name = name,
            .type = CellType::reference_list,
            .meaning = meaning,
            .when_bad = Severity::critical,
            .choices = file};
}

constexpr Column at(std::string_view meaning) {
    return Column{.name = "at", .type = CellType::at, .meaning = meaning}.needed();
}

constexpr Column choice(std::string_view name, std::string_view choices, std::string_view meaning) {
    return {.name = name,
            .type = CellType::choice,
            .meaning = meaning,
            .when_bad = Severity::critical,
            .choices = choices};
}

constexpr Column whole(std::string_view name,
                       std::int64_t minimum,
                       std::int64_t maximum,
                       std::string_view meaning) {
    return {.name = name,
            .type = CellType::whole,
            .meaning = meaning,
            .minimum = minimum,
            .maximum = maximum};
}

constexpr Column decimal(std::string_view name,
                         std::int64_t minimum,
                         std::int64_t maximum,
                         std::string_view meaning) {
    return {.name = name,
            .type = CellType::decimal,
            .meaning = meaning,
            .minimum = minimum,
            .maximum = maximum};
}

constexpr Column litres(std::string_view name, std::string_view meaning) {
    return {.name = name,
            .type = CellType::litres,
            .meaning = meaning,
            .when_bad = Severity::critical,
            .maximum = kManyMax,
            .fallback = "no limit known"};
}

constexpr Column money(std::string_view name, std::string_view meaning) {
    return {.name = name, .type = CellType::money, .meaning = meaning, .maximum = kManyMax};
}

constexpr Column date(std::string_view name, std::string_view meaning) {
    return {
        .name = name, .type = CellType::date, .meaning = meaning, .when_bad = Severity::critical};
}

constexpr Column degrees(std::string_view name, std::int64_t limit, std::string_view meaning) {
    return {.name = name,
            .type = CellType::degrees,
            .meaning = meaning,
            .minimum = -limit,
            .maximum = limit};
}

constexpr Column origin() {
    return {.name = "origin",
            .type = CellType::origin,
            .meaning = "real, derived or assumed, then ': ' and a note"};
}

}  // namespace column

/// What a right cell of this column looks like, e.g. "a whole number from 0 to 5".
[[nodiscard]] base::Said what_is_right(const Column& column);

}  // namespace imdad::exchange
