#include "exchange/plan_folder.hpp"

#include "base/result.hpp"

#include <algorithm>

#include "folder_fixture.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

using namespace imdad;
using namespace imdad::exchange_test;
using exchange::PlanReadOutcome;
using exchange::Problem;
using exchange::Severity;

/// The small scenario with a plan for it; not one that can be carried out, which is for the
/// checker to say, but with every kind of row.
class PlanFolder : public testing::Test {
 protected:
    PlanFolder() : scenario_(exchange_test::load(small_scenario()).scenario.value()) {
        model::Plan& plan = result_.chosen.plan;
        plan.options.policy = model::Policy::balanced;
        plan.options.include_announced = true;
        plan.shipments = {
            {model::LaneIndex(1), batch("V2", ""), day("2025-06-30"), 1, model::Packs(7)},
            {model::LaneIndex(2), batch("V1", ""), day("2024-12-31"), 1, model::Packs(3)},
            {model::LaneIndex(2), batch("K1", "north"), model::kNoLimit, 3, model::Packs(2)},
        };
        plan.services = {
            {model::NeedIndex(0),
             model::PlaceIndex(3),
             batch("V1", ""),
             day("2024-02-07"),
             1,
             1,
             model::Persons(10),
             model::Units(14)},
            {model::NeedIndex(1),
             model::PlaceIndex(3),
             batch("K1", "north"),
             model::kNoLimit,
             1,
             3,
             model::Persons(4),
             model::Units(0)},
        };
        // supplies: 0 V1, 1 K1 north, 2 K1 free, 3 seats, 4 V2, 5 K2 north, 6 K2 free, 7 K3.
        plan.starts = {{model::SupplyIndex(0), model::Packs(20)},
                       {model::SupplyIndex(1), model::Packs(15)},
                       {model::SupplyIndex(4), model::Packs(8)}};
        std::ranges::sort(plan.shipments);
        std::ranges::sort(plan.services);
        result_.stock.push_back({model::PlaceIndex(2),
                                 batch("V1", ""),
                                 day("2024-12-31"),
                                 0,
                                 model::Units(0),
                                 model::Units(200),
                                 model::Units(0),
                                 model::Units(0),
                                 model::Units(0),
                                 model::Units(200)});
        result_.chosen.measures.weeks.push_back({model::AreaIndex(2),
                                                 model::ProgrammeIndex(0),
                                                 1,
                                                 model::Persons(20),
                                                 model::Persons(10),
                                                 model::Persons(10)});
        result_.chosen.measures.people = {model::Persons(10), model::Persons(14)};
        result_.chosen.measures.areas.push_back(
            {model::AreaIndex(2), base::Fixed9::from_nano(123'456'789), true, ""});
        result_.chosen.measures.worst_area = 0;
        result_.inputs_sha256 = "abc123";
        result_.engine_version = "0.1.0";
        result_.notes = {"a note"};
        result_.not_used = {"funds.csv: 1 row; money is not used by the planner yet"};
        exchange::write_plan_folder(scenario_, result_, folder_.path());
    }

    static base::Day day(const char* text) { return base::parse_day(text).value(); }

    model::BatchIndex batch(std::string_view lot, std::string_view earmark) const {
        for (std::size_t i = 0; i < scenario_->batches.size(); ++i) {
            const model::Batch& row = scenario_->batches[i];
            const std::string under = row.earmark.exists() ? scenario_[row.earmark].earmark_id : "";
            if (row.lot == lot && under == earmark) {
                return model::BatchIndex(i);
            }
        }
        throw std::logic_error("no such batch");
    }

    /// Replaces the only occurrence of `from` in a file of the plan.
    void edit(const std::string& file, std::string_view from, std::string_view to) {
        Files files{{file, folder_.read(file)}};
        replace(files, file, from, to);
        folder_.write(file, files.at(file));
    }

    PlanReadOutcome read() const { return exchange::read_plan_folder(scenario_, folder_.path()); }

