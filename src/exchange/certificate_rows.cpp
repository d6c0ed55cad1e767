#include "exchange/certificate_rows.hpp"

#include <algorithm>

namespace imdad::exchange {

namespace {

constexpr std::size_t kDecimals = 9;
constexpr std::size_t kDigitsMost = 37;  // of a number of 1e-9; 128 bits hold 38

}  // namespace

std::string nano_text(base::Int128 nano) {
    std::string digits;
    for (; nano > 0; nano /= 10) {
        digits += static_cast<char>('0' + static_cast<int>(nano % 10));
    }
    while (digits.size() <= kDecimals) {
        digits += '0';
    }
    digits.insert(kDecimals, 1, '.');
    std::ranges::reverse(digits);
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.ends_with('.')) {
        digits.pop_back();
    }
    return digits;
}

std::optional<base::Int128> parse_nano(std::string_view text) {
    const std::size_t point = std::min(text.find('.'), text.size());
    const std::string_view whole = text.substr(0, point);
    const std::string_view part = point < text.size() ? text.substr(point + 1) : "";
    const auto digits_only = [](std::string_view digits) {
        return std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (whole.empty() || whole.size() > kDigitsMost - kDecimals || part.size() > kDecimals ||
        (point < text.size() && part.empty()) || !digits_only(whole) || !digits_only(part)) {
        return std::nullopt;
    }
    base::Int128 nano = 0;
    for (const char c : whole) {
        nano = nano * 10 + (c - '0');
    }
    for (std::size_t i = 0; i < kDecimals; ++i) {
        nano = nano * 10 + (i < part.size() ? part[i] - '0' : 0);
    }
    return nano;
}

}  // namespace imdad::exchange
