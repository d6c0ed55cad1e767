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

/// How goods with an earmark and free goods follow each other.
enum class EarmarkOrder {
    together,        ///< whatever can come, those with an earmark before free ones
    earmarked_first  ///< first everything that goods with an earmark can do, later arrivals
                     ///< included
};

/// How much a group may ask for in one turn, at most: `longest` sixteenths of what is needed while
/// it is far from what the goods of its programme allow, and ever fewer towards that, where turns
/// decide who gets the last of it. One is fairest; more is faster.
struct Turns {
    int longest = 1;
};

/// Fills until nobody more can be served. Deterministic. Neither order is better always: goods with
/// an earmark that come late are foreseen by `earmarked_first` only, which in turn may spend shared
/// room or teams on those whom donors chose.
void fill_by_worth(Filling& filling,
                   const Slopes& slopes,
                   EarmarkOrder order = EarmarkOrder::together,
                   Turns turns = {});

/// Serves up to `want` persons of the unit in the first week from `week` on that takes anybody, and
/// leaves `week` there; 0 if none does. Rows only fill up while a plan is filled, so weeks that are
/// passed by need not be asked again.
std::int64_t serve_earliest(Filling& filling, Id unit, std::int64_t want, int& week);

}  // namespace imdad::engine
