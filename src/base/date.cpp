#include "base/date.hpp"

#include <fmt/format.h>

namespace imdad::base {

namespace {

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day || *year < 1900 || *year > 2200) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) {
        return std::nullopt;
    }
    return std::chrono::sys_days(date);
}

std::string to_text(Day day) {
    const std::chrono::year_month_day date(day);
    const int year = static_cast<int>(date.year());
    const auto month = static_cast<unsigned>(date.month());
    const auto day_of_month = static_cast<unsigned>(date.day());
    if (year < 0 || year > 9999) {
        return fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month);
    }
    // By hand: the tables of a plan hold millions of dates.
    std::string text = "0000-00-00";
    const auto put = [&](std::size_t last_digit, unsigned value) {
        for (; value > 0; value /= 10) {
            text[last_digit--] = static_cast<char>('0' + value % 10);
        }
    };
    put(3, static_cast<unsigned>(year));
    put(6, month);
    put(9, day_of_month);
    return text;
}

bool is_monday(Day day) {
    return std::chrono::weekday(day) == std::chrono::Monday;
}

}  // namespace imdad::base
