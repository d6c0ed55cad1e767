#include "engine/failed_routes.hpp"

#include <algorithm>

namespace imdad::engine {

FailedRoutes::FailedRoutes(const Problem& problem)
    : problem_(problem),
      by_place_(problem.nodes.size() * problem.products.size()),
      freed_(problem.nodes.size(), 0) {
    std::size_t slots = 0;
    first_slot_.reserve(problem.units.size());
    for (const NeedUnit& unit : problem.units) {
        first_slot_.push_back(slots);
        slots += unit.places.size() * problem.programmes[unit.programme].options.size();
    }
    by_unit_.resize(slots);
    earmarked_by_unit_.resize(slots);
}

std::size_t FailedRoutes::slot(Id unit, std::size_t place, Id option) const {
    const Id programme = problem_.units[unit].programme;
    return first_slot_[unit] + place * problem_.programmes[programme].options.size() + option;
}

bool FailedRoutes::stale(const Memory& memory, Id place) const {
    return std::ranges::any_of(problem_.upstream[place].nodes,
                               [&](Id node) { return freed_[node] > memory.since; });
}

void FailedRoutes::remember(Memory& memory, Id place, WeekMask weeks) {
    if (stale(memory, place)) {
        memory.weeks = 0;
    }
    // Nothing was freed since the older weeks were noted, or they have just been dropped.
    memory.since = now_;
    memory.weeks |= weeks;
}

}  // namespace imdad::engine
