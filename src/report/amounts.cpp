#include "report/amounts.hpp"

#include <fmt/format.h>

namespace imdad::report {

std::string amount_text(base::Int128 amount, int decimals) {
    constexpr std::size_t kGroup = 3;
    const auto places = static_cast<std::size_t>(decimals);
    std::string digits = fmt::format("{}", amount < 0 ? -amount : amount);
    if (digits.size() <= places) {
        digits.insert(0, places + 1 - digits.size(), '0');
    }
    std::string text = digits.substr(0, digits.size() - places);
    for (std::size_t at = text.size(); at > kGroup;) {
        at -= kGroup;
        text.insert(at, ",");
    }
    if (places > 0) {
        text += '.' + digits.substr(digits.size() - places);
    }
    return (amount < 0 ? "-" : "") + text;
}

}  // namespace imdad::report
