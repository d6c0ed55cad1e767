#include "network/derive.hpp"

#include "model/scenario_checks.hpp"

#include <random>

#include "land.hpp"
#include <gtest/gtest.h>

namespace imdad::network {
namespace {

using namespace testing;

/// Countries, provinces, districts and facilities in a random but fixed disorder: missing points,
/// facilities that know only their province or country, stated lanes here and there.
Land disorder(unsigned seed) {
    std::mt19937 random(seed);
    const auto chance = [&](unsigned percent) { return random() % 100 < percent; };
    const auto point = [&]() -> std::optional<Point> {
        if (chance(25)) {
            return std::nullopt;
        }
        return Point{static_cast<double>(random() % 2000) / 100,
                     static_cast<double>(random() % 2000) / 100};
    };
    Land land;
    land.programme("kits", 4).programme("seats", 2);
    if (chance(60)) {
        land.place("pool", 0, "");
    }
    std::vector<std::string> districts;
    for (const char* country : {"MLI", "SEN", "XA"}) {
        land.area(country, 0, "", point());
        if (chance(50)) {
            land.need(country, 2);
        }
        for (unsigned p = 0; p < 1 + random() % 4; ++p) {
            const std::string province = std::string(country) + "-" + std::to_string(p);
            land.area(province.c_str(), 1, country, point());
            for (unsigned d = 0; d < random() % 5; ++d) {
                districts.push_back(province + "-" + std::to_string(d));
                land.area(
                    districts.back().c_str(), 2, province.c_str(), point(), random() % 400'000);
                if (chance(70)) {
                    land.need(districts.back().c_str(), random() % 2);
                }
            }
        }
    }
    for (unsigned f = 0; f < 40; ++f) {
        const auto& area = land.data.areas[random() % land.data.areas.size()];
        static constexpr int kLevels[] = {5, 5, 5, 5, 5, 4, 4, 3, 1, 2};
        const std::string id = "p" + std::to_string(f);
        const std::string pcode = area.pcode;
        land.place(id.c_str(), kLevels[random() % 10], pcode.c_str(), point());
    }
    for (int i = 0; i < 6; ++i) {
        const auto& from = land.data.places[random() % land.data.places.size()];
        const auto& to = land.data.places[random() % land.data.places.size()];
        if (from.level < to.level && from.kind != model::PlaceKind::pool) {
            const std::string a = from.place_id;
            const std::string b = to.place_id;
            land.lane(a.c_str(), b.c_str());
        }
    }
    return land;
}

TEST(NetworkDeriveProperty, EveryPlaceIsReachedAllNeedIsServedAndASecondRunAddsNothing) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        const Land land = disorder(seed);
        const auto derived = derive(land.data);
        ASSERT_TRUE(derived.has_value()) << seed << ": " << derived.error().message;
        const auto data = apply(land.data, *derived);
        EXPECT_TRUE(model::find_cycle(data.places.size(), data.lanes).empty()) << seed;
        const auto scenario = model::Scenario::build(data);
        ASSERT_TRUE(scenario.has_value()) << seed << ": " << scenario.error().message;

        std::vector<bool> reached(data.places.size());
        for (std::size_t i = 0; i < data.places.size(); ++i) {
            reached[i] = data.places[i].kind == model::PlaceKind::pool ||
                         data.places[i].kind == model::PlaceKind::entry;
        }
        for (std::size_t round = 0; round < data.places.size(); ++round) {
            for (const model::Lane& lane : data.lanes) {
                reached[lane.to.value()] = reached[lane.to.value()] || reached[lane.from.value()];
            }
        }
        for (std::size_t i = 0; i < data.places.size(); ++i) {
            EXPECT_TRUE(reached[i]) << seed << " " << data.places[i].place_id;
        }
        for (const model::Need& need : data.needs) {
            bool served = false;
            for (const model::Place& place : data.places) {
                served =
                    served || (place.area.exists() && scenario->lies_in(place.area, need.area) &&
                               place.level >= 1 &&
                               place.level <= data.programmes[need.programme.value()].serve_level);
            }
            EXPECT_TRUE(served) << seed << " " << data.areas[need.area.value()].pcode;
        }

        const auto again = derive(data);
        ASSERT_TRUE(again.has_value()) << seed;
        EXPECT_TRUE(again->empty()) << seed;
    }
}

TEST(NetworkDerive, GivesTheSameRowsEveryTime) {
    const Land land = disorder(3);
    const auto first = derive(land.data);
    const auto second = derive(land.data);
    ASSERT_EQ(first->lanes.size(), second->lanes.size());
    for (std::size_t i = 0; i < first->lanes.size(); ++i) {
        EXPECT_EQ(first->lanes[i].lane_id, second->lanes[i].lane_id);
    }
    EXPECT_EQ(first->notes, second->notes);
}

TEST(NetworkDerive, TouchesNoRowThatWasStated) {
    const Land land = disorder(11);
    const auto data = apply(land.data, derive(land.data).value());
    for (std::size_t i = 0; i < land.data.places.size(); ++i) {
        const model::Place& before = land.data.places[i];
        const model::Place& after = data.places[i];
        EXPECT_EQ(before.place_id, after.place_id);
        EXPECT_EQ(before.lat, after.lat);
        for (std::size_t c = 0; c < model::kStorageClassCount; ++c) {
            if (before.room.stated(c)) {
                EXPECT_EQ(before.room.cm3[c], after.room.cm3[c]);
            }
        }
    }
    for (std::size_t i = 0; i < land.data.lanes.size(); ++i) {
        EXPECT_EQ(land.data.lanes[i].lane_id, data.lanes[i].lane_id);
    }
}

TEST(NetworkDerive, ALevelThatNoPlaceOfTheAreaCanHaveIsReported) {
    Land land = one_district();
    land.programme("seats", 2).need("XA0101", 1);
    const Net net(land);
    ASSERT_EQ(net.derived.not_connected.size(), 1U);
    EXPECT_EQ(net.derived.not_connected[0].code, "no_serving_place");
    EXPECT_EQ(net.derived.not_connected[0].where, "XA0101");
}

TEST(NetworkDerive, AStatedLaneUpTheChainThatWouldCloseACircleIsNamed) {
    Land land = one_district();
    land.place("a", 4, "XA0101").place("b", 5, "XA0101").place("c", 5, "XA0101");
    land.lane("b", "a").lane("c", "b").lane("b", "c");
    EXPECT_EQ(derive(land.data).error().code, "cycle");
    land.data.lanes.pop_back();
    // c is an orphan in the district of a: a derived lane a>c would close the circle a>c>b>a.
    const auto derived = derive(land.data);
    ASSERT_FALSE(derived.has_value());
    EXPECT_EQ(derived.error().code, "cycle");
    EXPECT_NE(derived.error().message.find("c"), std::string::npos);
}

TEST(NetworkDerive, AStatedChainIsJoinedAtItsBeginning) {
    Land land = one_district();
    land.place("depot", 4, "XA0101").place("post", 5, "XA0101");
    land.place("lost", 5, "XA0101").place("far", 5, "XA0101");
    land.lane("lost", "far").lane("far", "post");
    const Net net(land);
    EXPECT_NE(net.lane("depot", "lost"), nullptr);
    EXPECT_TRUE(net.derived.not_connected.empty());
}

TEST(NetworkDerive, BadRulesAndBadScenariosAreRefused) {
    EXPECT_EQ(derive(one_district().data, {.road_factor = 0.5}).error().code, "bad_rules");
    auto data = one_district().data;
    data.header.weeks = 0;
    EXPECT_EQ(derive(data).error().code, "bad_horizon");
}

TEST(NetworkApply, LabelsADerivedNetworkOnce) {
    Land land = one_district();
    const auto once = apply(land.data, derive(land.data).value());
    EXPECT_EQ(once.header.label, "illustrative, derived network");
    EXPECT_EQ(apply(once, derive(once).value()).header.label, once.header.label);
    land.data.header.label = "exercise";
    EXPECT_EQ(apply(land.data, derive(land.data).value()).header.label,
              "exercise, illustrative, derived network");
    EXPECT_EQ(apply(land.data, Derived{}).header.label, "exercise");
}

TEST(NetworkNotes, CountWhatEveryRuleDid) {
    const Net net(one_district());
    EXPECT_EQ(net.derived.notes,
              (std::vector<std::string>{"rule L2: lanes derived: 1",
                                        "rule L3: lanes derived: 1",
                                        "rule L4: lanes derived: 1",
                                        "rule S1: capital airports derived: 1",
                                        "rule S2: national stores derived: 1",
                                        "rule S3: first-level stores derived: 1",
                                        "rule S4: district stores derived: 1"}));
}

}  // namespace
}  // namespace imdad::network
