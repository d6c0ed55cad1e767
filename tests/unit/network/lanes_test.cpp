#include "network/builder.hpp"

#include <limits>

#include "land.hpp"
#include <gtest/gtest.h>

namespace imdad::network {
namespace {

using namespace testing;

TEST(NetworkLaneDistance, IsTheGreatCircleTimesTheFactorInWholeKilometres) {
    const Net net(one_district());
    const model::Lane& lane = *net.lane("store:XA01", "store:XA0101");
    // Half a degree of a meridian is 55.6 km; the great circle is rounded to 56 km first.
    EXPECT_EQ(lane.distance_km.text(), "73");
    EXPECT_EQ(lane.mode, "road");
    EXPECT_EQ(lane.lane_id, "lane:store:XA01>store:XA0101");
    EXPECT_EQ(lane.origin.kind, model::Origin::Kind::derived);
    EXPECT_EQ(lane.origin.note, "rule L4, 56 km great circle");
    const Net wide(one_district(), {.road_factor = 2.0});
    EXPECT_EQ(wide.lane("store:XA01", "store:XA0101")->distance_km.text(), "112");
}

TEST(NetworkLaneDistance, OfTwoPlacesInOneTownIsTheShortestRoad) {
    EXPECT_EQ(Net(one_district()).lane("entry:XA", "store:XA")->distance_km.text(), "5");
}

TEST(NetworkLaneDistance, ThatIsNotKnownIsTheMedianOfTheCountrysLanesToThatLevel) {
    Land land;
    land.area("XA", 0).area("XA01", 1, "XA", Point{0, 0});
    land.area("d1", 2, "XA01", Point{0, 1})
        .area("d2", 2, "XA01", Point{0, 2})
        .area("d3", 2, "XA01", Point{0, 3});
    land.area("d4", 2, "XA01");
    land.need("d1").need("d2").need("d3").need("d4");
    const Net net(land);
    EXPECT_EQ(net.lane("store:XA01", "store:d4")->distance_km.text(),
              net.lane("store:XA01", "store:d2")->distance_km.text());
    EXPECT_EQ(net.lane("store:XA01", "store:d4")->origin.note, "rule L4, distance not known");
}

TEST(NetworkLaneDistance, WithoutAnyKnownLaneIsTheRulesFigure) {
    Land land;
    land.area("XA", 0).area("XA01", 1, "XA").need("XA01");
    EXPECT_EQ(Net(land).lane("store:XA", "store:XA01")->distance_km.text(), "300");
}

TEST(NetworkLeadTime, ByRoadIsHandlingPlusWholeDaysOfDriving) {
    Land land;
    land.area("XA", 0, "", Point{0, 0}).area("XA01", 1, "XA", Point{0, 5}).need("XA01");
    // 556 km great circle, 723 km by road, 300 km a day.
    EXPECT_EQ(Net(land).lane("store:XA", "store:XA01")->lead_days, 4);
}

TEST(NetworkLeadTime, FromThePoolIsByAirOrToAPortBySea) {
    Land land;
    land.area("XA", 0).need("XA").place("pool", 0, "");
    land.place("Kabul airport", 1, "XA").place("Port of Nouakchott", 1, "XA");
    const Net net(land);
    EXPECT_EQ(net.lane("pool", "Kabul airport")->mode, "air");
    EXPECT_EQ(net.lane("pool", "Kabul airport")->lead_days, 4);
    EXPECT_EQ(net.lane("pool", "Port of Nouakchott")->mode, "sea");
    EXPECT_EQ(net.lane("pool", "Port of Nouakchott")->lead_days, 42);
    land.data.places[0].lat = land.data.places[0].lon = 0.0;
    land.data.places[2].lat = 0.0;
    land.data.places[2].lon = 30.0;  // 3,336 km, 4,670 km by sea, ten days of it
    EXPECT_EQ(Net(land).lane("pool", "Port of Nouakchott")->lead_days, 20);
}

TEST(NetworkRounds, GetRarerDownTheChain) {
    const Net net(
        one_district().place("pool", 0, "").place("a", 5, "XA0101").place("b", 5, "XA0101"));
    EXPECT_EQ(net.lane("pool", "entry:XA")->every_weeks, 1);
    EXPECT_EQ(net.lane("entry:XA", "store:XA")->every_weeks, 1);
    EXPECT_EQ(net.lane("store:XA", "store:XA01")->every_weeks, 2);
    EXPECT_EQ(net.lane("store:XA01", "store:XA0101")->every_weeks, 4);
    EXPECT_EQ(net.lane("store:XA0101", "a")->every_weeks, 4);
}

/// The district's supplies take a week from the province, so its own rounds are a week later.
TEST(NetworkRounds, LeaveInTheWeekInWhichTheRoundAboveArrives) {
    Land land;
    land.area("XA", 0, "", Point{0, 0}).area("XA01", 1, "XA", Point{0, 1});
    land.area("XA0101", 2, "XA01", Point{0, 7}).need("XA0101");
    land.place("a", 5, "XA0101", Point{0, 7}).place("b", 5, "XA0101", Point{0, 7});
    land.place("in_the_seat", 5, "XA01", Point{0, 1});
    const Net net(land);
    const model::Lane& above = *net.lane("store:XA01", "store:XA0101");
    EXPECT_EQ(lead_weeks(above.lead_days), 1);
    EXPECT_EQ(above.first_week, 0);
    EXPECT_EQ(net.lane("store:XA0101", "a")->first_week, 1);
    EXPECT_EQ(Net(land, {.align_rounds = false}).lane("store:XA0101", "a")->first_week, 0);
}

TEST(NetworkRounds, FollowAStatedLaneToo) {
    Land land;
    land.area("XA", 0, "", Point{0, 0}).area("XA01", 1, "XA").area("XA0101", 2, "XA01");
    land.place("regional", 3, "XA01").place("hospital", 4, "XA0101").place("post", 5, "XA0101");
    land.lane("regional", "hospital");
    land.data.lanes.back().every_weeks = 4;
    land.data.lanes.back().first_week = 2;
    land.data.lanes.back().lead_days = 10;
    EXPECT_EQ(Net(land).lane("hospital", "post")->first_week, 3);
}

TEST(NetworkRooms, AreDevicesByLevelAndPeople) {
    const Net net(one_district().place("a", 5, "XA0101").place("b", 5, "XA0101"));
    const auto litres = [&](const char* id, model::StorageClass of) {
        return net.place(id)->room.cm3[static_cast<std::size_t>(of)] / 1000;
    };
    using enum model::StorageClass;
    EXPECT_EQ(litres("store:XA", cold), 2 * 6'667);  // 4,000,000 people, one per 2,000,000
    EXPECT_EQ(litres("store:XA", frozen), 6'667);
    EXPECT_EQ(litres("store:XA01", cold), 9 * 150);    // 900,000 people, one per 100,000
    EXPECT_EQ(litres("store:XA0101", cold), 2 * 105);  // 150,000 people, one per started 100,000
    EXPECT_EQ(litres("store:XA0101", ultra_cold), 0);
    EXPECT_EQ(net.place("a")->room.cm3[1], 3 * 54'500);  // 75,000 people each, one per 25,000
    EXPECT_FALSE(net.place("entry:XA")->room.stated(1));
    EXPECT_NE(net.place("store:XA01")->origin.note.find("cold 9 x TCW 3000 AC"), std::string::npos);
}

TEST(NetworkRooms, OfDeparturesAreVehiclesByLevelAndPeople) {
    const Net net(one_district());
    const auto cold = static_cast<std::size_t>(model::StorageClass::cold);
    EXPECT_EQ(net.lane("entry:XA", "store:XA")->room.cm3[cold], 3'570'000);
    EXPECT_EQ(net.lane("store:XA", "store:XA01")->room.cm3[cold], 3'570'000);
    EXPECT_EQ(net.lane("store:XA01", "store:XA0101")->room.cm3[cold], 2 * 160'000);
}

TEST(NetworkRooms, StatedLitresAreKeptAndBlankOnesFilled) {
    Land land = one_district();
    land.place("clinic", 5, "XA0101").place("post", 5, "XA0101");
    auto& clinic = land.data.places[0];
    clinic.origin = {model::Origin::Kind::real, "list of 2019"};
    auto& post = land.data.places[1];
    post.room.cm3 = {2'000'000, 0, 0, 0};
    const Net net(land);
    EXPECT_EQ(net.place("post")->room.cm3, post.room.cm3);
    EXPECT_EQ(net.place("post")->origin.kind, model::Origin::Kind::unstated);
    EXPECT_EQ(net.place("clinic")->room.cm3[1], 163'500);
    EXPECT_EQ(net.place("clinic")->origin.kind, model::Origin::Kind::real);
    EXPECT_EQ(net.place("clinic")->origin.note.find("list of 2019, room by rule C5: "), 0U);
}

TEST(NetworkRooms, APostHasNoColdStoreUnlessStated) {
    Land land = one_district();
    land.place("post", 5, "XA0101").place("solar", 5, "XA0101").place("centre", 5, "XA0101");
    land.data.places[0].tier = 1;
    land.data.places[1].tier = 1;
    land.data.places[1].room.cm3[1] = 20'000;
    land.data.places[2].tier = 2;
    const Net net(land);
    EXPECT_GT(net.place("post")->room.cm3[0], 0);
    EXPECT_EQ(net.place("post")->room.cm3[1], 0);
    EXPECT_NE(net.place("post")->origin.note.find("rule C6: "), std::string::npos);
    EXPECT_EQ(net.place("solar")->room.cm3[1], 20'000);
    EXPECT_GT(net.place("centre")->room.cm3[1], 0);
}

TEST(NetworkRooms, AHalfStatedPlaceIsFilledClassByClass) {
    Land land = one_district();
    land.place("store", 4, "XA0101");
    land.data.places[0].room.cm3[1] = 7'000;
    const Net net(land);
    EXPECT_EQ(net.place("store")->room.cm3[1], 7'000);
    EXPECT_EQ(net.place("store")->room.cm3[2], 38'400);  // one per started 200,000
    EXPECT_EQ(net.place("store")->origin.note.find("cold"),
              net.place("store")->origin.note.find("cold none"));
}

TEST(NetworkRooms, WithoutAPopulationAreTheLeastCount) {
    Land land;
    land.area("XA", 0).need("XA");
    EXPECT_EQ(Net(land).place("store:XA")->room.cm3[1], 6'667'000);
}

TEST(NetworkRooms, UseTheSumOfTheDistrictsWhereAnAreaHasNoPopulation) {
    Land land;
    land.area("XA", 0)
        .area("XA01", 1, "XA")
        .area("d1", 2, "XA01", {}, 250'000)
        .area("d2", 2, "XA01", {}, 260'000);
    land.need("XA01");
    EXPECT_EQ(Net(land).place("store:XA01")->room.cm3[1], 6 * 150'000);
}

TEST(NetworkRooms, ManySmallDevicesGiveWayToColdRooms) {
    Land land;
    land.area("XA", 0).area("XA01", 1, "XA", {}, 2'000'000).area("XA02", 1, "XA", {}, 6'000'000);
    land.need("XA01").need("XA02");
    const Net net(land);
    EXPECT_EQ(net.place("store:XA01")->room.cm3[1], 20 * 150'000);
    EXPECT_EQ(net.place("store:XA02")->room.cm3[1], 2 * 6'667'000);  // for 60 x 150 l
    EXPECT_NE(net.place("store:XA02")->origin.note.find("cold 2 x cold room 30 m3"),
              std::string::npos);
}

TEST(NetworkRooms, OfAFacilityFollowThePeopleThatARowStatesForIt) {
    Land land = one_district();
    land.place("a", 5, "XA0101").place("b", 5, "XA0101");
    model::Quantification row;
    row.programme = model::ProgrammeIndex(0);
    row.place = land.place_index("a");
    row.population = 30'000;
    land.data.quantifications.push_back(row);
    const Net net(land);
    EXPECT_EQ(net.place("a")->room.cm3[1], 2 * 54'500);
    EXPECT_EQ(net.lane("store:XA0101", "a")->room.cm3[1], 3 * 20'000);
    EXPECT_EQ(net.place("b")->room.cm3[1], 3 * 54'500);
}

TEST(NetworkRooms, OfAnAbsurdPopulationDoNotOverflow) {
    Land land;
    land.area("XA", 0, "", {}, std::numeric_limits<std::int64_t>::max()).need("XA");
    const Net net(land);
    for (const std::int64_t cm3 : net.place("store:XA")->room.cm3) {
        EXPECT_GT(cm3, 0);
    }
}

TEST(NetworkEntryNames, SayWhetherGoodsComeByAirOrBySea) {
    for (const char* name :
         {"Hamid Karzai International Airport", "Aéroport de Bamako", "AÉROPORT", "مطار كابل"}) {
        EXPECT_TRUE(says_airport(name)) << name;
        EXPECT_FALSE(says_sea_port(name)) << name;
    }
    for (const char* name : {"Port of Karachi", "PORT AUTONOME DE COTONOU", "ميناء عدن"}) {
        EXPECT_TRUE(says_sea_port(name)) << name;
        EXPECT_FALSE(says_airport(name)) << name;
    }
    EXPECT_FALSE(says_sea_port("Torkham crossing"));
}

TEST(NetworkCost, IsInDollarsOrNotStated) {
    Land land = one_district();
    EXPECT_EQ(Net(land).lane("store:XA01", "store:XA0101")->cost_per_m3.text(),
              "29.2");  // 73 km x 0.40
    land.data.header.currency = "EUR";
    EXPECT_EQ(Net(land).lane("store:XA01", "store:XA0101")->cost_per_m3.text(), "0");
}

}  // namespace
}  // namespace imdad::network
