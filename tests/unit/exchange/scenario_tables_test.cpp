#include "exchange/scenario_tables.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include <gtest/gtest.h>

namespace {

using namespace imdad::exchange;

/// The table of files and header lines in docs/scenario-format.md.
std::map<std::string, std::string> documented_headers() {
    std::map<std::string, std::string> result;
    std::ifstream doc("docs/scenario-format.md");
    std::string line;
    while (std::getline(doc, line)) {
        const std::size_t csv = line.find(".csv | ");
        if (line.starts_with("| ") && csv != std::string::npos) {
            const std::string header = line.substr(csv + 7);
            result[line.substr(2, csv + 2)] = header.substr(0, header.rfind(" |"));
        }
    }
    return result;
}

TEST(ScenarioTables, AreThoseOfTheDocumentation) {
    const auto documented = documented_headers();
    std::map<std::string, std::string> defined;
    for (const TableView& table : scenario_tables()) {
        std::string header;
        for (const Column& column : table.columns) {
            header += (header.empty() ? "" : ",") + std::string(column.name);
        }
        defined[std::string(table.file)] = header;
    }
    EXPECT_EQ(defined.size(), 19U);
    EXPECT_EQ(defined, documented);
}

TEST(ScenarioTables, RequireTheFilesThatTheDocumentationRequires) {
    std::set<std::string_view> required;
    for (const TableView& table : scenario_tables()) {
        if (table.required) {
            required.insert(table.file);
        }
    }
    EXPECT_EQ(required,
              (std::set<std::string_view>{
                  "areas.csv", "places.csv", "products.csv", "programmes.csv", "serves.csv"}));
}

TEST(ScenarioTables, ReferencesNameTablesThatExist) {
    for (const TableView& table : scenario_tables()) {
        for (const Column& column : table.columns) {
            if (column.type != CellType::reference && column.type != CellType::reference_list) {
                continue;
            }
            const bool known = std::ranges::any_of(scenario_tables(), [&](const TableView& other) {
                return other.file == column.choices;
            });
            EXPECT_TRUE(known) << table.file << " " << column.name;
        }
    }
}

TEST(ScenarioTables, ALimitThatCannotBeReadIsNeverDropped) {
    const std::pair<std::string_view, std::string_view> limits[] = {
        {"places.csv", "cold_l"},
        {"lanes.csv", "ambient_l"},
        {"lanes.csv", "every_weeks"},
        {"packaging.csv", "max_days"},
        {"packaging.csv", "ship_multiple"},
        {"programmes.csv", "max_wait_weeks"},
        {"policy.csv", "max_weeks"},
        {"absorption.csv", "persons_per_week"},
        {"closures.csv", "to"},
        {"stock.csv", "expiry"},
        {"supplies.csv", "earmark"},
        {"earmarks.csv", "to"},
        {"eligibility.csv", "state"},
        {"products.csv", "min_remaining_days"},
        {"absorption.csv", "to"},
        {"locks.csv", "at_most"},
        {"locks.csv", "product"},
        {"locks.csv", "to"}};
    for (const auto& [file, name] : limits) {
        for (const TableView& table : scenario_tables()) {
            for (const Column& column : table.columns) {
                if (table.file == file && column.name == name) {
                    EXPECT_EQ(column.when_bad, Severity::critical) << file << " " << name;
                }
            }
        }
    }
}

TEST(WhatIsRight, SpeaksOfTheRange) {
    EXPECT_EQ(what_is_right(kPlaces.columns[kPlaces["level"]]).text, "a whole number from 0 to 5");
    EXPECT_EQ(what_is_right(kServes.columns[kServes["units_per_person"]]).text,
              "a number with at most nine decimals, above 0 to 1000000");
    EXPECT_EQ(what_is_right(kServes.columns[kServes["wastage_rate"]]).text,
              "a number with at most nine decimals, from 0 to below 1");
    EXPECT_EQ(what_is_right(kEligibility.columns[kEligibility["state"]]).text,
              "accepts|refuses|deferred");
}

}  // namespace
