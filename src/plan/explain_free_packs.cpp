#include "plan/explain_free_packs.hpp"

#include <algorithm>

namespace imdad::plan {

namespace {

using engine::CommodityNet;
using engine::Id;
using engine::kClasses;
using engine::kNone;

class PackWorths {
 public:
    PackWorths(const engine::Problem& problem,
               const CommodityNet& net,
               const engine::Prices& prices,
               const std::vector<double>& cost,
               const std::vector<double>& worth)
        : problem_(problem),
          net_(net),
          prices_(prices),
          cost_(cost),
          worth_(worth),
          weeks_(static_cast<std::size_t>(problem.weeks)),
          pack_(net.rows, 0) {}

    std::vector<double> find() {
        for (const engine::Use& use : net_.uses) {
            add_use(use);
        }
        // Links are listed by target; a pack leaves once its worth at every target is known.
        std::vector<std::vector<std::size_t>> leaving(net_.presences.size());
        for (std::size_t i = 0; i < net_.links.size(); ++i) {
            leaving[net_.links[i].source].push_back(i);
        }
        for (std::size_t p = net_.presences.size(); p-- > 0;) {
            const engine::Presence& here = net_.presences[p];
            const Id product = net_.commodities[here.commodity].product;
            for (int t = here.to; t >= here.from; --t) {
                double& worth = pack_[here.row_of(t)];
                for (const std::size_t i : leaving[p]) {
                    worth = std::max(worth, worth_if_sent(net_.links[i], product, t));
                }
                if (problem_.products[product].storable && t < here.to) {
                    worth = std::max(worth, pack_[here.row_of(t + 1)]);
                }
                worth = std::max(0.0, worth - room_at(here.node, product, t));
            }
        }
        return std::move(pack_);
    }

 private:
    void add_use(const engine::Use& use) {
        const engine::Presence& here = net_.presences[use.presence];
        const engine::NeedUnit& unit = problem_.units[use.unit];
        const auto& doses = problem_.programmes[unit.programme].options[use.option].doses;
        const auto pack_units = static_cast<double>(
            problem_.products[net_.commodities[here.commodity].product].pack_units);
        double packs = 0;  // of one person, all doses
        for (const engine::Dose& dose : doses) {
            packs += static_cast<double>(dose.units_numerator) /
                     static_cast<double>(dose.units_denominator) / pack_units;
        }
        for (int t = here.from; t <= here.to; ++t) {
            if (!engine::has_week(use.weeks, t)) {
                continue;
            }
            const std::size_t at = use.unit * weeks_ + static_cast<std::size_t>(t);
            // Somebody who is served in any case is served for less.
            const double saved = std::min(worth_[unit.group], cost_[at]);
            double& worth = pack_[here.row_of(t)];
            worth = std::max(worth, (saved - teams(use, here.node, t)) / packs);
        }
    }

    [[nodiscard]] double teams(const engine::Use& use, Id node, int week) const {
        double price = 0;
        for (const Id row : problem_.nodes[node].absorption) {
            const engine::AbsorptionRow& limit = problem_.absorption[row];
            if (limit.programmes[problem_.units[use.unit].programme] &&
                engine::has_week(limit.weeks, week)) {
                price += prices_.absorption[row * weeks_ + static_cast<std::size_t>(week)];
            }
        }
        const Id product = net_.commodities[net_.presences[use.presence].commodity].product;
        if (option_of(use).doses.size() == 1) {
            problem_.each_lock(use.unit, node, product, week, [&](Id lock) {
                price += prices_.lock_most[lock] - prices_.lock_least[lock];
            });
        }
        return price;
    }

    [[nodiscard]] const engine::Option& option_of(const engine::Use& use) const {
        return problem_.programmes[problem_.units[use.unit].programme].options[use.option];
    }

    [[nodiscard]] double worth_if_sent(const engine::Link& link, Id product, int week) const {
        const engine::Arc& arc = problem_.arcs[link.arc];
        if (!engine::has_week(link.weeks, week)) {
            return 0;
        }
        double price = 0;
        for (std::size_t c = 0; c < kClasses; ++c) {
            price +=
                prices_.lane[(link.arc * kClasses + c) * weeks_ + static_cast<std::size_t>(week)] *
                static_cast<double>(CommodityNet::volume(problem_, product, arc.to, c));
        }
        return pack_[net_.presences[link.target].row_of(week + arc.lead_weeks)] - price;
    }

    [[nodiscard]] double room_at(Id node, Id product, int week) const {
        double price = 0;
        for (std::size_t c = 0; c < kClasses; ++c) {
            price +=
                prices_.store[(node * kClasses + c) * weeks_ + static_cast<std::size_t>(week)] *
                static_cast<double>(CommodityNet::volume(problem_, product, node, c));
        }
        const Id row =
            problem_.max_row.empty() ? kNone : problem_.max_row[problem_.pair(node, product)];
        return row == kNone
                   ? price
                   : price + prices_.maximum[row * weeks_ + static_cast<std::size_t>(week)] *
                                 static_cast<double>(problem_.products[product].pack_units);
    }

    const engine::Problem& problem_;
    const CommodityNet& net_;
    const engine::Prices& prices_;
    const std::vector<double>& cost_;
    const std::vector<double>& worth_;
    std::size_t weeks_;
    std::vector<double> pack_;
};

}  // namespace

std::vector<double> worth_of_packs(const engine::Problem& problem,
                                   const CommodityNet& net,
                                   const engine::Prices& prices,
                                   const std::vector<double>& cost,
                                   const std::vector<double>& worth) {
    return PackWorths(problem, net, prices, cost, worth).find();
}

}  // namespace imdad::plan
