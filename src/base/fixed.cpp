#include "base/fixed.hpp"

namespace imdad::base {

namespace {

constexpr std::size_t kDecimals = 9;
constexpr std::int64_t kWholeMax = 9'200'000'000;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::optional<Fixed9> Fixed9::parse(std::string_view text) {
    bool negative = false;
    if (!text.empty() && text.front() == '-') {
        negative = true;
        text.remove_prefix(1);
    }
    std::size_t i = 0;
    std::int64_t whole = 0;
    for (; i < text.size() && is_digit(text[i]); ++i) {
        whole = whole * 10 + (text[i] - '0');
        if (whole > kWholeMax) {
            return std::nullopt;
        }
    }
    if (i == 0) {
        return std::nullopt;
    }
    std::int64_t fraction = 0;
    if (i < text.size()) {
        if (text[i] != '.' || i + 1 == text.size() || text.size() - i - 1 > kDecimals) {
            return std::nullopt;
        }
        std::size_t digits = 0;
        for (++i; i < text.size(); ++i, ++digits) {
            if (!is_digit(text[i])) {
                return std::nullopt;
            }
            fraction = fraction * 10 + (text[i] - '0');
        }
        for (; digits < kDecimals; ++digits) {
            fraction *= 10;
        }
    }
    const std::int64_t nano = whole * kScale + fraction;
    return from_nano(negative ? -nano : nano);
}

std::string Fixed9::text() const {
    const bool negative = nano_ < 0;
    const std::uint64_t magnitude =
        negative ? 0 - static_cast<std::uint64_t>(nano_) : static_cast<std::uint64_t>(nano_);
    std::string result = (negative ? "-" : "") + std::to_string(magnitude / kScale);
    std::string fraction = std::to_string(magnitude % kScale);
    fraction.insert(0, kDecimals - fraction.size(), '0');
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return fraction.empty() ? result : result + "." + fraction;
}

}  // namespace imdad::base
