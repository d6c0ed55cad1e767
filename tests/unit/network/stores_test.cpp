#include "land.hpp"
#include <gtest/gtest.h>

namespace imdad::network {
namespace {

using namespace testing;
using Ids = std::vector<std::string>;

TEST(NetworkStores, ADistrictWithNeedAndNoPlaceGetsTheWholeChain) {
    const Net net(one_district().place("pool", 0, ""));
    EXPECT_EQ(net.places(), (Ids{"store:XA0101", "store:XA01", "store:XA", "entry:XA"}));
    EXPECT_EQ(net.lanes(),
              (Ids{"pool>entry:XA",
                   "entry:XA>store:XA",
                   "store:XA>store:XA01",
                   "store:XA01>store:XA0101"}));
    EXPECT_TRUE(net.derived.not_connected.empty());
}

TEST(NetworkStores, StandAtThePointOfTheirAreaAndSayTheirRule) {
    const Net net(one_district());
    const model::Place& store = *net.place("store:XA01");
    EXPECT_EQ(store.lat, 34.0);
    EXPECT_EQ(store.lon, 70.0);
    EXPECT_EQ(store.level, 3);
    EXPECT_EQ(store.kind, model::PlaceKind::store);
    EXPECT_EQ(store.origin.kind, model::Origin::Kind::derived);
    EXPECT_EQ(store.origin.note.find("rule S3, at the point of its area"), 0U) << store.origin.note;
    EXPECT_EQ(net.place("entry:XA")->kind, model::PlaceKind::entry);
    EXPECT_EQ(net.place("entry:XA")->level, 1);
}

TEST(NetworkStores, AFirstLevelStoreWithoutAnAreaPointStandsAtItsMostCentralPlace) {
    Land land;
    land.area("XA", 0, "", Point{10, 10}).area("XA01", 1, "XA");
    land.place("west", 5, "XA01", Point{0, 20}).place("middle", 5, "XA01", Point{0, 21.2});
    land.place("east", 5, "XA01", Point{0, 22}).place("somewhere", 5, "XA01");
    const Net net(land);
    ASSERT_NE(net.place("store:XA01"), nullptr);
    EXPECT_EQ(net.place("store:XA01")->lon, 21.2);
    EXPECT_NE(net.place("store:XA01")->origin.note.find("at middle"), std::string::npos);
}

TEST(NetworkStores, AnAreaPointWithNobodyNearIsNotTakenForTheSeat) {
    Land land;
    land.area("XA", 0, "", Point{10, 10}).area("XA01", 1, "XA", Point{5, 21});
    land.place("post", 5, "XA01", Point{0, 21}).place("hospital", 4, "XA01", Point{0, 22});
    EXPECT_EQ(Net(land).place("store:XA01")->lon, 22.0);  // the hospital, though the post is nearer
    land.place("camp", 5, "XA01", Point{5.1, 21});        // 11 km from the area's point
    EXPECT_EQ(Net(land).place("store:XA01")->lat, 5.0);
    EXPECT_EQ(Net(land, {.seat_km = 10}).place("store:XA01")->lon, 22.0);
}

TEST(NetworkStores, ADistrictStoreWithoutAnAreaPointStandsInTheMiddleOfItsPlaces) {
    Land land;
    land.area("XA", 0).area("XA01", 1, "XA").area("XA0101", 2, "XA01");
    land.place("a", 5, "XA0101", Point{0, 20}).place("b", 5, "XA0101", Point{0, 22});
    EXPECT_NEAR(*Net(land).place("store:XA0101")->lon, 21, 1e-4);
}

TEST(NetworkStores, ASubDistrictWithNeedGetsAStoreBesideItsDistricts) {
    Land land = one_district();
    land.area("XA010101", 3, "XA0101").need("XA010101");
    const Net net(land);
    EXPECT_NE(net.lane("store:XA01", "store:XA0101"), nullptr);
    EXPECT_NE(net.lane("store:XA01", "store:XA010101"), nullptr);
}

TEST(NetworkStores, WithoutAnyPointHaveNoneInsteadOfAWrongOne) {
    Land land;
    land.area("XA", 0).area("XA01", 1, "XA").place("a", 5, "XA01");
    const Net net(land);
    EXPECT_FALSE(net.place("store:XA01")->lat.has_value());
    EXPECT_NE(net.place("store:XA01")->origin.note.find("point not known"), std::string::npos);
}

TEST(NetworkStores, ANationalStoreWithoutCountryPointStandsAtTheStatedAirport) {
    Land land;
    land.area("XA", 0).area("XA01", 1, "XA", Point{1, 1}).need("XA01");
    land.place("airport", 1, "XA", Point{3, 4});
    const Net net(land);
    EXPECT_EQ(net.place("store:XA")->lat, 3.0);
    EXPECT_EQ(net.place("entry:XA"), nullptr);
}

TEST(NetworkStores, OneFacilityNeedsNoDistrictStoreAndTwoDo) {
    Land land;
    land.area("XA", 0).area("XA01", 1, "XA").area("XA0101", 2, "XA01").area("XA0102", 2, "XA01");
    land.need("XA0101").need("XA0102");
    land.place("only", 5, "XA0101").place("first", 5, "XA0102").place("second", 5, "XA0102");
    const Net net(land);
    EXPECT_EQ(net.place("store:XA0101"), nullptr);
    EXPECT_NE(net.lane("store:XA01", "only"), nullptr);
    EXPECT_NE(net.lane("store:XA0102", "first"), nullptr);
    EXPECT_NE(net.lane("store:XA0102", "second"), nullptr);
}

TEST(NetworkStores, AHospitalAtDistrictLevelIsTheDistrictStore) {
    Land land;
    land.area("XA", 0).area("XA01", 1, "XA").area("XA0101", 2, "XA01").need("XA0101");
    land.place("hospital", 4, "XA0101").place("a", 5, "XA0101").place("b", 5, "XA0101");
    const Net net(land);
    EXPECT_EQ(net.place("store:XA0101"), nullptr);
    EXPECT_NE(net.lane("hospital", "a"), nullptr);
    EXPECT_NE(net.lane("store:XA01", "hospital"), nullptr);
}

TEST(NetworkStores, AProgrammeServedAtDistrictsGetsAStoreEvenWhereOneFacilityIs) {
    Land land;
    land.programme("kits", 4);
    land.area("XA", 0).area("XA01", 1, "XA").area("XA0101", 2, "XA01").need("XA0101", 1);
    land.place("only", 5, "XA0101");
    const Net net(land);
    ASSERT_NE(net.place("store:XA0101"), nullptr);
    EXPECT_NE(net.lane("store:XA0101", "only"), nullptr);
    EXPECT_TRUE(net.derived.not_connected.empty());
}

TEST(NetworkStores, ACountryWithNeedAloneGetsAirportAndNationalStore) {
    Land land;
    land.area("XA", 0, "", Point{1, 1}).area("XB", 0).need("XA").place("pool", 0, "");
    const Net net(land);
    EXPECT_EQ(net.places(), (Ids{"store:XA", "entry:XA"}));
    EXPECT_EQ(net.lanes(), (Ids{"pool>entry:XA", "entry:XA>store:XA"}));
}

TEST(NetworkStores, AreNotAddedWhereNothingIsNeeded) {
    Land land;
    land.area("XA", 0).area("XA01", 1, "XA").area("XA0101", 2, "XA01").place("port", 1, "XA");
    const Net net(land);
    EXPECT_TRUE(net.places().empty());
    EXPECT_TRUE(net.lanes().empty());
}

TEST(NetworkStores, StatedOnesAreUsedAndNotDoubled) {
    Land land = one_district();
    land.place("airport", 1, "XA", Point{34, 69}).place("central", 2, "XA", Point{34, 69});
    land.place("regional", 3, "XA0101", Point{34, 70}).place("local", 4, "XA0101", Point{34.5, 70});
    const Net net(land);
    EXPECT_TRUE(net.places().empty());
    EXPECT_EQ(net.lanes(), (Ids{"airport>central", "central>regional", "regional>local"}));
}

TEST(NetworkStores, AnAirportInTheDistrictDoesNotServeItsPeople) {
    Land land = one_district();
    land.place("airport", 1, "XA0101");
    EXPECT_NE(Net(land).place("store:XA0101"), nullptr);
}

TEST(NetworkStores, QuantificationRowsCountAsNeed) {
    Land land;
    land.area("XA", 0).area("XA01", 1, "XA").area("XA0101", 2, "XA01");
    model::Quantification row;
    row.programme = model::ProgrammeIndex(0);
    row.area = land.area_index("XA0101");
    land.data.quantifications.push_back(row);
    EXPECT_NE(Net(land).place("store:XA0101"), nullptr);
}

TEST(NetworkStores, AnIdThatIsTakenGetsANumber) {
    Land land = one_district();
    land.place("store:XA01", 5, "XA0101");
    const Net net(land);
    EXPECT_NE(net.place("store:XA01:2"), nullptr);
    EXPECT_NE(net.lane("store:XA", "store:XA01:2"), nullptr);
}

TEST(NetworkStores, IdsStayWithinTheFormatsLength) {
    Land land;
    const std::string longest(118, 'x');
    land.area("XA", 0).area("XA01", 1, "XA");
    land.place((longest + "1").c_str(), 5, "XA01").place((longest + "2").c_str(), 5, "XA01");
    const Net net(land);
    ASSERT_GE(net.derived.lanes.size(), 2U);
    for (const model::Lane& lane : net.derived.lanes) {
        EXPECT_LE(lane.lane_id.size(), 120U);
    }
    EXPECT_TRUE(model::Scenario::build(net.data).has_value());
    EXPECT_NE(net.lane("store:XA01", longest + "1")->lane_id,
              net.lane("store:XA01", longest + "2")->lane_id);
}

}  // namespace
}  // namespace imdad::network
