#include "land.hpp"
#include <gtest/gtest.h>

namespace imdad::network {
namespace {

using namespace testing;
using Ids = std::vector<std::string>;

/// Two provinces, 100 km apart on the equator, each with its seat's point.
Land two_provinces() {
    Land land;
    land.area("XA", 0, "", Point{0, 0});
    land.area("XA01", 1, "XA", Point{0, 1}).area("XA02", 1, "XA", Point{0, 2});
    return land;
}

TEST(NetworkLinks, AFacilityGoesToTheNearestStoreOfItsDistrict) {
    Land land = two_provinces();
    land.area("XA0101", 2, "XA01");
    land.place("west", 4, "XA0101", Point{0, 1.0}).place("east", 4, "XA0101", Point{0, 1.4});
    land.place("post", 5, "XA0101", Point{0, 1.3});
    const Net net(land);
    EXPECT_NE(net.lane("east", "post"), nullptr);
    EXPECT_EQ(net.lane("west", "post"), nullptr);
}

TEST(NetworkLinks, AFacilityWithoutADistrictGoesToTheNearestStoreOfItsFirstLevelArea) {
    Land land = two_provinces();
    land.place("hospital", 4, "XA01", Point{0, 1.5});
    land.place("near_hospital", 5, "XA01", Point{0, 1.6})
        .place("near_seat", 5, "XA01", Point{0, 1.1});
    land.place("nowhere", 5, "XA01");
    const Net net(land, {.district_alternates = false});
    EXPECT_NE(net.lane("hospital", "near_hospital"), nullptr);
    EXPECT_NE(net.lane("store:XA01", "hospital"), nullptr);
    EXPECT_NE(net.lane("store:XA01", "near_seat"), nullptr);
    EXPECT_NE(net.lane("store:XA01", "nowhere"), nullptr);
}

TEST(NetworkLinks, APlaceOfTheCountryAloneGoesToTheNationalStore) {
    Land land = two_provinces();
    land.place("somewhere", 5, "XA");
    const Net net(land);
    EXPECT_NE(net.lane("store:XA", "somewhere"), nullptr);
    EXPECT_EQ(net.places(), (Ids{"store:XA", "entry:XA"}));
}

TEST(NetworkLinks, APlaceThatHasALaneIsLeftAlone) {
    Land land = two_provinces();
    land.area("XA0101", 2, "XA01");
    land.place("hospital", 4, "XA0101").place("far", 4, "XA02").place("post", 5, "XA0101");
    land.lane("far", "post");
    const Net net(land);
    EXPECT_EQ(net.lane("hospital", "post"), nullptr);
    EXPECT_NE(net.lane("far", "post"), nullptr);
    EXPECT_EQ(net.data.lanes.front().lane_id, "far-post");
}

TEST(NetworkLinks, ADistrictStoreNearAnotherProvincesStoreGetsASecondLane) {
    Land land = two_provinces();
    land.area("XA0101", 2, "XA01", Point{0, 1.45}).need("XA0101");  // 50 km and 61 km
    land.area("XA0102", 2, "XA01", Point{0, 1.30}).need("XA0102");  // 33 km and 78 km
    land.need("XA02");
    const Net net(land);
    const model::Lane* second = net.lane("store:XA02", "store:XA0101");
    ASSERT_NE(second, nullptr);
    EXPECT_EQ(second->origin.note.find("rule A4"), 0U);
    EXPECT_EQ(net.lane("store:XA02", "store:XA0102"), nullptr);
    EXPECT_EQ(Net(land, {.district_alternates = false}).lane("store:XA02", "store:XA0101"),
              nullptr);
}

TEST(NetworkLinks, AFacilityGetsASecondLaneOnlyWhenAskedFor) {
    Land land = two_provinces();
    land.area("XA0101", 2, "XA01").area("XA0102", 2, "XA01");
    land.place("own", 4, "XA0101", Point{0, 1.0}).place("other", 4, "XA0102", Point{0, 1.5});
    land.place("post", 5, "XA0101", Point{0, 1.22});
    EXPECT_EQ(Net(land).lane("other", "post"), nullptr);
    EXPECT_NE(Net(land, {.facility_alternates = true}).lane("other", "post"), nullptr);
}

TEST(NetworkEntries, AllEntriesOfTheCountryServeItsNationalStore) {
    Land land = two_provinces();
    land.need("XA").place("airport", 1, "XA").place("harbour", 1, "XA01").place("pool", 0, "");
    const Net net(land);
    EXPECT_EQ(net.lanes(),
              (Ids{"pool>airport", "pool>harbour", "airport>store:XA", "harbour>store:XA"}));
}

TEST(NetworkEntries, APortAbroadServesALandlockedCountryBesideItsAirport) {
    Land land;
    land.area("AFG", 0, "", Point{34.53, 69.17}).area("PAK", 0).area("IRN", 0).need("AFG");
    land.place("Port of Karachi", 1, "PAK", Point{24.85, 67.0});
    land.place("Bandar Abbas port", 1, "IRN", Point{27.18, 56.28});
    const Net net(land);
    EXPECT_EQ(net.lanes(), (Ids{"entry:AFG>store:AFG", "Port of Karachi>store:AFG"}));
    const model::Lane& road = *net.lane("Port of Karachi", "store:AFG");
    EXPECT_EQ(road.origin.note.find("rule L2 port abroad, "), 0U);
    // 1,096 km x 1.3 = 1,425 km: a day of handling, five of driving, two at the border.
    EXPECT_EQ(road.distance_km.text(), "1425");
    EXPECT_EQ(road.lead_days, 8);
}

TEST(NetworkEntries, APortAbroadServesNobodyFartherThanTheLimitNorACoastalCountry) {
    Land land;
    land.area("AFG", 0, "", Point{34.53, 69.17}).area("PAK", 0).area("SEN", 0, "", Point{24, 67});
    land.need("AFG").need("SEN").place("Port of Karachi", 1, "PAK", Point{24.85, 67.0});
    const Net net(land, {.foreign_entry_km = 1'000});
    EXPECT_EQ(net.lanes(), (Ids{"entry:AFG>store:AFG", "entry:SEN>store:SEN"}));
}

TEST(NetworkEntries, AnAirportInALandlockedNeighbourIsNoPort) {
    Land land;
    land.area("MLI", 0, "", Point{12.65, -8}).area("BFA", 0, "", Point{12.37, -1.53});
    land.need("MLI").place("airport", 1, "BFA", Point{12.35, -1.51});
    EXPECT_EQ(Net(land).lanes(), Ids{"entry:MLI>store:MLI"});
}

TEST(NetworkEntries, AnAirportOfACoastalNeighbourIsNoPortEither) {
    Land land;
    land.area("MLI", 0, "", Point{12.65, -8}).area("MRT", 0, "", Point{18.1, -15.97});
    land.need("MLI").place("Nouakchott airport", 1, "MRT", Point{18.31, -15.97});
    EXPECT_EQ(Net(land).lanes(), Ids{"entry:MLI>store:MLI"});
    land.place("Port of Nouakchott", 1, "MRT", Point{18.03, -16.03});
    EXPECT_NE(Net(land).lane("Port of Nouakchott", "store:MLI"), nullptr);
}

TEST(NetworkEntries, AnOwnerMayNameTheCountriesThatAnEntryServes) {
    Land land;
    land.area("XA", 0, "", Point{0, 0}).area("XB", 0, "", Point{0, 5}).area("XC", 0);
    land.need("XA").need("XB").need("XC");
    land.place("port", 1, "XC", Point{0, 2});
    land.data.places.back().owner = "XA; XB";
    const Net net(land);
    EXPECT_NE(net.lane("port", "store:XA"), nullptr);
    EXPECT_NE(net.lane("port", "store:XB"), nullptr);
    EXPECT_EQ(net.lane("port", "store:XC"), nullptr);
    land.data.places.back().owner = "XA port authority";
    EXPECT_EQ(Net(land).lane("port", "store:XA"), nullptr);
    EXPECT_NE(Net(land).lane("port", "store:XC"), nullptr);
}

TEST(NetworkEntries, EveryPoolLeadsToEveryEntryWithoutALane) {
    Land land = two_provinces();
    land.need("XA")
        .place("one", 0, "")
        .place("two", 0, "")
        .place("airport", 1, "XA")
        .place("fed", 1, "XA");
    land.lane("one", "fed");
    const Net net(land);
    EXPECT_NE(net.lane("one", "airport"), nullptr);
    EXPECT_NE(net.lane("two", "airport"), nullptr);
    EXPECT_EQ(net.lane("two", "fed"), nullptr);
}

}  // namespace
}  // namespace imdad::network
