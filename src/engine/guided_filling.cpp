#include "engine/guided_filling.hpp"

#include "engine/water_filling.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace imdad::engine {

namespace {

/// A way is looked for so often for the packs of one place and week.
constexpr int kTries = 6;

class Guide {
 public:
    Guide(Filling& filling, const CommodityNet& net, Flows flows, double nearly)
        : filling_(filling),
          problem_(filling.problem()),
          net_(net),
          flows_(std::move(flows)),
          nearly_(nearly) {
        uses_at_.resize(net.presences.size());
        for (std::size_t i = 0; i < net.uses.size(); ++i) {
            uses_at_[net.uses[i].presence].push_back(i);
        }
        beginnings_at_.assign(net.presences.size() + 1, 0);
        for (const Beginning& beginning : net.beginnings) {
            ++beginnings_at_[beginning.presence + 1];
        }
        for (std::size_t p = 0; p < net.presences.size(); ++p) {
            beginnings_at_[p + 1] += beginnings_at_[p];
        }
        used_.assign(net.presences.size(), 0);
        came_.assign(net.presences.size(), 0);
        asked_.assign(net.uses.size(), 0);
        served_.assign(net.uses.size(), 0);
    }

    void run() {
        for (int t = 0; t < problem_.weeks; ++t) {
            for (Id p = 0; p < net_.presences.size(); ++p) {
                if (!uses_at_[p].empty()) {
                    week_at(p, t);
                }
            }
        }
    }

 private:
    void week_at(Id p, int t) {
        double packs = 0;
        bool series = false;
        for (const std::size_t i : uses_at_[p]) {
            const auto persons =
                static_cast<double>(flows_.serve[i * flows_.weeks + static_cast<std::size_t>(t)]);
            if (is_series(net_.uses[i])) {
                series = series || persons > 0;
            } else {
                packs += persons * net_.uses[i].packs_per_person;
            }
            asked_[i] += persons;
        }
        used_[p] += packs;
        if (packs > 0) {
            bring(p, t);
        }
        if (packs > 0 || series) {
            serve(p, t);
        }
    }

    [[nodiscard]] const Option& option_of(const Use& use) const {
        return problem_.programmes[problem_.units[use.unit].programme].options[use.option];
    }

    [[nodiscard]] bool is_series(const Use& use) const { return option_of(use).doses.size() > 1; }

    void bring(Id p, int t) {
        for (int n = 0; n < kTries; ++n) {
            const auto due = static_cast<std::int64_t>(std::floor(used_[p] + nearly_)) - came_[p];
            if (due <= 0 || !bring_once(p, t, due)) {
                return;
            }
        }
    }

    struct Hop {
        std::size_t link = 0;
        int week = 0;
    };

    /// Follows the largest flows back from the place to a supply.
    bool bring_once(Id p, int t, std::int64_t due) {
        hops_.clear();
        stays_.clear();
        Id at = p;
        int week = t;
        auto least = static_cast<double>(due);
        for (;;) {
            const Presence& here = net_.presences[at];
            const std::size_t beginning = best_beginning(at, week);
            double best = beginning == kNowhere ? 0 : static_cast<double>(flows_.begin[beginning]);
            bool stays = false;
            std::size_t link = kNowhere;
            if (week > here.from) {
                const auto stock = static_cast<double>(flows_.stock[here.row_of(week - 1)]);
                if (stock > best) {
                    best = stock;
                    stays = true;
                }
            }
            for (std::size_t i = net_.links_to[at]; i < net_.links_to[at + 1]; ++i) {
                const int departure = week - problem_.arcs[net_.links[i].arc].lead_weeks;
                if (departure < 0 || !has_week(net_.links[i].weeks, departure)) {
                    continue;
                }
                const auto flow = static_cast<double>(
                    flows_.ship[i * flows_.weeks + static_cast<std::size_t>(departure)]);
                if (flow > best) {
                    best = flow;
                    stays = false;
                    link = i;
                }
            }
            if (best <= 1e-4) {
                return false;
            }
            least = std::min(least, best);
            if (stays) {
                --week;
                stays_.push_back(here.row_of(week));
            } else if (link != kNowhere) {
                week -= problem_.arcs[net_.links[link].arc].lead_weeks;
                hops_.push_back({link, week});
                at = net_.links[link].source;
            } else {
                return send(p,
                            t,
                            beginning,
                            std::max<std::int64_t>(1, std::llround(std::floor(least + nearly_))));
            }
        }
    }

    static constexpr std::size_t kNowhere = ~std::size_t{0};

    [[nodiscard]] std::size_t best_beginning(Id presence, int week) const {
        for (std::size_t b = beginnings_at_[presence]; b < beginnings_at_[presence + 1]; ++b) {
            if (net_.beginnings[b].week == week) {
                return b;
            }
        }
        return kNowhere;
    }

