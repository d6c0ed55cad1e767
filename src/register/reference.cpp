#include "register/reference.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

namespace imdad::registry {

namespace {

constexpr std::size_t kYearDigits = 4;
constexpr std::size_t kNumberDigitsMin = 3;
constexpr std::size_t kNumberDigitsMax = 9;
constexpr int kYearMin = 1900;
constexpr int kYearMax = 2200;

std::string stem(InstrumentType type, std::string_view org) {
    return fmt::format("{}/{}/", code_of(type), org);
}

std::optional<std::int64_t> digits(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool all = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (!all || error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

/// Number of a reference that begins with `beginning`; 0 if it is none.
std::int64_t number_after(std::string_view reference, std::string_view beginning) {
    if (!reference.starts_with(beginning)) {
        return 0;
    }
    const std::string_view rest = reference.substr(beginning.size());
    if (rest.size() < kNumberDigitsMin || rest.size() > kNumberDigitsMax ||
        (rest.size() > kNumberDigitsMin && rest.starts_with('0'))) {
        return 0;  // one number is written in one way only
    }
    return digits(rest).value_or(0);
}

}  // namespace

std::string reference_of(InstrumentType type, std::string_view org, int year, std::int64_t number) {
    return fmt::format("{}{:04}/{:03}", stem(type, org), year, number);
}

std::string next_reference(const View& view, InstrumentType type, std::string_view org, int year) {
    const std::string beginning = fmt::format("{}{:04}/", stem(type, org), year);
    std::int64_t last = 0;
    view.each<Instrument>([&](const Instrument& instrument) {
        last = std::max(last, number_after(instrument.reference, beginning));
    });
    return reference_of(type, org, year, last + 1);
}

bool is_reference(std::string_view reference, InstrumentType type, std::string_view org) {
    const std::string beginning = stem(type, org);
    if (!reference.starts_with(beginning)) {
        return false;
    }
    const std::string_view rest = reference.substr(beginning.size());
    if (rest.size() <= kYearDigits || rest[kYearDigits] != '/') {
        return false;
    }
    const auto year = digits(rest.substr(0, kYearDigits));
    return year && *year >= kYearMin && *year <= kYearMax &&
           number_after(rest, rest.substr(0, kYearDigits + 1)) > 0;
}

}  // namespace imdad::registry
