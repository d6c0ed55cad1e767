#include "plan/explain_prices.hpp"

#include <algorithm>
#include <cmath>

namespace imdad::plan {

namespace {

using engine::CommodityNet;
using engine::Id;
using engine::kClasses;
using engine::kNone;
using model::CauseKind;
using model::RowPrice;

}  // namespace

std::optional<engine::Prices> prices_of(const BuiltProblem& built,
                                        const model::Certificate& certificate) {
    const engine::Problem& problem = built.problem;
    engine::Prices prices(problem);
    const auto weeks = static_cast<std::size_t>(problem.weeks);
    std::vector<std::pair<std::size_t, Id>> supplies;
    supplies.reserve(built.supply_of.size());
    for (Id s = 0; s < built.supply_of.size(); ++s) {
        supplies.emplace_back(built.supply_of[s].value(), s);
    }
    std::ranges::sort(supplies);
    const auto put = [&](std::vector<double>& rows, std::size_t index, double price) {
        if (index >= rows.size()) {
            return false;
        }
        rows[index] = price;
        return true;
    };
    for (const RowPrice& row : certificate.prices) {
        const double price = std::ldexp(static_cast<double>(row.price), -certificate.scale_bits);
        const auto week = static_cast<std::size_t>(row.week);
        bool known = row.week >= 0 && week < weeks;
        switch (row.row) {
            case RowPrice::Row::supply: {
                const auto at =
                    std::ranges::lower_bound(supplies, std::pair<std::size_t, Id>(row.first, 0));
                known = known && at != supplies.end() && at->first == row.first &&
                        put(prices.supply, at->second, price);
                break;
            }
            case RowPrice::Row::lane:
                known = known && row.second < kClasses &&
                        put(prices.lane, (row.first * kClasses + row.second) * weeks + week, price);
                break;
            case RowPrice::Row::store:
                known =
                    known && row.second < kClasses &&
                    put(prices.store, (row.first * kClasses + row.second) * weeks + week, price);
                break;
            case RowPrice::Row::maximum: {
                const bool inside = row.first < problem.nodes.size() &&
                                    row.second < problem.products.size() &&
                                    !problem.max_row.empty();
                const Id at = inside ? problem.max_row[problem.pair(row.first, row.second)] : kNone;
                known = known && at != kNone && put(prices.maximum, at * weeks + week, price);
                break;
            }
            case RowPrice::Row::absorption:
                known = known && put(prices.absorption, row.first * weeks + week, price);
                break;
            case RowPrice::Row::lock_most:
                known = known && put(prices.lock_most, row.first, price);
                break;
            case RowPrice::Row::lock_least:
                known = known && put(prices.lock_least, row.first, price);
                break;
        }
        if (!known) {
            return std::nullopt;
        }
    }
    return prices;
}

double PricedSteps::lane_price(Id arc, std::size_t c, int week) const {
    return prices_.lane[(arc * kClasses + c) * static_cast<std::size_t>(problem_.weeks) +
                        static_cast<std::size_t>(week)];
}

double PricedSteps::store_price(Id node, std::size_t c, int week) const {
    return prices_.store[(node * kClasses + c) * static_cast<std::size_t>(problem_.weeks) +
                         static_cast<std::size_t>(week)];
}

double PricedSteps::maximum_price(Id node, Id product, int week) const {
    if (problem_.max_row.empty()) {
        return 0;
    }
    const Id row = problem_.max_row[problem_.pair(node, product)];
    return row == kNone ? 0
                        : prices_.maximum[row * static_cast<std::size_t>(problem_.weeks) +
                                          static_cast<std::size_t>(week)];
}

Id PricedSteps::product_at(Id presence) const {
    return net_.commodities[net_.presences[presence].commodity].product;
}

double PricedSteps::ship(const engine::Link& link, int week) const {
    double price = 0;
    const Id to = problem_.arcs[link.arc].to;
    for (std::size_t c = 0; c < kClasses; ++c) {
        const double each = lane_price(link.arc, c, week);
        if (each > 0) {
            price += each * static_cast<double>(
                                CommodityNet::volume(problem_, product_at(link.target), to, c));
        }
    }
    return price;
}

double PricedSteps::stay(const engine::Presence& here, int week) const {
    const Id product = net_.commodities[here.commodity].product;
    double price = 0;
    for (std::size_t c = 0; c < kClasses; ++c) {
        const double each = store_price(here.node, c, week);
        if (each > 0) {
            price +=
                each * static_cast<double>(CommodityNet::volume(problem_, product, here.node, c));
        }
    }
    const double unit = maximum_price(here.node, product, week);
    return price + unit * static_cast<double>(problem_.products[product].pack_units);
}

double PricedSteps::serve(const engine::Use& use, int week) const {
    const Id programme = problem_.units[use.unit].programme;
    double price = 0;
    for (const Id row : problem_.nodes[net_.presences[use.presence].node].absorption) {
        const engine::AbsorptionRow& limit = problem_.absorption[row];
        if (limit.programmes[programme] && engine::has_week(limit.weeks, week)) {
            price += prices_.absorption[row * static_cast<std::size_t>(problem_.weeks) +
                                        static_cast<std::size_t>(week)];
        }
    }
    each_lock_of(
        use, week, [&](Id lock) { price += prices_.lock_most[lock] - prices_.lock_least[lock]; });
    return price;
}

WayCosts PricedSteps::costs() const {
    return {.start = [this](Id supply) { return prices_.supply[supply]; },
            .ship = [this](const engine::Link& link, int week) { return ship(link, week); },
            .stay = [this](const engine::Presence& here, int week) { return stay(here, week); },
            .serve = [this](const engine::Use& use, int week) { return serve(use, week); }};
}

std::vector<Payment> PricedSteps::payments(const WayStep& step) const {
    std::vector<Payment> result;
    const auto pay = [&](CauseKind kind, std::vector<Thing> things, double amount) {
        if (amount > 0) {
            result.push_back({kind, std::move(things), step.week, amount});
        }
    };
    const Id node = net_.presences[step.presence].node;
    const Id product = product_at(step.presence);
    switch (step.kind) {
        case WayStep::Kind::start:
            pay(CauseKind::supply,
                {{Thing::Table::supply, built_.supply_of[step.what].value()}},
                step.packs * prices_.supply[step.what]);
            break;
        case WayStep::Kind::ship: {
            const Id arc = net_.links[step.what].arc;
            const Id to = problem_.arcs[arc].to;
            for (std::size_t c = 0; c < kClasses; ++c) {
                pay(CauseKind::lane_full,
                    {{Thing::Table::lane, arc, c}},
                    step.packs * lane_price(arc, c, step.week) *
                        static_cast<double>(CommodityNet::volume(problem_, product, to, c)));
            }
            break;
        }
        case WayStep::Kind::stay:
            for (std::size_t c = 0; c < kClasses; ++c) {
                pay(CauseKind::store_full,
                    {{Thing::Table::place, node, c}},
                    step.packs * store_price(node, c, step.week) *
                        static_cast<double>(CommodityNet::volume(problem_, product, node, c)));
            }
            pay(CauseKind::maximum_stock,
                {{Thing::Table::place, node, kClasses}, {Thing::Table::product, product}},
                step.packs * maximum_price(node, product, step.week) *
                    static_cast<double>(problem_.products[product].pack_units));
            break;
        case WayStep::Kind::serve:
            for (const Id row : problem_.nodes[node].absorption) {
                const engine::AbsorptionRow& limit = problem_.absorption[row];
                const Id programme = problem_.units[net_.uses[step.what].unit].programme;
                if (limit.programmes[programme] && engine::has_week(limit.weeks, step.week)) {
                    pay(CauseKind::absorption,
                        {{Thing::Table::absorption, row}},
                        prices_.absorption[row * static_cast<std::size_t>(problem_.weeks) +
                                           static_cast<std::size_t>(step.week)]);
                }
            }
            each_lock_of(net_.uses[step.what], step.week, [&](Id lock) {
                pay(CauseKind::lock, {{Thing::Table::lock, lock}}, prices_.lock_most[lock]);
            });
            break;
    }
    return result;
}

double PricedSteps::unit_price(const Payment& payment) const {
    const Thing& thing = payment.things.front();
    const auto row = static_cast<Id>(thing.row);
    if (payment.kind == CauseKind::lock) {
        return prices_.lock_most[row];
    }
    double sum = 0;
    for (int t = 0; t < problem_.weeks; ++t) {
        switch (payment.kind) {
            case CauseKind::lane_full:
                sum += 1000 * lane_price(row, thing.storage_class, t);
                break;
            case CauseKind::store_full:
                sum += 1000 * store_price(row, thing.storage_class, t);
                break;
            case CauseKind::maximum_stock:
                sum += maximum_price(row, static_cast<Id>(payment.things[1].row), t);
                break;
            case CauseKind::absorption:
                sum += prices_.absorption[row * static_cast<std::size_t>(problem_.weeks) +
                                          static_cast<std::size_t>(t)];
                break;
            default:
                break;
        }
    }
    if (payment.kind == CauseKind::supply) {
        for (Id s = 0; s < built_.supply_of.size(); ++s) {
            if (built_.supply_of[s].value() == thing.row) {
                return prices_.supply[s];
            }
        }
    }
    return sum;
}

}  // namespace imdad::plan