    /// Expects that the plan is refused, with this problem in this file and column.
    void expect_refused(std::string_view code,
                        std::string_view file,
                        std::string_view column) const {
        const PlanReadOutcome outcome = read();
        EXPECT_FALSE(outcome.plan);
        EXPECT_TRUE(codes_are_listed(outcome.problems));
        const bool found =
            std::ranges::any_of(outcome.problems.kept(), [&](const Problem& problem) {
                return problem.severity == Severity::critical && problem.code == code &&
                       problem.file == file && problem.column == column;
            });
        EXPECT_TRUE(found) << "expected " << code << ", got:\n" << all(outcome.problems);
    }

    model::Scenario scenario_;
    model::PlanResult result_;
    TempFolder folder_;
};

TEST_F(PlanFolder, ReadsBackWhatWasWritten) {
    const PlanReadOutcome outcome = read();
    EXPECT_EQ(outcome.problems.total(), 0U) << all(outcome.problems);
    ASSERT_TRUE(outcome.plan);
    EXPECT_EQ(outcome.plan->shipments, result_.chosen.plan.shipments);
    EXPECT_EQ(outcome.plan->services, result_.chosen.plan.services);
    EXPECT_EQ(outcome.plan->starts, result_.chosen.plan.starts);
    EXPECT_FALSE(outcome.plan->by_hand);
    EXPECT_EQ(outcome.plan->options.policy, model::Policy::balanced);
    EXPECT_TRUE(outcome.plan->options.include_announced);
    EXPECT_FALSE(outcome.plan->options.include_pledged);
    EXPECT_EQ(outcome.plan->options.method, "greedy");
    EXPECT_EQ(outcome.inputs_sha256, "abc123");
}

TEST_F(PlanFolder, StatesMondaysArrivalsAndExactLitres) {
    // port-store: four days are one week; level 3 has ten packs of 25 cm3 and 40 cm3 beside each.
    EXPECT_EQ(folder_.read("shipments.csv"),
              "lane,product,lot,earmark,use_by,departure,arrival,packs,litres\n"
              "port-store,vaccine,V2,,2025-06-30,2024-01-08,2024-01-15,7,0.455\n"
              "store-post,vaccine,V1,,2024-12-31,2024-01-08,2024-01-08,3,0.195\n"
              "store-post,kit,K1,north,,2024-01-22,2024-01-22,2,90.000\n");
    EXPECT_EQ(folder_.read("service.csv"),
              "programme,at,need,place,product,lot,earmark,use_by,dose,week,persons,units\n"
              "infants,AA0101,1,post,vaccine,V1,,2024-02-07,1,2024-01-08,10,14\n"
              "families,post,2,post,kit,K1,north,,1,2024-01-22,4,0\n");
    EXPECT_EQ(folder_.read("coverage.csv"),
              "area,programme,week,target,served,started\n"
              "AA0101,infants,2024-01-08,20,10,10\n");
    EXPECT_EQ(
        folder_.read("stock.csv"),
        "place,product,lot,earmark,use_by,week,opening,started,arrived,departed,used,closing\n"
        "store,vaccine,V1,,2024-12-31,2024-01-01,0,200,0,0,0,200\n");
    EXPECT_EQ(folder_.read("supply_use.csv"),
              "supply,place,product,lot,earmark,week,packs,started,left\n"
              "stock:2,store,vaccine,V1,,2024-01-01,20,20,0\n"
              "stock:3,store,kit,K1,north,2024-01-01,15,15,0\n"
              "stock:3,store,kit,K1,,2024-01-01,15,0,15\n"
              "stock:4,pool,seat,,,2024-01-01,3,0,3\n"
              "S1,port,vaccine,V2,,2024-01-08,15,8,7\n"
              "S2,port,kit,K2,north,2024-01-08,6,0,6\n"
              "S2,port,kit,K2,,2024-01-08,5,0,5\n"
              "S3,pool,kit,K3,,2024-01-15,7,0,7\n");
}

