#include "engine/coarse.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace imdad::engine {

namespace {

void add_room(Room& sum, const Room& room) {
    for (std::size_t c = 0; c < kClasses; ++c) {
        sum[c] = std::min(kUnlimited, sum[c] + room[c]);
    }
}

class Coarsener {
 public:
    explicit Coarsener(const Problem& problem) : problem_(problem) {}

    CoarseProblem build() {
        result_.problem.weeks = problem_.weeks;
        result_.problem.products = problem_.products;
        result_.problem.lots = problem_.lots;
        result_.problem.programmes = problem_.programmes;
        result_.problem.groups = problem_.groups;
        result_.problem.earmarks = problem_.earmarks;
        result_.problem.ineligible = problem_.ineligible;
        result_.problem.absorption = problem_.absorption;
        result_.problem.locks = problem_.locks;
        merge_nodes();
        for (LockRow& lock : result_.problem.locks) {
            lock.node = lock.node == kNone ? kNone : result_.node_of[lock.node];
        }
        merge_arcs();
        merge_units();
        merge_maximum();
        for (Supply supply : problem_.supplies) {
            supply.node = result_.node_of[supply.node];
            result_.problem.supplies.push_back(supply);
        }
        return std::move(result_);
    }

 private:
    using Way = std::pair<Id, int>;  ///< from, lead weeks

    void merge_nodes() {
        std::vector<std::vector<Way>> ways(problem_.nodes.size());
        std::vector<bool> sends(problem_.nodes.size(), false);
        for (const Arc& arc : problem_.arcs) {
            ways[arc.to].emplace_back(arc.from, arc.lead_weeks);
            sends[arc.from] = true;
        }
        // A place that a lock names stays by itself: the lock counts who is served there.
        std::vector<Id> named(problem_.nodes.size(), kNone);
        for (const LockRow& lock : problem_.locks) {
            if (lock.node != kNone) {
                named[lock.node] = lock.node;
            }
        }
        std::map<std::tuple<std::size_t, Id, std::vector<Id>, std::vector<Way>, Id>, Id> alike;
        for (Id n = 0; n < problem_.nodes.size(); ++n) {
            const Node& node = problem_.nodes[n];
            const auto id = static_cast<Id>(result_.problem.nodes.size());
            if (!sends[n]) {
                std::ranges::sort(ways[n]);
                const auto [at, is_new] = alike.try_emplace(
                    {node.level, node.area, node.absorption, ways[n], named[n]}, id);
                if (!is_new) {
                    result_.node_of.push_back(at->second);
                    Node& merged = result_.problem.nodes[at->second];
                    add_room(merged.room, node.room);
                    merged.serves |= node.serves;
                    continue;
                }
            }
            result_.node_of.push_back(id);
            result_.problem.nodes.push_back(node);
        }
    }

    void merge_arcs() {
        std::map<std::tuple<Id, Id, int>, Id> alike;
        for (const Arc& arc : problem_.arcs) {
            Arc merged = arc;
            merged.from = result_.node_of[arc.from];
            merged.to = result_.node_of[arc.to];
            const auto id = static_cast<Id>(result_.problem.arcs.size());
            const auto [at, is_new] =
                alike.try_emplace({merged.from, merged.to, merged.lead_weeks}, id);
            result_.arc_of.push_back(at->second);
            if (is_new) {
                result_.problem.arcs.push_back(merged);
            } else {
                add_room(result_.problem.arcs[at->second].room, arc.room);
                result_.problem.arcs[at->second].departs |= arc.departs;
            }
        }
    }

    void merge_units() {
        for (Group& group : result_.problem.groups) {
            group.units.clear();
        }
        const auto weeks = static_cast<std::size_t>(problem_.weeks);
        const std::vector<Id> free;
        std::map<std::tuple<Id, Id, std::vector<Id>, std::vector<Id>>, Id> alike;
        for (Id u = 0; u < problem_.units.size(); ++u) {
            NeedUnit unit = problem_.units[u];
            for (Id& place : unit.places) {
                place = result_.node_of[place];
            }
            std::ranges::sort(unit.places);
            unit.places.erase(std::unique(unit.places.begin(), unit.places.end()),
                              unit.places.end());
            const auto id = static_cast<Id>(result_.problem.units.size());
            const auto [at, is_new] =
                alike.try_emplace({unit.group,
                                   unit.activity,
                                   unit.places,
                                   problem_.locks_of.empty() ? free : problem_.locks_of[u]},
                                  id);
            result_.unit_of.push_back(at->second);
            if (is_new) {
                if (!problem_.locks_of.empty()) {
                    result_.problem.locks_of.push_back(problem_.locks_of[u]);
                }
                result_.problem.groups[unit.group].units.push_back(id);
                unit.total = 0;
                result_.problem.units.push_back(std::move(unit));
                result_.problem.need.resize(result_.problem.need.size() + weeks, 0);
            }
            result_.problem.units[at->second].total += problem_.units[u].total;
            for (std::size_t t = 0; t < weeks; ++t) {
                result_.problem.need[at->second * weeks + t] += problem_.need[u * weeks + t];
            }
        }
    }

