#pragma once

#include "support/scenario_builder.hpp"

/// A supply chain with every level that matters, and a plan for it that serves everybody:
///
///     pool -(1 week)-> port -(1 week)-> store -(same week)-> post 1, post 2, ...
///
/// Country AA holds port and store (in region AA01); each post lies in a district of its own
/// (AA0101, AA0102, ...) with `persons_per_week` people in need in each of weeks 4..7.

namespace imdad::test_support {

struct ChainKnobs {
    int weeks = 8;
    int posts = 2;
    std::int64_t pack_units = 10;
    std::int64_t pack_cm3 = 1000;
    std::int64_t companion_cm3 = 200;
    std::int64_t persons_per_week =
        10;  ///< per district; a multiple of pack_units keeps the plan tight
    std::int64_t supply_packs = 100;  ///< at the pool, on hand
    bool waits = false;
};

struct Chain {
    ScenarioBuilder builder;
    PlanBuilder plan;  ///< serves everybody: weeks 0, 1, 2 move the goods, weeks 4..7 use them

    AreaIndex country;
    AreaIndex region;
    std::vector<AreaIndex> districts;
    PlaceIndex pool;
    PlaceIndex port;
    PlaceIndex store;
    std::vector<PlaceIndex> posts;
    LaneIndex pool_to_port;
    LaneIndex port_to_store;
    std::vector<LaneIndex> store_to_post;
    ProductIndex vaccine;  ///< goods in class cold, with ambient companions
    ProgrammeIndex infants;
    std::vector<NeedIndex> needs;  ///< one per district
    BatchIndex lot;                ///< "L1", no expiry, no earmark
    SupplyIndex supply;
    std::int64_t packs_per_post = 0;
};

[[nodiscard]] Chain make_chain(const ChainKnobs& knobs = {});

}  // namespace imdad::test_support