    bool send(Id p, int t, std::size_t beginning, std::int64_t packs) {
        const Beginning& start = net_.beginnings[beginning];
        std::int64_t sent = 0;
        for (const Id supply : start.supplies) {
            const std::int64_t left = filling_.sources().supply(supply);
            const std::optional<Route> way =
                left > 0 && sent < packs ? route(supply, t) : std::nullopt;
            if (way) {
                sent += filling_.follow(*way, t, std::min(left, packs - sent));
            }
        }
        came_[p] += sent;
        // What was asked is taken off even where it did not fit, so that another way is tried.
        const auto off = static_cast<float>(packs);
        flows_.begin[beginning] -= off;
        for (const std::size_t row : stays_) {
            flows_.stock[row] -= off;
        }
        for (const Hop& hop : hops_) {
            flows_.ship[hop.link * flows_.weeks + static_cast<std::size_t>(hop.week)] -= off;
        }
        return true;
    }

    /// The way of the hops for packs of this supply; none where a level keeps them for some days
    /// only, which the relaxation leaves out, and they would leave or be used too late.
    [[nodiscard]] std::optional<Route> route(Id supply, int use_week) const {
        const Supply& row = problem_.supplies[supply];
        const Lot& lot = problem_.lots[row.lot];
        Route result;
        int use_by = use_by_after(
            lot.expiry_day, problem_.packing(lot.product, row.node).max_days, row.week);
        result.source = {.supply = supply, .lot = row.lot, .week = row.week, .use_by_day = use_by};
        int there = row.week;
        for (auto hop = hops_.rbegin(); hop != hops_.rend(); ++hop) {
            const Arc& arc = problem_.arcs[net_.links[hop->link].arc];
            if (last_usable_week(use_by) < hop->week) {
                return std::nullopt;
            }
            result.steps.push_back({.arc = net_.links[hop->link].arc,
                                    .week = hop->week,
                                    .use_by_day = use_by,
                                    .stored_from = there});
            there = hop->week + arc.lead_weeks;
            use_by = use_by_after(use_by, problem_.packing(lot.product, arc.to).max_days, there);
        }
        if (last_usable_week(use_by) < use_week) {
            return std::nullopt;
        }
        result.arrival_week = there;
        result.use_by_day = use_by;
        return result;
    }

    void serve(Id p, int t) {
        for (const std::size_t i : uses_at_[p]) {
            const Use& use = net_.uses[i];
            const auto want =
                static_cast<std::int64_t>(std::floor(asked_[i] + nearly_)) - served_[i];
            if (want <= 0 || use.dose > 0) {
                continue;
            }
            if (is_series(use)) {
                served_[i] += filling_.serve(use.unit, t, want, true);
            } else {
                const auto& places = problem_.units[use.unit].places;
                const auto place = static_cast<std::size_t>(
                    std::ranges::find(places, net_.presences[p].node) - places.begin());
                served_[i] += filling_.serve_from_stock(use.unit, place, use.option, t, want);
            }
        }
    }

    Filling& filling_;
    const Problem& problem_;
    const CommodityNet& net_;
    Flows flows_;
    double nearly_;
    std::vector<std::vector<std::size_t>> uses_at_;  ///< by presence
    std::vector<std::size_t> beginnings_at_;         ///< first of each presence; one more
    std::vector<double> used_;          ///< by presence: packs that the flows use so far
    std::vector<std::int64_t> came_;    ///< by presence: packs brought
    std::vector<double> asked_;         ///< by use: persons that the flows serve so far
    std::vector<std::int64_t> served_;  ///< by use
    std::vector<Hop> hops_;             ///< scratch: the way, last hop first
    std::vector<std::size_t> stays_;    ///< scratch: rows of stock on the way
};

/// One area after the other, the worst-off first.
class AreaFill {
 public:
    AreaFill(Filling& filling,
             const WorstOffAim& aim,
             const std::vector<double>& wanted,
             std::int64_t steps)
        : filling_(filling),
          problem_(filling.problem()),
          aim_(aim),
          wanted_(wanted),
          steps_(steps),
          served_(problem_.groups.size(), 0),
          closed_(problem_.units.size(), false),
          next_week_(problem_.units.size(), 0) {
        for (Id g = 0; g < problem_.groups.size(); ++g) {
            for (const Id unit : problem_.groups[g].units) {
                served_[g] += filling.served(unit);
            }
        }
    }

    void run(double most) {
        std::vector<bool> done(aim_.areas.size(), false);
        for (;;) {
            std::size_t worst = aim_.areas.size();
            double least = most;
            for (std::size_t d = 0; d < aim_.areas.size(); ++d) {
                if (!done[d] && coverage(d) < least) {
                    least = coverage(d);
                    worst = d;
                }
            }
            if (worst == aim_.areas.size()) {
                return;
            }
            done[worst] = !help(worst);
        }
    }

 private:
    [[nodiscard]] double coverage(std::size_t area) const {
        double sum = 0;
        for (const AreaShareOfGroup& part : aim_.areas[area]) {
            sum += part.weight * static_cast<double>(served_[part.group]) /
                   static_cast<double>(problem_.groups[part.group].target);
        }
        return sum;
    }

