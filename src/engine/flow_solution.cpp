/// What is read out of a solution of the flow model: prices, weights of areas, flows.

#include "engine/flow_model.hpp"

#include <algorithm>

namespace imdad::engine {

Prices FlowModel::prices_from(std::span<const float> y) const {
    Prices prices(problem_);
    const auto copy = [&](const std::vector<std::uint32_t>& rows, std::vector<double>& to) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i] != kNone) {
                to[i] = static_cast<double>(y[rows[i]]);
            }
        }
    };
    copy(lane_rows_, prices.lane);
    copy(store_rows_, prices.store);
    copy(maximum_rows_, prices.maximum);
    copy(absorption_rows_, prices.absorption);
    copy(lock_most_rows_, prices.lock_most);
    copy(lock_least_rows_, prices.lock_least);
    for (const Beginning& beginning : net_.beginnings) {
        const Presence& here = net_.presences[beginning.presence];
        const Id product = net_.commodities[here.commodity].product;
        auto price = static_cast<double>(y[here.row_of(beginning.week)]);
        const auto week = static_cast<std::size_t>(beginning.week);
        for (std::size_t c = 0; c < kClasses; ++c) {
            price -= prices.store[(here.node * kClasses + c) * weeks_ + week] *
                     static_cast<double>(CommodityNet::volume(problem_, product, here.node, c));
        }
        if (!problem_.max_row.empty()) {
            const Id row = problem_.max_row[problem_.pair(here.node, product)];
            if (row != kNone) {
                price -= prices.maximum[row * weeks_ + week] *
                         static_cast<double>(problem_.products[product].pack_units);
            }
        }
        for (const Id supply : beginning.supplies) {
            prices.supply[supply] = std::max(0.0, price);
        }
    }
    return prices;
}

std::vector<double> FlowModel::area_weights_from(std::span<const float> y) const {
    std::vector<double> weights(aim_->areas.size());
    for (std::size_t d = 0; d < weights.size(); ++d) {
        weights[d] = static_cast<double>(y[area_rows_ + d]);
    }
    return weights;
}

/// The columns in the order in which they were added.
Flows FlowModel::flows_from(std::span<const float> x) const {
    Flows flows{.weeks = weeks_};
    std::size_t column = 0;
    for (std::size_t b = 0; b < net_.beginnings.size(); ++b) {
        flows.begin.push_back(x[column++]);
    }
    flows.stock.assign(net_.rows, 0);
    for (const Presence& here : net_.presences) {
        if (problem_.products[net_.commodities[here.commodity].product].storable) {
            for (int t = here.from; t < here.to; ++t) {
                flows.stock[here.row_of(t)] = x[column++];
            }
        }
    }
    flows.ship.assign(net_.links.size() * weeks_, 0);
    for (std::size_t i = 0; i < net_.links.size(); ++i) {
        const Presence& source = net_.presences[net_.links[i].source];
        for (int t = source.from; t <= source.to; ++t) {
            if (has_week(net_.links[i].weeks, t)) {
                flows.ship[i * weeks_ + static_cast<std::size_t>(t)] = x[column++];
            }
        }
    }
    flows.serve.assign(net_.uses.size() * weeks_, 0);
    for (std::size_t i = 0; i < net_.uses.size(); ++i) {
        for (int t = 0; t < problem_.weeks; ++t) {
            if (has_week(net_.uses[i].weeks, t) && can_be_completed(net_.uses[i], t)) {
                flows.serve[i * weeks_ + static_cast<std::size_t>(t)] = x[column++];
            }
        }
    }
    return flows;
}

}  // namespace imdad::engine
