#include "model/explanation.hpp"

#include <array>

namespace imdad::model {

namespace {

constexpr std::array<const char*, kCauseKinds> kCauses = {
    "supply",    "lane_full",   "store_full",     "maximum_stock", "absorption",  "closure",
    "earmark",   "eligibility", "no_room",        "expiry",        "supply_date", "rounds",
    "lead_time", "series",      "not_counted_on", "no_supply",     "no_lane",     "no_place",
    "unknown",   "whole_packs", "no_worth",       "lock"};

constexpr std::array<const char*, 8> kHelps = {
    "supply", "store", "lane", "absorption", "maximum_stock", "earmark", "closure", "lock"};

}  // namespace

std::string to_text(CauseKind kind) {
    return kCauses[static_cast<std::size_t>(kind)];
}

std::string to_text(Help::Kind kind) {
    return kHelps[static_cast<std::size_t>(kind)];
}

}  // namespace imdad::model
