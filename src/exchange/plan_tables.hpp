#pragma once

#include "exchange/scenario_tables.hpp"

/// The CSV files of a plan folder, as docs/method/planning.md has them ("The plan folder").

namespace imdad::exchange {

inline constexpr std::string_view kPlanFile = "plan.json";

namespace column {

constexpr Column lot() {
    return word("lot", "lot number");
}

constexpr Column earmark() {
    return ref("earmark", "earmarks.csv", "whom it may serve").or_else("free goods");
}

constexpr Column use_by() {
    return date("use_by", "last day of use").or_else("no limit");
}

constexpr Column week(std::string_view name, std::string_view meaning) {
    return date(name, meaning).needed();
}

constexpr Column count(std::string_view name, std::string_view meaning) {
    return whole(name, 0, kManyMax * 1'000'000, meaning).guarding();
}

}  // namespace column

inline constexpr auto kShipments =
    table("shipments.csv",
          "What leaves on which lane in which week. Alone it is a plan made by hand.",
          true,
          std::array{column::ref("lane", "lanes.csv", "the lane").needed(),
                     column::ref("product", "products.csv", "what").needed(),
                     column::lot(),
                     column::earmark(),
                     column::use_by(),
                     column::week("departure", "Monday of the week of departure"),
                     column::date("arrival", "Monday of the week of arrival"),
                     column::count("packs", "whole packs").needed(),
                     column::litres("litres", "room it takes on the lane")});

inline constexpr auto kService = table(
    "service.csv",
    "Who is served where, with what and when.",
    false,
    std::array{
        column::ref("programme", "programmes.csv", "the programme").needed(),
        column::at("place_id or P-code of the need"),
        column::whole("need", 1, column::kManyMax, "number of the need unit, from 1").needed(),
        column::ref("place", "places.csv", "where they are served").needed(),
        column::ref("product", "products.csv", "with what").needed(),
        column::lot(),
        column::earmark(),
        column::use_by(),
        column::whole("dose", 1, 99, "number of the dose in its series").needed(),
        column::week("week", "Monday of the week"),
        column::count("persons", "whole persons").needed(),
        column::count("units", "units used").needed()});

inline constexpr auto kSupplyUse = table(
    "supply_use.csv",
    "How much of each stock and supply the plan takes, and what it leaves with its holder.",
    false,
    std::array{column::word("supply", "supply_id, or stock:<line> for a row of stock.csv").needed(),
               column::ref("place", "places.csv", "where it starts"),
               column::ref("product", "products.csv", "what"),
               column::lot(),
               column::earmark(),
               column::date("week", "Monday of the week in which it starts"),
               column::count("packs", "packs there are"),
               column::count("started", "packs the plan takes").needed(),
               column::count("left", "packs that stay with their holder")});

inline constexpr auto kCoverage = table(
    "coverage.csv",
    "Persons served of those who need it, by area, programme and week. Planned, not delivered.",
    false,
    std::array{column::ref("area", "areas.csv", "P-code").needed(),
               column::ref("programme", "programmes.csv", "the programme").needed(),
               column::week("week", "Monday of the week"),
               column::count("target", "persons who need it in this week").needed(),
               column::count("served", "persons who get the last dose of their series").needed(),
               column::count("started", "persons who get the first dose").needed()});

inline constexpr auto kStockBook =
    table("stock.csv",
          "The book of every place in units; only weeks in which something happens.",
          false,
          std::array{column::ref("place", "places.csv", "where").needed(),
                     column::ref("product", "products.csv", "what").needed(),
                     column::lot(),
                     column::earmark(),
                     column::use_by(),
                     column::week("week", "Monday of the week"),
                     column::count("opening", "units at the end of the week before").needed(),
                     column::count("started", "units taken from stock and supplies").needed(),
                     column::count("arrived", "units that arrive by lane").needed(),
                     column::count("departed", "units that leave by lane").needed(),
                     column::count("used", "units used for people").needed(),
                     column::count("closing", "units at the end of the week").needed()});

}  // namespace imdad::exchange