    void merge_maximum() {
        if (problem_.max_row.empty()) {
            return;
        }
        Problem& to = result_.problem;
        const std::size_t products = problem_.products.size();
        // A place without a limit among those that are merged leaves the whole without one.
        std::vector<bool> free(to.nodes.size() * products, false);
        for (Id n = 0; n < problem_.nodes.size(); ++n) {
            for (Id p = 0; p < products; ++p) {
                if (problem_.max_row[problem_.pair(n, p)] == kNone) {
                    free[result_.node_of[n] * products + p] = true;
                }
            }
        }
        to.max_row.assign(to.nodes.size() * products, kNone);
        result_.maximum_of.assign(problem_.max_units.size(), kNone);
        for (Id n = 0; n < problem_.nodes.size(); ++n) {
            for (Id p = 0; p < products; ++p) {
                const Id row = problem_.max_row[problem_.pair(n, p)];
                const std::size_t pair = result_.node_of[n] * products + p;
                if (row == kNone || free[pair]) {
                    continue;
                }
                if (to.max_row[pair] == kNone) {
                    to.max_row[pair] = static_cast<Id>(to.max_units.size());
                    to.max_units.push_back(0);
                }
                result_.maximum_of[row] = to.max_row[pair];
                to.max_units[to.max_row[pair]] += problem_.max_units[row];
            }
        }
    }

    const Problem& problem_;
    CoarseProblem result_;
};

/// Ids of the coarse net for those of the whole.
class Matching {
 public:
    Matching(const CommodityNet& net, const CoarseProblem& coarse, const CommodityNet& coarse_net)
        : coarse_net_(coarse_net) {
        for (Id p = 0; p < coarse_net.presences.size(); ++p) {
            const Presence& there = coarse_net.presences[p];
            by_key_[{there.node, coarse_net.commodities[there.commodity]}] = p;
        }
        for (const Presence& here : net.presences) {
            const auto found =
                by_key_.find({coarse.node_of[here.node], net.commodities[here.commodity]});
            presence_.push_back(found == by_key_.end() ? kNone : found->second);
        }
        link_.assign(net.links.size(), kNone);
        for (std::size_t i = 0; i < net.links.size(); ++i) {
            const Link& link = net.links[i];
            const Id source = presence_[link.source];
            const Id target = presence_[link.target];
            if (source == kNone || target == kNone) {
                continue;
            }
            for (std::size_t l = coarse_net.links_to[target]; l < coarse_net.links_to[target + 1];
                 ++l) {
                if (coarse_net.links[l].source == source &&
                    coarse_net.links[l].arc == coarse.arc_of[link.arc]) {
                    link_[i] = static_cast<Id>(l);
                }
            }
        }
    }

    [[nodiscard]] Id presence(std::size_t of_whole) const { return presence_[of_whole]; }

    [[nodiscard]] Id link(std::size_t of_whole) const { return link_[of_whole]; }

 private:
    const CommodityNet& coarse_net_;
    std::map<std::pair<Id, Commodity>, Id> by_key_;
    std::vector<Id> presence_;
    std::vector<Id> link_;
};

/// Each figure as a share of all that belong to the same id.
std::vector<double> shares(const std::vector<double>& figures,
                           const std::vector<Id>& ids,
                           std::size_t count) {
    std::vector<double> sums(count, 0);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        if (ids[i] != kNone) {
            sums[ids[i]] += figures[i];
        }
    }
    std::vector<double> result(figures.size(), 0);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        if (ids[i] != kNone && sums[ids[i]] > 0) {
            result[i] = figures[i] / sums[ids[i]];
        }
    }
    return result;
}

}  // namespace

CoarseProblem coarsen(const Problem& problem) {
    return Coarsener(problem).build();
}

