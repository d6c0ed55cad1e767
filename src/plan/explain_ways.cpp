#include "plan/explain_ways.hpp"

#include "base/assert.hpp"

#include <algorithm>
#include <ranges>

namespace imdad::plan {

namespace {

using engine::Id;

constexpr std::uint32_t kStayed = 0xFFFFFFFFU;
constexpr std::uint32_t kStarted = 0x80000000U;

}  // namespace

Ways::Ways(const engine::Problem& problem, const engine::CommodityNet& net, const WayCosts& costs)
    : problem_(problem), net_(net), costs_(costs) {
    price_packs();
}

void Ways::price_packs() {
    pi_.assign(net_.rows, kNoWay);
    came_.assign(net_.rows, kStayed);
    IMDAD_ASSERT(net_.links.size() < kStarted, "links are numbered below the starts");
    const auto offer = [&](std::size_t row, double price, std::uint32_t from) {
        if (price < pi_[row]) {
            pi_[row] = price;
            came_[row] = from;
        }
    };
    for (std::size_t b = 0; b < net_.beginnings.size(); ++b) {
        const engine::Beginning& beginning = net_.beginnings[b];
        double least = kNoWay;
        for (const Id supply : beginning.supplies) {
            least = std::min(least, costs_.start(supply));
        }
        offer(net_.presences[beginning.presence].row_of(beginning.week),
              least,
              kStarted + static_cast<std::uint32_t>(b));
    }
    for (Id p = 0; p < net_.presences.size(); ++p) {
        const engine::Presence& here = net_.presences[p];
        for (std::size_t i = net_.links_to[p]; i < net_.links_to[p + 1]; ++i) {
            const engine::Link& link = net_.links[i];
            const engine::Presence& source = net_.presences[link.source];
            const int lead = problem_.arcs[link.arc].lead_weeks;
            for (int t = source.from; t <= source.to; ++t) {
                const double before = pi_[source.row_of(t)];
                if (engine::has_week(link.weeks, t) && before < kNoWay) {
                    offer(here.row_of(t + lead),
                          before + costs_.ship(link, t),
                          static_cast<std::uint32_t>(i));
                }
            }
        }
        const bool storable = problem_.products[net_.commodities[here.commodity].product].storable;
        for (int t = here.from; t <= here.to; ++t) {
            const std::size_t row = here.row_of(t);
            if (storable && t > here.from) {
                offer(row, pi_[row - 1], kStayed);
            }
            if (pi_[row] < kNoWay) {
                pi_[row] += costs_.stay(here, t);
            }
        }
    }
}

double Ways::price(Id presence, int week) const {
    return pi_[net_.presences[presence].row_of(week)];
}

std::vector<std::size_t> Ways::options_of(Id unit) const {
    std::vector<std::size_t> firsts;
    for (std::size_t i = net_.uses_of[unit]; i < net_.uses_of[unit + 1]; ++i) {
        if (firsts.empty() || net_.uses[i].option != net_.uses[firsts.back()].option) {
            firsts.push_back(i);
        }
    }
    return firsts;
}

std::size_t Ways::doses_at(std::size_t use) const {
    const engine::Use& first = net_.uses[use];
    return problem_.programmes[problem_.units[first.unit].programme]
        .options[first.option]
        .doses.size();
}

std::vector<Ways::Choice> Ways::choices_of(Id unit, std::size_t option_first) const {
    const Id option = net_.uses[option_first].option;
    const auto weeks = static_cast<std::size_t>(problem_.weeks);
    const std::size_t doses = doses_at(option_first);
    std::vector<Choice> best(doses * weeks);
    for (std::size_t i = option_first; i < net_.uses_of[unit + 1] && net_.uses[i].option == option;
         ++i) {
        const engine::Use& use = net_.uses[i];
        const engine::Presence& here = net_.presences[use.presence];
        const double packs = costs_.per_person ? use.packs_per_person : 1;
        for (int t = here.from; t <= here.to; ++t) {
            const double pack = pi_[here.row_of(t)];
            if (!engine::has_week(use.weeks, t) || pack == kNoWay) {
                continue;
            }
            const double cost = packs * pack + costs_.serve(use, t);
            Choice& choice = best[use.dose * weeks + static_cast<std::size_t>(t)];
            if (cost < choice.cost) {
                choice = {.cost = cost, .use = i};
            }
        }
    }
    const auto& rules = problem_.programmes[problem_.units[unit].programme].options[option].doses;
    for (std::size_t d = doses - 1; d > 0; --d) {
        for (std::size_t t = 0; t < weeks; ++t) {
            double next = kNoWay;
            int at = -1;
            const std::size_t first = t + static_cast<std::size_t>(rules[d].min_interval);
            const std::size_t last =
                std::min(weeks - 1, t + static_cast<std::size_t>(rules[d].max_interval));
            for (std::size_t r = first; r <= last; ++r) {
                if (best[d * weeks + r].cost < next) {
                    next = best[d * weeks + r].cost;
                    at = static_cast<int>(r);
                }
            }
            Choice& choice = best[(d - 1) * weeks + t];
            choice.cost += next;
            choice.next = at;
        }
    }
    return best;
}

std::vector<double> Ways::costs_of(Id unit) const {
    std::vector<double> costs(static_cast<std::size_t>(problem_.weeks), kNoWay);
    for (const std::size_t first : options_of(unit)) {
        const auto choices = choices_of(unit, first);
        for (std::size_t t = 0; t < costs.size(); ++t) {
            costs[t] = std::min(costs[t], choices[t].cost);
        }
    }
    return costs;
}

std::vector<WayStep> Ways::way(Id unit, int week) const {
    const auto weeks = static_cast<std::size_t>(problem_.weeks);
    std::vector<Choice> best;
    for (const std::size_t first : options_of(unit)) {
        auto choices = choices_of(unit, first);
        const auto t = static_cast<std::size_t>(week);
        if (best.empty() || choices[t].cost < best[t].cost) {
            best = std::move(choices);
        }
    }
    std::vector<WayStep> steps;
    int t = week;
    for (std::size_t d = 0; d * weeks < best.size(); ++d) {
        const Choice& choice = best[d * weeks + static_cast<std::size_t>(t)];
        IMDAD_ASSERT(choice.cost < kNoWay, "a way is walked only where there is one");
        const engine::Use& use = net_.uses[choice.use];
        walk(use.presence, t, use.packs_per_person, steps);
        steps.push_back({WayStep::Kind::serve,
                         static_cast<Id>(choice.use),
                         use.presence,
                         t,
                         use.packs_per_person});
        t = choice.next;
    }
    return steps;
}

void Ways::walk(Id presence, int week, double packs, std::vector<WayStep>& steps) const {
    const std::size_t begins = steps.size();
    while (true) {
        const engine::Presence& here = net_.presences[presence];
        steps.push_back({WayStep::Kind::stay, presence, presence, week, packs});
        const std::uint32_t came = came_[here.row_of(week)];
        if (came == kStayed) {
            --week;
        } else if (came >= kStarted) {
            const engine::Beginning& beginning = net_.beginnings[came - kStarted];
            const Id supply = *std::ranges::min_element(
                beginning.supplies, {}, [&](Id s) { return costs_.start(s); });
            steps.push_back({WayStep::Kind::start, supply, presence, week, packs});
            break;
        } else {
            const engine::Link& link = net_.links[came];
            week -= problem_.arcs[link.arc].lead_weeks;
            steps.push_back({WayStep::Kind::ship, came, presence, week, packs});
            presence = link.source;
        }
    }
    std::reverse(steps.begin() + static_cast<std::ptrdiff_t>(begins), steps.end());
}

}  // namespace imdad::plan
