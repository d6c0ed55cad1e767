#include "lp/aim.hpp"

#include <algorithm>

namespace imdad::lp {

using engine::Id;

Aim value_aim(std::span<const std::int64_t> slopes) {
    return {.kind = Aim::Kind::value, .slopes = {slopes.begin(), slopes.end()}, .areas = {}};
}

Aim worst_off_aim(const model::Scenario& scenario,
                  const engine::Problem& problem,
                  std::span<const Id> out_of_reach) {
    std::vector<Aim::Area> by_area(scenario->areas.size());
    for (Id g = 0; g < problem.groups.size(); ++g) {
        const engine::Group& group = problem.groups[g];
        if (group.target > 0) {
            // Not the group's weight: that holds the weight of the area too.
            const auto& programme = scenario->programmes[group.programme];
            by_area[group.area].shares.push_back(
                {g, static_cast<double>(model::programme_weight_nano(programme))});
        }
    }
    Aim aim{.kind = Aim::Kind::worst_off, .slopes = {}, .areas = {}};
    for (Id a = 0; a < by_area.size(); ++a) {
        Aim::Area& area = by_area[a];
        double sum = 0;
        for (const Aim::Share& share : area.shares) {
            sum += share.weight;
        }
        if (scenario->areas[a].level == 0 || sum <= 0 ||
            std::ranges::find(out_of_reach, a) != out_of_reach.end()) {
            continue;
        }
        for (Aim::Share& share : area.shares) {
            share.weight /= sum;
        }
        area.area = a;
        aim.areas.push_back(std::move(area));
    }
    return aim;
}

}  // namespace imdad::lp
