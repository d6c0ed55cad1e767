#pragma once

#include "engine/filling.hpp"

#include <vector>

/// Greedy water-filling: always the group whose next person is worth most, hence the worst-off
/// first; inside a group the need unit that is worst served.

namespace imdad::engine {

/// Worth of one more person of a group, by segment of its coverage: `slopes[j]` holds from
/// coverage j / slopes.size() on. Falling.
struct Slopes {
    std::vector<double> by_segment;
};

/// Fills until nobody more can be served. Deterministic.
void fill_by_worth(Filling& filling, const Slopes& slopes);

}  // namespace imdad::engine
