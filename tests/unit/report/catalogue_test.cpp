#include "report/catalogue.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

namespace imdad::report {
namespace {

TEST(Catalogue, HasEveryKeyOnce) {
    std::set<std::string_view> keys;
    for (const CatalogueEntry& entry : kCatalogue) {
        EXPECT_TRUE(keys.insert(entry.key).second) << entry.key;
        EXPECT_FALSE(entry.english.empty()) << entry.key;
    }
}

TEST(Catalogue, HoldsNothingThatAPageWouldReadAsMarkup) {
    for (const CatalogueEntry& entry : kCatalogue) {
        EXPECT_EQ(entry.english.find_first_of("<>&"), std::string_view::npos) << entry.key;
        EXPECT_EQ(std::count(entry.english.begin(), entry.english.end(), '{'),
                  std::count(entry.english.begin(), entry.english.end(), '}'))
            << entry.key;
    }
}

TEST(Catalogue, PutsValuesInByName) {
    EXPECT_EQ(say("headline.people", fmt::arg("people", "12")),
              "At least 12 people served at least once");
    EXPECT_EQ(say("word.area"), "Area");
}

TEST(Catalogue, ChoosesTheFormByTheCount) {
    EXPECT_EQ(say_count("map.class_count", 1), "1 area");
    EXPECT_EQ(say_count("map.class_count", 0), "0 areas");
    EXPECT_EQ(say_count("map.class_count", 1200), "1,200 areas");
}

TEST(Catalogue, NamesPlansAndShowsUnknownOnesAsTheyAre) {
    EXPECT_EQ(plan_name("pro_rata"), "Pro rata");
    EXPECT_EQ(plan_in_text("priority_greedy"), "priority order");
    EXPECT_EQ(plan_name("by_lot"), "by_lot");
}

}  // namespace
}  // namespace imdad::report