TEST_F(PlanFolder, PlanJsonSaysWhatItIsMadeFrom) {
    const auto json = nlohmann::json::parse(folder_.read("plan.json"));
    EXPECT_EQ(json["class"], "restricted");
    EXPECT_EQ(json["label"], "made up");
    EXPECT_EQ(json["scenario"]["start"], "2024-01-01");
    EXPECT_EQ(json["scenario"]["weeks"], 6);
    EXPECT_EQ(json["inputs_sha256"], "abc123");
    EXPECT_EQ(json["engine_version"], "0.1.0");
    EXPECT_EQ(json["options"]["include"], nlohmann::json::array({"announced"}));
    EXPECT_EQ(json["measures"]["people_served_planned"]["at_least"], 10);
    EXPECT_EQ(json["measures"]["worst_area"]["pcode"], "AA0101");
    EXPECT_EQ(json["measures"]["worst_area"]["coverage"].dump(), "0.123456789");
    EXPECT_EQ(json["notes"][0], "a note");
    EXPECT_EQ(json["files"],
              nlohmann::json::array(
                  {"coverage.csv", "service.csv", "shipments.csv", "stock.csv", "supply_use.csv"}));
}

TEST_F(PlanFolder, SameResultGivesTheSameBytes) {
    const TempFolder other;
    EXPECT_EQ(exchange::write_plan_folder(scenario_, result_, other.path()),
              (std::vector<std::string>{"coverage.csv",
                                        "plan.json",
                                        "service.csv",
                                        "shipments.csv",
                                        "stock.csv",
                                        "supply_use.csv"}));
    for (const char* file : {"coverage.csv",
                             "plan.json",
                             "service.csv",
                             "shipments.csv",
                             "stock.csv",
                             "supply_use.csv"}) {
        EXPECT_EQ(folder_.read(file), other.read(file)) << file;
    }
}

TEST_F(PlanFolder, OrderOfRowsAndColumnsDoesNotMatter) {
    folder_.write("shipments.csv",
                  "packs,departure,lane,lot,product,earmark,use_by\r\n"
                  "2,2024-01-22,store-post,K1,kit,north,\r\n"
                  "3,2024-01-08,store-post,V1,vaccine,,2024-12-31\r\n"
                  "7,2024-01-08,port-store,V2,vaccine,,2025-06-30\r\n");
    const PlanReadOutcome outcome = read();
    ASSERT_TRUE(outcome.plan) << all(outcome.problems);
    EXPECT_EQ(outcome.plan->shipments, result_.chosen.plan.shipments);
}

TEST_F(PlanFolder, ShipmentsAloneAreAPlanMadeByHand) {
    for (const char* file :
         {"coverage.csv", "plan.json", "service.csv", "stock.csv", "supply_use.csv"}) {
        std::filesystem::remove(folder_.path() / file);
    }
    folder_.write("shipments.csv",
                  "lane,product,lot,departure,packs\nport-store,vaccine,V2,2024-01-08,7\n");
    const PlanReadOutcome outcome = read();
    ASSERT_TRUE(outcome.plan) << all(outcome.problems);
    EXPECT_TRUE(outcome.plan->by_hand);
    ASSERT_EQ(outcome.plan->shipments.size(), 1U);
    EXPECT_EQ(outcome.plan->shipments[0].batch, batch("V2", ""));
    EXPECT_EQ(outcome.plan->shipments[0].use_by, model::kNoLimit);
    EXPECT_TRUE(outcome.plan->services.empty());
    EXPECT_EQ(outcome.problems.total(), 0U) << all(outcome.problems);
}

