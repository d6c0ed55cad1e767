#include "plan/reachability.hpp"

#include "engine/filling.hpp"

#include <algorithm>
#include <optional>

namespace imdad::plan {

namespace {

using engine::Id;

/// A copy of the problem without one kind of limit; reasons are found by lifting limits in turn.
engine::Problem without_room(engine::Problem problem) {
    constexpr engine::Room kOpen = {
        engine::kUnlimited, engine::kUnlimited, engine::kUnlimited, engine::kUnlimited};
    for (engine::Node& node : problem.nodes) {
        node.room = kOpen;
    }
    for (engine::Arc& arc : problem.arcs) {
        arc.room = kOpen;
    }
    problem.max_row.clear();
    return problem;
}

engine::Problem without_exclusions(engine::Problem problem) {
    for (engine::Lot& lot : problem.lots) {
        lot.earmark = engine::kNone;
    }
    problem.ineligible.assign(problem.products.size(), {});
    return problem;
}

engine::Problem without_locks(engine::Problem problem) {
    problem.locks.clear();
    problem.locks_of.clear();
    return problem;
}

/// True if one person of the unit can be served when nobody else is.
bool can_serve(engine::Filling& empty, Id unit) {
    for (int t = 0; t < empty.problem().weeks; ++t) {
        if (empty.need_left(unit, t) > 0 && empty.can_serve(unit, t)) {
            return true;
        }
    }
    return false;
}

bool any_supply(const engine::Problem& problem, Id programme) {
    return std::ranges::any_of(problem.supplies, [&](const engine::Supply& supply) {
        return supply.week < problem.weeks && supply.packs > 0 &&
               std::ranges::any_of(problem.programmes[programme].options,
                                   [&](const engine::Option& option) {
                                       return option.product == problem.lots[supply.lot].product;
                                   });
    });
}

/// True if a supply of the programme lies at a place of the group or upstream of one.
bool any_way(const engine::Problem& problem, const engine::Group& group) {
    for (const Id unit : group.units) {
        for (const Id place : problem.units[unit].places) {
            for (const Id node : problem.upstream[place].nodes) {
                for (const auto& option : problem.programmes[group.programme].options) {
                    if (!problem.supplies_at[problem.pair(node, option.product)].empty()) {
                        return true;
                    }
                }
            }
        }
    }
    return false;
}

}  // namespace

std::vector<std::string> unreachable_reasons(const model::Scenario&, const BuiltProblem& built) {
    const engine::Problem& problem = built.problem;
    std::vector<std::string> reasons(problem.groups.size());
    std::vector<Id> open;
    {
        engine::Filling empty(problem);
        for (Id g = 0; g < problem.groups.size(); ++g) {
            const engine::Group& group = problem.groups[g];
            if (!std::ranges::any_of(group.units,
                                     [&](Id unit) { return can_serve(empty, unit); })) {
                open.push_back(g);
            }
        }
    }
    if (open.empty()) {
        return reasons;
    }
    const engine::Problem roomy = without_room(problem);
    const engine::Problem free = without_exclusions(problem);
    std::optional<engine::Problem> unlocked;
    engine::Filling empty_roomy(roomy);
    engine::Filling empty_free(free);
    std::optional<engine::Filling> empty_unlocked;
    if (!problem.locks.empty()) {
        unlocked = without_locks(problem);
        empty_unlocked.emplace(*unlocked);
    }
    for (const Id g : open) {
        const engine::Group& group = problem.groups[g];
        const auto served_in = [&](engine::Filling& filling) {
            return std::ranges::any_of(group.units,
                                       [&](Id unit) { return can_serve(filling, unit); });
        };
        const bool has_place = std::ranges::any_of(
            group.units, [&](Id unit) { return !problem.units[unit].places.empty(); });
        if (!has_place) {
            reasons[g] = "no place in the area serves people";
        } else if (!any_supply(problem, group.programme)) {
            reasons[g] = "no supply of any product that serves this programme";
        } else if (!any_way(problem, group)) {
            reasons[g] = "no lane leads here from any supply";
        } else if (empty_unlocked && served_in(*empty_unlocked)) {
            reasons[g] = "a lock lets nobody be served here";
        } else if (served_in(empty_free)) {
            reasons[g] =
                "earmarks or eligibility keep every supply that could reach it from being used "
                "here";
        } else if (served_in(empty_roomy)) {
            reasons[g] = "a store or lane on every way has no room for one pack";
        } else {
            reasons[g] =
                "nothing can arrive in time with enough shelf life: rounds, lead times, closures, "
                "dates";
        }
    }
    return reasons;
}

}  // namespace imdad::plan
