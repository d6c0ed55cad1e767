#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

#include "benchmarks/plan/relaxation.hpp"

namespace imdad::benchmarks {

namespace {

using engine::Id;
using engine::kClasses;
using engine::kNone;
using engine::Problem;
using engine::WeekMask;

bool has_use_by_dates(const Problem& problem) {
    const auto limits_days = [](const engine::Product& product) {
        return std::ranges::any_of(product.at_level, [](const engine::Packing& packing) {
            return packing.max_days != engine::kNever;
        });
    };
    return std::ranges::any_of(problem.products, limits_days) ||
           std::ranges::any_of(problem.lots, [](const engine::Lot& lot) {
               return lot.expiry_day != engine::kNever ||
                      lot.last_arrival_week != engine::kWeeksMax;
           });
}

/// What a planner must respect and these rows do not say, in words; empty if nothing.
std::string features_not_held(const Problem& problem) {
    const auto moves_in_multiples = [](const engine::Product& product) {
        return std::ranges::any_of(product.at_level, [](const engine::Packing& packing) {
            return packing.ship_multiple != 1;
        });
    };
    const auto is_series = [](const engine::Programme& programme) {
        return std::ranges::any_of(programme.options, [](const engine::Option& option) {
            return option.doses.size() != 1;
        });
    };
    const auto waits = [](const engine::Programme& programme) { return programme.max_wait != 0; };
    const auto is_seat = [](const engine::Product& product) { return !product.storable; };
    const std::pair<bool, const char*> features[] = {
        {std::ranges::any_of(problem.products, is_seat), "seats"},
        {has_use_by_dates(problem), "use-by dates"},
        {std::ranges::any_of(problem.products, moves_in_multiples), "multiples of packs on lanes"},
        {std::ranges::any_of(problem.programmes, is_series), "series of doses"},
        {std::ranges::any_of(problem.programmes, waits), "need that waits"},
        {!problem.absorption.empty(), "absorption"},
        {!problem.max_units.empty(), "maximum stock"},
        {!problem.closing.empty(), "closing stock"}};
    std::string names;
    for (const auto& [present, name] : features) {
        if (present) {
            names += (names.empty() ? "" : ", ") + std::string(name);
        }
    }
    return names;
}

}  // namespace

base::Result<Relaxation> Relaxation::build(const Problem& problem,
                                           std::span<const std::int64_t> slopes) {
    if (const std::string features = features_not_held(problem); !features.empty()) {
        return base::fail("not_in_relaxation",
                          "the linear relaxation cannot be written: it does not hold " + features +
                              ", which this instance has");
    }
    return Relaxation(problem, slopes);
}

Relaxation::Relaxation(const Problem& problem, std::span<const std::int64_t> slopes)
    : problem_(&problem) {
    const auto sum = std::accumulate(slopes.begin(), slopes.end(), std::int64_t{0});
    for (const std::int64_t slope : slopes) {
        slope_shares_.push_back(static_cast<double>(slope) / static_cast<double>(sum));
    }
    for (Id u = 0; u < problem.units.size(); ++u) {
        WeekMask& weeks = needed_.emplace_back(0);
        for (int t = 0; t < problem.weeks; ++t) {
            weeks |= problem.need_at(u, t) > 0 ? engine::week_bit(t) : 0;
        }
    }
    find_commodities();
    windows_.resize(commodities_.size() * problem.nodes.size());
    for (Id k = 0; k < commodities_.size(); ++k) {
        find_windows(k);
    }
    merge_supplies();
    give_room_to_opened_units();
    mark_rows();
}

void Relaxation::find_commodities() {
    std::map<std::pair<Id, Id>, std::vector<Id>> lots;
    for (Id l = 0; l < problem_->lots.size(); ++l) {
        // No earmark comes first: kNone is the largest number.
        lots[{problem_->lots[l].product, problem_->lots[l].earmark + 1}].push_back(l);
    }
    of_product_.resize(problem_->products.size());
    for (auto& [key, of_key] : lots) {
        of_product_[key.first].push_back(static_cast<Id>(commodities_.size()));
        commodities_.push_back({key.first, key.second - 1, std::move(of_key)});
    }
}

/// From when on the commodity can be at each node, and until when it is of use there. Lanes form no
/// cycle, so the sweeps end after as many rounds as the chain has links.
void Relaxation::find_windows(Id commodity) {
    const auto windows =
        std::span(windows_).subspan(commodity * problem_->nodes.size(), problem_->nodes.size());
    std::ranges::fill(windows, Window{problem_->weeks, -1});
    const Id product = commodities_[commodity].product;
    for (Id u = 0; u < problem_->units.size(); ++u) {
        const engine::NeedUnit& unit = problem_->units[u];
        const auto& options = problem_->programmes[unit.programme].options;
        if (std::ranges::find(options, product, &engine::Option::product) == options.end()) {
            continue;
        }
        for (const Id place : unit.places) {
            if (const WeekMask weeks = usable(u, place, commodity); weeks != 0) {
                int& latest = windows[place].latest;
                latest = std::max(latest, engine::latest_week(weeks));
            }
        }
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t a = problem_->arcs.size(); a-- > 0;) {
            const engine::Arc& arc = problem_->arcs[a];
            const WeekMask weeks =
                arc.departs & engine::week_range(0, windows[arc.to].latest - arc.lead_weeks);
            if (weeks != 0 && engine::latest_week(weeks) > windows[arc.from].latest) {
                windows[arc.from].latest = engine::latest_week(weeks);
                changed = true;
            }
        }
    }
    for (const engine::Supply& supply : problem_->supplies) {
        const engine::Lot& lot = problem_->lots[supply.lot];
        if (lot.product == product && lot.earmark == commodities_[commodity].earmark &&
            supply.packs > 0) {
            int& earliest = windows[supply.node].earliest;
            earliest = std::min(earliest, supply.week);
        }
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (Id a = 0; a < problem_->arcs.size(); ++a) {
            const WeekMask weeks = departures(a, commodity);
            if (weeks == 0) {
                continue;
            }
            const engine::Arc& arc = problem_->arcs[a];
            const int arrival = engine::earliest_week(weeks) + arc.lead_weeks;
            if (arrival < windows[arc.to].earliest) {
                windows[arc.to].earliest = arrival;
                changed = true;
            }
        }
    }
}

