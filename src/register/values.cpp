#include "register/values.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace imdad::registry {

namespace {

constexpr int kMonthsPerQuarter = 3;

std::string day_text(const std::optional<Day>& day) {
    return day ? base::to_text(*day) : "?";
}

}  // namespace

std::string text_of(const Period& period) {
    return day_text(period.start) + " to " + day_text(period.end);
}

std::string text_of(Quarter quarter) {
    return fmt::format("{:04}-Q{}", quarter.year, quarter.number);
}

std::optional<Quarter> parse_quarter(std::string_view text) {
    if (text.size() != 7 || text[5] != 'Q' || text[6] < '1' || text[6] > '4') {
        return std::nullopt;
    }
    // The year is checked as the calendar checks it.
    const auto day = base::parse_day(std::string(text.substr(0, 5)) + "01-01");
    if (!day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date(*day);
    return Quarter{static_cast<int>(date.year()), text[6] - '0'};
}

Period days_of(Quarter quarter) {
    using namespace std::chrono;
    const auto last_month = static_cast<unsigned>(quarter.number * kMonthsPerQuarter);
    return {Day(year(quarter.year) / month(last_month - 2) / 1),
            Day(year(quarter.year) / month(last_month) / last)};
}

bool is_sha256(std::string_view text) {
    return text.size() == 64 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

bool has_attachment(const std::vector<Attachment>& attachments, Attachment::Kind kind) {
    return std::ranges::any_of(attachments, [&](const Attachment& attachment) {
        return attachment.kind == kind && is_sha256(attachment.sha256);
    });
}

}  // namespace imdad::registry
