#include "network/rules.hpp"

#include "network/devices.hpp"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

namespace imdad::network {
namespace {

std::string file_text(const char* path) {
    std::ifstream file(path);
    EXPECT_TRUE(file.good()) << path;
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// Rows by their first cell. Enough for these two files, whose quoted cells stand behind the ones
/// read.
std::map<std::string, std::vector<std::string>> rows_by_name(const char* path) {
    std::map<std::string, std::vector<std::string>> rows;
    std::istringstream text(file_text(path));
    for (std::string line; std::getline(text, line);) {
        std::vector<std::string> cells;
        std::istringstream parts(line);
        for (std::string cell; std::getline(parts, cell, ',');) {
            cells.push_back(cell);
        }
        rows[cells.front()] = cells;
    }
    return rows;
}

std::int64_t litres_to_cm3(const std::string& litres) {
    return std::llround(std::strtod(litres.c_str(), nullptr) * 1000);
}

TEST(NetworkDevices, HaveTheLitresOfTheCatalogue) {
    const auto rows = rows_by_name("data/cold_chain.csv");
    ASSERT_EQ(rows.at("name").at(8), "freezer_net_litres");
    ASSERT_EQ(rows.at("name").at(9), "cooler_net_litres");
    for (const Device& device : {kColdRoom,
                                 kFreezerRoom,
                                 kLargeIceLined,
                                 kMediumIceLined,
                                 kSmallFreezer,
                                 kSolarRefrigerator,
                                 kColdBox}) {
        ASSERT_TRUE(rows.contains(device.catalogue_name)) << device.catalogue_name;
        const auto& row = rows.at(device.catalogue_name);
        EXPECT_EQ(device.freezer_cm3, litres_to_cm3(row.at(8))) << device.catalogue_name;
        EXPECT_EQ(device.cooler_cm3, litres_to_cm3(row.at(9))) << device.catalogue_name;
    }
}

TEST(NetworkDevices, VehiclesCarryWhatTheListSays) {
    const auto rows = rows_by_name("data/vehicles.csv");
    EXPECT_EQ(kColdTruckCm3, litres_to_cm3(rows.at(kColdTruckName).at(3)));
    EXPECT_EQ(rows.at(kBoxTruckName).at(4),
              std::to_string(kBoxesPerTruck) + "*" + kColdBox.catalogue_name);
}

TEST(NetworkRules, StandWordForWordInTheirDocument) {
    const std::string document = file_text("docs/method/network.md");
    EXPECT_NE(document.find(rules_text()), std::string::npos)
        << "docs/method/network.md must carry this text:\n"
        << rules_text();
}

TEST(NetworkRules, DefaultsPassTheirOwnCheck) {
    EXPECT_TRUE(check(Rules{}).has_value());
}

TEST(NetworkRules, FiguresThatMakeNoSenseAreRefused) {
    const auto code_of = [](auto&& change) {
        Rules rules;
        change(rules);
        const auto checked = check(rules);
        return checked ? std::string() : checked.error().code;
    };
    EXPECT_EQ(code_of([](Rules& r) { r.road_factor = 0.9; }), "bad_rules");
    EXPECT_EQ(code_of([](Rules& r) { r.road_factor = std::nan(""); }), "bad_rules");
    EXPECT_EQ(code_of([](Rules& r) { r.lanes[4].every_weeks = 0; }), "bad_rules");
    EXPECT_EQ(code_of([](Rules& r) { r.lanes[3].road_km_per_day = 0; }), "bad_rules");
    EXPECT_EQ(code_of([](Rules& r) { r.stores[4][1].people_each = 0; }), "bad_rules");
    EXPECT_EQ(code_of([](Rules& r) { r.border_days = -1; }), "bad_rules");
}

TEST(Landlocked, KnowsTheUnitedNationsList) {
    for (const char* code : {"AFG", "AF", "MLI", "NER", "BFA", "TCD", "ZWE", "ZW", "ARM", "AM"}) {
        EXPECT_TRUE(is_landlocked(code)) << code;
    }
    for (const char* code : {"MRT", "MR", "PAK", "SEN", "", "AFG01"}) {
        EXPECT_FALSE(is_landlocked(code)) << code;
    }
}

}  // namespace
}  // namespace imdad::network
