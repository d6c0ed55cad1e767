#include "base/result.hpp"
#include "exchange/file_bytes.hpp"

#include <algorithm>

#include "folder_fixture.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace {

using namespace imdad;
using namespace imdad::exchange_test;
using exchange::LoadOutcome;
using exchange::Severity;

const model::ScenarioData& data_of(const LoadOutcome& outcome) {
    return outcome.scenario.value().data();
}

base::Day day(const char* text) {
    return base::parse_day(text).value();
}

TEST(LoadScenario, RightScenarioHasNoProblem) {
    const LoadOutcome outcome = load(small_scenario());
    EXPECT_EQ(outcome.problems.total(), 0U) << all(outcome.problems);
    ASSERT_TRUE(outcome.scenario);
}

TEST(LoadScenario, ReadsTheHeader) {
    const LoadOutcome outcome = load(small_scenario());
    const model::Header& header = data_of(outcome).header;
    EXPECT_EQ(header.name, "small");
    EXPECT_EQ(header.start, day("2024-01-01"));
    EXPECT_EQ(header.weeks, 6);
    EXPECT_EQ(header.policy, model::Policy::balanced);
    EXPECT_EQ(header.policy_chosen_by, "a test");
    EXPECT_EQ(header.audience, model::Audience::restricted);
    EXPECT_EQ(header.label, "made up");
    ASSERT_EQ(header.sources.size(), 1U);
    EXPECT_EQ(header.sources[0].path, "https://example.org");
    EXPECT_EQ(header.licences, std::vector<std::string>{"CC0-1.0"});
}

