#pragma once

#include <cstdint>

/// Devices of the catalogue that derived stores and lanes are fitted with. The figures are those of
/// data/cold_chain.csv (net litres, here in cm3); a test compares them.
/// Source: HERMES device list, see data/README.md.

namespace imdad::network {

struct Device {
    const char* catalogue_name;  ///< column `name`
    const char* display_name;
    std::int64_t cooler_cm3 = 0;
    std::int64_t freezer_cm3 = 0;
};

inline constexpr Device kColdRoom{"Std_ColdRoomFridge_U", "cold room 30 m3", 6'667'000, 0};
inline constexpr Device kFreezerRoom{"Std_ColdRoomFreezer_U", "freezer room 30 m3", 0, 6'667'000};
inline constexpr Device kLargeIceLined{"Std_TCW3000_E", "TCW 3000 AC", 150'000, 112'200};
inline constexpr Device kMediumIceLined{"Std_MK304_E", "MK 304", 105'000, 0};
inline constexpr Device kSmallFreezer{"Std_MF114_E", "MF 114", 0, 38'400};
inline constexpr Device kSolarRefrigerator{"Std_BFRV55_S", "BFRV55 solar direct drive", 54'500, 0};
inline constexpr Device kColdBox{"Std_CB_RCW25CF", "RCW 25 cold box", 20'000, 0};

/// Refrigerated volume of the cold truck of data/vehicles.csv.
inline constexpr std::int64_t kColdTruckCm3 = 3'570'000;
inline constexpr const char* kColdTruckName = "Std_coldtruck";

/// Large cold boxes on the single-cab truck of data/vehicles.csv ("8*Std_CB_RCW25CF").
inline constexpr std::int64_t kBoxesPerTruck = 8;
inline constexpr const char* kBoxTruckName = "Std_SingleCabTruck";

}  // namespace imdad::network
