#pragma once

#include "exchange/plan_geojson_shapes.hpp"
#include "model/measures.hpp"

#include <array>
#include <string>

/// A plan made by hand for the tests of reports: two countries far apart, five areas below them, a
/// scenario full of names that must be escaped or held back, and texts that leak them.
///
///     AA Aland        AA1 North    AA11 North East   shape; worst-off, 20 %
///                                  AA12 West <b>&    shape; 80 %
///                                  AA13 Cut-off      point only; out of reach
///     ZZ Zetland      ZZ1 South    ZZ11 =South End   point only; 50 %
///                                  ZZ12 Nowhere      neither shape nor point; 40 %

namespace imdad::report::testing {

struct SmallPlan {
    model::Scenario scenario;
    model::PlanResult result;
    exchange::MapShapes shapes;
};

[[nodiscard]] SmallPlan small_plan();

/// The open form, for tests that change it before they build it.
[[nodiscard]] model::ScenarioData small_scenario();
[[nodiscard]] model::PlanResult small_result();
[[nodiscard]] exchange::MapShapes small_shapes();

/// What nobody but a restricted audience may read.
inline constexpr std::array<const char*, 13> kSecrets = {"PL-CENTRAL",
                                                         "PL-CLINIC",
                                                         "PL-NE",
                                                         "PL-OPEN",
                                                         "Omega central store",
                                                         "Quiet Valley clinic",
                                                         "LN-1",
                                                         "LN-2",
                                                         "LOT-77Q",
                                                         "2022-08-01",
                                                         "2022-08-08",
                                                         "2022-09-05",
                                                         "road washed out"};

inline model::Fixed9 share(double value) {
    return model::Fixed9::from_nano(static_cast<std::int64_t>(value * 1e9 + 0.5));
}

}  // namespace imdad::report::testing
