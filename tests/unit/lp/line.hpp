#pragma once

#include "support/optimum.hpp"
#include "support/scenario_builder.hpp"

/// One hub that supplies one post, four weeks, ten people in need in each: with all else open, 40
/// are served. Each test closes one thing, and the optimum is known by hand.

namespace imdad::test_support {

struct Line {
    ScenarioBuilder builder{4};
    AreaIndex country = builder.area("AA");
    AreaIndex district = builder.area("AA01", country);
    PlaceIndex hub = builder.place("hub", 4, district);
    PlaceIndex post = builder.place("post", 5, district);
    LaneIndex road = builder.lane("road", hub, post);
    ProductIndex vaccine = builder.product("vaccine", 1, 1000);
    ProgrammeIndex infants = builder.programme("infants");
    BatchIndex lot;

    Line() { builder[infants].ven = model::Ven::non_essential; }  // weight 1: value counts persons

    Line& need(std::int64_t persons = 40) {
        builder.need(infants, post, persons, 0, 3);
        return *this;
    }

    /// The one dose, and packs at the hub.
    Line& simple(std::int64_t packs = 100, const std::string& wastage = "0") {
        builder.serves(infants, vaccine, "1", wastage);
        lot = builder.batch(vaccine, "a");
        builder.stock(hub, lot, packs);
        return need();
    }

    /// Persons served at most.
    [[nodiscard]] lp::Solution solve() const {
        return optimum_of_value(builder.build(), {.policy = model::Policy::most_served});
    }

    [[nodiscard]] double served() const { return solve().objective; }

    [[nodiscard]] double worst() const {
        return optimum_of_worst_off(builder.build(), {}).objective;
    }
};

}  // namespace imdad::test_support
