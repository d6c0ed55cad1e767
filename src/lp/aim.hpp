#pragma once

#include "engine/problem.hpp"
#include "model/scenario.hpp"

#include <cstdint>
#include <span>
#include <vector>

/// What the relaxation maximises: the value of a plan, the coverage of its worst-off area, or the
/// persons whom the locks ask for at least.

namespace imdad::lp {

struct Aim {
    enum class Kind : std::uint8_t { value, worst_off, locks };

    struct Share {
        engine::Id group = engine::kNone;
        double weight = 0;  ///< omega of docs/method/certificates.md
    };

    /// Coverage of an area = sum of weight x served / target over its groups; weights sum to 1.
    struct Area {
        engine::Id area = engine::kNone;
        std::vector<Share> shares;
    };

    Kind kind = Kind::value;
    std::vector<std::int64_t> slopes;  ///< value: one per equal segment of coverage, falling
    std::vector<Area> areas;           ///< worst_off: the areas whose coverage counts
};

/// Persons whom the locks of the problem ask for at least and who are served.
[[nodiscard]] inline Aim lock_aim() {
    return {.kind = Aim::Kind::locks, .slopes = {}, .areas = {}};
}

[[nodiscard]] Aim value_aim(std::span<const std::int64_t> slopes);

/// All areas of level 1 and deeper that have a group, in order of the scenario, weighted by VEN
/// weight x programme weight. `problem` must be built from `scenario`; areas that `out_of_reach`
/// names stand outside, as they do in a plan. Those that no point of the relaxation serves are
/// left out by `Relaxation` itself.
[[nodiscard]] Aim worst_off_aim(const model::Scenario& scenario,
                                const engine::Problem& problem,
                                std::span<const engine::Id> out_of_reach = {});

}  // namespace imdad::lp
