#include "app/snapshot_rows.hpp"

#include "support/scenario_builder.hpp"
#include <gtest/gtest.h>

/// What belongs to an activity may serve its places only, and only where the donor allows it.

namespace imdad::app {
namespace {

using ledger::Command;
using ledger::Kind;
using ledger::Stage;

class NoJournal final : public ledger::Journal {
 public:
    [[nodiscard]] ledger::Entry at(std::uint64_t /*sequence*/) const override { return {}; }
};

class SnapshotRowsTest : public testing::Test {
 protected:
    SnapshotRowsTest() {
        country = builder.area("AA");
        north = builder.area("A1", country);
        south = builder.area("A2", country);
        district = builder.area("A11", north);
        builder.place("store", 2, country);
        builder.place("post", 5, district);
        builder.product("kit", 10);
        const model::EarmarkIndex earmark = builder.earmark("flood");
        builder[earmark].areas = {country, north};
        builder[earmark].country_count = 1;
        define("kit", ledger::UnitKind::goods);
    }

    void define(std::string_view unit, ledger::UnitKind kind) {
        Command command;
        command.id = {1, book.size() + 1};
        command.kind = Kind::define_unit;
        command.business_date = base::parse_day("2024-01-01").value();
        command.actor = {2, 2};
        command.unit = names.intern(unit);
        command.unit_kind = kind;
        const auto answer =
            ledger::decide(book, journal, command, /*recorded_at_ms=*/1'704'110'400'000);
        ASSERT_TRUE(answer.has_value()) << answer.error().message;
        book.fold(answer->entry, journal);
    }

    void add_activity(const std::string& id,
                      std::vector<std::string> places,
                      const std::string& country_code = {}) {
        registry::Activity activity;
        activity.id = id;
        activity.places = std::move(places);
        if (!country_code.empty()) {
            activity.countries = {{.code = country_code, .basis_points = 10'000}};
        }
        entities.activities.emplace(id, activity);
    }

    /// 40 kits on hand in the store, under an earmark and for an activity.
    SnapshotRows lay(std::string_view earmark, std::string_view activity) {
        const model::Scenario scenario = builder.build();
        data = scenario.data();
        BookedSource source;
        source.account.holder = names.intern("store");
        source.account.stage = Stage::on_hand;
        source.account.unit = names.intern("kit");
        source.account.earmark = names.intern(earmark);
        source.account.activity = names.intern(activity);
        source.amount = 40;
        return lay_over(data, scenario, {source}, book, entities, data.header.start);
    }

    /// P-codes of the earmark that the only row of stock carries.
    std::vector<std::string> areas_of_stock() const {
        std::vector<std::string> pcodes;
        if (data.supplies.size() == 1) {
            const model::Batch& batch = data.batches[data.supplies.front().batch.value()];
            for (const model::AreaIndex area : data.earmarks[batch.earmark.value()].areas) {
                pcodes.push_back(data.areas[area.value()].pcode);
            }
        }
        return pcodes;
    }

    test_support::ScenarioBuilder builder{6};
    model::AreaIndex country, north, south, district;
    ledger::Names names;
    ledger::Book book{names};
    NoJournal journal;
    registry::Register entities;
    model::ScenarioData data;
};

using Pcodes = std::vector<std::string>;

TEST_F(SnapshotRowsTest, StockOfAnActivityServesItsPlacesOnly) {
    add_activity("relief", {"A2", "post"});
    lay("", "relief");
    EXPECT_EQ(areas_of_stock(), (Pcodes{"A2", "A11"}));
    EXPECT_EQ(data.earmarks.back().earmark_id, "activity@relief");
}

TEST_F(SnapshotRowsTest, AnActivityWithoutPlacesHasItsCountries) {
    add_activity("relief", {}, "AA");
    lay("", "relief");
    EXPECT_EQ(areas_of_stock(), (Pcodes{"AA"}));
}

TEST_F(SnapshotRowsTest, WhereTheDonorAllowsLessBothHold) {
    // The donor allows the north of the country; the activity works in one district of it, and in
    // the south.
    add_activity("relief", {"A11", "A2"});
    lay("flood", "relief");
    EXPECT_EQ(areas_of_stock(), (Pcodes{"AA", "A11"}));
    EXPECT_EQ(data.earmarks.back().country_count, 1U);
    EXPECT_EQ(data.earmarks.back().earmark_id, "flood@relief");
    add_activity("wide", {"AA"});
    lay("flood", "wide");
    EXPECT_EQ(areas_of_stock(), (Pcodes{"AA", "A1"}));
}

TEST_F(SnapshotRowsTest, WhatNobodyMayGetIsLeftOutWithTheReason) {
    add_activity("relief", {"A2"});
    const SnapshotRows apart = lay("flood", "relief");
    EXPECT_TRUE(data.supplies.empty());
    ASSERT_EQ(apart.left_out.size(), 1U);
    EXPECT_NE(apart.left_out.front().reason.find("no place of activity relief"), std::string::npos);
    EXPECT_EQ(apart.left_out.front().amount, 40);
    add_activity("elsewhere", {"ZZ"});
    const SnapshotRows nowhere = lay("", "elsewhere");
    ASSERT_EQ(nowhere.left_out.size(), 1U);
    EXPECT_NE(nowhere.left_out.front().reason.find("has no place in this scenario"),
              std::string::npos);
    EXPECT_EQ(lay("", "unknown").left_out.size(), 1U);
}

TEST_F(SnapshotRowsTest, ReserveSharesAreOne) {
    builder[model::EarmarkIndex(0)].reserve_share = model::Fixed9::parse("0.25").value();
    lay("flood", "");
    EXPECT_EQ(data.earmarks.front().reserve_share, model::Fixed9::from_integer(1));
    ASSERT_EQ(data.supplies.size(), 1U);
    EXPECT_EQ(data.supplies.front().packs.value(), 4);
}

}  // namespace
}  // namespace imdad::app
