#include "ledger/account.hpp"

#include <array>
#include <iterator>

#include <fmt/format.h>

namespace imdad::ledger {

std::string_view to_text(Stage stage) {
    static constexpr std::array<std::string_view, kStageCount> kTexts = {
        "none",      "pledged",  "surplus",     "opening",    "uncommitted",
        "committed", "on_hand",  "quarantined", "in_transit", "delivered",
        "used",      "lost",     "damaged",     "expired",    "wasted",
        "diverted",  "returned", "cancelled",   "exchanged",  "exchange_difference"};
    const auto index = static_cast<std::size_t>(stage);
    return index < kTexts.size() ? kTexts[index] : "unknown";
}

std::string describe(const AccountKey& key, const Names& names) {
    std::string text = fmt::format(
        "{} of {} at {}", to_text(key.stage), names.text(key.unit), names.text(key.holder));
    const auto out = std::back_inserter(text);
    if (!key.lot.empty()) {
        fmt::format_to(out, ", lot {}", names.text(key.lot));
        if (key.expiry != kNoDay) {
            fmt::format_to(out, " to {}", base::to_text(key.expiry));
        }
    }
    if (!key.earmark.empty()) {
        fmt::format_to(out, ", earmark {}", names.text(key.earmark));
    }
    if (!key.pledge.empty()) {
        fmt::format_to(out, ", pledge {}", names.text(key.pledge));
    }
    if (!key.activity.empty()) {
        fmt::format_to(out, ", activity {}", names.text(key.activity));
    }
    return text;
}

}  // namespace imdad::ledger
