#pragma once

#include "engine/filling.hpp"

#include <string>
#include <vector>

/// What people do today, under the same rules as the plan, so that it can be compared: each order
/// fills until no feasible pack can be added.

namespace imdad::plan {

struct Baseline {
    std::string name;
    void (*fill)(engine::Filling&);
};

/// pro_rata: the same share of target for every area; what cannot move is shared out again.
void fill_pro_rata(engine::Filling& filling);

/// first_come_first_served: week by week, in the order of the files, each need in full.
void fill_first_come_first_served(engine::Filling& filling);

/// priority_greedy: the heaviest group first (programme weight x area weight), ties by programme
/// and then the largest target, each in full before the next.
void fill_priority_greedy(engine::Filling& filling);

[[nodiscard]] const std::vector<Baseline>& baselines();

}  // namespace imdad::plan