Prices prices_of_whole(const Problem& problem, const CoarseProblem& coarse, const Prices& prices) {
    Prices result(problem);
    const auto weeks = static_cast<std::size_t>(problem.weeks);
    result.supply = prices.supply;
    result.absorption = prices.absorption;
    result.lock_most = prices.lock_most;
    result.lock_least = prices.lock_least;
    for (Id a = 0; a < problem.arcs.size(); ++a) {
        for (std::size_t c = 0; c < kClasses; ++c) {
            if (problem.arcs[a].room[c] >= kUnlimited) {
                continue;
            }
            for (std::size_t t = 0; t < weeks; ++t) {
                if (has_week(problem.arcs[a].departs, static_cast<int>(t))) {
                    result.lane[(a * kClasses + c) * weeks + t] =
                        prices.lane[(coarse.arc_of[a] * kClasses + c) * weeks + t];
                }
            }
        }
    }
    for (Id n = 0; n < problem.nodes.size(); ++n) {
        for (std::size_t c = 0; c < kClasses; ++c) {
            if (problem.nodes[n].room[c] < kUnlimited) {
                std::copy_n(&prices.store[(coarse.node_of[n] * kClasses + c) * weeks],
                            weeks,
                            &result.store[(n * kClasses + c) * weeks]);
            }
        }
    }
    for (std::size_t row = 0; row < problem.max_units.size(); ++row) {
        if (coarse.maximum_of[row] != kNone) {
            std::copy_n(&prices.maximum[coarse.maximum_of[row] * weeks],
                        weeks,
                        &result.maximum[row * weeks]);
        }
    }
    return result;
}

Flows flows_of_whole(const Problem& problem,
                     const CommodityNet& net,
                     const CoarseProblem& coarse,
                     const CommodityNet& coarse_net,
                     const Flows& flows) {
    const Matching matching(net, coarse, coarse_net);
    const std::size_t weeks = flows.weeks;
    const ExpectedFlows expected =
        expected_flows(problem, net, std::vector<double>(problem.groups.size(), 1.0));
    Flows result{.weeks = weeks};

    std::vector<Id> ids(net.links.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        ids[i] = matching.link(i);
    }
    std::vector<double> share = shares(expected.link, ids, coarse_net.links.size());
    result.ship.assign(net.links.size() * weeks, 0);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        for (std::size_t t = 0; t < weeks && ids[i] != kNone; ++t) {
            result.ship[i * weeks + t] =
                static_cast<float>(share[i]) * flows.ship[ids[i] * weeks + t];
        }
    }

    ids.resize(net.presences.size());
    for (std::size_t p = 0; p < ids.size(); ++p) {
        ids[p] = matching.presence(p);
    }
    share = shares(expected.presence, ids, coarse_net.presences.size());
    result.stock.assign(net.rows, 0);
    for (std::size_t p = 0; p < ids.size(); ++p) {
        const Presence& here = net.presences[p];
        for (int t = here.from; t <= here.to && ids[p] != kNone; ++t) {
            const Presence& there = coarse_net.presences[ids[p]];
            if (t >= there.from && t <= there.to) {
                result.stock[here.row_of(t)] =
                    static_cast<float>(share[p]) * flows.stock[there.row_of(t)];
            }
        }
    }

    std::map<std::pair<Id, int>, std::size_t> begins;
    for (std::size_t b = 0; b < coarse_net.beginnings.size(); ++b) {
        begins[{coarse_net.beginnings[b].presence, coarse_net.beginnings[b].week}] = b;
    }
    for (const Beginning& beginning : net.beginnings) {
        const auto there = begins.find({ids[beginning.presence], beginning.week});
        float packs = 0;
        if (there != begins.end()) {
            packs = flows.begin[there->second] * static_cast<float>(beginning.packs) /
                    static_cast<float>(coarse_net.beginnings[there->second].packs);
        }
        result.begin.push_back(packs);
    }

    std::map<std::tuple<Id, Id, Id, Id>, std::size_t> uses;
    for (std::size_t i = 0; i < coarse_net.uses.size(); ++i) {
        const Use& use = coarse_net.uses[i];
        uses[{use.unit, use.option, use.dose, use.presence}] = i;
    }
    std::vector<Id> use_ids(net.uses.size(), kNone);
    for (std::size_t i = 0; i < net.uses.size(); ++i) {
        const Use& use = net.uses[i];
        const auto there =
            uses.find({coarse.unit_of[use.unit], use.option, use.dose, ids[use.presence]});
        if (there != uses.end()) {
            use_ids[i] = static_cast<Id>(there->second);
        }
    }
    share = shares(expected.use, use_ids, coarse_net.uses.size());
    result.serve.assign(net.uses.size() * weeks, 0);
    for (std::size_t i = 0; i < net.uses.size(); ++i) {
        for (std::size_t t = 0; t < weeks && use_ids[i] != kNone; ++t) {
            if (has_week(net.uses[i].weeks, static_cast<int>(t))) {
                result.serve[i * weeks + t] =
                    static_cast<float>(share[i]) * flows.serve[use_ids[i] * weeks + t];
            }
        }
    }
    return result;
}

}  // namespace imdad::engine