TEST_F(PlanFolder, ByHandALotThatCouldBeTwoMustBeNamed) {
    std::filesystem::remove(folder_.path() / "service.csv");
    std::filesystem::remove(folder_.path() / "supply_use.csv");
    folder_.write("shipments.csv",
                  "lane,product,lot,departure,packs\nstore-post,kit,K1,2024-01-08,2\n");
    expect_refused("ambiguous_lot", "shipments.csv", "lot");
    folder_.write("shipments.csv",
                  "lane,product,lot,earmark,departure,packs\nstore-post,kit,K1,,2024-01-08,2\n");
    const PlanReadOutcome outcome = read();
    ASSERT_TRUE(outcome.plan) << all(outcome.problems);
    EXPECT_EQ(outcome.plan->shipments[0].batch, batch("K1", ""))
        << "an empty cell means free goods";
}

TEST_F(PlanFolder, StartsWithoutServicesAreNotUsedAndSaidSo) {
    std::filesystem::remove(folder_.path() / "service.csv");
    const PlanReadOutcome outcome = read();
    ASSERT_TRUE(outcome.plan);
    EXPECT_TRUE(outcome.plan->by_hand);
    EXPECT_TRUE(outcome.plan->starts.empty());
    EXPECT_NE(find(outcome.problems, "ignored_file"), nullptr);
}

TEST_F(PlanFolder, MissingFilesAreReported) {
    std::filesystem::remove(folder_.path() / "supply_use.csv");
    expect_refused("missing_file", "supply_use.csv", "");
    std::filesystem::remove(folder_.path() / "shipments.csv");
    expect_refused("missing_file", "shipments.csv", "");
    EXPECT_THROW((void)exchange::read_plan_folder(scenario_, folder_.path() / "none"),
                 base::Failure);
}

TEST_F(PlanFolder, UnknownLaneIsRefused) {
    edit("shipments.csv", "port-store", "port-shop");
    expect_refused("dangling_reference", "shipments.csv", "lane");
}

TEST_F(PlanFolder, UnknownProductIsRefused) {
    edit("shipments.csv", "vaccine,V2", "pill,V2");
    expect_refused("dangling_reference", "shipments.csv", "product");
}

TEST_F(PlanFolder, UnknownLotIsRefused) {
    edit("shipments.csv", "vaccine,V2", "vaccine,V9");
    expect_refused("dangling_reference", "shipments.csv", "lot");
}

TEST_F(PlanFolder, LotWithoutItsEarmarkIsAnotherLot) {
    edit("shipments.csv", "V2,,", "V2,north,");
    expect_refused("dangling_reference", "shipments.csv", "lot");
}

TEST_F(PlanFolder, DepartureOnAnotherDayThanMondayIsRefused) {
    edit("shipments.csv", "2024-01-08,2024-01-15", "2024-01-09,2024-01-15");
    expect_refused("not_a_monday", "shipments.csv", "departure");
}

TEST_F(PlanFolder, DepartureOutsideTheHorizonIsRefused) {
    edit("shipments.csv", "2024-01-08,2024-01-15", "2024-02-12,2024-02-19");
    expect_refused("outside_horizon", "shipments.csv", "departure");
}

TEST_F(PlanFolder, ArrivalThatDoesNotFollowIsRefused) {
    edit("shipments.csv", "2024-01-08,2024-01-15", "2024-01-08,2024-01-08");
    expect_refused("contradiction", "shipments.csv", "arrival");
}

TEST_F(PlanFolder, LitresThatDoNotFollowAreRefused) {
    edit("shipments.csv", "0.455", "0.454");
    expect_refused("contradiction", "shipments.csv", "litres");
}

TEST_F(PlanFolder, NegativePacksAreRefused) {
    edit("shipments.csv", "7,0.455", "-7,0.455");
    expect_refused("negative_number", "shipments.csv", "packs");
}

TEST_F(PlanFolder, MorePacksThanAnyNumberHoldsAreAProblemNotACrash) {
    edit("shipments.csv", "7,0.455", "999999999999999999,0.455");
    expect_refused("contradiction", "shipments.csv", "litres");
}

TEST_F(PlanFolder, SameShipmentTwiceIsRefusedNotAddedUp) {
    const std::string text = folder_.read("shipments.csv");
    folder_.write("shipments.csv",
                  text + "port-store,vaccine,V2,,2025-06-30,2024-01-08,2024-01-15,1,0.065\n");
    expect_refused("duplicate_row", "shipments.csv", "lane");
}

