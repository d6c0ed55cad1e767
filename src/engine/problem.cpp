#include "engine/problem.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <tuple>

namespace imdad::engine {

WeekMask Problem::allowed(Id lot, Id unit, Id node) const {
    const NeedUnit& need_unit = units[unit];
    WeekMask mask = week_range(0, weeks - 1);
    const Id earmark = lots[lot].earmark;
    if (earmark != kNone) {
        const EarmarkRule& rule = earmarks[earmark];
        if (!rule.areas[need_unit.area] || !rule.programmes[need_unit.programme]) {
            return 0;
        }
        if (!rule.activities.empty() &&
            (need_unit.activity == kNone || !rule.activities[need_unit.activity])) {
            return 0;
        }
        mask &= rule.weeks;
    }
    const auto& refused = ineligible[lots[lot].product];
    if (!refused.empty()) {
        mask &= ~refused[need_unit.area];
        if (nodes[node].area != kNone) {
            mask &= ~refused[nodes[node].area];
        }
    }
    return mask;
}

WeekMask Problem::barred(Id unit, Id node, Id product) const {
    WeekMask mask = 0;
    if (is_locked(unit)) {
        for (const Id id : locks_of[unit]) {
            const LockRow& lock = locks[id];
            if (lock.at_most == 0 && (lock.node == kNone || lock.node == node) &&
                (lock.product == kNone || lock.product == product)) {
                mask |= lock.weeks;
            }
        }
    }
    return mask;
}

namespace {

/// Rank of each node: every arc goes from a lower rank to a higher one.
std::vector<std::uint32_t> topological_rank(const Problem& problem,
                                            const std::vector<std::vector<Id>>& out) {
    std::vector<std::uint32_t> incoming(problem.nodes.size(), 0);
    for (const Arc& arc : problem.arcs) {
        ++incoming[arc.to];
    }
    std::vector<Id> ready;
    for (Id n = 0; n < problem.nodes.size(); ++n) {
        if (incoming[n] == 0) {
            ready.push_back(n);
        }
    }
    std::vector<std::uint32_t> rank(problem.nodes.size(), 0);
    std::uint32_t next_rank = 0;
    for (std::size_t i = 0; i < ready.size(); ++i) {
        rank[ready[i]] = next_rank++;
        for (const Id a : out[ready[i]]) {
            if (--incoming[problem.arcs[a].to] == 0) {
                ready.push_back(problem.arcs[a].to);
            }
        }
    }
    IMDAD_ASSERT(next_rank == problem.nodes.size(), "a scenario's lanes never form a cycle");
    return rank;
}

Upstream upstream_of(const Problem& problem,
                     Id place,
                     const std::vector<std::vector<Id>>& in,
                     const std::vector<std::uint32_t>& rank,
                     std::vector<std::uint32_t>& position) {
    Upstream result;
    result.nodes.push_back(place);
    position[place] = 0;
    for (std::size_t i = 0; i < result.nodes.size(); ++i) {
        for (const Id a : in[result.nodes[i]]) {
            const Id from = problem.arcs[a].from;
            if (position[from] == kNone) {
                position[from] = 0;
                result.nodes.push_back(from);
            }
        }
    }
    std::ranges::sort(result.nodes, [&](Id a, Id b) { return rank[a] > rank[b]; });
    for (std::uint32_t i = 0; i < result.nodes.size(); ++i) {
        position[result.nodes[i]] = i;
    }
    result.links.resize(result.nodes.size());
    for (std::uint32_t i = 0; i < result.nodes.size(); ++i) {
        for (const Id a : in[result.nodes[i]]) {
            result.links[position[problem.arcs[a].from]].push_back({a, i});
        }
    }
    result.lead_weeks.assign(result.nodes.size(), 0);
    for (std::size_t i = 1; i < result.nodes.size(); ++i) {
        int quickest = kWeeksMax;
        for (const Upstream::Link& link : result.links[i]) {
            quickest = std::min(
                quickest, problem.arcs[link.arc].lead_weeks + result.lead_weeks[link.to_position]);
        }
        result.lead_weeks[i] = quickest;
    }
    for (auto& links : result.links) {
        std::ranges::sort(links, [&](const Upstream::Link& a, const Upstream::Link& b) {
            return std::tuple(problem.arcs[a.arc].cost, a.arc) <
                   std::tuple(problem.arcs[b.arc].cost, b.arc);
        });
    }
    for (const Id n : result.nodes) {
        position[n] = kNone;
    }
    return result;
}

}  // namespace

void index_problem(Problem& problem) {
    std::vector<std::vector<Id>> in(problem.nodes.size());
    std::vector<std::vector<Id>> out(problem.nodes.size());
    for (Id a = 0; a < problem.arcs.size(); ++a) {
        in[problem.arcs[a].to].push_back(a);
        out[problem.arcs[a].from].push_back(a);
    }
    const auto rank = topological_rank(problem, out);

    problem.upstream.assign(problem.nodes.size(), {});
    std::vector<std::uint32_t> position(problem.nodes.size(), kNone);
    const auto ensure = [&](Id place) {
        if (problem.upstream[place].nodes.empty()) {
            problem.upstream[place] = upstream_of(problem, place, in, rank, position);
        }
    };
    for (const NeedUnit& unit : problem.units) {
        std::ranges::for_each(unit.places, ensure);
    }
    for (const auto& target : problem.closing) {
        ensure(target.node);
    }

    problem.supplies_at.assign(problem.nodes.size() * problem.products.size(), {});
    for (Id s = 0; s < problem.supplies.size(); ++s) {
        const Supply& supply = problem.supplies[s];
        if (supply.week < problem.weeks && supply.packs > 0) {
            problem.supplies_at[problem.pair(supply.node, problem.lots[supply.lot].product)]
                .push_back(s);
        }
    }
}

}  // namespace imdad::engine
