#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace imdad::app {

/// What leaves in one week of a plan.
struct ShipmentWeek {
    std::string week;  ///< its Monday
    std::int64_t shipments = 0;
    std::int64_t packs = 0;
    std::int64_t lanes = 0;  ///< different ones
};

/// Of the plan in this folder, by week; empty if it has no list of shipments.
/// Throws `base::Failure`.
[[nodiscard]] std::vector<ShipmentWeek> shipment_weeks(const std::filesystem::path& plan);

}  // namespace imdad::app
