#pragma once

#include "model/explanation.hpp"
#include "model/plan.hpp"
#include "plan/problem_builder.hpp"

#include <cstdint>
#include <map>
#include <vector>

/// Needs that no plan can serve in time, and which limits stand in the way: each limit is lifted in
/// turn, the problem built anew, and looked whether there is a way then. Which rows of the scenario
/// it is follows from a way that breaks as few of them as can be.

namespace imdad::plan {

/// Limits that can be lifted, in the order in which they are named.
enum class Limit : std::uint8_t {
    closures,
    earmarks,
    eligibility,
    rooms,  ///< of stores, lanes and maximum stock
    expiry,
    supply_dates,
    rounds,
    lead_times,
    series,
    commitment,  ///< announced and pledged supplies count
    locks
};
inline constexpr std::size_t kLimits = 11;
using LimitSet = std::uint32_t;

[[nodiscard]] constexpr LimitSet set_of(Limit limit) {
    return LimitSet{1} << static_cast<unsigned>(limit);
}

[[nodiscard]] constexpr bool has(LimitSet set, Limit limit) {
    return (set & set_of(limit)) != 0;
}

/// Persons of a unit who ask in `week` and for whom there is no way.
struct Stranded {
    engine::Id unit = engine::kNone;
    int week = 0;
    std::int64_t persons = 0;
};

/// A row of the scenario that stands in the way.
struct Thing {
    enum class Table : std::uint8_t {
        supply,
        lane,
        place,
        product,
        earmark,
        closure,
        eligibility,
        absorption,
        lock
    };
    Table table = Table::supply;
    std::size_t row = 0;
    std::size_t storage_class = 0;  ///< of a room; else 0

    friend auto operator<=>(const Thing&, const Thing&) = default;
};

struct Obstacle {
    model::CauseKind kind =
        model::CauseKind::unknown;  ///< the first of those to be lifted together
    LimitSet together = 0;          ///< all of them; none: nothing would do
    LimitSet or_else = 0;           ///< each of these alone would do as well
    std::vector<Thing> things;      ///< ascending
    std::vector<int> weeks;         ///< in which they stand in the way
};

[[nodiscard]] model::CauseKind kind_of(Limit limit);

/// One obstacle for each of `stranded`.
[[nodiscard]] std::vector<Obstacle> obstacles_of(const model::Scenario& scenario,
                                                 const BuiltProblem& built,
                                                 const model::PlanOptions& options,
                                                 const std::vector<Stranded>& stranded,
                                                 int threads);

}  // namespace imdad::plan
