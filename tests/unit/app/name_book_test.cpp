#include "app/name_book.hpp"

#include <filesystem>
#include <string>

#include "temporary_folder.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace imdad::app {
namespace {

using Json = nlohmann::ordered_json;
using testing::write_text;

class NameBookTest : public ::testing::Test {
 protected:
    void scenario(const std::string& name, const std::string& places, const std::string& products) {
        std::filesystem::create_directories(folder / name);
        write_text(folder / name / "places.csv", "place_id,name,kind,sensitivity\n" + places);
        write_text(folder / name / "products.csv", "product_id,name,kind\n" + products);
    }

    /// The names that go with a shelf of `unit` at `at` and what is on its way to `to`.
    [[nodiscard]] Json named(const std::string& at,
                             const std::string& to,
                             const std::string& unit) const {
        Json document = {{"stock", {{{"at", at}, {"unit", unit}, {"lot", "nat"}}}}, {"to", to}};
        names.add_names(document);
        return document["names"];
    }

    testing::TemporaryFolder folder;
    NameBook names{folder.path()};
};

TEST_F(NameBookTest, WhatADocumentNamesIsCalledAsInTheScenario) {
    scenario("one",
             "nat,National store,store,\nnorth,North store,store,public\n",
             "PCV4,\"Pneumococcal conjugate, 4-dose vial\",goods\nBCG10,BCG,goods\n");
    const Json told = named("nat", "north", "PCV4");
    EXPECT_EQ(told["places"], (Json{{"nat", "National store"}, {"north", "North store"}}));
    EXPECT_EQ(told["products"], (Json{{"PCV4", "Pneumococcal conjugate, 4-dose vial"}}));
    EXPECT_EQ(named("PCV4", "", "nat"),
              (Json{{"places", Json::object()}, {"products", Json::object()}}))
        << "a product is no place";
}

TEST_F(NameBookTest, ConfidentialPlacesAndThoseWithoutAWordAreLeftOut) {
    scenario("one", "post,Secret post,facility,confidential\nhub,hub,store,\nbare,,store,\n", "");
    for (const char* place : {"post", "hub", "bare", "unknown"}) {
        EXPECT_TRUE(named(place, "", "")["places"].empty()) << place;
    }
    EXPECT_TRUE(names.places_called("secret").empty());
}

TEST_F(NameBookTest, ScenariosThatDifferLeaveAnIdWithoutAName) {
    scenario("one", "nat,National store,store,\nnorth,North store,store,\n", "");
    scenario("two", "nat,National store,store,\nnorth,Another north,store,\n", "");
    EXPECT_EQ(named("nat", "north", "")["places"], (Json{{"nat", "National store"}}));
    std::filesystem::remove_all(folder / "two");
    EXPECT_EQ(named("nat", "north", "")["places"].size(), 2U);
}

TEST_F(NameBookTest, AChangedTableIsReadAnewAndOneThatIsBeingMadeIsNot) {
    scenario("one", "nat,National store,store,\n", "");
    EXPECT_EQ(named("nat", "", "")["places"]["nat"], "National store");
    scenario("one", "nat,Central store of the country,store,\n", "");
    EXPECT_EQ(named("nat", "", "")["places"]["nat"], "Central store of the country");
    scenario(".half", "nat,Something else,store,\n", "");
    EXPECT_EQ(named("nat", "", "")["places"]["nat"], "Central store of the country");
}

TEST_F(NameBookTest, PlacesAreFoundByAPartOfTheirName) {
    scenario("one", "nat,National store,store,\nnorth,North store,store,\n", "");
    EXPECT_EQ(names.places_called("NORTH"), (std::set<std::string>{"north"}));
    EXPECT_EQ(names.places_called("store").size(), 2U);
    EXPECT_TRUE(names.places_called("").empty());
}

TEST_F(NameBookTest, APaperHasTheNameBesideTheId) {
    scenario("one", "nat,National store,store,\n", "PCV4,Pneumococcal,goods\n");
    report::StockForm form;
    form.facts = {
        {"stock.place", {"nat"}}, {"stock.product", {"PCV4"}}, {"stock.vehicle", {"nat"}}};
    form.columns = {{.key = "stock.form.remarks", .blank = true},
                    {.key = "stock.lot"},
                    {.key = "stock.product"}};
    form.rows = {{"nat", "PCV4"}};
    names.add_names(form);
    EXPECT_EQ(form.facts[0].values.front(), "National store (nat)");
    EXPECT_EQ(form.facts[1].values.front(), "Pneumococcal (PCV4)");
    EXPECT_EQ(form.facts[2].values.front(), "nat");
    EXPECT_EQ(form.rows[0], (std::vector<std::string>{"nat", "Pneumococcal (PCV4)"}));
}

}  // namespace
}  // namespace imdad::app