void Relaxation::merge_supplies() {
    std::map<std::pair<Id, Id>, Id> commodity_of;
    for (Id k = 0; k < commodities_.size(); ++k) {
        commodity_of[{commodities_[k].product, commodities_[k].earmark}] = k;
    }
    std::map<std::tuple<Id, Id, int>, std::int64_t> packs;
    for (const engine::Supply& supply : problem_->supplies) {
        const engine::Lot& lot = problem_->lots[supply.lot];
        const Id commodity = commodity_of.at({lot.product, lot.earmark});
        if (supply.packs > 0 && supply.week <= window(supply.node, commodity).latest) {
            packs[{supply.node, commodity, supply.week}] += supply.packs;
        }
    }
    for (const auto& [key, sum] : packs) {
        supplies_.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), sum});
    }
}

/// Lots are told apart by where they can come to: a rest is left of lots that reach the place only.
void Relaxation::give_room_to_opened_units() {
    std::vector<std::vector<Id>> out(problem_->nodes.size());
    for (const engine::Arc& arc : problem_->arcs) {
        out[arc.from].push_back(arc.to);
    }
    std::vector<std::vector<Id>> begins_at(problem_->lots.size());
    for (const engine::Supply& supply : problem_->supplies) {
        if (supply.packs > 0 && supply.week < problem_->weeks) {
            begins_at[supply.lot].push_back(supply.node);
        }
    }
    std::vector<std::vector<std::int64_t>> lots_at(commodities_.size());
    std::vector<Id> seen(problem_->nodes.size(), kNone);  // the last lot that came by
    for (Id k = 0; k < commodities_.size(); ++k) {
        lots_at[k].assign(problem_->nodes.size(), 0);
        for (const Id lot : commodities_[k].lots) {
            std::vector<Id> ahead = begins_at[lot];
            while (!ahead.empty()) {
                const Id node = ahead.back();
                ahead.pop_back();
                if (seen[node] != lot) {
                    seen[node] = lot;
                    ++lots_at[k][node];
                    ahead.insert(ahead.end(), out[node].begin(), out[node].end());
                }
            }
        }
    }
    opened_litres_.assign(problem_->nodes.size() * kClasses, 0);
    for (Id u = 0; u < problem_->units.size(); ++u) {
        for (const engine::Option& option :
             problem_->programmes[problem_->units[u].programme].options) {
            const auto denominator = static_cast<double>(option.doses.front().units_denominator);
            const double rest_packs =
                (denominator - 1) / denominator /
                static_cast<double>(problem_->products[option.product].pack_units);
            for (const Id k : of_product_[option.product]) {
                for (const Id place : problem_->units[u].places) {
                    for (std::size_t c = 0; c < kClasses && usable(u, place, k) != 0; ++c) {
                        opened_litres_[place * kClasses + c] +=
                            litres(k, place, c) * rest_packs *
                            static_cast<double>(lots_at[k][place]);
                    }
                }
            }
        }
    }
}

void Relaxation::mark_rows() {
    lane_rows_.assign(problem_->arcs.size() * kClasses, 0);
    store_rows_.assign(problem_->nodes.size() * kClasses, 0);
    need_rows_.assign(problem_->units.size(), 0);
    group_rows_.assign(problem_->groups.size(), false);
    each_column([&](const Column& column) {
        ++size_.columns;
        size_.nonzeros += column.entries.size();
        for (const auto& [row, coefficient] : column.entries) {
            switch (row.kind) {
                case Row::Kind::flow:
                    break;
                case Row::Kind::lane:
                    lane_rows_[row.first * kClasses + row.second] |= engine::week_bit(row.week);
                    break;
                case Row::Kind::store:
                    store_rows_[row.first * kClasses + row.second] |= engine::week_bit(row.week);
                    break;
                case Row::Kind::need:
                    need_rows_[row.first] |= engine::week_bit(row.week);
                    break;
                case Row::Kind::group:
                    group_rows_[row.first] = true;
                    break;
            }
        }
    });
    each_row([&](const Row&, double) { ++size_.rows; });
}

}  // namespace imdad::benchmarks
