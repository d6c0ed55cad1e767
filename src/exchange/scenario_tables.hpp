#pragma once

#include "exchange/table.hpp"

#include <span>

/// The one definition of every file of a scenario folder and of its columns: what the reader
/// accepts, the writer writes, `imdad new` explains and a test compares with
/// docs/scenario-format.md. `kPlaces["level"]` is a column's position, found while compiling.

namespace imdad::exchange {

/// All tables of a scenario folder, in the order of docs/scenario-format.md.
[[nodiscard]] std::span<const TableView> scenario_tables();

namespace column {

inline constexpr std::string_view kStorageClasses = "ambient cold frozen ultra_cold";

}  // namespace column

template <std::size_t N>
consteval TableOf<N> table(std::string_view file,
                           std::string_view about,
                           bool required,
                           const std::array<Column, N>& columns) {
    return {file, about, required, columns};
}

inline constexpr auto kAreas = table(
    "areas.csv",
    "Countries (level 0), their first-level areas (1) and districts (2).",
    true,
    std::array{column::id("pcode", "P-code of the area"),
               column::whole("level", 0, 9, "0 country, 1 first-level area, 2 district").needed(),
               column::text("name", "name in English or the local Latin spelling"),
               column::text("name_ar", "name in Arabic"),
               column::text("name_fr", "name in French"),
               column::ref("parent", "areas.csv", "P-code one level up; empty for a country"),
               column::whole("population", 0, column::kManyMax, "people living there"),
               column::whole("population_year", 1900, 2200, "year of that figure"),
               column::decimal("weight", 0, 1'000'000, "severity weight").or_else("1"),
               column::degrees("lat", 90, "latitude of its centre"),
               column::degrees("lon", 180, "longitude of its centre"),
               column::origin()});

inline constexpr auto kPlaces = table(
    "places.csv",
    "Where goods are held and people are served.",
    true,
    std::array{
        column::id("place_id", "id of the place"),
        column::text("name", "name"),
        column::choice("kind",
                       "pool entry store facility",
                       "pool: a global stock; entry: port or airport; facility: serves people")
            .needed(),
        column::whole("level",
                      0,
                      5,
                      "level of the supply chain: 0 pool, 1 entry, 2 national, 3 first-level, 4 "
                      "district, 5 facility")
            .needed(),
        column::ref("area", "areas.csv", "P-code of the area it lies in; empty for a pool"),
        column::degrees("lat", 90, "latitude"),
        column::degrees("lon", 180, "longitude"),
        column::litres("ambient_l", "net usable room at ambient temperature, litres"),
        column::litres("cold_l", "net usable room at 2-8 C, litres"),
        column::litres("frozen_l", "net usable room at -20 C, litres"),
        column::litres("ultra_cold_l", "net usable room at -70 C, litres"),
        column::text("owner", "who runs it"),
        column::choice("sensitivity", "public restricted confidential", "who may see it on a map")
            .or_else("restricted"),
        column::origin(),
        column::whole("tier", 1, 4, "kind of facility: 1 post, 2 centre, 3 hospital, 4 central")
            .rare()});

inline constexpr auto kLanes = table(
    "lanes.csv",
    "Ways from place to place, one direction each.",
    false,
    std::array{
        column::id("lane_id", "id of the lane"),
        column::ref("from", "places.csv", "place it leaves").needed(),
        column::ref("to", "places.csv", "place it reaches").needed(),
        column::word("mode", "road, air, sea, river"),
        column::decimal("distance_km", 0, 1'000'000, "distance"),
        column::whole("lead_days", 0, 3'650, "days from departure to arrival").needed(),
        column::whole("every_weeks", 1, column::kWeeksMax, "departs every so many weeks")
            .guarding()
            .or_else("1"),
        column::whole("first_week", 0, column::kWeeksMax, "first departure, counted from the start")
            .guarding()
            .or_else("0"),
        column::decimal("cost_per_m3", 0, 9'000'000'000, "cost in the scenario's currency"),
        column::litres("ambient_l", "room of one departure at ambient temperature, litres"),
        column::litres("cold_l", "room of one departure at 2-8 C, litres"),
        column::litres("frozen_l", "room of one departure at -20 C, litres"),
        column::litres("ultra_cold_l", "room of one departure at -70 C, litres"),
        column::origin()});

inline constexpr auto kClosures =
    table("closures.csv",
          "Lanes, places and areas that are closed for a time.",
          false,
          std::array{column::choice("what", "lane place area", "what is closed").needed(),
                     column::word("id", "its lane_id, place_id or P-code").needed(),
                     column::date("from", "first closed day").or_else("from the start"),
                     column::date("to", "last closed day").or_else("to the end"),
                     column::text("reason", "why"),
                     column::origin()});

inline constexpr auto kProducts = table(
    "products.csv",
    "What is shipped.",
    true,
    std::array{
        column::id("product_id", "id of the product"),
        column::text("name", "name"),
        column::choice("kind", "goods seats expert_days", "seats lapse in the week they arrive")
            .needed(),
        column::text("unit", "smallest issue unit: dose, kit, seat, day"),
        column::whole("pack_units", 1, 1'000'000'000, "units in one pack").guarding().or_else("1"),
        column::choice("storage_class",
                       column::kStorageClasses,
                       "temperature class; empty for seats and expert-days"),
        column::whole("pack_cm3", 0, 1'000'000'000, "packed volume of one pack, cm3").guarding(),
        column::whole("companion_ambient_cm3",
                      0,
                      1'000'000'000,
                      "volume per pack of diluent, syringes and boxes that travel with it, cm3")
            .guarding()
            .or_else("0"),
        column::money("unit_price", "price of one unit"),
        column::word("currency", "ISO 4217 code").or_else("the scenario's"),
        column::whole("shelf_life_days", 0, column::kDaysMax, "days from production to expiry"),
        column::whole("min_remaining_days",
                      0,
                      column::kDaysMax,
                      "nothing arrives with less shelf life than that")
            .guarding()
            .or_else("0")});

inline constexpr auto kPackaging = table(
    "packaging.csv",
    "How a product is packed at one level of the chain, where that differs.",
    false,
    std::array{
        column::ref("product", "products.csv", "the product, of kind goods").needed(),
        column::whole("level", 0, 5, "the level of the chain this holds for").needed(),
        column::choice("storage_class", column::kStorageClasses, "temperature class there")
            .or_else("the product's"),
        column::whole("pack_cm3", 0, 1'000'000'000, "volume of one pack there, cm3")
            .guarding()
            .or_else("the product's"),
        column::whole(
            "ship_multiple", 1, 1'000'000'000, "leaves that level in multiples of so many packs")
            .guarding()
            .or_else("1"),
        column::whole(
            "max_days", 0, column::kDaysMax, "days it may be used once it has arrived there")
            .guarding()
            .or_else("no limit")});

inline constexpr auto kProgrammes = table(
    "programmes.csv",
    "People of one population cell who need one thing.",
    true,
    std::array{
        column::id("programme_id", "id of the programme"),
        column::text("name", "name"),
        column::text("cell", "population cell, as a path: mali/all/adults/over60"),
        column::choice("ven", "vital essential non_essential", "weights 4, 2, 1").needed(),
        column::decimal("weight", 0, 1'000'000, "times this").or_else("1"),
        column::choice("unmet", "lost waits", "what becomes of need that is not met in its week")
            .needed(),
        column::whole("max_wait_weeks", 0, column::kWeeksMax, "waits at most so long")
            .guarding()
            .or_else("no limit"),
        column::whole("serve_level", 0, 5, "chain level at which people are served")
            .guarding()
            .or_else("5")});

inline constexpr auto kServes = table(
    "serves.csv",
    "Which products serve a programme, and how many units a person takes.",
    true,
    std::array{
        column::ref("programme", "programmes.csv", "the programme").needed(),
        column::ref("product", "products.csv", "a product that serves it").needed(),
        column::decimal("units_per_person", 0, 1'000'000, "units for one person and dose")
            .needed()
            .above(),
        column::decimal("wastage_rate", 0, 1, "share of the opened units that is wasted")
            .guarding()
            .below()
            .or_else("0"),
        column::whole("series_dose", 1, 99, "number of the dose in its series")
            .guarding()
            .or_else("1"),
        column::whole("min_interval_weeks",
                      0,
                      column::kWeeksMax,
                      "not before so many weeks after the dose before")
            .guarding()
            .or_else("0"),
        column::whole(
            "max_interval_weeks", 0, column::kWeeksMax, "not later than so many weeks after it")
            .guarding()
            .or_else("no limit")});

inline constexpr auto kNeeds = table(
    "needs.csv",
    "How many persons of a programme need it where and when.",
    false,
    std::array{
        column::ref("programme", "programmes.csv", "the programme").needed(),
        column::at("place_id or P-code"),
        column::date("from", "first day").or_else("start of the horizon"),
        column::date("to", "last day").or_else("end of the horizon"),
        column::whole(
            "persons", 0, column::kManyMax, "persons over the period, spread evenly over its weeks")
            .needed(),
        column::choice("group", "resident idp refugee returnee migrant", "who they are"),
        column::word("activity", "activity they belong to, for earmarks").guarding(),
        column::text("source", "where the figure is from"),
        column::origin()});

inline constexpr auto kQuantification = table(
    "quantification.csv",
    "Needs to be derived from population, cases, consumption or people in need.",
    false,
    std::array{
        column::ref("programme", "programmes.csv", "the programme").needed(),
        column::at("place_id or P-code"),
        column::choice("method", "demographic morbidity consumption kit", "how the need is derived")
            .needed(),
        column::whole("population", 0, column::kManyMax, "people")
            .guarding()
            .or_else("that of areas.csv"),
        column::decimal("share", 0, 1, "share of the population that is meant").guarding(),
        column::decimal("coverage_target", 0, 1, "share of them to be served").guarding(),
        column::whole("already_served", 0, column::kManyMax, "persons served before the start")
            .guarding(),
        column::decimal("cases_per_1000", 0, 1'000'000, "cases per 1,000 people over the horizon")
            .guarding(),
        column::decimal("consumption", 0, 9'000'000'000, "persons served in the reported period")
            .guarding(),
        column::decimal("reporting_rate", 0, 1, "share of the sites that reported")
            .guarding()
            .above(),
        Column{.name = "stockout_days",
               .type = CellType::days_of_days,
               .meaning = "days out of stock, as 5/31 or 5 (of 30)",
               .maximum = column::kDaysMax}
            .guarding(),
        column::decimal("growth_rate", -1, 10, "growth of the population or use per year")
            .guarding(),
        column::decimal("buffer_weeks", 0, column::kWeeksMax, "weeks of need to be added")
            .guarding(),
        column::text("source", "where the figures are from"),
        column::origin()});

inline constexpr auto kAbsorption = table(
    "absorption.csv",
    "How many persons a week teams can serve, or people come.",
    false,
    std::array{
        column::at("place_id or P-code"),
        column::refs("programme", "programmes.csv", "the programme, or a list: those together")
            .or_else("all programmes together"),
        column::date("from", "first day").or_else("from the start"),
        column::date("to", "last day").or_else("to the end"),
        column::whole(
            "persons_per_week", 0, column::kManyMax, "at most so many a week; every dose counts")
            .needed(),
        column::origin()});

inline constexpr auto kStock =
    table("stock.csv",
          "What is on hand at the start.",
          false,
          std::array{column::ref("place", "places.csv", "where").needed(),
                     column::ref("product", "products.csv", "what").needed(),
                     column::word("lot", "lot number").guarding(),
                     column::date("expiry", "last day of use").or_else("no limit"),
                     column::whole("packs", 0, column::kManyMax, "whole packs").needed(),
                     column::ref("earmark", "earmarks.csv", "whom it may serve").or_else("anybody"),
                     column::origin()});

inline constexpr auto kSupplies =
    table("supplies.csv",
          "What will come.",
          false,
          std::array{column::id("supply_id", "id of the supply"),
                     column::text("source", "who gives it"),
                     column::text("pledge", "number of the promise or agreement"),
                     column::ref("product", "products.csv", "what").needed(),
                     column::word("lot", "lot number").guarding(),
                     column::date("expiry", "last day of use").or_else("no limit"),
                     column::whole("packs", 0, column::kManyMax, "whole packs").needed(),
                     column::ref("place", "places.csv", "where it comes to").needed(),
                     column::date("available_on", "day it is there").needed(),
                     column::whole("clearance_days", 0, 3'650, "days until it may be used")
                         .guarding()
                         .or_else("0"),
                     column::ref("earmark", "earmarks.csv", "whom it may serve").or_else("anybody"),
                     column::word("activity", "activity it was given for").guarding(),
                     column::choice("status",
                                    "committed in_transit announced pledged",
                                    "announced and pledged count only with --include")
                         .needed(),
                     column::origin()});

inline constexpr auto kPolicy =
    table("policy.csv",
          "Stock policy per level of the chain, in weeks of need.",
          false,
          std::array{column::whole("level", 0, 5, "level of the chain").needed(),
                     column::ref("product", "products.csv", "the product").or_else("all products"),
                     column::decimal("min_weeks", 0, column::kWeeksMax, "at least").guarding(),
                     column::decimal("max_weeks", 0, column::kWeeksMax, "at most").guarding(),
                     column::decimal("closing_weeks", 0, column::kWeeksMax, "to be left at the end")
                         .guarding()});

inline constexpr auto kFunds =
    table("funds.csv",
          "Money; loaded and checked, not used by the planner yet.",
          false,
          std::array{column::id("fund_id", "id of the fund"),
                     column::text("source", "who gives it"),
                     column::text("pledge", "number of the promise or agreement"),
                     column::money("amount", "amount").needed(),
                     column::word("currency", "ISO 4217 code").guarding().or_else("the scenario's"),
                     column::date("available_on", "first day"),
                     column::date("valid_until", "last day"),
                     column::text("use", "what it may pay"),
                     column::decimal("overhead_rate", 0, 10, "overhead on spending").or_else("0"),
                     column::ref("earmark", "earmarks.csv", "whom it may serve").or_else("anybody"),
                     column::origin()});

inline constexpr auto kPrices = table(
    "prices.csv",
    "Offers of suppliers; loaded and checked, not used by the planner yet.",
    false,
    std::array{
        column::ref("product", "products.csv", "the product").needed(),
        column::text("supplier", "who offers it"),
        column::money("unit_price", "price of one unit").needed(),
        column::word("currency", "ISO 4217 code").guarding().or_else("the scenario's"),
        column::whole("lead_days", 0, 3'650, "days from order to delivery").or_else("0"),
        column::ref("place", "places.csv", "where it is delivered"),
        column::whole("max_packs_per_week", 0, column::kManyMax, "at most so many packs a week")
            .guarding()
            .or_else("no limit")});

inline constexpr auto kEarmarks = table(
    "earmarks.csv",
    "Whom a donor's goods may serve; an empty cell allows any.",
    false,
    std::array{
        column::id("earmark_id", "id of the earmark"),
        column::text("donor", "who set it"),
        column::refs("countries", "areas.csv", "P-codes of countries"),
        column::refs("areas", "areas.csv", "P-codes of other areas, with all that lies inside"),
        column::refs("programmes", "programmes.csv", "programmes"),
        column::refs("products", "products.csv", "products"),
        column::words("activities", "activities of needs"),
        column::date("from", "first day of use"),
        column::date("to", "last day of use"),
        column::whole("category", 1, 4, "Grand Bargain: 1 unearmarked to 4 tightly earmarked")
            .or_else("1"),
        column::decimal("reserve_share", 0, 1, "share of each lot that carries the earmark")
            .guarding()
            .or_else("1")});

inline constexpr auto kEligibility = table(
    "eligibility.csv",
    "Which recipient takes which product.",
    false,
    std::array{column::ref("recipient", "areas.csv", "P-code").needed(),
               column::ref("product", "products.csv", "the product").needed(),
               column::choice("state",
                              "accepts refuses deferred",
                              "refuses and deferred: nobody there is served with it")
                   .needed(),
               column::date("until", "last day of a refusal or deferral").or_else("to the end")});

inline constexpr auto kLocks = table(
    "locks.csv",
    "Cells of the plan that a planner has decided, with the reason.",
    false,
    std::array{
        column::id("lock_id", "id of the lock"),
        column::at("place_id: who is served there; P-code: who lives there"),
        column::ref("programme", "programmes.csv", "the programme").needed(),
        column::ref("product", "products.csv", "served with this product").or_else("any product"),
        column::date("from", "first day").or_else("from the start"),
        column::date("to", "last day").or_else("to the end"),
        column::whole("at_least", 0, column::kManyMax, "persons served there and then, at least")
            .guarding()
            .or_else("no minimum"),
        column::whole("at_most", 0, column::kManyMax, "persons served there and then, at most")
            .guarding()
            .or_else("no maximum"),
        column::text("reason", "why it was decided").needed(),
        column::text("set_by", "who decided it: an office, a role"),
        column::origin()});

}  // namespace imdad::exchange
