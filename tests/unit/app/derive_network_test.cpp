#include "app/derive_network.hpp"

#include "temporary_folder.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace imdad::app {

namespace {

namespace fs = std::filesystem;
using testing::read_text;
using testing::TemporaryFolder;
using testing::write_text;

/// The tutorial without its lanes, with a column of the user's own and a place whose cold room is
/// blank.
void write_scenario_without_lanes(const fs::path& folder) {
    fs::copy("examples/tutorial", folder, fs::copy_options::recursive);
    fs::remove(folder / "lanes.csv");
    write_text(folder / "closures.csv", "what,id,from,to,reason,origin\n");
    write_text(folder / "places.csv",
               "place_id,remark,name,kind,level,area,lat,lon,cold_l\n"
               "port,\"mine, keep\",Port,entry,1,XT,2.5,-30,\n"
               "nat,,National store,store,2,XT,2.5,-29.5,77\n"
               "amber,,Amber hospital,facility,5,XT0101,3.9,-29.1,5\n"
               "birk,,Birk hospital,facility,5,XT0102,3.3,-27.9,5\n"
               "cedar,,Cedar hospital,facility,5,XT0201,2,-29.1,5\n"
               "cedar-post,,Cedar post,facility,5,XT0201,1.8,-28.9,\n"
               "dara,,Dara hospital,facility,5,XT0202,1,-27.9,\n");
}

}  // namespace

TEST(DeriveNetwork, AddsRowsAndKeepsEveryCellThatSaidSomething) {
    const TemporaryFolder home;
    const fs::path folder = home / "s";
    write_scenario_without_lanes(folder);
    const DeriveNetworkOutcome outcome = derive_network({folder, false});
    ASSERT_EQ(outcome.kind, DeriveNetworkOutcome::Kind::derived);
    EXPECT_GT(outcome.lanes_added, 0U);
    const std::string places = read_text(folder / "places.csv");
    EXPECT_NE(places.find("port,\"mine, keep\",Port,entry,1,XT,2.5,-30,"), std::string::npos);
    EXPECT_NE(places.find("nat,,National store,store,2,XT,2.5,-29.5,77"), std::string::npos);
    EXPECT_NE(places.find("amber,,Amber hospital,facility,5,XT0101,3.9,-29.1,5"),
              std::string::npos);
    EXPECT_NE(read_text(folder / "lanes.csv").find("derived"), std::string::npos);
}

TEST(DeriveNetwork, MakesAScenarioThatLoadsWithTheDerivedRows) {
    const TemporaryFolder home;
    const fs::path folder = home / "s";
    write_scenario_without_lanes(folder);
    const std::size_t before = load(folder).scenario->data().places.size();
    const DeriveNetworkOutcome outcome = derive_network({folder, false});
    const LoadedScenario after = load(folder);
    ASSERT_TRUE(after.usable());
    EXPECT_EQ(after.scenario->data().places.size(), before + outcome.places_added);
    EXPECT_EQ(after.scenario->data().lanes.size(), outcome.lanes_added);
}

TEST(DeriveNetwork, SaysSoInTheLabelAndListsTheNewFile) {
    const TemporaryFolder home;
    const fs::path folder = home / "s";
    write_scenario_without_lanes(folder);
    nlohmann::ordered_json package =
        nlohmann::ordered_json::parse(read_text(folder / "datapackage.json"));
    package["mine"] = "keep";
    package["resources"] = nlohmann::ordered_json::array();
    write_text(folder / "datapackage.json", package.dump());
    ASSERT_EQ(derive_network({folder, false}).kind, DeriveNetworkOutcome::Kind::derived);
    package = nlohmann::ordered_json::parse(read_text(folder / "datapackage.json"));
    EXPECT_EQ(package["imdad"]["label"],
              "made-up country, for learning only, illustrative, derived network");
    EXPECT_EQ(package["mine"], "keep");
    EXPECT_EQ(package["resources"].size(), 1U);
    EXPECT_EQ(package["resources"][0]["path"], "lanes.csv");
}

TEST(DeriveNetwork, AddsNothingTheSecondTime) {
    const TemporaryFolder home;
    const fs::path folder = home / "s";
    write_scenario_without_lanes(folder);
    ASSERT_EQ(derive_network({folder, false}).kind, DeriveNetworkOutcome::Kind::derived);
    const std::string places = read_text(folder / "places.csv");
    const std::string lanes = read_text(folder / "lanes.csv");
    const DeriveNetworkOutcome again = derive_network({folder, false});
    EXPECT_TRUE(again.files.empty());
    EXPECT_EQ(read_text(folder / "places.csv"), places);
    EXPECT_EQ(read_text(folder / "lanes.csv"), lanes);
}

TEST(DeriveNetwork, WritesNothingOnADryRun) {
    const TemporaryFolder home;
    const fs::path folder = home / "s";
    write_scenario_without_lanes(folder);
    const std::string places = read_text(folder / "places.csv");
    const std::string package = read_text(folder / "datapackage.json");
    const DeriveNetworkOutcome outcome = derive_network({folder, true});
    EXPECT_GT(outcome.lanes_added, 0U);
    EXPECT_EQ(outcome.files.size(), 3U);
    EXPECT_EQ(read_text(folder / "places.csv"), places);
    EXPECT_EQ(read_text(folder / "datapackage.json"), package);
    EXPECT_FALSE(fs::exists(folder / "lanes.csv"));
}

TEST(DeriveNetwork, RefusesAScenarioWithCriticalProblems) {
    const TemporaryFolder home;
    const fs::path folder = home / "s";
    write_scenario_without_lanes(folder);
    write_text(folder / "stock.csv",
               "place,product,lot,expiry,packs,earmark,origin\nmoon,kit,K1,,16,,\n");
    EXPECT_EQ(derive_network({folder, false}).kind, DeriveNetworkOutcome::Kind::scenario_refused);
    EXPECT_FALSE(fs::exists(folder / "lanes.csv"));
}

}  // namespace imdad::app