TEST_F(PlanFolder, RowThatMovesNothingIsLeftOutWithAWarning) {
    edit("shipments.csv", "7,0.455", "0,0.000");
    const PlanReadOutcome outcome = read();
    ASSERT_TRUE(outcome.plan) << all(outcome.problems);
    EXPECT_EQ(outcome.plan->shipments.size(), 2U);
    EXPECT_NE(find(outcome.problems, "no_quantity"), nullptr);
}

TEST_F(PlanFolder, NeedThatDoesNotExistIsRefused) {
    edit("service.csv", "AA0101,1,post", "AA0101,5,post");
    expect_refused("dangling_reference", "service.csv", "need");
}

TEST_F(PlanFolder, NeedOfAnotherProgrammeOrPlaceIsRefused) {
    edit("service.csv", "AA0101,1,post", "AA0101,2,post");
    expect_refused("contradiction", "service.csv", "programme");
    expect_refused("contradiction", "service.csv", "at");
}

TEST_F(PlanFolder, SamePeopleServedTwiceIsRefusedNotAddedUp) {
    folder_.write("service.csv",
                  folder_.read("service.csv") +
                      "infants,AA0101,1,post,vaccine,V1,,2024-02-07,1,2024-01-08,1,2\n");
    expect_refused("duplicate_row", "service.csv", "need");
}

TEST_F(PlanFolder, UnknownSupplyIsRefused) {
    edit("supply_use.csv", "S1,port", "S9,port");
    expect_refused("dangling_reference", "supply_use.csv", "supply");
}

TEST_F(PlanFolder, SupplyThatSaysOtherThanTheScenarioIsRefused) {
    edit("supply_use.csv",
         "S1,port,vaccine,V2,,2024-01-08,15,8,7",
         "S1,pool,vaccine,V1,,2024-01-01,16,8,6");
    for (const char* column : {"place", "lot", "week", "packs", "left"}) {
        expect_refused("contradiction", "supply_use.csv", column);
    }
}

TEST_F(PlanFolder, SupplyTwiceIsRefused) {
    folder_.write("supply_use.csv",
                  folder_.read("supply_use.csv") + "S1,port,vaccine,V2,,2024-01-08,15,7,8\n");
    expect_refused("duplicate_row", "supply_use.csv", "supply");
}

TEST_F(PlanFolder, OptionsThatCannotBeReadFallBackAndAreReported) {
    folder_.write("plan.json", "{\"options\": {\"policy\": \"fair\", \"include\": [\"hoped\"]}}");
    const PlanReadOutcome outcome = read();
    ASSERT_TRUE(outcome.plan);
    EXPECT_EQ(outcome.plan->options.policy, model::Policy::worst_first);
    EXPECT_FALSE(outcome.plan->options.include_announced);
    EXPECT_EQ(outcome.problems.count(Severity::error), 2U) << all(outcome.problems);
    folder_.write("plan.json", "not json");
    EXPECT_NE(find(read().problems, "bad_json"), nullptr);
    std::filesystem::remove(folder_.path() / "plan.json");
    EXPECT_NE(find(read().problems, "missing_file"), nullptr);
}

TEST_F(PlanFolder, TextInPlanJsonThatIsNotUtf8DoesNotStopTheWriting) {
    result_.notes = {"caf\xE9"};
    const TempFolder other;
    exchange::write_plan_folder(scenario_, result_, other.path());
    EXPECT_TRUE(nlohmann::json::accept(other.read("plan.json")));
}

TEST_F(PlanFolder, FolderThatCannotBeWrittenIsAFailure) {
    folder_.write("in_the_way", "a file");
    EXPECT_THROW(exchange::write_plan_folder(scenario_, result_, folder_.path() / "in_the_way"),
                 base::Failure);
}

}  // namespace