    /// Serves some people of the group that falls shortest and can still be helped.
    bool help(std::size_t area) {
        std::vector<std::pair<double, Id>> order;
        for (const AreaShareOfGroup& part : aim_.areas[area]) {
            const auto target = static_cast<double>(problem_.groups[part.group].target);
            order.emplace_back(
                part.weight * (static_cast<double>(served_[part.group]) - wanted_[part.group]) /
                    target,
                part.group);
        }
        std::ranges::sort(order);
        for (const auto& [missing, group] : order) {
            for (const Id unit : problem_.groups[group].units) {
                const std::int64_t persons = closed_[unit] ? 0 : step(unit, group);
                if (persons > 0) {
                    served_[group] += persons;
                    return true;
                }
                closed_[unit] = true;
            }
        }
        return false;
    }

    std::int64_t step(Id unit, Id group) {
        const std::int64_t want = std::max<std::int64_t>(1, problem_.groups[group].target / steps_);
        return serve_earliest(filling_, unit, want, next_week_[unit]);
    }

    Filling& filling_;
    const Problem& problem_;
    const WorstOffAim& aim_;
    const std::vector<double>& wanted_;
    std::int64_t steps_;
    std::vector<std::int64_t> served_;
    std::vector<bool> closed_;
    std::vector<int> next_week_;
};

}  // namespace

void fill_worst_areas(Filling& filling,
                      const WorstOffAim& aim,
                      const std::vector<double>& wanted,
                      double most,
                      std::int64_t steps) {
    AreaFill(filling, aim, wanted, steps).run(most);
}

namespace {

/// Takes off the flows whom the plan serves already: what the locks asked for comes first.
void take_off_served(const Filling& filling, const CommodityNet& net, Flows& flows) {
    const Problem& problem = filling.problem();
    for (Id u = 0; u < problem.units.size(); ++u) {
        for (std::size_t t = 0; t < flows.weeks && filling.served(u) > 0; ++t) {
            auto persons = static_cast<float>(filling.started(u, static_cast<int>(t)));
            for (std::size_t i = net.uses_of[u]; i < net.uses_of[u + 1] && persons > 0; ++i) {
                float& flow = flows.serve[i * flows.weeks + t];
                if (net.uses[i].dose == 0) {
                    const float met = std::min(persons, flow);
                    flow -= met;
                    persons -= met;
                }
            }
        }
    }
}

}  // namespace

void fill_along(Filling& filling,
                const CommodityNet& net,
                Flows flows,
                const std::vector<bool>& products,
                double nearly) {
    if (!filling.problem().locks.empty()) {
        take_off_served(filling, net, flows);
    }
    for (std::size_t i = 0; i < net.uses.size(); ++i) {
        const Presence& here = net.presences[net.uses[i].presence];
        if (!products[net.commodities[here.commodity].product]) {
            std::fill_n(flows.serve.begin() + static_cast<std::ptrdiff_t>(i * flows.weeks),
                        flows.weeks,
                        0.0F);
        }
    }
    Guide(filling, net, std::move(flows), nearly).run();
}

Problem in_thousandths(const Problem& problem) {
    Problem fine = problem;
    const auto times = [](std::int64_t& figure) {
        figure = figure >= kUnlimited / kThousand ? kUnlimited : figure * kThousand;
    };
    for (Node& node : fine.nodes) {
        std::ranges::for_each(node.room, times);
    }
    for (Arc& arc : fine.arcs) {
        std::ranges::for_each(arc.room, times);
    }
    for (Supply& supply : fine.supplies) {
        times(supply.packs);
    }
    for (NeedUnit& unit : fine.units) {
        times(unit.total);
    }
    for (Group& group : fine.groups) {
        times(group.target);
    }
    std::ranges::for_each(fine.need, times);
    for (AbsorptionRow& row : fine.absorption) {
        times(row.persons_per_week);
    }
    for (LockRow& lock : fine.locks) {
        times(lock.at_least);
        times(lock.at_most);
    }
    std::ranges::for_each(fine.max_units, times);
    for (Product& product : fine.products) {
        for (Packing& packing : product.at_level) {
            packing.ship_multiple = 1;
        }
    }
    return fine;
}

std::vector<bool> scarce_products(const Problem& problem,
                                  const CommodityNet& net,
                                  const Flows& flows,
                                  const std::vector<double>& pi,
                                  double share) {
    std::vector<double> worth(problem.products.size(), 0);
    double sum = 0;
    for (std::size_t i = 0; i < net.uses.size(); ++i) {
        const Use& use = net.uses[i];
        const Presence& here = net.presences[use.presence];
        for (int t = here.from; t <= here.to; ++t) {
            const auto persons =
                static_cast<double>(flows.serve[i * flows.weeks + static_cast<std::size_t>(t)]);
            if (persons > 0 && std::isfinite(pi[here.row_of(t)])) {
                const double paid = persons * use.packs_per_person * pi[here.row_of(t)];
                worth[net.commodities[here.commodity].product] += paid;
                sum += paid;
            }
        }
    }
    std::vector<bool> result;
    result.reserve(worth.size());
    for (const double paid : worth) {
        result.push_back(paid > share * sum);
    }
    return result;
}

}  // namespace imdad::engine