TEST(LoadScenario, ReadsGeographyWithItsDefaults) {
    const LoadOutcome outcome = load(small_scenario());
    const model::ScenarioData& data = data_of(outcome);
    ASSERT_EQ(data.areas.size(), 4U);
    EXPECT_FALSE(data.areas[0].parent.exists());
    EXPECT_EQ(data.areas[3].parent, model::AreaIndex(1));
    EXPECT_EQ(data.areas[1].weight.text(), "1.5");
    EXPECT_EQ(data.areas[0].weight.text(), "1");
    EXPECT_EQ(data.areas[1].lon, -20.25);
    EXPECT_EQ(data.areas[2].origin.kind, model::Origin::Kind::derived);
    EXPECT_EQ(data.areas[2].origin.note, "by share");
    ASSERT_EQ(data.places.size(), 5U);
    EXPECT_FALSE(data.places[0].area.exists());
    EXPECT_EQ(data.places[2].room.cm3,
              (std::array<std::int64_t, 4>{1'000'500, 20'000, 0, model::kNotStated}));
    EXPECT_EQ(data.places[3].room.cm3[1], 1) << "a thousandth of a litre is one cm3";
    EXPECT_EQ(data.places[2].sensitivity, model::Sensitivity::restricted);
    EXPECT_EQ(data.places[3].sensitivity, model::Sensitivity::confidential);
    ASSERT_EQ(data.lanes.size(), 4U);
    EXPECT_EQ(data.lanes[0].every_weeks, 1);
    EXPECT_EQ(data.lanes[2].every_weeks, 2);
    EXPECT_EQ(data.lanes[2].first_week, 1);
    EXPECT_EQ(data.lanes[1].cost_per_m3.text(), "12.5");
    ASSERT_EQ(data.closures.size(), 3U);
    EXPECT_EQ(data.closures[0].lane, model::LaneIndex(2));
    EXPECT_EQ(data.closures[1].to, model::kNoLimit);
    EXPECT_EQ(data.closures[2].area, model::AreaIndex(3));
}

TEST(LoadScenario, ReadsProductsWithPackagingPerLevel) {
    const LoadOutcome outcome = load(small_scenario());
    const model::ScenarioData& data = data_of(outcome);
    const model::Product& vaccine = data.products[0];
    EXPECT_EQ(vaccine.unit_price_minor, 35);
    EXPECT_EQ(vaccine.currency, "EUR");
    ASSERT_EQ(vaccine.packaging.size(), 3U);
    EXPECT_EQ(vaccine.packaging[0].level, 1);
    EXPECT_EQ(vaccine.packaging[0].storage_class, model::StorageClass::frozen);
    EXPECT_EQ(vaccine.packaging[0].pack_cm3.value(), 30);
    EXPECT_EQ(vaccine.packaging[1].storage_class, model::StorageClass::cold)
        << "the product's own class";
    EXPECT_EQ(vaccine.packaging[1].pack_cm3.value(), 25) << "the product's own volume";
    EXPECT_EQ(vaccine.packaging[1].ship_multiple, 10);
    EXPECT_EQ(vaccine.packaging[2].max_days, 30);
    EXPECT_EQ(data.products[1].unit_price_minor, 12'000) << "in the scenario's currency";
    EXPECT_EQ(data.products[1].currency, "USD");
    EXPECT_EQ(data.prices[0].unit_price_minor, 1500) << "yen have no minor unit";
    EXPECT_EQ(data.funds[0].amount_minor, 100'050);
    EXPECT_EQ(data.funds[0].currency, "USD");
    EXPECT_EQ(data.products[2].kind, model::ProductKind::seats);
}

TEST(LoadScenario, ReadsDemandWithPeriodsFilledIn) {
    const LoadOutcome outcome = load(small_scenario());
    const model::ScenarioData& data = data_of(outcome);
    ASSERT_EQ(data.needs.size(), 4U);
    EXPECT_EQ(data.needs[0].from, day("2024-01-01"));
    EXPECT_EQ(data.needs[0].to, day("2024-02-11"));
    EXPECT_EQ(data.needs[0].area, model::AreaIndex(2));
    EXPECT_FALSE(data.needs[0].place.exists());
    EXPECT_EQ(data.needs[1].place, model::PlaceIndex(3));
    EXPECT_EQ(data.needs[1].activity, "shelter");
    EXPECT_EQ(data.needs[1].row, 3U);
    EXPECT_EQ(data.needs[0].group, "resident");
    ASSERT_EQ(data.quantifications.size(), 2U);
    EXPECT_EQ(data.quantifications[1].stockout_days, 5);
    EXPECT_EQ(data.quantifications[1].period_days, 31);
    EXPECT_EQ(data.quantifications[1].growth_rate->text(), "-0.02");
    EXPECT_EQ(data.absorptions[0].programmes.size(), 2U);
    EXPECT_TRUE(data.absorptions[1].programmes.empty());
    EXPECT_EQ(data.serves[1].min_interval_weeks, 2);
    EXPECT_EQ(data.serves[1].max_interval_weeks, 4);
    EXPECT_FALSE(data.programmes[0].waits);
    EXPECT_TRUE(data.programmes[1].waits);
    EXPECT_EQ(data.programmes[1].max_wait_weeks, 4);
    EXPECT_EQ(data.programmes[1].serve_level, 5);
    EXPECT_EQ(data.programmes[2].serve_level, 1);
}

TEST(LoadScenario, SplitsASupplyUnderAReserveShare) {
    const LoadOutcome outcome = load(small_scenario());
    const model::ScenarioData& data = data_of(outcome);
    // stock: V1, K1 (held, free), seats; supplies: V2, K2 (held, free), K3.
    ASSERT_EQ(data.supplies.size(), 8U);
    EXPECT_EQ(data.supplies[1].supply_id, "stock:3");
    EXPECT_EQ(data.supplies[1].packs.value(), 15);
    EXPECT_TRUE(data.batches[data.supplies[1].batch.value()].earmark.exists());
    EXPECT_EQ(data.supplies[2].supply_id, "stock:3");
    EXPECT_EQ(data.supplies[2].packs.value(), 15);
    EXPECT_FALSE(data.batches[data.supplies[2].batch.value()].earmark.exists());
    EXPECT_EQ(data.supplies[5].packs.value(), 6) << "half of eleven, rounded up";
    EXPECT_EQ(data.supplies[6].packs.value(), 5);
    EXPECT_EQ(data.supplies[6].status, model::SupplyStatus::committed);
    EXPECT_EQ(data.supplies[7].status, model::SupplyStatus::announced);
}

TEST(LoadScenario, AReserveShareOfNothingLeavesAllFree) {
    Files files = small_scenario();
    replace(files, "earmarks.csv", ",3,0.5", ",3,0");
    const LoadOutcome outcome = load(files);
    for (const model::Supply& supply : data_of(outcome).supplies) {
        EXPECT_FALSE(data_of(outcome).batches[supply.batch.value()].earmark.exists());
    }
}

TEST(LoadScenario, BatchesAreSharedAndStandInOrderOfFirstAppearance) {
    Files files = small_scenario();
    append_line(
        files, "supplies.csv", "S4,,,vaccine,V1,2024-12-31,3,port,2024-01-03,,,,committed,");
    const LoadOutcome outcome = load(files);
    const model::ScenarioData& data = data_of(outcome);
    EXPECT_EQ(data.supplies.front().batch, data.supplies.back().batch);
    std::size_t next = 0;
    for (const model::Supply& supply : data.supplies) {
        EXPECT_LE(supply.batch.value(), next);
        next = std::max(next, supply.batch.value() + 1);
    }
    EXPECT_EQ(next, data.batches.size());
}

TEST(LoadScenario, LotsWithoutNumberAreNamedByTheirExpiry) {
    Files files = small_scenario();
    append_line(files, "stock.csv", "store,vaccine,,2024-11-30,1,,");
    append_line(files, "stock.csv", "store,vaccine,,2024-12-31,2,,");
    const LoadOutcome outcome = load(files);
    EXPECT_EQ(outcome.problems.total(), 0U) << all(outcome.problems);
    const model::ScenarioData& data = data_of(outcome);
    const auto lots = [&](const char* lot) {
        return std::ranges::count_if(data.batches,
                                     [&](const model::Batch& batch) { return batch.lot == lot; });
    };
    EXPECT_EQ(lots("exp 2024-11-30"), 1);
    EXPECT_EQ(lots("exp 2024-12-31"), 1);
}

TEST(LoadScenario, RowsMayStandInAnyColumnOrderWithCarriageReturnsAndByteOrderMark) {
    Files files = small_scenario();
    files["policy.csv"] =
        "\xEF\xBB\xBF"
        "max_weeks,level,closing_weeks,product,min_weeks\r\n8.5,3,,,1\r\n\"4\",5,1,vaccine,\r\n";
    const LoadOutcome outcome = load(files);
    EXPECT_EQ(outcome.problems.total(), 0U) << all(outcome.problems);
    EXPECT_EQ(data_of(outcome).stock_policies[0].max_weeks->text(), "8.5");
    EXPECT_EQ(data_of(outcome).stock_policies[1].product, model::ProductIndex(0));
}

TEST(LoadScenario, OptionalFilesMayBeMissing) {
    Files files = small_scenario();
    for (const char* file : {"closures.csv",
                             "packaging.csv",
                             "quantification.csv",
                             "absorption.csv",
                             "policy.csv",
                             "funds.csv",
                             "prices.csv",
                             "eligibility.csv"}) {
        files.erase(file);
    }
    const LoadOutcome outcome = load(files);
    EXPECT_EQ(outcome.problems.total(), 0U) << all(outcome.problems);
    EXPECT_TRUE(outcome.scenario);
}

TEST(LoadScenario, ReportsEveryProblemNotTheFirst) {
    Files files = small_scenario();
    replace(files, "needs.csv", ",120,", ",many,");
    replace(files, "needs.csv", "training,AA", "training,BB");
    replace(files, "stock.csv", "2024-12-31", "soon");
    replace(files, "datapackage.json", "2024-01-01", "2024-01-02");
    const LoadOutcome outcome = load(files);
    EXPECT_EQ(outcome.problems.count(Severity::critical), 4U) << all(outcome.problems);
    EXPECT_FALSE(outcome.scenario) << "without a horizon there is no scenario";
}

TEST(LoadScenario, RefusedRowsLeaveTheRestUsable) {
    Files files = small_scenario();
    replace(files, "needs.csv", ",120,", ",many,");
    const LoadOutcome outcome = load(files);
    ASSERT_TRUE(outcome.scenario);
    EXPECT_EQ(data_of(outcome).needs.size(), 3U);
    const auto total = std::ranges::find(outcome.totals, "needs.csv", &exchange::TableTotal::file);
    ASSERT_NE(total, outcome.totals.end());
    EXPECT_EQ(total->rows_read, 4U);
    EXPECT_EQ(total->rows_kept, 3U);
    EXPECT_EQ(total->figure, "persons");
    EXPECT_EQ(total->sum_read, 153);
    EXPECT_EQ(total->sum_kept, 153);
}

TEST(LoadScenario, TotalsTellWhatWasRefused) {
    Files files = small_scenario();
    replace(files, "stock.csv", "store,vaccine", "shop,vaccine");
    const LoadOutcome outcome = load(files);
    const auto total = std::ranges::find(outcome.totals, "stock.csv", &exchange::TableTotal::file);
    EXPECT_EQ(total->sum_read, 53);
    EXPECT_EQ(total->sum_kept, 33);
}

TEST(LoadScenario, EveryCycleIsBrokenAndNamed) {
    Files files = small_scenario();
    append_line(files, "lanes.csv", "post-port,post,port,road,1,1,,,,,,,,");
    append_line(files, "lanes.csv", "clinic-store,clinic,store,road,1,1,,,,,,,,");
    const LoadOutcome outcome = load(files);
    EXPECT_EQ(outcome.problems.count(Severity::critical), 2U) << all(outcome.problems);
    ASSERT_TRUE(outcome.scenario);
    EXPECT_EQ(data_of(outcome).lanes.size(), 4U);
    const exchange::Problem* const cycle = find(outcome.problems, "cycle");
    ASSERT_NE(cycle, nullptr);
    EXPECT_NE(cycle->message.text.find(" -> "), std::string::npos);
}

TEST(LoadScenario, MessageForAPurposeNamesWhatIsPossible) {
    Files files = small_scenario();
    replace(files, "earmarks.csv", "families,kit", "women,kit");
    const LoadOutcome outcome = load(files);
    const exchange::Problem* const problem = find(outcome.problems, "unknown_purpose");
    ASSERT_NE(problem, nullptr);
    EXPECT_NE(problem->message.text.find("'women' is not a programme"), std::string::npos);
    EXPECT_NE(problem->right.text.find("make a programme of those people"), std::string::npos);
    EXPECT_NE(find(outcome.problems, "dangling_reference"), nullptr)
        << "the goods under it are refused too";
}

TEST(LoadScenario, BrokenEncodingNamesTheByte) {
    Files files = small_scenario();
    replace(files, "areas.csv", "Region", "R\xE9gion");
    const std::size_t offset = files["areas.csv"].find('\xE9');
    const LoadOutcome outcome = load(files);
    const exchange::Problem* const problem = find(outcome.problems, "broken_encoding");
    ASSERT_NE(problem, nullptr);
    EXPECT_NE(problem->message.text.find("byte " + std::to_string(offset) + " "), std::string::npos)
        << problem->message.text;
    EXPECT_EQ(data_of(outcome).areas[1].name, "") << "the field is dropped, the row kept";
}

TEST(LoadScenario, CountsProblemsBeyondThoseItKeeps) {
    Files files = small_scenario();
    for (int i = 0; i < 1500; ++i) {
        append_line(files, "needs.csv", fmt::format("training,AA,,,x,,,{},", i));
    }
    const LoadOutcome outcome = load(files);
    EXPECT_EQ(outcome.problems.kept().size(), 1000U);
    EXPECT_EQ(outcome.problems.count(Severity::critical), 1500U);
    ASSERT_EQ(outcome.problems.kinds().size(), 1U);
    EXPECT_EQ(outcome.problems.kinds()[0].count, 1500U);
}

TEST(LoadScenario, SaysWhatIsNotUsed) {
    const LoadOutcome outcome = load(small_scenario());
    const auto says = [&](const char* text) {
        return std::ranges::any_of(outcome.not_used, [&](const imdad::base::Said& line) {
            return line.text.starts_with(text) && !line.key.empty();
        });
    };
    EXPECT_TRUE(says("funds.csv: 1 row; money is not used by the planner yet"));
    EXPECT_TRUE(says("prices.csv: 1 row; money"));
    EXPECT_TRUE(says("products.csv: unit_price in 2 rows"));
    EXPECT_TRUE(says("lanes.csv: cost_per_m3 in 1 row; it breaks ties between lanes only"));
    EXPECT_TRUE(says("needs.csv: group in "));
    EXPECT_TRUE(says("supplies.csv: source in "));
    EXPECT_TRUE(says("earmarks.csv: donor in "));
}

TEST(LoadScenario, FingerprintIsThatOfTheListOfFingerprints) {
    const LoadOutcome one = load(small_scenario());
    Files files = small_scenario();
    std::string list;
    for (const auto& [file, bytes] : files) {
        list += exchange::sha256_hex(bytes) + "  " + file + "\n";
    }
    EXPECT_EQ(one.inputs_sha256, exchange::sha256_hex(list));
    files["notes.txt"] = "not part of the format";
    EXPECT_EQ(load(files).inputs_sha256, one.inputs_sha256);
    files["needs.csv"] += "\n";
    EXPECT_NE(load(files).inputs_sha256, one.inputs_sha256);
}

TEST(LoadScenario, FolderThatIsMissingIsAFailureNotAProblem) {
    const TempFolder folder;
    EXPECT_THROW((void)exchange::load_scenario(folder.path() / "none"), base::Failure);
    std::filesystem::create_directory(folder.path() / "areas.csv");
    EXPECT_THROW((void)exchange::load_scenario(folder.path()), base::Failure)
        << "a folder where a file should be";
}

TEST(LoadScenario, EmptyFolderIsReportedFileByFile) {
    const LoadOutcome outcome = load({});
    EXPECT_FALSE(outcome.scenario);
    EXPECT_EQ(outcome.problems.count(Severity::critical), 6U) << all(outcome.problems);
}

TEST(Sha256, MatchesThePublishedExample) {
    // FIPS 180-4, one-block message.
    EXPECT_EQ(exchange::sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
